"""A chart put on a plan: cards in their places, and the lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Box, Card, Label, Line, Panel, Point, Run
from orgchart.drawing.cards.chart import Chart, Link
from orgchart.drawing.charts.furniture import label
from orgchart.drawing.charts.wires import heavy, routed_line, stub
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.layout.buses import wires
from orgchart.drawing.layout.plan import INSET, Grove, Plan, Tree
from orgchart.drawing.layout.routes import route
from orgchart.drawing.texts.metrics import wrap

__all__ = ["TITLED", "Painting", "paint", "title_height"]


#: From the upper edge of a panel to its first row, where its title is one line; each more line.
TITLED: Final = 28
LINE: Final = 13


def title_lines(text: str, width: float) -> Sequence[str]:
    """Return the title of a panel in lines."""
    return wrap(text, width - 2 * INSET, 10, bold=True)


def title_height(text: str, width: float) -> float:
    """Return how much room the title of a panel needs."""
    return TITLED + LINE * (len(title_lines(text, width)) - 1)


@final
@attrs.frozen
class Painting:
    """
    The primitives of one chart.

    Attributes:
        undrawn: dotted lines for which no way was found: manager and report.
    """

    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    panels: tuple[Panel, ...]
    labels: tuple[Label, ...]
    undrawn: tuple[tuple[str, str], ...] = ()


def paint(  # noqa: PLR0913, PLR0917 - what, where, and in which words
    chart: Chart,
    cards: Mapping[str, Card],
    where: Mapping[str, str],
    plan: Plan,
    words: Wording,
    corner: Point = (0, 0),
) -> Painting:
    """
    Put a chart on a plan.

    Args:
        chart: what to show.
        cards: the card of each slot, at any place.
        where: the place of each slot.
        plan: where the places are.
        words: the words of the picture.
        corner: where the plan's upper left corner comes to.
    """
    return _Painter(chart, cards, where, plan, words, corner).painting()


class _Painter:
    def __init__(  # noqa: PLR0913, PLR0917 - as `paint`
        self,
        chart: Chart,
        cards: Mapping[str, Card],
        where: Mapping[str, str],
        plan: Plan,
        words: Wording,
        corner: Point,
    ) -> None:
        self.chart = chart
        self.faces = cards
        self.plan = plan
        self.words = words
        self.dx, self.dy = corner
        self.slot_at = {place: slot for slot, place in where.items()}
        self.where = where
        self.cards: dict[str, Card] = {}
        self.lines: list[Line] = []
        self.panels: list[Panel] = []
        self.labels: list[Label] = []
        self.trunks = 0

    def painting(self) -> Painting:
        order = {id_: number for number, id_ in enumerate(self.plan.panels)}
        for body in sorted(self.chart.bodies, key=lambda body: order[body.id]):
            box = self.plan.panels[body.id].moved(self.dx, self.dy)
            self.panels.append(Panel(body.id, box, body.title))
            self.title(body.title, box)
            spots = sorted(
                ((self.plan.seats[self.where[slot.id]], slot.id) for slot in body.slots),
                key=lambda one: (one[0].y, one[0].x),
            )
            for spot, slot in spots:
                self.put(slot, spot)
        self.grove(self.plan.open)
        titles = {tray.id: tray.title for tray in self.chart.trays}
        for grove in self.plan.trays:
            if grove.id in titles and grove.box is not None:
                box = grove.box.moved(self.dx, self.dy)
                self.panels.append(Panel(grove.id, box, titles[grove.id], dashed=True))
                self.title(titles[grove.id], box)
                self.grove(grove)
        undrawn = tuple(self.routed())
        return Painting(
            tuple(self.cards.values()),
            tuple(self.lines),
            tuple(self.panels),
            tuple(self.labels),
            undrawn,
        )

    def title(self, text: str, box: Box) -> None:
        for place, line in enumerate(title_lines(text, box.width)):
            runs = [Run(line, "ink2", 10, bold=True)]
            self.labels.append(label(runs, box.x + INSET, box.y + INSET + place * LINE))

    def put(self, slot: str, spot: Box) -> Card:
        """Place a card."""
        made = attrs.evolve(self.faces[slot], box=spot.moved(self.dx, self.dy))
        self.cards[slot] = made
        return made

    def grove(self, grove: Grove) -> None:
        panel = self.plan.panels.get(self.plan.last)
        for tree in grove.trees:
            self.tree(tree)
            top = self.slot_at.get(tree.places[0], "")
            if grove.box is not None or panel is None or top not in self.chart.appointed:
                continue
            if self.chart.appointed[top][0] == self.plan.last and tree.y < panel.bottom + NEAR:
                self.appoint(panel.moved(self.dx, self.dy), self.cards[top])
                continue
            self.told(top)

    def tree(self, tree: Tree) -> None:
        """Place the cards of a tree that are there, and draw its lines."""
        present: dict[int, Card] = {}
        boxes: dict[int, Box] = {}
        for number, place in enumerate(tree.places):
            boxes[number] = tree.branch.boxes[number].moved(tree.x + self.dx, tree.y + self.dy)
            slot = self.slot_at.get(place)
            if slot is not None:
                present[number] = self.put(slot, tree.branch.boxes[number].moved(tree.x, tree.y))
        for fork in tree.branch.forks:
            moved = attrs.evolve(
                fork,
                groups=tuple(
                    attrs.evolve(group, entry=group.entry + tree.x + self.dx)
                    for group in fork.groups
                ),
            )
            for wire in wires(moved, boxes, present):
                parent = present[wire.parent]
                if wire.child is None:
                    self.trunks += 1
                    id_ = f"trunk-{self.trunks}"
                    self.lines.append(Line(id_, parent.id, "", wire.points, "trunk"))
                    continue
                child = present[wire.child]
                state = self.chart.links.get(child.id, Link()).state
                self.lines.append(stub(parent, child, state, wire.points))

    def told(self, slot: str) -> None:
        """Say above a card in a later row what no line shows: who appoints it."""
        body, word, _ = self.chart.appointed[slot]
        if body != self.plan.last:
            return
        name = next((one.name for one in self.chart.bodies if one.id == body), body)
        said = self.words.reports_to.format(name) if word == self.words.appoints else word
        box = self.cards[slot].box
        self.labels.append(label([Run(said, "ink2", 9, italic=True)], box.x, box.y - 8))

    def appoint(self, panel: Box, card: Card) -> None:
        """Draw the heavy line from a panel to the card that it fills."""
        body, word, state = self.chart.appointed[card.id]
        x = card.box.centre[0]
        points = ((x, panel.bottom), (x, card.box.y))
        self.lines.append(heavy(body, card, state, points, word))
        middle = (panel.bottom + card.box.y) / 2 - 3
        self.labels.append(label([Run(word, "ink2", 9, italic=True)], x + 6, middle))

    def routed(self) -> Sequence[tuple[str, str]]:
        """Draw dotted lines and moves round the cards; return the dotted lines without a way."""
        boxes = {card.id: card.box for card in self.cards.values()}
        pairs: list[tuple[str, str, str]] = [
            *((line.manager, line.report, line.state) for line in self.chart.dotted),
            *((ghost, card, "move") for ghost, card in self.chart.moves),
            *((cut, manager, "back") for cut, manager in self.chart.backs),
        ]
        tree = [line.points for line in self.lines]
        paths = route(boxes, [(one, two) for one, two, _ in pairs], tree)
        undrawn: list[tuple[str, str]] = []
        for one, two, state in pairs:
            points = paths.get((one, two))
            if points is not None:
                self.lines.append(routed_line(one, two, state, points, self.words))
            elif state not in {"move", "back"}:
                undrawn.append((one, two))
        return undrawn


#: A tree that begins further below a panel stands in a later row, and other trees in between.
NEAR: Final = 60
