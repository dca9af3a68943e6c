"""What callers give: a path, a file, a text, a history; or a sentence that says what to give."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from orgchart.errors import InvalidValueError
from orgchart.history import History

__all__ = ["a_history", "a_path", "a_text", "require_file"]


def a_path(given: str | PathLike[str], what: str = "file") -> Path:
    """
    Return a path.

    Args:
        given: what a caller gave.
        what: what it should name: a file or a folder.

    Raises:
        InvalidValueError: it is no path.
    """
    try:
        return Path(given)
    except TypeError as error:
        reason = f"give the name of a {what} as text or a Path"
        raise InvalidValueError(f"a {what}", "path", given, reason) from error


def a_history(given: History, what: str = "file") -> History:
    """
    Return a history.

    Args:
        given: what a caller gave.
        what: what it should be written to: a file or a folder.

    Raises:
        InvalidValueError: it is none.
    """
    if not isinstance(given, History):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        reason = "give a History; History.from_snapshots makes one of charts"
        raise InvalidValueError(f"a {what}", "history", given, reason)
    return given


def a_text(given: str) -> str:
    """
    Return a text.

    Args:
        given: what a caller gave.

    Raises:
        InvalidValueError: it is none.
    """
    if not isinstance(given, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        reason = "give text, which bytes become with decode()"
        raise InvalidValueError("the text", "type", type(given).__name__, reason)
    return given


def require_file(given: object, does: str) -> None:
    """
    Refuse what is no open file.

    Args:
        given: what a caller gave that is no path.
        does: what is to be done with it: ``read`` or ``write``.

    Raises:
        InvalidValueError: one cannot.
    """
    if not callable(getattr(given, does, None)):
        reason = "give the name of a file as text or a Path, or an open file"
        raise InvalidValueError("a file", "path", given, reason)
