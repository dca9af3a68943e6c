"""Boards and committees of a difference: who stayed, who joined, who left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orgchart.drawing.boards import Member, members_of, vacant_seat
from orgchart.drawing.chart import Body, Count, Slot
from orgchart.drawing.escape import clean
from orgchart.drawing.faces import SEAT, Face, Holder, Look, MarkStyle, Tag
from orgchart.drawing.merged_cards import Cards
from orgchart.drawing.seats import holder_of
from orgchart.drawing.sheet import joined
from orgchart.drawing.wording import counted
from orgchart.model import Tenure

__all__ = ["body_counts", "merged_bodies"]


def merged_bodies(cards: Cards) -> Iterator[Body]:
    """Yield the bodies of two charts as one each: who stayed first, then joined, then left."""
    sheet = cards.sheet
    for unit, seats in sheet.bodies.items():
        was, now = members_of(cards.before, seats), members_of(cards.after, seats)
        if not was and not now:
            continue
        slots = [_stayed(cards, unit, who, was[who], now[who]) for who in now if who in was]
        slots += [_joined(cards, unit, who, now[who]) for who in now if who not in was]
        slots += [_left(cards, unit, who, was[who]) for who in was if who not in now]
        slots += [slot for post in seats for slot in vacant_seat(cards.after, sheet, post)]
        span = f"{len(was)} → {len(now)}" if len(was) != len(now) else f"{len(now)}"
        name = sheet.unit(unit)
        title = clean(f"{name.upper()} · {span}")
        yield Body(sheet.body_slug(unit), clean(name), title, tuple(slots))


def body_counts(cards: Cards) -> Iterator[tuple[str, tuple[Count, ...]]]:
    """Yield for each body how many left, joined and stayed."""
    words = cards.words
    for unit, seats in cards.sheet.bodies.items():
        was, now = members_of(cards.before, seats), members_of(cards.after, seats)
        numbers = (
            (words.count_left, sum(who not in now for who in was), "left"),
            (words.count_joined, sum(who not in was for who in now), "joined"),
            (words.count_stayed, sum(who in was for who in now), "ink"),
        )
        counts = tuple(Count(counted(form, n), ink) for form, n, ink in numbers if n)
        if counts:
            yield clean(cards.sheet.unit(unit)), counts


def _titles(cards: Cards, held: Sequence[Tenure]) -> str:
    return ", ".join(map(cards.sheet.title_of, held))


def _stayed(
    cards: Cards, unit: str, who: Member, was: Sequence[Tenure], now: Sequence[Tenure]
) -> Slot:
    old, new = _titles(cards, was), _titles(cards, now)
    holder = holder_of(cards.after, now[0], cards.words, cards.sheet.lang)
    if old == new:
        quiet = Holder(holder.name, MarkStyle.QUIET, italic=holder.italic)
        return _slot(cards, unit, who, now, quiet, Look.UNCHANGED)
    tag = Tag(cards.words.appointed, "role")
    return _slot(cards, unit, who, now, holder, Look.ROLE, tag=tag, old_title=old)


def _joined(cards: Cards, unit: str, who: Member, now: Sequence[Tenure]) -> Slot:
    holder = holder_of(cards.after, now[0], cards.words, cards.sheet.lang)
    if holder.tag is not None:
        holder = Holder(holder.name, holder.style, note=holder.tag.text.lower())
    tag = Tag(cards.words.joined, "joined")
    return _slot(cards, unit, who, now, holder, Look.JOINED, tag=tag)


def _left(cards: Cards, unit: str, who: Member, was: Sequence[Tenure]) -> Slot:
    fate = cards.fates.going(was[0])
    words = cards.words
    note = ""
    if fate.left and fate.to:
        note = words.to_place.format(", ".join(fate.to))
    elif fate.to or fate.kept:
        note = joined(
            words.now.format(", ".join(fate.to)) if fate.to else "",
            words.still.format(", ".join(fate.kept)) if fate.kept else "",
        )
    holder = cards.gone_holder(was[0])
    tag = Tag(words.left, "left")
    return _slot(cards, unit, who, was, holder, Look.LEFT, tag=tag, note=note)


def _slot(  # noqa: PLR0913, PLR0917 - the parts of one card
    cards: Cards,
    unit: str,
    who: Member,
    held: Sequence[Tenure],
    holder: Holder,
    look: Look,
    *,
    tag: Tag | None = None,
    note: str = "",
    old_title: str = "",
) -> Slot:
    sheet = cards.sheet
    title = _titles(cards, held)
    face = Face((holder,), title, sheet.colours.token(unit), look, old_title, tag, note, SEAT)
    person, number = who
    key = ["member", unit, person, *([str(number)] if number else [])]
    word = tag.text.lower() if tag else sheet.words.legend_unchanged
    was = sheet.words.was.format(old_title) if old_title else ""
    says = f"{holder.name}, {title}: {joined(word, was, note)}"
    classes = ["member", f"d-{look}"]
    own = [tenure.post for tenure in held]
    return sheet.slot(key, face, says, classes, unit, posts=own, people=[person])
