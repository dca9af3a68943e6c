"""
Signs: every state that a picture can show, and which of them one shows.

A legend is read off the cards and lines themselves, so that it names what is there and nothing
else. The names of states are those of the words on pills (see `Wording`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, final

import attrs

from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.faces import Face, Look, MarkStyle, shows_unit
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.natural import natural

__all__ = ["SIGNS", "Shape", "Sign", "signs_of", "signs_on", "with_legend"]


class Shape(StrEnum):
    """What stands for a state in the legend."""

    CARD = "card"
    PILL = "pill"
    MARK = "mark"
    TEXT = "text"
    TRAY = "tray"
    LINE = "line"


@final
@attrs.frozen
class Sign:
    """
    A state as the legend shows it.

    Attributes:
        name: of the state.
        shape: of the sample.
        word: the field of `Wording` that says what it means.
        look: of the card, where the sample is one.
    """

    name: str
    shape: Shape
    word: str
    look: Look | None = None


def _card(look: Look, name: str, word: str = "") -> Sign:
    return Sign(name, Shape.CARD, word or f"{name}_said", look)


def _other(shape: Shape, *names: str) -> Iterator[Sign]:
    return (Sign(name, shape, f"sign_{name}") for name in names)


_ROLES: Final = ("promoted", "appointed", "retitled", "renamed", "status")
_LINES: Final = ("line_news", "line_lost", "line_dropped")

#: Every state, in the order of the legend.
SIGNS: Final = (
    _card(Look.JOINED, "joined"),
    _card(Look.JOINED, "new"),
    _card(Look.LEFT, "left"),
    _card(Look.LEFT, "leaving"),
    _card(Look.LEFT, "vacated"),
    _card(Look.LEFT, "abolished"),
    *(_card(Look.ROLE, name) for name in (*_ROLES, *_LINES)),
    _card(Look.MOVED, "moved"),
    _card(Look.MAYBE, "maybe"),
    _card(Look.GHOST, "ghost", "legend_ghost"),
    _card(Look.VACATED, "emptied", "sign_emptied"),
    _card(Look.VACANT, "vacant", "legend_vacant"),
    _card(Look.UNCHANGED, "unchanged", "legend_unchanged"),
    _card(Look.ROOT, "root", "sign_root"),
    _card(Look.UNIT, "unit", "sign_unit"),
    _card(Look.STRAY, "stray", "sign_stray"),
    *_other(Shape.TEXT, "hands"),
    *_other(Shape.PILL, "interim", "acting", "adviser", "on_leave", "in_dispute"),
    Sign("possible", Shape.PILL, "legend_possible"),
    Sign("now_interim", Shape.PILL, "sign_interim"),
    Sign("now_acting", Shape.PILL, "sign_acting"),
    Sign("now_adviser", Shape.PILL, "sign_adviser"),
    *_other(Shape.MARK, "away", "doubtful", "undisclosed", "shared"),
    *_other(Shape.TEXT, "also"),
    *(
        Sign(name, Shape.LINE, f"legend_{name}")
        for name in ("presumed", "new_line", "old_line", "dotted", "move")
    ),
    *_other(Shape.LINE, "adviser_line", "back"),
    *_other(Shape.TRAY, "tray_unknown", "tray_missing"),
)

_BY_LOOK: Final[Mapping[Look, tuple[str, ...]]] = {
    look: tuple(sign.name for sign in SIGNS if sign.look is look) for look in Look
}
#: What a look is called where the pill says something else or nothing.
_DEFAULT: Final = {Look.JOINED: "new", Look.LEFT: "left", Look.ROLE: "appointed"}
#: A mark says the same as a pill, and says it alone where a change's pill has taken the place.
_BY_MARK: Final = {
    MarkStyle.AWAY: ("away", "on_leave"),
    MarkStyle.POSSIBLE: ("doubtful", "possible"),
}


def signs_on(face: Face) -> tuple[str, ...]:
    """
    Return the states that a card shows, each once.

    >>> signs_on(Face((), "Research", "unit-board", Look.UNIT))
    ('unit',)
    """
    return tuple(dict.fromkeys(_on(face)))


def _on(face: Face) -> Iterator[str]:
    pills = [face.tag] if face.tag else []
    if not (face.tag and len(face.holders) == 1):
        pills += [holder.tag for holder in face.holders if holder.tag]
    names = {pill.state for pill in pills}
    own = _BY_LOOK[face.look]
    if own and names.isdisjoint(own):
        yield _DEFAULT.get(face.look, own[0])
    yield from (pill.state for pill in pills)
    if any(holder.gone for holder in face.holders):
        yield "hands"
    for holder in face.holders:
        mark, pill = _BY_MARK.get(holder.style, ("", ""))
        if mark and pill not in names:
            yield mark
        if holder.style is MarkStyle.HIDDEN:
            yield "undisclosed"
    if len(face.holders) > 1:
        yield "shared"
    if any(holder.also for holder in face.holders):
        yield "also"


def signs_of(chart: Chart) -> tuple[str, ...]:
    """Return the states that a chart shows, in the order of the legend."""
    used = {name for slot in _cards(chart) for name in signs_on(slot.face)}
    inside = {child for below in chart.children.values() for child in below} | set(chart.appointed)
    states = {link.state for slot, link in chart.links.items() if slot in inside}
    states |= {f"{line.state}_dotted" for line in chart.dotted}
    used |= {_LINE_SIGNS[state] for state in states if state in _LINE_SIGNS}
    used |= {f"tray_{tray.id.removeprefix('c-')}" for tray in chart.trays}
    used |= {name for name, there in (("move", chart.moves), ("back", chart.backs)) if there}
    return tuple(sign.name for sign in SIGNS if sign.name in used)


_LINE_SIGNS: Final = {
    "presumed": "presumed",
    "adviser": "adviser_line",
    "new": "new_line",
    "old": "old_line",
    "dotted_dotted": "dotted",
    "new_dotted": "new_line",
    "old_dotted": "old_line",
}


def _cards(chart: Chart) -> Iterator[Slot]:
    for body in chart.bodies:
        yield from body.slots
    yield from chart.slots.values()


def with_legend(chart: Chart, words: Wording) -> Chart:
    """
    Return a chart with the legend of what is in it: states, and units whose colour is seen.

    To be called again where cards were taken out.
    """
    areas: dict[str, dict[str, None]] = {}
    for slot in _cards(chart):
        if slot.area and shows_unit(slot.face):
            areas.setdefault(slot.face.unit, {})[slot.area] = None
    units = tuple(
        (token, words.series(sorted(names, key=natural)))
        for token, names in sorted(areas.items(), key=_unit_order)
    )
    return attrs.evolve(chart, states=signs_of(chart), units=units)


def _unit_order(item: tuple[str, Iterable[str]]) -> tuple[bool, str]:
    """Put colours that stand for no unit last."""
    return (not item[0].startswith("unit-"), item[0])
