"""Numbers for headlines, counted from the chart and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from orgchart.drawing.cards.boards import members_of, seats_taken, sure
from orgchart.drawing.cards.chart import Chart, Count
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.forest import Node
from orgchart.drawing.cards.merged_boards import body_counts
from orgchart.drawing.cards.merged_cards import Cards
from orgchart.drawing.cards.sheet import Sheet, joined
from orgchart.drawing.cards.states import MAYBE_AWAY, LineNews, awayness
from orgchart.drawing.language.wording import ENGLISH, Wording, counted
from orgchart.drawing.texts.escape import clean
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind
from orgchart.model import Tenure
from orgchart.snapshot import Snapshot

__all__ = ["alt_text", "merged_counts", "still_counts", "team_of"]

#: The longest alt text that screen readers read in one go.
LONGEST: Final = 150
#: Counts of the team in an alt text that has no room for all.
IN_SHORT: Final = 3
#: The forms of a number's word, the number, and the token of its colour.
_Number: TypeAlias = tuple[str | tuple[str, str], int, str]


def still_counts(chart: Chart, snapshot: Snapshot, sheet: Sheet, apart: Collection[Node]) -> Chart:
    """
    Return the chart with its counts: members of bodies, people, vacancies, leaves, unknown lines.

    Who has a card outside the bodies is counted: people with a name once each, then holders whose
    names are not disclosed, then who is only possible. Vacancies, leaves and lines are those of the
    same posts: a seat of a body is on its panel.

    Args:
        chart: the chart without its counts.
        snapshot: what it shows.
        sheet: what the picture's charts have in common.
        apart: the posts that have no card, since they are listed under other organisations.
    """
    words = sheet.words
    parts = [
        words.board_of.format(sheet.unit(unit), seats_taken(members, words))
        for unit, seats in sheet.bodies.items()
        if (members := members_of(snapshot, seats, sheet))
        or any(vacancy.post in {seat.id for seat in seats} for vacancy in snapshot.vacancies)
    ]
    team = team_of(snapshot, sheet, apart)
    named = [held for (person, _), held in team.items() if person != UNDISCLOSED]
    hidden = [[one] for (person, _), held in team.items() if person == UNDISCLOSED for one in held]
    certain = sure(named), sure(hidden)
    possible = len(named) + len(hidden) - sum(certain)
    vacant = {v.post: v.seats for v in snapshot.vacancies if v.certainty is Certainty.CERTAIN}
    away = {
        tenure.person
        for tenure in snapshot.tenures
        if _is_team(sheet, tenure.post, apart) and awayness(snapshot, tenure) > MAYBE_AWAY
    }
    unknown = sum(
        line.kind is LineKind.SOLID
        and line.manager == UNKNOWN
        and (bool(snapshot.holders(line.post)) or line.post in vacant)
        and _is_team(sheet, line.post, apart)
        for line in snapshot.lines
    )
    for forms, number in (
        (words.people, certain[0]),
        (words.count_undisclosed, certain[1]),
        (words.count_possible if any(certain) else words.people_possible, possible),
        (words.vacancies, sum(n for post, n in vacant.items() if _is_team(sheet, post, apart))),
        (words.leaves, len(away)),
        (words.unknown_lines, unknown),
    ):
        if number:
            parts.append(counted(forms, number))
    line = joined(*(clean(part) for part in parts))
    said = [words.stop.format(line) if line else words.empty]
    alt = alt_text(chart.name, chart.dates, said, words)
    line = line or words.empty
    return attrs.evolve(chart, remarks=(line,), alt_text=alt)


def _is_team(sheet: Sheet, post: str, apart: Collection[Node]) -> bool:
    """Say whether a post has a card that is no seat of a body."""
    return ("post", post) not in apart and not sheet.in_body(post)


def team_of(
    snapshot: Snapshot, sheet: Sheet, apart: Collection[Node]
) -> dict[tuple[str, str], list[Tenure]]:
    """Return who holds posts that have a card outside the bodies; undisclosed ones by post."""
    found: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in snapshot.tenures:
        if _is_team(sheet, tenure.post, apart):
            hidden = tenure.person == UNDISCLOSED
            found.setdefault((tenure.person, tenure.post if hidden else ""), []).append(tenure)
    return found


def alt_text(name: str, dates: str, sentences: list[str], words: Wording = ENGLISH) -> str:
    """
    Return a name, a date and as many sentences as 150 characters hold.

    Of a first sentence that is too long, the parts that fit are there, and an ellipsis.

    Args:
        name: what the picture is of.
        dates: its dates; empty for none.
        sentences: what it shows, the weightiest first.
        words: the words of the picture, for the punctuation.

    >>> alt_text("Acme", "2024", ["3 people."])
    'Acme, 2024. 3 people.'
    """
    text = words.stop.format(words.titled.format(name, dates) if dates else name)
    for place, sentence in enumerate(sentences):
        longer = f"{text}{words.gap}{sentence}"
        if len(longer) > LONGEST:
            short = "" if place else _cut(sentence, LONGEST - len(text) - len(words.gap), words)
            return f"{text}{words.gap}{short}" if short else _clipped(text)
        text = longer
    return _clipped(text)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _cut(sentence: str, room: int, words: Wording) -> str:
    """Return the parts of a sentence that fit, whole ones, with an ellipsis; empty for none."""
    ends = [sentence.rfind(mark, 0, room - 1 + len(mark)) for mark in (words.comma, " · ")]
    return f"{sentence[: max(ends)].rstrip()}…" if room > 1 and max(ends) > 0 else ""


def merged_counts(  # noqa: PLR0913 - what a picture of a difference knows
    chart: Chart,
    cards: Cards,
    news: Mapping[str, LineNews],
    dates: str,
    between: int | None,
    *,
    apart: Collection[Node],
) -> Chart:
    """
    Return the chart of a difference with its headline: per body, then for the team.

    Args:
        chart: the chart without its headline.
        cards: what makes its cards.
        news: what is new about the lines of its posts.
        dates: the span in words, for the alternative text.
        between: how many recorded states lie between; None where that is not known.
        apart: the posts that have no card, since they are listed under other organisations.

    Each person of the team is counted once, under the weightiest thing that happened to them;
    lines and empty posts are counted apart.
    """
    words = cards.words
    bodies = tuple(body_counts(cards))
    numbers = [(forms, number, ink) for forms, number, ink in _team(cards, news, apart) if number]
    team = tuple(Count(counted(forms, number), ink) for forms, number, ink in numbers)
    counts = (*bodies, *(((words.team, team),) if team else ()))
    changed = bool(cards.before != cards.after)
    net = words.net if between is None else counted(words.net_between, between)
    remarks = [net if changed else words.no_change]
    if any(slot.face.tag and slot.face.tag.state == "new" for slot in chart.slots.values()):
        remarks.append(words.new_means)
    sentences = [_sentence(words, name, [c.text for c in group]) for name, group in counts]
    if not changed:
        sentences = [words.no_change]
    elif all(
        forms in {words.count_unchanged, words.count_unchanged_possible} for forms, _, _ in numbers
    ):
        sentences = [*sentences[: len(bodies)], words.no_other_change]
    elif sum(map(len, sentences)) + len(chart.name) + len(dates) > LONGEST - len(sentences) - 3:
        sentences[-1] = _sentence(words, words.team, _weightiest(numbers, words))
    return attrs.evolve(
        chart,
        counts=counts,
        remarks=(words.gap.join(remarks),),
        alt_text=alt_text(chart.name, dates, sentences, words),
    )


def _sentence(words: Wording, name: str, counts: Sequence[str]) -> str:
    return words.stop.format(words.board_of.format(name, words.series(counts)))


def _weightiest(numbers: Sequence[_Number], words: Wording) -> list[str]:
    """Return who left and came, in short, and that there is more."""
    first = [counted(forms, number) for forms, number, _ in numbers[:IN_SHORT]]
    return [*first, words.and_more] if len(numbers) > IN_SHORT else first


def _team(cards: Cards, news: Mapping[str, LineNews], apart: Collection[Node]) -> list[_Number]:
    words = cards.words
    found: Counter[str] = Counter()
    was, now = (team_of(chart, cards.sheet, apart) for chart in (cards.before, cards.after))
    for who in was.keys() | now.keys():
        found[_fate(cards, news, was.get(who), now.get(who))] += 1
    lines = Counter(one.kind for post, one in news.items() if _is_team(cards.sheet, post, apart))
    empty = {v.post for v in cards.after.vacancies if v.certainty is Certainty.CERTAIN}
    empty -= {v.post for v in cards.before.vacancies}
    vacant = sum(_is_team(cards.sheet, p, apart) and bool(cards.before.holders(p)) for p in empty)
    return [
        (words.count_left, found["left"], "left"),
        (words.count_new, found["new"], "joined"),
        (words.count_promoted, found["promoted"], "role"),
        (words.count_role, found["role"], "role"),
        (words.count_leave, found["leave"], "role"),
        (words.count_back, found["back"], "role"),
        (words.count_vacant, vacant, "left"),
        (words.count_maybe, found["maybe"], "interim"),
        (words.count_moved, lines["moved"], "moved"),
        (words.count_known, lines["known"], "role"),
        (words.count_unknown, lines["unknown"], "role"),
        (words.count_dropped, lines["dropped"], "role"),
        (words.count_other, found["other"], "role"),
        (words.count_unchanged, found["unchanged"], "ink"),
        (words.count_unchanged_possible, found["possible"], "ink"),
    ]


def _fate(
    cards: Cards,
    news: Mapping[str, LineNews],
    was: list[Tenure] | None,
    now: list[Tenure] | None,
) -> str:
    """Return what to count a person of the team under."""
    if not now:
        return _gone(cards, was or ())
    if not was and not sure([now]):
        return "maybe"
    if not was and cards.fates.is_newcomer(now[0]):
        return "new"
    was = was or []
    gained = [t for t in now if t.post not in {old.post for old in was}]
    certain = [t for t in gained if t.certainty is Certainty.CERTAIN]
    if gained:
        promoted = any(map(cards.fates.is_promotion, certain))
        return "promoted" if promoted else "role" if certain else "maybe"
    return _stay(cards, news, was, now)


def _gone(cards: Cards, was: Sequence[Tenure]) -> str:
    """
    Return what to count somebody under who is of the team no more.

    Who has a seat of a body of the organisation has not left it.
    """
    if not sure([was]):
        return "maybe"
    # Nobody knows whether a holder without a name went: the seat was given up, no more.
    if was[0].person == UNDISCLOSED:
        return "other"
    fate = cards.fates.going(was[0])
    if fate.left:
        return "left"
    certain = {
        t.post
        for t in cards.after.posts_of(was[0].person)
        if t.certainty is Certainty.CERTAIN and t.post in fate.posts
    }
    return "role" if certain else "maybe" if fate.posts and not fate.kept else "other"


def _stay(
    cards: Cards, news: Mapping[str, LineNews], was: Sequence[Tenure], now: Sequence[Tenure]
) -> str:
    """Return what to count somebody under who took no new post."""
    away = max(awayness(cards.before, t) for t in was), max(awayness(cards.after, t) for t in now)
    if away[0] != away[1]:
        return "maybe" if MAYBE_AWAY in away else "leave" if away[1] else "back"
    then, today = {t.post: t for t in was}, {t.post for t in now}
    looks = {cards.states.stayed_in_seat(then[t.post], t).look for t in now} - {Look.UNCHANGED}
    dropped = [t for t in was if t.post not in today]
    if looks - {Look.MAYBE} or sure([dropped]):
        return "other"
    if looks or dropped:
        return "maybe"
    if any(news[t.post].kind != "same" for t in now if t.post in news):
        return "line"
    return "unchanged" if sure([now]) else "possible"
