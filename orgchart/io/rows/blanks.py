"""Words that stand for an empty cell: found where they say nothing, counted, and left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from orgchart.io.rows.cleaning import Cleaning, bare
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.sheet import Sheet

__all__ = ["without_blanks"]

_NAMES: Final = frozenset({"name"})
_MANAGERS: Final = frozenset({"manager", "manager_person"})
_DATES: Final = frozenset({"date", "start", "end"})
#: Where a word or a number may be meant as it stands: Na is a given name, and 0 an id.
_STRICT: Final = frozenset({"post", "person", "given_name", "family_name"})
_NULLS: Final = frozenset({"nan", "null"})
#: Longer cells are no such words.
_LONG: Final = 40


def without_blanks(
    sheet: Sheet, columns: Mapping[str, str], cleaning: Cleaning, report: ReportBuilder
) -> Sheet:
    """
    Return a table in which words that stand for an empty cell are empty, and tell the report.

    A word that says that a name is withheld, that a post is vacant, or that a manager is nobody
    is none; a manager's word that is an id of the table neither.

    Args:
        sheet: the table.
        columns: the column of each field.
        cleaning: has the words, as `Cleaning.blank`.
        report: is told each cell.

    Complexity: linear in the cells of those columns.
    """
    rows: list[tuple[str, ...]] | None = None
    ids = {columns[field] for field in ("post", "person", "alias", "unit") if field in columns}
    for field, column in columns.items():
        words = _words(field, cleaning)
        if not words:
            continue
        texts = sheet.column(column)
        met = {text for text in set(texts) if 0 < len(text) <= _LONG and bare(text) in words}
        if met and field in _MANAGERS:
            met.difference_update(*(sheet.column(each) for each in ids))
        if not met:
            continue
        rows = list(sheet.rows) if rows is None else rows
        place = sheet.columns.index(column)
        for number, text in enumerate(texts):
            if text in met:
                row = rows[number]
                rows[number] = (*row[:place], "", *row[place + 1 :])
                message = f"{text!r} in {column!r} is read as an empty cell; see Cleaning(blank=)"
                line = sheet.lines[number]
                report.add(EntryKind.POLICY, "blank-word", sheet.file, line, message, text=text)
    return sheet if rows is None else attrs.evolve(sheet, rows=rows)


def _words(field: str, cleaning: Cleaning) -> frozenset[str]:
    """Return the words that stand for nothing in place of a field."""
    if field in _NAMES:
        return cleaning.blank - cleaning.withheld - cleaning.vacant - cleaning.eliminated
    if field in _MANAGERS:
        return cleaning.blank - cleaning.nobody
    if field in _STRICT:
        spoken = cleaning.withheld | cleaning.vacant | cleaning.eliminated
        plain = {word for word in cleaning.blank if word.isalnum() and word not in _NULLS}
        return cleaning.blank - spoken - plain
    if field in _DATES:
        # A question mark says that there is a date, which nobody knows.
        return frozenset(word for word in cleaning.blank if word.strip("?"))
    return frozenset()
