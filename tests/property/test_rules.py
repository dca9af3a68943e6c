"""`check`: silent on clean data, never lost on dirty data, and each planted fault is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    BrokenRulesError,
    Fact,
    History,
    Person,
    Post,
    ReportingLine,
    Rule,
    Snapshot,
    Source,
    Tenure,
    Unit,
    check,
    reporting_cycles,
)
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.snapshots import dirty_snapshots, snapshots


@given(clean_histories())
def test_clean_histories_break_no_rule(history: History) -> None:
    """A history built without a fault has no findings, and neither has any of its charts."""
    report = check(history)
    assert () == report.findings, str(report)
    for when in history.dates()[:3]:
        assert not check(history.at(when)), str(check(history.at(when)))


@given(st.one_of(histories(), hostile_histories()))
def test_any_history_can_be_checked(history: History) -> None:
    """Dirty histories are reported on and refused nowhere; each finding is told once."""
    report = check(history)
    assert len(set(report)) == len(report)
    for finding in report:
        assert finding.subjects
        assert str(finding) in str(report)
    assert report == check(history)


@given(st.one_of(snapshots(), dirty_snapshots()))
def test_any_chart_can_be_checked(chart: Snapshot) -> None:
    """Charts of any kind can be checked; sure circles are found as the walks find them."""
    report = check(chart)
    circles = {each.subjects for each in report if each.rule is Rule.REPORTING_CYCLE}
    sure = reporting_cycles(chart.certain())
    assert {circle for circle in sure if len(circle) > 1} == circles
    if report:
        with pytest.raises(BrokenRulesError) as caught:
            report.raise_if_any()
        assert len(report) == len(caught.value.exceptions)
    else:
        report.raise_if_any()


#: A whole and clean piece to plant faults in, with ids that no strategy draws.
SOUND: tuple[Fact, ...] = (
    Person("x-pat", "Pat"),
    Unit("x-org", "Org"),
    Post("x-ceo", "CEO", unit="x-org"),
    Post("x-cto", "CTO", unit="x-org"),
    Tenure("x-pat", "x-ceo", start="2010-01-01", end="2012-01-01"),
    ReportingLine("x-cto", "x-ceo", start="2010-01-01", end="2012-01-01"),
)

#: What is added to break exactly one rule.
FAULTS: tuple[tuple[Rule, tuple[Fact, ...]], ...] = (
    (
        Rule.REPORTING_CYCLE,
        (ReportingLine("x-ceo", "x-cto", start="2011-01-01", end="2011-06-01"),),
    ),
    (
        Rule.TWO_MANAGERS,
        (
            ReportingLine("x-cto", "x-org", start="2011-01-01", end="2011-06-01"),
            ReportingLine("x-cto", "x-ceo", start="2010-03-01", end="2010-04-01"),
        ),
    ),
    (Rule.SELF_REPORT, (ReportingLine("x-ceo", "x-ceo"),)),
    (Rule.UNKNOWN_ID, (Tenure("x-nemo", "x-cto"),)),
    (Rule.UNKNOWN_ID, (Tenure("x-pat", "x-cto", sources=("x-paper",)),)),
    (Rule.UNKNOWN_ID, (ReportingLine("x-ceo", "x-nothing"),)),
    (Rule.AMBIGUOUS_ID, (Post("x-org", "Org"),)),
    (
        Rule.OUTSIDE_LIFE,
        (
            Post("x-old", "Old", start="2000-01-01", end="2001-01-01"),
            Tenure("x-pat", "x-old", start="2000-06-01", end="2003-01-01"),
        ),
    ),
    (Rule.EMPTY_PERIOD, (Tenure("x-pat", "x-cto", start="2011-01-01", end="2010-01-01"),)),
    (
        Rule.TOO_MANY_HOLDERS,
        (
            Person("x-quinn", "Quinn"),
            Tenure("x-quinn", "x-ceo", start="2011-06-01", end="2011-07-01"),
        ),
    ),
    (
        Rule.SAME_TENURE_TWICE,
        (Tenure("x-pat", "x-ceo", start="2011-06-01", end="2011-07-01"),),
    ),
    (Rule.TWO_VERSIONS, (Post("x-cto", "Head of technology"),)),
)


def test_the_sound_piece_is_sound() -> None:
    """Without a planted fault nothing is found."""
    assert not check(grown(History.build(zone="UTC"), SOUND))


@pytest.mark.parametrize(
    ("rule", "fault"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)]
)
@given(history=clean_histories())
def test_a_planted_fault_is_found(rule: Rule, fault: tuple[Fact, ...], history: History) -> None:
    """Each fault, planted in any clean history, is found under its name and no other."""
    found = check(grown(history, (*SOUND, *fault)))
    assert {rule} == {finding.rule for finding in found}, str(found)


def grown(history: History, facts: tuple[Fact, ...]) -> History:
    """Return a history with further facts."""
    return history.with_facts(*facts, sources=[Source("x-news")])
