"""
A lake answers what the library answers, on each engine, about many generated histories at once.

Spark takes a second for the plan of each table: unless the run is thorough it is asked every other
thing.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pytest
from ibis.backends import BaseBackend

from orgchart import History
from orgchart.lake import Lake, open_lake
from tests.counts import thorough
from tests.lake.generated import united
from tests.lake.plain import edits_in, facts_in, facts_on, rows, spans_on, vacancies_on

#: Far before, in the middle of it all, and after; an instant among them where there is a zone.
MOMENTS: Mapping[bool, tuple[str, ...]] = {
    True: ("2018", "2020-01-01T00:00Z", "2020-02-02", "2021~"),
    False: ("2019-12-02", "2020-12"),
}
SPANS: Mapping[bool, tuple[tuple[str, str], ...]] = {
    True: (("2020-02-02", "2020-02-03"), ("2018", "2021-06"), ("2021-02", "2019-12")),
    False: (("2019-01", "2021"),),
}


@pytest.fixture(scope="session")
def moments(zoned: bool, connection: BaseBackend) -> Sequence[str]:  # noqa: FBT001 - a fixture is handed over by name
    """Return what an engine is asked about."""
    asked = MOMENTS[zoned]
    return asked if thorough() or connection.name == "duckdb" else asked[1::2]


@pytest.fixture(scope="session")
def spans(zoned: bool, connection: BaseBackend) -> Sequence[tuple[str, str]]:  # noqa: FBT001 - as above
    """Return between what an engine is asked to find the difference."""
    asked = SPANS[zoned]
    return asked if thorough() or connection.name == "duckdb" else asked[1::2] or asked


@pytest.fixture(params=(True, False), ids=("zoned", "floating"), scope="session")
def zoned(request: pytest.FixtureRequest) -> bool:
    """Take the histories in a zone, then those without one."""
    return bool(request.param)


@pytest.fixture(scope="session")
def history(zoned: bool) -> History:  # noqa: FBT001 - a fixture is handed over by name
    """Return the generated histories as one."""
    return united(zoned=zoned)


@pytest.fixture(scope="session")
def lake(history: History, connection: BaseBackend, folder: Callable[..., Path]) -> Lake:
    """Open the generated histories on an engine."""
    return open_lake(folder(history), connection)


def test_the_generated_histories_are_worth_it(history: History) -> None:
    """They hold what is hard: doubt, rivals, what was taken back, several facts about one key."""
    facts = list(history.facts)
    charts = [history.at(moment) for moment in ("2020", "2021")]
    assert history.conflicts()
    assert any(fact.retracted_by for fact in facts)
    assert any(fact.after for fact in facts)
    for chart in charts:
        assert chart.certain().facts
        assert chart.possible().facts
        assert {key for key in chart.facts if key[0] == "tenure" and len(key) > 3}


def test_at(lake: Lake, history: History, moments: Sequence[str]) -> None:
    """The chart at a moment holds the same facts, every field of them, as surely."""
    for moment in moments:
        assert facts_on(history.at(moment)) == facts_in(lake.at(moment), lake.zone)


def test_diff(lake: Lake, history: History, spans: Sequence[tuple[str, str]]) -> None:
    """The difference of two moments has the same edits, backwards too."""
    for before, after in spans:
        expected = {e.key: (e.before, e.after) for e in history.diff(before, after)}
        found = list(edits_in(rows(lake.diff(before, after)), lake.zone))
        assert expected == dict(map(_paired, found))
        assert len(expected) == len(found)


def _paired(edit: tuple[Any, Any, Any]) -> tuple[Any, Any]:
    key, before, after = edit
    return key, (before, after)


def test_changes(lake: Lake, history: History) -> None:
    """What happened has the same edits, in the same order of time."""
    found = sorted(rows(lake.changes("2018", "2023")), key=lambda row: int(row["position"]))
    changes = history.changes("2018", "2023")
    told = iter([(e.key, e.before, e.after) for change in changes for e in change.edits])
    for position, group in groupby(found, key=lambda row: int(row["position"])):
        edits = list(edits_in(list(group), lake.zone))
        assert Counter(islice(told, len(edits))) == Counter(edits), position
    assert [] == list(told)


def test_spans_and_vacancies(lake: Lake, history: History, moments: Sequence[str]) -> None:
    """Managers have as many reports, and posts as many empty seats, as surely."""
    for moment in moments:
        managers = rows(lake.spans(moment))
        assert spans_on(history, moment) == {tuple(row.values()) for row in managers}
        seats = rows(lake.vacancies(moment))
        assert vacancies_on(history, moment) == {tuple(row.values()) for row in seats}
