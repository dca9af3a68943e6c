"""
Order without a clock: facts that say which of two boundaries comes first.

A fact names another by its claim id. From "my start comes after that end" the two vague
boundaries narrow each other: the later one is not earlier than the earlier one can be, and the
other way round. What hangs together with a contradiction or a circle narrows nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias, final

from orgchart.bounds import UNBOUNDED
from orgchart.model import Fact
from orgchart.periods import Period, bounded, moments

__all__ = ["Lived", "Order", "names_in"]

Lived: TypeAlias = list[tuple[Fact, Period]]
#: One end of a fact: its place in the list of facts, and whether it is the end.
_Boundary: TypeAlias = tuple[int, bool]
_Bounds: TypeAlias = dict[_Boundary, tuple[int, int]]
_Edges: TypeAlias = Mapping[_Boundary, list[_Boundary]]

_SUFFIXES: Final = ((".start", False), (".end", True))


def names_in(reference: str, known: Collection[str]) -> str | None:
    """Return the claim that a reference names, or None when there is none of that name."""
    for name in (reference, *(reference.removesuffix(suffix) for suffix, _ in _SUFFIXES)):
        if name in known:
            return name
    return None


@final
class Order:
    """What the stated orders among facts say."""

    def __init__(self, lived: Lived) -> None:
        """
        Work the orders out.

        Args:
            lived: the facts with the periods they are in force.

        Complexity: one pass over the facts and the orders.
        """
        self._lived = lived
        constraints = [pair for pair in _constraints(lived) if pair[0] != pair[1]]
        self._stated = {boundary for pair in constraints for boundary in pair}
        # A start comes no later than its own end.
        own = (((place, False), (place, True)) for place in {place for place, _ in self._stated})
        self._later: dict[_Boundary, list[_Boundary]] = {}
        self._earlier: dict[_Boundary, list[_Boundary]] = {}
        for first, second in dict.fromkeys((*constraints, *own)):
            for boundary in (first, second):
                self._later.setdefault(boundary, [])
                self._earlier.setdefault(boundary, [])
            self._later[first].append(second)
            self._earlier[second].append(first)
        sequence = _sequence(self._earlier, self._later)
        backwards = _sequence(self._later, self._earlier)
        self._circling = self._later.keys() - set(sequence) - set(backwards)
        self._place = {boundary: place for place, boundary in enumerate(sequence)}
        self._bounds = self._propagated(sequence, backwards)
        self._wrong = self._circling | {b for b, (low, high) in self._bounds.items() if low > high}

    def _propagated(self, sequence: list[_Boundary], backwards: list[_Boundary]) -> _Bounds:
        """Carry the first bounds forwards and the last bounds backwards."""
        bounds = {boundary: self._opened(boundary) for boundary in self._later}
        lows = {boundary: low for boundary, (low, _) in bounds.items()}
        highs = {boundary: high for boundary, (_, high) in bounds.items()}
        for boundary in sequence:
            lows[boundary] = max([lows[boundary], *(lows[b] for b in self._earlier[boundary])])
        for boundary in backwards:
            highs[boundary] = min([highs[boundary], *(highs[b] for b in self._later[boundary])])
        return {boundary: (lows[boundary], highs[boundary]) for boundary in bounds}

    def _opened(self, boundary: _Boundary) -> tuple[int, int]:
        """Return the bounds of a boundary; an order proves that one which is not stated exists."""
        place, is_end = boundary
        period = self._lived[place][1]
        low, high = period.end_bounds if is_end else period.start_bounds
        if boundary not in self._stated:
            return low, high
        if is_end and period.end is None:
            return period.start_bounds[0], UNBOUNDED
        return low, (UNBOUNDED if not is_end and period.start is None else high)

    def _spoilt(self) -> set[_Boundary]:
        """Return all boundaries that hang together with a contradiction or a circle."""
        found: set[_Boundary] = set()
        waiting = list(self._wrong)
        while waiting:
            boundary = waiting.pop()
            if boundary not in found:
                found.add(boundary)
                waiting += [*self._later[boundary], *self._earlier[boundary]]
        return found

    def narrowed(self) -> dict[int, Period]:
        """Return the periods that the orders narrow, by the places of their facts."""
        spoilt = self._spoilt()
        floating = any(when.floating for _, period in self._lived for when in moments(period))
        found: dict[int, Period] = {}
        for (place, is_end), (low, high) in self._bounds.items():
            period = found.get(place, self._lived[place][1])
            known = period.end_bounds if is_end else period.start_bounds
            if (place, is_end) in spoilt or (low, high) == known:
                continue
            moment = bounded(low, high, self._lived[place][1], is_end=is_end, floating=floating)
            found[place] = Period(period.start, moment) if is_end else Period(moment, period.end)
        return found

    def contradictions(self) -> tuple[Fact, ...]:
        """Return the facts whose stated order contradicts dates, or goes round in a circle."""
        places = sorted({place for place, _ in self._wrong & self._stated})
        return tuple(self._lived[place][0] for place in places)

    def ranks(self) -> dict[int, int]:
        """Return the places of starts in a sequence that respects the orders."""
        return {place: rank for (place, is_end), rank in self._place.items() if not is_end}


def _constraints(lived: Lived) -> Iterator[tuple[_Boundary, _Boundary]]:
    """Yield pairs of boundaries of which the first comes no later than the second."""
    named: dict[str, list[int]] = {}
    for place, (fact, _) in enumerate(lived):
        if fact.claim is not None:
            named.setdefault(fact.claim, []).append(place)
    for place, (fact, _) in enumerate(lived):
        for reference in fact.after:
            yield from ((other, (place, False)) for other in _named(reference, named, is_end=True))
        for reference in fact.before:
            yield from (((place, True), other) for other in _named(reference, named, is_end=False))


def _named(reference: str, named: Mapping[str, list[int]], *, is_end: bool) -> Iterator[_Boundary]:
    claim = names_in(reference, named.keys())
    if claim is not None:
        side = dict(_SUFFIXES).get(reference.removeprefix(claim), is_end)
        yield from ((place, side) for place in named[claim])


def _sequence(before: _Edges, after: _Edges) -> list[_Boundary]:
    """Return the boundaries in an order in which none comes before those ahead of it."""
    waiting = {boundary: len(ahead) for boundary, ahead in before.items()}
    ready = sorted((boundary for boundary, count in waiting.items() if not count), reverse=True)
    found: list[_Boundary] = []
    while ready:
        boundary = ready.pop()
        found.append(boundary)
        for following in after[boundary]:
            waiting[following] -= 1
            if not waiting[following]:
                ready.append(following)
    return found
