"""
Questions that go over a whole history: who left and where to, who is away, what was founded.

Everything here is made of what `History` and `Snapshot` say; nothing is stored. Answers that the
dates leave open are marked `Certainty.POSSIBLE`, never dropped and never counted as sure.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, TypeVar

from orgchart.history import Moment
from orgchart.kinds import Certainty
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import End, Period, Start
from orgchart.when import When, as_when

__all__ = [
    "Departure",
    "Destination",
    "Presence",
    "agreement",
    "begun",
    "citations_of",
    "cited_at",
    "created_posts",
    "days_apart",
    "departures",
    "destinations",
    "falls_within",
    "founders",
    "lead_times",
    "leavers",
    "members",
    "organizations",
    "presence",
    "told_by",
    "vacant_posts",
]

_FactType = TypeVar("_FactType", Person, Unit, Post, Tenure, ReportingLine, Leave)
_FOUNDER: Final = re.compile(r"\b(co-?)?founder\b", re.IGNORECASE)


# ---- time


def falls_within(moment: Start | End, start: Moment, end: Moment, zone: str | None) -> str | None:
    """
    Say whether something happened after the close of one moment and by the close of another.

    Args:
        moment: when it happened, as far as known.
        start, end: the stretch, as `History.changes` takes it.
        zone: the zone of `start` and `end` where they name none.

    Returns:
        A `Certainty`; None when it certainly did not, or when no moment is stated.

    >>> falls_within(When("2024-09", "UTC"), "2023", "2024", "UTC")
    <Certainty.CERTAIN: 'certain'>
    >>> falls_within(When("2024", "UTC"), "2024-08", "2024-09", "UTC")
    <Certainty.POSSIBLE: 'possible'>
    """
    if moment is None:
        return None
    low, high = Period(None, moment).end_bounds
    return _within(low, high, _stretch(start, end, zone))


def _stretch(start: Moment, end: Moment, zone: str | None) -> tuple[int, int]:
    return as_when(start, zone).close, as_when(end, zone).close


def _within(low: int, high: int, stretch: tuple[int, int]) -> Certainty | None:
    first, last = stretch
    if high <= first or low > last:
        return None
    return Certainty.CERTAIN if low > first and high <= last + 1 else Certainty.POSSIBLE


def days_apart(first: When, second: When) -> tuple[int, int] | None:
    """
    Return the least and the most calendar days from one moment to another; None without bounds.

    Unlike a duration it counts days as a calendar does: the 14th and the 17th are three days apart.

    >>> days_apart(When("2024-05-14", "UTC"), When("3 days after 2024-05-14", "UTC"))
    (3, 3)
    """
    ends = (first.earliest, first.latest, second.earliest, second.latest)
    days = [None if moment is None else moment.date() for moment in ends]
    if None in days:
        return None
    (one_first, one_last), (two_first, two_last) = _days(first), _days(second)
    return (two_first - one_last).days, (two_last - one_first).days


def _days(when: When) -> tuple[timedelta, timedelta]:
    raise NotImplementedError
