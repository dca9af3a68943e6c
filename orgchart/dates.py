"""
Dates as written, read as bounds: a year has the bounds of the year, a day those of its zone.

Nothing is filled in. What cannot be read without guessing is refused by name.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from functools import lru_cache, partial
from typing import Final

from orgchart.bounds import Form, Reading
from orgchart.calendars import find_zone
from orgchart.edtf import check_offset, read_calendar, read_instant, read_range
from orgchart.errors import InvalidWhenError
from orgchart.phrases import read_chinese, read_relative, read_words

__all__ = ["ACCEPTED", "read_date", "zone_suffix"]

ACCEPTED: Final = (
    "write an instant such as 2023-11-17T12:28-08:00 or 2023-11-17T12:28[America/Los_Angeles], "
    "a day 2023-11-17, a month 2023-11, a year 2023, an approximate one 2020~, "
    "bounds [2020-11..2020-12], [..2024-09], [2024-09..], unspecified digits 198X, "
    "a part such as 2020-Q4, 'end of 2020', 'early 2017', or '3 days after 2024-05-14'"
)

_SUFFIX: Final = re.compile(r"(?P<text>.*[^\[\]]|.*\])\[(?P<zone>[A-Za-z][^\[\].]*)\]")
_LONGEST: Final = 200


@lru_cache(maxsize=8192)
def read_date(text: str, zone: str | None) -> tuple[Reading, str | None]:
    """
    Read a text, given the zone for what names none.

    Returns:
        What it says, and the zone that it is in; None for an offset or no zone.

    Raises:
        InvalidWhenError: see `orgchart.When`.
    """
    if len(text) > _LONGEST:
        raise InvalidWhenError(f"{text[:_LONGEST]}…", f"it is too long; {ACCEPTED}")
    body, own = zone_suffix(text)
    place = _zone(text, own or zone)
    reading = _read(body, place, written=own is not None)
    if own and place:
        # A zone written beside an offset is a check on it; one given from elsewhere is not.
        check_offset(body, place)
    if reading.low > reading.high:
        raise InvalidWhenError(text, "there is no such day in its zone")
    return reading, own or (zone if reading.local else None)


def zone_suffix(text: str) -> tuple[str, str | None]:
    """Split a text from the zone in brackets behind it."""
    match = _SUFFIX.fullmatch(text)
    return (match["text"], match["zone"]) if match else (text, None)


def _zone(text: str, name: str | None) -> tzinfo | None:
    place = None if name is None else find_zone(name)
    if name is not None and place is None:
        raise InvalidWhenError(text, f"there is no time zone {name!r}")
    return place


def _read(text: str, place: tzinfo | None, *, written: bool = False) -> Reading:
    for form in _FORMS:
        reading = form(text, place)
        if reading is not None:
            return reading
    inside = partial(_read, written=written)
    reading = read_relative(text, place, inside, written=written)
    if reading is None:
        reading = read_range(text, place, inside)
    if reading is None:
        raise InvalidWhenError(text, ACCEPTED)
    return reading


_FORMS: Final[tuple[Form, ...]] = (
    read_instant,
    read_calendar,
    read_words,
    read_chinese,
)
