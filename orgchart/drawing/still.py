"""
A snapshot as a chart: one card a post, boards as panels, what is not known in a tray.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from orgchart.drawing.chart import Body, Chart, Dotted, Elsewhere, Link, Slot, Tray
from orgchart.drawing.counting import still_counts
from orgchart.drawing.escape import Slugs, clean
from orgchart.drawing.faces import CARD, LEAD, SEAT, Face, Holder, Look, MarkStyle, Tag
from orgchart.drawing.forest import MISSING, Forest, Manager, Node, plant
from orgchart.drawing.seats import also, holder_of, person_name, plain, state_words
from orgchart.drawing.units import UnitColours, main_organization
from orgchart.drawing.wording import Wording
from orgchart.model import UNDISCLOSED, LineKind, Post, Tenure, TenureKind
from orgchart.periods import UNKNOWN, Certainty
from orgchart.snapshot import Snapshot

__all__ = ["short_title", "still_chart"]

#: So many holders share a card where a post has a number of seats; more stand alone.
SHARING = 3


def still_chart(snapshot: Snapshot, words: Wording, lang: str | None) -> Chart:
    """
    Return what a picture of a snapshot says.

    Args:
        snapshot: the chart of one moment.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.

    Complexity: linear, and the sorting of siblings.
    """
    return _Still(snapshot, words, lang).chart()


class _Still:
    def __init__(self, snapshot: Snapshot, words: Wording, lang: str | None) -> None:
        self.snapshot = snapshot
        self.words = words
        self.lang = lang
        self.colours = UnitColours([snapshot])
        self.main = main_organization([snapshot])
        self.slugs = Slugs()
        self.vacant = {v.post: v for v in snapshot.vacancies}
        self.used: dict[str, None] = {}

    def chart(self) -> Chart:
        posts = {post: self.manager(post) for post in self.drawn()}
        forest = plant(
            posts,
            units=self.snapshot.units,
            bodies=[
                *(unit.id for unit in self.snapshot.units.values() if unit.is_body),
                *(post for post in self.every_post() if self.in_body(post)),
            ],
            key=self.key,
        )
        apart = {node for node in (*forest.missing, *forest.unknown) if self.is_apart(node, forest)}
        slots: dict[str, Slot] = {}
        of: dict[Node, tuple[str, ...]] = {}
        for node in self.nodes(forest):
            if node in apart:
                continue
            made = self.slots(node, forest)
            slots.update({slot.id: slot for slot in made})
            of[node] = tuple(slot.id for slot in made)
        bodies = tuple(self.bodies())
        chart = Chart(
            name=clean(self.snapshot.name or self.words.chart),
            dates=self.words.day(self.snapshot.at),
            bodies=bodies,
            slots=slots,
            children={
                of[node][0]: tuple(s for child in below for s in of[child])
                for node, below in forest.children.items()
            },
            links=self.links(of),
            roots=tuple(s for node in forest.roots for s in of[node]),
            appointed=self.appointed(forest, of),
            trays=tuple(self.trays(forest, of)),
            elsewhere=tuple(self.elsewhere(sorted(apart, key=self.key))),
            dotted=tuple(self.dotted(of)),
            units=tuple(self.legend()),
            lang=self.lang or self.words.lang,
        )
        return still_counts(chart, self.snapshot, self.main, self.words, self.lang)

    # what is drawn

    def every_post(self) -> Iterator[str]:
        """Yield the posts on record, then those that facts only mention."""
        yield from self.snapshot.posts
        mentioned = {tenure.post for tenure in self.snapshot.tenures}
        mentioned |= {line.post for line in self.snapshot.lines}
        yield from sorted(mentioned - self.snapshot.posts.keys())

    def drawn(self) -> Iterator[str]:
        """Yield the posts with a card: held, vacant, or with reports; members of bodies aside."""
        for post in self.every_post():
            if not self.in_body(post) and (
                self.snapshot.holders(post)
                or post in self.vacant
                or self.snapshot.reports_to(post)
                or post not in self.snapshot.posts
            ):
                yield post

    def in_body(self, post: str) -> bool:
        record = self.snapshot.posts.get(post)
        return record is not None and self.colours.is_body(record.unit)

    def manager(self, post: str) -> Manager:
        line = self.snapshot.line_of(post)
        return MISSING if line is None else line.manager

    def key(self, node: Node) -> tuple[object, ...]:
        kind, id_ = node
        record = self.snapshot.posts.get(id_) if kind == "post" else None
        rank = record.rank if record else None
        return (rank is None, rank or 0, self.title(node), id_, kind)

    def title(self, node: Node) -> str:
        kind, id_ = node
        if kind == "unit":
            return self.snapshot.unit_name(id_, self.lang)
        return self.snapshot.post_title(id_, self.lang)

    @staticmethod
    def nodes(forest: Forest) -> Iterator[Node]:
        """Yield every node, parents before children."""
        ahead = [*forest.roots, *forest.unknown, *forest.missing, *forest.circles]
        ahead.reverse()
        while ahead:
            node = ahead.pop()
            yield node
            ahead.extend(reversed(forest.children.get(node, ())))

    def is_apart(self, node: Node, forest: Forest) -> bool:
        """Say whether a post stands alone in another organisation than the one of the picture."""
        organization = self.snapshot.organization_of(node[1])
        return (
            organization is not None and organization != self.main and node not in forest.children
        )

    # cards

    def slots(self, node: Node, forest: Forest) -> list[Slot]:
        kind, id_ = node
        if kind == "unit":
            return [self.unit_slot(id_)]
        if kind == "stray":
            return [self.stray_slot(id_)]
        record = self.snapshot.posts.get(id_) or Post(id_, id_)
        holders = sorted(
            self.snapshot.holders(id_), key=lambda t: (not t.fills, t.certainty, self.name(t))
        )
        shared = record.seats == 1 or node in forest.children or self.may_share(record, holders)
        note = self.node_note(node, forest)
        lead = node in forest.roots
        if shared or not holders:
            return [self.post_slot(record, holders, note, lead=lead)]
        made = self.single_slots(record, holders, note)
        vacancy = self.vacant.get(id_)
        if vacancy is not None and vacancy.certainty is Certainty.CERTAIN:
            made.append(self.post_slot(record, [], note, lead=False))
        return made

    def may_share(self, record: Post, holders: Sequence[Tenure]) -> bool:
        return len(holders) <= SHARING and all(
            plain(self.snapshot, tenure) and tenure.title is None for tenure in holders
        ) and record.id not in self.vacant

    def name(self, tenure: Tenure) -> str:
        return person_name(self.snapshot, tenure, self.words, self.lang)

    def holder(self, tenure: Tenure) -> Holder:
        return holder_of(self.snapshot, tenure, self.words, self.lang)

    def post_slot(
        self, record: Post, holders: Sequence[Tenure], note: str, *, lead: bool
    ) -> Slot:
        """Return the card of a post with all who hold it."""
        people = [self.holder(tenure) for tenure in holders]
        look, classes = Look.PLAIN, ["post"]
        if not any(tenure.fills for tenure in holders):
            people.insert(0, self.nobody(record))
            look = Look.VACANT if not holders else Look.PLAIN
            classes.append("vacant")
            note = self.joined(self.vacancy_note(record), note)
        elif len(holders) == 1:
            title = holders[0].title
            more = also(self.snapshot, holders[0].person, [record.id], self.words, self.lang)
            note = self.joined(self.since(holders[0]) if lead else "", more, note)
            if title is not None:
                record = attrs.evolve(record, title=title, titles=())
        if record.certainty is Certainty.POSSIBLE:
            note = self.joined(note, self.words.possible_post)
        face = Face(
            tuple(people),
            record.title_in(self.lang),
            self.colours.token(record.unit),
            look,
            note=note,
            width=LEAD if lead else CARD,
            lead=lead,
        )
        return self.slot(("post", record.id), face, self.says(record, holders, note), classes)

    def single_slots(self, record: Post, holders: Sequence[Tenure], note: str) -> list[Slot]:
        """Return a card for each holder of a post with several seats."""
        made: list[Slot] = []
        ordinals: dict[str, int] = {}
        for tenure in holders:
            count = ordinals[tenure.person] = ordinals.get(tenure.person, 0) + 1
            more = also(self.snapshot, tenure.person, [record.id], self.words, self.lang)
            title = tenure.title or record.title_in(self.lang)
            face = Face(
                (self.holder(tenure),),
                title,
                self.colours.token(record.unit),
                note=self.joined(more, note),
            )
            key = ("seat", record.id, tenure.person, *([str(count)] if count > 1 else []))
            made.append(self.slot(key, face, self.says(record, [tenure], face.note), ["post"]))
        return made

    def slot(self, key: tuple[str, ...], face: Face, says: str, classes: Iterable[str]) -> Slot:
        self.used[face.unit] = None
        return Slot(self.slugs.of(key), face, says, (face.unit, *classes))

    def nobody(self, record: Post) -> Holder:
        word = self.words.nobody_recorded if record.seats is None else self.words.vacant
        return Holder(word, MarkStyle.EMPTY, italic=True)

    def vacancy_note(self, record: Post) -> str:
        vacancy = self.vacant.get(record.id)
        if vacancy is None:
            return ""
        seats = ""
        if record.seats is not None and record.seats > 1:
            seats = self.words.seats_vacant.format(vacancy.seats, record.seats)
        return self.joined(seats, self.words.since_when(vacancy.since))

    def since(self, tenure: Tenure) -> str:
        if tenure.kind is not TenureKind.SUBSTANTIVE:
            return ""
        return self.words.since_when(tenure.start)

    def node_note(self, node: Node, forest: Forest) -> str:
        """Return what is to be said of a post's line in words."""
        if node in forest.circles:
            manager = forest.circles[node]
            return self.words.in_cycle.format(self.snapshot.post_title(manager, self.lang))
        line = self.snapshot.line_of(node[1])
        if line is not None and line.manager is None:
            return self.words.to_nobody
        if line is not None and line.certainty is Certainty.POSSIBLE and line.manager != UNKNOWN:
            return self.words.possible_line
        return ""

    def unit_slot(self, unit: str) -> Slot:
        record = self.snapshot.units.get(unit)
        face = Face((), self.snapshot.unit_name(unit, self.lang), "unit-board", Look.UNIT)
        kind = f", {record.kind}" if record else ""
        return Slot(self.slugs.of(("unit", unit)), face, f"{face.title}{kind}", ("unit",))

    def stray_slot(self, id_: str) -> Slot:
        holder = Holder(id_, MarkStyle.EMPTY)
        face = Face((holder,), "", "unit-board", Look.STRAY, note=self.words.not_on_record)
        says = f"{id_}, {self.words.not_on_record}"
        return Slot(self.slugs.of(("stray", id_)), face, says, ("stray",))

    def says(self, record: Post, holders: Sequence[Tenure], note: str) -> str:
        """Return a card in words: who, what, in which state."""
        title = record.title_in(self.lang)
        if not holders:
            word = self.nobody(record).name
            return f"{word}, {title}{f' ({note})' if note else ''}"
        people: list[str] = []
        for tenure in holders:
            state = state_words(self.snapshot, tenure, self.words)
            people.append(f"{self.name(tenure)}{f' ({state})' if state else ''}")
        own = holders[0].title if len(holders) == 1 else None
        return f"{' and '.join(people)}, {own or title}{f' ({note})' if note else ''}"

    @staticmethod
    def joined(*parts: str) -> str:
        return " · ".join(part for part in parts if part)

    # lines

    def links(self, of: dict[Node, tuple[str, ...]]) -> dict[str, Link]:
        return {
            slot: Link("presumed")
            for (kind, id_), slots in of.items()
            if kind == "post"
            and (line := self.snapshot.line_of(id_)) is not None
            and line.certainty is Certainty.POSSIBLE
            for slot in slots
        }

    def appointed(
        self, forest: Forest, of: dict[Node, tuple[str, ...]]
    ) -> dict[str, tuple[str, str, str]]:
        found: dict[str, tuple[str, str, str]] = {}
        for node, manager in forest.appointed.items():
            record = self.snapshot.posts.get(manager)
            body = record.unit if record and record.unit else manager
            word = (
                self.words.appoints
                if record is None
                else self.words.reports_to.format(record.title_in(self.lang))
            )
            for slot in of[node]:
                found[slot] = (self.slugs.of(("body", body)), word, "report")
        return found

    def dotted(self, of: dict[Node, tuple[str, ...]]) -> Iterator[Dotted]:
        for line in self.snapshot.lines:
            ends = self.dotted_ends(line.post, line.manager, of)
            if line.kind is LineKind.DOTTED and ends:
                yield Dotted(*ends)

    def dotted_ends(
        self, post: str, manager: str | None, of: dict[Node, tuple[str, ...]]
    ) -> tuple[str, str] | None:
        report = of.get(("post", post))
        above = None if manager is None else of.get(("post", manager)) or of.get(("unit", manager))
        return (above[0], report[0]) if report and above else None

    def trays(self, forest: Forest, of: dict[Node, tuple[str, ...]]) -> Iterator[Tray]:
        for id_, title, nodes in (
            ("c-circle", self.words.tray_cycle, tuple(forest.circles)),
            ("c-unknown", self.words.tray_unknown, forest.unknown),
            ("c-missing", self.words.tray_missing, forest.missing),
        ):
            slots = tuple(slot for node in nodes for slot in of.get(node, ()))
            if slots:
                yield Tray(id_, title, slots)

    # bodies, other organisations, the legend

    def bodies(self) -> Iterator[Body]:
        seats: dict[str, list[Post]] = {}
        for post in self.snapshot.posts.values():
            if post.unit is not None and self.colours.is_body(post.unit):
                seats.setdefault(post.unit, []).append(post)
        names = {unit: self.snapshot.unit_name(unit, self.lang) for unit in seats}
        # Boards before committees; a body of another organisation after those of the main one.
        for unit in sorted(seats, key=lambda u: (self.body_rank(u), names[u], u)):
            slots = tuple(self.members(unit, seats[unit]))
            if slots:
                title = f"{names[unit].upper()} · {sum('vacant' not in s.classes for s in slots)}"
                yield Body(self.slugs.of(("body", unit)), names[unit], clean(title), slots)

    def body_rank(self, unit: str) -> tuple[bool, bool]:
        record = self.snapshot.units[unit]
        post = next((p for p in self.snapshot.posts.values() if p.unit == unit), None)
        home = post is None or self.snapshot.organization_of(post.id) == self.main
        return (not home, record.kind != "board")

    def members(self, unit: str, seats: list[Post]) -> Iterator[Slot]:
        """Yield a card a person: the chair first, then by rank, title and name."""
        own: dict[tuple[str, int], list[tuple[Post, Tenure]]] = {}
        hidden = 0
        for post in sorted(seats, key=lambda p: self.key(("post", p.id))):
            for tenure in self.snapshot.holders(post.id):
                hidden += tenure.person is UNDISCLOSED
                number = hidden if tenure.person is UNDISCLOSED else 0
                own.setdefault((tenure.person, number), []).append((post, tenure))
        order = {post.id: self.key(("post", post.id)) for post in seats}
        ranked = sorted(
            own.items(),
            key=lambda item: (
                item[1][0][0].seats != 1,
                order[item[1][0][0].id][:2],
                self.name(item[1][0][1]),
                item[0],
            ),
        )
        for (person, number), held in ranked:
            yield self.member(unit, person, number, held)
        for post in sorted(seats, key=lambda p: order[p.id]):
            vacancy = self.vacant.get(post.id)
            if vacancy is not None and vacancy.certainty is Certainty.CERTAIN:
                slot = self.post_slot(post, [], "", lead=False)
                yield attrs.evolve(slot, face=attrs.evolve(slot.face, width=SEAT))

    def member(
        self, unit: str, person: str, number: int, held: list[tuple[Post, Tenure]]
    ) -> Slot:
        """Return a member's card: a post of one seat is a pill, others are titles."""
        holder = self.holder(held[0][1])
        titles = [tenure.title or post.title_in(self.lang) for post, tenure in held]
        office = None
        if holder.tag is None and held[0][0].seats == 1:
            office = short_title(titles[0])
        also_ = also(self.snapshot, person, [post.id for post, _ in held], self.words, self.lang)
        face = Face(
            (holder,),
            ", ".join(titles[1:] if office else titles),
            self.colours.token(unit),
            tag=Tag(office, "chair") if office else None,
            note=also_,
            width=SEAT,
        )
        states = state_words(self.snapshot, held[0][1], self.words)
        says = self.joined(f"{holder.name}, {', '.join(titles)}", states, also_)
        extra = [str(number)] if number else []
        return self.slot(("member", unit, person, *extra), face, says, ["member"])

    def elsewhere(self, nodes: Iterable[Node]) -> Iterator[Elsewhere]:
        people: dict[str, list[tuple[str, str]]] = {}
        for _, post in nodes:
            organization = self.snapshot.organization_of(post) or ""
            for tenure in self.snapshot.holders(post):
                state = state_words(self.snapshot, tenure, self.words)
                said = f"{self.name(tenure)}{f' ({state})' if state else ''}"
                people.setdefault(organization, []).append((said, "ink2"))
        names = {unit: self.snapshot.unit_name(unit, self.lang) for unit in people}
        for unit in sorted(people, key=lambda u: (names[u], u)):
            yield Elsewhere(names[unit], tuple(people[unit]))

    def legend(self) -> Iterator[tuple[str, str]]:
        """Yield the colours that are used, each with the units that have it."""
        names: dict[str, dict[str, None]] = {}
        units = {p.unit for p in self.snapshot.posts.values() if p.unit is not None}
        for unit in sorted(units):
            token = self.colours.token(unit)
            shown = unit if self.colours.is_body(unit) else self.colours.department(unit)
            if token in self.used:
                names.setdefault(token, {})[self.snapshot.unit_name(shown, self.lang)] = None
        for token in sorted(names, key=list(self.used).index):
            yield token, ", ".join(sorted(names[token]))


def short_title(title: str) -> str | None:
    """
    Return a title short enough for a pill, or None.

    >>> short_title("Chair of the board"), short_title("Lead independent director")
    ('CHAIR', None)
    """
    short = title.split(" of ")[0].strip().upper()
    return short if 0 < len(short) <= LONGEST_OFFICE else None


LONGEST_OFFICE = 16
