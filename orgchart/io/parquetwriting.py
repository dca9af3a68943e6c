"""
`write_parquet`: a history as a folder of Parquet files, whole or not there.

The form of the tables is the matter of `tables`.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path

import numpy as np
import numpy.typing as npt

from orgchart.errors import UnwritableFileError
from orgchart.history import History
from orgchart.io.parquetfiles import TYPES, Foreign, pa, write_file
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

    Complexity: one pass over the facts.
    """
    place = Path(folder)
    fresh: Path | None = None
    try:
        target = Path(os.path.realpath(place))
        _require_ours(place, target)
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=".orgchart-"))
        fresh.chmod(_folder_mode())
        _fill(fresh, history, partitioned=partitioned)
        _put(fresh, target)
    except (OSError, ValueError, OverflowError, pa.ArrowException) as error:
        if isinstance(error, UnwritableFileError):
            raise
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UnwritableFileError(str(place), reason) from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)


def _require_ours(place: Path, target: Path) -> None:
    """Refuse to replace anything but an empty folder or one of the form."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableFileError(str(place), "it is a file; name a folder")
    held = {each.name for each in target.iterdir()}
    if not held:
        return
    others = sorted(held - {HEAD_FILE, *(form.name for form in TABLES)})
    if others or not _is_ours(target / HEAD_FILE):
        what = f"it holds {others[0]!r}" if others else "it holds something else"
        raise UnwritableFileError(str(place), f"{what}; name a new folder")


def _is_ours(path: Path) -> bool:
    try:
        head: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return is_table(head) and head.get("format") == FORM


def _folder_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _fill(folder: Path, history: History, *, partitioned: bool) -> None:
    rows: dict[str, int] = {}
    for table in follow(told(history), "writing", len(TABLES)):
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
    with (folder / HEAD_FILE).open("wb") as stream:
        stream.write(text.encode())
        stream.flush()
        os.fsync(stream.fileno())


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
        return pa.array(values, pa.int64())
    return pa.array(values, TYPES[form])


def _put(fresh: Path, target: Path) -> None:
    """Put a folder in the place of another, which comes back where that fails."""
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=".orgchart-"))
    try:
        target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            old.rename(target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
