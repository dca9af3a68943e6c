"""The properties of a node, read one by one and marked as read, with the problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from orgchart.errors import InvalidValueError, InvalidWhenError, UnreadableFieldError
from orgchart.io.ontology.words import (
    DCTERMS,
    FOAF,
    MAPPED,
    RDF,
    RDFS,
    SKOS,
    TIME,
    BNode,
    Graph,
    Literal,
    Node,
    URIRef,
    id_of,
)
from orgchart.io.reading import clipped
from orgchart.kinds import UNKNOWN
from orgchart.model import Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import End
from orgchart.sources import Source
from orgchart.texts import is_id
from orgchart.when import When

__all__ = ["Nodes", "order", "ordered", "told"]

_M = TypeVar("_M", Person, Unit, Post, Tenure, ReportingLine, Source)


class Nodes:
    """Reads the properties of nodes, marks what it has used, and collects problems."""

    def __init__(self, graph: Graph, file: str, zone: str | None, base: str) -> None:
        self.graph = graph
        self.file = file
        self.zone = zone
        self.base = base
        self.problems: list[UnreadableFieldError] = []
        self.used: set[tuple[Node, Node, Node]] = set()
        self.ids: dict[Node, str] = {}

    def problem(self, node: Node, predicate: Node | None, value: object, reason: str) -> None:
        """Note what is wrong with a property of a node."""
        links = [] if predicate is None else [predicate]
        path = " ".join(map(told, self._way_to(node) + links))
        shown = None if value is None else clipped(str(value))
        self.problems.append(UnreadableFieldError(self.file, path, None, shown, reason))

    def _way_to(self, node: Node) -> list[Node]:
        """Return a node; one without a name as the properties that lead to it from one with."""
        links: list[Node] = []
        met: set[Node] = set()
        while isinstance(node, BNode):
            met.add(node)
            above = [(s, p) for s, p in self.graph.subject_predicates(node) if s not in met]
            if not above:
                break
            node, link = min(above, key=order)
            links.append(link)
        return [node, *reversed(links)]

    def of_type(self, *kinds: URIRef) -> list[Node]:
        """Return the nodes of some types, in order, and mark that they are read."""
        found: set[Node] = set()
        for kind in kinds:
            for node in self.graph.subjects(RDF.type, kind):
                self.used.add((node, RDF.type, kind))
                found.add(node)
        return ordered(found)

    def take(self, node: Node, *predicates: URIRef) -> list[Node]:
        """Return the values of some properties, in order, and mark that they are read."""
        found: list[Node] = []
        for predicate in predicates:
            values = ordered(self.graph.objects(node, predicate))
            self.used.update((node, predicate, value) for value in values)
            found += values
        return found

    def taken_back(self, node: Node, *predicates: URIRef) -> list[Node]:
        """Return the nodes that name this one in some properties."""
        found: list[Node] = []
        for predicate in predicates:
            subjects = ordered(self.graph.subjects(predicate, node))
            self.used.update((subject, predicate, node) for subject in subjects)
            found += subjects
        return found

    def first(self, node: Node, *predicates: URIRef) -> str | None:
        """Return the first text of some properties; the others stay unread."""
        for predicate in predicates:
            for value in ordered(self.graph.objects(node, predicate)):
                self.used.add((node, predicate, value))
                return str(value)
        return None

    def names(self, node: Node, predicates: Iterable[URIRef]) -> tuple[str | None, dict[str, str]]:
        """Return the plain name, and the names by language, of the first property that has any."""
        for predicate in predicates:
            values = [v for v in ordered(self.graph.objects(node, predicate)) if _is_text(v)]
            if not values:
                continue
            plain: str | None = None
            spoken: dict[str, str] = {}
            for value in values:
                tag = value.language if isinstance(value, Literal) else None
                if tag is None and plain is None:
                    plain = str(value)
                elif tag is not None and tag not in spoken:
                    spoken[tag] = str(value)
                else:
                    continue
                self.used.add((node, predicate, value))
            return spoken.get("en", next(iter(spoken.values()), "")) if plain is None else plain, (
                spoken
            )
        return None, {}

    def concept(self, node: Node, predicate: URIRef) -> str | None:
        """Return the word for a concept: its label, or the last part of its IRI."""
        for value in self.take(node, predicate)[:1]:
            self.used.update(self.graph.triples((value, RDF.type, None)))
            label = self.first(value, SKOS.prefLabel, RDFS.label)
            return id_of(self.base, str(value)) if label is None else label
        return None

    def interval(self, node: Node, predicate: URIRef) -> tuple[End, End]:
        """Return the start and the end that a property of a node gives."""
        found = self.take(node, predicate)
        if len(found) > 1:
            self.problem(node, predicate, None, "it has several intervals; write one for each stay")
        if not found:
            return None, None
        self.used.update(self.graph.triples((found[0], RDF.type, None)))
        start, end = (self.end(found[0], link) for link in (TIME.hasBeginning, TIME.hasEnd))
        return start, end

    def end(self, interval: Node, link: URIRef) -> End:
        """Return a start or an end; an instant without a value is one not known."""
        for instant in self.take(interval, link)[:1]:
            self.used.update(self.graph.triples((instant, RDF.type, None)))
            for predicate in _TIMES:
                for value in self.take(instant, predicate)[:1]:
                    return self.moment(instant, predicate, value)
            return UNKNOWN
        return None

    def moment(self, node: Node, predicate: URIRef, value: Node) -> When | None:
        """Return the moment of a value, or note why it is none."""
        text = str(value)
        found = _NO_SECONDS.fullmatch(text)
        if found:
            text = f"{found[1]}{found[2]}"
        try:
            return When(text, self.zone)
        except InvalidWhenError as error:
            self.problem(node, predicate, text, str(error))
            return None

    def common(self, node: Node) -> dict[str, Any]:
        """Return what every record has: what is cited, and further properties."""
        cited = [self.id(source) for source in self.take(node, DCTERMS.source)]
        sources = [source for source in cited if source is not None]
        return {"sources": sources, "extra": self.further(node)}

    def further(self, node: Node) -> dict[str, str]:
        """Return the properties that have no place of their own, as texts by their IRIs."""
        found: dict[str, list[str]] = {}
        for predicate, value in sorted(self.graph.predicate_objects(node), key=order):
            if str(predicate) in MAPPED or isinstance(value, BNode):
                continue
            self.used.add((node, predicate, value))
            text = f"<{value}>" if isinstance(value, URIRef) else str(value)
            found.setdefault(str(predicate), []).append(text)
        return {
            predicate: texts[0]
            if len(texts) == 1
            else json.dumps(sorted(set(texts)), ensure_ascii=False)
            for predicate, texts in found.items()
        }

    def id(self, node: Node) -> str | None:
        """Return the id of a node; None for one without a name."""
        if isinstance(node, URIRef):
            found = id_of(self.base, str(node))
            if not is_id(found):
                self.problem(node, None, found, "that is no id")
            return found
        if node not in self.ids:
            label = next(
                (str(v) for p in _LABELS for v in ordered(self.graph.objects(node, p))), None
            )
            if label is None or not is_id(label.strip()):
                return None
            taken = set(self.ids.values())
            count = 1
            name = label.strip()
            while name in taken:
                count += 1
                name = f"{label.strip()} {count}"
            self.ids[node] = name
        return self.ids[node]

    def make(self, node: Node, made: list[_M], kind: type[_M], fields: dict[str, Any]) -> None:
        """Make a value from its fields, or note why it cannot be."""
        try:
            made.append(kind(**fields))
        except InvalidValueError as error:
            self.problem(node, None, error.value, str(error))


#: A clock time with seconds that are nought; they must be written, and say nothing.
_NO_SECONDS: Final = re.compile(r"(.{10}T[0-9]{2}:[0-9]{2}):00(Z|[+-].{5})?", re.ASCII)
_LABELS: Final = (FOAF.name, SKOS.prefLabel, RDFS.label, DCTERMS.title)
_TIMES: Final = (
    TIME.inXSDDateTimeStamp,
    TIME.inXSDDateTime,
    TIME.inXSDDate,
    TIME.inXSDgYearMonth,
    TIME.inXSDgYear,
)


def _is_text(value: Node) -> bool:
    return isinstance(value, Literal)


def order(nodes: Iterable[Node]) -> list[str]:
    """Return a key that puts nodes and statements in order."""
    return [told(node) for node in nodes]


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in order."""
    return sorted(nodes, key=told)


def told(node: Node) -> str:
    """Return a node as a file has it; also one whose IRI is none, which `rdflib` does not write."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, Literal) and node.datatype is not None:
        # With its type the text would be judged, and a warning given where it is not of that type.
        return f"{Literal(str(node)).n3()}^^<{node.datatype}>"
    return node.n3()
