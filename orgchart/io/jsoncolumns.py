"""
The quick way through a JSON file: records go into columns as they are met, and are not kept.

It knows files without a fault only. Whatever is odd ends it, and the reader that goes through
everything with care tells what is wrong.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, TypeAlias, cast, final

import numpy as np
import numpy.typing as npt

from orgchart.errors import OrgchartError
from orgchart.history import History
from orgchart.io.assembling import Assembler, Problem, history_of, stacked
from orgchart.io.reading import history_from
from orgchart.io.tables import TABLES, TableForm, trimmed
from orgchart.memory import unswept
from orgchart.names import Codes, Picks, Rows
from orgchart.progress import follow
from orgchart.store.coded import Coded, objects
from orgchart.store.table import Table, fields_of

__all__ = ["quickly"]

#: The pairs of an object, as the scanner gives them; a list stays a list.
_Pairs: TypeAlias = tuple[tuple[str, object], ...]


def quickly(text: str) -> History | None:
    """
    Return the history that a JSON text holds; None where anything about it is odd.

    Complexity: one pass over the text; the cost of a fact is paid when it is asked for.
    """
    scanner = _Scanner(text)
    try:
        with unswept():
            deque(follow(scanner.parts(), "reading", len(text) // _CHUNK + 1), maxlen=0)
        return scanner.history()
    except (_OddError, OrgchartError, ValueError, IndexError, RecursionError):
        return None


class _OddError(Exception):
    """Something is not as this module knows it."""


_scan: Final[Callable[[str, int], tuple[Any, int]]] = json.JSONDecoder(
    object_pairs_hook=tuple
).raw_decode
_blank: Final = re.compile(r"[ \t\n\r]*").match
_comma: Final = re.compile(r"[ \t\n\r]*,[ \t\n\r]*").match
_colon: Final = re.compile(r"[ \t\n\r]*:[ \t\n\r]*").match
#: Where one record may end and another begin, in a list and in an object.
_between_listed: Final = re.compile(r"\}([ \t\n\r]*,[ \t\n\r]*)\{").search
_between_keyed: Final = re.compile(r'[\]}]([ \t\n\r]*,[ \t\n\r]*)"').search
#: So much text is read at a time.
_CHUNK: Final = 1 << 16
#: So many ends of a chunk are tried before it is made larger.
_TRIES: Final = 4


@final
class _Scanner:
    """Goes through the text of a document once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._records = {form.name: _Records(form) for form in TABLES}
        self._rest: dict[str, object] = {}
        self._at = 0

    def parts(self) -> Iterator[None]:
        """Go through the text, and yield after each part of it."""
        text = self._text
        if not text.startswith("{", self._skip(_blank)):
            raise _OddError
        self._at += 1
        self._skip(_blank)
        met: set[str] = set()
        while True:
            key, self._at = _scan(text, self._at)
            if type(key) is not str or key in met:
                raise _OddError
            met.add(key)
            self._skip(_colon)
            records = self._records.get(key)
            if records is not None and text[self._at] == records.bracket:
                for chunk in self._chunks(records.bracket):
                    records.take(chunk)
                    yield
            else:
                value, self._at = _scan(text, self._at)
                self._rest[key] = _plain(value)
            if _comma(text, self._at) is None:
                break
            self._skip(_comma)
        self._skip(_blank)
        if not text.startswith("}", self._at):
            raise _OddError
        self._at += 1
        if self._skip(_blank) != len(text):
            raise _OddError

    def _skip(self, what: Callable[[str, int], re.Match[str] | None]) -> int:
        found = what(self._text, self._at)
        if found is None:
            raise _OddError
        self._at = found.end()
        return self._at

    def _chunks(self, bracket: str) -> Iterator[Sequence[Any]]:
        """Yield what a list or an object holds, some items at a time, and stop behind it."""
        text = self._text
        between = _between_listed if bracket == "[" else _between_keyed
        closing = _CLOSING[bracket]
        self._at += 1
        reach, tries = _CHUNK, 0
        look = self._at + reach
        while True:
            found = between(text, look)
            end = len(text) if found is None else found.start(1)
            chunk = f"{bracket}{text[self._at : end]}{closing}"
            try:
                items, read = _scan(chunk, 0)
            except ValueError:
                # That was no end of an item.
                if found is None:
                    raise
                tries += 1
                reach = reach if tries % _TRIES else 2 * reach
                look = found.end() if tries % _TRIES else self._at + reach
                continue
            yield items
            if found is None or read < len(chunk):
                # It read up to the closing bracket that is in the text.
                self._at += read - 1
                return
            self._at = found.end(1)
            reach, tries = _CHUNK, 0
            look = self._at + reach

    def history(self) -> History:
        """Return the history that was read."""
        if not self._rest.keys() <= _REST:
            raise _OddError
        if any(self._rest.get(name) is not None for name in self._records):
            raise _OddError
        rest = {name: value for name, value in self._rest.items() if name not in self._records}
        bare = history_from(rest, "")
        assembler = Assembler(bare.zone)
        tables = {name: records.table(assembler) for name, records in self._records.items()}
        short = self._records["posts"].short_lines(assembler)
        if short is not None:
            tables["lines"] = _joined(tables["lines"], short)
        return history_of(bare, tables)


