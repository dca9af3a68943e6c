"""
`Index`: where in the columns of a history to look: by ids, and by the time at which facts change.

Everything here is made when it is first asked for, once a history.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final, final

import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.facts import is_rumour
from orgchart.groups import Groups, distinct
from orgchart.kinds import Certainty, LineKind
from orgchart.names import Codes, Names, Rows
from orgchart.store.ends import Bounds, Positions
from orgchart.store.force import InForce
from orgchart.store.order import groups_of
from orgchart.store.tables import AnyTable

__all__ = [
    "LEAVES",
    "LINES",
    "PEOPLE",
    "POSTS",
    "TABLES",
    "TENURES",
    "UNITS",
    "Index",
    "Turns",
]

#: The numbers of the tables, in the order of `Tables.every`.
PEOPLE, UNITS, POSTS, TENURES, LINES, LEAVES = TABLES = range(6)


@final
class Index:
    """
    The facts of a history by what they are about.

    Attributes:
        force: the facts with the periods they are in force.
    """

    def __init__(self, force: InForce) -> None:
        """Remember what to index."""
        self.force = force
        self._tables = force.tables.every
        self._groups: dict[tuple[int, str], Groups] = {}
        self._keys: dict[int, tuple[Codes, Groups]] = {}
        self._sure: dict[int, npt.NDArray[np.bool_]] = {}
        self._all_sure: dict[int, bool] = {}

    @property
    def names(self) -> Names:
        """The ids."""
        return self.force.tables.names

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

    def keys(self, number: int) -> tuple[Codes, Groups]:
        """Return the number of each row's key, in order of keys, and the rows by them."""
        found = self._keys.get(number)
        if found is None:
            groups = groups_of(self.table(number), self.names)
            count = int(groups[-1]) + 1 if groups.size else 0
            found = self._keys[number] = groups, Groups(groups, count)
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

    @cached_property
    def scalars(self) -> tuple[list[int], ...]:
        """The bounds as plain numbers: start low and high, end low and high, begun, ended."""
        bounds = self.bounds
        columns = (
            bounds.start_low,
            bounds.start_high,
            bounds.end_low,
            bounds.end_high,
            bounds.begun,
            bounds.ended,
        )
        return tuple(column.tolist() for column in columns)

    @cached_property
    def stretches(self) -> tuple[tuple[memoryview[int], memoryview[int]], ...]:
        """The codes of the starts and ends of each table's rows, to be read one by one."""
        return tuple(
            (np.ascontiguousarray(one.start).data, np.ascontiguousarray(one.end).data)
            for one in self.force.lasting
        )

    @cached_property
    def turns(self) -> Turns:
        """When what is known of the facts changes."""
        bounds = self.bounds
        return Turns(self, (bounds.start_low, bounds.start_high), (bounds.end_low, bounds.end_high))

    @cached_property
    def settled_turns(self) -> Turns:
        """When the facts have surely begun, and surely ended."""
        return Turns(self, (self.bounds.begun,), (self.bounds.ended,))


#: From this share of all ends on, looking at each row is quicker than collecting rows.
_MANY: Final = 0.2


@final
class Turns:
    """
    The rows of each table by the time at which they begin and end.

    Whatever changes at a position is found by the ends that lie there, so that a stretch of time
    costs what changes in it.
    """

    def __init__(
        self, index: Index, starts: tuple[Positions, ...], ends: tuple[Positions, ...]
    ) -> None:
        """
        Sort the rows.

        Args:
            index: what to sort.
            starts: positions at which something changes for what starts at each end, by code.
            ends: the same for what ends at it.
        """
        self._index = index
        self._sorted = tuple(
            tuple((np.argsort(side, kind="stable"), np.sort(side)) for side in sides)
            for sides in (starts, ends)
        )
        self._rows: dict[tuple[int, int], Groups] = {}

    def touched(self, first: int, last: int) -> dict[int, Rows]:
        """Return the rows of each table that change after one position and by another, in order."""
        wanted = [self._codes(side, first, last) for side in (0, 1)]
        return {number: self._rows_at(number, wanted) for number in TABLES}

    def _rows_at(self, number: int, wanted: list[Rows]) -> Rows:
        lasting = self._index.force.lasting[number]
        found: list[Rows] = []
        for side, codes in enumerate((lasting.start, lasting.end)):
            if not wanted[side].size or not codes.size:
                continue
            if wanted[side].size > _MANY * len(self._index.bounds.start_low):
                chosen = np.zeros(len(self._index.bounds.start_low), dtype=bool)
                chosen[wanted[side]] = True
                found.append(np.flatnonzero(chosen[codes]))
            else:
                found.append(self._groups(number, side, codes).all_of(wanted[side])[0])
        if not found:
            return np.zeros(0, dtype=np.intp)
        return distinct(np.concatenate(found), len(lasting.start))

    def _codes(self, side: int, first: int, last: int) -> Rows:
        """Return the codes of ends at which something changes in a stretch of time."""
        found: list[Rows] = []
        for order, positions in self._sorted[side]:
            low, high = np.searchsorted(positions, (first, last), side="right")
            # What is unbounded changes nothing anywhere.
            high = min(high, np.searchsorted(positions, UNBOUNDED))
            found.append(order[low:high])
        count = len(self._index.bounds.start_low)
        return found[0] if len(found) == 1 else distinct(np.concatenate(found), count)

    def _groups(self, number: int, side: int, codes: Codes) -> Groups:
        found = self._rows.get((number, side))
        if found is None:
            found = self._rows[number, side] = Groups(codes, len(self._index.bounds.start_low))
        return found

    @cached_property
    def positions(self) -> Positions:
        """All positions at which a fact changes, in order, each once."""
        used: list[Positions] = []
        for side in (0, 1):
            used_here = [(one.start, one.end)[side] for one in self._index.force.lasting]
            codes = distinct(np.concatenate(used_here), len(self._index.bounds.start_low))
            for order, positions in self._sorted[side]:
                back = np.empty_like(positions)
                back[order] = positions
                used.append(back[codes])
        found: Positions = np.unique(np.concatenate(used))
        return np.compress(np.abs(found) != UNBOUNDED, found)
