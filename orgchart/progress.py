"""
A bar on the terminal for work that takes long; nothing where nobody looks.

The bar is made by `tqdm`, which is loaded when there is a terminal to draw on.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import Any, Final, TypeVar

__all__ = ["follow"]

T = TypeVar("T")

#: So many seconds go by before the bar is shown.
DELAY: Final = 2.0


def follow(items: Iterable[T], what: str, total: int | None = None) -> Generator[T]:
    """
    Yield items, and show on the terminal how many have been gone through.

    The bar goes to stderr, only if that is a terminal, only when the work has taken two seconds,
    and away when the work ends, by an error or Ctrl-C too. Results and their order do not change.

    Args:
        items: the items; each counts as done when the next is asked for.
        what: a word for the work, such as ``drawing``.
        total: how many there will be; None where that is not known.

    >>> list(follow("abc", "reading", 3))
    ['a', 'b', 'c']
    """
    if not _seen():
        yield from items
        return
    from tqdm import tqdm  # noqa: PLC0415 - takes 60 ms, and most work is short or unseen

    # Without the thread that looks after bars, which would go on after the work.
    quiet: Any = type("Bar", (tqdm,), {"monitor_interval": 0})
    with quiet(total=total, desc=what, delay=DELAY, leave=False, file=sys.stderr) as bar:
        for item in items:
            yield item
            bar.update()


def _seen() -> bool:
    """Say whether somebody can see what goes to stderr; there is none in some programs."""
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # no stderr, or a closed one
        return False
