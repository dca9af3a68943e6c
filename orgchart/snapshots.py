"""Charts at dates, told as facts with periods."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, timedelta
from typing import Final

from orgchart.errors import InvalidWhenError
from orgchart.kinds import ONGOING, UNKNOWN
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Start
from orgchart.progress import follow
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When, instant_at

__all__ = ["day_after", "facts_between", "has_surroundings", "in_between"]


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
    with closing(follow(dated, "joining charts", len(dated))) as followed:
        for when, chart in followed:
            turn = in_between(previous, when, zone)
            held = chart.facts
            gone = [k for k in running if k not in held or _differ(held[k], running[k])]
            for key in gone:
                fact, start = running.pop(key)
                facts.append(fact.observed(start, turn))
            for key, fact in held.items():
                running.setdefault(key, (fact, turn))
            previous = when
    last = dated[-1][1] if dated else Snapshot.build()
    for fact, start in running.values():
        # What it belongs to is not on the last chart and would end it, were nothing stated.
        end = None if has_surroundings(fact, last) else ONGOING
        facts.append(fact.observed(start, end))
    return facts


def has_surroundings(fact: Fact, chart: Snapshot) -> bool:
    """Say whether all that a fact takes a missing end from is on a chart."""
    match fact:
        case Person():
            return True
        case Unit():
            return fact.parent is None or fact.parent in chart.units
        case Post():
            return fact.unit is None or fact.unit in chart.units
        case Tenure():
            return fact.post in chart.posts
        case ReportingLine():
            manager = fact.manager
            known = manager is None or manager in chart.posts or manager in chart.units
            return fact.post in chart.posts and (known or manager is UNKNOWN)
        case Leave():
            held = chart.posts_of(fact.person) if fact.post is None else ()
            return fact.post in chart.posts or any(t.post in chart.posts for t in held)


def _differ(fact: Fact, known: tuple[Fact, Start]) -> bool:
    return fact.shown != known[0].shown


def in_between(previous: When | None, when: When, zone: str | None) -> When:
    """Return the moment after the close of one date and by the close of the next."""
    if previous is not None and previous.close >= when.close:
        raise InvalidWhenError(when.text, f"it closes at one instant with {previous.text}")
    following = None if previous is None else day_after(previous, zone)
    last = day_after(when, zone)
    if last is not None and (previous is None or following is not None):
        first = "" if following is None else following.isoformat()
        if last == date.min:
            raise InvalidWhenError(when.text, "no day of the calendar is as early as that")
        return When(f"[{first}..{last - timedelta(days=1)}]", zone)
    first = "" if previous is None else _instant_after(previous, zone)
    return When(f"[{first}..{_last_instant(when, zone)}]", zone)


def day_after(when: When, zone: str | None) -> date | None:
    """Return the day that begins as a date closes; None when it closes in the middle of a day."""
    if when.zone != zone or when.close % 2:
        return None
    midnight = str(instant_at(when.close, zone, floating=when.floating))
    found = _MIDNIGHT.fullmatch(midnight)
    return date.fromisoformat(found["day"]) if found else None


_MIDNIGHT: Final = re.compile(r"(?P<day>[0-9-]{10})T00:00([+-][0-9:]{5})?")


def _last_instant(when: When, zone: str | None) -> str:
    position = when.close - 1 if when.close % 2 == 0 else when.close
    return str(instant_at(position, zone, floating=when.floating))


def _instant_after(when: When, zone: str | None) -> str:
    position = when.close if when.close % 2 == 0 else when.close + 2
    return str(instant_at(position, zone, floating=when.floating))
