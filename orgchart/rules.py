"""
`check`: what a history or a chart says that cannot be right, all at once.

Nothing here refuses anything: dirty data loads, draws and is compared. A rule speaks up only where
the data contradict themselves whatever the vague dates mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar, final

import attrs

from orgchart.errors import BrokenRuleError, BrokenRulesError
from orgchart.hierarchy import reporting_cycles
from orgchart.history import History
from orgchart.model import (
    UNDISCLOSED,
    Fact,
    Leave,
    LineKind,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
)
from orgchart.periods import UNKNOWN, Period
from orgchart.snapshot import Snapshot

__all__ = ["Finding", "Report", "Rule", "check"]


class Rule(StrEnum):
    """What can be wrong; a closed list."""

    #: Solid lines go round in a circle.
    REPORTING_CYCLE = "reporting-cycle"
    #: A post has two solid managers at once.
    TWO_MANAGERS = "two-managers"
    #: A post reports to itself.
    SELF_REPORT = "self-report"
    #: A fact names an id that nothing has.
    UNKNOWN_ID = "unknown-id"
    #: An id is that of a post and of a unit, so a line to it has two meanings.
    AMBIGUOUS_ID = "ambiguous-id"
    #: A fact lies outside the life of the post or unit it belongs to.
    OUTSIDE_LIFE = "outside-life"
    #: A period ends before it starts, or as it starts.
    EMPTY_PERIOD = "empty-period"
    #: A post has more substantive holders than seats at once.
    TOO_MANY_HOLDERS = "too-many-holders"
    #: The same person holds the same post twice at once.
    SAME_TENURE_TWICE = "same-tenure-twice"
    #: Two records describe one person, unit or post at the same time.
    TWO_VERSIONS = "two-versions"


@final
@attrs.frozen(order=False)
class Finding:
    """
    One thing that cannot be right.

    Attributes:
        rule: the rule that is broken.
        subjects: the ids concerned, the main one first.
        at: the dates concerned, in words; empty when they do not matter.
        sentence: what is wrong and what to do.
    """

    rule: Rule
    subjects: tuple[str, ...]
    at: str
    sentence: str

    def __str__(self) -> str:
        """Return the rule and the sentence."""
        return f"{self.rule}: {self.sentence}"


@final
@attrs.frozen(order=False)
class Report:
    """
    Everything `check` found; true when there is anything.

    Attributes:
        findings: in order of `Rule`, then of subjects.
    """

    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self.findings)

    def __str__(self) -> str:
        """Return one line a finding."""
        return "\n".join(map(str, self.findings)) or "nothing found"

    def raise_if_any(self) -> None:
        """
        Raise all findings together.

        Raises:
            BrokenRulesError: there are any.
        """
        if self.findings:
            errors = [BrokenRuleError(f.rule, f.subjects, f.at, f.sentence) for f in self.findings]
            raise BrokenRulesError("some facts cannot be right", errors)


def check(subject: History | Snapshot) -> Report:
    """
    Report what cannot be right, all at once.

    Args:
        subject: a history, over all its time, or one chart.

    Returns:
        The findings, in order of `Rule`, then of subjects; see `Rule` for what is looked at.

    >>> from orgchart.model import Person
    >>> chart = Snapshot.build(posts=[Post("cto", "CTO")], lines=[ReportingLine("cto", "coe")])
    >>> print(check(chart))
    unknown-id: the line of post 'cto' names a manager 'coe' that is not recorded; add it or write \
