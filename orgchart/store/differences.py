"""
The difference of two views on one history, told by what changes between them.

Rows are compared in columns; facts and edits are made when somebody looks at them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cached_property
from itertools import repeat
from typing import Any, Final, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.edits import Edit, Edits, edits_at
from orgchart.facts import shown_fields
from orgchart.groups import distinct
from orgchart.kinds import Certainty
from orgchart.memory import unswept
from orgchart.model import Fact
from orgchart.names import Rows
from orgchart.snapshot import Key
from orgchart.store.index import LEAVES, PEOPLE, TENURES, Index
from orgchart.store.view import POSSIBLE, States, View

__all__ = ["FEW", "Between", "between"]

#: Up to so many rows that change, facts are compared one by one, which costs less than columns.
FEW: Final = 24

_NONE: Final = -1

_new: Final[Callable[[type[Edit]], Edit]] = object.__new__
_FILL: Final[tuple[Callable[[object, object], None], ...]] = tuple(
    getattr(Edit, field.name).__set__ for field in attrs.fields(Edit)
)


@final
@attrs.frozen(eq=False)
class _Sides:
    """
    Edits of one table: the row on each side, or -1, and how surely its fact holds there.

    In order of keys; each key at most once.
    """

    number: int
    before: Rows
    after: Rows
    was: States
    is_: States

    def __len__(self) -> int:
        return len(self.before)

    def kept(self, picks: npt.NDArray[np.bool_]) -> _Sides:
        """Return some of the edits."""
        return _Sides(
            self.number, self.before[picks], self.after[picks], self.was[picks], self.is_[picks]
        )


@final
class Between:
    """
    The edits from one view to another; it counts them without making them.

    Attributes:
        sides: what differs in simple ways, table by table.
        others: the edits of keys that several facts are about.
    """

    def __init__(self, index: Index, sides: list[_Sides], others: Edits) -> None:
        """Remember what differs."""
        self._index = index
        self.sides = sides
        self.others = others

    def __len__(self) -> int:
        return sum(map(len, self.sides)) + len(self.others)

    @property
    def edits(self) -> Edits:
        """The edits in normal form."""
        return self._edits

    @cached_property
    def _edits(self) -> Edits:
        found = [*self.others]
        with unswept():
            for sides in self.sides:
                found += self._made(sides)
        found.sort(key=lambda edit: edit.key)
        return tuple(found)

    def _made(self, part: _Sides) -> list[Edit]:
        olds = self._facts(part.number, part.before, part.was)
        news = self._facts(part.number, part.after, part.is_)
        either = [new if old is None else old for old, new in zip(olds, news, strict=True)]
        keys: list[Key] = [() if fact is None else fact.key for fact in either]
        # As many edits as there are may be made at once: each is filled by a loop in C.
        made: list[Edit] = [_new(Edit) for _ in keys]
        sides: tuple[list[Any], ...] = (keys, olds, news)
        for fill, values in zip(_FILL, sides, strict=True):
            deque(map(fill, made, values), maxlen=0)
        return made

    def _facts(self, number: int, rows: Rows, states: States) -> list[Fact | None]:
        found: list[Fact | None] = list(repeat(None, len(rows)))
        there = np.flatnonzero(rows >= 0)
        facts = self._index.table(number).facts(rows[there])
        for place, fact in zip(there.tolist(), facts, strict=True):
            found[place] = fact
        for place in np.flatnonzero((rows >= 0) & (states == POSSIBLE)).tolist():
            fact = found[place]
            found[place] = fact and fact.with_certainty(Certainty.POSSIBLE)
        return found


def between(one: View, two: View, *, few: int = FEW) -> Between:
    """
    Return the difference of two views on one history.

    Args:
        one, two: the views, the one before and the one after; either may be the earlier.
        few: up to how many rows facts are compared one by one.

    Complexity: linear in what changes between the two.
    """
    index = one.index
    turns = index.settled_turns if one.settled_only else index.turns
    first, last = sorted((one.position, two.position))
    touched = turns.touched(first, last)
    touched[PEOPLE] = _with_records(index, touched)
    if sum(map(len, touched.values())) <= few:
        keys: set[Key] = {
            index.table(number).fact(row).key
            for number, rows in touched.items()
            for row in rows.tolist()
        }
        return Between(index, [], edits_at(keys, one.about, two.about))
    sides: list[_Sides] = []
    others: list[Key] = []
    for number, rows in touched.items():
        if rows.size:
            simple, several = _compared(one, two, number, rows)
            sides.append(simple)
            others += (index.table(number).fact(row).key for row in several.tolist())
    return Between(index, sides, edits_at(others, one.about, two.about) if others else ())


def _with_records(index: Index, touched: dict[int, Rows]) -> Rows:
    """Return the rows of people touched: who holds nothing and is not on leave is on no chart."""
    people = [
        distinct(index.ids(number, "person")[touched[number]], len(index.names))
        for number in (TENURES, LEAVES)
        if touched[number].size
    ]
    found = [index.by(PEOPLE, "id").all_of(numbers)[0] for numbers in people]
    return distinct(np.concatenate([touched[PEOPLE], *found]), index.table(PEOPLE).size)


def _compared(one: View, two: View, number: int, rows: Rows) -> tuple[_Sides, Rows]:
    """Return the edits of a table, and a row of each key that several facts are about."""
    index = one.index
    keys, groups = index.keys(number)
    rows, group = groups.all_of(distinct(keys[rows], len(keys)))
    was, is_ = one.states(number, rows), two.states(number, rows)
    if number == PEOPLE:
        people = index.ids(PEOPLE, "id")[rows]
        was, is_ = was * _present(one, people), is_ * _present(two, people)
    count = int(group[-1]) + 1
    several = (np.bincount(group, was > 0, count) > 1) | (np.bincount(group, is_ > 0, count) > 1)
    before, old = _side(rows, group, was, count)
    after, new = _side(rows, group, is_, count)
    sides = _Sides(number, before, after, old, new)
    changed = _differ(index, sides) & ~several
    first = np.searchsorted(group, np.flatnonzero(several))
    return sides.kept(changed), rows[first]


def _side(rows: Rows, group: Rows, states: States, count: int) -> tuple[Rows, States]:
    row, state = np.full(count, _NONE, dtype=np.intp), np.zeros(count, dtype=np.uint8)
    there = states > 0
    row[group[there]] = rows[there]
    state[group[there]] = states[there]
    return row, state


def _differ(index: Index, sides: _Sides) -> npt.NDArray[np.bool_]:
    """Say which edits have sides that show different things."""
    differ: npt.NDArray[np.bool_] = sides.was != sides.is_
    both = np.flatnonzero((sides.before >= 0) & (sides.after >= 0) & (sides.before != sides.after))
    if not both.size:
        return differ
    table = index.table(sides.number)
    for name in shown_fields(table.kind):
        codes = table.column(name).codes
        if codes is not None and name != "certainty":
            differ[both] |= codes[sides.before[both]] != codes[sides.after[both]]
    return differ


def _present(view: View, people: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Say for each person whether they hold something or are on leave."""
    index = view.index
    found = np.zeros(len(people), dtype=bool)
    for number in (TENURES, LEAVES):
        rows, place = index.by(number, "person").all_of(people)
        found[place[view.states(number, rows) > 0]] = True
    return found
