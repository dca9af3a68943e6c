"""
Fuzzing: every reader, the command line and `When` are given damaged and hostile input.

``make fuzz MINUTES=5``, or ``python -m tests.fuzz``.
"""
