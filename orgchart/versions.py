"""
Which facts are in force at a moment.

A fact whose start or end is not stated takes it from what it belongs to: a unit from its parent, a
post from its unit, a tenure and a line from their posts, a leave from the post or from what the
person holds. This is worked out once; after that a moment is compared with whole numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from itertools import count
from typing import TypeAlias, TypeVar, final

import attrs

from orgchart.facts import BaseFact
from orgchart.facts import in_order as sorted_facts
from orgchart.kinds import Certainty
from orgchart.knowledge import as_known
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.ordering import Order
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
        held = sorted_facts(_each_itself(placed))
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
            _known(self.people, known),
            _known(self.units, known),
            _known(self.posts, known),
            _known(self.tenures, known),
            _known(self.lines, known),
            _known(self.leaves, known),
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
    def of(cls, facts: Facts, stated: Mapping[int, Period] | None = None) -> InForce:
        """
        Work out when each fact is in force, whatever the orders among facts.

        Args:
            facts: the facts.
            stated: periods to take for the stated ones, by the places of facts among all.

        Complexity: one pass over the facts.
        """
        own = _Own(facts, stated or {})
        unit_lives = _unit_lives(own.units)
        units = tuple((u, p.within(_life(unit_lives, u.parent))) for u, p in own.units)
        posts = tuple((post, p.within(_life(unit_lives, post.unit))) for post, p in own.posts)
        post_lives = _hulls((post.id, period) for post, period in posts)
        tenures = tuple((t, p.within(_life(post_lives, t.post))) for t, p in own.tenures)
        held = _hulls((tenure.person, period) for tenure, period in tenures)
        return cls(
            people=own.people,
            units=units,
            posts=posts,
            tenures=tenures,
            lines=tuple(
                (line, p.within(_line_life(line, post_lives, unit_lives))) for line, p in own.lines
            ),
            leaves=tuple(
                (leave, p.within(_leave_life(leave, post_lives, held))) for leave, p in own.leaves
            ),
            unit_lives=unit_lives,
            post_lives=post_lives,
            ranks={},
        )

    @classmethod
    def in_order(cls, facts: Facts) -> InForce:
        """
        Work out when each fact is in force, with what is stated of the order among them.

        Complexity: one pass over the facts and the orders, two where there are any.
        """
        plain = cls.of(facts)
        if not any(fact.after or fact.before for fact in facts):
            return plain
        order = Order(list(plain))
        narrower = cls.of(facts, order.narrowed())
        everything = tuple(facts)
        ranks = {id(everything[place]): rank for place, rank in order.ranks().items()}
        return attrs.evolve(narrower, ranks=ranks)

    def __iter__(self) -> Iterator[tuple[Fact, Period]]:
        """Go through all facts with their periods."""
        yield from self.people
        yield from self.units
        yield from self.posts
        yield from self.tenures
        yield from self.lines
        yield from self.leaves


def _each_itself(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts; one object given twice becomes two, for winners are told by identity."""
    met: set[int] = set()
    for fact in facts:
        itself = attrs.evolve(fact) if id(fact) in met else fact
        met.add(id(itself))
        yield itself


def _known(facts: tuple[_F, ...], known: frozenset[str]) -> tuple[_F, ...]:
    """Return facts as they were known; what they lose may change their order."""
    return sorted_facts(as_known(fact, known) for fact in facts)


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


def settled(facts: Iterable[Lived[_F]], position: int) -> Iterator[_F]:
    """Yield the facts that have surely begun at a position, and not surely ended."""
    for fact, period in facts:
        begun, ended = period.settled
        if begun <= position < ended:
            yield fact.with_certainty(fact.sureness)


def weaker(fact: Fact, certainty: Certainty | None) -> Certainty | None:
    """Return how sure a fact is that holds with a certainty; None when it does not hold."""
    return None if certainty is None else fact.sureness.at_most(certainty)


@final
class _Own:
    """The facts by kind with their own periods, some of them replaced."""

    def __init__(self, facts: Facts, replaced: Mapping[int, Period]) -> None:
        places = count()

        def lived(group: tuple[_F, ...]) -> tuple[Lived[_F], ...]:
            return tuple((fact, replaced.get(next(places), fact.period)) for fact in group)

        self.people = lived(facts.people)
        self.units = lived(facts.units)
        self.posts = lived(facts.posts)
        self.tenures = lived(facts.tenures)
        self.lines = lived(facts.lines)
        self.leaves = lived(facts.leaves)


def _life(lives: _Lives, id: str | None) -> Period:  # noqa: A002 - the field is called id everywhere
    return _ALWAYS if id is None else lives.get(id, _ALWAYS)


def _unit_lives(units: tuple[Lived[Unit], ...]) -> dict[str, Period]:
    """Return the life of each unit: its versions' periods, open ends taken from its parents."""
    versions: dict[str, list[Lived[Unit]]] = {}
    for unit, period in units:
        versions.setdefault(unit.id, []).append((unit, period))
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
            parents = {unit.parent for unit, _ in versions[current] if unit.parent in versions}
            missing = [p for p in parents if p and p not in lives and p not in entered]
            if current not in entered and missing:
                entered.add(current)
                waiting += sorted(missing)
                continue
            periods = (own.within(_life(lives, unit.parent)) for unit, own in versions[current])
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
