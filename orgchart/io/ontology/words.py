"""
The words of the W3C Organization Ontology, and ids as IRIs; the only module that imports `rdflib`.

Nothing here opens a connection: a JSON-LD text that names a context elsewhere is refused before
`rdflib` sees it.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from threading import get_ident
from typing import Final, TypeGuard
from urllib.parse import quote, unquote

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.files import unreadable
from orgchart.io.jsonfile import parsed
from orgchart.io.popolo.shape import is_address
from orgchart.io.shape import is_list, is_table
from orgchart.texts import is_id

try:
    from rdflib import BNode, Graph, Literal, Namespace, URIRef
    from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, TIME, XSD
    from rdflib.term import Node
except ModuleNotFoundError as error:
    remedy = 'the Organization Ontology needs rdflib: pip install "orgchart[rdf]"'
    raise ModuleNotFoundError(remedy, name=error.name) from error

__all__ = [
    "BASE",
    "DCTERMS",
    "FOAF",
    "MAPPED",
    "OPENGOV",
    "ORG",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "TIME",
    "XSD",
    "BNode",
    "Graph",
    "Literal",
    "Node",
    "URIRef",
    "id_of",
    "iri_of",
    "parsed_graph",
    "word",
    "written_graph",
]

#: Where the IRIs of ids stand unless somebody says otherwise; the name never resolves (RFC 2606).
BASE: Final = "https://orgchart.invalid/"
#: The words that Popolo adds to the ontology; ``post`` is what a membership holds.
OPENGOV: Final = Namespace("http://www.w3.org/ns/opengov#")
SCHEMA: Final = Namespace("https://schema.org/")

_PREFIXES: Final[dict[str, str]] = {
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "opengov": str(OPENGOV),
    "org": str(ORG),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "time": str(TIME),
    "xsd": str(XSD),
}

#: The predicates that have a place in a fact; all others ride along as `extra`.
MAPPED: Final[frozenset[str]] = frozenset(
    str(found)
    for found in (
        RDF.type,
        RDF.subject,
        RDF.predicate,
        RDF.object,
        RDFS.comment,
        RDFS.label,
        SKOS.prefLabel,
        FOAF.name,
        ORG.classification,
        ORG.hasMember,
        ORG.hasMembership,
        ORG.hasPost,
        ORG.hasSubOrganization,
        ORG.hasUnit,
        ORG.heldBy,
        ORG.holds,
        ORG.member,
        ORG.memberDuring,
        ORG.organization,
        ORG.postIn,
        ORG.reportsTo,
        ORG.role,
        ORG.subOrganizationOf,
        ORG.unitOf,
        OPENGOV.post,
        TIME.hasTime,
        DCTERMS.source,
        DCTERMS.title,
        DCTERMS.publisher,
        DCTERMS.creator,
        DCTERMS.issued,
        DCTERMS.language,
        SCHEMA.url,
        SCHEMA.translationOfWork,
    )
)


def word(vocabulary: Namespace, name: str) -> URIRef:
    """Return a word of a vocabulary that has no closed list."""
    return vocabulary[name]


def iri_of(base: str, kind: str, id: str, *, shared: bool = False) -> URIRef:  # noqa: A002 - the field is called id everywhere
    """
    Return the IRI of an id: itself where it is one, else below the base.

    Args:
        base: where the IRIs of ids stand.
        kind: a word that keeps a post and a unit of one id apart.
        id: the id.
        shared: things of several kinds have that id, so it cannot stand for itself.
    """
    if is_address(id) and not shared and not id.startswith(base):
        return URIRef(id)
    return URIRef(f"{base}{kind}/{quote(id, safe='')}")


def id_of(base: str, iri: str) -> str:
    """Return the id that an IRI stands for; the IRI itself where it is not below the base."""
    if iri.startswith(base):
        found = unquote(iri.removeprefix(base).partition("/")[2])
        if is_id(found):
            return found
    return iri


def written_graph(graph: Graph, form: str) -> str:
    """Return the text of a graph as ``turtle`` or ``json-ld``."""
    for prefix, place in _PREFIXES.items():
        graph.bind(prefix, place, override=True, replace=True)
    if form == "turtle":
        # Prefixes are written where they are used; a file that says nothing has them all.
        return graph.serialize(format="turtle") if len(graph) else _NOTHING
    for triple in list(graph.triples((None, None, Literal("")))):
        # A text without letters is left out when JSON-LD is made short, unless its type is told.
        graph.remove(triple)
        graph.add((*triple[:2], Literal("", datatype=XSD.string)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        text = graph.serialize(format="json-ld", context=_PREFIXES)
    return json.dumps(_ordered(json.loads(text)), ensure_ascii=False, indent=2) + "\n"


_NOTHING: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())


def _ordered(value: object) -> object:
    """Return a value of JSON-LD in one order: nodes and values have none of their own."""
    if is_table(value):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if is_list(value):
        return sorted(map(_ordered, value), key=json.dumps)
    return value


def parsed_graph(text: str, form: str, file: str) -> Graph:
    """
    Return the graph of a text.

    Raises:
        UnreadableFileError: it is not of that form, names a context elsewhere, or has blanks
            where JSON-LD allows none.
    """
    graph = Graph()
    if form == "json-ld":
        _check(parsed(text, file), file)
    try:
        with _quiet():
            graph.parse(data=text, format=form, publicID=BASE)
    except RecursionError as error:
        raise unreadable(file, "it is nested too deeply") from error
    except Exception as error:
        line = getattr(error, "lines", None)
        number = line + 1 if isinstance(line, int) else None
        said = str(getattr(error, "message", "") or error)
        why = _WHY.search(said)
        reason = (why[1] if why else said).strip().split("\n")[0][:_CLIP]
        raise unreadable(file, f"it is not {_FORMS[form]}: {reason}", number) from error
    return graph


@contextmanager
def _quiet() -> Generator[None]:
    """
    Keep to itself what `rdflib` logs of texts and IRIs as it meets them.

    They are read as they are written: where a moment belongs, the reader tells what is wrong.
    """
    reading = get_ident()
    log = logging.getLogger("rdflib.term")

    def is_of_others(_record: logging.LogRecord) -> bool:
        return get_ident() != reading

    log.addFilter(is_of_others)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.removeFilter(is_of_others)


_CLIP: Final = 200
#: What is wrong with Turtle stands behind where that is.
_WHY: Final = re.compile(r"Bad syntax \((.+?)\) at \^ in:", re.DOTALL)
_FORMS: Final = {"turtle": "Turtle", "json-ld": "JSON-LD"}


def _check(document: object, file: str) -> None:
    """Refuse what `rdflib` would fetch, and what it would leave out without a word."""
    problems: list[UnreadableFieldError] = []
    rest: list[tuple[str, object]] = [("", document)]
    while rest:
        place, found = rest.pop()
        if is_list(found):
            rest += [(f"{place}[{number}]", part) for number, part in enumerate(found)]
        elif is_table(found):
            for name, part in found.items():
                inside = f"{place}.{name}".removeprefix(".")
                reason = _REASONS.get(name)
                texts = [text for text in (part if is_list(part) else [part]) if _is_text(text)]
                wrong = [text for text in texts if name in _FETCHED or " " in text]
                if reason and wrong:
                    shown = wrong[0][:_CLIP]
                    problems.append(UnreadableFieldError(file, inside, None, shown, reason))
                rest.append((inside, part))
    if problems:
        raise UnreadableFileError(f"{file} cannot be read", problems)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


_FETCHED: Final = frozenset({"@context", "@import"})
#: What is wrong with a context that is named and not written out, and with blanks.
_REASONS: Final = {
    **dict.fromkeys(_FETCHED, "nothing is fetched; write the context out in the file"),
    "@id": "an IRI has no blanks; write them as %20",
    "@language": "a language tag has no blanks, such as zh-Hans",
}
