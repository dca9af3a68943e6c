"""
A history as the text of a JSON document, made of its columns some thousand records at a time.

No fact is made, and no more of the text is in memory than is about to be written. Within that
many records each value of a field becomes text once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain, pairwise, repeat
from typing import Final, NamedTuple, TypeAlias, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.claims import Claim
from orgchart.history import History
from orgchart.io.writing import ABSENT, FIELDS, Field, head_to, shortened
from orgchart.names import Rows
from orgchart.progress import follow
from orgchart.sources import Source
from orgchart.store.coded import Coded, objects

__all__ = ["json_parts"]

#: So many records are made at a time.
_AT_ONCE: Final = 1 << 14

#: Returns the column of an attribute.
_Columns: TypeAlias = Callable[[str], Coded]


def json_parts(history: History) -> Generator[str]:
    """
    Yield the text of a JSON file that holds the history, with nothing lost, part by part.

    Complexity: one pass over the facts; memory for one part at a time.
    """
    head = f'{{\n  "history": {_nested(_encoded(head_to(history)), 2)}'
    tables = [table for table in _tables(history) if table.size]
    parts = chain([head], *(table.parts() for table in tables), ["\n}\n"])
    yield from follow(parts, "writing", 2 + sum(table.count for table in tables))


#: Each item stands on a line of its own, as people like to read it.
_encoded: Final[Callable[[object], str]] = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def _nested(text: str, blanks: int) -> str:
    """Return the text of a value so much deeper; what breaks its lines is never inside a text."""
    return text.replace("\n", f"\n{' ' * blanks}")


def _tables(history: History) -> Iterator[_Table]:
    """Yield the tables of a history, in the order in which they are written."""
    facts = history.store.facts
    short, own = shortened(facts)

    def of_posts(name: str) -> Coded:
        return short if name == "reports_to" else facts.posts.column(name)

    def of_lines(name: str) -> Coded:
        return facts.lines.column(name).take(own)

    yield _Table.keyed("people", facts.people.size, facts.people.column)
    yield _Table.keyed("units", facts.units.size, facts.units.column)
    yield _Table.keyed("posts", facts.posts.size, of_posts)
    yield _Table("tenures", facts.tenures.size, facts.tenures.column)
    yield _Table("lines", len(own), of_lines)
    yield _Table("leaves", facts.leaves.size, facts.leaves.column)
    for name, things in (("sources", history.sources), ("claims", history.claims)):
        yield _Table.keyed(name, len(things), partial(_column_of, things))


def _column_of(things: Iterable[Source | Claim], name: str) -> Coded:
    return Coded.of(getattr(thing, name) for thing in things)


class _Ids(NamedTuple):
    """
    What records stand under, those with one id beside each other.

    Attributes:
        column: the id of each record.
        anew: for each record whether its id is another than that of the one before; and once
            more, for what is behind the last.
    """

    column: Coded
    anew: npt.NDArray[np.bool_]


@final
@attrs.frozen(eq=False)
class _Table:
    """
    A table of the document.

    Attributes:
        name: its name.
        size: how many records it has.
        column: finds the column of a field.
        ids: what the records stand under; None where they stand in a list.
    """

    name: str
    size: int
    column: _Columns
    ids: _Ids | None = None

    @classmethod
    def keyed(cls, name: str, size: int, column: _Columns) -> _Table:
        """Make a table whose records stand under ids."""
        ids = column("id")
        codes = ids.codes_of(size)
        anew = np.concatenate(([True], codes[1:] != codes[:-1], [True]))
        return cls(name, size, column, _Ids(ids, anew))

    @property
    def count(self) -> int:
        """How many parts its text has."""
        return -(-self.size // _AT_ONCE)

    def parts(self) -> Iterator[str]:
        """Yield its text, part by part."""
        fields = [(field, self.column(field.attribute)) for field in FIELDS[self.name]]
        opening, closing = "[]" if self.ids is None else "{}"
        for low in range(0, self.size, _AT_ONCE):
            rows = np.arange(low, min(low + _AT_ONCE, self.size))
            columns = [_cells(field, column.take(rows), len(rows)) for field, column in fields]
            # What is left out everywhere, as most fields are, costs nothing here.
            cells = zip(repeat("", len(rows)), *filter(None, columns), strict=True)
            records = self._records((",".join(filter(None, each)) for each in cells), rows)
            before = "," if low else f',\n  "{self.name}": {opening}'
            after = f"\n  {closing}" if low + _AT_ONCE >= self.size else ""
            yield f"{before}\n{records}{after}"

    def _records(self, bodies: Iterator[str], rows: Rows) -> str:
        """Return the text of the records of some rows, given what stands inside of each."""
        if self.ids is not None:
            ids = self.ids.column.take(rows)
            texts = map(_encoded, ids.values[ids.codes_of(len(rows))].tolist())
            anew = pairwise(self.ids.anew[rows[0] : rows[-1] + 2].tolist())
            return ",\n".join(map(_under, texts, bodies, anew))
        # A record of a list says something.
        inside = "\n    },\n    {".join(bodies)
        return f"    {{{inside}\n    }}"


def _under(text: str, body: str, anew: tuple[bool, bool]) -> str:
    """Return the text of a record under its id; several with one id stand in a list."""
    if all(anew):
        return f"    {text}: {{{body}\n    }}" if body else f"    {text}: {{}}"
    before = f"    {text}: [\n" if anew[0] else ""
    after = "\n    ]" if anew[1] else ""
    return f"{before}      {{{_nested(body, 2)}\n      }}{after}"


def _cells(field: Field, column: Coded, size: int) -> list[str]:
    """Return the text of a field in each row, empty where it is left out; none if it is in all."""
    codes = column.codes_of(size)
    met = np.zeros(len(column.values), dtype=bool)
    met[codes] = True
    used = met.nonzero()[0]
    texts = [_cell(field, value) for value in column.values[used].tolist()]
    if not any(texts):
        return []
    places = np.empty(len(met), dtype=np.intp)
    places[used] = np.arange(len(used))
    cells: list[str] = objects(texts)[places[codes]].tolist()
    return cells


def _cell(field: Field, value: object) -> str:
    told = field.plain(value)
    return "" if told is ABSENT else f'\n      "{field.name}": {_nested(_encoded(told), 6)}'
