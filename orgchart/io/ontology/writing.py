"""A history in, a graph of the W3C Organization Ontology out, with what it cannot say."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Collection
from itertools import starmap
from typing import Final, TypeVar, cast, final

from orgchart.history import History
from orgchart.io.losses import Losses, LossReport, citation_text, sure_facts
from orgchart.io.ontology.words import (
    DCTERMS,
    FOAF,
    MAPPED,
    OPENGOV,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TIME,
    XSD,
    BNode,
    Graph,
    Literal,
    Node,
    URIRef,
    iri_of,
    word,
)
from orgchart.io.popolo.dates import coarser
from orgchart.io.popolo.shape import is_address
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import End, Period
from orgchart.progress import follow
from orgchart.snapshot import Key
from orgchart.sources import Source
from orgchart.texts import Texts, is_id
from orgchart.when import When

__all__ = ["graph_of"]

_F = TypeVar("_F", Person, Unit, Post)
_T = TypeVar("_T")
_NO_PLACE: Final = "the ontology has no word for it"
_ONE_RECORD: Final = "the ontology has one record for all versions"
_ONE_LIFE: Final = "the record has one life for all versions"


def graph_of(history: History, base: str) -> tuple[Graph, LossReport]:
    """Return a history as a graph, and what is not in it."""
    return _Writer(history, base).graph_and_losses()


@final
class _Writer:
    def __init__(self, history: History, base: str) -> None:
        self.history = history
        self.base = base
        self.losses = Losses()
        self.graph = Graph()
        self.blank = 0
        self.units: dict[str, str | None] = {}
        self.kinds = _kinds(history)

    def graph_and_losses(self) -> tuple[Graph, LossReport]:
        self.losses.history(self.history, (), _NO_PLACE)
        told = sure_facts(self.history, self.losses)
        people = self.latest(cast("list[tuple[Key, Person]]", told.get(Person, [])))
        _each(self.person, people, "people")
        units = self.latest(cast("list[tuple[Key, Unit]]", told.get(Unit, [])))
        _each(self.unit, units, "units")
        posts = self.latest(cast("list[tuple[Key, Post]]", told.get(Post, [])))
        _each(self.post, posts, "posts")
        tenures = cast("list[tuple[Key, Tenure]]", told.get(Tenure, []))
        _each(self.membership, tenures, "memberships")
        self.lines(cast("list[tuple[Key, ReportingLine]]", told.get(ReportingLine, [])))
        for key, leave in told.get(Leave, []):
            self.losses.whole(key, leave, _NO_PLACE)
        for source in self.history.sources:
            self.source(source)
        return self.graph, self.losses.report()

    # the kinds of facts

    def latest(self, facts: list[tuple[Key, _F]]) -> list[tuple[Key, _F]]:
        """Return the last version of each id, with the life of all of them."""
        grouped: dict[str, list[tuple[Key, _F]]] = {}
        for key, fact in facts:
            grouped.setdefault(fact.id, []).append((key, fact))
        found: list[tuple[Key, _F]] = []
        for versions in grouped.values():
            versions.sort(key=lambda version: _order(version[1].period))
            for key, fact in versions[:-1]:
                self.losses.whole(key, fact, _ONE_RECORD)
            key, last = versions[-1]
            if not isinstance(last, Person):
                start = min((f for _, f in versions), key=lambda f: f.period.start_bounds).start
                end = max((f for _, f in versions), key=lambda f: f.period.end_bounds).end
                self.interval(self.iri(last.kind_name, last.id), TIME.hasTime, Period(start, end))
                self.note_end(key, "start", last.start, start)
                self.note_end(key, "end", last.end, end)
            found.append((key, last))
        return found

    def person(self, key: Key, person: Person) -> None:
        node = self.iri("person", person.id)
        self.add(node, RDF.type, FOAF.Person)
        self.names(key, node, FOAF.name, "names", (person.name, person.names))
        self.common(key, person, node, {"id", "name", "names"})

    def unit(self, key: Key, unit: Unit) -> None:
        node = self.iri("unit", unit.id)
        formal = unit.kind == "organization"
        self.add(node, RDF.type, ORG.Organization if formal else ORG.OrganizationalUnit)
        self.names(key, node, SKOS.prefLabel, "names", (unit.name, unit.names))
        if not formal:
            self.concept(node, ORG.classification, "classification", unit.kind)
        if unit.parent is not None:
            link = ORG.subOrganizationOf if formal else ORG.unitOf
            self.add(node, link, self.iri("unit", unit.parent))
        self.common(key, unit, node, {"id", "name", "names", "kind", "parent", "start", "end"})

    def post(self, key: Key, post: Post) -> None:
        node = self.iri("post", post.id)
        self.units[post.id] = post.unit
        self.add(node, RDF.type, ORG.Post)
        self.names(key, node, SKOS.prefLabel, "titles", (post.title, post.titles))
        if post.unit is not None:
            self.add(node, ORG.postIn, self.iri("unit", post.unit))
        self.common(key, post, node, {"id", "title", "titles", "unit", "start", "end"})

    def membership(self, key: Key, tenure: Tenure) -> None:
        node, post = self.nameless("m"), self.iri("post", tenure.post)
        self.add(node, RDF.type, ORG.Membership)
        # A node without a name says that there is somebody, and no more.
        undisclosed = tenure.person is UNDISCLOSED
        person = self.nameless("p") if undisclosed else self.iri("person", tenure.person)
        if undisclosed:
            self.add(person, RDF.type, FOAF.Person)
        self.add(node, ORG.member, person)
        self.add(node, word(OPENGOV, "post"), post)
        unit = self.units.get(tenure.post)
        if unit is not None:
            self.add(node, ORG.organization, self.iri("unit", unit))
        if tenure.kind is not TenureKind.SUBSTANTIVE:
            self.concept(node, ORG.role, "role", str(tenure.kind))
        if tenure.title is not None:
            self.add(node, SKOS.prefLabel, Literal(tenure.title))
        if tenure.note is not None:
            self.add(node, RDFS.comment, Literal(tenure.note))
        self.interval(node, ORG.memberDuring, tenure.period)
        self.note_end(key, "start", tenure.start, tenure.start)
        self.note_end(key, "end", tenure.end, tenure.end)
        if tenure.end in {None, ONGOING} and tenure.fills and not undisclosed:
            self.add(person, ORG.holds, post)
        kept = {"person", "post", "kind", "title", "note", "start", "end"}
        self.common(key, tenure, node, kept)

    def lines(self, lines: list[tuple[Key, ReportingLine]]) -> None:
        """
        Write the solid lines.

        `reportsTo` has no time, so only a line without a stated end is stated by it; what else is
        known of a line stands on a statement about it.
        """
        often = Counter((line.post, line.manager) for _, line in lines)

        def write(key: Key, line: ReportingLine) -> None:
            self.line(key, line, alone=often[line.post, line.manager] == 1)

        _each(write, lines, "lines")

    def line(self, key: Key, line: ReportingLine, *, alone: bool) -> None:
        """Write a line; one that stands alone and says nothing further needs no statement."""
        if line.manager is None:
            why = "the ontology cannot say that a post reports to nobody"
            self.losses.whole(key, line, why)
            return
        if line.kind is LineKind.DOTTED:
            self.losses.whole(key, line, "the ontology has one kind of line")
            return
        post, manager = self.iri("post", line.post), self.manager(line.manager)
        if line.end in {None, ONGOING}:
            self.add(post, ORG.reportsTo, manager)
        said = (line.start, line.end, line.note, line.citations, line.extra)
        plain = said in {(None, None, None, (), ()), (None, ONGOING, None, (), ())}
        node = self.nameless("s")
        if not plain or not alone:
            self.add(node, RDF.type, RDF.Statement)
            self.add(node, RDF.subject, post)
            self.add(node, RDF.predicate, ORG.reportsTo)
            self.add(node, RDF.object, manager)
            self.interval(node, TIME.hasTime, line.period)
            if line.note is not None:
                self.add(node, RDFS.comment, Literal(line.note))
        self.note_end(key, "start", line.start, line.start)
        self.note_end(key, "end", line.end, line.end)
        self.common(key, line, node, {"post", "manager", "kind", "note", "start", "end"})

    def manager(self, manager: str) -> Node:
        if manager is UNKNOWN:
            node = self.nameless("u")
            self.add(node, RDF.type, ORG.Post)
            return node
        return self.iri(self.kinds.get(manager, "post"), manager)

    def source(self, source: Source) -> None:
        key = ("source", source.id)
        node = self.iri("source", source.id)
        self.add(node, RDF.type, FOAF.Document)
        for predicate, text in (
            (DCTERMS.title, source.title),
            (DCTERMS.publisher, source.publisher),
            (DCTERMS.creator, source.author),
            (DCTERMS.language, source.language),
            (word(SCHEMA, "url"), source.url),
            (RDFS.comment, source.note),
        ):
            if text is not None:
                self.add(node, predicate, Literal(text))
        if source.published is not None:
            written = self.moment(source.published)
            if written is not None:
                self.add(node, DCTERMS.issued, _literal(written)[1])
            if written != str(source.published):
                self.losses.field(key, "published", str(source.published), _VAGUE, written)
        kept = {"id", "title", "publisher", "author", "language", "url", "note", "published"}
        if source.translation_of is not None and is_id(source.translation_of):
            other = self.iri("source", source.translation_of)
            self.add(node, word(SCHEMA, "translationOfWork"), other)
            kept.add("translation_of")
        self.further(key, source.extra, node)
        self.losses.rest(key, source, {*kept, "extra"}, _NO_PLACE)

    # what several kinds have

    def common(self, key: Key, fact: Fact, node: Node, kept: set[str]) -> None:
        for citation in fact.citations:
            self.add(node, DCTERMS.source, self.iri("source", citation.source))
            text = citation_text(citation)
            if text != citation.source:
                why = "the ontology cites a source as a whole"
                self.losses.field(key, "sources", text, why, citation.source)
        self.further(key, fact.extra, node)
        self.losses.rest(key, fact, {*kept, "extra", "sources"}, _NO_PLACE)

    def further(self, key: Key, extra: Texts, node: Node) -> None:
        for field, text in extra:
            if is_address(field) and field not in MAPPED:
                for value in _values(text):
                    self.add(node, URIRef(field), value)
            else:
                why = "a property of RDF needs an IRI of its own for a name"
                self.losses.field(key, f"extra.{field}", text, why)

    def names(
        self, key: Key, node: Node, predicate: URIRef, field: str, names: tuple[str, Texts]
    ) -> None:
        name, others = names
        self.add(node, predicate, Literal(name))
        met: set[str] = set()
        for tag, text in others:
            if _TAG.fullmatch(tag) and tag.lower() not in met:
                met.add(tag.lower())
                self.add(node, predicate, Literal(text, lang=tag))
            else:
                self.losses.field(key, f"{field}.{tag}", text, "it is no tag of a language")

    def concept(self, node: Node, predicate: URIRef, kind: str, name: str) -> None:
        concept = iri_of(self.base, kind, name, shared=True)
        self.add(node, predicate, concept)
        self.add(concept, RDF.type, ORG.Role if kind == "role" else SKOS.Concept)
        self.add(concept, SKOS.prefLabel, Literal(name))

    def interval(self, node: Node, predicate: URIRef, period: Period) -> None:
        ends = ((TIME.hasBeginning, period.start), (TIME.hasEnd, period.end))
        stated = [(link, self.end(end)) for link, end in ends if self.end(end) is not None]
        if not stated:
            return
        interval = self.nameless("t")
        self.add(node, predicate, interval)
        self.add(interval, RDF.type, TIME.Interval)
        for link, text in stated:
            instant = self.nameless("t")
            self.add(interval, link, instant)
            self.add(instant, RDF.type, TIME.Instant)
            if text is not None and text != UNKNOWN:
                self.add(instant, *_literal(text))

    def end(self, end: End) -> str | None:
        """Return what is written for an end; an instant without a value says *unknown*."""
        if not isinstance(end, When):
            return str(UNKNOWN) if end is UNKNOWN else None
        return self.moment(end) or str(UNKNOWN)

    def moment(self, when: When) -> str | None:
        if self.history.zone is not None and (found := _INSTANT.fullmatch(when.text)):
            # Seconds must be written, and are read as none where they are nought.
            return f"{found[1]}{found[4]}" if found[2] == ":00" and not found[3] else when.text
        if _PARTIAL.fullmatch(when.text) and when.zone == self.history.zone:
            return when.text
        return coarser(when, self.history.zone)

    def note_end(self, key: Key, field: str, own: End, end: End) -> None:
        """Note that something else stands in the file for a start or an end."""
        written, said = self.end(end), "" if own is None else str(own)
        if said != (written or ""):
            why = _NO_PLACE if own is ONGOING else _VAGUE
            self.losses.field(key, field, said, why if own is end else _ONE_LIFE, written)

    def add(self, node: Node, predicate: URIRef, value: Node) -> None:
        self.graph.add((node, predicate, value))

    def iri(self, kind: str, id_: str) -> URIRef:
        return iri_of(self.base, kind, id_, shared=self.kinds.get(id_, kind) != kind)

    def nameless(self, letter: str) -> BNode:
        self.blank += 1
        return BNode(f"{letter}{self.blank:08}")


_VAGUE: Final = "a calendar date, or a clock time with an offset, is all that can be written"
_TAG: Final = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", re.ASCII)
_PARTIAL: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_INSTANT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?([.][0-9]+)?"
    r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])",
    re.ASCII,
)
_REFERENCE: Final = re.compile(r"<(.+)>")
_BY_LENGTH: Final = {
    4: (TIME.inXSDgYear, XSD.gYear),
    7: (TIME.inXSDgYearMonth, XSD.gYearMonth),
    10: (TIME.inXSDDate, XSD.date),
}


def _literal(text: str) -> tuple[URIRef, Literal]:
    """Return the property of an instant, and its value."""
    predicate, kind = _BY_LENGTH.get(len(text), (TIME.inXSDDateTimeStamp, XSD.dateTimeStamp))
    found = _INSTANT.fullmatch(text)
    if found and not found[2]:
        text = f"{found[1]}:00{found[4]}"
    return predicate, Literal(text, datatype=kind, normalize=False)


def _each(work: Callable[[Key, _T], None], items: Collection[tuple[Key, _T]], what: str) -> None:
    deque(follow(starmap(work, items), f"writing {what}", len(items)), maxlen=0)


def _values(text: str) -> list[Node]:
    """Return the values that a text of `extra` stands for: one, or a list of them in JSON."""
    try:
        found: object = json.loads(text) if text.startswith('["') else None
    except (ValueError, RecursionError):
        found = None
    texts = cast("list[object]", found) if isinstance(found, list) else []
    several = [value for value in texts if isinstance(value, str)]
    in_form = json.dumps(sorted(set(several)), ensure_ascii=False)
    if len(several) > 1 and in_form == text and len(several) == len(texts):
        return [_value(value) for value in several]
    return [_value(text)]


def _value(text: str) -> Node:
    found = _REFERENCE.fullmatch(text)
    return URIRef(found[1]) if found and is_address(found[1]) else Literal(text)


def _order(period: Period) -> tuple[tuple[int, int], tuple[int, int]]:
    return (period.start_bounds, period.end_bounds)


def _kinds(history: History) -> dict[str, str]:
    """Return of what kind the thing of an id is; of several, the one that a manager would be."""
    found = {source.id: "source" for source in history.sources}
    found |= {person.id: "person" for person in history.people}
    found |= {unit.id: "unit" for unit in history.units}
    return found | {post.id: "post" for post in history.posts}
