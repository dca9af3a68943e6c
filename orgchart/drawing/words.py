"""A chart in words: the same facts as plain text, for terminals, search and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from orgchart.drawing.chart import Chart
from orgchart.drawing.wording import Wording

__all__ = ["chart_text"]


def chart_text(chart: Chart, words: Wording) -> str:
    """
    Return a chart as plain text: an outline, one card a line, reports indented below managers.

    Args:
        chart: what to tell.
        words: the words of the picture.
    """
    return "\n".join(_lines(chart, words)) + "\n"


def _lines(chart: Chart, words: Wording) -> Iterator[str]:
    yield f"{chart.name}, {chart.dates}" if chart.dates else chart.name
    for name, counts in chart.counts:
        said = ", ".join(count.text for count in counts)
        yield f"{name}: {said}" if name else said
    yield from chart.remarks
    if chart.changes:
        yield ""
        yield from chart.changes
    for body in chart.bodies:
        yield ""
        yield body.title
        for slot in body.slots:
            yield f"  {slot.says}"
    names = {body.id: body.name for body in chart.bodies}
    if chart.roots:
        yield ""
    for root in chart.roots:
        if root in chart.appointed:
            body, word, _ = chart.appointed[root]
            yield f"{names.get(body, body)} {word}:" if word == words.appoints else f"{word}:"
        yield from _branch(chart, root)
    for tray in chart.trays:
        yield ""
        yield tray.title
        for top in tray.slots:
            yield from _branch(chart, top)
    if chart.elsewhere:
        yield ""
        yield words.elsewhere
        for other in chart.elsewhere:
            yield f"  {other.name}: {', '.join(other.people)}"
    if chart.dotted:
        yield ""
    for line in chart.dotted:
        manager, report = chart.short(line.manager), chart.short(line.report)
        state = {"new": words.legend_new_line, "old": words.legend_old_line}.get(line.state, "")
        yield f"{report}: {words.dotted_to.format(manager)}{f' ({state})' if state else ''}"


def _branch(chart: Chart, top: str) -> Iterator[str]:
    for slot, depth in chart.branch(top):
        yield f"  {'  ' * depth}{chart.slots[slot].says}"
