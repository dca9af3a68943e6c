"""`Source`: the history that a command asks, read when it is first wanted."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from orgchart.cli.endings import CliError
from orgchart.cli.forms import FORMS, Shape, form_of

if TYPE_CHECKING:
    from orgchart.history import History

__all__ = ["Source", "loaded", "named_input", "standard_input"]


@final
class Source:
    """
    A file of a history.

    Args:
        file: its path, or ``-`` for standard input.
        form: its format; None for what its name says.
        known_on: the day whose reader's knowledge is asked; None for all there is.
    """

    def __init__(self, file: str, form: str | None = None, known_on: str | None = None) -> None:
        self.file, self.form, self.known_on = file, form, known_on

    def history(self) -> History:
        """
        Read the history.

        Raises:
            UnreadableFileError: with every problem of the file.
            CliError: nothing says what it is.
            InvalidWhenError: the day of knowledge is no moment.
        """
        found = self._read()
        return found if self.known_on is None else found.known_on(self.known_on)

    def _read(self) -> History:
        form = FORMS[form_of(self.file, self.form)]
        read = loaded(form.reader or "")
        if form.shape is Shape.FOLDER:
            if self.file == "-":
                reason = "standard input cannot be a folder; name the folder"
                raise CliError(reason)
            return read(self.file)  # type: ignore[no-any-return] # readers return histories
        if form.shape is Shape.REPORTED:
            return read(named_input() if self.file == "-" else self.file, **form.options)  # type: ignore[no-any-return] # as above
        if self.file == "-":
            return read(standard_input(), "standard input")  # type: ignore[no-any-return] # as above
        from orgchart.io.files import read_text  # noqa: PLC0415 - loads the readers

        return read(read_text(Path(self.file)), self.file)  # type: ignore[no-any-return] # as above


@final
class _Named(io.StringIO):
    """Text that messages call by a name."""

    name = "standard input"


def named_input() -> io.StringIO:
    """Return all text of standard input as an open file; see `standard_input`."""
    return _Named(standard_input())


def standard_input() -> str:
    """
    Return all text of standard input, in UTF-8.

    Raises:
        UnreadableFileError: it is not UTF-8, empty, or too large.
    """
    from orgchart.io.files import unreadable  # noqa: PLC0415 - loads the readers
    from orgchart.io.limits import MOST_BYTES  # noqa: PLC0415 - as above

    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise unreadable("standard input", f"it has more than {MOST_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1} is not UTF-8"
        raise unreadable("standard input", reason, line) from error
    if not text.strip():
        raise unreadable("standard input", "it is empty")
    return text


def loaded(place: str) -> Any:  # noqa: ANN401 - of any reader or writer
    """Return a function by its place, ``module:function``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
