"""A chart on the plan that it shares with charts of other dates."""

from __future__ import annotations

from typing import final

import attrs

from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.charts.compose import MARGIN, whole
from orgchart.drawing.charts.furniture import heading, legend
from orgchart.drawing.charts.paint import paint
from orgchart.drawing.charts.series import grounded, legend_chart
from orgchart.drawing.language.wording import Wording

__all__ = ["SharedView"]


@final
@attrs.frozen
class SharedView:
    """
    One of several charts, drawn so that each can take another's place.

    Attributes:
        charts: in order of time.
        marked: the same with what tells them apart: places have room for that too.
        place: the number of the one that is shown, from 0.
        wording: the words of the picture.
        max_width: the width to keep to where that can be done, in points.
    """

    charts: tuple[Chart, ...]
    marked: tuple[Chart, ...]
    place: int
    wording: Wording
    max_width: float

    @property
    def chart(self) -> Chart:
        """The chart that is shown."""
        return self.charts[self.place]

    @property
    def name(self) -> str:
        """What it is a chart of."""
        return self.chart.name

    @property
    def dates(self) -> str:
        """The moment that it shows."""
        return self.chart.dates

    @property
    def lang(self) -> str:
        """The BCP 47 tag of its texts."""
        return self.chart.lang

    @property
    def alt_text(self) -> str:
        """What it shows, in at most 150 characters."""
        return self.chart.alt_text

    def text(self) -> str:
        """Return the same facts in words, as an outline."""
        return chart_text(self.chart, self.wording)

    def scene(self) -> Scene:
        """Return the picture as positioned primitives; the size is the same for all charts."""
        words, room = self.wording, max(self.max_width, 320) - 2 * MARGIN
        ground = grounded(self.charts, words, room, reuse=False, like=self.marked)
        heads = [heading(chart, MARGIN, MARGIN - 12, room, words) for chart in ground.charts]
        wide = max([ground.plan.width, *(head.width for head in heads)])
        top = MARGIN + 2 + max(head.height for head in heads)
        left = MARGIN + (wide - ground.plan.width) / 2
        where = ground.union.where[self.place]
        chart, cards = ground.charts[self.place], ground.cards[self.place]
        drawn = paint(chart, cards, where, ground.plan, words, (left, top))
        foot = top + ground.plan.height + 16
        signs = legend(legend_chart(ground.charts, words), words, MARGIN, foot, wide)
        return Scene(
            name=words.row((chart.name, chart.dates)),
            description=self.text(),
            lang=chart.lang,
            width=whole(wide + 2 * MARGIN),
            height=whole(foot + signs.height + MARGIN - 12),
            cards=drawn.cards,
            lines=(*drawn.lines, *signs.lines),
            panels=drawn.panels,
            labels=(*heads[self.place].labels, *drawn.labels, *signs.labels),
            swatches=signs.swatches,
        )
