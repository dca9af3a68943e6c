"""A graph of the W3C Organization Ontology in, a history out, or every problem with its node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, final

from orgchart.calendars import find_zone
from orgchart.errors import (
    OrgchartError,
    UnreadableFieldError,
    UnreadableFileError,
)
from orgchart.history import History
from orgchart.io.files import unreadable
from orgchart.io.losses import Loss, LossReport
from orgchart.io.ontology.fields import Nodes, order, ordered, told
from orgchart.io.ontology.words import (
    DCTERMS,
    FOAF,
    OPENGOV,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TIME,
    Graph,
    Node,
    word,
)
from orgchart.io.popolo.shape import KINDS
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Person, Post, ReportingLine, Tenure, Unit
from orgchart.progress import follow
from orgchart.sources import Source
from orgchart.texts import is_id

__all__ = ["history_from_graph"]

_T = TypeVar("_T")


def history_from_graph(
    graph: Graph, file: str, *, name: str, zone: str | None, base: str
) -> tuple[History, LossReport]:
    """
    Make a history from a graph, and tell which of its statements have no place.

    Raises:
        UnreadableFileError: with every problem, each with the node it is about.
    """
    if zone is not None and find_zone(zone) is None:
        raise unreadable(file, f"there is no time zone {zone!r}; give an IANA name")
    reader = _Reader(graph, file, zone, base)
    history = reader.history(name)
    if history is None or reader.problems:
        raise UnreadableFileError(f"{file} cannot be read", reader.problems)
    return history, reader.unread()


@final
class _Reader(Nodes):
    """Goes through a graph once and makes the facts of it."""

    def __init__(self, graph: Graph, file: str, zone: str | None, base: str) -> None:
        super().__init__(graph, file, zone, base)
        self.made: set[str] = set()
        self.people: list[Person] = []
        self.units: list[Unit] = []
        self.posts: list[Post] = []
        self.tenures: list[Tenure] = []
        self.lines: list[ReportingLine] = []
        self.sources: list[Source] = []

    def history(self, name: str) -> History | None:
        _each(self.source, self.of_type(FOAF.Document), "sources")
        _each(self.person, self.of_type(FOAF.Person), "people")
        kinds = (ORG.Organization, ORG.FormalOrganization, ORG.OrganizationalUnit)
        _each(self.unit, self.of_type(*kinds), "units")
        _each(self.post, self.of_type(ORG.Post), "posts")
        self.made.update(post.id for post in self.posts)
        self.memberships()
        self.reporting()
        if len(self.graph) and not self.used:
            self.problems.append(
                UnreadableFieldError(
                    self.file, "", None, None, "it says nothing of people, units or posts"
                )
            )
        if self.problems:
            return None
        try:
            return History.build(
                name=name,
                zone=self.zone,
                people=self.people,
                units=self.units,
                posts=self.posts,
                tenures=self.tenures,
                lines=self.lines,
                sources=self.sources,
            )
        except OrgchartError as error:
            self.problems.append(UnreadableFieldError(self.file, "", None, None, str(error)))
            return None

    def unread(self) -> LossReport:
        """Return the statements that have no place in a history, in order."""
        losses = (
            Loss(("node", told(s)), told(p), told(o), "a history has no place for it")
            for s, p, o in sorted(set(self.graph) - self.used, key=order)
        )
        return LossReport(tuple(losses))

    # the kinds of things

    def person(self, node: Node) -> None:
        id_ = self.id(node)
        if id_ is None:
            return
        name, names = self.names(node, (FOAF.name, SKOS.prefLabel, RDFS.label))
        fields = {"name": id_ if name is None else name, "names": names, **self.common(node)}
        self.make(node, self.people, Person, {"id": id_, **fields})

    def unit(self, node: Node) -> None:
        id_ = self.id(node)
        if id_ is None:
            return
        name, names = self.names(node, (SKOS.prefLabel, RDFS.label, FOAF.name))
        is_part = (node, RDF.type, ORG.OrganizationalUnit) in self.graph
        kind = self.concept(node, ORG.classification) or ("unit" if is_part else "organization")
        above = [
            *self.take(node, ORG.unitOf, ORG.subOrganizationOf),
            *self.taken_back(node, ORG.hasUnit, ORG.hasSubOrganization),
        ]
        fields: dict[str, Any] = {
            "id": id_,
            "name": id_ if name is None else name,
            "names": names,
            "kind": kind,
        }
        if above:
            fields["parent"] = self.id(above[0])
        if len(set(above)) > 1:
            self.problem(node, ORG.subOrganizationOf, None, "it has several parents; name one")
        start, end = self.interval(node, TIME.hasTime)
        common = self.common(node)
        self.make(node, self.units, Unit, {**fields, "start": start, "end": end, **common})

    def post(self, node: Node) -> None:
        id_ = self.id(node)
        if id_ is None:
            return
        title, titles = self.names(node, (SKOS.prefLabel, RDFS.label))
        role = self.concept(node, ORG.role)
        units = [*self.take(node, ORG.postIn), *self.taken_back(node, ORG.hasPost)]
        if len(set(units)) > 1:
            self.problem(node, ORG.postIn, None, "it is in several units; name one")
        start, end = self.interval(node, TIME.hasTime)
        fields: dict[str, Any] = {
            "id": id_,
            "title": role or id_ if title is None else title,
            "titles": titles,
            "unit": self.id(units[0]) if units else None,
            "start": start,
            "end": end,
        }
        self.make(node, self.posts, Post, {**fields, **self.common(node)})

    def memberships(self) -> None:
        nodes = {*self.of_type(ORG.Membership), *self.graph.subjects(ORG.member)}
        pairs = _each(self.membership, ordered(nodes), "memberships")
        held = {pair for pair in pairs if pair is not None}
        for holds, forward in ((ORG.holds, True), (ORG.heldBy, False)):
            for one, other in sorted(self.graph.subject_objects(holds), key=order):
                person, post = (one, other) if forward else (other, one)
                self.used.add((one, holds, other))
                if (person, post) not in held:
                    held.add((person, post))
                    fields = {"person": self.id(person) or UNDISCLOSED, "post": self.id(post)}
                    self.make(person, self.tenures, Tenure, fields)

    def membership(self, node: Node) -> tuple[Node, Node] | None:
        """Make a tenure of a membership; return whom and what it joins, where it names a post."""
        people = [*self.take(node, ORG.member), *self.taken_back(node, ORG.hasMembership)]
        posts = self.take(node, word(OPENGOV, "post"))
        units = self.take(node, ORG.organization)
        role, title = self.concept(node, ORG.role), self.first(node, SKOS.prefLabel, RDFS.label)
        start, end = self.interval(node, ORG.memberDuring)
        fields: dict[str, Any] = {"start": start, "end": end, "title": title}
        fields["note"] = self.first(node, RDFS.comment)
        if len(set(people)) != 1:
            self.problem(node, ORG.member, None, "a membership has one member")
            return None
        if role in KINDS:
            fields["kind"], role = role, None
        if posts:
            post = self.id(posts[0])
        elif units:
            post = self.derived(self.id(units[0]), role or "member")
            role = None
        else:
            post = None
        if post is None:
            self.problem(node, ORG.organization, None, "name the post or the organization")
            return None
        if role is not None and title is None:
            fields["title"] = role
        fields |= {"person": self.id(people[0]) or UNDISCLOSED, "post": post}
        self.make(node, self.tenures, Tenure, {**fields, **self.common(node)})
        return (people[0], posts[0]) if posts else None

    def derived(self, unit: str | None, role: str) -> str | None:
        """Return the post of all who have a role in an organisation; it has any number of seats."""
        if unit is None:
            return None
        post = f"{unit} {role}".strip()
        if is_id(post) and post not in self.made:
            self.made.add(post)
            self.posts.append(Post(post, role, unit=unit, seats=None))
        return post

    def reporting(self) -> None:
        told = set(_each(self.statement, self.of_type(RDF.Statement), "statements"))
        for post, manager in sorted(self.graph.subject_objects(ORG.reportsTo), key=order):
            self.used.add((post, ORG.reportsTo, manager))
            if (post, manager) not in told:
                self.line(post, manager, {})

    def statement(self, node: Node) -> tuple[Node, Node] | None:
        """Make a line of a statement about one; return from where to where it goes."""
        if ORG.reportsTo not in self.graph.objects(node, RDF.predicate):
            return None
        self.take(node, RDF.predicate)
        posts, managers = self.take(node, RDF.subject), self.take(node, RDF.object)
        if len(posts) != 1 or len(managers) != 1:
            self.problem(node, RDF.subject, None, "it has one subject and one object")
            return None
        start, end = self.interval(node, TIME.hasTime)
        fields: dict[str, Any] = {"start": start, "end": end}
        fields["note"] = self.first(node, RDFS.comment)
        self.line(posts[0], managers[0], {**fields, **self.common(node)})
        return (posts[0], managers[0])

    def line(self, post: Node, manager: Node, fields: dict[str, Any]) -> None:
        who = self.id(manager)
        if who is None:
            # A node without a name says that there is somebody, and no more.
            self.used.update(self.graph.triples((manager, RDF.type, None)))
        ends = {"post": self.id(post), "manager": UNKNOWN if who is None else who}
        self.make(post, self.lines, ReportingLine, {**ends, **fields})

    def source(self, node: Node) -> None:
        id_ = self.id(node)
        if id_ is None:
            return
        fields: dict[str, Any] = {"id": id_}
        for field, predicate in _OF_SOURCES.items():
            fields[field] = self.first(node, predicate)
        for issued in self.take(node, DCTERMS.issued)[:1]:
            fields["published"] = self.moment(node, DCTERMS.issued, issued)
        for other in self.take(node, word(SCHEMA, "translationOfWork"))[:1]:
            fields["translation_of"] = self.id(other)
        self.make(node, self.sources, Source, {**fields, "extra": self.further(node)})


def _each(work: Callable[[Node], _T], nodes: list[Node], what: str) -> list[_T]:
    return list(follow(map(work, nodes), f"reading {what}", len(nodes)))


_OF_SOURCES: Final = {
    "title": DCTERMS.title,
    "publisher": DCTERMS.publisher,
    "author": DCTERMS.creator,
    "language": DCTERMS.language,
    "url": word(SCHEMA, "url"),
    "note": RDFS.comment,
}
