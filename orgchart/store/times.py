"""The rows of all tables by time: what holds at a position, surely or not, and what changes."""

from __future__ import annotations

from functools import cached_property
from typing import final

import numpy as np

from orgchart.bounds import UNBOUNDED
from orgchart.groups import Groups, distinct
from orgchart.names import Codes, Picks, Rows
from orgchart.store.ends import Positions
from orgchart.store.force import Lasting
from orgchart.store.presence import Presence

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

    A stretch of time costs what changes in it; it is told by the places of positions.

    Attributes:
        positions: all positions at which a fact changes, in order, each once.
    """

    def __init__(
        self,
        lasting: Lasting,
        starts: tuple[Positions, ...],
        ends: tuple[Positions, ...],
        people: Codes,
        presence: Presence,
    ) -> None:
        """
        Find the positions.

        Args:
            lasting: the starts and ends of the rows, by code.
            starts: for each code where what starts so may have begun, and where it surely has; one
                position alone where nothing is taken for doubtful.
            ends: where what ends so may last to, and up to where it surely does.
            people: whom the first rows, those of people, are about.
            presence: when people are there; at other times their records are on no chart.
        """
        self._lasting = lasting
        self._starts, self._ends = starts, ends
        self._people, self._presence = people, presence
        used: list[Positions] = []
        for sides, codes in ((starts, lasting.start), (ends, lasting.end)):
            met = distinct(codes, len(starts[0]))
            used += (side[met] for side in sides)
        found = np.unique(np.concatenate(used))
        self.positions: Positions = found[np.abs(found) != UNBOUNDED]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return the first place after one position, and the first after another."""
        low, high = self.positions.searchsorted((first, last), side="right").tolist()
        return low, high

    def often(self, low: int, high: int) -> int:
        """Return how often a row comes or goes from one place on and before another."""
        return len(self._log.between(low, high))

    def touched(self, low: int, high: int) -> Rows:
        """Return the rows that change from one place on and before another, in order."""
        logs = (self._log, *self._settling)
        coded = np.concatenate([log.between(low, high) for log in logs])
        return distinct(coded >> 1, len(self._lasting.start))

    def turned(self, low: int, high: int) -> tuple[Rows, Picks]:
        """
        Return what comes or goes from one place on and before another.

        Nothing may be in doubt just before either of the two.

        Returns:
            The rows, in order, and whether each comes.
        """
        coded = np.sort(self._log.between(low, high))
        rows, comes = coded >> 1, (coded & 1) == 0
        again = (rows[1:] == rows[:-1]).nonzero()[0]
        if again.size:
            # What comes and goes is gone; of what comes more often than it goes one is left.
            first = np.ones(len(rows), dtype=bool)
            first[again + 1] = False
            change = np.add.reduceat(comes * 2 - 1, first.nonzero()[0])
            rows, comes = rows[first][change != 0], change[change != 0] > 0
        return rows.astype(np.intp), comes

    @cached_property
    def _log(self) -> Groups:
        """When rows may come, and when they are gone: twice their numbers, and 1 where they go."""
        rows, begin, end = self._limited(0)
        holds = begin < end
        return self._grouped(rows, (begin, end), (holds, holds))

    @cached_property
    def _settling(self) -> tuple[Groups, ...]:
        """When rows have surely come, and may go: where that is another time, if it is asked."""
        if len(self._starts) == 1:
            return ()
        rows, begin, end = self._limited(0)
        _, surely, until = self._limited(1)
        holds = begin < end
        return (
            self._grouped(
                rows, (surely, until), (holds & (surely != begin), holds & (until != end))
            ),
        )

    def _limited(self, side: int) -> tuple[Codes, Codes, Codes]:
        """Return rows, those of people once for each stretch, and their starts and ends."""
        records, come, gone = self._presence.stretches(self._people)
        others = np.arange(len(self._people), len(self._lasting.start))
        rows = np.concatenate((records, others)).astype(np.int32)
        begin = self._places(self._starts[side])[self._lasting.start[rows]]
        end = self._places(self._ends[side])[self._lasting.end[rows]]
        own, places = slice(0, len(records)), self._places(self._presence.positions)
        np.maximum(begin[own], places[come], out=begin[own])
        np.minimum(end[own], places[gone], out=end[own])
        return rows, begin, end

    def _grouped(
        self, rows: Codes, places: tuple[Codes, Codes], picks: tuple[Picks, Picks]
    ) -> Groups:
        """Return some rows by the places where they come and where they go."""
        numbers: list[Codes] = []
        coded: list[Codes] = []
        for side, (place, picked) in enumerate(zip(places, picks, strict=True)):
            # What has no bound on the line of time changes nothing there; before it stands -1.
            meant = picked & (place < len(self.positions))
            numbers.append(place[meant])
            coded.append((rows[meant] << 1) + np.int32(side))
        return Groups(np.concatenate(numbers), len(self.positions), np.concatenate(coded))

    def _places(self, positions: Positions) -> Codes:
        """Return the places of positions; -1 for what lies before all times."""
        places = self.positions.searchsorted(positions).astype(np.int32)
        places[positions == -UNBOUNDED] = -1
        return places
