"""Reading a whole file of text, and writing one so that a crash leaves the old one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.limits import read_bytes
from orgchart.saving import write

__all__ = ["read_text", "unreadable", "write_text"]


def unreadable(file: str, reason: str, line: int | None = None) -> UnreadableFileError:
    """Return the error that says one thing about a whole file."""
    problem = UnreadableFieldError(file, "", line, None, reason)
    return UnreadableFileError(f"{file} cannot be read", [problem])


def read_text(path: Path) -> str:
    """
    Return the text of a file of UTF-8, with or without a byte-order mark.

    Raises:
        UnreadableFileError: the file is missing, a folder, empty, not UTF-8, or out of reach.
    """
    name = str(path)
    try:
        data = read_bytes(path)
    except IsADirectoryError as error:
        raise unreadable(
            name, "it is a folder; name a .toml or .json file, or a folder of tables"
        ) from error
    except FileNotFoundError as error:
        raise unreadable(name, "there is no such file") from error
    except (OSError, ValueError) as error:
        raise unreadable(name, f"it cannot be opened: {error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        raise unreadable(name, reason, line) from error
    if not text.strip():
        raise unreadable(name, "it is empty")
    return text


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """
    Write a file whole or not at all; what was there stays until the new text is on the disk.

    A device or a pipe is written to and never replaced.

    Args:
        path: where it goes.
        text: what is in it, or the parts of it, each of which is made when it is written.

    Raises:
        UnwritableFileError: the folder is missing or cannot be written to, or the disk is full;
            or no file can hold such a text.
    """
    write(path, (part.encode() for part in ((text,) if isinstance(text, str) else text)))
