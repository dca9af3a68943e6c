"""Moments in figures and in words: what they bound, what they refuse, and laws for all of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import History, InvalidWhenError, Precision, Tenure, When
from tests.support.times import vague_moments, zones

MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS_DE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

years = st.integers(1, 9999)
months = st.integers(1, 12)
days = st.dates()


def bounds(text: str, zone: str = "UTC") -> tuple[int, int]:
    """Return the two bounds of a moment."""
    when = When(text, zone)
    return when.low, when.high


def ends(text: str) -> tuple[str, str]:
    """Return the first day of a moment and the first that is too late."""
    when = When(text, "UTC")
    return str(when.earliest)[:10], str(when.latest)[:10]


def inside(inner: str, outer: str, zone: str = "UTC") -> bool:
    """Say whether the bounds of one moment lie inside those of another."""
    first, second = bounds(inner, zone), bounds(outer, zone)
    return second[0] <= first[0] <= first[1] <= second[1]


@given(vague_moments(), zones())
def test_prints_as_written(text: str, zone: str) -> None:
    """A moment prints as it was written, also once it is placed in a zone and in a file."""
    assert text == str(When(text)) == str(When(text, zone)) == str(When(text).in_zone(zone))
    assert When(text, zone) == When(text).in_zone(zone)
    history = History.build(zone=zone, tenures=[Tenure("ann", "ceo", start=text)])
    assert text == str(history.tenures[0].start)


@given(vague_moments(), zones(), zones())
def test_a_second_zone_moves_nothing(text: str, zone: str, other: str) -> None:
    """A moment that has a zone is the same instants wherever it goes, in words and in figures."""
    placed = When(text, zone)
    moved = placed.in_zone(other)
    assert (placed.low, placed.high) == (moved.low, moved.high)
    assert (placed.low, placed.high) == bounds(str(moved), other)


@given(days, zones())
def test_a_date_lies_inside_the_coarser_one(day: date, zone: str) -> None:
    """A day lies in its month, and that in its year, its decade and its century."""
    text = day.isoformat()
    coarser = [text, text[:7], text[:4], f"{text[:3]}X", f"{text[:2]}XX", "XXXX"]
    for inner, outer in pairwise(coarser):
        assert inside(inner, outer, zone)


@given(years, months, st.sampled_from("~?%"))
def test_marks_widen(year: int, month: int, mark: str) -> None:
    """What is marked as approximate or uncertain bounds more, both marks still more."""
    for text in (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-Q1"):
        assert inside(text, text + mark)
        assert inside(text + mark, f"{text}%")
        assert When(text + mark, "UTC").approximate


@given(years, months)
def test_parts_lie_inside_and_cover(year: int, month: int) -> None:
    """Early, mid and late tile a year and a month; beginning and end lie inside."""
    for whole in (f"{year:04d}", f"{year:04d}-{month:02d}"):
        thirds = [bounds(f"{part} {whole}") for part in ("early", "mid", "late")]
        low, high = bounds(whole)
        assert (low, high) == (thirds[0][0], thirds[2][1])
        for first, second in pairwise(thirds):
            assert first[1] + 1 == second[0]
        for part in ("beginning of", "start of", "end of"):
            assert inside(f"{part} {whole}", whole)


@given(years)
def test_codes_and_quarters_tile_a_year(year: int) -> None:
    """Quarters, thirds and halves of EDTF follow each other and are the year."""
    text = f"{year:04d}"
    for codes in (["Q1", "Q2", "Q3", "Q4"], range(33, 37), range(37, 40), range(40, 42)):
        parts = [bounds(f"{text}-{code}") for code in codes]
        assert bounds(text) == (parts[0][0], parts[-1][1])
        for first, second in pairwise(parts):
            assert first[1] + 1 == second[0]


@given(years)
def test_seasons_of_one_hemisphere_lie_inside_the_wide_ones(year: int) -> None:
    """A season that names no hemisphere covers the one of the north and the one of the south."""
    for wide, north, south in ((21, 25, 29), (22, 26, 30), (23, 27, 31)):
        for code in (north, south):
            assert inside(f"{year:04d}-{code}", f"{year:04d}-{wide}")


def test_winter_of_either_hemisphere() -> None:
    """The winter that names no hemisphere covers that of the north and that of the south."""
    assert inside("2020-32", "2020-24")
    assert inside("2020-28", "2020-24")


@given(days)
def test_one_day_in_three_languages(day: date) -> None:
    """A day is the same in figures, in English, in German and in Chinese."""
    year = f"{day.year:04d}"
    expected = bounds(day.isoformat())
    for text in (
        f"{day.day} {MONTHS_EN[day.month - 1]} {year}",
        f"{day.day} {MONTHS_EN[day.month - 1][:3]} {year}",
        f"{day.day}. {MONTHS_DE[day.month - 1]} {year}",
        f"{year}年{day.month}月{day.day}日",
        f"{year}年{day.month:02d}月{day.day:02d}号",
    ):
        assert expected == bounds(text)
        assert Precision.DAY == When(text).precision


@given(years, months)
def test_one_part_in_three_languages(year: int, month: int) -> None:
    """A part of a year or a month is the same in English, in German and in Chinese."""
    text, name = f"{year:04d}", MONTHS_DE[month - 1]
    yearly = (("early", "Anfang", "初"), ("mid", "Mitte", "中"), ("end of", "Ende", "底"))
    for english, german, chinese in yearly:
        expected = bounds(f"{english} {text}")
        assert expected == bounds(f"{german} {text}") == bounds(f"{text}年{chinese}")
    monthly = (("early", "Anfang", "上旬"), ("mid", "Mitte", "中旬"), ("end of", "Ende", "底"))
    for english, german, chinese in monthly:
        expected = bounds(f"{english} {text}-{month:02d}")
        assert expected == bounds(f"{english} {MONTHS_EN[month - 1]} {text}")
        assert expected == bounds(f"{german} {name} {text}")
        assert expected == bounds(f"{text}年{month}月{chinese}")


members = st.one_of(
    days.map(date.isoformat),
    st.builds("{:04d}-{:02d}".format, years, months),
    st.builds("{:04d}".format, years),
    st.sampled_from(("2020~", "198X", "2020-Q4", "end of 2020", "2020年底", "3 May 2020")),
)


@given(st.lists(members, min_size=1, max_size=5))
def test_one_of_a_set(texts: list[str]) -> None:
    """One of several dates lies between the first and the last, in whatever order they stand."""
    known = [bounds(text) for text in texts]
    expected = min(low for low, _ in known), max(high for _, high in known)
    assert expected == bounds(f"[{', '.join(texts)}]") == bounds(f"[{','.join(texts[::-1])}]")


@given(days, st.integers(0, 400))
def test_between_before_and_after(day: date, count: int) -> None:
    """Bounds with dots and with a slash say the same, and open ones reach without end."""
    last = (date(2000, 1, 1) + (day - date(2000, 1, 1)) % timedelta(days=9000)).isoformat()
    first = (date.fromisoformat(last) - timedelta(days=count)).isoformat()
    assert bounds(f"[{first}..{last}]") == bounds(f"{first}/{last}")
    assert (bounds(first)[0], bounds(last)[1]) == bounds(f"{first}/{last}")
    assert bounds(f"[..{last}]") == bounds(f"../{last}") == bounds(f"/{last}")
    assert bounds(f"[{first}..]") == bounds(f"{first}/..") == bounds(f"{first}/")
    assert When(f"[..{last}]", "UTC").earliest is None
    assert When(f"[{first}..]", "UTC").latest is None


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(0, 999))
def test_days_after(day: date, count: int) -> None:
    """Days and weeks after a day are the day that the calendar says."""
    anchor = When(day.isoformat(), "UTC")
    expected = When((day + timedelta(days=count)).isoformat(), "UTC").earliest
    assert expected == When.relative(f"+{count} days after", anchor).earliest
    assert expected == When(f"{count} days after {day}", "UTC").earliest
    weeks = When((day - timedelta(days=7 * count // 7 * 7)).isoformat(), "UTC").earliest
    assert weeks == When(f"{7 * count // 7} weeks before {day}", "UTC").earliest


@given(vague_moments(zoned=False), st.sampled_from(("day", "week", "month", "year")), zones())
def test_relative_dates_move_both_bounds(text: str, unit: str, zone: str) -> None:
    """A date after another has bounds in order, later ones, and *about* widens it."""
    text = f"[{text.replace('/', '..')}]" if "/" in text else text
    anchor = When(text, zone)
    later = When(f"2 {unit}s after {text}", zone)
    assert later.low <= later.high
    assert anchor.earliest is None or anchor.low < later.low
    assert anchor.latest is None or anchor.high < later.high
    about = When(f"about 2 {unit}s after {text}", zone)
    assert about.low <= later.low
    assert later.high <= about.high
    assert about.approximate


def test_the_forms_of_the_issue() -> None:
    """Each vague date that articles use has its documented bounds."""
    for text, first, last in (
        ("early 2017", "2017-01-01", "2017-05-01"),
        ("mid-2017", "2017-05-01", "2017-09-01"),
        ("late 2017", "2017-09-01", "2018-01-01"),
        ("end of 2020", "2020-10-01", "2021-01-01"),
        ("Ende 2020", "2020-10-01", "2021-01-01"),
        ("Anfang 2017", "2017-01-01", "2017-05-01"),
        ("2020年底", "2020-10-01", "2021-01-01"),
        ("2023年11月17日", "2023-11-17", "2023-11-18"),
        ("half a year after 2023-11", "2024-05-01", "2024-06-01"),
        ("3 days after 2024-05-14", "2024-05-17", "2024-05-18"),
        ("1984?/2004-06~", "1983-01-01", "2004-08-01"),
        ("1985-XX-XX", "1985-01-01", "1986-01-01"),
        ("XXXX-12-XX", "0001-12-01", "None"),
        ("156X-12-25", "1560-12-25", "1569-12-26"),
        ("15XX-12-25", "1500-12-25", "1599-12-26"),
        ("198X-02-29", "1980-02-29", "1988-03-01"),
        ("2001-21", "2001-03-01", "2001-12-01"),
        ("[1667,1668, 1670..1672]", "1667-01-01", "1673-01-01"),
        ("[..1760-12-03]", "None", "1760-12-04"),
        ("[1760-12..]", "1760-12-01", "None"),
    ):
        assert (text, first, last) == (text, *ends(text))


@pytest.mark.parametrize(
    "text",
    [
        # What needs a context.
        "今年6月", "去年底", "上月", "last June", "next year", "this autumn", "heute", "同年",
        # What exists in no calendar.
        "2023-02-30", "1900-02-29", "2023-06-31T12:00Z", "2023年2月29日", "30 February 2024",
        "30. Februar 2024", "2023-02-3X", "XXXX-02-30", "198X-13", "199X-02-29~~",
        # Years that are not in it.
        "0000", "0000-01-01", "10000", "-0001", "-1985", "Y170000002", "000X-00",
        # Offsets that are nowhere.
        "2023-11-17T12:28+25:00", "2023-11-17T12:28-25:00", "2023-11-17T12:28+24:00",
        "2023-11-17T12:28+08:99",
        # Forms of EDTF level 2 that mean several dates, or parts of one.
        "{1960,1961}", "1950S2", "?2004-06~-11", "2004-~06", "Y17E7",
        # Half a text.
        "early", "end of", "of 2020", "3 days after", "days after 2020", "-3 days after 2020",
        "3 fortnights after 2020", "half a week after 2020", "底2020年", "2020年底底", "Ende",
        "early mid 2020", "early 2020~", "2020~~", "2020-Q0", "[2020", "2020]", "[[2020]]",
        "2020/2021/2022", "[2020..2021..2022]", "[..2020..]",
        # Zones that are nowhere.
        "2020-01-01[Mars/Olympus]", "2020-01-01T12:00[+08:00]", "2020-01-01[]",
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    """What cannot be read without guessing is refused, alone and inside other forms."""
    for whole in (text, f"[{text}..2030]", f"[{text}, 2001]", f"3 days after {text}"):
        with pytest.raises(InvalidWhenError, match=r"is not a moment"):
            When(whole, "UTC")


@pytest.mark.parametrize("form", ["{}", "[{}..2025]", "[2020, {}]", "3 hours after {}", "{}/2025"])
def test_clock_changes_are_met_inside_every_form(form: str) -> None:
    """A clock time that the zone skips or shows twice is refused wherever it stands."""
    for clock, said in (("2024-03-10T02:30", "skip"), ("2024-11-03T01:30", "twice")):
        text = form.format(clock)
        with pytest.raises(InvalidWhenError, match=said):
            When(text, "America/Los_Angeles")
        with pytest.raises(InvalidWhenError, match=said):
            When(text).in_zone("America/Los_Angeles")
        assert When(text, "UTC").low


def test_steps_into_a_clock_change() -> None:
    """A day later at a clock time that is skipped or shown twice is refused, as if written out."""
    for anchor in ("2024-03-09T02:30", "2024-11-02T01:30"):
        with pytest.raises(InvalidWhenError):
            When(f"1 day after {anchor}", "America/Los_Angeles")


def test_steps_are_those_of_the_zone_beside_an_offset() -> None:
    """A day after noon in a zone is noon there, whether or not its offset is written too."""
    zone = "America/Los_Angeles"
    anchor = When(f"2024-03-09T12:00-08:00[{zone}]")
    expected = When("2024-03-10T12:00", zone)
    assert expected.earliest == When.relative("1 day after", anchor).earliest


@pytest.mark.parametrize("phrase", ["early", "end of", "+++3 days after"])
def test_relative_takes_relative_phrases_only(phrase: str) -> None:
    """What says neither after nor before is no phrase for `When.relative`."""
    with pytest.raises(InvalidWhenError):
        When.relative(phrase, When("2024", "UTC"))


@pytest.mark.parametrize("phrase", ["", "3 days", "after", "3 days after the", "2020", "[2019,"])
def test_relative_refuses(phrase: str) -> None:
    """A phrase that is none is refused."""
    with pytest.raises(InvalidWhenError):
        When.relative(phrase, When("2024", "UTC"))


@given(vague_moments(zoned=False), zones())
def test_relative_of_any_moment(text: str, zone: str) -> None:
    """Any moment can be an anchor, and one of a floating one floats."""
    for anchor in (When(text), When(text, zone), When(text, zone).in_zone("UTC")):
        moved = When.relative("+3 days after", anchor)
        assert (anchor.zone, anchor.floating) == (moved.zone, moved.floating)
        assert f"3 days after {anchor}" == str(moved)


def test_relative_of_an_offset() -> None:
    """Days after an instant with an offset are instants, with no zone from elsewhere."""
    moved = When.relative("+3 days after", When("2023-11-17T12:28-08:00"))
    assert When("2023-11-20T12:28-08:00").earliest == moved.earliest


def test_relative_of_an_interval() -> None:
    """Days after an interval with a slash move both its ends, as those of one in brackets."""
    expected = When.relative("2 days after", When("[2019-05-01..2020]", "UTC"))
    found = When.relative("2 days after", When("2019-05-01/2020", "UTC"))
    assert (expected.low, expected.high) == (found.low, found.high)


def test_steps_onto_a_midnight_that_is_skipped() -> None:
    """A clock time of midnight that the zone skips is refused; the day it is in stands."""
    zone = "America/Sao_Paulo"
    assert When("2017-10-15", zone).earliest == When("1 day after 2017-10-14", zone).earliest
    with pytest.raises(InvalidWhenError, match="skip"):
        When("1 day after 2017-10-14T00:00", zone)


@pytest.mark.parametrize(
    "text", ["1 year after 9999", "1 day before 0001-01-01", "2 days after [..2020]"]
)
def test_steps_past_the_calendar(text: str) -> None:
    """A step past the ends of the calendar is refused or leaves a side open, and never crashes."""
    for zone in ("UTC", "Asia/Shanghai", "America/Los_Angeles"):
        try:
            when = When(text, zone)
        except InvalidWhenError as error:
            assert text in str(error)  # noqa: PT017
        else:
            assert when.low <= when.high


@pytest.mark.parametrize("form", ["[{}..2025]", "[2020, {}]", "2020/{}"])
def test_instants_and_days_without_a_zone(form: str) -> None:
    """Where no zone is known an instant with an offset has no order with a day."""
    text = form.format("2023-11-17T12:28Z")
    with pytest.raises(InvalidWhenError, match="no zone"):
        When(text)
    assert When(text, "UTC").low


@pytest.mark.parametrize(
    ("text", "zone"),
    [("0001-01-01T00:00", "Asia/Shanghai"), ("9999-12-31T23:59", "America/Los_Angeles")],
)
def test_clock_times_at_the_ends_of_the_calendar(text: str, zone: str) -> None:
    """A clock time whose instant lies past the calendar in UTC is read or refused."""
    try:
        when = When(text, zone)
    except InvalidWhenError:
        return
    assert when.low == when.high
