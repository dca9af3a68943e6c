"""
Dates in the standard forms: ISO 8601 instants, and the Extended Date/Time Format.

All of EDTF level 1 but years beyond 1 to 9999, and of level 2 what dates of office need: one of a
set, before and after, unspecified digits, sub-year groupings.

Source: ISO 8601-1 for instants, ISO 8601-2 (EDTF) for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from itertools import product
from typing import Final

from orgchart.bounds import UNBOUNDED, Precision, Reading, day, point, shifted, span
from orgchart.calendars import SKIPPED, local_problem
from orgchart.errors import InvalidWhenError

__all__ = ["check_offset", "read_calendar", "read_instant", "read_range"]

_INSTANT: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<clock>[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?)"
    r"(?P<offset>Z|[+-][0-9]{2}(:?[0-5][0-9])?)?",
    re.ASCII,
)
_OFFSET: Final = "no place on earth has that offset from UTC"
_FURTHEST_OFFSET: Final = timedelta(hours=16)


def read_instant(text: str, place: tzinfo | None) -> Reading | None:
    """Read an ISO 8601 instant: a day, a clock time to the minute or finer, perhaps an offset."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    local = _datetime(text, f"{match['day']}T{match['clock']}", "there is no such day or time")
    if match["offset"] is None:
        problem = place and local_problem(local, place)
        if problem:
            raise InvalidWhenError(text, f"{problem}; write its offset")
        return point(local, place)
    aware = _datetime(text, f"{match['day']}T{match['clock']}{match['offset']}", _OFFSET)
    shift = aware.utcoffset()
    if shift is None or abs(shift) >= _FURTHEST_OFFSET:
        raise InvalidWhenError(text, _OFFSET)
    return point(aware, place)


def check_offset(text: str, place: tzinfo) -> None:
    """
    Hold the offset of an instant against the zone that is written beside it.

    Raises:
        InvalidWhenError: the zone does not have that offset at that time.
    """
    match = _INSTANT.fullmatch(text)
    if match is None or match["offset"] is None:
        return
    local = _datetime(text, f"{match['day']}T{match['clock']}", _OFFSET)
    shift = _datetime(
        text, f"{match['day']}T{match['clock']}{match['offset']}", _OFFSET
    ).utcoffset()
    skipped = local_problem(local, place) == SKIPPED
    if shift is None or skipped or not _has_offset(local, place, shift):
        raise InvalidWhenError(text, "its zone does not have that offset at that time")


def _has_offset(local: datetime, place: tzinfo, shift: timedelta) -> bool:
    """Say whether a zone has an offset at a local time, on either showing of a repeated one."""
    return any(local.replace(tzinfo=place, fold=fold).utcoffset() == shift for fold in (0, 1))


def _datetime(text: str, iso: str, reason: str) -> datetime:
    try:
        return datetime.fromisoformat(iso)
    except ValueError as error:
        raise InvalidWhenError(text, reason) from error


_CALENDAR: Final = re.compile(
    r"(?P<year>[0-9X]{4})(-(?P<month>[0-9X]{2}|Q[1-4])(-(?P<day>[0-9X]{2}))?)?(?P<mark>[~?%])?",
    re.ASCII,
)
_WIDER: Final = {"~": 1, "?": 1, "%": 2}


def read_calendar(text: str, place: tzinfo | None) -> Reading | None:
    """Read a year, month or day, with unspecified digits or a mark; or a part of a year by code."""
    match = _CALENDAR.fullmatch(text)
    if match is None:
        return None
    year, month, number, mark = match["year"], match["month"], match["day"], match["mark"]
    wider = _WIDER.get(mark, 0)
    if "X" in text:
        return _unspecified(text, (year, month, number), wider, place)
    if month is not None and (month[0] == "Q" or int(month) > _LAST_MONTH):
        return _part_of_year(text, int(year), month, wider, place, alone=number is None)
    precision = _PRECISIONS[(month is not None) + (number is not None)]
    start = day(text, int(year), int(month or 1), int(number or 1))
    return span(
        shifted(start, (precision, -wider)),
        shifted(start, (precision, 1 + wider)),
        place,
        precision,
        approximate=wider > 0,
    )


_LAST_MONTH: Final = 12
_PRECISIONS: Final = (Precision.YEAR, Precision.MONTH, Precision.DAY)

# Code: first month counted from January of the year, and how many months. Seasons without a
# hemisphere take the widest reading of both; a southern summer starts in the year before.
_PARTS: Final[dict[str, tuple[int, int]]] = {
    "21": (2, 9),
    "22": (-1, 9),
    "23": (2, 9),
    "24": (5, 9),
    **{str(25 + n): (2 + 3 * n, 3) for n in range(4)},
    "29": (8, 3),
    **{str(30 + n): (3 * n - 1, 3) for n in range(3)},
    **{str(33 + n): (3 * n, 3) for n in range(4)},
    **{f"Q{1 + n}": (3 * n, 3) for n in range(4)},
    **{str(37 + n): (4 * n, 4) for n in range(3)},
    **{str(40 + n): (6 * n, 6) for n in range(2)},
}


