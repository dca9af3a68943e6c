"""How somebody sits, by columns of kind, of acting and of leave; see `orgchart.io.rows.marks`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from orgchart.io.periodic.records import Record
from orgchart.io.rows.headings import plain
from orgchart.io.rows.marks import flag_of, is_away, kind_of, speaks
from orgchart.io.rows.sheet import Sheet
from orgchart.kinds import TenureKind

__all__ = ["MARKS", "absence", "kind_in", "marks_in"]

#: The usual names of the columns; they are taken where their cells say how somebody sits.
MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": (
        *("tenure kind", "appointment kind", "appointment type", "appointment status"),
        *("post status", "position status", "assignment status", "incumbent status"),
        *("employment status", "employee status", "worker status", "status", "kind", "type"),
        *("art", "besetzung", "任职方式", "任职类型", "状态", "在职状态"),
    ),
    "acting": ("is acting", "acting"),
    "on_leave": ("is on leave", "on leave"),
}


def marks_in(
    tables: Sequence[tuple[Sheet, Mapping[str, str]]], given: Iterable[str]
) -> list[dict[str, str]]:
    """
    Return the columns of each table that say how somebody sits, by field.

    Of columns with a usual name the first is taken in which any table says so, and then in all.

    Args:
        tables: the tables with the columns that are taken for other fields.
        given: the fields that the caller told.
    """
    found: list[dict[str, str]] = [{} for _ in tables]
    for field, names in MARKS.items():
        if field in given:
            continue
        for name in names:
            places = [_column(sheet, taken, name) for sheet, taken in tables]
            cells = [
                sheet.column(column)
                for (sheet, _), column in zip(tables, places, strict=True)
                if column is not None
            ]
            if _says(field, cells):
                for marks, column in zip(found, places, strict=True):
                    if column is not None:
                        marks[field] = column
                break
    return found


def _column(sheet: Sheet, taken: Mapping[str, str], name: str) -> str | None:
    free = (c for c in sheet.columns if c not in taken.values() and c not in sheet.again)
    return next((column for column in free if plain(column) == name), None)


def _says(field: str, columns: Iterable[Iterable[str]]) -> bool:
    words = {cell for cells in columns for cell in cells if cell}
    if field == "kind":
        return any(map(speaks, words))
    return any(map(flag_of, words)) and all(flag_of(word) is not None for word in words)


def kind_in(record: Record) -> TenureKind:
    """Return how the holder of a row sits."""
    if flag_of(record.acting):
        return TenureKind.ACTING
    return kind_of(record.kind) or TenureKind.SUBSTANTIVE


def absence(record: Record) -> str | None:
    """Return what a row says of a leave, as written; None where it says nothing of one."""
    if is_away(record.kind):
        return record.kind
    return record.on_leave if flag_of(record.on_leave) else None
