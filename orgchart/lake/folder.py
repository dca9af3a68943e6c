"""The folder of interval tables, opened on an engine."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.given import a_path
from orgchart.io.headfile import Head, head_from, read_head
from orgchart.io.tables import HEAD_FILE
from orgchart.lake.engines import Files, is_remote, telling
from orgchart.lake.expressions import Rows, ibis
from orgchart.lake.shapes import KEYED, Keyed

__all__ = ["head_at", "opened", "place_of"]


def place_of(folder: str | PathLike[str]) -> str:
    """
    Return the name of a folder, or its address.

    Raises:
        InvalidValueError: it is neither.
    """
    if isinstance(folder, str) and is_remote(folder):
        return folder.rstrip("/")
    return fspath(a_path(folder, "folder"))


def head_at(place: str, files: Files) -> Head:
    """
    Read `history.json` of a folder.

    Raises:
        UnreadableFileError: there is no such folder, or it is none of the form and version that
            `write_parquet` writes.
    """
    if not is_remote(place):
        return read_head(Path(place))
    file = f"{place}/{HEAD_FILE}"
    with telling(file):
        return head_from(files.text(file), file)


def opened(place: str, files: Files, rows: Mapping[str, int]) -> Mapping[str, Rows]:
    """
    Return the tables of a folder by name.

    Args:
        place: the folder.
        files: what reads files.
        rows: how many rows each table should have, where that is known.

    Raises:
        UnreadableFileError: a table, a file or a column is missing, a file or a column is there
            twice, or a column of another type.

    Complexity: what the files tell of themselves at their ends is read, and no rows.
    """
    tables = {keyed.name: _table(f"{place}/{keyed.name}", keyed, files) for keyed in KEYED}
    problems = [
        UnreadableFieldError(
            f"{place}/{name}",
            "",
            None,
            None,
            f"it has {size} rows, {HEAD_FILE} tells of {rows[name]}; is a file missing, or there "
            "twice?",
        )
        for name, size in _sizes(place, {name: tables[name] for name in tables if name in rows})
        if size != rows[name]
    ]
    if problems:
        raise UnreadableFileError(f"{place} cannot be read", problems)
    return tables


def _table(path: str, keyed: Keyed, files: Files) -> Rows:
    with telling(path):
        return files.table(path, keyed.form)


def _sizes(place: str, tables: Mapping[str, Rows]) -> list[tuple[str, int]]:
    """Count the rows of some tables, all at once."""
    if not tables:
        return []
    counts = [
        table.aggregate(rows=table.count()).mutate(table=ibis.literal(name))
        for name, table in tables.items()
    ]
    with telling(place):
        found = ibis.union(*counts).to_pyarrow().to_pylist()
    return [(row["table"], row["rows"]) for row in found]
