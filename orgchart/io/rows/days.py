"""Dates as spreadsheets write them, to dates as `When` takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.io.rows.months import full_year, named_day, named_months

__all__ = ["DayOrder", "date_in_name", "day_text", "order_of", "short_year"]


class DayOrder(StrEnum):
    """Which number of a date such as ``03/04/2024`` is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_TURNED: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T]0?0:00(?::00(?:\.0+)?)?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SLASHES: Final = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_HAN: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?")
_BLANK: Final = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{1,2}:\d{2}.*)")
_MONTHS: Final = 12
#: How spreadsheets count days, where a date is shown as a number: from about 1954 to 2091.
_SERIAL: Final = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_DAY_NULL: Final = date(1899, 12, 30)


def order_of(texts: Iterable[str], told: str | None = None) -> DayOrder | None:
    """
    Return which number of dates such as ``03/04/2024`` is the day, if it was told or is provable.

    One date with a number above 12 proves it for all dates of a table.

    Args:
        texts: the dates of a table.
        told: ``day-first`` or ``month-first`` where it is known.

    Returns:
        None where no date says.

    Raises:
        InvalidValueError: the dates prove both, or other than was told.

    >>> order_of(["03/04/2024", "31/03/2024"])
    <DayOrder.DAY_FIRST: 'day-first'>
    """
    known = None if told is None else _order(told)
    for text in texts:
        match = _TURNED.fullmatch(text)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first <= _MONTHS and second <= _MONTHS:
            continue
        proved = DayOrder.DAY_FIRST if first > _MONTHS else DayOrder.MONTH_FIRST
        if known is not None and proved is not known:
            reason = f"other dates of the table, or what you told, are {known}; make them alike"
            raise InvalidValueError("a table", "date", text, reason)
        known = proved
    return known


def _order(told: str) -> DayOrder:
    try:
        return DayOrder(told)
    except ValueError as error:
        reason = "choose day-first or month-first"
        raise InvalidValueError("a table", "day order", told, reason) from error


def day_text(text: str, order: DayOrder | None = None) -> str:
    """
    Return a date of a table as `When` takes it; other texts are returned as they are.

    Args:
        text: for example ``31/03/2024``, ``31.03.2024``, ``2024/3/31``, ``20240331``,
            ``2024年3月31日``, ``2024-3-31``, ``31-Mar-2024``, ``31-Mar-24``, of which the year is
            read as spreadsheets do, 00 to 29 as 2000 to 2029 (see `short_year`); a midnight
            without a zone, as spreadsheets write days, is a day.
        order: which number of the first two forms is the day.

    Raises:
        InvalidWhenError: both numbers can be the day, or there is no such day, or it is the serial
            number by which a spreadsheet counts days.

    >>> day_text("31/03/2024"), day_text("20240331"), day_text("2024年3月"), day_text("2024-Q1")
    ('2024-03-31', '2024-03-31', '2024-03', '2024-Q1')
    """
    if match := _TURNED.fullmatch(text):
        return _turned(text, match, order)
    if match := _MIDNIGHT.fullmatch(text):
        return match[1]
    if match := _BLANK.fullmatch(text):
        return f"{match[1]}T{match[2]}"
    return _plain_day(text) or text


def _plain_day(text: str) -> str | None:
    """Return a date that can be read in one way only; None for other texts."""
    if match := _SLASHES.fullmatch(text):
        return _iso(text, int(match[1]), int(match[3]), int(match[4]))
    if named := named_day(text):
        return _iso(text, full_year(named[0]), named[1], named[2])
    if match := _COMPACT.fullmatch(text) or _HAN.fullmatch(text):
        if match[3] is None:
            return f"{match[1]}-{int(match[2]):02}"
        return _iso(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.fullmatch(text):
        day = (_DAY_NULL + timedelta(days=int(match[1]))).isoformat()
        raise InvalidWhenError(
            text,
            f"it looks like the serial number by which a spreadsheet counts days, of {day}; show "
            "the column as dates there and save it anew, or write the date",
        )
    return None


def short_year(text: str) -> bool:
    """
    Say whether a date has a year of two digits, which is read as spreadsheets read it.

    >>> short_year("28-Feb-23"), short_year("28-Feb-2023")
    (True, False)
    """
    named = named_day(text)
    return named is not None and len(named[0]) < 4  # noqa: PLR2004 - digits


def _turned(text: str, match: re.Match[str], order: DayOrder | None) -> str:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    order = order or order_of((text,))
    if order is None and first != second:
        raise InvalidWhenError(
            text, f"the day may be {first} or {second}; tell day-first or month-first"
        )
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    return _iso(text, year, month, day)


def _iso(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise InvalidWhenError(text, f"there is no such day: {error}") from error


_IN_NAME: Final = re.compile(
    r"(?<!\d)(?:(?P<day>\d{4}([-_. ]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))"
    r"|(?P<turned>\d{1,2}[-_.]\d{1,2}[-_.]\d{4})"
    r"|(?P<month>\d{4}[-_.]?(?:0[1-9]|1[0-2])))(?!\d)"
)


def date_in_name(name: str, order: DayOrder | None = None) -> str | None:
    """
    Return the date in the name of a file; None where there is none.

    A day, or a month in numbers, comes first; else a month by its name in English or German with
    a year of four digits, a quarter, or a year. These last two count where no other number stands
    beside them.

    Args:
        name: the name without its folder.
        order: see `day_text`.

    Raises:
        InvalidWhenError: there are several different ones, or it cannot be told which day it is.

    >>> date_in_name("mod-2011-03-31.csv"), date_in_name("staff_202403.csv"), date_in_name("a.csv")
    ('2011-03-31', '2024-03', None)
    >>> date_in_name("Januar 2024.csv"), date_in_name("Q1-2024.csv"), date_in_name("2024.csv")
    ('2024-01', '2024-Q1', '2024')
    """
    found: set[str] = set()
    for match in _IN_NAME.finditer(name):
        if match["day"]:
            digits = "".join(filter(str.isdigit, match["day"]))
            found.add(_iso(name, int(digits[:4]), int(digits[4:6]), int(digits[6:])))
        elif match["turned"]:
            found.add(day_text(re.sub("[-_]", ".", match["turned"]), order))
        else:
            digits = "".join(filter(str.isdigit, match["month"]))
            found.add(f"{digits[:4]}-{digits[4:]}")
    found = found or set(_named_in(name))
    if len(found) > 1:
        shown = " or ".join(sorted(found))
        raise InvalidWhenError(name, f"the name has several dates: {shown}; give the date yourself")
    return next(iter(found), None)


_QUARTER: Final = re.compile(
    r"(?<![^\W_])(?:q(?P<one>[1-4])[-_. ]?(?P<year>\d{4})|(?P<year2>\d{4})[-_. ]?q(?P<two>[1-4]))"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<![^\W_])((?:19|20)\d{2})(?![^\W_])")


def _named_in(name: str) -> Iterator[str]:
    """Yield the months that a name names; where it names none, its one quarter or year."""
    months = named_months(name)
    for year, month, day in months:
        yield f"{year:04}-{month:02}" if day is None else _iso(name, year, month, day)
    if months:
        return
    digits = "".join(filter(str.isdigit, name))
    quarter, year_alone = _QUARTER.search(name), _YEAR.search(name)
    if quarter is not None:
        year_text, number = quarter["year"] or quarter["year2"], quarter["one"] or quarter["two"]
        if len(digits) == len(year_text + number):
            yield f"{year_text}-Q{number}"
    elif year_alone is not None and digits == year_alone[1]:
        yield digits
