"""What lines look like: reporting, appointing, dotted, moves; old ones and new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from orgchart.drawing.canvas.scene import Card, Line, Point
from orgchart.drawing.language.wording import Wording

__all__ = ["heavy", "routed_line", "stub"]

_STUBS: Final[Mapping[str, tuple[str, float, str]]] = {
    "report": ("line", 1.2, "solid"),
    "presumed": ("line", 1.2, "dashed"),
    "adviser": ("ink2", 2.4, "dotted"),
    "new": ("joined", 1.8, "solid"),
    "old": ("left", 1.2, "dashed"),
}
_DOTS: Final[Mapping[str, tuple[str, float, str]]] = {
    "dotted": ("ink2", 1.0, "dashed"),
    "new": ("joined", 1.4, "dashed"),
    "old": ("left", 1.0, "dashed"),
}


def stub(parent: Card, child: Card, state: str, points: tuple[Point, ...]) -> Line:
    """Return the last stretch of a reporting line, from the bus or the spine to a card."""
    ink, width, style = _STUBS[state]
    kind = "report" if state == "report" else f"report d-{state}"
    says = f"{child.says} → {parent.says}"
    id_ = f"e-{parent.id[2:]}-{child.id[2:]}"
    return Line(id_, parent.id, child.id, points, kind, ink, width, style, says=says)


def heavy(panel: str, card: Card, state: str, points: tuple[Point, ...], word: str) -> Line:
    """Return the line from a body's panel to a card."""
    ink = {"new": "joined", "old": "left"}.get(state, "ink2")
    style = "dashed" if state in {"old", "presumed"} else "solid"
    kind = "appoints" if state == "report" else f"appoints d-{state}"
    id_ = f"e-{panel}-{card.id[2:]}"
    return Line(id_, "", card.id, points, kind, ink, 2, style, says=word)


def routed_line(one: str, two: str, state: str, points: tuple[Point, ...], words: Wording) -> Line:
    """Return a dotted line, or the arrow of a move or of a line that closes a circle."""
    if state == "move":
        id_, kind, says = f"mv-{two[2:]}", "moved", words.legend_move
        return Line(id_, one, two, points, kind, "moved", 1.3, "dashed", arrow=True, says=says)
    if state == "back":
        id_, kind, says = f"bk-{one[2:]}", "back", words.sign_back
        return Line(id_, one, two, points, kind, "interim", 1.4, "dashed", arrow=True, says=says)
    ink, width, style = _DOTS[state]
    kind = "dotted" if state == "dotted" else f"dotted d-{state}"
    id_ = f"d-{one[2:]}-{two[2:]}"
    return Line(id_, one, two, points, kind, ink, width, style, says=words.dotted)
