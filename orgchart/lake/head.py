"""What a folder of interval tables says beside its facts: `history.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, final

import attrs

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.files import unreadable
from orgchart.io.jsonfile import parsed
from orgchart.io.reading import clipped, history_from
from orgchart.io.shape import Document, is_table
from orgchart.io.tables import FORM, VERSION

__all__ = ["Head", "head_from"]

_NAMED: Final = ("name", "zone", "policy")
_BESIDE: Final = ("sources", "claims")
_KNOWN: Final = frozenset({"format", "version", *_NAMED, *_BESIDE, "floating", "rows"})


@final
@attrs.frozen
class Head:
    """
    What a folder says beside its facts.

    Attributes:
        name: the name of the organisation.
        zone: the IANA name of the zone of its dates, or None.
        floating: whether its dates are local dates without a zone; None when there are none.
        rows: how many rows each table has, where it tells.
    """

    name: str
    zone: str | None
    floating: bool | None
    rows: Mapping[str, int]


def head_from(text: str, file: str) -> Head:
    """
    Return what the text of a head says; what `read_parquet` refuses is refused in its words.

    Args:
        text: what is in the file.
        file: its name, for messages.

    Raises:
        UnreadableFileError: it is none of the form and version that `write_parquet` writes.
    """
    document = parsed(text, file)
    if not is_table(document) or document.get("format") != FORM:
        raise unreadable(file, f'it is no head of tables; its "format" must be "{FORM}"')
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        reason = f"this version of orgchart reads version {VERSION} of the tables; get a newer one"
        raise _wrong(file, "version", version, reason)
    unknown = sorted(document.keys() - _KNOWN)
    if unknown:
        choices = ", ".join(sorted(_KNOWN))
        raise unreadable(file, f"there is no {clipped(unknown[0])!r} here; choose from {choices}")
    rows: object = {} if document.get("rows") is None else document["rows"]
    if not is_table(rows) or not all(type(count) is int for count in rows.values()):
        raise _wrong(file, "rows", rows, "give a number of rows for each table")
    floating = document.get("floating")
    if floating is not None and not isinstance(floating, bool):
        reason = "give true where dates have no zone, false where they have one, or leave it out"
        raise _wrong(file, "floating", floating, reason)
    name, zone = _checked(document, file)
    return Head(name, zone, floating, cast("Mapping[str, int]", rows))


def _checked(document: Document, file: str) -> tuple[str, str | None]:
    """Return the name and the zone, when all that the head tells of the history is right."""
    told: Document = {
        "history": {name: document[name] for name in _NAMED if name in document},
        **{name: document[name] for name in _BESIDE if name in document},
    }
    try:
        bare = history_from(told, file)
    except UnreadableFileError as error:
        problems = [one for one in error.exceptions if isinstance(one, UnreadableFieldError)]
        raise UnreadableFileError(error.message, [_outside(one) for one in problems]) from error
    return bare.name, bare.zone


def _outside(problem: UnreadableFieldError) -> UnreadableFieldError:
    """Return a problem as this file has it: without the table `history`."""
    path = problem.path.removeprefix("history.")
    return UnreadableFieldError(problem.file, path, problem.line, problem.value, problem.reason)


def _wrong(file: str, path: str, value: object, reason: str) -> UnreadableFileError:
    problem = UnreadableFieldError(file, path, None, clipped(value), reason)
    return UnreadableFileError(f"{file} cannot be read", [problem])
