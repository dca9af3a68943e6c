"""
Where everything of a chart, or of several charts on one plan, stands.

Panels of bodies above, trees below, trays under them. Nothing here knows what the cards say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Box
from orgchart.drawing.layout.fitting import fit
from orgchart.drawing.layout.shelves import shelve
from orgchart.drawing.layout.tree import Branch, Size
from orgchart.drawing.layout.union import Seats, Stand, Union

__all__ = ["GAP", "INSET", "SEATS", "SPACE", "Grove", "Plan", "Tree", "columns_of", "plan"]

#: Between the parts of a picture.
SPACE: Final = 30
#: From a panel's edge to its cards.
INSET: Final = 14
#: Between cards in a panel, and between trees.
GAP: Final = 12
APART: Final = 30
#: Members of a body in one row at most.
SEATS: Final = 6
APPOINT: Final = 36
#: A panel is at least so wide, for its title.
PANEL: Final = 320


@final
@attrs.frozen
class Tree:
    """A tree in its place: the place of each of its nodes, by number, and where they stand."""

    places: tuple[str, ...]
    branch: Branch
    x: float
    y: float


@final
@attrs.frozen
class Grove:
    """Trees and the panel around them, if there is one."""

    id: str
    trees: tuple[Tree, ...]
    box: Box | None = None


@final
@attrs.frozen
class Plan:
    """
    Where everything stands, from the upper left corner (0, 0).

    Attributes:
        panels: the box of each body.
        seats: where the cards of bodies stand, by place.
        open: the trees.
        trays: the trays.
        last: the body next to the trees; empty for none.
        width, height: of the whole.
    """

    panels: Mapping[str, Box]
    seats: Mapping[str, Box]
    open: Grove
    trays: tuple[Grove, ...]
    last: str
    width: float
    height: float

    @property
    def groves(self) -> tuple[Grove, ...]:
        """The trees in the open, then the trays."""
        return (self.open, *self.trays)

    def spots(self) -> dict[str, Box]:
        """Return where each place is."""
        found = dict(self.seats)
        for grove in self.groves:
            for tree in grove.trees:
                for number, place in enumerate(tree.places):
                    found[place] = tree.branch.boxes[number].moved(tree.x, tree.y)
        return found


def columns_of(count: int, cell: float, room: float) -> int:
    """
    Return how many cards of a body stand in a row; rows are evened out.

    >>> columns_of(9, 160, 1128), columns_of(9, 160, 300)
    (5, 1)
    """
    fits = max(int((room - 2 * INSET + GAP) // (cell + GAP)), 1)
    rows = -(-count // min(fits, SEATS))
    return -(-count // rows)


def plan(  # noqa: PLR0913, PLR0917 - the places, their order, and the room there is
    union: Union,
    bodies: Sequence[str],
    appoints: Mapping[str, str],
    head: Callable[[str, float], float],
    room: float,
    least: float,
) -> Plan:
    """
    Place everything.

    Args:
        union: the places and their sizes.
        bodies: the bodies from above; the last one stands next to the trees.
        appoints: the body above each top that one appoints, by place.
        head: the height that the title of a panel needs, by its id and width.
        room: the width to keep to where that can be done, in points.
        least: the width that is used anyway.

    Complexity: near linear in the places.
    """
    return _Planner(union, bodies, appoints, head, room, least).plan()


class _Planner:
    def __init__(  # noqa: PLR0913, PLR0917 - as `plan`
        self,
        union: Union,
        bodies: Sequence[str],
        appoints: Mapping[str, str],
        head: Callable[[str, float], float],
        room: float,
        least: float,
    ) -> None:
        self.union = union
        self.head = head
        self.room = room
        self.bodies = sorted(union.bodies, key=lambda body: bodies.index(body.id))
        self.last = self.bodies[-1].id if self.bodies else ""
        below = [top for top in union.open.tops if appoints.get(top) == self.last and self.last]
        self.appointed = set(below)
        self.tops = [*below, *(top for top in union.open.tops if top not in self.appointed)]
        self.least = least
        self.panels: dict[str, Box] = {}
        self.seats: dict[str, Box] = {}
        self.y = 0.0

    def plan(self) -> Plan:
        open_trees = [self.branch(top, self.room) for top in self.tops]
        trays = [
            [self.branch(top, self.room - 2 * INSET) for top in tray.tops]
            for tray in self.union.trays
        ]
        wide = max(self.least, *self.widths(open_trees, trays))
        for row in self.body_rows():
            self.row(row, wide)
        if self.panels:
            self.y += (APPOINT if self.appointed else SPACE) - SPACE
        open_ = self.open(open_trees, wide)
        placed = [
            self.tray(tray, branches)
            for tray, branches in zip(self.union.trays, trays, strict=True)
        ]
        boxes = [*self.panels.values(), *(g.box for g in placed if g.box is not None)]
        return Plan(
            self.panels,
            self.seats,
            open_,
            tuple(placed),
            self.last,
            max([wide, *(box.right for box in boxes)]),
            max(self.y - SPACE, 0.0),
        )

    # sizes

    def branch(self, top: str, room: float) -> tuple[tuple[str, ...], Branch]:
        """Lay out a place and all below it."""
        order: list[str] = []
        ahead = [top]
        while ahead:
            place = ahead.pop()
            order.append(place)
            ahead.extend(reversed(self.union.children.get(place, ())))
        number = {place: n for n, place in enumerate(order)}
        children = [[number[c] for c in self.union.children.get(p, ())] for p in order]
        sizes = [self.union.sizes[place] for place in order]
        return tuple(order), fit(sizes, children, 0, room)

    def widths(
        self,
        trees: Sequence[tuple[tuple[str, ...], Branch]],
        trays: Sequence[Sequence[tuple[tuple[str, ...], Branch]]],
    ) -> Iterator[float]:
        for row in self.body_rows():
            yield sum(self.panel(body)[0] for body in row) + APART * (len(row) - 1)
        yield shelve([_size(b) for _, b in trees], self.room, APART, SPACE).width
        for tray in trays:
            inner = shelve([_size(b) for _, b in tray], self.room - 2 * INSET, GAP, GAP)
            yield inner.width + 2 * INSET

    def panel(self, body: Seats) -> tuple[float, float, int, Size]:
        """Return the width and height of a panel, its columns, and the size of its cards."""
        sizes = [self.union.sizes[place] for place in body.places]
        cell = max((wide for wide, _ in sizes), default=0.0)
        tall = max((tall for _, tall in sizes), default=0.0)
        columns = columns_of(max(len(sizes), 1), max(cell, 1.0), self.room)
        rows = -(-len(sizes) // columns)
        wide = max(columns * (cell + GAP) - GAP + 2 * INSET, min(PANEL, self.room))
        head = self.head(body.id, wide)
        return wide, head + rows * (tall + GAP) - GAP + INSET, columns, (cell, tall)

    def body_rows(self) -> list[list[Seats]]:
        """Return the bodies in rows, side by side while there is room; the last has the row."""
        rows: list[list[Seats]] = []
        used = self.room + 1
        for body in self.bodies:
            wide = self.panel(body)[0]
            alone = body.id == self.last and self.appointed
            if alone or used + APART + wide > self.room:
                rows.append([])
                used = -APART
            rows[-1].append(body)
            used += APART + wide
        return rows

    # parts, from above

    def row(self, bodies: Sequence[Seats], wide: float) -> None:
        panels = [self.panel(body) for body in bodies]
        used = sum(panel[0] for panel in panels) + APART * (len(panels) - 1)
        tallest = max(panel[1] for panel in panels)
        x = (wide - used) / 2
        for body, (width, _, columns, (cell, tall)) in zip(bodies, panels, strict=True):
            box = Box(x, self.y, width, tallest)
            self.panels[body.id] = box
            for start in range(0, len(body.places), columns):
                row = body.places[start : start + columns]
                left = box.x + (width - len(row) * (cell + GAP) + GAP) / 2
                top = box.y + self.head(body.id, width) + start // columns * (tall + GAP)
                for column, place in enumerate(row):
                    self.seats[place] = Box(left + column * (cell + GAP), top, cell, tall)
            x += width + APART
        self.y += tallest + SPACE

    def open(self, trees: Sequence[tuple[tuple[str, ...], Branch]], wide: float) -> Grove:
        if not trees:
            return Grove("", ())
        shelves = shelve([_size(b) for _, b in trees], max(self.room, wide), APART, SPACE)
        placed = [
            Tree(places, branch, (wide - shelves.rows[row]) / 2 + x, self.y + y)
            for (places, branch), (x, y, row) in zip(trees, shelves.places, strict=True)
        ]
        self._widen(placed)
        self.y += shelves.height + SPACE
        return Grove("", tuple(placed))

    def _widen(self, trees: Sequence[Tree]) -> None:
        """Make the last body's panel wide enough for the lines to what it appoints."""
        for tree in trees:
            panel = self.panels.get(self.last)
            top = tree.branch.boxes[0].moved(tree.x, tree.y)
            if panel is None or tree.places[0] not in self.appointed or tree.y > self.y:
                continue
            if not panel.x + INSET <= top.centre[0] <= panel.right - INSET:
                left, right = min(panel.x, top.x), max(panel.right, top.right)
                self.panels[self.last] = attrs.evolve(panel, x=left, width=right - left)

    def tray(self, stand: Stand, trees: Sequence[tuple[tuple[str, ...], Branch]]) -> Grove:
        sizes = [_size(branch) for _, branch in trees]
        shelves = shelve(sizes, self.room - 2 * INSET, GAP, GAP)
        branches = _evened([b for _, b in trees], [row for _, _, row in shelves.places])
        width = max(shelves.width + 2 * INSET, min(PANEL, self.room))
        head = self.head(stand.id, width)
        box = Box(0, self.y, width, head + shelves.height + INSET)
        placed = tuple(
            Tree(places, branch, box.x + INSET + x, box.y + head + y)
            for (places, _), branch, (x, y, _) in zip(trees, branches, shelves.places, strict=True)
        )
        self.y = box.bottom + SPACE - 8
        return Grove(stand.id, placed, box)


def _size(branch: Branch) -> Size:
    return (branch.width, branch.height)


def _evened(branches: Sequence[Branch], rows: Sequence[int]) -> list[Branch]:
    """Give single cards of one row one height."""
    tallest: dict[int, float] = {}
    for branch, row in zip(branches, rows, strict=True):
        if len(branch.boxes) == 1:
            tallest[row] = max(tallest.get(row, 0), branch.height)
    return [
        attrs.evolve(
            branch,
            boxes={0: attrs.evolve(branch.boxes[0], height=tallest[row])},
            height=tallest[row],
        )
        if len(branch.boxes) == 1
        else branch
        for branch, row in zip(branches, rows, strict=True)
    ]
