"""
`read_parquet`: a history from a folder of Parquet files, or every problem with its place.

Distinct values are converted and checked once each; no fact is made until somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Any, Final, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.errors import OrgchartError, UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.assembling import Assembler, history_of
from orgchart.io.files import unreadable
from orgchart.io.given import a_path
from orgchart.io.headfile import read_head
from orgchart.io.parquet.columns import absent, alike, as_texts, fits, plain
from orgchart.io.parquet.files import Foreign, pa, pq
from orgchart.io.reading import clipped
from orgchart.io.shape import is_list, is_table
from orgchart.io.tables import HEAD_FILE, TABLES, Form, TableForm, trimmed
from orgchart.progress import follow
from orgchart.store.coded import Coded
from orgchart.store.table import Table

__all__ = ["read_parquet"]

#: The most problems that are told of one table.
_MOST: Final = 100
#: What partitions are told apart by, which some programs write into the files as well.
_PARTITION: Final = "until"


def read_parquet(folder: str | PathLike[str]) -> History:
    """
    Read a history from a folder that `write_parquet` wrote, or one of the same form.

    What is worked out, such as bounds, is passed over and may be missing; so may any column that
    a fact has a default for. Further columns of texts, numbers and dates become `extra` texts.

    Args:
        folder: the folder with `history.json` and a folder of Parquet files for each table.

    Raises:
        UnreadableFileError: with every problem, each with its file, table and row; at most a
            hundred for a table.
        InvalidValueError: what is given is no path.

    Complexity: one pass over the rows; the cost of a fact is paid when it is asked for.
    """
    place = a_path(folder, "folder")
    head = read_head(place)
    tables: dict[str, Table[Any]] = {}
    problems: list[UnreadableFieldError] = []
    assembler = Assembler(head.bare.zone)
    readers = [_Reader(place, form, assembler) for form in TABLES]
    parts = [(reader, part) for reader in readers for part in reader.parts()]
    with closing(follow(parts, "reading", len(parts))) as followed:
        for reader, part in followed:
            reader.take(part)
    for reader in readers:
        table = reader.table(head.rows.get(reader.form.name))
        problems += reader.problems
        if table is not None:
            tables[reader.form.name] = table
    if problems:
        raise UnreadableFileError(f"{place} cannot be read", problems)
    try:
        return history_of(head.bare, tables)
    except OrgchartError as error:
        raise unreadable(str(place), str(error)) from error
    finally:
        pa.default_memory_pool().release_unused()


@final
@attrs.frozen(eq=False)
class _Part:
    """A group of rows of a file."""

    file: Foreign
    path: Path
    group: int
    #: The row of the file with which it begins.
    first: int
    size: int


@final
class _Reader:
    """Reads one table, part by part."""

    def __init__(self, folder: Path, form: TableForm, assembler: Assembler) -> None:
        self.form = form
        self.problems: list[UnreadableFieldError] = []
        self._folder = folder / form.name
        self._assembler = assembler
        self._taken: list[_Part] = []
        self._fields: dict[str, list[Foreign]] = {name: [] for name in form.fields}
        self._further: dict[str, list[Foreign]] = {}

    def problem(
        self, reason: str, path: Path | None = None, place: str = "", value: str | None = None
    ) -> None:
        file = str(self._folder if path is None else path)
        self.problems.append(UnreadableFieldError(file, place, None, value, reason))

    def parts(self) -> list[_Part]:
        """Return the parts of all files whose columns are right."""
        found: list[_Part] = []
        if self._folder.exists() and not self._folder.is_dir():
            self.problem("it is a file; make it a folder of Parquet files")
            return found
        for path in sorted(self._folder.rglob("*.parquet")):
            inside = path.relative_to(self._folder).parts
            # Programs that write folders of files leave notes and unfinished files like these.
            if path.is_file() and not any(part[0] in "._" for part in inside):
                found += self._parts_of(path)
        return found

    def _parts_of(self, path: Path) -> Iterator[_Part]:
        try:
            schema = pq.read_schema(path)
            texts = [
                field.name
                for field in schema
                if self.form.fields.get(field.name) is Form.TEXT and pa.types.is_string(field.type)
            ]
            file = pq.ParquetFile(path, read_dictionary=texts)
        except (pa.ArrowException, OSError) as error:
            self.problem(f"it cannot be read as Parquet: {error}", path)
            return
        if self._has_columns(path, schema):
            first = 0
            for group in range(file.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                yield _Part(file, path, group, first, size)
                first += size

    def _has_columns(self, path: Path, schema: Foreign) -> bool:
        before = len(self.problems)
        name = self.form.name
        names = schema.names
        for needed in self.form.needed:
            if needed not in names:
                self.problem(f"the column {needed!r} is missing", path, f"{name}.{needed}")
        for field in schema:
            form = self.form.fields.get(field.name)
            place = f"{name}.{field.name}"
            if names.count(field.name) > 1:
                self.problem("the file has this column twice", path, place)
            elif form is not None and not fits(
                form, field.type, is_end=field.name in {"start", "end"}
            ):
                reason = f"the column must hold {form.value}"
                self.problem(reason, path, place, clipped(str(field.type)))
            elif self._is_further(field.name) and as_texts(pa.nulls(0, field.type)) is None:
                reason = "a further column must hold texts, numbers or dates; leave it out"
                self.problem(reason, path, place, clipped(str(field.type)))
        return len(self.problems) == before

    def _is_further(self, name: str) -> bool:
        return name not in self.form.columns and name != _PARTITION

    def take(self, part: _Part) -> None:
        """Read a part."""
        wanted = [
            name
            for name in part.file.schema_arrow.names
            if name in self.form.fields or self._is_further(name)
        ]
        try:
            table = part.file.read_row_group(part.group, columns=wanted)
            for name, form in self.form.fields.items():
                given = name in table.column_names
                chunks = alike(form, table[name]) if given else absent(name, form, part.size)
                self._fields[name].append(chunks)
            for name in wanted:
                if self._is_further(name):
                    found = alike(Form.TEXT, as_texts(table[name]))
                    self._further.setdefault(name, [None] * len(self._taken)).append(found)
        except (pa.ArrowException, OSError) as error:
            self.problem(f"it cannot be read as Parquet: {error}", part.path)
            return
        self._taken.append(part)
        for columns in self._further.values():
            columns.extend([None] * (len(self._taken) - len(columns)))

    def table(self, rows: int | None) -> Table[Any] | None:
        """
        Make the table of what was read; None where there are problems.

        Args:
            rows: how many rows there should be, or None.
        """
        size = sum(part.size for part in self._taken)
        if rows is not None and rows != size and not self.problems:
            reason = f"it has {size} rows, {HEAD_FILE} tells of {rows}; is a file missing?"
            self.problem(reason)
        if self.problems:
            return None
        try:
            columns = {
                name: plain(name, form, self._fields.pop(name))
                for name, form in self.form.fields.items()
            }
            for name, chunks in self._further.items():
                columns["extra"] = _with(columns["extra"], name, self._texts(name, chunks), size)
        except (pa.ArrowException, ValueError) as error:
            self.problem(f"it cannot be read as Parquet: {error}")
            return None
        table, wrong = self._assembler.table(self.form, size, columns)
        for name, code, value, reason in wrong[:_MOST]:
            self._wrong(name, columns[name].codes_of(size) == code, value, reason)
        return None if wrong else table

    def _texts(self, name: str, chunks: Sequence[Foreign]) -> Coded:
        parts = zip(chunks, self._taken, strict=True)
        form = Form.TEXT
        return plain(
            name, form, [absent(name, form, part.size) if c is None else c for c, part in parts]
        )

    def _wrong(self, name: str, rows: npt.NDArray[np.bool_], value: object, reason: str) -> None:
        """Note what is wrong with a value, with the first row that has it."""
        row = int(rows.argmax())
        more = int(rows.sum()) - 1
        if self.form.fields[name] is Form.TEXTS and is_list(value):
            reason = "a key is given twice"
        also = f" (and so in {more} more)" if more else ""
        part = next(part for part, start in self._starts() if row < start + part.size)
        place = part.first + row - next(start for found, start in self._starts() if found is part)
        shown = None if value is None else clipped(value)
        self.problem(f"{reason}{also}", part.path, f"{self.form.name}[{place}].{name}", shown)

    def _starts(self) -> Iterator[tuple[_Part, int]]:
        """Yield the parts, with the row of the table with which each begins."""
        start = 0
        for part in self._taken:
            yield part, start
            start += part.size


def _with(base: Coded, name: str, further: Coded, size: int) -> Coded:
    """Return a column of texts by key with one key more."""
    if further.codes is None and further.only is None:
        return base
    count = len(further.values)
    pairs = base.codes_of(size).astype(np.int64) * count + further.codes_of(size)
    met, codes = np.unique(pairs, return_inverse=True)
    values = [
        _more(base.values[pair // count], name, further.values[pair % count])
        for pair in met.tolist()
    ]
    return trimmed(values, codes.astype(np.int32))


def _more(texts: object, name: str, text: object) -> object:
    if text is None or is_list(texts):
        return texts
    told = texts if is_table(texts) else {}
    # A list is no table of texts; so it is told of.
    return [*told, name] if name in told else {**told, name: text}
