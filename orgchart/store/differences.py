"""
The difference of two views on one history, told by what changes between them.

Rows are compared in columns; facts and edits are made when somebody looks at them.
"""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from typing import Final, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.edits import Edit, Edits, edits_at
from orgchart.facts import shown_fields
from orgchart.groups import distinct
from orgchart.kinds import Certainty
from orgchart.memory import filled, unswept
from orgchart.model import Fact
from orgchart.names import Rows
from orgchart.snapshot import Key
from orgchart.store.index import LEAVES, PEOPLE, TENURES, Index
from orgchart.store.view import POSSIBLE, States, View

__all__ = ["FEW", "Between", "between"]

#: Up to so many rows that change, facts are compared one by one, which costs less than columns.
FEW: Final = 24

_NONE: Final = -1


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
        return filled(Edit, len(keys), {"key": keys, "before": olds, "after": news})

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
    touched = turns.touched(*sorted((one.position, two.position)))
    if sum(map(len, touched.values())) <= few:
        touched[PEOPLE] = np.concatenate([touched[PEOPLE], *_records(index, touched)])
        keys: set[Key] = {
            index.table(number).fact(row).key
            for number, rows in touched.items()
            for row in rows.tolist()
        }
        return Between(index, [], edits_at(keys, one.about, two.about))
    turned = {
        number: _turned(one, two, number, rows)
        for number, rows in touched.items()
        if number != PEOPLE
    }
    turned[PEOPLE] = _people(one, two, touched[PEOPLE], turned)
    sides: list[_Sides] = []
    others: list[Key] = []
    for found in turned.values():
        if len(found):
            simple, several = _paired(one, two, found)
            sides += simple
            others += (index.table(found.number).fact(row).key for row in several.tolist())
    return Between(index, sides, edits_at(others, one.about, two.about) if others else ())


def _records(index: Index, touched: dict[int, Rows]) -> list[Rows]:
    """Return the rows of people about whose tenures or leaves something changes."""
    return [
        index.by(PEOPLE, "id").rows_of(distinct(people, len(index.names)))
        for number in (TENURES, LEAVES)
        if (people := index.ids(number, "person")[touched[number]]).size
    ]


@final
@attrs.frozen(eq=False)
class _Turned:
    """The rows of a table that hold otherwise after than before, and how they do."""

    number: int
    rows: Rows
    was: States
    is_: States

    def __len__(self) -> int:
        return len(self.rows)


def _turned(one: View, two: View, number: int, rows: Rows) -> _Turned:
    # Going through a column from its beginning to its end is quicker than picking from it.
    whole = len(rows) == one.index.table(number).size
    was, is_ = (view.states(number, None if whole else rows) for view in (one, two))
    picks = (was != is_).nonzero()[0]
    return _Turned(number, rows[picks], was[picks], is_[picks])


def _people(one: View, two: View, rows: Rows, turned: dict[int, _Turned]) -> _Turned:
    """Return the records of people that turn: who holds nothing and is not away is on no chart."""
    index = one.index
    met = [index.ids(number, "person")[turned[number].rows] for number in (TENURES, LEAVES)]
    people = distinct(np.concatenate([*met, index.ids(PEOPLE, "id")[rows]]), len(index.names))
    rows, owners = index.by(PEOPLE, "id").all_of(people)
    states: list[States] = []
    for view, side in ((one, "was"), (two, "is_")):
        present = np.zeros(len(people), dtype=bool)
        for number, persons in zip((TENURES, LEAVES), met, strict=True):
            there = getattr(turned[number], side) > 0
            present[np.searchsorted(people, persons[there])] = True
        rest = (~present).nonzero()[0]
        present[rest] = _present(view, people[rest])
        states.append(view.states(PEOPLE, rows) * present[owners])
    was, is_ = states
    picks = (was != is_).nonzero()[0]
    return _Turned(PEOPLE, rows[picks], was[picks], is_[picks])


def _paired(one: View, two: View, turned: _Turned) -> tuple[list[_Sides], Rows]:
    """Return the edits of a table, and a row of each key that several facts are about at once."""
    index, number = one.index, turned.number
    keys = index.keys(number)[turned.rows]
    first = np.concatenate(([True], keys[1:] != keys[:-1]))
    group = first.cumsum() - 1
    count = int(group[-1]) + 1
    doubt = index.crowded(number)[keys] | (turned.was == POSSIBLE) | (turned.is_ == POSSIBLE)
    if not doubt.any():
        return [_sided(index, turned, group, count)], np.zeros(0, dtype=np.intp)
    doubtful = np.bincount(group, doubt, count) > 0
    found: list[_Sides] = []
    if not doubtful.all():
        rest = ~doubtful[group]
        plain = _Turned(number, turned.rows[rest], turned.was[rest], turned.is_[rest])
        found.append(_sided(index, plain, np.cumsum(first[rest]) - 1, int((~doubtful).sum())))
    # Here what did not turn counts too.
    rows, group = index.versions(number, keys[first][doubtful])
    was, is_ = one.states(number, rows), two.states(number, rows)
    if number == PEOPLE:
        was, is_ = (
            states * _present(view, index.ids(PEOPLE, "id")[rows])
            for view, states in ((one, was), (two, is_))
        )
    count = int(group[-1]) + 1
    several = (np.bincount(group, was > 0, count) > 1) | (np.bincount(group, is_ > 0, count) > 1)
    single = ~several[group]
    alone = _Turned(number, rows[single], was[single], is_[single])
    numbers = (np.cumsum(~several) - 1)[group[single]]
    found.append(_sided(index, alone, numbers, int((~several).sum())))
    return found, rows[np.searchsorted(group, np.flatnonzero(several))]


def _sided(index: Index, turned: _Turned, group: Rows, count: int) -> _Sides:
    """Return the edits of facts of which at most one of each group holds on each side."""
    before, old = _side(turned.rows, group, turned.was, count)
    after, new = _side(turned.rows, group, turned.is_, count)
    sides = _Sides(turned.number, before, after, old, new)
    differ = _differ(index, sides)
    return sides if differ.all() else sides.kept(differ)


def _side(rows: Rows, group: Rows, states: States, count: int) -> tuple[Rows, States]:
    if count == len(rows):
        return np.where(states > 0, rows, _NONE), states
    row, state = np.full(count, _NONE, dtype=np.intp), np.zeros(count, dtype=np.uint8)
    there = states > 0
    row[group[there]] = rows[there]
    state[group[there]] = states[there]
    return row, state


def _differ(index: Index, sides: _Sides) -> npt.NDArray[np.bool_]:
    """Say which edits have sides that show different things."""
    differ: npt.NDArray[np.bool_] = sides.was != sides.is_
    twice = (sides.before >= 0) & (sides.after >= 0) & (sides.before != sides.after)
    both = twice.nonzero()[0]
    if not both.size:
        return differ
    table = index.table(sides.number)
    for name in shown_fields(table.kind):
        codes = table.column(name).codes
        if codes is not None and name != "certainty":
            differ[both] |= codes[sides.before[both]] != codes[sides.after[both]]
    return differ


def _present(view: View, people: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Say for each person whether they hold something or are on leave."""
    index = view.index
    found = np.zeros(len(people), dtype=bool)
    for number in (TENURES, LEAVES):
        rows, place = index.by(number, "person").all_of(people)
        found[place[view.states(number, rows) > 0]] = True
    return found
