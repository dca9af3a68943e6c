"""What happens to charts: people come, go and swap; posts, units and lines change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.strategies.keeping import Facts, of
from orgchart.strategies.numbers import Hand

__all__ = ["STEPS"]

_Step: TypeAlias = Callable[[Hand, Facts], Facts]


def _without(facts: Facts, *gone: Fact | None) -> Facts:
    return [fact for fact in facts if not any(fact is other for other in gone)]


def _evolved(fact: Fact, new: Mapping[str, Any]) -> Fact:
    return attrs.evolve(fact, **new)


def _replaced(facts: Facts, old: Fact, **new: object) -> Facts:
    return [_evolved(fact, new) if fact is old else fact for fact in facts]


def _somebody_leaves(hand: Hand, facts: Facts) -> Facts:
    tenure = hand.one(of(facts, Tenure))
    if tenure is None:
        return facts
    held = [t for t in of(facts, Tenure) if t.person == tenure.person]
    return _without(facts, *(held if hand.coin() else (tenure,)))


def _somebody_comes(hand: Hand, facts: Facts) -> Facts:
    post = hand.one(of(facts, Post))
    who = hand.one(hand.options.holders)
    if post is None or who is None:
        return facts
    return [*facts, Tenure(who, post.id, kind=hand.pick(hand.options.tenure_kinds))]


def _two_swap(hand: Hand, facts: Facts) -> Facts:
    held = of(facts, Tenure)
    one, two = hand.one(held), hand.one(held)
    if one is None or two is None or one is two:
        return facts
    return _replaced(_replaced(facts, one, person=two.person), two, person=one.person)


def _somebody_inside_succeeds(hand: Hand, facts: Facts) -> Facts:
    held = of(facts, Tenure)
    one, two = hand.one(held), hand.one(held)
    if one is None or two is None or UNDISCLOSED in {one.person, two.person}:
        return facts
    return _replaced(facts, one, person=two.person, kind=TenureKind.SUBSTANTIVE)


def _a_body_is_renewed(hand: Hand, facts: Facts) -> Facts:
    unit = hand.one([unit for unit in of(facts, Unit) if unit.is_body])
    posts = [post for post in of(facts, Post) if unit is not None and post.unit == unit.id]
    post = hand.one(posts)
    if post is None or not hand.options.holders:
        return facts
    seats = {post.id for post in posts}
    old = [held for held in of(facts, Tenure) if held.post in seats]
    new = dict.fromkeys((hand.pick(hand.options.holders), hand.pick(hand.options.holders)))
    return [*_without(facts, *old), *(Tenure(person, post.id) for person in new)]


def _interim_takes_over(hand: Hand, facts: Facts) -> Facts:
    tenure = hand.one(of(facts, Tenure))
    who = hand.one(hand.options.holders)
    if tenure is None or who is None:
        return facts
    return [*_without(facts, tenure), Tenure(who, tenure.post, kind=TenureKind.INTERIM)]


def _holds_it_otherwise(hand: Hand, facts: Facts) -> Facts:
    tenure = hand.one(of(facts, Tenure))
    if tenure is None:
        return facts
    kind = hand.pick(hand.options.tenure_kinds)
    return _replaced(facts, tenure, kind=kind, title=hand.pick((None, "Honorary")))


def _leave_begins_or_ends(hand: Hand, facts: Facts) -> Facts:
    leaves = of(facts, Leave)
    if leaves and hand.coin():
        return _without(facts, hand.one(leaves))
    held = [tenure for tenure in of(facts, Tenure) if tenure.person != UNDISCLOSED]
    tenure = hand.one(held)
    if tenure is None:
        return facts
    return [*facts, Leave(tenure.person, hand.pick((None, tenure.post)))]


def _branch_moves(hand: Hand, facts: Facts) -> Facts:
    line = hand.one(of(facts, ReportingLine))
    posts = of(facts, Post)
    units = [unit for unit in of(facts, Unit) if unit.is_body]
    if line is None or not posts:
        return facts
    managers = (*(post.id for post in posts), *(unit.id for unit in units), UNKNOWN, None)
    return _replaced(facts, line, manager=hand.pick(managers))


def _line_comes_or_goes(hand: Hand, facts: Facts) -> Facts:
    lines, posts = of(facts, ReportingLine), of(facts, Post)
    if lines and hand.coin():
        return _without(facts, hand.one(lines))
    post, manager = hand.one(posts), hand.one(posts)
    if post is None or manager is None:
        return facts
    return [*facts, ReportingLine(post.id, manager.id, kind=hand.pick(tuple(LineKind)))]


def _line_turns(hand: Hand, facts: Facts) -> Facts:
    line = hand.one(of(facts, ReportingLine))
    if line is None:
        return facts
    return _replaced(facts, line, kind=hand.pick(tuple(LineKind)))


def _post_changes(hand: Hand, facts: Facts) -> Facts:
    post = hand.one(of(facts, Post))
    if post is None:
        return facts
    ways: tuple[dict[str, object], ...] = (
        {"title": hand.pick(hand.options.titles)},
        {"seats": None},
        {"seats": 2},
        {"rank": 3},
        {"unit": None},
        *(dict[str, object](unit=unit.id) for unit in of(facts, Unit)),
    )
    return _replaced(facts, post, **hand.pick(ways))


def _post_is_created(hand: Hand, facts: Facts) -> Facts:
    manager, unit = hand.one(of(facts, Post)), hand.one(of(facts, Unit))
    name = hand.pick(("new", "p0", "p9"))
    if len({post.id for post in of(facts, Post)} - {name}) >= hand.options.max_posts:
        return facts
    made: Facts = [Post(name, hand.pick(hand.options.titles), unit=unit and unit.id)]
    if manager is not None:
        made.append(ReportingLine(name, manager.id))
    who = hand.one(hand.options.holders)
    if who is not None and hand.coin():
        made.append(Tenure(who, name))
    return [*facts, *made]


def _post_is_abolished(hand: Hand, facts: Facts) -> Facts:
    post = hand.one(of(facts, Post))
    if post is None:
        return facts
    own: Facts = [tenure for tenure in of(facts, Tenure) if tenure.post == post.id]
    own += [line for line in of(facts, ReportingLine) if line.post == post.id]
    below = [line for line in of(facts, ReportingLine) if line.manager == post.id]
    return _without(facts, post, *own, *(below if hand.coin() else ()))


def _unit_changes(hand: Hand, facts: Facts) -> Facts:
    units = of(facts, Unit)
    unit = hand.one(units)
    if unit is None:
        return [*facts, Unit("acme", "Acme")]
    if hand.coin():
        return _without(facts, unit)
    ways: tuple[dict[str, object], ...] = (
        {"name": "Renamed"},
        {"kind": "team"},
        {"kind": "board"},
        {"parent": None},
        *(dict[str, object](parent=other.id) for other in units),
    )
    return _replaced(facts, unit, **hand.pick(ways))


def _organizations_get_a_parent(hand: Hand, facts: Facts) -> Facts:
    units = of(facts, Unit)
    tops = [unit for unit in units if unit.parent is None and unit.id != "group"]
    top = hand.one(tops)
    return (
        facts if top is None else [Unit("group", "Group"), *_replaced(facts, top, parent="group")]
    )


def _somebody_is_renamed(hand: Hand, facts: Facts) -> Facts:
    person = hand.one(of(facts, Person))
    if person is None:
        return facts
    ways: tuple[dict[str, object], ...] = ({"name": "Married"}, {"names": {"fr": "Anne"}})
    new = hand.pick(ways)
    return [_evolved(fact, new) if fact is person else fact for fact in facts]


def _becomes_surer(hand: Hand, facts: Facts) -> Facts:
    if not facts:
        return facts
    fact = hand.pick(facts)
    return _replaced(facts, fact, certainty=hand.pick(tuple(Certainty)))


def _is_told_twice(hand: Hand, facts: Facts) -> Facts:
    return [*facts, hand.pick(facts)] if facts else facts


def _is_known_better(hand: Hand, facts: Facts) -> Facts:
    """Change what a chart does not show: dates, sources, remarks."""
    if not facts:
        return facts
    fact = hand.pick(facts)
    return _replaced(facts, fact, start="2020", sources=("ft-2023",), extra={"x": "y"})


#: In the order in which they shrink: the plainest first.
STEPS: Final[tuple[_Step, ...]] = (
    _somebody_leaves,
    _somebody_comes,
    _two_swap,
    _somebody_inside_succeeds,
    _a_body_is_renewed,
    _interim_takes_over,
    _holds_it_otherwise,
    _leave_begins_or_ends,
    _branch_moves,
    _line_comes_or_goes,
    _line_turns,
    _post_changes,
    _post_is_created,
    _post_is_abolished,
    _unit_changes,
    _organizations_get_a_parent,
    _somebody_is_renamed,
    _becomes_surer,
    _is_told_twice,
    _is_known_better,
)
