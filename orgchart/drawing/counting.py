"""
Numbers for headlines, counted from the chart and never typed.
"""

from __future__ import annotations

from typing import Final

import attrs

from orgchart.drawing.chart import Body, Chart
from orgchart.drawing.escape import clean
from orgchart.drawing.sheet import Sheet
from orgchart.drawing.wording import counted
from orgchart.model import UNDISCLOSED, LineKind, Tenure
from orgchart.periods import UNKNOWN, Certainty
from orgchart.snapshot import Snapshot

__all__ = ["alt_text", "still_counts", "team_of"]

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
