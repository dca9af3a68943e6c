"""How the program ends: its exit codes, and errors as one readable block."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final, final

from orgchart.cli.plain import plain
from orgchart.errors import OrgchartError, UnreadableFileError

__all__ = ["COULD_NOT", "FOUND", "STOPPED", "CliError", "block", "tell"]

#: The question was answered, and something was found: two charts differ, a check has findings.
FOUND: Final = 1
#: The question could not be answered: a wrong argument, an unreadable file, no such id.
COULD_NOT: Final = 2
#: Ctrl-C.
STOPPED: Final = 130
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
        yield f"orgchart: {plain(error.message)}"
        yield from (f"  {plain(str(part))}" for part in error.exceptions[:_MOST])
        if len(error.exceptions) > _MOST:
            yield f"  … and {len(error.exceptions) - _MOST} more"
        return
    first, *more = _text(error).splitlines() or [type(error).__name__]
    yield f"orgchart: {plain(first)}"
    yield from (f"  {plain(line.strip())}" for line in more if line.strip())


def _text(error: BaseException) -> str:
    if isinstance(error, OrgchartError | ModuleNotFoundError):
        return str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}"
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    return f"this is a fault of orgchart ({said})\n--traceback before the command shows where"


def tell(text: str) -> None:
    """Write lines to stderr; where there is none, nothing."""
    stream = sys.stderr
    if stream is None:  # pyright: ignore[reportUnnecessaryComparison] - programs without a console
        return
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
