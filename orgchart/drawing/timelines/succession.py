"""A post's succession: a row for each time in office, in order, with the gaps between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from orgchart.drawing.canvas.scene import Run
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.timelines.bars import Stretch
from orgchart.drawing.timelines.rows import Entry
from orgchart.drawing.timelines.rows_view import MOST, RowsView
from orgchart.drawing.timelines.setting import Asked, Setting, pages_of
from orgchart.drawing.timelines.tenures import NAME, Book, short_period
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Tenure
from orgchart.periods import Period

__all__ = ["succession_view"]


def succession_view(  # noqa: PLR0913 - what to show, by name
    history: History,
    post: str,
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
    Return the pages of a timeline of who held a post.

    Args:
        history: the history.
        post: the id of the post.
        words, lang, marks, start, end, max_width, most, colours: see `timeline_view`.

    Returns:
        The pages, one at least; holders and gaps in the order of `History.succession`, but for a
        gap before the first holder of a post whose beginning is not stated.

    Raises:
        UnknownIdError: no such post.
        InvalidValueError, InvalidWhenError: see `timeline_view`.
    """
    asked = Asked(marks, start, end, max_width, most)
    book = Book(history, attrs.evolve(words, zone=history.zone), lang, colours)
    ordered = history.succession(post)
    return _Succession(book, post, ordered, asked).pages()


class _Succession:
    def __init__(self, book: Book, post: str, ordered: Iterable[object], asked: Asked) -> None:
        self.book = book
        self.post = post
        self.asked = asked
        self.lived = {id(tenure): period for tenure, period in book.by_post.get(post, ())}
        self.held = [fact for fact in ordered if isinstance(fact, Tenure)]
        life = book.lives.get(post)
        ends = (
            [] if life is None or book.sheet.post(post).seats is None else [Period(None, life.end)]
        )
        periods = [self.lived[id(tenure)] for tenure in self.held]
        self.setting = Setting(book, [*periods, *ends], asked)

    def pages(self) -> tuple[RowsView, ...]:
        words, sheet = self.book.words, self.book.sheet
        rows = [row for tenure in self.held if (row := self.holder(tenure)).stretches]
        gaps = [
            self.vacancy(gap) for gap in self.book.gaps(self.post) if self.setting.shows(*gap.hull)
        ]
        people = {
            tenure.person
            for tenure in self.held
            if tenure.person is not UNDISCLOSED and self.seen(tenure)
        }
        title = sheet.title(("post", self.post))
        unit = sheet.post(self.post).unit
        owner = clean(self.book.history.name) if self.book.history.name else ""
        if unit is not None and not sheet.is_main(self.post):
            owner = sheet.unit(sheet.colours.topmost(unit))
        return pages_of(
            self.book,
            self.setting,
            self.asked,
            name=words.part_of.format(owner, title) if owner else title,
            dates=words.succession_when.format(self.setting.said),
            counts=(
                (words.holders, len(people)),
                (words.tenures, len(rows) if len(rows) != len(people) else 0),
                (words.vacancies, len(gaps)),
            ),
            entries=_merged(rows, gaps),
        )

    def seen(self, tenure: Tenure) -> bool:
        return self.setting.shows(*self.stretch(tenure).hull)

    def stretch(self, tenure: Tenure) -> Stretch:
        period = self.lived[id(tenure)]
        said = short_period(period, self.book.words)
        first = (Run(said, "ink", NAME),) if said else ()
        return self.book.held(tenure, period, (*first, *self.book.state_runs(tenure)))

    def holder(self, tenure: Tenure) -> Entry:
        book, period = self.book, self.lived[id(tenure)]
        stretch = self.stretch(tenure)
        if not self.seen(tenure):
            return Entry(("row", tenure.person), "")
        leaves = [
            (0, leave) for leave in book.leaves(tenure, period) if self.setting.shows(*leave.hull)
        ]
        details = [said for said in (book.details(tenure, period), book.sources(tenure)) if said]
        return Entry(
            ("row", tenure.person),
            book.sheet.person(tenure.person),
            note=book.title_note(tenure),
            stretches=(stretch,),
            leaves=tuple(leaves),
            details=tuple(details),
            outline=(*details, *(leave.says for _, leave in leaves)),
        )

    def vacancy(self, gap: Stretch) -> Entry:
        return Entry(
            ("row", "gap", self.post),
            self.book.words.vacant,
            stretches=(gap,),
            details=(gap.says,),
            outline=(gap.says,),
        )


def _merged(rows: list[Entry], gaps: list[Entry]) -> list[Entry]:
    """Return holders in their order, each gap before the first who came after it."""
    found: list[Entry] = []
    waiting = list(gaps)
    for row in rows:
        while waiting and waiting[0].stretches[0].end[0] <= row.stretches[0].start[0]:
            found.append(waiting.pop(0))
        found.append(row)
    return [*found, *waiting]
