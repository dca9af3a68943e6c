"""`Tables`: the facts of a history, a table for each kind, each in canonical order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, TypeAlias, cast, final

import attrs
import numpy as np

from orgchart.errors import InvalidValueError
from orgchart.knowledge import cited_by_known, is_known
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Names, Picks
from orgchart.periods import End, check_floating
from orgchart.progress import follow
from orgchart.sources import Citation
from orgchart.store.coded import Coded, says_something
from orgchart.store.order import canonical
from orgchart.store.table import IDS, KINDS, Table
from orgchart.when import When

__all__ = ["AnyTable", "Tables"]

#: A table of any kind of facts.
AnyTable: TypeAlias = Table[Any]


@final
@attrs.frozen(eq=False)
class Tables:
    """
    The facts of a history in columns.

    The columns of ids all count in `names`.
    """

    names: Names
    people: Table[Person]
    units: Table[Unit]
    posts: Table[Post]
    tenures: Table[Tenure]
    lines: Table[ReportingLine]
    leaves: Table[Leave]

    @classmethod
    def of(cls, facts: Iterable[Fact], zone: str | None) -> Tables:
        """
        Put facts of all kinds into columns, with their floating dates placed in a zone.

        Raises:
            InvalidWhenError: a clock time that the zone skips or repeats; or dates with and
                without a zone where none is given.
        """
        given: dict[type[Fact], list[Fact]] = {kind: [] for kind in KINDS}
        met: set[int] = set()
        for fact in facts:
            group = given.get(type(fact))
            if group is None:
                reason = "give people, units, posts, tenures, lines and leaves"
                raise InvalidValueError("a history", "fact", fact, reason)
            # One object given twice becomes two, for winners are told by identity.
            group.append(fact.itself() if id(fact) in met else fact)
            met.add(id(fact))
        return cls.joined({kind: _table(kind, group) for kind, group in given.items()}, zone)

    @classmethod
    def joined(cls, tables: Mapping[type[Fact], AnyTable], zone: str | None) -> Tables:
        """
        Join tables, whose ids need not be numbered alike nor rows be in order.

        Args:
            tables: the table of each kind; one that is missing is empty.
            zone: the IANA name of the zone of floating dates, or None.

        Raises:
            InvalidWhenError: see `of`.
        """
        every: dict[type[Fact], AnyTable] = {
            kind: tables[kind] if kind in tables else _table(kind, []) for kind in KINDS
        }
        names = Names.of(
            *(
                cast("Iterable[str | None]", table.column(field).values.tolist())
                for kind, table in every.items()
                for field in IDS[kind]
            )
        )
        prepared = (_prepared(table, names, zone) for table in every.values())
        size = sum(map(len, every.values()))
        followed = list(follow(prepared, "taking facts in", size, size=len))
        made = {table.kind.kind_name: table for table in followed}
        found = cls._of(names, made)
        check_floating(tuple(found.moments))
        return found

    def grown(self, facts: Iterable[Fact], zone: str | None) -> Tables:
        """
        Return the facts with further ones; the very same without any.

        Raises:
            InvalidWhenError: see `of`.
        """
        given = tuple(facts)
        if not given:
            return self
        # One object given twice becomes two, as in `of`.
        met = {id(fact) for table in self.every for fact in table.made}
        more = Tables.of((fact.itself() if id(fact) in met else fact for fact in given), zone)
        check_floating((*self.moments, *more.moments))
        names = self.names.with_ids(more.names)
        pairs = zip(_numbered(self, names), _numbered(more, names), strict=True)
        made = {a.kind.kind_name: canonical(a.followed_by(b), names) for a, b in pairs}
        return self._of(names, made)

    @classmethod
    def _of(cls, names: Names, made: Mapping[str, AnyTable]) -> Tables:
        return cls(
            names,
            cast("Table[Person]", made["person"]),
            cast("Table[Unit]", made["unit"]),
            cast("Table[Post]", made["post"]),
            cast("Table[Tenure]", made["tenure"]),
            cast("Table[ReportingLine]", made["line"]),
            cast("Table[Leave]", made["leave"]),
        )

    @property
    def every(self) -> tuple[AnyTable, ...]:
        """The tables, in the order in which a history goes through them."""
        return self.people, self.units, self.posts, self.tenures, self.lines, self.leaves

    @cached_property
    def parts(self) -> tuple[slice, ...]:
        """Which rows are those of each table, where all tables stand one behind the other."""
        ends = list(accumulate(map(len, self.every), initial=0))
        return tuple(slice(start, end) for start, end in pairwise(ends))

    def __len__(self) -> int:
        return sum(map(len, self.every))

    def __iter__(self) -> Iterator[Fact]:
        """Go through all facts, kind by kind."""
        for table in self.every:
            yield from table

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tables):
            return NotImplemented
        if self is other:
            return True
        pairs = list(zip(self.every, other.every, strict=True))
        return all(len(a) == len(b) for a, b in pairs) and all(
            a.facts() == b.facts() for a, b in pairs
        )

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def moments(self) -> Iterator[When]:
        """The distinct moments at which facts start and end, table by table."""
        for table in self.every:
            for field in ("start", "end"):
                values = table.column(field).values if table.size else ()
                yield from (value for value in values if isinstance(value, When))

    def compact(self) -> Tables:
        """Return the facts without a trace of what was among them once."""
        names = Names.of(
            *(table.values_of(name) for table in self.every for name in IDS[table.kind])
        )
        numbered = _numbered(self, names)
        return self._of(names, {table.kind.kind_name: table.compact() for table in numbered})

    def where(self, picks: Callable[[AnyTable], Picks]) -> Tables:
        """Return the facts that are picked; the very same where all are."""
        return self._changed(lambda table: _only(table, picks(table)))

    def known_by(self, known: frozenset[str]) -> Tables:
        """Return what a reader of some sources knew, without what the others say of it."""

        def told(table: AnyTable) -> AnyTable:
            size = table.size
            met = table.column("citations").picks(
                lambda cited: is_known(_cited(cited), known), size
            )
            back = table.column("retracted_by").picks(
                lambda names: not known.isdisjoint(cast("tuple[str, ...]", names)), size
            )
            kept = _only(table, met & ~back)
            kept = kept.each("citations", lambda cited: cited_by_known(_cited(cited), known))
            kept = kept.each("retracted_by", lambda names: names if names == () else ())
            # What they lose may change their order.
            return kept if kept is table else canonical(kept, self.names)

        return self._changed(told)

    def _changed(self, work: Callable[[AnyTable], AnyTable]) -> Tables:
        made = {table.kind.kind_name: work(table) for table in self.every}
        if all(made[table.kind.kind_name] is table for table in self.every):
            return self
        return self._of(self.names, made)

    @cached_property
    def rivalling(self) -> bool:
        """Whether anything in it can be a rival claim, or be taken back."""
        return any(
            any(map(says_something, table.column(field).values))
            for table in self.every
            for field in ("claim", "citations", "retracted_by")
        )


def _cited(value: object) -> tuple[Citation, ...]:
    return cast("tuple[Citation, ...]", value)


def _only(table: AnyTable, picks: Picks) -> AnyTable:
    return table if picks.all() else table.kept(np.flatnonzero(picks))


def _table(kind: type[Fact], facts: list[Fact]) -> AnyTable:
    made: AnyTable = Table[Any].of(kind, facts)
    return made


def _prepared(table: AnyTable, names: Names, zone: str | None) -> AnyTable:
    """Number the ids in `names`, place the dates in a zone, and put the rows in order."""
    for field in ("start", "end"):
        table = table.each(field, lambda end: _placed(cast("End", end), zone))
    for field in IDS[table.kind]:
        column = table.column(field)
        if column.values is names.values:
            continue
        codes = names.codes(column.values.tolist())[column.codes_of(table.size)]
        table.coded(field, Coded(names.values, codes))
    return canonical(table, names)


def _numbered(tables: Tables, names: Names) -> tuple[AnyTable, ...]:
    """Return tables with their ids numbered by other names, which have them all."""
    if names is tables.names:
        return tables.every
    codes = names.codes(tables.names.values.tolist())
    found: list[AnyTable] = []
    for table in tables.every:
        numbered = table.kept(np.arange(table.size))
        for field in IDS[table.kind]:
            own = codes[table.column(field).codes_of(table.size)]
            numbered.coded(field, Coded(names.values, own))
        found.append(numbered)
    return tuple(found)


def _placed(end: End, zone: str | None) -> End:
    return end.in_zone(zone) if isinstance(end, When) else end
