"""
Circles of solid lines over all time.

The line that starts last closes a circle, so it is enough to walk up from each line when it starts.
All walks go on at once, a layer a step, until they end; those that do not end are gone again one by
one to see the circle.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, final

import attrs
import numpy as np

from orgchart.names import Picks, Rows
from orgchart.rules.findings import Finding
from orgchart.rules.stretches import Stretches, Sure, at_once
from orgchart.rules.structure import cycle_found
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
    Find circles of solid lines that surely hold at once.

    Args:
        index: the facts of a history.
        sure: when they surely hold.

    Complexity: a look-up in sorted numbers for each line and layer above it; a walk for each line
        that starts below a circle.
    """
    found = sure.stretches(LINES, index.solid)
    if not found.rows.size:
        return
    posts, managers = (
        index.ids(LINES, field)[found.rows].astype(np.intp) for field in ("post", "manager")
    )
    above = _Above.of(_Lines(posts, managers, found), sure.count, len(index.names))
    endless = _endless(above, posts, found.starts)
    lines, names = index.force.tables.lines, index.names.values
    for place, circle in _circles(above, posts, found.starts, endless):
        line = lines.fact(int(found.rows[place]))
        at = f"from {line.start}" if line.start else ""
        yield cycle_found(tuple(names[post] for post in circle), at)


@final
@attrs.frozen(eq=False)
class _Lines:
    """Lines by the numbers of their posts, their managers, and when they surely hold."""

    posts: Rows
    managers: Rows
    when: Stretches


@final
@attrs.frozen(eq=False)
class _Above:
    """
    The manager of each post at each time; of several lines at once the first counts.

    Attributes:
        room: more than any place in time.
        keys: post and start of each stretch in one number, in order.
        ends, managers: up to where, and to whom, by stretch.
        led: for each post whether it has a line at any time.
    """

    room: int
    keys: Rows
    ends: Rows
    managers: Rows
    led: Picks

    @classmethod
    def of(cls, lines: _Lines, room: int, count: int) -> _Above:
        """Put lines in order of posts and time."""
        led = np.zeros(count + 1, dtype=bool)
        led[lines.posts] = True
        posts, managers, starts, ends = _told_apart(lines)
        keys = posts * room + starts
        order = np.argsort(keys, kind="stable")
        # Behind the end of a stretch up to the next one stands nobody.
        return cls(room, keys[order], (posts * room + ends)[order], managers[order], led)

    def all_of(self, posts: Rows, times: Rows) -> Rows:
        """Return the manager of each post at its own time, `_NOBODY` where there is none."""
        wanted = posts * self.room + times
        # At -1 stands the last stretch of all, which begins later than what is wanted.
        place = np.searchsorted(self.keys, wanted, side="right") - 1
        held = (self.keys[place] <= wanted) & (wanted < self.ends[place])
        return np.where(held, self.managers[place], _NOBODY)


def _told_apart(lines: _Lines) -> tuple[Rows, Rows, Rows, Rows]:
    """Return posts, managers, starts, ends of stretches, for a post never two at one time."""
    posts, managers, when = lines.posts, lines.managers, lines.when
    columns = (posts, managers, when.starts, when.ends)
    meeting = at_once(posts, when)
    if not meeting.size:
        return columns
    several = np.isin(posts, meeting)
    grouped: dict[int, list[tuple[int, int, int]]] = {}
    own = zip(*(column[several].tolist() for column in columns), strict=True)
    for post, manager, start, end in own:
        grouped.setdefault(post, []).append((manager, start, end))
    cut = [(post, *piece) for post, group in grouped.items() for piece in _first_of(group)]
    pieces = np.array(cut, dtype=np.intp).T
    kept = (column[~several] for column in columns)
    first, second, third, fourth = (np.concatenate(pair) for pair in zip(kept, pieces, strict=True))
    return first, second, third, fourth


def _first_of(group: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """
    Cut stretches with their managers into such as never lie at one time: the first given counts.

    >>> list(_first_of([(7, 2, 4), (8, 1, 9)]))
    [(8, 1, 2), (7, 2, 4), (8, 4, 9)]
    """
    coming = sorted((start, place) for place, (_, start, _) in enumerate(group))
    coming.reverse()
    turns = sorted({turn for _, *stretch in group for turn in stretch})
    there: list[int] = []
    for turn, following in pairwise(turns):
        while coming and coming[-1][0] == turn:
            heapq.heappush(there, coming.pop()[1])
        while there and group[there[0]][2] <= turn:
            heapq.heappop(there)
        if there:
            yield group[there[0]][0], turn, following


def _endless(above: _Above, posts: Rows, times: Rows) -> Rows:
    """Return the places of the walks up, each from its post at its time, that may not end."""
    walks = np.arange(len(posts))
    here = marked = posts
    endless: list[Rows] = []
    for layer in range(1, _LAYERS + 1):
        if len(walks) <= _FEW:
            break
        here = above.all_of(here, times[walks])
        back = here == marked
        endless.append(walks[back])
        goes_on = above.led[here] & ~back
        walks, here, marked = walks[goes_on], here[goes_on], marked[goes_on]
        # Who goes round comes by a mark, once it stands in the circle and is far enough ahead.
        if layer & (layer - 1) == 0:
            marked = here
    return np.concatenate([*endless, walks])


def _circles(
    above: _Above, posts: Rows, times: Rows, walks: Iterable[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the walks that come to a circle, each circle once at a time; and the circle."""
    keys, ends, managers = above.keys.data, above.ends.data, above.managers.data
    finished: set[int] = set()
    last = -1
    in_time = sorted((int(times[walk]), int(walk)) for walk in walks)
    for time, walk in in_time:
        if time != last:
            finished.clear()
            last = time
        path: dict[int, int] = {}
        current = int(posts[walk])
        while current != _NOBODY and current not in finished and current not in path:
            path[current] = len(path)
            wanted = current * above.room + time
            place = bisect_right(keys, wanted) - 1
            held = place >= 0 and wanted < ends[place]
            current = managers[place] if held else _NOBODY
        finished.update(path)
        circle = tuple(path)[path[current] :] if current in path else ()
        if len(circle) > 1:
            first = circle.index(min(circle))
            yield walk, (*circle[first:], *circle[:first])
