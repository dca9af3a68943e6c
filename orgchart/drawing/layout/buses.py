"""
The lines below a manager: one bus, a branch for each report, each stretch drawn once.

Where the cards stand is decided already (see :mod:`orgchart.drawing.layout.tree`); of those, some
may be absent, and then nothing leads to them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Final, TypeAlias, final

import attrs

from orgchart.drawing.canvas.scene import Box, Point

__all__ = ["LEVEL", "RADIUS", "SPINE", "Fork", "Group", "Wire", "wires"]

#: Between a level and the next; the bus runs half way.
LEVEL: Final = 34
#: From the spine of a stack to its cards.
SPINE: Final = 14
RADIUS: Final = 7


@final
@attrs.frozen
class Wire:
    """A part of the lines below a parent; `child` is None for what several children share."""

    parent: int
    child: int | None
    points: tuple[Point, ...]


@final
@attrs.frozen
class Group:
    """
    What a bus leads to at one point.

    Attributes:
        entry: the x where the line comes down.
        nodes: the cards below each other on a spine, or the one card that the line enters.
        stacked: whether there is a spine.
    """

    entry: float
    nodes: tuple[int, ...]
    stacked: bool


@final
@attrs.frozen
class Fork:
    """A parent with the groups below it; a hung fork is a spine at the parent's lower left."""

    parent: int
    groups: tuple[Group, ...]
    hung: bool = False


_Start: TypeAlias = tuple[Point, ...]


def wires(
    fork: Fork, boxes: Mapping[int, Box], present: Container[int] | None = None
) -> Iterator[Wire]:
    """
    Yield the lines of a fork, what is shared before what leads to a child.

    Args:
        fork: the parent and its groups.
        boxes: where each node stands.
        present: the nodes that are there; None for all.
    """
    groups = [
        attrs.evolve(group, nodes=kept)
        for group in fork.groups
        if (kept := tuple(node for node in group.nodes if present is None or node in present))
    ]
    if not groups or (present is not None and fork.parent not in present):
        return
    parent = boxes[fork.parent]
    if fork.hung:
        group = attrs.evolve(groups[0], entry=parent.x + SPINE)
        yield from _stack(fork.parent, ((group.entry, parent.bottom),), group, boxes)
        return
    centre, top = parent.centre[0], parent.bottom
    bus = top + LEVEL / 2
    first, last = groups[0].entry, groups[-1].entry
    stem = bus
    if first < centre:
        corner = (first + _turn(first, centre), bus)
        yield Wire(fork.parent, None, ((centre, top), (centre, bus), corner))
        stem = bus - RADIUS
    elif first == centre:
        yield Wire(fork.parent, None, ((centre, top), (centre, bus)))
    if last > centre:
        corner = (last - _turn(last, centre), bus)
        start = top if first > centre else stem
        yield Wire(fork.parent, None, ((centre, start), (centre, bus), corner))
    for group in groups:
        start_at = _leave(group.entry, centre, bus, stem)
        if group.stacked:
            yield from _stack(fork.parent, start_at, group, boxes)
            continue
        child = group.nodes[0]
        yield Wire(fork.parent, child, (*start_at, (group.entry, boxes[child].y)))


def _stack(parent: int, start: _Start, group: Group, boxes: Mapping[int, Box]) -> Iterator[Wire]:
    middles = [boxes[node].centre[1] for node in group.nodes]
    yield Wire(parent, None, (*start, (group.entry, middles[-1] - RADIUS)))
    for node, middle in zip(group.nodes, middles, strict=True):
        points = ((group.entry, middle - RADIUS), (group.entry, middle), (boxes[node].x, middle))
        yield Wire(parent, node, points)


def _turn(entry: float, centre: float) -> float:
    return min(RADIUS, abs(entry - centre) / 2)


def _leave(entry: float, centre: float, bus: float, stem: float) -> _Start:
    """Return the points where a branch leaves the bus."""
    if entry == centre:
        return ((entry, stem),)
    turn = _turn(entry, centre)
    return ((entry + (turn if entry < centre else -turn), bus), (entry, bus))