_CLOSING: Final = {"[": "]", "{": "}"}
_REST: Final = frozenset({"history", "sources", "claims", *(form.name for form in TABLES)})


def _plain(value: object) -> object:
    """Return a value in the form that parsers give it by themselves."""
    if isinstance(value, tuple):
        pairs = cast("_Pairs", value)
        table = {key: _plain(each) for key, each in pairs}
        if len(table) < len(pairs):
            raise _OddError
        return table
    if isinstance(value, list):
        return [_plain(each) for each in cast("list[object]", value)]
    return value


@final
class _Records:
    """The records of one table, put into columns chunk by chunk."""

    def __init__(self, form: TableForm) -> None:
        self.bracket = "{" if "id" in form.needed else "["
        self._form = form
        self._known = {*form.shape, "reports_to"} if form.name == "posts" else {*form.shape}
        self._columns: dict[str, _Growing] = {}
        self._alone: list[npt.NDArray[np.bool_]] = []
        self._keys = 0
        self._size = 0

    def take(self, items: Sequence[Any]) -> None:
        """Take records, or pairs of an id and a record or a list of records."""
        if items and self.bracket == "{":
            self._take_keyed(items)
        elif items:
            self._take(items)

    def _take_keyed(self, items: Sequence[tuple[str, Any]]) -> None:
        keys, given = zip(*items, strict=True)
        lists: list[Sequence[Any]] = [v if type(v) is list else (v,) for v in given]
        counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        rows = np.arange(self._size, self._size + int(counts.sum()))
        ids = [key for key, count in zip(keys, counts.tolist(), strict=True) for _ in range(count)]
        self._keys += len(keys)
        self._alone.append(np.repeat(counts == 1, counts))
        self._column("id").take(rows, ids)
        self._take([*chain.from_iterable(lists)])

    def _take(self, records: Sequence[Any]) -> None:
        if not {*map(type, records)} <= {tuple}:
            raise _OddError
        pairs: list[tuple[str, object]] = [*chain.from_iterable(records)]
        lengths = np.fromiter(map(len, records), dtype=np.int64, count=len(records))
        rows = np.repeat(np.arange(self._size, self._size + len(records)), lengths)
        self._size += len(records)
        if not pairs:
            return
        names, values = zip(*pairs, strict=True)
        codes = {name: code for code, name in enumerate(dict.fromkeys(names))}
        if not codes.keys() <= self._known:
            raise _OddError
        coded = np.fromiter(map(codes.__getitem__, names), dtype=np.int8, count=len(names))
        given = objects(values)
        for name, code in codes.items():
            places = np.flatnonzero(coded == code)
            own = rows[places]
            if (own[1:] == own[:-1]).any():
                raise _OddError  # a key stands twice in one record
            self._column(name).take(own, given[places].tolist())

    def _column(self, name: str) -> _Growing:
        return self._columns.setdefault(name, _Growing())

    def _made(self) -> dict[str, Coded]:
        return {name: column.made(self._size) for name, column in self._columns.items()}

    def table(self, assembler: Assembler) -> Table[Any]:
        """Return the table of all records."""
        columns = self._made()
        if self._keys and len(columns["id"].values) != self._keys:
            raise _OddError  # an id stands twice
        columns.pop("reports_to", None)
        return _right(assembler.table(self._form, self._size, columns))

    def short_lines(self, assembler: Assembler) -> Table[Any] | None:
        """Return the lines that `reports_to` stands for; None where there are none."""
        columns = self._made()
        managers = columns.get("reports_to")
        if managers is None:
            return None
        rows = np.flatnonzero(managers.picks(lambda value: value is not None, self._size))
        if not len(rows):
            return None
        alone = np.concatenate(self._alone)
        told = {"post": columns["id"], "manager": managers}
        told |= {name: columns[name] for name in ("sources",) if name in columns}
        # It lives as long as its record; where that is the only one, it says nothing of its own.
        told |= {
            name: _without(columns[name], alone) for name in ("start", "end") if name in columns
        }
        taken = {name: _taken(column, rows) for name, column in told.items()}
        return _right(assembler.table(_LINES, len(rows), taken))


