"""
Which facts of a history may break a rule, found in its columns.

The rules look at facts; here whole numbers are compared first, so that values are made of those
facts only that a rule has to look at. Nothing that breaks a rule is left out, and where a rule
compares facts about the same, all of them come along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Final, TypeAlias, cast, final

import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN, TenureKind
from orgchart.model import Fact
from orgchart.names import Picks, Rows
from orgchart.periods import End, Period, Start
from orgchart.rules.stretches import Stretches, Sure, at_once, outnumbered
from orgchart.sources import Citation
from orgchart.store.coded import Coded
from orgchart.store.index import LEAVES, LINES, PEOPLE, POSTS, TABLES, TENURES, UNITS
from orgchart.store.tables import AnyTable

__all__ = ["Lived", "Suspects"]

#: Facts with the periods in which they are in force.
Lived: TypeAlias = list[tuple[Fact, Period]]

#: The fields that name ids, by the number of the table, and the tables that hold such ids.
_NAMED: Final[tuple[tuple[int, str, tuple[int, ...]], ...]] = (
    (UNITS, "parent", (UNITS,)),
    (POSTS, "unit", (UNITS,)),
    (TENURES, "person", (PEOPLE,)),
    (TENURES, "post", (POSTS,)),
    (LINES, "post", (POSTS,)),
    (LINES, "manager", (POSTS, UNITS)),
    (LEAVES, "person", (PEOPLE,)),
    (LEAVES, "post", (POSTS,)),
)
_KINDS: Final = {"person": PEOPLE, "unit": UNITS, "post": POSTS}
#: More seats than anybody counts.
_ANY_NUMBER: Final = 1 << 30


@final
class Suspects:
    """
    The facts of a history that the rules have to look at.

    Complexity: each question costs a pass over some columns or a sort of them, and a value for
    each fact that is returned.
    """

    def __init__(self, history: History) -> None:
        """Look at a history."""
        store = history.store
        self._facts = store.facts
        self._force = store.in_force
        self._index = store.index
        self._names = store.facts.names
        self._sources = frozenset(source.id for source in history.sources)
        self.sure = Sure(self._index)

    # names

    @cached_property
    def _there(self) -> dict[int, Picks]:
        """Say for each id whether it is that of a person, a unit, a post."""
        found: dict[int, Picks] = {}
        for number in _KINDS.values():
            there = found[number] = np.zeros(len(self._names) + 1, dtype=bool)
            there[self._ids(number, "id")] = True
        return found

    def _ids(self, number: int, field: str) -> npt.NDArray[np.int32]:
        """Return a column of ids of all facts, in force or not."""
        table = self._facts.every[number]
        return table.column(field).codes_of(table.size)

    def has(self, kind: str, name: str) -> bool:
        """Say whether something of a kind has an id."""
        return bool(self._there[_KINDS[kind]][self._names.code(name)])

    def ambiguous(self) -> list[str]:
        """Return the ids of posts and units alike, in order."""
        both = np.flatnonzero(self._there[POSTS] & self._there[UNITS])
        return cast("list[str]", self._names.values[both].tolist())

    def unnamed(self) -> Iterator[Fact]:
        """Yield the facts that name an id or a source that nothing has."""
        for number in TABLES:
            table = self._facts.every[number]
            picks = _each(table, "citations", partial(_cites_others, known=self._sources))
            for where, field, kinds in _NAMED:
                if where == number and table.size:
                    picks = picks | self._strange(*kinds)[self._ids(number, field)]
            yield from _picked(table, picks)

    def _strange(self, *kinds: int) -> Picks:
        """Say for each id whether nothing of some kinds has it."""
        found = ~self._there[kinds[0]]
        for kind in kinds[1:]:
            found &= ~self._there[kind]
        # None, and the words for who is not disclosed and not known, are no ids.
        for code in (-1, self._names.code(UNDISCLOSED), self._names.code(UNKNOWN)):
            found[code] = False
        return found

    def claims(self) -> set[str]:
        """Return the names that facts have as claims."""
        found = (value for table in self._facts.every for value in _used(table, "claim"))
        return {value for value in found if isinstance(value, str)}

    def referring(self) -> Iterator[Fact]:
        """Yield the facts that name claims, or sources that took them back."""
        for table in self._facts.every:
            yield from _picked(table, _filled(table, "after", "before", "retracted_by"))

    def parents(self) -> dict[str, str | None]:
        """Return the parent of each unit, by the last of its records."""
        ids, parents = (
            self._names.values[self._ids(UNITS, field)].tolist() for field in ("id", "parent")
        )
        return dict(zip(ids, parents, strict=True))

    def to_themselves(self) -> Iterator[Fact]:
        """Yield the lines from a post to itself."""
        lines = self._facts.lines
        yield from _picked(lines, self._ids(LINES, "post") == self._ids(LINES, "manager"))

    def uncited(self) -> Iterator[Fact]:
        """Yield the facts that nothing is cited for."""
        for table in self._facts.every:
            yield from _picked(table, ~_each(table, "citations", bool))

    # times

    def ordered(self) -> Lived:
        """Return the facts that a stated order can concern."""
        found: Lived = []
        for number, table in enumerate(self._force.tables.every):
            picks = _filled(table, "claim", "after", "before")
            found += self._lived(number, np.flatnonzero(picks))
        return found

    def backwards(self) -> Iterator[Fact]:
        """Yield the facts whose stated periods can only end before they start."""
        for table in self._facts.every:
            if not table.size:
                continue
            starts, ends = table.column("start"), table.column("end")
            lows = _bounds(starts, lambda value: Period(cast("Start", value)).start_bounds[0])
            highs = _bounds(ends, lambda value: Period(None, cast("End", value)).end_bounds[1])
            if highs.min() <= lows.max():
                picks = highs[ends.codes_of(table.size)] <= lows[starts.codes_of(table.size)]
                yield from _picked(table, picks)

    @cached_property
    def _lives(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The first and last bound of the life of each post or unit, by the number of its id."""
        bounds = self._index.bounds
        size = len(self._names) + 1
        first = np.full(size, -UNBOUNDED, dtype=np.int64)
        last = np.full(size, UNBOUNDED, dtype=np.int64)
        units = np.unique(self._index.ids(UNITS, "id"))
        for unit, name in zip(units.tolist(), self._names.values[units].tolist(), strict=True):
            life = self._force.life_of(name)
            if life is not None:
                first[unit], last[unit] = life.start_bounds[0], life.end_bounds[1]
        ids, lasting = self._index.ids(POSTS, "id"), self._force.lasting[POSTS]
        first[ids], last[ids] = UNBOUNDED, -UNBOUNDED
        np.minimum.at(first, ids, bounds.start_low[lasting.start])
        np.maximum.at(last, ids, bounds.end_high[lasting.end])
        return first, last

    def outside(self) -> Lived:
        """Return the facts that may reach beyond the life of what they name."""
        bounds, (first, last) = self._index.bounds, self._lives
        found: Lived = []
        if first.max() == -UNBOUNDED and last.min() == UNBOUNDED:
            return found
        for number in TABLES:
            lasting = self._force.lasting[number]
            low, high = bounds.start_low[lasting.start], bounds.start_high[lasting.start]
            sooner, later = bounds.end_low[lasting.end], bounds.end_high[lasting.end]
            picks = np.zeros(len(low), dtype=bool)
            for where, field, kinds in _NAMED:
                if where != number or PEOPLE in kinds:
                    continue
                ids = self._index.ids(number, field)
                begins, ends = first[ids], last[ids]
                reaches = (high < sooner) & ((high < begins) | (sooner > ends))
                picks |= (ids >= 0) & (reaches | (low >= ends) | (later <= begins))
            found += self._lived(number, np.flatnonzero(picks))
        return found

    # at the same time

    def two_managed(self) -> Lived:
        """Return the solid lines of posts of which two surely hold at once."""
        found = self.sure.stretches(LINES, self._index.solid)
        posts = self._index.ids(LINES, "post")
        return self._about(LINES, found, posts, at_once(posts[found.rows], found))

    def crowded(self) -> tuple[Lived, dict[str, int | None]]:
        """Return who may have too little room in a post, and how many seats such posts have."""
        table, posts = self._force.tables.tenures, self._index.ids(TENURES, "post")
        seats = self._seats()
        for_good = _each(table, "kind", lambda kind: kind is TenureKind.SUBSTANTIVE)
        picks = for_good & (seats[posts] < _ANY_NUMBER)
        found = self.sure.stretches(TENURES, picks)
        meeting = self._chosen(at_once(posts[found.rows], found))[posts[found.rows]]
        found = Stretches(found.rows[meeting], found.starts[meeting], found.ends[meeting])
        full = outnumbered(posts[found.rows], found, seats)
        records = self._facts.posts
        rows = np.flatnonzero(self._chosen(full)[self._ids(POSTS, "id")]) if full.size else full
        most: dict[str, int | None] = {}
        for post in records.facts(rows):
            known = most.setdefault(post.id, post.seats)
            if known is not None and (post.seats or _ANY_NUMBER) > known:
                most[post.id] = post.seats
        return self._about(TENURES, found, posts, full), most

    def _seats(self) -> npt.NDArray[np.int64]:
        """Return the seats of each post in the version that has most, by the number of its id."""
        table = self._facts.posts
        column = table.column("seats")
        values = np.array(
            [min(cast("int | None", value) or _ANY_NUMBER, _ANY_NUMBER) for value in column.values],
            dtype=np.int64,
        )
        seats = np.full(len(self._names) + 1, _ANY_NUMBER, dtype=np.int64)
        ids = self._ids(POSTS, "id")
        seats[ids] = 0
        np.maximum.at(seats, ids, values[column.codes_of(table.size)])
        return seats

    def held_twice(self) -> Lived:
        """Return the tenures of people in posts that they surely hold twice at once."""
        people, posts = (self._index.ids(TENURES, field) for field in ("person", "post"))
        named = people != self._names.code(UNDISCLOSED)
        return self._meeting(TENURES, named, people.astype(np.int64) * len(self._names) + posts)

    def described_twice(self) -> Lived:
        """Return the records of people, units and posts of which two surely hold at once."""
        found: Lived = []
        for number in _KINDS.values():
            ids = self._index.ids(number, "id")
            found += self._meeting(number, np.ones(len(ids), dtype=bool), ids)
        return found

    def _meeting(self, number: int, picks: Picks, things: npt.NDArray[np.integer]) -> Lived:
        """Return the facts about one thing of which two surely hold at once."""
        found = self.sure.stretches(number, picks)
        twice = at_once(things[found.rows], found)
        if not twice.size:
            return []
        return self._lived(number, found.rows[np.isin(things[found.rows], twice)])

    def _about(
        self, number: int, found: Stretches, ids: npt.NDArray[np.int32], wanted: Rows
    ) -> Lived:
        """Return the facts about some ids, with their periods, in order."""
        if not wanted.size:
            return []
        return self._lived(number, found.rows[self._chosen(wanted)[ids[found.rows]]])

    def _chosen(self, numbers: Rows) -> Picks:
        """Say for each id whether it is one of those with these numbers."""
        chosen = np.zeros(len(self._names) + 1, dtype=bool)
        chosen[numbers] = True
        return chosen

    def _lived(self, number: int, rows: Rows) -> Lived:
        """Return facts with the periods in which they are in force."""
        if not rows.size:
            return []
        facts = self._force.tables.every[number].facts(rows)
        return [
            (fact, self._force.period(number, row))
            for fact, row in zip(facts, rows.tolist(), strict=True)
        ]


