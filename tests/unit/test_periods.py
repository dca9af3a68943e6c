"""`Period`: what it takes, says and answers."""

from datetime import date, timedelta

import pytest

from orgchart import ONGOING, UNKNOWN, Certainty, InvalidWhenError, Period, When


def at(period: Period, text: str) -> Certainty | None:
    """Return whether a period holds at the close of a date."""
    return period.in_zone("UTC").certainty_at(When(text, "UTC").close)


@pytest.mark.parametrize(
    ("start", "end", "words", "shown"),
    [
        (None, None, "not stated", "Period(None, None)"),
        ("2020", None, "from 2020", "Period('2020', None)"),
        (None, "2020", "to 2020", "Period(None, '2020')"),
        ("2019-03", "2020", "from 2019-03 to 2020", "Period('2019-03', '2020')"),
        (UNKNOWN, "2020", "began, not known when to 2020", "Period('unknown', '2020')"),
        ("2020", UNKNOWN, "from 2020, ended, not known when", "Period('2020', 'unknown')"),
        (None, UNKNOWN, "ended, not known when", "Period(None, 'unknown')"),
        ("2020", ONGOING, "from 2020, still going", "Period('2020', 'ongoing')"),
        (None, ONGOING, "still going", "Period(None, 'ongoing')"),
        (UNKNOWN, "ongoing", "began, not known when, still going", "Period('unknown', 'ongoing')"),
        (date(2020, 1, 2), None, "from 2020-01-02", "Period('2020-01-02', None)"),
        (When("2020"), None, "from 2020", "Period('2020', None)"),
    ],
)  # fmt: skip
def test_words(start: str | None, end: str | None, words: str, shown: str) -> None:
    """A period takes moments as text, dates or values, and tells itself in words."""
    period = Period(start, end)
    assert words == str(period)
    assert shown == repr(period)


@pytest.mark.parametrize(("start", "end"), [("soon", None), (None, "2020-13"), ("ongoing", None)])
def test_refusals(start: str | None, end: str | None) -> None:
    """Ends that are no moments are refused; nothing starts as ongoing."""
    with pytest.raises(InvalidWhenError):
        Period(start, end)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # at the close of 2019-12-31, 2020-01-01, 2020-06-30, 2020-12-31, 2021-12-31
        ("2020-01-01", "2020-12-31", "-CC--"),
        ("2020", "2021", "-PPC-"),
        ("2020", None, "-PPCC"),
        ("2020", ONGOING, "-PPCC"),
        (None, "2020", "CPP--"),
        (None, None, "CCCCC"),
        (UNKNOWN, None, "PPPPP"),
        (UNKNOWN, "2020-06-30", "PP---"),
        ("2020-06-30", UNKNOWN, "--PPP"),
        (None, UNKNOWN, "PPPPP"),
        ("[..2020-06]", ONGOING, "PPCCC"),
        ("[2020-06..]", ONGOING, "--PPP"),
        ("2020", "2020", "-PP--"),
        ("2020-06", "2020-01", "-----"),
    ],
)
def test_certainty(start: str | None, end: str | None, expected: str) -> None:
    """A period is certain, possible or out at the close of each day as documented."""
    signs = {Certainty.CERTAIN: "C", Certainty.POSSIBLE: "P", None: "-"}
    days = ("2019-12-31", "2020-01-01", "2020-06-30", "2020-12-31", "2021-12-31")
    assert expected == "".join(signs[at(Period(start, end), day)] for day in days)


def test_instants_are_closed_and_open() -> None:
    """What starts at an instant is in force at it, what ends at it is gone."""
    period = Period("2020-01-01T12:00Z", "2020-01-01T13:00Z")
    answers = [at(period, f"2020-01-01T{clock}Z") for clock in ("11:59", "12:00", "12:59", "13:00")]
    assert [None, Certainty.CERTAIN, Certainty.CERTAIN, None] == answers


def test_within() -> None:
    """Ends that are not stated are taken from the life around; stated ones stay."""
    life = Period("2015", "2024")
    assert Period("2015", "2024") == Period().within(life)
    assert Period("2020", "2024") == Period("2020").within(life)
    assert Period("2015", ONGOING) == Period(None, ONGOING).within(life)
    assert Period(UNKNOWN, "2024") == Period(UNKNOWN, None).within(life)
    stated = Period("2016", "2017")
    assert stated is stated.within(life)


@pytest.mark.parametrize(
    ("start", "end", "empty"),
    [
        ("2020", "2019", True),
        ("2020", "2020", False),
        ("2020-01-02", "2020-01-01", True),
        ("2020-01-01", "2020-01-01", False),
        ("2020-01-01T12:00Z", "2020-01-01T12:00Z", True),
        ("2020-01-01T12:00Z", "2020-01-01T12:01Z", False),
        ("2020", UNKNOWN, False),
        (UNKNOWN, "2020", False),
        (None, None, False),
        ("[..2020]", "2019", False),
    ],
)
def test_certainly_empty(start: str | None, end: str | None, *, empty: bool) -> None:
    """A period is empty when its end can only lie at or before its start."""
    assert empty is Period(start, end).certainly_empty()


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2019", "2021"), ("2020", "2022"), True),
        (("2019", "2020"), ("2020", "2022"), False),
        (("2019", "2021"), ("2018-06", "2022"), True),
        (("2020-01-01", "2020-02-01"), ("2020-02-01", "2020-03-01"), False),
        (("2020-01-01", "2020-02-02"), ("2020-01-01", "2020-03-01"), True),
        (("2020", None), (None, None), True),
        (("2020", UNKNOWN), (None, None), False),
        ((UNKNOWN, "2022"), (None, "2021"), False),
    ],
)
def test_certainly_overlaps(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], *, overlap: bool
) -> None:
    """Two periods overlap for sure when both certainly hold at some instant."""
    assert overlap is Period(*first).certainly_overlaps(Period(*second))
    assert overlap is Period(*second).certainly_overlaps(Period(*first))


def test_hull() -> None:
    """The hull goes from the earlier start to the later end."""
    assert Period("2015", "2024") == Period("2015", "2018").hull(Period("2018", "2024"))
    assert Period("2015", None) == Period("2015", "2018").hull(Period("2018"))
    assert Period(None, "2018") == Period("2015", "2018").hull(Period(None, "2016"))


def test_change_points() -> None:
    """Only at the bounds of its ends can the answer of a period change."""
    assert () == Period().change_points()
    assert () == Period(UNKNOWN, ONGOING).change_points()
    assert 2 == len(Period("2020").change_points())
    assert 1 == len(Period("2020-01-01T12:00Z", ONGOING).change_points())
    assert 4 == len(Period("2020", "2022").change_points())


def test_in_zone() -> None:
    """Floating ends are placed, others stay, and a placed period is itself."""
    placed = Period("2020", ONGOING).in_zone("UTC")
    assert Period(When("2020", "UTC"), ONGOING) == placed
    assert placed is placed.in_zone("UTC")
    assert Period(UNKNOWN, None) == Period(UNKNOWN, None).in_zone("UTC")


def test_a_clipped_month_still_has_length() -> None:
    """Stretches have a length in days also over a leap February."""
    when = When("2024-02", "UTC")
    assert when.earliest is not None
    assert when.latest is not None
    assert timedelta(days=29) == when.latest - when.earliest
