"""
A naive history: a list of facts, gone through from one end to the other for every question.

It shares no code with the store. Its line of time has eight numbers a microsecond: an instant lies
on a multiple of eight, a day lasts from its midnight to two before the next, and is asked about one
before that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from typing import Final, TypeAlias

import attrs

from orgchart import (
    ONGOING,
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Standing,
    Tenure,
    Unit,
    When,
)
from orgchart.facts import in_order

__all__ = ["ZONE", "Life", "Oracle", "Row", "asked", "row"]

ZONE: Final = "Europe/London"
#: What a chart shows of a fact.
Row: TypeAlias = tuple[Hashable, ...]
_Bounds: TypeAlias = tuple[float, float]

#: Histories have people first and leaves last.
_KINDS: Final = (Person, Unit, Post, Tenure, ReportingLine, Leave)
_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_EVER: Final = (-math.inf, -math.inf)
_NEVER: Final = (math.inf, math.inf)


def _number(moment: datetime) -> int:
    return 8 * ((moment - _EPOCH) // timedelta(microseconds=1))


def _bounds(when: When) -> _Bounds:
    """Return the first and the last number that a moment can be."""
    first = -math.inf if when.earliest is None else _number(when.earliest)
    last = math.inf if when.latest is None else _number(when.latest)
    return (first, last) if first == last else (first, last - 2)


def asked(text: str) -> float:
    """Return the number that a question is about: an instant, or the close of a stretch."""
    first, last = _bounds(When(text, ZONE))
    return first if first == last else last + 1


@attrs.frozen
class Life:
    """
    When something lasts.

    Attributes:
        start: the bounds of the start; None when not stated.
        end: the bounds of the end; None when not stated, `UNKNOWN` when it ended at any time.
    """

    start: _Bounds | None = None
    end: _Bounds | str | None = None

    @classmethod
    def stated(cls, fact: Fact) -> Life:
        """Return what a fact says itself."""
        start = _bounds(fact.start) if isinstance(fact.start, When) else None
        if fact.start is UNKNOWN:
            start = (-math.inf, math.inf)
        if isinstance(fact.end, When):
            return cls(start, _bounds(fact.end))
        return cls(start, _NEVER if fact.end is ONGOING else UNKNOWN if fact.end else None)

    @property
    def starts(self) -> _Bounds:
        """The bounds of the start."""
        return _EVER if self.start is None else self.start

    @property
    def ends(self) -> _Bounds:
        """The bounds of the end."""
        if isinstance(self.end, str):
            return self.starts[0], math.inf
        return _NEVER if self.end is None else self.end

    def inside(self, other: Life) -> Life:
        """Return it with what is not stated taken from another."""
        return Life(
            other.start if self.start is None else self.start,
            other.end if self.end is None else self.end,
        )

    def hull(self, other: Life) -> Life:
        """Return the earlier start with the later end."""
        first = min((self, other), key=lambda life: life.starts)
        last = max((self, other), key=lambda life: life.ends[::-1])
        return Life(first.start, last.end)

    def meet(self, other: Life) -> Life:
        """Return the later start with the earlier end, bound by bound."""
        return Life(_each(max, self.starts, other.starts), _each(min, self.ends, other.ends))

    def at(self, number: float) -> Certainty | None:
        """Say whether it holds."""
        if not self.starts[0] <= number < self.ends[1]:
            return None
        sure = self.starts[1] <= number < self.ends[0]
        return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def _each(choose: Callable[[float, float], float], one: _Bounds, two: _Bounds) -> _Bounds:
    return choose(one[0], two[0]), choose(one[1], two[1])


def row(fact: Fact, certainty: Certainty) -> Row:
    """Return what a chart shows of a fact, field by field."""
    match fact:
        case Person():
            return ("person", fact.id, fact.name, fact.names, certainty)
        case Unit():
            return ("unit", fact.id, fact.name, fact.kind, fact.parent, fact.names, certainty)
        case Post():
            seen = (fact.title, fact.unit, fact.seats, fact.rank, fact.titles)
            return ("post", fact.id, *seen, certainty)
        case Tenure():
            return ("tenure", fact.person, fact.post, fact.kind, fact.title, certainty)
        case ReportingLine():
            return ("line", fact.post, fact.manager, fact.kind, certainty)
        case Leave():
            return ("leave", fact.person, fact.post, certainty)


def _about(fact: Fact) -> Row:
    """Return what facts are about that can be rivals without saying so."""
    match fact:
        case Tenure():
            return ("tenure", fact.person, fact.post)
        case ReportingLine() if fact.kind is LineKind.SOLID:
            return ("solid", fact.post)
        case ReportingLine():
            return ("dotted", fact.post, fact.manager)
        case Leave():
            return ("leave", fact.person, fact.post)
        case _:
            return (fact.kind_name, fact.id)


class _Lives:
    """The lives of facts, what is not stated taken from what they belong to."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        #: Worked out already, by what is asked for; nothing else is kept.
        self._known: dict[tuple[type[Fact], str | None], Life | None] = {}

    def all(self) -> list[tuple[Fact, Life]]:
        """Return every fact with its life."""
        return [(fact, self.of(fact)) for fact in self._facts]

    def of(self, fact: Fact) -> Life:
        """Return the life of a fact."""
        return Life.stated(fact).inside(self._around(fact) or Life())

    def _around(self, fact: Fact) -> Life | None:
        """Return the life of what a fact belongs to."""
        match fact:
            case Unit(parent=above) | Post(unit=above):
                return self._whole(Unit, above)
            case ReportingLine():
                manager = self._whole(Post, fact.manager) or self._whole(Unit, fact.manager)
                return (self._whole(Post, fact.post) or Life()).meet(manager or Life())
            case Leave(post=None):
                return self._whole(Tenure, fact.person)
            case Tenure() | Leave():
                return self._whole(Post, fact.post)
            case Person():
                return None

    def _whole(self, kind: type[Fact], name: str | None) -> Life | None:
        """Return the life of a unit or a post over all versions, or of all that somebody holds."""
        if (kind, name) not in self._known:
            found = [self.of(fact) for fact in self._facts if _owner(fact) == (kind, name)]
            self._known[kind, name] = reduce(Life.hull, found) if found else None
        return self._known[kind, name]


