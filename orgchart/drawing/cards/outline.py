"""A chart in words: the same facts as plain text, for terminals, search and screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.language.wording import Wording

__all__ = ["card_name", "chart_text"]

#: The deepest level that is shown by indenting.
_DEEPEST: Final = 20


def chart_text(chart: Chart, words: Wording) -> str:
    """
    Return a chart as plain text: an outline, one card a line, reports indented below managers.

    Args:
        chart: what to tell.
        words: the words of the picture.
    """
    return "\n".join(_lines(chart, words)) + "\n"


def card_name(chart: Chart, slot: str, words: Wording) -> str:
    """Return who and what a card is, without its states."""
    face = chart.slots[slot].face
    return words.row((*(holder.name for holder in face.holders), face.title))


def _lines(chart: Chart, words: Wording) -> Iterator[str]:
    yield words.titled.format(chart.name, chart.dates) if chart.dates else chart.name
    if chart.part:
        yield chart.part
    for name, counts in chart.counts:
        said = words.series(count.text for count in counts)
        yield words.board_of.format(name, said) if name else said
    yield from chart.remarks
    for part in (
        chart.changes,
        *((body.title, *(f"  {slot.says}" for slot in body.slots)) for body in chart.bodies),
        tuple(_trees(chart, words)),
        *(
            (tray.title, *(line for top in tray.slots for line in _branch(chart, top)))
            for tray in chart.trays
        ),
        *(
            (panel.title, *(f"  {words.board_of.format(*row)}" for row in panel.rows))
            for panel in chart.listed
        ),
        tuple(_elsewhere(chart, words)),
        tuple(_dotted(chart, words)),
    ):
        if part:
            yield ""
            yield from part


def _trees(chart: Chart, words: Wording) -> Iterator[str]:
    names = {body.id: body.name for body in chart.bodies}
    for root in chart.roots:
        if root in chart.appointed:
            body, word, _ = chart.appointed[root]
            known = words.body_appoints.format(names.get(body, body))
            yield words.board_of.format(known if word == words.appoints else word, "").rstrip()
        yield from _branch(chart, root)


def _elsewhere(chart: Chart, words: Wording) -> Iterator[str]:
    if chart.elsewhere:
        yield words.elsewhere
    for other in chart.elsewhere:
        yield f"  {words.board_of.format(other.name, words.series(other.people))}"


def _dotted(chart: Chart, words: Wording) -> Iterator[str]:
    news = {"new": words.legend_new_line, "old": words.legend_old_line}
    states = {state: words.bracket.format(said) for state, said in news.items()}
    for line in chart.dotted:
        manager, report = (card_name(chart, id_, words) for id_ in (line.manager, line.report))
        told = f"{words.dotted_to.format(manager)}{states.get(line.state, '')}"
        yield words.board_of.format(report, told)


def _branch(chart: Chart, top: str) -> Iterator[str]:
    for slot, depth in chart.branch(top):
        # Past some depth blanks would outweigh words: a number takes their place.
        blanks = "  " * min(depth + 1, _DEEPEST)
        level = f"[{depth + 1}] " if depth >= _DEEPEST else ""
        yield f"{blanks}{level}{chart.slots[slot].says}"
