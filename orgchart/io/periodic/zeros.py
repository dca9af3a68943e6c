"""Ids that lost leading zeros: found in all dates together, and given back where it is sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from orgchart.io.periodic.layout import Shape
from orgchart.io.periodic.records import Record
from orgchart.io.periodic.versions import Version
from orgchart.io.rows.cleaning import Cleaning, Zeros
from orgchart.io.rows.report import EntryKind, ReportBuilder

__all__ = ["Spellings", "spellings_of"]

#: Scope and id as written, to the id with its zeros.
Spellings: TypeAlias = Mapping[tuple[str, str], str]


def spellings_of(
    dated: Sequence[Version], shape: Shape, cleaning: Cleaning, report: ReportBuilder
) -> Spellings:
    """
    Return which ids are to be read as others, and tell the report of all that may have lost zeros.

    Two ids of digits that differ in leading zeros only are one that lost them, unless both stand
    at one date.
    """
    doubtful = _doubtful(dated, shape)
    if not doubtful:
        return {}
    clashing = _clashing(dated, shape, doubtful)
    restore = cleaning.zeros is Zeros.RESTORE
    found: dict[tuple[str, str], str] = {}
    for version in dated:
        for record, (file, line) in zip(version.records, version.places, strict=True):
            for text in sorted({_key(record, shape), _reference(record, shape)}):
                group = (record.scope, text.lstrip("0"))
                whole = doubtful.get(group)
                if whole is None or text == whole:
                    continue
                if restore and group not in clashing:
                    found[record.scope, text] = whole
                kind, message = _said(text, whole, clash=group in clashing, restore=restore)
                report.add(kind, "lost-zeros", file, line, message, text=text)
    return found


def _said(text: str, whole: str, *, clash: bool, restore: bool) -> tuple[EntryKind, str]:
    if clash:
        return EntryKind.FLAGGED, f"{text!r} and {whole!r} stand at one date, so both are kept"
    if restore:
        return EntryKind.REPAIRED, f"{text!r} lost its leading zeros; it is read as {whole!r}"
    return EntryKind.FLAGGED, (
        f"{text!r} looks like {whole!r} without its leading zeros; repair it with "
        "Cleaning(zeros='restore')"
    )


def _doubtful(dated: Sequence[Version], shape: Shape) -> dict[tuple[str, str], str]:
    """Return the longest spelling of each id that is spelled in several ways."""
    groups: dict[tuple[str, str], set[str]] = {}
    for record in {record for version in dated for record in version.records}:
        for text in (_key(record, shape), _reference(record, shape)):
            if text.isdecimal() and (short := text.lstrip("0")):
                groups.setdefault((record.scope, short), set()).add(text)
    return {group: max(texts, key=len) for group, texts in groups.items() if len(texts) > 1}


def _key(record: Record, shape: Shape) -> str:
    return record.post if shape is Shape.POSTS else record.person


def _reference(record: Record, shape: Shape) -> str:
    return record.manager if shape is Shape.POSTS else record.boss


def _clashing(
    dated: Iterable[Version], shape: Shape, groups: Mapping[tuple[str, str], str]
) -> set[tuple[str, str]]:
    """Return the groups of which two spellings are ids at one date."""
    found: set[tuple[str, str]] = set()
    for version in dated:
        met: dict[tuple[str, str], str] = {}
        for record in version.records:
            text = _key(record, shape)
            group = (record.scope, text.lstrip("0"))
            if group in groups and met.setdefault(group, text) != text:
                found.add(group)
    return found
