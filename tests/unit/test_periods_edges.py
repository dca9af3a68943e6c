"""`Period` at its edges: touching bounds, ends of which only one side is known, moments made."""

from datetime import timedelta
from operator import attrgetter
from typing import Any, Final

import pytest

from orgchart import ONGOING, UNKNOWN, Certainty, InvalidWhenError, Period, When
from orgchart.bounds import UNBOUNDED
from orgchart.periods import bounded, check_floating, moments

NOON: Final = When("2020-01-01T12:00Z")
ONE: Final = When("2020-01-01T13:00Z")


def utc(text: str) -> When:
    """Return a moment in the zone of all that follows."""
    return When(text, "UTC")


def placed(start: str | None, end: str | None) -> Period:
    """Return a period with its ends in that zone."""
    return Period(start, end).in_zone("UTC")


class TestBounds:
    """The first and the last position of an end say what is known of it."""

    @pytest.mark.parametrize(
        ("start", "expected"),
        [(None, (-UNBOUNDED, -UNBOUNDED)), (UNKNOWN, (-UNBOUNDED, UNBOUNDED))],
    )
    def test_starts_that_are_no_moments(self, start: str | None, expected: tuple[int, int]) -> None:
        """A start that is not stated was always; an unknown one may be any."""
        assert expected == Period(start, None).start_bounds

    def test_ends_that_are_no_moments(self) -> None:
        """What goes on, or is not said to end, never ends; an unknown end comes after the start."""
        for end in (None, ONGOING):
            assert (UNBOUNDED, UNBOUNDED) == Period("2020", end).end_bounds
        year = utc("2020")
        assert (year.low, UNBOUNDED) == Period(year, UNKNOWN).end_bounds
        assert (-UNBOUNDED, UNBOUNDED) == Period(None, UNKNOWN).end_bounds

    def test_moments(self) -> None:
        """A moment has its own bounds, as a start and as an end."""
        year, later = utc("2020"), utc("2021")
        period = Period(year, later)
        assert ((year.low, year.high), (later.low, later.high)) == (
            period.start_bounds,
            period.end_bounds,
        )

    def test_at_each_bound(self) -> None:
        """Certainty begins at the last bound of the start and ends at the first of the end."""
        start, end = utc("2020"), utc("2021")
        period = Period(start, end)
        for position, expected in (
            (start.low - 1, None),
            (start.low, Certainty.POSSIBLE),
            (start.high - 1, Certainty.POSSIBLE),
            (start.high, Certainty.CERTAIN),
            (end.low - 1, Certainty.CERTAIN),
            (end.low, Certainty.POSSIBLE),
            (end.high - 1, Certainty.POSSIBLE),
            (end.high, None),
        ):
            assert (position, expected) == (position, period.certainty_at(position))

    def test_points_of_change(self) -> None:
        """They are the bounds of both ends in order, each once, and none that is never reached."""
        start, end = utc("2020"), utc("2022")
        ordered = (start.low, start.high, end.low, end.high)
        assert ordered == Period(start, end).change_points()
        assert (start.low, start.high) == Period(start, start).change_points()
        assert (start.low, start.high) == Period(start, UNKNOWN).change_points()
        assert (end.low, end.high) == Period(UNKNOWN, end).change_points()


class TestSettled:
    """By when a period has surely begun, and surely ended."""

    @pytest.mark.parametrize("start", ["2020", "2020-05-01", "[2019..2020]", "[..2020]"])
    @pytest.mark.parametrize("end", ["2021", "2021-05-01", "[2020..2021]", "[..2021]"])
    def test_with_last_bounds(self, start: str, end: str) -> None:
        """It is the last bound of a moment that has one."""
        assert (utc(start).high, utc(end).high) == placed(start, end).settled

    def test_without_last_bounds(self) -> None:
        """What may be any time from a day on counts from that day."""
        start, end = utc("[2020..]"), utc("[2021..]")
        assert (start.low, end.low) == Period(start, end).settled

    def test_without_any_bound(self) -> None:
        """An unknown start or end never comes; what is not stated was always, and never ends."""
        assert (UNBOUNDED, UNBOUNDED) == Period(UNKNOWN, UNKNOWN).settled
        assert (-UNBOUNDED, UNBOUNDED) == Period(None, None).settled
        assert (-UNBOUNDED, UNBOUNDED) == Period(None, ONGOING).settled
        year = utc("2020")
        assert (year.high, UNBOUNDED) == Period(year, UNKNOWN).settled


