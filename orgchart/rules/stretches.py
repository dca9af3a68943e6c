"""The stretches of time in which facts surely hold, and which of them lie at the same time."""

from __future__ import annotations

from typing import final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.names import Picks, Rows
from orgchart.store.index import Index

__all__ = ["Stretches", "Sure", "at_once", "outnumbered"]


@final
@attrs.frozen(eq=False)
class Stretches:
    """
    Facts of one table with the times in which they surely hold.

    Attributes:
        rows: their rows, in the order of the table.
        starts, ends: from where and up to where, as places in the order of all such times.
    """

    rows: Rows
    starts: Rows
    ends: Rows


@final
class Sure:
    """
    The facts of a history that are sure in themselves and surely hold at some time.

    Attributes:
        count: how many places in time there are; all places are below it.
    """

    def __init__(self, index: Index) -> None:
        """Put the bounds of all periods in order."""
        self._index = index
        bounds = index.bounds
        line = np.unique(np.concatenate((bounds.start_high, bounds.end_low)))
        self._starts = np.searchsorted(line, bounds.start_high)
        self._ends = np.searchsorted(line, bounds.end_low)
        self.count = len(line)

    def stretches(self, number: int, picks: Picks) -> Stretches:
        """Return the facts of a table that surely hold at some time, those picked only."""
        lasting = self._index.force.lasting[number]
        starts, ends = self._starts[lasting.start], self._ends[lasting.end]
        rows = np.flatnonzero(picks & self._index.sure[self._index.parts[number]] & (starts < ends))
        return Stretches(rows, starts[rows], ends[rows])


def at_once(groups: npt.NDArray[np.integer], found: Stretches) -> Rows:
    """
    Return the groups in which two stretches have a time in common, in order.

    Args:
        groups: the number of each stretch's group, from 0.
        found: the stretches, none of them empty.

    Complexity: a sort.

    >>> found = Stretches(np.arange(3), np.array([0, 1, 1]), np.array([2, 3, 2]))
    >>> at_once(np.array([7, 8, 8]), found).tolist()
    [8]
    """
    if np.all(groups[1:] > groups[:-1]):
        return np.zeros(0, dtype=np.intp)
    room = int(found.ends.max()) + 1
    starts = groups * room + found.starts
    order = np.argsort(starts, kind="stable")
    # The ends of one group all lie before the starts of the next.
    latest = np.maximum.accumulate((groups * room + found.ends)[order])
    meets = starts[order][1:] < latest[:-1]
    return np.unique(groups[order[1:][meets]]).astype(np.intp)


def outnumbered(
    groups: npt.NDArray[np.integer], found: Stretches, room_for: npt.NDArray[np.int64]
) -> Rows:
    """
    Return the groups of which more stretches than there is room for have a time in common.

    Args:
        groups: the number of each stretch's group, from 0.
        found: the stretches, none of them empty.
        room_for: for how many there is room, by the number of the group.

    Complexity: a sort.
    """
    if not groups.size:
        return np.zeros(0, dtype=np.intp)
    room = int(found.ends.max()) + 1
    whose = np.concatenate((groups, groups))
    steps = np.repeat((1, -1), len(groups))
    # Who leaves at an instant makes room for who comes at it.
    order = np.argsort(
        2 * (whose * room + np.concatenate((found.starts, found.ends))) + (steps > 0)
    )
    there = np.cumsum(steps[order])
    return np.unique(whose[order][there > room_for[whose[order]]]).astype(np.intp)
