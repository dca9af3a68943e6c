"""Trays of a difference: cards of which there is nothing to tell become a list of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from orgchart.drawing.cards.chart import Chart, Listed, Slot, Tray
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.sheet import joined
from orgchart.drawing.cards.signs import with_legend
from orgchart.drawing.language.wording import Wording, counted

__all__ = ["fold_trays"]

#: Fewer cards than this stay cards: a list would be no shorter.
LEAST: Final = 3


def fold_trays(charts: Sequence[Chart], words: Wording) -> tuple[Chart, ...]:
    """
    Return charts whose trays hold what changed; the rest is listed by titles.

    Cards with something below them, or at the end of a line, stay.

    Args:
        charts: the chart of a difference; or several, of which the first is that of a moment and
            each other that of the difference from the one before: then a card is listed where it
            changes in none.
        words: the words of the picture.
    """
    quiet: dict[str, dict[str, None]] = {}
    for number, chart in enumerate(charts):
        for tray in chart.trays:
            own = dict.fromkeys(_quiet(chart, tray, first=number == 0 and len(charts) > 1))
            known = own if number == 0 else quiet.get(tray.id, {})
            quiet[tray.id] = {id_: None for id_ in known if id_ in own}
        for id_ in quiet.keys() - {tray.id for tray in chart.trays}:
            quiet[id_] = {}
    return tuple(_folded(chart, quiet, words) for chart in charts)


def _quiet(chart: Chart, tray: Tray, *, first: bool) -> Iterator[str]:
    """Yield the cards of a tray of which there is nothing to tell."""
    ends = {end for line in chart.dotted for end in (line.manager, line.report)}
    ends |= {end for pair in (*chart.moves, *chart.backs) for end in pair}
    for id_ in tray.slots:
        plain = first or chart.slots[id_].face.look is Look.UNCHANGED
        if plain and id_ not in ends and not chart.children.get(id_):
            yield id_


def _folded(chart: Chart, quiet: Mapping[str, Iterable[str]], words: Wording) -> Chart:
    trays: list[Tray] = []
    listed: list[Listed] = []
    hidden: set[str] = set()
    for tray in chart.trays:
        alike = [id_ for id_ in tray.slots if id_ in set(quiet[tray.id])]
        if len(alike) >= LEAST:
            hidden |= set(alike)
            cards = [chart.slots[id_] for id_ in alike]
            # Several may share a card: names are counted.
            number = sum(len(slot.face.holders) for slot in cards)
            title = joined(tray.title, counted(words.folded, number))
            rows = _rows(cards, words)
            listed.append(Listed(f"{tray.id}-unchanged", title, rows))
        left = tuple(id_ for id_ in tray.slots if id_ not in hidden)
        if left:
            trays.append(attrs.evolve(tray, slots=left))
    slots = {id_: slot for id_, slot in chart.slots.items() if id_ not in hidden}
    folded = attrs.evolve(chart, slots=slots, trays=tuple(trays), listed=(*chart.listed, *listed))
    return with_legend(folded, words)


def _rows(slots: list[Slot], words: Wording) -> tuple[tuple[str, str], ...]:
    """Return titles in order, each with its holders and their states."""
    rows: dict[str, list[str]] = {}
    for slot in slots:
        for holder in slot.face.holders:
            pill = words.spoken(holder.tag.text) if holder.tag else ""
            state = joined(pill, holder.note)
            said = f"{holder.name}{words.bracket.format(state) if state else ''}"
            rows.setdefault(slot.face.title, []).append(said)
    return tuple((title, words.series(names)) for title, names in rows.items())
