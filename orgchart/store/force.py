"""
`InForce`: the facts of a history with the periods in which they are in force.

A fact whose start or end is not stated takes it from what it belongs to: a unit from its parent, a
post from its unit, a tenure and a line from their posts, a leave from the post or from what the
person holds. This is worked out once; after that a moment is compared with whole numbers only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from typing import TypeAlias, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.kinds import UNKNOWN
from orgchart.memory import unswept
from orgchart.model import Fact, Unit
from orgchart.names import Codes, Rows
from orgchart.ordering import Order
from orgchart.periods import Period
from orgchart.progress import follow
from orgchart.store.coded import says_something
from orgchart.store.ends import NOT_STATED, Ends
from orgchart.store.tables import AnyTable, Tables

__all__ = ["InForce", "Lasting"]

_ALWAYS = Period()
#: Codes of the starts and the ends of whole lives by the numbers of ids; behind the last one
#: stands a life of which nothing is stated, which -1 finds.
_Lives: TypeAlias = tuple[Codes, Codes]


@final
@attrs.frozen(eq=False)
class Lasting:
    """The periods of rows in force, as codes of `Ends`."""

    start: Codes
    end: Codes

    def part(self, rows: slice) -> Lasting:
        """Return those of some rows."""
        return Lasting(self.start[rows], self.end[rows])


@final
@attrs.frozen(eq=False)
class InForce:
    """
    Facts with the periods they are in force.

    Attributes:
        tables: the facts.
        ends: the starts and ends of their periods.
        lasting: the periods of each table, in the order of `Tables.every`.
        whole: the periods of all tables, one behind the other.
        ranks: the place of some facts in a stated order, by identity.
    """

    tables: Tables
    ends: Ends
    lasting: tuple[Lasting, ...]
    whole: Lasting
    _unit_lives: _Lives
    _post_lives: _Lives
    ranks: Mapping[int, int]

    @classmethod
    def plain(cls, tables: Tables) -> InForce:
        """Work out when each fact is in force, whatever the orders among facts."""
        return _Working(tables).result()

    @classmethod
    def of(cls, tables: Tables) -> InForce:
        """
        Work out when each fact is in force, with what is stated of the order among them.

        Complexity: one pass over the facts and the orders, two where there are any.
        """
        plain = cls.plain(tables)
        stated = [
            (number, row)
            for number, table in enumerate(tables.every)
            for row in _ordered_rows(table).tolist()
        ]
        if not stated:
            return plain
        lived = [plain.lived(number, row) for number, row in stated]
        if not any(fact.after or fact.before for fact, _ in lived):
            return plain
        order = Order(lived)
        narrowed = {stated[place]: period for place, period in order.narrowed().items()}
        ranks = {id(lived[place][0]): rank for place, rank in order.ranks().items()}
        return attrs.evolve(_Working(tables, narrowed).result(), ranks=ranks)

    def lived(self, number: int, row: int) -> tuple[Fact, Period]:
        """Return a fact with the period it is in force, by its table and row."""
        return self.tables.every[number].fact(row), self.period(number, row)

    def period(self, number: int, row: int) -> Period:
        """Return the period in which a fact is in force, by its table and row."""
        lasting = self.lasting[number]
        return self.ends.period(int(lasting.start[row]), int(lasting.end[row]))

    def every(self) -> list[tuple[Fact, Period]]:
        """Return all facts with their periods, kind by kind."""
        with unswept():
            return list(follow(self._every(), "dating facts", len(self.tables)))

    def _every(self) -> Iterator[tuple[Fact, Period]]:
        periods: dict[tuple[int, int], Period] = {}
        for table, lasting in zip(self.tables.every, self.lasting, strict=True):
            pairs = zip(lasting.start.tolist(), lasting.end.tolist(), strict=True)
            for fact, pair in zip(table, pairs, strict=True):
                period = periods.get(pair)
                if period is None:
                    period = periods[pair] = self.ends.period(*pair)
                yield fact, period

    @cached_property
    def _alive(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Which ids have a record of a unit, and which one of a post."""
        found = (np.zeros(len(self.tables.names) + 1, dtype=bool) for _ in range(2))
        units, posts = found
        units[self.tables.units.column("id").codes_of(self.tables.units.size)] = True
        posts[self.tables.posts.column("id").codes_of(self.tables.posts.size)] = True
        return units, posts

    def life_of(self, name: str) -> Period | None:
        """Return the whole life of a post or a unit; None where there is no such."""
        code = self.tables.names.code(name)
        for alive, lives in zip(
            self._alive[::-1], (self._post_lives, self._unit_lives), strict=True
        ):
            if code >= 0 and alive[code]:
                return self.ends.period(int(lives[0][code]), int(lives[1][code]))
        return None


