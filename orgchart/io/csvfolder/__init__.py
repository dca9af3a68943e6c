"""
The form of a history as a folder of CSV files, which people edit in a spreadsheet.

One file a kind of fact, one row a fact, one column a field. `history.csv` holds the rest, a field
and its value in each row. Nothing of it is worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final, final

import attrs

from orgchart.io.shape import CLAIM, SOURCE, Shape
from orgchart.io.tables import TABLES, TableForm

__all__ = [
    "CLAIMS",
    "DETAILS",
    "FACTS",
    "HEAD_COLUMNS",
    "HEAD_FILE",
    "NAMES",
    "PREFIXES",
    "SOURCES",
    "Cells",
    "Sheet",
]

#: The file of what is no fact, source or claim, and its columns.
HEAD_FILE: Final = "history.csv"
HEAD_COLUMNS: Final = ("field", "value")


@final
class Cells(Enum):
    """What the cells of a field hold."""

    TEXT = auto()
    WHOLE = auto()
    #: A whole number, or ``open``.
    SEATS = auto()
    FLAG = auto()
    #: A list of texts in one cell.
    NAMES = auto()
    #: Texts by key, each key a column of its own.
    TEXTS = auto()
    #: Citations: lists of the same length in a column for each part of them.
    SOURCES = auto()


_CELLS: Final[Mapping[str, Cells]] = {
    "seats": Cells.SEATS,
    "rank": Cells.WHOLE,
    "low": Cells.WHOLE,
    "high": Cells.WHOLE,
    "approximate": Cells.FLAG,
    "names": Cells.TEXTS,
    "titles": Cells.TEXTS,
    "extra": Cells.TEXTS,
    "after": Cells.NAMES,
    "before": Cells.NAMES,
    "retracted_by": Cells.NAMES,
    "sources": Cells.SOURCES,
}
#: What the columns of texts by key begin with.
PREFIXES: Final[Mapping[str, str]] = {"names": "name@", "titles": "title@", "extra": "extra."}
#: The columns of what citations say beside their source, by the field of a citation.
DETAILS: Final[Mapping[str, str]] = {
    "locator": "locators",
    "quote": "quotes",
    "attribution": "attributions",
    "standing": "standings",
}


@final
@attrs.frozen(eq=False)
class Sheet:
    """
    One of the files.

    Attributes:
        name: its name without the ending.
        shape: how the fields are read.
        needed: the columns that it cannot go without.
    """

    name: str
    shape: Shape
    needed: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    @property
    def fields(self) -> dict[str, Cells]:
        """The fields, in order."""
        names = ("id", *self.shape) if "id" in self.needed else tuple(self.shape)
        return {name: _CELLS.get(name, Cells.TEXT) for name in names}

    @property
    def columns(self) -> dict[str, str]:
        """The columns that may be in the file but for those with keys, and the field of each."""
        found: dict[str, str] = {}
        for field, cells in self.fields.items():
            if cells is not Cells.TEXTS:
                found[field] = field
            if cells is Cells.SOURCES:
                found |= dict.fromkeys(DETAILS.values(), field)
        return found

    def keyed(self, column: str) -> tuple[str, str] | None:
        """Return the field and the key of a column of texts by key; None for any other."""
        for field, cells in self.fields.items():
            if cells is Cells.TEXTS and column.startswith(PREFIXES[field]):
                return field, column.removeprefix(PREFIXES[field])
        return None


#: The files of facts, with the tables that they hold.
FACTS: Final[tuple[tuple[Sheet, TableForm], ...]] = tuple(
    (Sheet(form.name, form.shape, form.needed), form) for form in TABLES
)
SOURCES: Final = Sheet("sources", SOURCE, ("id",))
CLAIMS: Final = Sheet("claims", CLAIM, ("id", "about"))
#: The names of all files.
NAMES: Final = frozenset(
    {HEAD_FILE, SOURCES.file, CLAIMS.file, *(sheet.file for sheet, _ in FACTS)}
)
