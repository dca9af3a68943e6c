"""
`When`: a moment, as precisely as it is known.

Text comes in, two bounds go out; comparisons have three answers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import final

import attrs

from orgchart.bounds import UNBOUNDED, Precision
from orgchart.calendars import EPOCH, find_zone
from orgchart.dates import ACCEPTED, read_date, zone_suffix
from orgchart.errors import InvalidWhenError
from orgchart.phrases import is_relative

__all__ = ["Precision", "When", "as_when"]


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
    | ``2023-11-17T12:28-08:00``, ``…:05.5Z``, ``…T12:28[America/Los_Angeles]`` | the instant |
    | ``2023-11-17``, ``2023-11``, ``2023`` | the day, month, year |
    | ``2020~`` ``2020?`` | approximate, uncertain: one unit wider on each side |
    | ``2020%`` | both: two units wider on each side |
    | ``[2020-11..2020-12]``, ``2020-11/2020-12`` | some time in between, both ends included |
    | ``[..2024-09]``, ``../2024-09`` | by then |
    | ``[2024-09..]``, ``2024-09/..``, ``2024-09/`` | from then on |
    | ``[2019, 2021-05]`` | one of them: from the first to the last |
    | ``198X``, ``2004-XX``, ``2004-05-XX`` | what the digits allow, from first to last |
    | ``2020-Q4``; EDTF codes ``2020-21`` to ``2020-41`` | a quarter; seasons, thirds, halves |
    | ``early 2017``, ``Anfang 2017``, ``end of 2020-11``, ``2020年底`` | see `orgchart.phrases` |
    | ``17 November 2023``, ``2023年11月17日`` | the day |
    | ``3 days after 2024-05-14``, ``half a year after 2023-11`` | that date, moved |

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
        if not isinstance(self.text, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            raise InvalidWhenError(
                str(self.text), f"it is of type {type(self.text).__name__}; {ACCEPTED}"
            )
        reading, zone = read_date(self.text, self.zone)
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
        zone = f", zone={self.zone!r}" if self.zone and not zone_suffix(self.text)[1] else ""
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

    @classmethod
    def relative(cls, phrase: str, anchor: When) -> When:
        """
        Return the moment that a phrase says of another.

        Args:
            phrase: a count, a unit, and ``after`` or ``before``.
            anchor: the other moment.

        Raises:
            InvalidWhenError: the phrase is no such phrase.

        >>> When.relative("+3 days after", When("2024-05-14", "UTC")).earliest.isoformat()
        '2024-05-17T00:00:00+00:00'
        """
        text = f"{phrase.removeprefix('+')} {anchor}"
        if not is_relative(text):
            raise InvalidWhenError(phrase, "write, for example, '3 days after'")
        return cls(text, anchor.zone)

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
        if zone == self.zone or not read_date(self.text, self.zone)[0].local:
            return self
        if self.zone is None:
            return When(self.text, zone)
        return self if zone_suffix(self.text)[1] else When(f"{self.text}[{self.zone}]")

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
            reason = "it has no end before the year 10000, so it names no state to show"
            raise InvalidWhenError(self.text, reason)
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
        shift = value.utcoffset()
        if shift and shift.seconds % 60:
            value = _in_utc(value)  # an offset of whole minutes is all that is written
        spec = "minutes" if not value.second and not value.microsecond else "auto"
        return When(value.isoformat(timespec=spec)).in_zone(zone)
    if isinstance(value, date):
        return When(value.isoformat(), zone)
    if isinstance(value, str):
        return When(value, zone)
    raise InvalidWhenError(str(value), f"it is of type {type(value).__name__}; {ACCEPTED}")


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise InvalidWhenError(str(moment), "it lies past the ends of the calendar") from error


def instant_at(position: int, zone: str | None, *, floating: bool = False) -> When:
    """
    Return the instant at a position of the time line, written in a zone.

    What the calendar cannot hold is taken to its first or last instant; what the zone cannot
    write with an offset of whole minutes is written in UTC.
    """
    try:
        moment = EPOCH + timedelta(microseconds=position // 2)
    except OverflowError:
        furthest = datetime.max if position > 0 else datetime.min  # noqa: DTZ901 - in UTC below
        moment = furthest.replace(tzinfo=UTC)
    if floating:
        return as_when(moment.replace(tzinfo=None))
    place = find_zone(zone) if zone else None
    try:
        local = moment.astimezone(place or UTC)
    except OverflowError:
        return as_when(moment)
    return as_when(local)
