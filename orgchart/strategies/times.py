"""Moments and periods as values."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from orgchart.kinds import ONGOING, UNKNOWN
from orgchart.periods import End, Period, Start
from orgchart.strategies.checking import check_switches
from orgchart.strategies.moments import days, exact_texts, vague_texts
from orgchart.when import When

__all__ = ["periods", "whens"]


def whens(
    *, vague: bool = True, zoned: bool = True, clock_changes: bool = True, bounded: bool = False
) -> st.SearchStrategy[When]:
    """
    Moments between 2019 and 2022, so that they often meet.

    Args:
        vague: in every form that `When` takes: bounds, marks, words, digits left open; without it
            days and, with `zoned`, clock times and instants.
        zoned: some are instants with an offset; without it all are floating and can stand
            together in a history without a zone.
        clock_changes: some fall on a day on which clocks change, or into an hour that comes twice.
        bounded: each has an end, so that a history can be asked for it.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards the day 2019-01-01.

    >>> from hypothesis import find
    >>> find(whens(clock_changes=False), lambda when: not when.floating)
    When('2020-01-01T00:00:00+00:00')
    """
    check_switches(vague=vague, zoned=zoned, clock_changes=clock_changes, bounded=bounded)
    exact = exact_texts(zoned=zoned, clock_changes=clock_changes)
    texts = st.one_of(exact, vague_texts(zoned=zoned)) if vague else exact
    found = texts.map(When)
    return found.filter(_has_end) if bounded else found


def _has_end(when: When) -> bool:
    return When(when.text, when.zone or "UTC").latest is not None


def periods(*, vague: bool = True, zoned: bool = True) -> st.SearchStrategy[Period]:
    """
    Periods that end after they start, as far as their first bounds tell.

    Args:
        vague: with moments of every form, and ends that are unknown, ongoing or not stated;
            without it the start is a day, and the end a later day or not stated.
        zoned: see `whens`; it says nothing of periods that are not vague.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards the period that nothing is stated of; if not vague, to one from 2019-01-01 on.

    >>> from hypothesis import find
    >>> find(periods(vague=False), lambda period: period.end is not None)
    Period('2019-01-01', '2019-01-02')
    """
    check_switches(vague=vague, zoned=zoned)
    return _vague_periods(zoned=zoned) if vague else _of_days()


@st.composite
def _of_days(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(days()), draw(days())))
    return Period(first, None if first == last else last)


@st.composite
def _vague_periods(draw: st.DrawFn, *, zoned: bool) -> Period:
    bounds = _stated_or_not(zoned=zoned)
    one, two = sorted((draw(bounds), draw(bounds)), key=_unstated_last)
    start: Start = When(one) if one else draw(st.sampled_from((None, UNKNOWN)))
    end: End = When(two) if two else draw(st.sampled_from((None, UNKNOWN, ONGOING)))
    return Period(start, end)


@cache
def _stated_or_not(*, zoned: bool) -> st.SearchStrategy[str | None]:
    # A strategy that is put together anew at each draw costs more than what it draws.
    return st.none() | vague_texts(zoned=zoned)


def _unstated_last(text: str | None) -> tuple[bool, int]:
    return (True, 0) if text is None else (False, When(text).in_zone("UTC").low)
