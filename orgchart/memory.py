"""Making many values at once: slot by slot, and without sweeping memory for circles."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import Any, TypeVar, cast

__all__ = ["filled", "setters", "unswept"]

_T = TypeVar("_T")
_Setter = Callable[[object, object], None]


@contextmanager
def unswept() -> Generator[None]:
    """
    Keep the sweep for circles of values off; what had it off before keeps it off.

    Every so many new values Python looks through those it has for circles that nothing else refers
    to. Facts and edits form none, and with a million of them the looking takes half the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def setters(kind: type, names: tuple[str, ...]) -> tuple[_Setter, ...]:
    """Return what fills slots of values of a class."""
    return tuple(getattr(kind, name).__set__ for name in names)


def filled(kind: type[_T], count: int, fields: Mapping[str, Iterable[Any]]) -> list[_T]:
    """
    Return new values of a class with slots, each slot filled for all of them in one go.

    Nothing is checked or converted, nor is anything that the class does of itself.

    Args:
        kind: the class.
        count: how many values to make.
        fields: for every slot its values, in order; more than are needed do no harm.
    """
    new: Callable[[type[_T]], _T] = object.__new__
    made = list(map(new, repeat(kind, count)))
    for fill, values in zip(
        setters(cast("type", kind), tuple(fields)), fields.values(), strict=True
    ):
        # Nothing but the loop in C is wanted; what it returns is thrown away.
        deque(map(fill, made, values), maxlen=0)
    return made
