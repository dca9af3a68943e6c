"""Charts at dates, told as facts with periods."""

from __future__ import annotations

from datetime import timedelta

from orgchart.dates import Precision
from orgchart.errors import InvalidWhenError
from orgchart.kinds import ONGOING
from orgchart.model import Fact
from orgchart.periods import End, Period, Start
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When, as_when, instant_at

__all__ = ["facts_between"]


def facts_between(dated: list[tuple[When, Snapshot]], zone: str | None) -> list[Fact]:
    """
    Return the facts that give each chart back at its date.

    Args:
        dated: charts with their dates, in order of `When.close`.
        zone: the zone of the dates.

    Raises:
        InvalidWhenError: two dates close at one instant.
    """
    facts: list[Fact] = []
    running: dict[Key, tuple[Fact, Start]] = {}
    previous: When | None = None
    for when, chart in dated:
        turn = _in_between(previous, when, zone)
        held = chart.facts
        for key in [key for key in running if key not in held or _differ(held[key], running[key])]:
            fact, start = running.pop(key)
            facts.append(_lasting(fact, start, turn))
        for key, fact in held.items():
            running.setdefault(key, (fact, turn))
        previous = when
    facts += (_lasting(fact, start, ONGOING) for fact, start in running.values())
    return facts


def _differ(fact: Fact, known: tuple[Fact, Start]) -> bool:
    return fact.shown != known[0].shown


def _lasting(fact: Fact, start: Start, end: End) -> Fact:
    return fact.with_period(Period(start, end))


def _in_between(previous: When | None, when: When, zone: str | None) -> When:
    """Return the moment after the close of one date and by the close of the next."""
    last = _as_bound(when, zone)
    if previous is None:
        return When(f"[..{last}]", when.zone)
    if previous.close >= when.close:
        raise InvalidWhenError(when.text, f"it closes at one instant with {previous.text}")
    return When(f"[{_after(previous, zone)}..{last}]", when.zone)


def _as_bound(when: When, zone: str | None) -> str:
    """Write a date so that it can stand inside bounds and closes at the same instant."""
    if "[" not in when.text and not when.approximate:
        return when.text
    return str(instant_at(when.close - 1, when.zone or zone, floating=when.floating))


def _after(when: When, zone: str | None) -> str:
    """Write the first moment after the close of a date."""
    if when.precision is Precision.DAY and "[" not in when.text and not when.approximate:
        return _next_day(when.text)
    following = when.close if when.close % 2 == 0 else when.close + 2
    return str(instant_at(following, when.zone or zone, floating=when.floating))


def _next_day(day: str) -> str:
    start = When(day, "UTC").earliest
    if start is None:
        raise InvalidWhenError(day, "it is the last day of the calendar")
    return str(as_when((start + timedelta(days=1)).date()))
