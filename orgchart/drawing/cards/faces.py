"""
What a card says, and the card that has room for it.

A `Face` is content: names, titles, states. `card_of` wraps the texts, sizes the card and gives each
state its shape, its word and its colour, so that none of the three is needed to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Box, Card, Mark, Part, Pill, Row, Run
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.texts.initials import initials
from orgchart.drawing.texts.metrics import FILL, text_width, wrap

__all__ = [
    "CARD",
    "LEAD",
    "LOOKS",
    "SEAT",
    "Face",
    "Holder",
    "Look",
    "LookStyle",
    "MarkStyle",
    "Tag",
    "card_of",
    "is_upright",
    "pill_ink",
    "shows_unit",
]

#: Widths of cards: most, that of a root, that in a panel of a board.
CARD: Final = 172
LEAD: Final = 190
SEAT: Final = 160
PAD: Final = 8
MARK: Final = 28
#: Titles and notes have so many lines at most; names as many as they need.
TITLE_LINES: Final = 3
NOTE_LINES: Final = 3
LEAST: Final = 40


class Look(StrEnum):
    """The shape and the colours of a card."""

    PLAIN = "plain"
    #: Reports to nobody.
    ROOT = "root"
    VACANT = "vacant"
    UNCHANGED = "unchanged"
    JOINED = "joined"
    LEFT = "left"
    ROLE = "role"
    MOVED = "moved"
    #: Only possible on one side.
    MAYBE = "maybe"
    VACATED = "vacated"
    GHOST = "ghost"
    UNIT = "unit"
    STRAY = "stray"


@final
@attrs.frozen
class LookStyle:
    """The edge and the fill of a card; a faded one has grey names."""

    edge: str
    edge_width: float
    dashed: bool
    fill: str
    faded: bool = False


#: What each look looks like: on cards, and in the legend.
LOOKS: Final = {
    Look.PLAIN: LookStyle("border", 1, dashed=False, fill="card"),
    Look.ROOT: LookStyle("ink2", 1.6, dashed=False, fill="card"),
    Look.VACANT: LookStyle("line", 1.2, dashed=True, fill="page", faded=True),
    Look.UNCHANGED: LookStyle("border", 1, dashed=False, fill="card", faded=True),
    Look.JOINED: LookStyle("joined", 1.6, dashed=False, fill="joined-tint"),
    Look.LEFT: LookStyle("left", 1.6, dashed=True, fill="left-tint"),
    Look.ROLE: LookStyle("role", 1.6, dashed=False, fill="role-tint"),
    Look.MOVED: LookStyle("moved", 1.6, dashed=False, fill="moved-tint"),
    Look.MAYBE: LookStyle("interim", 1.6, dashed=True, fill="interim-tint"),
    Look.VACATED: LookStyle("line", 1.2, dashed=True, fill="left-tint", faded=True),
    Look.GHOST: LookStyle("faint", 1, dashed=True, fill="page", faded=True),
    Look.UNIT: LookStyle("panel-line", 1, dashed=False, fill="panel"),
    Look.STRAY: LookStyle("line", 1.2, dashed=True, fill="page", faded=True),
}


class MarkStyle(StrEnum):
    """How the square with initials is drawn."""

    FILLED = "filled"
    #: On leave: the unit's colour at the edge only.
    AWAY = "away"
    #: Not sure: a dashed edge in the unit's colour.
    POSSIBLE = "possible"
    #: Somebody, whose name is not public.
    HIDDEN = "hidden"
    #: Nobody there.
    EMPTY = "empty"
    #: Not changed, in a difference.
    QUIET = "quiet"


@final
@attrs.frozen
class Tag:
    """A word in a pill, and the name of the state that it tells (the token of its colour)."""

    text: str
    state: str


@final
@attrs.frozen
class Holder:
    """
    A name on a card.

    Attributes:
        name: the name, or a word that stands for it.
        style: how the mark is drawn.
        italic: whether the name is a word of ours and no name.
        strike: whether the person is gone.
        gone: who was there before, each with the word for what became of them.
        tag, note: what is said of this holder alone, where several share a card.
        also: what else the holder holds, in words.
    """

    name: str
    style: MarkStyle = MarkStyle.FILLED
    italic: bool = False
    strike: bool = False
    gone: tuple[tuple[str, str], ...] = ()
    tag: Tag | None = None
    note: str = ""
    also: str = ""


@final
@attrs.frozen
class Face:
    """
    What a card says.

    Attributes:
        holders: the names on it, one or more; none for a unit.
        title: the title, or the name of a unit.
        old_title: the title before, struck out.
        tag: the word in a pill.
        note: small text beside the pill or alone.
        unit: the token of the unit's colour.
        look: its shape.
        width: of the card.
        lead: whether its name is larger.
        fold: how much below it is not shown, in a pill; empty for nothing.
        fold_note: what is to be said of that.
        leaves: whether it is of the chart before and will be left: then no name is struck out.
    """

    holders: tuple[Holder, ...]
    title: str
    unit: str
    look: Look = Look.PLAIN
    old_title: str = ""
    tag: Tag | None = None
    note: str = ""
    width: int = CARD
    lead: bool = False
    fold: str = ""
    fold_note: str = ""
    leaves: bool = False


#: The colours of pills; other states are tokens themselves.
_PILLS: Final = {
    "new": "joined",
    **dict.fromkeys(("vacated", "abolished", "leaving"), "left"),
    **dict.fromkeys(("promoted", "appointed", "retitled", "renamed", "status"), "role"),
    **dict.fromkeys(("line_news", "line_lost", "line_dropped"), "role"),
    **dict.fromkeys(("acting", "adviser", "possible", "in_dispute", "maybe"), "interim"),
    **dict.fromkeys(("now_interim", "now_acting", "now_adviser"), "interim"),
    "ghost": "moved",
    "on_leave": "leave",
}


def pill_ink(state: str) -> str:
    """
    Return the token of a state's colour.

    >>> pill_ink("retitled"), pill_ink("moved")
    ('role', 'moved')
    """
    return _PILLS.get(state, state)


def card_of(
    face: Face,
    id: str,  # noqa: A002 - what Graphviz calls it
    says: str,
    classes: tuple[str, ...] = (),
) -> Card:
    """
    Return the card of a face, at (0, 0).

    Args:
        face: what it says.
        id: its slug.
        says: the same in words, for tooltips and screen readers.
        classes: words from a fixed list.
    """
    style = LOOKS[face.look]
    inner = face.width - 2 * PAD
    parts = tuple(_parts(face, inner, "ink2" if style.faded else "ink"))
    tall = sum(part.height for part in parts)
    if len(parts) == 1:
        tall = sum(row.height for row in parts[0].rows)
    height = max(2 * PAD + tall, LEAST)
    return Card(
        id=id,
        box=Box(0, 0, face.width, height + height % 2),
        parts=parts,
        says=clean(says),
        classes=classes,
        edge=style.edge,
        edge_width=style.edge_width,
        dashed=style.dashed,
        fill=style.fill,
    )


def _parts(face: Face, inner: int, ink: str) -> Iterator[Part]:
    room = inner - MARK - PAD
    if not face.holders:
        rows = (*_rows(clean(face.title), inner, Run("", "ink2", 11, bold=True), 15, TITLE_LINES),)
        yield Part(None, (*rows, *_foot(face.tag, face.note, inner), *_fold(face, inner)))
        return
    if len(face.holders) == 1:
        holder = face.holders[0]
        tag = face.tag or holder.tag
        # A note stands beside the pill that it belongs to.
        notes = [face.note, holder.also]
        notes.insert(1 if face.tag else 0, holder.note)
        note = " · ".join(part for part in notes if part)
        rows = (*_names(holder, face, room, ink), *_titles(face, room), *_foot(tag, note, room))
        yield Part(_mark(holder, face), (*rows, *_fold(face, room)))
        return
    for holder in face.holders:
        note = " · ".join(part for part in (holder.note, holder.also) if part)
        rows = (*_names(holder, face, room, ink), *_foot(holder.tag, note, room))
        yield Part(_mark(holder, face), rows)
    foot = (*_foot(face.tag, face.note, inner), *_fold(face, inner))
    yield Part(None, (*_titles(face, inner), *foot))


def _names(holder: Holder, face: Face, room: int, ink: str) -> Iterator[Row]:
    for name, word in holder.gone:
        yield from _gone(name, word, room)
    size, height = (14, 17) if face.lead else (13, 15)
    style = Run(
        "",
        "ink2" if holder.italic else ink,
        size,
        bold=not holder.italic,
        italic=holder.italic and not is_upright(holder.name),
        strike=holder.strike or (_is_struck(face) and holder.style is not MarkStyle.EMPTY),
    )
    yield from _rows(clean(holder.name), room, style, height, None)


def _is_struck(face: Face) -> bool:
    return face.look is Look.LEFT and not face.leaves


def is_upright(text: str) -> bool:
    """Say whether text has letters of a script that has no italics (Chinese, Japanese, Korean)."""
    return any(letter >= _FIRST_UPRIGHT for letter in text)


#: The first of the radicals, before all characters of those scripts but the oldest.
_FIRST_UPRIGHT: Final = "\u2e80"


def _gone(name: str, word: str, room: int) -> Iterator[Row]:
    """Yield a name struck out, and behind it what became of the person."""
    lines = wrap(clean(name), room, 11)
    for line in lines[:-1]:
        yield Row((Run(line, "left", 11, strike=True),), 14)
    last = Run(lines[-1], "left", 11, strike=True)
    after = Run(f" {word}", "left", 10, bold=True)
    used = text_width(lines[-1], 11) + text_width(after.text, 10, bold=True)
    if used <= room * FILL:
        yield Row((last, after), 14)
        return
    yield Row((last,), 14)
    yield from _rows(word, room, attrs.evolve(after, text=""), 12, 2)


def _titles(face: Face, room: int) -> Iterator[Row]:
    if face.old_title:
        style = Run("", "ink2", 10, strike=True)
        yield from _rows(clean(face.old_title), room, style, 12, TITLE_LINES)
    style = Run("", "ink2", 10, strike=_is_struck(face))
    if face.title:
        yield from _rows(clean(face.title), room, style, 12, TITLE_LINES)


def _rows(text: str, room: int, style: Run, height: int, most: int | None) -> Iterator[Row]:
    for line in wrap(text, room, style.size, bold=style.bold, most=most):
        yield Row((attrs.evolve(style, text=line),), height)


def _foot(tag: Tag | None, note: str, room: int) -> Iterator[Row]:
    """Yield the pill with its note, or what has no room beside it below."""
    text = clean(note) if note else ""
    style = Run("", "ink2", 9)
    if tag is None:
        for place, line in enumerate(wrap(text, room, 9, most=NOTE_LINES) if text else ()):
            yield Row((attrs.evolve(style, text=line),), 12 if place else 15)
        return
    pill = Pill(tag.text, pill_ink(tag.state), round(text_width(tag.text, 8, bold=True)) + 11)
    if pill.width > room:
        # Too long for a frame: the word is more than its shape.
        yield from _rows(clean(tag.text), room, Run("", "ink2", 8, bold=True), 12, None)
        yield from _rows(text, room, style, 12, NOTE_LINES) if text else ()
        return
    beside = (room - pill.width - 5) * FILL
    # All of the note stands beside the pill if it fits, else its first part, else nothing.
    first, _, rest = text.partition(" · ")
    if text_width(text, 9) <= beside:
        first, rest = text, ""
    elif text_width(first, 9) > beside:
        first, rest = "", text
    yield Row((attrs.evolve(style, text=first),) if first else (), 17, pill)
    for line in wrap(rest, room, 9, most=NOTE_LINES) if rest else ():
        yield Row((attrs.evolve(style, text=line),), 12)


def _fold(face: Face, room: int) -> Iterator[Row]:
    """Yield what says how much below a card is not shown."""
    if face.fold:
        yield from _foot(Tag(face.fold, "chair"), face.fold_note, room)


def shows_unit(face: Face) -> bool:
    """Say whether the colour of the unit is seen on a card."""
    marks = [_mark(holder, face) for holder in face.holders]
    return any(face.unit in {mark.fill, mark.edge} for mark in marks)


def _mark(holder: Holder, face: Face) -> Mark:
    letters = "?" if holder.italic else initials(clean(holder.name))
    page = LOOKS[face.look].fill
    match holder.style:
        case MarkStyle.FILLED if face.look not in _HOLLOW:
            return Mark(letters, face.unit, face.unit, f"on:{face.unit}")
        case MarkStyle.EMPTY:
            return Mark("", page, "line", "ink2", dashed=True)
        case MarkStyle.HIDDEN:
            return Mark("?", page, "ink2", "ink2")
        case MarkStyle.POSSIBLE:
            return Mark(letters, page, face.unit, "ink2", dashed=True)
        case MarkStyle.QUIET:
            return Mark(letters, page, "line", "ink2")
        case MarkStyle.AWAY | MarkStyle.FILLED:
            return Mark(letters, page, face.unit, "ink2")


_HOLLOW: Final = frozenset({Look.GHOST, Look.VACATED, Look.STRAY, Look.VACANT})
