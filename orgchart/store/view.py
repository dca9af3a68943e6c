"""
`View`: the facts that hold at a position of the time line, found when they are asked for.

What is about one id costs the versions of that id; all facts of a kind cost one pass over a column
of codes, and the facts that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.facts import in_order
from orgchart.kinds import Certainty
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Codes, Listed, Picks, Rows
from orgchart.periods import Start
from orgchart.snapshot import Key
from orgchart.store.index import ALL, LEAVES, LINES, PEOPLE, POSTS, TENURES, UNITS, Index
from orgchart.store.presence import Presence
from orgchart.store.times import Places
from orgchart.structure import Structure, walked_down
from orgchart.when import When

__all__ = ["ABSENT", "CERTAIN", "POSSIBLE", "States", "View"]

#: For each row whether its fact holds: one of the three numbers below.
States = npt.NDArray[np.uint8]
ABSENT, POSSIBLE, CERTAIN = range(3)

#: From so many versions on, comparing them in an array is quicker than one by one.
_FEW: Final = 32


class _Read(NamedTuple):
    """What a look-up in a table by an id reads; see `Groups.rows` and `Places`."""

    rows: Callable[[int], memoryview[int]]
    starts: memoryview[int]
    ends: memoryview[int]
    begun: int
    ended: int
    fact_of: Callable[[int], Fact]
    certain: bool


@final
@attrs.frozen(eq=False)
class View:
    """
    The facts that hold at a position of the time line.

    Attributes:
        index: the facts of the history.
        position: `When.close` of what is asked.
        settled_only: take each vague date at its last bound, and not as a doubt.
    """

    index: Index
    position: int
    settled_only: bool = False
    _found: dict[int, tuple[Fact, ...]] = attrs.field(
        factory=dict[int, tuple[Fact, ...]], init=False
    )
    _certain: dict[int, bool] = attrs.field(factory=dict[int, bool], init=False)
    _reads: dict[tuple[int, str], _Read] = attrs.field(
        factory=dict[tuple[int, str], "_Read"], init=False
    )

    # all facts

    @cached_property
    def _ends(self) -> tuple[States, States]:
        """Say for each distinct start and end whether it may lie, surely lies, before or behind."""
        bounds, position = self.index.bounds, self.position
        if self.settled_only:
            begun, open_ = bounds.begun <= position, position < bounds.ended
            return np.uint8(2) * begun, np.uint8(2) * open_
        may_begin, may_last = bounds.start_low <= position, position < bounds.end_high
        begun, open_ = bounds.start_high <= position, position < bounds.end_low
        return np.uint8(1) * may_begin + (may_begin & begun), np.uint8(1) * may_last + (
            may_last & open_
        )

    def all_certain(self, number: int = ALL) -> bool:
        """Say whether all facts of a table, or of all, that may hold do so for sure."""
        found = self._certain.get(number)
        if found is None:
            index = self.index
            doubted = not self.settled_only and index.doubts(number).at(self.position)
            found = self._certain[number] = index.all_sure(number) and not doubted
        return found

    @property
    def _places(self) -> Places:
        return self.index.settled_places if self.settled_only else self.index.places

    @cached_property
    def _passed(self) -> tuple[int, int]:
        return self._places.passed(self.position)

    def states(self, number: int = ALL, rows: Rows | None = None) -> States:
        """Say for each row of a table, or of all, or for some rows, whether its fact holds."""
        places, part = self._places, self.index.parts[number]
        start, end = places.starts, places.ends
        if rows is None:
            start, end = start[part], end[part]
        else:
            rows = rows + part.start
            start, end = start.take(rows), end.take(rows)
        begun, ended = self._passed
        holding: Picks = (start < begun) & (end >= ended)
        state: States = holding.view(np.uint8) * np.uint8(CERTAIN)
        if not self.all_certain(number):
            found = holding.nonzero()[0]
            state[found] = self._marked(found + part.start if rows is None else rows[found])
        return state

    def _marked(self, rows: Rows) -> States:
        """Say for rows whose facts may hold how surely they do."""
        begun, open_ = self._ends
        lasting = self.index.force.whole
        state = np.minimum(begun.take(lasting.start[rows]), open_.take(lasting.end[rows]))
        return np.minimum(state, np.uint8(1) + self.index.sure[rows])

    def holding(self, number: int) -> tuple[Rows, States]:
        """Return the rows of a table that are on the chart, in its order, and how surely."""
        states = self.states(number)
        if number == PEOPLE:
            states = states * self.present[self.index.ids(PEOPLE, "id")]
        rows: Rows = (states > ABSENT).nonzero()[0]
        states = states.take(rows)
        if self.all_certain(number):
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

    @property
    def presence(self) -> Presence:
        """When people are there, as far as this view tells."""
        return self.index.settled_presence if self.settled_only else self.index.presence

    @cached_property
    def present(self) -> Picks:
        """Say for each id whether it is that of a person who holds something or is on leave."""
        return self.presence.at(self.position)

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

    def _reading(self, number: int, field: str) -> _Read:
        places, part = self._places, self.index.parts[number]
        found = self._reads[number, field] = _Read(
            self.index.by(number, field).rows,
            # One number of an array costs a value of numpy, one of a memoryview does not.
            places.starts[part].data,
            places.ends[part].data,
            *self._passed,
            self.index.table(number).fact,
            self.all_certain(number),
        )
        return found

    def _held(
        self, number: int, rows: memoryview[int] | list[int], read: _Read
    ) -> tuple[Fact, ...]:
        """Return the facts of some rows that hold, in canonical order."""
        _, starts, ends, begun, ended, fact_of, certain = read
        if len(rows) > _FEW:
            among: Rows = np.asarray(rows)
            start, end = np.asarray(starts)[among], np.asarray(ends)[among]
            rows = among[(start < begun) & (end >= ended)].tolist()
        if certain:
            return tuple(
                [fact_of(row) for row in rows if starts[row] < begun and ends[row] >= ended]
            )
        return self._told(
            number, [row for row in rows if starts[row] < begun and ends[row] >= ended]
        )

    def _told(self, number: int, rows: list[int]) -> tuple[Fact, ...]:
        """Return the facts of rows that hold or may, marked with which of the two it is."""
        states = self.states(number, np.array(rows, dtype=np.intp)).tolist()
        facts: list[Fact] = [self.index.table(number).fact(row) for row in rows]
        if POSSIBLE not in states:
            return tuple(facts)
        marked = (
            fact if state == CERTAIN else fact.with_certainty(Certainty.POSSIBLE)
            for fact, state in zip(facts, states, strict=True)
        )
        return in_order(marked)

    def _about(self, number: int, field: str, name: str) -> tuple[Any, ...]:
        # Whose type is told to the type checker alone: a cast is a call.
        read = self._reads.get((number, field)) or self._reading(number, field)
        return self._held(number, read.rows(self.index.names.code(name)), read)

    def person(self, id: str) -> tuple[Person, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the records of a person; none for one who holds nothing and is not on leave."""
        found = self._about(PEOPLE, "id", id)
        if not found or not (self.tenures_of(id) or self.leaves_of(id)):
            return ()
        return found

    def unit(self, id: str) -> tuple[Unit, ...]:  # noqa: A002 - as above
        """Return the records of a unit."""
        return self._about(UNITS, "id", id)

    def post(self, id: str) -> tuple[Post, ...]:  # noqa: A002 - as above
        """Return the records of a post."""
        return self._about(POSTS, "id", id)

    def tenures_in(self, post: str) -> tuple[Tenure, ...]:
        """Return the tenures of a post."""
        return self._about(TENURES, "post", post)

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self._about(TENURES, "person", person)

    def leaves_of(self, person: str) -> tuple[Leave, ...]:
        """Return the leaves of a person."""
        return self._about(LEAVES, "person", person)

    def lines_from(self, post: str) -> tuple[ReportingLine, ...]:
        """Return the lines of a post."""
        return self._about(LINES, "post", post)

    def lines_to(self, manager: str) -> tuple[ReportingLine, ...]:
        """Return the lines to a post or unit."""
        return self._about(LINES, "manager", manager)

    def posts_in(self, unit: str) -> tuple[Post, ...]:
        """Return the records of posts that name a unit as theirs."""
        return self._about(POSTS, "unit", unit)

    def vacant_since(self, post: str) -> Start:
        """Return when the last holder of an empty post left, where that is a moment."""
        if any(tenure.fills for tenure in self.tenures_in(post)):
            return None
        gone = [
            period
            for row in self.index.by(TENURES, "post").rows(self.index.names.code(post))
            if (period := self.index.force.period(TENURES, row)).end_bounds[1] <= self.position
            and cast("Tenure", self.index.table(TENURES).fact(row)).fills
        ]
        if not gone:
            return None
        end = max(gone, key=lambda period: period.end_bounds).end
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
            return post[rows[self.states(LINES, rows) > ABSENT]]

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
                code = self.index.names.code
                of_person = self.index.by(TENURES, "person").rows(code(first))
                in_post = self.index.by(TENURES, "post").rows(code(key[2]))
                rows = min(of_person, in_post, key=len)
                read = self._reads.get((TENURES, "post")) or self._reading(TENURES, "post")
                facts = self._held(TENURES, rows, read)
            case "leave":
                facts = self.leaves_of(first)
            case _:
                facts = self.lines_from(first)
        return tuple(fact for fact in facts if fact.key == key)


def _runs(keys: npt.NDArray[np.int32], meant: Rows) -> Iterator[tuple[int, int]]:
    """Yield the stretches of several rows with one key that hold a row that is meant."""
    first = np.searchsorted(keys, keys[meant], side="left")
    last = np.searchsorted(keys, keys[meant], side="right")
    several = last - first > 1
    yield from dict.fromkeys(zip(first[several].tolist(), last[several].tolist(), strict=True))
