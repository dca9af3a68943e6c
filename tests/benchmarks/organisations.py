"""
Made-up organisations over ten years, the same every time.

A tree of posts, about seven to a manager and some many more, in which people come, leave, change
posts and go on leave, titles change, posts are made and abolished, and each quarter whole branches
move to another manager and unit. Days are whole numbers since 1970.
"""

from datetime import date
from itertools import pairwise
from typing import Final, final

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["FIRST", "LAST", "OPEN", "SIZES", "Ints", "Told", "organisation"]

Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

#: Posts at the beginning, and changes.
SIZES: Final = {
    "XS": (100, 1_000),
    "S": (1_000, 10_000),
    "S10": (10_000, 100_000),
    "M": (100_000, 1_000_000),
    "L": (1_000_000, 10_000_000),
}
_EPOCH: Final = date(1970, 1, 1)
FIRST: Final = (date(2015, 1, 1) - _EPOCH).days
#: The day after the last one on which something changes.
LAST: Final = (date(2025, 1, 1) - _EPOCH).days
#: The end of what has none.
OPEN: Final = 2**31 - 1

TITLES: Final = 250
_QUARTERS: Final = frozenset(
    (date(year, month, 1) - _EPOCH).days for year in range(2015, 2025) for month in (1, 4, 7, 10)
) - {FIRST}
#: The part of all changes that comes with the move of a branch.
_BRANCHES: Final = 0.15
_WIDEST_BRANCH: Final = 400
#: How often each kind of change is tried; the order is that of `_Organisation.pass_day`.
_SHARES: Final = np.cumsum([0.20, 0.05, 0.07, 0.25, 0.17, 0.18, 0.035, 0.045])
_DEPART, _AWAY, _TRANSFER, _HIRE, _TITLE, _MOVE, _FOUND, _ABOLISH = range(8)
_WIDE: Final = 12
_WIDER: Final = 20
_WIDEST: Final = 40


@final
@attrs.frozen(eq=False)
class Told:
    """
    What happened: the state of each post on each day on which it changed, in order of days.

    Attributes:
        post, day, there, title, unit, manager: one entry for each change of a post itself;
            not `there` once it is abolished, and manager -1 at the top.
        seat, seat_day, holder, away: one entry for each change of its holder; -1 for nobody.
    """

    post: Ints
    day: Ints
    there: Bools
    title: Ints
    unit: Ints
    manager: Ints
    seat: Ints
    seat_day: Ints
    holder: Ints
    away: Bools


def organisation(posts: int, changes: int, seed: int = 1) -> Told:
    """Return ten years of an organisation that begins with so many posts."""
    made = _Organisation(posts, np.random.default_rng(seed))
    quarterly = _BRANCHES * changes / len(_QUARTERS)
    daily = (1 - _BRANCHES) * changes / (LAST - FIRST - 1)
    due = 0.0
    for day in range(FIRST + 1, LAST):
        due += daily
        made.pass_day(day, int(due) - made.changes)
        if day in _QUARTERS:
            due += quarterly
            made.move_branches(int(due) - made.changes)
        made.note(day)
    return made.told()


