"""`Sheet`: a table of texts with its file and lines, and `Row`: one line of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.errors import UnreadableFieldError, UnreadableFileError

__all__ = ["Row", "Sheet", "headed", "refusal", "repeated"]


@final
@attrs.frozen(eq=False)
class Row:
    """
    A row of a table.

    Attributes:
        file: the name of the file, or of what was read in place of one.
        line: the line on which it begins, from 1 with the heading; in a frame or a list of dicts,
            the number of the row, from 1.
        values: the texts by the names of the columns, in order; empty where nothing stands.
    """

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


_NONE: Final[Mapping[str, str]] = {}


@final
@attrs.frozen(eq=False, repr=False)
class Sheet:
    """
    A table of texts.

    Attributes:
        file: the name of the file, or of what was read in place of one.
        columns: the names of the columns, all different.
        rows: the texts, as many in each row as there are columns.
        lines: the line of each row; see `Row`.
        head: the line of the heading; None where there is none, as in a frame.
        again: columns whose heading another one before them has, with that one.
        doubt: why the heading may be none, and what to do; empty where it looks like one.
    """

    file: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    head: int | None = None
    again: Mapping[str, str] = _NONE
    doubt: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        for line, row in zip(self.lines, self.rows, strict=True):
            yield Row(self.file, line, dict(zip(self.columns, row, strict=True)))

    def column(self, name: str) -> list[str]:
        """Return the texts of a column, row by row; empty ones for a column that is not there."""
        if name not in self.columns:
            return [""] * len(self.rows)
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def refusal(sheet: Sheet, problems: Sequence[UnreadableFieldError]) -> UnreadableFileError:
    """Return the error of a table whose columns cannot be read, with a doubt of the heading."""
    told = list(problems)
    if sheet.doubt:
        told.insert(0, UnreadableFieldError(sheet.file, "", sheet.head, None, sheet.doubt))
    return UnreadableFileError(f"{sheet.file} cannot be read", told)


def headed(names: Sequence[str]) -> tuple[str, ...]:
    """
    Return names of columns that are all different and none empty.

    >>> headed(["name", "", "name"])
    ('name', 'column 2', 'name (2)')
    """
    return tuple(column for column, _ in _headed(names))


def repeated(names: Sequence[str]) -> dict[str, str]:
    """
    Return the columns, as `headed` calls them, whose heading stood before, with the first of it.

    >>> repeated(["name", "", "name"])
    {'name (2)': 'name'}
    """
    return {column: first for column, first in _headed(names) if column != first}


def _headed(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    met: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        first = plain = " ".join(name.split()) or f"column {number}"
        while plain in met:
            met[plain] += 1
            plain = f"{plain} ({met[plain]})"
        met[plain] = 1
        yield plain, first
