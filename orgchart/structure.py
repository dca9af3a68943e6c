"""`Structure`: the solid lines of a chart as numbers, to be walked up, down and by layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from orgchart.groups import Groups
from orgchart.kinds import UNKNOWN
from orgchart.names import ANYBODY, Codes, Names, Picks, Rows

__all__ = ["Structure", "walked_down"]

_Counts: TypeAlias = npt.NDArray[np.int64]


@final
class Structure:
    """
    Who reports to whom on solid lines, by the numbers of ids.

    Arrays by number have one place more than there are ids; it stands for no id.

    Attributes:
        names: the ids.
        post, manager: the two sides of each solid line; the manager is -1 for nobody.
        up: the manager of each id on its first line; -1 for nobody, for somebody not known, and
            where no line is recorded.
        unknown: which ids report to somebody not known.
        has_line: which ids a line starts from.
        is_post, is_unit: which ids a post or a unit on the chart has.
    """

    def __init__(  # noqa: PLR0913 - what there is to say of lines, all by name
        self,
        *,
        names: Names,
        post: Codes,
        manager: Codes,
        first: npt.NDArray[np.intp],
        posts: Codes,
        units: Codes,
    ) -> None:
        """
        Take lines and ids.

        Args:
            names: numbers the ids.
            post, manager: the two sides of each solid line, in canonical order.
            first: the places of the lines that are the first of their post.
            posts, units: the ids of the posts and units on the chart.
        """
        size = len(names) + 1
        self.names = names
        self.post = post
        self.manager = manager
        self.has_line = self._where(post, size)
        self.is_post = self._where(posts, size)
        self.is_unit = self._where(units, size)
        self.up: Codes = np.full(size, ANYBODY, dtype=np.int32)
        self.up[post[first]] = manager[first]
        unknown = names.code(UNKNOWN)
        self.unknown: Picks = (self.up == unknown) & (unknown != ANYBODY)
        self.up[self.unknown] = ANYBODY
        self._up = self.up.data

    @staticmethod
    def _where(codes: Codes, size: int) -> Picks:
        found = np.zeros(size, dtype=bool)
        found[codes] = True
        return found

    def ids(self, codes: Codes | Rows | Sequence[int]) -> tuple[str, ...]:
        """Return the ids of numbers."""
        return tuple(self.names.values[np.asarray(codes, dtype=np.intp)].tolist())

    def chain(self, code: int) -> tuple[list[int], int]:
        """
        Return the posts that are met on the way up from a post, itself first.

        Returns:
            The numbers; and the one to which the way comes back, or -1.
        """
        met = {code: None}
        up, is_post = self._up, self.is_post
        while True:
            code = up[code]
            if code == ANYBODY or not is_post[code]:
                return list(met), ANYBODY
            if code in met:
                return list(met), code
            met[code] = None

    def way_up(self, post: str) -> tuple[tuple[str, ...], str | None]:
        """Return what `chain` does, in ids."""
        code = self.names.code(post)
        if code == ANYBODY:
            return (post,), None
        met, again = self.chain(code)
        return self.ids(met), self.names.values[again]

    @cached_property
    def _below(self) -> Groups:
        """The places of the lines to each manager, in order of posts."""
        return Groups(self.manager, len(self.names))

    def branch(self, code: int) -> Codes:
        """Return all posts below an id: nearest layer first, in order of ids for each manager."""
        return walked_down(
            code, len(self.names), lambda layer: self.post[self._below.rows_of(layer)]
        )

    @cached_property
    def depths(self) -> _Counts:
        """How many posts stand above each post; -1 on circles, below them, and for what is none."""
        above = np.where(self.is_post & self.is_post[self.up], self.up, np.int32(ANYBODY))
        found = np.where(self.is_post, 0, -1)
        found[above != ANYBODY] = 1
        for ids, reached in _leaps(above):
            found[ids] += found[reached]
        found[above != ANYBODY] = -1
        return found

    @cached_property
    def circling(self) -> Codes:
        """The ids on circles of first lines, and those below them."""
        above = self.up.copy()
        for _ in _leaps(above):
            pass
        return np.flatnonzero(above != ANYBODY).astype(np.int32)

    @cached_property
    def direct(self) -> _Counts:
        """How many posts report to each id directly."""
        size = len(self.names) + 1
        post, manager = self.post, self.manager
        counted = manager != ANYBODY
        if (post[1:] == post[:-1]).any():
            # Several lines from one post may go to one manager, who has one report the more.
            pairs = manager.astype(np.int64) * size + post
            once = np.zeros(len(post), dtype=bool)
            once[np.unique(pairs, return_index=True)[1]] = True
            counted &= once
        return np.bincount(manager[counted], minlength=size)

    @cached_property
    def branches(self) -> _Counts:
        """How many posts are below each id, over all layers; each post once."""
        up = self.up
        reports = np.bincount(up[up != ANYBODY], minlength=len(up))
        # Most posts have nobody below; only of the others the way up is walked.
        managers = reports.nonzero()[0]
        place = np.full(len(up), ANYBODY, dtype=np.int32)
        place[managers] = np.arange(len(managers))
        below = reports[managers]
        above = place[up[managers]]
        for those, reached in _leaps(above):
            below += np.bincount(reached, below[those], len(managers)).astype(np.int64)
        total = np.zeros(len(up), dtype=np.int64)
        total[managers] = below
        # Posts with two managers or on circles would count twice, or never.
        again = self.post[1:][self.post[1:] == self.post[:-1]]
        circle = managers[np.unique(above[above != ANYBODY])].astype(np.int32)
        on_circles = set(circle.tolist())
        counted = set[int]()
        for code in self._above(np.concatenate((again, circle))):
            if code in counted:
                continue
            total[code] = count = len(self.branch(code))
            if code in on_circles:
                # All on a circle are above one another, and above as many.
                others = self._round(code)
                total[others] = count
                counted.update(others)
        return total

    def _round(self, code: int) -> list[int]:
        """Return the ids on a circle of first lines, from one of them on."""
        met = {code: None}
        while (code := self._up[code]) not in met:
            met[code] = None
        return list(met)

    def _above(self, codes: Codes) -> list[int]:
        """Return all ids above some, on any line."""
        if not codes.size:
            return []
        lines = Groups(self.post, len(self.names))
        met = np.zeros(len(self.names) + 1, dtype=bool)
        layer = np.unique(codes)
        while layer.size:
            met[layer] = True
            above = self.manager[lines.rows_of(layer)]
            layer = np.unique(above[(above != ANYBODY) & ~met[above]])
        return np.flatnonzero(met).tolist()


def _leaps(above: Codes) -> Iterator[tuple[Rows, Codes]]:
    """
    Look up step by step, each time twice as far as before, until nobody is left.

    Args:
        above: who is next above each, or -1; changed as it goes. At the end it holds -1, but
            for those on circles or below, and for these the places of all that are on circles.

    Returns:
        Those that have somebody so far above, and whom: one step up, two, four, and so on.
    """
    rest: Rows = (above != ANYBODY).nonzero()[0]
    for _ in range(len(above).bit_length()):
        if not rest.size:
            return
        reached = above[rest]
        yield rest, reached
        further = above[reached]
        above[rest] = further
        rest = rest[further != ANYBODY]


def walked_down(code: int, count: int, reports: Callable[[Codes], Codes]) -> Codes:
    """
    Return all posts below an id: nearest layer first, in order of ids for each manager.

    Args:
        code: the number of the id.
        count: how many ids there are.
        reports: returns the posts that report to some ids, manager by manager.
    """
    met = np.zeros(count + 1, dtype=bool)
    met[code] = True
    layer: Codes = np.array([code], dtype=np.int32)
    found: list[Codes] = []
    while layer.size:
        posts = reports(layer)
        posts = posts[~met[posts]]
        # Each once, at its first place.
        posts = posts[np.sort(np.unique(posts, return_index=True)[1])]
        met[posts] = True
        found.append(posts)
        layer = posts
    return np.concatenate(found)
