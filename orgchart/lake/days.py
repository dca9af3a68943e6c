"""
When a change happens, as expressions: in UTC, and the day by the clocks of a time zone.

Each engine has rules of time zones of its own, for the time before 1970 not always those of
Python, by which dates became instants. So the hours at which clocks were set are looked up here,
and the expression has them in it; the zone of an engine's session has no part in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Final, cast

from orgchart.calendars import EPOCH, find_zone
from orgchart.lake.expressions import Column, Rows, ibis

__all__ = ["clocks_set", "moment_of", "with_day"]

_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = 1_000_000
_DAY: Final = 86_400 * _SECOND
#: No two times at which clocks were set are as close; in Freetown it was four days once.
_APART: Final = 3 * _DAY
#: Bits for an offset in seconds, which is less than a day either way, and their middle.
_BITS: Final = 18
_HALF: Final = 1 << (_BITS - 1)


def _since(moment: datetime) -> int:
    return (moment - EPOCH) // _MICROSECOND


#: Microseconds of the first and of the last moment that Python and Arrow can tell.
_FIRST: Final = _since(datetime.min.replace(tzinfo=UTC))
_LAST: Final = _since(datetime.max.replace(tzinfo=UTC))
#: No clocks were set by a rule before.
_RULED: Final = _since(datetime(1800, 1, 1, tzinfo=UTC))
#: From here on rules stay as they are, and the calendar repeats itself, days of the week included.
_SETTLED: Final = _since(datetime(2100, 1, 1, tzinfo=UTC))
_CYCLE: Final = 146_097 * _DAY


def moment_of(position: Column) -> Column:
    """Return a position of the time line, which is of half microseconds, as time in UTC."""
    since = _told(position >> 1).as_interval("us")
    return ibis.timestamp(str(EPOCH.replace(tzinfo=None))) + since


def _told(since: Column) -> Column:
    """Return microseconds since 1970 that can be told of; beyond, the first or the last."""
    return ibis.greatest(ibis.least(since, _LAST), _FIRST)


def with_day(changes: Rows, zone: str | None, first: int, last: int) -> Rows:
    """
    Return changes with `day`, the local day on which each falls.

    What begins or ends with a day changes the chart at its close: the change is on that day.

    Args:
        changes: a table with a column `position`.
        zone: the IANA name of a zone; None for positions in local time.
        first, last: between these are the positions.

    Complexity: each row is compared with the times at which clocks are set between the two.
    """
    # An instant is odd; what is over at an instant is even, and of the moment before.
    since = (changes["position"] - 1) >> 1
    found = None if zone is None else find_zone(zone)
    if found is not None:
        since += _ahead(since, found, first >> 1, last >> 1) * _SECOND
    # Engines divide as floating numbers, which are exact only once they are this small.
    days = (_told(since) >> 13) // (_DAY >> 13)
    day = ibis.literal(EPOCH.date()) + days.cast("int32").as_interval("D")
    # DuckDB adds days to a date and makes a time of it, which Ibis takes for a date.
    return changes.mutate(day=day.cast("timestamp").cast("date"))


def _ahead(since: Column, zone: tzinfo, first: int, last: int) -> Column:
    """Return how many seconds the clocks of a zone are ahead of UTC."""
    start = max(min(first - _DAY, _SETTLED), _RULED)
    times = (start, *clocks_set(zone, start, min(last + _DAY, _SETTLED + _CYCLE)))
    # One list says when they were set, in seconds, and by how much: the last bits of each number.
    set_to = [(time // _SECOND << _BITS) + _offset(zone, time) + _HALF for time in times]
    alike = ibis.ifelse(since < _SETTLED, since, (since - _SETTLED) % _CYCLE + _SETTLED)
    alike = ibis.greatest(alike, start)

    def passed(code: Column) -> Column:
        return (code >> _BITS) * _SECOND <= alike

    latest = ibis.literal(set_to, type="array<int64>").filter(passed).maxs()
    return (latest & (2 * _HALF - 1)) - _HALF


def clocks_set(zone: tzinfo, first: int, last: int) -> Iterator[int]:
    """
    Yield the instants at which the clocks of a zone are set, in microseconds since 1970.

    >>> from orgchart.calendars import find_zone
    >>> day = 86_400_000_000
    >>> [time // 3_600_000_000 for time in clocks_set(find_zone("Europe/London"), 0, 1000 * day)]
    [16034, 19394]
    """
    before = _offset(zone, first)
    for start in range(first, last, _APART):
        after = _offset(zone, start + _APART)
        if after != before:
            seconds = range(start // _SECOND, (start + _APART) // _SECOND + 1)
            found = bisect_left(seconds, 1, key=partial(_is_set, zone, before))
            yield seconds[found] * _SECOND
        before = after


def _is_set(zone: tzinfo, before: int, second: int) -> bool:
    return _offset(zone, second * _SECOND) != before


def _offset(zone: tzinfo, since: int) -> int:
    """Return how many seconds the clocks of a zone are ahead of UTC at an instant."""
    local = (EPOCH + timedelta(microseconds=since)).astimezone(zone)
    return cast("timedelta", local.utcoffset()) // timedelta(seconds=1)
