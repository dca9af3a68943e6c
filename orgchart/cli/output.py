"""`Output`: where an answer goes, in which form, and whether in colours."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, Self, TextIO, TypeAlias, TypeVar, final

from orgchart.cli.endings import NO_OUTPUT, CliError
from orgchart.cli.plain import cell, escaped, json_escaped, plain
from orgchart.progress import follow, waiting

__all__ = ["Line", "Output", "Span", "deliver", "special"]

_T = TypeVar("_T")


class Span(NamedTuple):
    """A stretch of a line: a text of any content, and what it is, for its colour."""

    text: str
    role: str = ""


#: A line of text; whatever its texts hold, it is one line when it is printed.
Line: TypeAlias = str | Sequence[Span]

#: The colours of roles, as parameters of the control sequence "select graphic rendition".
_COLOURS: Final[Mapping[str, str]] = {
    "title": "1",
    "quiet": "2",
    "gone": "31",
    "vacant": "1;31",
    "new": "32",
    "maybe": "33",
    "interim": "33",
    "leave": "35",
    "unknown": "36",
}
#: Endings that name a form that is called otherwise.
_ALIASES: Final = {"txt": "text", "gv": "dot", "ndjson": "jsonl", "htm": "html"}
#: Forms that no terminal shows.
_BINARY: Final = frozenset({"png", "pdf"})


@final
class Output:
    """
    Where an answer goes.

    What goes to a file is written whole or not at all, when the answer is complete; what goes to
    standard output goes line by line.

    Args:
        form: the form asked for; None for what the ending of the file says, or the usual one.
        out: a file, or ``-`` for standard output.
        lang: the language of names and titles.
        color: ``auto``, ``always`` or ``never``.
        forms: the forms that the answer can have, the usual one first.
        raw_cells: leave cells of CSV as they are.

    Raises:
        CliError: the answer cannot have the form, or no terminal could show it.
    """

    def __init__(  # noqa: PLR0913 - the options of every command
        self,
        form: str | None,
        out: str,
        lang: str | None,
        color: str,
        forms: Sequence[str],
        *,
        raw_cells: bool = False,
    ) -> None:
        self.out, self.lang, self.raw_cells = out, lang, raw_cells
        self.form = form or _form_of(out, forms)
        self.colours = color == "always" or (color == "auto" and self._wants_colours())
        self._kept: list[bytes] = []
        #: What goes until there is something to write.
        self._clock = ExitStack()
        if self.form in _BINARY and out == "-" and _is_terminal():
            reason = f"a terminal cannot show {self.form}; name a file with -o"
            raise CliError(reason)

    def _wants_colours(self) -> bool:
        dumb = os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))
        return self.out == "-" and not dumb and _is_terminal()

    @property
    def place(self) -> str:
        """What to call where the answer goes."""
        return "standard output" if self.out == "-" else self.out

    def __enter__(self) -> Self:
        self._clock.enter_context(waiting("working"))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._clock.close()
        if kind is None and self.out != "-" and self._kept:
            deliver(self.out, b"".join(self._kept))

    # forms

    def line(self, line: Line) -> None:
        """Write one line of text; nothing in it is obeyed by a terminal."""
        spans = [Span(line)] if isinstance(line, str) else line
        self._text("".join(map(self._painted, spans)) + "\n")

    def lines(self, lines: Iterable[Line]) -> None:
        """Write lines of text as they come."""
        with self._followed(lines) as followed:
            for line in followed:
                self.line(line)

    def _followed(self, items: Iterable[_T]) -> closing[Generator[_T]]:
        """Return items to be written; a bar shows how many were, and makes way for each."""
        aside = self.out == "-" and _is_terminal()
        return closing(follow(items, "writing", aside=aside))

    def json(self, value: object) -> None:
        """Write a value as JSON."""
        self.data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def json_list(self, head: Mapping[str, object], key: str, items: Iterable[object]) -> None:
        """Write an object with a list in it, item by item as they come."""
        inner = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("}").rstrip()
        comma = "," if head else ""
        # Each line is written with its end: a bar would wipe away what stands without one.
        line, end = f"{inner}{comma}\n  {json.dumps(key)}: [", "]\n}\n"
        between = "\n"
        with self._followed(items) as followed:
            for item in followed:
                self.data(line + between)
                line, between = f"    {json.dumps(item, ensure_ascii=False)}", ",\n"
                end = "\n  ]\n}\n"
        self.data(line + end)

    def json_lines(self, items: Iterable[object]) -> None:
        """Write one JSON value a line, as they come."""
        with self._followed(items) as followed:
            for item in followed:
                self.data(json.dumps(item, ensure_ascii=False) + "\n")

    def table(self, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
        """Write CSV with a head line, row by row as they come."""
        self._row(columns)
        with self._followed(rows) as followed:
            for row in followed:
                self._row([_word(row.get(column)) for column in columns])

    def _row(self, record: Sequence[str]) -> None:
        line = io.StringIO()
        shown = record if self.raw_cells else [cell(text) for text in record]
        csv.writer(line, lineterminator="\n").writerow(shown)
        self._bytes(line.getvalue().encode("utf-8", "surrogatepass"))

    def data(self, text: str) -> None:
        """Write JSON, always in UTF-8."""
        self._bytes(json_escaped(text).encode())

    def document(self, data: bytes) -> None:
        """Write a finished document; what of a text a terminal would obey, it is shown."""
        if self.out == "-" and _is_terminal():
            self._text(escaped(data.decode("utf-8", "backslashreplace")))
        else:
            self._bytes(data)

    # where it goes

    def _painted(self, span: Span) -> str:
        code = _COLOURS.get(span.role) if self.colours else None
        text = plain(span.text)
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def _text(self, text: str) -> None:
        self._clock.close()
        if self.out == "-":
            stream = _stdout()
            if isinstance(stream.buffer, io.RawIOBase):
                _write(stream, text.encode(stream.encoding, "backslashreplace"))
            else:
                stream.write(text)
        else:
            self._kept.append(text.encode())

    def _bytes(self, data: bytes) -> None:
        self._clock.close()
        if self.out == "-":
            _write(_stdout(), data)
        else:
            self._kept.append(data)


def _form_of(out: str, forms: Sequence[str]) -> str:
    """Return the form that the ending of a file says."""
    ending = Path(out).suffix.lower().removeprefix(".") if out != "-" else ""
    found = _ALIASES.get(ending, ending)
    if found and found not in forms:
        reason = f"the ending of {out} names none of the forms of this answer; choose one of "
        raise CliError(reason + f"{', '.join(forms)} with --format")
    return found or forms[0]


def _word(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return "; ".join(map(str, _items(value)))
    return str(value)


def _items(value: Any) -> Iterator[object]:  # noqa: ANN401 - of any items
    return iter(value)


def _stdout() -> TextIO:
    """Return standard output, which a caller may have closed."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise CliError(NO_OUTPUT)
    return stream


def _write(stream: TextIO, data: bytes) -> None:
    """Write all of some bytes: a stream without a buffer takes a part of them at a time."""
    stream.flush()
    left = memoryview(data)
    while left:
        left = left[stream.buffer.write(left) :]


def _is_terminal() -> bool:
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False


def special(path: str) -> bool:
    """Say whether a path is a device or a pipe, which is written to and never replaced."""
    with suppress(OSError, ValueError):
        mode = Path(path).stat().st_mode
        return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
    return False


def deliver(path: str, data: bytes) -> None:
    """
    Write a file whole or not at all; a device or a pipe is written to.

    Raises:
        UnwritableFileError: it cannot be written.
        OSError: a device or a pipe takes nothing.
    """
    if special(path):
        try:
            with Path(path).open("wb") as stream:
                stream.write(data)
        except OSError as error:
            error.filename = error.filename or path
            raise
        return
    from orgchart.saving import write  # noqa: PLC0415 - only who writes a file needs it

    write(path, data)
