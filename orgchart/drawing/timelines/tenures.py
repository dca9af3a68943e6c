"""Tenures, leaves and gaps of a history as stretches of time, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from orgchart.bounds import UNBOUNDED
from orgchart.drawing.canvas.scene import Run
from orgchart.drawing.cards.sheet import Sheet, joined
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.timelines.bars import Bounds, Kind, Stretch
from orgchart.history import History
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Fact, Leave, Person, Post, Tenure, Unit
from orgchart.periods import Period
from orgchart.snapshot import Snapshot
from orgchart.timeline import in_order
from orgchart.when import When

__all__ = ["Book", "period_words", "short_period"]

#: The sizes of names on bars, and of words beside them.
NAME: Final = 11
WORD: Final = 9

_KINDS: Final = {
    TenureKind.SUBSTANTIVE: Kind.HELD,
    TenureKind.INTERIM: Kind.INTERIM,
    TenureKind.ACTING: Kind.ACTING,
    TenureKind.ADVISER: Kind.ADVISER,
}


class Book:
    """
    The facts of a history that timelines show, looked up by post and person.

    Attributes:
        sheet: names, titles, colours and order.
        lives: the life of each post over all its versions.
        by_post: the tenures of each post with the periods they are in force, in order of starts.

    Complexity: one pass over the facts, and the sorting of tenures.
    """

    def __init__(
        self,
        history: History,
        words: Wording,
        lang: str | None,
        colours: Mapping[str, str] | None = None,
    ) -> None:
        self.history = history
        self.words = words
        self.lived = history.lived()
        self.sheet = Sheet([_everything(history, self.lived)], words, lang, colours=colours)
        self.lives: dict[str, Period] = {}
        self.by_post: dict[str, list[tuple[Tenure, Period]]] = {}
        self._leaves: dict[str, list[tuple[Leave, Period]]] = {}
        for fact, period in self.lived:
            if isinstance(fact, Post):
                life = self.lives.get(fact.id)
                self.lives[fact.id] = period if life is None else life.hull(period)
            elif isinstance(fact, Tenure):
                self.by_post.setdefault(fact.post, []).append((fact, period))
            elif isinstance(fact, Leave):
                self._leaves.setdefault(fact.person, []).append((fact, period))
        self.by_post = {post: in_order(held, {}) for post, held in self.by_post.items()}
        self._disputed = {id(conflict.winner) for conflict in history.conflicts()}
        self._sources = {source.id: source for source in history.sources}

    @property
    def floating(self) -> bool | None:
        """Whether dates have no zone; None when there are none."""
        found = (when for _, period in self.lived for when in _dates(period))
        return next((when.floating for when in found), None)

    # stretches

    def held(self, tenure: Tenure, period: Period, runs: tuple[Run, ...]) -> Stretch:
        """Return a tenure as a stretch with something written on it."""
        kind = Kind.UNDISCLOSED if tenure.person is UNDISCLOSED else _KINDS[tenure.kind]
        if tenure.person is UNDISCLOSED and tenure.kind is not TenureKind.SUBSTANTIVE:
            kind = _KINDS[tenure.kind]
        return Stretch(
            ("tenure", tenure.person, tenure.post),
            kind,
            self.sheet.colours.token(self.sheet.post(tenure.post).unit),
            period.start_bounds,
            end_bounds(period),
            runs,
            self.says(tenure, period),
            ongoing=period.end is ONGOING,
            possible=tenure.sureness is Certainty.POSSIBLE,
        )

    def gaps(self, post: str) -> Iterator[Stretch]:
        """
        Yield the sure gaps of a post with a limited number of seats.

        What lies before the first holder counts where the beginning of the post is stated.
        """
        life = self.lives.get(post, Period())
        if self.sheet.post(post).seats is None or post not in self.lives:
            return
        covered = None if life.start is None else life.start_bounds[1]
        since = life.start
        for tenure, period in self.by_post.get(post, ()):
            if not tenure.fills:
                continue
            if covered is not None and covered < period.start_bounds[0]:
                gap = Period(since, period.start)
                yield self.gap(post, covered, period.start_bounds[0], gap)
            if covered is None or period.end_bounds[1] > covered:
                covered = period.end_bounds[1]
                since = period.end if isinstance(period.end, When) else None
        if covered is not None and covered < life.end_bounds[0]:
            until = life.end if isinstance(life.end, When) else None
            yield self.gap(post, covered, life.end_bounds[0], Period(since, until))

    def gap(self, post: str, low: int, high: int, period: Period) -> Stretch:
        """
        Return a stretch of time in which nobody can have sat in a post.

        Args:
            post: the id of the post.
            low, high: from when and up to when that is sure.
            period: from when to when, as it is said.
        """
        word = self.words.legend_vacant
        title = self.sheet.title(("post", post))
        return Stretch(
            ("gap", post),
            Kind.VACANT,
            "line",
            (low, low),
            (high, high),
            (Run(word, "ink2", WORD, italic=True),),
            self.words.part_of.format(title, joined(word, period_words(period, self.words))),
        )

    def leaves(self, tenure: Tenure, period: Period) -> Iterator[Stretch]:
        """Yield when the holder of a post was on leave from it, as far as the tenure goes."""
        for leave, own in self._leaves.get(tenure.person, ()):
            both = own.meet(period)
            overlaps = both.start_bounds[0] < both.end_bounds[1]
            if leave.post in {None, tenure.post} and overlaps and not both.certainly_empty():
                yield self.leave(leave, both, tenure.post)

    def own_leaves(self, person: str) -> Iterator[tuple[Leave, Period]]:
        """Yield the leaves of a person."""
        yield from self._leaves.get(person, ())

    def leave(self, leave: Leave, period: Period, post: str) -> Stretch:
        """Return a leave as a stretch."""
        word = self.words.legend_leave
        name = self.sheet.person(leave.person)
        note = clean(leave.note) if leave.note else ""
        said = joined(word, period_words(period, self.words), note)
        return Stretch(
            ("leave", leave.person, post),
            Kind.LEAVE,
            "leave",
            period.start_bounds,
            end_bounds(period),
            (Run(word, "leave", WORD, bold=True),),
            self.words.part_of.format(name, said),
            ongoing=period.end is ONGOING,
            possible=leave.sureness is Certainty.POSSIBLE,
        )

    # words

    def state_words(self, tenure: Tenure) -> tuple[str, ...]:
        """Return how somebody sits, in words for a bar; empty when there is nothing to say."""
        words = self.words
        named = {
            TenureKind.INTERIM: words.interim_said,
            TenureKind.ACTING: words.acting_said,
            TenureKind.ADVISER: words.adviser_said,
        }
        found = [named[tenure.kind]] if tenure.kind in named else []
        if tenure.sureness is Certainty.POSSIBLE:
            found.append(words.possible_said)
        return tuple(found)

    def state_runs(self, tenure: Tenure) -> tuple[Run, ...]:
        """Return the words for how somebody sits, as text on a bar after a name."""
        said = self.words.comma.join(self.state_words(tenure))
        stand_in = tenure.kind in {TenureKind.INTERIM, TenureKind.ACTING}
        return (Run(f"  {said}", "interim" if stand_in else "ink2", WORD),) if said else ()

    def title_note(self, tenure: Tenure) -> str:
        """Return the title of their own that a holder has in a post; empty for none."""
        own = clean(tenure.title) if tenure.title else ""
        return "" if own == self.sheet.title(("post", tenure.post)) else own

    def details(self, tenure: Tenure, period: Period) -> str:
        """Return how a tenure went, in words: manners, dates, doubts, remarks."""
        words = self.words
        parts = [
            *self.state_words(tenure),
            period_words(period, words),
            *(clean(manner) for manner in (tenure.start_manner, tenure.end_manner) if manner),
            words.disputed if id(tenure) in self._disputed else "",
            clean(tenure.note) if tenure.note else "",
        ]
        return joined(*parts)

    def says(self, tenure: Tenure, period: Period) -> str:
        """Return a tenure in words: who, in which post, how, from when to when."""
        who = self.sheet.person(tenure.person)
        title = self.sheet.title_of(tenure)
        return self.words.part_of.format(joined(who, title), self.details(tenure, period))

    def sources(self, tenure: Tenure) -> str:
        """Return the sources of a tenure in words, in order of publication; empty for none."""
        found = [self._sources.get(source) for source in tenure.sources]
        known = sorted(
            (source for source in found if source is not None),
            key=lambda s: (s.published.sort_key if s.published else (UNBOUNDED,), s.id),
        )
        said = [self.source(source.id) for source in known]
        said += [clean(name) for name in tenure.sources if name not in self._sources]
        return self.words.source_list.format("; ".join(dict.fromkeys(said))) if said else ""

    def source(self, name: str) -> str:
        """Return what to call a source: who published it, and when."""
        source = self._sources[name]
        who = clean(source.publisher or source.author or source.title or source.id)
        when = self.words.day(source.published, short=True)
        return f"{who}{self.words.bracket.format(when)}" if when else who


def end_bounds(period: Period) -> Bounds:
    """Return the bounds of an end; what ended nobody knows when did so after it had begun."""
    low, high = period.end_bounds
    return (max(low, period.start_bounds[1]), high) if period.end is UNKNOWN else (low, high)


def period_words(period: Period, words: Wording) -> str:
    """
    Return from when to when, in words; what is not stated is said to be so.

    >>> from orgchart.drawing.language.wording import ENGLISH
    >>> period_words(Period("2020", "2021-05"), ENGLISH), period_words(Period("2020"), ENGLISH)
    ('2020 to May 2021', 'since 2020 · no end stated')
    """
    start, end = period.start, period.end
    if isinstance(start, When) and isinstance(end, When):
        return words.span_words.format(words.day(start), words.day(end))
    if isinstance(start, When):
        begun = words.since.format(words.day(start))
    else:
        begun = words.start_unknown if start is UNKNOWN else words.start_unstated
    if isinstance(end, When):
        return joined(begun, words.until.format(words.day(end)))
    over = {UNKNOWN: words.ended_unknown, ONGOING: words.still_going}
    return joined(begun, words.end_unstated if end is None else over[end])


def short_period(period: Period, words: Wording) -> str:
    """
    Return from when to when, in as few words as tell it; empty where neither is a date.

    >>> from orgchart.drawing.language.wording import ENGLISH
    >>> short_period(Period("2020-01-05", "2021-05"), ENGLISH)
    '5 Jan 2020 → May 2021'
    """
    start, end = period.start, period.end
    if isinstance(start, When) and isinstance(end, When):
        return words.span.format(words.day(start, short=True), words.day(end, short=True))
    if isinstance(start, When):
        return words.since.format(words.day(start, short=True))
    return words.until.format(words.day(end, short=True)) if isinstance(end, When) else ""


def _dates(period: Period) -> Sequence[When]:
    return [end for end in (period.start, period.end) if isinstance(end, When)]


def _everything(history: History, lived: Sequence[tuple[Fact, Period]]) -> Snapshot:
    """Return all people, units and posts by their last versions, with all tenures."""
    latest: dict[tuple[str, ...], tuple[tuple[Bounds, Bounds], Fact]] = {}
    for fact, period in lived:
        if isinstance(fact, Person | Unit | Post):
            rank = (period.start_bounds, period.end_bounds)
            known = latest.get(fact.key)
            if known is None or known[0] <= rank:
                latest[fact.key] = (rank, fact)
    facts: list[Fact] = [fact for _, fact in latest.values()]
    facts += [fact for fact, _ in lived if isinstance(fact, Tenure | Leave)]
    like = Snapshot.build(name=history.name, zone=history.zone)
    return Snapshot.from_facts(facts, like=like)
