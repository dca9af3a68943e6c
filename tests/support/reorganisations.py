"""What happens to charts: people come, go and swap; posts, units and lines change."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Diff,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
    diff,
)
from tests.support.snapshots import PEOPLE, TITLES, dirty_snapshots, snapshots, tossed

__all__ = ["diffs", "reorganised", "snapshot_pairs", "snapshot_walks"]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)
_Facts: TypeAlias = list[Fact]
_Step: TypeAlias = Callable[[st.DrawFn, _Facts], _Facts]


def _all(facts: _Facts, kind: type[_F]) -> list[_F]:
    return [fact for fact in facts if isinstance(fact, kind)]


def _one(draw: st.DrawFn, found: Sequence[_F]) -> _F | None:
    return draw(st.sampled_from(found)) if found else None


def _without(facts: _Facts, *gone: Fact | None) -> _Facts:
    return [fact for fact in facts if not any(fact is other for other in gone)]


def _evolved(fact: Fact, new: Mapping[str, Any]) -> Fact:
    return attrs.evolve(fact, **new)


def _replaced(facts: _Facts, old: Fact, **new: object) -> _Facts:
    return [_evolved(fact, new) if fact is old else fact for fact in facts]


def _somebody_leaves(draw: st.DrawFn, facts: _Facts) -> _Facts:
    tenure = _one(draw, _all(facts, Tenure))
    if tenure is None:
        return facts
    held = [t for t in _all(facts, Tenure) if t.person == tenure.person]
    return _without(facts, *(held if tossed(draw) else (tenure,)))


def _somebody_comes(draw: st.DrawFn, facts: _Facts) -> _Facts:
    post = _one(draw, _all(facts, Post))
    who = draw(st.sampled_from((*(person.id for person in PEOPLE), UNDISCLOSED)))
    kind = draw(st.sampled_from(TenureKind))
    return facts if post is None else [*facts, Tenure(who, post.id, kind=kind)]


def _two_swap(draw: st.DrawFn, facts: _Facts) -> _Facts:
    held = _all(facts, Tenure)
    one, two = _one(draw, held), _one(draw, held)
    if one is None or two is None or one is two:
        return facts
    return _replaced(_replaced(facts, one, person=two.person), two, person=one.person)


def _somebody_inside_succeeds(draw: st.DrawFn, facts: _Facts) -> _Facts:
    held = _all(facts, Tenure)
    one, two = _one(draw, held), _one(draw, held)
    if one is None or two is None or UNDISCLOSED in {one.person, two.person}:
        return facts
    return _replaced(facts, one, person=two.person, kind=TenureKind.SUBSTANTIVE)


def _a_body_is_renewed(draw: st.DrawFn, facts: _Facts) -> _Facts:
    unit = _one(draw, [unit for unit in _all(facts, Unit) if unit.is_body])
    posts = [post for post in _all(facts, Post) if unit is not None and post.unit == unit.id]
    post = _one(draw, posts)
    if post is None:
        return facts
    seats = {post.id for post in posts}
    old = [held for held in _all(facts, Tenure) if held.post in seats]
    members = st.sampled_from((*(person.id for person in PEOPLE), UNDISCLOSED))
    new = draw(st.lists(members, min_size=1, max_size=3, unique=True))
    return [*_without(facts, *old), *(Tenure(person, post.id) for person in new)]


def _interim_takes_over(draw: st.DrawFn, facts: _Facts) -> _Facts:
    tenure = _one(draw, _all(facts, Tenure))
    who = draw(st.sampled_from(PEOPLE)).id
    if tenure is None:
        return facts
    return [*_without(facts, tenure), Tenure(who, tenure.post, kind=TenureKind.INTERIM)]


def _holds_it_otherwise(draw: st.DrawFn, facts: _Facts) -> _Facts:
    tenure = _one(draw, _all(facts, Tenure))
    if tenure is None:
        return facts
    kind = draw(st.sampled_from(TenureKind))
    return _replaced(facts, tenure, kind=kind, title=draw(st.sampled_from((None, "Honorary"))))


def _leave_begins_or_ends(draw: st.DrawFn, facts: _Facts) -> _Facts:
    leaves = _all(facts, Leave)
    if leaves and tossed(draw):
        return _without(facts, _one(draw, leaves))
    held = [tenure for tenure in _all(facts, Tenure) if tenure.person != UNDISCLOSED]
    tenure = _one(draw, held)
    if tenure is None:
        return facts
    return [*facts, Leave(tenure.person, draw(st.sampled_from((None, tenure.post))))]


def _branch_moves(draw: st.DrawFn, facts: _Facts) -> _Facts:
    line = _one(draw, _all(facts, ReportingLine))
    posts = _all(facts, Post)
    units = [unit for unit in _all(facts, Unit) if unit.is_body]
    if line is None or not posts:
        return facts
    managers = (*(post.id for post in posts), *(unit.id for unit in units), UNKNOWN, None)
    return _replaced(facts, line, manager=draw(st.sampled_from(managers)))


def _line_comes_or_goes(draw: st.DrawFn, facts: _Facts) -> _Facts:
    lines, posts = _all(facts, ReportingLine), _all(facts, Post)
    if lines and tossed(draw):
        return _without(facts, _one(draw, lines))
    post, manager = _one(draw, posts), _one(draw, posts)
    if post is None or manager is None:
        return facts
    return [*facts, ReportingLine(post.id, manager.id, kind=draw(st.sampled_from(LineKind)))]


def _line_turns(draw: st.DrawFn, facts: _Facts) -> _Facts:
    line = _one(draw, _all(facts, ReportingLine))
    if line is None:
        return facts
    return _replaced(facts, line, kind=draw(st.sampled_from(LineKind)))


def _post_changes(draw: st.DrawFn, facts: _Facts) -> _Facts:
    post = _one(draw, _all(facts, Post))
    if post is None:
        return facts
    ways: tuple[dict[str, object], ...] = (
        {"title": draw(st.sampled_from(TITLES))},
        {"seats": None},
        {"seats": 2},
        {"rank": 3},
        {"unit": None},
        *(dict[str, object](unit=unit.id) for unit in _all(facts, Unit)),
    )
    return _replaced(facts, post, **draw(st.sampled_from(ways)))


def _post_is_created(draw: st.DrawFn, facts: _Facts) -> _Facts:
    manager, unit = _one(draw, _all(facts, Post)), _one(draw, _all(facts, Unit))
    name = draw(st.sampled_from(("new", "p0", "p9")))
    made: _Facts = [Post(name, draw(st.sampled_from(TITLES)), unit=unit and unit.id)]
    if manager is not None:
        made.append(ReportingLine(name, manager.id))
    if tossed(draw):
        made.append(Tenure(draw(st.sampled_from(PEOPLE)).id, name))
    return [*facts, *made]


def _post_is_abolished(draw: st.DrawFn, facts: _Facts) -> _Facts:
    post = _one(draw, _all(facts, Post))
    if post is None:
        return facts
    own: _Facts = [tenure for tenure in _all(facts, Tenure) if tenure.post == post.id]
    own += [line for line in _all(facts, ReportingLine) if line.post == post.id]
    below = [line for line in _all(facts, ReportingLine) if line.manager == post.id]
    return _without(facts, post, *own, *(below if tossed(draw) else ()))


def _unit_changes(draw: st.DrawFn, facts: _Facts) -> _Facts:
    units = _all(facts, Unit)
    unit = _one(draw, units)
    if unit is None:
        return [*facts, Unit("acme", "Acme")]
    if tossed(draw):
        return _without(facts, unit)
    ways: tuple[dict[str, object], ...] = (
        {"name": "Renamed"},
        {"kind": "team"},
        {"kind": "board"},
        {"parent": None},
        *(dict[str, object](parent=other.id) for other in units),
    )
    return _replaced(facts, unit, **draw(st.sampled_from(ways)))


def _organizations_get_a_parent(draw: st.DrawFn, facts: _Facts) -> _Facts:
    units = _all(facts, Unit)
    tops = [unit for unit in units if unit.parent is None and unit.id != "group"]
    top = _one(draw, tops)
    return (
        facts if top is None else [Unit("group", "Group"), *_replaced(facts, top, parent="group")]
    )


def _somebody_is_renamed(draw: st.DrawFn, facts: _Facts) -> _Facts:
    person = _one(draw, _all(facts, Person))
    if person is None:
        return facts
    ways: tuple[dict[str, object], ...] = ({"name": "Married"}, {"names": {"fr": "Anne"}})
    new = draw(st.sampled_from(ways))
    return [_evolved(fact, new) if fact is person else fact for fact in facts]


def _becomes_surer(draw: st.DrawFn, facts: _Facts) -> _Facts:
    if not facts:
        return facts
    fact = draw(st.sampled_from(facts))
    return _replaced(facts, fact, certainty=draw(st.sampled_from(Certainty)))


def _is_told_twice(draw: st.DrawFn, facts: _Facts) -> _Facts:
    return [*facts, draw(st.sampled_from(facts))] if facts else facts


def _is_known_better(draw: st.DrawFn, facts: _Facts) -> _Facts:
    """Change what a chart does not show: dates, sources, remarks."""
    if not facts:
        return facts
    fact = draw(st.sampled_from(facts))
    return _replaced(facts, fact, start="2020", sources=("ft-2023",), extra={"x": "y"})


_STEPS: Final[tuple[_Step, ...]] = (
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


@st.composite
def reorganised(
    draw: st.DrawFn, chart: Snapshot, *, min_size: int = 0, max_size: int = 4
) -> Snapshot:
    """
    Charts that a few real reorganisations make of a chart.

    Args:
        chart: what it starts from.
        min_size, max_size: how many.
    """
    facts: _Facts = list(chart.facts.values())
    known = {fact.key for fact in facts}
    facts += [person for person in PEOPLE if person.key not in known]
    for step in draw(st.lists(st.sampled_from(_STEPS), min_size=min_size, max_size=max_size)):
        facts = step(draw, facts)
    return Snapshot.from_facts(facts)


@st.composite
def snapshot_pairs(draw: st.DrawFn, *, max_size: int = 5) -> tuple[Snapshot, Snapshot]:
    """Two charts: most often before and after a reorganisation, else unrelated or dirty."""
    clean = snapshots(min_size=2, max_size=max_size)
    before = draw(st.one_of(clean, snapshots(max_size=max_size), dirty_snapshots()))
    changed = reorganised(before, min_size=2)
    other = st.one_of(reorganised(before), snapshots(max_size=3), dirty_snapshots())
    after = draw(st.one_of(changed, changed, other))
    return (before, after) if tossed(draw) else (after, before)


@st.composite
def snapshot_walks(draw: st.DrawFn, *, size: int = 4) -> tuple[Snapshot, ...]:
    """
    Charts one after the other, each made of an earlier one or unrelated to it.

    Args:
        size: how many; all pairs and triples among them are worth a test.
    """
    found = list(draw(snapshot_pairs()))
    while len(found) < size:
        start = found[-1] if tossed(draw) else found[0]
        found.append(draw(reorganised(start)))
    return tuple(found)


def diffs() -> st.SearchStrategy[Diff]:
    """Differences of two charts."""
    return snapshot_pairs().map(lambda pair: diff(*pair))
