"""Who held which post when: a row a post, grouped by unit, a bar a tenure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from orgchart.drawing.canvas.scene import Run
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.timelines.bars import Kind, Stretch
from orgchart.drawing.timelines.rows import Entry
from orgchart.drawing.timelines.rows_view import MOST, RowsView
from orgchart.drawing.timelines.setting import Asked, Setting, pages_of
from orgchart.drawing.timelines.tenures import NAME, Book
from orgchart.errors import UnknownIdError, nearest_ids
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Tenure
from orgchart.periods import Period

__all__ = ["timeline_view"]

#: Units without ranked posts come after those with.
_NO_RANK: Final = 1 << 31


def timeline_view(  # noqa: PLR0913 - what to show, by name
    history: History,
    words: Wording,
    lang: str | None,
    *,
    marks: Iterable[Moment] = (),
    start: Moment | None = None,
    end: Moment | None = None,
    posts: Iterable[str] | None = None,
    units: Iterable[str] | None = None,
    max_width: float = 1200,
    most: int = MOST,
    colours: Mapping[str, str] | None = None,
) -> tuple[RowsView, ...]:
    """
    Return the pages of a timeline of who held which post when.

    Args:
        history: the history.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        marks: dates to be marked with dashed lines, each at its close.
        start, end: the stretch to show, from the beginning of the one to the close of the other;
            None for all dates there are.
        posts: the ids of posts to show; None for all.
        units: the ids of units whose posts, and those of units below them, to show; None for all.
        max_width: the width of the picture, in points, 320 or more.
        most: how many lanes stand on a page, 1 or more; what is more goes to further pages.
        colours: colours or tokens for some units, by the id of the unit.

    Returns:
        The pages, one at least. Posts in which nobody is recorded are left out and counted.

    Raises:
        UnknownIdError: no such post or unit.
        InvalidValueError: the end does not come after the start; too small a width or page; no
            such colour.
        InvalidWhenError: something is not a moment, or only one side has a zone.

    Complexity: linear, and the sorting of posts and tenures.
    """
    asked = Asked(marks, start, end, max_width, most)
    book = Book(history, attrs.evolve(words, zone=history.zone), lang, colours)
    return _Timeline(book, _chosen(book, posts, units), asked).pages()


def _chosen(book: Book, posts: Iterable[str] | None, units: Iterable[str] | None) -> list[str]:
    """Return the ids of the posts to show, in order of ids."""
    known = sorted({*book.lives, *book.by_post})
    if posts is None and units is None:
        return known
    wanted = _checked("post", posts or (), known)
    areas = _checked("unit", units or (), sorted({unit.id for unit in book.history.units}))
    for post in known:
        unit = book.sheet.post(post).unit
        if unit is not None and not areas.isdisjoint(book.sheet.colours.above(unit)):
            wanted.add(post)
    return sorted(wanted)


def _checked(kind: str, ids: Iterable[str], known: Sequence[str]) -> set[str]:
    found = {ids} if isinstance(ids, str) else set(ids)
    for one in sorted(found - set(known)):
        raise UnknownIdError(kind, one, "the history", nearest_ids(one, known))
    return found


class _Timeline:
    def __init__(self, book: Book, posts: Sequence[str], asked: Asked) -> None:
        self.book = book
        self.posts = posts
        self.asked = asked
        self.setting = Setting(book, self.periods(), asked)
        self.people: set[str] = set()
        self.stand_ins = 0
        self.vacancies = 0

    def periods(self) -> Iterator[Period]:
        """Yield the periods whose dates the axis has to reach."""
        for post in self.posts:
            life = self.book.lives.get(post)
            if life is not None and self.book.sheet.post(post).seats is not None:
                yield Period(None, life.end)
            for tenure, period in self.book.by_post.get(post, ()):
                yield period
                yield from (leave for _, leave in self.book.own_leaves(tenure.person))

    def pages(self) -> tuple[RowsView, ...]:
        words = self.book.words
        made = [self.entry(post) for post in sorted(self.posts, key=self.order)]
        entries = [entry for entry in made if entry.stretches]
        gone = len(made) - len(entries)
        name = self.book.history.name
        return pages_of(
            self.book,
            self.setting,
            self.asked,
            name=clean(name or words.timeline),
            # Without a name of its own the title says already what the dates would.
            dates=words.held_when.format(self.setting.said) if name else self.setting.said,
            counts=(
                (words.posts, len(entries)),
                (words.holders, len(self.people)),
                (words.stand_ins, self.stand_ins),
                (words.vacancies, self.vacancies),
            ),
            entries=entries,
            remarks=[counted(words.left_out, gone)] if gone else [],
        )

    def order(self, post: str) -> tuple[object, ...]:
        """Return the place of a post: by organisation, then boards, then units by rank."""
        sheet = self.book.sheet
        unit = sheet.post(post).unit
        return (*self.unit_order[unit], unit or "", sheet.key(("post", post)))

    @cached_property
    def unit_order(self) -> Mapping[str | None, tuple[object, ...]]:
        """The places of units: those of other organisations last, posts without one before them."""
        sheet = self.book.sheet
        ranks: dict[str | None, list[int]] = {}
        for post in self.posts:
            record = sheet.post(post)
            found = ranks.setdefault(record.unit, [])
            found += [] if record.rank is None else [record.rank]
        return {unit: self.unit_place(unit, found) for unit, found in ranks.items()}

    def unit_place(self, unit: str | None, ranks: Sequence[int]) -> tuple[object, ...]:
        sheet = self.book.sheet
        if unit is None:
            return (False, "", True, True, _NO_RANK + 1, "")
        top = sheet.colours.topmost(unit)
        board = (
            sheet.charts[0].units[unit].kind == "board" if unit in sheet.charts[0].units else False
        )
        body = sheet.colours.is_body(unit)
        foreign = top != sheet.main
        first = sheet.unit(top) if foreign else ""
        return (foreign, first, not body, not board, min(ranks, default=_NO_RANK), sheet.unit(unit))

    def entry(self, post: str) -> Entry:
        sheet = self.book.sheet
        unit = sheet.post(post).unit
        stretches, leaves = self.stretches(post)
        return Entry(
            ("row", post),
            sheet.title(("post", post)),
            group="" if unit is None else f"={unit}",
            heading=self.book.words.no_unit if unit is None else sheet.unit(unit),
            token=sheet.colours.token(unit),
            stretches=tuple(stretches),
            leaves=tuple(leaves),
            outline=tuple(stretch.says for stretch in stretches),
        )

    def stretches(self, post: str) -> tuple[list[Stretch], list[tuple[int, Stretch]]]:
        """Return the tenures and gaps of a post in the picture, and the leaves of its holders."""
        found: list[tuple[Stretch, Tenure | None, Period]] = []
        for tenure, period in self.book.by_post.get(post, ()):
            name = Run(
                self.book.sheet.person(tenure.person),
                "ink",
                NAME,
                bold=tenure.person is not UNDISCLOSED,
                italic=tenure.person is UNDISCLOSED,
            )
            runs = (name, *self.book.state_runs(tenure))
            found.append((self.book.held(tenure, period, runs), tenure, period))
        found += [(gap, None, Period()) for gap in self.book.gaps(post)]
        shown = [each for each in found if self.setting.shows(*each[0].hull)]
        shown.sort(key=lambda each: (each[0].start, each[0].end, each[0].key))
        leaves: list[tuple[int, Stretch]] = []
        for place, (stretch, holder, own_period) in enumerate(shown):
            self.count(stretch, holder)
            if holder is not None:
                own = self.book.leaves(holder, own_period)
                leaves += [(place, leave) for leave in own if self.setting.shows(*leave.hull)]
        return [stretch for stretch, _, _ in shown], leaves

    def count(self, stretch: Stretch, tenure: Tenure | None) -> None:
        self.vacancies += stretch.kind is Kind.VACANT
        self.stand_ins += stretch.kind in {Kind.INTERIM, Kind.ACTING}
        if tenure is not None and tenure.person is not UNDISCLOSED:
            self.people.add(tenure.person)
