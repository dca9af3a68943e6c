"""Start and end columns as periods: what an end means is told, and reported when it is not."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, final

from orgchart.errors import (
    InvalidValueError,
    InvalidWhenError,
    UnreadableFieldError,
)
from orgchart.io.dated.layout import Line
from orgchart.io.rows import EntryKind, ReportBuilder, day_text
from orgchart.io.rows.cleaning import bare
from orgchart.io.rows.days import short_year
from orgchart.io.rows.misread import quoted, tell_short_year
from orgchart.kinds import ONGOING, UNKNOWN
from orgchart.periods import Period
from orgchart.texts import as_word
from orgchart.when import Precision, When

__all__ = ["Ends", "Moments", "Reversed", "as_ends", "ends_told"]


class Ends(StrEnum):
    """What the date in a column of ends is."""

    #: The first day on which it no longer holds, as in the periods of a history.
    EXCLUSIVE = "exclusive"
    #: The last day on which it holds.
    INCLUSIVE = "inclusive"


class Reversed(StrEnum):
    """What is done with a row whose end lies before its start."""

    #: It is not read; the report has what it said.
    SET_ASIDE = "set-aside"
    #: It is read as it stands: it never holds, and `check` finds it.
    KEEP = "keep"
    #: The read is refused.
    ERROR = "error"


_UNKNOWN: Final = frozenset({"unknown", "?", "n/k", "not known", "unbekannt", "不详", "未知"})
_ONGOING: Final = frozenset(
    (
        *("ongoing", "present", "current", "now", "today", "to date", "till date"),
        *("heute", "bis heute", "laufend", "至今", "现在"),
    )
)
_NEVER: Final = "9999"


def as_ends(ends: str | None) -> Ends:
    """
    Return what ends are; exclusive when it is not told.

    Raises:
        InvalidValueError: it is no such word.
    """
    return Ends.EXCLUSIVE if ends is None else as_word(Ends, "the tables", "ends", ends)


def ends_told(ends: str | None, report: ReportBuilder) -> Ends:
    """Return what ends are read as; the report says it, and whether anybody told."""
    read = as_ends(ends)
    meaning = {
        Ends.EXCLUSIVE: "the date of an end is the first day on which it no longer holds",
        Ends.INCLUSIVE: "the date of an end is the last day on which it holds",
    }[read]
    told = "as told" if ends is not None else "nobody told: say ends='inclusive' if it is not so"
    message = f"{read}: {meaning} ({told})"
    report.add(EntryKind.POLICY, "ends", "the tables", None, message, text=read, rows=0)
    return read


class _CellError(Exception):
    """A cell that is no date."""


@final
class Moments:
    """Reads the periods of rows; what cannot be read is collected in `problems`."""

    __slots__ = ("_ends", "_report", "_reversed", "_zone", "problems")

    def __init__(
        self, ends: Ends, reversed_periods: str, zone: str | None, report: ReportBuilder
    ) -> None:
        self._ends = ends
        self._reversed = as_word(Reversed, "the tables", "reversed periods", reversed_periods)
        self._zone = zone
        self._report = report
        self.problems: list[UnreadableFieldError] = []

    def period(self, line: Line) -> Period | None:
        """Return the period of a row; None when it is set aside or cannot be read."""
        try:
            start, written = self._read(line, "start"), self._read(line, "end")
            end = _later(written) if self._ends is Ends.INCLUSIVE else written
        except _CellError as error:
            self.problems.append(
                UnreadableFieldError(line.file, "", line.line, line.text, str(error))
            )
            return None
        if isinstance(start, When) and isinstance(written, When) and self._turned(start, written):
            message = f"it ends ({written}) before it starts ({start})"
            if self._reversed is Reversed.ERROR:
                self.problems.append(
                    UnreadableFieldError(line.file, "", line.line, line.text, message)
                )
                return None
            kept = self._reversed is Reversed.KEEP
            kind = EntryKind.FLAGGED if kept else EntryKind.SET_ASIDE
            self._report.add(kind, "reversed", line.file, line.line, message, text=line.text)
            if not kept:
                return None
        return Period(start, end)

    def _turned(self, start: When, end: When) -> bool:
        first, last = start.in_zone(self._zone), end.in_zone(self._zone)
        return first.floating == last.floating and Period(first, last).certainly_empty()

    def _read(self, line: Line, field: str) -> When | str | None:
        """Return what a cell says; what cannot be read is told with all of the cell."""
        text = line[field]
        try:
            found = self._start(line) if field == "start" else self._end(line)
        except (InvalidWhenError, InvalidValueError) as error:
            raise _CellError(quoted(text, error)) from error
        if isinstance(found, When) and short_year(text):
            tell_short_year(text, found.text, (line.file, line.line), self._report)
        return found

    def _start(self, line: Line) -> When | str | None:
        text = line["start"]
        if not text or bare(text) in _UNKNOWN:
            return UNKNOWN if text else None
        return self._moment(day_text(text, line.order))

    def _end(self, line: Line) -> When | str | None:
        text = line["end"]
        if not text or bare(text) in _UNKNOWN:
            return UNKNOWN if text else None
        if bare(text) in _ONGOING:
            return ONGOING
        moment = day_text(text, line.order)
        if moment.startswith(_NEVER):
            message = "an end in the year 9999 is none"
            self._report.add(EntryKind.POLICY, "open-end", line.file, line.line, message, text=text)
            return None
        return self._moment(moment)

    def _moment(self, text: str) -> When:
        When(text, self._zone)
        return When(text)


def _later(end: When | str | None) -> When | str | None:
    """Return the end of what holds on a last day: a day later, as vague as it was."""
    if not isinstance(end, When) or end.precision is Precision.INSTANT:
        return end
    if end.precision is Precision.DAY and not end.approximate:
        try:
            return When((date.fromisoformat(end.text) + timedelta(days=1)).isoformat())
        except ValueError:
            pass
    return When.relative("1 day after", end)
