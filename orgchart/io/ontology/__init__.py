"""
The W3C Organization Ontology, as Turtle or JSON-LD; needs `rdflib`, the extra ``rdf``.

Nothing is fetched: a JSON-LD file has to bring its context along.
Source: The Organization Ontology, W3C Recommendation of 16 January 2014, and Time Ontology in OWL.
"""

from __future__ import annotations

from os import PathLike
from typing import Final

from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.io.given import a_history, a_text
from orgchart.io.losses import LossReport
from orgchart.io.ontology.reading import history_from_graph
from orgchart.io.ontology.words import BASE, parsed_graph, written_graph
from orgchart.io.ontology.writing import graph_of
from orgchart.io.streams import Destination, Origin, name_of, text_from, text_to
from orgchart.progress import waiting

__all__ = [
    "BASE",
    "from_ontology",
    "read_ontology",
    "read_ontology_with_report",
    "to_ontology",
    "write_ontology",
]

_FORMS: Final = ("turtle", "json-ld")
_ENDINGS: Final = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}


def to_ontology(history: History, form: str = "turtle", *, base: str = BASE) -> str:
    """
    Return the text of a file; `write_ontology` also says what is not in it.

    Raises:
        InvalidValueError: there is no such form.
    """
    return _written(history, _form(form, None), base)[0]


def write_ontology(
    history: History, destination: Destination, *, form: str | None = None, base: str = BASE
) -> LossReport:
    """
    Write a history in the words of the Organization Ontology.

    Args:
        history: the history.
        destination: a path, written whole or not at all; or a file that is open for text.
        form: ``turtle`` or ``json-ld``; by the ending of the name (``.ttl``, ``.jsonld``,
            ``.json``) when left out, and Turtle for others.
        base: where the IRIs of ids stand. An id that is an IRI stands for itself.

    Returns:
        What is not in the file: every fact and every field, with the reason.

    Raises:
        InvalidValueError: there is no such form; or what is given is no file, or no history.
        UnwritableFileError: the file cannot be written.
    """
    text, report = _written(history, _form(form, destination), base)
    text_to(destination, text)
    return report


def from_ontology(  # noqa: PLR0913 - all but the text by name
    text: str,
    form: str = "turtle",
    *,
    file: str = "the text",
    name: str = "",
    zone: str | None = None,
    base: str = BASE,
) -> History:
    """Read a history from text; see `read_ontology`."""
    return _read(a_text(text), _form(form, None), file, (name, zone, base))[0]


def read_ontology(
    origin: Origin,
    *,
    form: str | None = None,
    name: str = "",
    zone: str | None = None,
    base: str = BASE,
) -> History:
    """
    Read a file in the words of the Organization Ontology.

    A membership without a post holds a post that is made of the organisation and the role, with
    any number of seats. A member without a name is undisclosed, a manager without one unknown.
    Properties without a place are kept as ``extra`` of the fact, by their IRIs.

    Args:
        origin: a path, or a file that is open for reading.
        form: see `write_ontology`.
        name: the name of the organisation that the history is to have.
        zone: the IANA name of the zone of its dates, or None.
        base: the IRIs that begin with it are read as ids; others are ids as they are.

    Raises:
        InvalidValueError: there is no such form; or what is given is no file, or no history.
        UnreadableFileError: with every problem of the file and the node it is about.
    """
    return read_ontology_with_report(origin, form=form, name=name, zone=zone, base=base)[0]


def read_ontology_with_report(
    origin: Origin,
    *,
    form: str | None = None,
    name: str = "",
    zone: str | None = None,
    base: str = BASE,
) -> tuple[History, LossReport]:
    """Read a file as `read_ontology` does, and say which of its statements have no place."""
    return _read(text_from(origin), _form(form, origin), name_of(origin), (name, zone, base))


def _written(history: History, form: str, base: str) -> tuple[str, LossReport]:
    with waiting("writing the ontology"):
        graph, report = graph_of(a_history(history), base)
        return written_graph(graph, form), report


def _read(
    text: str, form: str, file: str, given: tuple[str, str | None, str]
) -> tuple[History, LossReport]:
    name, zone, base = given
    with waiting("reading the ontology"):
        graph = parsed_graph(text.removeprefix("\ufeff"), form, file)
        return history_from_graph(graph, file, name=name, zone=zone, base=base)


def _form(form: str | None, place: Origin | Destination | None) -> str:
    if form is None:
        name = str(place) if isinstance(place, str | PathLike) else ""
        endings = (kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending))
        return next(endings, "turtle")
    if form not in _FORMS:
        raise InvalidValueError("the text", "form", form, f"choose {' or '.join(_FORMS)}")
    return form
