"""
`Store`: the facts of a history as they are kept, and what holds of them at a position of time.

It knows positions and whole numbers only; moments and words are the matter of `history`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Self, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.edits import Edits, edits_at
from orgchart.errors import InvalidValueError
from orgchart.knowledge import is_known, is_out, is_retracted
from orgchart.model import Fact
from orgchart.periods import check_floating, moments
from orgchart.policies import Policy
from orgchart.rivals import Conflict, conflicts_in
from orgchart.snapshot import Key, Snapshot
from orgchart.sources import Source
from orgchart.timeline import change_instants
from orgchart.versions import Facts, InForce
from orgchart.views import Index, View

__all__ = ["Store"]


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

    facts: Facts
    sources: tuple[Source, ...]
    policy: Policy

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
        store = cls(Facts.of(facts, zone), _placed(sources, zone), policy)
        check_floating(tuple(when for fact in store.facts for when in moments(fact.period)))
        return store

    @cached_property
    def floating(self) -> bool | None:
        """Whether the dates are local dates without a zone; None when there are none."""
        dates = (when for fact in self.facts for when in moments(fact.period))
        return next((when.floating for when in dates), None)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The rival claims among the facts that nobody took back."""
        by_id: Mapping[str, Source] = {source.id: source for source in self.sources}
        standing = self.facts.only(lambda fact: not fact.retracted_by)
        return conflicts_in(InForce.of(standing), by_id, self.policy)

    @cached_property
    def in_force(self) -> InForce:
        """The facts that hold, with the periods they do: no losers, nothing taken back."""
        losers = {id(fact) for conflict in self.conflicts for fact in conflict.losers}
        return InForce.in_order(
            self.facts.only(lambda fact: id(fact) not in losers and not fact.retracted_by)
        )

    def _disputed(self, position: int) -> frozenset[Key]:
        return frozenset(
            conflict.winner.key for conflict in self.conflicts if conflict.disputes_at(position)
        )

    @cached_property
    def index(self) -> Index:
        """The facts by what they are about, and when they change."""
        return Index(self.in_force)

    @cached_property
    def change_instants(self) -> tuple[int, ...]:
        """The instants at which any answer changes, in microseconds from the epoch, in order."""
        return change_instants(self.in_force)

    @cached_property
    def settled_positions(self) -> tuple[int, ...]:
        """The positions at which some fact has surely begun or surely ended, in order."""
        found = {position for _, period in self.in_force for position in period.settled}
        return tuple(sorted(position for position in found if abs(position) != UNBOUNDED))

    def chart(self, position: int, *, settled_only: bool = False) -> Snapshot:
        """
        Return the chart at a position of the time line, without its name and moment.

        Args:
            position: `When.close` of what is asked.
            settled_only: take each vague date at its last bound, and not as a doubt.

        Complexity: none; what the chart is asked costs what it is about.
        """
        view = View(self.index, position, settled_only)
        return Snapshot(view, disputed=self._disputed(position))

    def edits(self, first: int, last: int, *, settled_only: bool = False) -> Edits:
        """
        Return the edits from the chart at one position to that at another.

        Complexity: linear in what changes between the two.
        """
        one, two = View(self.index, first, settled_only), View(self.index, last, settled_only)
        keys = one.touched(two) if first <= last else two.touched(one)
        return edits_at(keys, one.about, two.about)

    def steps(self, first: int, last: int) -> Iterator[tuple[int, Edits, Snapshot, Snapshot]]:
        """
        Yield the settled charts after one position and up to another, each with the one before.

        Returns:
            The position of each, the edits that lead to it, and the two charts.
        """
        here = first
        for position in self.settled_positions:
            if first < position <= last:
                edits = self.edits(here, position, settled_only=True)
                before, after = (self.chart(p, settled_only=True) for p in (here, position))
                yield position, edits, before, after
                here = position

    def known_at(self, position: int) -> Store:
        """Return what a reader at a position of the time line had; later sources leave no trace."""
        known = frozenset(source.id for source in self.sources if is_out(source, position))
        kept = self.facts.only(lambda fact: is_known(fact, known) and not is_retracted(fact, known))
        sources = tuple(source for source in self.sources if source.id in known)
        return Store(kept.known_by(known), sources, self.policy)


def _placed(sources: Iterable[Source], zone: str | None) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for source in sources:
        published = source.published.in_zone(zone) if source.published else None
        placed = attrs.evolve(source, published=published)
        if found.setdefault(source.id, placed) != placed:
            reason = "another source has that id; choose another"
            raise InvalidValueError("a source", "id", source.id, reason)
    return tuple(found[key] for key in sorted(found))
