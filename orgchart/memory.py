"""Making values of frozen classes: without calls, and many without sweeping memory for circles."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar, cast

__all__ = ["Maker", "maker", "reader", "stretches", "unswept"]

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


def reader(
    kind: type[_T],
    columns: Mapping[str, tuple[memoryview[int], Callable[[int], object]]],
    alike: Mapping[str, object] = _NOTHING,
) -> Callable[[int], _T]:
    """
    Return what makes the value of one row, as `maker` does it.

    Args:
        kind: the class.
        columns: for each slot in which rows differ the place of each row's value, and what returns
            the value at a place.
        alike: what stands in the other slots.

    >>> from orgchart.edits import Edit
    >>> keys = [("post", "cto"), ("post", "ceo")]
    >>> columns = {"key": (memoryview(bytes([1, 0])), keys.__getitem__)}
    >>> reader(Edit, columns, {"before": None, "after": None})(0)
    Edit(key=('post', 'ceo'), before=None, after=None)
    """
    sides = [side for column in columns.values() for side in column]
    return _reading(cast("type", kind), tuple(columns), tuple(alike))(*alike.values(), *sides)


@cache
def _making(kind: type, names: tuple[str, ...], alike: tuple[str, ...]) -> Callable[..., list[Any]]:
    """Return a function that makes values of what all have, and of rows."""
    return _function(
        kind,
        [
            f"def work({', '.join((*alike, 'rows'))}):",
            "    made = []",
            "    add = made.append",
            f"    for ({''.join(f'{name}, ' for name in names)}) in rows:",
            *_filled("        ", {name: name for name in (*names, *alike)}),
            "        add(value)",
            "    return made",
        ],
    )


@cache
def _reading(
    kind: type, names: tuple[str, ...], alike: tuple[str, ...]
) -> Callable[..., Callable[[int], Any]]:
    """Return a function that returns a reader, of what all rows have and of columns."""
    columns = [f"places_of_{name}, {name}_at" for name in names]
    differing = {name: f"{name}_at(places_of_{name}[row])" for name in names}
    return _function(
        kind,
        [
            f"def work({', '.join((*alike, *columns))}):",
            "    def read(row):",
            *_filled("        ", differing | {name: name for name in alike}),
            "        return value",
            "    return read",
        ],
    )


def _filled(indent: str, slots: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that make a value whose slots are filled with expressions."""
    yield f"{indent}value = Thawed()"
    for name, told in slots.items():
        yield f"{indent}value.{name} = {told}"
    yield f"{indent}value.__class__ = Frozen"


def _function(kind: type, lines: Iterable[str]) -> Callable[..., Any]:
    """
    Return the function `work` of some lines, which makes values of a class.

    A frozen class refuses to have its slots set, and the way past it costs a call a slot. So values
    are born in a class of the same form that is not frozen, where setting a slot is an instruction,
    and are given their own class last. The lines name slots, and nothing else.
    """
    own = {
        "__slots__": kind.__dict__["__slots__"],
        "__init__": object.__init__,
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    found = {"Frozen": kind, "Thawed": type("Thawed", kind.__bases__, own)}
    exec("\n".join(lines), found)  # noqa: S102 - as attrs makes the methods of a class
    return cast("Callable[..., Any]", found["work"])
