"""How a lake is asked, and what it answers beside what a history does."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from ibis.backends import BaseBackend

from orgchart import (
    History,
    InvalidWhenError,
    Leave,
    Person,
    Post,
    ReportingLine,
    Tenure,
    When,
)
from orgchart.lake import open_lake
from tests.lake.plain import facts_in, facts_on, rows

ACME = History.build(
    name="Acme",
    zone="Europe/London",
    people=[
        Person("ann", "Ann Lee", names={"zh": "李安"}),
        Person("bob", "Bob"),
        Person("cy", "Cy"),
    ],
    posts=[Post("ceo", "Chief executive"), Post("cto", "Technology", seats=2), Post("old", "Old")],
    tenures=[
        Tenure("ann", "ceo", start="2019-03-01", end="2023-11-17T12:28Z", extra={"pay": "much"}),
        Tenure("bob", "cto", start="2020", kind="acting"),
        Tenure("ann", "old", end="2001-02-03", start="1961-02-03"),
    ],
    lines=[ReportingLine("cto", "ceo", start="2020-05"), ReportingLine("ceo", None)],
    leaves=[Leave("cy", start="2021-01-01", end="2021-02-01")],
)


@pytest.fixture(scope="module")
def acme(folder: Callable[..., Path]) -> Path:
    """Return the folder of a small history."""
    return folder(ACME)


def test_moments_are_given_as_for_a_history(acme: Path, connection: BaseBackend) -> None:
    """Text, a date, a datetime and a `When` all say when."""
    lake = open_lake(acme, connection)
    moments = ("2020-06", date(2020, 6, 30), datetime(2020, 6, 30, tzinfo=UTC), When("2020"))
    for moment in moments:
        assert facts_on(ACME.at(moment)) == facts_in(lake.at(moment), lake.zone)
    assert When("2020-06", "Europe/London") == lake.at("2020-06").at
    assert "<Lake of Acme>" == repr(lake)
    assert "<ChartTables at 2020-06>" == repr(lake.at("2020-06"))


def test_answers_go_on_in_ibis(acme: Path, connection: BaseBackend) -> None:
    """An answer is an expression like any other."""
    tenures = open_lake(acme, connection).at("2021").tenures
    assert 2 == tenures.count().execute()
    assert ["bob"] == [row["person"] for row in rows(tenures.filter(tenures["kind"] == "acting"))]


def test_changes_tell_their_instant_and_day(acme: Path, connection: BaseBackend) -> None:
    """Each change has the instant by which it has surely happened, in UTC, and its local day."""
    changes = rows(open_lake(acme, connection).changes("1900", "2024"))
    told = {
        (row["second"], row["before"] is None): (row["at"].isoformat(), row["day"].isoformat())
        for row in changes
        if row["kind"] == "tenure" and row["first"] == "ann"
    }
    assert told == {
        ("old", True): ("1961-02-04T00:00:00", "1961-02-03"),
        ("old", False): ("2001-02-04T00:00:00", "2001-02-03"),
        ("ceo", True): ("2019-03-02T00:00:00", "2019-03-01"),
        ("ceo", False): ("2023-11-17T12:28:00", "2023-11-17"),
    }


def test_an_empty_history(folder: Callable[..., Path], connection: BaseBackend) -> None:
    """A history without facts has empty charts, and takes moments with and without a zone."""
    lake = open_lake(folder(History.build()), connection)
    assert lake.floating is None
    assert not facts_in(lake.at("2020-01-01T00:00Z"), None)
    assert [] == rows(lake.diff("2019", "2020"))


def test_tables_in_one_piece(folder: Callable[..., Path], connection: BaseBackend) -> None:
    """Tables that are not split into partitions answer the same."""
    lake = open_lake(folder(ACME, partitioned=False), connection)
    assert facts_on(ACME.at("2021-01-15")) == facts_in(lake.at("2021-01-15"), lake.zone)


@pytest.mark.parametrize("zone", ["Europe/London", None])
@pytest.mark.parametrize("moment", ["2020", "2020-01-01T00:00Z", "someday", "[2020..]"])
def test_moments_that_cannot_be_asked_for(
    folder: Callable[..., Path], zone: str | None, moment: str
) -> None:
    """What a history takes is taken, and what it refuses is refused in the same words."""
    history = History.build(
        zone=zone, people=[Person("ann", "Ann")], tenures=[Tenure("ann", "ceo", start="2020")]
    )
    lake = open_lake(folder(history))
    expected = refused(history.at, moment)
    assert [expected] * 3 == [refused(ask, moment) for ask in (lake.at, lake.spans, lake.vacancies)]
    for between in (lake.diff, lake.changes):
        assert expected == refused(partial(between, moment), moment)


def refused(ask: Callable[[str], object], moment: str) -> str | None:
    """Return what is said against a moment; None when there is an answer."""
    try:
        ask(moment)
    except InvalidWhenError as error:
        return str(error)
    return None
