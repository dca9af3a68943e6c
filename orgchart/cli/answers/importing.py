"""`import`: tables that each show one date, as a history, with a report of what was noticed."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, final

import attrs

from orgchart.cli.answers.making import write_history, write_report
from orgchart.cli.endings import FOUND, CliError, tell
from orgchart.cli.forms import form_of
from orgchart.cli.output import Output
from orgchart.cli.plain import plain
from orgchart.io.periodic import FIELDS, read_snapshots_with_report
from orgchart.io.rows import Cleaning, Entry, EntryKind, ReadReport

__all__ = ["Wishes", "import_"]


@final
@attrs.frozen(kw_only=True)
class Wishes:
    """How to read, as it was typed; see `read_snapshots`."""

    columns: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    shape: str | None = None
    date: str | None = None
    date_order: str | None = None
    name: str | None = None
    zone: str | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def options(self) -> dict[str, Any]:
        """
        Return the options of `read_snapshots`.

        Raises:
            CliError: a field or a policy is none.
            InvalidValueError: a policy cannot have its word.
        """
        fields = dict(_pairs("--column", self.columns, FIELDS))
        policies = dict(_pairs("--clean", self.policies, tuple(_POLICIES)))
        return {
            "columns": fields or None,
            "cleaning": Cleaning(**{name: _policy(name, word) for name, word in policies.items()}),
            "shape": self.shape,
            "date": self.date,
            "day_order": self.date_order,
            "name": self.name or "",
            "zone": self.zone,
            "encoding": self.encoding,
            "delimiter": {"tab": "\t", "\\t": "\t"}.get(self.delimiter or "", self.delimiter),
        }


#: Policies, and whether they take a list of words.
_POLICIES: Final[Mapping[str, bool]] = {
    field.name: field.name in {"withheld", "vacant", "eliminated", "nobody"}
    for field in attrs.fields(Cleaning)
}


def _pairs(option: str, given: Sequence[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in known:
            reason = f"{option} {text!r}: write NAME=VALUE with one of the names "
            raise CliError(reason + ", ".join(known))
        yield name, value.strip()


def _policy(name: str, word: str) -> Any:  # noqa: ANN401 - a word, words, a share or nothing
    if _POLICIES[name]:
        return [part.strip() for part in word.split(",")]
    if name == "drop":
        try:
            return float(word)
        except ValueError:
            return word
    return None if name == "scope" and word == "none" else word


def import_(  # noqa: PLR0913 - the options of the command
    snapshots: Sequence[str],
    output: Output,
    *,
    form: str | None,
    wishes: Wishes,
    report: str | None,
    verbose: bool,
    quiet: bool,
    strict: bool,
) -> int:
    """Read tables, write a history; 1 when `strict` and rows were set aside or look wrong."""
    name = form_of(output.out, form, write=True)
    sources = [_standard_input() if file == "-" else file for file in snapshots]
    source = sources[0] if len(sources) == 1 else sources
    history, noticed = read_snapshots_with_report(source, **wishes.options())
    lost = write_history(history, output, name)
    if report is not None:
        write_report(report, noticed.as_dict(), "entries")
    if not quiet:
        tell(_told(noticed, verbose=verbose))
    if lost:
        tell(f"orgchart: {name} left {len(lost)} things behind; write .json and convert that")
    doubtful = any(entry.kind in _DOUBTFUL for entry in noticed.entries)
    return FOUND if strict and (doubtful or lost) else 0


_DOUBTFUL: Final = {EntryKind.SET_ASIDE, EntryKind.FLAGGED}


#: So many entries of a rule are told, unless all are wanted: of what may be wrong, and of the rest.
_SHOWN: Final = 3


def _told(noticed: ReadReport, *, verbose: bool) -> str:
    """Return the report as a block: how often each rule was used, and where first."""
    head = (
        f"orgchart: {noticed.rows_read:,} rows read: {noticed.kept:,} kept, "
        f"{noticed.repaired:,} of them repaired, {noticed.set_aside:,} set aside"
    )
    return "\n".join((head, *(plain(_as_typed(line)) for line in _lines(noticed, verbose=verbose))))


def _lines(noticed: ReadReport, *, verbose: bool) -> Iterator[str]:
    groups: dict[tuple[EntryKind, str], list[Entry]] = {}
    for entry in noticed.entries:
        groups.setdefault((entry.kind, entry.rule), []).append(entry)
    left_out = False
    for (kind, rule), entries in groups.items():
        rows = sum(entry.rows for entry in entries)
        yield f"  {kind.replace('_', ' ')}: {rule}" + (f" ({rows:,})" if rows else "")
        most = len(entries) if verbose else _SHOWN if kind in _DOUBTFUL else 1
        for entry in entries[:most]:
            place = entry.file if entry.line is None else f"{entry.file}, line {entry.line}"
            yield f"    {place}: {entry.message}"
        left_out = left_out or len(entries) > most
    if left_out:
        yield "  -v lists all, --report FILE writes them"


_OPTION: Final = re.compile(r"Cleaning\((\w+)=(?:'([^']*)')?\)")


def _as_typed(message: str) -> str:
    """
    Return a message whose remedy is an option of the command and not a value of the library.

    >>> _as_typed("repair it with Cleaning(zeros='restore')")
    'repair it with --clean zeros=restore'
    """
    message = _OPTION.sub(lambda found: f"--clean {found[1]}={found[2] or '…'}", message)
    return message.replace("with shape=", "with --shape")


@final
class _Named(io.BytesIO):
    """Bytes that messages call by a name."""

    name = "standard input"


def _standard_input() -> io.BytesIO:
    return _Named(sys.stdin.buffer.read())
