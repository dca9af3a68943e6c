"""A chart as a tree of lines: who holds each post, and what is vacant, interim or not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, final

import attrs

from orgchart.cli.answers.facts import Facts
from orgchart.cli.answers.words import Words, counted
from orgchart.cli.output import Line, Span
from orgchart.errors import UnknownIdError, nearest_ids
from orgchart.hierarchy import reporting_cycles
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Post, ReportingLine, Tenure
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy

__all__ = ["outline", "said_of_holder"]

#: The deepest level that is shown by indenting; below it a number takes the place of blanks.
_DEEPEST: Final = 20
#: What stands before a post, and before what is below it: of one among others, and of the last.
_GUIDES: Final = {False: ("├── ", "│   "), True: ("└── ", "    ")}


def outline(  # noqa: PLR0913 - what to show, and how
    chart: Snapshot,
    words: Words,
    *,
    lang: str | None = None,
    root: str | None = None,
    depth: int | None = None,
    everything: bool = False,
) -> Iterator[Line]:
    """
    Yield the lines of a chart.

    Args:
        chart: the chart.
        words: the words.
        lang: the language of names and titles.
        root: the post or unit whose branch is shown; None for all.
        depth: so many levels; None for all.
        everything: also show posts of any number of seats in which nobody is recorded; else they
            are counted.

    Raises:
        UnknownIdError: the root is not on the chart.

    Complexity: one pass over the posts shown; lines are made as they are asked for.
    """
    tree = _Tree(chart, words, lang, depth)
    if root is not None:
        if root not in chart.posts and root not in chart.units:
            known = (*chart.posts, *chart.units)
            raise UnknownIdError("post or unit", root, chart.place, nearest_ids(root, known))
        yield from tree.branches([root])
        return
    yield from _head(chart, words)
    if not chart.posts:
        yield words.empty
    if not everything:
        tree.leave_out()
    yield from tree.whole()
    if tree.left_out:
        yield ""
        told = f"{words.nobody_recorded}: {counted(words.posts, len(tree.left_out))} (--all)"
        yield [Span(told, "quiet")]


def _head(chart: Snapshot, words: Words) -> Iterator[Line]:
    title = ", ".join(part for part in (chart.name, str(chart.at or "")) if part)
    if title:
        yield [Span(title, "title")]
    told = [counted(words.posts, len(chart.posts)), *_people(chart, words)]
    empty = sum(v.seats for v in chart.vacancies if v.certainty is Certainty.CERTAIN)
    if empty:
        told.append(counted(words.vacancies, empty))
    yield [Span(", ".join(told), "quiet")]


def _people(chart: Snapshot, words: Words) -> Iterator[str]:
    """
    Count who holds a post, as pictures do.

    People with a name once each, then holders whose names are not disclosed, then who is only
    possible.
    """
    hidden = [tenure.certainty for tenure in chart.tenures if tenure.person == UNDISCLOSED]
    holders = {tenure.person for tenure in chart.tenures} - {UNDISCLOSED}
    certain = Certainty.CERTAIN
    named = {tenure.person for tenure in chart.tenures if tenure.certainty is certain} & holders
    unnamed = hidden.count(certain)
    possible = len(holders) - len(named) + len(hidden) - unnamed
    alone = words.count_possible if named or unnamed else words.people_possible
    yield counted(words.people, len(named))
    for forms, number in ((words.count_undisclosed, unnamed), (alone, possible)):
        if number:
            yield counted(forms, number)


def said_of_holder(tenure: Tenure, words: Words, *, away: bool) -> list[Span]:
    """Return the marks behind the name of a holder, in brackets; none for a plain one."""
    kinds = {
        TenureKind.INTERIM: words.interim_said,
        TenureKind.ACTING: words.acting_said,
        TenureKind.ADVISER: words.adviser_said,
    }
    marks: list[Span] = []
    if tenure.kind in kinds:
        marks.append(Span(kinds[tenure.kind], "interim"))
    if away:
        marks.append(Span(words.on_leave_said, "leave"))
    if tenure.certainty is Certainty.POSSIBLE:
        marks.append(Span(words.possible_said, "maybe"))
    return _bracketed(marks)


def _bracketed(marks: Sequence[Span]) -> list[Span]:
    if not marks:
        return []
    return [Span(" ("), *_joined([[mark] for mark in marks], ", "), Span(")")]


def _joined(parts: Iterable[Sequence[Span]], between: str) -> Iterator[Span]:
    for place, part in enumerate(parts):
        if place:
            yield Span(between)
        yield from part


@final
class _Tree:
    """Goes through a chart from the top down, and says each post once."""

    def __init__(self, chart: Snapshot, words: Words, lang: str | None, depth: int | None) -> None:
        self.words, self.lang, self.depth = words, lang, depth
        self.chart = Facts(chart, lang)
        self.said: set[str] = set()
        self.left_out: set[str] = set()

    # which posts stand where

    def leave_out(self) -> None:
        """Leave out the posts that say nothing: of any number of seats, with nobody in them."""
        chart = self.chart
        self.left_out = {
            post.id
            for post in chart.posts.values()
            if post.seats is None and not chart.holders.get(post.id) and not self._reports(post.id)
        }

    def whole(self) -> Iterator[Line]:
        """Yield the lines of all organisations, the one with the most trees first."""
        found: dict[str | None, _Tops] = defaultdict(_Tops)
        for post in self.chart.posts:
            if post not in self.left_out:
                self._sort(post, found)
        circles = reporting_cycles(self.chart.chart)
        if circles:
            found[None].circles.extend(circle[0] for circle in circles)
        for organization, tops in sorted(found.items(), key=_size):
            yield ""
            titled = len(found) > 1 and organization is not None
            if titled:
                yield [Span(self.chart.unit(organization or ""), "title")]
            yield from self._organization(tops, bare=titled and tops.only_missing)

    def _organization(self, tops: _Tops, *, bare: bool) -> Iterator[Line]:
        for unit in dict.fromkeys((*tops.members, *tops.below)):
            yield [Span(self.chart.unit(unit), "title")]
            yield from self.branches(tops.members[unit], 1)
            yield from self.branches(tops.below[unit], guided=True)
        yield from self.branches(tops.roots)
        for heading, found in (
            (self.words.tray_unknown, tops.unknown),
            (self.words.tray_missing, tops.missing),
            (self.words.tray_cycle, tops.circles),
        ):
            if found and not bare:
                yield [Span(heading, "unknown")]
            yield from self.branches(found, 1)

    def _sort(self, post: str, found: dict[str | None, _Tops]) -> None:
        """Put a post with no post above it where it belongs."""
        line = self.chart.solid.get(post)
        if line is not None and line.manager in self.chart.posts:
            return  # below its manager
        unit = self.chart.posts[post].unit
        if line is not None and line.manager in self.chart.units:
            manager = str(line.manager)
            found[self._organization_of(manager)].below[manager].append(post)
            return
        tops = found[self._organization_of(unit)]
        body = self.chart.units.get(unit) if unit else None
        if line is not None and line.manager is UNKNOWN:
            tops.unknown.append(post)
        elif body is not None and body.is_body and (line is None or line.manager is None):
            tops.members[body.id].append(post)
        elif line is not None or self._reports(post):
            tops.roots.append(post)
        else:
            tops.missing.append(post)

    def _organization_of(self, unit: str | None) -> str | None:
        """Return the organisation at the top of a unit; None where there is none."""
        top = self.chart.top(unit)
        record = None if top is None else self.chart.units.get(top)
        return top if record is not None and record.kind == "organization" else None

    def _reports(self, manager: str) -> list[str]:
        """Return the posts right below one, in order of rank and ids, each that was not said."""
        below = self.chart.below.get(manager, ())
        found = [post for post in below if post not in self.left_out]
        return sorted(found, key=self._rank)

    def _rank(self, post: str) -> tuple[int, int]:
        rank = self.chart.posts[post].rank
        return (rank is None, rank or 0)

    # lines

    def branches(
        self, tops: Iterable[str], level: int = 0, *, guided: bool = False
    ) -> Iterator[Line]:
        """
        Yield the lines of branches; a circle is gone round once.

        Args:
            tops: the posts on top.
            level: how far they are indented.
            guided: whether they hang from the line above.
        """
        above = "  " * level
        ordered = sorted(tops, key=self._order)
        # Each with the guide before it and the one for what is below it; the next one is last.
        stack = [(post, above, above, 0) for post in reversed(ordered)]
        if guided:
            stack = [(post, *_GUIDES[place == 0], 0) for place, post in enumerate(ordered[::-1])]
        while stack:
            post, guide, below, deep = stack.pop()
            again = post in self.said
            self.said.add(post)
            yield [Span(guide, "quiet"), *self._label(post), *([Span(" ↑", "quiet")] * again)]
            if again:
                continue
            reports = self._reports(post)
            if self.depth is not None and deep + 1 >= self.depth:
                if reports:
                    yield [Span(f"{below}└── … {len(reports)}", "quiet")]
                continue
            for place, report in enumerate(reversed(reports)):
                if deep >= _DEEPEST:
                    stack.append((report, f"{below}[{deep + 2}] ", below, deep + 1))
                    continue
                head, rest = _GUIDES[place == 0]
                stack.append((report, below + head, below + rest, deep + 1))

    def _order(self, post: str) -> tuple[int, int]:
        return self._rank(post) if post in self.chart.posts else (0, 0)

    def _label(self, post: str) -> Iterator[Span]:
        record = self.chart.posts.get(post)
        if record is None:
            yield Span(self.chart.unit(post), "title")
            return
        yield Span(record.title_in(self.lang) or post)
        yield Span(": ")
        holders = [self._holder(tenure) for tenure in self.chart.holders.get(post, ())]
        empty = [self._vacant(record, vacancy) for vacancy in self.chart.empty.get(post, ())]
        nobody = [[Span(self.words.nobody_recorded, "quiet")]]
        yield from _joined((*holders, *empty) or nobody, "; ")
        notes = list(self._notes(record))
        if notes:
            yield Span(f" — {', '.join(notes)}", "quiet")

    def _holder(self, tenure: Tenure) -> list[Span]:
        away = self.chart.on_leave(tenure)
        return [Span(self._person(tenure)), *said_of_holder(tenure, self.words, away=away)]

    def _person(self, tenure: Tenure) -> str:
        if tenure.person == UNDISCLOSED:
            return self.words.undisclosed
        name = self.chart.person(tenure.person)
        return f"{name}, {tenure.title}" if tenure.title else name

    def _vacant(self, post: Post, vacancy: Vacancy) -> list[Span]:
        marks: list[Span] = []
        if vacancy.certainty is Certainty.POSSIBLE:
            marks.append(Span(self.words.possible_said, "maybe"))
        if post.seats != 1:
            marks.append(Span(self.words.seats_vacant.format(vacancy.seats, post.seats)))
        if vacancy.since is not None:
            since = self.words.start_unknown
            if vacancy.since is not UNKNOWN:
                since = self.words.from_.format(vacancy.since)
            marks.append(Span(since))
        sure = vacancy.certainty is Certainty.CERTAIN
        return [Span(self.words.vacant, "vacant" if sure else "maybe"), *_bracketed(marks)]

    def _notes(self, post: Post) -> Iterator[str]:
        if post.certainty is Certainty.POSSIBLE:
            yield self.words.possible_post
        line = self.chart.solid.get(post.id)
        if line is None and self._leads(post):
            yield self.words.line_missing
        if line is not None and line.certainty is Certainty.POSSIBLE:
            yield self.words.possible_line
        if line is not None and line.manager not in {None, UNKNOWN} and self._strays(line):
            told = f"{line.manager} ({self.words.not_on_record})"
            yield self.words.reports_to.format(told)
        for dotted in self.chart.dotted.get(post.id, ()):
            if dotted.manager is not None:
                yield self.words.dotted_to.format(self.chart.manager(dotted.manager))

    def _leads(self, post: Post) -> bool:
        """Say whether a post has a branch below it, and is no seat of a board or committee."""
        body = self.chart.units.get(post.unit) if post.unit else None
        return bool(self.chart.below.get(post.id)) and (body is None or not body.is_body)

    def _strays(self, line: ReportingLine) -> bool:
        return line.manager not in self.chart.posts and line.manager not in self.chart.units


@final
@attrs.define
class _Tops:
    """The posts with no post above them, by what stands above them."""

    members: dict[str, list[str]] = attrs.field(factory=lambda: defaultdict(list))
    below: dict[str, list[str]] = attrs.field(factory=lambda: defaultdict(list))
    roots: list[str] = attrs.field(factory=list[str])
    unknown: list[str] = attrs.field(factory=list[str])
    missing: list[str] = attrs.field(factory=list[str])
    circles: list[str] = attrs.field(factory=list[str])

    @property
    def only_missing(self) -> bool:
        """Whether no post has a line: then that needs no saying."""
        return not (self.members or self.below or self.roots or self.unknown or self.circles)


def _size(item: tuple[str | None, _Tops]) -> tuple[int, str]:
    """Return a key that puts what has most posts on top first."""
    organization, tops = item
    lists = (*tops.members.values(), *tops.below.values(), tops.roots, tops.unknown)
    return (-sum(map(len, (*lists, tops.missing))), organization or "")