unknown
    """
    found = _of_history(subject) if isinstance(subject, History) else _of_snapshot(subject)
    order = {rule: place for place, rule in enumerate(Rule)}
    ranked = sorted(set(found), key=lambda f: (order[f.rule], f.subjects, f.at, f.sentence))
    return Report(tuple(ranked))


def _of_snapshot(chart: Snapshot) -> Iterator[Finding]:
    at = str(chart.at or "")
    facts = tuple(chart.facts.values())
    lived = [(fact, Period()) for fact in facts]
    yield from _unknown_ids(facts, None)
    yield from _two_managers(lived, at)
    yield from _self_reports(facts)
    yield from _too_many_holders(lived, chart.posts, at)
    yield from _same_tenure_twice(lived, at)
    for posts in reporting_cycles(chart):
        if len(posts) > 1:
            yield _cycle(posts, at)


def _of_history(history: History) -> Iterator[Finding]:
    lived = history.lived()
    facts = tuple(fact for fact, _ in lived)
    yield from _unknown_ids(facts, history.sources)
    yield from _empty_periods(facts)
    yield from _outside_lives(history, lived)
    yield from _two_managers(lived, "")
    yield from _self_reports(facts)
    seats: dict[str, Post] = {}
    for post in history.posts:
        known = seats.get(post.id)
        if known is None or (known.seats is not None and (post.seats or 1 << 30) > known.seats):
            seats[post.id] = post
    yield from _too_many_holders(lived, seats, "")
    yield from _same_tenure_twice(lived, "")
    yield from _two_versions(lived)
    yield from _cycles_over_time(lived)


def _unknown_ids(facts: tuple[Fact, ...], sources: tuple[Source, ...] | None) -> Iterator[Finding]:
    ids: dict[str, set[str]] = {"person": set(), "unit": set(), "post": set()}
    for fact in facts:
        if fact.kind_name in ids:
            ids[fact.kind_name].add(fact.key[1])
    for both in sorted(ids["post"] & ids["unit"]):
        sentence = f"{both!r} is the id of a post and of a unit; rename one"
        yield Finding(Rule.AMBIGUOUS_ID, (both,), "", sentence)
    known = None if sources is None else {source.id for source in sources}
    for fact in facts:
        for field, value, kinds in _references(fact):
            if not any(value in ids[kind] for kind in kinds):
                remedy = "add it or write unknown" if field == "manager" else "add it"
                yield _missing(fact, field, value, remedy)
        for source in fact.sources if known is not None else ():
            if source not in known:
                yield _missing(fact, "source", source, "add it")


def _references(fact: Fact) -> Iterator[tuple[str, str, tuple[str, ...]]]:
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
    sentence = f"{_named(fact)} names a {field} {value!r} that is not recorded; {remedy}"
    return Finding(Rule.UNKNOWN_ID, (value, *fact.key[1:]), _dates(fact), sentence)


def _named(fact: Fact) -> str:
    """Return what a fact is, for a sentence."""
    match fact:
        case Tenure():
            return f"the tenure of {fact.person!r} in {fact.post!r}"
        case ReportingLine():
            word = "dotted line" if fact.kind is LineKind.DOTTED else "line"
            return f"the {word} of post {fact.post!r}"
        case Leave():
            return f"the leave of {fact.person!r}"
        case _:
            return f"{fact.kind_name} {fact.id!r}"


def _dates(fact: Fact) -> str:
    return "" if fact.start is None and fact.end is None else str(fact.period)


def _empty_periods(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    for fact in facts:
        if fact.period.certainly_empty():
            sentence = (
                f"{_named(fact)} ends ({fact.end}) before it can have started ({fact.start}); "
                "correct one of the dates"
            )
            yield Finding(Rule.EMPTY_PERIOD, fact.key[1:], _dates(fact), sentence)


_T = TypeVar("_T")


def _outside_lives(history: History, lived: Iterable[tuple[Fact, Period]]) -> Iterator[Finding]:
    posts = {post.id for post in history.posts}
    units = {unit.id for unit in history.units}
    for fact, period in lived:
        for field, value, kinds in _references(fact):
            if "person" in kinds or (value not in posts and value not in units):
                continue
            life = history.life_of(value)
            if _outside(period, life):
                sentence = (
                    f"{_named(fact)} ({_dates(fact)}) lies outside the life of "
                    f"its {field} {value!r} ({life}); correct one of the dates"
                )
                subjects = (*fact.key[1:], value)
                yield Finding(Rule.OUTSIDE_LIFE, subjects, _dates(fact), sentence)


def _outside(period: Period, life: Period) -> bool:
    """Say whether a period certainly reaches beyond a life."""
    first, last = life.start_bounds[0], life.end_bounds[1]
    start, end = period.start_bounds, period.end_bounds
    if start[1] < end[0] and (start[1] < first or end[0] > last):
        return True
    return start[0] >= last or end[1] <= first


def _two_managers(lived: Iterable[tuple[Fact, Period]], at: str) -> Iterator[Finding]:
    solid: dict[str, list[tuple[ReportingLine, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID and _sure(fact):
            solid.setdefault(fact.post, []).append((fact, period))
    for post, lines in solid.items():
        for (one, first), (two, second) in _overlapping(lines):
            managers = sorted({str(one.manager), str(two.manager)})
            if len(managers) > 1:
                when = at or _common(first, second)
                sentence = (
                    f"post {post!r} has two solid managers{_on(when)}: {managers[0]!r} and "
                    f"{managers[1]!r}; end one line or make it dotted"
                )
                yield Finding(Rule.TWO_MANAGERS, (post, *managers), when, sentence)


def _sure(fact: Fact) -> bool:
    return fact.certainty == "certain"


def _overlapping(
    items: list[tuple[_T, Period]],
) -> Iterator[tuple[tuple[_T, Period], tuple[_T, Period]]]:
    """Yield pairs of neighbours in time that certainly hold at once."""
    ordered = sorted(items, key=lambda item: (item[1].start_bounds[1], item[1].end_bounds))
    for one, two in pairwise(ordered):
        if one[1].certainly_overlaps(two[1]):
            yield one, two


def _common(first: Period, second: Period) -> str:
    """Return, in words, when two periods hold at once."""
    start = max(first, second, key=lambda period: period.start_bounds).start
    end = min(first, second, key=lambda period: period.end_bounds).end
    return str(Period(start, end))


def _on(at: str) -> str:
    return f" ({at})" if at and at != "not stated" else ""


def _self_reports(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    for fact in facts:
        if isinstance(fact, ReportingLine) and fact.manager == fact.post:
            sentence = f"{_named(fact)} goes to itself; name the manager, or nobody, or unknown"
            yield Finding(Rule.SELF_REPORT, (fact.post,), _dates(fact), sentence)


def _too_many_holders(
    lived: Iterable[tuple[Fact, Period]], posts: Mapping[str, Post], at: str
) -> Iterator[Finding]:
    held: dict[str, list[tuple[Tenure, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, Tenure) and fact.kind is TenureKind.SUBSTANTIVE and _sure(fact):
            held.setdefault(fact.post, []).append((fact, period))
    for post, tenures in held.items():
        seats = posts[post].seats if post in posts else None
        crowd = _crowd(tenures, seats) if seats is not None else ()
        if crowd:
            people = tuple(sorted({tenure.person for tenure, _ in crowd}))
            when = at or _common(crowd[0][1], crowd[-1][1])
            sentence = (
                f"post {post!r} has {len(crowd)} substantive holders for {seats} "
                f"seat{'s' if seats != 1 else ''}{_on(when)}: {', '.join(people)}; "
                "end a tenure or add seats"
            )
            yield Finding(Rule.TOO_MANY_HOLDERS, (post, *people), when, sentence)


def _crowd(tenures: list[tuple[Tenure, Period]], seats: int) -> list[tuple[Tenure, Period]]:
    """Return the first set of tenures that certainly hold at once and outnumber the seats."""
    sitting: list[tuple[Tenure, Period]] = []
    for tenure, period in sorted(tenures, key=lambda item: item[1].start_bounds[1]):
        start, end = period.start_bounds[1], period.end_bounds[0]
        if start >= end:
            continue
        sitting = [
            (other, lasting)
            for other, lasting in sitting
            # Somebody listed twice takes one seat; undisclosed holders are different people.
            if lasting.end_bounds[0] > start
            and (other.person != tenure.person or other.person is UNDISCLOSED)
        ]
        sitting.append((tenure, period))
        if len(sitting) > seats:
            return sitting
    return []


def _same_tenure_twice(lived: Iterable[tuple[Fact, Period]], at: str) -> Iterator[Finding]:
    held: dict[tuple[str, str], list[tuple[Tenure, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, Tenure) and fact.person is not UNDISCLOSED and _sure(fact):
            held.setdefault((fact.person, fact.post), []).append((fact, period))
    for (person, post), tenures in held.items():
        for (_, first), (_, second) in _overlapping(tenures):
            when = at or _common(first, second)
            sentence = f"{person!r} holds post {post!r} twice at once{_on(when)}; drop one tenure"
            yield Finding(Rule.SAME_TENURE_TWICE, (person, post), when, sentence)


def _two_versions(lived: Iterable[tuple[Fact, Period]]) -> Iterator[Finding]:
    records: dict[tuple[str, ...], list[tuple[Fact, Period]]] = {}
    for fact, period in lived:
        if fact.kind_name in {"person", "unit", "post"} and _sure(fact):
            records.setdefault(fact.key, []).append((fact, period))
    for key, versions in records.items():
        for (_, first), (_, second) in _overlapping(versions):
            when = _common(first, second)
            sentence = f"{key[0]} {key[1]!r} is described twice at once{_on(when)}; end one version"
            yield Finding(Rule.TWO_VERSIONS, key[1:], when, sentence)


def _cycles_over_time(lived: Iterable[tuple[Fact, Period]]) -> Iterator[Finding]:
    """Walk up from each solid line at the moment it starts: that closes any circle it is in."""
    lines: dict[str, list[tuple[ReportingLine, Period]]] = {}
    for fact, period in lived:
        if isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID and _sure(fact):
            lines.setdefault(fact.post, []).append((fact, period))
    for post, starting in lines.items():
        for line, period in starting:
            moment = period.start_bounds[1]
            if moment < period.end_bounds[0] and line.manager != post:
                cycle = _cycle_from(line, moment, lines)
                if cycle:
                    yield _cycle(cycle, f"from {line.start}" if line.start else "")


def _cycle_from(
    line: ReportingLine, moment: int, lines: Mapping[str, list[tuple[ReportingLine, Period]]]
) -> tuple[str, ...]:
    walked = [line.post]
    met = {line.post}
    current = line.manager
    while current is not None and current in lines:
        if current == line.post:
            first = walked.index(min(walked))
            return (*walked[first:], *walked[:first])
        if current in met:
            return ()
        walked.append(current)
        met.add(current)
        current = next(
            (up.manager for up, p in lines[current] if p.certainty_at(moment) == "certain"), None
        )
    return ()


_SHOWN: Final = 12


def _cycle(posts: tuple[str, ...], at: str) -> Finding:
    shown = posts if len(posts) <= _SHOWN else (*posts[:_SHOWN], "…")
    circle = " → ".join((*shown, posts[0]))
    sentence = f"these posts report to each other in a circle{_on(at)}: {circle}; end one line"
    return Finding(Rule.REPORTING_CYCLE, posts, at, sentence)
