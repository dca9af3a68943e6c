"""The day of a change by the clocks of the history's zone, on each engine."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import tzset
from typing import Any, Final

import ibis
import pytest
from ibis.backends import BaseBackend

from orgchart import History, Post, Tenure, When
from orgchart.calendars import EPOCH, find_zone
from orgchart.lake import open_lake
from orgchart.lake.days import clocks_set, with_day
from tests.lake.plain import rows

engines: Final[Any] = ibis

ZONES = (
    "America/Los_Angeles",
    "Europe/Stockholm",
    "Africa/Casablanca",
    "Pacific/Kiritimati",
    "UTC",
    None,
)
YEARS = (1, 1582, 1899, 1916, 1943, 1969, 1970, 2023, 2040, 2099, 2501, 9998)


def local_day(position: int, zone: str | None) -> date:
    """Return the day of a position by the clocks of a zone."""
    since = EPOCH + timedelta(microseconds=(position - 1) >> 1)
    return since.astimezone(UTC if zone is None else find_zone(zone)).date()


def days_of(
    connection: Any,  # noqa: ANN401 - any engine
    zone: str | None,
    positions: list[int],
) -> dict[int, date]:
    """Return the days that an engine finds."""
    table = engines.memtable({"position": positions})
    found = with_day(table, zone, min(positions), max(positions))
    shown = found.select("position", day=found["day"].cast("string"))
    told = connection.to_pyarrow(shown).to_pylist()
    return {row["position"]: date.fromisoformat(row["day"]) for row in told}


def around(*dates: str, zone: str | None) -> list[int]:
    """Return positions at the close of dates and beside it."""
    closes = [When(text, zone).close for text in dates]
    return [close + step for close in closes for step in (-1, 0, 1, 3)]


@pytest.mark.parametrize("zone", ZONES)
def test_days_by_the_clocks_of_a_zone(zone: str | None) -> None:
    """Whatever the year, summer and winter, the day is the one that Python's zones tell."""
    dates = [f"{year:04}-{rest}" for year in YEARS for rest in ("01-31", "07-01", "10-29")]
    positions = around(*dates, zone=zone)
    expected = {position: local_day(position, zone) for position in positions}
    assert expected == days_of(engines.duckdb.connect(), zone, positions)


@pytest.mark.parametrize("year", [2023, 2150, 2600])
def test_days_of_one_year(year: int) -> None:
    """A short time, near or far, is read by the clocks of then."""
    zone = "Europe/London"
    positions = around(f"{year}-06-30", f"{year}-12-31", zone=zone)
    expected = {position: local_day(position, zone) for position in positions}
    assert expected == days_of(engines.duckdb.connect(), zone, positions)


def test_days_on_each_engine(connection: BaseBackend) -> None:
    """Each engine finds the same days, whatever the zone of its session is."""
    zone = "America/Los_Angeles"
    positions = around("1918-03-31", "2023-11-05", "2023-11-30", zone=zone)
    expected = {position: local_day(position, zone) for position in positions}
    setting = "SET TimeZone = '{}'" if connection.name == "duckdb" else "SET TIME ZONE '{}'"
    engine: Any = connection
    for session in ("Asia/Tokyo", "UTC"):
        engine.raw_sql(setting.format(session))
        assert expected == days_of(engine, zone, positions)


