"""A chart as a scene: what stands around it, and the chart itself on its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from orgchart.drawing.canvas.scene import Box, Card, Label, Panel, Run, Scene
from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.faces import card_of
from orgchart.drawing.cards.outline import card_name
from orgchart.drawing.charts.compact import NARROW, compact_card
from orgchart.drawing.charts.furniture import heading, label, legend, listing
from orgchart.drawing.charts.paint import TITLED, paint, title_height
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.layout.plan import GAP, INSET, SPACE, plan
from orgchart.drawing.layout.tree import Size
from orgchart.drawing.layout.union import Union, unite

__all__ = [
    "LEAST",
    "MARGIN",
    "MAX_WIDTH",
    "Foot",
    "bodies_of",
    "cards_of",
    "compose",
    "heads",
    "noted",
    "sizes_of",
    "tops_below",
    "whole",
]

#: The width that a picture keeps to where it can.
MAX_WIDTH: Final = 1200
MARGIN: Final = 36
#: The narrowest picture, if its heading is short.
LEAST: Final = 420.0


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
    room = max(max_width, 320) - 2 * MARGIN
    bodies = bodies_of([chart])
    chart = noted(chart, words, bodies)
    cards = cards_of(chart, room)
    union = unite([chart], [sizes_of(cards)], reuse=False)
    head = heading(chart, MARGIN, MARGIN - 12, room, words)
    least = max(head.width, min(LEAST, room))
    ground = plan(union, bodies, tops_below([chart], union), heads([chart]), room, least)
    top = MARGIN + 2 + head.height
    drawn = paint(chart, cards, union.where[0], ground, words, (MARGIN, top))
    foot = Foot(top + ground.height + SPACE, max(ground.width, least))
    foot.listed(
        "c-elsewhere", words.elsewhere, [(o.name, words.series(o.people)) for o in chart.elsewhere]
    )
    for listed in chart.listed:
        foot.listed(listed.id, listed.title, listed.rows)
    undrawn = [
        (card_name(chart, two, words), card_name(chart, one, words)) for one, two in drawn.undrawn
    ]
    foot.listed("c-dotted", words.dotted_lines, undrawn)
    signs = legend(chart, words, MARGIN, foot.y - 4, foot.wide)
    labels = (*head.labels, *drawn.labels, *foot.labels, *signs.labels)
    panels = (*drawn.panels, *foot.panels)
    lines = (*drawn.lines, *signs.lines)
    ends = [
        foot.wide + MARGIN,
        *(card.box.right for card in drawn.cards),
        *(panel.box.right for panel in panels),
        *(one.left + one.width for one in labels),
        *(x for line in lines for x, _ in line.points),
    ]
    bottom = max(foot.y - SPACE, foot.y - 4 + signs.height if signs.height else 0)
    return Scene(
        name=words.row((chart.name, chart.dates)),
        description=description,
        lang=chart.lang,
        width=whole(max(ends) + MARGIN),
        height=whole(bottom + MARGIN - 8),
        cards=drawn.cards,
        lines=lines,
        panels=panels,
        labels=labels,
        swatches=signs.swatches,
    )


def noted(chart: Chart, words: Wording, bodies: Sequence[str]) -> Chart:
    """Return a chart that says in words what has no line: what other bodies than the last do."""
    last = bodies[-1] if bodies else ""
    slots = dict(chart.slots)
    names = {body.id: body.name for body in chart.bodies}
    for root, (body, word, _) in chart.appointed.items():
        if body != last:
            said = words.reports_to.format(names.get(body, body))
            slots[root] = _with_note(slots[root], said if word == words.appoints else word)
    return attrs.evolve(chart, slots=slots)


def cards_of(chart: Chart, room: float) -> dict[str, Card]:
    """Return the card of each slot of a chart, at (0, 0); in a narrow room bodies are lists."""
    cards = {slot.id: _card(slot) for slot in chart.slots.values()}
    small = int((room - 2 * INSET - GAP) / 2)
    for body in chart.bodies:
        (title, times), *_ = Counter(s.face.title for s in body.slots).most_common(1)
        usual = title if times > 1 else ""
        for slot in body.slots:
            narrow = room < NARROW
            cards[slot.id] = compact_card(slot, small, usual) if narrow else _card(slot)
    return cards


def sizes_of(cards: Mapping[str, Card]) -> dict[str, Size]:
    """Return the width and height of each card."""
    return {id_: (card.box.width, card.box.height) for id_, card in cards.items()}


def tops_below(charts: Sequence[Chart], union: Union) -> dict[str, str]:
    """Return the body above each place that one appoints, in the first chart that says so."""
    found: dict[str, str] = {}
    for chart, where in zip(charts, union.where, strict=True):
        drawn = {body.id for body in chart.bodies}
        for slot, (body, _, _) in chart.appointed.items():
            if slot in where and body in drawn:
                found.setdefault(where[slot], body)
    return found


def heads(charts: Sequence[Chart]) -> Callable[[str, float], float]:
    """Return what tells how much room the title of each panel needs, in whichever chart."""
    titles: dict[str, dict[str, None]] = {}
    for chart in charts:
        for body in chart.bodies:
            titles.setdefault(body.id, {})[body.title] = None
        for tray in chart.trays:
            titles.setdefault(tray.id, {})[tray.title] = None

    def height(id_: str, width: float) -> float:
        return max(title_height(title, width) for title in titles[id_])

    return height


def whole(value: float) -> int:
    """Return the next whole number."""
    return int(-(-value // 1))


def bodies_of(charts: Sequence[Chart]) -> tuple[str, ...]:
    """Return the bodies from above: the one that appoints most last, next to the trees."""
    order = tuple(dict.fromkeys(body.id for chart in charts for body in chart.bodies))
    number = dict.fromkeys(order, 0)
    for chart in charts:
        for body, _, _ in chart.appointed.values():
            number[body] = number.get(body, 0) + 1
    place = {id_: -n if number[id_] else n for n, id_ in enumerate(order)}
    return tuple(sorted(order, key=lambda id_: (number[id_], place[id_])))


def _with_note(slot: Slot, said: str) -> Slot:
    note = " · ".join(part for part in (slot.face.note, said) if part)
    return attrs.evolve(slot, face=attrs.evolve(slot.face, note=note))


def _card(slot: Slot) -> Card:
    made = card_of(slot.face, slot.id, slot.says, slot.classes)
    return attrs.evolve(made, link=slot.link, page=slot.page)


class Foot:
    """What stands below the trees."""

    def __init__(self, y: float, wide: float) -> None:
        self.y = y
        self.wide = wide
        self.labels: list[Label] = []
        self.panels: list[Panel] = []

    def listed(self, id_: str, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Draw a panel of rows: a name, and text beside it; nothing where there are no rows."""
        if not rows:
            return
        made = listing(rows, MARGIN + INSET, self.y + TITLED + 6, self.wide - 2 * INSET)
        head = label([Run(title, "ink2", 10, bold=True)], MARGIN + INSET, self.y + INSET)
        self.labels += [head, *made.labels]
        box = Box(MARGIN, self.y, self.wide, TITLED + 8 + made.height)
        self.panels.append(Panel(id_, box, title))
        self.y = box.bottom + SPACE - 8
