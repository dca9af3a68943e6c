"""The stretch of time that a picture shows, and where a position of it lies across the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, final

import attrs

from orgchart.bounds import UNBOUNDED, point
from orgchart.calendars import EPOCH, find_zone
from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.history import History, Moment
from orgchart.when import When, as_when

__all__ = ["Reach", "Scale", "local_time", "position_of", "reach_of", "read_moment"]

_MICROSECOND: Final = timedelta(microseconds=1)
#: Two positions are a microsecond.
_HALF_DAY: Final = 2 * (timedelta(hours=12) // _MICROSECOND)
#: What is left free on each side of all dates there are, as a part of their stretch.
_MARGIN: Final = 50
#: What the calendar can hold in every zone, on the line of doubled microseconds.
_FIRST: Final = 2 * ((datetime(1, 1, 3, tzinfo=EPOCH.tzinfo) - EPOCH) // _MICROSECOND)
_LAST: Final = 2 * ((datetime(9999, 12, 29, tzinfo=EPOCH.tzinfo) - EPOCH) // _MICROSECOND)


@final
@attrs.frozen
class Reach:
    """
    A stretch of time on the line of doubled microseconds, and how to say it.

    Attributes:
        low, high: its first position and the first after it.
        first, last: the moments that it is said with; None where no date is known.
        dated: whether any date is known; where none is, the positions mean nothing.
    """

    low: int
    high: int
    first: When | None = None
    last: When | None = None
    dated: bool = True

    def meets(self, low: int, high: int) -> bool:
        """Say whether a stretch from one position to another lies in it, at least in part."""
        return low < self.high and high > self.low


@final
@attrs.frozen
class Scale:
    """
    Positions of the time line as points across a page.

    >>> scale = Scale(Reach(0, 100), 10, 200)
    >>> scale.at(50), scale.at(-7), scale.right
    (110.0, 10.0, 210)
    """

    reach: Reach
    x: float
    width: float

    @property
    def right(self) -> float:
        """The x of the last position."""
        return self.x + self.width

    def at(self, position: int) -> float:
        """
        Return the x of a position, to half a point; that of the nearest end for one outside.

        Half points are whole pixels at 144 to the inch, so that bars side by side leave no seam.
        """
        low, high = self.reach.low, self.reach.high
        share = (min(max(position, low), high) - low) / (high - low)
        return round(2 * (self.x + self.width * share)) / 2


def local_time(position: int, zone: str | None) -> datetime:
    """Return the local time at a position of the time line; in UTC where there is no zone."""
    place = find_zone(zone) if zone else None
    return (
        (EPOCH + timedelta(microseconds=position // 2))
        .astimezone(place or EPOCH.tzinfo)
        .replace(tzinfo=None)
    )


def position_of(local: datetime, zone: str | None) -> int:
    """Return the position of a local time; in UTC where there is no zone."""
    return point(local, find_zone(zone) if zone else None).low


def read_moment(history: History, moment: Moment, *, floating: bool | None) -> When:
    """
    Return a moment that can be compared with a history's dates.

    Args:
        history: the history.
        moment: anything that `History.at` takes.
        floating: whether the history's dates have no zone; None when there are none.

    Raises:
        InvalidWhenError: it is not a moment, or only one side has a zone.
    """
    when = as_when(moment, history.zone)
    if floating is not None and when.floating != floating:
        lacking = "the history's dates have" if floating else "it has"
        raise InvalidWhenError(
            when.text, f"{lacking} no time zone, so the two cannot be compared; give the zone"
        )
    return when


def reach_of(
    dates: Iterable[When], marks: Iterable[When], start: When | None, end: When | None
) -> Reach:
    """
    Return the stretch of time to show: what is asked for, or all dates with a margin.

    Args:
        dates: the dates of what is shown.
        marks: dates to be marked; they lie in the stretch where nothing is asked for.
        start, end: what is asked for: from the beginning of the one to the close of the other.

    Raises:
        InvalidValueError: the end does not come after the start, or no date does.
        InvalidWhenError: the start has no beginning, or the end no close.
    """
    known = [*dates, *marks]
    first = start or min(known, key=_first, default=None)
    last = end or max(known, key=_last, default=None)
    if first is None or last is None:
        return Reach(0, 2, first, last, dated=False)
    low = _first(first)[0] if start is None else _low(start)
    high = _last(last)[0] if end is None else end.close
    if start is not None and end is not None and high <= low:
        reason = f"it does not come after the start, {start}; give a later end or an earlier start"
        raise InvalidValueError("a timeline", "end", str(end), reason)
    margin = max((high - low) // _MARGIN, _HALF_DAY if high - low < 2 * _HALF_DAY else 0)
    low, high = low - (start is None) * margin, high + (end is None) * margin
    low, high = max(low, _FIRST), min(high, _LAST)
    if high <= low:
        field, given, side = (
            ("start", start, "after the last") if start else ("end", end, "before the first")
        )
        reason = f"it lies {side} date there is; give both a start and an end"
        raise InvalidValueError("a timeline", field, str(given), reason)
    return Reach(low, high, first, last)


def _first(when: When) -> tuple[int, int, str]:
    return (when.low if when.low != -UNBOUNDED else when.high, when.high, when.text)


def _last(when: When) -> tuple[int, int, str]:
    return (when.high if when.high != UNBOUNDED else when.low, when.low, when.text)


def _low(start: When) -> int:
    if start.low == -UNBOUNDED:
        raise InvalidWhenError(start.text, "it has no beginning, so nothing can start with it")
    return start.low
