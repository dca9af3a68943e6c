"""`When`: every accepted form with its bounds, every refusal by name."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import History, InvalidWhenError, Precision, Tenure, When
from orgchart.when import as_when

LOS_ANGELES: Final = "America/Los_Angeles"
LONDON: Final = "Europe/London"

#: Text, first instant, first instant that is too late, precision; all in UTC.
FORMS: Final = (
    ("2023-11-17T12:28-08:00", "2023-11-17T20:28", "2023-11-17T20:28", "instant"),
    ("2023-11-17T12:28-0800", "2023-11-17T20:28", "2023-11-17T20:28", "instant"),
    ("2023-11-17T12:28+05", "2023-11-17T07:28", "2023-11-17T07:28", "instant"),
    ("2023-11-17T12:28Z", "2023-11-17T12:28", "2023-11-17T12:28", "instant"),
    ("2023-11-17T12:28:05.5Z", "2023-11-17T12:28:05.5", "2023-11-17T12:28:05.5", "instant"),
    ("2023-11-17T12:28:05.000001", "2023-11-17T12:28:05.000001", None, "instant"),
    ("2023-11-17T00:30+15:59", "2023-11-16T08:31", "2023-11-16T08:31", "instant"),
    ("2023-11-17", "2023-11-17", "2023-11-18", "day"),
    ("2024-02-29", "2024-02-29", "2024-03-01", "day"),
    ("2023-12", "2023-12-01", "2024-01-01", "month"),
    ("2024-02", "2024-02-01", "2024-03-01", "month"),
    ("2023", "2023-01-01", "2024-01-01", "year"),
    ("2020~", "2019-01-01", "2022-01-01", "year"),
    ("2020?", "2019-01-01", "2022-01-01", "year"),
    ("2020%", "2018-01-01", "2023-01-01", "year"),
    ("2020-03~", "2020-02-01", "2020-05-01", "month"),
    ("2020-03-01?", "2020-02-29", "2020-03-03", "day"),
    ("[2020-11..2020-12]", "2020-11-01", "2021-01-01", "range"),
    ("[2020..2020]", "2020-01-01", "2021-01-01", "range"),
    ("[2020-11-05..2021]", "2020-11-05", "2022-01-01", "range"),
    ("[..2024-09]", "unbounded", "2024-10-01", "range"),
    ("[2024-09..]", "2024-09-01", "unbounded", "range"),
    ("../2024-09", "unbounded", "2024-10-01", "range"),
    ("/2024-09", "unbounded", "2024-10-01", "range"),
    ("2024-09/..", "2024-09-01", "unbounded", "range"),
    ("2024-09/", "2024-09-01", "unbounded", "range"),
    ("2023-10/2024-02", "2023-10-01", "2024-03-01", "range"),
    ("2019~/2021", "2018-01-01", "2022-01-01", "range"),
    ("[2019, 2021-05]", "2019-01-01", "2021-06-01", "range"),
    ("[2020]", "2020-01-01", "2021-01-01", "range"),
    ("[2021, 2019..2020]", "2019-01-01", "2022-01-01", "range"),
    ("[2023-11-17T12:28Z..2023-11-18]", "2023-11-17T12:28", "2023-11-19", "range"),
    ("[2023-11-17T12:28Z, 2023-11-18]", "2023-11-17T12:28", "2023-11-19", "range"),
    ("198X", "1980-01-01", "1990-01-01", "range"),
    ("19XX", "1900-01-01", "2000-01-01", "range"),
    ("198X~", "1979-01-01", "1991-01-01", "range"),
    ("2004-XX", "2004-01-01", "2005-01-01", "range"),
    ("2004-1X", "2004-10-01", "2005-01-01", "range"),
    ("2004-02-XX", "2004-02-01", "2004-03-01", "range"),
    ("2004-02-3X", None, None, "refused"),
    ("2004-XX-31", "2004-01-31", "2005-01-01", "range"),
    ("2020-Q4", "2020-10-01", "2021-01-01", "range"),
    ("2020-Q1", "2020-01-01", "2020-04-01", "range"),
    ("2020-Q1~", "2019-10-01", "2020-07-01", "range"),
    ("2020-21", "2020-03-01", "2020-12-01", "range"),
    ("2020-22", "2019-12-01", "2020-09-01", "range"),
    ("2020-23", "2020-03-01", "2020-12-01", "range"),
    ("2020-24", "2020-06-01", "2021-03-01", "range"),
    ("2020-25", "2020-03-01", "2020-06-01", "range"),
    ("2020-26", "2020-06-01", "2020-09-01", "range"),
    ("2020-27", "2020-09-01", "2020-12-01", "range"),
    ("2020-28", "2020-12-01", "2021-03-01", "range"),
    ("2020-29", "2020-09-01", "2020-12-01", "range"),
    ("2020-30", "2019-12-01", "2020-03-01", "range"),
    ("2020-31", "2020-03-01", "2020-06-01", "range"),
    ("2020-32", "2020-06-01", "2020-09-01", "range"),
    ("2020-33", "2020-01-01", "2020-04-01", "range"),
    ("2020-36", "2020-10-01", "2021-01-01", "range"),
    ("2020-37", "2020-01-01", "2020-05-01", "range"),
    ("2020-39", "2020-09-01", "2021-01-01", "range"),
    ("2020-40", "2020-01-01", "2020-07-01", "range"),
    ("2020-41", "2020-07-01", "2021-01-01", "range"),
    ("early 2017", "2017-01-01", "2017-05-01", "range"),
    ("mid-2017", "2017-05-01", "2017-09-01", "range"),
    ("Late 2017", "2017-09-01", "2018-01-01", "range"),
    ("beginning of 2017", "2017-01-01", "2017-04-01", "range"),
    ("start of 2017", "2017-01-01", "2017-04-01", "range"),
    ("end of 2017", "2017-10-01", "2018-01-01", "range"),
    ("early 2017-02", "2017-02-01", "2017-02-11", "range"),
    ("mid 2017-02", "2017-02-11", "2017-02-21", "range"),
    ("late 2017-02", "2017-02-21", "2017-03-01", "range"),
    ("beginning of 2017-02", "2017-02-01", "2017-02-08", "range"),
    ("end of 2020-02", "2020-02-23", "2020-03-01", "range"),
    ("end of May 2020", "2020-05-25", "2020-06-01", "range"),
    ("Anfang 2017", "2017-01-01", "2017-05-01", "range"),
    ("Mitte 2017", "2017-05-01", "2017-09-01", "range"),
    ("Ende 2020", "2020-10-01", "2021-01-01", "range"),
    ("Anfang März 2020", "2020-03-01", "2020-03-11", "range"),
    ("17 November 2023", "2023-11-17", "2023-11-18", "day"),
    ("17. November 2023", "2023-11-17", "2023-11-18", "day"),
    ("3 Sept 2023", None, None, "refused"),
    ("November 2023", "2023-11-01", "2023-12-01", "month"),
    ("Nov. 2023", "2023-11-01", "2023-12-01", "month"),
    ("dezember 2023", "2023-12-01", "2024-01-01", "month"),
    ("2020年", "2020-01-01", "2021-01-01", "year"),
    ("2020年初", "2020-01-01", "2020-05-01", "range"),
    ("2020年中", "2020-05-01", "2020-09-01", "range"),
    ("2020年底", "2020-10-01", "2021-01-01", "range"),
    ("2023年11月", "2023-11-01", "2023-12-01", "month"),
    ("2023年11月份", "2023-11-01", "2023-12-01", "month"),
    ("2023年11月初", "2023-11-01", "2023-11-08", "range"),
    ("2023年11月上旬", "2023-11-01", "2023-11-11", "range"),
    ("2023年11月中旬", "2023-11-11", "2023-11-21", "range"),
    ("2023年11月下旬", "2023-11-21", "2023-12-01", "range"),
    ("2023年11月末", "2023-11-24", "2023-12-01", "range"),
    ("2023年11月17日", "2023-11-17", "2023-11-18", "day"),
    ("2023年11月17號", "2023-11-17", "2023-11-18", "day"),
    ("3 days after 2024-05-14", "2024-05-17", "2024-05-18", "day"),
    ("a week before 2024-05-14", "2024-05-07", "2024-05-08", "day"),
    ("one month after 2024-01-31", "2024-02-29", "2024-03-01", "day"),
    ("1 month after 2024-01-30", "2024-02-29", "2024-03-01", "day"),
    ("1 year after 2024-02-29", "2025-02-28", "2025-03-01", "day"),
    ("1 year after 2023-02-28", "2024-02-28", "2024-02-29", "day"),
    ("1 month after 2024-02-29", "2024-03-29", "2024-03-30", "day"),
    ("1 month before 2024-04-30", "2024-03-30", "2024-03-31", "day"),
    ("1 month before 2024-03-31", "2024-02-29", "2024-03-01", "day"),
    ("about 1 month after 2024-02-29", "2024-02-29", "2024-04-30", "range"),
    ("1 month after 2024-02", "2024-03-01", "2024-04-01", "month"),
    ("1 year after 9998-12-31", "9999-12-31", "unbounded", "day"),
    ("1 month after [2023-01-29..2023-01-30]", "2023-02-28", "2023-03-01", "range"),
    ("half a year after 2023-11", "2024-05-01", "2024-06-01", "month"),
    ("half an hour after 2023-11-17T12:28Z", "2023-11-17T12:58", "2023-11-17T12:58", "instant"),
    ("half a day before 2023-11-17T12:28Z", "2023-11-17T00:28", "2023-11-17T00:28", "instant"),
    ("90 minutes after 2023-11-17T12:28Z", "2023-11-17T13:58", "2023-11-17T13:58", "instant"),
    ("about 3 days after 2024-05-14", "2024-05-16", "2024-05-19", "range"),
    ("2 years before 2024-09/..", "2022-09-01", "unbounded", "range"),
    ("0001", "0001-01-01", "0002-01-01", "year"),
    ("0001-01-01", "0001-01-01", "0001-01-02", "day"),
    ("0001~", "unbounded", "0003-01-01", "year"),
    ("9999", "9999-01-01", "unbounded", "year"),
    ("9999-12-31", "9999-12-31", "unbounded", "day"),
    ("9999-12-30", "9999-12-30", "9999-12-31", "day"),
    ("9998~", "9997-01-01", "unbounded", "year"),
)

ACCEPTED: Final = tuple(form for form in FORMS if form[3] != "refused")

#: Text and words of the reason.
REFUSED: Final = (
    ("", "write an instant"),
    (" 2020", "write an instant"),
    ("2020 ", "write an instant"),
    ("2020\n", "write an instant"),
    ("２０２０", "write an instant"),
    ("202", "write an instant"),
    ("10000", "write an instant"),
    ("-0001", "write an instant"),
    ("20200101", "write an instant"),
    ("2020-1-1", "write an instant"),
    ("2020-W01", "write an instant"),
    ("2020-001", "write an instant"),
    ("2023-11-17 12:28Z", "write an instant"),
    ("2023-11-17T12Z", "write an instant"),
    ("2023-11-17T12:28z", "write an instant"),
    ("2023-11-17T12:28 PST", "write an instant"),
    ("2023-11-17T12:28:05.1234567Z", "write an instant"),
    ("2023-11-17T12:28-08:60", "write an instant"),
    ("2020-Q5", "write an instant"),
    ("soon", "write an instant"),
    ("unknown", "write an instant"),
    ("ongoing", "write an instant"),
    ("yesterday", "write an instant"),
    ("3 Sept 2023", "write an instant"),
    ("17 2023", "write an instant"),
    ("early 17 November 2023", "write an instant"),
    ("November 2023-11", "write an instant"),
    ("2020[]", "write an instant"),
    ("2020年初11月", "write an instant"),
    ("2020年11月初5日", "write an instant"),
    ("[2020..2021", "write an instant"),
    ("[2020..[2021]..]", "write an instant"),
    ("ſeptember 2020", "write an instant"),
    ("mıd 2020", "write an instant"),
    ("0000", "no such year"),
    ("2023-13", "no such month"),
    ("2023-00", "no such month"),
    ("2023-42", "no such month"),
    ("2020-Q4-01", "no such month"),
    ("2023-02-30", "no such day"),
    ("2023-02-29", "no such day"),
    ("2023-04-31", "no such day"),
    ("2004-02-3X", "no such day"),
    ("31 June 2023", "no such day"),
    ("0 November 2023", "no such day"),
    ("00 November 2023", "no such day"),
    ("2020年13月", "no such month"),
    ("2020年0月", "no such"),
    ("2020年00月", "no such"),
    ("2020年5月00日", "no such day"),
    ("2020年2月30日", "no such day"),
    ("end of 2020-00", "no such"),
    ("early 2020-13", "no such month"),
    ("2023-11-17T24:00Z", "no such day or time"),
    ("2023-11-17T23:59:60Z", "no such day or time"),
    ("2023-02-30T12:00Z", "no such day or time"),
    ("2023-11-17T12:28+16:00", "no place on earth"),
    ("2023-11-17T12:28+23", "no place on earth"),
    ("2023-11-17T12:28+24", "no place on earth"),
    ("[..]", "bounds nothing"),
    ("[]", "bounds nothing"),
    ("/", "bounds nothing"),
    ("../..", "bounds nothing"),
    ("[2020, ]", "bounds nothing"),
    ("[2020..2019]", "swap them"),
    ("2020/2019", "swap them"),
    ("[2023-11-17T12:28Z..2023-11-17T12:27Z]", "swap them"),
    ("2020[Mars/Olympus]", "no time zone 'Mars/Olympus'"),
    ("half a month after 2020", "say how many"),
    ("今年6月", "name it"),
    ("同年11月", "name it"),
    ("2" * 300, "too long"),
)


def instant(text: str | None) -> datetime | None:
    """Return an instant in UTC; None for no bound."""
    return (
        None
        if text in {None, "unbounded"}
        else datetime.fromisoformat(f"{text}").replace(tzinfo=UTC)
    )


@pytest.mark.parametrize(("text", "first", "last", "precision"), ACCEPTED, ids=lambda part: part)
def test_bounds(text: str, first: str, last: str | None, precision: str) -> None:
    """Each accepted form has its documented bounds and precision, and keeps its words."""
    when = When(text, "UTC")
    assert instant(first) == when.earliest
    assert instant(last or first) == when.latest
    assert Precision(precision) == when.precision
    assert text == str(when)
    assert when.approximate is any(mark in text for mark in ("~", "?", "%", "about"))


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[ascii(text)[:40] for text, _ in REFUSED])
def test_refusals(text: str, reason: str) -> None:
    """What cannot be read without guessing is refused, with the text and the reason."""
    with pytest.raises(InvalidWhenError, match=r".") as caught:
        When(text, "UTC")
    assert reason in str(caught.value)
    assert text[:30] in caught.value.text


def test_refused_bounds_without_a_zone() -> None:
    """An instant and a day are not compared where no zone says which day."""
    for text in ("[2023-11-17T12:28Z..2023-11-18]", "[2023-11-17T12:28Z, 2023-11-18]"):
        with pytest.raises(InvalidWhenError, match="zone"):
            When(text)


@given(st.text(max_size=20) | st.text("0123456789-:T.Z+[]~?%X/, QEarlymidso年月初底", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does anything but make a moment or an InvalidWhenError."""
    for zone in (None, "Europe/London"):
        try:
            when = When(text, zone)
        except InvalidWhenError as error:
            assert error.text[:10] in text or text in error.text  # noqa: PT017
        else:
            assert text == when.text
            assert when.low <= when.high