class TestDuration:
    """The shortest and the longest time that a period can last."""

    @pytest.mark.parametrize(
        ("start", "end", "shortest", "longest"),
        [
            ("2020-01-01T12:00Z", "2020-01-01T13:00Z", 3600, 3600),
            ("2020-01-01T12:00Z", "2020-01-01T12:00:00.000001Z", 1e-6, 1e-6),
            ("2020-01-01", "2020-01-01", 0, 86400),
            ("2020-01-02", "2020-01-01", 0, 0),
            ("2020-01-01", ONGOING, None, None),
            ("2020-01-01", None, None, None),
            (None, "2020-01-01", None, None),
            ("2020-01-01", UNKNOWN, 0, None),
            (UNKNOWN, "2020-01-01", 0, None),
            (UNKNOWN, UNKNOWN, 0, None),
            ("[..2020-01-01]", "2020-01-03", 86400, None),
            ("2020-01-01", "[2020-01-03..]", 86400, None),
            ("[2020-01-01..]", "2020-01-03", 0, 3 * 86400),
        ],
    )
    def test_limits(
        self, start: str | None, end: str | None, shortest: float | None, longest: float | None
    ) -> None:
        """Each is a time, or None where there is no limit; none is less than nothing."""
        seconds = tuple(
            None if length is None else length.total_seconds()
            for length in placed(start, end).duration
        )
        assert (shortest, longest) == seconds


