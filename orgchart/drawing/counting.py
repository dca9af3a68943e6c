"""
Numbers for headlines, counted from the chart and never typed.
"""

from __future__ import annotations

from typing import Final

import attrs

from orgchart.drawing.chart import Chart
from orgchart.drawing.escape import clean
from orgchart.drawing.wording import Wording, counted
from orgchart.model import UNDISCLOSED
from orgchart.periods import UNKNOWN, Certainty
from orgchart.snapshot import Snapshot

__all__ = ["alt_text", "still_counts"]

#: The longest alt text that screen readers read in one go.
LONGEST: Final = 150


def still_counts(
    chart: Chart, snapshot: Snapshot, main: str | None, words: Wording, lang: str | None
) -> Chart:
    """
    Return the chart with its counts: members of bodies, people, vacancies, leaves, unknown lines.

    People are counted once each, in the organisation of the picture and outside its bodies.
    """
    parts = [words.board_of.format(body.name, _members(body.slots)) for body in chart.bodies]
    people: set[tuple[str, int]] = set()
    for place, tenure in enumerate(snapshot.tenures):
        post = snapshot.posts.get(tenure.post)
        unit = snapshot.units.get(post.unit) if post and post.unit else None
        if (unit is not None and unit.is_body) or not _is_main(snapshot, tenure.post, main):
            continue
        people.add((tenure.person, place if tenure.person is UNDISCLOSED else -1))
    away = {leave.person for leave in snapshot.leaves if leave.certainty is Certainty.CERTAIN}
    vacancies = sum(
        v.seats
        for v in snapshot.vacancies
        if v.certainty is Certainty.CERTAIN and _is_main(snapshot, v.post, main)
    )
    tray = next((tray for tray in chart.trays if tray.id == "c-unknown"), None)
    unknown = sum(
        line.manager == UNKNOWN
        and (bool(snapshot.holders(line.post)) or line.post in {v.post for v in snapshot.vacancies})
        for line in snapshot.lines
        if tray is not None and _is_main(snapshot, line.post, main)
    )
    for forms, number in (
        (words.people, len(people)),
        (words.vacancies, vacancies),
        (words.leaves, len(away)),
        (words.unknown_lines, unknown),
    ):
        if number:
            parts.append(counted(forms, number))
    line = " · ".join(clean(part) for part in parts) or words.empty
    alt = alt_text(chart.name, chart.dates, [f"{line}."])
    return attrs.evolve(chart, remarks=(line,), alt_text=alt)


def _members(slots: tuple[object, ...]) -> int:
    return sum("vacant" not in getattr(slot, "classes", ()) for slot in slots)


def _is_main(snapshot: Snapshot, post: str, main: str | None) -> bool:
    return snapshot.organization_of(post) in {None, main}


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
