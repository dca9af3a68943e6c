"""
States in a difference: what is new about who sits in a post and about its line.

A state is a look, a pill and a note. It says nothing of names: cards do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.cards.faces import Look, Tag
from orgchart.drawing.cards.fates import Fates
from orgchart.drawing.cards.forest import MISSING, Manager
from orgchart.drawing.cards.seats import leave_of, person_name, pill
from orgchart.drawing.cards.sheet import Sheet, joined
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import titled
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy

__all__ = ["CHANGED", "MAYBE_AWAY", "LineNews", "State", "States", "awayness", "news_of"]


@final
@attrs.frozen
class LineNews:
    """
    What is new about a post's solid line.

    Attributes:
        kind: ``same``, ``moved``, ``known``, ``unknown`` or ``dropped``; ``presumed`` and
            ``certain`` where the manager is the same and how sure that is has changed.
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
#: The news of a line that had a known manager and has another, or none.
CHANGED: Final = frozenset({"moved", "unknown", "dropped"})
_LINE_PILLS: Final = {
    "moved": "moved",
    "known": "line_news",
    "unknown": "line_lost",
    "dropped": "line_dropped",
    "presumed": "maybe",
    "certain": "maybe",
}
_LINE_LOOKS: Final = {"moved": Look.MOVED, "maybe": Look.MAYBE}


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
        if news.kind == "same":
            return _UNCHANGED
        name, note = _LINE_PILLS[news.kind], ""
        if news.kind in CHANGED:
            note = words.was_under.format(self.sheet.manager_name(news.was))
        elif news.kind == "certain":
            # Of a line that is only possible now, every card says so anyway.
            note = words.line_certain
        return State(_LINE_LOOKS.get(name, Look.ROLE), pill(words, name), note)

    def came(self, post: Post, tenure: Tenure, *, filled: bool) -> State:
        """Return the state of somebody who sits where they did not before."""
        words = self.words
        stand_in = f"now_{tenure.kind}" if tenure.kind is not TenureKind.SUBSTANTIVE else ""
        maybe = tenure.certainty is Certainty.POSSIBLE
        is_new_post = post.id in self.after.posts and post.id not in self.before.posts
        if self.fates.is_newcomer(tenure):
            origins = words.series(self.fates.origins(tenure))
            note = joined(
                words.maybe_joined if maybe else "",
                words.new_post if is_new_post else "",
                words.was_vacant if filled else "",
                words.from_place.format(origins) if origins else "",
            )
            if maybe:
                return State(Look.MAYBE, pill(words, "maybe"), note)
            return State(Look.JOINED, pill(words, stand_in or "new"), note or words.on_chart)
        gone = self.fates.given_up(tenure)
        note = joined(
            words.maybe_took if maybe else "",
            words.new_post if is_new_post else "",
            words.was.format(words.series(gone)) if gone else "",
        )
        if maybe:
            return State(Look.MAYBE, pill(words, "maybe"), note)
        role = "promoted" if self.fates.is_promotion(tenure) else "appointed"
        return State(Look.ROLE, pill(words, stand_in or role), note)

    def went(self, tenure: Tenure) -> State:
        """Return the state of the card of somebody who is gone, with nobody after them."""
        words, fate = self.words, self.fates.going(tenure)
        maybe = tenure.certainty is Certainty.POSSIBLE
        if fate.left:
            note = words.to_place.format(words.series(fate.to)) if fate.to else ""
            if maybe:
                # Surely gone; not sure is whether there was anybody to go.
                note = joined(words.gone_now, words.was_possible, note)
                return State(Look.MAYBE, pill(words, "maybe"), note)
            return State(Look.LEFT, pill(words, "left"), note)
        if fate.to:
            note = joined(
                words.now.format(words.series(fate.to)), words.was_possible if maybe else ""
            )
            return State(Look.GHOST, Tag(words.moved, "ghost"), note)
        note = words.still.format(words.series(fate.kept)) if fate.kept else ""
        if maybe:
            hidden = tenure.person == UNDISCLOSED
            gave_up = words.maybe_gave_up if hidden else words.given_up_now
            note = joined(gave_up, words.was_possible, note)
            return State(Look.MAYBE, pill(words, "maybe"), note)
        return State(Look.LEFT, pill(words, "vacated"), note)

    def stayed(self, old: Tenure, new: Tenure, news: LineNews) -> State:
        """Return the state of somebody who sits where they did: the weightiest news."""
        words = self.words
        was, now = self._title(self.before, old), self._title(self.after, new)
        if was != now:
            return State(Look.ROLE, pill(words, "retitled"), old_title=was)
        kind = self._kind(old, new)
        if kind:
            return State(Look.ROLE, pill(words, "status"), kind)
        away = self._away(old, new)
        if away is not None:
            return away
        old_name = person_name(self.before, old, words, self.sheet.lang)
        if old_name != person_name(self.after, new, words, self.sheet.lang):
            return State(Look.ROLE, pill(words, "renamed"), words.was.format(old_name))
        if news.kind == "same" and old.certainty is not new.certainty:
            certain = new.certainty is Certainty.CERTAIN
            note = words.now_certain if certain else words.now_possible
            return State(Look.MAYBE, pill(words, "maybe"), note)
        return self.line_state(news)

    def stayed_in_seat(self, old: Tenure, new: Tenure) -> State:
        """Return the state of somebody who sits where they did, whatever became of the line."""
        return self.stayed(old, new, LineNews("same"))

    def _kind(self, old: Tenure, new: Tenure) -> str:
        """Say in words whether somebody sits in another way; empty if not."""
        words = self.words
        if old.kind is new.kind:
            return ""
        if new.kind is TenureKind.SUBSTANTIVE:
            return joined(words.now_confirmed, words.was.format(_spoken(words, old.kind)))
        return words.now.format(_spoken(words, new.kind))

    def _away(self, old: Tenure, new: Tenure) -> State | None:
        """Return the state of somebody who went on leave or came back; None if neither."""
        was, now = awayness(self.before, old), awayness(self.after, new)
        if was == now:
            return None
        words = self.words
        if MAYBE_AWAY not in {was, now}:
            note = words.now_on_leave if now else words.back
            return State(Look.ROLE, pill(words, "status"), note)
        certain = words.now_on_leave if now > MAYBE_AWAY else words.maybe_leave
        return State(Look.MAYBE, pill(words, "maybe"), certain if now > was else words.maybe_back)

    def _title(self, chart: Snapshot, tenure: Tenure) -> str:
        title = tenure.title or chart.post_title(tenure.post, self.sheet.lang)
        return titled(title, tenure.post)

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
        if len(new) < len(old) or then.keys() - {t.person for t in new}:
            return State(Look.ROLE, pill(self.words, "status"))
        return _UNCHANGED

    def _line_note(self, news: LineNews) -> str:
        if news.kind in CHANGED:
            return self.words.was_under.format(self.sheet.manager_name(news.was))
        return ""

    def empty(self, post: Post, gone: Sequence[Tenure], news: LineNews) -> State:
        """Return the state of a post that nobody holds."""
        vacancy = self.vacant.get(post.id)
        since = self.words.since_when(vacancy.since) if vacancy is not None else ""
        if gone and all(t.certainty is Certainty.POSSIBLE for t in gone):
            return State(Look.MAYBE, pill(self.words, "maybe"), since)
        if gone:
            return State(Look.VACATED, None, since)
        if post.id in self.after.posts and post.id not in self.before.posts:
            return State(Look.JOINED, pill(self.words, "new"), self.words.new_post)
        if post.id not in self.after.posts and post.id in self.before.posts:
            return State(Look.LEFT, pill(self.words, "abolished"))
        state = self.line_state(news)
        if state.look is Look.UNCHANGED:
            return State(Look.VACANT, None, since)
        return state


#: Between not away and away.
MAYBE_AWAY: Final = 1


def awayness(chart: Snapshot, tenure: Tenure) -> int:
    """Return 0 for somebody at work, 2 for one on leave, and 1 for one who may be on leave."""
    leave = leave_of(chart, tenure)
    if leave is None:
        return 0
    return 1 if leave.certainty is Certainty.POSSIBLE else 2


def _spoken(words: Wording, kind: TenureKind) -> str:
    """Return how somebody sits, in a sentence."""
    return words.spoken(getattr(words, kind.value))


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
