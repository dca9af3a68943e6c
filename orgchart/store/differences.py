"""
The difference of two views on one history, told by what changes between them.

Rows are compared in columns; facts and edits are made when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final, cast, final

import attrs
import numpy as np

from orgchart.edits import Edit, Edits, edits_at
from orgchart.kinds import Certainty
from orgchart.memory import maker, stretches, unswept
from orgchart.model import Fact
from orgchart.names import Objects, Picks, Rows
from orgchart.progress import follow
from orgchart.store.index import PEOPLE, Index
from orgchart.store.order import keys_of
from orgchart.store.standing import ABSENT, CERTAIN, POSSIBLE, Standing, States
from orgchart.store.tables import AnyTable
from orgchart.store.view import View

__all__ = ["MANY", "Between", "between"]

#: From this share of all rows on, looking at each of them is quicker than collecting those meant.
MANY: Final = 0.1

_NONE: Final = -1


@final
@attrs.frozen(eq=False)
class _Turned:
    """
    Rows that hold otherwise after than before, in order of keys, and how they do.

    Attributes:
        rows: the rows, those of all tables; see `Index`.
        was, is_: how surely each holds before, and after.
    """

    rows: Rows
    was: States
    is_: States

    def __len__(self) -> int:
        return len(self.rows)

    def kept(self, picks: Picks | Rows) -> _Turned:
        """Return some of the rows."""
        return _Turned(self.rows[picks], self.was[picks], self.is_[picks])


@final
class _Simple:
    """
    The edits at keys of which at most one fact holds on each side.

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

    def edits(self) -> list[list[Edit]]:
        """Return the edits of each table that has any, in order of keys."""
        turned, first = self._turned, self._first
        if self._same.size:
            differs = np.ones(len(first), dtype=bool)
            differs[self._same] = differs[self._same - 1] = False
            turned, first = turned.kept(differs), first[differs]
        starts, second = first.nonzero()[0], (~first).nonzero()[0]
        # Each second row stands behind the first of its key.
        place = second - np.arange(1, len(second) + 1)
        sides: list[tuple[Rows, States]] = []
        for states in (turned.was, turned.is_):
            rows = np.where(states > ABSENT, turned.rows, _NONE)
            row, state = rows[starts], states[starts]
            row[place] = np.maximum(row[place], rows[second])
            state[place] = np.maximum(state[place], states[second])
            sides.append((row, state))
        index, found = self._index, list[list[Edit]]()
        for number, part, own in index.split(turned.rows[starts]):
            own_sides = [(row[part], state[part]) for row, state in sides]
            made = self._made(number, own, own_sides)
            parts = follow(made, "making edits", len(own), size=len)
            found.append([*chain.from_iterable(parts)])
        return found

    def _made(
        self, number: int, own: Rows, sides: list[tuple[Rows, States]]
    ) -> Iterator[list[Edit]]:
        """
        Yield the edits of a table, some at a time.

        Args:
            number: the table.
            own: its rows that give the keys.
            sides: for each of these the row that holds before, and how surely; and after.
        """
        make = maker(Edit, ("key", "before", "after"))
        table, begin = self._index.table(number), self._index.parts[number].start
        for some in stretches(len(own)):
            facts = (_facts(table, rows[some] - begin, states[some]) for rows, states in sides)
            keys = keys_of(table, self._index.names, own[some])
            yield make(zip(keys, *facts, strict=True))


def _facts(table: AnyTable, rows: Rows, states: States) -> list[Fact | None]:
    """Return the facts of rows, None where there is none, marked with how surely they hold."""
    there = states > ABSENT
    found: Objects
    if there.all():
        found = table.objects(rows)
    else:
        found = np.full(len(rows), None, dtype=object)
        found[there] = table.objects(rows[there])
    for place in (states == POSSIBLE).nonzero()[0].tolist():
        found[place] = cast("Fact", found[place]).with_certainty(Certainty.POSSIBLE)
    return cast("list[Fact | None]", found.tolist())


