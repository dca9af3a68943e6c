"""
Dates in words: parts of a year or month in English, German and Chinese, and dates after others.

Each phrase has one documented meaning; a phrase that needs a context ("this June", 今年6月) is
refused.

| English | German | Chinese | of a year | of a month |
|---|---|---|---|---|
| early | Anfang | 初 (a year's), 上旬 | January to April | 1st to 10th |
| mid | Mitte | 年中, 中旬 | May to August | 11th to 20th |
| late | | 下旬 | September to December | 21st to the last |
| beginning of, start of | | 月初 | January to March | first seven days |
| end of | Ende | 底, 末 | October to December | last seven days |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Final, TypeAlias

from orgchart.bounds import Precision, Reading, day, moved, shifted, span
from orgchart.errors import InvalidWhenError

__all__ = ["read_chinese", "read_relative", "read_words"]

_Read: TypeAlias = Callable[[str, tzinfo | None], Reading]

_MONTH_NAMES: Final = {
    name: 1 + place
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
    )
    for place, name in enumerate(names.split())
}
_PARTS: Final = {
    "early": "early",
    "anfang": "early",
    "mid": "mid",
    "mitte": "mid",
    "late": "late",
    "beginning of": "beginning",
    "start of": "beginning",
    "end of": "end",
    "ende": "end",
}
_WORDS: Final = re.compile(
    rf"((?P<part>{'|'.join(_PARTS)})[ -])?((?P<day>[0-9]{{1,2}})[.]? )?"
    rf"((?P<name>{'|'.join(sorted(_MONTH_NAMES, key=len, reverse=True))})[.]? )?"
    r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2}))?"
)


def read_words(text: str, place: tzinfo | None) -> Reading | None:
    """Read an English or German phrase: a part of a year or month, or a date with a month name."""
    match = _WORDS.fullmatch(text.lower())
    if match is None or not (match["part"] or match["name"]):
        return None
    part = match["part"] and _PARTS[match["part"]]
    if (match["name"] and match["month"]) or (match["day"] and (part or not match["name"])):
        return None
    month = _MONTH_NAMES[match["name"]] if match["name"] else int(match["month"] or 0)
    _refuse_zero(text, match["month"], match["day"])
    number = int(match["day"] or 0)
    return _dated(text, place, int(match["year"]), month, number, part or "")


def _refuse_zero(text: str, month: str | None, number: str | None) -> None:
    for digits, word in ((month, "month"), (number, "day")):
        if digits is not None and int(digits) == 0:
            raise InvalidWhenError(text, f"there is no such {word}")


_CHINESE: Final = re.compile(
    r"(?P<year>[0-9]{4})年(?P<yearly>初|中|底|末)?"
    r"((?P<month>[0-9]{1,2})月(份)?(?P<monthly>初|上旬|中旬|下旬|底|末)?"
    r"((?P<day>[0-9]{1,2})[日号號])?)?"
)
_YEARLY: Final = {"初": "early", "中": "mid", "底": "end", "末": "end"}
_MONTHLY: Final = {
    "初": "beginning",
    "上旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "底": "end",
    "末": "end",
}
_CONTEXT: Final = re.compile(r"[今去前明后後当當本上下][年月]|同年|年内|年內")


def read_chinese(text: str, place: tzinfo | None) -> Reading | None:
    """Read a Chinese date: a year, month or day, or a part of a year or month."""
    match = _CHINESE.fullmatch(text)
    if match is None:
        if _CONTEXT.match(text):
            raise InvalidWhenError(text, "it counts from a year that it does not name; name it")
        return None
    if (match["yearly"] and match["month"]) or (match["monthly"] and match["day"]):
        return None
    part = _YEARLY.get(match["yearly"]) or _MONTHLY.get(match["monthly"]) or ""
    month, number = int(match["month"] or 0), int(match["day"] or 0)
    _refuse_zero(text, match["month"], match["day"])
    return _dated(text, place, int(match["year"]), month, number, part)


def _dated(  # noqa: PLR0913, PLR0917 - the parts of one date
    text: str, place: tzinfo | None, year: int, month: int, number: int, part: str
) -> Reading:
    """Return the reading of a year, month or day (0 for none), or of a part of it."""
    start = day(text, year, month or 1, number or 1)
    if part:
        first, last = (_part_of_month if month else _part_of_year)(start, part)
        return span(first, last, place)
    unit = Precision.DAY if number else Precision.MONTH if month else Precision.YEAR
    return span(start, shifted(start, (unit, 1)), place, unit)


_Stretch: TypeAlias = tuple[datetime | None, datetime | None]

# First month and the month after the last, counted from January.
_OF_YEAR: Final = {
    "early": (0, 4),
    "mid": (4, 8),
    "late": (8, 12),
    "beginning": (0, 3),
    "end": (9, 12),
}
_WEEK: Final = 7


def _part_of_year(start: datetime, part: str) -> _Stretch:
    first, last = _OF_YEAR[part]
    return shifted(start, (Precision.MONTH, first)), shifted(start, (Precision.MONTH, last))


def _part_of_month(start: datetime, part: str) -> _Stretch:
    following = shifted(start, (Precision.MONTH, 1))
    match part:
        case "early":
            return start, shifted(start, (Precision.DAY, 10))
        case "mid":
            return shifted(start, (Precision.DAY, 10)), shifted(start, (Precision.DAY, 20))
        case "late":
            return shifted(start, (Precision.DAY, 20)), following
        case "beginning":
            return start, shifted(start, (Precision.DAY, _WEEK))
        case _:
            last = following or datetime.max  # noqa: DTZ901 - local
            return last - timedelta(days=_WEEK), following


_RELATIVE: Final = re.compile(
    r"(?P<about>about |some )?[+]?(?P<count>[0-9]{1,6}|half an?|an?|one) "
    r"(?P<unit>minute|hour|day|week|month|year)s? (?P<side>after|before) (?P<anchor>.+)"
)
_UNITS: Final[dict[str, tuple[Precision, int] | timedelta]] = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": (Precision.DAY, 1),
    "week": (Precision.DAY, _WEEK),
    "month": (Precision.MONTH, 1),
    "year": (Precision.YEAR, 1),
}
_MONTHLY_STEPS: Final = (_UNITS["month"], _UNITS["year"])
_HALVES: Final[dict[str, tuple[int, str]]] = {
    "hour": (30, "minute"),
    "day": (12, "hour"),
    "year": (6, "month"),
}


def read_relative(text: str, place: tzinfo | None, read: _Read, *, written: bool) -> Reading | None:
    """
    Read a date after or before another: ``3 days after 2024-05-14``.

    Both bounds of the other date are moved: minutes and hours on the clock, longer steps in the
    calendar. *About* and *some* widen the result by one step on each side.

    Args:
        text: the text.
        place: the zone of local dates.
        read: reads the other date.
        written: whether the zone is written in the text itself; then it is also the calendar of
            an instant with an offset, which else steps in its offset.
    """
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return None
    count, unit = _counted(text, match["count"], match["unit"])
    anchor = read(match["anchor"], place)
    if anchor.offset is not None and not written:
        place = anchor.offset
    sign = 1 if match["side"] == "after" else -1
    wider = 1 if match["about"] else 0
    step = _UNITS[unit]
    is_clock = anchor.precision is Precision.INSTANT
    low = moved(text, anchor.low, step, sign * count - wider, place, is_clock=is_clock)
    # A month after the last of February is a day in March: what is moved is the last day meant, and
    # not the day behind it.
    is_day = anchor.precision is Precision.DAY and step in _MONTHLY_STEPS
    last = moved(text, anchor.high, _UNITS["day"], -1, place) if is_day else anchor.high
    high = moved(text, last, step, sign * count + wider, place, is_clock=is_clock)
    if is_day:
        high = moved(text, high, _UNITS["day"], 1, place)
    if low >= high and anchor.low < anchor.high:
        # Two days that the shorter month clips to one are still a day.
        high = moved(text, low, (Precision.DAY, 1), 1, place) - 1
    precision = Precision.RANGE if wider else anchor.precision
    approximate = anchor.approximate or bool(wider)
    return Reading(precision, low, high, anchor.local, approximate, anchor.offset)


def is_relative(text: str) -> bool:
    """Say whether a text is a date after or before another."""
    return _RELATIVE.fullmatch(text) is not None


def _counted(text: str, count: str, unit: str) -> tuple[int, str]:
    if not count.startswith("half"):
        return (int(count) if count.isdigit() else 1), unit
    if unit not in _HALVES:
        raise InvalidWhenError(text, f"half a {unit} is no number of whole days; say how many")
    return _HALVES[unit]
