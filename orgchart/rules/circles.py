"""
Circles of solid lines over all time.

The line that begins last closes a circle, so it is enough to walk up from each line when it begins.
All walks go on at once, a layer a step, until they end; those that come back to where they set out
are gone again one by one to see the circle.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple, final

import attrs
import numpy as np

from orgchart.names import Picks, Rows
from orgchart.rules.findings import Finding
from orgchart.rules.stretches import Stretches, Sure, at_once
from orgchart.rules.structure import cycle_found
from orgchart.store.ends import MOMENTS, Bounds
from orgchart.store.index import LINES, Index

__all__ = ["cycles_over_time"]

#: No post at all.
_NOBODY: Final = -1
#: As many walks are gone one by one.
_FEW: Final = 32
#: As many layers are gone at once; what has not ended then is gone one by one.
_LAYERS: Final = 64


def cycles_over_time(index: Index, sure: Sure) -> Iterator[Finding]:
    """
    Find circles of solid lines that surely hold at once, each once for as long as it lasts.

    A circle of which a line is replaced by one to the same manager lasts on, unless there surely is
    a time between the two.

    Args:
        index: the facts of a history.
        sure: when they surely hold.

    Complexity: a look-up in sorted numbers for each line and layer above it; a walk for each line
        that closes a circle.
    """
    found = sure.stretches(LINES, index.solid)
    if not found.rows.size:
        return
    posts, managers = (
        index.ids(LINES, field)[found.rows].astype(np.intp) for field in ("post", "manager")
    )
    lasting = index.force.lasting[LINES]
    begins, ceases = (codes[found.rows].astype(np.intp) for codes in (lasting.start, lasting.end))
    lines = _Lines(posts, managers, found.starts, found.ends, begins, ceases)
    lines = _told_apart(lines, found)
    above = _Above(lines, sure.count, len(index.names), index.bounds)
    names, dates = index.names.values, index.force.ends.values
    for circle, code in _circles(above, _endless(above)):
        at = f"from {dates[code]}" if code >= MOMENTS else ""
        yield cycle_found(tuple(names[post] for post in circle), at)


@final
@attrs.frozen(eq=False)
class _Lines:
    """
    Solid lines, each by numbers.

    Attributes:
        posts, managers: the two sides of each.
        starts, ends: from where and up to where it surely holds, as places in time.
        begins, ceases: the codes of the dates that say so.
    """

    posts: Rows
    managers: Rows
    starts: Rows
    ends: Rows
    begins: Rows
    ceases: Rows


@final
class _Above:
    """
    The manager of each post at each time, where a post never has two at one time.

    Attributes:
        posts, starts: each line's post and the place in time where it begins, in order.
        room: more than any place in time.
        keys: post and start in one number.
        ends, managers: up to where, and to whom, by line.
        led: for each post whether it has a line at any time.
    """

    def __init__(self, lines: _Lines, room: int, count: int, bounds: Bounds) -> None:
        """Put lines in order of posts and time."""
        self.room = room
        keys = lines.posts * room + lines.starts
        self._order = order = np.argsort(keys, kind="stable")
        self.keys = keys[order]
        self.posts, self.starts = lines.posts[order], lines.starts[order]
        # Behind the end of a line up to the next one stands nobody.
        self.ends = (lines.posts * room + lines.ends)[order]
        self.managers = lines.managers[order]
        self.led: Picks = np.zeros(count + 1, dtype=bool)
        self.led[lines.posts] = True
        self._lines = lines
        self._bounds = bounds

    def all_of(self, posts: Rows, times: Rows) -> Rows:
        """Return the manager of each post at its own time, `_NOBODY` where there is none."""
        wanted = posts * self.room + times
        # At -1 stands the last line of all, which begins later than what is wanted.
        place = np.searchsorted(self.keys, wanted, side="right") - 1
        held = (self.keys[place] <= wanted) & (wanted < self.ends[place])
        return np.where(held, self.managers[place], _NOBODY)

    def begin(self, place: int) -> int:
        """Return the code of the date at which a line begins."""
        return int(self._lines.begins[self._order[place]])

    @cached_property
    def runs(self) -> Rows:
        """
        A number for each line: the same for lines of a post to one manager without a break.

        There is none where the next line begins as the one before ends, or may do so.
        """
        begins, ceases = (each[self._order] for each in (self._lines.begins, self._lines.ceases))
        may_touch = self._bounds.start_low[begins[1:]] < self._bounds.end_high[ceases[:-1]]
        goes_on = (self.keys[1:] == self.ends[:-1]) | may_touch
        goes_on &= self.managers[1:] == self.managers[:-1]
        goes_on &= self.posts[1:] == self.posts[:-1]
        return np.concatenate(([0], np.cumsum(~goes_on)))


def _told_apart(lines: _Lines, when: Stretches) -> _Lines:
    """Cut lines so that no post has two at one time: of several the first counts."""
    meeting = at_once(lines.posts, when)
    if not meeting.size:
        return lines
    columns = (lines.posts, lines.managers, lines.starts, lines.ends, lines.begins, lines.ceases)
    several = np.isin(lines.posts, meeting)
    grouped: dict[int, list[_Piece]] = {}
    for post, *piece in zip(*(column[several].tolist() for column in columns), strict=True):
        grouped.setdefault(post, []).append(_Piece(*piece))
    cut = [(post, *piece) for post, group in grouped.items() for piece in _first_of(group)]
    pieces = np.array(cut, dtype=np.intp).T
    kept = (column[~several].astype(np.intp) for column in columns)
    posts, managers, starts, ends, begins, ceases = (
        np.concatenate(pair) for pair in zip(kept, pieces, strict=True)
    )
    return _Lines(posts, managers, starts, ends, begins, ceases)


@final
class _Piece(NamedTuple):
    """One line of a post, or a piece of it: what `_Lines` has of it but the post."""

    manager: int
    start: int
    end: int
    begin: int
    cease: int


def _first_of(group: list[_Piece]) -> Iterator[_Piece]:
    """
    Cut lines of one post into such as never hold at one time: the first given counts.

    >>> [tuple(each) for each in _first_of([_Piece(7, 2, 4, 32, 34), _Piece(8, 1, 9, 31, 39)])]
    [(8, 1, 2, 31, 39), (7, 2, 4, 32, 34), (8, 4, 9, 34, 39)]
    """
    coming = sorted((piece.start, place) for place, piece in enumerate(group))
    coming.reverse()
    dates = {piece.end: piece.cease for piece in group}
    dates.update((piece.start, piece.begin) for piece in group)
    there: list[int] = []
    for turn, following in pairwise(sorted(dates)):
        while coming and coming[-1][0] == turn:
            heapq.heappush(there, coming.pop()[1])
        while there and group[there[0]].end <= turn:
            heapq.heappop(there)
        if there:
            # The next piece touches one that is cut short, so nobody asks which date cuts it.
            manager, start, _, begin, cease = group[there[0]]
            own = begin if turn == start else dates[turn]
            yield _Piece(manager, turn, following, own, cease)


def _endless(above: _Above) -> Rows:
    """Return the lines from which a walk up, when they begin, may come back to their post."""
    origins, times = above.posts, above.starts
    walks = np.arange(len(origins))
    here = marked = origins
    back: list[Rows] = []
    for layer in range(1, _LAYERS + 1):
        if len(walks) <= _FEW:
            break
        here = above.all_of(here, times[walks])
        home = here == origins[walks]
        back.append(walks[home])
        # Who goes round comes by a mark, once it stands in the circle and is far enough ahead;
        # who comes by it before coming home set out below the circle and closes none.
        goes_on = above.led[here] & ~home & (here != marked)
        walks, here, marked = walks[goes_on], here[goes_on], marked[goes_on]
        if layer & (layer - 1) == 0:
            marked = here
    return np.concatenate([*back, walks])


def _circles(above: _Above, walks: Rows) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the circles that walks come to, each as long as it lasts once; and since which date."""
    keys, ends, managers = above.keys.data, above.ends.data, above.managers.data
    told: set[tuple[int, ...]] = set()
    finished: set[int] = set()
    last = -1
    in_time = sorted(zip(above.starts[walks].tolist(), walks.tolist(), strict=True))
    for time, walk in in_time:
        if time != last:
            finished.clear()
            last = time
        #: The posts that are met, each with the place of its line.
        path: dict[int, int] = {}
        current = int(above.posts[walk])
        while current != _NOBODY and current not in finished and current not in path:
            wanted = current * above.room + time
            place = path[current] = bisect_right(keys, wanted) - 1
            held = place >= 0 and wanted < ends[place]
            current = managers[place] if held else _NOBODY
        finished.update(path)
        if current not in path:
            continue
        circle = tuple(path)[tuple(path).index(current) :]
        first = circle.index(min(circle))
        circle = (*circle[first:], *circle[:first])
        lines = [path[post] for post in circle]
        runs = tuple(above.runs[lines].tolist())
        if len(circle) > 1 and runs not in told:
            told.add(runs)
            yield circle, above.begin(max(lines, key=lambda place: above.starts[place]))
