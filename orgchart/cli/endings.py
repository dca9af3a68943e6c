"""How the program ends: its exit codes, and errors as one readable block."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, final

from orgchart.cli.plain import plain
from orgchart.cli.remedies import as_typed, refused
from orgchart.errors import InvalidValueError, OrgchartError, UnreadableFileError

__all__ = ["COULD_NOT", "FOUND", "NO_OUTPUT", "STOPPED", "CliError", "block", "tell"]

#: The question was answered, and something was found: two charts differ, a check has findings.
FOUND: Final = 1
#: The question could not be answered: a wrong argument, an unreadable file, no such id.
COULD_NOT: Final = 2
#: Ctrl-C.
STOPPED: Final = 130
#: Told where there is nothing to write an answer to.
NO_OUTPUT: Final = "standard output is closed; name a file with -o"
#: The most problems of one file that are told.
_MOST: Final = 20


@final
class CliError(OrgchartError):
    """What was asked for cannot be done; the text says why and what to do."""


def block(error: BaseException) -> str:
    """
    Return what to tell of an error: one block, problems of a file below it, a line each.

    Nothing in it is obeyed by a terminal.
    """
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    if isinstance(error, UnreadableFileError):
        yield f"orgchart: {plain(as_typed(error.message))}"
        yield from (f"  {plain(as_typed(str(part)))}" for part in error.exceptions[:_MOST])
        if len(error.exceptions) > _MOST:
            yield f"  … and {len(error.exceptions) - _MOST} more"
        return
    first, *more = _text(error).splitlines() or [type(error).__name__]
    yield f"orgchart: {plain(first)}"
    yield from (f"  {plain(line.strip())}" for line in more if line.strip())


def _text(error: BaseException) -> str:
    if isinstance(error, InvalidValueError):
        return refused(error)
    if isinstance(error, OrgchartError | ModuleNotFoundError):
        return as_typed(str(error))
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    if isinstance(error, OSError):
        if error.errno == errno.EBADF and not error.filename:
            return NO_OUTPUT
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}"
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    return f"this is a fault of orgchart ({said})\n--traceback before the command shows where"


def tell(text: str) -> None:
    """Write lines to stderr; where there is none, or nobody reads it, nothing."""
    stream = sys.stderr
    if stream is None:  # pyright: ignore[reportUnnecessaryComparison] - programs without a console
        return
    encoding = stream.encoding or "utf-8"
    with suppress(OSError, ValueError):
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
