"""Ids that differ only in capitals, blanks or the width of letters: told, never taken for one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from orgchart.io.periodic.layout import Shape
from orgchart.io.periodic.records import Record
from orgchart.io.periodic.versions import Version
from orgchart.io.rows.report import EntryKind, ReportBuilder

__all__ = ["folded", "tell_alike"]


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """
    Return a text without what the eye hardly sees: capitals, blanks, width, signs without a form.

    >>> folded(" Ｐ 7") == folded("p7")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def tell_alike(dated: Sequence[Version], shape: Shape, report: ReportBuilder) -> None:
    """
    Tell the report of ids of rows that look like another one, where each stands first.

    Complexity: linear in the distinct rows.
    """
    first: dict[tuple[str, str], str] = {}
    for scope, text, place in _ids(dated, shape):
        known = first.setdefault((scope, folded(text)), text)
        if known != text:
            message = (
                f"the ids {known!r} and {text!r} differ only in capitals, blanks or the width of "
                "letters; they are read as two"
            )
            report.add(EntryKind.FLAGGED, "alike-ids", place[0], place[1], message, text=text)


def _ids(dated: Sequence[Version], shape: Shape) -> Iterator[tuple[str, str, tuple[str, int]]]:
    records: set[Record] = set()
    met: set[tuple[str, str]] = set()
    for version in dated:
        for record, place in zip(version.records, version.places, strict=True):
            if record in records:
                continue
            records.add(record)
            text = record.post or (record.person if shape is Shape.PEOPLE else "")
            if text and (record.scope, text) not in met:
                met.add((record.scope, text))
                yield record.scope, text, place
