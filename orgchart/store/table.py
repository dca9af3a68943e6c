"""
`Table`: facts of one kind in columns; values are made when they are asked for, and kept.

A table is made of facts, and then keeps them and their columns beside; or of columns, and then
makes a fact when somebody asks for it. Which of the two makes no difference to any answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.facts import BaseFact
from orgchart.groups import distinct
from orgchart.memory import Maker, maker, reader, stretches, unswept
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Codes, Objects, Rows
from orgchart.progress import follow
from orgchart.store.coded import Coded
from orgchart.threads import ALONE

__all__ = ["IDS", "KINDS", "F", "Table", "fields_of"]

F = TypeVar("F", bound=Fact)

#: The kinds of facts, in the order in which a history goes through them.
KINDS: Final[tuple[type[Fact], ...]] = (Person, Unit, Post, Tenure, ReportingLine, Leave)
#: The fields that hold ids.
IDS: Final[Mapping[type[Fact], tuple[str, ...]]] = {
    Person: ("id",),
    Unit: ("id", "parent"),
    Post: ("id", "unit"),
    Tenure: ("person", "post"),
    ReportingLine: ("post", "manager"),
    Leave: ("person", "post"),
}


def fields_of(kind: type[BaseFact]) -> tuple[str, ...]:
    """Return the names of the fields of a kind of facts."""
    return tuple(field.name for field in attrs.fields(kind))


class _Recipe(NamedTuple):
    """
    How facts are made.

    Attributes:
        columns: for each field in which they differ the place of each row's value, and the values.
        make: makes facts of rows of such values.
        read: makes the fact of a row.
    """

    columns: tuple[tuple[Codes, Objects], ...]
    make: Maker[Any]
    read: Callable[[int], Any]


@final
class Table(Generic[F]):
    """
    Facts of one kind in columns.

    Attributes:
        kind: the class of the facts.
        size: how many there are.
    """

    __slots__ = ("_columns", "_known", "_made", "_recipe_kept", "kind", "size")

    def __init__(
        self,
        kind: type[F],
        size: int,
        columns: Mapping[str, Coded],
        made: Objects | None = None,
        known: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """
        Make a table of columns.

        Args:
            kind: the class of the facts.
            size: how many there are.
            columns: a column for each field; what is missing has its default value everywhere,
                or is read off `made`. Values are checked and converted, as the class does it.
            made: the facts, None for those not made yet.
            known: which of them are made; all, when left out and there are any.
        """
        self.kind: type[F] = kind
        self.size = size
        self._columns = dict(columns)
        self._recipe_kept: _Recipe | None = None
        self._made: Objects = np.full(size, None, dtype=object) if made is None else made
        # Asking each fact whether it is None would cost a call a fact.
        self._known = np.full(size, made is not None, dtype=bool) if known is None else known
        if made is None:
            for field in attrs.fields(kind):
                if field.name not in self._columns:
                    self._columns[field.name] = Coded.constant(_default(field))

    @classmethod
    def of(cls, kind: type[F], facts: Sequence[F]) -> Table[F]:
        """Make a table of facts."""
        return cls(kind, len(facts), {}, np.fromiter(facts, dtype=object, count=len(facts)))

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        # How facts are made is a function that no module has; it is found again.
        state: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        # Another thread may be working out a column.
        state |= {"_recipe_kept": None, "_columns": dict(self._columns)}
        return None, state

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[F]:
        """Go through all facts, in order."""
        return iter(self.facts())

    def column(self, name: str) -> Coded:
        """Return the column of a field."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = Coded.of(map(attrgetter(name), self._made.tolist()))
        return found

    def fact(self, row: int) -> F:
        """Return the fact of a row."""
        found: F | None = self._made[row]
        if found is None:
            # Rival claims are told apart by identity.
            with ALONE:
                found = self._made[row]
                if found is None:
                    made: F = self._recipe.read(row)
                    self._made[row] = found = made
                    self._known[row] = True
        return found

    def facts(self, rows: Rows | None = None) -> list[F]:
        """Return the facts of some rows, or of all, in their order."""
        return cast("list[F]", self.objects(rows).tolist())

    def objects(self, rows: Rows | None = None) -> Objects:
        """Return what `facts` does, as an array."""
        if not (self._known if rows is None else self._known[rows]).all():
            with ALONE, unswept():
                missing = np.flatnonzero(~(self._known if rows is None else self._known[rows]))
                wanted = missing if rows is None else distinct(rows[missing], self.size)
                self._made[wanted] = self._make(wanted)
                self._known[wanted] = True
        return self._made if rows is None else self._made[rows]

    def _make(self, rows: Rows) -> Objects:
        columns, make, _ = self._recipe

        def made(some: slice) -> list[Any]:
            fields = [values[codes[rows[some]]].tolist() for codes, values in columns]
            return make(zip(*fields, strict=True) if fields else repeat((), len(rows[some])))

        parts = follow(map(made, stretches(len(rows))), "making facts", len(rows), size=len)
        return np.fromiter([*chain.from_iterable(parts)], dtype=object, count=len(rows))

    @property
    def _recipe(self) -> _Recipe:
        """How facts are made."""
        found = self._recipe_kept
        if found is None:
            differing = {
                name: (column.codes, column.values)
                for name, column in self._columns.items()
                if column.codes is not None
            }
            alike = {
                name: column.only for name, column in self._columns.items() if column.codes is None
            }
            # One number of an array costs a value of numpy, one of a memoryview does not.
            cells = {name: (codes.data, values.item) for name, (codes, values) in differing.items()}
            found = _Recipe(
                tuple(differing.values()),
                maker(self.kind, tuple(differing), alike),
                reader(self.kind, cells, alike),
            )
            self._recipe_kept = found
        return found

    def kept(self, rows: Rows) -> Table[F]:
        """Return the table of some rows, in the order given."""
        columns = {name: column.take(rows) for name, column in dict(self._columns).items()}
        return Table(self.kind, len(rows), columns, self._made[rows], self._known[rows])

    def compact(self) -> Table[F]:
        """Return the table without values that no row has; ids keep their numbers."""
        ids = IDS[cast("type[Fact]", self.kind)]
        columns = {
            name: column if name in ids else column.compact(self.size)
            for name, column in dict(self._columns).items()
        }
        return Table(self.kind, self.size, columns, self._made, self._known)

    def values_of(self, name: str) -> list[Any]:
        """Return the values of a column that rows have, each once."""
        column = self.column(name)
        return cast("list[Any]", column.compact(self.size).values.tolist()) if self.size else []

    def followed_by(self, other: Table[F]) -> Table[F]:
        """Return the table with the facts of another behind its own; ids are numbered alike."""
        columns = {
            name: column.followed_by(other.column(name), self.size, other.size)
            for name, column in dict(self._columns).items()
        }
        made = np.concatenate((self._made, other.objects()))
        known = np.concatenate((self._known, other._known))
        return Table(self.kind, self.size + other.size, columns, made, known)

    @property
    def made(self) -> list[F]:
        """The facts that are made already, in order."""
        return cast("list[F]", self._made[self._known].tolist())

    def each(self, name: str, work: Callable[[object], object]) -> Table[F]:
        """
        Return the table with something done to the values of a column.

        Facts in which nothing changes stay what they are.

        Args:
            name: the field.
            work: returns the new value for an old one, the very same where nothing changes.
        """
        old = self.column(name)
        new = old.each(work)
        changed = [a is not b for a, b in zip(old.values, new.values, strict=True)]
        if not any(changed):
            return self
        columns = {field: self.column(field) for field in fields_of(self.kind)}
        stays = ~np.array(changed)[old.codes_of(self.size)]
        made = self._made.copy()
        made[~stays] = None
        return Table(self.kind, self.size, {**columns, name: new}, made, self._known & stays)

    def coded(self, name: str, column: Coded) -> None:
        """Number the values of a column in another way; they stay what they are."""
        self._columns[name] = column
        self._recipe_kept = None


def _default(field: attrs.Attribute[Any]) -> object:
    if field.default is attrs.NOTHING:
        return None
    return field.default