@pytest.mark.parametrize("value", [1, None, 2.5, b"2020", ["2020"]])
def test_other_types_are_refused(value: object) -> None:
    """What is no text, date, datetime or moment is refused by the name of its type."""
    with pytest.raises(InvalidWhenError, match=type(value).__name__):
        as_when(value)
    with pytest.raises(InvalidWhenError, match=type(value).__name__):
        When(value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


class TestZones:
    """Days and clock times are those of a zone."""

    def test_clock_times_that_are_skipped_or_shown_twice(self) -> None:
        """A clock time that names no single instant is refused; with its offset it is taken."""
        for zone, skipped, twice in (
            (LOS_ANGELES, "2024-03-10T02:30", "2024-11-03T01:30"),
            (LONDON, "2024-03-31T01:30", "2024-10-27T01:30"),
        ):
            with pytest.raises(InvalidWhenError, match="skip this local time"):
                When(skipped, zone)
            with pytest.raises(InvalidWhenError, match="show this local time twice"):
                When(twice, zone)
            with pytest.raises(InvalidWhenError, match="skip this local time"):
                When(skipped).in_zone(zone)

    def test_a_repeated_time_with_its_offset(self) -> None:
        """Both showings of a repeated clock time can be written, an hour apart."""
        first = When(f"2024-11-03T01:30-07:00[{LOS_ANGELES}]")
        second = When(f"2024-11-03T01:30-08:00[{LOS_ANGELES}]")
        assert first.certainly_before(second)
        utc = [when.earliest.astimezone(UTC) for when in (first, second) if when.earliest]
        assert timedelta(hours=1) == utc[1] - utc[0]

    def test_an_offset_that_the_zone_beside_it_does_not_have(self) -> None:
        """A zone written beside an offset is a check on it."""
        for text in (
            f"2024-07-01T12:00-08:00[{LOS_ANGELES}]",
            f"2024-03-10T02:30-08:00[{LOS_ANGELES}]",
            f"2024-03-10T02:30-07:00[{LOS_ANGELES}]",
        ):
            with pytest.raises(InvalidWhenError, match="does not have that offset"):
                When(text)
        assert (
            When("2024-07-01T12:00-07:00").low == When(f"2024-07-01T12:00-07:00[{LOS_ANGELES}]").low
        )

    def test_a_zone_given_from_elsewhere_is_no_check(self) -> None:
        """An instant with an offset stands as it is in a history anywhere."""
        when = When("2023-11-17T12:28-08:00", zone=LONDON)
        assert When("2023-11-17T12:28-08:00") == when
        assert when.zone is None
        mixed = When("[2023-11-17T12:28-08:00..2023-11-20]", zone=LONDON)
        assert datetime(2023, 11, 17, 20, 28, tzinfo=UTC) == mixed.earliest

    @pytest.mark.parametrize(
        ("zone", "day", "hours", "first"),
        [
            ("America/Sao_Paulo", "2017-10-15", 23, "2017-10-15T03:00"),
            ("Asia/Beirut", "2023-03-26", 23, "2023-03-25T22:00"),
            ("America/Havana", "2023-03-12", 23, "2023-03-12T05:00"),
            ("America/Sao_Paulo", "2018-02-17", 25, "2018-02-17T02:00"),
            (LOS_ANGELES, "2024-03-10", 23, "2024-03-10T08:00"),
            (LOS_ANGELES, "2024-11-03", 25, "2024-11-03T07:00"),
            (LONDON, "2024-03-31", 23, "2024-03-31T00:00"),
            ("Australia/Lord_Howe", "2024-04-07", 24.5, "2024-04-06T13:00"),
        ],
    )
    def test_days_with_a_clock_change(self, zone: str, day: str, hours: float, first: str) -> None:
        """A day whose clocks change, also at midnight, has its real length and tiles."""
        when = When(day, zone)
        assert when.earliest is not None
        assert when.latest is not None
        assert instant(first) == when.earliest
        elapsed = when.latest.astimezone(UTC) - when.earliest.astimezone(UTC)
        assert timedelta(hours=hours) == elapsed
        before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        assert when.earliest == When(before, zone).latest

    def test_a_day_that_a_zone_skipped(self) -> None:
        """Samoa had no 30 December 2011, so nothing happened on it."""
        with pytest.raises(InvalidWhenError, match="no such day in its zone"):
            When("2011-12-30", zone="Pacific/Apia")
        assert When("2011-12", zone="Pacific/Apia").latest is not None

    @pytest.mark.parametrize(
        "zone",
        [
            "Mars/Olympus", "PST", "PDT", "CEST", "localtime", "posixrules", "EST5EDT4",
            "Mars/EST5EDT", "Etc/GMT+25", "UTC0", "", "/etc/passwd", "../UTC", "Europe",
            "Europe/London ", "zone.tab", "Europe//London",
        ],
    )  # fmt: skip
    def test_what_is_no_zone(self, zone: str) -> None:
        """Abbreviations, rules, files and this machine's own clock are no zones."""
        with pytest.raises(InvalidWhenError, match="no time zone"):
            When("2020", zone=zone)

    def test_two_zones(self) -> None:
        """The zone in the text wins over the one that is given; it shows in the text alone."""
        when = When(f"2023-11-17[{LONDON}]", zone=LOS_ANGELES)
        assert LONDON == when.zone
        assert When("2023-11-17", LONDON).earliest == when.earliest
        assert f"When('2023-11-17[{LONDON}]')" == repr(when)

    def test_in_zone(self) -> None:
        """What has no zone takes the one given; what has another says so in its text."""
        floating = When("2023-11-17")
        assert floating.floating
        placed = floating.in_zone(LONDON)
        assert not placed.floating
        assert When("2023-11-17", LONDON) == placed
        assert placed is placed.in_zone(LONDON)
        moved = placed.in_zone("UTC")
        assert (f"2023-11-17[{LONDON}]", placed.low) == (moved.text, moved.low)
        assert moved is moved.in_zone("UTC")
        assert moved == placed.in_zone(None)
        stated = When("2023-11-17T12:28Z")
        assert stated is stated.in_zone(LONDON)
        assert floating is floating.in_zone(None)

    def test_floating_moments_have_no_instants(self) -> None:
        """Without a zone a day has no first instant, and cannot be put before one that has."""
        floating = When("2023-11-17")
        with pytest.raises(InvalidWhenError, match="its zone is not known"):
            _ = floating.earliest
        with pytest.raises(InvalidWhenError, match="in_zone"):
            floating.certainly_before(When("2023-11-17T12:28Z"))
        with pytest.raises(InvalidWhenError, match="2023-11-17'"):
            When("2023-11-17T12:28Z").possibly_before(floating)
        assert floating.certainly_before(When("2023-11-18"))
        assert When("[..2023]").earliest is None

    def test_bounds_come_in_the_zone(self) -> None:
        """Bounds are aware and told in the zone of the moment, or in UTC."""
        assert "2023-11-17T00:00:00-08:00" == str(When("2023-11-17", LOS_ANGELES).earliest).replace(
            " ", "T"
        )
        stated = When("2023-11-17T12:28-08:00").earliest
        assert stated is not None
        assert timedelta(0) == stated.utcoffset()

    def test_the_ends_of_the_calendar(self) -> None:
        """Bounds that a zone pushes past the calendar are told as open."""
        assert When("0001", "Asia/Shanghai").earliest is None
        assert When("0001", "UTC").earliest is not None
        assert When("9999", "UTC").latest is None


class TestAsWhen:
    """Dates, datetimes and moments become moments."""

    def test_values(self) -> None:
        """Each type of value gives the moment that its text would."""
        naive = datetime(2023, 11, 17, 12, 28)  # noqa: DTZ001 - a clock time in the zone
        aware = naive.replace(tzinfo=timezone(timedelta(hours=-8)))
        assert When("2023-11-17", LONDON) == as_when(date(2023, 11, 17), LONDON)
        assert When("2023-11-17T12:28", LONDON) == as_when(naive, LONDON)
        assert When("2023-11-17T12:28-08:00") == as_when(aware, LONDON)
        assert When("2023-11-17T12:28:05") == as_when(naive.replace(second=5))
        assert When("2023-11-17T12:28:00.000005") == as_when(naive.replace(microsecond=5))
        assert When("2023-11-17T20:28+00:00").low == as_when(aware.astimezone(UTC)).low
        assert When("2023", LONDON) == as_when("2023", LONDON)
        assert When("2023", LONDON) == as_when(When("2023"), LONDON)
        when = When("2023", LONDON)
        assert when is as_when(when)

    def test_a_naive_datetime_that_the_clocks_skip(self) -> None:
        """A clock time without an offset is refused where its zone skips it."""
        with pytest.raises(InvalidWhenError, match="skip"):
            as_when(datetime(2024, 3, 10, 2, 30), LOS_ANGELES)  # noqa: DTZ001 - so meant

    def test_offsets_with_seconds(self) -> None:
        """A datetime from before standard time is the same instant, written in UTC."""
        early = datetime(1850, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
        assert early == as_when(early).earliest
        with pytest.raises(InvalidWhenError):
            as_when(datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")))


class TestOrder:
    """Comparison is three-valued, and sorting goes by a key."""

    def test_certainly_and_possibly(self) -> None:
        """A year is possibly before its own June, certainly before the next year."""
        year, june = When("2020", "UTC"), When("2020-06", "UTC")
        assert year.possibly_before(june)
        assert june.possibly_before(year)
        assert not year.certainly_before(june)
        assert year.certainly_before(When("2021", "UTC"))
        first = When("2020-01-01T00:00Z")
        assert not first.certainly_before(first)
        assert not first.possibly_before(first)
        assert not first.certainly_before(year)
        assert not year.possibly_before(first)

    def test_sorting(self) -> None:
        """Moments are sorted by their first, then last bound, then their text."""
        texts = ["2021", "2020-01-01", "2020", "[..2020]", "[2020..2020]"]
        found = sorted((When(text, "UTC") for text in texts), key=lambda when: when.sort_key)
        expected = ["[..2020]", "2020-01-01", "2020", "[2020..2020]", "2021"]
        assert expected == [when.text for when in found]

    def test_equality_is_of_words(self) -> None:
        """Moments are equal when they are written alike in one zone."""
        assert When("2020", "UTC") == When("2020", "UTC")
        assert When("2020", "UTC") != When("2020[UTC]")
        assert When("2020-01-01T00:00Z") != When("2020-01-01T01:00+01:00")
        assert "When('2020', zone='UTC')" == repr(When("2020", "UTC"))
        assert "When('2020')" == repr(When("2020"))

    def test_what_names_no_state(self) -> None:
        """A moment without an end cannot be asked about."""
        for text in ("[2024..]", "9999", "2024/.."):
            with pytest.raises(InvalidWhenError, match="no end"):
                _ = When(text, "UTC").close


class TestRelative:
    """Dates after other dates."""

    def test_relative(self) -> None:
        """A phrase moves another moment, in its zone."""
        anchor = When("2024-05-14", LONDON)
        moved = When.relative("+3 days after", anchor)
        assert (LONDON, When("2024-05-17", LONDON).earliest) == (moved.zone, moved.earliest)
        stated = When.relative("2 hours before", When("2023-11-17T12:28-08:00"))
        assert datetime(2023, 11, 17, 18, 28, tzinfo=UTC) == stated.earliest

    def test_days_across_a_clock_change(self) -> None:
        """A day later is the same clock time; twenty-four hours later need not be."""
        day = When("1 day after 2024-03-09T12:00", LOS_ANGELES)
        hours = When("24 hours after 2024-03-09T12:00", LOS_ANGELES)
        assert When("2024-03-10T12:00", LOS_ANGELES).low == day.low
        assert When("2024-03-10T13:00", LOS_ANGELES).low == hours.low

    def test_past_the_calendar(self) -> None:
        """Steps that leave the calendar leave a side open or are refused, never crash."""
        assert When("about 1 year after 9998", "UTC").latest is None
        for text in ("1 year after 9999", "999999 years before 2020", "3 of after 2020"):
            with pytest.raises(InvalidWhenError):
                When(text, "UTC")


class TestOldDates:
    """Times from before standard time can be asked for and told."""

    @pytest.mark.parametrize(
        "zone", ["Europe/Amsterdam", "America/New_York", "Asia/Shanghai", "UTC"]
    )
    @pytest.mark.parametrize("start", ["0001", "1850", "1936-06", "9999", "1850-01-01T12:00"])
    def test_dates_of_a_history(self, zone: str, start: str) -> None:
        """The dates of a history can be told and asked for, in any zone and year."""
        history = History.build(zone=zone, tenures=[Tenure("ann", "ceo", start=start)])
        for when in history.dates():
            assert len(history.at(when).tenures) == 1
        assert history.dates()
