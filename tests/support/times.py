"""Moments and periods, from a short span of time so that they often meet."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from hypothesis import strategies as st

from orgchart import ONGOING, UNKNOWN, Period, When
from orgchart.periods import End, Start

__all__ = ["ZONES", "instants", "moments", "periods", "vague_moments", "zones"]

#: Zones with summer time, half hours, a day line, and none of these.
ZONES: Final = ("UTC", "Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland")

_YEARS: Final = (2019, 2020, 2021)
_OFFSETS: Final = (0, 330, -480, 765)


def zones() -> st.SearchStrategy[str]:
    """Names of zones."""
    return st.sampled_from(ZONES)


def _days() -> st.SearchStrategy[str]:
    month = st.sampled_from((1, 2, 12))
    day = st.sampled_from((1, 2, 3, 28))
    return st.builds("{:04d}-{:02d}-{:02d}".format, st.sampled_from(_YEARS), month, day)


def _months() -> st.SearchStrategy[str]:
    return st.builds("{:04d}-{:02d}".format, st.sampled_from(_YEARS), st.sampled_from((1, 2, 12)))


def _years() -> st.SearchStrategy[str]:
    return st.sampled_from(_YEARS).map(str)


@st.composite
def _clock_times(draw: st.DrawFn) -> str:
    day = draw(_days())
    return f"{day}T{draw(st.sampled_from(('12:00', '12:00:00.000001', '18:30:05')))}"


@st.composite
def instants(draw: st.DrawFn) -> str:
    """Texts of instants with an offset; one instant often in several offsets."""
    hours = draw(st.sampled_from((0, 1, 12, 24, 31 * 24, 366 * 24)))
    micros = draw(st.sampled_from((0, 0, 1, 999_999)))
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours, microseconds=micros)
    zone = timezone(timedelta(minutes=draw(st.sampled_from(_OFFSETS))))
    return moment.astimezone(zone).isoformat()


def moments(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """
    Texts of moments without bounds or marks: days, months, years, clock times, instants.

    Args:
        zoned: the moments are for a history with a zone, so that instants stand beside days.
    """
    plain = st.one_of(_days(), _months(), _years(), _clock_times())
    return st.one_of(plain, instants()) if zoned else plain


@st.composite
def _ranges(draw: st.DrawFn) -> str:
    plain = st.one_of(_days(), _months(), _years())
    first, last = sorted((draw(plain), draw(plain)), key=lambda text: When(text, "UTC").sort_key)
    form = draw(st.sampled_from(("[{0}..{1}]", "[..{1}]", "[{0}..]")))
    return form.format(first, last)


@st.composite
def _marked(draw: st.DrawFn) -> str:
    return draw(st.one_of(_days(), _months(), _years())) + draw(st.sampled_from("~?%"))


def _worded() -> st.SearchStrategy[str]:
    year = st.sampled_from(_YEARS)
    forms = (
        "{}-Q1",
        "{}-21",
        "{}-XX",
        "{}-12-XX",
        "early {}",
        "mid {}",
        "end of {}-02",
        "Anfang {}",
        "{}年底",
        "{}年12月上旬",
        "28. Dezember {}",
        "2 weeks after {}-12-28",
        "about 1 month before {}-02",
        "[{}, 2021-02]",
        "2019/{}",
    )
    return st.builds(str.format, st.sampled_from(forms), year)


def vague_moments(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """Texts of moments of every form: bounds, marks, words, unspecified digits among them."""
    return st.one_of(moments(zoned=zoned), _ranges(), _marked(), _worded())


@st.composite
def periods(draw: st.DrawFn, *, zoned: bool = True, vague: bool = True) -> Period:
    """
    Periods that end after they start, as far as their first bounds tell.

    Args:
        zoned: see `moments`.
        vague: with bounds, marks, unknown and unstated ends; without them both ends are days.
    """
    if not vague:
        days = sorted((draw(_days()), draw(_days())))
        return Period(days[0], None if days[0] == days[1] else days[1])
    bounds = st.none() | vague_moments(zoned=zoned)
    first, last = sorted((draw(bounds), draw(bounds)), key=_unstated_last)
    start: Start = When(first) if first else draw(st.sampled_from((None, UNKNOWN)))
    end: End = When(last) if last else draw(st.sampled_from((None, UNKNOWN, ONGOING)))
    return Period(start, end)


def _unstated_last(text: str | None) -> tuple[bool, int]:
    return (True, 0) if text is None else (False, When(text).in_zone("UTC").low)
