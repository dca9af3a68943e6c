"""
Reading and writing histories: `load` and `dump` by the ending of the file name.

Some forms need a library: Parquet `pyarrow`, the Organization Ontology `rdflib`, graphs `networkx`.
These and what else takes long to load are loaded when they are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orgchart.errors import InvalidValueError, UnwritableFileError
from orgchart.history import History
from orgchart.io.files import read_text, unreadable, write_text
from orgchart.io.given import a_history, a_path, a_text
from orgchart.io.jsonfile import from_json, json_parts
from orgchart.io.limits import guarded
from orgchart.io.tomlfile import from_toml, toml_parts

if TYPE_CHECKING:
    from orgchart.io.csvfolder.reading import read_csv_folder
    from orgchart.io.csvfolder.writing import write_csv_folder
    from orgchart.io.dated import (
        Ends,
        Renames,
        Reversed,
        read_tables,
        read_tables_with_report,
    )
    from orgchart.io.graphs import (
        to_networkx,
        write_graphml,
    )
    from orgchart.io.losses import (
        Loss,
        LossReport,
    )
    from orgchart.io.mermaid import (
        to_mermaid,
        write_mermaid,
    )
    from orgchart.io.ontology import (
        from_ontology,
        read_ontology,
        read_ontology_with_report,
        to_ontology,
        write_ontology,
    )
    from orgchart.io.parquet.reading import read_parquet
    from orgchart.io.parquet.writing import write_parquet
    from orgchart.io.periodic import Shape, read_snapshots, read_snapshots_with_report
    from orgchart.io.popolo import (
        from_popolo,
        read_popolo,
        read_popolo_with_report,
        to_popolo,
        write_popolo,
    )
    from orgchart.io.rows import (
        BlankManager,
        BlankName,
        Cleaning,
        DayOrder,
        Duplicates,
        Entry,
        EntryKind,
        Holders,
        Limits,
        ReadReport,
        ReportBuilder,
        SameName,
        SelfReport,
        Suspicious,
        Zeros,
    )

__all__ = [
    "BlankManager",
    "BlankName",
    "Cleaning",
    "DayOrder",
    "Duplicates",
    "Ends",
    "Entry",
    "EntryKind",
    "Holders",
    "Limits",
    "Loss",
    "LossReport",
    "ReadReport",
    "Renames",
    "ReportBuilder",
    "Reversed",
    "SameName",
    "SelfReport",
    "Shape",
    "Suspicious",
    "Zeros",
    "dump",
    "dumps",
    "from_ontology",
    "from_popolo",
    "load",
    "loads",
    "read_csv_folder",
    "read_ontology",
    "read_ontology_with_report",
    "read_parquet",
    "read_popolo",
    "read_popolo_with_report",
    "read_snapshots",
    "read_snapshots_with_report",
    "read_tables",
    "read_tables_with_report",
    "to_mermaid",
    "to_networkx",
    "to_ontology",
    "to_popolo",
    "write_csv_folder",
    "write_graphml",
    "write_mermaid",
    "write_ontology",
    "write_parquet",
    "write_popolo",
]


def __getattr__(name: str) -> object:
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(module), name)
    return value


_ROWS: Final = (
    "BlankManager",
    "BlankName",
    "Cleaning",
    "DayOrder",
    "Duplicates",
    "Entry",
    "EntryKind",
    "Holders",
    "Limits",
    "ReadReport",
    "ReportBuilder",
    "SameName",
    "SelfReport",
    "Suspicious",
    "Zeros",
)
_PERIODIC: Final = ("Shape", "read_snapshots", "read_snapshots_with_report")
_LOSSES: Final = ("Loss", "LossReport")
_POPOLO: Final = (
    "read_popolo",
    "read_popolo_with_report",
    "write_popolo",
    "from_popolo",
    "to_popolo",
)
_ONTOLOGY: Final = (
    "read_ontology",
    "read_ontology_with_report",
    "write_ontology",
    "from_ontology",
    "to_ontology",
)
_MERMAID: Final = ("to_mermaid", "write_mermaid")
_GRAPHS: Final = ("to_networkx", "write_graphml")
_DATED: Final = ("Ends", "Renames", "Reversed", "read_tables", "read_tables_with_report")
_LATER: Final = {
    **dict.fromkeys(_DATED, "orgchart.io.dated"),
    **dict.fromkeys(_GRAPHS, "orgchart.io.graphs"),
    **dict.fromkeys(_MERMAID, "orgchart.io.mermaid"),
    **dict.fromkeys(_ONTOLOGY, "orgchart.io.ontology"),
    **dict.fromkeys(_POPOLO, "orgchart.io.popolo"),
    **dict.fromkeys(_LOSSES, "orgchart.io.losses"),
    **dict.fromkeys(_ROWS, "orgchart.io.rows"),
    **dict.fromkeys(_PERIODIC, "orgchart.io.periodic"),
    "read_csv_folder": "orgchart.io.csvfolder.reading",
    "read_parquet": "orgchart.io.parquet.reading",
    "write_csv_folder": "orgchart.io.csvfolder.writing",
    "write_parquet": "orgchart.io.parquet.writing",
}


# What needs a library that is not installed can be asked for by name, and then says what to
# install; ``import *`` goes without.
_EXTRAS: Final = {
    "networkx": _GRAPHS,
    "pyarrow": ("read_parquet", "write_parquet"),
    "rdflib": _ONTOLOGY,
}
_WITHOUT: Final = {
    name for library, names in _EXTRAS.items() if not find_spec(library) for name in names
}
__all__[:] = [name for name in __all__ if name not in _WITHOUT]


_READERS: Final[dict[str, Callable[[str, str], History]]] = {
    ".toml": from_toml,
    ".json": from_json,
}
_WRITERS: Final[dict[str, Callable[[History], Generator[str]]]] = {
    ".toml": toml_parts,
    ".json": json_parts,
}
_ENDINGS: Final = "its name must end in .toml or .json"


def load(path: str | PathLike[str]) -> History:
    """
    Read a history from a file, or from a folder of tables.

    Args:
        path: a ``.toml`` or ``.json`` file of UTF-8; or a folder of CSV or Parquet files, see
            `read_csv_folder` and `read_parquet`.

    Raises:
        UnreadableFileError: with every problem of the file, each with its line or path.
        InvalidValueError: what is given is no path.
    """
    place = a_path(path)
    reader = _READERS.get(place.suffix.lower())
    if reader is None and not os.path.isdir(place):  # noqa: PTH112 - no error for odd names
        raise unreadable(str(place), _ENDINGS)
    with guarded(str(place)):
        if _holds(place, _TABLES_HEAD):
            return _later("read_parquet")(place)
        if any(_holds(place, name) for name in _CSV_FILES):
            return _later("read_csv_folder")(place)
        return (reader or from_toml)(read_text(place), str(place))


def _holds(folder: Path, name: str) -> bool:
    return os.path.isfile(folder / name)  # noqa: PTH113 - no error for odd names


def _later(name: str) -> Callable[[Path], History]:
    found: Callable[[Path], History] = getattr(import_module(_LATER[name]), name)
    return found


#: By these the folders of tables are known; they are not imported from where they belong, which
#: would load all that reads them.
_TABLES_HEAD: Final = "history.json"
_CSV_FILES: Final = ("history.csv", "people.csv", "posts.csv", "tenures.csv")


def dump(history: History, path: str | PathLike[str]) -> None:
    """
    Write a history to a file, with nothing lost: ``load`` gives it back.

    The file is written whole or not at all. JSON takes memory for a small part of its text.

    Args:
        history: the history.
        path: a file whose name ends in ``.toml`` or ``.json``.

    Raises:
        UnwritableFileError: the ending is another, or the file cannot be written.
        InvalidValueError: what is given is no history, or no path.
    """
    place = a_path(path)
    writer = _WRITERS.get(place.suffix.lower())
    if writer is None:
        raise UnwritableFileError(str(place), _ENDINGS)
    with closing(writer(a_history(history))) as parts:
        write_text(place, parts)


def loads(text: str, form: str = "toml") -> History:
    r"""
    Read a history from text.

    Args:
        text: the text of a file.
        form: ``toml`` or ``json``.

    Raises:
        UnreadableFileError: with every problem of the text.
        InvalidValueError: there is no such form, or what is given is no text.

    >>> loads('[posts.ceo]\ntitle = "Chief executive"').posts[0].title
    'Chief executive'
    """
    text = a_text(text).removeprefix("\ufeff")
    if not text.strip():
        raise unreadable("the text", "it is empty")
    with guarded("the text"):
        return _READERS[_ending(form)](text, "the text")


def dumps(history: History, form: str = "toml") -> str:
    """
    Return the text of a file that holds the history.

    Args:
        history: the history.
        form: ``toml`` or ``json``.

    Raises:
        InvalidValueError: there is no such form, or what is given is no history.
    """
    return "".join(_WRITERS[_ending(form)](a_history(history)))


def _ending(form: str) -> str:
    if f".{form}" not in _READERS:
        raise InvalidValueError("the text", "form", form, "choose toml or json")
    return f".{form}"
