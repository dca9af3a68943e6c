"""
States in a difference: what is new about who sits in a post and about its line.

A state is a look, a pill and a note. It says nothing of names: cards do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.escape import clean
from orgchart.drawing.faces import Look, Tag
from orgchart.drawing.fates import Fates
from orgchart.drawing.forest import MISSING, Manager
from orgchart.drawing.seats import leave_of, person_name
from orgchart.drawing.sheet import Sheet, joined
from orgchart.kinds import UNKNOWN, Certainty, TenureKind
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy

__all__ = ["LineNews", "State", "States", "news_of"]


@final
@attrs.frozen
class LineNews:
    """
    What is new about a post's solid line.

    Attributes:
        kind: ``same``, ``moved``, ``known``, ``unknown`` or ``dropped``.
        was, now: the managers on each side.
    """

    kind: str
    was: Manager = MISSING
    now: Manager = MISSING


@final
@attrs.frozen
class State:
    """The look, the pill and the note of a card, before its names are on it."""

    look: Look
    tag: Tag | None = None
    note: str = ""
    old_title: str = ""


_UNCHANGED: Final = State(Look.UNCHANGED)


class States:
    """Tells the states of one difference."""

    def __init__(self, before: Snapshot, after: Snapshot, sheet: Sheet) -> None:
        self.before = before
        self.after = after
        self.sheet = sheet
        self.words = sheet.words
        self.fates = Fates(before, after, sheet)
        self.vacant: Mapping[str, Vacancy] = {v.post: v for v in after.vacancies}
        self.was_vacant = {vacancy.post for vacancy in before.vacancies}

    def line_state(self, news: LineNews) -> State:
        """Return what a card says when nothing but its line changed."""
        words = self.words
        match news.kind:
            case "moved":
                note = words.was_under.format(self.sheet.manager_name(news.was))
                return State(Look.MOVED, Tag(words.moved, "moved"), note)
            case "known":
                return State(Look.ROLE, Tag(words.line_news, "role"))
            case "unknown":
                note = words.was_under.format(self.sheet.manager_name(news.was))
                return State(Look.ROLE, Tag(words.line_lost, "role"), note)
            case "dropped":
                note = words.was_under.format(self.sheet.manager_name(news.was))
                return State(Look.ROLE, Tag(words.line_dropped, "role"), note)
            case _:
                return _UNCHANGED

    def came(self, post: Post, tenure: Tenure, *, filled: bool) -> State:
        """Return the state of somebody who sits where they did not before."""
        words = self.words
        stand_in = {
            TenureKind.INTERIM: words.now_interim,
            TenureKind.ACTING: words.now_acting,
            TenureKind.ADVISER: words.now_adviser,
        }.get(tenure.kind)
        is_new_post = post.id in self.after.posts and post.id not in self.before.posts
        if self.fates.is_newcomer(tenure):
            origins = ", ".join(self.fates.origins(tenure))
            note = joined(
                words.new_post if is_new_post else "",
                words.was_vacant if filled else "",
                words.from_place.format(origins) if origins else "",
            )
            tag = Tag(words.new, "joined") if stand_in is None else Tag(stand_in, "interim")
            return State(Look.JOINED, tag, note or words.on_chart)
        tag = Tag(words.promoted if self.fates.is_promotion(tenure) else words.appointed, "role")
        if stand_in is not None:
            tag = Tag(stand_in, "interim")
        gone = self.fates.given_up(tenure)
        note = joined(
            words.new_post if is_new_post else "",
            words.was.format(", ".join(gone)) if gone else "",
        )
        return State(Look.ROLE, tag, note)

    def went(self, tenure: Tenure) -> State:
        """Return the state of the card of somebody who is gone, with nobody after them."""
        words, fate = self.words, self.fates.going(tenure)
        if fate.left:
            note = words.to_place.format(", ".join(fate.to)) if fate.to else ""
            maybe = tenure.certainty is Certainty.POSSIBLE
            note = joined(note, words.was_possible if maybe else "")
            return State(Look.LEFT, Tag(words.left, "left"), note)
        if fate.to:
            note = words.now.format(", ".join(fate.to))
            return State(Look.GHOST, Tag(words.moved, "moved"), note)
        note = words.still.format(", ".join(fate.kept)) if fate.kept else ""
        return State(Look.LEFT, Tag(words.vacated, "left"), note)

    def stayed(self, old: Tenure, new: Tenure, news: LineNews) -> State:
        """Return the state of somebody who sits where they did: the weightiest news."""
        words = self.words
        was, now = self._title(self.before, old), self._title(self.after, new)
        if was != now:
            return State(Look.ROLE, Tag(words.retitled, "role"), old_title=was)
        status = self._status(old, new)
        if status:
            return State(Look.ROLE, Tag(words.status, "role"), status)
        old_name = person_name(self.before, old, words, self.sheet.lang)
        if old_name != person_name(self.after, new, words, self.sheet.lang):
            return State(Look.ROLE, Tag(words.renamed, "role"), words.was.format(old_name))
        if news.kind == "same" and old.certainty is not new.certainty:
            certain = new.certainty is Certainty.CERTAIN
            note = words.now_certain if certain else words.now_possible
            return State(Look.ROLE, Tag(words.status, "role"), note)
        return self.line_state(news)

    def _status(self, old: Tenure, new: Tenure) -> str:
        """Say in words whether somebody sits in another way or went on leave; empty if not."""
        if old.kind is not new.kind:
            if new.kind is TenureKind.SUBSTANTIVE:
                return joined(self.words.now_confirmed, self.words.was.format(old.kind))
            return self.words.now.format(new.kind)
        away, back = leave_of(self.before, old), leave_of(self.after, new)
        if (away is None) is (back is None):
            return ""
        return self.words.back if back is None else self.words.now_on_leave

    def _title(self, chart: Snapshot, tenure: Tenure) -> str:
        return clean(tenure.title or chart.post_title(tenure.post, self.sheet.lang))

    def held(
        self, post: Post, old: Sequence[Tenure], new: Sequence[Tenure], news: LineNews
    ) -> State:
        """Return the state of a post that is held, by all who hold and held it."""
        then = {t.person: t for t in old}
        came = [t for t in new if t.person not in then]
        if came:
            first = min(came, key=lambda t: (not t.fills, t.certainty, t.person))
            state = self.came(post, first, filled=not old and post.id in self.was_vacant)
            extra = "" if news.kind == "same" else self._line_note(news)
            return attrs.evolve(state, note=joined(state.note, extra))
        states = [self.stayed(then[t.person], t, news) for t in new]
        changed = [state for state in states if state.look is not Look.UNCHANGED]
        if changed:
            return changed[0]
        if len(new) < len(old):
            return State(Look.ROLE, Tag(self.words.status, "role"))
        return _UNCHANGED

    def _line_note(self, news: LineNews) -> str:
        if news.kind in {"moved", "unknown", "dropped"}:
            return self.words.was_under.format(self.sheet.manager_name(news.was))
        return ""

    def empty(self, post: Post, gone: Sequence[Tenure], news: LineNews) -> State:
        """Return the state of a post that nobody holds."""
        vacancy = self.vacant.get(post.id)
        since = self.words.since_when(vacancy.since) if vacancy is not None else ""
        if gone:
            return State(Look.VACATED, None, since)
        if post.id in self.after.posts and post.id not in self.before.posts:
            return State(Look.JOINED, Tag(self.words.new, "joined"), self.words.new_post)
        if post.id not in self.after.posts and post.id in self.before.posts:
            return State(Look.LEFT, Tag(self.words.abolished, "left"))
        state = self.line_state(news)
        if state.look is Look.UNCHANGED:
            return State(Look.VACANT, None, since)
        return state


def news_of(before: Manager, after: Manager, *, both: bool) -> LineNews:
    """
    Return what is new about a line.

    Args:
        before, after: the managers on each side.
        both: whether the post is there on both sides.
    """
    if not both or before == after:
        return LineNews("same", before, after)
    if after == UNKNOWN:
        kind = "unknown" if before != MISSING else "same"
    elif after == MISSING:
        kind = "dropped" if before != UNKNOWN else "same"
    elif before in {UNKNOWN, MISSING}:
        kind = "known"
    else:
        kind = "moved"
    return LineNews(kind, before, after)
