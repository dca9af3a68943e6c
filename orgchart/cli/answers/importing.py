"""`import` and `import-tables`: tables as a history, with a report of what was noticed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, final

import attrs

from orgchart.cli.answers.finding import latest
from orgchart.cli.answers.making import things, write_history, write_report
from orgchart.cli.answers.noticed import DOUBTFUL, block_of, plain_report
from orgchart.cli.answers.reading import How, pairs
from orgchart.cli.endings import FOUND, CliError, tell
from orgchart.cli.forms import FORMS, Dated, form_of, is_history
from orgchart.cli.output import Output
from orgchart.cli.remedies import as_typed
from orgchart.cli.sources import holds_nothing, is_same, standard_bytes
from orgchart.errors import InvalidWhenError, UnreadableFieldError, UnreadableFileError
from orgchart.history import History
from orgchart.io.dated import FIELDS as TABLES
from orgchart.io.dated import read_tables_with_report
from orgchart.io.periodic import FIELDS, read_snapshots_with_report
from orgchart.io.rows import ReadReport, date_in_name

__all__ = ["Told", "import_", "import_tables"]

#: Policies for dirt that only tables of one date have.
_OF_SNAPSHOTS: Final = frozenset(
    {"holders", "same_name", "zeros", "decimals", "suspicious", "drop", "scope"}
)
_REPORTS: Final = frozenset({".json", ".csv"})


@final
@attrs.frozen(kw_only=True)
class Told:
    """
    What is made of a report.

    Attributes:
        report: a file for all of it.
        verbose: tell all of it on stderr; `quiet`: nothing.
        strict: exit with 1 when rows were set aside or look wrong, or a format lost something.
    """

    report: str | None = None
    verbose: bool = False
    quiet: bool = False
    strict: bool = False


def import_(  # noqa: PLR0913 - the options of the command
    snapshots: Sequence[str],
    output: Output,
    *,
    form: str | None,
    columns: Sequence[str],
    shape: str | None,
    date: str | None,
    how: Mapping[str, Any],
    told: Told,
) -> int:
    """Read tables of a date each, write a history; 1 when `strict` and something is wrong."""
    name = _form(output, form, told, snapshots)
    options = How(**how).options()
    fields = dict(pairs("--column", columns, FIELDS))
    if date is not None:
        _require_one_date(snapshots, date)
    source = _source(snapshots)
    try:
        history, noticed = read_snapshots_with_report(
            source, columns=fields or None, shape=shape, date=date, **options
        )
    except UnreadableFileError as error:
        raise (_of_the_option(error, date) or _with_hint(error)) from None
    return _finish(history, noticed, output, name, told)


def import_tables(  # noqa: PLR0913 - the options of the command
    tables: Mapping[str, Sequence[str]],
    output: Output,
    *,
    form: str | None,
    columns: Sequence[str],
    ends: str | None,
    reversed_periods: str,
    renames: str,
    how: Mapping[str, Any],
    told: Told,
) -> int:
    """Read dated tables, write a history; 1 when `strict` and something is wrong."""
    files = [file for named in tables.values() for file in named]
    if not files:
        reason = f"name a table: {', '.join(f'--{table}' for table in tables)}"
        raise CliError(reason)
    name = _form(output, form, told, files)
    options = How(**how, unused=_OF_SNAPSHOTS).options()
    known = [f"{table}.{field}" for table, fields in TABLES.items() for field in fields]
    fields: dict[str, dict[str, str]] = {}
    for place, column in pairs("--column", columns, known):
        table, _, field = place.partition(".")
        if not tables[table]:
            raise CliError(f"--column {place}={column}: there is no --{table}")
        fields.setdefault(table, {})[field] = column
    history, noticed = read_tables_with_report(
        **{table: _source(named) for table, named in tables.items() if named},
        columns=fields,
        ends=ends,
        reversed_periods=reversed_periods,
        renames=renames,
        **options,
    )
    return _finish(history, noticed, output, name, told)


def _form(output: Output, form: str | None, told: Told, files: Sequence[str]) -> str:
    """Return the form of the history, before anything is read for nothing."""
    if files.count("-") > 1:
        reason = "standard input is only one table; name files for the others"
        raise CliError(reason)
    if told.report is not None:
        if Path(told.report).suffix.lower() not in _REPORTS:
            raise CliError(f"--report {told.report}: end its name in .json or .csv")
        if Path(told.report) == Path(output.out):
            raise CliError(f"--report {told.report}: that is to be the history; name another file")
    for file in files:
        if is_history(file) is not None:
            reason = f"{file} is a history and no table; convert writes it in another format"
            raise CliError(reason)
        if is_same(file, output.out):
            raise CliError(f"{file} is to be read; name another file with -o")
    return form_of(output.out, form, write=True)


def _finish(history: History, noticed: ReadReport, output: Output, name: str, told: Told) -> int:
    """Tell what was noticed and write the history; nothing of one without facts."""
    if told.report is not None:
        write_report(told.report, plain_report(noticed), "entries")
    if not told.quiet:
        tell(block_of(noticed, verbose=told.verbose))
    if holds_nothing(history):
        reason = f"there is no fact in what was read, so nothing is written to {output.place}"
        raise CliError(reason + ("; -v lists why" if told.quiet else ""))
    dated = FORMS[name].dated is Dated.ALWAYS
    lost = write_history(latest(history) if dated else history, output, name)
    if lost:
        tell(f"orgchart: {name} left {things(len(lost))} behind; write .json and convert that")
    doubtful = any(entry.kind in DOUBTFUL for entry in noticed.entries)
    return FOUND if told.strict and (doubtful or lost) else 0


# sources


@final
class _Named(io.BytesIO):
    """Bytes that messages call by a name."""

    name = "standard input"


def _source(files: Sequence[str]) -> Any:  # noqa: ANN401 - a source of rows, or several
    found = [_Named(standard_bytes()) if file == "-" else file for file in files]
    return found[0] if len(found) == 1 else found


# --date


def _require_one_date(files: Sequence[str], date: str) -> None:
    """Refuse one date for files whose names have several: they would become one chart."""
    if not date.strip():
        reason = "--date is empty; give a date, or leave it out"
        raise CliError(reason)
    dates: set[str] = set()
    for file in files:
        try:
            found = date_in_name(Path(file).name, None)
        except InvalidWhenError:
            continue
        if found is not None:
            dates.add(found)
    if len(dates) > 1:
        reason = "--date gives all files one date, and their names have several; leave it out"
        raise CliError(reason)


def _with_hint(error: UnreadableFileError) -> UnreadableFileError:
    """Return an error that leads to the other command, where a table is of no date."""
    told: list[UnreadableFieldError] = []
    for one in error.exceptions:
        if not isinstance(one, UnreadableFieldError):
            return error
        hint = _OTHER if one.reason.startswith("no column has dates") else ""
        told.append(
            UnreadableFieldError(one.file, one.path, one.line, one.value, one.reason + hint)
        )
    return UnreadableFileError(error.message, told)


_OTHER: Final = "; rows with a start and an end are for the command import-tables"


def _of_the_option(error: UnreadableFileError, date: str | None) -> CliError | None:
    """Return an error about `--date` where cells are blamed for what was typed."""
    problems = [one for one in error.exceptions if isinstance(one, UnreadableFieldError)]
    if (
        date is None
        or not problems
        or any((one.path, one.value) != ("date", date) for one in problems)
    ):
        return None
    return CliError(as_typed(f"--date: {problems[0].reason}"))
