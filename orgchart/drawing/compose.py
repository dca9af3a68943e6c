"""A chart as a scene: panels above, trees below, trays under them, and what stands around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from orgchart.drawing.chart import Body, Chart, Link, Slot
from orgchart.drawing.faces import card_of
from orgchart.drawing.fitting import fit
from orgchart.drawing.furniture import Furniture, heading, label, legend, listing
from orgchart.drawing.routes import route
from orgchart.drawing.scene import Box, Card, Label, Line, Panel, Run, Scene
from orgchart.drawing.shelves import shelve
from orgchart.drawing.tree import Branch
from orgchart.drawing.wires import heavy, routed_line, stub
from orgchart.drawing.wording import Wording

__all__ = ["MAX_WIDTH", "compose"]

#: The width that a picture keeps to where it can.
MAX_WIDTH: Final = 1200
MARGIN: Final = 36
#: Between the parts of a picture.
SPACE: Final = 30
#: From a panel's edge to its cards, and from its upper edge to the first row.
INSET: Final = 14
TITLED: Final = 28
#: Between cards in a panel, and between trees.
GAP: Final = 12
APART: Final = 30
#: Members of a body in one row at most.
SEATS: Final = 6
APPOINT: Final = 36


def compose(chart: Chart, words: Wording, description: str, max_width: float) -> Scene:
    """
    Return the scene of a chart.

    Args:
        chart: what to show.
        words: the words of the picture.
        description: the chart in sentences, for those who do not see it.
        max_width: the width to keep to where that can be done, in points.

    Complexity: near linear in the cards; each dotted line and each move is routed on its own.
    """
    return _Composer(chart, words, max(max_width, 320) - 2 * MARGIN).scene(description)


class _Composer:
    def __init__(self, chart: Chart, words: Wording, room: float) -> None:
        self.chart = chart
        self.words = words
        self.room = room
        self.cards: list[Card] = []
        self.lines: list[Line] = []
        self.panels: list[Panel] = []
        self.labels: list[Label] = []
        self.trunks = 0
        self.y = 0.0
        self.head = heading(chart, MARGIN, MARGIN - 12, room)

    def scene(self, description: str) -> Scene:
        chart = self.chart
        bodies = self.body_order()
        last = bodies[-1].id if bodies else ""
        slots = self.with_notes(last)
        below = [r for r in chart.roots if r in chart.appointed and chart.appointed[r][0] == last]
        roots = [*below, *(root for root in chart.roots if root not in below)]
        trees = [self.branch(root, slots, self.room) for root in roots]
        trays = [
            [self.branch(top, slots, self.room - 2 * INSET) for top in tray.slots]
            for tray in chart.trays
        ]
        wide = self.content_width(bodies, trees, trays)
        self.labels += self.head.labels
        self.y = MARGIN - 12 + self.head.height + 14
        panel = None
        for body in bodies:
            panel = self.body(body, wide)
        if panel is not None and below:
            self.y += APPOINT - SPACE
        self.trees(roots, trees, wide, panel, set(below))
        for tray, branches in zip(chart.trays, trays, strict=True):
            self.tray(tray.id, tray.title, branches)
        self.elsewhere(wide)
        self.routed(wide)
        foot = legend(chart, self.words, MARGIN, self.y - 4, wide)
        self.labels += foot.labels
        self.lines += foot.lines
        return self.finished(description, wide, foot)

    def finished(self, description: str, wide: float, foot: Furniture) -> Scene:
        ends = [
            wide + MARGIN,
            *(card.box.right for card in self.cards),
            *(panel.box.right for panel in self.panels),
            *(lb.left + lb.width for lb in self.labels),
            *(x for line in self.lines for x, _ in line.points),
        ]
        bottom = max(self.y - SPACE, self.y - 4 + foot.height if foot.height else 0)
        name = f"{self.chart.name}, {self.chart.dates}" if self.chart.dates else self.chart.name
        return Scene(
            name=name,
            description=description,
            lang=self.chart.lang,
            width=_whole(max(ends) + MARGIN),
            height=_whole(bottom + MARGIN - 8),
            cards=tuple(self.cards),
            lines=tuple(self.lines),
            panels=tuple(self.panels),
            labels=tuple(self.labels),
            swatches=foot.swatches,
        )

    # sizes

    def body_order(self) -> list[Body]:
        """Return the bodies with the one that appoints most last, next to the trees."""
        appoints: dict[str, int] = {}
        for body, _, _ in self.chart.appointed.values():
            appoints[body] = appoints.get(body, 0) + 1
        order = {body.id: place for place, body in enumerate(self.chart.bodies)}
        return sorted(
            self.chart.bodies,
            key=lambda b: (
                appoints.get(b.id, 0),
                -order[b.id] if b.id in appoints else order[b.id],
            ),
        )

    def with_notes(self, last: str) -> Mapping[str, Slot]:
        """Say in words what is not drawn: a line from a body that is not next to the trees."""
        slots = dict(self.chart.slots)
        names = {body.id: body.name for body in self.chart.bodies}
        for root, (body, word, _) in self.chart.appointed.items():
            if body == last:
                continue
            said = word
            if word == self.words.appoints:
                said = self.words.reports_to.format(names.get(body, body))
            face = slots[root].face
            note = " · ".join(part for part in (face.note, said) if part)
            slots[root] = attrs.evolve(slots[root], face=attrs.evolve(face, note=note))
        return slots

    def branch(self, top: str, slots: Mapping[str, Slot], room: float) -> tuple[list[Card], Branch]:
        """Lay out a card and all below it."""
        order = [slot for slot, _ in self.chart.branch(top)]
        number = {slot: place for place, slot in enumerate(order)}
        cards = [_card(slots[slot]) for slot in order]
        children = [
            [number[child] for child in self.chart.children.get(slot, ())] for slot in order
        ]
        sizes = [(card.box.width, card.box.height) for card in cards]
        return cards, fit(sizes, children, 0, room)

    def content_width(
        self,
        bodies: Sequence[Body],
        trees: Sequence[tuple[list[Card], Branch]],
        trays: Sequence[Sequence[tuple[list[Card], Branch]]],
    ) -> float:
        widths = [self.head.width, min(420.0, self.room)]
        for body in bodies:
            columns = self.columns(len(body.slots))
            widths.append(columns * (body.slots[0].face.width + GAP) - GAP + 2 * INSET)
        sizes = [(branch.width, branch.height) for _, branch in trees]
        widths.append(shelve(sizes, self.room, APART, SPACE).width)
        for tray in trays:
            inner = [(branch.width, branch.height) for _, branch in tray]
            widths.append(shelve(inner, self.room - 2 * INSET, GAP, GAP).width + 2 * INSET)
        return max(widths)

    def columns(self, count: int) -> int:
        """Return how many cards of a body stand in a row; rows are evened out."""
        fits = max(int((self.room - 2 * INSET + GAP) // (160 + GAP)), 1)
        rows = -(-count // min(fits, SEATS))
        return -(-count // rows)

    # parts, from above

    def body(self, body: Body, wide: float) -> Panel:
        cards = [_card(slot) for slot in body.slots]
        columns = self.columns(len(cards))
        tall = max(card.box.height for card in cards)
        cell = cards[0].box.width
        rows = [cards[start : start + columns] for start in range(0, len(cards), columns)]
        width = max(columns * (cell + GAP) - GAP + 2 * INSET, min(320, self.room))
        x = MARGIN + (wide - width) / 2
        box = Box(x, self.y, width, TITLED + len(rows) * (tall + GAP) - GAP + INSET)
        panel = Panel(body.id, box, body.title)
        self.panels.append(panel)
        title = Run(body.title, "ink2", 10, bold=True)
        self.labels.append(label([title], box.x + INSET, box.y + INSET))
        for place, row in enumerate(rows):
            used = len(row) * (cell + GAP) - GAP
            left = box.x + (width - used) / 2
            top = box.y + TITLED + place * (tall + GAP)
            for column, card in enumerate(row):
                spot = Box(left + column * (cell + GAP), top, cell, tall)
                self.cards.append(attrs.evolve(card, box=spot))
        self.y = box.bottom + SPACE
        return panel

    def trees(
        self,
        roots: Sequence[str],
        trees: Sequence[tuple[list[Card], Branch]],
        wide: float,
        panel: Panel | None,
        below: set[str],
    ) -> None:
        if not trees:
            return
        sizes = [(branch.width, branch.height) for _, branch in trees]
        shelves = shelve(sizes, max(self.room, wide), APART, SPACE)
        for root, (cards, branch), (x, y, row) in zip(roots, trees, shelves.places, strict=True):
            left = MARGIN + (wide - shelves.rows[row]) / 2 + x
            placed = self.put(cards, branch, left, self.y + y)
            if panel is None or root not in below:
                continue
            if row == 0:
                self.appoint(panel, placed[0], root)
        self.y += shelves.height + SPACE

    def appoint(self, panel: Panel, card: Card, root: str) -> None:
        """Draw the heavy line from a panel to the card that it fills."""
        _, word, state = self.chart.appointed[root]
        x = card.box.centre[0]
        widened = panel.box
        if not widened.x + INSET <= x <= widened.right - INSET:
            left, right = min(widened.x, card.box.x), max(widened.right, card.box.right)
            widened = attrs.evolve(widened, x=left, width=right - left)
            place = next(i for i, p in enumerate(self.panels) if p.id == panel.id)
            self.panels[place] = attrs.evolve(panel, box=widened)
        points = ((x, widened.bottom), (x, card.box.y))
        self.lines.append(heavy(panel.id, card, state, points, word))
        middle = (widened.bottom + card.box.y) / 2 - 3
        self.labels.append(label([Run(word, "ink2", 9, italic=True)], x + 6, middle))

    def put(self, cards: Sequence[Card], branch: Branch, x: float, y: float) -> list[Card]:
        """Place a tree, and draw its lines."""
        placed = [
            attrs.evolve(card, box=branch.boxes[place].moved(x, y))
            for place, card in enumerate(cards)
        ]
        self.cards += placed
        for wire in branch.wires:
            points = tuple((px + x, py + y) for px, py in wire.points)
            parent = placed[wire.parent]
            if wire.child is None:
                self.trunks += 1
                self.lines.append(Line(f"trunk-{self.trunks}", parent.id, "", points, "trunk"))
                continue
            child = placed[wire.child]
            state = self.chart.links.get(child.id, Link()).state
            self.lines.append(stub(parent, child, state, points))
        return placed

    def tray(self, id_: str, title: str, branches: Sequence[tuple[list[Card], Branch]]) -> None:
        sizes = [(branch.width, branch.height) for _, branch in branches]
        shelves = shelve(sizes, self.room - 2 * INSET, GAP, GAP)
        branches = _evened(branches, [row for _, _, row in shelves.places])
        text = label([Run(title, "ink2", 10, bold=True)], MARGIN + INSET, self.y + INSET)
        width = max(shelves.width + 2 * INSET, text.width + 2 * INSET)
        box = Box(MARGIN, self.y, width, TITLED + shelves.height + INSET)
        self.panels.append(Panel(id_, box, title, dashed=True))
        self.labels.append(text)
        for (cards, branch), (x, y, _) in zip(branches, shelves.places, strict=True):
            self.put(cards, branch, box.x + INSET + x, box.y + TITLED + y)
        self.y = box.bottom + SPACE - 8

    def elsewhere(self, wide: float) -> None:
        """List the organisations that have no cards."""
        rows = [(other.name, ", ".join(other.people)) for other in self.chart.elsewhere]
        self.listed("c-elsewhere", self.words.elsewhere, rows, wide)

    def listed(self, id_: str, title: str, rows: Sequence[tuple[str, str]], wide: float) -> None:
        """Draw a panel of rows: a name, and text beside it; nothing where there are no rows."""
        if rows:
            made = listing(rows, MARGIN + INSET, self.y + TITLED + 6, wide - 2 * INSET)
            head = label([Run(title, "ink2", 10, bold=True)], MARGIN + INSET, self.y + INSET)
            self.labels += [head, *made.labels]
            box = Box(MARGIN, self.y, wide, TITLED + 8 + made.height)
            self.panels.append(Panel(id_, box, title))
            self.y = box.bottom + SPACE - 8

    # lines that follow no tree

    def routed(self, wide: float) -> None:
        """Draw dotted lines and moves round the cards; a dotted line without a way is listed."""
        boxes = {card.id: card.box for card in self.cards}
        pairs: list[tuple[str, str, str]] = [
            *((line.manager, line.report, line.state) for line in self.chart.dotted),
            *((ghost, card, "move") for ghost, card in self.chart.moves),
        ]
        paths = route(boxes, [(one, two) for one, two, _ in pairs])
        undrawn: list[tuple[str, str]] = []
        for one, two, state in pairs:
            points = paths.get((one, two))
            if points is not None:
                self.lines.append(routed_line(one, two, state, points, self.words))
            elif state != "move":
                undrawn.append((self.chart.short(two), self.chart.short(one)))
        self.listed("c-dotted", self.words.dotted_lines, undrawn, wide)


def _evened(
    branches: Sequence[tuple[list[Card], Branch]], rows: Sequence[int]
) -> list[tuple[list[Card], Branch]]:
    """Give single cards of one row one height."""
    tallest: dict[int, float] = {}
    for (_, branch), row in zip(branches, rows, strict=True):
        if len(branch.boxes) == 1:
            tallest[row] = max(tallest.get(row, 0), branch.height)
    evened: list[tuple[list[Card], Branch]] = []
    for (cards, branch), row in zip(branches, rows, strict=True):
        made = branch
        if len(branch.boxes) == 1:
            box = attrs.evolve(branch.boxes[0], height=tallest[row])
            made = attrs.evolve(branch, boxes={0: box}, height=tallest[row])
        evened.append((cards, made))
    return evened


def _card(slot: Slot) -> Card:
    return card_of(slot.face, slot.id, slot.says, slot.classes)


def _whole(value: float) -> int:
    return int(-(-value // 1))
