"""What several threads may ask for at one time and only one of them may make."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Final, TypeVar, cast

__all__ = ["ALONE", "alone"]

_T = TypeVar("_T")
_S = TypeVar("_S", bound=object)

#: Held while something is made that must be made only once. Python runs one thread at a time, so
#: that one lock for all costs nothing.
ALONE: Final = RLock()


def alone(work: Callable[[_S], _T]) -> Callable[[_S], _T]:
    """
    Return the work of a cached property such that it is done once, whichever threads ask for it.

    `functools.cached_property` takes no lock: of two threads that ask at one time each would get a
    value of its own. It is for classes of attrs with slots.
    """
    name = work.__name__

    @wraps(work)
    def once(self: _S) -> _T:
        with ALONE:
            try:
                return cast("_T", object.__getattribute__(self, name))
            except AttributeError:
                made = work(self)
                object.__setattr__(self, name, made)
                return made

    return once
