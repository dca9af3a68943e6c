"""
`check`: what a history or a chart says that cannot be right, all at once.

Nothing here refuses anything: dirty data loads, draws and is compared. A rule speaks up only where
the data contradict themselves whatever the vague dates mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from orgchart.errors import InvalidValueError
from orgchart.hierarchy import reporting_cycles
from orgchart.history import History
from orgchart.model import Post
from orgchart.periods import Period
from orgchart.rules import references, structure, times
from orgchart.rules.findings import Finding, Report, Rule
from orgchart.snapshot import Snapshot

__all__ = ["Finding", "Report", "Rule", "check"]


def check(subject: History | Snapshot, *, strict: bool = False) -> Report:
    """
    Report what cannot be right, all at once.

    Args:
        subject: a history, over all its time, or one chart.
        strict: also report facts that name no source.

    Returns:
        The findings, in order of `Rule`, then of subjects; see `Rule` for what is looked at.

    >>> from orgchart.model import ReportingLine
    >>> chart = Snapshot.build(posts=[Post("cto", "CTO")], lines=[ReportingLine("cto", "coe")])
    >>> print(check(chart))
    unknown-id: the line of post 'cto' names a manager 'coe' that is not recorded; add it or write \
unknown
    """
    if not isinstance(subject, History | Snapshot):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        raise InvalidValueError("a check", "subject", subject, "give a history or a snapshot")
    found = list(_of_history(subject) if isinstance(subject, History) else _of_snapshot(subject))
    if strict:
        facts = subject.facts if isinstance(subject, History) else subject.facts.values()
        found += references.no_sources(facts)
    order = {rule: place for place, rule in enumerate(Rule)}
    ranked = sorted(set(found), key=lambda f: (order[f.rule], f.subjects, f.at, f.sentence))
    return Report(tuple(ranked))


def _of_snapshot(chart: Snapshot) -> Iterator[Finding]:
    at = str(chart.at or "")
    facts = tuple(chart.facts.values())
    lived = [(fact, Period()) for fact in facts]
    yield from references.unknown_ids(facts, None)
    yield from structure.two_managers(lived, at)
    yield from references.self_reports(facts)
    yield from references.unit_cycles(facts)
    yield from structure.too_many_holders(lived, chart.posts, at)
    yield from times.same_tenure_twice(lived, at)
    yield from times.two_versions(lived)
    for posts in reporting_cycles(chart.certain()):
        if len(posts) > 1:
            yield structure.cycle_found(posts, at)


def _of_history(history: History) -> Iterator[Finding]:
    lived = history.lived()
    facts = tuple(history.facts)  # rival readings too
    yield from references.unknown_ids(facts, history.sources)
    yield from references.unknown_names(history)
    yield from times.contradictory_orders(lived)
    yield from times.empty_periods(facts)
    yield from times.outside_lives(history, lived)
    yield from structure.two_managers(lived, "")
    yield from references.self_reports(facts)
    yield from references.unit_cycles(facts)
    seats: dict[str, Post] = {}
    for post in history.posts:
        known = seats.get(post.id)
        if known is None or (known.seats is not None and (post.seats or 1 << 30) > known.seats):
            seats[post.id] = post
    yield from structure.too_many_holders(lived, seats, "")
    yield from times.same_tenure_twice(lived, "")
    yield from times.two_versions(lived)
    yield from structure.cycles_over_time(lived)
