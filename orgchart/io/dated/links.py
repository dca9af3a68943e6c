"""Which units came of which: renamed ones are one unit, the rest is told beside the units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, final

from orgchart.io.dated.layout import Line
from orgchart.io.periodic.records import id_of
from orgchart.io.rows import EntryKind, ReportBuilder
from orgchart.io.rows.cleaning import bare

__all__ = ["Links", "Renames"]


class Renames(StrEnum):
    """What a unit is that was renamed and got another id."""

    #: The same unit, with the id that it had first: its names are versions of it.
    SAME = "same"
    #: Another unit; that it succeeds the former stands in the `extra` of both.
    APART = "apart"


_RENAMED: Final = frozenset(
    (
        *("name change", "change of name", "rename", "renamed", "renaming"),
        *("umbenennung", "umbenannt", "更名", "改名"),
    )
)


@final
class Links:
    """
    Successions of units.

    Attributes:
        first: the id that a renamed unit had first, by the ids that it had later.
    """

    __slots__ = ("_after", "_before", "first")

    def __init__(self, lines: Iterable[Line], renames: Renames, report: ReportBuilder) -> None:
        self.first: Mapping[str, str] = {}
        self._after: dict[str, list[str]] = {}
        self._before: dict[str, list[str]] = {}
        renamed: list[tuple[str, str, Line]] = []
        for line in lines:
            old, new = id_of(line["predecessor"]), id_of(line["successor"])
            if bare(line["kind"]) in _RENAMED and renames is Renames.SAME:
                renamed.append((old, new, line))
            rest = (line["kind"], line["start"], *(f"{k}: {v}" for k, v in line.extra.items()))
            said = ", ".join(filter(None, rest))
            self._after.setdefault(old, []).append(f"{new} ({said})" if said else new)
            self._before.setdefault(new, []).append(f"{old} ({said})" if said else old)
            if bare(line["kind"]) not in _RENAMED:
                message = f"{old} to {new}: {said or 'no kind'}; it stands in the extra of both"
                report.add(
                    EntryKind.POLICY, "succession", line.file, line.line, message, text=line.text
                )
        self.first = _first(renamed, report)

    def id(self, text: str) -> str:
        """Return the id of a unit, as written somewhere, that is used for it."""
        plain = id_of(text)
        return self.first.get(plain, plain)

    def told(self, unit: str) -> dict[str, str]:
        """Return what is told of an id as written: what it came of, and what came of it."""
        found: dict[str, str] = {}
        if unit in self._before:
            found["predecessor"] = "; ".join(self._before[unit])
        if unit in self._after:
            found["successor"] = "; ".join(self._after[unit])
        return found


def _first(renamed: list[tuple[str, str, Line]], report: ReportBuilder) -> dict[str, str]:
    """Follow names to the first; where names part or meet, or go round, they are left apart."""
    olds, news = Counter(old for old, _, _ in renamed), Counter(new for _, new, _ in renamed)
    before: dict[str, str] = {}
    for old, new, line in renamed:
        start = old
        while start in before:
            start = before[start]
        if olds[old] > 1 or news[new] > 1 or start == new:
            message = f"{old} to {new} is not one name after another; the units are left apart"
            report.add(EntryKind.FLAGGED, "renamed", line.file, line.line, message, text=line.text)
            continue
        before[new] = old
        message = f"{new} is {old} under another name; it keeps that id"
        report.add(EntryKind.POLICY, "renamed", line.file, line.line, message, text=line.text)
    found: dict[str, str] = {}
    for new in before:
        start = new
        while start in before:
            start = before[start]
        found[new] = start
    return found
