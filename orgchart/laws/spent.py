"""Why what a writer returned cannot be read twice: it is used up, or its reader changed it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, cast

__all__ = ["entries", "spent"]

#: Rows in tables in a dict have three levels; what goes round in a circle has no end.
_LEVELS: Final = 4


def spent(written: object, before: int) -> str:
    """
    Return what keeps from reading something twice, in words; empty where that is not to be seen.

    Args:
        written: what the writer returned, after it was read.
        before: how many `entries` it had before.

    >>> print(spent((letter for letter in "ab"), 0))
    what write returned is used up once it is read, a generator: return a list or a text
    >>> rows = ["ann", "bo"]
    >>> before, who = entries(rows), rows.pop()
    >>> print(spent(rows, before))
    read changes what it is given, which had 2 entries and has 1 after that: take a copy in read
    """
    if isinstance(written, Iterator):
        stream = cast("object", written)
        kind = type(stream).__name__
        remedy = "have read rewind it, or return" if hasattr(stream, "seek") else "return a list or"
        return f"what write returned is used up once it is read, a {kind}: {remedy} a text"
    after = entries(written)
    if after == before:
        return ""
    counts = f"which had {before:,} entries and has {after:,} after that"
    return f"read changes what it is given, {counts}: take a copy in read"


def entries(value: object, levels: int = _LEVELS) -> int:
    """
    Return how many entries are in lists, tuples, dicts and sets, and in those within them.

    Complexity: one pass over them; nothing else is looked into.

    >>> entries({"rows": [["ann", "ceo"], ["bo", "cto"]]})
    7
    """
    if isinstance(value, bytearray | set):
        return len(cast("set[object]", value))
    if not levels or not isinstance(value, dict | list | tuple | deque):
        return 0
    if isinstance(value, dict):
        value = list(cast("dict[object, object]", value).values())
    parts = cast("list[object]", value)
    return len(parts) + sum(entries(part, levels - 1) for part in parts)
