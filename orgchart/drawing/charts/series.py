"""
Charts of several dates on one plan: who stays keeps their place in each.

Side by side, each chart shows what the other has not, and boxes stand where somebody is not yet or
no more. In a strip each chart is marked against the one to its left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, final

import attrs

from orgchart.comparison import Diff, diff
from orgchart.drawing.canvas.scene import Box, Card, Part, Row, Run
from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.faces import Face, Look, Tag, is_upright
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.seats import pill
from orgchart.drawing.cards.sheet import Sheet
from orgchart.drawing.cards.signs import SIGNS, with_legend
from orgchart.drawing.cards.still import Readings, still_chart
from orgchart.drawing.charts.compose import bodies_of, cards_of, heads, noted, sizes_of, tops_below
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.layout.plan import Plan, plan
from orgchart.drawing.layout.union import Union, unite
from orgchart.drawing.texts.metrics import wrap
from orgchart.snapshot import Snapshot

__all__ = [
    "Ground",
    "Pair",
    "Style",
    "absent",
    "grounded",
    "legend_chart",
    "pair_charts",
    "still_charts",
    "strip_charts",
]

#: From the edge of a box to what it says.
PAD: Final = 8
#: Looks of cards that are there no more.
_GONE: Final = frozenset({Look.LEFT, Look.GHOST})


@final
@attrs.frozen
class Ground:
    """
    Charts on one plan.

    Attributes:
        charts: in order of time.
        cards: for each chart, the card of each slot.
        union: their places.
        plan: where the places are.
    """

    charts: tuple[Chart, ...]
    cards: tuple[Mapping[str, Card], ...]
    union: Union
    plan: Plan


@final
@attrs.frozen
class Style:
    """
    How charts are told.

    Attributes:
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        colours: of units, by id.
        readings: what sources say of the facts of a chart that they dispute; None where that is
            not known, and then the chart's own word holds.
    """

    words: Wording
    lang: str | None
    colours: Mapping[str, str] = attrs.field(factory=dict[str, str])
    readings: Callable[[Snapshot], Readings] | None = attrs.field(default=None, eq=False)

    def sheet(self, charts: Sequence[Snapshot]) -> Sheet:
        """Return the paper of a series."""
        return Sheet(charts, self.words, self.lang, colours=self.colours)

    def still(self, chart: Snapshot, sheet: Sheet | None = None) -> Chart:
        """Return the chart of a moment, alone or in a series."""
        return still_chart(
            chart,
            self.words,
            self.lang,
            like=sheet,
            colours=self.colours,
            readings=self.readings(chart) if self.readings else None,
        )

    def merged(self, change: Diff, sheet: Sheet | None = None, between: int | None = None) -> Chart:
        """Return the chart of a difference, alone or in a series."""
        return merged_chart(
            change,
            self.words,
            self.lang,
            like=sheet,
            colours=self.colours,
            between=between,
            readings=self.readings(change.after) if self.readings else None,
        )


@final
@attrs.frozen
class Pair:
    """
    The charts of two dates.

    Attributes:
        plain: as they are.
        marked: with what the other has not.
        merged: their difference.
    """

    plain: tuple[Chart, Chart]
    marked: tuple[Chart, Chart]
    merged: Chart


def still_charts(snapshots: Sequence[Snapshot], style: Style) -> tuple[Chart, ...]:
    """Return the chart of each snapshot, in the colours of all."""
    sheet = style.sheet(snapshots)
    return tuple(style.still(one, sheet) for one in snapshots)


def strip_charts(snapshots: Sequence[Snapshot], style: Style) -> tuple[Chart, ...]:
    """Return the first chart as it is, and each other marked against the one before it."""
    sheet = style.sheet(snapshots)
    first, *others = snapshots
    made = [style.still(first, sheet)]
    for before, after in zip(snapshots, others, strict=False):
        chart = style.merged(diff(before, after), sheet)
        made.append(_without_ghosts(chart))
    return tuple(made)


def pair_charts(
    before: Snapshot, after: Snapshot, style: Style, between: int | None = None
) -> Pair:
    """
    Return the charts of two dates, as they are and marked against each other.

    Args:
        before, after: the charts.
        style: how they are told.
        between: how many recorded states lie between; None where that is not known.
    """
    sheet = style.sheet([before, after])
    merged = style.merged(diff(before, after), sheet, between)
    old = style.still(before, sheet)
    new = style.still(after, sheet)
    news = _slots(merged)
    marked = (
        _faced(old, lambda slot: _leaving(slot, news, style.words)),
        _faced(new, lambda slot: _arrived(slot, news)),
    )
    return Pair((old, new), marked, merged)


def grounded(
    charts: Sequence[Chart],
    words: Wording,
    room: float,
    *,
    reuse: bool,
    like: Sequence[Chart] = (),
) -> Ground:
    """
    Put charts on one plan.

    Args:
        charts: in order of time.
        words: the words of the picture.
        room: the width to keep to where that can be done, in points.
        reuse: whether cards without reports that are never there together share a place.
        like: the same charts with other faces on the cards: places have room for both.
    """
    bodies = bodies_of(charts)
    said = tuple(noted(chart, words, bodies) for chart in charts)
    cards = tuple(cards_of(chart, room) for chart in said)
    sizes = [sizes_of(own) for own in cards]
    for own, other in zip(sizes, like, strict=False):
        for slot, (wide, tall) in sizes_of(cards_of(noted(other, words, bodies), room)).items():
            if slot in own:
                own[slot] = (max(wide, own[slot][0]), max(tall, own[slot][1]))
    union = unite(said, sizes, reuse=reuse)
    return Ground(
        said, cards, union, plan(union, bodies, tops_below(said, union), heads(said), room, 0)
    )


def legend_chart(charts: Sequence[Chart], words: Wording) -> Chart:
    """Return a chart whose legend is that of all charts together."""
    made = [with_legend(chart, words) for chart in charts]
    used = set(chain.from_iterable(chart.states for chart in made))
    units: dict[str, dict[str, None]] = {}
    for token, names in chain.from_iterable(chart.units for chart in made):
        units.setdefault(token, {})[names] = None
    return attrs.evolve(
        made[0],
        states=tuple(sign.name for sign in SIGNS if sign.name in used),
        units=tuple((token, max(names, key=len)) for token, names in sorted(units.items())),
    )


def absent(ground: Ground, number: int, words: Wording) -> Iterator[Card]:
    """Yield a dashed box for each place of other charts where this one has nobody."""
    here = {place: slot for slot, place in ground.union.where[number].items()}
    spots = ground.plan.spots()
    seen: set[str] = set()
    for other, places in enumerate(ground.union.where):
        for slot, place in places.items():
            if place in here or place in seen:
                continue
            seen.add(place)
            face = _slots(ground.charts[other])[slot].face
            if face.look is Look.VACANT:
                continue
            name = " · ".join(holder.name for holder in face.holders) or face.title
            text = words.not_yet if other > number else name
            yield _box(place, spots[place], text, struck=other < number, says=name)


def _box(place: str, spot: Box, text: str, *, struck: bool, says: str) -> Card:
    lines = wrap(text, spot.width - 2 * PAD, 10)
    rows = tuple(
        Row((Run(line, "ink2", 10, italic=not struck and not is_upright(line), strike=struck),), 13)
        for line in lines
    )
    return Card(
        id=f"absent-{place.replace('@', '--')}",
        box=spot,
        parts=(Part(None, rows),),
        says=says,
        classes=("absent",),
        edge="faint",
        dashed=True,
        fill="page",
    )


def _slots(chart: Chart) -> dict[str, Slot]:
    members = {slot.id: slot for body in chart.bodies for slot in body.slots}
    return {**members, **chart.slots}


def _leaving(slot: Slot, news: Mapping[str, Slot], words: Wording) -> Slot:
    """Return a card of the earlier chart as the later one sees it."""
    now = news.get(slot.id)
    if now is None and slot.face.look is Look.VACANT:
        return slot
    if now is None:
        return _looks(slot, Look.MOVED, Tag(words.moved, "moved"))
    match now.face.look:
        case Look.LEFT:
            return _leaves(slot, now.face, words)
        case Look.GHOST | Look.MOVED:
            return _looks(slot, Look.MOVED, Tag(words.moved, "moved"), now.face.note)
        case Look.UNCHANGED:
            return attrs.evolve(slot, face=_named_as(slot, now.face), classes=now.classes)
        case _:
            return slot


def _arrived(slot: Slot, news: Mapping[str, Slot]) -> Slot:
    """Return a card of the later chart as the difference has it, without who was there before."""
    now = news.get(slot.id)
    if now is None or now.face.look in _GONE:
        return slot
    holders = tuple(attrs.evolve(holder, gone=()) for holder in now.face.holders)
    if [holder.name for holder in holders] != [holder.name for holder in slot.face.holders]:
        # It tells of somebody who may be gone; here stands who is there.
        return slot
    return attrs.evolve(
        slot, face=attrs.evolve(now.face, holders=holders), classes=now.classes, says=now.says
    )


def _named_as(slot: Slot, face: Face) -> Face:
    """Return a face with the names that its holders have on a card of the other date."""
    named = slot.face.holders
    if len(named) != len(face.holders):
        return slot.face
    holders = tuple(
        attrs.evolve(one, name=own.name, italic=own.italic)
        for one, own in zip(face.holders, named, strict=True)
    )
    return attrs.evolve(face, holders=holders)


def _leaves(slot: Slot, face: Face, words: Wording) -> Slot:
    """Return a card of somebody who is still there and will not be: no name is struck out."""
    tag = face.tag
    if tag is None or tag.state == "left":
        tag = pill(words, "leaving")
    holders = tuple(attrs.evolve(one, tag=None, also="") for one in slot.face.holders)
    made = attrs.evolve(face, holders=holders, tag=tag, leaves=True)
    return attrs.evolve(slot, face=made, classes=(*slot.classes, "d-left"))


def _looks(slot: Slot, look: Look, tag: Tag | None, note: str = "") -> Slot:
    face = attrs.evolve(slot.face, look=look, tag=tag, note=note)
    return attrs.evolve(slot, face=face, classes=(*slot.classes, f"d-{look}"))


def _faced(chart: Chart, face: Callable[[Slot], Slot]) -> Chart:
    """Return a chart with other cards in the same places."""
    bodies = tuple(attrs.evolve(body, slots=tuple(map(face, body.slots))) for body in chart.bodies)
    slots = {id_: face(slot) for id_, slot in chart.slots.items()}
    return attrs.evolve(chart, bodies=bodies, slots=slots)


def _without_ghosts(chart: Chart) -> Chart:
    """Return a chart of a difference without old places: the chart before shows them."""
    kept = {id_: s for id_, s in chart.slots.items() if s.face.look is not Look.GHOST}
    children = {
        top: tuple(slot for slot in below if slot in kept)
        for top, below in chart.children.items()
        if top in kept
    }
    trays = tuple(
        attrs.evolve(tray, slots=tuple(slot for slot in tray.slots if slot in kept))
        for tray in chart.trays
    )
    return attrs.evolve(
        chart,
        slots=kept,
        children={top: below for top, below in children.items() if below},
        roots=tuple(slot for slot in chart.roots if slot in kept),
        trays=tuple(tray for tray in trays if tray.slots),
        dotted=tuple(d for d in chart.dotted if d.manager in kept and d.report in kept),
        moves=(),
    )
