"""Values made without calls: what their class makes, without what it does."""

from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest

from orgchart import Fact, Post, ReportingLine, Tenure
from orgchart.memory import maker, reader
from orgchart.store.table import IDS


class _Base:
    """A class that must not be told of its values."""

    __slots__ = ()

    def __init__(self) -> None:
        raise AssertionError


def _loud(text: str) -> str:
    return text.upper()


@attrs.frozen(weakref_slot=False)
class _Checked(_Base):
    """A class that takes no value as it is."""

    text: str = attrs.field(converter=_loud)
    number: int = attrs.field(default=7, validator=attrs.validators.instance_of(int))


def _many(kind: type[Any], columns: dict[str, list[Any]], alike: dict[str, object]) -> list[Any]:
    return maker(kind, tuple(columns), alike)(zip(*columns.values(), strict=True))


def _one_by_one(
    kind: type[Any], columns: dict[str, list[Any]], alike: dict[str, object]
) -> list[Any]:
    read: Callable[[int], Any] = reader(
        kind,
        # Each value stands at another place than the row it is of.
        {
            name: (memoryview(bytes([1, 0])), values[::-1].__getitem__)
            for name, values in columns.items()
        },
        alike,
    )
    return [read(0), read(1)]


WAYS: Final = pytest.mark.parametrize("make", [_many, _one_by_one])


@WAYS
@pytest.mark.parametrize(
    "pair",
    [
        (Post("ceo", "Chief"), Post("cto", "Chief")),
        (Tenure("ann", "ceo"), Tenure("bob", "ceo")),
        (ReportingLine("cto", "ceo"), ReportingLine("cfo", "ceo")),
    ],
)
def test_values_are_those_of_the_class(
    make: Callable[..., list[Any]], pair: tuple[Fact, Fact]
) -> None:
    """Equal, of the same class, frozen, and with a hash."""
    kind: type[Fact] = type(pair[0])
    first = IDS[kind][0]
    names = [field.name for field in attrs.fields(kind) if field.name != first]
    alike = {name: getattr(pair[0], name) for name in names}
    found = make(kind, {first: [getattr(each, first) for each in pair]}, alike)
    assert found == [*pair]
    assert [(hash(each), type(each)) for each in found] == [(hash(each), kind) for each in pair]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(found[0], first, "else")


@WAYS
def test_nothing_is_checked_or_called(make: Callable[..., list[Any]]) -> None:
    """What is given stands in the slots as it is; no class above is told."""
    one, two = make(_Checked, {"text": ["a", "b"]}, {"number": "no number"})
    assert [(each.text, each.number) for each in (one, two)] == [
        ("a", "no number"),
        ("b", "no number"),
    ]


@WAYS
def test_all_slots_may_differ(make: Callable[..., list[Any]]) -> None:
    """With nothing that is alike in all."""
    one, two = make(_Checked, {"number": [1, 2], "text": ["a", "b"]}, {})
    assert [(each.text, each.number) for each in (one, two)] == [("a", 1), ("b", 2)]
