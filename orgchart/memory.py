"""Making many values at once: without calls, and without sweeping memory for circles."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar, cast

__all__ = ["Maker", "maker", "stretches", "unswept"]

#: So many values are made at once: what each step of it touches is then still near for the next.
_AT_ONCE: Final = 4096

_T = TypeVar("_T")
#: Makes values of rows: of each what stands in some slots, in their order.
Maker: TypeAlias = Callable[[Iterable[Sequence[object]]], list[_T]]

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


@contextmanager
def unswept() -> Generator[None]:
    """
    Keep the sweep for circles of values off; what had it off before keeps it off.

    Every so many new values Python looks through those it has for circles that nothing else refers
    to. Facts and edits form none, and with a million of them the looking takes half the time. It
    would be made up for at once, if new values did not go to the old ones, which are swept seldom.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What somebody else keeps frozen stays frozen.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def stretches(count: int) -> Iterator[slice]:
    """Yield the stretches in which to make so many values; some thousand at once are quickest."""
    return (slice(low, low + _AT_ONCE) for low in range(0, count, _AT_ONCE))


def maker(
    kind: type[_T], names: tuple[str, ...], alike: Mapping[str, object] = _NOTHING
) -> Maker[_T]:
    """
    Return what makes values of a frozen class with slots, one a row.

    Nothing is checked or converted, nor is anything done that the class does of itself.

    Args:
        kind: the class; weak references, if at all, are the matter of a class below it, since
            otherwise Python takes no value from another class.
        names: the slots that rows fill, in their order.
        alike: what stands in the others, the same in all values.

    >>> from orgchart.edits import Edit
    >>> maker(Edit, ("key",), {"before": None, "after": None})([[("post", "ceo")]])
    [Edit(key=('post', 'ceo'), before=None, after=None)]
    """
    return partial(_making(cast("type", kind), names, tuple(alike)), *alike.values())


@cache
def _making(kind: type, names: tuple[str, ...], alike: tuple[str, ...]) -> Callable[..., list[Any]]:
    """
    Return a function that makes values of a class with slots: of what all have, and of rows.

    A frozen class refuses to have its slots set, and the way past it costs a call a slot. So values
    are born in a class of the same form that is not frozen, where setting a slot is an instruction,
    and are given their own class last. The text of the function names slots, and nothing else.
    """
    own = {
        "__slots__": kind.__dict__["__slots__"],
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    lines = [
        f"def make({', '.join((*alike, 'rows'))}):",
        "    made = []",
        "    add = made.append",
        f"    for ({''.join(f'{name}, ' for name in names)}) in rows:",
        "        value = new(Thawed)",
        *(f"        value.{name} = {name}" for name in (*names, *alike)),
        "        value.__class__ = Frozen",
        "        add(value)",
        "    return made",
    ]
    found = {"new": object.__new__, "Frozen": kind, "Thawed": type("Thawed", kind.__bases__, own)}
    exec("\n".join(lines), found)  # noqa: S102 - as attrs makes the methods of a class
    return cast("Callable[..., list[Any]]", found["make"])
