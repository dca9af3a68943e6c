"""
Dates as written, read as bounds: a year has the bounds of the year, a day those of its zone.

Nothing is filled in. What cannot be read without guessing is refused by name.

Source: ISO 8601-1 and 8601-2 (EDTF) for the forms, RFC 9557 for the zone in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Final

import attrs

from orgchart.calendars import EPOCH, find_zone, local_problem, months_later
from orgchart.errors import InvalidWhenError

__all__ = ["ACCEPTED", "UNBOUNDED", "Precision", "Reading", "read_date", "zone_suffix"]

ACCEPTED: Final = (
    "write an instant such as 2023-11-17T12:28-08:00 or 2023-11-17T12:28[America/Los_Angeles], "
    "a day 2023-11-17, a month 2023-11, a year 2023, an approximate one 2020~, "
    "or bounds [2020-11..2020-12], [..2024-09], [2024-09..]"
)

# A moment is kept as two whole numbers on a line of doubled microseconds, so that a bound that
# is reached (odd) and one that is only approached (even) never need a flag beside them:
# an instant P is (2P+1, 2P+1), a stretch from E up to but excluding L is (2E+1, 2L).
UNBOUNDED: Final = 1 << 62

_MICROSECOND = timedelta(microseconds=1)


class Precision(StrEnum):
    """How finely a moment is written."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    #: Some time between two bounds.
    RANGE = "range"


@attrs.frozen
class Reading:
    """
    What a text says: its precision, its two bounds, and whether its zone matters.

    See `orgchart.when` for the line that bounds are on.
    """

    precision: Precision
    low: int
    high: int
    local: bool
    approximate: bool = False


_SUFFIX = re.compile(r"(?P<text>[0-9].*|\[.*\])\[(?P<zone>[^\[\].]*)\]", re.DOTALL)
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<clock>[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?)"
    r"(?P<offset>Z|[+-][0-9]{2}(:?[0-9]{2})?)?",
    re.ASCII,
)
_CALENDAR = re.compile(
    r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?(?P<mark>[~?%])?", re.ASCII
)
_RANGE = re.compile(r"\[(?P<first>[^\[\]]*?)\.\.(?P<last>[^\[\]]*?)\]", re.DOTALL)
_FURTHEST_OFFSET = timedelta(hours=16)


@lru_cache(maxsize=4096)
def read_date(text: str, zone: str | None) -> tuple[Reading, str | None]:
    """
    Read a text, given the zone for what names none.

    Returns:
        What it says, and the zone that it is in; None for an offset or no zone.

    Raises:
        InvalidWhenError: see `orgchart.When`.
    """
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        raise InvalidWhenError(str(text), f"it is a {type(text).__name__}; {ACCEPTED}")
    body, own = zone_suffix(text)
    if own and zone and own != zone:
        raise InvalidWhenError(text, f"it names the zone {own} and was given {zone}")
    zone = own or zone
    place = None if zone is None else find_zone(zone)
    if zone is not None and place is None:
        raise InvalidWhenError(text, f"there is no time zone {zone!r}")
    reading = _read_body(text, body, place)
    if not reading.local and own is None:
        zone = None
    return reading, zone


def zone_suffix(text: str) -> tuple[str, str | None]:
    """Split a text from the zone in brackets behind it."""
    match = _SUFFIX.fullmatch(text)
    return (match["text"], match["zone"]) if match else (text, None)


def _read_body(text: str, body: str, place: tzinfo | None) -> Reading:
    for form, read in _FORMS:
        match = form.fullmatch(body)
        if match:
            return read(text, match, place)
    raise InvalidWhenError(text, ACCEPTED)