def _ordered_rows(table: AnyTable) -> Rows:
    """Return the rows of facts that a stated order can concern."""
    picks = np.zeros(table.size, dtype=bool)
    for field in ("claim", "after", "before"):
        column = table.column(field)
        if column.codes is not None or says_something(column.only):
            picks |= column.picks(says_something, table.size)
    return np.flatnonzero(picks)


@final
class _Working:
    """The working out of periods, from units down to leaves."""

    def __init__(
        self, tables: Tables, replaced: Mapping[tuple[int, int], Period] | None = None
    ) -> None:
        self._tables = tables
        self._replaced = replaced or {}
        self._ends = Ends()

    def result(self) -> InForce:
        """Return the facts with their periods."""
        tables, ends = self._tables, self._ends
        people = self._stated(0)
        units = self._stated(1)
        unit_lives = self._unit_lives(units)
        units = _within(units, unit_lives, self._ids(1, "parent"))
        posts = _within(self._stated(2), unit_lives, self._ids(2, "unit"))
        post_lives = self._hulls(self._ids(2, "id"), posts)
        tenures = _within(self._stated(3), post_lives, self._ids(3, "post"))
        lines = self._lines(post_lives, unit_lives)
        leaves = self._stated(5)
        if _open(leaves).any():
            held = self._hulls(self._ids(3, "person"), tenures)
            from_all = self._ids(5, "post") < 0
            by_person = _within(leaves, held, self._ids(5, "person"))
            by_post = _within(leaves, post_lives, self._ids(5, "post"))
            leaves = Lasting(
                np.where(from_all, by_person.start, by_post.start),
                np.where(from_all, by_person.end, by_post.end),
            )
        every = (people, units, posts, tenures, lines, leaves)
        whole = Lasting(
            np.concatenate([each.start for each in every]),
            np.concatenate([each.end for each in every]),
        )
        lasting = tuple(whole.part(rows) for rows in tables.parts)
        return InForce(tables, ends, lasting, whole, unit_lives, post_lives, {})

    def _stated(self, number: int) -> Lasting:
        """Return the periods of a table as stated, or as an order narrowed them."""
        table = self._tables.every[number]
        start = self._ends.of(table.column("start"), table.size)
        end = self._ends.of(table.column("end"), table.size)
        for (other, row), period in self._replaced.items():
            if other == number:
                start[row] = self._ends.code(period.start)
                end[row] = self._ends.code(period.end)
        return Lasting(start, end)

    def _ids(self, number: int, field: str) -> Codes:
        table = self._tables.every[number]
        return table.column(field).codes_of(table.size)

    def _lives(self) -> _Lives:
        size = len(self._tables.names) + 1
        return np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)

    def _unit_lives(self, own: Lasting) -> _Lives:
        table = self._tables.units
        lived = [
            (unit, self._ends.period(start, end))
            for unit, start, end in zip(table, own.start.tolist(), own.end.tolist(), strict=True)
        ]
        starts, ends = self._lives()
        for unit, life in _unit_lives(lived).items():
            code = self._tables.names.code(unit)
            starts[code], ends[code] = self._ends.code(life.start), self._ends.code(life.end)
        return starts, ends

    def _hulls(self, owners: Codes, own: Lasting) -> _Lives:
        """Return the whole life of each owner over several periods; see `Period.hull`."""
        starts, ends = self._lives()
        bounds = self._ends.bounds
        first = _foremost(owners, own.start, (bounds.start_low, bounds.start_high))
        starts[owners[first]] = own.start[first]
        last = _foremost(owners, own.end, (-bounds.end_high, -bounds.end_low))
        ends[owners[last]] = own.end[last]
        # Where an unknown end is among them, its first bound is the start of its own period.
        vague = np.unique(owners[own.end == self._ends.code(UNKNOWN)])
        rows = np.flatnonzero(np.isin(owners, vague)) if vague.size else vague
        lives: dict[int, Period] = {}
        for row in rows.tolist():
            owner = int(owners[row])
            period = self._ends.period(int(own.start[row]), int(own.end[row]))
            lives[owner] = lives[owner].hull(period) if owner in lives else period
        for owner, life in lives.items():
            starts[owner], ends[owner] = self._ends.code(life.start), self._ends.code(life.end)
        return starts, ends

    def _lines(self, posts: _Lives, units: _Lives) -> Lasting:
        """A line lives no longer than the post it starts from and the post or unit it goes to."""
        own = self._stated(4)
        rows = np.flatnonzero(_open(own))
        if not rows.size:
            return own
        tables = self._tables
        is_post = np.zeros(len(tables.names) + 1, dtype=bool)
        is_post[self._ids(2, "id")] = True
        post, manager = self._ids(4, "post")[rows], self._ids(4, "manager")[rows]
        whole = [
            posts[0][post],
            posts[1][post],
            np.where(is_post[manager], posts[0][manager], units[0][manager]),
            np.where(is_post[manager], posts[1][manager], units[1][manager]),
        ]
        # Few lives differ, so that each pair of them is met once.
        first, which = _unlike(whole)
        met = [
            self._ends.period(a, b).meet(self._ends.period(c, d))
            for a, b, c, d in zip(*(side[first].tolist() for side in whole), strict=True)
        ]
        start = self._ends.codes(period.start for period in met)[which]
        end = self._ends.codes(period.end for period in met)[which]
        own.start[rows] = np.where(own.start[rows] == NOT_STATED, start, own.start[rows])
        own.end[rows] = np.where(own.end[rows] == NOT_STATED, end, own.end[rows])
        return own


