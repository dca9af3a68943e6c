"""What all facts share: a period, a certainty, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from operator import attrgetter
from typing import ClassVar, Final, Self, TypeVar, cast

import attrs

from orgchart.errors import InvalidValueError
from orgchart.kinds import Certainty
from orgchart.periods import End, Period, Start, as_end, as_start
from orgchart.sources import Citation, Standing
from orgchart.texts import Texts, as_texts, as_word, check_text, require_id, require_text

__all__ = [
    "MARGIN",
    "BaseFact",
    "alike",
    "as_citations",
    "in_order",
    "is_rumour",
    "of_type",
    "shown_fields",
    "sortable",
]

_T = TypeVar("_T")


def _certainty(value: str) -> Certainty:
    return as_word(Certainty, "a fact", "certainty", value)


def as_citations(value: Iterable[str | Citation]) -> tuple[Citation, ...]:
    """Return citations in order, each once; an id alone becomes one."""
    if not isinstance(value, tuple | list | set | frozenset):
        raise InvalidValueError("a fact", "sources", value, "give a list of source ids")
    cited = {each if isinstance(each, Citation) else Citation(each) for each in value}
    return tuple(sorted(cited, key=lambda citation: citation.sort_key))


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    if not isinstance(value, str | tuple | list | set | frozenset):
        raise InvalidValueError("a fact", "names of others", value, "give text or a list of texts")
    names = (value,) if isinstance(value, str) else tuple(value)
    for name in names:
        require_text("a fact", "a name of another", name)
    return tuple(sorted(set(names)))


# A field with this mark is carried for display and does not make two charts different.
MARGIN: Final = {"margin": True}


def shown_fields(kind: type[BaseFact]) -> tuple[str, ...]:
    """Return the names of the fields that make two charts different."""
    return tuple(a.name for a in attrs.fields(kind) if not a.metadata.get("margin"))


#: What reads the fields that a kind of facts shows; there are several of each.
_READERS: Final[dict[type[object], Callable[[BaseFact], tuple[object, ...]]]] = {}


@attrs.frozen(order=False, kw_only=True)
class BaseFact:
    """What all facts have: a period, a certainty, sources, and whatever else a file said."""

    kind_name: ClassVar[str] = "fact"

    #: A moment, `UNKNOWN` (began, not known when) or None (not stated).
    start: Start = attrs.field(default=None, converter=as_start, metadata=MARGIN)
    #: A moment, `UNKNOWN` (ended, not known when), `ONGOING` (stated to go on) or None.
    end: End = attrs.field(default=None, converter=as_end, metadata=MARGIN)
    #: Whether the fact is sure in itself, or only possible (rumoured, contested).
    certainty: Certainty = attrs.field(default=Certainty.CERTAIN, converter=_certainty)
    #: What is cited for it, in order; given as `sources`, where an id alone is enough.
    citations: tuple[Citation, ...] = attrs.field(
        default=(), converter=as_citations, metadata=MARGIN, alias="sources"
    )
    #: The id of what it claims; facts with one id are rival readings of the same thing.
    claim: str | None = attrs.field(default=None, validator=check_text, metadata=MARGIN)
    #: What its start comes after: ``claim``, ``claim.end`` or ``claim.start`` of other facts.
    after: tuple[str, ...] = attrs.field(default=(), converter=_names, metadata=MARGIN)
    #: What its end comes before: ``claim``, ``claim.start`` or ``claim.end`` of other facts.
    before: tuple[str, ...] = attrs.field(default=(), converter=_names, metadata=MARGIN)
    #: The ids of the sources that took it back; it holds no longer once they are known.
    retracted_by: tuple[str, ...] = attrs.field(default=(), converter=_names, metadata=MARGIN)
    #: Further fields that were read and have no place of their own, as pairs in order.
    extra: Texts = attrs.field(default=(), converter=as_texts, metadata=MARGIN)

    @property
    def period(self) -> Period:
        """The period as stated, before anything is inherited."""
        return Period(self.start, self.end)

    @property
    def duration(self) -> tuple[timedelta | None, timedelta | None]:
        """The shortest and the longest time it can last, as stated; None for no limit."""
        return self.period.duration

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about: its kind and ids, as in `Edit.key`."""
        raise NotImplementedError

    @property
    def shown(self) -> tuple[object, ...]:
        """What the fact shows on a chart: all but its period, its sources and its margin notes."""
        kind = type(self)
        read = _READERS.get(kind)
        if read is None:
            read = _READERS[kind] = attrgetter(*shown_fields(kind))
        return read(self)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once, in order."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def sureness(self) -> Certainty:
        """How sure the fact is in itself: only possible too when nothing but rumours tell it."""
        return Certainty.POSSIBLE if is_rumour(self.citations) else self.certainty

    def with_period(self, period: Period) -> Self:
        """Return the fact with another period."""
        if self.start is period.start and self.end is period.end:
            return self
        return self._with(start=period.start, end=period.end)

    def with_certainty(self, certainty: Certainty) -> Self:
        """Return the fact with another certainty."""
        return self if certainty is self.certainty else self._with(certainty=certainty)

    def observed(self, start: Start, end: End) -> Self:
        """Return the fact as a chart says it, with these dates; what told it stays behind."""
        bare = {"citations": (), "claim": None, "after": (), "before": (), "retracted_by": ()}
        return self._with(start=start, end=end, **bare)

    def itself(self) -> Self:
        """Return an equal fact that is another object."""
        return self._with()

    def _with(self, **changed: object) -> Self:
        """Return the fact with other values that are checked already, and need no second look."""
        made = object.__new__(type(self))
        for field in attrs.fields(type(self)):
            value = changed[field.name] if field.name in changed else getattr(self, field.name)
            object.__setattr__(made, field.name, value)
        return made

    def _require_id(self, field: str, value: object) -> None:
        require_id(f"a {self.kind_name}", field, value)


