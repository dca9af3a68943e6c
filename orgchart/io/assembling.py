"""
Facts made of columns: each distinct value is converted and checked once, as the facts do it.

What holds for one value of a field holds for every row that has it, since no rule of a single
fact is about two of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.history import History
from orgchart.io.tables import TableForm
from orgchart.kinds import RESERVED
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.store import Store
from orgchart.store.coded import Coded, objects
from orgchart.store.table import IDS, Table
from orgchart.when import When

__all__ = ["Assembler", "Problem", "history_of", "stacked"]

#: What is wrong with a value: the field, its code, the value, and the reason.
Problem: TypeAlias = tuple[str, int, object, str]

#: Fields that are checked by nothing but that they are texts a file can hold.
_TEXTS: Final = frozenset({"name", "title", "note", "start_manner", "end_manner", "claim"})
#: What may stand for something else than itself.
_WORDS: Final[frozenset[object]] = RESERVED | {None}
#: A fact of each kind, to be given one field after another.
_ANY: Final[Mapping[type[Fact], Mapping[str, str]]] = {
    Person: {"id": "x", "name": ""},
    Unit: {"id": "x", "name": ""},
    Post: {"id": "x", "title": ""},
    Tenure: {"person": "x", "post": "x"},
    ReportingLine: {"post": "x", "manager": "x"},
    Leave: {"person": "x"},
}


@final
class Assembler:
    """Converts and checks columns of plain values; all tables of one history share it."""

    def __init__(self, zone: str | None) -> None:
        """
        Begin.

        Args:
            zone: the zone of dates that have none.
        """
        self._zone = zone
        self._moments: dict[object, When] = {}

    def table(
        self, form: TableForm, size: int, columns: Mapping[str, Coded]
    ) -> tuple[Table[Any], list[Problem]]:
        """
        Make a table.

        Args:
            form: which table.
            size: how many rows it has.
            columns: a column for each field that is there, by its name in files; None is a value
                that is left out.

        Returns:
            The table, and what is wrong; where something is, the table is of no use.

        Complexity: one pass over the distinct values, and over the rows only where two of them
            turn out to be the same.
        """
        kind: Any = form.kind
        problems: list[Problem] = []
        if not size:
            return Table(kind, 0, {}), problems
        missing = {name: Coded.constant(None) for name in form.needed if name not in columns}
        found: dict[str, Coded] = {}
        for name, column in {**columns, **missing}.items():
            values: list[object] = column.values.tolist()
            odd = _odd(form.kind, name, values)
            for code in odd:
                value = values[code]
                try:
                    values[code] = self._converted(form, name, value)
                except (TypeError, InvalidValueError, InvalidWhenError) as error:
                    problems.append((name, code, value, str(error)))
            if not problems:
                found[_attribute(name)] = _merged(values, column) if odd else column
        return Table(kind, size, found), problems

    def _converted(self, form: TableForm, name: str, value: object) -> object:
        """Return a value as a fact holds it; raises what making the fact would raise."""
        if value is None:
            if name in form.needed:
                remedy = '; write "nobody" or "unknown" for none' if name == "manager" else ""
                raise TypeError(f"{name} is missing{remedy}")
            return getattr(attrs.fields(form.kind), _attribute(name)).default
        read = form.shape.get(name)
        if name in _ENDS and read is not None:
            known = self._moments.get(value) if isinstance(value, str) else None
            found: object = read(value, self._zone) if known is None else known
            if isinstance(found, When) and isinstance(value, str):
                self._moments[value] = found
            return found
        make = cast("Callable[..., Fact]", form.kind)
        given = value if read is None else read(value, self._zone)
        fact = make(**{**_ANY[form.kind], name: given})
        return cast("object", getattr(fact, _attribute(name)))


def _attribute(name: str) -> str:
    """Return how a fact calls a field."""
    return "citations" if name == "sources" else name


_ENDS: Final = frozenset({"start", "end"})


def _odd(kind: type[Fact], name: str, values: Sequence[object]) -> Sequence[int]:
    """Return the places of the values that are not surely right as they are."""
    ids = name in IDS[kind]
    if not ids and name not in _TEXTS:
        return range(len(values))
    if not {*map(type, values)} <= {str, type(None)}:
        return range(len(values))
    texts = cast("list[str]", [value for value in values if value not in _WORDS])
    if not (_are_ids if ids else _are_texts)(texts):
        return range(len(values))
    return [place for place, value in enumerate(values) if value in _WORDS]


def _are_ids(texts: Sequence[str]) -> bool:
    # What can be printed holds no control characters and no half ones.
    together = "".join(texts)
    return "" not in texts and together.isprintable() and list(map(str.strip, texts)) == texts


def _are_texts(texts: Sequence[str]) -> bool:
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True


def _merged(values: Sequence[object], column: Coded) -> Coded:
    """Make a column of converted values, of which some may have become the same."""
    index: dict[object, int] = {}
    places = [index.setdefault(value, len(index)) for value in values]
    if len(index) == len(places) or column.codes is None:
        return Coded(objects(values), column.codes)
    if len(index) == 1:
        return Coded.constant(values[0])
    return Coded(objects(list(index)), np.array(places, dtype=np.int32)[column.codes])


def history_of(bare: History, tables: Mapping[str, Table[Any]]) -> History:
    """
    Return a history with the facts of tables.

    Args:
        bare: a history with all the rest: its name, zone, policy, sources and claims.
        tables: the facts, by the names of the tables.

    Raises:
        InvalidWhenError: see `History.build`.
    """
    by_kind = {table.kind: table for table in tables.values()}
    store = Store.joined(by_kind, bare.sources, bare.policy, bare.zone)
    return History(bare.name, bare.zone, bare.claims, store)


# columns of plain values


def stacked(columns: Sequence[tuple[Coded, int]]) -> Coded:
    """Return columns of so many rows under each other."""
    if len(columns) == 1:
        return columns[0][0]
    index: dict[object, int] = {}
    parts: list[npt.NDArray[np.int32]] = []
    for column, size in columns:
        if size:
            places = [index.setdefault(value, len(index)) for value in column.values]
            parts.append(np.array(places, dtype=np.int32)[column.codes_of(size)])
    if len(index) <= 1:
        return Coded(objects(list(index) or [None]))
    return Coded(objects(list(index)), np.concatenate(parts))
