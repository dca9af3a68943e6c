"""
Ways for lines round cards: level and upright stretches in the gutters, with few turns.

Used for what follows no tree: dotted lines and arrows of moves. A route enters cards from the side
and never crosses one; it moves nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final, TypeAlias

from orgchart.drawing.scene import Box, Point

__all__ = ["MOST_CARDS", "MOST_LINES", "route"]

#: Past these numbers no ways are sought: nobody could follow them.
MOST_CARDS: Final = 250
MOST_LINES: Final = 30
#: What a turn costs, in points of length.
TURN: Final = 30.0
#: How far from a card a line runs beside, above and below it.
BESIDE: Final = 7.0
ABOVE: Final = 4.5
#: Between two lines that would run in one gutter.
LANE: Final = 3.0

_Cell: TypeAlias = tuple[int, int]


def route(
    boxes: Mapping[str, Box], pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """
    Find a way from one card to another for each pair.

    Args:
        boxes: where the cards stand.
        pairs: the cards to join, from and to.

    Returns:
        The corners of each way that was found.
    """
    if len(boxes) > MOST_CARDS or len(pairs) > MOST_LINES or not pairs:
        return {}
    grid = _Grid(list(boxes.values()))
    found: dict[tuple[str, str], tuple[Point, ...]] = {}
    for one, two in pairs:
        points = grid.way(boxes[one], boxes[two])
        if points is not None:
            found[one, two] = points
    return found


class _Grid:
    def __init__(self, boxes: list[Box]) -> None:
        self.boxes = boxes
        self.xs = _lanes(x for b in boxes for x in (b.x - BESIDE, b.right + BESIDE))
        self.ys = _lanes(y for b in boxes for y in (b.y - ABOVE, b.bottom + ABOVE, _door(b)))
        self.blocked = self._block()
        self.used: set[tuple[_Cell, _Cell]] = set()

    def _block(self) -> set[_Cell]:
        """Return the grid points inside cards."""
        blocked: set[_Cell] = set()
        for box in self.boxes:
            columns = range(bisect_left(self.xs, box.x - 1), bisect_left(self.xs, box.right + 1))
            lines = range(bisect_left(self.ys, box.y - 1), bisect_left(self.ys, box.bottom + 1))
            blocked.update((column, line) for column in columns for line in lines)
        return blocked

    def _free(self, one: _Cell, two: _Cell) -> bool:
        """Say whether the stretch between two neighbouring points crosses no card."""
        x1, x2 = sorted((self.xs[one[0]], self.xs[two[0]]))
        y1, y2 = sorted((self.ys[one[1]], self.ys[two[1]]))
        return not any(
            box.x - 1 < x2 and x1 < box.right + 1 and box.y - 1 < y2 and y1 < box.bottom + 1
            for box in self.boxes
        )

    def _sides(self, box: Box) -> Iterator[tuple[_Cell, Point]]:
        """Yield the grid points beside a card, and where the line meets it."""
        line = _nearest(self.ys, _door(box))
        middle = self.ys[line]
        for edge, lane in ((box.x, box.x - BESIDE), (box.right, box.right + BESIDE)):
            cell = (_nearest(self.xs, lane), line)
            if cell not in self.blocked and box.y < middle < box.bottom:
                yield cell, (edge, middle)

    def way(self, one: Box, two: Box) -> tuple[Point, ...] | None:
        starts = dict(self._sides(one))
        ends = dict(self._sides(two))
        if not starts or not ends:
            return None
        path = self._search(starts, ends)
        if path is None:
            return None
        self.used.update(pairwise(path))
        self.used.update(((two, one) for one, two in pairwise(path)))
        corners = [
            starts[path[0]],
            *((self.xs[column], self.ys[line]) for column, line in path),
            ends[path[-1]],
        ]
        return tuple(_straightened(corners))

    def _search(
        self, starts: Mapping[_Cell, Point], ends: Mapping[_Cell, Point]
    ) -> list[_Cell] | None:
        """Return the cheapest way by length and turns."""
        best: dict[tuple[_Cell, bool], float] = {}
        came: dict[tuple[_Cell, bool], tuple[_Cell, bool] | None] = {}
        ahead: list[tuple[float, _Cell, bool]] = []
        for cell in sorted(starts):
            best[cell, True] = 0.0
            came[cell, True] = None
            heappush(ahead, (0.0, cell, True))
        while ahead:
            cost, cell, level = heappop(ahead)
            if cost > best[cell, level]:
                continue
            if cell in ends and level:
                return self._walked(came, (cell, level))
            for step, next_level, price in self._steps(cell, level):
                total = cost + price
                if total < best.get((step, next_level), float("inf")):
                    best[step, next_level] = total
                    came[step, next_level] = (cell, level)
                    heappush(ahead, (total, step, next_level))
        return None

    def _steps(self, cell: _Cell, level: bool) -> Iterator[tuple[_Cell, bool, float]]:  # noqa: FBT001 - a direction
        yield cell, not level, TURN
        column, line = cell
        ways = ((-1, 0), (1, 0)) if level else ((0, -1), (0, 1))
        for dx, dy in ways:
            step = (column + dx, line + dy)
            if not (0 <= step[0] < len(self.xs) and 0 <= step[1] < len(self.ys)):
                continue
            if step in self.blocked or not self._free(cell, step):
                continue
            length = abs(self.xs[step[0]] - self.xs[column]) + abs(self.ys[step[1]] - self.ys[line])
            # A gutter that another line has taken costs more, so lines keep apart where they can.
            yield step, level, length * (3 if (cell, step) in self.used else 1)

    @staticmethod
    def _walked(
        came: Mapping[tuple[_Cell, bool], tuple[_Cell, bool] | None], end: tuple[_Cell, bool]
    ) -> list[_Cell]:
        path: list[_Cell] = []
        state: tuple[_Cell, bool] | None = end
        while state is not None:
            if not path or path[-1] != state[0]:
                path.append(state[0])
            state = came[state]
        return path[::-1]


def _door(box: Box) -> float:
    """Return the height at which lines enter a card: a little below those of the tree."""
    return box.y + box.height / 2 + 8


def _nearest(lanes: Sequence[float], value: float) -> int:
    place = bisect_left(lanes, value)
    near = [i for i in (place - 1, place) if 0 <= i < len(lanes)]
    return min(near, key=lambda i: abs(lanes[i] - value))


def _lanes(values: Iterator[float]) -> list[float]:
    """Return values in order, those nearer than a lane to the one before left out."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] >= LANE:
            kept.append(value)
    return kept


def _straightened(points: list[Point]) -> Iterator[Point]:
    """Yield the corners only."""
    yield points[0]
    last = points[0]
    for place in range(1, len(points) - 1):
        here, after = points[place], points[place + 1]
        level = last[1] == here[1] == after[1]
        upright = last[0] == here[0] == after[0]
        if not level and not upright:
            yield here
            last = here
    yield points[-1]
