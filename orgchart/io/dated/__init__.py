"""
Dated tables: who held what from when to when, as a history.

`read_tables` reads; `read_tables_with_report` says what was done on the way as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from orgchart.errors import UnreadableFileError
from orgchart.history import History
from orgchart.io.dated.ends import Ends, Moments, Reversed, ends_told
from orgchart.io.dated.facts import Rows
from orgchart.io.dated.layout import FIELDS, Line, lines_in, require_tables
from orgchart.io.dated.links import Links, Renames
from orgchart.io.dated.sitting import Sittings, person_of, post_of
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
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Fact, Leave, Person, Post, Tenure, Unit
from orgchart.progress import follow
from orgchart.texts import as_word

__all__ = ["FIELDS", "Ends", "Renames", "Reversed", "read_tables", "read_tables_with_report"]

_T = TypeVar("_T")

_NO_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {}


def read_tables(  # noqa: PLR0913 - how to read, all by name
    *,
    people: TableSource | None = None,
    units: TableSource | None = None,
    posts: TableSource | None = None,
    tenures: TableSource | None = None,
    lines: TableSource | None = None,
    leaves: TableSource | None = None,
    parts: TableSource | None = None,
    links: TableSource | None = None,
    columns: Mapping[str, Mapping[str, str]] = _NO_COLUMNS,
    ends: Ends | str | None = None,
    reversed_periods: Reversed | str = Reversed.SET_ASIDE,
    renames: Renames | str = Renames.SAME,
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
    Read a history from tables with columns for start and end; all may be left out.

    Rows with one id are versions, each with its dates. Columns that are no field ride along as
    `extra` of the fact. A post or person who is in no table of posts or people is made of the rows
    of tenures, where there is no such table at all; else it is told in the report.

    Args:
        people, units, posts, tenures, lines, leaves: a table each, as `orgchart.io.rows.sheets_of`
            takes it.
        parts: what was so for a part of a tenure, named by its id: acting, on leave, and whatever
            else. The tenure is split where its parts differ; its own ends stand.
        links: which unit came of which: predecessor, successor, kind, date.
        columns: for a table, the column of each field where it is not recognised; see `FIELDS`.
        ends: ``exclusive``: an end is the first day on which it no longer holds; ``inclusive``:
            the last on which it does. None reads them as exclusive; the report says so.
        reversed_periods: what is done with a row that ends before it starts.
        renames: whether a unit that was renamed, as `links` tell, stays the same unit.
        zone: the IANA name of the zone of the dates.
        name: the name of the organisation.
        cleaning: what is done about dirt; `Cleaning.holders`, `same_name`, `zeros`, `suspicious`
            and `scope` are for snapshots and not used.
        day_order: ``day-first`` or ``month-first``, for dates such as 03/04/2024; without it they
            are read only if another date of the table proves it.
        encoding, delimiter: those of files, where they are not to be found out.
        skip: how many lines at the beginning of each file are no part of its table.
        limits: how large a table may be.
        report: takes what happens on the way; see `read_tables_with_report`.

    Raises:
        UnreadableFileError: with every problem, its file and line: columns that are missing or
            could be several fields, dates that cannot be read, what a policy refuses, a limit.
        InvalidValueError: a value that cannot be chosen, or a source that is none.
        InvalidWhenError: a clock time that the zone skips or repeats.

    Complexity: linear in the rows, and a sort of them.

    >>> rows = [{"person": "Ann Lee", "post": "ceo", "start": "2019-03-01", "end": "2023-11-17"}]
    >>> names = {"tenures": {"name": "person"}}
    >>> history = read_tables(tenures=rows, columns=names, ends="inclusive")
    >>> history.at("2023-11-17").incumbent("ceo").person
    'ann lee'
    """
    into = ReportBuilder() if report is None else report
    require_tables(columns)
    empty = History.build(name=name, zone=zone)
    moments = Moments(ends_told(ends, into), reversed_periods, zone, into)

    def read(table: str, source: TableSource | None) -> list[Line]:
        if source is None:
            return []
        sheets = sheets_of(
            source,
            encoding=encoding,
            delimiter=delimiter,
            skip=skip,
            limits=limits,
            report=into,
            name=f"the table of {table}",
        )
        given = columns.get(table, {})
        lines = lines_in(sheets, table, given, day_order=day_order, cleaning=cleaning, report=into)
        return list(follow(lines, f"reading {table}"))

    def made(table: str, work: Callable[[list[Line]], Iterable[_T]], lines: list[Line]) -> list[_T]:
        return list(follow(work(lines), f"making {table}", len(lines)))

    successions = Links(
        read("links", links), as_word(Renames, "the tables", "renames", renames), into
    )
    rows = Rows(moments, successions, cleaning, into)
    sittings = Sittings(read("parts", parts), moments, cleaning, into)
    held = read("tenures", tenures)
    sat = made("tenures", sittings.of, held)
    sittings.rest()
    found_people = made("people", rows.people, read("people", people))
    found_units = made("units", rows.units, read("units", units))
    found_posts = made("posts", rows.posts, read("posts", posts))
    if people is None:
        found_people = _people(held, sat)
    ruled = read("lines", lines)
    known: set[str] = set()
    if posts is not None:
        known.update(post.id for post in found_posts)
        known.update(unit.id for unit in found_units)
    ordered = made("lines", partial(rows.lines, known=known), ruled)
    if posts is None:
        named = (end for line in ordered for end in (line.post, line.manager))
        groups = {unit.id for unit in found_units}
        found_posts = _posts(held, sat, (end for end in named if end not in groups))
    if units is None:
        found_units = _units(found_posts)
    away = made("leaves", rows.leaves, read("leaves", leaves))
    facts = (*found_people, *found_units, *found_posts, *sat, *ordered, *away)
    if moments.problems:
        raise UnreadableFileError("the tables are refused", moments.problems)
    _missing(sat, found_people, found_posts, held, into)
    return empty.with_facts(*_some(facts, into))


