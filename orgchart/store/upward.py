"""`Upward`: the way up on solid lines from one post, read step by step."""

from __future__ import annotations

from typing import Final, final

from orgchart.kinds import UNKNOWN
from orgchart.names import ANYBODY
from orgchart.store.index import LINES, POSTS, Index
from orgchart.store.times import Places

__all__ = ["NO_LINE", "Upward"]

#: What stands for the manager of a post without a line.
NO_LINE: Final = -2


@final
class Upward:
    """
    The solid lines that hold at a position where none of them is in doubt, by the numbers of ids.

    Each step costs the versions of a line and of a post; nothing is made for the chart as a whole.
    """

    def __init__(self, index: Index, places: Places, passed: tuple[int, int]) -> None:
        """
        Remember what to read.

        Args:
            index: the facts.
            places: when each fact may hold.
            passed: see `Places.passed`.
        """
        self._begun, self._ended = passed
        self._unknown = index.names.code(UNKNOWN)
        starts, ends = (
            (side[p].data for p in index.parts) for side in (places.starts, places.ends)
        )
        self._starts, self._ends = tuple(starts), tuple(ends)
        self._lines = index.by(LINES, "post").rows
        self._posts = index.by(POSTS, "id").rows
        self._solid = index.solid.data
        self._managers = index.ids(LINES, "manager").data

    def manager(self, post: int) -> int:
        """Return what the first solid line of a post goes to; -1 for nobody."""
        begun, ended, starts, ends = (
            self._begun,
            self._ended,
            self._starts[LINES],
            self._ends[LINES],
        )
        for row in self._lines(post):
            if starts[row] < begun and ends[row] >= ended and self._solid[row]:
                return self._managers[row]
        return NO_LINE

    def _is_post(self, code: int) -> bool:
        begun, ended, starts, ends = (
            self._begun,
            self._ended,
            self._starts[POSTS],
            self._ends[POSTS],
        )
        return any(starts[row] < begun and ends[row] >= ended for row in self._posts(code))

    def chain(self, post: int) -> tuple[list[int], int]:
        """Return what `Structure.chain` does."""
        met = {post: None}
        while True:
            post = self.manager(post)
            if post < 0 or post == self._unknown or not self._is_post(post):
                return list(met), ANYBODY
            if post in met:
                return list(met), post
            met[post] = None
