"""
Ways for lines round cards: level and upright stretches in the gutters, with few turns.

Used for what follows no tree: dotted lines and arrows of moves. A route enters cards from the side
and never crosses one; it moves nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final, TypeAlias

from orgchart.drawing.canvas.scene import Box, Point
from orgchart.drawing.layout.gutters import door, keep_apart

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
    boxes: Mapping[str, Box],
    pairs: Sequence[tuple[str, str]],
    others: Sequence[Sequence[Point]] = (),
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """
    Find a way from one card to another for each pair.

    Lines that would run upon each other in a gutter keep apart while it has room.

    Args:
        boxes: where the cards stand.
        pairs: the cards to join, from and to.
        others: lines that are there already, to keep apart from.

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
    ends = [(boxes[one], boxes[two]) for one, two in found]
    ways = keep_apart(list(found.values()), ends, list(boxes.values()), others)
    return dict(zip(found, ways, strict=True))


class _Grid:
    def __init__(self, boxes: list[Box]) -> None:
        self.xs = _lanes(x for b in boxes for x in (b.x - BESIDE, b.right + BESIDE))
        self.ys = _lanes(y for b in boxes for y in (b.y - ABOVE, b.bottom + ABOVE, door(b)))
        self.blocked: set[_Cell] = set()
        #: Stretches to the right of, and below, a grid point that cross a card.
        self.walls: tuple[set[_Cell], set[_Cell]] = (set(), set())
        for box in boxes:
            self._block(box)
        self.used: set[tuple[_Cell, _Cell]] = set()

    def _block(self, box: Box) -> None:
        """Note the grid points inside a card, and the stretches that cross it."""
        columns = range(bisect_left(self.xs, box.x - 1), bisect_left(self.xs, box.right + 1))
        lines = range(bisect_left(self.ys, box.y - 1), bisect_left(self.ys, box.bottom + 1))
        self.blocked.update((column, line) for column in columns for line in lines)
        before, above = max(columns.start - 1, 0), max(lines.start - 1, 0)
        level, upright = self.walls
        level.update((column, line) for column in range(before, columns.stop) for line in lines)
        upright.update((column, line) for column in columns for line in range(above, lines.stop))

    def _free(self, one: _Cell, two: _Cell) -> bool:
        """Say whether the stretch between two neighbouring points crosses no card."""
        return min(one, two) not in self.walls[one[0] == two[0]]

    def _sides(self, box: Box) -> Iterator[tuple[_Cell, Point]]:
        """Yield the grid points beside a card, and where the line meets it."""
        line = _nearest(self.ys, door(box))
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
        ahead: list[tuple[float, float, _Cell, bool]] = []
        for cell in sorted(starts):
            best[cell, True] = 0.0
            came[cell, True] = None
            heappush(ahead, (self._left(cell, ends), 0.0, cell, True))
        while ahead:
            _, cost, cell, level = heappop(ahead)
            if cost > best[cell, level]:
                continue
            if cell in ends and level:
                return self._walked(came, (cell, level))
            for step, next_level, price in self._steps(cell, level):
                total = cost + price
                if total < best.get((step, next_level), float("inf")):
                    best[step, next_level] = total
                    came[step, next_level] = (cell, level)
                    heappush(ahead, (total + self._left(step, ends), total, step, next_level))
        return None

    def _left(self, cell: _Cell, ends: Iterable[_Cell]) -> float:
        """Return how far it is at least to the nearest end."""
        x, y = self.xs[cell[0]], self.ys[cell[1]]
        return min(abs(self.xs[c] - x) + abs(self.ys[r] - y) for c, r in ends)

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
