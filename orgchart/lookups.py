"""
How the facts of a chart are looked up: all of a kind, or those about one id.

A chart asks through `Lookups` and does not know how its facts are kept. `Held` keeps them as sorted
tuples; a view on a history (see :mod:`orgchart.views`) finds them when they are asked for.
"""

from __future__ import annotations

from collections.abc import (
    Collection,
    Hashable,
    Iterable,
    Mapping,
)
from functools import cached_property
from typing import Protocol, TypeAlias, TypeVar, final

import attrs
import numpy as np

from orgchart.facts import in_order
from orgchart.kinds import LineKind
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Names
from orgchart.periods import Start
from orgchart.structure import Structure

__all__ = ["Held", "Lookups", "Managing", "grouped", "managing"]

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


#: The id at the upper end of a line, None for nobody, and its records; none where it is not known.
Managing: TypeAlias = tuple[str | None, tuple[Post, ...] | tuple[Unit, ...]]


class Lookups(Protocol):
    """
    The facts of a chart.

    Whatever is returned is in canonical order; what is about an id that no fact is about is empty.
    """

    @property
    def people(self) -> tuple[Person, ...]:
        """The records of people."""
        raise NotImplementedError

    @property
    def units(self) -> tuple[Unit, ...]:
        """The records of units."""
        raise NotImplementedError

    @property
    def posts(self) -> tuple[Post, ...]:
        """The records of posts."""
        raise NotImplementedError

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """All tenures."""
        raise NotImplementedError

    @property
    def lines(self) -> tuple[ReportingLine, ...]:
        """All lines, solid and dotted."""
        raise NotImplementedError

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """All leaves."""
        raise NotImplementedError

    def person(self, id: str) -> tuple[Person, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the records of a person."""
        raise NotImplementedError

    def unit(self, id: str) -> tuple[Unit, ...]:  # noqa: A002 - as above
        """Return the records of a unit."""
        raise NotImplementedError

    def post(self, id: str) -> tuple[Post, ...]:  # noqa: A002 - as above
        """Return the records of a post."""
        raise NotImplementedError

    def tenures_in(self, post: str) -> tuple[Tenure, ...]:
        """Return the tenures of a post."""
        raise NotImplementedError

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        raise NotImplementedError

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves of a person."""
        raise NotImplementedError

    def lines_from(self, post: str) -> tuple[ReportingLine, ...]:
        """Return the lines of a post."""
        raise NotImplementedError

    def lines_to(self, manager: str) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit."""
        raise NotImplementedError

    def manager(self, post: str) -> Managing | None:
        """Return what the first solid line of a post goes to; None where none is recorded."""
        raise NotImplementedError

    def chain(self, post: str) -> tuple[tuple[str, ...], str | None]:
        """
        Return the posts that are met on the way up from a post, itself first.

        Returns:
            The ids; and the one to which the way comes back, or None.
        """
        raise NotImplementedError

    def posts_in(self, unit: str) -> tuple[Post, ...]:
        """Return the records of posts that name a unit as theirs."""
        raise NotImplementedError

    def vacant_since(self, post: str) -> Start:
        """Return when the last holder of an empty post left, where that is a moment."""
        raise NotImplementedError

    def listed(self, kind: type[Person | Unit | Post]) -> Collection[str]:
        """Return the ids of records of a kind, in order, each once."""
        raise NotImplementedError

    @property
    def structure(self) -> Structure:
        """The solid lines as numbers."""
        raise NotImplementedError

    def branch(self, manager: str) -> tuple[str, ...]:
        """Return the posts below a post or unit on solid lines; see `hierarchy.reports_of`."""
        raise NotImplementedError


@final
@attrs.frozen(eq=False)
class Held:
    """
    Facts kept as they are.

    Attributes:
        since: when the last holder of some posts left.
    """

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    posts: tuple[Post, ...]
    tenures: tuple[Tenure, ...]
    lines: tuple[ReportingLine, ...]
    leaves: tuple[Leave, ...]
    since: Mapping[str, Start]

    @classmethod
    def of(  # noqa: PLR0913 - one argument for each kind of fact, all by name
        cls,
        *,
        people: Iterable[Person],
        units: Iterable[Unit],
        posts: Iterable[Post],
        tenures: Iterable[Tenure],
        lines: Iterable[ReportingLine],
        leaves: Iterable[Leave],
        since: Mapping[str, Start],
    ) -> Held:
        """Keep facts in any order; people who hold nothing and are not on leave are left out."""
        held, away = in_order(tenures), in_order(leaves)
        present = {fact.person for fact in held} | {fact.person for fact in away}
        return cls(
            people=in_order(person for person in people if person.id in present),
            units=in_order(units),
            posts=in_order(posts),
            tenures=held,
            lines=in_order(lines),
            leaves=away,
            since=dict(sorted(since.items(), key=lambda item: item[0])),
        )

    @cached_property
    def _by_id(
        self,
    ) -> tuple[
        Mapping[str, tuple[Person, ...]],
        Mapping[str, tuple[Unit, ...]],
        Mapping[str, tuple[Post, ...]],
    ]:
        return (
            grouped((one.id, one) for one in self.people),
            grouped((one.id, one) for one in self.units),
            grouped((one.id, one) for one in self.posts),
        )

    @cached_property
    def _in_post(self) -> Mapping[str, tuple[Tenure, ...]]:
        return grouped((tenure.post, tenure) for tenure in self.tenures)

    @cached_property
    def _of_person(self) -> Mapping[str, tuple[Tenure, ...]]:
        return grouped((tenure.person, tenure) for tenure in self.tenures)

    @cached_property
    def _away(self) -> Mapping[str, tuple[Leave, ...]]:
        return grouped((leave.person, leave) for leave in self.leaves)

    @cached_property
    def _from(self) -> Mapping[str, tuple[ReportingLine, ...]]:
        return grouped((line.post, line) for line in self.lines)

    @cached_property
    def _to(self) -> Mapping[str | None, tuple[ReportingLine, ...]]:
        return grouped((line.manager, line) for line in self.lines)

    @cached_property
    def _in_unit(self) -> Mapping[str | None, tuple[Post, ...]]:
        return grouped((post.unit, post) for post in self.posts)

    def person(self, id: str) -> tuple[Person, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the records of a person."""
        return self._by_id[0].get(id, ())

    def unit(self, id: str) -> tuple[Unit, ...]:  # noqa: A002 - as above
        """Return the records of a unit."""
        return self._by_id[1].get(id, ())

    def post(self, id: str) -> tuple[Post, ...]:  # noqa: A002 - as above
        """Return the records of a post."""
        return self._by_id[2].get(id, ())

    def tenures_in(self, post: str) -> tuple[Tenure, ...]:
        """Return the tenures of a post."""
        return self._in_post.get(post, ())

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self._of_person.get(person, ())

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves of a person."""
        return self._away.get(person, ())

    def lines_from(self, post: str) -> tuple[ReportingLine, ...]:
        """Return the lines of a post."""
        return self._from.get(post, ())

    def lines_to(self, manager: str) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit."""
        return self._to.get(manager, ())

    def manager(self, post: str) -> Managing | None:
        """Return what the first solid line of a post goes to; None where none is recorded."""
        return managing(self, post)

    def chain(self, post: str) -> tuple[tuple[str, ...], str | None]:
        """Return the posts that are met on the way up from a post, itself first."""
        return self.structure.way_up(post)

    def posts_in(self, unit: str) -> tuple[Post, ...]:
        """Return the records of posts that name a unit as theirs."""
        return self._in_unit.get(unit, ())

    def vacant_since(self, post: str) -> Start:
        """Return when the last holder of an empty post left, where that is a moment."""
        return self.since.get(post)

    def listed(self, kind: type[Person | Unit | Post]) -> Collection[str]:
        """Return the ids of records of a kind, in order, each once."""
        place = (Person, Unit, Post).index(kind)
        return tuple(self._by_id[place])

    @property
    def structure(self) -> Structure:
        """The solid lines as numbers."""
        return self._structure

    def branch(self, manager: str) -> tuple[str, ...]:
        """Return the posts below a post or unit on solid lines; see `hierarchy.reports_of`."""
        code = self.structure.names.code(manager)
        return self.structure.ids(self.structure.branch(code)) if code >= 0 else ()

    @cached_property
    def _structure(self) -> Structure:
        solid = [line for line in self.lines if line.kind is LineKind.SOLID]
        first = {line.post: place for place, line in reversed(tuple(enumerate(solid)))}
        posts, units = [post.id for post in self.posts], [unit.id for unit in self.units]
        below, above = [line.post for line in solid], [line.manager for line in solid]
        names = Names.of(posts, units, below, above)
        return Structure(
            names=names,
            post=names.codes(below),
            manager=names.codes(above),
            first=np.array(sorted(first.values()), dtype=np.intp),
            posts=names.codes(posts),
            units=names.codes(units),
        )


def managing(lookups: Lookups, post: str) -> Managing | None:
    """Return what `Lookups.manager` does, by the line itself."""
    for line in lookups.lines_from(post):
        if line.kind is LineKind.SOLID:
            manager = line.manager
            if manager is None:
                return None, ()
            return manager, lookups.post(manager) or lookups.unit(manager)
    return None


def grouped(pairs: Iterable[tuple[_K, _V]]) -> Mapping[_K, tuple[_V, ...]]:
    """Return the second of each pair by the first, in the order given."""
    groups: dict[_K, list[_V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
