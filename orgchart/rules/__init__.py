"""
`check`: what a history or a chart says that cannot be right, all at once.

Nothing here refuses anything: dirty data loads, draws and is compared. A rule speaks up only where
the data contradict themselves whatever the vague dates mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.memory import unswept
from orgchart.progress import follow
from orgchart.rules import references, structure, times
from orgchart.rules.charts import ChartSuspects
from orgchart.rules.circles import cycles_over_time
from orgchart.rules.findings import Finding, Report, Rule
from orgchart.rules.suspects import Suspects
from orgchart.snapshot import Snapshot

__all__ = ["Finding", "Report", "Rule", "check"]

_ORDER: Final = {rule: place for place, rule in enumerate(Rule)}


def check(subject: History | Snapshot, *, strict: bool = False) -> Report:
    """
    Report what cannot be right, all at once.

    Args:
        subject: a history, over all its time, or one chart.
        strict: also report facts that name no source.

    Returns:
        The findings, in order of `Rule`, then of subjects; see `Rule` for what is looked at.

    Complexity: a pass over columns of a history, or over ids of a chart; then the facts that may
        break a rule are looked at one by one.

    >>> from orgchart.model import Post, ReportingLine
    >>> chart = Snapshot.build(posts=[Post("cto", "CTO")], lines=[ReportingLine("cto", "coe")])
    >>> print(check(chart))
    unknown-id: the line of post 'cto' names a manager 'coe' that is not recorded; add it or write \
unknown
    """
    if not isinstance(subject, History | Snapshot):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        raise InvalidValueError("a check", "subject", subject, "give a history or a snapshot")
    suspects: Suspects | ChartSuspects
    if isinstance(subject, History):
        suspects = Suspects(subject)
        broken = _of_history(subject, suspects)
    else:
        suspects = ChartSuspects(subject)
        broken = _of_snapshot(str(subject.at or ""), suspects)
    uncited = references.no_sources(suspects.uncited() if strict else ())
    with unswept():
        found = list(follow(chain(broken, uncited), "checking"))
    # What is found twice has one key.
    ranked = {(_ORDER[f.rule], f.subjects, f.at, f.sentence): f for f in found}
    return Report(tuple(ranked[key] for key in sorted(ranked)))


def _of_snapshot(at: str, suspects: ChartSuspects) -> Iterator[Finding]:
    yield from references.ambiguous_ids(suspects.ambiguous())
    yield from references.unknown_ids(suspects.unnamed(), suspects.has, None)
    yield from structure.two_managers(suspects.two_managed(), at)
    yield from references.self_reports(suspects.to_themselves())
    yield from references.unit_cycles(suspects.parents())
    yield from structure.too_many_holders(*suspects.crowded(), at)
    yield from times.same_tenure_twice(suspects.held_twice(), at)
    yield from times.two_versions(suspects.described_twice())
    for posts in suspects.circles():
        yield structure.cycle_found(posts, at)


def _of_history(history: History, suspects: Suspects) -> Iterator[Finding]:
    sources = frozenset(source.id for source in history.sources)
    yield from references.ambiguous_ids(suspects.ambiguous())
    yield from references.unknown_ids(suspects.unnamed(), suspects.has, sources)
    yield from references.unknown_names(history, suspects.referring(), suspects.claims())
    yield from times.contradictory_orders(suspects.ordered())
    yield from times.empty_periods(suspects.backwards())
    yield from times.outside_lives(suspects.outside(), history.store.in_force.life_of)
    yield from structure.two_managers(suspects.two_managed(), "")
    yield from references.self_reports(suspects.to_themselves())
    yield from references.unit_cycles(suspects.parents())
    yield from structure.too_many_holders(*suspects.crowded(), "")
    yield from times.same_tenure_twice(suspects.held_twice(), "")
    yield from times.two_versions(suspects.described_twice())
    yield from cycles_over_time(history.store.index, suspects.sure)
