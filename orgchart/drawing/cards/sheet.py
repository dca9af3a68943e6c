"""
What the charts of one picture have in common: look-ups, order, slugs, colours, the legend.

A picture shows one snapshot or two; where both know a thing, the first one's word holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from orgchart.drawing.cards.chart import Dotted, Elsewhere, Link, Listed, Slot, Tray
from orgchart.drawing.cards.faces import CARD, Face, Holder, Look, MarkStyle
from orgchart.drawing.cards.forest import MISSING, Forest, Manager, Node, plant
from orgchart.drawing.cards.signs import signs_on
from orgchart.drawing.cards.units import UnitColours, main_organization
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import Slugs, clean, titled
from orgchart.drawing.texts.natural import natural
from orgchart.kinds import NOBODY, UNDISCLOSED, UNKNOWN
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot

__all__ = ["Places", "Sheet", "joined"]

#: Languages whose capitals need more than the letters themselves.
_OWN_CAPITALS: Final = frozenset({"tr", "az", "lt", "el"})

#: The slugs of the cards of each node.
Places = Mapping[Node, tuple[str, ...]]


def joined(*parts: str) -> str:
    """Return the parts that say something, with dots between."""
    return " · ".join(part for part in parts if part)


class Sheet:
    """
    One picture's paper.

    Args:
        charts: the snapshots, the one whose names and titles hold first.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        like: another picture's paper whose colours and organisation hold here too, so that both
            can stand side by side; its charts come after the others.
        colours: colours (``#RRGGBB``) or tokens to take for some units, by unit id; those of
            `like` hold where it is given.

    Raises:
        UnknownIdError: a colour is for a unit that is on none of the charts.
        InvalidValueError: something is neither a colour nor a unit's token.
    """

    def __init__(
        self,
        charts: Sequence[Snapshot],
        words: Wording,
        lang: str | None,
        *,
        like: Sheet | None = None,
        colours: Mapping[str, str] | None = None,
    ) -> None:
        self._own = tuple(charts)
        self._like = like
        self.charts: tuple[Snapshot, ...] = (*charts, *(() if like is None else like.charts))
        self.words = words
        self.lang = lang
        self.main: str | None = main_organization(charts) if like is None else like.main
        self.colours: UnitColours = (
            UnitColours(charts, self.main, colours=colours) if like is None else like.colours
        )
        self._slugs = Slugs()
        self._told: list[tuple[str, str]] = []
        self._records: dict[str, Post | None] = {}
        self._leads: dict[str, str | None] = {}
        self._keys: dict[Node, tuple[object, ...]] = {}

    # look-ups

    def capitals(self, text: str) -> str:
        """
        Return text in capitals, as panels are headed.

        As written where capitals are not a matter of single letters (Turkish, Lithuanian, Greek).
        """
        primary = (self.lang or self.words.lang).partition("-")[0].lower()
        return text if primary in _OWN_CAPITALS else text.upper()

    def post(self, id_: str) -> Post:
        """Return the record of a post; one made of the id where there is none."""
        return self._record(id_) or Post(id_, id_)

    def known(self, id_: str) -> bool:
        """Say whether a post is on record."""
        return self._record(id_) is not None

    def _record(self, post: str) -> Post | None:
        """Return the first record of a post, which is looked for once."""
        if post not in self._records:
            found = (chart.posts.get(post) for chart in self._own)
            record = next((one for one in found if one is not None), None)
            if record is None and self._like is not None:
                record = self._like._record(post)  # noqa: SLF001 - of its own kind
            self._records[post] = record
        return self._records[post]

    def _lead(self, post: str) -> str | None:
        """Return the first holder of a post on the first chart that has any."""
        if post not in self._leads:
            found = (tenure.person for chart in self._own for tenure in chart.holders(post))
            lead = next(found, None)
            if lead is None and self._like is not None:
                lead = self._like._lead(post)  # noqa: SLF001 - of its own kind
            self._leads[post] = lead
        return self._leads[post]

    @cached_property
    def _posts(self) -> dict[str, None]:
        """The ids of all posts on record, those of the first chart first."""
        own = dict.fromkeys(id_ for chart in self._own for id_ in chart.posts)
        return own if self._like is None else own | self._like._posts  # noqa: SLF001 - as above

    @cached_property
    def _units(self) -> dict[str, None]:
        """The ids of all units on record, those of the first chart first."""
        own = dict.fromkeys(id_ for chart in self._own for id_ in chart.units)
        return own if self._like is None else own | self._like._units  # noqa: SLF001 - as above

    def person(self, id_: str) -> str:
        """Return what to call a person."""
        if id_ == UNDISCLOSED:
            return self.words.undisclosed
        for chart in self.charts:
            if id_ in chart.people:
                return clean(chart.person_name(id_, self.lang))
        return clean(id_)

    def unit(self, id_: str) -> str:
        """Return what to call a unit."""
        return clean(self.colours.name(id_, self.lang))

    def unit_names(self) -> dict[str, str]:
        """Return what to call each unit that is known."""
        return {id_: self.unit(id_) for id_ in self._units}

    def title(self, node: Node) -> str:
        """Return the title of a post, its id where it has none; or the name of a unit."""
        kind, id_ = node
        return self.unit(id_) if kind == "unit" else titled(self.post(id_).title_in(self.lang), id_)

    def title_of(self, tenure: Tenure) -> str:
        """Return what the holder of a post is called in it: their own title, or the post's."""
        return clean(tenure.title) if tenure.title else self.title(("post", tenure.post))

    def manager_name(self, manager: Manager) -> str:
        """Return what to call a manager, in words for one not known."""
        if manager is None or manager == NOBODY:
            return self.words.nobody
        if manager in {UNKNOWN, MISSING}:
            return self.words.line_unknown
        return self.unit(manager) if not self.known(manager) else self.title(("post", manager))

    def in_body(self, post: str) -> bool:
        """Say whether a post is a seat of a board or committee."""
        return self.colours.is_body(self.post(post).unit)

    @cached_property
    def bodies(self) -> Mapping[str, list[Post]]:
        """The seats of each board and committee, in order of rank and title."""
        seats: dict[str, list[Post]] = {}
        for id_ in self._posts:
            post = self.post(id_)
            if post.unit is not None and self.colours.is_body(post.unit):
                seats.setdefault(post.unit, []).append(post)
        order = sorted(seats, key=lambda unit: (*self._body_rank(unit), self._plain_unit(unit)))
        return {
            unit: sorted(seats[unit], key=lambda post: self.key(("post", post.id)))
            for unit in order
        }

    def _body_rank(self, unit: str) -> tuple[bool, bool]:
        """Put boards before committees, and those of other organisations last."""
        kinds = [chart.units[unit].kind for chart in self.charts if unit in chart.units]
        return (self.colours.topmost(unit) != self.main, "board" not in kinds[:1])

    def organization(self, post: str) -> str | None:
        """Return the organisation of a post; None where none is recorded."""
        unit = self.post(post).unit
        return None if unit is None else self.colours.organization(unit)

    def is_main(self, post: str) -> bool:
        """Say whether a post belongs to the organisation that the picture is about."""
        return self.organization(post) in {None, self.main}

    def is_home(self, unit: str) -> bool:
        """Say whether a unit belongs to the organisation that the picture is about, or to none."""
        return self.colours.organization(unit) in {None, self.main}

    def key(self, node: Node) -> tuple[object, ...]:
        """
        Return the order of nodes: rank, title, first holder's name, id.

        Titles and names are the plain ones, so that a chart has one layout in all languages.
        """
        if node not in self._keys:
            self._keys[node] = self._key(node)
        return self._keys[node]

    def _key(self, node: Node) -> tuple[object, ...]:
        kind, id_ = node
        post = self.post(id_) if kind == "post" else None
        rank = None if post is None else post.rank
        title = self._plain_unit(id_) if post is None else (natural(post.title), id_)
        lead = None if post is None else self._lead(id_)
        name = () if lead is None else self.name_key(lead)
        return (rank is None, rank or 0, title[0], name, id_, kind)

    def name_key(self, person: str) -> tuple[object, ...]:
        """Return the order of people: by their plain names."""
        known = (chart for chart in self.charts if person in chart.people)
        chart = next(known, None)
        return (natural(person if chart is None else chart.person_name(person)), person)

    def _plain_unit(self, unit: str) -> tuple[object, str]:
        return (natural(self.colours.name(unit, None)), unit)

    # trees

    def forest(self, managers: Mapping[str, Manager]) -> Forest:
        """Return the trees that posts and their managers make."""
        units = set(self._units)
        seats = {post.id for posts in self.bodies.values() for post in posts}
        bodies = {unit for unit in units if self.colours.is_body(unit)}
        return plant(managers, units=units, bodies=bodies | seats, key=self.key)

    def apart(self, forest: Forest) -> tuple[Node, ...]:
        """Return the posts that stand alone in other organisations than the picture's."""
        found = {
            node
            for node in (*forest.missing, *forest.unknown, *forest.roots)
            if node[0] == "post"
            and node not in forest.children
            and not self.is_main(node[1])
            and node not in forest.appointed
        }
        return tuple(sorted(found, key=self.key))

    @staticmethod
    def nodes(forest: Forest) -> Iterator[Node]:
        """Yield every node, parents before children."""
        ahead = [*forest.roots, *forest.unknown, *forest.missing, *forest.circles][::-1]
        while ahead:
            node = ahead.pop()
            yield node
            ahead.extend(reversed(forest.children.get(node, ())))

    @staticmethod
    def backs(forest: Forest, of: Places) -> Iterator[tuple[str, str]]:
        """Yield the lines that close circles: the cards where they were cut, and the managers."""
        for node, manager in forest.circles.items():
            above = of.get(("post", manager))
            yield from ((slot, above[0]) for slot in of.get(node, ()) if above)

    def trays(self, forest: Forest, of: Places) -> Iterator[Tray]:
        """Yield the cards that have no place in a tree."""
        for id_, title, nodes in (
            ("c-circle", self.words.tray_cycle, tuple(forest.circles)),
            ("c-unknown", self.words.tray_unknown, forest.unknown),
            ("c-missing", self.words.tray_missing, forest.missing),
        ):
            slots = tuple(slot for node in nodes for slot in of.get(node, ()))
            if slots:
                yield Tray(id_, title, slots)

    def appointed(
        self, forest: Forest, of: Places, links: Mapping[str, Link]
    ) -> dict[str, tuple[str, str, str]]:
        """Return for tops below a body: the body's slug, the word on the line, its state."""
        found: dict[str, tuple[str, str, str]] = {}
        for node, manager in forest.appointed.items():
            body, word = manager, self.words.appoints
            if self.known(manager):
                body = self.post(manager).unit or manager
                word = self.words.reports_to.format(self.title(("post", manager)))
            for slot in of.get(node, ()):
                found[slot] = (self.body_slug(body), word, links.get(slot, Link()).state)
        return found

    # cards

    def body_slug(self, unit: str) -> str:
        """Return the slug of a body's panel."""
        return Slugs("c").of(("body", unit))

    def slot(  # noqa: PLR0913 - the parts of one card
        self,
        key: Sequence[str],
        face: Face,
        says: str,
        classes: Iterable[str],
        unit: str | None,
        *,
        posts: Iterable[str] = (),
        people: Iterable[str] = (),
    ) -> Slot:
        """Return a card, with its states and its unit for the legend."""
        area = self.words.no_unit if self.colours.any else ""
        if unit is not None:
            shown = unit if self.colours.is_body(unit) else self.colours.department(unit)
            area = self.unit(shown)
        own = face.unit if face.unit.startswith("unit-") else "unit-none"
        states = (f"s-{sign.replace('_', '-')}" for sign in signs_on(face))
        return Slot(
            self._slugs.of(key),
            face,
            says,
            (own, *classes, *states),
            tuple(posts),
            tuple(people),
            units=() if unit is None else self.colours.above(unit),
            area=area,
        )

    def told(self) -> tuple[Listed, ...]:
        """Return the panel of the dotted lines that are not drawn; to be called after `dotted`."""
        rows = tuple(self._told)
        return (Listed("c-dotted-seats", self.words.dotted_lines, rows),) if rows else ()

    def dotted(
        self, of: Places, slots: dict[str, Slot], states: Mapping[tuple[str, str], str]
    ) -> Iterator[Dotted]:
        """
        Yield the dotted lines that can be drawn; those to seats of bodies are listed (see `told`).

        A seat stands on its panel, where no dotted line goes, and a note on the card of the report
        would move others: a dotted line moves nothing.

        Args:
            of: the slugs of the cards of each node.
            slots: the cards, in which those of reports are replaced.
            states: of the lines, by post and manager; see `Dotted`.
        """
        words = self.words
        for (post, manager), state in sorted(states.items()):
            report = of.get(("post", post))
            above = of.get(("post", manager)) or of.get(("unit", manager))
            if not report or report == above:
                continue
            if above:
                yield Dotted(above[0], report[0], state)
                continue
            if manager == UNKNOWN or not (self.in_body(manager) or self.colours.is_body(manager)):
                continue
            said = words.dotted_to.format(self.manager_name(manager))
            news = {"new": words.legend_new_line, "old": words.legend_old_line}.get(state)
            note = f"{said}{words.bracket.format(news)}" if news else said
            self._told.append((self.title(("post", post)), note))
            for id_ in report:
                slots[id_] = attrs.evolve(slots[id_], says=f"{slots[id_].says}; {note}")

    def plain_slot(self, node: Node) -> Slot:
        """Return the card of a unit that posts report to, or of an id that nothing defines."""
        kind, id_ = node
        if kind == "unit":
            face = Face((), self.unit(id_), "unit-board", Look.UNIT, width=CARD)
            return Slot(
                self._slugs.of(("unit", id_)),
                face,
                face.title,
                ("unit",),
                (id_,),
                units=self.colours.above(id_),
            )
        holder = Holder(id_, MarkStyle.EMPTY)
        face = Face((holder,), "", "unit-board", Look.STRAY, note=self.words.not_on_record)
        says = self.words.series((clean(id_), self.words.not_on_record))
        return Slot(self._slugs.of(("stray", id_)), face, says, ("stray",), (id_,))

    # what stands around

    def elsewhere(self, people: Iterable[tuple[str, str]]) -> Iterator[Elsewhere]:
        """Yield the other organisations in order of names, with who is there."""
        groups: dict[str, list[str]] = {}
        for post, said in people:
            groups.setdefault(self.organization(post) or "", []).append(said)
        for unit in sorted(groups, key=self._plain_unit):
            yield Elsewhere(self.unit(unit), tuple(dict.fromkeys(groups[unit])))
