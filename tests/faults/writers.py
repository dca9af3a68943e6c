"""What writes a history to a place, by name; and two histories, one old, one new."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from orgchart import History, Person, Post, ReportingLine, Tenure, draw, dump
from orgchart.io import (
    write_csv_folder,
    write_graphml,
    write_ontology,
    write_parquet,
    write_popolo,
)

__all__ = ["ENDINGS", "WRITERS", "state", "version"]


def version(name: str, size: int = 24) -> History:
    """Return a history of a company of some size, whose texts say which version it is."""
    return History.build(
        name=name,
        zone="UTC",
        people=[Person(f"n{i}", f"{name} {i}") for i in range(size)],
        posts=[Post(f"p{i}", f"{name} {i}", extra={"about": name * 60}) for i in range(size)],
        tenures=[Tenure(f"n{i}", f"p{i}", start="2020") for i in range(size)],
        lines=[ReportingLine(f"p{i}", f"p{(i - 1) // 7}") for i in range(1, size)],
    )


def _ontology(history: History, path: Path) -> None:
    write_ontology(history, path)


def _popolo(history: History, path: Path) -> None:
    write_popolo(history, path)


def _graphml(history: History, path: Path) -> None:
    write_graphml(history, path)


def _picture(history: History, path: Path) -> None:
    draw(history.at("2021")).save(path)


def _page(history: History, path: Path) -> None:
    draw(history).save(path)


#: Writes a history to a path, or to a folder.
WRITERS: Final[Mapping[str, Callable[[History, Path], None]]] = {
    "json": dump,
    "toml": dump,
    "csv-folder": write_csv_folder,
    "parquet": write_parquet,
    "popolo": _popolo,
    "ontology": _ontology,
    "graphml": _graphml,
    "picture": _picture,
    "page": _page,
}
#: How the name of what is written ends.
ENDINGS: Final[Mapping[str, str]] = {
    "json": ".json",
    "toml": ".toml",
    "popolo": ".json",
    "ontology": ".ttl",
    "graphml": ".graphml",
    "picture": ".dot",
    "page": ".html",
}


def state(path: Path) -> dict[str, bytes] | None:
    """Return what a file or a folder holds; None when it is not there."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.is_file())
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in files}
    return {"": path.read_bytes()} if path.exists() else None
