"""
What was known when: a fact is known from the day its earliest citation was published.

A fact that nothing is cited for is common ground and known always. A source without a date makes
nothing known on any particular day.
"""

from __future__ import annotations

from orgchart.bounds import UNBOUNDED
from orgchart.sources import Citation, Source

__all__ = ["cited_by_known", "is_known", "is_out"]


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


def is_known(citations: tuple[Citation, ...], known: frozenset[str]) -> bool:
    """Say whether a reader who knew some sources knew what has these citations."""
    return not citations or any(citation.source in known for citation in citations)


def cited_by_known(citations: tuple[Citation, ...], known: frozenset[str]) -> tuple[Citation, ...]:
    """Return the citations of sources that a reader knew; the very same when all are known."""
    cited = tuple(citation for citation in citations if citation.source in known)
    return citations if cited == citations else cited
