"""The rows of all tables by time: what holds at a position, surely or not, and what changes."""

from __future__ import annotations

from functools import cached_property
from typing import final

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

    Attributes:
        starts, ends: the places, one a row.
    """

    def __init__(self, lasting: Lasting, starts: Positions, ends: Positions) -> None:
        """
        Sort starts and ends.

        Args:
            lasting: the starts and ends of the rows, by code.
            starts, ends: for each code where what starts there begins, and what ends there ends.
        """
        self.starts: Codes = _in_order(starts)[lasting.start]
        self.ends: Codes = _in_order(ends)[lasting.end]
        self._sorted = np.sort(starts), np.sort(ends)

    def passed(self, position: int) -> tuple[int, int]:
        """Return how many starts, and how many ends, lie at a position or before it."""
        start, end = (int(side.searchsorted(position, side="right")) for side in self._sorted)
        return start, end


def _in_order(positions: Positions) -> Codes:
    places = np.empty(len(positions), dtype=np.int32)
    places[positions.argsort(kind="stable")] = np.arange(len(positions), dtype=np.int32)
    return places


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


@final
class Turns:
    """
    A log of rows by the time at which something about them changes.

    A stretch of time costs what changes in it.

    Attributes:
        positions: all positions at which a fact changes, in order, each once.
    """

    def __init__(
        self, lasting: Lasting, starts: tuple[Positions, ...], ends: tuple[Positions, ...]
    ) -> None:
        """
        Find the positions.

        Args:
            lasting: the starts and ends of the rows, by code.
            starts: positions at which something changes for what starts at each end, by code.
            ends: the same for what ends at it.
        """
        self._size = len(lasting.start)
        self._sides = (starts, lasting.start), (ends, lasting.end)
        used: list[Positions] = []
        for sides, codes in self._sides:
            met = distinct(codes, len(starts[0]))
            used += (side[met] for side in sides)
        found = np.unique(np.concatenate(used))
        self.positions: Positions = found[np.abs(found) != UNBOUNDED]

    def touched(self, first: int, last: int, most: float) -> Rows | None:
        """
        Return the rows that change after one position and by another, in order.

        Args:
            first, last: the positions.
            most: if they change more often than this, None is returned, which stands for all rows.
        """
        low, high = self.positions.searchsorted((first, last), side="right").tolist()
        rows = self._log.between(low, high)
        return None if len(rows) > most else distinct(rows, self._size)

    @cached_property
    def _log(self) -> Groups:
        """The rows by the places of positions; one that changes at several has several."""
        numbers: list[Codes] = []
        rows: list[Codes] = []
        for sides, codes in self._sides:
            for number, side in enumerate(sides):
                places = self.positions.searchsorted(side).astype(np.int32)
                # What is unbounded changes nothing anywhere, and a day known is one change.
                nowhere = np.abs(side) == UNBOUNDED
                if number:
                    nowhere |= side == sides[0]
                found = (~nowhere)[codes].nonzero()[0].astype(np.int32)
                rows.append(found)
                numbers.append(places[codes[found]])
        return Groups(np.concatenate(numbers), len(self.positions), np.concatenate(rows))
