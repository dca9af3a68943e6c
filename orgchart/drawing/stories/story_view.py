"""A history as a page of a picture: its story in a browser, its last date on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import final

import attrs

from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.charts.series import Style
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.stories.story import Story
from orgchart.drawing.stories.storyboard import storyboard
from orgchart.history import History

__all__ = ["StoryView"]


def _maker(shape: object) -> object:
    """Return what equal shapes have alike: a method is equal to that of an equal object."""
    return getattr(shape, "__self__", shape)


@final
@attrs.frozen
class StoryView:
    """
    A history, date by date.

    Attributes:
        history: what is told.
        style: how charts are told.
        max_width: the width to keep to where that can be done, in points.
        shape: makes charts smaller.
    """

    history: History
    #: Its colours are a mapping, which has no hash.
    style: Style = attrs.field(hash=False)
    max_width: float
    shape: Callable[[Iterable[Chart]], tuple[Chart, ...]] = attrs.field(eq=_maker, hash=False)

    @cached_property
    def story(self) -> Story:
        """All dates on one plan."""
        return storyboard(self.history, self.style, max_width=self.max_width, shape=self.shape)

    @property
    def wording(self) -> Wording:
        """The words of the pictures."""
        return self.style.words

    @property
    def name(self) -> str:
        """What it tells of."""
        return self.story.name

    @property
    def dates(self) -> str:
        """The first and the last date."""
        first, last = self.story.frames[0], self.story.frames[-1]
        return self.wording.span.format(first.short, last.short)

    @property
    def lang(self) -> str:
        """The BCP 47 tag of its texts."""
        return self.story.lang

    @property
    def alt_text(self) -> str:
        """What it tells, in at most 150 characters."""
        return alt_text(self.name, self.dates, [self.story.frames[-1].headline], self.wording)

    def text(self) -> str:
        """Return the story in words: what changed at each date, and the last chart."""
        told: list[str] = []
        for frame in self.story.frames:
            told += [frame.label, *(f"  {line}" for line in frame.changes or [frame.headline])]
        return "\n".join([*told, "", self.story.frames[-1].text])

    def scene(self) -> Scene:
        """Return the picture of the last date."""
        return self.story.frames[-1].scene
