"""
`Period`: a stretch of time with vague ends, and the three-valued question whether it holds.

Ends are exclusive, so periods tile: a hand-over has one holder.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, TypeAlias, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.errors import InvalidWhenError
from orgchart.kinds import ONGOING, UNKNOWN, Certainty, Ongoing, Unknown
from orgchart.when import When, as_when, instant_at

__all__ = ["End", "Period", "Start", "check_floating", "comparable"]


Start: TypeAlias = When | Unknown | None
End: TypeAlias = When | Unknown | Ongoing | None


def as_start(value: str | date | When | None) -> Start:
    """
    Return a beginning: a moment, `UNKNOWN`, or None for not stated.

    Raises:
        InvalidWhenError: the value is none of these.
    """
    if value is None:
        return None
    return UNKNOWN if value == UNKNOWN else as_when(value)


def as_end(value: str | date | When | None) -> End:
    """
    Return an end: a moment, `UNKNOWN`, `ONGOING`, or None for not stated.

    Raises:
        InvalidWhenError: the value is none of these.
    """
    return ONGOING if value == ONGOING else as_start(value)


@final
@attrs.frozen(order=False, repr=False)
class Period:
    """
    A stretch of time from a start up to, and without, an end.

    Args:
        start: a moment; `UNKNOWN`: it began, nobody knows when; None: not stated.
        end: a moment; `UNKNOWN`: it ended, nobody knows when; `ONGOING`: it is stated to go on;
            None: not stated, which reads as going on as long as what it belongs to.

    Raises:
        InvalidWhenError: a text is not a moment.

    >>> print(Period("2019-03", "2023-11-17T12:28-08:00"))
    from 2019-03 to 2023-11-17T12:28-08:00
    >>> print(Period("2020", UNKNOWN))
    from 2020, ended, not known when
    """

    start: Start = attrs.field(default=None, converter=as_start)
    end: End = attrs.field(default=None, converter=as_end)

    def __repr__(self) -> str:
        parts = ("None" if part is None else repr(str(part)) for part in (self.start, self.end))
        return f"Period({', '.join(parts)})"

    def __str__(self) -> str:
        """Return the period in words."""
        start = f"from {self.start}" if isinstance(self.start, When) else _START_WORDS[self.start]
        if isinstance(self.end, When):
            return f"{start} to {self.end}".lstrip()
        return ", ".join(part for part in (start, _END_WORDS[self.end]) if part) or "not stated"

    @property
    def start_bounds(self) -> tuple[int, int]:
        """The first and last position of the start (see `When`)."""
        if isinstance(self.start, When):
            return self.start.low, self.start.high
        return -UNBOUNDED, -UNBOUNDED if self.start is None else UNBOUNDED

    @property
    def end_bounds(self) -> tuple[int, int]:
        """The first and last position of the end (see `When`)."""
        if isinstance(self.end, When):
            return self.end.low, self.end.high
        return self.start_bounds[0] if self.end is UNKNOWN else UNBOUNDED, UNBOUNDED

    def certainty_at(self, position: int) -> Certainty | None:
        """
        Say whether the period holds at a position of the time line.

        It certainly holds when it has surely begun and cannot have ended, possibly when it may
        have begun and need not have ended.

        Args:
            position: `When.close` of what is asked.

        Returns:
            The certainty; None when it certainly does not hold.

        >>> period = Period("2020", "2021")
        >>> [period.certainty_at(When(text).close) for text in ("2019", "2020-06", "2020")]
        [None, <Certainty.POSSIBLE: 'possible'>, <Certainty.CERTAIN: 'certain'>]
        """
        start, end = self.start_bounds, self.end_bounds
        if position < start[0] or end[1] <= position:
            return None
        if start[1] <= position < end[0]:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE

    @property
    def settled(self) -> tuple[int, int]:
        """
        The positions by which it has surely begun, and surely ended.

        What has no last bound counts from its first; what has none at all never comes.
        """
        start, end = self.start_bounds, self.end_bounds
        begun = start[0] if start[1] == UNBOUNDED and start[0] != -UNBOUNDED else start[1]
        ended = end[0] if isinstance(self.end, When) and end[1] == UNBOUNDED else end[1]
        return begun, ended

    def change_points(self) -> tuple[int, ...]:
        """Return the positions at which `certainty_at` may give another answer."""
        points = {*self.start_bounds, *self.end_bounds}
        return tuple(sorted(point for point in points if abs(point) != UNBOUNDED))

    @property
    def duration(self) -> tuple[timedelta | None, timedelta | None]:
        """
        The shortest and the longest time it can last; None where there is no limit.

        >>> Period("2020-01-01", "2020-01-03").in_zone("UTC").duration
        (datetime.timedelta(days=1), datetime.timedelta(days=3))
        """
        start, end = self.start_bounds, self.end_bounds
        return _length(start[1], end[0]), _length(start[0], end[1])

    def within(self, life: Period) -> Period:
        """
        Return the period with the ends that are not stated taken from a surrounding life.

        >>> print(Period("2020").within(Period("2015", "2024")))
        from 2020 to 2024
        """
        start = life.start if self.start is None else self.start
        end = life.end if self.end is None else self.end
        return self if (start, end) == (self.start, self.end) else Period(start, end)

    def certainly_empty(self) -> bool:
        """
        Say whether the end can only lie at or before the start.

        >>> Period("2020", "2019").certainly_empty(), Period("2020", "2020").certainly_empty()
        (True, False)
        """
        if self.end is UNKNOWN:
            return False
        return self.end_bounds[1] <= self.start_bounds[0]

    def certainly_overlaps(self, other: Period) -> bool:
        """Say whether there is an instant at which both certainly hold."""
        start = max(self.start_bounds[1], other.start_bounds[1])
        return start < min(self.end_bounds[0], other.end_bounds[0])

    def hull(self, other: Period) -> Period:
        """
        Return the period from the earlier start to the later end.

        >>> print(Period("2015", "2018").hull(Period("2018", "2024")))
        from 2015 to 2024
        """
        start = min(self, other, key=lambda period: period.start_bounds).start
        end = max(self, other, key=lambda period: period.end_bounds[::-1]).end
        return Period(start, end)

    def meet(self, other: Period) -> Period:
        """
        Return the period in which both hold, from the later start to the earlier end.

        Where neither of two vague ends is surely the later, the result lies between the later of
        their first and the later of their last bounds.

        >>> print(Period("2015", "2020").meet(Period("2018")))
        from 2018 to 2020
        """
        starts, ends = (self.start_bounds, other.start_bounds), (self.end_bounds, other.end_bounds)
        start = bounded(
            max(s[0] for s in starts), max(s[1] for s in starts), self, other, is_end=False
        )
        end = bounded(min(e[0] for e in ends), min(e[1] for e in ends), self, other, is_end=True)
        return Period(start, end)

    def in_zone(self, zone: str | None) -> Period:
        """
        Return the period with its floating ends placed in a zone.

        Raises:
            InvalidWhenError: see `When.in_zone`.
        """
        start = self.start.in_zone(zone) if isinstance(self.start, When) else self.start
        end = self.end.in_zone(zone) if isinstance(self.end, When) else self.end
        return self if (start, end) == (self.start, self.end) else Period(start, end)


def _length(start: int, end: int) -> timedelta | None:
    if end == UNBOUNDED or start == -UNBOUNDED:
        return None
    return timedelta(microseconds=max(end // 2 - start // 2, 0))


def bounded(low: int, high: int, *periods: Period, is_end: bool, floating: bool = False) -> End:
    """
    Return an end of one of the periods with these bounds, or a moment made of them.

    A last bound that is no close of a day in the zone of the periods, and is only approached, is
    a microsecond early.
    """
    if (low, high) == (-UNBOUNDED, UNBOUNDED):
        return UNKNOWN
    for period in periods:
        if (low, high) == (period.end_bounds if is_end else period.start_bounds):
            return period.end if is_end else period.start
    whens = [when for period in periods for when in moments(period)]
    floating = floating or any(when.floating for when in whens)
    zones = {when.zone for when in whens if when.zone is not None}
    zone = zones.pop() if len(zones) == 1 else None
    first = "" if low == -UNBOUNDED else str(instant_at(low, None, floating=floating))
    last = "" if high == UNBOUNDED else _last(high, zone, floating=floating)
    return When(f"[{first}..{last}]", zone)


def _last(high: int, zone: str | None, *, floating: bool) -> str:
    """Write a last bound: as the day that ends there, or else as the last instant before it."""
    if floating or zone is not None:
        day = str(instant_at(high - 1, zone, floating=floating))[: len("2020-01-01")]
        if When(day, zone).high == high:
            return day
    return str(instant_at(high - 1, None, floating=floating))


_START_WORDS: Final[dict[Unknown | None, str]] = {None: "", UNKNOWN: "began, not known when"}
_END_WORDS: Final[dict[Unknown | Ongoing | None, str]] = {
    None: "",
    UNKNOWN: "ended, not known when",
    ONGOING: "still going",
}


def moments(period: Period) -> tuple[When, ...]:
    """Return the ends of a period that are moments."""
    return tuple(end for end in (period.start, period.end) if isinstance(end, When))


def check_floating(whens: tuple[When, ...]) -> None:
    """
    Refuse a mixture of moments with and without a zone.

    Raises:
        InvalidWhenError: some are floating and some are not, so they have no order.
    """
    floating = [when for when in whens if when.floating]
    if floating and len(floating) < len(whens):
        raise InvalidWhenError(
            floating[0].text, "other dates beside it have a zone; give the history a zone"
        )


def comparable(moment: str | date | When, zone: str | None, *, floating: bool | None) -> When:
    """
    Return a moment that can be compared with others.

    Args:
        moment: text, a date, a datetime, or a `When`; what has no zone is in the one given.
        zone: the IANA name of a zone, or None.
        floating: whether the others are local dates without a zone; None when there are none.

    Raises:
        InvalidWhenError: it is not a moment, or one side has a zone and the other has none.
    """
    when = as_when(moment, zone)
    if floating is not None and floating != when.floating:
        lacking = "the history's dates have" if floating else "it has"
        raise InvalidWhenError(
            when.text, f"{lacking} no time zone, so the two cannot be compared; give the zone"
        )
    return when
