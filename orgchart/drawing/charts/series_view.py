"""Charts of several dates beside each other as a page of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Card, Label, Line, Panel, Run, Scene
from orgchart.drawing.cards.chart import Chart, Count
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.charts.compose import MARGIN, Foot, whole
from orgchart.drawing.charts.furniture import SMALL, Furniture, heading, label, legend
from orgchart.drawing.charts.paint import Painting, paint
from orgchart.drawing.charts.series import Ground, Pair, absent, grounded, legend_chart
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.texts.metrics import wrap

__all__ = ["SeriesView", "pair_view", "strip_view"]

#: Between two charts.
GAP: Final = 34
#: The narrowest chart: where there is no room for all in a row, they stand in several.
NARROWEST: Final = 236
#: The date above each chart.
DATE: Final = 15


@final
@attrs.frozen
class SeriesView:
    """
    Charts of several dates, each in the same place.

    Attributes:
        name, dates, lang, alt_text: of the whole.
        head: a chart whose title, headline and remarks stand above all.
        charts: in order of time.
        like: the same with other faces on the cards, for which places have room too.
        said: for each chart, what stands above it: the date, and what is to be said of it.
        outline: the whole in words.
        wording: its words.
        max_width: the width it keeps to where it can, in points.
        ghosts: whether boxes stand where somebody is not yet or no more.
    """

    name: str
    dates: str
    lang: str
    alt_text: str
    head: Chart
    charts: tuple[Chart, ...]
    like: tuple[Chart, ...]
    said: tuple[tuple[str, str], ...]
    outline: str
    wording: Wording
    max_width: float
    ghosts: bool

    def text(self) -> str:
        """Return the same facts in words, as an outline."""
        return self.outline

    def scene(self) -> Scene:
        """Return the picture as positioned primitives."""
        return _Strip(self).scene()


def pair_view(pair: Pair, days: tuple[str, str], words: Wording, max_width: float) -> SeriesView:
    """
    Return two charts side by side, with boxes where the other has somebody.

    Args:
        pair: the charts, and their difference, whose headline holds.
        days: the date of each in words.
        words: the words of the picture.
        max_width: the width to keep to where that can be done, in points.
    """
    signs, merged = (words.side_before, words.side_after), pair.merged
    return SeriesView(
        name=merged.name,
        dates=merged.dates,
        lang=merged.lang,
        alt_text=merged.alt_text,
        head=merged,
        charts=pair.marked,
        like=pair.plain,
        said=tuple(
            (" · ".join(filter(None, (sign, day))), "")
            for sign, day in zip(signs, days, strict=True)
        ),
        outline=chart_text(merged, words),
        wording=words,
        max_width=max_width,
        ghosts=True,
    )


def strip_view(
    charts: Sequence[Chart],
    stills: Sequence[Chart],
    days: Sequence[str],
    words: Wording,
    max_width: float,
) -> SeriesView:
    """
    Return charts in a row, each marked against the one to its left.

    Args:
        charts: in order of time.
        stills: the same without marks, for what is counted.
        days: the date of each in words.
        words: the words of the picture.
        max_width: the width to keep to where that can be done, in points.
    """
    first, last = charts[0], charts[-1]
    dates = words.span.format(days[0], days[-1]) if days[0] and days[-1] else ""
    counts = tuple(_sums(stills, words))
    head = attrs.evolve(
        last, dates=dates, counts=counts, remarks=(words.strip_remark,), part=first.part
    )
    sentences = [words.stop.format(words.board_of.format(name, c.text)) for name, (c,) in counts]
    number = words.stop.format(counted(words.strip_dates, len(charts)))
    said = [
        (day, _news(chart, words) if place else "")
        for place, (day, chart) in enumerate(zip(days, charts, strict=True))
    ]
    return SeriesView(
        name=last.name,
        dates=dates,
        lang=last.lang,
        alt_text=alt_text(last.name, dates, sentences or [number], words),
        head=head,
        charts=tuple(charts),
        like=(),
        said=tuple(said),
        outline="\n".join(chart_text(chart, words) for chart in charts),
        wording=words,
        max_width=max_width,
        ghosts=False,
    )


def _news(chart: Chart, words: Wording) -> str:
    """Return the headline of a difference in one line, without what stayed as it was."""
    if chart.part:
        # The headline is that of the whole, and would not match the cards below it.
        return ""
    said = [
        words.board_of.format(name, words.series([c.text for c in counts if c.ink != "ink"]))
        for name, counts in chart.counts
        if any(c.ink != "ink" for c in counts)
    ]
    return " · ".join(said) or words.no_change


def _sums(stills: Sequence[Chart], words: Wording) -> Iterator[tuple[str, tuple[Count, ...]]]:
    """Yield whom the board appoints and how many are on each body, from date to date."""
    tops = dict.fromkeys(
        root
        for chart in stills
        for root in chart.roots
        if root in chart.appointed and chart.appointed[root][1] == words.appoints
    )
    for top in list(tops)[:1]:
        names = [_holders(chart, top, words) for chart in stills]
        title = next(c.slots[top].face.title for c in reversed(stills) if top in c.slots)
        yield title, (Count(" → ".join(_runs(names))),)
    for id_ in dict.fromkeys(body.id for chart in stills for body in chart.bodies):
        found = [next((b for b in chart.bodies if b.id == id_), None) for chart in stills]
        name = next(body.name for body in reversed(found) if body is not None)
        # How many sit there is said in the title of the panel.
        numbers = [body.title.rpartition(" · ")[2] if body is not None else "0" for body in found]
        yield name, (Count(" → ".join(numbers)),)


def _holders(chart: Chart, slot: str, words: Wording) -> str:
    said: list[str] = []
    for holder in chart.slots[slot].face.holders if slot in chart.slots else ():
        known = holder.tag is not None and holder.tag.state in _KINDS
        state = words.bracket.format(words.spoken(holder.tag.text)) if holder.tag and known else ""
        said.append(f"{holder.name}{state}")
    return words.series(said) or words.nothing


#: States that a name in the headline goes with.
_KINDS: Final = frozenset({"interim", "acting"})


def _runs(names: Sequence[str]) -> list[str]:
    """Return names with repetitions left out."""
    return [name for place, name in enumerate(names) if not place or names[place - 1] != name]


class _Strip:
    """Puts the charts of a view on one sheet."""

    def __init__(self, view: SeriesView) -> None:
        self.view = view
        self.words = view.wording
        self.count = len(view.charts)
        wide = max(view.max_width, 320) - 2 * MARGIN
        most = max(int((wide + GAP) // (NARROWEST + GAP)), 1)
        self.columns = -(-self.count // -(-self.count // most))
        self.room = (wide + GAP) / self.columns - GAP
        self.ground: Ground = grounded(
            view.charts, self.words, self.room, reuse=not view.ghosts, like=view.like
        )
        self.wide = max(self.ground.plan.width, min(self.room, NARROWEST))
        self.cards: list[Card] = []
        self.lines: list[Line] = []
        self.panels: list[Panel] = []
        self.labels: list[Label] = []

    def scene(self) -> Scene:
        view = self.view
        full = self.columns * (self.wide + GAP) - GAP
        head = heading(view.head, MARGIN, MARGIN - 12, full, self.words)
        y = MARGIN + 6 + head.height
        for start in range(0, self.count, self.columns):
            y = self.row(range(start, min(start + self.columns, self.count)), y)
        foot = Foot(y, full)
        for listed in self.ground.charts[-1].listed:
            foot.listed(listed.id, listed.title, listed.rows)
        y = foot.y
        signs = self.legend(y, full)
        labels = (*head.labels, *self.labels, *foot.labels, *signs.labels)
        ends = [MARGIN + full, *(one.left + one.width for one in labels)]
        return Scene(
            name=self.words.row((view.name, view.dates)),
            description=view.outline,
            lang=view.lang,
            width=whole(max(ends) + MARGIN),
            height=whole(y + signs.height + MARGIN - 12),
            cards=tuple(self.cards),
            lines=(*self.lines, *signs.lines),
            panels=(*self.panels, *foot.panels),
            labels=labels,
            swatches=signs.swatches,
        )

    def row(self, numbers: range, y: float) -> float:
        """Draw some charts beside each other; return where the next row begins."""
        lines = {
            n: wrap(self.view.said[n][1], self.wide, SMALL) if self.view.said[n][1] else ()
            for n in numbers
        }
        top = y + DATE + 14 + 15 * max(len(own) for own in lines.values())
        foot = top + self.ground.plan.height
        for column, number in enumerate(numbers):
            x = MARGIN + column * (self.wide + GAP)
            self.date(self.view.said[number][0], x, y + 8)
            for place, text in enumerate(lines[number]):
                middle = y + DATE + 14 + place * 15
                self.labels.append(label([Run(text, "ink2", SMALL)], x, middle))
            if column:
                self.between(x, y, foot, number)
            self.chart(number, x, top + 4)
        return foot + 34

    def date(self, text: str, x: float, y: float) -> None:
        """Write the date of a chart, where it has one."""
        if text:
            self.labels.append(label([Run(text, "ink", DATE, bold=True)], x, y))

    def between(self, x: float, y: float, foot: float, number: int) -> None:
        """Part two charts: by a line side by side, by an arrow in a strip."""
        middle = x - GAP / 2
        points = ((middle, y), (middle, foot))
        if not self.view.ghosts:
            points = ((x - GAP + 6, y + 8), (x - 7, y + 8))
        line = Line(
            f"gap-{number}", "", "", points, "decoration", "line", 1, arrow=not self.view.ghosts
        )
        self.lines.append(line)

    def chart(self, number: int, x: float, y: float) -> None:
        """Draw one chart; its ids say which it is."""
        ground, chart = self.ground, self.ground.charts[number]
        left = x + (self.wide - ground.plan.width) / 2
        where = ground.union.where[number]
        drawn = paint(chart, ground.cards[number], where, ground.plan, self.words, (left, y))
        boxes = tuple(
            attrs.evolve(card, box=card.box.moved(left, y))
            for card in (absent(ground, number, self.words) if self.view.ghosts else ())
        )
        drawn = _prefixed(attrs.evolve(drawn, cards=(*drawn.cards, *boxes)), f"{chr(97 + number)}-")
        self.cards += drawn.cards
        self.lines += drawn.lines
        self.panels += drawn.panels
        self.labels += drawn.labels

    def legend(self, y: float, wide: float) -> Furniture:
        return legend(legend_chart(self.ground.charts, self.words), self.words, MARGIN, y, wide)


def _prefixed(painting: Painting, prefix: str) -> Painting:
    """Return primitives whose ids begin with what tells one chart from the others."""
    return Painting(
        tuple(attrs.evolve(card, id=f"{prefix}{card.id}") for card in painting.cards),
        tuple(
            attrs.evolve(
                line,
                id=f"{prefix}{line.id}",
                tail=f"{prefix}{line.tail}" if line.tail else "",
                head=f"{prefix}{line.head}" if line.head else "",
            )
            for line in painting.lines
        ),
        tuple(attrs.evolve(panel, id=f"{prefix}{panel.id}") for panel in painting.panels),
        painting.labels,
    )
