"""A history as one TOML file: read with line numbers, written to be pleasant to edit."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Generator, Iterator
from typing import Final

from orgchart.history import History
from orgchart.io.files import unreadable
from orgchart.io.limits import require_shallow
from orgchart.io.reading import Place, history_from
from orgchart.io.shape import Document, is_list, is_table
from orgchart.io.writing import history_to
from orgchart.progress import follow, waiting

__all__ = ["from_toml", "to_toml", "toml_parts"]


def from_toml(text: str, file: str) -> History:
    """
    Read a history from the text of a TOML file.

    Args:
        text: the text.
        file: the name of the file, for messages.

    Raises:
        UnreadableFileError: with every problem and its line.
    """
    # The parser tells nothing of itself, and blanking texts takes as long.
    with waiting("reading TOML"):
        return _read(text, file)


def _read(text: str, file: str) -> History:
    if _DEEP_KEY.search(_BLOCKS.sub("_", text)):
        raise unreadable(file, "it is nested too deeply to be a history")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _ERROR_LINE.search(str(error))
        at_end = text.rstrip("\n").count("\n") + 1 if "end of document" in str(error) else None
        line = int(found[1]) if found else at_end
        said = _ERROR_PLACE.sub("", str(error))
        raise unreadable(file, f"it is not TOML: {said}", line) from error
    except RecursionError as error:
        raise unreadable(file, "it is nested too deeply to be a history") from error
    except ValueError as error:
        # All other errors of the parser say where; Python itself refuses so long a number.
        reason = "it holds a whole number of thousands of digits, which no field takes"
        raise unreadable(file, reason) from error
    require_shallow(document, file)
    return history_from(document, file, _Lines(text).find)


# tomllib takes time that grows with the square of the number of parts of a dotted key. Texts and
# comments are blanked first, so that only keys are counted.
_DEEP_KEY: Final = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+[.][ \t]*+){100}")
_ERROR_LINE: Final = re.compile(r"\(at line (\d+)")
_ERROR_PLACE: Final = re.compile(r" \(at [^()]*\)$")

_HEADER: Final = re.compile(
    r"""\s*(?P<open>\[\[?)(?P<keys>([^\[\]"']|"([^"\\]|\\.)*"|'[^']*')+)\]\]?\s*(#.*)?"""
)
_PAIR: Final = re.compile(r"""\s*(?P<key>[A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=""")
_KEY: Final = re.compile(r"""\s*(?P<key>[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')\s*(?:\.|$)""")


class _Lines:
    """
    Finds the line of a place in a TOML text.

    tomllib does not tell lines, so headers and keys are found again by their look; made only when
    something is wrong.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.index: dict[Place, int] | None = None

    def find(self, place: Place) -> int | None:
        if self.index is None:
            self.index = dict(self._places())
        while place:
            if place in self.index:
                return self.index[place]
            place = place[:-1]
        return None

    def _places(self) -> Iterator[tuple[Place, int]]:
        counts: dict[Place, int] = {}
        table: Place = ()
        for number, line in enumerate(_BLOCKS.sub(_blanked, self.text).split("\n"), start=1):
            header = _HEADER.fullmatch(line.rstrip("\r"))
            if header:
                table = _header_place(header["keys"])
                if header["open"] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                yield table, number
                continue
            pair = _PAIR.match(line)
            if pair:
                yield (*table, pair["key"].strip("\"'")), number


def _header_place(keys: str) -> Place:
    return tuple(_unquoted(found["key"]) for found in _KEY.finditer(keys))


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        try:
            return str(json.loads(key))
        except ValueError:
            return key[1:-1]
    return key


# Comments and texts of one line first, so that three quotes inside them open nothing.
_BLOCKS: Final = re.compile(
    r"""#[^\n]*|(?P<block>\"{3}(?s:.*?)\"{3}|'{3}(?s:.*?)'{3})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
)


def _blanked(found: re.Match[str]) -> str:
    """Return a text of several lines as that many empty ones, anything else as it is."""
    return found[0] if found["block"] is None else "\n" * found[0].count("\n")


# writing


def to_toml(history: History) -> str:
    """Return the text of a TOML file that holds the history, with nothing lost."""
    return "".join(toml_parts(history))


def toml_parts(history: History) -> Generator[str]:
    """Yield the text of a TOML file that holds the history, with nothing lost, part by part."""
    with waiting("writing TOML"):
        document = history_to(history)
    # How many tables there will be, but for versions of one id.
    tables = (table for name, table in document.items() if name != "history")
    count = 1 + sum(len(table) for table in tables if is_table(table) or is_list(table))
    blocks = enumerate(_tables(document))
    parts = (f"\n{block}\n" if number else f"{block}\n" for number, block in blocks)
    yield from follow(parts, "writing", count)


def _tables(document: Document) -> Iterator[str]:
    for name, table in document.items():
        if name != "history" and is_table(table):
            for key, record in table.items():
                yield from _blocks(f"{name}.{_key(key)}", record)
        else:
            yield from _blocks(name, table)


def _blocks(path: str, value: object) -> Iterator[str]:
    """Write a table, or each table of a list."""
    header = f"[[{path}]]" if is_list(value) else f"[{path}]"
    for record in value if is_list(value) else [value]:
        fields = record.items() if is_table(record) else ()
        yield "\n".join((header, *(f"{_key(name)} = {_value(field)}" for name, field in fields)))


_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(value: object) -> str:
    if is_table(value):
        pairs = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}"
    if is_list(value):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Quote as a basic string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
