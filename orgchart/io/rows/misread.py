"""What is told of dates in tables that cannot be read, or of which a part is not written."""

from __future__ import annotations

from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.io.rows.report import EntryKind, ReportBuilder

__all__ = ["quoted", "tell_short_year"]


def quoted(text: str, error: InvalidWhenError | InvalidValueError) -> str:
    """
    Return why a cell is no date, with all of the cell; one without a number may be a blank.

    >>> quoted("none yet", InvalidWhenError("none", "write a day"))
    "'none yet': 'none' is not a moment: write a day; for an empty cell see Cleaning(blank=)"
    """
    said = str(error)
    whole = said if repr(text) in said else f"{text!r}: {said}"
    empty = "" if any(map(str.isdigit, text)) else "; for an empty cell see Cleaning(blank=)"
    return f"{whole}{empty}"


def tell_short_year(text: str, read: str, place: tuple[str, int], report: ReportBuilder) -> None:
    """Tell the report how a year of two digits was read."""
    message = f"{text!r} is read as {read}, as spreadsheets read years of two digits"
    report.add(EntryKind.POLICY, "short-year", place[0], place[1], message, text=text)
