"""Dates and lists as people write them, in any language: patterns with places for the parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from unicodedata import east_asian_width

import attrs

from orgchart.drawing.language.moments import Between, OneOf, Part, Point, Said, take_apart
from orgchart.periods import Start
from orgchart.when import When

__all__ = ["DateWords"]


@attrs.frozen(order=False)
class DateWords:
    """
    The words for dates and lists in one language.

    Attributes:
        lang: the BCP 47 tag of the language.
        zone: the IANA name of the zone for instants in other words than ISO 8601; None for UTC.
    """

    lang: str = "en"
    zone: str | None = None

    # Punctuation
    comma: str = ", "
    and_: str = "{} and {}"
    bracket: str = " ({})"
    stop: str = "{}."
    titled: str = "{}, {}"

    # Months
    months: tuple[str, ...] = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    months_short: tuple[str, ...] = (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
    # Dates: {month} is one of the names above
    date: str = "{day} {month} {year}"
    date_short: str = "{day} {month} {year}"
    date_month: str = "{month} {year}"
    date_month_short: str = "{month} {year}"
    date_year: str = "{year}"
    clock: str = "{}, {}"
    since: str = "since {}"
    about: str = "about {}"
    by_then: str = "{} at the latest"
    from_then: str = "{} at the earliest"
    between: str = "{}–{}"
    either: str = "{} or {}"
    # Dates: early, mid, late, beginning, end
    parts_of_year: tuple[str, ...] = (
        "early {}",
        "mid-{}",
        "late {}",
        "beginning of {}",
        "end of {}",
    )
    parts_of_month: tuple[str, ...] = (
        "early {}",
        "mid-{}",
        "late {}",
        "beginning of {}",
        "end of {}",
    )
    seasons: tuple[str, ...] = ("spring {}", "summer {}", "autumn {}", "winter {}")
    northern_seasons: tuple[str, ...] = (
        "northern spring {}",
        "northern summer {}",
        "northern autumn {}",
        "northern winter {}",
    )
    southern_seasons: tuple[str, ...] = (
        "southern spring {}",
        "southern summer {}",
        "southern autumn {}",
        "southern winter {}",
    )
    quarters: tuple[str, ...] = ("Q1 {}", "Q2 {}", "Q3 {}", "Q4 {}")
    thirds: tuple[str, ...] = ("first third of {}", "second third of {}", "last third of {}")
    halves: tuple[str, ...] = ("first half of {}", "second half of {}")

    def listed(self, words: Sequence[str]) -> str:
        """
        Return words as a list in a sentence.

        >>> DateWords().listed(["Ann", "Bob", "Cat"])
        'Ann, Bob and Cat'
        """
        *most, last = words
        return self.and_.format(self.series(most), last) if most else last

    def series(self, words: Iterable[str]) -> str:
        """
        Return words with commas between, as the language has them.

        >>> DateWords().series(["Ann", "Bob"])
        'Ann, Bob'
        """
        return self.comma.join(words)

    def row(self, words: Iterable[str]) -> str:
        """
        Return what is said of one thing in a row, as a name and its title; what is empty is not.

        >>> DateWords().row(["Ann", "Director", "", "2024"])
        'Ann, Director, 2024'
        """
        said = [word for word in words if word]
        return reduce(self.titled.format, said) if said else ""

    @property
    def gap(self) -> str:
        """What stands between two sentences: nothing where the stop brings its own blank."""
        return "" if east_asian_width(self.stop[-1]) in {"W", "F"} else " "

    def day(self, when: When | None, *, short: bool = False) -> str:
        """
        Return a moment as people write it; empty for none.

        >>> DateWords().day(When("2023-11-16")), DateWords().day(When("2023-11-16"), short=True)
        ('16 November 2023', '16 Nov 2023')
        >>> DateWords().day(When("2024-09")), DateWords().day(When("[2019..2020]"))
        ('September 2024', '2019–2020')
        """
        return "" if when is None else self._said(take_apart(when, self.zone), short=short)

    def _said(self, said: Said, *, short: bool) -> str:
        match said:
            case Between():
                return self._between(said, short=short)
            case OneOf(moments):
                *most, last = (self._said(moment, short=short) for moment in moments)
                return self.either.format(self.series(most), last) if most else last
            case Part(name, number, of, about):
                text = getattr(self, name)[number].format(self._point(of, short=short))
                return self.about.format(text) if about else text
            case Point():
                return self._point(said, short=short)
            case str():
                return said

    def _between(self, said: Between, *, short: bool) -> str:
        first, last = (self._said(side, short=short) for side in (said.first, said.last))
        if not first or first == last:
            # Two clock times of a day are one short date.
            return last if first else self.by_then.format(last)
        return self.between.format(first, last) if last else self.from_then.format(first)

    def _point(self, point: Point, *, short: bool) -> str:
        form = self.date_year
        if point.day:
            form = self.date_short if short else self.date
        elif point.month:
            form = self.date_month_short if short else self.date_month
        names = self.months_short if short else self.months
        month = names[point.month - 1] if point.month else ""
        text = form.format(day=point.day, month=month, year=f"{point.year:04}")
        if point.clock and not short:
            text = self.clock.format(text, point.clock)
        return self.about.format(text) if point.about else text

    def since_when(self, start: Start, *, exact: bool = False) -> str:
        """Return "since …" for a known moment (`exact`: not by bounds only), else nothing."""
        if not isinstance(start, When):
            return ""
        said = take_apart(start, self.zone)
        if isinstance(said, Between | OneOf):
            # Of a start between bounds, this is sure.
            last = said.last if isinstance(said, Between) else said.moments[-1]
            sure = self.by_then.format(self._said(last, short=True)) if last and not exact else ""
            return self.since.format(sure) if sure else ""
        return self.since.format(self._said(said, short=True))
