"""What stands around a chart: title, headline, remarks, legends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Box, Label, Line, Run, Swatch
from orgchart.drawing.cards.chart import Chart, Count
from orgchart.drawing.cards.faces import LOOKS, is_upright, pill_ink
from orgchart.drawing.cards.signs import SIGNS, Shape
from orgchart.drawing.language.wording import ENGLISH, Wording
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.texts.metrics import FILL, text_width
from orgchart.drawing.texts.metrics import wrap as wrap_text

__all__ = ["Furniture", "heading", "label", "legend", "listing"]

TITLE: Final = 22
DATES: Final = 15
COUNT: Final = 14
SMALL: Final = 11
LEGEND: Final = 10
#: How much wider than its text a label is, at most.
SLACK: Final = 3


@final
@attrs.frozen
class Furniture:
    """Labels, swatches and lines with their common height and width."""

    labels: tuple[Label, ...]
    swatches: tuple[Swatch, ...] = ()
    lines: tuple[Line, ...] = ()
    width: float = 0
    height: float = 0


def wrap(text: str, width: float, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text as lines whose labels, with the room around them, keep to a width."""
    return wrap_text(text, width - SLACK, size, bold=bold)


def label(runs: Sequence[Run], x: float, y: float) -> Label:
    """Return text at a place, in a cell with room for hinted fonts."""
    shown = tuple(
        attrs.evolve(run, italic=False) if run.italic and is_upright(run.text) else run
        for run in runs
    )
    return Label(shown, x, y, _room(shown))


