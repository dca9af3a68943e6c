"""`Version`: the rows of one date, and the versions of a source in order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.errors import (
    InvalidValueError,
    InvalidWhenError,
    UnreadableFieldError,
    UnreadableFileError,
)
from orgchart.io.files import unreadable
from orgchart.io.periodic.layout import Layout, Shape, layout_of
from orgchart.io.periodic.records import Pool, Record, reader_of
from orgchart.io.periodic.sitting import marks_in
from orgchart.io.periodic.unled import tell_unled
from orgchart.io.rows.blanks import without_blanks
from orgchart.io.rows.cleaning import JUDGED, Cleaning, Suspicious
from orgchart.io.rows.days import DayOrder, date_in_name, day_text, order_of, short_year
from orgchart.io.rows.misread import quoted, tell_short_year
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.sheet import Sheet
from orgchart.when import When, as_when

__all__ = ["Place", "Version", "Versions", "versions_of", "without_suspicious"]

#: A file and a line in it.
Place = tuple[str, int]


@final
@attrs.frozen(eq=False)
class Version:
    """
    The rows of one date.

    Attributes:
        when: the date.
        records: what the rows say, in order.
        places: where each stands.
    """

    when: When
    records: list[Record]
    places: list[Place]


@final
@attrs.frozen(eq=False)
class Versions:
    """
    The rows of all dates.

    Attributes:
        dated: the versions, in order of `When.close`.
        shape: what the id of a row is the id of.
        fields: the fields that any of the tables has.
        files: how many rows each file has.
    """

    dated: list[Version]
    shape: Shape
    fields: frozenset[str]
    files: Mapping[str, int]


@final
@attrs.frozen(eq=False)
class _Part:
    """A table, where its fields stand, and its rows by the text of their date."""

    sheet: Sheet
    layout: Layout
    dates: list[str]


def versions_of(  # noqa: PLR0913 - what the caller told, all by name
    sheets: Iterable[tuple[Sheet, object]],
    *,
    columns: Mapping[str, str],
    shape: Shape | None,
    order: str | None,
    zone: str | None,
    cleaning: Cleaning,
    report: ReportBuilder,
) -> Versions:
    """
    Return the rows of a source by date.

    Args:
        sheets: the tables, each with its date where it is known.
        columns: the columns that are known, by field.
        shape: what the id of a row is the id of, where it is known.
        order: ``day-first`` or ``month-first``, where it is known.
        zone: the zone of the dates.
        cleaning: what is done about dirt.
        report: takes what happens on the way.

    Raises:
        UnreadableFileError: dates that are missing or cannot be read, with their lines; or two
            tables of different shapes.
    """
    parts: list[_Part] = []
    for read_in, date in sheets:
        layout = layout_of(read_in, columns, shape, report)
        shape = layout.shape
        sheet = without_blanks(read_in, layout.columns, cleaning, report)
        parts.append(_Part(sheet, layout, _date_texts(sheet, layout, date, order)))
    parts = list(_marked(parts, columns, report))
    for part in parts:
        tell_unled(part.sheet, part.layout, columns, report)
    moments = _moments(parts, order, zone, report)
    scope = _scope(parts, cleaning, report)
    aside = _of_the_date(parts, report)
    pool = Pool()
    found: dict[int, Version] = {}
    for part in parts:
        read = reader_of(part.sheet, part.layout, scope, aside, pool)
        file = part.sheet.file
        for date, row, line in zip(part.dates, part.sheet.rows, part.sheet.lines, strict=True):
            if not date:
                message = "it has no date"
                text = " | ".join(filter(None, row))
                report.add(EntryKind.SET_ASIDE, "no-date", file, line, message, text=text)
                continue
            when = moments[date]
            version = found.get(when.close)
            if version is None:
                version = found[when.close] = Version(when, [], [])
            version.records.append(read(row))
            version.places.append((file, line))
    fields = frozenset(field for part in parts for field in part.layout.columns)
    dated = [found[close] for close in sorted(found)]
    files: Counter[str] = Counter()
    for part in parts:
        files[part.sheet.file] += len(part.sheet)
    return Versions(dated, shape or Shape.POSTS, fields, files)


def _marked(
    parts: Sequence[_Part], given: Mapping[str, str], report: ReportBuilder
) -> Iterator[_Part]:
    """Yield the tables with the columns that say how somebody sits."""
    tables = [(part.sheet, part.layout.columns) for part in parts]
    for part, marks in zip(parts, marks_in(tables, given), strict=True):
        report.recognised(part.sheet.file, marks)
        layout = attrs.evolve(part.layout, columns={**part.layout.columns, **marks})
        yield attrs.evolve(part, layout=layout)


# dates


def _date_texts(sheet: Sheet, layout: Layout, date: object, order: str | None) -> list[str]:
    """Return the date of each row as written; from a column, as given, or from the file name."""
    column = layout.columns.get("date")
    if date is None and column is not None:
        return sheet.column(column)
    if date is None:
        name = os.path.basename(sheet.file)  # noqa: PTH119 - a name is no path here
        try:
            date = date_in_name(name, None if order is None else order_of((), order))
        except InvalidWhenError as error:
            raise unreadable(sheet.file, f"{error}; tell it: date=") from error
    if date is None:
        raise unreadable(
            sheet.file,
            "no column has dates, and there is none in the name; give it: date=, or "
            "columns={'date': …}, or a name such as 2024-01-31.csv, Jan 2024.csv, Q1-2024.csv",
        )
    return [str(date)] * len(sheet)


def _moments(
    parts: Sequence[_Part], told: str | None, zone: str | None, report: ReportBuilder
) -> dict[str, When]:
    """Return the moment of each text of a date; numbers are turned alike in all tables."""
    texts = {text: part for part in reversed(parts) for text in reversed(part.dates) if text}
    order = _order(texts, told)
    found: dict[str, When] = {}
    problems: list[UnreadableFieldError] = []
    for text, part in texts.items():
        try:
            found[text] = as_when(day_text(text, order), zone)
            _ = found[text].close
        except InvalidWhenError as error:
            sheet = part.sheet
            line = sheet.lines[part.dates.index(text)]
            reason = quoted(text, error)
            problems.append(UnreadableFieldError(sheet.file, "date", line, text, reason))
            continue
        if short_year(text):
            sheet = part.sheet
            line = sheet.lines[part.dates.index(text)]
            tell_short_year(text, found[text].text, (sheet.file, line), report)
    if problems:
        raise UnreadableFileError("the dates cannot be read", problems)
    return found


def _order(texts: Mapping[str, _Part], told: str | None) -> DayOrder | None:
    """Return which number of a date is the day; where dates differ, with the line of one."""
    order_of((), told)
    try:
        return order_of(texts, told)
    except InvalidValueError as error:
        text = str(error.value)
        sheet = texts[text].sheet
        line = sheet.lines[texts[text].dates.index(text)]
        problem = UnreadableFieldError(sheet.file, "date", line, text, f"{text!r}: {error.reason}")
        raise UnreadableFileError("the dates cannot be read", [problem]) from error


# scope


def _scope(parts: Sequence[_Part], cleaning: Cleaning, report: ReportBuilder) -> str | None:
    """Return inside what ids are unique."""
    if cleaning.scope != JUDGED:
        return cleaning.scope
    where: dict[tuple[str, str], str] = {}
    for part in parts:
        column = part.layout.columns.get("organization")
        if column is None:
            return None
        key = part.layout.columns["post" if part.layout.shape is Shape.POSTS else "person"]
        rows = zip(part.dates, part.sheet.column(key), part.sheet.column(column), strict=True)
        for row, (date, one, organization) in enumerate(rows):
            if where.setdefault((date, one), organization) != organization and one:
                message = (
                    f"the id {one!r} stands under {where[date, one]!r} and {organization!r} at one "
                    "date, so ids are taken to be unique inside an organization; tell another "
                    "with Cleaning(scope=)"
                )
                line = part.sheet.lines[row]
                report.add(EntryKind.RECOGNISED, "scope", part.sheet.file, line, message, rows=0)
                return "organization"
    return None


# columns about the date


def _of_the_date(parts: Sequence[_Part], report: ReportBuilder) -> frozenset[str]:
    """Return the columns that have one value at each date, and another at each other date."""
    dates = dict.fromkeys(date for part in parts for date in part.dates)
    if not _FEW <= len(dates) < sum(len(part.dates) for part in parts):
        return frozenset()
    values: dict[str, dict[str, str]] = {}
    out: set[str] = set()
    for part in parts:
        free = set(part.sheet.columns).difference(part.layout.columns.values())
        for column in free - out:
            seen = values.setdefault(column, {})
            for date, text in zip(part.dates, part.sheet.column(column), strict=True):
                if seen.setdefault(date, text) != text:
                    out.add(column)
                    break
    found = {
        column: seen
        for column, seen in values.items()
        if column not in out and len(set(seen.values())) == len(dates)
    }
    if not found:
        return frozenset()
    file = parts[0].sheet.file
    for date in dates:
        text = ", ".join(f"{column} = {seen.get(date, '')!r}" for column, seen in found.items())
        message = f"of {date}, and not of a row: {text}"
        report.add(EntryKind.RECOGNISED, "of-the-date", file, None, message, text=text, rows=0)
    return frozenset(found)


#: With fewer dates it is chance that a column differs at each.
_FEW: Final = 3


# suspicious drops


def without_suspicious(
    dated: Sequence[Version], cleaning: Cleaning, report: ReportBuilder
) -> list[Version]:
    """
    Return the versions that are to be read, and tell the report of those with most rows missing.

    A version is suspicious when it has less than the share `Cleaning.drop` of the rows of the
    version before it, and of the one after it, if there is one.
    """
    kept: list[Version] = []
    for number, version in enumerate(dated):
        around = [len(kept[-1].records)] if kept else []
        if kept and number + 1 < len(dated):
            around.append(len(dated[number + 1].records))
        rows = len(version.records)
        if not around or rows >= cleaning.drop * min(around):
            kept.append(version)
            continue
        aside = cleaning.suspicious is Suspicious.SET_ASIDE
        neighbours = " and ".join(f"{each:,}" for each in around)
        message = (
            f"{version.when.text} has {rows:,} rows, the dates around it {neighbours}: most are "
            f"missing; {_SET_ASIDE if aside else _FLAGGED}"
        )
        kind = EntryKind.SET_ASIDE if aside else EntryKind.FLAGGED
        report.add(kind, "suspicious-drop", version.places[0][0], None, message, rows=rows)
        if not aside:
            kept.append(version)
    return kept


_SET_ASIDE: Final = "the dates before and after are compared"
_FLAGGED: Final = "leave it out with Cleaning(suspicious='set-aside')"
