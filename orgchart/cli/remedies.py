"""What messages of the library tell to do, as options that are typed: `--zone`, not `zone=`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from orgchart.errors import InvalidValueError

__all__ = ["as_typed", "refused"]

#: The options of what readers and pictures take.
_OPTIONS: Final[Mapping[str, str]] = {
    "collapse": "--collapse",
    "date": "--date",
    "day_order": "--date-order",
    "delimiter": "--delimiter",
    "depth": "--depth",
    "encoding": "--encoding",
    "end": "--to",
    "ends": "--ends",
    "max_width": "--width",
    "name": "--name",
    "person": "--person",
    "post": "--post",
    "renames": "--renames",
    "reversed_periods": "--reversed",
    "root": "--root",
    "shape": "--shape",
    "skip": "--skip",
    "start": "--from",
    "units": "--unit",
    "view": "--view",
    "zone": "--zone",
}
#: What is refused by these was an option, and not in a file.
_OPTIONAL: Final = frozenset(
    {"a drawing", "a timeline", "a table", "the tables", "the history", "the columns"}
)
_CLEANING: Final = "a cleaning"

_NAMES: Final = "|".join(_OPTIONS)
#: No part of a longer word, of a text in quotes, or of an option.
_BEFORE: Final = r"(?<![\w'\"=-])"
_Rule: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_RULES: Final[tuple[_Rule, ...]] = (
    (
        re.compile(r"Cleaning\((\w+)=(?:'([^']*)')?\)"),
        lambda found: f"--clean {found[1]}={found[2] or '…'}",
    ),
    (
        re.compile(r"columns=\{'(\w+)': \{'(\w+)': (?:…|'([^']*)')\}\}"),
        lambda found: _column(f"{found[1]}.{found[2]}", found[3]),
    ),
    (
        re.compile(r"columns=\{'(\w+)': (?:…|'([^']*)')\}"),
        lambda found: _column(found[1], found[2]),
    ),
    (
        re.compile(rf"{_BEFORE}({_NAMES})='([^']*)'"),
        lambda found: f"{_OPTIONS[found[1]]} {found[2]}",
    ),
    (
        re.compile(rf"{_BEFORE}({_NAMES})=(?=$|[\s,;.])"),
        lambda found: _OPTIONS[found[1]],
    ),
    (re.compile(rf"{_BEFORE}skip=(\d+)"), r"--skip \1"),
    (re.compile(r"tell (day-first or month-first)"), r"tell --date-order \1"),
    (re.compile(r"(?:;| If not,) raise Limits\.\w+(?: if you trust it)?"), ""),
    (
        re.compile(r"(cannot be compared); give the zone$"),
        r"\1; leave the zone out, or import with --zone",
    ),
    (re.compile(r"give the history a zone$"), "give the history a zone with --zone"),
    (re.compile(r"draw a history to see it so"), "leave out the dates to see it so"),
    (re.compile(r"or the history alone for a page"), "or none for a page of all"),
)


def _column(field: str, column: str | None) -> str:
    told = f"{field}={'…' if column is None else column}"
    return f"--column '{told}'" if " " in told else f"--column {told}"


def as_typed(message: str) -> str:
    """
    Return a message whose remedies are options of the command line.

    >>> as_typed("repair it with Cleaning(zeros='restore')")
    'repair it with --clean zeros=restore'
    >>> as_typed("give it: date=, or columns={'date': 'valid on'}")
    "give it: --date, or --column 'date=valid on'"
    """
    for pattern, instead in _RULES:
        message = pattern.sub(instead, message)
    return message


def refused(error: InvalidValueError) -> str:
    """
    Return what to tell of a value that cannot be: by the option, if it was one.

    >>> reason = "give a number of points"
    >>> refused(InvalidValueError("a drawing", "max_width", 3.0, reason))
    '--width cannot be 3.0: give a number of points'
    """
    reason = as_typed(error.reason)
    if error.subject == _CLEANING:
        return f"--clean {error.field} cannot be {error.value!r}: {reason}"
    if error.subject in _OPTIONAL and error.field in _OPTIONS:
        return f"{_OPTIONS[error.field]} cannot be {error.value!r}: {reason}"
    if error.subject == "a drawing" and error.field == "dates":
        return f"these dates cannot be drawn: {reason}"
    return as_typed(str(error))
