"""Rules about the chart: circles, two managers, more holders than seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from orgchart.kinds import UNDISCLOSED, LineKind, TenureKind
from orgchart.model import Fact, ReportingLine, Tenure
from orgchart.periods import Period
from orgchart.rules.findings import Finding, Rule, on, overlap
from orgchart.rules.times import overlapping, sure

__all__ = ["cycle_found", "too_many_holders", "two_managers"]


def two_managers(lived: Iterable[tuple[Fact, Period]], at: str) -> Iterator[Finding]:
    """Find posts with two solid managers at once."""
    solid: dict[str, list[tuple[ReportingLine, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID and sure(fact):
            solid.setdefault(fact.post, []).append((fact, period))
    for post, lines in solid.items():
        for (one, first), (two, second) in overlapping(lines):
            managers = sorted({str(one.manager), str(two.manager)})
            if len(managers) > 1:
                when = at or overlap(first, second)
                sentence = (
                    f"post {post!r} has two solid managers{on(when)}: {managers[0]!r} and "
                    f"{managers[1]!r}; end one line or make it dotted"
                )
                yield Finding(Rule.TWO_MANAGERS, (post, *managers), when, sentence)


def too_many_holders(
    lived: Iterable[tuple[Fact, Period]], seats_of: Mapping[str, int | None], at: str
) -> Iterator[Finding]:
    """Find posts with more substantive holders than seats at once."""
    held: dict[str, list[tuple[Tenure, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, Tenure) and fact.kind is TenureKind.SUBSTANTIVE and sure(fact):
            held.setdefault(fact.post, []).append((fact, period))
    for post, tenures in held.items():
        seats = seats_of.get(post)
        crowd = _crowd(tenures, seats) if seats is not None else ()
        if crowd:
            people = tuple(sorted({tenure.person for tenure, _ in crowd}))
            when = at or overlap(crowd[0][1], crowd[-1][1])
            sentence = (
                f"post {post!r} has {len(crowd)} substantive holders for {seats} "
                f"seat{'s' if seats != 1 else ''}{on(when)}: {', '.join(people)}; "
                "end a tenure or add seats"
            )
            yield Finding(Rule.TOO_MANY_HOLDERS, (post, *people), when, sentence)


def _crowd(tenures: list[tuple[Tenure, Period]], seats: int) -> list[tuple[Tenure, Period]]:
    """Return the first set of tenures that certainly hold at once and outnumber the seats."""
    sitting: list[tuple[Tenure, Period]] = []
    for tenure, period in sorted(tenures, key=lambda item: item[1].start_bounds[1]):
        start, end = period.start_bounds[1], period.end_bounds[0]
        if start >= end:
            continue
        sitting = [item for item in sitting if item[1].end_bounds[0] > start]
        # Somebody listed twice takes one seat, as long as either says; undisclosed holders are
        # different people.
        twin = next((item for item in sitting if item[0].person == tenure.person), None)
        if twin is None or tenure.person is UNDISCLOSED:
            sitting.append((tenure, period))
        elif end > twin[1].end_bounds[0]:
            sitting[sitting.index(twin)] = (tenure, period)
        if len(sitting) > seats:
            return sitting
    return []


_SHOWN: Final = 12


def cycle_found(posts: tuple[str, ...], at: str) -> Finding:
    """Return the finding about one circle."""
    shown = posts if len(posts) <= _SHOWN else (*posts[:_SHOWN], "…")
    circle = " → ".join((*shown, posts[0]))
    sentence = f"these posts report to each other in a circle{on(at)}: {circle}; end one line"
    return Finding(Rule.REPORTING_CYCLE, posts, at, sentence)
