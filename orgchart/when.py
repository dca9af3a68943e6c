"""
`When`: a moment, as precisely as it is known.

Text comes in, two bounds go out. Nothing is ever filled in: a year has the bounds of the year, a
day those of the day in its zone. What the package cannot read without guessing is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Final, final

import attrs

from orgchart.calendars import EPOCH, find_zone, local_problem, months_later
from orgchart.errors import InvalidWhenError

__all__ = ["Precision", "When", "as_when"]

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


@final
@attrs.frozen(order=False, repr=False)
class When:
    """
    An instant that is known to lie between two bounds.

    The instant `t` satisfies ``earliest <= t < latest``; for a clock time both bounds are that
    instant. Days, months and years are those of the zone. A moment without a zone is *floating*:
    its history gives it one.

    | written | bounds |
    |---|---|
    | ``2023-11-17T12:28-08:00``, ``…T12:28:05.5Z``, ``…T12:28[America/Los_Angeles]`` | the instant |
    | ``2023-11-17``, ``2023-11``, ``2023`` | the day, month, year |
    | ``2020~`` ``2020?`` | approximate, uncertain: one unit wider on each side |
    | ``2020%`` | both: two units wider on each side |
    | ``[2020-11..2020-12]`` | some time in between, both ends included |
    | ``[..2024-09]``, ``[2024-09..]`` | by then; from then on |

    Any of them may end in a zone in brackets, ``2023-11-17[Europe/London]``.

    Two moments are equal when they are written alike in one zone; use the bounds, or
    `certainly_before` and `possibly_before`, to compare times.

    Source: ISO 8601-1 and 8601-2 (EDTF) for the forms, RFC 9557 for the zone in brackets.

    Args:
        text: the moment as written.
        zone: the IANA name of the zone for days and clock times that name none, or None.

    Raises:
        InvalidWhenError: the text is none of the forms, or no such day, time or zone exists.

    >>> When("2020-02", zone="UTC").latest.isoformat()
    '2020-03-01T00:00:00+00:00'
    >>> When("2020").possibly_before(When("2020-06")), When("2020").certainly_before(When("2021"))
    (True, True)
    >>> When("2023-02-30")
    Traceback (most recent call last):
        ...
    orgchart.errors.InvalidWhenError: '2023-02-30' is not a moment: there is no such day
    """

    #: The moment as written.
    text: str
    #: The zone of days and clock times, or None when the moment is floating or has an offset.
    zone: str | None = None
    #: How finely it is written.
    precision: Precision = attrs.field(init=False, eq=False)
    #: Whether it is marked as approximate or uncertain.
    approximate: bool = attrs.field(init=False, eq=False)
    #: Whether it needs a zone from elsewhere before it can be placed on the time line.
    floating: bool = attrs.field(init=False, eq=False)
    #: The two bounds on the line of doubled microseconds; for the package's own use.
    low: int = attrs.field(init=False, eq=False)
    high: int = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        reading, zone = _read(self.text, self.zone)
        for name, value in (
            ("zone", zone),
            ("precision", reading.precision),
            ("approximate", reading.approximate),
            ("floating", reading.local and zone is None),
            ("low", reading.low),
            ("high", reading.high),
        ):
            object.__setattr__(self, name, value)

    def __str__(self) -> str:
        """Return the moment as written."""
        return self.text

    def __repr__(self) -> str:
        zone = f", zone={self.zone!r}" if self.zone and not _suffix(self.text)[1] else ""
        return f"When({self.text!r}{zone})"

    @property
    def earliest(self) -> datetime | None:
        """The first instant that it can be; None when unbounded. Aware, in its zone or UTC."""
        return self._instant(self.low)

    @property
    def latest(self) -> datetime | None:
        """The first instant that is too late (for an instant, itself); None when unbounded."""
        return self._instant(self.high)

    def _instant(self, bound: int) -> datetime | None:
        if abs(bound) == UNBOUNDED:
            return None
        if self.floating:
            raise InvalidWhenError(self.text, "its zone is not known; use in_zone(...) first")
        zone = find_zone(self.zone) if self.zone else UTC
        try:
            return (EPOCH + timedelta(microseconds=bound // 2)).astimezone(zone)
        except OverflowError:
            return None

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key that puts moments in order of their first, then last bound, then text."""
        return (self.low, self.high, self.text)

    def in_zone(self, zone: str | None) -> When:
        """
        Return the same words with a zone, where they have none of their own.

        A moment that has another zone keeps it, and says so in its text from then on.

        Raises:
            InvalidWhenError: no such zone, or the zone's clocks skip or repeat the local time.

        >>> When("2023-11-17").in_zone("America/Los_Angeles").earliest.isoformat()
        '2023-11-17T00:00:00-08:00'
        """
        if zone == self.zone or not _read(self.text, self.zone)[0].local:
            return self
        if self.zone is None:
            return When(self.text, zone)
        return self if _suffix(self.text)[1] else When(f"{self.text}[{self.zone}]")

    def certainly_before(self, other: When) -> bool:
        """Say whether every instant this can be comes before every one the other can be."""
        _comparable(self, other)
        return self.high < other.low

    def possibly_before(self, other: When) -> bool:
        """Say whether some instant this can be comes before some one the other can be."""
        _comparable(self, other)
        return self.low < other.high

    @property
    def close(self) -> int:
        """
        The position of a query: its end for a stretch, itself for an instant.

        Raises:
            InvalidWhenError: the moment has no end, so it names no state.
        """
        if self.high == UNBOUNDED:
            raise InvalidWhenError(self.text, "it has no end, so it names no state to show")
        return self.high


