"""The columns of files: what each form of a column is to an engine, and which files fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.tables import Form, TableForm
from orgchart.lake.expressions import Type, ibis

__all__ = ["KINDS", "Layouts", "require_columns"]

#: Of each way in which the columns of files are laid out one file, with the names as they are.
Layouts: TypeAlias = Mapping[str, Sequence[str]]

#: What each form of a column is, in the words of Ibis.
KINDS: Final[Mapping[Form, str]] = {
    Form.TEXT: "string",
    Form.WHOLE: "int64",
    Form.LONG: "int64",
    Form.FLAG: "boolean",
    Form.TEXTS: "array<struct<key: string, text: string>>",
    Form.NAMES: "array<string>",
    Form.SOURCES: (
        "array<struct<source: string, locator: string, quote: string, attribution: string, "
        "standing: string>>"
    ),
}

Kinds: TypeAlias = Mapping[str, Type]


def require_columns(
    form: TableForm, layouts: Layouts, kinds_of: Callable[[str], Kinds], folder: str
) -> None:
    """
    Require that files have all columns of a table, once each and of the right type.

    Engines go by the columns of one file. What another lacks is null to them, and what is of
    another type becomes what it can, or fails once it is asked for.

    Args:
        form: which table.
        layouts: the files.
        kinds_of: tells what the columns of a file hold.
        folder: that of the table.

    Raises:
        UnreadableFileError: with each column of a layout that is not right.
    """
    problems = [
        UnreadableFieldError(file, f"{form.name}.{name}", None, value, reason)
        for file, names in layouts.items()
        for name, value, reason in _wrong(form, names, partial(kinds_of, file))
    ]
    if problems:
        raise UnreadableFileError(f"{folder} cannot be read", problems)


def _wrong(
    form: TableForm, names: Sequence[str], kinds_of: Callable[[], Kinds]
) -> Iterator[tuple[str, str | None, str]]:
    lacking = [name for name in form.columns if name not in names]
    for name in lacking:
        yield name, None, f"the column {name!r} is missing; write the folder anew"
    # Engines do not tell small letters from capitals.
    times = Counter(name.lower() for name in names)
    twice = [name for name in dict.fromkeys(names) if times[name.lower()] > 1]
    for name in twice:
        yield name, None, "the file has this column twice"
    if lacking or twice:
        return
    kinds = kinds_of()
    for name, held in form.columns.items():
        kind = kinds[name]
        if not (kind.is_integer() if KINDS[held] == "int64" else kind == ibis.dtype(KINDS[held])):
            yield name, str(kind), f"the column must hold {held.value}"
