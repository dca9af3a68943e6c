"""
The difference of two views on one history, told by what changes between them.

Rows are compared in columns; facts and edits are made when somebody looks at them.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final, cast, final

import attrs
import numpy as np

from orgchart.edits import Edit, Edits, edits_at
from orgchart.groups import distinct
from orgchart.kinds import Certainty
from orgchart.memory import maker, unswept
from orgchart.model import Fact
from orgchart.names import Objects, Picks, Rows
from orgchart.snapshot import Key
from orgchart.store.index import PEOPLE, Index
from orgchart.store.order import keys_of
from orgchart.store.view import ABSENT, POSSIBLE, States, View

__all__ = ["FEW", "MANY", "Between", "between"]

#: Up to so many rows that change, facts are compared one by one, which costs less than columns.
FEW: Final = 24

#: From this share of all ids on, where so many people come or go, everybody is looked at.
MANY: Final = 0.1

_NONE: Final = -1


@final
@attrs.frozen(eq=False)
class _Turned:
    """
    Rows of a table that hold otherwise after than before, in order of keys, and how they do.

    Attributes:
        number: the number of the table.
        rows: the rows.
        was, is_: how surely each holds before, and after.
    """

    number: int
    rows: Rows
    was: States
    is_: States

    def __len__(self) -> int:
        return len(self.rows)

    def kept(self, picks: Picks | Rows) -> _Turned:
        """Return some of the rows."""
        return _Turned(self.number, self.rows[picks], self.was[picks], self.is_[picks])


@final
class _Part:
    """
    The edits of one table at keys of which at most one fact holds on each side.

    A key has then one row that turned, or two: the fact before, and the one after.
    """

    def __init__(self, index: Index, turned: _Turned, first: Picks) -> None:
        """
        Count the edits.

        Args:
            index: the facts.
            turned: some of them.
            first: whether each row is the first of its key.
        """
        self._index = index
        self._turned = turned
        self._first = first
        second = (~first).nonzero()[0]
        self._same: Rows = second[_alike(index, turned, second)]
        self._count = len(first) - len(second) - len(self._same)

    def __len__(self) -> int:
        return self._count

    def edits(self) -> list[Edit]:
        """Return the edits, in order of keys."""
        turned, first = self._turned, self._first
        if self._same.size:
            differs = np.ones(len(first), dtype=bool)
            differs[self._same] = differs[self._same - 1] = False
            turned, first = turned.kept(differs), first[differs]
        starts, second = first.nonzero()[0], (~first).nonzero()[0]
        # Each second row stands behind the first of its key.
        place = second - np.arange(1, len(second) + 1)
        sides: list[list[Fact | None]] = []
        for states in (turned.was, turned.is_):
            rows = np.where(states > ABSENT, turned.rows, _NONE)
            row, state = rows[starts], states[starts]
            row[place] = np.maximum(row[place], rows[second])
            state[place] = np.maximum(state[place], states[second])
            sides.append(self._facts(row, state))
        table = self._index.table(turned.number)
        keys = keys_of(table, self._index.names, turned.rows[starts])
        return maker(Edit, ("key", "before", "after"))(zip(keys, *sides, strict=True))

    def _facts(self, rows: Rows, states: States) -> list[Fact | None]:
        there = rows >= 0
        found: Objects = np.full(len(rows), None, dtype=object)
        found[there] = self._index.table(self._turned.number).objects(rows[there])
        for place in np.flatnonzero(there & (states == POSSIBLE)).tolist():
            found[place] = found[place].with_certainty(Certainty.POSSIBLE)
        return cast("list[Fact | None]", found.tolist())


@final
class Between:
    """The edits from one view to another; they are counted without making them."""

    def __init__(self, parts: list[_Part], others: Edits) -> None:
        """
        Remember what differs.

        Args:
            parts: what differs in simple ways, table by table.
            others: the edits of keys that several facts are about.
        """
        self._parts = parts
        self._others = others

    def __len__(self) -> int:
        return sum(map(len, self._parts)) + len(self._others)

    @property
    def edits(self) -> Edits:
        """The edits in normal form."""
        return self._edits

    @cached_property
    def _edits(self) -> Edits:
        with unswept():
            found = [part.edits() for part in self._parts if part]
        if self._others:
            found.append([*self._others])
        found.sort(key=lambda part: part[0].key)
        edits = list(chain.from_iterable(found))
        # Tables stand in order of keys, and mostly one behind the other.
        if any(one[-1].key > two[0].key for one, two in pairwise(found)):
            edits.sort(key=attrgetter("key"))
        return tuple(edits)


def between(one: View, two: View, *, few: int = FEW, many: float = MANY) -> Between:
    """
    Return the difference of two views on one history.

    Args:
        one, two: the views, the one before and the one after; either may be the earlier.
        few: up to how many rows facts are compared one by one.
        many: from how many people on, by share of all ids, everybody is looked at.

    Complexity: linear in what changes between the two.
    """
    index = one.index
    turns = index.settled_turns if one.settled_only else index.turns
    stretch = sorted((one.position, two.position))
    touched, moved = turns.touched(*stretch), one.presence.changed(*stretch)
    if sum(map(len, touched.values())) <= few:
        records = index.by(PEOPLE, "id").rows_of(moved)
        touched[PEOPLE] = np.concatenate([touched[PEOPLE], records])
        keys: set[Key] = {
            index.table(number).fact(row).key
            for number, rows in touched.items()
            for row in rows.tolist()
        }
        return Between([], edits_at(keys, one.about, two.about))
    turned = {
        number: _turned(one, two, number, rows)
        for number, rows in touched.items()
        if number != PEOPLE
    }
    own: Rows = index.ids(PEOPLE, "id")[touched[PEOPLE]].astype(np.intp)
    turned[PEOPLE] = _people(one, two, np.concatenate([moved, own]), many=many)
    parts: list[_Part] = []
    others: list[Key] = []
    for found in turned.values():
        if found:
            part, several = _paired(one, two, found)
            parts.append(part)
            if several.size:
                others += keys_of(index.table(found.number), index.names, several)
    return Between(parts, edits_at(others, one.about, two.about) if others else ())


def _turned(one: View, two: View, number: int, rows: Rows) -> _Turned:
    # Going through a column from its beginning to its end is quicker than picking from it.
    asked = None if len(rows) == one.index.table(number).size else rows
    return _differing(number, asked, one.states(number, asked), two.states(number, asked))


def _differing(number: int, rows: Rows | None, was: States, is_: States) -> _Turned:
    """Return those of some rows, or of all, that hold otherwise after than before."""
    picks = (was != is_).nonzero()[0]
    return _Turned(number, picks if rows is None else rows[picks], was[picks], is_[picks])


def _people(one: View, two: View, people: Rows, *, many: float) -> _Turned:
    """
    Return the records of people that turn: who holds nothing and is not away is on no chart.

    Args:
        one, two: the views.
        people: who comes or goes, and whose records change.
        many: see `between`.
    """
    index, presence = one.index, one.presence
    if len(people) > many * len(index.names):
        ids = index.ids(PEOPLE, "id")
        was, is_ = (view.states(PEOPLE) * view.present[ids] for view in (one, two))
        return _differing(PEOPLE, None, was, is_)
    people = distinct(people, len(index.names))
    rows, owners = index.by(PEOPLE, "id").all_of(people)
    was, is_ = (
        view.states(PEOPLE, rows) * presence.of(people, view.position)[owners]
        for view in (one, two)
    )
    return _differing(PEOPLE, rows, was, is_)


def _paired(one: View, two: View, turned: _Turned) -> tuple[_Part, Rows]:
    """Return the edits of a table, and a row of each key that several facts are about at once."""
    index, number = one.index, turned.number
    keys = index.keys(number)[turned.rows]
    first = np.concatenate(([True], keys[1:] != keys[:-1]))
    doubt = index.crowded(number)[keys] | (turned.was == POSSIBLE) | (turned.is_ == POSSIBLE)
    if not doubt.any():
        return _Part(index, turned, first), np.zeros(0, dtype=np.intp)
    group = first.cumsum() - 1
    doubtful = np.flatnonzero(np.bincount(group, doubt))
    # Here what did not turn counts too.
    rows, place = index.versions(number, keys[first][doubtful])
    several = np.zeros(len(doubtful), dtype=bool)
    for view in (one, two):
        # Records of people who hold nothing count too, which costs time and changes no answer.
        several |= np.bincount(place, view.states(number, rows) > ABSENT, len(doubtful)) > 1
    single = np.ones(int(group[-1]) + 1, dtype=bool)
    single[doubtful[several]] = False
    rest = single[group]
    part = _Part(index, turned.kept(rest), first[rest])
    return part, rows[np.searchsorted(place, np.flatnonzero(several))]


def _alike(index: Index, turned: _Turned, second: Rows) -> Picks:
    """Say for second rows of keys whether they show the same as the first, and as surely."""
    states = turned.was + turned.is_
    alike: Picks = states[second] == states[second - 1]
    if second.size:
        before, after = turned.rows[second - 1], turned.rows[second]
        for codes in index.shown(turned.number):
            alike &= codes[before] == codes[after]
    return alike
