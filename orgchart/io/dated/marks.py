"""How somebody sits, as columns say it: a word of kind, a flag of acting or of leave."""

from __future__ import annotations

from orgchart.io.dated.layout import Line
from orgchart.io.rows import EntryKind, ReportBuilder
from orgchart.io.rows.cleaning import bare
from orgchart.io.rows.marks import flag_of, kind_of
from orgchart.kinds import TenureKind

__all__ = ["flagged", "tenure_kind"]


def flagged(line: Line, field: str, extra: dict[str, str], report: ReportBuilder) -> bool:
    """Say whether a flag is set; a word that is neither yes nor no is kept and told."""
    said = flag_of(line[field])
    if said is None:
        extra[field] = line[field]
        message = f"{field} is {line[field]!r}, neither yes nor no; it is read as no"
        report.add(EntryKind.FLAGGED, "flag", line.file, line.line, message, text=line.text)
    return said is True


def tenure_kind(line: Line, extra: dict[str, str], report: ReportBuilder) -> TenureKind:
    """Return how somebody sits; a word that is no kind is kept in the extra and told."""
    if flagged(line, "acting", extra, report):
        return TenureKind.ACTING
    kind = kind_of(line["kind"])
    if kind is None and bare(line["kind"]):
        extra["kind"] = line["kind"]
        message = f"there is no kind {line['kind']!r}; it is read as substantive, and kept as extra"
        report.add(EntryKind.FLAGGED, "kind", line.file, line.line, message, text=line.text)
    return kind or TenureKind.SUBSTANTIVE
