"""`Source`: the history that a command asks, read when it is first wanted."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, final

from orgchart.cli.endings import CliError, tell
from orgchart.cli.forms import FORMS, Shape, form_of
from orgchart.cli.output import special
from orgchart.cli.plain import plain

if TYPE_CHECKING:
    from orgchart.history import History

__all__ = [
    "Source",
    "holds_nothing",
    "is_same",
    "loaded",
    "named_input",
    "standard_bytes",
    "standard_input",
]


@final
class Source:
    """
    A file of a history.

    Args:
        file: its path, or ``-`` for standard input.
        form: its format; None for what its name says.
        zone: the zone of its dates, for formats that have no place for it.
        known_on: the day whose reader's knowledge is asked; None for all there is.
    """

    def __init__(
        self,
        file: str,
        form: str | None = None,
        zone: str | None = None,
        known_on: str | None = None,
    ) -> None:
        self.file, self.form, self.zone, self.known_on = file, form, zone, known_on

    def history(self) -> History:
        """
        Read the history.

        Raises:
            UnreadableFileError: with every problem of the file.
            CliError: nothing says what it is, or its format has a zone of its own.
            InvalidValueError: there is no such zone.
            InvalidWhenError: the day of knowledge is no moment.
        """
        found = self._read()
        nothing = holds_nothing(found)
        if nothing:
            tell(f"orgchart: note: {self.place} holds no facts")
        if self.known_on is None:
            return found
        found = found.known_on(self.known_on)
        if not nothing and holds_nothing(found):
            tell(f"orgchart: note: nothing in {self.place} was known on {plain(self.known_on)}")
        return found

    @property
    def place(self) -> str:
        """What to call the file."""
        return "standard input" if self.file == "-" else plain(self.file)

    def spare(self, out: str) -> None:
        """
        Refuse to write over the file that is read: its history would be gone.

        Raises:
            CliError: both are one file.
        """
        if is_same(self.file, out):
            raise CliError(f"{out} is to be read; name another file to write")

    def _read(self) -> History:
        name = form_of(self.file, self.form)
        form = FORMS[name]
        if self.zone is not None and form.shape is not Shape.REPORTED:
            raise CliError(f"--zone {self.zone}: {name} says itself what zone it has; leave it out")
        read = loaded(form.reader or "")
        if form.shape is Shape.FOLDER:
            if self.file == "-":
                reason = "standard input cannot be a folder; name the folder"
                raise CliError(reason)
            return read(self.file)  # type: ignore[no-any-return] # readers return histories
        if form.shape is Shape.REPORTED:
            if self.zone is not None:
                from orgchart.history import History  # noqa: PLC0415 - takes long

                History.build(zone=self.zone)  # a zone that is none is no fault of the file
            origin = named_input() if self.file == "-" else self.file
            return read(origin, zone=self.zone, **form.options)  # type: ignore[no-any-return] # as above
        if self.file == "-":
            return read(standard_input(), "standard input")  # type: ignore[no-any-return] # as above
        from orgchart.io.files import read_text  # noqa: PLC0415 - loads the readers

        return read(read_text(Path(self.file)), self.file)  # type: ignore[no-any-return] # as above


def is_same(file: str, out: str) -> bool:
    """Say whether what is to be written is the very file or folder that is read."""
    with suppress(OSError, ValueError):
        return "-" not in {file, out} and not special(out) and Path(file).samefile(out)
    return False


def holds_nothing(history: History) -> bool:
    """Say whether a history has no fact at all."""
    return not any(table.size for table in history.store.facts.every)


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
        CliError: it is closed.
    """
    from orgchart.io.files import unreadable  # noqa: PLC0415 - loads the readers

    data = standard_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1} is not UTF-8"
        raise unreadable("standard input", reason, line) from error
    if not text.strip():
        raise unreadable("standard input", "it is empty")
    return text


def standard_bytes() -> bytes:
    """
    Return all of standard input.

    Raises:
        UnreadableFileError: it is too large.
        CliError: it is closed.
    """
    from orgchart.io.files import unreadable  # noqa: PLC0415 - loads the readers
    from orgchart.io.limits import MOST_BYTES  # noqa: PLC0415 - as above

    stream: TextIO | None = sys.stdin
    if stream is None:
        reason = "standard input is closed; name a file"
        raise CliError(reason)
    data = stream.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise unreadable("standard input", f"it has more than {MOST_BYTES:,} bytes")
    return data


def loaded(place: str) -> Any:  # noqa: ANN401 - of any reader or writer
    """Return a function by its place, ``module:function``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
