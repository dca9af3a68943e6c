"""
Which facts of one chart may break a rule, found by the ids that they name.

The rules look at facts; here ids are counted and compared in sets first, so that the rules go
through those facts only that name something strange, or are one of several about the same. Nothing
that breaks a rule is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Final, TypeVar, cast, final

from orgchart.hierarchy import reporting_cycles
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Person, Post, Unit
from orgchart.periods import Period
from orgchart.rules.suspects import Lived
from orgchart.snapshot import Snapshot

__all__ = ["ChartSuspects"]

_F = TypeVar("_F", bound=Fact)

#: What stands for an id and is none.
_STAND_INS: Final = frozenset({None, UNDISCLOSED, UNKNOWN})
#: All facts of a chart hold at its moment.
_ALWAYS: Final = Period()


@final
class ChartSuspects:
    """
    The facts of a chart that the rules have to look at; see `Suspects` for those of a history.

    Complexity: each question costs a pass over the ids of some facts.
    """

    def __init__(self, chart: Snapshot) -> None:
        """Look at a chart."""
        self._chart = chart
        _, _, people, posts, _, units = chart.every
        self._people = cast("tuple[Person, ...]", people)
        self._units = cast("tuple[Unit, ...]", units)
        self._posts = cast("tuple[Post, ...]", posts)
        self._tenures, self._lines, self._leaves = chart.tenures, chart.lines, chart.leaves
        self._ids: dict[str, frozenset[str]] = {
            "person": frozenset(person.id for person in self._people),
            "unit": frozenset(unit.id for unit in self._units),
            "post": frozenset(post.id for post in self._posts),
        }

    # names

    def has(self, kind: str, name: str) -> bool:
        """Say whether something of a kind has an id."""
        return name in self._ids[kind]

    def ambiguous(self) -> frozenset[str]:
        """Return the ids of posts and units alike."""
        return self._ids["post"] & self._ids["unit"]

    def unnamed(self) -> Iterator[Fact]:
        """Yield the facts that name an id that nothing has, some of them twice."""
        yield from self._strange(self._units, "parent", "unit")
        yield from self._strange(self._posts, "unit", "unit")
        yield from self._strange(self._tenures, "person", "person")
        yield from self._strange(self._tenures, "post", "post")
        yield from self._strange(self._lines, "post", "post")
        yield from self._strange(self._lines, "manager", "post", "unit")
        yield from self._strange(self._leaves, "person", "person")
        yield from self._strange(self._leaves, "post", "post")

    def _strange(self, facts: Iterable[_F], field: str, *kinds: str) -> list[_F]:
        """Return the facts of which a field names an id that nothing of some kinds has."""
        named: Callable[[_F], str | None] = attrgetter(field)
        strange = {*map(named, facts)}.difference(_STAND_INS, *(self._ids[kind] for kind in kinds))
        return [fact for fact in facts if named(fact) in strange] if strange else []

    def parents(self) -> dict[str, str | None]:
        """Return the parent of each unit, by the last of its records."""
        return {unit.id: unit.parent for unit in self._units}

    def to_themselves(self) -> Iterator[Fact]:
        """Yield the lines from a post to itself."""
        return (line for line in self._lines if line.manager == line.post)

    def uncited(self) -> Iterator[Fact]:
        """Yield the facts that nothing is cited for."""
        return (fact for group in self._chart.every for fact in group if not fact.citations)

    # several about the same

    def two_managed(self) -> Lived:
        """Return the solid lines of posts that have several."""
        return _several((f for f in self._lines if f.kind is LineKind.SOLID), "post")

    def crowded(self) -> tuple[Lived, dict[str, int | None]]:
        """Return who may have too little room in a post, and how many seats posts have."""
        # The first record of a post counts, so it comes last here.
        seats = {post.id: post.seats for post in reversed(self._posts)}
        held = [tenure for tenure in self._tenures if tenure.kind is TenureKind.SUBSTANTIVE]
        crowds = {
            post
            for post, count in Counter(tenure.post for tenure in held).items()
            if (room := seats.get(post)) is not None and count > room
        }
        return _lived(tenure for tenure in held if tenure.post in crowds), seats

    def held_twice(self) -> Lived:
        """Return the tenures of people in posts that they hold several times."""
        named = (tenure for tenure in self._tenures if tenure.person is not UNDISCLOSED)
        return _several(named, "person", "post")

    def described_twice(self) -> Lived:
        """Return the records of people, units and posts that have several."""
        return [
            pair
            for records in (self._people, self._units, self._posts)
            for pair in _several(records, "id")
        ]

    def circles(self) -> Iterator[tuple[str, ...]]:
        """Yield the circles of sure lines, but for lines of posts to themselves."""
        # Of several lines of a post a sure one comes first, so sure lines alone form no others.
        for posts in reporting_cycles(self._chart):
            lines = map(self._chart.line_of, posts)
            if len(posts) > 1 and all(f and f.certainty is Certainty.CERTAIN for f in lines):
                yield posts


def _several(facts: Iterable[_F], *fields: str) -> Lived:
    """Return the facts of which some fields are not those of one fact only."""
    given = tuple(facts)
    about: Callable[[_F], Hashable] = attrgetter(*fields)
    if len({*map(about, given)}) == len(given):
        return []
    counts = Counter(map(about, given))
    return _lived(fact for fact in given if counts[about(fact)] > 1)


def _lived(facts: Iterable[Fact]) -> Lived:
    return [(fact, _ALWAYS) for fact in facts]