def _each(table: AnyTable, field: str, chosen: Callable[[object], bool]) -> Picks:
    """Say for each fact whether its value of a field is chosen; each distinct one is asked once."""
    column = table.column(field)
    answers = [chosen(value) for value in column.values] if table.size else []
    if not any(answers):
        return np.zeros(table.size, dtype=bool)
    return np.array(answers, dtype=bool)[column.codes_of(table.size)]


def _filled(table: AnyTable, *fields: str) -> Picks:
    """Say for each fact whether some of its fields are not empty."""
    found = np.zeros(table.size, dtype=bool)
    for field in fields:
        found |= _each(table, field, bool)
    return found


def _used(table: AnyTable, field: str) -> list[object]:
    """Return the values of a field that some fact has, each once."""
    column = table.column(field)
    if not table.size or column.codes is None:
        return [column.only] if table.size else []
    values: list[object] = column.values[np.unique(column.codes)].tolist()
    return values


def _picked(table: AnyTable, picks: Picks) -> list[Fact]:
    return [*table.facts(np.flatnonzero(picks))] if picks.any() else []


def _cites_others(cited: object, known: frozenset[str]) -> bool:
    return any(citation.source not in known for citation in cast("tuple[Citation, ...]", cited))


def _bounds(column: Coded, bound: Callable[[object], int]) -> npt.NDArray[np.int64]:
    """Return a bound of each distinct start or end."""
    return np.array([bound(value) for value in column.values], dtype=np.int64)
