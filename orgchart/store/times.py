"""The rows of all tables by time: what holds at a position, and what changes between two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, final

import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.groups import Groups, distinct
from orgchart.names import Codes, Rows
from orgchart.store.ends import Positions
from orgchart.store.force import Lasting

__all__ = ["Places", "Turns"]


@final
class Places:
    """
    The place of each row's start among all starts in order of time, and of its end among all ends.

    To compare them with the place of a position is many times quicker than to look up where each
    start and end lies.
    """

    def __init__(self, lasting: Sequence[Lasting], starts: Positions, ends: Positions) -> None:
        """
        Sort starts and ends.

        Args:
            lasting: the starts and ends of the rows of each table, by code.
            starts, ends: for each code where what starts there begins, and what ends there ends.
        """
        self._lasting = lasting
        self._orders = tuple(np.argsort(side, kind="stable") for side in (starts, ends))
        self._sorted = tuple(
            side[order] for side, order in zip((starts, ends), self._orders, strict=True)
        )
        self._found: dict[int, tuple[Codes, Codes]] = {}
        self._read: dict[int, tuple[memoryview[int], memoryview[int]]] = {}

    def of(self, number: int) -> tuple[Codes, Codes]:
        """Return the places of the starts and of the ends of a table's rows."""
        found = self._found.get(number)
        if found is None:
            start, end = (self._by_code(side) for side in (0, 1))
            lasting = self._lasting[number]
            found = self._found[number] = start[lasting.start], end[lasting.end]
        return found

    def _by_code(self, side: int) -> Codes:
        order = self._orders[side]
        places = np.empty(len(order), dtype=np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        return places

    def read(self, number: int) -> tuple[memoryview[int], memoryview[int]]:
        """Return what `of` does, to be read one by one."""
        found = self._read.get(number)
        if found is None:
            start, end = self.of(number)
            # One number of an array costs a value of numpy, one of a memoryview does not.
            found = self._read[number] = start.data, end.data
        return found

    def passed(self, position: int) -> tuple[int, int]:
        """Return how many starts, and how many ends, lie at a position or before it."""
        start, end = (int(np.searchsorted(side, position, side="right")) for side in self._sorted)
        return start, end

    def holding(self, number: int, position: int) -> npt.NDArray[np.bool_]:
        """Say for each row of a table whether it has begun and not ended at a position."""
        start, end = self.of(number)
        begun, ended = self.passed(position)
        found: npt.NDArray[np.bool_] = (start < begun) & (end >= ended)
        return found


#: From this share of all rows on, looking at each of them is quicker than collecting those meant.
_MANY: Final = 0.1


@final
class Turns:
    """
    The rows of each table by the time at which they begin and end.

    Whatever changes at a position is found by the ends that lie there, so that a stretch of time
    costs what changes in it.
    """

    def __init__(
        self,
        lasting: Sequence[Lasting],
        starts: tuple[Positions, ...],
        ends: tuple[Positions, ...],
    ) -> None:
        """
        Sort the rows.

        Args:
            lasting: the starts and ends of the rows of each table, by code.
            starts: positions at which something changes for what starts at each end, by code.
            ends: the same for what ends at it.
        """
        self._lasting = lasting
        self._count = len(starts[0])
        self._sorted = tuple(
            tuple((np.argsort(side, kind="stable"), np.sort(side)) for side in sides)
            for sides in (starts, ends)
        )
        self._rows: dict[tuple[int, int], Groups] = {}

    def touched(self, first: int, last: int) -> dict[int, Rows]:
        """
        Return the rows of each table that change after one position and by another, in order.

        All rows of a table, where many of them do.
        """
        wanted = [self._codes(side, first, last) for side in (0, 1)]
        return {number: self._rows_at(number, wanted) for number in range(len(self._lasting))}

    def _rows_at(self, number: int, wanted: list[Rows]) -> Rows:
        lasting = self._lasting[number]
        size = len(lasting.start)
        found: list[Rows] = []
        for side, codes in enumerate((lasting.start, lasting.end)):
            if not wanted[side].size or not size:
                continue
            groups = self._groups(number, side, codes)
            many = wanted[side].size > _MANY * self._count
            if many and groups.count(wanted[side]) > _MANY * size:
                return np.arange(size)
            found.append(groups.rows_of(wanted[side]))
        if not found:
            return np.zeros(0, dtype=np.intp)
        return distinct(np.concatenate(found), size)

    def _codes(self, side: int, first: int, last: int) -> Rows:
        """Return the codes of ends at which something changes in a stretch of time."""
        found: list[Rows] = []
        for order, positions in self._sorted[side]:
            low, high = np.searchsorted(positions, (first, last), side="right")
            # What is unbounded changes nothing anywhere.
            high = min(high, np.searchsorted(positions, UNBOUNDED))
            found.append(order[low:high])
        return found[0] if len(found) == 1 else distinct(np.concatenate(found), self._count)

    def _groups(self, number: int, side: int, codes: Codes) -> Groups:
        found = self._rows.get((number, side))
        if found is None:
            found = self._rows[number, side] = Groups(codes, self._count)
        return found

    @cached_property
    def positions(self) -> Positions:
        """All positions at which a fact changes, in order, each once."""
        used: list[Positions] = []
        for side in (0, 1):
            used_here = [(one.start, one.end)[side] for one in self._lasting]
            codes = distinct(np.concatenate(used_here), self._count)
            for order, positions in self._sorted[side]:
                back = np.empty_like(positions)
                back[order] = positions
                used.append(back[codes])
        found: Positions = np.unique(np.concatenate(used))
        return np.compress(np.abs(found) != UNBOUNDED, found)
