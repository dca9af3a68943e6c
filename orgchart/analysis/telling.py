"""Who says what: a history as some sources tell it, what is cited, what readings agree on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar, cast

import attrs
import numpy as np

from orgchart.analysis.stretches import Bounds
from orgchart.claims import Claim
from orgchart.history import History
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period, bounded
from orgchart.progress import follow
from orgchart.rivals import Conflict
from orgchart.sources import Citation, Standing
from orgchart.when import When

__all__ = [
    "agreement",
    "citations_of",
    "cited_at",
    "disputes",
    "strongest_standing",
    "told_by",
]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave, Claim)


def told_by(history: History, *sources: str) -> History:
    """
    Return the history as some sources tell it.

    What is cited for nothing else is left out, claims too; facts without citations stay.
    """
    kept = frozenset(sources)
    return History.build(
        name=history.name,
        zone=history.zone,
        people=_told(history.people, kept),
        units=_told(history.units, kept),
        posts=_told(history.posts, kept),
        tenures=_told(history.tenures, kept),
        lines=_told(history.lines, kept),
        leaves=_told(history.leaves, kept),
        sources=[source for source in history.sources if source.id in kept],
        claims=_told(history.claims, kept),
        policy=history.policy,
    )


def _told(facts: Sequence[_F], kept: frozenset[str]) -> Iterator[_F]:
    return follow(_each_told(facts, kept), "going through facts", len(facts))


def _each_told(facts: Iterable[_F], kept: frozenset[str]) -> Iterator[_F]:
    for fact in facts:
        cited = tuple(citation for citation in fact.citations if citation.source in kept)
        if not cited and fact.citations:
            continue
        if isinstance(fact, Claim):
            yield attrs.evolve(fact, sources=cited)
        else:
            back = tuple(source for source in fact.retracted_by if source in kept)
            yield attrs.evolve(fact, sources=cited, retracted_by=back)


def citations_of(history: History, fact: Fact) -> tuple[Citation, ...]:
    """Return what is cited for a fact and for every other reading of the same claim, in order."""
    claimed = fact.claim is not None
    readings = _where(history, "claim", lambda claim: claim == fact.claim) if claimed else ()
    every = (fact, *readings)
    cited = {citation for reading in every for citation in reading.citations}
    return tuple(sorted(cited, key=lambda citation: citation.sort_key))


_STRENGTH: Final = (Standing.STATED, Standing.REPORTED, Standing.INFERRED, Standing.RUMOURED)


def strongest_standing(citations: Iterable[Citation]) -> Standing | None:
    """
    Return how the source that says it most plainly stands to it; None without citations.

    >>> heard = [Citation("ft", standing="rumoured"), Citation("ap", standing="reported")]
    >>> str(strongest_standing(heard))
    'reported'
    """
    standings = {citation.standing for citation in citations}
    return next((standing for standing in _STRENGTH if standing in standings), None)


def cited_at(history: History, source: str, locator: str) -> tuple[Fact | Claim, ...]:
    """
    Return the facts and claims that cite a place of a source.

    Args:
        history: the history.
        source: the id of the source.
        locator: the place; a locator may name several, separated by blanks.

    Complexity: a look at the distinct citations, and a value for each that is returned.
    """

    def cited(citations: object) -> bool:
        return any(
            citation.source == source and locator in (citation.locator or "").split()
            for citation in cast("tuple[Citation, ...]", citations)
        )

    claims = (claim for claim in history.claims if cited(claim.citations))
    return (*_where(history, "citations", cited), *claims)


def _where(history: History, field: str, chosen: Callable[[object], bool]) -> Iterator[Fact]:
    """Yield the facts whose value of a field is chosen."""
    for table in history.store.facts.every:
        yield from table.facts(np.flatnonzero(table.column(field).picks(chosen, table.size)))


def agreement(conflict: Conflict) -> Period | None:
    """
    Return the period that all readings allow; None where two dates exclude each other.

    Ends that are not stated or not known exclude nothing.

    >>> readings = [
    ...     Tenure("ann", "cto", end="2024-05", claim="x", sources=["ft"]),
    ...     Tenure("ann", "cto", end="2024-05-14", claim="x", sources=["ap"]),
    ...     Tenure("ann", "cto", end="2024", claim="x", sources=["dpa"]),
    ... ]
    >>> (conflict,) = History.build(zone="UTC", tenures=readings).conflicts()
    >>> print(agreement(conflict))
    to 2024-05-14
    """
    periods = [reading.period for reading in conflict.readings]
    starts = [p.start_bounds for p in periods if isinstance(p.start, When)]
    ends = [p.end_bounds for p in periods if isinstance(p.end, When)]
    start, end = _common(starts), _common(ends)
    if (starts and start is None) or (ends and end is None):
        return None
    return Period(
        None if start is None else bounded(*start, *periods, is_end=False),
        None if end is None else bounded(*end, *periods, is_end=True),
    )


def disputes(history: History) -> tuple[Conflict, ...]:
    """
    Return the conflicts whose readings cannot all be true, in order of what they are about.

    That is where dates exclude each other, or where readings name another person, post, title or
    manner. Readings of which one merely knows more, an end or a closer date, are no dispute.
    """
    return tuple(
        conflict
        for conflict in history.conflicts()
        if agreement(conflict) is None
        or len({(reading.key, reading.shown) for reading in conflict.readings}) > 1
        or len(_manners(conflict)) > 1
    )


def _manners(conflict: Conflict) -> set[str]:
    """Return how it ended, in the words of the readings that say so."""
    return {
        reading.end_manner
        for reading in conflict.readings
        if isinstance(reading, Tenure) and reading.end_manner
    }


def _common(bounds: list[Bounds]) -> Bounds | None:
    if not bounds:
        return None
    low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
    return (low, high) if low <= high else None
