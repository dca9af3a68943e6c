"""How somebody sits, as columns say it: a word of kind, a flag of acting or of leave."""

from __future__ import annotations

from typing import Final

from orgchart.io.dated.layout import Line
from orgchart.io.rows import EntryKind, ReportBuilder
from orgchart.io.rows.cleaning import bare
from orgchart.kinds import TenureKind

__all__ = ["flagged", "tenure_kind"]

_YES: Final = frozenset({"true", "yes", "y", "1", "1.0", "x", "t", "ja", "wahr", "是", "√"})
_NO: Final = frozenset({"", "false", "no", "n", "0", "0.0", "f", "-", "nein", "falsch", "否"})
_KINDS: Final = {
    "permanent": TenureKind.SUBSTANTIVE,
    "temporary": TenureKind.INTERIM,
    "advisor": TenureKind.ADVISER,
    "advisory": TenureKind.ADVISER,
    **{kind.value: kind for kind in TenureKind},
}


def flagged(line: Line, field: str, extra: dict[str, str], report: ReportBuilder) -> bool:
    """Say whether a flag is set; a word that is neither yes nor no is kept and told."""
    word = bare(line[field])
    if word not in _YES and word not in _NO:
        extra[field] = line[field]
        message = f"{field} is {line[field]!r}, neither yes nor no; it is read as no"
        report.add(EntryKind.FLAGGED, "flag", line.file, line.line, message, text=line.text)
    return word in _YES


def tenure_kind(line: Line, extra: dict[str, str], report: ReportBuilder) -> TenureKind:
    """Return how somebody sits; a word that is no kind is kept in the extra and told."""
    if flagged(line, "acting", extra, report):
        return TenureKind.ACTING
    word = bare(line["kind"])
    if word and word not in _KINDS:
        extra["kind"] = line["kind"]
        message = f"there is no kind {line['kind']!r}; it is read as substantive, and kept as extra"
        report.add(EntryKind.FLAGGED, "kind", line.file, line.line, message, text=line.text)
    return _KINDS.get(word, TenureKind.SUBSTANTIVE)
