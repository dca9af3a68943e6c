"""One CSV file of a folder as columns of plain values, with the line of each row."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final, cast, final

import attrs
import numpy as np

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.csvfolder import DETAILS, PREFIXES, Cells, Sheet
from orgchart.io.csvfolder.cells import parted, said
from orgchart.io.files import read_text
from orgchart.io.reading import clipped
from orgchart.io.shape import Document
from orgchart.store.coded import Coded, objects

__all__ = [
    "MOST_COLUMNS",
    "MOST_IN_CELL",
    "Problems",
    "Read",
    "Row",
    "read_rows",
    "read_sheet",
    "whole",
]

#: The most problems that are told of one file.
_MOST: Final = 100
#: The most columns of one file, and the most characters of one cell.
MOST_COLUMNS: Final = 10_000
MOST_IN_CELL: Final = 10_000_000
#: The most cells that rows are filled up by, which are not in the file.
_MOST_FILLED: Final = 10_000_000
#: The line on which a row begins, and its cells.
Row = tuple[int, list[str]]


@final
class Problems:
    """Collects the problems of one file."""

    def __init__(self, path: Path) -> None:
        self.found: list[UnreadableFieldError] = []
        self._file = str(path)

    def add(self, column: str, line: int | None, value: object, reason: str) -> None:
        """Note a problem of a cell."""
        if len(self.found) < _MOST:
            shown = None if value is None else clipped(value)
            self.found.append(UnreadableFieldError(self._file, column, line, shown, reason))

    def take(self, error: UnreadableFileError) -> None:
        """Note the problems of an error."""
        self.found += [one for one in error.exceptions if isinstance(one, UnreadableFieldError)]


# rows


def read_rows(path: Path, known: Sequence[str], problems: Problems) -> tuple[list[str], list[Row]]:
    """
    Return the header of a file, and the rows that are not empty.

    Rows have as many cells as the header; nothing is returned where there are problems.

    Args:
        path: the file.
        known: columns that it may have, by which its separator is told.
        problems: takes what is wrong.
    """
    try:
        text = read_text(path)
    except UnreadableFileError as error:
        problems.take(error)
        return [], []
    rows: list[Row] = []
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: len({*_cells(first, sign)} & {*known}))
    with _room(min(len(text), MOST_IN_CELL)):
        reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    rows.append((line, cells))
                line = reader.line_num + 1
        except csv.Error as error:
            reason = f"it is not CSV: {error}"
            if "field limit" in str(error):
                reason = f"a cell has more than {MOST_IN_CELL:,} characters; is a quote missing?"
            problems.add("", line, None, reason)
            return [], []
    if not rows:
        problems.add("", 1, None, "its first line must name the columns")
        return [], []
    (_, header), *rest = rows
    return (header, rest) if _filled_up(header, rest, problems) else ([], [])


def _filled_up(header: Sequence[str], rows: Iterable[Row], problems: Problems) -> bool:
    """Make rows as long as the header; say whether that can be done."""
    size = len(header)
    if size > MOST_COLUMNS:
        problems.add("", 1, None, f"it has {size:,} columns; {MOST_COLUMNS:,} are the most")
        return False
    filled = 0
    for line, cells in rows:
        filled += max(0, size - len(cells))
        if filled > _MOST_FILLED:
            reason = f"too many rows are shorter than the {size:,} columns of the first line"
            problems.add("", line, None, reason)
            return False
        if len(cells) > size and any(cells[size:]):
            reason = f"it has {len(cells)} cells, and there are {size} columns; is a quote missing?"
            problems.add("", line, cells[size], reason)
        cells[size:] = [""] * (size - len(cells))
    return True


def _cells(line: str, separator: str) -> Iterator[str]:
    return (cell.strip('"\r ') for cell in line.split(separator))


_LOCK: Final = Lock()


@contextmanager
def _room(size: int) -> Generator[None]:
    """Let cells be as long as the text; the limit of the library is one for all its users."""
    if size <= csv.field_size_limit():
        yield
        return
    with _LOCK:
        before = csv.field_size_limit(size)
        try:
            yield
        finally:
            csv.field_size_limit(before)


# columns


@final
@attrs.frozen(eq=False)
class Read:
    """
    What a file holds.

    Attributes:
        lines: the line of each row.
        columns: the columns of fields that are there, of plain values; None is an empty cell.
    """

    lines: Sequence[int]
    columns: Mapping[str, Coded]

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.lines)

    def place_of(self, field: str, code: int) -> tuple[int, str]:
        """Return the first line with a value of a column, and how many more there are."""
        rows = np.flatnonzero(self.columns[field].codes_of(self.size) == code)
        more = f" (and so in {len(rows) - 1} more)" if len(rows) > 1 else ""
        return self.lines[int(rows[0])], more

    def records(self) -> Iterator[tuple[int, Document]]:
        """Yield the rows as tables of what is not empty, with their lines."""
        for row, line in enumerate(self.lines):
            told: Document = {name: column.at(row) for name, column in self.columns.items()}
            yield line, {name: value for name, value in told.items() if value is not None}


def read_sheet(sheet: Sheet, path: Path, problems: Problems) -> Read | None:
    """
    Read a file.

    Args:
        sheet: which of the files.
        path: the file.
        problems: takes what is wrong.

    Returns:
        What it holds; None where something is wrong with the file as a whole.
    """
    header, rows = read_rows(path, [*sheet.columns], problems)
    if problems.found:
        return None
    lines = [line for line, _ in rows]
    cells = list(zip(*(cells for _, cells in rows), strict=True)) or [()] * len(header)
    given = _given(sheet, zip(header, cells, strict=True), lines, problems)
    if problems.found:
        return None
    made: dict[str, Coded] = {}
    for field, kind in sheet.fields.items():
        found = _field(field, kind, given, lines, problems)
        if found is not None:
            made[field] = found
    return Read(lines, made)


def _given(
    sheet: Sheet,
    columns: Iterable[tuple[str, Sequence[str]]],
    lines: Sequence[int],
    problems: Problems,
) -> dict[str, Coded]:
    """Return the columns by name, what cells say; and note what is wrong with their names."""
    given: dict[str, Coded] = {}
    for name, cells in columns:
        if not name.strip():
            line = next((line for line, cell in zip(lines, cells, strict=True) if cell), None)
            if line is not None:
                problems.add("", line, None, "the column of a cell has no name in the first line")
        elif _is_column(sheet, name, given, problems):
            given[_plain(sheet, name)] = Coded.of(cells).each(lambda cell: said(str(cell)))
    for needed in sheet.needed:
        if needed not in given:
            problems.add(needed, 1, None, f"the column {needed!r} is missing")
    return given


def _plain(sheet: Sheet, name: str) -> str:
    """Return the name of a column as this module knows it: blanks matter in keys only."""
    return name if sheet.keyed(name) else name.strip()


def _is_column(sheet: Sheet, name: str, given: Mapping[str, Coded], problems: Problems) -> bool:
    plain = _plain(sheet, name)
    if plain in given:
        problems.add(plain, 1, None, "the file has this column twice")
        return False
    if plain in sheet.columns or sheet.keyed(plain):
        return True
    near = difflib.get_close_matches(plain, sheet.columns, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(sheet.columns)}"
    own = f", or name it {'extra.' + plain!r} to keep it" if "extra" in sheet.fields else ""
    problems.add(plain, 1, None, f"there is no column {clipped(plain)!r} here; {remedy}{own}")
    return False


def _field(
    field: str,
    kind: Cells,
    given: Mapping[str, Coded],
    lines: Sequence[int],
    problems: Problems,
) -> Coded | None:
    """Return the column of a field; None where it is not given."""
    size = len(lines)
    if kind is Cells.TEXTS:
        prefix = PREFIXES[field]
        keys = [name for name in given if name.startswith(prefix)]
        told = _together([given[name] for name in keys], size)
        names = [name.removeprefix(prefix) for name in keys]
        made = told.each(lambda texts: _texts(names, cast("Sequence[str | None]", texts)))
        return made if keys else None
    if kind is Cells.SOURCES:
        columns = [name for name in (field, *DETAILS.values()) if name in given]
        told = _together([given[name] for name in columns], size)
        parts = ["source" if name == field else _PARTS[name] for name in columns]
        made = _tried(field, told, lines, problems, lambda texts: _citations(parts, texts))
        return made if columns else None
    if field not in given:
        return None
    return _tried(field, given[field], lines, problems, _READ[kind])


_PARTS: Final = {name: part for part, name in DETAILS.items()}


def _together(columns: Sequence[Coded], size: int) -> Coded:
    """Return several columns as one of tuples."""
    if all(column.codes is None for column in columns):
        return Coded.constant(tuple(column.only for column in columns))
    codes = [column.codes_of(size).tolist() for column in columns]
    found = Coded.of(cast("Iterator[Hashable]", zip(*codes, strict=True)))

    def values(places: object) -> object:
        pairs = zip(columns, cast("tuple[int, ...]", places), strict=True)
        return tuple(column.values[place] for column, place in pairs)

    return found.each(values)


def _tried(
    field: str,
    column: Coded,
    lines: Sequence[int],
    problems: Problems,
    work: Callable[[object], object],
) -> Coded:
    """Return a column with something done to its values; what cannot be done is a problem."""
    made: list[object] = []
    for code, value in enumerate(column.values):
        try:
            made.append(work(value))
        except ValueError as error:
            made.append(None)
            row = int(np.argmax(column.codes_of(len(lines)) == code))
            problems.add(field, lines[row] if lines else None, None, str(error))
    return Coded(objects(made), column.codes)


def _texts(names: Sequence[str], texts: Sequence[str | None]) -> dict[str, str] | None:
    found = {name: text for name, text in zip(names, texts, strict=True) if text is not None}
    return found or None


def _citations(parts: Sequence[str], texts: object) -> list[object] | None:
    """
    Return citations of their parts.

    Raises:
        ValueError: there are more of a part than sources, or a source is missing.
    """
    lists = {
        part: parted(text or "")
        for part, text in zip(parts, cast("Sequence[str | None]", texts), strict=True)
    }
    sources = lists.pop("source", ())
    for part, items in lists.items():
        if len(items) > len(sources):
            told = f"{len(items)} {DETAILS[part]} for {len(sources)} sources"
            raise ValueError(f"there are {told}; leave places empty with ; where there is none")
    if None in sources:
        raise ValueError("a source is missing between two semicolons")
    found: list[object] = []
    for place, source in enumerate(sources):
        parts_of_it = {part: items[place] for part, items in lists.items() if place < len(items)}
        more = {part: text for part, text in parts_of_it.items() if text is not None}
        found.append({"source": source, **more} if more else source)
    return found or None


def whole(value: object) -> object:
    """Return a whole number where a text is one; else the value, which will be complained of."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


#: Longer numbers are refused by Python itself.
_WHOLE: Final = re.compile(r"\s*[+-]?[0-9]{1,4000}\s*", re.ASCII)


def _flag(value: object) -> object:
    """Return yes or no where a text is one of them; spreadsheets write them in capitals."""
    return _FLAGS.get(value.strip().lower(), value) if isinstance(value, str) else value


_FLAGS: Final = {"true": True, "false": False}


def _list(value: object) -> list[str] | None:
    """
    Return the texts of a list.

    Raises:
        ValueError: there is none between two semicolons.
    """
    items = parted(str(value or ""))
    found = [item for item in items if item is not None]
    if len(found) < len(items):
        raise ValueError("something is missing between two semicolons")
    return found or None


_READ: Final[Mapping[Cells, Callable[[object], object]]] = {
    Cells.TEXT: lambda value: value,
    Cells.WHOLE: whole,
    Cells.SEATS: whole,
    Cells.FLAG: _flag,
    Cells.NAMES: _list,
}
