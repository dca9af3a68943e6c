"""
Periodic snapshots: a spreadsheet a month, or one table with a date column, as a history.

`read_snapshots` reads; `read_snapshots_with_report` says what was done on the way as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date as day
from functools import partial
from typing import Any, cast

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.periodic.between import facts_over
from orgchart.io.periodic.charts import Charts
from orgchart.io.periodic.layout import FIELDS, Shape, as_shape
from orgchart.io.periodic.versions import Version, Versions, versions_of, without_suspicious
from orgchart.io.rows import (
    DEFAULT_CLEANING,
    DEFAULT_LIMITS,
    Cleaning,
    DayOrder,
    EntryKind,
    Limits,
    ReadReport,
    ReportBuilder,
    TableSource,
    sheets_of,
)
from orgchart.progress import follow
from orgchart.when import When

__all__ = ["FIELDS", "Shape", "read_snapshots", "read_snapshots_with_report"]


def read_snapshots(  # noqa: PLR0913 - how to read, all by name
    source: TableSource | dict[Any, TableSource],
    *,
    columns: Mapping[str, str] | None = None,
    date: str | day | When | None = None,
    shape: Shape | str | None = None,
    zone: str | None = None,
    name: str = "",
    cleaning: Cleaning = DEFAULT_CLEANING,
    day_order: DayOrder | str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    skip: int = 0,
    limits: Limits = DEFAULT_LIMITS,
    report: ReportBuilder | None = None,
) -> History:
    """
    Read a history from tables that each show an organisation at a date.

    A change between two dates happened some time in between: `History.at` gives each table back
    at its date, and in between both readings are possible (see `History.from_snapshots`).

    A row is a post with its holder, or a person, for whom a post is made. Columns that are no
    field ride along as `extra`: of the post, or of the person where rows are people. Where nothing
    but these differ from one date to the next, a new version of the post (or person) begins on the
    day of the later date. What a manager was called that is not there is the extra ``manager`` of
    the line to `UNKNOWN`.

    Where people have no ids, a name is an id inside the scope of ids, whatever its capitals and
    blanks, so that who moves from one post to another is seen to move; `Cleaning.same_name` says
    who a name is that stands in several posts at one date.

    Args:
        source: what `orgchart.io.rows.sheets_of` takes, or a dict of such sources by date.
        columns: the column of each field, where it is not recognised: ``date post person name
            given_name family_name title manager manager_person unit organization``; ``kind``,
            ``acting`` and ``on_leave``, which say how somebody sits; and ``alias``, another name
            of a post, by which managers are named. An empty text is "none".
        date: the date of the table, if no column has it and the file name does not.
        shape: ``posts`` or ``people``: whose the ids are; found out when left out.
        zone: the IANA name of the zone of the dates.
        name: the name of the organisation.
        cleaning: what is done about dirt.
        day_order: ``day-first`` or ``month-first``, for dates such as 03/04/2024; without it they
            are read only if another date of the source proves it.
        encoding, delimiter: those of files, where they are not to be found out.
        skip: how many lines at the beginning of each file are no part of its table.
        limits: how large a table may be.
        report: takes what happens on the way; see `read_snapshots_with_report`.

    Raises:
        UnreadableFileError: with every problem, its file and line: no ids, columns that could be
            several fields, dates that cannot be read, what a policy refuses, a limit.
        InvalidValueError: a value that cannot be chosen, or a source that is none.
        InvalidWhenError: two dates close at one instant.

    Complexity: linear in the rows; facts are made for rows that differ from the date before.

    >>> rows = [
    ...     {"date": "2024-01-31", "id": "ceo", "name": "Ann Lee", "title": "Chief"},
    ...     {"date": "2024-02-29", "id": "ceo", "name": "Bob Ray", "title": "Chief"},
    ... ]
    >>> history = read_snapshots(rows)
    >>> history.at("2024-01-31").incumbent("ceo").person
    'ann lee'
    >>> [held.person for held in history.at("2024-02-15").holders("ceo")]
    ['ann lee', 'bob ray']
    """
    into = ReportBuilder() if report is None else report
    empty = History.build(name=name, zone=zone)
    told: dict[str, str] = {} if columns is None else dict(columns)
    parts: list[tuple[Any, Any]] = [(date, source)]
    if isinstance(source, dict):
        parts = list(cast("dict[object, Any]", source).items())
    read = partial(
        sheets_of, encoding=encoding, delimiter=delimiter, skip=skip, limits=limits, report=into
    )
    sheets = ((sheet, moment) for moment, part in parts for sheet in read(part))
    versions = versions_of(
        sheets,
        columns=told,
        shape=as_shape(shape),
        order=day_order,
        zone=zone,
        cleaning=cleaning,
        report=into,
    )
    if not versions.dated:
        raise _nothing(versions)
    dated = without_suspicious(versions.dated, cleaning, into)
    charts = Charts(versions, cleaning, into)
    seen = ((version.when, charts.of(version)) for version in dated)
    with closing(follow(seen, "reading", len(dated))) as followed:
        facts = facts_over(followed, zone)
    if charts.problems:
        raise UnreadableFileError("the tables are refused", charts.problems)
    _tell_unread(versions, charts, dated, into)
    return empty.with_facts(*facts)


def _nothing(versions: Versions) -> UnreadableFileError:
    """Return the error of a source without a row that has a date."""
    why = {False: "it has no rows", True: "none of its rows has a date"}
    problems = [
        UnreadableFieldError(file, "", None, None, why[rows > 0])
        for file, rows in versions.files.items()
    ]
    problems = problems or [UnreadableFieldError("the source", "", None, None, why[False])]
    names = ", ".join(versions.files) or "the source"
    return UnreadableFileError(f"{names} cannot be read", problems)


def _tell_unread(
    versions: Versions, charts: Charts, read: Sequence[Version], report: ReportBuilder
) -> None:
    """Tell of files of which no row was read."""
    aside = {place[0] for version in versions.dated for place in version.places}
    aside -= {place[0] for version in read for place in version.places}
    for file, rows in versions.files.items():
        if rows and file not in charts.files and file not in aside:
            message = f"none of its {rows:,} rows was read: see why each was set aside"
            report.add(EntryKind.FLAGGED, "nothing-read", file, None, message, rows=0)


def read_snapshots_with_report(
    source: TableSource | dict[Any, TableSource],
    **options: Any,  # noqa: ANN401 - those of `read_snapshots`
) -> tuple[History, ReadReport]:
    """
    Read a history as `read_snapshots` does, and return what was done on the way as well.

    Args:
        source: see `read_snapshots`.
        **options: see `read_snapshots`.

    Raises:
        OrgchartError: see `read_snapshots`.

    >>> rows = [{"id": "1", "name": "N/D", "reports_to": "XX"}]
    >>> history, report = read_snapshots_with_report(rows, date="2024-01-31")
    >>> [(entry.rule, entry.line) for entry in report.entries if entry.line]
    [('withheld', 1), ('nobody', 1)]
    """
    builder = ReportBuilder()
    history = read_snapshots(source, **options, report=builder)
    return history, builder.report()
