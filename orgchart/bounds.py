"""
Where a moment lies on the time line: two whole numbers, and how they are made of local dates.

A moment is kept as two whole numbers on a line of doubled microseconds, so that a bound that is
reached (odd) and one that is only approached (even) never need a flag beside them: an instant P is
(2P+1, 2P+1), a stretch from E up to but without L is (2E+1, 2L).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final, TypeAlias

import attrs

from orgchart.calendars import EPOCH, local_problem, months_later
from orgchart.errors import InvalidWhenError

__all__ = ["UNBOUNDED", "Form", "Precision", "Reading", "Step", "day", "point", "shifted", "span"]

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

    Attributes:
        precision: how finely it is written.
        low, high: the bounds, on the line of doubled microseconds.
        local: whether the bounds depend on the zone.
        approximate: whether it is marked as approximate or uncertain.
        offset: the offset that an instant is written with, or None.
    """

    precision: Precision
    low: int
    high: int
    local: bool
    approximate: bool = False
    offset: tzinfo | None = None


#: Reads a text of one form, in a zone: None when the text is of another form.
#: Raises InvalidWhenError when it is of the form and names no moment.
Form: TypeAlias = Callable[[str, tzinfo | None], Reading | None]
#: A step in local time, counted in units of a precision.
Step: TypeAlias = tuple[Precision, int]

_MONTHS: Final = {Precision.YEAR: 12, Precision.MONTH: 1}


def day(text: str, year: int, month: int, number: int) -> datetime:
    """
    Return the start of a day, in local time.

    Raises:
        InvalidWhenError: there is no such day.
    """
    try:
        return datetime(year, month, number)  # noqa: DTZ001 - local until it is placed in its zone
    except ValueError as error:
        part = "year" if year == 0 else "day" if 1 <= month <= _MONTHS[Precision.YEAR] else "month"
        raise InvalidWhenError(text, f"there is no such {part}") from error


def shifted(start: datetime | None, step: Step) -> datetime | None:
    """Return a local time some steps later; None past the ends of the calendar."""
    precision, count = step
    if start is None:
        return None
    try:
        if precision is Precision.DAY:
            return start + timedelta(days=count)
        return months_later(start, _MONTHS[precision] * count)
    except (OverflowError, ValueError):
        return None


def span(
    start: datetime | None,
    end: datetime | None,
    place: tzinfo | None,
    precision: Precision = Precision.RANGE,
    *,
    approximate: bool = False,
) -> Reading:
    """Return the reading of a stretch of local time, up to but without its end; None: no bound."""
    return Reading(
        precision,
        -UNBOUNDED if start is None else 2 * _position(start, place) + 1,
        UNBOUNDED if end is None else 2 * _position(end, place),
        local=True,
        approximate=approximate,
    )


def point(moment: datetime, place: tzinfo | None) -> Reading:
    """Return the reading of an instant, local in a zone or with its own offset."""
    position = 2 * _position(moment, place) + 1
    own = moment.tzinfo
    return Reading(Precision.INSTANT, position, position, local=own is None, offset=own)


def _position(moment: datetime, place: tzinfo | None) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=place or UTC)
    return (aware - EPOCH) // _MICROSECOND


def moved(  # noqa: PLR0913 - what to move, how far, and where
    text: str,
    bound: int,
    step: Step | timedelta,
    count: int,
    place: tzinfo | None,
    *,
    is_clock: bool = False,
) -> int:
    """
    Return a bound some steps later.

    Args:
        text: the text that is read, for messages.
        bound: a bound on the line of doubled microseconds.
        step: a step on the clock (a timedelta) or in the calendar of the zone.
        count: how many steps; negative for earlier.
        place: the zone of the calendar; UTC while none is given.
        is_clock: whether the bound is a clock time, and no end of a day.

    Raises:
        InvalidWhenError: the zone skips or repeats the clock time that a calendar step leads to.
    """
    if abs(bound) == UNBOUNDED:
        return bound
    half, rest = divmod(bound, 2)
    if isinstance(step, timedelta):
        return 2 * (half + count * (step // _MICROSECOND)) + rest
    zone = place or UTC
    try:
        local = (EPOCH + timedelta(microseconds=half)).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return bound
    later = shifted(local, (step[0], step[1] * count))
    if later is None:
        return UNBOUNDED if count > 0 else -UNBOUNDED
    # A day may begin at a midnight that the clocks skip; a clock time may not lie there.
    problem = place and bound % 2 and is_clock and local_problem(later, place)
    if problem:
        raise InvalidWhenError(text, f"{problem}; count in hours, or write the date")
    return 2 * _position(later, zone) + rest
