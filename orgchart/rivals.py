"""
Rival claims: several readings of one thing, of which a chart shows one and forgets none.

Facts are rivals when they carry the same claim id; or, without one, when they are about the same
(person and post, post and its manager, ...), certainly hold at once, and have no source in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import Final, final

import attrs

from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Fact
from orgchart.periods import Period
from orgchart.policies import Policy, choose, root
from orgchart.progress import follow
from orgchart.snapshot import Key
from orgchart.sources import Source

__all__ = ["Conflict", "conflicts_in", "root_sources"]


@final
@attrs.frozen(order=False)
class Conflict:
    """
    Several readings of one thing, and which of them is shown.

    Attributes:
        key: what the first reading is about, as in `Edit.key`.
        claim: the claim id they share, or None when they were recognised as the same.
        readings: the facts, with their citations, in canonical order.
        winner: the one that charts show.
        rule: the step of the policy that decided; ``order`` when none did.
    """

    key: Key
    claim: str | None
    readings: tuple[Fact, ...]
    winner: Fact
    rule: str

    @property
    def losers(self) -> tuple[Fact, ...]:
        """The readings that charts do not show, in canonical order."""
        return tuple(fact for fact in self.readings if fact is not self.winner)

    def disputes_at(self, position: int) -> bool:
        """
        Say whether two readings cannot both be right at a position of the time line.

        They cannot where one holds for sure and another surely does not, or where both hold and say
        different things. Readings of which one merely knows more, an end, a closer date or a title
        in another language, dispute nothing.
        """
        if self.winner.period.certainty_at(position) is None:
            # What a chart shows under that key is another stay.
            return False
        shown: list[tuple[object, ...]] = []
        absent = False
        for fact in self.readings:
            if UNDISCLOSED in fact.key:
                # Somebody not named may be anybody, also the one whom others name.
                continue
            certainty = fact.period.certainty_at(position)
            absent |= certainty is None
            if certainty is Certainty.CERTAIN:
                kept = (value for value in fact.shown if not isinstance(value, Certainty))
                shown.append((fact.key, *kept))
        clash = any(_clash(one, two) for one, two in combinations(shown, 2))
        return bool(shown) and (absent or clash)


def _clash(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    """Say whether two readings say different things; what one leaves out is no other thing."""
    if len(one) != len(two):
        return True
    pairs = zip(one, two, strict=True)
    return any(a != b and a not in _NOTHING and b not in _NOTHING for a, b in pairs)


_NOTHING: Final = (None, "", ())


def conflicts_in(
    lived: Iterable[tuple[Fact, Period]], sources: Mapping[str, Source], policy: Policy
) -> tuple[Conflict, ...]:
    """
    Return the rivalries among facts, in order of what they are about.

    Args:
        lived: the facts with the periods they are in force, in canonical order.
        sources: the sources by id.
        policy: what chooses the winners.

    Complexity: one pass over the facts; quadratic in the facts about one thing.
    """
    by_claim: dict[str, list[Fact]] = {}
    by_key: dict[Key, list[tuple[Fact, Period]]] = {}
    for fact, period in lived:
        if fact.claim is not None:
            by_claim.setdefault(fact.claim, []).append(fact)
        elif fact.citations and UNDISCLOSED not in fact.key:
            by_key.setdefault(fact.key, []).append((fact, period))
    groups: list[tuple[str | None, list[Fact]]] = [*by_claim.items()]
    recognised = (_recognised(about, sources) for about in by_key.values())
    each = list(follow(recognised, "comparing claims", len(by_key)))
    groups += ((None, group) for group in chain.from_iterable(each))
    found = [
        Conflict(group[0].key, claim, tuple(group), *choose(tuple(group), policy, sources))
        for claim, group in groups
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda conflict: (conflict.key, conflict.claim or "")))


def _recognised(
    about: list[tuple[Fact, Period]], sources: Mapping[str, Source]
) -> list[list[Fact]]:
    """Return groups of facts about one thing that hold at once by different sources."""
    cited = [(fact, period, root_sources(fact, sources)) for fact, period in about]
    groups: list[list[int]] = []
    for place, (_, period, own) in enumerate(cited):
        rivalled = [
            group
            for group in groups
            if any(period.certainly_overlaps(cited[n][1]) and not own & cited[n][2] for n in group)
        ]
        merged = sorted({place, *(n for group in rivalled for n in group)})
        groups = [*(group for group in groups if group not in rivalled), merged]
    return [[cited[place][0] for place in group] for group in groups]


def root_sources(fact: Fact, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the ids of a fact's sources, a translation under its original."""
    return frozenset(root(name, sources) for name in fact.sources)
