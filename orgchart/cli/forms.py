"""
The formats of histories, by name and by the ending of a file: one registry, loaded as it is used.

Nothing here loads a reader or a writer; `sources` and `answers` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, final

from orgchart.cli.endings import CliError

__all__ = ["FORMS", "Dated", "Form", "Shape", "form_of", "is_history"]


@final
class Shape(Enum):
    """How a reader or a writer of a format is called."""

    #: ``read(text, file) -> History``, ``write(history) -> str``.
    TEXT = "text"
    #: ``read(origin) -> History``, ``write(history, destination) -> LossReport``; both take paths
    #: and open files.
    REPORTED = "reported"
    #: ``read(folder) -> History``, ``write(history, folder)``.
    FOLDER = "folder"


@final
class Dated(Enum):
    """Whether a format holds a history, or the chart of a date."""

    NEVER = "never"
    ALWAYS = "always"
    IF_ASKED = "if asked"


class Form(NamedTuple):
    """A format: what its files end in, and where it is read and written (``module:function``)."""

    about: str
    endings: tuple[str, ...]
    shape: Shape
    reader: str | None = None
    writer: str | None = None
    #: Whether it shows a chart of one date: never, always, or where a date is given.
    dated: Dated = Dated.NEVER
    #: Further arguments of both.
    options: Mapping[str, str] = MappingProxyType({})


#: The formats by name.
FORMS: Final[Mapping[str, Form]] = {
    "toml": Form(
        "a history written by hand",
        (".toml",),
        Shape.TEXT,
        "orgchart.io.tomlfile:from_toml",
        "orgchart.io.tomlfile:to_toml",
    ),
    "json": Form(
        "the same as JSON",
        (".json",),
        Shape.TEXT,
        "orgchart.io.jsonfile:from_json",
        "orgchart.io.jsonfile:to_json",
    ),
    "parquet": Form(
        "a folder of Parquet files",
        (".parquet",),
        Shape.FOLDER,
        "orgchart.io.parquet.reading:read_parquet",
        "orgchart.io.parquet.writing:write_parquet",
    ),
    "csv": Form(
        "a folder of CSV files",
        (),
        Shape.FOLDER,
        "orgchart.io.csvfolder.reading:read_csv_folder",
        "orgchart.io.csvfolder.writing:write_csv_folder",
    ),
    "popolo": Form(
        "Popolo JSON",
        (".popolo.json", ".popolo"),
        Shape.REPORTED,
        "orgchart.io.popolo:read_popolo",
        "orgchart.io.popolo:write_popolo",
    ),
    "turtle": Form(
        "the W3C Organization Ontology as Turtle",
        (".ttl",),
        Shape.REPORTED,
        "orgchart.io.ontology:read_ontology",
        "orgchart.io.ontology:write_ontology",
        options={"form": "turtle"},
    ),
    "json-ld": Form(
        "the W3C Organization Ontology as JSON-LD",
        (".jsonld",),
        Shape.REPORTED,
        "orgchart.io.ontology:read_ontology",
        "orgchart.io.ontology:write_ontology",
        options={"form": "json-ld"},
    ),
    "mermaid": Form(
        "the chart of a date as a Mermaid flowchart",
        (".mmd", ".mermaid"),
        Shape.REPORTED,
        writer="orgchart.io.mermaid:write_mermaid",
        dated=Dated.ALWAYS,
    ),
    "graphml": Form(
        "a graph of a history, or of the chart of a date",
        (".graphml",),
        Shape.REPORTED,
        writer="orgchart.io.graphs:write_graphml",
        dated=Dated.IF_ASKED,
    ),
}


def form_of(path: str, named: str | None, *, write: bool = False) -> str:
    """
    Return the name of the format of a file.

    Args:
        path: the file, a folder, or ``-``.
        named: the format that the caller named, which goes before all.
        write: whether it is to be written.

    Raises:
        CliError: nothing says what it is, or it cannot be read, or written.
    """
    found = named or _by_folder(path) or _by_ending(path)
    if found is None and write and path.endswith(("/", "\\")):
        found = "csv"  # a folder that is new
    option = "--output-format" if write else "--input-format"
    able = [name for name, form in FORMS.items() if (form.writer if write else form.reader)]
    if found in able:
        return found
    place = "standard output" if write else "standard input"
    subject = place if path == "-" else path
    if found is not None:
        verb = "written" if write else "read"
        raise CliError(f"{subject}: {found} cannot be {verb}; choose one of {', '.join(able)}")
    if not write and path != "-" and Path(path).is_dir():
        raise CliError(f"{path}: this folder holds no history{_FOLDER_HINT}")
    hint = "" if write or not path.lower().endswith(_ROWS) else _HINT
    raise CliError(f"{subject}: nothing says what form it has; name it with {option}{hint}")


#: Tables of people or posts, which are no histories yet.
_ROWS: Final = (".csv", ".tsv", ".csv.gz", ".xlsx")
_HINT: Final = (
    "\na table of people or posts becomes a history with: orgchart import FILE -o history.json"
)
_FOLDER_HINT: Final = (
    ", neither as CSV nor as Parquet"
    "\ntables in it become a history with: orgchart import FOLDER/*.csv -o history.json"
)


def is_history(path: str) -> str | None:
    """Return the format of a file whose name says that it is a history and no table."""
    found = _by_ending(path)
    return found if found is not None and FORMS[found].reader is not None else None


def _by_ending(path: str) -> str | None:
    """Return the format with the longest ending that fits."""
    name = Path(path).name.lower()
    fits = [
        (len(ending), key)
        for key, form in FORMS.items()
        for ending in form.endings
        if name.endswith(ending)
    ]
    return max(fits)[1] if fits else None


def _by_folder(path: str) -> str | None:
    """Return the format of a folder that is there, by the files in it."""
    folder = Path(path)
    if path == "-" or not folder.is_dir():
        return None
    for name, form in FORMS.items():
        marks = _MARKS.get(name, ())
        if form.shape is Shape.FOLDER and any((folder / mark).is_file() for mark in marks):
            return name
    return None


#: Files that tell the format of a folder.
_MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "parquet": ("history.json",),
    "csv": ("history.csv", "tenures.csv", "posts.csv", "people.csv"),
}
