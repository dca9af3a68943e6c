"""
What a type checker concludes about the public names.

mypy and pyright check each `assert_type`; the tests run the same lines, so that they stay true.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, assert_type

import pytest

import orgchart
from orgchart import (
    Certainty,
    Change,
    ChangeKind,
    Diff,
    Edit,
    Fact,
    Finding,
    History,
    Leave,
    LineKind,
    Period,
    Person,
    Post,
    Precision,
    Report,
    ReportingLine,
    Rule,
    Snapshot,
    Source,
    Tenure,
    TenureKind,
    Unit,
    Vacancy,
    When,
)
from orgchart.kinds import Ongoing, Unknown
from orgchart.periods import End, Start

HISTORY = History.build(
    name="Acme",
    zone="Europe/London",
    people=[Person("ann", "Ann Lee", names={"zh-Hans": "李安"})],
    units=[Unit("acme", "Acme", start="2001")],
    posts=[Post("ceo", "Chief executive", unit="acme"), Post("cto", "Technology", unit="acme")],
    tenures=[Tenure("ann", "ceo", start="2019-03", end="2023-11-17", sources=("news",))],
    lines=[ReportingLine("ceo", None), ReportingLine("cto", "ceo")],
    leaves=[Leave("ann", start="2020-06-01", end=orgchart.UNKNOWN)],
    sources=[Source("news", title="Chief executive leaves", published="2023-11-18")],
)
BEFORE, AFTER = HISTORY.at("2023-11-16"), HISTORY.at("2023-11-17")


def test_moments() -> None:
    """A moment has bounds that may be missing, and a period has ends of several sorts."""
    when = When("2023-11", zone="Europe/London")
    assert_type(when.text, str)
    assert_type(when.precision, Precision)
    assert_type(when.earliest, datetime | None)
    assert_type(when.certainly_before(When("2024", zone="UTC")), bool)
    period = Period("2019-03", orgchart.ONGOING)
    assert_type(period.start, Start)
    assert_type(period.end, End)
    assert isinstance(period.start, When)
    assert_type(period.start, When)


def test_sentinels() -> None:
    """A sentinel is a type of its own, so that `is` narrows a union."""
    assert_type(orgchart.UNKNOWN, Literal[Unknown.UNKNOWN])
    assert_type(orgchart.ONGOING, Literal[Ongoing.ONGOING])
    manager = BEFORE.manager_of("cto")
    assert_type(manager, Post | Unit | Unknown | None)
    assert manager is not None
    assert manager is not orgchart.UNKNOWN
    assert_type(manager, Post | Unit)


def test_facts() -> None:
    """The fields of facts have the types that they have after conversion."""
    tenure = BEFORE.tenures[0]
    assert_type(tenure, Tenure)
    assert_type(tenure.period, Period)
    assert_type(tenure.kind, TenureKind)
    assert_type(tenure.certainty, Certainty)
    assert_type(tenure.sources, tuple[str, ...])
    assert_type(BEFORE.lines[0].kind, LineKind)
    assert_type(BEFORE.posts["ceo"].seats, int | None)
    assert_type(BEFORE.people["ann"].name_in("zh-Hans"), str)


def test_snapshot() -> None:
    """A chart answers with mappings by id and with tuples."""
    assert_type(BEFORE, Snapshot)
    assert_type(BEFORE.at, When | None)
    assert_type(BEFORE.people, Mapping[str, Person])
    assert_type(BEFORE.units, Mapping[str, Unit])
    assert_type(BEFORE.posts, Mapping[str, Post])
    assert_type(BEFORE.leaves, tuple[Leave, ...])
    assert_type(BEFORE.facts, Mapping[tuple[str, ...], Fact])
    assert_type(BEFORE.holders("ceo"), tuple[Tenure, ...])
    assert_type(BEFORE.incumbent("ceo"), Tenure | None)
    assert_type(BEFORE.line_of("cto"), ReportingLine | None)
    assert_type(BEFORE.reports_to("ceo", dotted=True), tuple[str, ...])
    assert_type(BEFORE.vacancies, tuple[Vacancy, ...])
    assert_type(BEFORE.organization_of("cto"), str | None)
    assert_type(orgchart.chain_of_command(BEFORE, "cto"), tuple[str, ...])
    assert_type(orgchart.reports_of(BEFORE, "ceo"), tuple[str, ...])
    assert_type(orgchart.roots(BEFORE), tuple[Post, ...])
    assert_type(orgchart.reporting_cycles(BEFORE), tuple[tuple[str, ...], ...])


def test_diff() -> None:
    """The algebra keeps charts and diffs apart."""
    change = orgchart.diff(BEFORE, AFTER)
    assert_type(change, Diff)
    assert_type(HISTORY.diff("2023-11-16", "2023-11-17"), Diff)
    assert_type(-change, Diff)
    assert_type(change + -change, Diff)
    assert_type(BEFORE + change, Snapshot)
    assert_type(AFTER - change, Snapshot)
    assert_type(change.edits, tuple[Edit, ...])
    assert_type(change.changes, tuple[Change, ...])
    assert_type(change.changes[0].kind, ChangeKind)
    assert_type(change.describe(), str)


def test_diffs_are_not_charts() -> None:
    """What has no meaning is refused by the checkers, and at run time."""
    change = orgchart.diff(BEFORE, AFTER)
    with pytest.raises(TypeError):
        BEFORE + AFTER  # type: ignore[operator] # pyright: ignore[reportOperatorIssue]
    with pytest.raises(TypeError):
        change - BEFORE  # type: ignore[operator] # pyright: ignore[reportOperatorIssue]


def test_history() -> None:
    """A history answers with charts, moments and facts."""
    assert_type(HISTORY.dates(), tuple[When, ...])
    assert_type(HISTORY.changes("2023", "2024"), Iterator[Change])
    assert_type(HISTORY.careers("ann"), tuple[Tenure, ...])
    assert_type(HISTORY.succession("ceo"), tuple[Tenure | Vacancy, ...])
    assert_type(History.from_snapshots({"2023-01-31": BEFORE}), History)


def test_check() -> None:
    """A check takes a chart or a history, and its findings name rules of a closed list."""
    report = orgchart.check(HISTORY)
    assert_type(report, Report)
    assert_type(orgchart.check(BEFORE), Report)
    assert_type(report.findings, tuple[Finding, ...])
    assert_type([finding.rule for finding in report], list[Rule])


def test_files(tmp_path: Path) -> None:
    """What is read is a history; a path may be text."""
    orgchart.dump(HISTORY, tmp_path / "acme.toml")
    assert_type(orgchart.load(str(tmp_path / "acme.toml")), History)
