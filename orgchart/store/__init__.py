"""
`Store`: the facts of a history as they are kept, and what holds of them at a position of time.

It knows positions and whole numbers only; moments and words are the matter of `history`. Facts
stand in columns (`tables`), with the periods they are in force (`force`); charts are views on them
(`view`), found by ids and by time (`index`), and compared by what changes (`differences`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from typing import Self, cast, final

import attrs
import numpy as np

from orgchart.edits import Edits
from orgchart.errors import InvalidValueError
from orgchart.facts import of_type
from orgchart.knowledge import is_out
from orgchart.memory import unswept
from orgchart.model import Fact, Post, Tenure
from orgchart.names import Picks
from orgchart.periods import Period
from orgchart.policies import Policy
from orgchart.progress import follow
from orgchart.rivals import Conflict, conflicts_in
from orgchart.snapshot import Key, Snapshot
from orgchart.sources import Source
from orgchart.store.coded import says_something
from orgchart.store.differences import Between, between
from orgchart.store.force import InForce
from orgchart.store.index import POSTS, TENURES, Index
from orgchart.store.instants import change_instants
from orgchart.store.standing import Standing
from orgchart.store.table import IDS
from orgchart.store.tables import AnyTable, Tables
from orgchart.store.view import View
from orgchart.threads import alone

__all__ = ["Store", "View"]


def _is_policy(_store: object, _field: object, policy: Policy) -> None:
    if not isinstance(policy, Policy):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        raise InvalidValueError("the history", "policy", policy, "give a policy")


@final
@attrs.frozen(order=False, repr=False)
class Store:
    """
    Facts, the sources they name, and the policy that chooses between rival claims.

    Attributes:
        facts: every fact, rival and retracted ones too.
        sources: the sources, in order of ids.
        policy: which of several rival claims hold.
    """

    facts: Tables
    sources: tuple[Source, ...]
    policy: Policy = attrs.field(validator=_is_policy)

    @classmethod
    def of(
        cls, facts: Iterable[Fact], sources: Iterable[Source], policy: Policy, zone: str | None
    ) -> Self:
        """
        Keep facts and sources, with floating dates placed in a zone.

        Raises:
            InvalidValueError: two sources with one id.
            InvalidWhenError: a clock time that the zone skips or repeats; or dates with and
                without a zone where none is given.
        """
        return cls(Tables.of(facts, zone), _placed(sources, zone), policy)

    @classmethod
    def joined(
        cls,
        tables: Mapping[type[Fact], AnyTable],
        sources: Iterable[Source],
        policy: Policy,
        zone: str | None,
    ) -> Self:
        """Keep facts that stand in columns already, and sources; see `of`."""
        return cls(Tables.joined(tables, zone), _placed(sources, zone), policy)

    def grown(self, facts: Iterable[Fact], sources: Iterable[Source], zone: str | None) -> Store:
        """
        Return the store with further facts and sources.

        Raises:
            InvalidValueError: two sources with one id.
            InvalidWhenError: see `of`.

        Complexity: a pass over columns; none without further facts.
        """
        further = _placed((*self.sources, *sources), zone)
        return Store(self.facts.grown(facts, zone), further, self.policy)

    def shrunk(self, facts: Iterable[Fact], zone: str | None) -> tuple[Store, tuple[Fact, ...]]:
        """
        Return the store without some of its facts, each taken out once; and those it lacks.

        Complexity: a pass over columns, and a look at the facts that have an id of those.
        """
        gone = Counter(Tables.of(facts, zone))

        def stays(table: AnyTable) -> Picks:
            picks = np.ones(table.size, dtype=bool)
            kind, (first, *_) = table.kind, IDS[table.kind]
            ids = {getattr(fact, first) for fact in gone if isinstance(fact, kind)}
            rows = np.flatnonzero(table.column(first).picks(ids.__contains__, table.size))
            for row, fact in zip(rows.tolist(), table.facts(rows), strict=True):
                if gone[fact] > 0:
                    gone[fact] -= 1
                    picks[row] = False
            return picks

        return attrs.evolve(
            self, facts=_without_traces(self.facts, self.facts.where(stays))
        ), tuple(+gone)

    @cached_property
    def floating(self) -> bool | None:
        """Whether the dates are local dates without a zone; None when there are none."""
        return next((when.floating for when in self.facts.moments), None)

    @cached_property
    @alone
    def conflicts(self) -> tuple[Conflict, ...]:
        """The rival claims among the facts that nobody took back."""
        if not self.facts.rivalling:
            return ()
        by_id: Mapping[str, Source] = {source.id: source for source in self.sources}
        for table in self.facts.every:
            # Made here, they are the same objects in all tables that are taken from this one.
            table.facts(np.flatnonzero(_claimed(table)))
        standing = InForce.plain(self.facts.where(_not_taken_back))
        rows = [np.flatnonzero(_claimed(table)) for table in standing.tables.every]
        lived = (
            standing.lived(number, row) for number, own in enumerate(rows) for row in own.tolist()
        )
        with unswept(), closing(follow(lived, "reading claims", sum(map(len, rows)))) as followed:
            return conflicts_in(followed, by_id, self.policy)

    @cached_property
    @alone
    def in_force(self) -> InForce:
        """The facts that hold, with the periods they do: no losers, nothing taken back."""
        losers = {id(fact) for conflict in self.conflicts for fact in conflict.losers}

        def holds(table: AnyTable) -> Picks:
            picks = _not_taken_back(table)
            rows = np.flatnonzero(picks & _claimed(table)) if losers else ()
            for row in map(int, rows):
                picks[row] = id(table.fact(row)) not in losers
            return picks

        return InForce.of(self.facts.where(holds))

    def disputed(self, position: int) -> frozenset[Key]:
        """Return the keys of facts that sources contradict at a position of the time line."""
        return frozenset(
            conflict.winner.key for conflict in self.conflicts if conflict.disputes_at(position)
        )

    @cached_property
    @alone
    def index(self) -> Index:
        """The facts by what they are about, and when they change."""
        return Index(self.in_force)

    @cached_property
    def change_instants(self) -> tuple[int, ...]:
        """The instants at which any answer changes, in microseconds from the epoch, in order."""
        return change_instants(self.index)

    def tenures_of(self, **owner: str) -> list[tuple[Tenure, Period]]:
        """Return the tenures of a ``person`` or a ``post``, with the periods they are in force."""
        ((field, name),) = owner.items()
        rows = self.index.by(TENURES, field).rows(self.index.names.code(name))
        lived = (self.in_force.lived(TENURES, row) for row in rows)
        return cast("list[tuple[Tenure, Period]]", list(lived))

    def posts_of(self, post: str) -> list[Post]:
        """Return the versions of a post that are in force at some time."""
        rows = self.index.by(POSTS, "id").rows(self.index.names.code(post))
        return [self.in_force.tables.posts.fact(row) for row in rows]

    def view(self, position: int, *, settled_only: bool = False) -> View:
        """
        Return the facts that hold at a position of the time line.

        Args:
            position: `When.close` of what is asked.
            settled_only: take each vague date at its last bound, and not as a doubt.

        Complexity: none; what the view is asked costs what it is about.
        """
        return View(Standing(self.index, position, settled_only))

    @staticmethod
    def between(one: View, two: View) -> Between:
        """
        Return the difference of what holds at two positions, the one before and the one after.

        Complexity: linear in what changes between the two.
        """
        return between(one, two)

    def turns(self, first: int, last: int) -> list[int]:
        """Return where after one position and up to another the settled chart may turn."""
        turns = self.index.settled_turns
        low, high = turns.stretch(first, last)
        return cast("list[int]", turns.positions[low:high].tolist())

    def steps(
        self, first: int, positions: Iterable[int]
    ) -> Iterator[tuple[int, Edits, Snapshot, Snapshot]]:
        """
        Yield the settled charts at positions behind a first one, each with the one before.

        Returns:
            The position of each, the edits that lead to it, and the two charts.
        """
        before = self.view(first, settled_only=True)
        for position in positions:
            after = self.view(position, settled_only=True)
            edits = self.between(before, after).edits
            yield position, edits, Snapshot(before), Snapshot(after)
            before = after

    def known_at(self, position: int) -> Store:
        """Return what a reader at a position of the time line had; later sources leave no trace."""
        known = frozenset(source.id for source in self.sources if is_out(source, position))
        sources = tuple(source for source in self.sources if source.id in known)
        return Store(_without_traces(self.facts, self.facts.known_by(known)), sources, self.policy)


def _without_traces(facts: Tables, fewer: Tables) -> Tables:
    """Return fewer facts, such that nothing tells of those that went, be it a date or an id."""
    return fewer if fewer is facts else fewer.compact()


def _not_taken_back(table: AnyTable) -> Picks:
    return ~table.column("retracted_by").picks(bool, table.size)


def _claimed(table: AnyTable) -> Picks:
    """Say which facts can be rivals: those with a claim, or with citations."""
    found = np.zeros(table.size, dtype=bool)
    for field in ("claim", "citations"):
        column = table.column(field)
        if column.codes is not None or says_something(column.only):
            found |= column.picks(says_something, table.size)
    return found


def _placed(sources: Iterable[Source], zone: str | None) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for source in of_type(Source, sources, "sources"):
        published = source.published.in_zone(zone) if source.published else None
        placed = attrs.evolve(source, published=published)
        if found.setdefault(source.id, placed) != placed:
            reason = "another source has that id; choose another"
            raise InvalidValueError("a source", "id", source.id, reason)
    return tuple(found[key] for key in sorted(found))
