"""
The same questions to this library and to engines that people use for such tables.

`adapter` says what is asked, each engine has a module, `worker` runs one engine in a process of its
own, `race` lets them take turns, `compare` makes the table.
"""
