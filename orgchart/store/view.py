"""
`View`: the facts that hold at a position of the time line, found when they are asked for.

What is about one id costs the versions of that id; all facts of a kind cost one pass over a column
of codes, and the facts that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.facts import in_order
from orgchart.kinds import Certainty
from orgchart.lookups import Managing, managing
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Codes, Listed, Rows
from orgchart.periods import Start
from orgchart.snapshot import Key
from orgchart.store.finding import NOTHING, Finder, remembered
from orgchart.store.index import LEAVES, LINES, PEOPLE, POSTS, TENURES, UNITS, Index
from orgchart.store.standing import ABSENT, CERTAIN, POSSIBLE, Standing, States
from orgchart.store.upward import Upward
from orgchart.structure import Structure, walked_down
from orgchart.when import When

__all__ = ["View"]


@final
@attrs.frozen(eq=False)
class View:
    """
    The facts that hold at a position of the time line.

    Attributes:
        standing: how surely which of the facts hold.
    """

    standing: Standing
    _found: dict[int, tuple[Fact, ...]] = attrs.field(
        factory=dict[int, tuple[Fact, ...]], init=False
    )
    _finders: dict[tuple[int, str], Finder[tuple[Any, ...]]] = attrs.field(
        factory=dict[tuple[int, str], Finder[tuple[Any, ...]]], init=False
    )
    _asked: dict[tuple[int, str], Callable[[str], tuple[Any, ...]]] = attrs.field(
        factory=dict[tuple[int, str], Callable[[str], tuple[Any, ...]]], init=False
    )

    @property
    def index(self) -> Index:
        """The facts of the history."""
        return self.standing.index

    @property
    def position(self) -> int:
        """`When.close` of what is asked."""
        return self.standing.position

    # all facts

    def holding(self, number: int) -> tuple[Rows, States]:
        """Return the rows of a table that are on the chart, in its order, and how surely."""
        states = self.standing.states(number)
        if number == PEOPLE:
            states = states * self.standing.present[self.index.ids(PEOPLE, "id")]
        rows: Rows = (states > ABSENT).nonzero()[0]
        states = states.take(rows)
        if self.standing.all_certain(number):
            return rows, states
        vague = np.flatnonzero(states == POSSIBLE)
        if vague.size:
            order = self._order(number, rows, states, vague)
            rows, states = rows[order], states[order]
        return rows, states

    def _order(self, number: int, rows: Rows, states: States, vague: Rows) -> Rows:
        """Return the order of rows on the chart: a mark may change that of facts about the same."""
        order: Rows = np.arange(len(rows))
        keys = self.index.keys[self.index.parts[number]]
        for start, end in _runs(keys[rows], vague):
            facts = self._facts(number, rows[start:end], states[start:end])
            places = {id(fact): place for place, fact in enumerate(facts, start)}
            order[start:end] = [places[id(fact)] for fact in in_order(facts)]
        return order

    def _facts(self, number: int, rows: Rows, states: States) -> list[Fact]:
        """Return the facts of rows, marked with how surely they hold."""
        facts: list[Fact] = self.index.table(number).facts(rows)
        for place in np.flatnonzero(states == POSSIBLE).tolist():
            facts[place] = facts[place].with_certainty(Certainty.POSSIBLE)
        return facts

    def _all(self, number: int) -> tuple[Fact, ...]:
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = tuple(self._facts(number, *self.holding(number)))
        return found

    @property
    def people(self) -> tuple[Person, ...]:
        """The records of people who hold something or are on leave."""
        return cast("tuple[Person, ...]", self._all(PEOPLE))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The records of units."""
        return cast("tuple[Unit, ...]", self._all(UNITS))

    @property
    def posts(self) -> tuple[Post, ...]:
        """The records of posts."""
        return cast("tuple[Post, ...]", self._all(POSTS))

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """All tenures."""
        return cast("tuple[Tenure, ...]", self._all(TENURES))

    @property
    def lines(self) -> tuple[ReportingLine, ...]:
        """All lines, solid and dotted."""
        return cast("tuple[ReportingLine, ...]", self._all(LINES))

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """All leaves."""
        return cast("tuple[Leave, ...]", self._all(LEAVES))

    # facts about an id

    def _finder(self, number: int, field: str) -> Finder[tuple[Any, ...]]:
        """Return what returns the facts of a table about an id, by its number."""
        found = self._finders.get((number, field))
        if found is None:
            is_sure = self.standing.all_certain(number)
            told = (
                partial(_sure, self.index.table(number).fact)
                if is_sure
                else partial(self._told, number)
            )
            found = self._finders[number, field] = self.standing.finder(number, field, told)
        return found

    def _by(self, number: int, field: str) -> Callable[[str], tuple[Any, ...]]:
        """Return what returns the facts of a table about an id."""
        found = self._asked.get((number, field))
        if found is None:
            find, code = self._finder(number, field), self.index.names.code
            found = self._asked[number, field] = remembered(lambda id_: find(code(id_)))
        return found

    def _told(self, number: int, rows: list[int]) -> tuple[Fact, ...]:
        """Return the facts of rows that hold or may, marked with which of the two it is."""
        states = self.standing.states(number, np.array(rows, dtype=np.intp)).tolist()
        facts: list[Fact] = [self.index.table(number).fact(row) for row in rows]
        if POSSIBLE not in states:
            return tuple(facts)
        marked = (
            fact if state == CERTAIN else fact.with_certainty(Certainty.POSSIBLE)
            for fact, state in zip(facts, states, strict=True)
        )
        return in_order(marked)

    def person(self, id: str) -> tuple[Person, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the records of a person; none for one who holds nothing and is not on leave."""
        found = self._by(PEOPLE, "id")(id)
        if not found or not (self.tenures_of(id) or self.leaves_of(id)):
            return ()
        return found

    def unit(self, id: str) -> tuple[Unit, ...]:  # noqa: A002 - as above
        """Return the records of a unit."""
        return self._by(UNITS, "id")(id)

    def post(self, id: str) -> tuple[Post, ...]:  # noqa: A002 - as above
        """Return the records of a post."""
        return self._by(POSTS, "id")(id)

    def tenures_in(self, post: str) -> tuple[Tenure, ...]:
        """Return the tenures of a post."""
        return self._by(TENURES, "post")(post)

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self._by(TENURES, "person")(person)

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves of a person."""
        return self._by(LEAVES, "person")(person)

    def lines_from(self, post: str) -> tuple[ReportingLine, ...]:
        """Return the lines of a post."""
        return self._by(LINES, "post")(post)

    def lines_to(self, manager: str) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit."""
        return self._by(LINES, "manager")(manager)

    @cached_property
    def _upward(self) -> Upward | None:
        """The way up, where no line is in doubt: else the surest line of a post comes first."""
        return Upward(self.standing) if self.standing.all_certain(LINES) else None

    def manager(self, post: str) -> Managing | None:
        """Return what the first solid line of a post goes to; None where none is recorded."""
        return managing(self, post) if self._upward is None else self._managing(post)

    @cached_property
    def _managing(self) -> Callable[[str], Managing | None]:
        names, upward = self.index.names, cast("Upward", self._upward)
        posts, units = self._finder(POSTS, "id"), self._finder(UNITS, "id")

        def ask(post: str) -> Managing | None:
            code = upward.manager(names.code(post))
            if code == NOTHING:
                return None
            return names.values.item(code), posts(code) or units(code)

        return remembered(ask)

    def chain(self, post: str) -> tuple[tuple[str, ...], str | None]:
        """Return the posts that are met on the way up from a post, itself first."""
        return self.structure.way_up(post) if self._upward is None else self._chain(post)

    @cached_property
    def _chain(self) -> Callable[[str], tuple[tuple[str, ...], str | None]]:
        names, upward = self.index.names, cast("Upward", self._upward)

        def ask(post: str) -> tuple[tuple[str, ...], str | None]:
            met, again = upward.chain(names.code(post))
            value = names.values.item
            return (post, *map(value, met[1:])), value(again)

        return remembered(ask)

    def posts_in(self, unit: str) -> tuple[Post, ...]:
        """Return the records of posts that name a unit as theirs."""
        return self._by(POSTS, "unit")(unit)

    def vacant_since(self, post: str) -> Start:
        """Return when the last holder of an empty post left, where that is a moment."""
        if any(tenure.fills for tenure in self.tenures_in(post)):
            return None
        index = self.index
        ends, fills = index.force.lasting[TENURES].end.data, index.fills.data
        low, high = index.bounds.end_low.data, index.bounds.end_high.data
        gone = [
            ends[row]
            for row in index.by(TENURES, "post").rows(index.names.code(post))
            if high[ends[row]] <= self.position and fills[row]
        ]
        if not gone:
            return None
        end = index.force.ends.values[max(gone, key=lambda code: (low[code], high[code]))]
        return end if isinstance(end, When) else None

    def listed(self, kind: type[Person | Unit | Post]) -> Listed:
        """Return the ids of records of a kind, in order, each once."""
        number = (PEOPLE, UNITS, POSTS)[(Person, Unit, Post).index(kind)]
        codes = self.index.ids(number, "id").take(self.holding(number)[0])
        # They stand in order of ids.
        new = np.ones(len(codes), dtype=bool)
        np.not_equal(codes[1:], codes[:-1], out=new[1:])
        return Listed(self.index.names, codes if new.all() else codes[new])

    @property
    def structure(self) -> Structure:
        """The solid lines as numbers."""
        return self._structure

    def branch(self, manager: str) -> tuple[str, ...]:
        """Return the posts below a post or unit on solid lines; see `hierarchy.reports_of`."""
        index = self.index
        code = index.names.code(manager)
        if code < 0:
            return ()
        lines, post = index.by(LINES, "manager"), index.ids(LINES, "post")

        def reports(managers: Codes) -> Codes:
            rows = lines.rows_of(managers)
            rows = rows[index.solid[rows]]
            return post[rows[self.standing.states(LINES, rows) > ABSENT]]

        found: list[str] = index.names.values[walked_down(code, len(index.names), reports)].tolist()
        return tuple(found)

    @cached_property
    def _structure(self) -> Structure:
        index = self.index
        rows, _ = self.holding(LINES)
        solid = index.solid[rows]
        post = index.ids(LINES, "post")[rows[solid]]
        manager = index.ids(LINES, "manager")[rows[solid]]
        first = np.flatnonzero(np.concatenate(([True], post[1:] != post[:-1]))[: len(post)])
        return Structure(
            names=index.names,
            post=post,
            manager=manager,
            first=first,
            posts=index.ids(POSTS, "id")[self.holding(POSTS)[0]],
            units=index.ids(UNITS, "id")[self.holding(UNITS)[0]],
        )

    def about(self, key: Key) -> tuple[Fact, ...]:
        """Return the facts about a key that has no ordinal."""
        kind, first, *_ = key
        facts: tuple[Fact, ...]
        match kind:
            case "person":
                facts = self.person(first)
            case "unit":
                facts = self.unit(first)
            case "post":
                facts = self.post(first)
            case "tenure":
                # Who is not disclosed sits in many posts, and a team has many members.
                index, names = self.index, self.index.names
                codes = {"person": names.code(first), "post": names.code(key[2])}
                field = min(codes, key=lambda one: len(index.by(TENURES, one).rows(codes[one])))
                facts = self._finder(TENURES, field)(codes[field])
            case "leave":
                facts = self.leaves_of(first)
            case _:
                facts = self.lines_from(first)
        return tuple(fact for fact in facts if fact.key == key)


def _sure(fact: Callable[[int], Fact], rows: list[int]) -> tuple[Fact, ...]:
    """Return the facts of rows of which none is in doubt."""
    if len(rows) == 1:
        return (fact(rows[0]),)
    return tuple(map(fact, rows))


def _runs(keys: npt.NDArray[np.int32], meant: Rows) -> Iterator[tuple[int, int]]:
    """Yield the stretches of several rows with one key that hold a row that is meant."""
    first = np.searchsorted(keys, keys[meant], side="left")
    last = np.searchsorted(keys, keys[meant], side="right")
    several = last - first > 1
    yield from dict.fromkeys(zip(first[several].tolist(), last[several].tolist(), strict=True))
