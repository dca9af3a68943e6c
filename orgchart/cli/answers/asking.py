"""`show`, `diff`, `log`, `who`, `career`, `check`: questions to a history, and their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from orgchart.changes import Change, ChangeKind
from orgchart.cli.answers.calling import Called
from orgchart.cli.answers.finding import LAST, latest, person_id, post_id
from orgchart.cli.answers.outline import outline, said_of_holder
from orgchart.cli.answers.rows import (
    CHANGE,
    FINDING,
    HELD,
    SEAT,
    Row,
    change_row,
    finding_row,
    held_row,
    seat_rows,
)
from orgchart.cli.answers.words import Words, words_of
from orgchart.cli.endings import FOUND, CliError
from orgchart.cli.output import Line, Output, Span
from orgchart.cli.sources import Source
from orgchart.comparison import Diff
from orgchart.hierarchy import reports_of
from orgchart.history import History
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty
from orgchart.model import Tenure
from orgchart.periods import Period
from orgchart.rules import check as check_facts
from orgchart.sentences import sentence
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy
from orgchart.when import as_when

__all__ = ["career", "check", "diff", "log", "show", "who"]

#: A moment before everything.
_FIRST: Final = "0001"


def show(  # noqa: PLR0913 - the options of the command
    source: Source,
    output: Output,
    *,
    at: str | None,
    root: str | None,
    depth: int | None,
    everything: bool,
) -> None:
    """Show the chart at a moment; at the last date of the history when none is given."""
    history = source.history()
    chart = latest(history) if at is None else history.at(at)
    lang = output.lang
    if output.form == "text":
        words = words_of(lang)
        output.lines(
            outline(chart, words, lang=lang, root=root, depth=depth, everything=everything)
        )
        return
    posts = iter(chart.posts)
    if root is not None:
        below = reports_of(chart, root)
        posts = iter((root, *below) if root in chart.posts else below)
    rows = seat_rows(chart, lang, (post for post in posts if post in chart.posts))
    if output.form == "csv":
        output.table(SEAT, rows)
    else:
        output.json_list(_head(chart), "seats", rows)


def _head(chart: Snapshot) -> dict[str, object]:
    return {
        "name": chart.name,
        "at": chart.at and str(chart.at),
        "zone": chart.zone,
        "known_on": _known(chart),
    }


def _known(chart: Snapshot) -> str | None:
    return None if chart.known is None else str(chart.known)


def diff(source: Source, output: Output, before: str, after: str) -> int:
    """Tell the difference of the charts at two moments; 1 when there is any."""
    history = source.history()
    found = history.diff(before, after)
    changes = _retold(found, output.lang)
    if output.form == "text":
        output.line([Span(f"{found.before.at} → {found.after.at}", "title")])
        output.lines(_told(change) for change in changes)
        if not found:
            output.line("No change.")
    elif output.form == "csv":
        output.table(CHANGE, map(change_row, changes))
    else:
        head = {"name": history.name, "before": before, "after": after, "zone": history.zone}
        output.json_list(head, "changes", map(change_row, changes))
    return FOUND if found else 0


def _retold(found: Diff, lang: str | None) -> Iterator[Change]:
    for change in found.changes:
        if lang is None:
            yield change
        else:
            yield attrs.evolve(change, sentence=sentence(change, found.before, found.after, lang))


def _told(change: Change, *, dated: bool = False) -> Line:
    role = _ROLES.get(change.kind, "")
    if change.certainty is Certainty.POSSIBLE:
        role = "maybe"
    date = [Span(f"{change.at}  ", "quiet")] if dated else []
    return [*date, Span(str(change), role)]


_ROLES: Final = {
    ChangeKind.JOINED: "new",
    ChangeKind.LEFT: "gone",
    ChangeKind.VACATED: "gone",
    ChangeKind.APPOINTED: "new",
    ChangeKind.SUCCEEDED: "new",
    ChangeKind.POST_CREATED: "new",
    ChangeKind.POST_ABOLISHED: "gone",
    ChangeKind.UNIT_CREATED: "new",
    ChangeKind.UNIT_DISSOLVED: "gone",
    ChangeKind.INTERIM_BEGAN: "interim",
    ChangeKind.INTERIM_ENDED: "interim",
    ChangeKind.LEAVE_BEGAN: "leave",
    ChangeKind.LEAVE_ENDED: "leave",
}


def log(source: Source, output: Output, start: str | None, end: str | None) -> None:
    """Tell what changed, date by date, as it is read from the history."""
    history = source.history()
    changes = _changes(
        history, _FIRST if start is None else start, LAST if end is None else end, output.lang
    )
    rows = map(change_row, changes)
    match output.form:
        case "text":
            output.lines(_told(change, dated=True) for change in changes)
        case "csv":
            output.table(CHANGE, rows)
        case "jsonl":
            output.json_lines(rows)
        case _:
            head = {"name": history.name, "from": start, "to": end, "zone": history.zone}
            output.json_list(head, "changes", rows)


def _changes(history: History, start: str, end: str, lang: str | None) -> Iterator[Change]:
    """Return what happened from the beginning of one moment to the close of another, as read."""
    for moment in (start, end):
        history.at(moment)  # refuses what is no moment, or cannot be compared
    if as_when(end, history.zone).close < as_when(start, history.zone).low:
        raise CliError(f"--to {end} comes before --from {start}; give a later end")
    return history.changes(start, end, inclusive=True, lang=lang)


def who(source: Source, output: Output, post: str, at: str | None) -> None:
    """Tell who holds a post at a moment; everybody who held it when none is given."""
    history = source.history()
    found = post_id(history, post)
    held: Sequence[Tenure | Vacancy] = history.succession(found)
    chart = None if at is None else history.at(at)
    if chart is not None:
        empty = [vacancy for vacancy in chart.vacancies if vacancy.post == found]
        held = (*chart.holders(found), *empty)
    called = Called(history, output.lang, chart)
    times = dict(history.store.tenures_of(post=found))
    if output.form == "text":
        words = words_of(output.lang)
        title = ", ".join(filter(None, (called.title(found), history.name, at)))
        output.line([Span(title, "title")])
        said = [called.name(_person(fact), _time(fact, times)) for fact in held]
        output.lines(_held(held, said, words, chart))
        if not held:
            output.line(words.nobody_recorded)
        return
    head = {"name": history.name, "post": found, "at": at, "zone": history.zone}
    _rows(output, head, _held_rows(held, called, times, chart))


def _person(fact: Tenure | Vacancy) -> str:
    return "" if isinstance(fact, Vacancy) else fact.person


def _time(fact: Tenure | Vacancy, times: Mapping[Tenure, Period]) -> Period:
    """Return when a stretch in a post was, with the ends that it has from the post."""
    if isinstance(fact, Vacancy):
        return Period(fact.since, fact.until)
    return times.get(fact, fact.period)


def _held_rows(
    held: Iterable[Tenure | Vacancy],
    called: Called,
    times: Mapping[Tenure, Period],
    chart: Snapshot | None = None,
) -> list[Row]:
    found: list[Row] = []
    for fact in held:
        time = _time(fact, times)
        name, title = called.name(_person(fact), time), called.title(fact.post, time)
        found.append(held_row(fact, name, title, away=_away(fact, chart)))
    return found


def _away(fact: Tenure | Vacancy, chart: Snapshot | None) -> bool | None:
    """Say whether the holder of a post is on leave from it on a chart; None without a chart."""
    if chart is None or isinstance(fact, Vacancy):
        return None
    return any(leave.post in {None, fact.post} for leave in chart.leaves_of(fact.person))


def career(source: Source, output: Output, person: str) -> None:
    """Tell what a person held, in order of starts."""
    history = source.history()
    found = person_id(history, person)
    held = history.careers(found)
    called = Called(history, output.lang)
    times = dict(history.store.tenures_of(person=found))
    if output.form == "text":
        words = words_of(output.lang)
        output.line([Span(called.name(found), "title")])
        said = [called.title(fact.post, _time(fact, times)) for fact in held]
        output.lines(_held(held, said, words))
        if not held:
            output.line(words.empty)
        return
    head = {"name": history.name, "person": found, "zone": history.zone}
    _rows(output, head, _held_rows(held, called, times))


def _rows(output: Output, head: Row, rows: Sequence[Row]) -> None:
    if output.form == "csv":
        output.table(HELD, rows)
    else:
        output.json_list(head, "tenures", rows)


def _held(
    facts: Sequence[Tenure | Vacancy],
    names: Iterable[str],
    words: Words,
    chart: Snapshot | None = None,
) -> Iterator[Line]:
    """Say stretches in posts, in columns: from when to when, and who or what."""
    dates = [_dates(fact, words) for fact in facts]
    first = max((len(start) for start, _ in dates), default=0)
    last = max((len(end) for _, end in dates), default=0)
    for fact, name, (start, end) in zip(facts, names, dates, strict=True):
        when = Span(f"{start:<{first}} – {end:<{last}}  ", "quiet")
        yield [when, *_holder(fact, name, words, away=bool(_away(fact, chart)))]


def _dates(fact: Tenure | Vacancy, words: Words) -> tuple[str, str]:
    """Return the two dates as written; empty for what is not stated."""
    start, end = (fact.since, fact.until) if isinstance(fact, Vacancy) else (fact.start, fact.end)
    first = "?" if start is UNKNOWN else str(start or "")
    last = "?" if end is UNKNOWN else str(end or "")
    return first, words.still_going if end is ONGOING else last


def _holder(fact: Tenure | Vacancy, name: str, words: Words, *, away: bool) -> Iterator[Span]:
    if isinstance(fact, Vacancy):
        sure = fact.certainty is Certainty.CERTAIN
        yield Span(words.vacant, "vacant" if sure else "maybe")
        if not sure:
            yield Span(f" ({words.possible_said})", "maybe")
        return
    yield Span(words.undisclosed if name == UNDISCLOSED else name)
    if fact.title:
        yield Span(f", {fact.title}")
    yield from said_of_holder(fact, words, away=away)
    manners = ", ".join(manner for manner in (fact.start_manner, fact.end_manner) if manner)
    if manners:
        yield Span(f" — {manners}", "quiet")


def check(source: Source, output: Output, *, strict: bool) -> int:
    """Report what cannot be right; 1 when there is anything."""
    history = source.history()
    report = check_facts(history, strict=strict)
    if output.form == "text":
        output.lines(
            [Span(f"{finding.rule}: ", "gone"), Span(finding.sentence)] for finding in report
        )
        if not report:
            output.line("nothing found")
    elif output.form == "csv":
        output.table(FINDING, map(finding_row, report))
    else:
        output.json_list({"name": history.name}, "findings", map(finding_row, report))
    return FOUND if report else 0
