"""
A bar on the terminal for work that takes long, or a clock; nothing where nobody looks.

Both are made by `tqdm`, which is loaded when there is something to draw.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache, partial
from math import inf
from threading import Lock, RLock, Thread
from time import monotonic
from typing import Any, Final, TextIO, TypeVar, cast, final

__all__ = ["follow", "waiting"]

T = TypeVar("T")

#: So many seconds go by before a bar, or a clock, is shown.
DELAY: Final = 2.0
PATIENCE: Final = 2.0
#: A bar that was taken away is drawn again when the last item took so many seconds to make, or when
#: it has been away for as many: drawing takes a quarter of a thousandth.
_LONG: Final = 0.002
_OFTEN: Final = 0.1
#: All that a bar can be told, so that nothing of it is taken from the environment. With a delay,
#: however short, nothing is drawn before there is something to draw.
_PLAIN: Final[Mapping[str, Any]] = {
    "ascii": None,
    "bar_format": None,
    "colour": None,
    "delay": 1e-9,
    "disable": False,
    "dynamic_ncols": False,
    "gui": False,
    "initial": 0,
    "leave": False,
    "lock_args": None,
    "maxinterval": 10.0,
    "mininterval": 0.1,
    "miniters": None,
    "ncols": None,
    "nrows": None,
    "position": None,
    "postfix": None,
    "smoothing": 0.3,
    "unit": "it",
    "unit_divisor": 1000,
    "unit_scale": False,
    "write_bytes": False,
}
#: A clock is drawn anew every so many seconds.
_TICK: Final = 0.5
_TIME: Final = "{desc}: {elapsed}"


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
        try:
            bar.close()
        finally:
            # Ctrl-C may have come in the middle of it.
            bar.close()


def waiting(what: str) -> AbstractContextManager[None]:
    """
    Show on the terminal for how long something has been going on.

    That is for work with steps that tell nothing until they end, such as the parser of a library;
    where there are items to count, `follow` says more, and its bar stands below the clock. The
    clock comes and goes as a bar does. Results do not change.

    Args:
        what: a word for the work.

    >>> with waiting("parsing"):
    ...     found = int("12")
    """
    return _Clock(what, sys.stderr) if _seen() else nullcontext()


@final
class _Clock:
    """A clock that goes from when its block is entered until it is left."""

    def __init__(self, what: str, stream: TextIO) -> None:
        self._over = Lock()
        tell = partial(_tell_time, what, self._over.acquire, stream)
        self._thread = Thread(target=tell, name=f"clock of {what}", daemon=True)

    def __enter__(self) -> None:
        self._over.acquire()
        try:
            self._thread.start()
        except RuntimeError:  # the system allows no more threads
            pass
        except BaseException:
            self._over.release()
            raise

    def __exit__(self, *_: object) -> None:
        # Ctrl-C comes between steps of Python, and this is a single one.
        self._over.release()
        if self._thread.ident is not None:
            self._thread.join()


def _tell_time(what: str, is_over: Callable[..., bool], stream: TextIO) -> None:
    """
    Draw what is going on and since when, until it is over.

    Args:
        what: a word for the work.
        is_over: waits for the end, at most for ``timeout`` seconds, and says whether it has come.
        stream: where to draw.
    """
    start = monotonic()
    if is_over(timeout=PATIENCE):
        return
    with suppress(Exception):  # see `_Bar._unharmed`
        shown = _bars()(desc=what, file=stream, **{**_PLAIN, "bar_format": _TIME})
        try:
            shown.start_t -= monotonic() - start
            shown.refresh()
            while not is_over(timeout=_TICK):
                shown.refresh()
        finally:
            shown.clear()
            shown.close()


@final
class _Bar:
    """A bar that is there when the work has taken so long."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._start = self._asked = monotonic()
        self._drawn = -inf
        self._took = 0.0
        self._shown: Any = None
        self._stream = sys.stderr

    def advance(self, more: int) -> None:
        """Count more as done, and draw it now and then."""
        self._done += more
        self._asked = now = monotonic()
        if self._shown is not None:
            with self._unharmed():
                self._shown.update(more)
        elif now - self._start >= DELAY and self._worth(now):
            with self._unharmed():
                self._draw(now)

    def _worth(self, now: float) -> bool:
        """Say whether what was hidden will be there long enough, or has been away for long."""
        return self._took >= _LONG or now - self._drawn >= _OFTEN

    def _draw(self, now: float) -> None:
        self._shown = _bars()(total=self._total, desc=self._what, file=self._stream, **_PLAIN)
        self._shown.start_t -= now - self._start
        self._shown.n = self._done
        self._drawn = now
        self._shown.refresh()

    def hide(self) -> None:
        """Take the bar away until there is more to tell."""
        self._took = monotonic() - self._asked
        self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            with self._unharmed():
                # Ctrl-C may come in the middle: what is not closed can be closed again.
                self._shown.clear()
                self._shown.close()
                self._shown = None

    @contextmanager
    def _unharmed(self) -> Generator[None]:
        """
        Let the work go on where nothing can be drawn; then there is no bar.

        What draws is a library on a stream that may be anybody's: nothing that goes wrong there is
        worth the work.
        """
        try:
            yield
        except Exception:  # noqa: BLE001 - see above
            self._shown = None
            self._start = inf


@cache
def _bars() -> Any:  # noqa: ANN401 - a class of a library without types
    """Return what makes bars."""
    from tqdm import tqdm  # noqa: PLC0415 - takes 60 ms, and most work is short or unseen

    def refresh(bar: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - see above
        with lock:
            bar.display()

    def clear(bar: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - see above
        with lock:
            plain.clear(bar, nolock=True)

    # Ctrl-C while it draws must not leave the lock taken, for other threads would wait for ever,
    # nor a bar that is half made, which would complain when it is thrown away.
    lock, plain = RLock(), cast("Any", tqdm)
    own: dict[str, Any] = {"_lock": lock, "refresh": refresh, "clear": clear, "__del__": _nothing}
    # Without the thread that looks after bars, which would go on after the work.
    return type("Bar", (tqdm,), {**own, "monitor_interval": 0})


def _nothing(_: object) -> None:
    """Do nothing when a bar is thrown away: it has been closed, or was never there."""


def _seen() -> bool:
    """Say whether somebody can see what goes to stderr, and wants to; some programs have none."""
    if os.environ.get("TQDM_DISABLE"):
        return False
    try:
        return sys.stderr.isatty()
    except Exception:  # noqa: BLE001 - no stderr, a closed one, or one of somebody's own
        return False


# A lock that another thread has while the process is forked would stay taken in the child.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_bars.cache_clear)
