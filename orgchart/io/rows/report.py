"""`ReadReport`: what was recognised, repaired, set aside and flagged in a read, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, final

import attrs

__all__ = ["Entry", "EntryKind", "ReadReport", "ReportBuilder"]


class EntryKind(StrEnum):
    """What an entry of a report says."""

    #: What a source, a column or a form of dates was taken for.
    RECOGNISED = "recognised"
    #: A row was read in a way that a policy names: a withheld name, a vacancy, a job share.
    POLICY = "policy"
    #: A row was read with something put right in it.
    REPAIRED = "repaired"
    #: Rows were not read; the text of the entry has what they said.
    SET_ASIDE = "set_aside"
    #: A row was read as it stands, and looks wrong.
    FLAGGED = "flagged"


@final
@attrs.frozen
class Entry:
    """
    One thing that happened in a read.

    Attributes:
        kind: what it says.
        rule: the name of the rule, such as ``duplicate``; see the pages on spreadsheets.
        file: the name of the file, or of what was read in place of one.
        line: its line, counted from 1 with the heading; None when it is about the whole.
        message: what was done, and why.
        text: what was read there, as it stands in the file.
        rows: how many rows it is about.

    >>> str(Entry(EntryKind.FLAGGED, "lost-zeros", "a.csv", 7, "'25463' was '00025463'"))
    "a.csv, line 7: flagged: lost-zeros: '25463' was '00025463'"
    """

    kind: EntryKind
    rule: str
    file: str
    line: int | None
    message: str
    text: str = ""
    rows: int = 1

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {_said(self.kind)}: {self.rule}: {self.message}"


def _said(kind: EntryKind) -> str:
    return kind.value.replace("_", " ")


@final
@attrs.frozen
class ReadReport:
    """
    What was done in a read.

    Attributes:
        rows_read: how many rows there were, headings and blank lines not counted.
        entries: what happened, in the order in which it was met.

    >>> builder = ReportBuilder()
    >>> builder.read(3)
    >>> builder.add(EntryKind.SET_ASIDE, "duplicate", "a.csv", 4, "it says the same as line 3")
    >>> report = builder.report()
    >>> report.rows_read, report.kept, report.set_aside, report.counts
    (3, 2, 1, {'duplicate': 1})
    """

    rows_read: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def set_aside(self) -> int:
        """How many rows were not read."""
        return _rows(self.entries, EntryKind.SET_ASIDE)

    @property
    def repaired(self) -> int:
        """How many rows were read with something put right in them."""
        return _rows(self.entries, EntryKind.REPAIRED)

    @property
    def kept(self) -> int:
        """How many rows were read."""
        return self.rows_read - self.set_aside

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each rule was used on, by its name, in order of names."""
        counted: Counter[str] = Counter()
        for entry in self.entries:
            counted[entry.rule] += entry.rows
        return dict(sorted(counted.items()))

    def of(self, *rules: str) -> tuple[Entry, ...]:
        """Return the entries of some rules, in order."""
        return tuple(entry for entry in self.entries if entry.rule in rules)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as values that JSON takes."""
        return {
            "rows_read": self.rows_read,
            "kept": self.kept,
            "repaired": self.repaired,
            "set_aside": self.set_aside,
            "counts": self.counts,
            "entries": [
                {**attrs.asdict(entry), "kind": entry.kind.value} for entry in self.entries
            ],
        }

    def as_table(self) -> list[tuple[str, ...]]:
        """Return the entries as rows of texts, the names of the columns first."""
        names = tuple(field.name for field in attrs.fields(Entry))
        cells = (
            tuple("" if cell is None else str(cell) for cell in attrs.astuple(entry))
            for entry in self.entries
        )
        return [names, *cells]

    def __str__(self) -> str:
        """Return a readable block: the counts, then the first entries of each rule."""
        head = (
            f"{self.rows_read:,} rows read: {self.kept:,} kept, {self.repaired:,} of them "
            f"repaired, {self.set_aside:,} set aside"
        )
        return "\n".join((head, *self._lines()))

    def _lines(self) -> Iterator[str]:
        groups: dict[tuple[EntryKind, str], list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault((entry.kind, entry.rule), []).append(entry)
        for (kind, rule), entries in groups.items():
            rows = sum(entry.rows for entry in entries)
            yield f"{_said(kind)}: {rule} ({rows:,})"
            for entry in entries[:_SHOWN]:
                place = entry.file if entry.line is None else f"{entry.file}, line {entry.line}"
                yield f"  {place}: {entry.message}"
            if len(entries) > _SHOWN:
                yield f"  … and {len(entries) - _SHOWN:,} more"


#: So many entries of each rule are in the readable block; the table has them all.
_SHOWN: Final = 5


def _rows(entries: tuple[Entry, ...], kind: EntryKind) -> int:
    """Count rows, one with several entries once."""
    lines = {(e.file, e.line) for e in entries if e.kind is kind and e.line is not None}
    return len(lines) + sum(e.rows for e in entries if e.kind is kind and e.line is None)


@final
class ReportBuilder:
    """Collects what happens in a read; several reads may share one."""

    __slots__ = ("_entries", "_read")

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._read = 0

    def read(self, rows: int) -> None:
        """Count rows that were read."""
        self._read += rows

    def add(  # noqa: PLR0913 - an entry has so many parts
        self,
        kind: EntryKind,
        rule: str,
        file: str,
        line: int | None,
        message: str,
        *,
        text: str = "",
        rows: int = 1,
    ) -> None:
        """Note what happened; see `Entry`."""
        self._entries.append(Entry(kind, rule, file, line, message, text, rows))

    def recognised(self, file: str, what: Mapping[str, str]) -> None:
        """Note which column, by the value, was taken for which field, by the key."""
        if what:
            told = ", ".join(f"{field} = {column!r}" for field, column in what.items())
            self.add(EntryKind.RECOGNISED, "columns", file, None, told, rows=0)

    def report(self) -> ReadReport:
        """Return the report of all so far."""
        return ReadReport(self._read, tuple(self._entries))
