"""The folder of interval tables, opened on an engine."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, cast, final

import attrs

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.tables import FORM, HEAD_FILE, VERSION
from orgchart.lake.expressions import Engine, Rows
from orgchart.lake.shapes import KEYED, Keyed

__all__ = ["Head", "opened", "read_head"]


@final
@attrs.frozen
class Head:
    """
    What a folder says beside its facts.

    Attributes:
        name: the name of the organisation.
        zone: the IANA name of the zone of its dates, or None.
        floating: whether its dates are local dates without a zone; None when there are none.
    """

    name: str
    zone: str | None
    floating: bool | None


def read_head(folder: str | PathLike[str], connection: Engine) -> Head:
    """
    Read `history.json` of a folder.

    Raises:
        UnreadableFileError: there is no such folder, or it is none of the form and version that
            `write_parquet` writes.
    """
    place = fspath(folder)
    found = _remote_head(place, connection) if _is_remote(place) else _local_head(Path(place))
    if found.get("format") != FORM:
        reason = f"it says no format {FORM!r}; write the folder with orgchart.io.write_parquet"
        raise _unreadable(f"{place}/{HEAD_FILE}", reason)
    if found.get("version") != VERSION:
        reason = f"its version is {found.get('version')}, this release reads {VERSION}"
        raise _unreadable(f"{place}/{HEAD_FILE}", f"{reason}; write the folder anew")
    return Head(found.get("name") or "", found.get("zone"), found.get("floating"))


def opened(folder: str | PathLike[str], connection: Engine) -> Mapping[str, Rows]:
    """
    Return the tables of a folder by name; nothing of them is read yet but what columns they have.

    Raises:
        UnreadableFileError: a table is missing, or one of its columns.
    """
    place = fspath(folder)
    return {keyed.name: _table(place, keyed, connection) for keyed in KEYED}


def _table(place: str, keyed: Keyed, connection: Engine) -> Rows:
    path = f"{place.rstrip('/')}/{keyed.name}"
    if not _is_remote(place) and next(Path(path).rglob("*.parquet"), None) is None:
        raise _unreadable(path, "it is missing, or has no Parquet files; write the folder anew")
    table = _read(path, connection)
    missing = sorted(keyed.needed.difference(table.columns))
    if missing:
        raise _unreadable(path, f"it has no column {missing[0]!r}; write the folder anew")
    return table


def _read(path: str, connection: Engine) -> Rows:
    """
    Return a table of an engine.

    How a folder of partitions is named, and one with signs of a pattern, differs between engines.
    """
    if connection.name == "duckdb":
        plain = re.sub(r"[*?[]", r"[\g<0>]", path)
        return connection.read_parquet(f"{plain}/**/*.parquet", hive_partitioning=True)
    return connection.read_parquet(re.sub(r"[*?[\]{}\\]", r"\\\g<0>", path))


def _is_remote(place: str) -> bool:
    return "://" in place


def _local_head(folder: Path) -> Mapping[str, Any]:
    path = folder / HEAD_FILE
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        reason = f"{error.strerror}; name a folder that orgchart.io.write_parquet wrote"
        raise _unreadable(str(path), reason) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(path), f"it is not JSON: {error}") from error
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


_HEAD: Final = {
    "format": "string",
    "version": "int",
    "name": "string",
    "zone": "string",
    "floating": "boolean",
}


def _remote_head(place: str, connection: Engine) -> Mapping[str, Any]:
    """Read it as the engine does, which has the keys to the store; of its fields only the few."""
    path = f"{place.rstrip('/')}/{HEAD_FILE}"
    if connection.name == "duckdb":
        table = connection.read_json(path, columns=_HEAD, format="auto")
    else:
        schema = ", ".join(f"{name} {kind}" for name, kind in _HEAD.items())
        table = connection.read_json(path, multiLine=True, schema=schema)
    rows: list[dict[str, Any]] = table.select(*_HEAD).limit(1).to_pyarrow().to_pylist()
    return rows[0] if rows else {}


def _unreadable(file: str, reason: str) -> UnreadableFileError:
    problem = UnreadableFieldError(file, "", None, None, reason)
    return UnreadableFileError(f"{file} cannot be read", [problem])