class TestTwoPeriods:
    """What two periods have in common, and what they make together."""

    def test_those_that_touch_do_not_overlap(self) -> None:
        """Where one ends as the other begins there is no instant at which both hold."""
        first, second = Period(NOON, ONE), Period(ONE, "2020-01-01T14:00Z")
        assert not first.certainly_overlaps(second)
        assert not second.certainly_overlaps(first)
        assert first.certainly_overlaps(Period("2020-01-01T12:59Z", "2020-01-01T14:00Z"))
        assert first.certainly_overlaps(first)
        assert not Period(NOON, NOON).certainly_overlaps(Period(NOON, ONE))

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (("2015", "2018"), ("2016", "2017"), ("2015", "2018")),
            (("2015", "2018"), ("2015-06", "2018-06"), ("2015", "2018")),
            (("2015", "2018-06"), ("2015-06", "[2018..2019]"), ("2015", "[2018..2019]")),
            (("2015", ONGOING), ("2016", "2017"), ("2015", ONGOING)),
            (("2015", "2016"), (UNKNOWN, "2017"), (UNKNOWN, "2017")),
            (("2015", "2016"), ("2016", UNKNOWN), ("2015", UNKNOWN)),
            ((None, "2016"), (UNKNOWN, "2017"), (None, "2017")),
            (("2015", "2020"), ("2015", "2020-12-31"), ("2015", "2020-12-31")),
        ],
    )
    def test_hull(
        self,
        first: tuple[str | None, str | None],
        second: tuple[str | None, str | None],
        expected: tuple[str | None, str | None],
    ) -> None:
        """The hull has the start that can be first and the end that can be last."""
        one, two = placed(*first), placed(*second)
        assert placed(*expected) == one.hull(two) == two.hull(one)

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (("2015", "2020"), ("2018", None), ("2018", "2020")),
            (("2015", "2020"), ("2016", "2019"), ("2016", "2019")),
            (("2015", ONGOING), ("2016", None), ("2016", ONGOING)),
            ((None, "2019"), (UNKNOWN, "2020"), (UNKNOWN, "2019")),
            ((None, None), (None, ONGOING), (None, None)),
            (("2015", UNKNOWN), ("2015", ONGOING), ("2015", UNKNOWN)),
        ],
    )
    def test_meet(
        self,
        first: tuple[str | None, str | None],
        second: tuple[str | None, str | None],
        expected: tuple[str | None, str | None],
    ) -> None:
        """The meet has the later start and the earlier end."""
        one, two = placed(*first), placed(*second)
        assert placed(*expected) == one.meet(two)
        assert placed(*expected).start_bounds == two.meet(one).start_bounds
        assert placed(*expected).end_bounds == two.meet(one).end_bounds

    def test_meet_of_vague_ends(self) -> None:
        """Where neither end is surely the later, the result lies between the later bounds."""
        one, two = placed("[2015..2018]", "[2019..2022]"), placed("2016", "2020")
        both = one.meet(two)
        assert (utc("2016").low, utc("2018").high) == both.start_bounds
        assert (utc("2019").low, utc("2020").high) == both.end_bounds
        assert isinstance(both.start, When)
        assert not both.start.floating

    @pytest.mark.parametrize("zone", ["Europe/London", "America/Los_Angeles", "Pacific/Apia"])
    def test_the_close_of_a_day_is_written_as_the_day(self, zone: str) -> None:
        """In the zone of the periods, also on days on which clocks change."""
        for day in ("2020-03-29", "2020-10-25", "2020-03-08", "2020-02"):
            close = When(day, zone).high
            made = bounded(When("2019", zone).low, close, Period(day).in_zone(zone), is_end=True)
            assert isinstance(made, When)
            assert made.high == close
            assert made.text.endswith(f"..{day}]" if len(day) > len("2020-02") else "..2020-02-29]")
            assert (zone, False) == (made.zone, made.floating)

    def test_the_close_of_another_day_is_not(self) -> None:
        """What is no midnight of the zone, or of no one zone, is written as an instant."""
        close = When("2020-02", "Asia/Kolkata").high
        for periods in (
            [Period("2019").in_zone("Europe/London")],
            [Period("2019").in_zone("Europe/London"), Period("2019").in_zone("Asia/Kolkata")],
        ):
            made = bounded(NOON.low - 2 * 10**12, close, *periods, is_end=False)
            assert isinstance(made, When)
            assert made.text.endswith("..2020-02-29T18:29:59.999999+00:00]")
            assert made.high == close - 1

    def test_meet_of_a_day_and_an_instant(self) -> None:
        """The day of the zone is the last bound to the instant, whatever the other end is in."""
        one, two = Period("[2018..2020]").in_zone("Europe/Berlin"), Period("2019-06-01T00:00Z")
        both = one.meet(two)
        assert "from [2019-06-01T00:00+00:00..2020-12-31]" == str(both)
        assert (two.start_bounds[0], one.start_bounds[1]) == both.start_bounds

    def test_meet_of_floating_clock_times(self) -> None:
        """Without a zone clock times stay without one."""
        both = Period("[2018..2020-01-01T12:00]").meet(Period("2019"))
        assert "from [2019-01-01T00:00..2020-01-01T12:00]" == str(both)

    def test_meet_of_floating_ends(self) -> None:
        """What is made of moments without a zone has none either."""
        both = Period("[2015..2018]", "[2019..2022]").meet(Period("2016", "2020"))
        assert all(when.floating for when in moments(both))
        assert (When("2016").low, When("2018").high) == both.start_bounds
        assert (When("2019").low, When("2020").high) == both.end_bounds

    @pytest.mark.parametrize(
        ("stated", "life", "expected"),
        [
            ((None, "2020"), ("2015", "2024"), ("2015", "2020")),
            (("2016", None), ("2015", "2024"), ("2016", "2024")),
            (("2016", "2020"), ("2015", "2024"), ("2016", "2020")),
            ((None, None), (None, ONGOING), (None, ONGOING)),
        ],
    )
    def test_within(
        self,
        stated: tuple[str | None, str | None],
        life: tuple[str | None, str | None],
        expected: tuple[str | None, str | None],
    ) -> None:
        """Each end that is not stated is taken from the life around, and only those."""
        assert Period(*expected) == Period(*stated).within(Period(*life))


