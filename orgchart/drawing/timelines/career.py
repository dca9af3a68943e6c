"""A person's career: a row a post, with manners, doubts and sources in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from orgchart.drawing.canvas.scene import Run
from orgchart.drawing.cards.sheet import joined
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.timelines.rows import Entry
from orgchart.drawing.timelines.rows_view import MOST, RowsView
from orgchart.drawing.timelines.setting import Asked, Setting, pages_of
from orgchart.drawing.timelines.tenures import NAME, Book, period_words, short_period
from orgchart.history import History, Moment
from orgchart.model import Tenure
from orgchart.periods import Period

__all__ = ["career_view"]


def career_view(  # noqa: PLR0913 - what to show, by name
    history: History,
    person: str,
    words: Wording,
    lang: str | None,
    *,
    marks: Iterable[Moment] = (),
    start: Moment | None = None,
    end: Moment | None = None,
    max_width: float = 1200,
    most: int = MOST,
    colours: Mapping[str, str] | None = None,
) -> tuple[RowsView, ...]:
    """
    Return the pages of a timeline of what a person held.

    Args:
        history: the history.
        person: the id of the person.
        words, lang, marks, start, end, max_width, most, colours: see `timeline_view`.

    Returns:
        The pages, one at least; posts in order of when they were first held.

    Raises:
        UnknownIdError: no such person.
        InvalidValueError, InvalidWhenError: see `timeline_view`.
    """
    asked = Asked(marks, start, end, max_width, most)
    book = Book(history, attrs.evolve(words, zone=history.zone), lang, colours)
    ordered = history.careers(person)
    lived = {id(fact): (fact, period) for fact, period in book.lived if isinstance(fact, Tenure)}
    held = [lived[id(tenure)] for tenure in ordered if id(tenure) in lived]
    return _Career(book, person, held, asked).pages()


class _Career:
    def __init__(
        self, book: Book, person: str, held: list[tuple[Tenure, Period]], asked: Asked
    ) -> None:
        self.book = book
        self.person = person
        self.held = held
        self.asked = asked
        away = [period for _, period in book.own_leaves(person)]
        self.setting = Setting(book, [*(period for _, period in held), *away], asked)

    def pages(self) -> tuple[RowsView, ...]:
        words, book = self.book.words, self.book
        posts: dict[str, list[tuple[Tenure, Period]]] = {}
        for tenure, period in self.held:
            bounds = book.held(tenure, period, ()).hull
            if self.setting.shows(*bounds):
                posts.setdefault(tenure.post, []).append((tenure, period))
        entries = [self.entry(post, held) for post, held in posts.items()]
        away = {leave.key for entry in entries for _, leave in entry.leaves}
        return pages_of(
            book,
            self.setting,
            self.asked,
            name=self.name(),
            dates=words.career_when.format(self.setting.said),
            counts=((words.posts, len(entries)),),
            entries=entries,
            remarks=() if away else self.other_leaves(),
        )

    def name(self) -> str:
        return self.book.sheet.person(self.person)

    def entry(self, post: str, held: list[tuple[Tenure, Period]]) -> Entry:
        sheet, book = self.book.sheet, self.book
        stretches = [
            book.held(tenure, period, self.runs(tenure, period)) for tenure, period in held
        ]
        leaves = [
            (place, leave)
            for place, (tenure, period) in enumerate(held)
            for leave in book.leaves(tenure, period)
            if self.setting.shows(*leave.hull)
        ]
        unit = sheet.post(post).unit
        details = tuple(self.details(held))
        return Entry(
            ("row", post),
            sheet.title(("post", post)),
            note="" if unit is None else self.place(unit),
            stretches=tuple(stretches),
            leaves=tuple(leaves),
            details=details,
            outline=(*details, *(leave.says for _, leave in leaves)),
        )

    def place(self, unit: str) -> str:
        """Return the unit of a post, with the organisation where it is another."""
        sheet = self.book.sheet
        top = sheet.colours.topmost(unit)
        if top in {unit, sheet.main}:
            return sheet.unit(unit)
        return self.book.words.comma.join((sheet.unit(unit), sheet.unit(top)))

    def runs(self, tenure: Tenure, period: Period) -> tuple[Run, ...]:
        said = short_period(period, self.book.words)
        first = (Run(said, "ink", NAME),) if said else ()
        return (*first, *self.book.state_runs(tenure))

    def details(self, held: Iterable[tuple[Tenure, Period]]) -> Iterator[str]:
        for tenure, period in held:
            own = self.book.title_note(tenure)
            said = self.book.details(tenure, period)
            yield self.book.words.part_of.format(own, said) if own else said
            if sources := self.book.sources(tenure):
                yield sources

    def other_leaves(self) -> list[str]:
        """Return the leaves of somebody who holds nothing in the picture, in words."""
        words = self.book.words
        return [
            joined(
                words.legend_leave,
                period_words(period, words),
                clean(leave.note) if leave.note else "",
            )
            for leave, period in self.book.own_leaves(self.person)
        ]
