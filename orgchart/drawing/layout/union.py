"""
Several charts as one set of places, so that whoever stays keeps their place.

A place belongs to a card below a manager: who moves to another manager has two. Cards that are
never there at the same time may share a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.layout.tree import Size

__all__ = ["Seats", "Stand", "Union", "unite"]

#: The top of the trees that stand in the open; trays have their own ids.
OPEN: Final = ""


@final
@attrs.frozen
class Seats:
    """The places of a body, in order."""

    id: str
    places: tuple[str, ...]


@final
@attrs.frozen
class Stand:
    """Trees below each other or side by side: those in the open, or those of a tray."""

    id: str
    tops: tuple[str, ...]


@final
@attrs.frozen
class Union:
    """
    The places of some charts.

    Attributes:
        bodies: boards and committees, in order.
        open: the trees.
        trays: the trays, in order.
        children: the places below each place, in order.
        sizes: the width and height that each place needs.
        where: for each chart, the place of each of its cards.
    """

    bodies: tuple[Seats, ...]
    open: Stand
    trays: tuple[Stand, ...]
    children: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, Size]
    where: tuple[Mapping[str, str], ...]


@attrs.define
class _Node:
    """A card below a manager, and the charts in which it is there."""

    slot: str
    first: int
    last: int
    below: list[_Node] = attrs.field(factory=list["_Node"])
    known: dict[str, _Node] = attrs.field(factory=dict[str, "_Node"])
    place: str = ""

    def joined(self, slot: str, after: int, chart: int) -> tuple[_Node, int]:
        """Return the node of a card below this one and its number; a new one after another."""
        found = self.known.get(slot)
        if found is None:
            found = self.known[slot] = _Node(slot, chart, chart)
            self.below.insert(after, found)
            return found, after
        found.last = chart
        here = after if self.below[after : after + 1] == [found] else self.below.index(found)
        return found, here


def unite(charts: Sequence[Chart], sizes: Sequence[Mapping[str, Size]], *, reuse: bool) -> Union:
    """
    Return the places of some charts.

    Args:
        charts: in order of time, one at least.
        sizes: for each chart, the width and height of each of its cards.
        reuse: whether cards without reports that are never there together share a place.

    Complexity: linear in the cards of all charts, for managers of few reports.
    """
    tops: dict[str, _Node] = {OPEN: _Node("", 0, 0)}
    nodes: list[dict[str, _Node]] = []
    for number, chart in enumerate(charts):
        nodes.append({})
        stands = [(OPEN, chart.roots), *((tray.id, tray.slots) for tray in chart.trays)]
        for id_, slots in stands:
            top = tops.setdefault(id_, _Node(id_, 0, 0))
            _plant(chart, number, top, slots, nodes[-1])
    names: dict[str, int] = {}
    children: dict[str, tuple[str, ...]] = {}
    for top in tops.values():
        for parent, places in _named(top, names, reuse=reuse):
            children[parent.place] = places
    bodies = tuple(_seats(charts, reuse=reuse))
    where: list[dict[str, str]] = []
    for number, chart in enumerate(charts):
        found = {slot: node.place for slot, node in nodes[number].items()}
        for seats, seat_of in bodies:
            found.update({s.id: seat_of[s.id] for s in _members(chart, seats.id)})
        where.append(found)
    return Union(
        bodies=tuple(seats for seats, _ in bodies),
        open=Stand(OPEN, children.pop(OPEN, ())),
        trays=tuple(Stand(id_, children.pop(id_, ())) for id_ in tops if id_ != OPEN),
        children=children,
        sizes=_sizes(where, sizes),
        where=tuple(where),
    )


def _plant(
    chart: Chart, number: int, top: _Node, slots: Sequence[str], nodes: dict[str, _Node]
) -> None:
    """Add the trees of one chart below a top."""
    ahead = [(top, tuple(slots))]
    while ahead:
        parent, below = ahead.pop()
        after = 0
        for slot in below:
            node, here = parent.joined(slot, after, number)
            after = here + 1
            nodes[slot] = node
            ahead.append((node, tuple(chart.children.get(slot, ()))))


def _named(
    top: _Node, names: dict[str, int], *, reuse: bool
) -> Iterator[tuple[_Node, tuple[str, ...]]]:
    """Give each node below a top its place, and yield the places below each."""
    top.place = top.slot
    ahead = [top]
    while ahead:
        parent = ahead.pop()
        free: list[tuple[str, int]] = []
        places: list[str] = []
        for node in parent.below:
            shared = None
            if reuse and not node.below:
                shared = next((i for i, (_, last) in enumerate(free) if last < node.first), None)
            if shared is not None:
                node.place = free[shared][0]
                free[shared] = (node.place, node.last)
                continue
            count = names[node.slot] = names.get(node.slot, 0) + 1
            node.place = node.slot if count == 1 else f"{node.slot}@{count}"
            places.append(node.place)
            if not node.below:
                free.append((node.place, node.last))
        if places:
            yield parent, tuple(places)
        ahead.extend(reversed(parent.below))


def _seats(charts: Sequence[Chart], *, reuse: bool) -> Iterator[tuple[Seats, dict[str, str]]]:
    """Yield the places of each body, and the place of each of its cards."""
    order: dict[str, None] = {body.id: None for chart in charts for body in chart.bodies}
    for id_ in order:
        spans: dict[str, list[int]] = {}
        for number, chart in enumerate(charts):
            for slot in _members(chart, id_):
                spans.setdefault(slot.id, [number, number])[1] = number
        if not reuse:
            # Who stayed comes first, then who left, then who joined.
            last = len(charts) - 1
            group = {slot: (first > 0, end < last) for slot, (first, end) in spans.items()}
            spans = {slot: spans[slot] for slot in sorted(spans, key=group.__getitem__)}
        places: dict[str, str] = {}
        ends: dict[str, int] = {}
        for slot_id, (first, last) in spans.items():
            free = next((place for place, end in ends.items() if reuse and end < first), slot_id)
            places[slot_id] = free
            ends[free] = last
        yield Seats(id_, tuple(ends)), places


def _members(chart: Chart, id_: str) -> tuple[Slot, ...]:
    return next((body.slots for body in chart.bodies if body.id == id_), ())


def _sizes(
    where: Sequence[Mapping[str, str]], sizes: Sequence[Mapping[str, Size]]
) -> dict[str, Size]:
    found: dict[str, Size] = {}
    for places, own in zip(where, sizes, strict=True):
        for slot, place in places.items():
            wide, tall = found.get(place, (0.0, 0.0))
            found[place] = (max(wide, own[slot][0]), max(tall, own[slot][1]))
    return found
