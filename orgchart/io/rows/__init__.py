"""
Rows of any source: files of text, open files, dicts, frames, Arrow tables.

`sheets_of` and `rows_of` read; `recognise` finds out which column is which; `Cleaning` says what
is done about dirt, and `ReadReport` what was done.
"""

from orgchart.io.rows.cleaning import (
    DEFAULT_CLEANING,
    BlankManager,
    BlankName,
    Cleaning,
    Decimals,
    Duplicates,
    Holders,
    SameName,
    SelfReport,
    Suspicious,
    Totals,
    Zeros,
)
from orgchart.io.rows.days import DayOrder, date_in_name, day_text, order_of
from orgchart.io.rows.headings import HEADINGS, recognise
from orgchart.io.rows.limits import DEFAULT_LIMITS, Limits
from orgchart.io.rows.report import Entry, EntryKind, ReadReport, ReportBuilder
from orgchart.io.rows.sheet import Row, Sheet
from orgchart.io.rows.source import TableSource, rows_of, sheets_of

__all__ = [
    "DEFAULT_CLEANING",
    "DEFAULT_LIMITS",
    "HEADINGS",
    "BlankManager",
    "BlankName",
    "Cleaning",
    "DayOrder",
    "Decimals",
    "Duplicates",
    "Entry",
    "EntryKind",
    "Holders",
    "Limits",
    "ReadReport",
    "ReportBuilder",
    "Row",
    "SameName",
    "SelfReport",
    "Sheet",
    "Suspicious",
    "TableSource",
    "Totals",
    "Zeros",
    "date_in_name",
    "day_text",
    "order_of",
    "recognise",
    "rows_of",
    "sheets_of",
]
