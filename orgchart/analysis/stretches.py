"""When something happened, beside a stretch of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias

from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.history import Moment
from orgchart.kinds import ONGOING, UNKNOWN, Certainty
from orgchart.model import Fact
from orgchart.periods import End, Period, Start
from orgchart.when import When, as_when

__all__ = [
    "Bounds",
    "days_apart",
    "falls_within",
    "lead_times",
    "stretch_of",
    "within",
]

#: The first and last position that a moment can have on the time line.
Bounds: TypeAlias = tuple[int, int]


def falls_within(
    moment: Start | End, start: Moment, end: Moment, zone: str | None = None
) -> Certainty | None:
    """
    Say whether something happened in a stretch of time.

    Args:
        moment: when it happened, as far as known.
        start, end: the stretch.
        zone: the zone of `start` and `end` where they name none.

    Returns:
        None when it certainly did not, or when it is not stated to have happened.

    Raises:
        InvalidValueError: what happened is told by something else than the start or end of a fact.
        InvalidWhenError: the stretch is told by what is no moment.

    >>> str(falls_within(When("2024-09", "UTC"), "2023", "2024", "UTC"))
    'certain'
    >>> str(falls_within(When("2024", "UTC"), "2024-08", "2024-09", "UTC"))
    'possible'
    """
    if moment is UNKNOWN:
        return Certainty.POSSIBLE
    if moment is None or moment is ONGOING:
        return None
    if not isinstance(moment, When):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        reason = 'give the start or end of a fact, or a moment: When("2024-09", "UTC")'
        raise InvalidValueError("an analysis", "moment", moment, reason)
    return within((moment.low, moment.high), stretch_of(start, end, zone))


def stretch_of(start: Moment, end: Moment, zone: str | None) -> Bounds:
    """Return the positions between which something falls: after the first, by the second."""
    return as_when(start, zone).close, as_when(end, zone).close


def within(bounds: Bounds, stretch: Bounds) -> Certainty | None:
    """Say whether a moment with these bounds lies in a stretch; None when it certainly does not."""
    (low, high), (first, last) = bounds, stretch
    if high <= first or low > last:
        return None
    return Certainty.CERTAIN if low > first and high <= last else Certainty.POSSIBLE


def days_apart(first: When, second: When) -> tuple[int, int] | None:
    """
    Return the least and the most calendar days from one moment to another; None without bounds.

    A calendar counts otherwise than a clock: from the 14th to the 17th it is three days.

    >>> days_apart(When("2024-05-14", "UTC"), When("3 days after 2024-05-14", "UTC"))
    (3, 3)
    """
    one, two = _first_and_last_day(first), _first_and_last_day(second)
    if one is None or two is None:
        return None
    return (two[0] - one[1]).days, (two[1] - one[0]).days


def _first_and_last_day(when: When) -> tuple[date, date] | None:
    first, end = when.earliest, when.latest
    if first is None or end is None:
        return None
    last = end if end == first else end - timedelta(microseconds=1)
    return first.date(), last.date()


def lead_times(
    fact: Fact, zone: str | None = None
) -> Mapping[str, tuple[timedelta | None, timedelta | None]]:
    """
    Return how long before the end of a fact the moments lie that its further fields name.

    Args:
        fact: the fact.
        zone: the zone of fields that name none; that of the end when left out.

    Returns:
        The shortest and longest time by field, for the fields of `extra` that read as moments
        and lie before the end.

    >>> from orgchart.model import Tenure
    >>> told = {"told": "2023-11-17T12:23-08:00"}
    >>> tenure = Tenure("ann", "chair", end="2023-11-17T12:28-08:00", extra=told)
    >>> str(lead_times(tenure)["told"][0])
    '0:05:00'
    """
    end = fact.end
    if not isinstance(end, When):
        return {}
    found: dict[str, tuple[timedelta | None, timedelta | None]] = {}
    for name, text in fact.extra:
        try:
            moment = When(text, zone or end.zone)
        except InvalidWhenError:
            continue
        if moment.floating == end.floating and moment.low <= end.high:
            found[name] = Period(moment, end).duration
    return found
