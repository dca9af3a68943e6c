"""A history as one JSON document."""

from __future__ import annotations

import json
from typing import Any

from orgchart.history import History
from orgchart.io.files import unreadable
from orgchart.io.jsoncolumns import quickly
from orgchart.io.jsontext import json_parts
from orgchart.io.limits import require_shallow
from orgchart.io.reading import history_from

__all__ = ["from_json", "json_parts", "parsed", "to_json"]


def from_json(text: str, file: str) -> History:
    """
    Read a history from the text of a JSON file.

    Args:
        text: the text.
        file: the name of the file, for messages.

    Raises:
        UnreadableFileError: with every problem and its path.
    """
    history = quickly(text)
    return history_from(parsed(text, file), file) if history is None else history


def parsed(text: str, file: str) -> object:
    """
    Return what a JSON text holds; no object may have a key twice.

    Raises:
        UnreadableFileError: it is not JSON.
    """
    try:
        found: object = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        reason = f"it is not JSON: {error.msg} (column {error.colno})"
        raise unreadable(file, reason, error.lineno) from error
    except _RepeatedKeyError as error:
        raise unreadable(file, f"the key {error.key!r} stands twice in one object") from error
    except RecursionError as error:
        raise unreadable(file, "it is nested too deeply to be a history") from error
    except ValueError as error:
        # All other errors of the parser say where; Python itself refuses so long a number.
        reason = "it holds a whole number of thousands of digits, which no field takes"
        raise unreadable(file, reason) from error
    require_shallow(found, file)
    return found


def to_json(history: History) -> str:
    """Return the text of a JSON file that holds the history, with nothing lost."""
    return "".join(json_parts(history))


class _RepeatedKeyError(Exception):
    """A key stands twice in one object; the parser would drop the first."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKeyError(key)
        found[key] = value
    return found
