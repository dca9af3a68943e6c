"""Dated tables of real ministers; see `real_data`."""

from pathlib import Path

import pytest

from orgchart import History, Tenure, TenureKind
from orgchart.io.dated import read_tables_with_report
from orgchart.io.rows import EntryKind, ReadReport

PRIME_MINISTER = "4c4203ef-0b06-40c8-bb84-4590a570f31c"
ATTORNEY_GENERAL = "ad8c0a5b-2508-4689-97d3-7266eed3043c"


def ministers(real_data: Path, **options: str) -> tuple[History, ReadReport]:
    """Read all tables that say who held what."""
    folder = real_data / "uk-ministers-ifg"
    return read_tables_with_report(
        people=folder / "person.csv",
        units=folder / "organisation.csv",
        posts=folder / "post.csv",
        tenures=folder / "appointment.csv",
        parts=folder / "appointment_characteristics.csv",
        links=folder / "organisation_link.csv",
        columns={"posts": {"title": "name", "rank": "rank_equivalence_value"}},
        zone="Europe/London",
        **options,
    )


@pytest.fixture(scope="session")
def read(real_data: Path) -> tuple[History, ReadReport]:
    """Return the history with ends as they are when nobody tells."""
    return ministers(real_data)


def test_prime_ministers(read: tuple[History, ReadReport]) -> None:
    """All ten from 1979 to 2026, each from the day the former one left."""
    history, _ = read
    held = [each for each in history.succession(PRIME_MINISTER) if isinstance(each, Tenure)]
    names = [history.at(str(each.start)).person_name(each.person) for each in held]
    assert [
        "Margaret Thatcher",
        "John Major",
        "Tony Blair",
        "Gordon Brown",
        "David Cameron",
        "Theresa May",
        "Boris Johnson",
        "Liz Truss",
        "Rishi Sunak",
        "Keir Starmer",
    ] == names
    assert [str(each.end) for each in held[:-1]] == [str(each.start) for each in held[1:]]
    assert ("1979-05-04", "None") == (str(held[0].start), str(held[-1].end))


def test_attorney_general_on_leave(read: tuple[History, ReadReport]) -> None:
    """One is on leave, one acts."""
    chart = read[0].at("2021-03-15")
    said = {
        chart.person_name(held.person): (held.kind, len(chart.leaves_of(held.person)))
        for held in chart.holders(ATTORNEY_GENERAL)
    }
    assert {
        "Suella Braverman": (TenureKind.SUBSTANTIVE, 1),
        "Michael Ellis": (TenureKind.ACTING, 1),
    } == said
    away = {
        chart.person_name(leave.person) for leave in chart.leaves if leave.post == ATTORNEY_GENERAL
    }
    assert {"Suella Braverman"} == away


def test_ends_on_the_day_of_a_change_of_government(
    real_data: Path, read: tuple[History, ReadReport]
) -> None:
    """The half-open reading has 30 in force, the inclusive one 174; the report says which."""
    half_open, report = read
    inclusive, told = ministers(real_data, ends="inclusive")
    assert 30 == len(half_open.at("2024-07-05").tenures)
    assert 174 == len(inclusive.at("2024-07-05").tenures)
    assert ("exclusive", "inclusive") == (report.of("ends")[0].text, told.of("ends")[0].text)


def test_what_was_done(read: tuple[History, ReadReport]) -> None:
    """Two appointments end before they start, each with its part; all else is kept."""
    history, report = read
    assert (9770, 4) == (report.rows_read, report.set_aside)
    assert [1730, 2749] == [e.line for e in report.of("reversed") if "appointment.csv" in e.file]
    assert {"renamed": 15, "succession": 45, "parts": 9}.items() <= report.counts.items()
    assert EntryKind.SET_ASIDE is report.of("reversed")[0].kind
    assert 12 == len(history.leaves)
    assert 3665 == len({dict(held.extra)["id"] for held in history.tenures})


def test_a_department_is_renamed(read: tuple[History, ReadReport]) -> None:
    """The Department of Health is one unit, with versions of its name."""
    history, _ = read
    former = "12390fca-213d-4045-b45a-0d33c14f633d"
    assert "Department of Health" == history.at("2018-01-07").unit_name(former)
    assert "Department of Health and Social Care" == history.at("2018-01-08").unit_name(former)
