"""A snapshot as a chart: one card a post, boards as panels, what is not known in a tray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Final, TypeAlias

import attrs

from orgchart.drawing.cards.boards import still_bodies
from orgchart.drawing.cards.chart import Chart, Dotted, Link, Slot
from orgchart.drawing.cards.counting import still_counts
from orgchart.drawing.cards.faces import CARD, LEAD, Face, Holder, Look, MarkStyle
from orgchart.drawing.cards.forest import MISSING, Forest, Manager, Node
from orgchart.drawing.cards.seats import also, holder_of, person_name, plain, state_words
from orgchart.drawing.cards.sheet import Places, Sheet, joined
from orgchart.drawing.cards.signs import with_legend
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.kinds import UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Post, Tenure
from orgchart.progress import follow
from orgchart.snapshot import Key, Snapshot

__all__ = ["SHARING", "Readings", "advises", "drawn_posts", "line_manager", "still_chart"]

#: What sources say, by the key of the fact that a chart shows.
Readings: TypeAlias = Mapping[Key, Sequence[str]]

#: So many holders share a card where a post has several seats and no reports; more stand alone.
SHARING: Final = 3


def still_chart(  # noqa: PLR0913 - all but three by name, and seldom given
    snapshot: Snapshot,
    words: Wording,
    lang: str | None,
    *,
    like: Sheet | None = None,
    colours: Mapping[str, str] | None = None,
    readings: Readings | None = None,
) -> Chart:
    """
    Return what a picture of a snapshot says.

    Args:
        snapshot: the chart of one moment.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        like: the paper of a series that the picture belongs to.
        colours: colours of units, by unit id; see `Sheet`.
        readings: what sources say of the facts that they dispute, by key; None where that is not
            known, and then the snapshot's own word holds that they are disputed.

    Complexity: linear, and the sorting of siblings.
    """
    sheet = Sheet([snapshot], words, lang, like=like, colours=colours)
    if readings is not None:
        snapshot = attrs.evolve(snapshot, disputed=frozenset(readings))
    # In a series a holder has a card of their own at all dates, whoever else comes.
    return _Still(snapshot, sheet, readings or {}, share=like is None).chart()


def line_manager(snapshot: Snapshot, post: str) -> Manager:
    """Return whom a post reports to; `MISSING` where no line is recorded."""
    line = snapshot.line_of(post)
    return MISSING if line is None else line.manager


def advises(snapshot: Snapshot, post: str) -> bool:
    """Say whether a post is held by advisers alone, and stands beside the line of command."""
    holders = snapshot.holders(post)
    return bool(holders) and not any(tenure.fills for tenure in holders)


def drawn_posts(snapshot: Snapshot) -> Iterator[str]:
    """Yield the posts that have a card: held, vacant, with reports, or not even on record."""
    vacant = {vacancy.post for vacancy in snapshot.vacancies}
    for post in snapshot.posts:
        if snapshot.holders(post) or post in vacant or snapshot.reports_to(post):
            yield post
    mentioned = {tenure.post for tenure in snapshot.tenures}
    mentioned |= {line.post for line in snapshot.lines}
    yield from sorted(mentioned - snapshot.posts.keys())


class _Still:
    def __init__(
        self, snapshot: Snapshot, sheet: Sheet, readings: Readings, *, share: bool
    ) -> None:
        self.snapshot = snapshot
        self.share = share
        self.sheet = sheet
        self.readings = readings
        self.words = sheet.words
        self.lang = sheet.lang
        self.vacant = {vacancy.post: vacancy for vacancy in snapshot.vacancies}

    def chart(self) -> Chart:
        sheet = self.sheet
        bodies = tuple(still_bodies(self.snapshot, sheet))
        managers = {
            post: line_manager(self.snapshot, post)
            for post in drawn_posts(self.snapshot)
            if not sheet.in_body(post)
        }
        forest = sheet.forest(managers)
        apart = sheet.apart(forest)
        slots: dict[str, Slot] = {}
        of: dict[Node, tuple[str, ...]] = {}
        hidden = set(apart)
        nodes = [node for node in sheet.nodes(forest) if node not in hidden]
        cards = ((node, self.slots(node, forest)) for node in nodes)
        with closing(follow(cards, "making cards", len(nodes))) as followed:
            for node, made in followed:
                slots.update({slot.id: slot for slot in made})
                of[node] = tuple(slot.id for slot in made)
        links = self.links(of)
        dotted = tuple(self.dotted(of, slots))
        chart = Chart(
            name=clean(self.snapshot.name or self.words.chart),
            dates=self.words.day(self.snapshot.at),
            bodies=bodies,
            slots=slots,
            children={
                of[node][0]: tuple(slot for child in below for slot in of[child])
                for node, below in forest.children.items()
            },
            links=links,
            roots=tuple(slot for node in forest.roots for slot in of.get(node, ())),
            appointed=sheet.appointed(forest, of, links),
            trays=tuple(sheet.trays(forest, of)),
            elsewhere=tuple(sheet.elsewhere(self.others(apart))),
            dotted=dotted,
            listed=sheet.told(),
            backs=tuple(sheet.backs(forest, of)),
            unit_names=sheet.unit_names(),
            lang=self.lang or self.words.lang,
        )
        return still_counts(with_legend(chart, self.words), self.snapshot, sheet, hidden)

    # cards

    def slots(self, node: Node, forest: Forest) -> list[Slot]:
        """Return the card of a node, or one for each who holds it."""
        if node[0] != "post":
            return [self.sheet.plain_slot(node)]
        record = self.sheet.post(node[1])
        holders = sorted(
            self.snapshot.holders(record.id),
            key=lambda t: (not t.fills, t.certainty, self.sheet.name_key(t.person)),
        )
        note = self.line_note(node, forest)
        lead = node in forest.roots
        shared = record.seats == 1 or node in forest.children or self.may_share(record, holders)
        if shared or not holders:
            return [self.post_slot(record, holders, note, lead=lead)]
        made = list(self.single_slots(record, holders, note))
        vacancy = self.vacant.get(record.id)
        if vacancy is not None and vacancy.certainty is Certainty.CERTAIN:
            made.append(self.post_slot(record, [], note, lead=False))
        return made

    def may_share(self, record: Post, holders: Sequence[Tenure]) -> bool:
        """Say whether holders of several seats stand on one card: few, with nothing to say."""
        return (
            self.share
            and len(holders) <= SHARING
            and record.id not in self.vacant
            and all(plain(self.snapshot, t) and t.title is None for t in holders)
        )

    def name(self, tenure: Tenure) -> str:
        return person_name(self.snapshot, tenure, self.words, self.lang)

    def holder(self, tenure: Tenure, record: Post) -> Holder:
        made = holder_of(self.snapshot, tenure, self.words, self.lang)
        more = also(self.snapshot, tenure.person, [record.id], self.words, self.lang)
        return attrs.evolve(made, also=more)

    def post_slot(self, record: Post, holders: Sequence[Tenure], note: str, *, lead: bool) -> Slot:
        """Return the card of a post with all who hold it."""
        words = self.words
        people = [self.holder(tenure, record) for tenure in holders]
        look, classes, title = Look.PLAIN, ["post"], self.sheet.title(("post", record.id))
        if not holders:
            word = words.nobody_recorded if record.seats is None else words.vacant
            people = [Holder(word, MarkStyle.EMPTY, italic=True)]
            look = Look.VACANT
            classes.append("vacant")
            note = joined(self.vacancy_note(record), note)
        elif record.id in self.vacant and not any(tenure.fills for tenure in holders):
            note = joined(words.post_vacant, note)
        elif self.is_root(record.id):
            look = Look.ROOT
        if len(holders) == 1:
            note = joined(self.since(holders[0]) if lead else "", note)
            title = self.sheet.title_of(holders[0])
        face = Face(
            tuple(people),
            title,
            self.sheet.colours.token(record.unit),
            look,
            note=joined(note, self.post_note(record)),
            width=LEAD if lead else CARD,
            lead=lead,
        )
        said = self.says(face, people if not holders else [], holders)
        own = [tenure.person for tenure in holders]
        key = ("post", record.id)
        return self.sheet.slot(key, face, said, classes, record.unit, posts=[record.id], people=own)

    def is_root(self, post: str) -> bool:
        """Say whether it is recorded that a post reports to nobody."""
        line = self.snapshot.line_of(post)
        return line is not None and line.manager is None

    def post_note(self, record: Post) -> str:
        """Return what is to be said of a post itself."""
        words = self.words
        return joined(
            words.possible_post if record.certainty is Certainty.POSSIBLE else "",
            "" if self.sheet.known(record.id) else words.not_on_record,
            words.disputed_post if record.key in self.snapshot.disputed else "",
        )

    def single_slots(self, record: Post, holders: Sequence[Tenure], note: str) -> Iterator[Slot]:
        """Yield a card for each holder of a post with several seats."""
        ordinals: dict[str, int] = {}
        for tenure in holders:
            count = ordinals[tenure.person] = ordinals.get(tenure.person, 0) + 1
            face = Face(
                (self.holder(tenure, record),),
                self.sheet.title_of(tenure),
                self.sheet.colours.token(record.unit),
                note=joined(note, self.post_note(record)),
            )
            key = ["seat", record.id, tenure.person, *([str(count)] if count > 1 else [])]
            said = self.says(face, [], [tenure])
            yield self.sheet.slot(
                key, face, said, ["post"], record.unit, posts=[record.id], people=[tenure.person]
            )

    def vacancy_note(self, record: Post) -> str:
        vacancy = self.vacant.get(record.id)
        if vacancy is None:
            return ""
        seats = ""
        if record.seats is not None and record.seats > 1:
            seats = self.words.seats_vacant.format(vacancy.seats, record.seats)
        return joined(seats, self.words.since_when(vacancy.since))

    def since(self, tenure: Tenure) -> str:
        plain_kind = tenure.kind is TenureKind.SUBSTANTIVE
        return self.words.since_when(tenure.start, exact=True) if plain_kind else ""

    def line_note(self, node: Node, forest: Forest) -> str:
        """Return what is to be said of a post's line in words."""
        if node in forest.circles:
            return self.words.in_cycle.format(self.sheet.manager_name(forest.circles[node]))
        line = self.snapshot.line_of(node[1])
        if line is None:
            return ""
        disputed = self.words.disputed_line if line.key in self.snapshot.disputed else ""
        if line.manager is None:
            return joined(self.words.to_nobody, disputed)
        presumed = line.certainty is Certainty.POSSIBLE and line.manager != UNKNOWN
        return joined(self.words.possible_line if presumed else "", disputed)

    def says(self, face: Face, nobody: Sequence[Holder], holders: Sequence[Tenure]) -> str:
        """Return a card in words: who, what, in which state, and what sources say."""
        words = self.words
        said = [holder.name for holder in nobody]
        if len(holders) > 1:
            more = [
                joined(self.named(t), h.also) for t, h in zip(holders, face.holders, strict=True)
            ]
            said += more
        else:
            said += map(self.named, holders)
        only = [holder.also for holder in face.holders] if len(face.holders) == 1 else []
        notes = joined(face.note, *only, *self.told([t.key for t in holders]))
        notes = words.bracket.format(notes) if notes else ""
        return f"{words.titled.format(words.listed(said), face.title)}{notes}"

    def named(self, tenure: Tenure) -> str:
        """Return a holder with their states in words."""
        state = state_words(self.snapshot, tenure, self.words)
        return f"{self.name(tenure)}{self.words.bracket.format(state) if state else ''}"

    def told(self, keys: Iterable[Key]) -> Iterator[str]:
        """Yield what sources say of facts that they dispute."""
        for key in keys:
            if key in self.readings:
                yield self.words.readings.format(" / ".join(self.readings[key]))

    # lines and what stands around

    def links(self, of: Places) -> dict[str, Link]:
        """Return how lines are drawn where they are not plain."""
        posts = [(id_, slots) for (kind, id_), slots in of.items() if kind == "post"]
        found = {
            slot: Link("adviser")
            for id_, slots in posts
            if advises(self.snapshot, id_)
            for slot in slots
        }
        for id_, slots in posts:
            line = self.snapshot.line_of(id_)
            if line is not None and line.certainty is Certainty.POSSIBLE:
                found.update(dict.fromkeys(slots, Link("presumed")))
        return found

    def dotted(self, of: Places, slots: dict[str, Slot]) -> Iterator[Dotted]:
        pairs = {
            (line.post, line.manager)
            for line in self.snapshot.lines
            if line.kind is LineKind.DOTTED and line.manager is not None
        }
        return self.sheet.dotted(of, slots, dict.fromkeys(pairs, "dotted"))

    def others(self, apart: Sequence[Node]) -> Iterator[tuple[str, str]]:
        for _, post in apart:
            for tenure in self.snapshot.holders(post):
                yield post, self.named(tenure)
