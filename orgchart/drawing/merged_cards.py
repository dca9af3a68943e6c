"""
Cards of a difference: what each post and person says when two charts are shown as one.

Every state has a look, a word in a pill, and a note; what has not changed is faded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

import attrs

from orgchart.drawing.chart import Slot
from orgchart.drawing.escape import clean
from orgchart.drawing.faces import CARD, LEAD, Face, Holder, Look, MarkStyle, Tag
from orgchart.drawing.fates import Fates
from orgchart.drawing.forest import MISSING, Manager
from orgchart.drawing.seats import holder_of, leave_of, person_name, state_words
from orgchart.drawing.sheet import Sheet, joined
from orgchart.kinds import UNKNOWN, Certainty, TenureKind
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot

__all__ = ["Cards", "LineNews", "State"]


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


#: Looks of cards whose line is of the earlier chart.
_GONE: Final = frozenset({Look.LEFT, Look.GHOST})

_UNCHANGED: Final = State(Look.UNCHANGED)


class Cards:
    """Makes the cards of one difference."""

    def __init__(self, before: Snapshot, after: Snapshot, sheet: Sheet) -> None:
        self.before = before
        self.after = after
        self.sheet = sheet
        self.words = sheet.words
        self.fates = Fates(before, after, sheet)
        self.vacant = {vacancy.post: vacancy for vacancy in after.vacancies}
        self.was_vacant = {vacancy.post for vacancy in before.vacancies}

    # states

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

    # cards of posts

    def post_slot(
        self,
        post: Post,
        old: Sequence[Tenure],
        new: Sequence[Tenure],
        news: LineNews,
        *,
        lead: bool,
    ) -> Slot:
        """Return the one card of a post with its holders of both sides."""
        words = self.words
        people = {t.person for t in new}
        gone = [t for t in old if t.person not in people]
        if not new and old and not self.goes_on(post):
            return self._gone_slot(post, old, lead=lead)
        names = tuple((self.name(t), self._gone_word(t)) for t in gone)
        if not new:
            state = self._empty_state(post, gone, news)
            nobody = words.nobody_recorded if post.seats is None else words.vacant
            holders = [Holder(nobody, MarkStyle.EMPTY, italic=True, gone=names)]
            return self._finish(("post", post.id), post, holders, new, state, lead=lead)
        state = self._held_state(post, old, new, news)
        if post.id in self.vacant and not any(t.fills for t in new):
            state = attrs.evolve(state, note=joined(state.note, words.post_vacant))
        holders = [self.holder(t, state) for t in new]
        holders[0] = attrs.evolve(holders[0], gone=names)
        return self._finish(("post", post.id), post, holders, new, state, lead=lead)

    def goes_on(self, post: Post) -> bool:
        """Say whether a post without a holder is still there: vacant, or with reports."""
        return post.id in self.vacant or bool(self.after.reports_to(post.id))

    def _held_state(
        self, post: Post, old: Sequence[Tenure], new: Sequence[Tenure], news: LineNews
    ) -> State:
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

    def _empty_state(self, post: Post, gone: Sequence[Tenure], news: LineNews) -> State:
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

    def _gone_slot(self, post: Post, old: Sequence[Tenure], *, lead: bool) -> Slot:
        states = [self.went(t) for t in old]
        state = next((s for s in states if s.look is Look.LEFT), states[0])
        holders = [
            Holder(self.name(t), tag=s.tag if len(old) > 1 else None)
            for t, s in zip(old, states, strict=True)
        ]
        if len(old) > 1:
            state = attrs.evolve(state, tag=Tag(self.words.abolished, "left"), note="")
        return self._finish(("post", post.id), post, holders, old, state, lead=lead)

    # cards of single holders

    def seat_slot(
        self, post: Post, old: Tenure | None, new: Tenure | None, news: LineNews, ordinal: int
    ) -> Slot:
        """Return the card of one holder of a post with several seats."""
        tenure = new or old
        assert tenure is not None  # noqa: S101 - one side holds the seat
        if new is None:
            state = self.went(tenure)
            holder = Holder(self.name(tenure))
        else:
            state = (
                self.came(post, new, filled=False) if old is None else self.stayed(old, new, news)
            )
            holder = self.holder(new, state)
        key = ("seat", post.id, tenure.person, *([str(ordinal)] if ordinal > 1 else []))
        return self._finish(key, post, [holder], [tenure], state, lead=False)

    def ghost_slot(
        self, post: Post, people: Sequence[Tenure], news: LineNews, own: Sequence[str]
    ) -> Slot:
        """
        Return the card at the old place of a post whose line moved.

        Args:
            post: the post.
            people: who is named on it.
            news: what is new about the line.
            own: what tells it from other ghosts of the post.
        """
        words = self.words
        note = {
            "unknown": words.now_unknown,
            "dropped": words.now_missing,
        }.get(news.kind, words.under.format(self.sheet.manager_name(news.now)))
        tag = Tag(words.moved, "moved") if news.kind == "moved" else None
        holders = [Holder(self.name(t)) for t in people]
        holders = holders or [Holder(words.vacant, MarkStyle.EMPTY, italic=True)]
        state = State(Look.GHOST, tag, note)
        return self._finish(("ghost", post.id, *own), post, holders, people, state, lead=False)

    def name(self, tenure: Tenure) -> str:
        """Return what to call a holder."""
        return self.sheet.person(tenure.person)

    def holder(self, tenure: Tenure, state: State) -> Holder:
        """Return a holder of today; what has not changed has a quiet mark."""
        made = holder_of(self.after, tenure, self.words, self.sheet.lang)
        if state.look is Look.UNCHANGED and made.style is MarkStyle.FILLED:
            made = attrs.evolve(made, style=MarkStyle.QUIET)
        if state.tag is not None and made.tag is not None:
            # One pill a card: the change's. What it pushes out is said in the note, if it is news.
            said = made.tag.text.lower()
            note = "" if said in state.tag.text.lower() or said in state.note else said
            made = attrs.evolve(made, tag=None, note=joined(note, made.note))
        return made

    def _gone_word(self, tenure: Tenure) -> str:
        fate = self.fates.going(tenure)
        if fate.left:
            to = f" {self.words.to_place.format(', '.join(fate.to))}" if fate.to else ""
            return f"{self.words.gone_left}{to}"
        if fate.to:
            return self.words.gone_moved.format(", ".join(fate.to))
        return self.words.gone_other

    def _finish(  # noqa: PLR0913 - the parts of one card
        self,
        key: Sequence[str],
        post: Post,
        holders: Sequence[Holder],
        tenures: Sequence[Tenure],
        state: State,
        *,
        lead: bool,
    ) -> Slot:
        note = joined(state.note, self._presumed(post) if state.look not in _GONE else "")
        only = tenures[0] if len(tenures) == 1 else None
        title = self.sheet.title_of(only) if only else self.sheet.title(("post", post.id))
        face = Face(
            tuple(holders),
            title,
            self.sheet.colours.token(post.unit),
            state.look,
            state.old_title,
            state.tag,
            note,
            LEAD if lead else CARD,
            lead,
        )
        classes = ("post", f"d-{state.look}")
        return self.sheet.slot(key, face, self._says(face, tenures), classes, post.unit)

    def _presumed(self, post: Post) -> str:
        """Return the word for a line that is only possible."""
        line = self.after.line_of(post.id)
        if line is None or line.manager is None or line.manager == UNKNOWN:
            return ""
        return self.words.possible_line if line.certainty is Certainty.POSSIBLE else ""

    def _says(self, face: Face, tenures: Sequence[Tenure]) -> str:
        """Return a card in words."""
        chart = self.before if face.look in _GONE else self.after
        people: list[str] = []
        for holder in face.holders:
            said = holder.name
            tenure = next((t for t in tenures if self.name(t) == holder.name), None)
            if tenure is not None and (states := state_words(chart, tenure, self.words)):
                said += f" ({states})"
            said += "".join(f", before: {name} {word}" for name, word in holder.gone)
            people.append(said)
        word = face.tag.text.lower() if face.tag else ""
        if face.look is Look.UNCHANGED:
            word = self.words.legend_unchanged
        was = self.words.was.format(face.old_title) if face.old_title else ""
        rest = joined(word, was, face.note)
        return f"{self.words.listed(people)}, {face.title}{f': {rest}' if rest else ''}"


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
