"""The folder of interval tables, opened on an engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Final

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.files import read_text, unreadable
from orgchart.io.given import a_path
from orgchart.io.tables import HEAD_FILE, Form
from orgchart.lake.engines import Files, is_remote, telling
from orgchart.lake.expressions import Rows, Type, ibis
from orgchart.lake.head import Head, head_from
from orgchart.lake.shapes import KEYED, Keyed

__all__ = ["opened", "place_of", "read_head"]


def place_of(folder: str | PathLike[str]) -> str:
    """
    Return the name of a folder, or its address.

    Raises:
        InvalidValueError: it is neither.
    """
    if isinstance(folder, str) and is_remote(folder):
        return folder.rstrip("/")
    return fspath(a_path(folder, "folder"))


def read_head(place: str, files: Files) -> Head:
    """
    Read `history.json` of a folder.

    Raises:
        UnreadableFileError: there is no such folder, or it is none of the form and version that
            `write_parquet` writes.
    """
    file = f"{place}/{HEAD_FILE}"
    if is_remote(place):
        with telling(file):
            return head_from(files.text(file), file)
    folder = Path(place)
    # In this way odd names raise nothing.
    if not os.path.isdir(folder):  # noqa: PTH112
        reason = "it is a file" if os.path.exists(folder) else "there is no such folder"  # noqa: PTH110
        raise unreadable(place, f"{reason}; name a folder that orgchart.io.write_parquet wrote")
    return head_from(read_text(folder / HEAD_FILE), file)


def opened(place: str, files: Files, rows: Mapping[str, int]) -> Mapping[str, Rows]:
    """
    Return the tables of a folder by name.

    Args:
        place: the folder.
        files: what reads files.
        rows: how many rows each table should have, where that is known.

    Raises:
        UnreadableFileError: a table, a file or a column is missing, or a file is there twice.

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
        table = files.table(path, keyed.needed)
    schema = table.schema()
    problems = [
        UnreadableFieldError(
            path, f"{keyed.name}.{name}", None, str(schema[name]), f"it must hold {form.value}"
        )
        for name, form in keyed.form.columns.items()
        if not _FITTING[form](schema[name])
    ]
    if problems:
        raise UnreadableFileError(f"{path} cannot be read", problems)
    # Where nothing is partitioned, a column of that name is one of somebody else's.
    if _PARTITION in schema and not schema[_PARTITION].is_integer():
        return table.drop(_PARTITION)
    return table


_PARTITION: Final = "until"


def _is_list(kind: Type) -> bool:
    return bool(kind.is_array())


_FITTING: Final[Mapping[Form, Callable[[Type], bool]]] = {
    Form.TEXT: lambda kind: kind.is_string(),
    Form.WHOLE: lambda kind: kind.is_integer(),
    Form.LONG: lambda kind: kind.is_integer(),
    Form.FLAG: lambda kind: kind.is_boolean(),
    Form.TEXTS: _is_list,
    Form.NAMES: _is_list,
    Form.SOURCES: _is_list,
}


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
