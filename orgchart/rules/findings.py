"""What a check finds: rules, findings, and the report of them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import final

import attrs

from orgchart.errors import BrokenRuleError, BrokenRulesError
from orgchart.kinds import LineKind
from orgchart.model import Fact, Leave, ReportingLine, Tenure
from orgchart.periods import Period

__all__ = ["Finding", "Report", "Rule", "dates_of", "name_of", "on", "overlap"]


class Rule(StrEnum):
    """What can be wrong; a closed list."""

    #: Solid lines go round in a circle.
    REPORTING_CYCLE = "reporting-cycle"
    #: Units belong to each other in a circle.
    UNIT_CYCLE = "unit-cycle"
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
    #: Stated orders contradict dates or each other.
    CONTRADICTORY_ORDER = "contradictory-order"
    #: A fact names no source; looked at on request only.
    NO_SOURCE = "no-source"
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


def name_of(fact: Fact) -> str:
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


def dates_of(fact: Fact) -> str:
    """Return the dates of a fact in words; empty when none is stated."""
    return "" if fact.start is None and fact.end is None else str(fact.period)


def overlap(first: Period, second: Period) -> str:
    """Return, in words, when two periods hold at once."""
    start = max(first, second, key=lambda period: period.start_bounds).start
    end = min(first, second, key=lambda period: period.end_bounds).end
    return str(Period(start, end))


def on(at: str) -> str:
    """Return dates in brackets for a sentence; empty when there are none."""
    return f" ({at})" if at and at != "not stated" else ""
