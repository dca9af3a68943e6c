"""
Which facts are in force at a moment.

A fact whose start or end is not stated takes it from what it belongs to: a unit from its parent, a
post from its unit, a tenure and a line from their posts, a leave from the post or from what the
person holds. This is worked out once; after that a moment is compared with whole numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import TypeAlias, TypeVar, final

import attrs

from orgchart.facts import BaseFact, order_key
from orgchart.kinds import Certainty
from orgchart.knowledge import as_known
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.ordering import narrowed, order_ranks
from orgchart.periods import Period

__all__ = ["Facts", "InForce"]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)

#: A fact with the period it is in force, inherited ends included.
Lived: TypeAlias = tuple[_F, Period]
_Lives: TypeAlias = Mapping[str, Period]

_ALWAYS = Period()


@final
@attrs.frozen(order=False)
class Facts:
    """The facts of a history, by kind, each kind in canonical order."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    lines: tuple[ReportingLine, ...] = ()
    leaves: tuple[Leave, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact], zone: str | None) -> Facts:
        """
        Sort facts of all kinds, with their floating dates placed in a zone.

        Raises:
            InvalidWhenError: see `When.in_zone`.
        """
        placed = (fact.with_period(fact.period.in_zone(zone)) for fact in facts)
        held = sorted(placed, key=order_key)
        return cls(
            people=tuple(fact for fact in held if isinstance(fact, Person)),
            units=tuple(fact for fact in held if isinstance(fact, Unit)),
            posts=tuple(fact for fact in held if isinstance(fact, Post)),
            tenures=tuple(fact for fact in held if isinstance(fact, Tenure)),
            lines=tuple(fact for fact in held if isinstance(fact, ReportingLine)),
            leaves=tuple(fact for fact in held if isinstance(fact, Leave)),
        )

    def only(self, keep: Callable[[BaseFact], bool]) -> Facts:
        """Return the facts that a test keeps."""
        return Facts(
            tuple(filter(keep, self.people)),
            tuple(filter(keep, self.units)),
            tuple(filter(keep, self.posts)),
            tuple(filter(keep, self.tenures)),
            tuple(filter(keep, self.lines)),
            tuple(filter(keep, self.leaves)),
        )

    def known_by(self, known: frozenset[str]) -> Facts:
        """Return each fact without what sources say of it that a reader did not know."""
        return Facts(
            tuple(as_known(fact, known) for fact in self.people),
            tuple(as_known(fact, known) for fact in self.units),
            tuple(as_known(fact, known) for fact in self.posts),
            tuple(as_known(fact, known) for fact in self.tenures),
            tuple(as_known(fact, known) for fact in self.lines),
            tuple(as_known(fact, known) for fact in self.leaves),
        )

    def __iter__(self) -> Iterator[Fact]:
        """Go through all facts, kind by kind."""
        for group in (
            self.people,
            self.units,
            self.posts,
            self.tenures,
            self.lines,
            self.leaves,
        ):
            yield from group


@final
@attrs.frozen(order=False, eq=False)
class InForce:
    """The facts with the periods they are in force."""

    people: tuple[Lived[Person], ...]
    units: tuple[Lived[Unit], ...]
    posts: tuple[Lived[Post], ...]
    tenures: tuple[Lived[Tenure], ...]
    lines: tuple[Lived[ReportingLine], ...]
    leaves: tuple[Lived[Leave], ...]
    #: The whole life of each unit and post, over all its versions.
    unit_lives: _Lives
    post_lives: _Lives
    #: The place of facts in a stated order, by identity; the others have none.
    ranks: Mapping[int, int]

    @classmethod
    def of(cls, facts: Facts) -> InForce:
        """
        Work out when each fact is in force.

        Complexity: one pass over the facts.
        """
        unit_lives = _unit_lives(facts.units)
        units = tuple((u, u.period.within(_life(unit_lives, u.parent))) for u in facts.units)
        posts = tuple((p, p.period.within(_life(unit_lives, p.unit))) for p in facts.posts)
        post_lives = _hulls((post.id, period) for post, period in posts)
        tenures = tuple((t, t.period.within(_life(post_lives, t.post))) for t in facts.tenures)
        held = _hulls((tenure.person, period) for tenure, period in tenures)
        lines = tuple(
            (line, line.period.within(_line_life(line, post_lives, unit_lives)))
            for line in facts.lines
        )
        leaves = tuple(
            (leave, leave.period.within(_leave_life(leave, post_lives, held)))
            for leave in facts.leaves
        )
        people = tuple((person, person.period) for person in facts.people)
        everything: list[tuple[Fact, Period]] = [*people, *units, *posts, *tenures, *lines, *leaves]
        ordered = any(fact.after or fact.before for fact, _ in everything)
        narrower = narrowed(everything) if ordered else {}
        ranks = order_ranks(everything) if ordered else {}
        return cls(
            people=people,
            units=units,
            posts=posts,
            tenures=_replaced(tenures, narrower, len(people) + len(units) + len(posts)),
            lines=_replaced(lines, narrower, len(everything) - len(lines) - len(leaves)),
            leaves=_replaced(leaves, narrower, len(everything) - len(leaves)),
            unit_lives=unit_lives,
            post_lives=post_lives,
            ranks={id(everything[place][0]): rank for place, rank in ranks.items()},
        )

    def __iter__(self) -> Iterator[tuple[Fact, Period]]:
        """Go through all facts with their periods."""
        yield from self.people
        yield from self.units
        yield from self.posts
        yield from self.tenures
        yield from self.lines
        yield from self.leaves


