"""`When` at its edges: bounds that touch, positions past the calendar, zones with odd offsets."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from orgchart import InvalidWhenError, When
from orgchart.bounds import UNBOUNDED
from orgchart.when import as_when, instant_at

NEW_YORK: Final = "America/New_York"
AMSTERDAM: Final = "Europe/Amsterdam"
NOON: Final = When("2023-11-17T12:00Z")


class TestText:
    """What is written, and what is made of other values."""

    @pytest.mark.parametrize(
        ("value", "kind"), [(2020, "int"), (None, "NoneType"), (b"2020", "bytes")]
    )
    def test_other_types_are_named(self, value: object, kind: str) -> None:
        """What is no text is refused with its type and with what is accepted."""
        makers: list[Callable[[Any], object]] = [When, as_when]
        for make in makers:
            with pytest.raises(InvalidWhenError, match=f"it is of type {kind}") as caught:
                make(value)
            assert str(value) in str(caught.value)
            assert "2023-11-17" in str(caught.value)

    @pytest.mark.parametrize(
        ("when", "shown"),
        [
            (When("2020", "UTC"), "When('2020', zone='UTC')"),
            (When("2020[UTC]"), "When('2020[UTC]')"),
            (When("2020[UTC]", "UTC"), "When('2020[UTC]')"),
            (When("2020"), "When('2020')"),
        ],
    )
    def test_shown(self, when: When, shown: str) -> None:
        """A moment is shown as it would be made, its zone once."""
        assert shown == repr(when)

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (datetime(2023, 11, 17, 12, 28, tzinfo=UTC), "2023-11-17T12:28+00:00"),
            (datetime(2023, 11, 17, 12, 28, 5, tzinfo=UTC), "2023-11-17T12:28:05+00:00"),
            (datetime(2023, 11, 17, 12, 28, 0, 5, UTC), "2023-11-17T12:28:00.000005+00:00"),
            (
                datetime(2023, 11, 17, 12, tzinfo=timezone(timedelta(hours=5, minutes=30))),
                "2023-11-17T12:00+05:30",
            ),
            (
                datetime(2023, 11, 17, 12, tzinfo=timezone(timedelta(seconds=30))),
                "2023-11-17T11:59:30+00:00",
            ),
            (date(2023, 11, 17), "2023-11-17"),
        ],
    )
    def test_dates_and_datetimes(self, value: date, text: str) -> None:
        """Each is written as finely as it is, with its own offset where that has whole minutes."""
        assert text == as_when(value).text

    def test_the_zone_of_a_value(self) -> None:
        """A zone is taken by what has none of its own, and by nothing else."""
        for value, text, zone in (
            (date(2023, 11, 17), "2023-11-17", NEW_YORK),
            ("2023", "2023", NEW_YORK),
            (When("2023"), "2023", NEW_YORK),
            (NOON, "2023-11-17T12:00Z", None),
        ):
            found = as_when(value, NEW_YORK)
            assert (text, zone) == (found.text, found.zone)
        moved = as_when("2023[UTC]", NEW_YORK)
        assert ("UTC", "2023[UTC]") == (moved.zone, moved.text)


class TestOrder:
    """Before and after, where bounds touch."""

    def test_days_that_touch(self) -> None:
        """A day is certainly before the next, and the next not possibly before it."""
        first, second = When("2023-11-17", "UTC"), When("2023-11-18", "UTC")
        assert first.certainly_before(second)
        assert first.possibly_before(second)
        assert not second.possibly_before(first)
        assert not second.certainly_before(first)
        midnight = When("2023-11-18T00:00Z")
        assert first.certainly_before(midnight)
        assert not midnight.certainly_before(second)
        assert midnight.possibly_before(second)

    def test_an_instant_is_not_before_itself(self) -> None:
        """Neither certainly nor possibly."""
        assert not NOON.certainly_before(NOON)
        assert not NOON.possibly_before(NOON)

    def test_which_of_two_floats(self) -> None:
        """The moment without a zone is named, on whichever side it stands."""
        floating = When("2024")
        for one, two in ((floating, NOON), (NOON, floating)):
            for ask in (one.certainly_before, one.possibly_before):
                with pytest.raises(InvalidWhenError, match="'2024' is not"):
                    ask(two)

    def test_moments_have_no_order(self) -> None:
        """Sorting needs a key: no moment is less than another."""
        whens: list[Any] = [When("2020"), When("2021")]
        with pytest.raises(TypeError):
            sorted(whens)

    def test_the_close_of_what_is_asked(self) -> None:
        """It is the last bound, and refused where there is none."""
        for when in (When("2020", "UTC"), NOON, When("[..2020]", "UTC")):
            assert when.high == when.close
        with pytest.raises(InvalidWhenError, match="no end before the year 10000"):
            _ = When("[2020..]", "UTC").close


class TestZones:
    """Moments in a zone from elsewhere."""

    def test_a_zone_that_it_has(self) -> None:
        """In its own zone a moment is itself."""
        when = When("2023", NEW_YORK)
        assert when is when.in_zone(NEW_YORK)
        assert NOON is NOON.in_zone(NEW_YORK)

    def test_another_zone_is_written_out(self) -> None:
        """In another zone it keeps its own, says so in its text, and stays where it was."""
        when = When("2023", NEW_YORK)
        for zone in ("UTC", None):
            moved = when.in_zone(zone)
            assert (f"2023[{NEW_YORK}]", NEW_YORK) == (moved.text, moved.zone)
            assert (when.low, when.high) == (moved.low, moved.high)
        written = When(f"2023[{NEW_YORK}]")
        assert written is written.in_zone("UTC")

    def test_instants_of_bounds(self) -> None:
        """Bounds are told in the zone of the moment; without a zone they are refused."""
        assert "-05:00" == str(When("2023", NEW_YORK).earliest)[-6:]
        latest = When("2023", NEW_YORK).latest
        assert latest is not None
        assert (2024, timedelta(hours=-5)) == (latest.year, latest.utcoffset())
        for bound in ("earliest", "latest"):
            with pytest.raises(InvalidWhenError, match="its zone is not known"):
                getattr(When("2023"), bound)


class TestRelative:
    """Moments said of others."""

    def test_sign(self) -> None:
        """A plus before the count is no part of the phrase."""
        day = When("2024-05-14", "UTC")
        assert When.relative("3 days after", day) == When.relative("+3 days after", day)
        assert "3 days after 2024-05-14" == When.relative("+3 days after", day).text

    def test_what_is_no_phrase(self) -> None:
        """It is shown, with an example of one that is."""
        for phrase in ("soon after", "", "3 days"):
            with pytest.raises(InvalidWhenError, match="for example, '3 days after'") as caught:
                When.relative(phrase, When("2024-05-14", "UTC"))
            assert repr(phrase) in str(caught.value)

    def test_past_the_beginning_of_the_calendar(self) -> None:
        """A step that leaves the calendar leaves that side open."""
        when = When("about 1 year before 0002", "UTC")
        assert (-UNBOUNDED, None) == (when.low, when.earliest)
        assert When("0003-01-01", "UTC").earliest == when.latest
        late = When("about 1 year after 9998", "UTC")
        assert (UNBOUNDED, None) == (late.high, late.latest)

    def test_clock_times_that_are_skipped(self) -> None:
        """A clock time about a day later may not be one that the clocks skip, on either side."""
        for text in ("1 day after 2024-03-09T02:30", "about 1 day after 2024-03-08T02:30"):
            with pytest.raises(InvalidWhenError, match="count in hours"):
                When(text, NEW_YORK)
        about = When("about 1 day after 2024-03-09", NEW_YORK)
        assert (When("2024-03-09", NEW_YORK).low, When("2024-03-11", NEW_YORK).high) == (
            about.low,
            about.high,
        )
        hours = When("24 hours after 2024-03-09T12:00", NEW_YORK)
        assert When("2024-03-10T13:00", NEW_YORK).low == hours.low == hours.high

    def test_a_day_that_is_clipped_before_a_skipped_midnight(self) -> None:
        """It ends as the next day begins, at whatever time that is."""
        clipped = When("1 month after 2017-08-30", "America/Asuncion")
        day = When("2017-09-30", "America/Asuncion")
        assert (day.low, day.high) == (clipped.low, clipped.high)
        assert "2017-10-01T01:00:00-03:00" == str(clipped.latest).replace(" ", "T")

    def test_the_shortest_stretch(self) -> None:
        """A microsecond stays one, wherever it is moved to."""
        start, end = "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000001Z"
        moved = When(f"1 hour after [{start}..{end}]")
        hour = 2 * 3600 * 10**6
        assert (When(start).low + hour, When(end).high + hour) == (moved.low, moved.high)
        last = When("1 month after [2024-01-30T23:59:59.999999Z..2024-01-31]", "UTC")
        assert When("2024-02-29T23:59:59.999999Z").low == last.low
        assert When("2024-02-29", "UTC").high == last.high

    @pytest.mark.parametrize(("size", "good"), [(200, True), (201, False)])
    def test_how_long_a_text_is(self, size: int, *, good: bool) -> None:
        """Two hundred signs and no more; a longer one is shown cut."""
        text = f"[{' ' * (size - 6)}2020]"
        if good:
            assert When("2020", "UTC").high == When(text, "UTC").high
            return
        with pytest.raises(InvalidWhenError, match="it is too long") as caught:
            When(text, "UTC")
        assert len(str(caught.value)) < 2 * size + 500


class TestInstants:
    """Instants at positions of the time line."""

    def test_in_utc_and_in_a_zone(self) -> None:
        """An instant is written with the offset of the zone at that time."""
        assert "2023-11-17T12:00+00:00" == instant_at(NOON.low, None).text
        assert "2023-11-17T07:00-05:00" == instant_at(NOON.low, NEW_YORK).text
        assert "2023-07-17T08:00-04:00" == instant_at(When("2023-07-17T12:00Z").low, NEW_YORK).text

    def test_both_positions_of_an_instant(self) -> None:
        """A bound that is reached and one that is only approached are the same instant."""
        day = When("2023-11-17", "UTC")
        assert "2023-11-17T00:00+00:00" == instant_at(day.low, None).text
        assert "2023-11-18T00:00+00:00" == instant_at(day.high, None).text

    def test_without_a_zone(self) -> None:
        """A floating instant is a clock time."""
        found = instant_at(NOON.low, NEW_YORK, floating=True)
        assert ("2023-11-17T12:00", True) == (found.text, found.floating)

    def test_offsets_with_seconds_are_written_in_utc(self) -> None:
        """Amsterdam was 20 minutes ahead until 1937, and 19 minutes 32 seconds before that."""
        early = When("1900-01-01T00:00Z")
        found = instant_at(early.low, AMSTERDAM)
        shift = datetime(1900, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(AMSTERDAM)).utcoffset()
        assert shift is not None
        ending = "+00:00" if shift.seconds % 60 else "+00:20"
        assert found.text.endswith(ending)
        assert (early.low, early.high) == (found.low, found.high)

    def test_past_the_calendar(self) -> None:
        """What the calendar cannot hold is taken to its first or last instant."""
        for zone in (None, NEW_YORK, "Asia/Tokyo"):
            assert "9999-12-31T" in instant_at(UNBOUNDED, zone).text
            assert "0001-01-01T" in instant_at(-UNBOUNDED, zone).text
        assert "9999-12-31T23:59:59.999999" == instant_at(UNBOUNDED, None, floating=True).text
