"""
A bar on the terminal for work that takes long; nothing where nobody looks.

The bar is made by `tqdm`, which is loaded when there is something to draw.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from time import monotonic
from typing import Any, Final, TypeVar, final

__all__ = ["follow"]

T = TypeVar("T")

#: So many seconds go by before the bar is shown.
DELAY: Final = 2.0


def follow(
    items: Iterable[T],
    what: str,
    total: int | None = None,
    *,
    size: Callable[[T], int] | None = None,
    aside: bool = False,
) -> Generator[T]:
    """
    Yield items, and show on the terminal how many have been gone through.

    The bar goes to stderr, only if that is a terminal, only when the work has taken two seconds,
    and away when the work ends, by an error or Ctrl-C too. Results and their order do not change.

    Let the iterable do the work, as in ``list(follow(map(work, items), "working"))``, or close what
    is returned: a loop that an error leaves keeps its iterator, and with it the bar, for as long as
    the error is looked at.

    Args:
        items: the items; each counts as done when the next is asked for.
        what: a word for the work, such as ``drawing``.
        total: how many there will be; None where that is not known.
        size: for how many an item counts; for one, when left out.
        aside: take the bar away for as long as somebody else has the item, who may print it.

    >>> list(follow("abc", "reading", 3))
    ['a', 'b', 'c']
    """
    if not _seen():
        yield from items
        return
    bar = _Bar(what, total)
    try:
        for item in items:
            if aside:
                bar.hide()
            yield item
            bar.advance(1 if size is None else size(item))
    finally:
        bar.close()


@final
class _Bar:
    """A bar that is there when the work has taken so long."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._start = monotonic()
        self._hidden = False
        self._drawn: Any = None

    def advance(self, more: int) -> None:
        """Count more as done; draw it now and then, and at once what was hidden."""
        self._done += more
        if self._drawn is None:
            if monotonic() - self._start >= DELAY:
                self._draw()
        elif self._hidden:
            self._drawn.n = self._done
            self._drawn.refresh()
            self._hidden = False
        else:
            self._drawn.update(more)

    def _draw(self) -> None:
        from tqdm import tqdm  # noqa: PLC0415 - takes 60 ms, and most work is short or unseen

        # Without the thread that looks after bars, which would go on after the work.
        quiet: Any = type("Bar", (tqdm,), {"monitor_interval": 0})
        # With a delay, however short, nothing is drawn before there is something to draw.
        drawn = quiet(total=self._total, desc=self._what, delay=1e-9, leave=False, file=sys.stderr)
        drawn.start_t -= monotonic() - self._start
        drawn.n = self._done
        self._drawn = drawn
        drawn.refresh()

    def hide(self) -> None:
        """Take the bar away until there is more to tell."""
        if self._drawn is not None and not self._hidden:
            self._drawn.clear()
            self._hidden = True

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn.close()


def _seen() -> bool:
    """Say whether somebody can see what goes to stderr; there is none in some programs."""
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # no stderr, or a closed one
        return False
