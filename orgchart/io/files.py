"""Reading a whole file of text, and writing one so that a crash leaves the old one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from orgchart.errors import UnreadableFieldError, UnreadableFileError, UnwritableFileError
from orgchart.io.limits import read_bytes

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


def write_text(path: Path, text: str) -> None:
    """
    Write a file whole or not at all; what was there stays until the new text is on the disk.

    Raises:
        UnwritableFileError: the folder is missing or cannot be written to, or the disk is full.
    """
    temporary: Path | None = None
    try:
        target = Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".orgchart-")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UnwritableFileError(str(path), reason) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new file."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
