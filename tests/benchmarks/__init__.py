"""
How long things take: `make bench` prints tables; nothing here is tested by the clock.

Each topic is a module with a function `tables` that measures and yields what there is to print; its
name stands in the list of `__main__`.
"""
