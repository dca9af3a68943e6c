"""`Upward`: the way up on solid lines from one post, read step by step."""

from __future__ import annotations

from typing import final

from orgchart.names import ANYBODY
from orgchart.store.finding import NOTHING, first_told
from orgchart.store.index import POSTS
from orgchart.store.standing import Standing

__all__ = ["Upward"]


@final
class Upward:
    """
    The solid lines that hold at a position where none of them is in doubt, by the numbers of ids.

    Each step costs the versions of a line and of a post, once; nothing is made for the chart as a
    whole.

    Attributes:
        manager: tells what the first solid line of a post goes to, -1 for nobody; `NOTHING` where
            there is no line.
    """

    def __init__(self, standing: Standing) -> None:
        """Remember what to read, and at which position."""
        self.manager = first_told(standing.managers, standing.passed)
        self._post = first_told(standing.versions(POSTS, "id"), standing.passed)
        # Most ways lead through the same few posts.
        self._above: dict[int, int] = {}

    def chain(self, post: int) -> tuple[list[int], int]:
        """Return what `Structure.chain` does."""
        met = {post: None}
        known = self._above
        while True:
            above = known.get(post)
            if above is None:
                manager = self.manager(post)
                there = manager >= 0 and self._post(manager) != NOTHING
                above = known[post] = manager if there else ANYBODY
            if above == ANYBODY:
                return list(met), ANYBODY
            if above in met:
                return list(met), above
            met[above] = None
            post = above
