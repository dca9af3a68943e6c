"""Small cards for narrow places: a body as a list of names."""

from __future__ import annotations

from typing import Final

from orgchart.drawing.chart import Slot
from orgchart.drawing.escape import clean
from orgchart.drawing.faces import LOOKS, Look
from orgchart.drawing.metrics import wrap
from orgchart.drawing.scene import Box, Card, Part, Row, Run

__all__ = ["NARROW", "compact_card"]

#: Rooms narrower than this have bodies as lists of names, in points.
NARROW: Final = 420
PAD: Final = 8
#: What stands before a name instead of a pill.
_SIGNS: Final = {Look.JOINED: "+ ", Look.LEFT: "− ", Look.ROLE: "→ "}


def compact_card(slot: Slot, width: int) -> Card:
    """
    Return the card of a member of a body with a name only, and an office in brackets.

    Args:
        slot: the member.
        width: of the card, in points.
    """
    face = slot.face
    style = LOOKS[face.look]
    chair = face.tag if face.tag is not None and face.tag.state == "chair" else None
    sign = _SIGNS.get(face.look, "")
    rows: list[Row] = []
    for holder in face.holders:
        said = f"{sign}{clean(holder.name)}"
        ink = "ink2" if holder.italic or style.faded else "ink"
        run = Run("", ink, 11, bold=not holder.italic, italic=holder.italic)
        struck = face.look is Look.LEFT
        lines = wrap(said, width - 2 * PAD, run.size, bold=run.bold)
        rows += [
            Row((Run(line, run.ink, run.size, run.bold, run.italic, struck),), 14) for line in lines
        ]
    for line in wrap(clean(chair.text), width - 2 * PAD, 8, bold=True) if chair else ():
        rows.append(Row((Run(line, "ink2", 8, bold=True),), 11))
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
