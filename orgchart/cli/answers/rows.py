"""Answers as flat rows for tables and JSON: the seats of a chart, changes, tenures, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from orgchart.changes import Change
from orgchart.cli.answers.facts import Facts
from orgchart.kinds import NOBODY, UNDISCLOSED
from orgchart.model import Post, ReportingLine, Tenure
from orgchart.rules import Finding
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy

__all__ = [
    "CHANGE",
    "FINDING",
    "HELD",
    "SEAT",
    "Row",
    "change_row",
    "finding_row",
    "held_row",
    "seat_rows",
]

#: Values by the names of columns.
Row: TypeAlias = Mapping[str, object]

SEAT: Final = (
    "post",
    "title",
    "unit",
    "unit_name",
    "organization",
    "manager",
    "manager_title",
    "line",
    "dotted",
    "state",
    "person",
    "name",
    "kind",
    "own_title",
    "certainty",
    "on_leave",
    "since",
    "seats",
    "vacant_seats",
)
CHANGE: Final = (
    "at",
    "kind",
    "certainty",
    "people",
    "posts",
    "units",
    "before",
    "after",
    "manner",
    "sentence",
)
HELD: Final = (
    "post",
    "title",
    "person",
    "name",
    "state",
    "kind",
    "own_title",
    "certainty",
    "on_leave",
    "start",
    "end",
    "start_manner",
    "end_manner",
    "note",
)
FINDING: Final = ("rule", "subjects", "at", "sentence")


def seat_rows(chart: Snapshot, lang: str | None, posts: Iterator[str]) -> Iterator[Row]:
    """
    Yield a row for each holder and each vacancy of posts, made as they are asked for.

    A post of any number of seats with nobody recorded has one row, of the state "unrecorded".
    """
    facts = Facts(chart, lang)
    for post in posts:
        shared = _of_post(facts, facts.posts[post])
        held = [_of_holder(facts, tenure) for tenure in facts.holders.get(post, ())]
        free = [_of_vacancy(vacancy) for vacancy in facts.empty.get(post, ())]
        nobody: list[Row] = [{"state": "unrecorded", "certainty": facts.posts[post].certainty}]
        for row in [*held, *free] or nobody:
            yield {**shared, **row}


def _of_post(facts: Facts, post: Post) -> Row:
    line = facts.solid.get(post.id)
    manager = None if line is None else line.manager
    known = manager is not None and (manager in facts.posts or manager in facts.units)
    return {
        **dict.fromkeys(SEAT),
        "post": post.id,
        "title": facts.title(post.id),
        "unit": post.unit,
        "unit_name": facts.unit(post.unit) if post.unit else None,
        "organization": facts.top(post.unit),
        "manager": _manager(line),
        "manager_title": facts.manager(manager) if known and manager is not None else None,
        "line": None if line is None else str(line.certainty),
        "dotted": [str(each.manager or NOBODY) for each in facts.dotted.get(post.id, ())],
        "seats": post.seats,
    }


def _manager(line: ReportingLine | None) -> str | None:
    """Return the word of a manager as files have it: an id, unknown, nobody; None for no line."""
    if line is None:
        return None
    return NOBODY if line.manager is None else str(line.manager)


def _of_holder(facts: Facts, tenure: Tenure) -> Row:
    secret = tenure.person == UNDISCLOSED
    return {
        "state": "undisclosed" if secret else "held",
        "person": None if secret else tenure.person,
        "name": None if secret else facts.person(tenure.person),
        "kind": str(tenure.kind),
        "own_title": tenure.title,
        "certainty": str(tenure.certainty),
        "on_leave": facts.on_leave(tenure),
        "since": _date(tenure.start),
    }


def _of_vacancy(vacancy: Vacancy) -> Row:
    return {
        "state": "vacant",
        "certainty": str(vacancy.certainty),
        "since": _date(vacancy.since),
        "vacant_seats": vacancy.seats,
    }


def _date(value: object) -> str | None:
    return None if value is None else str(value)


def change_row(change: Change) -> Row:
    """Return a change as a row; see `Change`."""
    return {
        "at": _date(change.at),
        "kind": str(change.kind),
        "certainty": str(change.certainty),
        "people": change.people,
        "posts": change.posts,
        "units": change.units,
        "before": change.before,
        "after": change.after,
        "manner": change.manner,
        "sentence": change.sentence,
    }


def held_row(fact: Tenure | Vacancy, name: str, title: str, *, away: bool | None = None) -> Row:
    """
    Return a stretch in a post as a row: of a holder, or a gap.

    Args:
        fact: the stretch.
        name: what its holder was called.
        title: what the post was called.
        away: whether the holder is on leave; None where no moment is asked about.
    """
    shared = {**dict.fromkeys(HELD), "post": fact.post, "title": title, "on_leave": away}
    if isinstance(fact, Vacancy):
        dates = {"start": _date(fact.since), "end": _date(fact.until)}
        return {**shared, "state": "vacant", "certainty": str(fact.certainty), **dates}
    secret = fact.person == UNDISCLOSED
    return {
        **shared,
        "state": "undisclosed" if secret else "held",
        "person": None if secret else fact.person,
        "name": None if secret else name,
        "kind": str(fact.kind),
        "own_title": fact.title,
        "certainty": str(fact.sureness),
        "start": _date(fact.start),
        "end": _date(fact.end),
        "start_manner": fact.start_manner,
        "end_manner": fact.end_manner,
        "note": fact.note,
    }


def finding_row(finding: Finding) -> Row:
    """Return a finding as a row."""
    return {
        "rule": str(finding.rule),
        "subjects": finding.subjects,
        "at": finding.at or None,
        "sentence": finding.sentence,
    }
