"""Charts at dates to facts with periods, without a `Snapshot` for each date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from orgchart.kinds import ONGOING
from orgchart.model import Fact
from orgchart.periods import End, Period, Start
from orgchart.snapshot import Key, Snapshot
from orgchart.snapshots import day_after, has_surroundings, in_between
from orgchart.when import When

__all__ = ["facts_over"]


def facts_over(dated: Iterable[tuple[When, Mapping[Key, Fact]]], zone: str | None) -> list[Fact]:
    """
    Return the facts that give each chart back at its date.

    The meaning is that of `History.from_snapshots`. Besides, where nothing but the extra of a fact
    differs, the new extra is shown from the day of the later date on, and the fact stays certain.

    Args:
        dated: the facts of each chart by key, in order of `When.close`; facts that stay are
            the same objects.
        zone: the zone of the dates.

    Raises:
        InvalidWhenError: two dates close at one instant.

    Complexity: a look at each fact of each chart, and work for those that differ.
    """
    facts: list[Fact] = []
    running: dict[Key, tuple[Fact, Start]] = {}
    before: Mapping[Key, Fact] = {}
    previous: When | None = None
    for when, held in dated:
        turn = in_between(previous, when, zone)
        for key, fact in before.items():
            now = held.get(key)
            if now is fact:
                continue
            known, start = running[key]
            if now is None or now.shown != known.shown:
                facts.append(_lasting(known, start, turn))
                del running[key]
            elif now.extra != known.extra:
                seen = _seen(when, zone)
                facts.append(_lasting(known, start, seen))
                running[key] = (now, seen)
        for key, fact in held.items():
            if key not in running:
                running[key] = (fact, turn)
        before, previous = held, when
    last = Snapshot.from_facts(before.values())
    for fact, start in running.values():
        end = None if has_surroundings(fact, last) else ONGOING
        facts.append(_lasting(fact, start, end))
    return facts


def _seen(when: When, zone: str | None) -> When:
    """Return the day, or the instant, of which a date shows the close."""
    following = day_after(when, zone)
    return when if following is None else When(_day_before(following), zone)


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _lasting(fact: Fact, start: Start, end: End) -> Fact:
    return fact.with_period(Period(start, end))
