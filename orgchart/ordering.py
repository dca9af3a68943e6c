"""
Order without a clock: facts that say which of two boundaries comes first.

A fact names another by its claim id. From "my start comes after that end" the two vague
boundaries narrow each other: the later one is not earlier than the earlier one can be, and the
other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from orgchart.bounds import UNBOUNDED
from orgchart.model import Fact
from orgchart.periods import Period, bounded

__all__ = ["Boundary", "contradictions", "narrowed", "order_ranks"]

#: One end of a fact: its place in the list of facts, and whether it is the end.
Boundary: TypeAlias = tuple[int, bool]
_Lived: TypeAlias = list[tuple[Fact, Period]]
_Bounds: TypeAlias = dict[Boundary, tuple[int, int]]


def _constraints(lived: _Lived) -> Iterator[tuple[Boundary, Boundary]]:
    """Yield pairs of boundaries of which the first comes no later than the second."""
    named: dict[str, list[int]] = {}
    for place, (fact, _) in enumerate(lived):
        if fact.claim is not None:
            named.setdefault(fact.claim, []).append(place)
    for place, (fact, _) in enumerate(lived):
        for reference in fact.after:
            yield from ((other, (place, False)) for other in _named(reference, named, end=True))
        for reference in fact.before:
            yield from (((place, True), other) for other in _named(reference, named, end=False))


def _named(reference: str, named: Mapping[str, list[int]], *, end: bool) -> Iterator[Boundary]:
    claim = reference
    for suffix, is_end in ((".start", False), (".end", True)):
        if reference not in named and reference.endswith(suffix):
            claim, end = reference.removesuffix(suffix), is_end
    yield from ((place, end) for place in named.get(claim, ()))


def _propagated(lived: _Lived) -> tuple[_Bounds, set[Boundary]]:
    """Narrow the boundaries until nothing changes; also return those that contradict others."""
    constraints = list(_constraints(lived))
    bounds: _Bounds = {}
    for pair in constraints:
        for place, end in pair:
            period = lived[place][1]
            low, high = period.end_bounds if end else period.start_bounds
            # A start that is not stated is not known either, once something comes before it.
            bounds[place, end] = (low, UNBOUNDED) if high == -UNBOUNDED else (low, high)
    broken: set[Boundary] = set()
    for _ in range(len(constraints) + 1):
        before = dict(bounds)
        for first, second in constraints:
            low = max(bounds[second][0], bounds[first][0])
            high = min(bounds[first][1], bounds[second][1])
            if low > bounds[second][1] or high < bounds[first][0]:
                broken |= {first, second}
                continue
            bounds[second] = (low, bounds[second][1])
            bounds[first] = (bounds[first][0], high)
        if before == bounds:
            break
    return bounds, broken


def narrowed(lived: _Lived) -> dict[int, Period]:
    """
    Return the periods that orders narrow, by their place in the list.

    Orders that contradict the dates or each other narrow nothing; see `contradictions`.

    Complexity: one pass over the facts, and one over the orders for each narrowing.
    """
    bounds, broken = _propagated(lived)
    found: dict[int, Period] = {}
    for (place, end), (low, high) in bounds.items():
        if (place, end) in broken:
            continue
        period = found.get(place, lived[place][1])
        moment = bounded(low, high, period)
        found[place] = Period(period.start, moment) if end else Period(moment, period.end)
    return found


def contradictions(lived: _Lived) -> tuple[Fact, ...]:
    """Return the facts whose stated order contradicts dates, or goes round in a circle."""
    _, broken = _propagated(lived)
    ranks = order_ranks(lived)
    circling = {place for place, rank in ranks.items() if rank < 0}
    places = sorted({place for place, _ in broken} | circling)
    return tuple(lived[place][0] for place in places)


def order_ranks(lived: _Lived) -> dict[int, int]:
    """
    Return how many others come before each fact by stated order; -1 for facts in a circle.

    Returns:
        Ranks by place in the list, for facts that an order names; the others have none.
    """
    earlier: dict[int, set[int]] = {}
    for (first, _), (second, _) in _constraints(lived):
        earlier.setdefault(first, set())
        earlier.setdefault(second, set()).add(first)
    ranks: dict[int, int] = {}
    waiting = dict(earlier)
    while waiting:
        ready = [place for place, others in waiting.items() if others <= ranks.keys()]
        if not ready:
            return ranks | dict.fromkeys(waiting, -1)
        for place in ready:
            others = waiting.pop(place)
            ranks[place] = 1 + max((ranks[other] for other in others), default=-1)
    return ranks
