"""
Moments taken apart, for words to be put to them in any language.

A moment is written in many ways, some of them in English, German or Chinese; here it becomes
numbers. What has no such parts stays as it is written.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias, final

import attrs

from orgchart.bounds import Precision
from orgchart.calendars import find_zone
from orgchart.phrases import is_relative
from orgchart.when import When

__all__ = ["Between", "OneOf", "Part", "Point", "Said", "take_apart"]


@final
@attrs.frozen
class Point:
    """A year, a month or a day (0 for none), perhaps a clock time, perhaps not sure."""

    year: int
    month: int = 0
    day: int = 0
    clock: str = ""
    about: bool = False


@final
@attrs.frozen
class Part:
    """
    A part of a year or month.

    Attributes:
        name: the field of `Wording` that has the words.
        number: which of them, from 0.
        of: the year or month.
        about: whether it is not sure.
    """

    name: str
    number: int
    of: Point
    about: bool = False


@final
@attrs.frozen
class Between:
    """Some time between two others; an empty text for a side that is open."""

    first: Point | Part | str
    last: Point | Part | str


@final
@attrs.frozen
class OneOf:
    """One of some moments."""

    moments: tuple[Point | Part | str, ...]


#: A moment in parts, or the text of one that has none.
Said: TypeAlias = Point | Part | Between | OneOf | str

_ZONE: Final = re.compile(r"(?<=.)\[[A-Za-z][^\[\]]*\]$")
_POINT: Final = re.compile(
    r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2})[^~?%]*)?([~?%])?", re.ASCII
)
_CODE: Final = re.compile(r"(\d{4})-(Q[1-4]|\d{2})([~?%])?", re.ASCII)
_PHRASE: Final = re.compile(
    r"(early|anfang|mid|mitte|late|beginning of|start of|end of|ende)[ -](.+)", re.IGNORECASE
)
_CHINESE: Final = re.compile(r"(\d{4}年(?:\d{1,2}月份?)?)(初|上旬|中旬|中|下旬|底|末)", re.ASCII)
_MONTHS: Final = 12

#: The place of each word in `Wording.parts_of_year` and `Wording.parts_of_month`.
_PARTS: Final = {
    **dict.fromkeys(("early", "anfang", "上旬"), 0),
    **dict.fromkeys(("mid", "mitte", "中", "中旬"), 1),
    **dict.fromkeys(("late", "下旬"), 2),
    **dict.fromkeys(("beginning of", "start of"), 3),
    **dict.fromkeys(("end of", "ende", "底", "末"), 4),
}
#: The first EDTF code of each kind of part, and how many there are.
_CODES: Final = (
    ("seasons", 21, 4),
    ("northern_seasons", 25, 4),
    ("southern_seasons", 29, 4),
    ("quarters", 33, 4),
    ("thirds", 37, 3),
    ("halves", 40, 2),
)


def take_apart(when: When, zone: str | None) -> Said:
    """
    Return the parts of a moment.

    Args:
        when: the moment.
        zone: the IANA name of the zone for instants that are written in other words than ISO 8601.

    >>> take_apart(When("2023-11-16"), None) == take_apart(When("16 November 2023"), None)
    True
    >>> quarter = take_apart(When("2020-Q4"), None)
    >>> quarter == Part("quarters", 3, Point(2020)), take_apart(When("198X"), None)
    (True, '198X')
    """
    text = _ZONE.sub("", when.text)
    inside = text[1:-1] if text.startswith("[") else text
    if inside is not text and ".." not in inside:
        return OneOf(tuple(_single(part.strip()) for part in inside.split(",")))
    for mark in ("..", "/"):
        first, found, last = inside.partition(mark)
        bounded = inside is not text if mark == ".." else not is_relative(text)
        if found and bounded and "," not in inside:
            return Between(_side(first), _side(last))
    said = _single(text)
    return (_resolved(when, zone) or said) if isinstance(said, str) else said


def _side(text: str) -> Point | Part | str:
    return "" if text.strip() in {"", ".."} else _single(text.strip())


def _single(text: str) -> Point | Part | str:
    """Return the parts of a moment without bounds; the text itself where it has none."""
    return _point(text) or _code(text) or _phrase(text) or _calendar(text) or text


def _point(text: str) -> Point | None:
    found = _POINT.fullmatch(text)
    if found is None or int(found[2] or 1) > _MONTHS:
        return None
    year, month, day, clock, mark = found.groups()
    return Point(int(year), int(month or 0), int(day or 0), clock or "", bool(mark))


def _code(text: str) -> Part | None:
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    year, code, mark = found.groups()
    number = 32 + int(code[1]) if code[0] == "Q" else int(code)
    name, first, _ = next((c for c in _CODES if c[1] <= number < c[1] + c[2]), ("", 0, 0))
    return Part(name, number - first, Point(int(year)), bool(mark)) if name else None


def _phrase(text: str) -> Part | None:
    if found := _PHRASE.fullmatch(text):
        word, rest = found.groups()
    elif found := _CHINESE.fullmatch(text):
        rest, word = found.groups()
    else:
        return None
    of = _point(rest) or _calendar(rest)
    if of is None:
        return None
    # 初 is the early part of a year, but the beginning of a month.
    number = (3 if of.month else 0) if word == "初" else _PARTS[word.lower()]
    return Part("parts_of_month" if of.month else "parts_of_year", number, of)


def _calendar(text: str) -> Point | None:
    """Return the day, month or year that a text in words means; None where it means another."""
    when = When(text, zone="UTC")
    start, end = when.earliest, when.latest
    if start is None or end is None or when.approximate:
        return None
    month = 0 if when.precision is Precision.YEAR else start.month
    point = Point(start.year, month, start.day if when.precision is Precision.DAY else 0)
    # A date after another has the other's precision, but may lie across two days or months.
    whole = datetime(point.year, point.month or 1, point.day or 1, tzinfo=UTC) == start
    return point if whole and end - start <= _LONGEST.get(when.precision, _NEVER) else None


_NEVER: Final = timedelta(-1)
#: How long a moment of each precision is at most that is one day, month or year.
_LONGEST: Final = {
    Precision.DAY: timedelta(days=1),
    Precision.MONTH: timedelta(days=31),
    Precision.YEAR: timedelta(days=366),
}


def _resolved(when: When, zone: str | None) -> Point | None:
    """Return the instant or day that a moment in other words comes to; None for longer ones."""
    first, last = (None, None) if when.floating else (when.earliest, when.latest)
    if first is None or last is None:
        return None
    place = find_zone(zone) if zone is not None and when.zone is None else None
    if place is not None:
        first, last = first.astimezone(place), last.astimezone(place)
    if first == last:
        return Point(first.year, first.month, first.day, f"{first:%H:%M}")
    same = (last - timedelta(microseconds=1)).date() == first.date()
    return Point(first.year, first.month, first.day) if same else None
