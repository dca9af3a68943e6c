"""What of a CSV folder is no fact: name, zone, policy, sources and claims."""

from __future__ import annotations

from pathlib import Path
from typing import cast, final

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.csvfolder import CLAIMS, HEAD_COLUMNS, HEAD_FILE, SOURCES, Sheet
from orgchart.io.csvfolder.cells import said
from orgchart.io.csvfolder.sheets import Problems, Read, read_rows, read_sheet, whole
from orgchart.io.reading import Place, history_from
from orgchart.io.shape import Document

__all__ = ["read_head"]


def read_head(folder: Path) -> tuple[History | None, list[UnreadableFieldError]]:
    """Return a history without facts, and what is wrong; None where something is."""
    head = _Head(folder)
    bare = head.bare()
    return bare, head.problems


@final
class _Head:
    """Reads `history.csv`, `sources.csv` and `claims.csv` into one document."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[UnreadableFieldError] = []
        self._folder = folder
        #: The line of what stands in a place of the document.
        self._lines: dict[Place, int] = {}

    def bare(self) -> History | None:
        document: Document = {"history": self._fields()}
        for sheet in (SOURCES, CLAIMS):
            path = self._folder / sheet.file
            if path.exists():
                problems = Problems(path)
                read = read_sheet(sheet, path, problems)
                if read is not None:
                    document[sheet.name] = self._by_id(sheet, read, problems)
                self.problems += problems.found
        asked: list[Place] = []
        try:
            bare = history_from(document, "", asked.append)
        except UnreadableFileError as error:
            told = cast("tuple[UnreadableFieldError, ...]", error.exceptions)
            # Each problem asked for its line once.
            self.problems += map(self._placed, told, asked)
            return None
        return None if self.problems else bare

    def _fields(self) -> Document:
        """Read `history.csv`."""
        path = self._folder / HEAD_FILE
        found: Document = {}
        if not path.exists():
            return found
        problems = Problems(path)
        header, rows = read_rows(path, HEAD_COLUMNS, problems)
        if not problems.found and [name.strip() for name in header[:2]] != [*HEAD_COLUMNS]:
            problems.add("", 1, None, f"its columns must be {' and '.join(HEAD_COLUMNS)}")
        for line, (field, value, *_) in () if problems.found else rows:
            name, text = field.strip(), said(value)
            self._lines.setdefault(("history", name), line)
            if name == "policy":
                steps = cast("list[str]", found.setdefault(name, []))
                steps += [] if text is None else [text]
            elif name in found:
                problems.add(name, line, value, "this field is given twice")
            elif text is not None:
                found[name] = whole(text) if name == "format" else text
        self.problems += problems.found
        return found

    def _by_id(self, sheet: Sheet, read: Read, problems: Problems) -> Document:
        found: Document = {}
        for line, record in read.records():
            key = record.pop("id", None)
            if not isinstance(key, str):
                problems.add("id", line, None, "id is missing")
            elif key in found:
                first = self._lines[sheet.name, key]
                problems.add("id", line, key, f"this id stands in line {first} already")
            else:
                found[key] = record
                self._lines[sheet.name, key] = line
        return found

    def _placed(self, problem: UnreadableFieldError, place: Place) -> UnreadableFieldError:
        """Return a problem of the document as one of the file that it comes from."""
        if not place:
            return UnreadableFieldError(str(self._folder), "", None, problem.value, problem.reason)
        depth = 2 if place[0] == "history" else 3
        column = place[depth - 1] if len(place) >= depth else ""
        file = self._folder / f"{place[0]}.csv"
        line = self._lines.get(place[:2])
        return UnreadableFieldError(str(file), str(column), line, problem.value, problem.reason)
