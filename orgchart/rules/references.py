"""Rules about what facts name: ids that nothing has, ids with two meanings, lines to oneself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Fact, Leave, Post, ReportingLine, Tenure, Unit
from orgchart.ordering import names_in
from orgchart.rules.findings import Finding, Rule, dates_of, name_of

__all__ = [
    "ambiguous_ids",
    "no_sources",
    "references",
    "self_reports",
    "unit_cycles",
    "unknown_ids",
    "unknown_names",
]


def ambiguous_ids(both: Iterable[str]) -> Iterator[Finding]:
    """Report ids of a post and of a unit alike."""
    for name in both:
        sentence = f"{name!r} is the id of a post and of a unit; rename one"
        yield Finding(Rule.AMBIGUOUS_ID, (name,), "", sentence)


def unknown_ids(
    facts: Iterable[Fact], has: Callable[[str, str], bool], sources: Container[str] | None
) -> Iterator[Finding]:
    """
    Find ids that nothing has.

    Args:
        facts: the facts that name ids.
        has: says whether something of a kind has an id.
        sources: the ids of sources; None where there are no sources to look at.
    """
    for fact in facts:
        for field, value, kinds in references(fact):
            if not any(has(kind, value) for kind in kinds):
                remedy = "add it or write unknown" if field == "manager" else "add it"
                yield _missing(fact, field, value, remedy)
        for source in fact.sources:
            if sources is not None and source not in sources:
                yield _missing(fact, "source", source, "add it")


def references(fact: Fact) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the ids that a fact names: field, id, and the kinds it can be of."""
    if isinstance(fact, Tenure | Leave) and fact.person is not UNDISCLOSED:
        yield "person", fact.person, ("person",)
    if isinstance(fact, Tenure | Leave | ReportingLine) and fact.post is not None:
        yield "post", fact.post, ("post",)
    if isinstance(fact, ReportingLine) and fact.manager not in (None, UNKNOWN):
        yield "manager", str(fact.manager), ("post", "unit")
    if isinstance(fact, Post) and fact.unit is not None:
        yield "unit", fact.unit, ("unit",)
    if isinstance(fact, Unit) and fact.parent is not None:
        yield "parent", fact.parent, ("unit",)


def _missing(fact: Fact, field: str, value: str, remedy: str) -> Finding:
    sentence = f"{name_of(fact)} names a {field} {value!r} that is not recorded; {remedy}"
    return Finding(Rule.UNKNOWN_ID, (value, *fact.key[1:]), dates_of(fact), sentence)


def unit_cycles(parents: Mapping[str, str | None]) -> Iterator[Finding]:
    """
    Find units that belong to themselves, directly or through others.

    Args:
        parents: the parent of each unit.
    """
    finished: set[str] = set()
    for start in sorted(parents):
        path: dict[str, int] = {}
        current: str | None = start
        while current is not None and current not in finished and current not in path:
            path[current] = len(path)
            current = parents.get(current)
        finished.update(path)
        if current in path:
            circle = tuple(path)[path[current] :]
            ring = " → ".join((*circle, current))
            sentence = f"units belong to each other in a circle: {ring}; end one of them"
            yield Finding(Rule.UNIT_CYCLE, circle, "", sentence)


def unknown_names(
    history: History, facts: Iterable[Fact], claims: Collection[str]
) -> Iterator[Finding]:
    """
    Find names of claims and sources that nothing has, outside the citations.

    Args:
        history: whose sources, claims and policy to look at.
        facts: its facts that name claims, or sources that took them back.
        claims: the names that facts have as claims.
    """
    sources = {source.id for source in history.sources}
    for fact in facts:
        for reference in (*fact.after, *fact.before):
            # What was known on a day need not know all that an order names.
            if names_in(reference, claims) is None and history.known is None:
                yield _missing(fact, "claim", reference, "give a fact that claim id")
        for source in fact.retracted_by:
            if source not in sources:
                yield _missing(fact, "source", source, "add it")
    named = [
        *((source.translation_of, f"source {source.id!r}") for source in history.sources),
        *((name, f"claim {claim.id!r}") for claim in history.claims for name in claim.sources),
        # What was known on a day keeps the policy that chose later sources too.
        *((name, "the policy") for name in history.policy.sources if history.known is None),
    ]
    for name, where in named:
        if name is not None and name not in sources:
            sentence = f"{where} names a source {name!r} that is not recorded; add it"
            yield Finding(Rule.UNKNOWN_ID, (name,), "", sentence)


def no_sources(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Find facts that nothing is cited for."""
    for fact in facts:
        if not fact.citations:
            sentence = f"{name_of(fact)} names no source; cite one"
            yield Finding(Rule.NO_SOURCE, fact.key[1:], dates_of(fact), sentence)


def self_reports(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Find lines from a post to itself."""
    for fact in facts:
        if isinstance(fact, ReportingLine) and fact.manager == fact.post:
            sentence = f"{name_of(fact)} goes to itself; name the manager, or nobody, or unknown"
            yield Finding(Rule.SELF_REPORT, (fact.post,), dates_of(fact), sentence)
