"""
Popolo JSON: people, organisations, posts and memberships with partial dates.

Popolo has no place for reporting lines, leaves and much else, so writing returns what was left
behind. Source: the Popolo Project's specification and JSON schemas, https://www.popoloproject.com.
"""

from __future__ import annotations

import json

from orgchart.history import History
from orgchart.io.given import a_history, a_text
from orgchart.io.jsonfile import parsed
from orgchart.io.losses import LossReport
from orgchart.io.popolo.reading import history_from_popolo
from orgchart.io.popolo.writing import popolo_of
from orgchart.io.streams import Destination, Origin, name_of, text_from, text_to
from orgchart.progress import waiting

__all__ = ["from_popolo", "read_popolo", "read_popolo_with_report", "to_popolo", "write_popolo"]


def to_popolo(history: History) -> str:
    """
    Return the text of a Popolo file; `write_popolo` also says what is not in it.

    Records stand in the order of the history, fields in that of the schemas.
    """
    return _written(history)[0]


def write_popolo(history: History, destination: Destination) -> LossReport:
    """
    Write a history as Popolo JSON.

    Args:
        history: the history.
        destination: a path, written whole or not at all; or a file that is open for text.

    Returns:
        What is not in the file: every fact and every field, with the reason.

    Raises:
        InvalidValueError: what is given is no history, or no file.
        UnwritableFileError: the file cannot be written.

    Complexity: linear in the facts.
    """
    text, report = _written(history)
    text_to(destination, text)
    return report


def _written(history: History) -> tuple[str, LossReport]:
    with waiting("writing Popolo"):
        document, report = popolo_of(a_history(history))
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n", report


def from_popolo(
    text: str, *, file: str = "the text", name: str = "", zone: str | None = None
) -> History:
    """
    Read a history from the text of a Popolo file; see `read_popolo`.

    >>> ann = '{"id": "ann", "name": "Ann Lee"}'
    >>> ceo = '{"person_id": "ann", "organization_id": "acme", "role": "Chief executive"}'
    >>> history = from_popolo('{"persons": [%s], "memberships": [%s]}' % (ann, ceo))
    >>> history.posts[0].title, history.tenures[0].person
    ('Chief executive', 'ann')
    """
    return _read(a_text(text), file, name, zone)[0]


def read_popolo(origin: Origin, *, name: str = "", zone: str | None = None) -> History:
    """
    Read a Popolo file.

    Names with dates are versions of a person or an organisation; names with a language are names
    in that language. A membership without a post holds a post that is made of the organisation
    and the role, with any number of seats. Fields without a place are kept as ``extra`` of the
    fact. An end date is the day on which something ended: the first without it. Tables other than
    persons, organizations, posts and memberships are not read.

    Args:
        origin: a path, or a file that is open for reading.
        name: the name of the organisation; Popolo has none.
        zone: the IANA name of the zone of its dates, or None.

    Raises:
        InvalidValueError: what is given is no file.
        UnreadableFileError: with every problem of the file and its path, for example
            ``memberships[3].start_date``.
    """
    return read_popolo_with_report(origin, name=name, zone=zone)[0]


def read_popolo_with_report(
    origin: Origin, *, name: str = "", zone: str | None = None
) -> tuple[History, LossReport]:
    """Read a Popolo file as `read_popolo` does, and say which of its tables were not read."""
    return _read(text_from(origin), name_of(origin), name, zone)


def _read(text: str, file: str, name: str, zone: str | None) -> tuple[History, LossReport]:
    with waiting("reading Popolo"):
        document = parsed(text.removeprefix("\ufeff"), file)
        return history_from_popolo(document, file, name=name, zone=zone)