def is_rumour(citations: object) -> bool:
    """Say whether there are citations, and all of them pass a rumour on."""
    cited = cast("tuple[Citation, ...]", citations)
    return bool(cited) and all(citation.standing is Standing.RUMOURED for citation in cited)


_F = TypeVar("_F", bound="BaseFact")


def alike(one: BaseFact | None, two: BaseFact | None) -> bool:
    """Say whether two facts show the same; None is like None only."""
    if one is two or one is None or two is None:
        return one is two
    return one.shown == two.shown


def in_order(facts: Iterable[_F]) -> tuple[_F, ...]:
    """
    Return facts in canonical order: by what they are about, then by what they show.

    Complexity: a sort by keys; facts about the same are told apart by all that they say.
    """
    found = sorted(facts, key=_key)
    start = 0
    for place in range(1, len(found) + 1):
        if place < len(found) and found[place].key == found[start].key:
            continue
        if place - start > 1:
            found[start:place] = sorted(found[start:place], key=_order_key)
        start = place
    return tuple(found)


def _key(fact: BaseFact) -> tuple[str, ...]:
    return fact.key


def _order_key(fact: BaseFact) -> tuple[object, ...]:
    return (fact.key, tuple(map(sortable, fact.shown)), *fact.period.start_bounds, repr(fact))


def sortable(value: object) -> tuple[int, str]:
    """Make values of different types comparable; None first, texts by themselves."""
    if value is None:
        return (0, "")
    return (1, value if isinstance(value, str) else repr(value))


def of_type(kind: type[_T], values: object, name: str) -> tuple[_T, ...]:
    """
    Return values given to a history, each of one type.

    Args:
        kind: the type.
        values: the values in a list, or anything else to go through.
        name: the name of the argument, for messages.

    Raises:
        InvalidValueError: it is no list, or something in it is of another type.
    """
    if not isinstance(values, Iterable) or isinstance(values, str | bytes):
        raise InvalidValueError("a history", name, values, f"give a list of {kind.__name__}")
    given = tuple(cast("Iterable[object]", values))
    for value in given:
        if not isinstance(value, kind):
            reason = f"each of the {name} is a {kind.__name__}; give it where it belongs"
            raise InvalidValueError("a history", name, value, reason)
    return cast("tuple[_T, ...]", given)