@final
class Between:
    """The edits from one view to another; they are counted without making them."""

    def __init__(self, simple: _Simple | None, others: Edits) -> None:
        """
        Remember what differs.

        Args:
            simple: what differs in simple ways.
            others: the edits of keys that several facts are about.
        """
        self._simple = simple
        self._others = others

    def __len__(self) -> int:
        return (0 if self._simple is None else len(self._simple)) + len(self._others)

    @property
    def edits(self) -> Edits:
        """The edits in normal form."""
        return self._edits

    @cached_property
    def _edits(self) -> Edits:
        with unswept():
            found = [] if self._simple is None else self._simple.edits()
        if self._others:
            found.append([*self._others])
        found.sort(key=lambda part: part[0].key)
        edits = chain.from_iterable(found)
        # Tables stand in order of keys, and mostly one behind the other.
        if all(one[-1].key < two[0].key for one, two in pairwise(found)):
            return tuple(edits)
        return tuple(sorted(edits, key=attrgetter("key")))


def between(one: View, two: View, *, many: float = MANY) -> Between:
    """
    Return the difference of two views on one history.

    Args:
        one, two: the views, the one before and the one after; either may be the earlier.
        many: if more rows change than this share of all, all are looked at.

    Complexity: linear in what changes between the two.
    """
    index, (was, is_) = one.index, (one.standing, two.standing)
    turns = index.settled_turns if was.settled_only else index.turns
    first, last = sorted((was.position, is_.position))
    stretch = turns.stretch(first, last)
    often = turns.often(*stretch)
    if often > many * len(index):
        return _compared(one, two, _all_turned(was, is_))
    if was.all_certain() and is_.all_certain():
        rows, comes = turns.turned(*stretch)
        after: States = (comes == (was.position < is_.position)) * np.uint8(CERTAIN)
        return _compared(one, two, _Turned(rows, CERTAIN - after, after))
    return _compared(one, two, _some_turned(was, is_, turns.touched(*stretch)))


def _some_turned(one: Standing, two: Standing, rows: Rows) -> _Turned:
    """Return those of some rows that turn."""
    was, is_ = (each.states(rows=rows) for each in (one, two))
    # Who holds nothing and is not away is on no chart, whatever becomes of the record.
    records = rows[: rows.searchsorted(one.index.parts[PEOPLE].stop)]
    people = one.index.ids(PEOPLE, "id")[records]
    there = one.presence.of(people, one.position, two.position)
    for states, present in zip((was, is_), there, strict=True):
        states[: len(records)] *= present
    picks = (was != is_).nonzero()[0]
    return _Turned(rows[picks], was[picks], is_[picks])


def _all_turned(one: Standing, two: Standing) -> _Turned:
    """Return those of all rows that turn."""
    # Going through a column from its beginning to its end is quicker than picking from it.
    people, ids = one.index.parts[PEOPLE], one.index.ids(PEOPLE, "id")
    was, is_ = (each.states() for each in (one, two))
    for each, states in ((one, was), (two, is_)):
        states[people] *= each.present[ids]
    rows = (was != is_).nonzero()[0]
    return _Turned(rows, was[rows], is_[rows])


def _compared(one: View, two: View, turned: _Turned) -> Between:
    """Return the edits of what turns."""
    index = one.index
    if not turned:
        return Between(None, ())
    keys = index.keys[turned.rows]
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    doubt: Picks | None = index.crowded[keys] if index.crowded.size else None
    if not (one.standing.all_certain() and two.standing.all_certain()):
        vague = (turned.was == POSSIBLE) | (turned.is_ == POSSIBLE)
        doubt = vague if doubt is None else doubt | vague
    if doubt is None or not doubt.any():
        return Between(_Simple(index, turned, first), ())
    group = first.cumsum() - 1
    doubtful = np.bincount(group, doubt).nonzero()[0]
    # Here what did not turn counts too.
    rows, place = index.versions(keys[first][doubtful])
    several = np.zeros(len(doubtful), dtype=bool)
    for view in (one, two):
        # Records of people who hold nothing count too, which costs time and changes no answer.
        several |= np.bincount(place, view.standing.states(rows=rows) > ABSENT, len(doubtful)) > 1
    single = np.ones(int(group[-1]) + 1, dtype=bool)
    single[doubtful[several]] = False
    rest = single[group]
    simple = _Simple(index, turned.kept(rest), first[rest])
    # A row of each key that several facts are about at once.
    others = rows[place.searchsorted(several.nonzero()[0])]
    return Between(simple, edits_at(index.keys_of(others), one.about, two.about))


def _alike(index: Index, turned: _Turned, second: Rows) -> Picks:
    """Say for second rows of keys whether they show the same as the first, and as surely."""
    before = second - 1
    rows, states = turned.rows, turned.was + turned.is_
    alike: Picks = states[second] == states[before]
    alike &= index.looks[rows[second]] == index.looks[rows[before]]
    return alike