def in_force(facts: Iterable[Lived[_F]], position: int) -> Iterator[_F]:
    """
    Yield the facts that hold at a position of the time line, marked with their certainty.

    Args:
        facts: facts with their periods.
        position: `When.close` of what is asked.
    """
    for fact, period in facts:
        certainty = period.certainty_at(position)
        if certainty is not None:
            yield fact.with_certainty(fact.sureness.at_most(certainty))


def _replaced(
    lived: tuple[Lived[_F], ...], narrower: Mapping[int, Period], first: int
) -> tuple[Lived[_F], ...]:
    """Put in the periods that stated orders narrow, given by places counted from a first."""
    if not narrower:
        return lived
    return tuple(
        (fact, narrower.get(first + place, period)) for place, (fact, period) in enumerate(lived)
    )


def weaker(fact: Fact, certainty: Certainty | None) -> Certainty | None:
    """Return how sure a fact is that holds with a certainty; None when it does not hold."""
    return None if certainty is None else fact.sureness.at_most(certainty)


def _life(lives: _Lives, id: str | None) -> Period:  # noqa: A002 - the field is called id everywhere
    return _ALWAYS if id is None else lives.get(id, _ALWAYS)


def _unit_lives(units: tuple[Unit, ...]) -> dict[str, Period]:
    """Return the life of each unit: its versions' periods, open ends taken from its parents."""
    versions: dict[str, list[Unit]] = {}
    for unit in units:
        versions.setdefault(unit.id, []).append(unit)
    lives: dict[str, Period] = {}
    for start in versions:
        # Walk up to a unit whose life is known, then back down; a circle of parents ends the walk.
        waiting = [start]
        entered: set[str] = set()
        while waiting:
            current = waiting[-1]
            if current in lives:
                waiting.pop()
                continue
            parents = {unit.parent for unit in versions[current] if unit.parent in versions}
            missing = [p for p in parents if p and p not in lives and p not in entered]
            if current not in entered and missing:
                entered.add(current)
                waiting += sorted(missing)
                continue
            periods = (unit.period.within(_life(lives, unit.parent)) for unit in versions[current])
            lives[current] = reduce(Period.hull, periods)
            waiting.pop()
    return lives


def _hulls(periods: Iterable[tuple[str, Period]]) -> dict[str, Period]:
    lives: dict[str, Period] = {}
    for key, period in periods:
        known = lives.get(key)
        lives[key] = period if known is None else known.hull(period)
    return lives


def _line_life(line: ReportingLine, posts: _Lives, units: _Lives) -> Period:
    """A line lives no longer than the post it starts from and the post or unit it goes to."""
    own = _life(posts, line.post)
    manager = posts.get(line.manager or "") or units.get(line.manager or "") or _ALWAYS
    return own.meet(manager)


def _leave_life(leave: Leave, posts: _Lives, held: _Lives) -> Period:
    if leave.post is None:
        return held.get(leave.person, _ALWAYS)
    return _life(posts, leave.post)