_LINES: Final = next(form for form in TABLES if form.name == "lines")


def _without(column: Coded, rows: Picks) -> Coded:
    codes = column.codes_of(len(rows)).copy()
    codes[rows] = len(column.values)
    return trimmed([*column.values.tolist(), None], codes)


def _taken(column: Coded, rows: Rows) -> Coded:
    taken = column.take(rows)
    return taken if taken.codes is None else trimmed(taken.values.tolist(), taken.codes)


def _right(made: tuple[Table[Any], list[Problem]]) -> Table[Any]:
    table, problems = made
    if problems:
        raise _OddError
    return table


def _joined(one: Table[Any], two: Table[Any]) -> Table[Any]:
    """Return the rows of two tables in one."""
    if not one.size:
        return two
    columns = {
        name: stacked([(table.column(name), table.size) for table in (one, two)])
        for name in fields_of(one.kind)
    }
    return Table(one.kind, one.size + two.size, columns)


@final
class _Codes(dict[object, int]):
    """The number of each value; a new one gets the next."""

    def __missing__(self, key: object) -> int:
        code = self[key] = len(self)
        return code


@final
class _Growing:
    """A column of plain values to which rows are added."""

    def __init__(self) -> None:
        self._codes = _Codes({None: 0})
        #: The values of keys that stand for something else.
        self._odd: dict[object, object] = {}
        self._parts: list[tuple[Rows, Codes]] = []

    def take(self, rows: Rows, values: Sequence[object]) -> None:
        """Take the values of some rows."""
        keys = values
        if not {*map(type, values)} <= _SIMPLE:
            # True is the same key as 1, and lists are none.
            keys = [value if type(value) is str else (repr(value),) for value in values]
            odd = {
                key: value for key, value in zip(keys, values, strict=True) if type(key) is tuple
            }
            self._odd |= {key: _plain(value) for key, value in odd.items()}
        codes = np.fromiter(map(self._codes.__getitem__, keys), dtype=np.int32, count=len(keys))
        self._parts.append((rows, codes))

    def made(self, size: int) -> Coded:
        """Return the column of so many rows; None in those that were not given."""
        codes = np.zeros(size, dtype=np.int32)
        for rows, part in self._parts:
            codes[rows] = part
        values: list[object] = list(self._codes)
        if self._odd:
            values = [self._odd.get(value, value) for value in values]
        return trimmed(values, codes)


_SIMPLE: Final = {str, int, type(None)}