def test_clocks_that_are_set_within_days() -> None:
    """In 1939 the clocks of Freetown were set twice within four days."""
    zone = find_zone("Africa/Freetown")
    assert zone is not None
    first, last = (
        (datetime(1939, month, day, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
        for month, day in ((8, 1), (10, 1))
    )
    found = [EPOCH + timedelta(microseconds=time) for time in clocks_set(zone, first, last)]
    offsets = {
        (EPOCH + timedelta(hours=hour)).astimezone(zone).utcoffset()
        for hour in range(first // 3_600_000_000, last // 3_600_000_000)
    }
    assert len(offsets) - 1 <= len(found)
    for time in found:
        before = (time - timedelta(seconds=1)).astimezone(zone).utcoffset()
        assert before != time.astimezone(zone).utcoffset()


def test_changes_by_month(folder: Callable[..., Path]) -> None:
    """Who begins on the last of a month begins in that month, where UTC is in the next one."""
    history = History.build(
        zone="America/Los_Angeles",
        tenures=[
            Tenure("ann", "ceo", start="2023-11-30"),
            Tenure("bob", "ceo", start="2023-11-01T00:00-07:00"),
            Tenure("cy", "ceo", start="2023-10"),
        ],
    )
    lake = open_lake(folder(history))
    changes: Any = lake.changes("2022", "2024")
    told = {row["first"]: row["day"] for row in rows(changes.select("first", "day"))}
    assert {
        "ann": date(2023, 11, 30),
        "bob": date(2023, 11, 1),
        "cy": date(2023, 10, 31),
    } == told
    month = changes.group_by(month=changes["day"].truncate("M")).aggregate(edits=changes.count())
    expected = {date(2023, 11, 1): 2, date(2023, 10, 1): 1}
    assert expected == {row["month"]: row["edits"] for row in rows(month)}


def test_floating_days(folder: Callable[..., Path]) -> None:
    """Without a zone, the day is the one that was written."""
    history = History.build(posts=[Post("p", "P", start="2023-11-30", end="2023-12-31")])
    assert history.zone is None
    found = rows(open_lake(folder(history)).changes("2022", "2025"))
    assert {date(2023, 11, 30), date(2023, 12, 31)} == {row["day"] for row in found}


def test_the_last_moment_that_can_be_told(folder: Callable[..., Path]) -> None:
    """What changes in the year 10000 of UTC is told as a history tells it."""
    history = History.build(
        zone="UTC", posts=[Post("p", "P", start="2000", end="9999-12-31T23:59-12:00")]
    )
    (change,) = history.changes("2001", "9999-12-31T23:59-12:00")
    (row,) = rows(open_lake(folder(history)).changes("2001", "9999-12-31T23:59-12:00"))
    assert str(change.at) == f"{row['at'].isoformat()}+00:00"
    assert row["day"] == date.max


def test_instants_of_the_first_year(folder: Callable[..., Path], connection: BaseBackend) -> None:
    """What pandas has no room for, and so Spark's way to Arrow, is told as text and as a day."""
    posts = [Post("p", "P", start="0001-02-03", end="1500"), Post("q", "Q", start="9000")]
    history = History.build(zone="UTC", posts=posts)
    changes: Any = open_lake(folder(history), connection).changes("0001-01-01", "9998")
    told = rows(changes.select("day", at=changes["at"].cast("string")))
    assert {(row["at"], row["day"]) for row in told} == {
        ("0001-02-04 00:00:00", date(1, 2, 3)),
        ("1501-01-01 00:00:00", date(1500, 12, 31)),
        ("9001-01-01 00:00:00", date(9000, 12, 31)),
    }


@pytest.fixture
def in_los_angeles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the clocks of this process go by another zone."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "America/Los_Angeles")
        tzset()
        yield
    tzset()


@pytest.mark.usefixtures("in_los_angeles")
def test_instants_of_an_hour_that_clocks_repeat(
    folder: Callable[..., Path], connection: BaseBackend
) -> None:
    """Instants are those of UTC, also where the clocks of the process show one time twice."""
    instants = ("2023-11-05T08:30", "2023-11-05T09:30")
    posts = [Post(instant, "P", start=f"{instant}Z") for instant in instants]
    lake = open_lake(folder(History.build(zone="UTC", posts=posts)), connection)
    found = rows(lake.changes("2022", "2024"))
    assert {instant: f"{instant}:00" for instant in instants} == {
        row["first"]: row["at"].isoformat() for row in found
    }
