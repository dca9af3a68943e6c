"""Small cards for narrow places: a body as a list of names."""

from __future__ import annotations

from typing import Final

import attrs

from orgchart.drawing.canvas.scene import Box, Card, Part, Row, Run
from orgchart.drawing.cards.chart import Slot
from orgchart.drawing.cards.faces import LOOKS, Look, is_upright
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.texts.metrics import wrap

__all__ = ["NARROW", "compact_card"]

#: Rooms narrower than this have bodies as lists of names, in points.
NARROW: Final = 420
PAD: Final = 8
#: What is said of a member whatever changed.
_KINDS: Final = frozenset({"chair", "interim", "acting", "now_interim", "now_acting"})
#: What stands before a name instead of a pill.
_SIGNS: Final = {Look.JOINED: "+ ", Look.LEFT: "− ", Look.ROLE: "→ "}


def compact_card(slot: Slot, width: int, usual: str) -> Card:
    """
    Return the card of a member of a body: a name, and below it what others have not.

    Args:
        slot: the member.
        width: of the card, in points.
        usual: the title that is left out: that of most members.
    """
    face = slot.face
    style = LOOKS[face.look]
    rows: list[Row] = []
    for holder in face.holders:
        said = f"{_SIGNS.get(face.look, '')}{clean(holder.name)}"
        slanted = holder.italic and not is_upright(holder.name)
        ink = "ink2" if holder.italic or style.faded else "ink"
        struck = holder.strike or (face.look is Look.LEFT and not face.leaves)
        name = Run("", ink, 11, bold=not holder.italic, italic=slanted, strike=struck)
        rows += _rows(said, name, width, 14)
    small = Run("", "ink2", 9)
    if face.title and face.title != usual:
        rows += _rows(clean(face.title), small, width, 12)
    for tag in (face.tag, *(holder.tag for holder in face.holders)):
        if tag is not None and (face.look not in _SIGNS or tag.state in _KINDS):
            rows += _rows(clean(tag.text), attrs.evolve(small, size=8, bold=True), width, 11)
    tall = sum(row.height for row in rows) + PAD
    return Card(
        id=slot.id,
        box=Box(0, 0, width, max(tall + tall % 2, 24)),
        parts=(Part(None, tuple(rows)),),
        says=clean(slot.says),
        classes=slot.classes,
        edge=style.edge,
        edge_width=style.edge_width,
        dashed=style.dashed,
        fill=style.fill,
        link=slot.link,
        page=slot.page,
    )


def _rows(text: str, style: Run, width: int, height: int) -> list[Row]:
    lines = wrap(text, width - 2 * PAD, style.size, bold=style.bold)
    return [Row((attrs.evolve(style, text=line),), height) for line in lines]
