"""
`write_parquet`: a history as a folder of Parquet files, whole or not there.

The form of the tables is the matter of `tables`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from os import PathLike
from pathlib import Path

import numpy as np
import numpy.typing as npt

from orgchart.history import History
from orgchart.io.folders import write_bytes, write_folder
from orgchart.io.given import a_history, a_path
from orgchart.io.parquet.files import TYPES, Foreign, pa, write_file
from orgchart.io.shape import is_table
from orgchart.io.tables import FORM, HEAD_FILE, TABLES, Column, Form, head_of, told
from orgchart.progress import follow
from orgchart.store.coded import Coded

__all__ = ["write_parquet"]


def write_parquet(
    history: History, folder: str | PathLike[str], *, partitioned: bool = False
) -> None:
    """
    Write a history to a folder of Parquet files, with nothing lost: `read_parquet` gives it back.

    The folder is written whole or not at all; one of the same form is replaced.

    Args:
        history: the history.
        folder: the folder, new, empty or of the same form.
        partitioned: split each table by the year of the last possible end, so that a question
            about a day leaves aside what was over long before.

    Raises:
        UnwritableFileError: the folder holds something else or cannot be written, or a number is
            too large for a column.
        InvalidValueError: what is given is no history, or no path.

    Complexity: one pass over the facts.
    """
    whole = a_history(history, "folder")
    write_folder(
        a_path(folder, "folder"),
        lambda fresh: _fill(fresh, whole, partitioned=partitioned),
        names={HEAD_FILE, *(form.name for form in TABLES)},
        is_ours=_is_ours,
        errors=(OverflowError, pa.ArrowException),
    )


def _is_ours(folder: Path) -> bool:
    """Say whether a folder has a head of the form."""
    try:
        head: object = json.loads((folder / HEAD_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return is_table(head) and head.get("format") == FORM


def _fill(folder: Path, history: History, *, partitioned: bool) -> None:
    rows: dict[str, int] = {}
    with closing(follow(told(history), "writing", len(TABLES))) as tables:
        for table in tables:
            name = table.form.name
            rows[name] = table.size
            whole = pa.table(
                {
                    name: _array(column, table.form.columns[name], table.size)
                    for name, column in (*table.fields.items(), *table.worked_out.items())
                }
            )
            if partitioned and table.size:
                for year, places in _parts(table.untils):
                    part = folder / name / f"until={year:04d}"
                    write_file(whole.take(places), part / "part-0.parquet")
            else:
                write_file(whole, folder / name / "part-0.parquet")
    text = json.dumps(head_of(history, rows), ensure_ascii=False, indent=2) + "\n"
    write_bytes(folder / HEAD_FILE, text.encode())


def _parts(untils: npt.NDArray[np.int64]) -> Iterator[tuple[int, Foreign]]:
    """Yield the years with the rows of each."""
    order = np.argsort(untils, kind="stable")
    years, starts = np.unique(untils[order], return_index=True)
    for year, places in zip(years.tolist(), np.split(order, starts[1:]), strict=True):
        yield year, pa.array(places)


def _array(column: Coded | Column, form: Form, size: int) -> Foreign:
    if not isinstance(column, Coded):
        return pa.array(column, TYPES[form])
    values = _typed(column.values.tolist(), form)
    return values.take(pa.array(column.codes_of(size)))


def _typed(values: Sequence[object], form: Form) -> Foreign:
    if form is Form.WHOLE:
        with suppress(OverflowError, pa.ArrowInvalid):
            return pa.array(values, pa.int32())
        try:
            return pa.array(values, pa.int64())
        except OverflowError as error:
            reason = "a whole number is beyond 64 bits, which Parquet has no place for"
            raise OverflowError(reason) from error
    return pa.array(values, TYPES[form])
