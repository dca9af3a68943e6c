"""Rules about what facts name: ids that nothing has, ids with two meanings, lines to oneself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Fact, Leave, Post, ReportingLine, Tenure, Unit
from orgchart.ordering import names_in
from orgchart.rules.findings import Finding, Rule, dates_of, name_of
from orgchart.sources import Source

__all__ = [
    "no_sources",
    "references",
    "self_reports",
    "unit_cycles",
    "unknown_ids",
    "unknown_names",
]


def unknown_ids(facts: tuple[Fact, ...], sources: tuple[Source, ...] | None) -> Iterator[Finding]:
    """Find ids that nothing has, and ids of a post and a unit alike."""
    ids: dict[str, set[str]] = {"person": set(), "unit": set(), "post": set()}
    for fact in facts:
        if fact.kind_name in ids:
            ids[fact.kind_name].add(fact.key[1])
    for both in sorted(ids["post"] & ids["unit"]):
        sentence = f"{both!r} is the id of a post and of a unit; rename one"
        yield Finding(Rule.AMBIGUOUS_ID, (both,), "", sentence)
    known = frozenset(source.id for source in sources or ())
    for fact in facts:
        for field, value, kinds in references(fact):
            if not any(value in ids[kind] for kind in kinds):
                remedy = "add it or write unknown" if field == "manager" else "add it"
                yield _missing(fact, field, value, remedy)
        for source in fact.sources if sources is not None else ():
            if source not in known:
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


def unit_cycles(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Find units that belong to themselves, directly or through others."""
    parents = {fact.id: fact.parent for fact in facts if isinstance(fact, Unit)}
    finished: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        current: str | None = start
        while current is not None and current not in finished:
            if current in path:
                circle = path[path.index(current) :]
                sentence = (
                    f"units belong to each other in a circle: {' → '.join([*circle, current])}"
                )
                yield Finding(Rule.UNIT_CYCLE, tuple(circle), "", f"{sentence}; end one of them")
                break
            path.append(current)
            current = parents.get(current)
        finished.update(path)


def unknown_names(history: History) -> Iterator[Finding]:
    """Find names of claims and sources that nothing has, outside the citations."""
    sources = {source.id for source in history.sources}
    claims = {fact.claim for fact in history.facts if fact.claim is not None}
    for fact in history.facts:
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


def self_reports(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    """Find lines from a post to itself."""
    for fact in facts:
        if isinstance(fact, ReportingLine) and fact.manager == fact.post:
            sentence = f"{name_of(fact)} goes to itself; name the manager, or nobody, or unknown"
            yield Finding(Rule.SELF_REPORT, (fact.post,), dates_of(fact), sentence)