class TestMoments:
    """Moments that are made of bounds, and those that cannot stand side by side."""

    def test_the_end_of_a_period_is_kept(self) -> None:
        """Bounds that an end of a period has are told by that end, in its own words."""
        period = placed("mid 2020", "2021")
        start = bounded(*period.start_bounds, Period(), period, is_end=False)
        end = bounded(*period.end_bounds, Period(), period, is_end=True)
        assert (period.start, period.end) == (start, end)

    def test_others_are_made(self) -> None:
        """Other bounds become a range up to the last microsecond; an unbounded side stays open."""
        year = utc("2020")
        for low, high, text in (
            (year.low, year.high, "[2020-01-01T00:00Z..2020-12-31T23:59:59.999999Z]"),
            (-UNBOUNDED, year.high, "[..2020-12-31T23:59:59.999999Z]"),
            (year.low, UNBOUNDED, "[2020-01-01T00:00Z..]"),
        ):
            for is_end in (False, True):
                made = bounded(low, high, Period(), is_end=is_end)
                assert isinstance(made, When)
                assert (low, high if high == UNBOUNDED else high - 1) == (made.low, made.high)
                assert text.replace("Z", "+00:00") == made.text.replace("Z", "+00:00")
        assert UNKNOWN is bounded(-UNBOUNDED, UNBOUNDED, is_end=False)

    def test_a_bound_that_is_reached(self) -> None:
        """An instant that belongs to the range is written as it is."""
        made = bounded(-UNBOUNDED, NOON.high, is_end=True)
        assert isinstance(made, When)
        assert ("[..2020-01-01T12:00+00:00]", NOON.high) == (made.text, made.high)

    def test_they_float_where_asked(self) -> None:
        """They have no zone where the periods have none, or where the caller says so."""
        year = When("2020")
        floating = bounded(year.low, year.high, Period("2018"), is_end=False)
        asked = bounded(year.low, year.high, is_end=False, floating=True)
        placed_ = bounded(year.low, year.high, is_end=False)
        assert [True, True, False] == list(map(attrgetter("floating"), (floating, asked, placed_)))

    def test_moments_of_a_period(self) -> None:
        """Only ends that are moments, the start first."""
        assert () == moments(Period(UNKNOWN, ONGOING))
        assert (When("2020"),) == moments(Period("2020", UNKNOWN)) == moments(Period(None, "2020"))
        assert (When("2020"), When("2021")) == moments(Period("2020", "2021"))

    def test_zones_are_not_mixed(self) -> None:
        """Moments with and without a zone have no order, and the one without is named."""
        with pytest.raises(InvalidWhenError, match=r"2021.*give the history a zone"):
            check_floating((utc("2020"), When("2021"), When("2022")))
        for alike in ((), (When("2021"), When("2022")), (utc("2020"),)):
            check_floating(alike)

    def test_each_end_is_placed_by_itself(self) -> None:
        """A floating end is placed, one that is none stays."""
        assert Period(utc("2020"), UNKNOWN) == Period("2020", UNKNOWN).in_zone("UTC")
        assert Period(UNKNOWN, utc("2020")) == Period(UNKNOWN, "2020").in_zone("UTC")

    def test_an_end_before_the_start(self) -> None:
        """An end that touches the start leaves nothing; one that may come later leaves some."""
        assert Period(NOON, NOON).certainly_empty()
        assert not Period(NOON, ONE).certainly_empty()
        assert not Period(NOON, UNKNOWN).certainly_empty()

    def test_periods_have_no_order(self) -> None:
        """No period is less than another: each has two ends, and each end two bounds."""
        periods: list[Any] = [Period(), Period()]
        with pytest.raises(TypeError):
            sorted(periods)


def test_a_day_is_twenty_four_hours_in_utc() -> None:
    """The shortest and the longest stay of somebody who came on one day and left on the third."""
    assert (timedelta(days=1), timedelta(days=3)) == placed("2020-01-01", "2020-01-03").duration
