"""
Faults: a process is killed while it writes, disks are full, folders read-only, pipes closed.

``HYPOTHESIS_PROFILE=thorough`` kills it 200 times for each form; else a few times.
"""
