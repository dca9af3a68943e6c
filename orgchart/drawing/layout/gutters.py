"""
Lines in one gutter kept apart: stretches that lie upon each other move to free lanes beside.

The ways are found already (see :mod:`orgchart.drawing.layout.routes`). A stretch moves only as far
as no card is in its way, and the ends of a way along the side of their card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from orgchart.drawing.canvas.scene import Box, Point

__all__ = ["door", "keep_apart"]

#: Between lines side by side.
LANE: Final = 5.0
#: Between a line and a card that it passes, and between its end and a corner of its card.
CLEAR: Final = 4.0
CORNER: Final = 12.0
#: How far a stretch moves at most.
FAR: Final = 60.0

#: A stretch: where it lies, and from where to where.
_Stretch: TypeAlias = tuple[float, float, float]
_Ends: TypeAlias = tuple[Box, Box]


def door(box: Box) -> float:
    """Return the height at which lines enter a card: a little below those of the tree."""
    return box.y + box.height / 2 + 8


def keep_apart(
    ways: Sequence[Sequence[Point]],
    ends: Sequence[_Ends],
    boxes: Sequence[Box],
    others: Sequence[Sequence[Point]] = (),
) -> list[tuple[Point, ...]]:
    """
    Return ways of which no two run upon each other where there is room beside.

    Args:
        ways: the corners of each way, level and upright stretches by turns.
        ends: the cards at the ends of each.
        boxes: all cards.
        others: lines that stay where they are.
    """
    made = [list(way) for way in ways]
    # Twice, since a stretch that moves aside makes those next to it longer.
    for level in (True, False, True, False):
        taken = [
            stretch
            for line in others
            for start, end in pairwise(line)
            if (stretch := _stretch(start, end, level=level)) is not None
        ]
        for way, sides in zip(made, ends, strict=True):
            for place in range(len(way) - 1):
                stretch = _stretch(way[place], way[place + 1], level=level)
                if stretch is None:
                    continue
                low, high = _room(way, place, sides, boxes, level=level)
                at = _free_lane(stretch, low, high, taken)
                for corner in (place, place + 1):
                    x, y = way[corner]
                    way[corner] = (x, at) if level else (at, y)
                taken.append((at, *stretch[1:]))
    return [tuple(way) for way in made]


def _stretch(start: Point, end: Point, *, level: bool) -> _Stretch | None:
    """Return a stretch of one direction; None for one of the other, or a point."""
    along, across = (0, 1) if level else (1, 0)
    if start[across] != end[across] or start[along] == end[along]:
        return None
    return start[across], min(start[along], end[along]), max(start[along], end[along])


def _room(
    way: Sequence[Point], place: int, sides: _Ends, boxes: Sequence[Box], *, level: bool
) -> tuple[float, float]:
    """Return between which lanes a stretch may lie."""
    start, end = way[place], way[place + 1]
    at = start[1] if level else start[0]
    own: list[Box] = []
    if place == 0:
        own.append(sides[0])
    if place == len(way) - 2:
        own.append(sides[1])
    low, high = at - FAR, at + FAR
    for box in own:
        corner = min(CORNER, box.height / 2)
        low, high = max(low, box.y + corner), min(high, box.bottom - corner)
    first, last = (start[0], end[0]) if level else (start[1], end[1])
    first, last = min(first, last), max(first, last)
    for box in boxes:
        if box in own:
            continue
        near, far = (box.x, box.right) if level else (box.y, box.bottom)
        if far + CLEAR <= first or near - CLEAR >= last:
            continue
        near, far = (box.y, box.bottom) if level else (box.x, box.right)
        if far <= at:
            low = max(low, far + CLEAR)
        else:
            high = min(high, near - CLEAR)
    return min(low, at), max(high, at)


def _free_lane(stretch: _Stretch, low: float, high: float, taken: Sequence[_Stretch]) -> float:
    """Return the nearest lane where nothing runs alongside; the present one where there is none."""
    at, first, last = stretch
    beside = [lane for lane, start, end in taken if start < last and first < end]
    for lane in _lanes(at, low, high):
        if all(abs(lane - other) >= LANE - 1 for other in beside):
            return lane
    # A narrow gutter: lines half as far apart still tell each other.
    for lane in _lanes(at, low, high, LANE / 2):
        if all(abs(lane - other) >= LANE / 2 - 0.5 for other in beside):
            return lane
    return at


def _lanes(at: float, low: float, high: float, step: float = LANE) -> Iterator[float]:
    """Yield lanes between two, nearest first."""
    yield at
    count = 1
    while at + count * step <= high or at - count * step >= low:
        if at + count * step <= high:
            yield at + count * step
        if at - count * step >= low:
            yield at - count * step
        count += 1
