"""`Presence`: when each person holds something or is on leave; others are on no chart."""

from __future__ import annotations

from functools import cached_property
from typing import final

import numpy as np
import numpy.typing as npt

from orgchart.groups import Groups, distinct
from orgchart.names import Codes, Picks, Rows
from orgchart.store.ends import Positions
from orgchart.store.force import Lasting

__all__ = ["Presence"]


@final
class Presence:
    """
    The stretches of time in which people are there, without gaps in one stretch.

    >>> people = np.array([2, 0, 2, 2], dtype=np.int32)
    >>> own = Lasting(np.array([0, 1, 2, 3]), np.array([0, 1, 2, 3]))
    >>> starts, ends = np.array([10, 15, 12, 30]), np.array([15, 20, 25, 40])
    >>> presence = Presence(people, own, starts, ends, 3)
    >>> [presence.at(position).tolist() for position in (14, 25)]
    [[False, False, True], [False, False, False]]
    >>> place, starts, ends = presence.stretches(np.array([2, 0]))
    >>> place.tolist(), presence.positions[starts].tolist(), presence.positions[ends].tolist()
    ([0, 0, 1], [10, 30, 15], [25, 40, 20])

    Attributes:
        positions: where stretches begin or are over, in order.
    """

    def __init__(
        self, people: Codes, lasting: Lasting, starts: Positions, ends: Positions, count: int
    ) -> None:
        """
        Join what overlaps or follows.

        Args:
            people: whose stretch it is.
            lasting: when it begins and ends, by code.
            starts, ends: for each code where what starts so begins, and where what ends so is over.
            count: how many ids there are.
        """
        self._count = count
        sides = (starts, lasting.start), (ends, lasting.end)
        met = [side[distinct(codes, len(side))] for side, codes in sides]
        self.positions: Positions = np.unique(np.concatenate(met))
        size = len(self.positions) + 1
        first, last = (self.positions.searchsorted(side)[codes] for side, codes in sides)
        # A person's stretches stand on a line of their own, behind those of the person before.
        begin, over = (people.astype(np.int64) * size + side for side in (first, last))
        order = begin.argsort(kind="stable")
        begin, over = begin[order], np.maximum.accumulate(over[order])
        opens = np.ones(len(order), dtype=bool)
        np.greater(begin[1:], over[:-1], out=opens[1:])
        closes = np.roll(opens, -1)
        self._people: Codes = people[order[opens]]
        self._starts: Codes = (begin[opens] % size).astype(np.int32)
        self._ends: Codes = (over[closes] % size).astype(np.int32)

    @cached_property
    def _by_person(self) -> Groups:
        return Groups(self._people, self._count)

    def stretches(self, people: npt.NDArray[np.integer]) -> tuple[Rows, Codes, Codes]:
        """
        Return when some people are there.

        Returns:
            For each stretch the place of the person among those asked, and the places of its
            start and its end among `positions`.
        """
        rows, place = self._by_person.all_of(people)
        return place, self._starts[rows], self._ends[rows]

    def at(self, position: int) -> Picks:
        """Say for each id whether it is that of a person who is there."""
        passed = self.positions.searchsorted(position, side="right")
        found = np.zeros(self._count, dtype=bool)
        found[self._people[(self._starts < passed) & (self._ends >= passed)]] = True
        return found

    def of(self, people: npt.NDArray[np.integer], *positions: int | Positions) -> tuple[Picks, ...]:
        """Say for each position whether some people are there; it may be another for each."""
        rows, place = self._by_person.all_of(people)
        starts, ends = self._starts[rows], self._ends[rows]
        answers: list[Picks] = []
        for position in positions:
            passed = self.positions.searchsorted(position, side="right")
            if np.ndim(passed):
                passed = passed[place]
            found = np.zeros(len(people), dtype=bool)
            found[place[(starts < passed) & (ends >= passed)]] = True
            answers.append(found)
        return tuple(answers)
