"""`write_csv_folder`: a history as a folder of CSV files, whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, final

import attrs
import numpy as np

from orgchart.claims import Claim
from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.io.csvfolder import (
    CLAIMS,
    DETAILS,
    FACTS,
    HEAD_COLUMNS,
    HEAD_FILE,
    NAMES,
    PREFIXES,
    SOURCES,
    Cells,
    Sheet,
)
from orgchart.io.csvfolder.cells import cell, joined, quoted
from orgchart.io.folders import write_bytes, write_folder
from orgchart.io.given import a_history, a_path
from orgchart.io.shape import FORMAT
from orgchart.io.tables import trimmed
from orgchart.kinds import NOBODY, Certainty, LineKind, TenureKind
from orgchart.policies import DEFAULT_POLICY
from orgchart.progress import follow
from orgchart.sources import Citation, Source, Standing
from orgchart.store.coded import Coded, objects
from orgchart.texts import Texts

__all__ = ["write_csv_folder"]

#: Makes the text of a cell of a value; None for an empty cell.
_Write: TypeAlias = Callable[[object], str | None]


def write_csv_folder(
    history: History,
    folder: str | PathLike[str],
    *,
    formulas: Literal["escape", "keep"] = "escape",
) -> None:
    """
    Write a history to a folder of CSV files, with nothing lost: `read_csv_folder` gives it back.

    The folder is written whole or not at all; one of the same form is replaced. Rows stand in
    canonical order, so equal histories make equal files. The files are UTF-8 with a byte-order
    mark, which spreadsheets look for, with commas and plain line ends.

    Args:
        history: the history.
        folder: the folder: new, empty or of the same form.
        formulas: what to do with texts that a spreadsheet would run, such as ``=1+1``:
            ``escape`` puts an apostrophe in front, which is taken off again when the folder is
            read; ``keep`` writes them as they are.

    Raises:
        InvalidValueError: `formulas` is something else; or what is given is no history, or no path.
        UnwritableFileError: the folder holds something else, or cannot be written.

    Complexity: one pass over the facts.
    """
    if formulas not in {"escape", "keep"}:
        reason = "choose escape or keep"
        raise InvalidValueError("the folder", "formulas", formulas, reason)
    writer = _Writer(a_history(history, "folder"), formulas=formulas == "keep")
    write_folder(a_path(folder, "folder"), writer.fill, names=NAMES, is_ours=_is_ours)


def _is_ours(folder: Path) -> bool:
    """Say whether a folder has a head: any CSV file may be called people.csv."""
    begin = ",".join(HEAD_COLUMNS).encode()
    try:
        with (folder / HEAD_FILE).open("rb") as stream:
            return begin in stream.read(len(begin) + 16).replace(b'"', b"").replace(b";", b",")
    except OSError:
        return False


@final
@attrs.frozen(eq=False)
class _Writer:
    """Writes the files of one history."""

    history: History
    formulas: bool = attrs.field(kw_only=True)

    def fill(self, folder: Path) -> None:
        with closing(follow(self.files(), "writing", len(NAMES))) as files:
            for name, rows in files:
                text = "".join(f"{','.join(row)}\n" for row in rows)
                write_bytes(folder / name, text.encode("utf-8-sig"))

    def files(self) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
        """Yield the name and the rows of each file."""
        head = [[self.written(text) for text in row] for row in self.head()]
        yield HEAD_FILE, [HEAD_COLUMNS, *head]
        tables = self.history.store.facts.every
        for (sheet, _), table in zip(FACTS, tables, strict=True):
            yield sheet.file, self.rows(sheet, table.size, table.column)
        for sheet, things in ((SOURCES, self.history.sources), (CLAIMS, self.history.claims)):
            yield sheet.file, self.rows(sheet, len(things), _column_of(things))

    def head(self) -> Iterator[tuple[str, str | None]]:
        """Yield the fields of the head with their values; each step of the policy has its row."""
        history = self.history
        yield "format", str(FORMAT)
        if history.name:
            yield "name", history.name
        if history.zone is not None:
            yield "zone", history.zone
        if history.policy != DEFAULT_POLICY:
            for step in history.policy.texts or (None,):
                yield "policy", step

    def written(self, text: str | None) -> str:
        return "" if text is None else quoted(cell(text, formulas=self.formulas))

    def number(self, text: str | None) -> str:
        return text or ""

    def rows(
        self, sheet: Sheet, size: int, column_of: Callable[[str], Coded]
    ) -> Iterator[Sequence[str]]:
        """Yield the rows of a file, its header first."""
        header: list[str] = []
        columns: list[list[str]] = []
        for field, cells in sheet.fields.items():
            column = column_of("citations" if field == "sources" else field)
            codes = column.codes_of(size)
            count = len(column.values)
            # Ids of all tables share their values, and -1 finds the last of them.
            held = trimmed(column.values.tolist(), np.where(codes < 0, codes + count, codes))
            put = self.number if cells in _NUMBERS else self.written
            for name, write in _columns(field, cells, held.values):
                texts = objects([put(write(value)) for value in held.values])
                header.append(quoted(name))
                columns.append(texts[held.codes_of(size)].tolist())
        yield header
        yield from zip(*columns, strict=True)


#: Numbers below nothing begin like formulas and are none.
_NUMBERS: Final = frozenset({Cells.WHOLE, Cells.SEATS})


def _column_of(things: Sequence[Source | Claim]) -> Callable[[str], Coded]:
    return lambda name: Coded.of(getattr(thing, name) for thing in things)


def _columns(
    field: str, cells: Cells, values: Iterable[object]
) -> Iterator[tuple[str, Callable[[object], str | None]]]:
    """Yield the columns of a field, each with what makes the text of its cells."""
    if cells is Cells.TEXTS:
        keys = sorted({key for value in values for key, _ in _texts(value)})
        for key in keys:
            yield f"{PREFIXES[field]}{key}", partial(_text_of, key)
    elif cells is Cells.SOURCES:
        yield field, partial(_cited, "source")
        for part, name in DETAILS.items():
            if any(_cited(part, value) for value in values):
                yield name, partial(_cited, part)
    else:
        yield field, _WRITE.get(field, _PLAIN[cells])


def _texts(value: object) -> Texts:
    return cast("Texts", value or ())


def _text_of(key: str, value: object) -> str | None:
    return dict(_texts(value)).get(key)


def _cited(part: str, value: object) -> str | None:
    cited = cast("tuple[Citation, ...]", value or ())
    told: list[str | None] = [getattr(one, part) for one in cited]
    if part == "standing":
        told = [None if standing is Standing.STATED else standing for standing in told]
    while told and told[-1] is None:
        told.pop()
    return joined(told) if told else None


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _kind(value: object) -> str | None:
    # By identity: a unit of a kind that happens to read "solid" says so.
    return None if any(value is default for default in _DEFAULTS) else str(value)


_DEFAULTS: Final = (TenureKind.SUBSTANTIVE, LineKind.SOLID, Certainty.CERTAIN)


def _manager(value: object) -> str:
    return NOBODY if value is None else str(value)


def _seats(value: object) -> str | None:
    return "open" if value is None else None if value == 1 else str(value)


def _flag(value: object) -> str | None:
    return "true" if value else None


def _names(value: object) -> str | None:
    return joined(cast("tuple[str, ...]", value)) if value else None


_WRITE: Final[Mapping[str, _Write]] = {"kind": _kind, "certainty": _kind, "manager": _manager}
_PLAIN: Final[Mapping[Cells, _Write]] = {
    Cells.TEXT: _plain,
    Cells.WHOLE: _plain,
    Cells.SEATS: _seats,
    Cells.FLAG: _flag,
    Cells.NAMES: _names,
}
