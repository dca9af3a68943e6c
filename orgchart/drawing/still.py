"""A snapshot as a chart: one card a post, boards as panels, what is not known in a tray."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from orgchart.drawing.boards import still_bodies
from orgchart.drawing.chart import Chart, Dotted, Link, Slot
from orgchart.drawing.counting import still_counts
from orgchart.drawing.escape import clean
from orgchart.drawing.faces import CARD, LEAD, Face, Holder, Look, MarkStyle
from orgchart.drawing.forest import MISSING, Forest, Manager, Node
from orgchart.drawing.seats import also, holder_of, person_name, plain, state_words
from orgchart.drawing.sheet import Places, Sheet, joined
from orgchart.drawing.wording import Wording
from orgchart.kinds import UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot

__all__ = ["drawn_posts", "line_manager", "still_chart"]

#: So many holders share a card where a post has several seats and no reports; more stand alone.
SHARING: Final = 3


def still_chart(
    snapshot: Snapshot, words: Wording, lang: str | None, *, like: Sheet | None = None
) -> Chart:
    """
    Return what a picture of a snapshot says.

    Args:
        snapshot: the chart of one moment.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        like: the paper of a series that the picture belongs to.

    Complexity: linear, and the sorting of siblings.
    """
    return _Still(snapshot, words, lang, like).chart()


def line_manager(snapshot: Snapshot, post: str) -> Manager:
    """Return whom a post reports to; `MISSING` where no line is recorded."""
    line = snapshot.line_of(post)
    return MISSING if line is None else line.manager


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
        self, snapshot: Snapshot, words: Wording, lang: str | None, like: Sheet | None
    ) -> None:
        self.snapshot = snapshot
        self.words = words
        self.lang = lang
        charts = [snapshot, *(() if like is None else like.charts)]
        self.sheet = Sheet(charts, words, lang, like=like)
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
        for node in sheet.nodes(forest):
            if node not in hidden:
                made = self.slots(node, forest)
                slots.update({slot.id: slot for slot in made})
                of[node] = tuple(slot.id for slot in made)
        links = self.links(of)
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
            dotted=tuple(self.dotted(of)),
            units=tuple(sheet.legend()),
            lang=self.lang or self.words.lang,
        )
        return still_counts(attrs.evolve(chart, states=_states(chart)), self.snapshot, sheet)

    # cards

    def slots(self, node: Node, forest: Forest) -> list[Slot]:
        """Return the card of a node, or one for each who holds it."""
        if node[0] != "post":
            return [self.sheet.plain_slot(node)]
        record = self.sheet.post(node[1])
        holders = sorted(
            self.snapshot.holders(record.id),
            key=lambda t: (not t.fills, t.certainty, self.name(t), t.person),
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
            len(holders) <= SHARING
            and record.id not in self.vacant
            and all(plain(self.snapshot, t) and t.title is None for t in holders)
        )

    def name(self, tenure: Tenure) -> str:
        return person_name(self.snapshot, tenure, self.words, self.lang)

    def holder(self, tenure: Tenure) -> Holder:
        return holder_of(self.snapshot, tenure, self.words, self.lang)

    def post_slot(self, record: Post, holders: Sequence[Tenure], note: str, *, lead: bool) -> Slot:
        """Return the card of a post with all who hold it."""
        people = [self.holder(tenure) for tenure in holders]
        look, classes, title = Look.PLAIN, ["post"], self.sheet.title(("post", record.id))
        if not holders:
            word = self.words.nobody_recorded if record.seats is None else self.words.vacant
            people = [Holder(word, MarkStyle.EMPTY, italic=True)]
            look = Look.VACANT
            classes.append("vacant")
            note = joined(self.vacancy_note(record), note)
        elif record.id in self.vacant and not any(tenure.fills for tenure in holders):
            note = joined(self.words.post_vacant, note)
        if len(holders) == 1:
            more = also(self.snapshot, holders[0].person, [record.id], self.words, self.lang)
            note = joined(self.since(holders[0]) if lead else "", more, note)
            title = self.sheet.title_of(holders[0])
        if record.certainty is Certainty.POSSIBLE:
            note = joined(note, self.words.possible_post)
        face = Face(
            tuple(people),
            title,
            self.sheet.colours.token(record.unit),
            look,
            note=note,
            width=LEAD if lead else CARD,
            lead=lead,
        )
        said = self.says(people, holders, title, note)
        own = [tenure.person for tenure in holders]
        key = ("post", record.id)
        return self.sheet.slot(key, face, said, classes, record.unit, posts=[record.id], people=own)

    def single_slots(self, record: Post, holders: Sequence[Tenure], note: str) -> Iterator[Slot]:
        """Yield a card for each holder of a post with several seats."""
        ordinals: dict[str, int] = {}
        for tenure in holders:
            count = ordinals[tenure.person] = ordinals.get(tenure.person, 0) + 1
            more = also(self.snapshot, tenure.person, [record.id], self.words, self.lang)
            face = Face(
                (self.holder(tenure),),
                self.sheet.title_of(tenure),
                self.sheet.colours.token(record.unit),
                note=joined(more, note),
            )
            key = ["seat", record.id, tenure.person, *([str(count)] if count > 1 else [])]
            said = self.says([], [tenure], face.title, face.note)
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
        if line is not None and line.manager is None:
            return self.words.to_nobody
        if line is not None and line.certainty is Certainty.POSSIBLE and line.manager != UNKNOWN:
            return self.words.possible_line
        return ""

    def says(
        self, people: Sequence[Holder], holders: Sequence[Tenure], title: str, note: str
    ) -> str:
        """Return a card in words: who, what, in which state."""
        said = [holder.name for holder in people if holder.style is MarkStyle.EMPTY]
        for tenure in holders:
            state = state_words(self.snapshot, tenure, self.words)
            said.append(f"{self.name(tenure)}{f' ({state})' if state else ''}")
        return f"{self.words.listed(said)}, {title}{f' ({note})' if note else ''}"

    # lines and what stands around

    def links(self, of: Places) -> dict[str, Link]:
        """Return how lines are drawn where they are not plain."""
        return {
            slot: Link("presumed")
            for (kind, id_), slots in of.items()
            if kind == "post"
            and (line := self.snapshot.line_of(id_)) is not None
            and line.certainty is Certainty.POSSIBLE
            for slot in slots
        }

    def dotted(self, of: Places) -> Iterator[Dotted]:
        pairs = {
            (line.post, line.manager)
            for line in self.snapshot.lines
            if line.kind is LineKind.DOTTED and line.manager is not None
        }
        for post, above in sorted(pairs):
            report = of.get(("post", post))
            manager = of.get(("post", above)) or of.get(("unit", above))
            if report and manager and report != manager:
                yield Dotted(manager[0], report[0])

    def others(self, apart: Sequence[Node]) -> Iterator[tuple[str, str]]:
        for _, post in apart:
            for tenure in self.snapshot.holders(post):
                state = state_words(self.snapshot, tenure, self.words)
                yield post, f"{self.name(tenure)}{f' ({state})' if state else ''}"


def _states(chart: Chart) -> tuple[str, ...]:
    """Return the lines that need a legend."""
    inside = {child for below in chart.children.values() for child in below} | set(chart.appointed)
    presumed = any(slot in inside for slot in chart.links)
    return ("presumed",) * presumed + ("dotted",) * bool(chart.dotted)