def _unlike(columns: list[Codes]) -> tuple[Rows, Rows]:
    """Return a row of each combination of values, and for each row the place of its own."""
    found = np.zeros(len(columns[0]), dtype=np.int64)
    for codes in columns:
        # Numbers stay below the number of rows, so that they have room for one more column.
        found = np.unique(found * (int(codes.max()) + 1) + codes, return_inverse=True)[1]
    _, first, which = np.unique(found, return_index=True, return_inverse=True)
    return first, which


def _open(own: Lasting) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (own.start == NOT_STATED) | (own.end == NOT_STATED)
    return found


def _within(own: Lasting, lives: _Lives, owners: Codes) -> Lasting:
    """Take ends that are not stated from the lives of what the facts belong to."""
    if not _open(own).any():
        return own
    return Lasting(
        np.where(own.start == NOT_STATED, lives[0][owners], own.start),
        np.where(own.end == NOT_STATED, lives[1][owners], own.end),
    )


def _foremost(
    owners: Codes, ends: Codes, bounds: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
) -> Rows:
    """Return for each owner the row whose end has the lowest bounds; the first among equals."""
    if not owners.size:
        return np.zeros(0, dtype=np.intp)
    order = np.lexsort(bounds[::-1])
    new = np.ones(len(order), dtype=bool)
    for bound in bounds:
        new[1:] &= bound[order][1:] == bound[order][:-1]
    new[1:] = ~new[1:]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.cumsum(new)
    packed = owners.astype(np.int64) * (len(order) + 1) + rank[ends]
    rows = np.argsort(packed, kind="stable")
    sorted_owners = owners[rows]
    return rows[np.concatenate(([True], sorted_owners[1:] != sorted_owners[:-1]))]


def _unit_lives(units: list[tuple[Unit, Period]]) -> dict[str, Period]:
    """Return the life of each unit: its versions' periods, open ends taken from its parents."""
    versions: dict[str, list[tuple[Unit, Period]]] = {}
    for unit, period in units:
        versions.setdefault(unit.id, []).append((unit, period))
    lives: dict[str, Period] = {}
    for start in versions:
        # Walk up to a unit whose life is known, then back down; a circle of parents ends the walk.
        waiting = [start]
        entered: set[str] = set()
        while waiting:
            current = waiting[-1]
            if current in lives:
                waiting.pop()
                continue
            parents = {unit.parent for unit, _ in versions[current] if unit.parent in versions}
            missing = [p for p in parents if p and p not in lives and p not in entered]
            if current not in entered and missing:
                entered.add(current)
                waiting += sorted(missing)
                continue
            periods = (own.within(_life(lives, unit.parent)) for unit, own in versions[current])
            lives[current] = reduce(Period.hull, periods)
            waiting.pop()
    return lives


def _life(lives: Mapping[str, Period], unit: str | None) -> Period:
    return _ALWAYS if unit is None else lives.get(unit, _ALWAYS)
