"""A chart as a page of a picture."""

from __future__ import annotations

from typing import final

import attrs

from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.charts.compose import compose
from orgchart.drawing.language.wording import Wording

__all__ = ["ChartView"]


@final
@attrs.frozen
class ChartView:
    """
    One chart, of a moment or of a difference.

    Attributes:
        chart: what it says, in order.
        wording: its words.
        max_width: the width it keeps to where it can, in points.
    """

    chart: Chart
    wording: Wording
    max_width: float

    @property
    def name(self) -> str:
        """What it is a chart of."""
        return self.chart.name

    @property
    def dates(self) -> str:
        """The moment or the span that it shows."""
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
        """Return the picture as positioned primitives."""
        return compose(self.chart, self.wording, self.text(), self.max_width)
