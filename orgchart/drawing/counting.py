"""Numbers for headlines, counted from the chart and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import attrs

from orgchart.drawing.chart import Body, Chart, Count
from orgchart.drawing.escape import clean
from orgchart.drawing.faces import Look, Tag
from orgchart.drawing.merged_boards import body_counts
from orgchart.drawing.merged_cards import Cards
from orgchart.drawing.seats import leave_of
from orgchart.drawing.sheet import Sheet
from orgchart.drawing.states import LineNews
from orgchart.drawing.wording import counted
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind
from orgchart.model import Tenure
from orgchart.snapshot import Snapshot

__all__ = ["alt_text", "merged_counts", "still_counts", "team_of"]

#: The longest alt text that screen readers read in one go.
LONGEST: Final = 150


def still_counts(chart: Chart, snapshot: Snapshot, sheet: Sheet) -> Chart:
    """
    Return the chart with its counts: members of bodies, people, vacancies, leaves, unknown lines.

    People are counted once each, in the organisation of the picture and outside its bodies.
    """
    words = sheet.words
    parts = [words.board_of.format(body.name, _members(body)) for body in chart.bodies]
    vacant = {v.post: v.seats for v in snapshot.vacancies if v.certainty is Certainty.CERTAIN}
    away = {leave.person for leave in snapshot.leaves if leave.certainty is Certainty.CERTAIN}
    unknown = sum(
        line.kind is LineKind.SOLID
        and line.manager == UNKNOWN
        and (bool(snapshot.holders(line.post)) or line.post in vacant)
        and sheet.is_main(line.post)
        for line in snapshot.lines
    )
    for forms, number in (
        (words.people, len(team_of(snapshot, sheet))),
        (words.vacancies, sum(n for post, n in vacant.items() if sheet.is_main(post))),
        (words.leaves, len(away)),
        (words.unknown_lines, unknown),
    ):
        if number:
            parts.append(counted(forms, number))
    line = " · ".join(clean(part) for part in parts) or words.empty
    alt = alt_text(chart.name, chart.dates, [f"{line.rstrip('.')}."])
    return attrs.evolve(chart, remarks=(line,), alt_text=alt)


def team_of(snapshot: Snapshot, sheet: Sheet) -> dict[tuple[str, str], list[Tenure]]:
    """Return who holds posts of the organisation outside its bodies; undisclosed ones by post."""
    found: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in snapshot.tenures:
        if sheet.is_main(tenure.post) and not sheet.in_body(tenure.post):
            hidden = tenure.person == UNDISCLOSED
            found.setdefault((tenure.person, tenure.post if hidden else ""), []).append(tenure)
    return found


def _members(body: Body) -> int:
    return sum("vacant" not in slot.classes for slot in body.slots)


def alt_text(name: str, dates: str, sentences: list[str]) -> str:
    """
    Return a name, a date and as many sentences as 150 characters hold.

    >>> alt_text("Acme", "2024", ["3 people."])
    'Acme, 2024. 3 people.'
    """
    text = f"{name}, {dates}." if dates else f"{name}."
    for sentence in sentences:
        if len(text) + 1 + len(sentence) > LONGEST:
            break
        text = f"{text} {sentence}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def merged_counts(chart: Chart, cards: Cards, news: Mapping[str, LineNews], dates: str) -> Chart:
    """
    Return the chart of a difference with its headline: per body, then for the team.

    Each person of the team is counted once, under the weightiest thing that happened to them;
    lines and empty posts are counted apart.
    """
    words = cards.words
    bodies = tuple(body_counts(cards))
    team = tuple(
        Count(counted(forms, number), ink) for forms, number, ink in _team(cards, news) if number
    )
    counts = (*bodies, *(((words.team, team),) if team else ()))
    changed = bool(cards.before != cards.after)
    remarks = [words.net] if changed else [words.no_change]
    if any(slot.face.tag == Tag(words.new, "joined") for slot in chart.slots.values()):
        remarks.append(words.new_means)
    sentences = [f"{name}: {', '.join(c.text for c in group)}." for name, group in counts]
    if not changed:
        sentences = [words.no_change]
    elif not any(c.text != counted(words.count_unchanged, n) for c, n in _numbered(team)):
        sentences = [*sentences[: len(bodies)], words.no_other_change]
    return attrs.evolve(
        chart,
        counts=counts,
        remarks=(" ".join(remarks),),
        alt_text=alt_text(chart.name, dates, sentences),
    )


def _numbered(team: tuple[Count, ...]) -> list[tuple[Count, int]]:
    return [(count, int(count.text.split()[0])) for count in team]


def _team(
    cards: Cards, news: Mapping[str, LineNews]
) -> list[tuple[str | tuple[str, str], int, str]]:
    words = cards.words
    found: Counter[str] = Counter()
    was, now = team_of(cards.before, cards.sheet), team_of(cards.after, cards.sheet)
    for who in was.keys() | now.keys():
        found[_fate(cards, news, was.get(who), now.get(who))] += 1
    lines = Counter(one.kind for post, one in news.items() if cards.sheet.is_main(post))
    empty = {v.post for v in cards.after.vacancies if v.certainty is Certainty.CERTAIN}
    empty -= {v.post for v in cards.before.vacancies}
    vacant = sum(cards.sheet.is_main(p) and bool(cards.before.holders(p)) for p in empty)
    return [
        (words.count_left, found["left"], "left"),
        (words.count_new, found["new"], "joined"),
        (words.count_promoted, found["promoted"], "role"),
        (words.count_role, found["role"], "role"),
        (words.count_leave, found["leave"], "role"),
        (words.count_back, found["back"], "role"),
        (words.count_vacant, vacant, "left"),
        (words.count_moved, lines["moved"], "moved"),
        (words.count_known, lines["known"], "role"),
        (words.count_unknown, lines["unknown"] + lines["dropped"], "role"),
        (words.count_other, found["other"], "role"),
        (words.count_unchanged, found["unchanged"], "ink"),
    ]


def _fate(
    cards: Cards,
    news: Mapping[str, LineNews],
    was: list[Tenure] | None,
    now: list[Tenure] | None,
) -> str:
    """Return what to count a person of the team under."""
    if not was or not now:
        # Nobody knows whether a holder without a name went: the seat was given up, no more.
        gone = "other" if was and was[0].person == UNDISCLOSED else "left"
        return "new" if now else gone
    then, today = {t.post: t for t in was}, {t.post: t for t in now}
    gained = [t for post, t in today.items() if post not in then]
    if gained:
        return "promoted" if any(map(cards.fates.is_promotion, gained)) else "role"
    away = [any(leave_of(cards.before, t) for t in was), any(leave_of(cards.after, t) for t in now)]
    if away[0] != away[1]:
        return "leave" if away[1] else "back"
    states = [cards.states.stayed(then[post], t, LineNews("same")) for post, t in today.items()]
    if then.keys() != today.keys() or any(state.look is not Look.UNCHANGED for state in states):
        return "other"
    if any(news[post].kind != "same" for post in today if post in news):
        return "line"
    return "unchanged"
