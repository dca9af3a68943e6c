"""The legend of a timeline: a sample and a word for each state that is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Bar, Box, Label, Line, Run
from orgchart.drawing.charts.furniture import label
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.metrics import wrap

__all__ = ["Key", "key_of"]

SIZE: Final = 10
_SAMPLE: Final = (26, 13)
_ROW: Final = 20

#: States in order, with the fields of `Wording` that name them.
_STATES: Final = (
    ("interim", "legend_interim"),
    ("adviser", "legend_adviser"),
    ("undisclosed", "legend_undisclosed"),
    ("vacant", "legend_vacant"),
    ("leave", "legend_leave"),
    ("fade", "legend_fade"),
    ("maybe", "legend_maybe"),
    ("beyond", "legend_beyond"),
    ("unstated", "legend_unstated"),
    ("ongoing", "legend_ongoing"),
    ("mark", "legend_mark"),
)
#: What each looks like; the colours of units stand beside their names, so samples are grey.
_SAMPLES: Final = {
    "interim": Bar("", Box(0, 0, 0, 0), "interim-tint", edge="interim", edge_width=1.2),
    "adviser": Bar("", Box(0, 0, 0, 0), "panel", edge="ink2", edge_width=1.6),
    "undisclosed": Bar("", Box(0, 0, 0, 0), "panel", edge="ink2", edge_width=1.6),
    "vacant": Bar("", Box(0, 0, 0, 0), "page", edge="line", edge_width=1.2, dashed=True),
    "leave": Bar("", Box(0, 0, 0, 0), "leave-tint", edge="leave", edge_width=1.2),
    "fade": Bar("", Box(0, 0, 0, 0), "page", "ink2", edge="page", edge_width=0),
    "maybe": Bar("", Box(0, 0, 0, 0), "panel", edge="ink2", edge_width=1.2, dashed=True),
    "beyond": Bar("", Box(0, 0, 0, 0), "ink2", edge="page", edge_width=0),
    "unstated": Bar("", Box(0, 0, 0, 0), "ink2", "page", edge="page", edge_width=0),
}


@final
@attrs.frozen
class Key:
    """A legend: its parts, and how tall it is."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    height: float


def key_of(used: Collection[str], words: Wording, corner: tuple[float, float], width: float) -> Key:
    """Return the legend of the states that are used, from a point down."""
    states = {"interim" if state == "acting" else state for state in used}
    made = _Key(corner, width)
    for state, field in _STATES:
        if state in states:
            made.add(state, getattr(words, field))
    return made.finished()


class _Key:
    def __init__(self, corner: tuple[float, float], width: float) -> None:
        self.left, self.top = corner
        self.x, self.y = corner
        self.limit = self.left + width
        self.bars: list[Bar] = []
        self.lines: list[Line] = []
        self.labels: list[Label] = []

    def add(self, state: str, name: str) -> None:
        """Put a sample and its word after the last ones, or below them."""
        wide = _SAMPLE[0] + 6
        lines = wrap(name, self.limit - self.left - wide, SIZE)
        texts = [label([Run(line, "ink2", SIZE)], 0, 0) for line in lines]
        width = wide + max(text.width for text in texts)
        if self.x > self.left and self.x + width > self.limit:
            self.x, self.y = self.left, self.y + _ROW
        middle = self.y + _ROW / 2
        for line in self.sample(state, middle):
            self.lines.append(line)
        for place, text in enumerate(texts):
            self.y += 14 if place else 0
            self.labels.append(attrs.evolve(text, x=self.x + wide, y=self.y + _ROW / 2))
        self.x += width + 14

    def sample(self, state: str, middle: float) -> Iterator[Line]:
        width, height = _SAMPLE
        number = len(self.bars) + len(self.lines) + 1
        points = ((self.x, middle), (self.x + width, middle))
        if state == "mark":
            yield Line(f"k-{number}", "", "", points, "legend", "moved", 1.3, "dashed")
        elif state == "ongoing":
            yield Line(f"k-{number}", "", "", points, "legend", "ink2", 2, arrow=True)
        else:
            # What goes on outside the picture is lower than a bar there, and here.
            low = height / 2 if state in {"beyond", "unstated"} else height
            box = Box(self.x, middle - low / 2, width, low)
            self.bars.append(attrs.evolve(_SAMPLES[state], id=f"k-{number}", box=box))

    def finished(self) -> Key:
        height = self.y + _ROW - self.top if self.labels else 0
        return Key(tuple(self.bars), tuple(self.lines), tuple(self.labels), height)