def _room(runs: Iterable[Run]) -> float:
    used = sum(text_width(run.text, run.size, bold=run.bold) for run in runs)
    return float(-(-(used / FILL + 2) // 1))


def heading(chart: Chart, x: float, y: float, width: float, words: Wording = ENGLISH) -> Furniture:
    """
    Return the title, the dates, the headline and the remarks, from a point down.

    Args:
        chart: what they are of.
        x, y: the point at the top left.
        width: the width to keep to, in points.
        words: the words of the picture, for the punctuation.
    """
    labels: list[Label] = []
    widest = 0.0
    middle = y + TITLE / 2
    right = x
    for place, line in enumerate(wrap(chart.name, width, TITLE, bold=True)):
        middle += 30 if place else 0
        labels.append(label([Run(line, "ink", TITLE, bold=True)], x, middle))
        right = labels[-1].x + labels[-1].width
        widest = max(widest, right - x)
    if chart.dates:
        first, *more = wrap(chart.dates, width, DATES)
        dates = label([Run(first, "ink2", DATES)], right + 12, middle + 2)
        if more or (dates.x + dates.width > x + width and right > x):
            middle += 24
            dates = attrs.evolve(dates, x=x, y=middle)
        labels.append(dates)
        for line in more:
            middle += 20
            labels.append(label([Run(line, "ink2", DATES)], x, middle))
    for place, line in enumerate(wrap(chart.part, width, COUNT, bold=True) if chart.part else ()):
        middle += 18 if place else 26
        labels.append(label([Run(line, "ink", COUNT, bold=True)], x, middle))
    named = [
        (words.board_of.format(name, "").rstrip() if name else "", counts)
        for name, counts in chart.counts
    ]
    counts, middle = _counts(named, x, middle + 4, width)
    labels += counts
    for place, remark in enumerate(chart.remarks):
        middle += 2 if place else 6
        for line in wrap(remark, width, SMALL):
            middle += 16
            labels.append(label([Run(line, "ink2", SMALL)], x, middle))
    widest = max([widest, *(lb.x + lb.width - x for lb in labels)])
    return Furniture(tuple(labels), width=widest, height=middle + 10 - y)


def _counts(
    groups: Sequence[tuple[str, tuple[Count, ...]]], x: float, middle: float, width: float
) -> tuple[list[Label], float]:
    labels: list[Label] = []
    at = x
    if groups:
        middle += 26
    for place, (name, counts) in enumerate(groups):
        words = [Count(name), *counts] if name else list(counts)
        if place:
            words.insert(0, Count("|", "unchanged"))
        for count in words:
            for line in wrap(count.text, width, COUNT, bold=True):
                said = label([Run(line, count.ink, COUNT, bold=True)], at, middle)
                if at > x and said.x + said.width > x + width:
                    at, middle = x, middle + 22
                    said = attrs.evolve(said, x=at, y=middle)
                labels.append(said)
                at += said.width + 10
    return labels, middle


#: Samples of lines: ink, width, style.
_LINES: Final = {
    "presumed": ("line", 1.2, "dashed"),
    "adviser_line": ("ink2", 2.4, "dotted"),
    "dotted": ("ink2", 1.0, "dashed"),
    "new_line": ("joined", 1.8, "solid"),
    "old_line": ("left", 1.2, "dashed"),
    "move": ("moved", 1.3, "dashed"),
    "back": ("interim", 1.4, "dashed"),
}
#: Samples of marks, each a square: edge, dashed, letter.
_MARKS: Final[Mapping[str, tuple[tuple[str, bool, str], ...]]] = {
    "away": (("ink2", False, ""),),
    "doubtful": (("ink2", True, ""),),
    "undisclosed": (("ink2", False, "?"),),
    "shared": (("ink2", False, ""), ("ink2", False, "")),
}
_MARK: Final = 12.0
_PILL: Final = 13.0


def legend(chart: Chart, words: Wording, x: float, y: float, width: float) -> Furniture:
    """Return the legends of unit colours and of the states that are used, from a point down."""
    made = _Legend(x, y, width)
    for token, name in chart.units:
        made.add(name, [Swatch(Box(0, 0, 11, 11), token, token, rounded=False)])
    made.end_row()
    used = [sign for sign in SIGNS if sign.name in chart.states]
    for (shape, look), group in groupby(used, key=lambda sign: (sign.shape, sign.look)):
        if look is not None:
            style = LOOKS[look]
            box = Box(0, 0, 22, 14)
            edge = max(style.edge_width, 1)
            sample = Swatch(box, style.fill, style.edge, edge, style.dashed)
            made.add(words.series([getattr(words, sign.word) for sign in group]), [sample])
            continue
        told: set[str] = set()
        for sign in group:
            said = getattr(words, sign.word)
            # The pill of a state and that of a change into it mean the same.
            if shape is not Shape.PILL or said not in told:
                _sample(made, sign.name, shape, said, words)
            told.add(said)
    made.end_row()
    return Furniture(
        tuple(made.labels),
        tuple(made.swatches),
        tuple(made.lines),
        made.widest,
        made.y - y if made.labels else 0,
    )


def _sample(made: _Legend, name: str, shape: Shape, said: str, words: Wording) -> None:
    """Add a state whose sample is no card."""
    match shape:
        case Shape.LINE:
            made.add(said, line=_LINES[name])
        case Shape.TRAY:
            made.add(said, [Swatch(Box(0, 0, 22, 14), "page", "line", 1, dashed=True)])
        case Shape.MARK:
            marks = _MARKS[name]
            boxes = [Box(place * (_MARK + 2), 0, _MARK, _MARK) for place in range(len(marks))]
            swatches = [
                Swatch(box, "page", edge, 1, dashed)
                for box, (edge, dashed, _) in zip(boxes, marks, strict=True)
            ]
            made.add(said, swatches, text=[Run(marks[0][2], "ink2", 8, bold=True)])
        case Shape.PILL:
            text, ink = getattr(words, name), pill_ink(name)
            width = round(text_width(text, 8, bold=True)) + 11
            sample = Swatch(Box(0, 0, width, _PILL), f"{ink}-tint", ink)
            made.add(said, [sample], text=[Run(text, ink, 8, bold=True)])
        case Shape.TEXT | Shape.CARD:
            struck = Run(words.sign_hands_name, "left", 10, strike=True)
            plain = Run(words.also.format("…"), "ink2", 9)
            made.add(said, text=[plain if name == "also" else struck])


class _Legend:
    def __init__(self, x: float, y: float, width: float) -> None:
        self.left, self.x, self.y, self.limit = x, x, y, x + width
        self.labels: list[Label] = []
        self.swatches: list[Swatch] = []
        self.lines: list[Line] = []
        self.widest = 0.0

    def end_row(self) -> None:
        if self.x > self.left:
            self.x, self.y = self.left, self.y + 20

    def add(
        self,
        name: str,
        swatches: Sequence[Swatch] = (),
        line: tuple[str, float, str] | None = None,
        text: Sequence[Run] = (),
    ) -> None:
        """Add an entry: a sample (swatches with text in them, a line, or text) and a name."""
        inner = label(text, 0, 0) if text and text[0].text else None
        sample = max((swatch.box.right for swatch in swatches), default=0.0)
        if line is not None:
            sample = 28.0
        elif inner is not None:
            sample = max(sample, inner.width)
        first, *more = wrap(name, self.limit - self.left - sample - 6, LEGEND)
        said = label([Run(first, "ink2", LEGEND)], 0, 0)
        if self.x > self.left and self.x + sample + 6 + said.width > self.limit:
            self.end_row()
        middle = self.y + 10
        for swatch in swatches:
            box = swatch.box.moved(self.x, middle - swatch.box.height / 2)
            self.swatches.append(attrs.evolve(swatch, box=box))
        if inner is not None:
            left = self.x + (sample - inner.width) / 2
            self.labels.append(attrs.evolve(inner, x=left, y=middle))
        if line is not None:
            ink, thick, style = line
            points = ((self.x, middle), (self.x + sample, middle))
            id_ = f"l-{len(self.lines) + 1}"
            self.lines.append(Line(id_, "", "", points, "legend", ink, thick, style))
        for place, words in enumerate((first, *more)):
            said = label([Run(words, "ink2", LEGEND)], self.x + sample + 6, middle)
            if place:
                self.y += 14
                said = attrs.evolve(said, y=self.y + 10)
            self.labels.append(said)
            self.widest = max(self.widest, said.x + said.width - self.left)
        self.x += sample + 6 + max(lb.width for lb in self.labels[-1 - len(more) :]) + 14


def listing(rows: Sequence[tuple[str, str]], x: float, y: float, width: float) -> Furniture:
    """Return rows of a name and text beside it, from a point down."""
    longest = max(text_width(name, LEGEND, bold=True) for name, _ in rows) / FILL
    column = min(longest + 14, width / 3)
    labels: list[Label] = []
    middle = y
    for name, said in rows:
        names = wrap(clean(name), column - 10, LEGEND, bold=True)
        texts = wrap(clean(said), width - column, LEGEND)
        for place, line in enumerate(names):
            labels.append(label([Run(line, "ink", LEGEND, bold=True)], x, middle + place * 14))
        for place, line in enumerate(texts):
            labels.append(label([Run(line, "ink2", LEGEND)], x + column, middle + place * 14))
        middle += 14 * max(len(names), len(texts)) + 4
    return Furniture(tuple(labels), width=width, height=middle - y)
