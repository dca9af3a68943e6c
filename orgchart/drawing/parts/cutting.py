"""
Parts of charts: some of the cards, with what is left out counted on the cards that it was below.

A part claims nothing that the whole does not: a card whose reports are not all shown says how many
are not, how many of them are vacant and, in a difference, how many changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

import attrs

from orgchart.drawing.cards.chart import Below, Body, Chart, Slot
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.outline import card_name
from orgchart.drawing.cards.signs import with_legend
from orgchart.drawing.language.wording import Wording, counted

__all__ = ["counts_of", "cut", "joined_notes", "named"]

#: Looks of cards that are no posts of today.
_PAST: Final = frozenset({Look.LEFT, Look.GHOST})
#: Looks of cards that tell a change, in a difference.
_NEWS: Final = frozenset(
    {Look.JOINED, Look.LEFT, Look.ROLE, Look.MOVED, Look.VACATED, Look.GHOST, Look.MAYBE}
)


def counts_of(chart: Chart, slots: Collection[str], words: Wording) -> Below:
    """
    Count cards: those of today, the vacant ones among them, and those that tell a change.

    A move within the cards is one change, though it has a ghost too.
    """
    inside = set(slots)
    twice = {ghost for ghost, card in chart.moves if ghost in inside and card in inside}
    cards = vacant = changes = 0
    for id_ in inside:
        slot = chart.slots[id_]
        today = slot.face.look not in _PAST
        cards += today + slot.below.cards
        empty = any(holder.name == words.vacant for holder in slot.face.holders)
        vacant += (today and empty) + slot.below.vacant
        changes += (slot.face.look in _NEWS and id_ not in twice) + slot.below.changes
    return Below(cards, vacant, changes)


def _folded(slot: Slot, below: Below, words: Wording, *, partly: bool = False) -> Slot:
    """
    Return a card that says how much below it is not shown.

    Args:
        slot: the card.
        below: what is not shown.
        words: the words of the picture.
        partly: whether some of what is below it is shown.
    """
    if not any(attrs.astuple(below)):
        return slot
    forms = words.not_shown if partly else words.below
    changes = counted(words.below_changes, below.changes) if below.changes else ""
    pill = counted(words.only_changes, below.changes)
    if below.cards:
        pill = counted(forms, below.cards)
    more = joined_notes(
        counted(words.below_vacant, below.vacant) if below.vacant else "",
        changes if below.cards else "",
    )
    face = attrs.evolve(slot.face, fold=pill, fold_note=more)
    says = f"{slot.says}; {joined_notes(pill.removeprefix('+ '), more)}"
    return attrs.evolve(slot, face=face, says=says, below=below)


def _noted(slot: Slot, note: str) -> Slot:
    """Return a card with one more note."""
    face = attrs.evolve(slot.face, note=joined_notes(slot.face.note, note))
    return attrs.evolve(slot, face=face, says=f"{slot.says}; {note}")


def joined_notes(*notes: str) -> str:
    """Return the notes that say something, with dots between."""
    return " · ".join(note for note in notes if note)


def _hidden_below(
    chart: Chart, tops: Collection[str], kept: Collection[str]
) -> dict[str, list[str]]:
    """Return for each kept card the cards below it that are not kept, down to the next kept."""
    hidden: dict[str, list[str]] = {}
    ahead = [(top, "") for top in tops]
    while ahead:
        slot, above = ahead.pop()
        if slot in kept:
            above = slot
        elif above:
            hidden.setdefault(above, []).append(slot)
        ahead.extend((child, above) for child in chart.children.get(slot, ()))
    return hidden


def cut(  # noqa: PLR0913 - the parts of a part, by name
    chart: Chart,
    kept: Collection[str],
    words: Wording,
    *,
    roots: tuple[str, ...],
    bodies: tuple[Body, ...] = (),
    trays: bool = True,
    place: Callable[[str], str] = lambda _: "",
) -> Chart:
    """
    Return a chart of some of the cards.

    Args:
        chart: the whole.
        kept: the slugs of the cards to keep in trees and trays; those above them up to a root or
            the top of a tray are among them.
        words: the words of the picture.
        roots: the tops of the trees of the part.
        bodies: the bodies to keep.
        trays: whether to keep the trays, as far as their tops are kept.
        place: says in words where a card is that is not kept, for lines that lead there.
    """
    inside = set(kept)
    boxes = tuple(
        attrs.evolve(tray, slots=tops)
        for tray in (chart.trays if trays else ())
        if (tops := tuple(top for top in tray.slots if top in inside))
    )
    tops_kept = [*roots, *(top for tray in boxes for top in tray.slots)]
    # Of each page's cards alone, so that all pages together take no longer than the chart is large.
    ordered = sorted(slot for slot in inside if slot in chart.slots)
    children = {
        slot: below
        for slot in ordered
        if (below := tuple(child for child in chart.children.get(slot, ()) if child in inside))
    }
    slots = {id_: chart.slots[id_] for id_ in ordered}
    for id_, hidden in _hidden_below(chart, tops_kept, inside).items():
        slot = slots[id_]
        count = slot.below.plus(counts_of(chart, hidden, words))
        slots[id_] = _folded(slot, count, words, partly=id_ in children)
    for id_, note in _lost_lines(chart, inside, {body.id for body in bodies}, words, place):
        slots[id_] = _noted(slots[id_], note)
    made = attrs.evolve(
        chart,
        bodies=bodies,
        slots=slots,
        children=children,
        links={id_: chart.links[id_] for id_ in ordered if id_ in chart.links},
        roots=roots,
        appointed={
            root: chart.appointed[root]
            for root in roots
            if root in chart.appointed and chart.appointed[root][0] in {b.id for b in bodies}
        },
        trays=boxes,
        dotted=tuple(d for d in chart.dotted if d.manager in inside and d.report in inside),
        moves=tuple(move for move in chart.moves if inside.issuperset(move)),
        backs=tuple(back for back in chart.backs if inside.issuperset(back)),
    )
    return with_legend(made, words)


def _lost_lines(
    chart: Chart,
    kept: Collection[str],
    bodies: Collection[str],
    words: Wording,
    place: Callable[[str], str],
) -> Iterator[tuple[str, str]]:
    """Yield in words the lines of kept cards to what is not kept."""
    for line in chart.dotted:
        if line.report in kept and line.manager not in kept:
            said = words.dotted_to.format(card_name(chart, line.manager, words))
            news = {"new": words.legend_new_line, "old": words.legend_old_line}.get(line.state, "")
            where = words.series(part for part in (news, place(line.manager)) if part)
            yield line.report, f"{said}{words.bracket.format(where)}" if where else said
    names = {body.id: body.name for body in chart.bodies}
    for root, (body, word, _) in chart.appointed.items():
        if root in kept and body not in bodies:
            known = words.reports_to.format(names.get(body, body))
            yield root, known if word == words.appoints else word


def named(chart: Chart, part: str, words: Wording) -> Chart:
    """Return a chart that says which part of the whole it is."""
    dates = chart.dates.replace(words.span.format("", ""), words.span_words.format("", ""))
    head = alt_text(chart.name, dates, [], words)
    rest = chart.alt_text.removeprefix(head).strip()
    said = [words.stop.format(part), *([rest] if rest else [])]
    return attrs.evolve(chart, part=part, alt_text=alt_text(chart.name, dates, said, words))
