"""`sheets_of` and `rows_of`: the tables and rows of any source."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, cast

from orgchart.errors import InvalidValueError
from orgchart.io.files import unreadable
from orgchart.io.limits import read_within
from orgchart.io.rows.dialects import delimiter_of, lines_of
from orgchart.io.rows.encodings import NAME_IT, decoded, unfolded
from orgchart.io.rows.frames import is_frame, sheet_of_frame, sheet_of_mappings
from orgchart.io.rows.limits import DEFAULT_LIMITS, Limits
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.sheet import Row, Sheet, headed, repeated

__all__ = ["TableSource", "rows_of", "sheets_of"]

#: A path, an open file, a frame of pandas or Polars, an Arrow table, rows as dicts, or several.
TableSource: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes] | Iterable[Any] | Any


def rows_of(  # noqa: PLR0913 - how to read, all by name
    source: TableSource,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    skip: int = 0,
    limits: Limits = DEFAULT_LIMITS,
    report: ReportBuilder | None = None,
) -> Iterator[Row]:
    r"""
    Yield the rows of a source, each with its file and line; see `sheets_of`.

    >>> import io
    >>> [(row.line, row["name"]) for row in rows_of(io.StringIO("id;name\n1;Ann\n"))]
    [(2, 'Ann')]
    """
    for sheet in sheets_of(
        source, encoding=encoding, delimiter=delimiter, skip=skip, limits=limits, report=report
    ):
        yield from sheet


def sheets_of(  # noqa: PLR0913 - how to read, all by name
    source: TableSource,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    skip: int = 0,
    limits: Limits = DEFAULT_LIMITS,
    report: ReportBuilder | None = None,
    name: str = "the table",
) -> Iterator[Sheet]:
    """
    Yield the tables of a source, in order; one file is read after another.

    A file is text of any delimiter and encoding, plain or packed by gzip; its first line that is
    not blank has the names of the columns. Archives and workbooks are refused. Cells come without
    blanks around them. A row with too few cells is filled up, cells beyond the heading go into
    columns named ``column 9`` and so on; both are told in the report, and so is a first line that
    looks like a title above the heading.

    Args:
        source: a path; an open file of text or bytes, which is left open; a frame of pandas or
            Polars, or an Arrow table; rows as dicts; or several of these, mixed as you like.
        encoding: the encoding of files, where it need not be found out.
        delimiter: what stands between cells, where it need not be found out.
        skip: how many lines at the beginning of each file are no part of the table, such as a
            title; frames and dicts have none.
        limits: how large a table may be.
        report: takes what happens on the way.
        name: what messages call a source that has no name of its own.

    Raises:
        UnreadableFileError: a file is missing, no table, damaged, or beyond a limit.
        InvalidValueError: the source is none of these, or `skip` is no number of lines.
    """
    if skip < 0:
        raise InvalidValueError("a table", "skip", skip, "give a number of lines, 0 or more")
    into = ReportBuilder() if report is None else report
    guesses: dict[str, str] = {}
    for number, part in enumerate(_parts(source), 1):
        own = name if number == 1 else f"{name} {number}"
        if is_frame(part):
            sheet = sheet_of_frame(part, own)
        elif isinstance(part, _Mappings):
            sheet = sheet_of_mappings(part.rows, own)
        else:
            file, content = _content(part, own, limits)
            if isinstance(content, bytes):
                data = unfolded(content, file, limits)
                text, found = decoded(data, file, encoding)
                if encoding is None:
                    _encoding_told(found, file, guesses, into)
            else:
                text = content
            text = _below(text.removeprefix("\ufeff"), file, skip, into)
            sheet = _sheet_of_text(text, file, delimiter, skip, limits, into)
        if len(sheet) > limits.rows or len(sheet.columns) > limits.columns:
            reason = f"it has more than {limits.rows:,} rows or {limits.columns:,} columns"
            raise unreadable(sheet.file, f"{reason}; raise Limits")
        into.read(len(sheet))
        _headings_told(sheet, into)
        if not len(sheet):
            message = "it has no rows: nothing of it is read"
            into.add(EntryKind.FLAGGED, "no-rows", sheet.file, sheet.head, message, rows=0)
        yield sheet


def _encoding_told(found: str, file: str, guesses: dict[str, str], report: ReportBuilder) -> None:
    """Note the encoding of a file: as a guess, unless it is a form of Unicode."""
    if found in {"utf-8", "utf-8-sig"}:
        return
    if found.startswith("utf"):
        report.add(EntryKind.RECOGNISED, "encoding", file, None, found, rows=0)
        return
    message = f"guessed {found}; if letters look wrong, {NAME_IT}"
    report.add(EntryKind.RECOGNISED, "encoding", file, None, message, text=found, rows=0)
    other = next((name for name in guesses if guesses[name] != found), None)
    guesses[file] = found
    if other is not None:
        message = (
            f"guessed {found}, and {guesses[other]} for {other}: files of one source mostly have "
            f"one encoding; {NAME_IT}"
        )
        report.add(EntryKind.FLAGGED, "encodings-differ", file, None, message, text=found, rows=0)


def _headings_told(sheet: Sheet, report: ReportBuilder) -> None:
    """Note headings that stand twice, and what the second column is called."""
    for column, first in sheet.again.items():
        one, other = (sheet.columns.index(each) + 1 for each in (first, column))
        alike = "the same cells" if sheet.column(first) == sheet.column(column) else "other cells"
        message = (
            f"the heading {first!r} stands in column {one} and in column {other}, which has "
            f"{alike}; column {other} is called {column!r}"
        )
        report.add(EntryKind.FLAGGED, "heading-twice", sheet.file, sheet.head, message, rows=0)


class _Mappings:
    """Rows given as dicts."""

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Mapping[Any, object]]) -> None:
        self.rows = rows


def _parts(source: Any) -> Iterator[Any]:  # noqa: ANN401 - told apart by what it can do
    """Yield each table of a source, in a form that is told apart by its type."""
    if isinstance(source, str | PathLike) or hasattr(source, "read") or is_frame(source):
        yield source
        return
    if isinstance(source, dict | bytes) or not hasattr(source, "__iter__"):
        remedy = "give a path, an open file, a frame, rows as dicts, or a list of these"
        kind = type(cast("object", source)).__name__
        raise InvalidValueError("a table", "source", kind, remedy)
    items: Iterator[Any] = iter(source)
    for item in items:
        if isinstance(item, Mapping):
            first = cast("Mapping[Any, object]", item)
            yield _Mappings(chain((first,), items))
            return
        yield from _parts(item)


def _content(part: Any, name: str, limits: Limits) -> tuple[str, str | bytes]:  # noqa: ANN401 - a path or an open file
    """Return the name of a file and what is in it, at most a byte more than the limit."""
    if isinstance(part, str | PathLike):
        path = Path(os.fspath(cast("str | PathLike[str]", part)))
        return str(path), _bytes(path, limits)
    known: object = getattr(part, "name", None)
    file = known if isinstance(known, str) else name
    try:
        content = read_within(part, limits.bytes)
    except UnicodeDecodeError as error:
        reason = f"it was opened as {error.encoding}, which it is not; open it with mode 'rb'"
        raise unreadable(file, reason) from error
    except (OSError, ValueError, EOFError) as error:  # the end of what is packed may be missing
        raise unreadable(file, f"it cannot be read: {error}") from error
    if content is None:
        raise unreadable(file, f"it is larger than {limits.bytes:,}; raise Limits.bytes")
    return file, content


def _bytes(path: Path, limits: Limits) -> bytes:
    name = str(path)
    try:
        with path.open("rb") as stream:
            return stream.read(limits.bytes + 1)
    except IsADirectoryError as error:
        raise unreadable(name, "it is a folder; name the files in it") from error
    except FileNotFoundError as error:
        raise unreadable(name, "there is no such file") from error
    except (OSError, ValueError) as error:
        raise unreadable(name, f"it cannot be opened: {error}") from error


def _below(text: str, file: str, skip: int, report: ReportBuilder) -> str:
    """Return a text without some lines at its beginning, and tell the report what they were."""
    stream = io.StringIO(text, newline="")
    for number in range(1, skip + 1):
        line = stream.readline().strip()
        message = "left out above the heading, as told"
        report.add(EntryKind.POLICY, "skipped-line", file, number, message, text=line, rows=0)
    return stream.read() if skip else text


def _sheet_of_text(  # noqa: PLR0913, PLR0917 - how to read
    text: str, file: str, delimiter: str | None, skip: int, limits: Limits, report: ReportBuilder
) -> Sheet:
    if not text.strip():
        raise unreadable(file, f"it has no more than {skip} lines" if skip else "it is empty")
    found = delimiter or delimiter_of(text)
    if delimiter is None and found != ",":
        report.add(EntryKind.RECOGNISED, "delimiter", file, None, _WORDS.get(found, found), rows=0)
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in lines_of(text, file, delimiter, limits, before=skip):
        lines.append(line)
        rows.append(cells)
    if not rows:
        raise unreadable(file, "no cell of it has a text")
    # Blank cells at the end of a heading are columns only where something stands below them.
    head, wide = rows[0], len(rows[0])
    while head and not head[-1]:
        head.pop()
    stated = len(head)
    doubt = _doubt(lines, rows)
    if doubt:
        report.add(EntryKind.FLAGGED, "title-line", file, lines[0], doubt, rows=0)
    most = max(map(len, rows))
    if most > stated or wide > stated:
        most = max(stated, max((_filled(row) for row in rows[1:]), default=0))
    head = head + [""] * (most - stated)
    _fill_up(zip(lines[1:], rows[1:], strict=True), (stated, most), file, report)
    again = repeated(head)
    return Sheet(file, headed(head), list(map(tuple, rows[1:])), lines[1:], lines[0], again, doubt)


def _doubt(lines: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """Return why the first row may be a title; empty where it looks like the heading."""
    widths = [sum(map(bool, row)) for row in rows[:_LOOKED_AT]]
    usual = sorted(widths)[len(widths) // 2]
    if widths[0] * 2 >= usual or usual <= _NARROW:
        return ""
    place = next(number for number, width in enumerate(widths) if width >= usual)
    return (
        f"the first line has {widths[0]} of the {usual} cells that most have, "
        f"{' '.join(filter(None, rows[0]))!r}: it looks like a "
        f"title, and line {lines[place]} like the heading; leave out what is above with "
        f"skip={lines[place] - 1}"
    )


#: So many rows are looked at to see whether the first is a title, which wide tables have.
_LOOKED_AT: Final = 50
_NARROW: Final = 2


def _fill_up(
    rows: Iterable[tuple[int, list[str]]], widths: tuple[int, int], file: str, report: ReportBuilder
) -> None:
    """Make rows as long as the longest, and tell of those that are not as long as the heading."""
    stated, most = widths
    filled = 0
    for line, row in rows:
        filled += max(0, most - len(row))
        if filled > _MOST_FILLED:
            reason = f"too many rows are shorter than the {most:,} columns"
            raise unreadable(file, reason, line)
        if any(row[stated:]):
            message = (
                f"it has cells beyond the {stated} of the heading; is a text with a comma not "
                "quoted?"
            )
            report.add(EntryKind.FLAGGED, "long-row", file, line, message, text=" | ".join(row))
        elif len(row) < stated:
            message = f"it has {len(row)} cells of {stated}; the others are taken for empty"
            report.add(EntryKind.REPAIRED, "short-row", file, line, message, text=" | ".join(row))
        row[most:] = [""] * (most - len(row))


#: The most cells that rows are filled up by, which are not in the file.
_MOST_FILLED: Final = 50_000_000
_WORDS: Final = {"\t": "tab", ";": "semicolon", "|": "bar"}


def _filled(row: list[str]) -> int:
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)
