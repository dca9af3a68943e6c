"""`Standing`: how surely the fact of each row holds at a position of the time line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.names import Picks, Rows
from orgchart.store.finding import Finder, Versions, finder
from orgchart.store.index import ALL, Index
from orgchart.store.presence import Presence
from orgchart.store.times import Places

__all__ = ["ABSENT", "CERTAIN", "POSSIBLE", "Standing", "States"]

_T = TypeVar("_T")

#: For each row whether its fact holds: one of the three numbers below.
States = npt.NDArray[np.uint8]
ABSENT, POSSIBLE, CERTAIN = range(3)


@final
@attrs.frozen(eq=False)
class Standing:
    """
    How surely facts hold at a position of the time line.

    Attributes:
        index: the facts of the history.
        position: `When.close` of what is asked.
        settled_only: take each vague date at its last bound, and not as a doubt.
    """

    index: Index
    position: int
    settled_only: bool = False
    _certain: dict[int, bool] = attrs.field(factory=dict[int, bool], init=False)

    @cached_property
    def _ends(self) -> tuple[States, States]:
        """Say for each distinct start and end whether it may lie, surely lies, before or behind."""
        bounds, position = self.index.bounds, self.position
        if self.settled_only:
            begun, open_ = bounds.begun <= position, position < bounds.ended
            return np.uint8(2) * begun, np.uint8(2) * open_
        may_begin, may_last = bounds.start_low <= position, position < bounds.end_high
        begun, open_ = bounds.start_high <= position, position < bounds.end_low
        return np.uint8(1) * may_begin + (may_begin & begun), np.uint8(1) * may_last + (
            may_last & open_
        )

    def all_certain(self, number: int = ALL) -> bool:
        """Say whether all facts of a table, or of all, that may hold do so for sure."""
        found = self._certain.get(number)
        if found is None:
            index = self.index
            doubted = not self.settled_only and index.doubts(number).at(self.position)
            found = self._certain[number] = index.all_sure(number) and not doubted
        return found

    @property
    def places(self) -> Places:
        """When facts hold, or may, as far as this tells."""
        return self.index.settled_places if self.settled_only else self.index.places

    @cached_property
    def passed(self) -> tuple[int, int]:
        """How many starts and ends lie at the position or before it; see `Places.passed`."""
        return self.places.passed(self.position)

    def finder(self, number: int, field: str, told: Callable[[list[int]], _T]) -> Finder[_T]:
        """Return what tells of the rows about an id whose facts hold, or may; see `finder`."""
        return finder(self.versions(number, field), self.passed, told)

    def versions(self, number: int, field: str) -> Versions:
        """Return the rows of a table by an id, with when they hold, or may."""
        return self.index.versions_by(number, field, settled_only=self.settled_only)

    @property
    def managers(self) -> Versions:
        """The managers of posts on solid lines, with when these hold, or may."""
        return self.index.managers(settled_only=self.settled_only)

    def states(self, number: int = ALL, rows: Rows | None = None) -> States:
        """Say for each row of a table, or of all, or for some rows, whether its fact holds."""
        places, part = self.places, self.index.parts[number]
        before = int(part.start)
        if rows is None:
            start, end = places.starts[part], places.ends[part]
        else:
            start, end = places.starts.take(rows + before), places.ends.take(rows + before)
        begun, ended = self.passed
        holding: Picks = (start < begun) & (end >= ended)
        state: States = holding.view(np.uint8) * np.uint8(CERTAIN)
        if not self.all_certain(number):
            found = holding.nonzero()[0]
            state[found] = self._marked((found if rows is None else rows[found]) + before)
        return state

    def _marked(self, rows: Rows) -> States:
        """Say for rows whose facts may hold how surely they do."""
        begun, open_ = self._ends
        lasting = self.index.force.whole
        state = np.minimum(begun.take(lasting.start[rows]), open_.take(lasting.end[rows]))
        return np.minimum(state, np.uint8(1) + self.index.sure[rows])

    @property
    def presence(self) -> Presence:
        """When people are there, as far as this tells."""
        return self.index.settled_presence if self.settled_only else self.index.presence

    @cached_property
    def present(self) -> Picks:
        """Say for each id whether it is that of a person who holds something or is on leave."""
        return self.presence.at(self.position)
