"""
Limits of what is read: how large a file may be, how deep what it holds, how much memory it may ask.

A history is a few levels deep. What goes beyond these limits is no history, or no file for a
reader that holds all of it, and is refused with a sentence.
"""

from __future__ import annotations

import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import IOBase
from pathlib import Path
from typing import IO, Any, AnyStr, Final

from orgchart.errors import UnreadableFieldError, UnreadableFileError
from orgchart.io.shape import is_list, is_table

__all__ = [
    "MOST_BYTES",
    "MOST_LEVELS",
    "guarded",
    "read_bytes",
    "read_open",
    "read_within",
    "require_shallow",
]

#: The most bytes that a file of text may have. Its text takes up to four times that in memory.
MOST_BYTES: Final = 1_000_000_000
#: The most levels of lists and tables inside each other. A history has six.
MOST_LEVELS: Final = 50

_CHUNK: Final = 1 << 20


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """
    Return what a file holds, but not of one that is too large.

    Args:
        path: the file; what is no regular file, such as a pipe, is read up to the limit.
        most: the most bytes it may have.

    Raises:
        UnreadableFileError: it has more.
        OSError: see `open`.
        ValueError: see `open`.
    """
    found = path.stat()
    if stat.S_ISREG(found.st_mode):
        if found.st_size > most:
            raise _unreadable(str(path), _too_large(most, found.st_size))
        return path.read_bytes()
    with path.open("rb") as stream:
        return read_open(stream, str(path), most)


def read_open(stream: IO[AnyStr], file: str, most: int = MOST_BYTES) -> AnyStr:
    """
    Return what is left of an open file, but no more than a file may have.

    Args:
        stream: the file, of bytes or of text.
        file: its name, for messages.
        most: the most bytes, or characters, it may have.

    Raises:
        UnreadableFileError: it has more.
        OSError: it cannot be read.
        ValueError: it is text, and not of its encoding; or it is closed.
    """
    found = read_within(stream, most)
    if found is None:
        raise _unreadable(file, _too_large(most))
    return found


def read_within(stream: IO[AnyStr], most: int) -> AnyStr | None:
    """
    Return what is left of an open file; None where that is more than it may have.

    A file that can be gone back in is gone through once before anything is kept of it: a small
    one that unpacks itself to a very large one takes time then, and no memory.

    Args:
        stream: the file, of bytes or of text.
        most: the most bytes, or characters, it may have.

    Raises:
        OSError: it cannot be read.
        ValueError: it is text, and not of its encoding; or it is closed.
    """
    start = _start(stream)
    if start is not None:
        if sum(map(len, _parts(stream, most))) > most:
            return None
        stream.seek(start)
    parts: list[Any] = [*_parts(stream, most)]
    if sum(map(len, parts)) > most:
        return None
    whole: AnyStr = parts[-1][:0].join(parts)
    return whole


def _parts(stream: IO[AnyStr], most: int) -> Iterator[AnyStr]:
    """Yield what is left of a file part by part, the last one empty, and little beyond a limit."""
    left = most
    while True:
        part = stream.read(min(_CHUNK, left + 1))
        yield part
        left -= len(part)
        if not part or left < 0:
            return


def _start(stream: IO[Any]) -> int | None:
    """Return where a file stands that one can go back in; others than Python's own may lie."""
    # Some systems say of a terminal that one can.
    if not isinstance(stream, IOBase) or not stream.seekable() or stream.isatty():
        return None
    try:
        return stream.tell()
    except OSError:  # as one says of which lines have been gone through
        return None


def _too_large(most: int, size: int | None = None) -> str:
    told = "it has more" if size is None else f"it has {size:,} bytes"
    remedy = "split it, or keep a history of that size as Parquet (write_parquet)"
    return f"{told}; a file may have at most {most:,} bytes: {remedy}"


def require_shallow(value: object, file: str, most: int = MOST_LEVELS) -> None:
    """
    Refuse what has too many levels of lists and tables inside each other.

    Args:
        value: what a parser returned.
        file: the name of the file, for messages.
        most: the most levels there may be.

    Raises:
        UnreadableFileError: there are more.

    Complexity: one pass over the lists and tables; no recursion, however deep they are.

    >>> require_shallow([[[]]], "the text", most=2)
    Traceback (most recent call last):
        ...
    orgchart.errors.UnreadableFileError: the text cannot be read
      the text: it is nested too deeply to be a history; 2 levels are the most
    """
    level = [*_containers([value])]
    for _ in range(most):
        level = [each for one in level for each in _containers(one)]
        if not level:
            return
    if level:
        reason = f"it is nested too deeply to be a history; {most} levels are the most"
        raise _unreadable(file, reason)


def _containers(value: object) -> Iterator[object]:
    """Yield the lists and tables that stand in one."""
    inside = value.values() if is_table(value) else value if is_list(value) else ()
    return (each for each in inside if is_table(each) or is_list(each))


@contextmanager
def guarded(file: str) -> Generator[None]:
    """
    Tell in a sentence that a file asks for too much of the machine.

    Args:
        file: the name of the file, for messages.

    Raises:
        UnreadableFileError: in place of `MemoryError` and `RecursionError`.

    >>> with guarded("the text"):
    ...     raise MemoryError
    Traceback (most recent call last):
        ...
    orgchart.errors.UnreadableFileError: the text cannot be read
      the text: it is too large for the memory of this machine
    """
    try:
        yield
    except MemoryError as error:
        raise _unreadable(file, "it is too large for the memory of this machine") from error
    except RecursionError as error:
        raise _unreadable(file, "it is nested too deeply to be a history") from error


def _unreadable(file: str, reason: str) -> UnreadableFileError:
    problem = UnreadableFieldError(file, "", None, None, reason)
    return UnreadableFileError(f"{file} cannot be read", [problem])
