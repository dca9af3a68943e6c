"""Rows along a time axis as a page of a picture, whatever the rows are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Bar, Box, Label, Line, Run, Scene, Swatch
from orgchart.drawing.cards.chart import Chart, Count
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.charts.furniture import heading, label
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.metrics import FILL, text_width, wrap
from orgchart.drawing.timelines.axis import ROW, MarkedDate, mark_labels, tick_labels, upright
from orgchart.drawing.timelines.bars import STUB
from orgchart.drawing.timelines.keys import key_of
from orgchart.drawing.timelines.rows import (
    AIR,
    TITLE,
    Entry,
    Frame,
    Painted,
    SlugCounter,
    lanes_of,
    paint,
)
from orgchart.drawing.timelines.rows import split as split_row
from orgchart.drawing.timelines.scale import Reach, Scale
from orgchart.drawing.timelines.ticks import Tick, ticks

__all__ = ["MOST", "RowsView", "paged"]

#: So many lanes stand on a page; more go to further pages.
MOST: Final = 60
MARGIN: Final = 24
#: Below this width titles stand above their bars.
_NARROW: Final = 560
_HEADING: Final = 11


@final
@attrs.frozen
class RowsView:
    """
    One page of rows along a time axis.

    Attributes:
        name, dates: the title.
        lang: the BCP 47 tag of its texts.
        words: its words, in the zone of its dates.
        counts: the headline.
        remarks: small lines below the title.
        entries: the rows, in order.
        reach: the stretch of time.
        marks: compared dates, in order.
        max_width: its width, in points.
        part: which page it is, in words; empty for the only one.
    """

    name: str
    dates: str
    lang: str
    words: Wording
    counts: tuple[Count, ...]
    remarks: tuple[str, ...]
    entries: tuple[Entry, ...]
    reach: Reach
    marks: tuple[MarkedDate, ...]
    max_width: float
    part: str = ""

    @property
    def alt_text(self) -> str:
        """What it shows, in at most 150 characters."""
        said = self.words.series(count.text for count in self.counts) or self.words.empty
        sentences = [self.words.stop.format(said.rstrip("."))]
        if self.part:
            sentences.append(self.words.stop.format(self.part))
        return alt_text(self.name, self.dates, sentences, self.words)

    def text(self) -> str:
        """Return the same facts in words, as an outline."""
        return "\n".join(self._outline()) + "\n"

    def _outline(self) -> Iterator[str]:
        words = self.words
        yield words.series(part for part in (self.name, self.dates, self.part) if part)
        yield words.series(count.text for count in self.counts) or words.empty
        yield from self.remarks
        if self.marks:
            yield f"{words.legend_mark}: {words.series(mark.text for mark in self.marks)}"
        group = ""
        for entry in self.entries:
            if entry.heading and entry.group != group:
                yield ""
                yield entry.heading
            group = entry.group
            yield f"  {words.comma.join(part for part in (entry.title, entry.note) if part)}"
            for line in entry.outline:
                yield f"    {line}"

    def scene(self) -> Scene:
        """Return the picture as positioned primitives."""
        return _Page(self).scene()


def frame_of(entries: Iterable[Entry], reach: Reach, max_width: float) -> Frame:
    """Return where rows stand on a page of a width."""
    width = float(int(max_width))
    column = 0.0
    if width >= _NARROW:
        longest = max((text_width(entry.title, TITLE) for entry in entries), default=0.0)
        column = float(round(min(longest / FILL + 4, max(width * 0.22, 130))))
    x = MARGIN + column + STUB + (6 if column else 0)
    right = width - MARGIN - STUB
    return Frame(Scale(reach, x, right - x), MARGIN, column, width - MARGIN)


def paged(view: RowsView, most: int) -> tuple[RowsView, ...]:
    """
    Return a view as one page, or as several of at most a number of lanes each.

    Rows stay whole where they can. Headline and remarks stand on each page, and count the whole.
    """
    frame = frame_of(view.entries, view.reach, view.max_width)
    pages: list[list[Entry]] = [[]]
    used = 0
    for entry in view.entries:
        for part in split_row(entry, frame, most, view.words.continued):
            lanes = max(lanes_of(part, frame), default=0) + 1
            if pages[-1] and used + lanes > most:
                pages.append([])
                used = 0
            pages[-1].append(part)
            used += lanes
    if len(pages) == 1:
        return (attrs.evolve(view, entries=tuple(pages[0])),)
    return tuple(
        attrs.evolve(
            view,
            entries=tuple(entries),
            part=view.words.page_of.format(number + 1, len(pages)),
        )
        for number, entries in enumerate(pages)
    )


class _Page:
    def __init__(self, view: RowsView) -> None:
        self.view = view
        self.words = view.words
        self.frame = frame_of(view.entries, view.reach, view.max_width)
        self.width = float(int(view.max_width))
        self.bars: list[Bar] = []
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.swatches: list[Swatch] = []
        self.used: set[str] = set()

    def scene(self) -> Scene:
        view = self.view
        chart = Chart(
            view.name,
            view.dates,
            counts=(("", view.counts),) if view.counts else (),
            remarks=view.remarks,
            part=view.part,
        )
        head = heading(chart, MARGIN, MARGIN, self.width - 2 * MARGIN)
        marks, tops, height = mark_labels(view.marks, self.frame, MARGIN + head.height + 8)
        axis = MARGIN + head.height + 8 + height
        made = ticks(self.frame.scale, view.words.zone, view.words)
        names = tuple(tick_labels(made, self.frame, axis + ROW / 2, self.width - 4))
        top = axis + (ROW if made else 0)
        bottom = self.rows(top + 2)
        upright_lines = [*self.grid(made, top, bottom), *self.marked(tops, bottom)]
        texts = [*self.labels, *marks, *names]
        crossing = [part for line in upright_lines for part in upright(line, texts)]
        if view.marks:
            self.used.add("mark")
        key = key_of(self.used, self.words, (MARGIN, bottom + 14), self.width - 2 * MARGIN)
        self.lines[:0] = crossing
        return Scene(
            name=view.name,
            description=view.text(),
            lang=view.lang,
            width=int(self.width),
            height=int(bottom + 14 + key.height + MARGIN),
            bars=(*self.bars, *key.bars),
            lines=(*self.lines, *key.lines),
            labels=(*head.labels, *marks, *names, *self.labels, *key.labels),
            swatches=tuple(self.swatches),
        )

    def grid(self, made: Sequence[Tick], top: float, bottom: float) -> Iterator[Line]:
        for number, tick in enumerate(made):
            x = self.frame.scale.at(tick.position)
            ink = "border" if tick.strong else "panel-line"
            points = ((x, top - ROW + 2), (x, bottom))
            yield Line(f"g-{number + 1}", "", "", points, "grid", ink, 0.8)

    def marked(self, tops: Sequence[float], bottom: float) -> Iterator[Line]:
        for number, (mark, top) in enumerate(zip(self.view.marks, tops, strict=True)):
            x = self.frame.scale.at(mark.position)
            points = ((x, top), (x, bottom))
            yield Line(f"m-{number + 1}", "", "", points, "mark", "moved", 1.3, "dashed")

    def rows(self, y: float) -> float:
        """Draw the rows and the names of their groups, and return where they end."""
        slugs = SlugCounter()
        group = ""
        for number, entry in enumerate(self.view.entries):
            if entry.heading and entry.group != group:
                y = self.group(entry, y)
            elif number:
                points = ((MARGIN, y), (self.width - MARGIN, y))
                self.lines.append(Line(f"r-{number}", "", "", points, "row", "panel-line", 0.5))
            group = entry.group
            painted = paint(entry, self.frame, y, slugs)
            self.take(painted)
            y += painted.height
        return y

    def take(self, painted: Painted) -> None:
        self.bars += painted.bars
        self.lines += painted.lines
        self.labels += painted.labels
        self.used |= painted.used

    def group(self, entry: Entry, y: float) -> float:
        """Write the name of a group after a sample of its colour."""
        y += AIR
        room = self.width - 2 * MARGIN - 16
        self.swatches.append(
            Swatch(Box(MARGIN, y + 5, 10, 10), entry.token, entry.token, rounded=False)
        )
        for line in wrap(entry.heading, room, _HEADING, bold=True):
            self.labels.append(label([Run(line, "ink2", _HEADING, bold=True)], MARGIN + 16, y + 10))
            y += 16
        return y + 2
