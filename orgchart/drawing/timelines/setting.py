"""What timelines of a history have in common: the stretch of time, compared dates, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.drawing.cards.chart import Count
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.timelines.axis import MarkedDate
from orgchart.drawing.timelines.rows import Entry
from orgchart.drawing.timelines.rows_view import MOST, RowsView, paged
from orgchart.drawing.timelines.scale import Reach, local_time, reach_of, read_moment
from orgchart.drawing.timelines.tenures import Book
from orgchart.errors import InvalidValueError
from orgchart.history import Moment
from orgchart.periods import Period
from orgchart.when import When

__all__ = ["Asked", "Setting", "pages_of"]

#: Up to so many days an axis shows days, whose zone is worth saying.
_DAYS: Final = 200
_DAY: Final = 2 * 86_400 * 1_000_000
_LEAST_WIDTH: Final = 320


@final
@attrs.frozen
class Asked:
    """
    What somebody asks of a timeline.

    Attributes:
        marks: dates to be marked, each at its close.
        start, end: the stretch to show, from the beginning of the one to the close of the other;
            None for all there is.
        max_width: the width of the picture, in points, 320 or more.
        most: how many lanes stand on a page, 1 or more.
    """

    marks: Iterable[Moment] = ()
    start: Moment | None = None
    end: Moment | None = None
    max_width: float = 1200
    most: int = MOST

    def __attrs_post_init__(self) -> None:
        if not self.max_width >= _LEAST_WIDTH:
            reason = f"give {_LEAST_WIDTH} or more"
            raise InvalidValueError("a timeline", "max_width", self.max_width, reason)
        if self.most < 1:
            raise InvalidValueError("a timeline", "most", self.most, "give 1 or more")


@final
class Setting:
    """
    The stretch of time of one picture, read from what was asked.

    Attributes:
        reach: the stretch.
        marks: the compared dates in it, in order.
        said: the stretch in words.
        remarks: what is to be said of time.

    Raises:
        InvalidValueError: the end does not come after the start.
        InvalidWhenError: something asked for is not a moment, or cannot be compared.
    """

    def __init__(self, book: Book, periods: Iterable[Period], asked: Asked) -> None:
        self._words = book.words
        history, floating = book.history, book.floating
        marks, start, end = (
            [read_moment(history, moment, floating=floating) for moment in given]
            for given in (asked.marks, _one(asked.start), _one(asked.end))
        )
        dates = [when for p in periods for when in (p.start, p.end) if isinstance(when, When)]
        first, last = next(iter(start), None), next(iter(end), None)
        self.reach: Reach = reach_of(dates, marks, first, last)
        found = sorted(marks, key=lambda when: (when.close, when.sort_key))
        inside = [w for w in found if self.reach.low <= w.close <= self.reach.high]
        outside = [w for w in found if w not in inside]
        shown = {when.close: when for when in reversed(inside)} if self.reach.dated else {}
        self.marks: tuple[MarkedDate, ...] = tuple(
            MarkedDate(position, self._mark_words(when)) for position, when in sorted(shown.items())
        )
        self.said: str = self._said(first, last)
        self.remarks: tuple[str, ...] = tuple(self._remarks(outside, floating=floating))

    def _mark_words(self, when: When) -> str:
        # A clock time is needed where several marks lie on one day.
        is_clock = when.low == when.high
        return self._words.day(when, short=not is_clock)

    def _said(self, start: When | None, end: When | None) -> str:
        words, reach = self._words, self.reach
        if reach.first is None or reach.last is None:
            return words.no_dates
        low = reach.first.low if reach.first.low != -UNBOUNDED else reach.first.high
        high = reach.last.high if reach.last.high != UNBOUNDED else reach.last.low
        sides = (
            words.day(start) if start else self._year(max(low, reach.low)),
            words.day(end) if end else self._year(min(high, reach.high) - 1),
        )
        return sides[0] if sides[0] == sides[1] else words.span_words.format(*sides)

    def _year(self, position: int) -> str:
        year = local_time(position, self._words.zone).year
        return self._words.date_year.format(year=f"{year:04}")

    def _remarks(self, outside: Sequence[When], *, floating: bool | None) -> Iterable[str]:
        words = self._words
        if not self.reach.dated:
            yield words.dates_unknown
        elif self.reach.high - self.reach.low <= _DAYS * _DAY:
            zone = words.zone or "UTC"
            yield words.zone_none if floating else words.zone_said.format(zone)
        if outside:
            yield words.marks_outside.format(words.listed([words.day(w) for w in outside]))

    def shows(self, low: int, high: int) -> bool:
        """Say whether anything of a stretch of time lies in the picture."""
        return not self.reach.dated or self.reach.meets(low, high)


def _one(moment: Moment | None) -> Sequence[Moment]:
    return () if moment is None else (moment,)


def pages_of(  # noqa: PLR0913 - the parts of a picture, by name
    book: Book,
    setting: Setting,
    asked: Asked,
    *,
    name: str,
    dates: str,
    counts: Sequence[tuple[str | tuple[str, str], int]],
    entries: Sequence[Entry],
    remarks: Sequence[str] = (),
) -> tuple[RowsView, ...]:
    """
    Return the pages of a picture.

    Args:
        book: the facts.
        setting: the stretch of time.
        asked: what was asked for.
        name, dates: the title.
        counts: the headline: words and numbers; what is 0 is left out, but the first.
        entries: the rows, in order.
        remarks: what is to be said besides.
    """
    words: Wording = book.words
    said = [
        Count(counted(forms, number))
        for place, (forms, number) in enumerate(counts)
        if number or not place
    ]
    view = RowsView(
        name=name,
        dates=dates,
        lang=book.sheet.lang or words.lang,
        words=words,
        counts=tuple(said),
        remarks=(*setting.remarks, *remarks),
        entries=tuple(entries),
        reach=setting.reach,
        marks=setting.marks,
        max_width=asked.max_width,
    )
    return paged(view, asked.most)
