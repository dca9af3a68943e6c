"""`history.json`: what a folder of interval tables says beside its facts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast, final

import attrs

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.files import read_text, unreadable
from orgchart.io.jsonfile import parsed
from orgchart.io.reading import clipped, history_from
from orgchart.io.shape import Document, is_table
from orgchart.io.tables import FORM, HEAD_FILE, VERSION

__all__ = ["Head", "head_from", "read_head"]

_NAMED: Final = ("name", "zone", "policy")
_BESIDE: Final = ("sources", "claims")
_KNOWN: Final = frozenset({"format", "version", *_NAMED, *_BESIDE, "floating", "rows"})


@final
@attrs.frozen(order=False)
class Head:
    """
    What a folder says beside its facts.

    Attributes:
        bare: a history without facts that has its name, zone, policy, sources and claims.
        floating: whether its dates are local dates without a zone; None when there are none.
        rows: how many rows each table has, where it tells.
    """

    bare: History
    floating: bool | None
    rows: Mapping[str, int]


def read_head(folder: Path) -> Head:
    """
    Return what the head of a folder says.

    Raises:
        UnreadableFileError: there is no such folder, or see `head_from`.
    """
    # In this way odd names raise nothing.
    if not os.path.isdir(folder):  # noqa: PTH112
        reason = "it is a file" if os.path.exists(folder) else "there is no such folder"  # noqa: PTH110
        remedy = "name a folder that orgchart.io.write_parquet wrote"
        raise unreadable(str(folder), f"{reason}; {remedy}")
    file = folder / HEAD_FILE
    return head_from(read_text(file), str(file))


def head_from(text: str, file: str) -> Head:
    """
    Return what the text of a head says.

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
    return Head(_bare(document, file), floating, cast("Mapping[str, int]", rows))


def _bare(document: Document, file: str) -> History:
    told: Document = {
        "history": {name: document[name] for name in _NAMED if name in document},
        **{name: document[name] for name in _BESIDE if name in document},
    }
    try:
        return history_from(told, file)
    except UnreadableFileError as error:
        problems = [one for one in error.exceptions if isinstance(one, UnreadableFieldError)]
        raise UnreadableFileError(error.message, [_outside(one) for one in problems]) from error


def _outside(problem: UnreadableFieldError) -> UnreadableFieldError:
    """Return a problem as this file has it: without the table `history`."""
    path = problem.path.removeprefix("history.")
    return UnreadableFieldError(problem.file, path, problem.line, problem.value, problem.reason)


def _wrong(file: str, path: str, value: object, reason: str) -> UnreadableFileError:
    problem = UnreadableFieldError(file, path, None, clipped(value), reason)
    return UnreadableFileError(f"{file} cannot be read", [problem])
