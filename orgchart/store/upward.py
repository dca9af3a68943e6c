"""`Upward`: the way up on solid lines from one post, read step by step."""

from __future__ import annotations

from typing import Final, final

from orgchart.names import ANYBODY
from orgchart.store.index import LINES, POSTS
from orgchart.store.standing import Standing

__all__ = ["NO_LINE", "Upward"]

#: What stands for the manager of a post without a line.
NO_LINE: Final = -2


@final
class Upward:
    """
    The solid lines that hold at a position where none of them is in doubt, by the numbers of ids.

    Each step costs the versions of a line and of a post, once; nothing is made for the chart as a
    whole.
    """

    def __init__(self, standing: Standing) -> None:
        """Remember what to read, and at which position."""
        index = standing.index
        self._passed = standing.passed
        self._lines = standing.versions(LINES, "post")
        self._posts = standing.versions(POSTS, "id")
        self._solid = index.solid.data
        self._managers = index.ids(LINES, "manager").data
        # Most ways lead through the same few posts.
        self._above: dict[int, int] = {}

    def manager(self, post: int) -> int:
        """Return what the first solid line of a post goes to; -1 for nobody."""
        first, rows, starts, ends = self._lines
        begun, ended = self._passed
        for place in range(first[post], first[post + 1]):
            if starts[place] < begun and ends[place] >= ended and self._solid[rows[place]]:
                return self._managers[rows[place]]
        return NO_LINE

    def _is_post(self, code: int) -> bool:
        first, _, starts, ends = self._posts
        begun, ended = self._passed
        for place in range(first[code], first[code + 1]):
            if starts[place] < begun and ends[place] >= ended:
                return True
        return False

    def chain(self, post: int) -> tuple[list[int], int]:
        """Return what `Structure.chain` does."""
        met = {post: None}
        known = self._above
        while True:
            above = known.get(post)
            if above is None:
                manager = self.manager(post)
                there = manager >= 0 and self._is_post(manager)
                above = known[post] = manager if there else ANYBODY
            if above == ANYBODY:
                return list(met), ANYBODY
            if above in met:
                return list(met), above
            met[above] = None
            post = above