def _comparable(one: When, two: When) -> None:
    if one.floating != two.floating:
        floating = one if one.floating else two
        raise InvalidWhenError(
            floating.text, "it has no zone and the other moment has; use in_zone(...) first"
        )


def as_when(value: object, zone: str | None = None) -> When:
    """
    Return a moment from text, a date, a datetime, or a moment.

    Args:
        value: text as `When` takes it; a `date` (the day); a `datetime` (the instant; without
            tzinfo a clock time in the zone).
        zone: the zone for what has none, or None.

    Raises:
        InvalidWhenError: the value is none of these.

    >>> as_when(date(2023, 11, 17))
    When('2023-11-17')
    """
    if isinstance(value, When):
        return value if zone is None else value.in_zone(zone)
    if isinstance(value, datetime):
        spec = "minutes" if not value.second and not value.microsecond else "auto"
        return When(value.isoformat(timespec=spec)).in_zone(zone)
    if isinstance(value, date):
        return When(value.isoformat()).in_zone(zone)
    if isinstance(value, str):
        return When(value).in_zone(zone)
    raise InvalidWhenError(str(value), f"it is a {type(value).__name__}; {ACCEPTED}")


def instant_at(position: int, zone: str | None, *, floating: bool = False) -> When:
    """Return the instant at a position of the time line, written in a zone (private helper)."""
    moment = EPOCH + timedelta(microseconds=position // 2)
    place = None if floating else (find_zone(zone) if zone else UTC)
    local = moment.replace(tzinfo=None) if place is None else moment.astimezone(place)
    return as_when(local, None)


@attrs.frozen
class _Reading:
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
def _read(text: str, zone: str | None) -> tuple[_Reading, str | None]:
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        raise InvalidWhenError(str(text), f"it is a {type(text).__name__}; {ACCEPTED}")
    body, own = _suffix(text)
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


def _suffix(text: str) -> tuple[str, str | None]:
    match = _SUFFIX.fullmatch(text)
    return (match["text"], match["zone"]) if match else (text, None)


def _read_body(text: str, body: str, place: tzinfo | None) -> _Reading:
    for form, read in _FORMS:
        match = form.fullmatch(body)
        if match:
            return read(text, match, place)
    raise InvalidWhenError(text, ACCEPTED)


def _read_range(text: str, match: re.Match[str], place: tzinfo | None) -> _Reading:
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
    return _Reading(Precision.RANGE, *bounds, local, approximate)


def _read_instant(text: str, match: re.Match[str], place: tzinfo | None) -> _Reading:
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
        return _Reading(Precision.INSTANT, position, position, local=False)
    problem = place and local_problem(local, place)
    if problem:
        raise InvalidWhenError(text, f"{problem}; write its offset")
    position = 2 * _position(local, place) + 1
    return _Reading(Precision.INSTANT, position, position, local=True)


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


def _read_calendar(text: str, match: re.Match[str], place: tzinfo | None) -> _Reading:
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
    return _Reading(
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
    tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], tzinfo | None], _Reading]], ...]
] = (
    (_INSTANT, _read_instant),
    (_CALENDAR, _read_calendar),
    (_RANGE, _read_range),
)
