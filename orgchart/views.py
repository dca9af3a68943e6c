"""
Charts as views on a history: facts are found when they are asked for.

The index is made once. After that a chart at a position of the time line costs nothing, what is
about one id costs the versions of that id, and the difference of two charts costs what changed in
between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.facts import in_order
from orgchart.lookups import grouped
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period, Start
from orgchart.snapshot import Key
from orgchart.versions import InForce, Lived, in_force, settled
from orgchart.when import When

__all__ = ["Index", "View"]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)
_Groups = Mapping[str, tuple[Lived[_F], ...]]


@final
@attrs.frozen(eq=False)
class Index:
    """
    The facts of a history by the ids they are about, and a log of when they change.

    Attributes:
        force: the facts with the periods they are in force.
    """

    force: InForce

    @cached_property
    def people(self) -> _Groups[Person]:
        """The records of people, by id."""
        return grouped((lived[0].id, lived) for lived in self.force.people)

    @cached_property
    def units(self) -> _Groups[Unit]:
        """The records of units, by id."""
        return grouped((lived[0].id, lived) for lived in self.force.units)

    @cached_property
    def posts(self) -> _Groups[Post]:
        """The records of posts, by id."""
        return grouped((lived[0].id, lived) for lived in self.force.posts)

    @cached_property
    def posts_in(self) -> _Groups[Post]:
        """The records of posts, by unit."""
        return grouped((lived[0].unit or "", lived) for lived in self.force.posts)

    @cached_property
    def tenures_in(self) -> _Groups[Tenure]:
        """The tenures, by post."""
        return grouped((lived[0].post, lived) for lived in self.force.tenures)

    @cached_property
    def tenures_of(self) -> _Groups[Tenure]:
        """The tenures, by person."""
        return grouped((lived[0].person, lived) for lived in self.force.tenures)

    @cached_property
    def leaves_of(self) -> _Groups[Leave]:
        """The leaves, by person."""
        return grouped((lived[0].person, lived) for lived in self.force.leaves)

    @cached_property
    def lines_from(self) -> _Groups[ReportingLine]:
        """The lines, by post."""
        return grouped((lived[0].post, lived) for lived in self.force.lines)

    @cached_property
    def lines_to(self) -> _Groups[ReportingLine]:
        """The lines, by manager."""
        return grouped((lived[0].manager or "", lived) for lived in self.force.lines)

    @cached_property
    def log(self) -> Log:
        """When what is known of each fact changes."""
        return Log.of(((fact, period.change_points()) for fact, period in self.force))

    @cached_property
    def settled_log(self) -> Log:
        """When each fact has surely begun, and surely ended."""
        return Log.of((fact, period.settled) for fact, period in self.force)


@final
@attrs.frozen(eq=False)
class Log:
    """
    Positions at which facts change, in order, and the facts.

    Attributes:
        positions: in order; a position comes once for each fact that changes there.
        facts: the fact that changes at each position.
    """

    positions: tuple[int, ...]
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, changing: Iterable[tuple[Fact, Iterable[int]]]) -> Log:
        """Make a log from facts and the positions at which they change."""
        entries = [
            (position, fact)
            for fact, positions in changing
            for position in positions
            if abs(position) != UNBOUNDED
        ]
        entries.sort(key=lambda entry: entry[0])
        return cls(tuple(position for position, _ in entries), tuple(fact for _, fact in entries))

    def between(self, first: int, last: int) -> Iterator[Fact]:
        """Yield the facts that change after one position and by another, as often as they do."""
        start, end = bisect_right(self.positions, first), bisect_right(self.positions, last)
        yield from self.facts[start:end]


@final
@attrs.frozen(eq=False)
class View:
    """
    The facts that hold at a position of the time line.

    Attributes:
        index: the facts of the history.
        position: `When.close` of what is asked.
        settled_only: take each vague date at its last bound, and not as a doubt.
    """

    index: Index
    position: int
    settled_only: bool = False

    def _held(self, lived: Iterable[Lived[_F]]) -> tuple[_F, ...]:
        holding = settled if self.settled_only else in_force
        return in_order(holding(lived, self.position))

    @property
    def people(self) -> tuple[Person, ...]:
        """The records of people who hold something or are on leave."""
        return self._people

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        present = {held.person for held in self.tenures} | {away.person for away in self.leaves}
        return self._held(lived for lived in self.index.force.people if lived[0].id in present)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The records of units."""
        return self._units

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return self._held(self.index.force.units)

    @property
    def posts(self) -> tuple[Post, ...]:
        """The records of posts."""
        return self._posts

    @cached_property
    def _posts(self) -> tuple[Post, ...]:
        return self._held(self.index.force.posts)

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """All tenures."""
        return self._tenures

    @cached_property
    def _tenures(self) -> tuple[Tenure, ...]:
        return self._held(self.index.force.tenures)

    @property
    def lines(self) -> tuple[ReportingLine, ...]:
        """All lines, solid and dotted."""
        return self._lines

    @cached_property
    def _lines(self) -> tuple[ReportingLine, ...]:
        return self._held(self.index.force.lines)

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """All leaves."""
        return self._leaves

    @cached_property
    def _leaves(self) -> tuple[Leave, ...]:
        return self._held(self.index.force.leaves)

    def person(self, id: str) -> tuple[Person, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the records of a person; none for one who holds nothing and is not on leave."""
        lived = self.index.people.get(id)
        if lived is None or not (self.tenures_of(id) or self.leaves_of(id)):
            return ()
        return self._held(lived)

    def unit(self, id: str) -> tuple[Unit, ...]:  # noqa: A002 - as above
        """Return the records of a unit."""
        return self._held(self.index.units.get(id, ()))

    def post(self, id: str) -> tuple[Post, ...]:  # noqa: A002 - as above
        """Return the records of a post."""
        return self._held(self.index.posts.get(id, ()))

    def tenures_in(self, post: str) -> tuple[Tenure, ...]:
        """Return the tenures of a post."""
        return self._held(self.index.tenures_in.get(post, ()))

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self._held(self.index.tenures_of.get(person, ()))

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves of a person."""
        return self._held(self.index.leaves_of.get(person, ()))

    def lines_from(self, post: str) -> tuple[ReportingLine, ...]:
        """Return the lines of a post."""
        return self._held(self.index.lines_from.get(post, ()))

    def lines_to(self, manager: str) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit."""
        return self._held(self.index.lines_to.get(manager, ()) if manager else ())

    def posts_in(self, unit: str) -> tuple[Post, ...]:
        """Return the records of posts that name a unit as theirs."""
        return self._held(self.index.posts_in.get(unit, ()) if unit else ())

    def vacant_since(self, post: str) -> Start:
        """Return when the last holder of an empty post left, where that is a moment."""
        gone = [
            period
            for tenure, period in self.index.tenures_in.get(post, ())
            if tenure.fills and period.end_bounds[1] <= self.position
        ]
        if any(tenure.fills for tenure in self.tenures_in(post)) or not gone:
            return None
        last = max(gone, key=_by_end)
        return last.end if isinstance(last.end, When) else None

    def about(self, key: Key) -> tuple[Fact, ...]:
        """Return the facts about a key that has no ordinal."""
        kind, first, *_ = key
        facts: tuple[Fact, ...]
        match kind:
            case "person":
                facts = self.person(first)
            case "unit":
                facts = self.unit(first)
            case "post":
                facts = self.post(first)
            case "tenure":
                facts = self.tenures_in(key[2])
            case "leave":
                facts = self.leaves_of(first)
            case _:
                facts = self.lines_from(first)
        return tuple(fact for fact in facts if fact.key == key)

    def touched(self, later: View) -> set[Key]:
        """Return the keys at which this and a later view on the same history may differ."""
        log = self.index.settled_log if self.settled_only else self.index.log
        keys: set[Key] = set()
        for fact in log.between(self.position, later.position):
            keys.add(fact.key)
            if isinstance(fact, Tenure | Leave):
                # Whoever holds nothing and is not on leave is not on the chart.
                keys.add(("person", fact.person))
        return keys


def _by_end(period: Period) -> tuple[int, int]:
    return period.end_bounds
