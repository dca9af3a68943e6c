"""
Charts and differences as pictures.

`draw` makes a `Drawing`: a value that knows its DOT text and the same facts in words, and that
Graphviz turns into SVG, PNG or PDF. The package computes the layout itself; Graphviz only draws.
"""

from __future__ import annotations

from typing import Final

import attrs

from orgchart.comparison import Diff
from orgchart.drawing.chart_view import ChartView
from orgchart.drawing.compose import MAX_WIDTH
from orgchart.drawing.merged import merged_chart
from orgchart.drawing.picture import Drawing
from orgchart.drawing.still import still_chart
from orgchart.drawing.theme import DARK, LIGHT, Theme, ThemeName, theme_of
from orgchart.drawing.wording import ENGLISH
from orgchart.errors import InvalidValueError
from orgchart.snapshot import Snapshot

__all__ = ["DARK", "LIGHT", "Drawing", "Theme", "draw"]

_LEAST: Final = 320


def draw(
    subject: Snapshot | Diff,
    *,
    theme: ThemeName | Theme = "light",
    lang: str | None = None,
    max_width: float = MAX_WIDTH,
) -> Drawing:
    """
    Draw a chart, or the difference of two charts in one picture.

    Args:
        subject: a snapshot, or a diff.
        theme: ``"light"``, ``"dark"`` or a `Theme`.
        lang: the language of names and titles, a BCP 47 tag; None for the plain ones.
        max_width: the width to keep to where that can be done, in points, 320 or more; the
            picture grows downwards.

    Raises:
        InvalidValueError: no such theme, or too small a width.

    >>> from orgchart import Person, Post, Tenure
    >>> chart = Snapshot.build(
    ...     people=[Person("ann", "Ann Lee")],
    ...     posts=[Post("ceo", "Chief executive")],
    ...     tenures=[Tenure("ann", "ceo")],
    ...     name="Acme",
    ... )
    >>> picture = draw(chart)
    >>> picture.alt_text
    'Acme. 1 person.'
    >>> picture.source.splitlines()[0]
    'digraph "Acme" {'
    """
    if not max_width >= _LEAST:
        raise InvalidValueError("a drawing", "max_width", max_width, f"give {_LEAST} or more")
    if isinstance(subject, Snapshot):
        words = attrs.evolve(ENGLISH, zone=subject.zone)
        chart = still_chart(subject, words, lang)
    else:
        words = attrs.evolve(ENGLISH, zone=subject.after.zone)
        chart = merged_chart(subject, words, lang)
    return Drawing((ChartView(chart, words, max_width),), theme_of(theme))
