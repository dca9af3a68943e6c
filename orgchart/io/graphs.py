"""
Graphs for NetworkX, and GraphML files; the only module that imports `networkx`.

Every thing is a node and every relation an edge, with all that a record says as texts.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable
from itertools import starmap
from typing import Any, Final, TypeAlias, TypeVar, final

from orgchart.hierarchy import require_chart
from orgchart.history import History
from orgchart.io.losses import Losses, LossReport, numbered, record_text, spelled
from orgchart.io.streams import Destination, text_to
from orgchart.kinds import NOBODY, UNDISCLOSED, UNKNOWN, Certainty, LineKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.progress import follow, waiting
from orgchart.snapshot import Key, Snapshot

try:
    import networkx  # type: ignore[import-untyped] # noqa: ICN001 - without types; see `nx`
except ModuleNotFoundError as error:
    remedy = 'graphs need networkx: pip install "orgchart[networkx]"'
    raise ModuleNotFoundError(remedy, name=error.name) from error

__all__ = ["Graph", "to_networkx", "write_graphml"]

_S = TypeVar("_S")
_T = TypeVar("_T")

#: What a library without types makes: a `networkx.DiGraph` or `networkx.MultiDiGraph`.
Graph: TypeAlias = Any

nx: Final[Any] = networkx


def to_networkx(subject: Snapshot | History) -> Graph:
    """
    Return a chart as a `networkx.DiGraph`, a history as a `networkx.MultiDiGraph`.

    Nodes are ``post:ID``, ``unit:ID`` and ``person:ID``, with ``kind`` and all that the record
    says; earlier versions are JSON in ``versions``. Edges have a ``relation``: ``reports_to``
    (post to post or unit), ``holds`` (person to post), ``on_leave`` (person to post, or to
    itself) and ``part_of`` (post to unit, unit to parent), with all that the fact says, its
    ``start`` and ``end`` as written among it. Whoever is unknown, undisclosed or nobody is a node
    for each time, of that ``kind``.

    The posts of a chart have ``vacant``, the number of empty seats, where there are any. A chart
    has one edge from one node to another: the first of solid lines, tenures, dotted
    lines, leaves. `write_graphml` says what that leaves out.

    Complexity: linear in the facts.
    """
    with waiting("making a graph"):
        return _Builder(subject).graph


def write_graphml(subject: Snapshot | History, destination: Destination) -> LossReport:
    """
    Write a chart or a history as GraphML.

    Args:
        subject: a chart, or a history with its periods; see `to_networkx`.
        destination: a path, written whole or not at all; or a file that is open for text.

    Returns:
        What is not in the file: in a chart, relations for which there is no edge; texts with
        characters that XML cannot hold.

    Raises:
        InvalidValueError: what is given is no chart and no history, or no file.
        UnwritableFileError: the file cannot be written.
    """
    with waiting("writing GraphML"):
        built = _Builder(subject, _in_xml)
        text = "\n".join(nx.generate_graphml(built.graph)) + "\n"
    text_to(destination, text)
    return built.losses.report()


_NOT_XML: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _in_xml(text: str) -> bool:
    return _NOT_XML.search(text) is None


def _anything(_text: str) -> bool:
    return True


@final
class _Builder:
    def __init__(self, subject: Snapshot | History, fits: Any = _anything) -> None:  # noqa: ANN401 - a predicate
        self.fits = fits
        self.losses = Losses()
        self.several = isinstance(subject, History)
        if not self.several:
            require_chart(subject)
        self.graph: Graph = nx.MultiDiGraph() if self.several else nx.DiGraph()
        if isinstance(subject, History):
            facts = list(numbered(subject))
            head = {"name": subject.name, "zone": subject.zone or "", "policy": str(subject.policy)}
            for name, records in (("sources", subject.sources), ("claims", subject.claims)):
                told = [record_text(record) for record in records]
                head[name] = json.dumps(told, ensure_ascii=True) if told else ""
        else:
            facts = list(subject.facts.items())
            head = {"name": subject.name, "at": str(subject.at or ""), "zone": subject.zone or ""}
        for name, text in head.items():
            if text and fits(text):
                self.graph.graph[name] = text
            elif text:
                self.losses.field(("history",), name, text, _NO_XML)
        self.posts = {fact.id for _, fact in facts if isinstance(fact, Post)}
        self.units = {fact.id for _, fact in facts if isinstance(fact, Unit)}
        self.nodes(facts)
        self.edges(facts)
        for vacancy in subject.vacancies if isinstance(subject, Snapshot) else ():
            node = self.node(f"post:{vacancy.post}", "post")
            self.graph.nodes[node]["vacant"] = vacancy.seats

    def nodes(self, facts: Iterable[tuple[Key, Fact]]) -> None:
        grouped: dict[str, list[tuple[Key, Person | Unit | Post]]] = {}
        for key, fact in facts:
            if isinstance(fact, Person | Unit | Post):
                grouped.setdefault(f"{fact.kind_name}:{fact.id}", []).append((key, fact))
        _each(self.thing, grouped.items(), "nodes")

    def thing(self, name: str, versions: list[tuple[Key, Person | Unit | Post]]) -> None:
        """Make the node of a person, a unit or a post."""
        if self.several:
            *others, (key, last) = sorted(versions, key=_when)
        else:
            # A chart has the first for an id, a sure one before others.
            (key, last), *others = sorted(versions, key=_is_doubtful)
        node = self.node(name, last.kind_name)
        if node != name:
            self.losses.field(key, "id", last.id, _NO_XML, node)
        earlier = [record_text(fact) for _, fact in others]
        if earlier:
            # In ASCII, so that XML holds it, whatever it is.
            self.graph.nodes[node]["versions"] = json.dumps(earlier)
        self.graph.nodes[node].update(self.told(key, last, ("id",)))

    def edges(self, facts: Collection[tuple[Key, Fact]]) -> None:
        _each(self.relation, sorted(facts, key=lambda item: _place(item[1])), "edges")
        _each(self.part, facts, "parts")

    def relation(self, key: Key, fact: Fact) -> None:
        """Make the edge of a line, a tenure or a leave."""
        if isinstance(fact, ReportingLine):
            self.edge(key, fact, f"post:{fact.post}", self.manager(fact), "reports_to")
        elif isinstance(fact, Tenure):
            self.edge(key, fact, self.holder(fact), f"post:{fact.post}", "holds")
        elif isinstance(fact, Leave):
            person = f"person:{fact.person}"
            place = person if fact.post is None else f"post:{fact.post}"
            self.edge(key, fact, person, place, "on_leave")

    def part(self, _key: Key, fact: Fact) -> None:
        """Make the edge from a post or a unit to the unit that it is part of."""
        unit = fact.unit if isinstance(fact, Post) else None
        unit = fact.parent if isinstance(fact, Unit) else unit
        if unit is None:
            return
        one = self.node(*_named(f"{fact.kind_name}:{fact.key[1]}"))
        two = self.node(*_named(f"unit:{unit}"))
        relations: Graph = self.graph.get_edge_data(one, two) or {}
        known = not self.several and relations
        same = self.several and any(r["relation"] == "part_of" for r in relations.values())
        if not known and not same:
            self.graph.add_edge(one, two, relation="part_of")

    def edge(self, key: Key, fact: Fact, start: str, end: str, relation: str) -> None:
        one, two = self.node(*_named(start)), self.node(*_named(end))
        if not self.several and self.graph.has_edge(one, two):
            why = "a graph has one edge from one node to another; a graph of a history has more"
            self.losses.whole(key, fact, why)
            return
        kept = ("person", "post", "manager")
        self.graph.add_edge(one, two, relation=relation, **self.told(key, fact, kept))

    def node(self, name: str, kind: str) -> str:
        if not self.fits(name):
            name = _NOT_XML.sub(lambda found: f"%{ord(found[0]):04X}", name)
        if name not in self.graph:
            self.graph.add_node(name, kind=kind)
        return name

    def manager(self, line: ReportingLine) -> str:
        if line.manager is None or line.manager is UNKNOWN:
            word = NOBODY if line.manager is None else str(UNKNOWN)
            return self.unnamed(word)
        is_unit = line.manager in self.units and line.manager not in self.posts
        return f"{'unit' if is_unit else 'post'}:{line.manager}"

    def holder(self, tenure: Tenure) -> str:
        if tenure.person is UNDISCLOSED:
            return self.unnamed(str(UNDISCLOSED))
        return f"person:{tenure.person}"

    def unnamed(self, word: str) -> str:
        """Return a node of its own for somebody who has no id."""
        return f"{word}:{self.graph.number_of_nodes()}"

    def told(self, key: Key, fact: Fact, known: Iterable[str]) -> dict[str, str]:
        """Return what a record says, without what the graph says already."""
        found: dict[str, list[str]] = {}
        for field, text in spelled(fact):
            if field in known:
                continue
            if self.fits(field) and self.fits(text):
                found.setdefault(_FIELDS.get(field, field), []).append(text)
            else:
                self.losses.field(key, field, text, _NO_XML)
        return {
            field: json.dumps(texts, ensure_ascii=False)
            if len(texts) > 1 or (field in _LISTS and texts[0].startswith("["))
            else texts[0]
            for field, texts in found.items()
        }


#: What can be one text or a list of them; a text that begins as a list does stands in one.
_LISTS: Final = frozenset({"sources", "after", "before", "retracted_by"})
_NO_XML: Final = "XML cannot hold a character of it"
#: A node has a kind already: that of the thing.
_FIELDS: Final = {"kind": "sort"}


def _each(work: Callable[[_S, _T], None], items: Collection[tuple[_S, _T]], what: str) -> None:
    deque(follow(starmap(work, items), f"making {what}", len(items)), maxlen=0)


def _named(name: str) -> tuple[str, str]:
    return name, name.partition(":")[0]


def _when(version: tuple[Key, Fact]) -> tuple[tuple[int, int], tuple[int, int]]:
    period = version[1].period
    return (period.start_bounds, period.end_bounds)


def _is_doubtful(version: tuple[Key, Fact]) -> bool:
    return version[1].certainty is not Certainty.CERTAIN


def _place(fact: Fact) -> int:
    """Say which of several facts has the edge of a chart."""
    if isinstance(fact, ReportingLine):
        return 0 if fact.kind is LineKind.SOLID else 2
    return 1 if isinstance(fact, Tenure) else 3
