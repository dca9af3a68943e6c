"""What was noticed when tables were read, as a block of lines: counted, and the first of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from orgchart.cli.plain import plain
from orgchart.cli.remedies import as_typed
from orgchart.io.rows import Entry, EntryKind, ReadReport

__all__ = ["DOUBTFUL", "block_of", "plain_report"]

#: What may be wrong: rows that were not read, or look wrong as they stand.
DOUBTFUL: Final = frozenset({EntryKind.SET_ASIDE, EntryKind.FLAGGED})
#: So many entries of a rule are told, unless all are wanted: of what may be wrong, and of the rest.
_SHOWN: Final = {True: 3, False: 1}
#: A longer message is cut where not all is wanted: a table of many columns has long ones.
_LONGEST: Final = 400


def block_of(noticed: ReadReport, *, verbose: bool) -> str:
    """Return a report as a block: how often each rule was used, and where first."""
    rows = "1 row" if noticed.rows_read == 1 else f"{noticed.rows_read:,} rows"
    head = (
        f"orgchart: {rows} read: {noticed.kept:,} kept, "
        f"{noticed.repaired:,} of them repaired, {noticed.set_aside:,} set aside"
    )
    return "\n".join((head, *(plain(as_typed(line)) for line in _lines(noticed, verbose=verbose))))


def _lines(noticed: ReadReport, *, verbose: bool) -> Iterator[str]:
    groups: dict[tuple[EntryKind, str], list[Entry]] = {}
    for entry in noticed.entries:
        groups.setdefault((entry.kind, entry.rule), []).append(entry)
    left_out = False
    for (kind, rule), entries in groups.items():
        rows = sum(entry.rows for entry in entries)
        yield f"  {kind.replace('_', ' ')}: {rule}" + (f" ({rows:,})" if rows else "")
        most = len(entries) if verbose else _SHOWN[kind in DOUBTFUL]
        for entry in entries[:most]:
            place = entry.file if entry.line is None else f"{entry.file}, line {entry.line}"
            message = entry.message
            if not verbose and len(message) > _LONGEST:
                message, left_out = f"{message[:_LONGEST]}…", True
            yield f"    {place}: {message}"
        left_out = left_out or len(entries) > most
    if left_out:
        yield "  -v lists all, --report FILE writes them"


def plain_report(noticed: ReadReport) -> dict[str, Any]:
    """Return a report as values that JSON takes, whole, with remedies as they are typed."""
    found = noticed.as_dict()
    for entry in found["entries"]:
        entry["message"] = as_typed(entry["message"])
    return found
