"""
What was known when: a fact is known from the day its earliest citation was published.

A fact that nothing is cited for is common ground and known always. A source without a date makes
nothing known on any particular day.
"""

from __future__ import annotations

from typing import TypeVar

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.facts import BaseFact
from orgchart.sources import Source

__all__ = ["as_known", "is_known", "is_out", "is_retracted"]

_F = TypeVar("_F", bound=BaseFact)


def is_out(source: Source, position: int) -> bool:
    """
    Say whether a source had surely been published by a moment.

    A source that came out *from some day on* counts from that day.

    Args:
        source: the source.
        position: `When.close` of the moment.
    """
    when = source.published
    if when is None:
        return False
    return (when.low if when.high == UNBOUNDED else when.high) <= position


def is_known(fact: BaseFact, known: frozenset[str]) -> bool:
    """Say whether a reader who knew some sources knew a fact."""
    return not fact.citations or not known.isdisjoint(fact.sources)


def is_retracted(fact: BaseFact, known: frozenset[str]) -> bool:
    """Say whether a reader who knew some sources knew that a fact had been taken back."""
    return not known.isdisjoint(fact.retracted_by)


def as_known(fact: _F, known: frozenset[str]) -> _F:
    """Return a fact without what sources say of it that a reader did not know."""
    cited = tuple(citation for citation in fact.citations if citation.source in known)
    if cited == fact.citations and not fact.retracted_by:
        return fact
    return attrs.evolve(fact, sources=cited, retracted_by=())
