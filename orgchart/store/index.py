"""
`Index`: where in the columns of a history to look: by ids, by keys, and by time.

Everything here is made when it is first asked for, once a history.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import final

import numpy as np
import numpy.typing as npt

from orgchart.facts import is_rumour, shown_fields
from orgchart.groups import Groups, distinct, ranges
from orgchart.kinds import Certainty, LineKind, TenureKind
from orgchart.names import Codes, Names, Picks, Rows
from orgchart.snapshot import Key
from orgchart.store.ends import MOMENTS, Bounds, Positions
from orgchart.store.finding import Versions
from orgchart.store.force import InForce, Lasting
from orgchart.store.order import groups_of, keys_of
from orgchart.store.presence import Presence
from orgchart.store.table import IDS
from orgchart.store.tables import AnyTable
from orgchart.store.times import Doubts, Places, Turns

__all__ = [
    "ALL",
    "LEAVES",
    "LINES",
    "PEOPLE",
    "POSTS",
    "TABLES",
    "TENURES",
    "UNITS",
    "Index",
]

#: The numbers of the tables, in the order of `Tables.every`.
PEOPLE, UNITS, POSTS, TENURES, LINES, LEAVES = TABLES = range(6)
#: What stands for all tables.
ALL = -1


@final
class Index:
    """
    The facts of a history by what they are about.

    What is said of each row is said of those of all tables, which stand one behind the other.

    Attributes:
        force: the facts with the periods they are in force.
        names: the ids.
        parts: which rows are those of each table; last, for `ALL`, every row.
    """

    def __init__(self, force: InForce) -> None:
        """Remember what to index."""
        self.force = force
        self.names: Names = force.tables.names
        self.parts: tuple[slice, ...] = (*force.tables.parts, slice(0, len(force.whole.start)))
        self._tables = force.tables.every
        self._groups: dict[tuple[int, str], Groups] = {}
        self._versions: dict[tuple[int, str, bool], Versions] = {}
        self._doubts: dict[int, Doubts] = {}
        self._all_sure: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.force.whole.start)

    def table(self, number: int) -> AnyTable:
        """Return a table by its number."""
        return self._tables[number]

    def split(self, rows: Rows) -> Iterator[tuple[int, slice, Rows]]:
        """
        Yield what is of each table, those that have any only.

        Args:
            rows: some rows, in order of tables.

        Returns:
            The number of the table, which of the rows are of it, and these as its own.
        """
        ends = rows.searchsorted([self.parts[number].stop for number in TABLES]).tolist()
        for number, (low, high) in enumerate(pairwise((0, *ends))):
            if low < high:
                own = slice(low, high)
                yield number, own, rows[own] - self.parts[number].start

    def keys_of(self, rows: Rows) -> list[Key]:
        """Return the keys of some facts, in order of rows; see `Edit.key`."""
        return [
            key
            for number, _, own in self.split(rows)
            for key in keys_of(self.table(number), self.names, own)
        ]

    def ids(self, number: int, field: str) -> Codes:
        """Return a column of ids as numbers."""
        table = self.table(number)
        return table.column(field).codes_of(table.size)

    def by(self, number: int, field: str) -> Groups:
        """Return the rows of a table by an id."""
        found = self._groups.get((number, field))
        if found is None:
            groups = Groups(self.ids(number, field), len(self.names))
            found = self._groups[number, field] = groups
        return found

    def versions_by(self, number: int, field: str, *, settled_only: bool) -> Versions:
        """Return the rows of a table by an id, with when they hold; see `Standing`."""
        key = number, field, settled_only
        found = self._versions.get(key)
        if found is None:
            found = self._versions[key] = self._told(key, self.by(number, field))
        return found

    def managers(self, *, settled_only: bool) -> Versions:
        """Return the managers of posts on solid lines, with when these hold; see `Standing`."""
        key = LINES, "", settled_only
        found = self._versions.get(key)
        if found is None:
            rows = self.solid.nonzero()[0].astype(np.int32)
            groups = Groups(self.ids(LINES, "post")[rows], len(self.names), rows)
            told = self.ids(LINES, "manager")
            found = self._versions[key] = self._told(key, groups, told)
        return found

    def _told(
        self, key: tuple[int, str, bool], groups: Groups, told: Codes | None = None
    ) -> Versions:
        number, _, settled_only = key
        places, part = self.settled_places if settled_only else self.places, self.parts[number]
        return Versions.of(groups, places.starts[part], places.ends[part], told)

    @cached_property
    def keys(self) -> Codes:
        """The number of each row's key: alike for one key, rising from row to row."""
        found: list[Codes] = []
        last = 0
        for table in self._tables:
            keys = groups_of(table, self.names)
            found.append(keys + np.int32(last))
            last += int(keys[-1]) + 1 if keys.size else 0
        return np.concatenate(found)

    def versions(self, keys: Codes) -> tuple[Rows, Rows]:
        """Return the rows of some keys, and for each the place of its key among them."""
        starts, ends = (self.keys.searchsorted(keys, side=side) for side in ("left", "right"))
        return ranges(starts, ends - starts), np.arange(len(keys)).repeat(ends - starts)

    @cached_property
    def crowded(self) -> Picks:
        """
        For each key whether several of its facts may hold at one time; empty where at none.

        Where one begins with the very moment that ends another this does not count: then either
        may hold while that moment passes, and neither for sure.
        """
        keys, lasting, bounds = self.keys, self.force.whole, self.bounds
        found = np.zeros(int(keys[-1]) + 1 if keys.size else 0, dtype=bool)
        # By key, and by start within a key: one number for both takes an eighth of sorting by two.
        order = (keys * np.int64(len(bounds.start_low)) + self.places.starts).argsort(kind="stable")
        start, end = lasting.start[order], lasting.end[order]
        low, high = bounds.start_low[start], bounds.end_high[end]
        # In order of starts, what overlaps anything overlaps the next one, or the one after that
        # where the next one takes over.
        for step in (1, 2):
            meets = (keys[step:] == keys[:-step]) & (low[step:] < high[:-step])
            if step == 1:
                meets &= (start[1:] != end[:-1]) | (start[1:] < MOMENTS)
            found[keys[step:][meets]] = True
        return found if found.any() else found[:0]

    @cached_property
    def looks(self) -> npt.NDArray[np.integer]:
        """
        A number for what each row shows: alike for what looks alike, among rows of one key.

        Certainty is left out, which a vague date can lessen.
        """
        return np.concatenate([_looks(table) for table in self._tables])

    def all_sure(self, number: int) -> bool:
        """Say whether all facts of a table, or of `ALL`, are sure in themselves."""
        found = self._all_sure.get(number)
        if found is None:
            found = self._all_sure[number] = bool(self.sure[self.parts[number]].all())
        return found

    @cached_property
    def sure(self) -> Picks:
        """Whether the fact of each row is sure in itself."""
        found: list[Picks] = []
        for table in self._tables:
            sure = table.column("certainty").picks(
                lambda value: value is Certainty.CERTAIN, table.size
            )
            found.append(sure & ~table.column("citations").picks(is_rumour, table.size))
        return np.concatenate(found)

    @cached_property
    def solid(self) -> Picks:
        """Say for each line whether it is solid."""
        lines = self.force.tables.lines
        return lines.column("kind").picks(lambda value: value is LineKind.SOLID, lines.size)

    @cached_property
    def fills(self) -> Picks:
        """Say for each tenure whether a seat is taken by it."""
        tenures = self.force.tables.tenures
        kinds = tenures.column("kind")
        return kinds.picks(lambda value: value is not TenureKind.ADVISER, tenures.size)

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds of all ends."""
        return self.force.ends.bounds

    def doubts(self, number: int) -> Doubts:
        """Return when the start or the end of any fact of a table, or of `ALL`, is in doubt."""
        found = self._doubts.get(number)
        if found is None:
            lasting, bounds = self.force.whole.part(self.parts[number]), self.bounds
            count = len(bounds.start_low)
            start, end = distinct(lasting.start, count), distinct(lasting.end, count)
            low = np.concatenate((bounds.start_low[start], bounds.end_low[end]))
            high = np.concatenate((bounds.start_high[start], bounds.end_high[end]))
            found = self._doubts[number] = Doubts(low, high)
        return found

    @cached_property
    def places(self) -> Places:
        """When each fact may hold."""
        return Places(self.force.whole, self.bounds.start_low, self.bounds.end_high)

    @cached_property
    def settled_places(self) -> Places:
        """When each fact has surely begun, and not surely ended."""
        return Places(self.force.whole, self.bounds.begun, self.bounds.ended)

    @cached_property
    def presence(self) -> Presence:
        """When people may be there."""
        return self._presence(self.bounds.start_low, self.bounds.end_high)

    @cached_property
    def settled_presence(self) -> Presence:
        """When people have surely come, and not surely gone."""
        return self._presence(self.bounds.begun, self.bounds.ended)

    def _presence(self, starts: Positions, ends: Positions) -> Presence:
        held = [self.force.lasting[number] for number in (TENURES, LEAVES)]
        return Presence(
            np.concatenate([self.ids(number, "person") for number in (TENURES, LEAVES)]),
            Lasting(
                np.concatenate([each.start for each in held]),
                np.concatenate([each.end for each in held]),
            ),
            starts,
            ends,
            len(self.names) + 1,
        )

    @cached_property
    def turns(self) -> Turns:
        """When what is known of the facts changes."""
        bounds = self.bounds
        return self._turns(
            (bounds.start_low, bounds.start_high), (bounds.end_high, bounds.end_low), self.presence
        )

    @cached_property
    def settled_turns(self) -> Turns:
        """When the facts have surely begun, and surely ended."""
        bounds = self.bounds
        return self._turns((bounds.begun,), (bounds.ended,), self.settled_presence)

    def _turns(
        self,
        starts: tuple[Positions, ...],
        ends: tuple[Positions, ...],
        presence: Presence,
    ) -> Turns:
        return Turns(self.force.whole, starts, ends, self.ids(PEOPLE, "id"), presence)


#: A whole number has room for so many different ones.
_ROOM = 1 << 62


def _looks(table: AnyTable) -> npt.NDArray[np.integer]:
    """Return a number for what each row of a table shows, but for its certainty and first id."""
    found = np.zeros(table.size, dtype=np.int64)
    room = 1
    for name in shown_fields(table.kind):
        codes = table.column(name).codes
        if codes is None or not table.size or name in {"certainty", IDS[table.kind][0]}:
            continue
        wide = int(codes.max()) + 2
        if room * wide > _ROOM:
            found = np.unique(found, return_inverse=True)[1]
            room = table.size
        found = found * wide + codes
        room *= wide
    return found if room > np.iinfo(np.int32).max else found.astype(np.int32)
