"""
`Snapshot`: the chart at an instant, and what can be looked up in it by id.

It asks for its facts through :mod:`orgchart.lookups` and does not know how they are kept: as sorted
tuples, or in the history that it is a view on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Final, Self, TypeAlias, TypeVar, final

import attrs

from orgchart.errors import UnknownIdError, nearest_ids
from orgchart.facts import alike
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind, Unknown
from orgchart.lookups import Held, Lookups
from orgchart.memory import unswept
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Start
from orgchart.records import Records
from orgchart.structure import Structure
from orgchart.vacancy import Vacancy, empty_seats
from orgchart.when import When

__all__ = ["Key", "Snapshot"]

#: What a fact is about: a kind and ids; a second fact about the same has an ordinal behind.
Key: TypeAlias = tuple[str, ...]
_EVERY: Final = attrgetter("leaves", "lines", "people", "posts", "tenures", "units")

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)


@final
@attrs.frozen(order=False, repr=False, eq=False)
class Snapshot:
    """
    Who sits where and reports to whom, at an instant.

    Two snapshots are equal when they show the same chart: their instant, and on each fact its
    period, sources and remarks, are carried for display and not compared. Facts come marked with
    their certainty at that instant. People who hold nothing and are not on leave are not on the
    chart.

    Make one with `Snapshot.build`, or take one from a history.

    Attributes:
        name: the name of the organisation, for titles.
        at: what was asked, or None.
        zone: the IANA name of the zone of dates, or None.
        known: the day whose reader's knowledge it shows, or None for all there is.
        disputed: the keys of facts for which sources give rival readings.

    >>> chart = Snapshot.build(
    ...     people=[Person("ann", "Ann Lee")],
    ...     posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
    ...     tenures=[Tenure("ann", "ceo")],
    ...     lines=[ReportingLine("cto", "ceo")],
    ... )
    >>> chart.incumbent("ceo").person, chart.reports_to("ceo"), chart.vacancies[0].post
    ('ann', ('cto',), 'cto')
    """

    _lookups: Lookups = attrs.field(alias="lookups")
    name: str = ""
    at: When | None = None
    zone: str | None = None
    known: When | None = None
    disputed: frozenset[Key] = frozenset()

    @classmethod
    def build(  # noqa: PLR0913 - one argument for each kind of fact, all by name
        cls,
        *,
        people: Iterable[Person] = (),
        units: Iterable[Unit] = (),
        posts: Iterable[Post] = (),
        tenures: Iterable[Tenure] = (),
        lines: Iterable[ReportingLine] = (),
        leaves: Iterable[Leave] = (),
        name: str = "",
        at: When | None = None,
        zone: str | None = None,
        known: When | None = None,
        disputed: Iterable[Key] = (),
        vacant_since: Mapping[str, Start] | None = None,
    ) -> Self:
        """
        Make a snapshot from facts in any order.

        Args:
            people, units, posts, tenures, lines, leaves: the facts; people who hold nothing and
                are not on leave are left out.
            name: the name of the organisation.
            at: the moment the chart shows, for display.
            zone: the zone of dates, for display.
            known: the day whose reader's knowledge the chart shows, for display.
            disputed: the keys of facts that sources contradict, for display.
            vacant_since: when the last holder of an empty post left, for display.
        """
        lookups = Held.of(
            people=people,
            units=units,
            posts=posts,
            tenures=tenures,
            lines=lines,
            leaves=leaves,
            since=vacant_since or {},
        )
        return cls(lookups, name, at, zone, known, frozenset(disputed))

    @classmethod
    def from_facts(cls, facts: Iterable[Fact], *, like: Snapshot | None = None) -> Self:
        """
        Make a snapshot from facts of all kinds.

        Args:
            facts: the facts, in any order.
            like: a snapshot whose name, moment and zone it takes.
        """
        parts: dict[str, list[Fact]] = {}
        for fact in facts:
            parts.setdefault(fact.kind_name, []).append(fact)
        return cls.build(
            people=_of(parts, Person),
            units=_of(parts, Unit),
            posts=_of(parts, Post),
            tenures=_of(parts, Tenure),
            lines=_of(parts, ReportingLine),
            leaves=_of(parts, Leave),
            name=like.name if like else "",
            at=like.at if like else None,
            zone=like.zone if like else None,
            known=like.known if like else None,
            disputed=like.disputed if like else (),
            vacant_since=like._since if like else None,  # noqa: SLF001 - of the same class
        )

    def __repr__(self) -> str:
        at = f" at {self.at}" if self.at else ""
        return (
            f"<Snapshot{' of ' + self.name if self.name else ''}{at}: {len(self.posts)} posts, "
            f"{len(self.people)} people>"
        )

    def __reduce__(self) -> tuple[object, ...]:
        # A view on a history is stored as what it shows.
        kept = Held.of(
            people=self._lookups.people,
            units=self._lookups.units,
            posts=self._lookups.posts,
            tenures=self.tenures,
            lines=self.lines,
            leaves=self.leaves,
            since=self._since,
        )
        return Snapshot, (kept, self.name, self.at, self.zone, self.known, self.disputed)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        if self is other:
            return True
        mine, theirs = self.facts, other.facts
        return [*mine] == [*theirs] and all(map(alike, mine.values(), theirs.values()))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple((key, fact.shown) for key, fact in self.facts.items()))

    @property
    def every(self) -> tuple[tuple[Fact, ...], ...]:
        """All facts, kind by kind and almost in order of keys; for the package's own use."""
        return _EVERY(self._lookups)

    @cached_property
    def facts(self) -> Mapping[Key, Fact]:
        """Every fact by its key, in order of keys; see `orgchart.Edit` for keys."""
        with unswept():
            keyed = dict(pair for group in self.every for pair in _keyed(group))
            return MappingProxyType(dict(sorted(keyed.items(), key=itemgetter(0))))

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The tenures, in canonical order."""
        return self._lookups.tenures

    @property
    def lines(self) -> tuple[ReportingLine, ...]:
        """The lines, solid and dotted, in canonical order."""
        return self._lookups.lines

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """The leaves, in canonical order."""
        return self._lookups.leaves

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The people on the chart by id, ids in order; a certain record before a possible one."""
        lookups = self._lookups
        return Records(lookups.person, lambda: lookups.people, lambda: lookups.listed(Person))

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """The units by id, ids in order; a certain record before a possible one."""
        lookups = self._lookups
        return Records(lookups.unit, lambda: lookups.units, lambda: lookups.listed(Unit))

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """The posts by id, ids in order; a certain record before a possible one."""
        lookups = self._lookups
        return Records(lookups.post, lambda: lookups.posts, lambda: lookups.listed(Post))

    @property
    def _since(self) -> dict[str, Start]:
        """When the last holder of each empty post left."""
        since = self._lookups.vacant_since
        return {post: start for post in self.posts if (start := since(post)) is not None}

    @property
    def structure(self) -> Structure:
        """The solid lines as numbers; for the package's own use."""
        return self._lookups.structure

    def branch(self, manager: str) -> tuple[str, ...]:
        """Return the posts below an id, for `reports_of`, which checks the id first."""
        return self._lookups.branch(manager)

    def chain(self, post: str) -> tuple[tuple[str, ...], str | None]:
        """Return an id and the posts above it, and where they come back to, for the package."""
        return self._lookups.chain(post)

    def holders(self, post: str) -> tuple[Tenure, ...]:
        """Return who holds a post, in every way; in order of ids, empty when nobody does."""
        return self._lookups.tenures_in(post)

    def incumbent(self, post: str) -> Tenure | None:
        """
        Return who holds a post for good: the first substantive holder, a certain one first.

        None when there is none, or only an acting or interim holder: see `holders`.
        """
        found = None
        for tenure in self._lookups.tenures_in(post):
            if tenure.kind is TenureKind.SUBSTANTIVE and (
                found is None or tenure.certainty < found.certainty
            ):
                found = tenure
        return found

    def posts_of(self, person: str) -> tuple[Tenure, ...]:
        """Return what a person holds, in order of post ids; empty when nothing."""
        return self._lookups.tenures_of(person)

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves that a person is on; empty when on none."""
        return self._lookups.leaves_of(person)

    def line_of(self, post: str) -> ReportingLine | None:
        """Return the solid line of a post, a certain one first; None when none is recorded."""
        for line in self._lookups.lines_from(post):
            if line.kind is LineKind.SOLID:
                return line
        return None

    def manager_of(self, post: str) -> Post | Unit | Unknown | None:
        """
        Return the post or unit that a post reports to on its solid line.

        Returns:
            The manager; `UNKNOWN` when there is one and it is not known; None when it reports to
            nobody or no line is recorded (`line_of` tells the two apart).

        Raises:
            UnknownIdError: no such post, or the line goes to an id that nothing on the chart has.
        """
        found = self._lookups.manager(post)
        if found is None:
            if post not in self.posts:
                raise self._unknown("post", post, self.posts)
            return None
        manager, records = found
        if records:
            return records[0]
        if manager is None:
            return None
        if manager is UNKNOWN:
            return UNKNOWN
        raise self._unknown("post or unit", manager, chain(self.posts, self.units))

    def reports_to(self, manager: str, *, dotted: bool = False) -> tuple[str, ...]:
        """
        Return the ids of the posts that report to a post or unit directly, in order.

        Args:
            manager: the id of a post or a unit.
            dotted: take the dotted lines and not the solid ones.
        """
        return tuple(dict.fromkeys(line.post for line in self.lines_to(manager, dotted=dotted)))

    def lines_to(self, manager: str, *, dotted: bool = False) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit with their certainty, in order of posts."""
        kind = LineKind.DOTTED if dotted else LineKind.SOLID
        return tuple(line for line in self._lookups.lines_to(manager) if line.kind is kind)

    def posts_in(self, unit: str) -> tuple[str, ...]:
        """Return the ids of the posts of a unit, those of its sub-units not, in order."""
        found = dict.fromkeys(post.id for post in self._lookups.posts_in(unit))
        return tuple(post for post in found if self.posts[post].unit == unit)

    def organization_of(self, post: str) -> str | None:
        """Return the id of the topmost unit above a post where it is an organisation; else None."""
        found = self.posts.get(post)
        if found is None or found.unit is None:
            return None
        top = self._top(found.unit)
        record = self.units.get(top)
        return top if record is None or record.is_organization else None

    def _top(self, unit: str) -> str:
        met = {unit}
        while True:
            record = self.units.get(unit)
            if record is None or record.parent is None or record.parent in met:
                return unit
            unit = record.parent
            met.add(unit)

    @cached_property
    def vacancies(self) -> tuple[Vacancy, ...]:
        """The empty seats, in order of post ids; see `Vacancy`."""
        since = self._lookups.vacant_since
        return tuple(empty_seats(self.posts.values(), self.tenures, since))

    def certain(self) -> Snapshot:
        """Return the chart of the facts that hold for sure."""
        return self._only(Certainty.CERTAIN)

    def possible(self) -> Snapshot:
        """Return the chart of the facts that may hold and need not."""
        return self._only(Certainty.POSSIBLE)

    def _only(self, certainty: Certainty) -> Snapshot:
        kept = (fact for fact in self.facts.values() if fact.certainty is certainty)
        return Snapshot.from_facts(kept, like=self)

    @property
    def place(self) -> str:
        """Where an id was looked up, for messages."""
        return f"the chart of {self.at}" if self.at else "the chart"

    def _unknown(self, kind: str, asked: str, known: Iterable[str]) -> UnknownIdError:
        return UnknownIdError(kind, asked, self.place, partial(nearest_ids, asked, known))

    def person_name(self, person: str, lang: str | None = None) -> str:
        """Return what to call a person: the name, or the id where there is no record."""
        if person == UNDISCLOSED:
            return "not disclosed"
        found = self.people.get(person)
        return found.name_in(lang) if found else person

    def post_title(self, post: str, lang: str | None = None) -> str:
        """Return what to call a post: the title, or the id where there is no record."""
        found = self.posts.get(post)
        return found.title_in(lang) if found else post

    def unit_name(self, unit: str, lang: str | None = None) -> str:
        """Return what to call a unit: the name, or the id where there is no record."""
        found = self.units.get(unit)
        return found.name_in(lang) if found else unit


def _of(parts: Mapping[str, list[Fact]], kind: type[_F]) -> Iterator[_F]:
    return (fact for fact in parts.get(kind.kind_name, ()) if isinstance(fact, kind))


def _keyed(facts: Iterable[Fact]) -> Iterator[tuple[Key, Fact]]:
    """Give each fact its key, and an ordinal from the second fact about the same on."""
    last: Key = ()
    count = 0
    for fact in facts:
        key = fact.key
        count = count + 1 if key == last else 1
        last = key
        yield (key if count == 1 else (*key, str(count))), fact
