"""
Cards of a difference: what each post and person says when two charts are shown as one.

Every state has a look, a word in a pill, and a note; what has not changed is faded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from orgchart.drawing.cards.chart import Slot
from orgchart.drawing.cards.faces import CARD, LEAD, Face, Holder, Look, MarkStyle, Tag
from orgchart.drawing.cards.seats import also, holder_of, pill, state_words
from orgchart.drawing.cards.sheet import Sheet, joined
from orgchart.drawing.cards.states import LineNews, State, States
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty
from orgchart.model import Post, Tenure
from orgchart.snapshot import Key, Snapshot

__all__ = ["GONE", "Cards"]


#: Looks of cards whose line is of the earlier chart.
GONE: Final = frozenset({Look.LEFT, Look.GHOST})


class Cards:
    """Makes the cards of one difference."""

    def __init__(
        self,
        before: Snapshot,
        after: Snapshot,
        sheet: Sheet,
        readings: Mapping[Key, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.readings = readings
        self.before = before
        self.after = after
        self.sheet = sheet
        self.words = sheet.words
        self.states = States(before, after, sheet)
        self.fates = self.states.fates
        self.vacant = self.states.vacant

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
            state = self.states.empty(post, gone, news)
            nobody = words.nobody_recorded if post.seats is None else words.vacant
            holders = [Holder(nobody, MarkStyle.EMPTY, italic=True, gone=names)]
            return self._finish(("post", post.id), post, holders, new, state, lead=lead)
        state = self.states.held(post, old, new, news)
        if post.id in self.vacant and not any(t.fills for t in new):
            state = attrs.evolve(state, note=joined(state.note, words.post_vacant))
        holders = [self.holder(t, state) for t in new]
        holders[0] = attrs.evolve(holders[0], gone=names)
        return self._finish(("post", post.id), post, holders, new, state, lead=lead)

    def goes_on(self, post: Post) -> bool:
        """Say whether a post without a holder is still there: vacant, or with reports."""
        return post.id in self.vacant or bool(self.after.reports_to(post.id))

    def _gone_slot(self, post: Post, old: Sequence[Tenure], *, lead: bool) -> Slot:
        states = [self.states.went(t) for t in old]
        state = next((s for s in states if s.look is Look.LEFT), states[0])
        holders = [self.gone_holder(t, s) for t, s in zip(old, states, strict=True)]
        if len(old) > 1:
            # One pill a card: what became of each stands beside the name.
            holders = [
                attrs.evolve(holder, note=joined(self.spoken(s), s.note))
                for holder, s in zip(holders, states, strict=True)
            ]
            ended = post.id not in self.after.posts
            state = State(Look.LEFT, pill(self.words, "abolished" if ended else "vacated"))
        return self._finish(("post", post.id), post, holders, old, state, lead=lead)

    def spoken(self, state: State) -> str:
        """Return the pill of a state as it stands among other words."""
        return self.words.spoken(state.tag.text) if state.tag else ""

    # cards of single holders

    def seat_slot(
        self, post: Post, old: Tenure | None, new: Tenure | None, news: LineNews, ordinal: int
    ) -> Slot:
        """Return the card of one holder of a post with several seats."""
        tenure = new or old
        assert tenure is not None  # noqa: S101 - one side holds the seat
        if new is None:
            state = self.states.went(tenure)
            holder = self.gone_holder(tenure, state)
        else:
            state = (
                self.states.came(post, new, filled=False)
                if old is None
                else self.states.stayed(old, new, news)
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
        tag = Tag(words.moved, "ghost") if news.kind == "moved" else None
        holders = [self.gone_holder(t) for t in people]
        holders = holders or [Holder(words.vacant, MarkStyle.EMPTY, italic=True)]
        state = State(Look.GHOST, tag, note)
        return self._finish(("ghost", post.id, *own), post, holders, people, state, lead=False)

    def gone_holder(self, tenure: Tenure, state: State | None = None) -> Holder:
        """
        Return a holder without a state of today.

        Args:
            tenure: of the earlier chart.
            state: of the card, where it is of somebody who sits there no more: the name of one
                who was only possible is struck out, though the card is not that of a leaver.
        """
        if tenure.person == UNDISCLOSED:
            return Holder(self.name(tenure), MarkStyle.HIDDEN, italic=True)
        maybe = tenure.certainty is Certainty.POSSIBLE
        return Holder(
            self.name(tenure),
            MarkStyle.POSSIBLE if maybe else MarkStyle.FILLED,
            strike=state is not None and state.look is Look.MAYBE,
        )

    def name(self, tenure: Tenure) -> str:
        """Return what to call a holder."""
        return self.sheet.person(tenure.person)

    def holder(self, tenure: Tenure, state: State) -> Holder:
        """Return a holder of today; what has not changed has a quiet mark."""
        # A dispute is news of a chart; in a difference it is no news that it goes on.
        quiet = state.look is Look.UNCHANGED
        made = holder_of(self.after, tenure, self.words, self.sheet.lang, disputes=not quiet)
        if state.look is Look.UNCHANGED and made.style is MarkStyle.FILLED:
            made = attrs.evolve(made, style=MarkStyle.QUIET)
        if state.look is Look.UNCHANGED:
            # Elsewhere it may be news, and is told as news on that card.
            more = also(self.after, tenure.person, [tenure.post], self.words, self.sheet.lang)
            made = attrs.evolve(made, also=more)
        return self.without_pill(made, state) if state.tag else made

    def without_pill(self, holder: Holder, state: State) -> Holder:
        """Return a holder whose pill a change has taken: it is said in the note, if it is news."""
        if holder.tag is None:
            return holder
        said = self.words.spoken(holder.tag.text)
        told = {holder.tag.state, f"now_{holder.tag.state}"}
        known = said in state.note or (state.tag is not None and state.tag.state in told)
        return attrs.evolve(holder, tag=None, note=joined("" if known else said, holder.note))

    def _gone_word(self, tenure: Tenure) -> str:
        fate = self.fates.going(tenure)
        words = self.words
        if fate.left:
            to = f" {words.to_place.format(words.series(fate.to))}" if fate.to else ""
            maybe = tenure.certainty is Certainty.POSSIBLE
            return f"{words.gone_maybe if maybe else words.gone_left}{to}"
        if fate.to:
            return words.gone_moved.format(words.series(fate.to))
        return words.gone_other

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
        note = joined(state.note, self._post_note(post, state))
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
        says = self._says(face, tenures)
        people = [tenure.person for tenure in tenures]
        return self.sheet.slot(key, face, says, classes, post.unit, posts=[post.id], people=people)

    def _post_note(self, post: Post, state: State) -> str:
        """Return what is to be said of a post and its line, besides what is new."""
        words = self.words
        if state.look in GONE:
            gone = post.id in self.before.posts and post.id not in self.after.posts
            told = state.tag is not None and state.tag.state == "abolished"
            return words.post_gone if gone and not told else ""
        chart = self.after if post.id in self.after.posts else self.before
        disputed = frozenset[Key]() if state.look is Look.UNCHANGED else chart.disputed
        notes = [words.disputed_post if post.key in disputed else ""]
        line = chart.line_of(post.id)
        if line is not None and line.manager != UNKNOWN:
            presumed = line.manager is not None and line.certainty is Certainty.POSSIBLE
            notes += [
                words.to_nobody if line.manager is None else "",
                words.possible_line if presumed else "",
                words.disputed_line if line.key in disputed else "",
            ]
        return joined(*notes)

    def _says(self, face: Face, tenures: Sequence[Tenure]) -> str:
        """Return a card in words."""
        words = self.words
        people = [self._named(holder, tenures) for holder in face.holders]
        word = words.spoken(face.tag.text) if face.tag else ""
        if face.look is Look.UNCHANGED and not word:
            word = words.legend_unchanged
        was = words.was.format(face.old_title) if face.old_title else ""
        told = [self.readings[t.key] for t in tenures if t.key in self.readings]
        sources = joined(*(words.readings.format(" / ".join(said)) for said in told))
        only = [holder.also for holder in face.holders] if len(face.holders) == 1 else []
        rest = joined(word, was, face.note, *only, sources)
        said = words.titled.format(words.listed(people), face.title)
        return words.board_of.format(said, rest) if rest else said

    def _named(self, holder: Holder, tenures: Sequence[Tenure]) -> str:
        """Return a name with its states in words, and who was there before."""
        words = self.words
        states = ""
        for tenure in tenures:
            if self.name(tenure) == holder.name:
                chart = self.after if tenure in self.after.holders(tenure.post) else self.before
                states = state_words(chart, tenure, words)
                break
        if len(tenures) > 1 and tenures[0] not in self.after.holders(tenures[0].post):
            states = holder.note
        said = f"{holder.name}{words.bracket.format(states) if states else ''}"
        if len(tenures) > 1:
            said = joined(said, holder.also)
        for name, word in holder.gone:
            said = words.was_before.format(said, f"{name} {word}")
        return said