@final
class _Organisation:
    """The state on one day, and a log of states."""

    def __init__(self, posts: int, random: np.random.Generator) -> None:
        room = 2 * posts + 50
        self._random = random
        self._begun = posts
        self.changes = 0
        self._parent = np.full(room, -1, np.int32)
        self._depth = np.zeros(room, np.int32)
        self._title = random.integers(0, TITLES, room, np.int32)
        self._unit = np.zeros(room, np.int32)
        self._reports = np.zeros(room, np.int32)
        self._there = np.zeros(room, np.bool_)
        self._holder = np.full(room, -1, np.int32)
        self._away = np.zeros(room, np.bool_)
        self._size = posts
        self._people = 0
        self._grow_tree(posts)
        self._there[:posts] = True
        self._count = posts
        self._hire(np.flatnonzero(random.random(posts) < 0.93).astype(np.int32))
        self._back: dict[int, list[tuple[int, int]]] = {}
        self._touched: list[Ints] = [np.arange(posts, dtype=np.int32)]
        self._reseated: list[Ints] = [np.flatnonzero(self._holder >= 0).astype(np.int32)]
        self._log: list[tuple[Ints, Ints, Bools, Ints, Ints, Ints]] = []
        self._seats: list[tuple[Ints, Ints, Ints, Bools]] = []
        self._sort_depths()
        self.note(FIRST)
        self.changes = 0

    def _grow_tree(self, posts: int) -> None:
        """Make the tree level by level; less than half of each level are managers."""
        random = self._random
        units = max(5, posts // 60)
        level, made = np.zeros(1, np.int32), 1
        while made < posts:
            managers = level[random.random(len(level)) < 0.45] if len(level) > 3 else level
            managers = managers if len(managers) else level[:1]
            spans = np.clip(np.rint(random.normal(7, 2, len(managers))), 2, 14).astype(np.int32)
            wide = random.random(len(managers)) < 0.03
            spans[wide] = random.integers(25, 61, int(wide.sum()))
            parents = np.repeat(managers, spans)[: posts - made]
            level = np.arange(made, made + len(parents), dtype=np.int32)
            self._parent[level] = parents
            self._depth[level] = self._depth[parents] + 1
            own = (random.random(len(level)) < 0.3) | (parents == 0)
            drawn = random.integers(0, units, len(level), np.int32)
            self._unit[level] = np.where(own, drawn, self._unit[parents])
            np.add.at(self._reports, parents, 1)
            made += len(level)

    def _sort_depths(self) -> None:
        """Sort the posts by depth, to draw one of a level; no post ever changes its depth."""
        depth = self._depth[: self._size]
        self._by_depth = np.argsort(depth, kind="stable").astype(np.int32)
        self._from = np.searchsorted(depth[self._by_depth], np.arange(int(depth.max()) + 2))

    def _on_level(self, depths: Ints) -> Ints:
        start, end = self._from[depths], self._from[depths + 1]
        drawn = (self._random.random(len(depths)) * (end - start)).astype(np.intp)
        found: Ints = self._by_depth[start + drawn]
        return found

    def pass_day(self, day: int, wanted: int) -> None:
        """Let so many things happen; the rest of what does not fit is left for the next day."""
        if (day - FIRST) % 30 == 0:
            self._sort_depths()
        self._return(day)
        if wanted <= 0:
            return
        drawn = np.unique(self._random.integers(0, self._size, wanted + wanted // 2 + 2))
        drawn = drawn[self._there[drawn]].astype(np.int32)
        kinds = np.searchsorted(_SHARES, self._random.random(len(drawn)))
        chosen = [drawn[kinds == kind] for kind in range(len(_SHARES))]
        self._depart(chosen[_DEPART])
        self._leave(chosen[_AWAY], day)
        self._transfer(chosen[_TRANSFER])
        self._fill(len(chosen[_HIRE]))
        self._retitle(chosen[_TITLE])
        self._move(chosen[_MOVE])
        self._found(chosen[_FOUND])
        self._abolish(chosen[_ABOLISH])

    def _return(self, day: int) -> None:
        back = [p for p, who in self._back.pop(day, ()) if self._holder[p] == who]
        posts = np.array(back, np.int32)
        posts = posts[self._away[posts]]
        self._away[posts] = False
        self._reseated.append(posts)

    def _depart(self, posts: Ints) -> None:
        posts = posts[self._holder[posts] >= 0]
        self._holder[posts] = -1
        self._away[posts] = False
        self._reseated.append(posts)

    def _leave(self, posts: Ints, day: int) -> None:
        posts = posts[(self._holder[posts] >= 0) & ~self._away[posts]]
        self._away[posts] = True
        self._reseated.append(posts)
        days = day + self._random.integers(20, 320, len(posts))
        held = self._holder[posts]
        for back, post, who in zip(days.tolist(), posts.tolist(), held.tolist(), strict=True):
            self._back.setdefault(back, []).append((post, who))

    def _vacant(self, count: int) -> Ints:
        empty = self._there[: self._size] & (self._holder[: self._size] < 0)
        vacant = np.flatnonzero(empty).astype(np.int32)
        return self._random.choice(vacant, min(count, len(vacant)), replace=False, shuffle=False)

    def _transfer(self, posts: Ints) -> None:
        posts = posts[self._holder[posts] >= 0]
        seats = self._vacant(len(posts))
        posts = posts[: len(seats)]
        self._holder[seats] = self._holder[posts]
        self._away[seats] = False
        self._reseated.append(seats)
        self._depart(posts)

    def _fill(self, count: int) -> None:
        empty = self._count - int((self._holder[: self._size] >= 0).sum())
        if empty > 0.03 * self._count:
            seats = self._vacant(count)
            self._hire(seats)
            self._reseated.append(seats)

    def _hire(self, seats: Ints) -> None:
        self._holder[seats] = np.arange(self._people, self._people + len(seats), dtype=np.int32)
        self._people += len(seats)

    def _retitle(self, posts: Ints) -> None:
        other = self._random.integers(1, TITLES, len(posts), np.int32)
        self._title[posts] = (self._title[posts] + other) % TITLES
        self._touched.append(posts)

    def _move(self, posts: Ints) -> Ints:
        """Move posts to managers on the level of their own, so never below themselves."""
        posts = posts[self._depth[posts] > 1]
        beside = self._on_level(self._depth[posts])
        above = self._on_level(self._depth[posts] - 1)
        fresh = self._random.random(len(posts)) < 0.05
        managers = np.where(fresh, above, self._parent[beside])
        wide = self._reports[managers]
        luck = self._random.random(len(posts))
        fits = (wide < _WIDE) | ((wide >= _WIDER) & (wide < 60) & (luck < 0.3)) | (luck < 0.03)
        known = self._there[managers] & (self._there[beside] | fresh)
        good = fits & known & (managers != self._parent[posts])
        posts, managers = posts[good], managers[good]
        np.subtract.at(self._reports, self._parent[posts], 1)
        np.add.at(self._reports, managers, 1)
        self._parent[posts] = managers
        self._touched.append(posts)
        return posts

    def _found(self, beside: Ints) -> None:
        managers = self._parent[beside]
        good = (managers >= 0) & (self._reports[managers] < _WIDEST)
        room = max(0, min(int(1.05 * self._begun) - self._count, len(self._parent) - self._size))
        managers = managers[good][:room]
        made = np.arange(self._size, self._size + len(managers), dtype=np.int32)
        self._size += len(made)
        self._count += len(made)
        self._parent[made] = managers
        self._depth[made] = self._depth[managers] + 1
        self._unit[made] = self._unit[managers]
        self._there[made] = True
        np.add.at(self._reports, managers, 1)
        self._touched.append(made)

    def _abolish(self, posts: Ints) -> None:
        posts = posts[(self._reports[posts] == 0) & self._there[posts] & (self._depth[posts] > 1)]
        posts = posts[: max(0, self._count - int(0.9 * self._begun))]
        self._depart(posts)
        self._there[posts] = False
        self._count -= len(posts)
        np.subtract.at(self._reports, self._parent[posts], 1)
        self._touched.append(posts)

    def move_branches(self, wanted: int) -> None:
        """Move managers with all below them, until so many posts have changed."""
        size = self._size
        alive = np.flatnonzero(self._there[:size]).astype(np.int32)
        order = alive[np.argsort(self._depth[alive], kind="stable")]
        below = self._there[:size].astype(np.int32)
        levels = np.searchsorted(self._depth[order], np.arange(int(self._depth[:size].max()) + 2))
        for start, end in reversed([*pairwise(levels[1:].tolist())]):
            level = order[start:end]
            np.add.at(below, self._parent[level], below[level])
        heads = np.unique(self._parent[self._random.choice(alive, max(wanted // 3, 20))])
        heads = heads[heads >= 0]
        heads = heads[(self._reports[heads] > 2) & (below[heads] < _WIDEST_BRANCH)]
        heads = self._random.permutation(heads).astype(np.int32)
        heads = heads[: int(np.searchsorted(np.cumsum(below[heads]), max(wanted, 0)))]
        heads = self._move(heads)
        self._unit[heads] = self._unit[self._parent[heads]]
        by_parent = alive[np.argsort(self._parent[alive], kind="stable")]
        parents = self._parent[by_parent]
        while len(heads):
            start, end = np.searchsorted(parents, heads), np.searchsorted(parents, heads, "right")
            units = np.repeat(self._unit[heads], end - start)
            heads = by_parent[_ranges(start, end)]
            self._touched.append(heads[self._unit[heads] != units])
            self._unit[heads] = units

    def note(self, day: int) -> None:
        """Write down the state of what was touched on a day."""
        posts = np.unique(np.concatenate(self._touched))
        seats = np.unique(np.concatenate(self._reseated))
        self._touched, self._reseated = [posts[:0]], [seats[:0]]
        days = np.full(len(posts), day, np.int32)
        title, unit, parent = (each[posts] for each in (self._title, self._unit, self._parent))
        self._log.append((posts, days, self._there[posts], title, unit, parent))
        days = np.full(len(seats), day, np.int32)
        self._seats.append((seats, days, self._holder[seats], self._away[seats]))
        self.changes += len(posts) + len(seats)

    def told(self) -> Told:
        """Return the log."""
        return Told(
            *(np.concatenate(column) for column in zip(*self._log, strict=True)),
            *(np.concatenate(column) for column in zip(*self._seats, strict=True)),
        )


def _ranges(start: Places, end: Places) -> Places:
    """Return the numbers of several ranges, one after another."""
    lengths = end - start
    skipped = np.cumsum(lengths) - lengths
    counted: Places = np.arange(int(lengths.sum())) - np.repeat(skipped - start, lengths)
    return counted
