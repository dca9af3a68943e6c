"""A folder of tables as a lake: what it opens, what it refuses, and how it is asked."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet  # type: ignore[import-untyped] # it comes without types
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
    UnreadableFileError,
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

parquet: Final[Any] = pyarrow.parquet


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


def test_answers_go_on_in_ibis(acme: Path, connection: BaseBackend) -> None:
    """An answer is an expression like any other."""
    tenures = open_lake(acme, connection).at("2021").tenures
    assert 2 == tenures.count().execute()
    assert ["bob"] == [row["person"] for row in rows(tenures.filter(tenures["kind"] == "acting"))]


def test_changes_tell_their_instant(acme: Path, connection: BaseBackend) -> None:
    """Each change has the instant by which it has surely happened, in UTC, before 1970 too."""
    changes = rows(open_lake(acme, connection).changes("1900", "2024"))
    told = {
        (row["second"], row["before"] is None): row["at"].isoformat()
        for row in changes
        if row["kind"] == "tenure" and row["first"] == "ann"
    }
    assert told == {
        ("old", True): "1961-02-04T00:00:00",
        ("old", False): "2001-02-04T00:00:00",
        ("ceo", True): "2019-03-02T00:00:00",
        ("ceo", False): "2023-11-17T12:28:00",
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


def test_a_folder_with_an_odd_name(acme: Path, tmp_path: Path, connection: BaseBackend) -> None:
    """Signs that engines take for patterns are letters in the name of a folder."""
    odd = tmp_path / "a [b] {c,d}*?"
    shutil.copytree(acme, odd)
    assert 2 == open_lake(odd, connection).at("2021").tenures.count().execute()


def test_an_address_is_read_by_the_engine(acme: Path, connection: BaseBackend) -> None:
    """Where a folder has an address, the engine reads all of it, `history.json` too."""
    lake = open_lake(f"file://{acme}", connection)
    assert ("Acme", "Europe/London", False) == (lake.name, lake.zone, lake.floating)
    assert 2 == lake.at("2021").tenures.count().execute()


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


def refusal(folder: Path) -> str:
    """Return what is said when a folder cannot be opened."""
    with pytest.raises(UnreadableFileError) as caught:
        open_lake(folder)
    return str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The message names the file that is missing, and what writes it."""
    said = refusal(tmp_path / "nothing")
    assert "nothing/history.json" in said
    assert "No such file" in said
    assert "write_parquet" in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "no format"),
        ('{"format": 1, "name": "Acme"}', "no format 'orgchart tables'"),
        ('{"format": "orgchart tables", "version": 7}', "its version is 7, this release reads 1"),
    ],
    ids=["broken", "a list", "a history", "newer"],
)
def test_another_file_in_its_place(tmp_path: Path, text: str, reason: str) -> None:
    """A `history.json` of another form is refused."""
    (tmp_path / "history.json").write_text(text, encoding="utf-8")
    assert reason in refusal(tmp_path)


def test_tables_and_columns_that_are_missing(acme: Path, tmp_path: Path) -> None:
    """The message names the table, and the column."""
    place = tmp_path / "tables"
    shutil.copytree(acme, place)
    for file in (place / "units").rglob("*.parquet"):
        parquet.write_table(parquet.read_table(file).drop_columns(["place"]), file)
    said = refusal(place)
    assert "tables/units" in said
    assert "no column 'place'" in said
    shutil.rmtree(place / "units")
    assert "tables/units: it is missing" in refusal(place)
