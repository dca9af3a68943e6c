"""The rows of all tables by time: what holds at a position, surely or not, and what changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

import numpy as np

from orgchart.bounds import UNBOUNDED
from orgchart.groups import Groups, distinct
from orgchart.names import Codes, Rows
from orgchart.store.ends import Positions
from orgchart.store.force import Lasting

__all__ = ["Doubts", "Places", "Turns"]


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
        start, end = (int(side.searchsorted(position, side="right")) for side in self._sorted)
        return start, end


@final
class Doubts:
    """
    When any of some starts or ends is in doubt: from its first bound on, up to its last.

    >>> doubts = Doubts(np.array([10, 12, 20]), np.array([13, 15, 20]))
    >>> [doubts.at(position) for position in (9, 10, 14, 15, 20)]
    [False, True, True, False, False]
    """

    def __init__(self, low: Positions, high: Positions) -> None:
        """Sort the first bounds and the last ones."""
        self._low = np.sort(low)
        self._high = np.sort(high)

    def at(self, position: int) -> bool:
        """Say whether any is in doubt at a position."""
        begun, over = (
            side.searchsorted(position, side="right") for side in (self._low, self._high)
        )
        return bool(begun > over)


#: From this share of all rows on, looking at each of them is quicker than collecting those meant.
_MANY: Final = 0.1


@final
class Turns:
    """
    A log of the rows of each table by the time at which something about them changes.

    A stretch of time costs what changes in it.

    Attributes:
        positions: all positions at which a fact changes, in order, each once.
    """

    def __init__(
        self,
        lasting: Sequence[Lasting],
        starts: tuple[Positions, ...],
        ends: tuple[Positions, ...],
    ) -> None:
        """
        Find the positions.

        Args:
            lasting: the starts and ends of the rows of each table, by code.
            starts: positions at which something changes for what starts at each end, by code.
            ends: the same for what ends at it.
        """
        self._lasting = lasting
        self._sides = starts, ends
        used: list[Positions] = []
        for sides, codes in zip(self._sides, zip(*map(_codes, lasting), strict=True), strict=True):
            met = distinct(np.concatenate(codes), len(starts[0]))
            used += (side[met] for side in sides)
        found = np.unique(np.concatenate(used))
        self.positions: Positions = found[np.abs(found) != UNBOUNDED]
        self._logs: dict[int, Groups] = {}

    def touched(self, first: int, last: int) -> dict[int, Rows]:
        """
        Return the rows of each table that change after one position and by another, in order.

        All rows of a table, where many of them do.
        """
        low, high = self.positions.searchsorted((first, last), side="right").tolist()
        return {number: self._rows(number, low, high) for number in range(len(self._lasting))}

    def _rows(self, number: int, low: int, high: int) -> Rows:
        size = len(self._lasting[number].start)
        rows = self._log(number).between(low, high)
        if len(rows) > _MANY * size:
            return np.arange(size)
        return distinct(rows % size if size else rows, size)

    def _log(self, number: int) -> Groups:
        """Return the rows by the places of positions, one copy of the table for each of them."""
        found = self._logs.get(number)
        if found is None:
            count = len(self.positions)
            copies: list[Codes] = []
            for sides, codes in zip(self._sides, _codes(self._lasting[number]), strict=True):
                for side in sides:
                    places = self.positions.searchsorted(side).astype(np.int32)
                    # What is unbounded changes nothing anywhere.
                    places[np.abs(side) == UNBOUNDED] = -1
                    copies.append(places[codes])
            found = self._logs[number] = Groups(np.concatenate(copies), count)
        return found


def _codes(lasting: Lasting) -> tuple[Codes, Codes]:
    return lasting.start, lasting.end
