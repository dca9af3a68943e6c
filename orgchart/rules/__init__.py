"""
`check`: what a history or a chart says that cannot be right, all at once.

Nothing here refuses anything: dirty data loads, draws and is compared. A rule speaks up only where
the data contradict themselves whatever the vague dates mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final, TypeAlias

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
        rules = _of_history(subject, suspects)
    else:
        suspects = ChartSuspects(subject)
        rules = _of_snapshot(str(subject.at or ""), suspects)
    with unswept():
        groups = follow((list(rule()) for rule in rules), "checking", len(rules))
        found = [*chain.from_iterable(groups)]
        uncited = references.no_sources(suspects.uncited() if strict else ())
        found += follow(uncited, "looking for sources")
    # What is found twice has one key.
    ranked = {(_ORDER[f.rule], f.subjects, f.at, f.sentence): f for f in found}
    return Report(tuple(ranked[key] for key in sorted(ranked)))


#: Looks at something, and returns what is wrong with it.
_Look: TypeAlias = Callable[[], Iterable[Finding]]


def _of_snapshot(at: str, suspects: ChartSuspects) -> tuple[_Look, ...]:
    return (
        lambda: references.ambiguous_ids(suspects.ambiguous()),
        lambda: references.unknown_ids(suspects.unnamed(), suspects.has, None),
        lambda: structure.two_managers(suspects.two_managed(), at),
        lambda: references.self_reports(suspects.to_themselves()),
        lambda: references.unit_cycles(suspects.parents()),
        lambda: structure.too_many_holders(*suspects.crowded(), at),
        lambda: times.same_tenure_twice(suspects.held_twice(), at),
        lambda: times.two_versions(suspects.described_twice()),
        lambda: (structure.cycle_found(posts, at) for posts in suspects.circles()),
    )


def _of_history(history: History, suspects: Suspects) -> tuple[_Look, ...]:
    sources = frozenset(source.id for source in history.sources)
    life_of = history.store.in_force.life_of
    return (
        lambda: references.ambiguous_ids(suspects.ambiguous()),
        lambda: references.unknown_ids(suspects.unnamed(), suspects.has, sources),
        lambda: references.unknown_names(history, suspects.referring(), suspects.claims()),
        lambda: times.contradictory_orders(suspects.ordered()),
        lambda: times.empty_periods(suspects.backwards()),
        lambda: times.outside_lives(suspects.outside(), life_of),
        lambda: structure.two_managers(suspects.two_managed(), ""),
        lambda: references.self_reports(suspects.to_themselves()),
        lambda: references.unit_cycles(suspects.parents()),
        lambda: structure.too_many_holders(*suspects.crowded(), ""),
        lambda: times.same_tenure_twice(suspects.held_twice(), ""),
        lambda: times.two_versions(suspects.described_twice()),
        lambda: cycles_over_time(history.store.index, suspects.sure),
    )
