"""
A difference as one chart: the state after, with who left at their old place and what moved twice.

The trees are those of the later chart; posts that are gone stand where they stood. A post whose
line moved has a ghost at its old place and one arrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from orgchart.comparison import Diff
from orgchart.drawing.cards.chart import Chart, Dotted, Link, Slot
from orgchart.drawing.cards.counting import merged_counts
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.forest import Forest, Manager, Node
from orgchart.drawing.cards.merged_boards import merged_bodies
from orgchart.drawing.cards.merged_cards import GONE, Cards
from orgchart.drawing.cards.seats import plain, state_words
from orgchart.drawing.cards.sheet import Places, Sheet
from orgchart.drawing.cards.signs import with_legend
from orgchart.drawing.cards.states import CHANGED, LineNews, news_of
from orgchart.drawing.cards.still import SHARING, Readings, advises, drawn_posts, line_manager
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind
from orgchart.model import Tenure

__all__ = ["merged_chart"]


def merged_chart(  # noqa: PLR0913 - all but three by name, and seldom given
    diff: Diff,
    words: Wording,
    lang: str | None,
    *,
    like: Sheet | None = None,
    colours: Mapping[str, str] | None = None,
    between: int | None = None,
    readings: Readings | None = None,
) -> Chart:
    """
    Return what a picture of a difference says.

    Args:
        diff: the difference.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        like: the paper of a series that the picture belongs to.
        colours: colours of units, by unit id; see `Sheet`.
        between: how many recorded states lie between the two charts; None where that is not known.
        readings: what sources say of the facts that they dispute at the end, by key; None where
            that is not known, and then the later chart's own word holds that they are disputed.

    Complexity: linear in both charts, and the sorting of siblings.
    """
    sheet = Sheet([diff.after, diff.before], words, lang, like=like, colours=colours)
    if readings is not None:
        diff = attrs.evolve(diff, after=attrs.evolve(diff.after, disputed=frozenset(readings)))
    # In a series a holder has a card of their own at all dates, whoever else comes.
    return _Merged(diff, sheet, readings or {}, share=like is None).chart(between)


class _Merged:
    def __init__(self, diff: Diff, sheet: Sheet, readings: Readings, *, share: bool) -> None:
        self.diff = diff
        self.share = share
        self.before, self.after = diff.before, diff.after
        self.words = sheet.words
        self.lang = sheet.lang
        self.sheet = sheet
        self.cards = Cards(diff.before, diff.after, self.sheet, readings)
        self.news: dict[str, LineNews] = {}
        self.moves: list[tuple[str, str]] = []
        self.links: dict[str, Link] = {}

    def chart(self, between: int | None) -> Chart:
        sheet = self.sheet
        bodies = tuple(merged_bodies(self.cards))
        managers = self.managers()
        forest = sheet.forest(managers)
        apart = sheet.apart(forest)
        hidden = set(apart)
        slots: dict[str, Slot] = {}
        of: dict[Node, tuple[str, ...]] = {}
        for node in sheet.nodes(forest):
            if node not in hidden:
                made = self.slots(node, forest)
                slots.update({slot.id: slot for slot in made})
                of[node] = tuple(slot.id for slot in made)
        children = {
            of[node][0]: [slot for child in below for slot in of[child]]
            for node, below in forest.children.items()
        }
        self.ghosts(of, slots, children)
        self.people_moves(of, slots)
        dotted = tuple(self.dotted(of, slots))
        chart = Chart(
            name=clean(self.after.name or self.before.name or self.words.chart),
            dates=self.dates(self.words.span),
            bodies=bodies,
            slots=slots,
            children={top: tuple(below) for top, below in children.items()},
            links=self.links,
            roots=tuple(slot for node in forest.roots for slot in of.get(node, ())),
            appointed=sheet.appointed(forest, of, self.links),
            trays=tuple(sheet.trays(forest, of)),
            elsewhere=tuple(sheet.elsewhere(self.others(apart))),
            dotted=dotted,
            listed=sheet.told(),
            moves=tuple(self.moves),
            backs=tuple(sheet.backs(forest, of)),
            unit_names=sheet.unit_names(),
            # The sentences of a difference are English; cards say the same in any language.
            changes=tuple(self.diff.describe(self.lang).splitlines())
            if self.words.lang == "en"
            else (),
            lang=self.lang or self.words.lang,
        )
        dates = self.dates(self.words.span_words)
        chart = merged_counts(chart, self.cards, self.news, dates, between, apart=hidden)
        return with_legend(chart, self.words)

    def dates(self, form: str) -> str:
        first = self.words.day(self.before.at, short=True)
        last = self.words.day(self.after.at, short=True)
        return form.format(first, last) if first and last else first or last

    def managers(self) -> dict[str, Manager]:
        """Return the manager of each post that is drawn: the later word on it."""
        old, new = set(drawn_posts(self.before)), set(drawn_posts(self.after))
        found: dict[str, Manager] = {}
        for post in sorted(old | new):
            if self.sheet.in_body(post):
                continue
            there = post in self.after.posts or post in new
            found[post] = line_manager(self.after if there else self.before, post)
            both = (post in self.before.posts or post in old) and there
            self.news[post] = self.line_news(post, both=both)
        return found

    def line_news(self, post: str, *, both: bool) -> LineNews:
        """Return what is new about the line of a post that is on both charts, or on one."""
        news = news_of(line_manager(self.before, post), line_manager(self.after, post), both=both)
        old, new = self.before.line_of(post), self.after.line_of(post)
        if not both or news.kind != "same" or old is None or new is None:
            return news
        if old.certainty is new.certainty or old.manager != new.manager or old.manager == UNKNOWN:
            return news
        kind = "certain" if new.certainty is Certainty.CERTAIN else "presumed"
        return attrs.evolve(news, kind=kind)

    # cards

    def slots(self, node: Node, forest: Forest) -> list[Slot]:
        """Return the card of a node, or one for each who held or holds it."""
        if node[0] != "post":
            return [self.sheet.plain_slot(node)]
        post = self.sheet.post(node[1])
        old = sorted(self.before.holders(post.id), key=self.holder_key)
        new = sorted(self.after.holders(post.id), key=self.holder_key)
        news = self.news[post.id]
        shared = post.seats == 1 or node in forest.children or self.stayed_together(old, new)
        if shared or not (old or new):
            slot = self.cards.post_slot(post, old, new, news, lead=node in forest.roots)
            self.link(slot, post.id, news)
            return [slot]
        made: list[Slot] = []
        for was, now, ordinal in self.pairs(old, new):
            slot = self.cards.seat_slot(post, was, now, news, ordinal)
            self.link(slot, post.id, news)
            made.append(slot)
        vacancy = self.cards.vacant.get(post.id)
        if vacancy is not None and vacancy.certainty is Certainty.CERTAIN:
            made.append(self.cards.post_slot(post, [], [], LineNews("same"), lead=False))
        return made

    def holder_key(self, tenure: Tenure) -> tuple[object, ...]:
        return (not tenure.fills, tenure.certainty, self.sheet.name_key(tenure.person))

    def stayed_together(self, old: Sequence[Tenure], new: Sequence[Tenure]) -> bool:
        """Say whether few share a post on both sides, and there is nothing to say of any."""
        return (
            self.share
            and 1 < len(new) <= SHARING
            and [(t.person, t.title) for t in old] == [(t.person, None) for t in new]
            and all(plain(self.before, t) for t in old)
            and all(plain(self.after, t) and t.title is None for t in new)
            and new[0].post not in self.cards.vacant
        )

    @staticmethod
    def pairs(
        old: Sequence[Tenure], new: Sequence[Tenure]
    ) -> Iterator[tuple[Tenure | None, Tenure | None, int]]:
        """Yield the tenures of each holder on both sides: those of today first."""
        waiting: dict[str, list[Tenure]] = {}
        for tenure in old:
            waiting.setdefault(tenure.person, []).append(tenure)
        counts: dict[str, int] = {}
        for tenure in new:
            counts[tenure.person] = counts.get(tenure.person, 0) + 1
            before = waiting.get(tenure.person)
            yield before.pop(0) if before else None, tenure, counts[tenure.person]
        for person, tenures in waiting.items():
            for tenure in tenures:
                counts[person] = counts.get(person, 0) + 1
                yield tenure, None, counts[person]

    def link(self, slot: Slot, post: str, news: LineNews) -> None:
        """Say how the line into a card is drawn, where it is not plain."""
        look = slot.face.look
        created = post in self.after.posts and post not in self.before.posts
        own = not slot.id.startswith("n-post-")
        gone = look in GONE or not (self.after.holders(post) or post in self.after.posts)
        if gone:
            self.links[slot.id] = Link("old")
        elif created or news.kind in {"moved", "known"} or (own and look is Look.JOINED):
            self.links[slot.id] = Link("new")
        else:
            line = self.after.line_of(post)
            if line is not None and line.certainty is Certainty.POSSIBLE:
                self.links[slot.id] = Link("presumed")
            elif advises(self.after, post):
                self.links[slot.id] = Link("adviser")

    # ghosts and moves

    def ghosts(self, of: Places, slots: dict[str, Slot], children: dict[str, list[str]]) -> None:
        """Put a ghost at the old place of each post whose line went elsewhere."""
        for id_, news in self.news.items():
            here = of.get(("post", id_))
            if news.kind not in CHANGED or not here or not news.was:
                continue
            above = of.get(("post", news.was)) or of.get(("unit", news.was))
            if not above:
                continue
            for ghost, card in self.ghosts_of(id_, news, here):
                slots[ghost.id] = ghost
                children.setdefault(above[0], []).append(ghost.id)
                self.links[ghost.id] = Link("old")
                if news.kind == "moved":
                    self.moves.append((ghost.id, card))

    def ghosts_of(
        self, id_: str, news: LineNews, here: Sequence[str]
    ) -> Iterator[tuple[Slot, str]]:
        """Yield a ghost for each card of a post that was there before, with that card."""
        post = self.sheet.post(id_)
        old = sorted(self.before.holders(id_), key=self.holder_key)
        new = sorted(self.after.holders(id_), key=self.holder_key)
        if here[0].startswith("n-post-"):
            then = {t.person for t in old}
            stayed = [t for t in new if t.person in then]
            yield self.cards.ghost_slot(post, stayed or old, news, []), here[0]
            return
        for (was, now, ordinal), card in zip(self.pairs(old, new), here, strict=False):
            if was is not None and now is not None:
                yield self.cards.ghost_slot(post, [now], news, [now.person, str(ordinal)]), card

    def people_moves(self, of: Places, slots: Mapping[str, Slot]) -> None:
        """Lead an arrow from the old card of somebody who took another post to the new one."""
        for node, here in of.items():
            for slot in here:
                if slots[slot].face.look is not Look.GHOST:
                    continue
                old = [
                    t for t in self.before.holders(node[1]) if _is_of(slots[slot], t, self.sheet)
                ]
                posts = self.cards.fates.going(old[0]).posts if old else ()
                # The new post of the highest rank, where there are several.
                targets = [
                    target
                    for post in sorted(posts, key=lambda post: self.sheet.key(("post", post)))
                    for target in of.get(("post", post), ())
                    if _is_of(slots[target], old[0], self.sheet)
                ]
                # One arrow for each who moved, wherever they sat before; the rest is in words.
                if targets and targets[0] not in {card for _, card in self.moves}:
                    self.moves.append((slot, targets[0]))

    # what stands around

    def dotted(self, of: Places, slots: dict[str, Slot]) -> Iterator[Dotted]:
        sides = [
            {
                (line.post, line.manager)
                for line in chart.lines
                if line.kind is LineKind.DOTTED and line.manager is not None
            }
            for chart in (self.before, self.after)
        ]
        states = {
            pair: "dotted" if pair in sides[0] & sides[1] else "new" if pair in sides[1] else "old"
            for pair in sides[0] | sides[1]
        }
        return self.sheet.dotted(of, slots, states)

    def others(self, apart: Sequence[Node]) -> Iterator[tuple[str, str]]:
        """Yield who came to other organisations and who went, with a sign."""
        for _, post in apart:
            was = {t.person: t for t in self.before.holders(post)}
            now = {t.person: t for t in self.after.holders(post)}
            for person in sorted(was.keys() ^ now.keys(), key=self.sheet.name_key):
                sign = "+ " if person in now else "− "
                chart = self.after if person in now else self.before
                tenure = now.get(person) or was[person]
                state = state_words(chart, tenure, self.words)
                name = self.sheet.person(person)
                yield post, f"{sign}{name}{self.words.bracket.format(state) if state else ''}"


def _is_of(slot: Slot, tenure: Tenure, sheet: Sheet) -> bool:
    """Say whether a card names the holder of a tenure."""
    name = sheet.person(tenure.person)
    return tenure.person != UNDISCLOSED and any(h.name == name for h in slot.face.holders)
