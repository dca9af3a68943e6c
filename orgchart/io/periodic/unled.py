"""Tables without a column of managers: told, with the column that may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from orgchart.io.periodic.layout import Layout, Shape
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.sheet import Sheet

__all__ = ["tell_unled"]


def tell_unled(
    sheet: Sheet, layout: Layout, given: Mapping[str, str], report: ReportBuilder
) -> None:
    """
    Tell the report of a table of several rows in which no column of managers was recognised.

    Nothing is told where the caller said that there is none, with an empty name.

    Complexity: linear in the cells.
    """
    fields = ("manager", "manager_person")
    if layout.has(*fields) or any(field in given for field in fields) or len(sheet) < _SEVERAL:
        return
    field = "manager" if layout.shape is Shape.POSTS else "manager_person"
    free = [column for column in sheet.columns if column not in layout.columns.values()]
    shares = {column: share for column, share in _shares(sheet, layout, free) if share > _MOST}
    likely = max(shares, key=lambda column: shares[column], default=None)
    told = f"columns={{{field!r}: {'…' if likely is None else repr(likely)}}}"
    also = ""
    if likely is not None:
        also = f"; the cells of {likely!r} are mostly ids or names of the table"
    rest = ", ".join(map(repr, free)) or "no column"
    message = (
        f"no column of managers was recognised, so no line is recorded: name it with {told}, or "
        f"with an empty name if there is none{also}; {rest} rode along"
    )
    report.add(EntryKind.FLAGGED, "no-managers", sheet.file, sheet.head, message, rows=0)


#: One post has none to report to.
_SEVERAL: Final = 2
_MOST: Final = 0.5


def _shares(sheet: Sheet, layout: Layout, columns: list[str]) -> Iterator[tuple[str, float]]:
    """Yield columns with the share of their cells that is the id or the name of another row."""
    named = [layout.columns[f] for f in ("post", "person", "name") if f in layout.columns]
    own = [sheet.column(column) for column in named]
    known = {text.casefold() for texts in own for text in texts if text}
    for column in columns:
        cells = sheet.column(column)
        filled = sum(map(bool, cells))
        found = sum(
            text.casefold() in known and not any(texts[row] == text for texts in own)
            for row, text in enumerate(cells)
        )
        if filled:
            yield column, found / filled