def _some(facts: tuple[Fact, ...], report: ReportBuilder) -> tuple[Fact, ...]:
    """Return facts, and tell where there are none."""
    if not facts:
        message = "nothing was read: there are no rows, or all were set aside"
        report.add(EntryKind.FLAGGED, "nothing-read", "the tables", None, message, rows=0)
    return facts


def _people(held: Iterable[Line], sat: Iterable[Tenure | Leave]) -> list[Person]:
    """Make the people whom tenures name: under the first name that stands there."""
    names: dict[str, str] = {}
    for line in held:
        if line["name"]:
            names.setdefault(person_of(line), line["name"])
    ids = dict.fromkeys(fact.person for fact in sat if fact.person is not UNDISCLOSED)
    return [Person(each, names.get(each, each)) for each in ids]


def _posts(
    held: Iterable[Line], sat: Iterable[Tenure | Leave], named: Iterable[str | None]
) -> list[Post]:
    """Make the posts that tenures and lines name: under the first title that stands there."""
    titles: dict[str, str] = {}
    for line in held:
        if line["title"]:
            titles.setdefault(post_of(line), line["title"])
    ids = dict.fromkeys((*(fact.post for fact in sat), *named))
    return [
        Post(each, titles.get(each, each))
        for each in ids
        if each is not None and each is not UNKNOWN
    ]


def _units(posts: Iterable[Post]) -> list[Unit]:
    return [Unit(each, each) for each in dict.fromkeys(post.unit for post in posts) if each]


def _missing(
    sat: Iterable[Tenure | Leave],
    people: Iterable[Person],
    posts: Iterable[Post],
    held: Iterable[Line],
    report: ReportBuilder,
) -> None:
    """Tell who and what is named and is in no table, with the first line that does."""
    places: dict[tuple[str, str], Line] = {}
    for line in held:
        places.setdefault(("person", person_of(line)), line)
        places.setdefault(("post", post_of(line)), line)
    persons, seats = {person.id for person in people}, {post.id for post in posts}
    named = list(sat)
    for kind, known, ids in (
        ("person", persons, dict.fromkeys(fact.person for fact in named)),
        ("post", seats, dict.fromkeys(fact.post for fact in named)),
    ):
        for each in ids:
            if each is not None and each is not UNDISCLOSED and each not in known:
                message = f"{kind} {each!r} holds or is held, and is in no table"
                at = places.get((kind, each))
                file, number = ("the tables", None) if at is None else (at.file, at.line)
                report.add(EntryKind.FLAGGED, f"unknown-{kind}", file, number, message)


def read_tables_with_report(
    **options: Any,  # noqa: ANN401 - those of `read_tables`
) -> tuple[History, ReadReport]:
    """
    Read a history as `read_tables` does, and return what was done on the way as well.

    Args:
        **options: see `read_tables`.

    Raises:
        OrgchartError: see `read_tables`.

    >>> rows = [{"person_id": "1", "post_id": "ceo", "start": "2024", "end": "2023"}]
    >>> history, report = read_tables_with_report(tenures=rows)
    >>> [(entry.rule, entry.line) for entry in report.of("ends", "reversed")]
    [('ends', None), ('reversed', 1)]
    """
    builder = ReportBuilder()
    history = read_tables(**options, report=builder)
    return history, builder.report()
