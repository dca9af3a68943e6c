"""`read_csv_folder`: a history from a folder of CSV files, or every problem with file and line."""

from __future__ import annotations

import difflib
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Any, Final

from orgchart.errors import OrgchartError, UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.assembling import Assembler, history_of
from orgchart.io.csvfolder import FACTS, NAMES, Sheet
from orgchart.io.csvfolder.head import read_head
from orgchart.io.csvfolder.sheets import Problems, read_sheet
from orgchart.io.files import unreadable
from orgchart.io.given import a_path
from orgchart.io.tables import TableForm
from orgchart.memory import unswept
from orgchart.progress import follow
from orgchart.store.table import Table

__all__ = ["read_csv_folder"]


def read_csv_folder(folder: str | PathLike[str]) -> History:
    """
    Read a history from a folder that `write_csv_folder` wrote, or one that people made.

    Files may be missing, and so may columns but for those without which there is no such fact;
    rows and columns may stand in any order. Columns may be separated by commas, semicolons or
    tabs. Other files of the folder are passed over, but for one whose name is nearly that of a
    table: it may be a typing mistake.

    Args:
        folder: the folder with `people.csv`, `posts.csv`, `tenures.csv` and so on.

    Raises:
        UnreadableFileError: with every problem, each with its file, line and column, and its value
            where it has one; at most a hundred of a file. Also beyond ten thousand columns, or ten
            million characters in a cell.
        InvalidValueError: what is given is no path.

    Complexity: one pass over the rows; distinct values are checked once each, and the cost of a
        fact is paid when it is asked for.
    """
    place = a_path(folder, "folder")
    if not place.is_dir():
        reason = "it is a file; name a folder" if place.exists() else "there is no such folder"
        raise unreadable(str(place), reason)
    if not any((place / name).exists() for name in NAMES):
        if misspelt := _misspelt(place):
            raise UnreadableFileError(f"{place} cannot be read", misspelt)
        raise unreadable(str(place), f"it holds none of {', '.join(sorted(NAMES))}")
    bare, found = read_head(place)
    found += _misspelt(place)
    assembler = Assembler(None if bare is None else bare.zone)
    tables: dict[str, Table[Any]] = {}
    with unswept(), closing(follow(FACTS, "reading", len(FACTS))) as sheets:
        for sheet, form in sheets:
            table, problems = _table(place / sheet.file, sheet, form, assembler)
            found += problems
            if table is not None:
                tables[form.name] = table
    if found or bare is None:
        raise UnreadableFileError(f"{place} cannot be read", found)
    try:
        return history_of(bare, tables)
    except OrgchartError as error:
        raise unreadable(str(place), str(error)) from error


def _misspelt(folder: Path) -> list[UnreadableFieldError]:
    """Return a problem for each file whose name is nearly that of a table."""
    found: list[UnreadableFieldError] = []
    for path in sorted(folder.iterdir()):
        near = difflib.get_close_matches(path.name.lower(), NAMES, n=1, cutoff=_NEAR)
        if near and path.name not in NAMES and not _is_one(path, folder / near[0]):
            reason = f"there is no such table; did you mean {near[0]}? If not, take it away"
            found.append(UnreadableFieldError(str(path), "", None, None, reason))
    return found


def _is_one(path: Path, other: Path) -> bool:
    """Say whether two names are one file, as where capitals make no difference."""
    return other.exists() and path.samefile(other)


#: A letter too many or too few, and not the name of a copy.
_NEAR: Final = 0.85


def _table(
    path: Path, sheet: Sheet, form: TableForm, assembler: Assembler
) -> tuple[Table[Any] | None, list[UnreadableFieldError]]:
    """Read one file of facts; no table where it is missing or cannot be read."""
    problems = Problems(path)
    read = read_sheet(sheet, path, problems) if path.exists() else None
    if read is None:
        return None, problems.found
    table, wrong = assembler.table(form, read.size, read.columns)
    for field, code, value, reason in wrong:
        line, more = read.place_of(field, code)
        problems.add(field, line, value, f"{reason}{more}")
    return table, problems.found