def _read_range(text: str, match: re.Match[str], place: tzinfo | None) -> Reading:
    first, last = match["first"], match["last"]
    if not first and not last:
        raise InvalidWhenError(text, "it bounds nothing; leave the date out or write unknown")
    if "[" in first + last:
        raise InvalidWhenError(text, ACCEPTED)
    low = _read_body(text, first, place) if first else None
    high = _read_body(text, last, place) if last else None
    bounds = (low.low if low else -UNBOUNDED, high.high if high else UNBOUNDED)
    if bounds[0] > bounds[1]:
        raise InvalidWhenError(text, "its second bound comes before its first; swap them")
    local = any(part.local for part in (low, high) if part)
    if place is None and low and high and low.local != high.local:
        raise InvalidWhenError(text, "one bound has an offset and the other has no zone")
    approximate = any(part.approximate for part in (low, high) if part)
    return Reading(Precision.RANGE, *bounds, local, approximate)


def _read_instant(text: str, match: re.Match[str], place: tzinfo | None) -> Reading:
    offset = match["offset"]
    local = _datetime(text, f"{match['day']}T{match['clock']}", "there is no such day or time")
    if offset is not None:
        aware = _datetime(text, f"{match['day']}T{match['clock']}{offset}", _OFFSET)
        shift = aware.utcoffset()
        if shift is None or abs(shift) >= _FURTHEST_OFFSET:
            raise InvalidWhenError(text, _OFFSET)
        if place is not None and local.replace(tzinfo=place).utcoffset() != shift:
            _check_repeated(text, local, place, shift)
        position = 2 * ((aware - EPOCH) // _MICROSECOND) + 1
        return Reading(Precision.INSTANT, position, position, local=False)
    problem = place and local_problem(local, place)
    if problem:
        raise InvalidWhenError(text, f"{problem}; write its offset")
    position = 2 * _position(local, place) + 1
    return Reading(Precision.INSTANT, position, position, local=True)


_OFFSET = "no place on earth has that offset from UTC"


def _check_repeated(text: str, local: datetime, place: tzinfo, shift: timedelta) -> None:
    """Refuse an offset that the zone named beside it does not have at that time."""
    if local.replace(tzinfo=place, fold=1).utcoffset() != shift:
        raise InvalidWhenError(text, "its zone does not have that offset at that time")


def _datetime(text: str, iso: str, reason: str) -> datetime:
    try:
        return datetime.fromisoformat(iso)
    except ValueError as error:
        raise InvalidWhenError(text, reason) from error


def _read_calendar(text: str, match: re.Match[str], place: tzinfo | None) -> Reading:
    year, month, day = match["year"], match["month"], match["day"]
    try:
        start = datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001 - local until it is placed in its zone
    except ValueError as error:
        missing = "month" if month and not 1 <= int(month) <= _MONTHS else "day"
        raise InvalidWhenError(
            text, f"there is no such {'year' if int(year) == 0 else missing}"
        ) from error
    precision, step = _UNITS[(month is not None) + (day is not None)]
    wider = {"~": 1, "?": 1, "%": 2}.get(match["mark"], 0)
    low = _stepped(start, step, -wider)
    high = _stepped(start, step, 1 + wider)
    return Reading(
        precision,
        -UNBOUNDED if low is None else 2 * _position(low, place) + 1,
        UNBOUNDED if high is None else 2 * _position(high, place),
        local=True,
        approximate=wider > 0,
    )


_MONTHS: Final = 12


def _years_later(start: datetime, years: int) -> datetime:
    return months_later(start, _MONTHS * years)


def _days_later(start: datetime, days: int) -> datetime:
    return start + timedelta(days=days)


_UNITS: Final = (
    (Precision.YEAR, _years_later),
    (Precision.MONTH, months_later),
    (Precision.DAY, _days_later),
)


def _stepped(
    start: datetime, step: Callable[[datetime, int], datetime], count: int
) -> datetime | None:
    """Step from a date; None past the ends of the calendar (years 1 to 9999)."""
    try:
        return step(start, count)
    except (OverflowError, ValueError):
        return None


def _position(local: datetime, place: tzinfo | None) -> int:
    aware = local.replace(tzinfo=UTC if place is None else place)
    return (aware - EPOCH) // _MICROSECOND


_FORMS: Final[
    tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], tzinfo | None], Reading]], ...]
] = (
    (_INSTANT, _read_instant),
    (_CALENDAR, _read_calendar),
    (_RANGE, _read_range),
)
