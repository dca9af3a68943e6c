"""Names of months in English and German, as tables and names of files have them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["full_year", "month_of", "named_day", "named_months"]

_FULL: Final = (
    ("january", "januar", "jänner", "jan", "jän"),
    ("february", "februar", "feb"),
    ("march", "märz", "maerz", "mar", "mär", "mrz"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "juni", "jun"),
    ("july", "juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oktober", "oct", "okt"),
    ("november", "nov"),
    ("december", "dezember", "dec", "dez"),
)
_MONTHS: Final = {name: number for number, names in enumerate(_FULL, 1) for name in names}
_EITHER: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_APART: Final = r"[-_., ]{0,2}"
_DAY: Final = re.compile(
    r"(?P<day>\d{1,2})\.?[-/ ]?(?P<month>[^\W\d_]{3,9})\.?[-/ ]?(?P<year>\d{4}|\d{2})"
    r"|(?P<month2>[^\W\d_]{3,9})\.? (?P<day2>\d{1,2}),? (?P<year2>\d{4})"
)
_IN_NAME: Final = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}}){_APART})?(?<![^\W\d_])(?P<month>{_EITHER})(?![^\W\d_])"
    rf"{_APART}(?P<year>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<year2>\d{{4}}){_APART}(?P<month2>{_EITHER})(?![^\W\d_])"
    r"|(?<!\d)(?P<year3>\d{4})年(?P<month3>\d{1,2})月(?:(?P<day3>\d{1,2})日)?"
)
#: Spreadsheets take years of two digits below this for those of this century.
_PIVOT: Final = 30


def month_of(word: str) -> int | None:
    """
    Return the number of a month; None where a word is none.

    >>> month_of("Feb"), month_of("März"), month_of("Fabian")
    (2, 3, None)
    """
    return _MONTHS.get(unicodedata.normalize("NFC", word).casefold())


def full_year(year: str) -> int:
    """
    Return a year; one of two digits as spreadsheets read it: 00 to 29 are 2000 to 2029.

    >>> full_year("23"), full_year("99"), full_year("1923")
    (2023, 1999, 1923)
    """
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004 - digits
        return number
    return number + (2000 if number < _PIVOT else 1900)


def named_day(text: str) -> tuple[str, int, int] | None:
    """
    Return year, as written, month and day of a day such as ``28-Feb-23``; None for other texts.

    >>> named_day("28-Feb-23"), named_day("March 1, 2023"), named_day("1. März 2023")
    (('23', 2, 28), ('2023', 3, 1), ('2023', 3, 1))
    """
    found = _DAY.fullmatch(" ".join(unicodedata.normalize("NFC", text).split()))
    if found is None:
        return None
    month = month_of(found["month"] or found["month2"])
    if month is None:
        return None
    return found["year"] or found["year2"], month, int(found["day"] or found["day2"])


def named_months(name: str) -> list[tuple[int, int, int | None]]:
    """
    Return year, month, and day if there is one, of each month that the name of a file names.

    >>> named_months("Staff Jan 2024.csv"), named_months("31. Dezember 2023.csv")
    ([(2024, 1, None)], [(2023, 12, 31)])
    """
    found: list[tuple[int, int, int | None]] = []
    for match in _IN_NAME.finditer(unicodedata.normalize("NFC", name).casefold()):
        year = int(match["year"] or match["year2"] or match["year3"])
        word = match["month"] or match["month2"]
        month = _MONTHS[word] if word else int(match["month3"])
        day = match["day"] or match["day3"]
        found.append((year, month, int(day) if day else None))
    return found
