"""Boards and committees of a difference: the chair, who stayed, who joined, who left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from orgchart.drawing.cards.boards import (
    Member,
    members_of,
    office_pill,
    own_line,
    seats_taken,
    sure,
    vacant_seat,
)
from orgchart.drawing.cards.chart import Body, Count, Slot
from orgchart.drawing.cards.faces import SEAT, Face, Holder, Look, MarkStyle
from orgchart.drawing.cards.merged_cards import Cards
from orgchart.drawing.cards.seats import also, holder_of, pill, state_words
from orgchart.drawing.cards.sheet import joined
from orgchart.drawing.cards.states import State
from orgchart.drawing.language.wording import counted
from orgchart.model import Tenure

__all__ = ["body_counts", "merged_bodies"]


def merged_bodies(cards: Cards) -> Iterator[Body]:
    """
    Yield the bodies of two charts as one each.

    The chair of today comes first; then who stayed, who joined, and who left.
    """
    sheet = cards.sheet
    for unit, seats in sheet.bodies.items():
        was = members_of(cards.before, seats, sheet)
        now = members_of(cards.after, seats, sheet)
        if not was and not now:
            continue
        chair = [who for who in now if sheet.post(now[who][0].post).seats == 1]
        order = dict.fromkeys(
            (*chair, *(who for who in now if who in was), *now, *was)  # each at its first place
        )
        slots = [_member(cards, unit, who, was.get(who), now.get(who)) for who in order]
        slots += [slot for post in seats for slot in vacant_seat(cards.after, sheet, post)]
        then, today = (seats_taken(members, sheet.words) for members in (was, now))
        span = today if then == today else sheet.words.span.format(then, today)
        name = sheet.unit(unit)
        title = joined(sheet.capitals(name), span)
        yield Body(sheet.body_slug(unit), name, title, tuple(slots))


def body_counts(cards: Cards) -> Iterator[tuple[str, tuple[Count, ...]]]:
    """Yield for each body how many left, joined and stayed, and of how many that is not sure."""
    words = cards.words
    for unit, seats in cards.sheet.bodies.items():
        was = members_of(cards.before, seats, cards.sheet)
        now = members_of(cards.after, seats, cards.sheet)
        left = [was[who] for who in was if who not in now]
        came = [now[who] for who in now if who not in was]
        stayed = [(was[who], now[who]) for who in now if who in was]
        surely = sum(sure([old]) == sure([new]) for old, new in stayed)
        maybe = len(stayed) - surely + sum(len(group) - sure(group) for group in (left, came))
        numbers = (
            (words.count_left, sure(left), "left"),
            (words.count_joined, sure(came), "joined"),
            (words.count_stayed, surely, "ink"),
            (words.count_maybe, maybe, "interim"),
        )
        counts = tuple(Count(counted(form, n), ink) for form, n, ink in numbers if n)
        if counts:
            yield cards.sheet.unit(unit), counts


def _member(
    cards: Cards,
    unit: str,
    who: Member,
    was: Sequence[Tenure] | None,
    now: Sequence[Tenure] | None,
) -> Slot:
    """Return the card of a member: pills of changes win, the office is said in the title then."""
    held = now or was
    assert held  # noqa: S101 - one side holds the seat
    state = _state(cards, was, now)
    if now:
        quiet = state.look is Look.UNCHANGED
        words, lang = cards.words, cards.sheet.lang
        holder = holder_of(cards.after, now[0], words, lang, disputes=not quiet)
        holder = cards.without_pill(holder, state) if state.tag else holder
    else:
        holder = cards.gone_holder(held[0], state)
    if state.look is Look.UNCHANGED:
        posts = [tenure.post for tenure in held]
        more = also(cards.after, who[0], posts, cards.words, cards.sheet.lang)
        holder = attrs.evolve(holder, also=more)
    if state.look is Look.UNCHANGED and holder.style is MarkStyle.FILLED:
        holder = attrs.evolve(holder, style=MarkStyle.QUIET)
    return _slot(cards, unit, who, held, holder, state)


def _state(cards: Cards, was: Sequence[Tenure] | None, now: Sequence[Tenure] | None) -> State:
    if was and now:
        return _stayed(cards, was, now)
    words = cards.words
    maybe = sure([now or was or ()]) == 0
    if now:
        if maybe:
            return State(Look.MAYBE, pill(words, "maybe"), words.maybe_joined)
        return State(Look.JOINED, pill(words, "joined"))
    assert was is not None  # noqa: S101 - one side holds the seat
    fate = cards.fates.going(was[0])
    note = joined(
        # Surely gone; not sure is whether there was anybody to go.
        words.gone_now if maybe and fate.left else "",
        words.given_up_now if maybe and not fate.left else "",
        words.was_possible if maybe else "",
        words.to_place.format(words.series(fate.to)) if fate.left and fate.to else "",
        words.now.format(words.series(fate.to)) if fate.to and not fate.left else "",
        words.still.format(words.series(fate.kept)) if fate.kept and not fate.left else "",
    )
    if maybe:
        return State(Look.MAYBE, pill(words, "maybe"), note)
    return State(Look.LEFT, pill(words, "left"), note)


def _stayed(cards: Cards, was: Sequence[Tenure], now: Sequence[Tenure]) -> State:
    """Return the state of a member of both charts: other seats, another line, or nothing."""
    words, sheet = cards.words, cards.sheet
    old, new = _titles(cards, was), _titles(cards, now)
    lines = [
        joined(*(own_line(chart, sheet, tenure.post) for tenure in held))
        for chart, held in ((cards.before, was), (cards.after, now))
    ]
    if old != new:
        return State(Look.ROLE, pill(words, "appointed"), lines[1], old_title=old)
    if lines[0] != lines[1]:
        note = joined(lines[1], words.before.format(lines[0]) if lines[0] else "")
        return State(Look.MOVED, pill(words, "moved"), note)
    state = cards.states.stayed_in_seat(was[0], now[0])
    return attrs.evolve(state, note=joined(state.note, lines[1]))


def _titles(cards: Cards, held: Sequence[Tenure]) -> str:
    return cards.words.series([cards.sheet.title_of(tenure) for tenure in held])


def _slot(  # noqa: PLR0913, PLR0917 - the parts of one card
    cards: Cards, unit: str, who: Member, held: Sequence[Tenure], holder: Holder, state: State
) -> Slot:
    sheet, words = cards.sheet, cards.words
    title = _titles(cards, held)
    posts = [tenure.post for tenure in held]
    quiet = state.look is Look.UNCHANGED
    office = office_pill(sheet, held) if quiet and holder.tag is None else None
    person, number = who
    face = Face(
        (holder,),
        words.series([sheet.title_of(tenure) for tenure in held[1:]]) if office else title,
        sheet.colours.token(unit),
        state.look,
        state.old_title,
        state.tag or office,
        state.note,
        SEAT,
    )
    word = words.spoken(state.tag.text) if state.tag else words.legend_unchanged
    was = words.was.format(state.old_title) if state.old_title else ""
    chart = cards.before if held[0] not in cards.after.holders(held[0].post) else cards.after
    own = state_words(chart, held[0], words)
    named = f"{holder.name}{words.bracket.format(own) if own else ''}"
    says = words.board_of.format(
        words.titled.format(named, title), joined(word, was, face.note, holder.also)
    )
    key = ["member", unit, person, *([str(number)] if number else [])]
    classes = ["member", f"d-{state.look}"]
    return sheet.slot(key, face, says, classes, unit, posts=posts, people=[person])
