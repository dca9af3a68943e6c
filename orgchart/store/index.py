"""
`Index`: where in the columns of a history to look: by ids, by keys, and by time.

Everything here is made when it is first asked for, once a history.
"""

from __future__ import annotations

from functools import cached_property
from typing import final

import numpy as np
import numpy.typing as npt

from orgchart.facts import is_rumour, shown_fields
from orgchart.groups import Groups, distinct, ranges
from orgchart.kinds import Certainty, LineKind
from orgchart.names import Codes, Names, Rows
from orgchart.store.ends import MOMENTS, Bounds, Positions
from orgchart.store.force import InForce
from orgchart.store.order import groups_of
from orgchart.store.presence import Presence
from orgchart.store.tables import AnyTable
from orgchart.store.times import Doubts, Places, Turns

__all__ = [
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


@final
class Index:
    """
    The facts of a history by what they are about.

    Attributes:
        force: the facts with the periods they are in force.
        names: the ids.
    """

    def __init__(self, force: InForce) -> None:
        """Remember what to index."""
        self.force = force
        self.names: Names = force.tables.names
        self._tables = force.tables.every
        self._groups: dict[tuple[int, str], Groups] = {}
        self._keys: dict[int, Codes] = {}
        self._doubts: dict[int, Doubts] = {}
        self._crowded: dict[int, npt.NDArray[np.bool_]] = {}
        self._shown: dict[int, tuple[Codes, ...]] = {}
        self._sure: dict[int, npt.NDArray[np.bool_]] = {}
        self._all_sure: dict[int, bool] = {}

    def table(self, number: int) -> AnyTable:
        """Return a table by its number."""
        return self._tables[number]

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

    def keys(self, number: int) -> Codes:
        """Return the number of each row's key: alike for one key, rising from row to row."""
        found = self._keys.get(number)
        if found is None:
            found = self._keys[number] = groups_of(self.table(number), self.names)
        return found

    def versions(self, number: int, keys: Codes) -> tuple[Rows, Rows]:
        """Return the rows of some keys, and for each the place of its key among them."""
        column = self.keys(number)
        starts, ends = (np.searchsorted(column, keys, side=side) for side in ("left", "right"))
        return ranges(starts, ends - starts), np.repeat(np.arange(len(keys)), ends - starts)

    def crowded(self, number: int) -> npt.NDArray[np.bool_]:
        """
        Say for each key of a table whether several of its facts may hold at one time.

        Where one begins with the very moment that ends another this does not count: then either
        may hold while that moment passes, and neither for sure.
        """
        found = self._crowded.get(number)
        if found is None:
            found = self._crowded[number] = self._overlapping(number)
        return found

    def _overlapping(self, number: int) -> npt.NDArray[np.bool_]:
        keys, lasting, bounds = self.keys(number), self.force.lasting[number], self.bounds
        found = np.zeros(int(keys[-1]) + 1 if keys.size else 0, dtype=bool)
        order = np.lexsort((bounds.start_low[lasting.start], keys))
        start, end = lasting.start[order], lasting.end[order]
        low, high = bounds.start_low[start], bounds.end_high[end]
        # In order of starts, what overlaps anything overlaps the next one, or the one after that
        # where the next one takes over.
        for step in (1, 2):
            meets = (keys[step:] == keys[:-step]) & (low[step:] < high[:-step])
            if step == 1:
                meets &= (start[1:] != end[:-1]) | (start[1:] < MOMENTS)
            found[keys[step:][meets]] = True
        return found

    def shown(self, number: int) -> tuple[Codes, ...]:
        """
        Return the columns of a table in which charts differ.

        What all facts have is left out, and their certainty, which a vague date can lessen.
        """
        found = self._shown.get(number)
        if found is None:
            table = self.table(number)
            names = (name for name in shown_fields(table.kind) if name != "certainty")
            columns = (table.column(name).codes for name in names)
            found = self._shown[number] = tuple(codes for codes in columns if codes is not None)
        return found

    def all_sure(self, number: int) -> bool:
        """Say whether all facts of a table are sure in themselves."""
        found = self._all_sure.get(number)
        if found is None:
            found = self._all_sure[number] = bool(self.sure(number).all())
        return found

    def sure(self, number: int) -> npt.NDArray[np.bool_]:
        """Say for each row of a table whether the fact is sure in itself."""
        found = self._sure.get(number)
        if found is None:
            table = self.table(number)
            found = table.column("certainty").picks(
                lambda value: value is Certainty.CERTAIN, table.size
            )
            found &= ~table.column("citations").picks(is_rumour, table.size)
            self._sure[number] = found
        return found

    @cached_property
    def solid(self) -> npt.NDArray[np.bool_]:
        """Say for each line whether it is solid."""
        lines = self.force.tables.lines
        return lines.column("kind").picks(lambda value: value is LineKind.SOLID, lines.size)

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds of all ends."""
        return self.force.ends.bounds

    def doubts(self, number: int) -> Doubts:
        """Return when the start or the end of any fact of a table is in doubt."""
        found = self._doubts.get(number)
        if found is None:
            lasting, bounds = self.force.lasting[number], self.bounds
            count = len(bounds.start_low)
            start, end = distinct(lasting.start, count), distinct(lasting.end, count)
            low = np.concatenate((bounds.start_low[start], bounds.end_low[end]))
            high = np.concatenate((bounds.start_high[start], bounds.end_high[end]))
            found = self._doubts[number] = Doubts(low, high)
        return found

    @cached_property
    def places(self) -> Places:
        """When each fact may hold."""
        return Places(self.force.lasting, self.bounds.start_low, self.bounds.end_high)

    @cached_property
    def settled_places(self) -> Places:
        """When each fact has surely begun, and not surely ended."""
        return Places(self.force.lasting, self.bounds.begun, self.bounds.ended)

    @cached_property
    def presence(self) -> Presence:
        """When people may be there."""
        return self._presence(self.bounds.start_low, self.bounds.end_high)

    @cached_property
    def settled_presence(self) -> Presence:
        """When people have surely come, and not surely gone."""
        return self._presence(self.bounds.begun, self.bounds.ended)

    def _presence(self, starts: Positions, ends: Positions) -> Presence:
        lasting = [self.force.lasting[number] for number in (TENURES, LEAVES)]
        return Presence(
            np.concatenate([self.ids(number, "person") for number in (TENURES, LEAVES)]),
            np.concatenate([starts[each.start] for each in lasting]),
            np.concatenate([ends[each.end] for each in lasting]),
            len(self.names) + 1,
        )

    @cached_property
    def turns(self) -> Turns:
        """When what is known of the facts changes."""
        bounds = self.bounds
        sides = (bounds.start_low, bounds.start_high), (bounds.end_low, bounds.end_high)
        return Turns(self.force.lasting, *sides)

    @cached_property
    def settled_turns(self) -> Turns:
        """When the facts have surely begun, and surely ended."""
        return Turns(self.force.lasting, (self.bounds.begun,), (self.bounds.ended,))
