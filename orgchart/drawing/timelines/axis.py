"""The axis of a timeline: ticks, compared dates, and upright lines that no text is crossed by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Label, Line, Run
from orgchart.drawing.charts.furniture import label
from orgchart.drawing.timelines.rows import Frame
from orgchart.drawing.timelines.ticks import SIZE, Tick

__all__ = ["MarkedDate", "mark_labels", "tick_labels", "upright"]

#: The height of a row of labels above the axis.
ROW: Final = 16
#: How far a line keeps from text.
_CLEAR: Final = 2
#: Parts of lines shorter than this are left out: between lines of text they would be noise.
_SHORT: Final = 9


@final
@attrs.frozen
class MarkedDate:
    """A compared date: its position, and how to say it."""

    position: int
    text: str


def mark_labels(
    marks: Sequence[MarkedDate], frame: Frame, y: float
) -> tuple[tuple[Label, ...], tuple[float, ...], float]:
    """
    Return the labels of compared dates, where each line begins, and how tall they are together.

    A label stands left of its line where it can; labels that would overlap stand above each other.
    """
    found: list[tuple[Label, int]] = []
    ends: list[float] = []
    for mark in marks:
        x = frame.scale.at(mark.position)
        said = label([Run(mark.text, "moved", SIZE, bold=True)], 0, 0)
        said = attrs.evolve(said, x=max(x - said.width - 3, frame.left))
        row = next((r for r, end in enumerate(ends) if end <= said.x), len(ends))
        ends[row : row + 1] = [said.x + said.width + 4]
        found.append((said, row))
    height = ROW * len(ends)
    labels = tuple(attrs.evolve(said, y=y + height - ROW * row - ROW / 2) for said, row in found)
    return labels, tuple(said.y - ROW / 2 + 2 for said in labels), float(height)


def tick_labels(ticks: Sequence[Tick], frame: Frame, y: float, limit: float) -> Iterator[Label]:
    """Yield the labels of ticks, right of their lines; none reaches beyond a limit."""
    for tick in ticks:
        if tick.text:
            run = Run(tick.text, "ink" if tick.strong else "ink2", SIZE, bold=tick.strong)
            said = label([run], frame.scale.at(tick.position) + 3, y)
            if said.x + said.width <= limit:
                yield said


def upright(line: Line, texts: Sequence[Label]) -> Iterator[Line]:
    """Yield an upright line in parts that keep clear of text."""
    (x, top), (_, bottom) = line.points
    crossed = sorted(
        (text.y - half, text.y + half)
        for text in texts
        if text.left - _CLEAR < x < text.left + text.width + _CLEAR
        for half in (max(run.size for run in text.runs) * 0.65,)
    )
    number = 0
    for low, high in [*crossed, (bottom, bottom)]:
        if min(low, bottom) - top > _SHORT or (not crossed and bottom > top):
            ending = f"-{number}" if number else ""
            points = ((x, top), (x, min(low, bottom)))
            yield attrs.evolve(line, id=f"{line.id}{ending}", points=points)
            number += 1
        top = max(top, high)
