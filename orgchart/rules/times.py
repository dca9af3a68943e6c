"""Rules about periods: empty ones, facts outside the life of what they belong to, twins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Fact, Tenure
from orgchart.ordering import Order
from orgchart.periods import Period
from orgchart.rules.findings import Finding, Rule, dates_of, name_of, on, overlap
from orgchart.rules.references import references

__all__ = [
    "contradictory_orders",
    "empty_periods",
    "outside_lives",
    "overlapping",
    "same_tenure_twice",
    "sure",
    "two_versions",
]

_T = TypeVar("_T")


def contradictory_orders(lived: list[tuple[Fact, Period]]) -> Iterator[Finding]:
    """Find facts whose stated order contradicts dates, or goes round in a circle."""
    for fact in Order(lived).contradictions():
        said = [*(f"after {name}" for name in fact.after), *(f"before {n}" for n in fact.before)]
        order = f" ({', '.join(said)})" if said else ""
        sentence = f"{name_of(fact)} stands in an order that cannot be{order}; correct it or a date"
        yield Finding(Rule.CONTRADICTORY_ORDER, fact.key[1:], dates_of(fact), sentence)


def empty_periods(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Find periods that can only end before they start."""
    for fact in facts:
        if fact.period.certainly_empty():
            sentence = (
                f"{name_of(fact)} ends ({fact.end}) before it can have started ({fact.start}); "
                "correct one of the dates"
            )
            yield Finding(Rule.EMPTY_PERIOD, fact.key[1:], dates_of(fact), sentence)


def outside_lives(
    lived: Iterable[tuple[Fact, Period]], life_of: Callable[[str], Period | None]
) -> Iterator[Finding]:
    """
    Find facts that certainly reach beyond the life of what they name.

    Args:
        lived: facts with the periods in which they are in force.
        life_of: returns the whole life of a post or a unit; None where there is no such.
    """
    for fact, period in lived:
        for field, value, kinds in references(fact):
            life = None if "person" in kinds else life_of(value)
            if life is not None and _outside(period, life):
                sentence = (
                    f"{name_of(fact)} ({dates_of(fact)}) lies outside the life of "
                    f"its {field} {value!r} ({life}); correct one of the dates"
                )
                subjects = (*fact.key[1:], value)
                yield Finding(Rule.OUTSIDE_LIFE, subjects, dates_of(fact), sentence)


def _outside(period: Period, life: Period) -> bool:
    """Say whether a period certainly reaches beyond a life."""
    first, last = life.start_bounds[0], life.end_bounds[1]
    start, end = period.start_bounds, period.end_bounds
    if start[1] < end[0] and (start[1] < first or end[0] > last):
        return True
    return start[0] >= last or end[1] <= first


def sure(fact: Fact) -> bool:
    """Say whether a fact is sure in itself."""
    return fact.sureness is Certainty.CERTAIN


def overlapping(
    items: list[tuple[_T, Period]],
) -> Iterator[tuple[tuple[_T, Period], tuple[_T, Period]]]:
    """Yield the pairs that certainly hold at once."""
    ordered = sorted(items, key=lambda item: (item[1].start_bounds[1], item[1].end_bounds))
    running: list[tuple[_T, Period]] = []
    for item in ordered:
        running = [other for other in running if other[1].end_bounds[0] > item[1].start_bounds[1]]
        yield from ((other, item) for other in running if other[1].certainly_overlaps(item[1]))
        running.append(item)


def same_tenure_twice(lived: Iterable[tuple[Fact, Period]], at: str) -> Iterator[Finding]:
    """Find people who certainly hold one post twice at once."""
    held: dict[tuple[str, str], list[tuple[Tenure, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, Tenure) and fact.person is not UNDISCLOSED and sure(fact):
            held.setdefault((fact.person, fact.post), []).append((fact, period))
    for (person, post), tenures in held.items():
        for (_, first), (_, second) in overlapping(tenures):
            when = at or overlap(first, second)
            sentence = f"{person!r} holds post {post!r} twice at once{on(when)}; drop one tenure"
            yield Finding(Rule.SAME_TENURE_TWICE, (person, post), when, sentence)


def two_versions(lived: Iterable[tuple[Fact, Period]]) -> Iterator[Finding]:
    """Find people, units and posts with two descriptions at once."""
    records: dict[tuple[str, ...], list[tuple[Fact, Period]]] = {}
    for fact, period in lived:
        if fact.kind_name in {"person", "unit", "post"} and sure(fact):
            records.setdefault(fact.key, []).append((fact, period))
    for key, versions in records.items():
        for (_, first), (_, second) in overlapping(versions):
            when = overlap(first, second)
            sentence = f"{key[0]} {key[1]!r} is described twice at once{on(when)}; end one version"
            yield Finding(Rule.TWO_VERSIONS, key[1:], when, sentence)
