"""A path or an open file: text in, and text out."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from orgchart.errors import UnwritableFileError
from orgchart.io.files import read_text, unreadable, write_text
from orgchart.io.given import require_file
from orgchart.io.limits import read_open

__all__ = ["Destination", "Origin", "name_of", "text_from", "text_to"]

#: Where text is read from: a path, or a file that is open for reading.
Origin: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes]
#: Where text is written to: a path, or a file of text that is open for writing.
Destination: TypeAlias = str | PathLike[str] | IO[str]


def name_of(place: Origin | Destination) -> str:
    """Return what to call a file in messages."""
    if isinstance(place, str | PathLike):
        return str(place)
    name: object = getattr(place, "name", None)
    return name if isinstance(name, str) else "the file"


def text_from(origin: Origin) -> str:
    """
    Return the text of a file of UTF-8, with or without a byte-order mark.

    Raises:
        InvalidValueError: it is neither a path nor a file that can be read.
        UnreadableFileError: it is missing, empty, not UTF-8, out of reach, or too large.
    """
    if isinstance(origin, str | PathLike):
        return read_text(Path(origin))
    require_file(origin, "read")
    name = name_of(origin)
    try:
        data: object = read_open(cast("IO[Any]", origin), name)
        text = data if isinstance(data, str) else cast("bytes", data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(name, f"byte {error.start + 1} is not UTF-8") from error
    except (OSError, EOFError) as error:  # the end of what is packed may be missing
        raise unreadable(name, f"it cannot be read: {error}") from error
    if not text.strip():
        raise unreadable(name, "it is empty")
    return text.removeprefix("\ufeff")


def text_to(destination: Destination, text: str) -> None:
    """
    Write text to an open file, or to a path whole or not at all.

    Raises:
        InvalidValueError: it is neither a path nor a file that can be written.
        UnwritableFileError: it cannot be written.
    """
    if isinstance(destination, str | PathLike):
        write_text(Path(destination), text)
        return
    require_file(destination, "write")
    try:
        destination.write(text)
    except OSError as error:
        raise UnwritableFileError(name_of(destination), error.strerror or str(error)) from error
