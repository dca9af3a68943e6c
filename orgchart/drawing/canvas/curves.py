"""Lines through points as the splines that Graphviz takes, with rounded corners."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from orgchart.drawing.canvas.scene import Point

__all__ = ["spline"]

#: The radius of a corner, in points.
RADIUS: Final = 7
# How far the control points of a quarter circle lie from its ends, as a part of the radius.
_CIRCLE: Final = 0.5523
#: An arrow's head; the spline must stop this far before the tip, or the head points sideways.
_HEAD: Final = 6


def spline(points: Sequence[Point], *, arrow: bool = False) -> tuple[list[Point], Point | None]:
    """
    Return the control points of a line through points, and the tip of its arrow.

    Returns:
        3n + 1 points of cubic Bézier curves, and the tip or None.
    """
    tip = points[-1] if arrow else None
    path = list(points)
    if tip is not None:
        path[-1] = _towards(tip, path[-2], min(_HEAD, _distance(tip, path[-2]) / 2))
    curve = [path[0]]
    for place in range(1, len(path) - 1):
        before, corner, after = path[place - 1], path[place], path[place + 1]
        # A stretch between two corners is shared by them; an end has it all to itself.
        radius = min(
            RADIUS,
            _distance(before, corner) / (2 if place > 1 else 1),
            _distance(corner, after) / (2 if place < len(path) - 2 else 1),
        )
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        _straight(curve, start)
        curve += [
            _towards(start, corner, radius * _CIRCLE),
            _towards(end, corner, radius * _CIRCLE),
            end,
        ]
    _straight(curve, path[-1])
    return curve, tip


def _straight(curve: list[Point], end: Point) -> None:
    start = curve[-1]
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    curve += [
        (start[0] + third[0], start[1] + third[1]),
        (start[0] + 2 * third[0], start[1] + 2 * third[1]),
        end,
    ]


def _distance(one: Point, two: Point) -> float:
    return hypot(two[0] - one[0], two[1] - one[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end)
    if not whole:
        return start
    part = length / whole
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