def _owner(fact: Fact) -> tuple[type[Fact], str | None]:
    match fact:
        case Person() | Unit() | Post():
            return type(fact), fact.id
        case _:
            return type(fact), fact.post if isinstance(fact, ReportingLine) else fact.person


_Score: TypeAlias = Callable[[Fact], tuple[float, ...]]


@attrs.define
class Oracle:
    """
    Facts, sources, and the names of the steps that choose between rivals.

    Attributes:
        facts: in any order.
        sources: by id.
        policy: ``newest``, ``precise``, ``most``, or the id of a source that is preferred.
    """

    facts: list[Fact]
    sources: dict[str, Source]
    policy: tuple[str, ...] = ("newest", "precise", "most")

    # knowledge

    def known_on(self, number: float) -> Oracle:
        """Return what a reader of a moment knew."""
        out = {
            name: source
            for name, source in self.sources.items()
            if source.published and _bounds(source.published)[1] <= number
        }
        kept: list[Fact] = []
        for fact in self.facts:
            cited = tuple(each for each in fact.citations if each.source in out)
            if (fact.citations and not cited) or any(name in out for name in fact.retracted_by):
                continue
            kept.append(attrs.evolve(fact, sources=cited, retracted_by=()))
        return Oracle(kept, out, self.policy)

    # rivals

    def _root(self, name: str) -> str:
        met: list[str] = []
        while name not in met:
            met.append(name)
            source = self.sources.get(name)
            if source is None or source.translation_of is None:
                return name
            name = source.translation_of
        return min(met[met.index(name) :])

    def _roots(self, fact: Fact) -> set[str]:
        return {self._root(citation.source) for citation in fact.citations}

    def rivalries(self) -> list[tuple[list[Fact], Fact]]:
        """Return groups of rival readings, each with the one that is shown."""
        standing = _Lives(self._standing()).all()
        claims = {fact.claim for fact, _ in standing if fact.claim is not None}
        groups = [
            [n for n, (fact, _) in enumerate(standing) if fact.claim == claim] for claim in claims
        ]
        rivals = [
            n
            for n, (fact, _) in enumerate(standing)
            if fact.claim is None and fact.citations and UNDISCLOSED not in _about(fact)
        ]
        while rivals:
            group = [rivals.pop()]
            for one in group:
                met = [two for two in rivals if self._rival(standing[one], standing[two])]
                group += met
                rivals = [two for two in rivals if two not in met]
            groups.append(group)
        readings = [[standing[n][0] for n in group] for group in groups if len(group) > 1]
        return [(group, self._winner(group)) for group in readings]

    def _standing(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.retracted_by]

    def _rival(self, one: tuple[Fact, Life], two: tuple[Fact, Life]) -> bool:
        start = max(one[1].starts[1], two[1].starts[1])
        end = min(one[1].ends[0], two[1].ends[0])
        apart = self._roots(one[0]).isdisjoint(self._roots(two[0]))
        return _about(one[0]) == _about(two[0]) and start < end and apart

    def _winner(self, group: list[Fact]) -> Fact:
        left: Sequence[Fact] = group
        for step in self.policy:
            score = self._score(step)
            best = max(map(score, left))
            left = [fact for fact in left if score(fact) == best]
        first = min(map(_KINDS.index, map(type, left)))
        return in_order(fact for fact in left if type(fact) is _KINDS[first])[0]

    def _score(self, step: str) -> _Score:
        def newest(fact: Fact) -> tuple[float, ...]:
            named = (self.sources.get(each.source) for each in fact.citations)
            days = [_bounds(found.published)[0] for found in named if found and found.published]
            return (max(days, default=-math.inf),)

        def precise(fact: Fact) -> tuple[float, ...]:
            own = Life.stated(fact)
            both = (own.starts, own.ends)
            open_ended = sum(math.isinf(bound) for pair in both for bound in pair)
            closed = [b - a for a, b in both if not math.isinf(a) and not math.isinf(b)]
            return (-open_ended, -sum(closed))

        def preferred(fact: Fact) -> tuple[float, ...]:
            own = {each.source for each in fact.citations} | self._roots(fact)
            return (float(step in own),)

        known: dict[str, _Score] = {
            "newest": newest,
            "precise": precise,
            "most": lambda fact: (len(self._roots(fact)),),
        }
        return known.get(step, preferred)

    # questions

    def shown(self) -> list[tuple[Fact, Life]]:
        """Return the facts that can be on a chart, with their lives."""
        lost = {id(fact) for group, won in self.rivalries() for fact in group if fact is not won}
        return _Lives([fact for fact in self._standing() if id(fact) not in lost]).all()

    def chart(self, number: float) -> Counter[Row]:
        """Return the rows of a chart, and how often each stands there."""
        return chart_of(self.shown(), number)

    def turns(self) -> list[int]:
        """Return the instants at which the chart is another than just before, in order."""
        shown = self.shown()
        edges = {bound for _, life in shown for pair in (life.starts, life.ends) for bound in pair}
        found: set[int] = set()
        for edge in edges:
            if not math.isinf(edge):
                # A stretch ends two before the instant at which it is over.
                instant = -(-int(edge) // 8) * 8
                if chart_of(shown, instant) != chart_of(shown, instant - 8):
                    found.add(instant)
        return sorted(found)


def chart_of(shown: Iterable[tuple[Fact, Life]], number: float) -> Counter[Row]:
    """Return the rows of a chart of facts with their lives."""
    held = list(_held(shown, number))
    present = {fact.person for fact, _ in held if isinstance(fact, Tenure | Leave)}
    return Counter(
        row(fact, sure) for fact, sure in held if not isinstance(fact, Person) or fact.id in present
    )


def _held(shown: Iterable[tuple[Fact, Life]], number: float) -> Iterator[tuple[Fact, Certainty]]:
    for fact, life in shown:
        certainty = life.at(number)
        if certainty is not None:
            yield fact, certainty if _is_sure(fact) else Certainty.POSSIBLE


def _is_sure(fact: Fact) -> bool:
    rumours = [citation.standing is Standing.RUMOURED for citation in fact.citations]
    return fact.certainty is Certainty.CERTAIN and not (rumours and all(rumours))