def _part_of_year(  # noqa: PLR0913 - the parts of one text
    text: str, year: int, code: str, wider: int, place: tzinfo | None, *, alone: bool
) -> Reading:
    if code not in _PARTS or not alone:
        raise InvalidWhenError(text, "there is no such month")
    first, months = _PARTS[code]
    start = shifted(day(text, year, 1, 1), (Precision.MONTH, first))
    return span(
        shifted(start, (Precision.MONTH, -wider * months)),
        shifted(start, (Precision.MONTH, months * (1 + wider))),
        place,
        approximate=wider > 0,
    )


def _unspecified(
    text: str, parts: tuple[str, str | None, str | None], wider: int, place: tzinfo | None
) -> Reading:
    """Read digits that are not specified: from the first date they allow to the last."""
    allowed = (
        _allowed(parts[0], 1, 9999),
        _allowed(parts[1] or "XX", 1, _LAST_MONTH),
        _allowed(parts[2] or "XX", 1, 31),
    )
    backwards = tuple(numbers[::-1] for numbers in allowed)
    start, last = _first_of(text, *allowed), _first_of(text, *backwards)
    unit = _PRECISIONS[sum(part is not None for part in parts[1:])]
    return span(
        shifted(start, (unit, -wider)),
        shifted(shifted(last, (Precision.DAY, 1)), (unit, wider)),
        place,
        approximate=wider > 0,
    )


def _allowed(digits: str, low: int, high: int) -> list[int]:
    """Return the numbers that digits, some of them X, can be."""
    pattern = re.compile(digits.replace("X", "[0-9]"))
    return [n for n in range(low, high + 1) if pattern.fullmatch(f"{n:0{len(digits)}d}")]


def _first_of(text: str, *allowed: list[int]) -> datetime:
    """Return the first day that exists, going through years, months and days as given."""
    for year, month, number in product(*allowed):
        try:
            return datetime(year, month, number)  # noqa: DTZ001 - local until it is placed
        except ValueError:
            continue
    raise InvalidWhenError(text, "there is no such day")


_SET: Final = re.compile(r"\[(?P<inside>[^\[\]]*)\]")
_INTERVAL: Final = re.compile(r"(?P<first>[^/]*)/(?P<last>[^/]*)")
_OPEN: Final = ("", "..")


def read_range(
    text: str, place: tzinfo | None, read: Callable[[str, tzinfo | None], Reading]
) -> Reading | None:
    """
    Read bounds: one of a set in square brackets, or an interval with a slash.

    As a moment, an interval is *some time in it*. ``..`` and nothing both leave a side open.

    Args:
        text: the text.
        place: the zone of local dates.
        read: reads one date inside.
    """
    match = _SET.fullmatch(text)
    if match is not None:
        members = [part.strip() for part in match["inside"].split(",")]
        return _one_of(text, [_bounded(text, part, place, read) for part in members], place)
    match = _INTERVAL.fullmatch(text)
    if match is None:
        return None
    first, last = ("" if end in _OPEN else end for end in (match["first"], match["last"]))
    return _one_of(text, [_between(text, first, last, place, read)], place)


def _bounded(
    text: str, part: str, place: tzinfo | None, read: Callable[[str, tzinfo | None], Reading]
) -> Reading:
    first, dots, last = part.partition("..")
    return _between(text, first.strip(), last.strip() if dots else first.strip(), place, read)


def _between(
    text: str,
    first: str,
    last: str,
    place: tzinfo | None,
    read: Callable[[str, tzinfo | None], Reading],
) -> Reading:
    if not first and not last:
        raise InvalidWhenError(text, "it bounds nothing; leave the date out or write unknown")
    low = read(first, place) if first else None
    high = read(last, place) if last else None
    parts = [part for part in (low, high) if part]
    bounds = (low.low if low else -UNBOUNDED, high.high if high else UNBOUNDED)
    if bounds[0] > bounds[1]:
        raise InvalidWhenError(text, "its second bound comes before its first; swap them")
    return Reading(
        Precision.RANGE,
        *bounds,
        local=_all_local(text, parts, place),
        approximate=any(part.approximate for part in parts),
    )


def _one_of(text: str, readings: list[Reading], place: tzinfo | None) -> Reading:
    return Reading(
        Precision.RANGE,
        min(reading.low for reading in readings),
        max(reading.high for reading in readings),
        local=_all_local(text, readings, place),
        approximate=any(reading.approximate for reading in readings),
    )


def _all_local(text: str, parts: list[Reading], place: tzinfo | None) -> bool:
    local = {part.local for part in parts}
    if len(local) > 1 and place is None:
        raise InvalidWhenError(text, "some of its dates have an offset and some have no zone")
    return True in local
