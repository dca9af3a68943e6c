"""Texts of moments, from a short span of time so that they often meet; and names of zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import product
from typing import Final

from hypothesis import strategies as st

from orgchart.when import When

__all__ = ["days", "exact_texts", "instant_texts", "moment_texts", "vague_texts", "zones"]

#: Zones with summer time, half hours, a day line, and none of these.
_ZONES: Final = ("UTC", "Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland")

_YEARS: Final = (2019, 2020, 2021)
_OFFSETS: Final = (0, 330, -480, 765)
#: Days on which clocks change in one of the zones.
_CHANGES: Final = ("2020-03-29", "2020-10-25", "2020-03-08", "2020-11-01", "2020-04-05")
#: The hour in London that comes twice, both times; and the first instant after an hour left out.
_TWICE: Final = (
    *("2020-10-25T01:30:00+01:00", "2020-10-25T01:30:00+00:00"),
    *("2020-03-29T02:00:00+01:00", "2020-11-01T01:30:00-07:00", "2020-11-01T01:30:00-08:00"),
)


def zones() -> st.SearchStrategy[str]:
    """
    Names of time zones: with summer time, with half hours, at the day line, and UTC.

    Shrinks towards UTC.
    """
    return st.sampled_from(_ZONES)


#: Written out, since what is sampled shrinks faster than what is put together.
_DAYS: Final = tuple(
    f"{year}-{month:02d}-{day:02d}"
    for year, month, day in product(_YEARS, (1, 2, 12), (1, 2, 3, 28))
)
_MONTHS: Final = tuple(f"{year}-{month:02d}" for year, month in product(_YEARS, (1, 2, 12)))


@cache
def days(*, clock_changes: bool = False) -> st.SearchStrategy[str]:
    """Texts of days; shrinks towards 2019-01-01."""
    plain = st.sampled_from(_DAYS)
    return plain | st.sampled_from(_CHANGES) if clock_changes else plain


@cache
def _months() -> st.SearchStrategy[str]:
    return st.sampled_from(_MONTHS)


@cache
def _years() -> st.SearchStrategy[str]:
    return st.sampled_from(_YEARS).map(str)


@cache
def _dates() -> st.SearchStrategy[str]:
    return st.one_of(days(), _months(), _years())


@st.composite
def _clock_times(draw: st.DrawFn) -> str:
    day = draw(days())
    return f"{day}T{draw(st.sampled_from(('12:00', '12:00:00.000001', '18:30:05')))}"


@st.composite
def instant_texts(draw: st.DrawFn, *, clock_changes: bool = False) -> str:
    """Texts of instants with an offset; one instant often in several offsets."""
    if clock_changes and draw(st.integers(0, 3)) == 1:
        return draw(st.sampled_from(_TWICE))
    hours = draw(st.sampled_from((0, 1, 12, 24, 31 * 24, 366 * 24)))
    micros = draw(st.sampled_from((0, 0, 1, 999_999)))
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours, microseconds=micros)
    zone = timezone(timedelta(minutes=draw(st.sampled_from(_OFFSETS))))
    return moment.astimezone(zone).isoformat()


@cache
def exact_texts(*, zoned: bool, clock_changes: bool) -> st.SearchStrategy[str]:
    """Texts of days and, where there is a zone, of clock times and instants."""
    plain = days(clock_changes=clock_changes)
    if not zoned:
        return plain
    return st.one_of(plain, plain, _clock_times(), instant_texts(clock_changes=clock_changes))


@cache
def moment_texts(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """
    Texts of moments without bounds or marks: days, months, years, clock times, instants.

    Args:
        zoned: the moments are for a history with a zone, so that instants stand beside days.
    """
    plain = st.one_of(days(), _months(), _years(), _clock_times())
    return st.one_of(plain, instant_texts()) if zoned else plain


@st.composite
def _ranges(draw: st.DrawFn) -> str:
    plain = _dates()
    first, last = sorted((draw(plain), draw(plain)), key=lambda text: When(text, "UTC").sort_key)
    form = draw(st.sampled_from(("[{0}..{1}]", "[..{1}]", "[{0}..]")))
    return form.format(first, last)


@st.composite
def _marked(draw: st.DrawFn) -> str:
    return draw(_dates()) + draw(st.sampled_from("~?%"))


_FORMS: Final = (
    *("{}-Q1", "{}-21", "{}-XX", "{}-12-XX", "early {}", "mid {}", "end of {}-02"),
    *("Anfang {}", "{}年底", "{}年12月上旬", "28. Dezember {}"),
    *("2 weeks after {}-12-28", "about 1 month before {}-02", "[{}, 2021-02]", "2019/{}"),
)


_WORDED: Final = tuple(form.format(year) for form, year in product(_FORMS, _YEARS))


@cache
def _worded() -> st.SearchStrategy[str]:
    return st.sampled_from(_WORDED)


@cache
def vague_texts(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """
    Texts of moments of every form: bounds, marks, words, unspecified digits among them.

    Args:
        zoned: see `moment_texts`.
    """
    return st.one_of(moment_texts(zoned=zoned), _ranges(), _marked(), _worded())
