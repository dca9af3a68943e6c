"""Keeping to options: what a switched-off feature leaves of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.strategies.options import Settled

__all__ = ["Facts", "kept_to", "of"]

Facts: TypeAlias = list[Fact]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)


def of(facts: Iterable[Fact], kind: type[_F]) -> list[_F]:
    """Return the facts of one kind."""
    return [fact for fact in facts if isinstance(fact, kind)]


def kept_to(facts: Facts, options: Settled) -> Facts:
    """
    Return facts without what is switched off.

    Whatever made the facts, the result keeps to the options; facts that keep to them already come
    back as they are, so that this takes nothing away from shrinking.
    """
    for name, keep in _KEEPING:
        if not getattr(options, name):
            facts = keep(facts, options)
    return facts


def _changed(fact: Fact, **new: Any) -> Fact:  # noqa: ANN401 - values of any field
    return attrs.evolve(fact, **new)


def _single(facts: Facts, _options: Settled) -> Facts:
    """Leave one fact about each thing: the last one, in the place of the first."""
    return list({fact.key: fact for fact in facts}.values())


def _sure(facts: Facts, _options: Settled) -> Facts:
    return [fact.with_certainty(Certainty.CERTAIN) for fact in facts]


def _named(facts: Facts, _options: Settled) -> Facts:
    return [f for f in facts if not (isinstance(f, Tenure) and f.person is UNDISCLOSED)]


def _known(facts: Facts, _options: Settled) -> Facts:
    return [f for f in facts if not (isinstance(f, ReportingLine) and f.manager is UNKNOWN)]


def _solid(facts: Facts, _options: Settled) -> Facts:
    return [f for f in facts if not (isinstance(f, ReportingLine) and f.kind is LineKind.DOTTED)]


def _at_work(facts: Facts, _options: Settled) -> Facts:
    return [fact for fact in facts if not isinstance(fact, Leave)]


def _unorganised(facts: Facts, _options: Settled) -> Facts:
    gone = {unit.id for unit in of(facts, Unit)}
    kept = [_changed(f, unit=None) if isinstance(f, Post) else f for f in facts]
    return [
        fact
        for fact in kept
        if not isinstance(fact, Unit)
        and not (isinstance(fact, ReportingLine) and fact.manager in gone)
    ]


def _one_each(facts: Facts, _options: Settled) -> Facts:
    """Leave one holder and one seat to each post."""
    seen: set[str] = set()
    kept: Facts = []
    for fact in facts:
        if isinstance(fact, Tenure):
            if fact.post in seen:
                continue
            seen.add(fact.post)
        kept.append(_changed(fact, seats=1) if isinstance(fact, Post) else fact)
    return kept


def _filled(facts: Facts, options: Settled) -> Facts:
    """Give each post as many seats as it has holders who fill it for sure, and at least one."""
    kept = list(facts)
    for place, post in enumerate(facts):
        if not isinstance(post, Post):
            continue
        held = [t for t in of(kept, Tenure) if t.post == post.id]
        sure = [t for t in held if t.fills and t.certainty is Certainty.CERTAIN]
        if not sure:
            kept = [fact for fact in kept if not any(fact is tenure for tenure in held)]
            sure = [Tenure(options.holders[0], post.id)]
            kept.append(sure[0])
        if post.seats is not None and post.seats > len(sure):
            kept[kept.index(facts[place])] = _changed(post, seats=len(sure))
    return kept


def _acyclic(facts: Facts, _options: Settled) -> Facts:
    """Take out each line, and each parent of a unit, that closes a circle."""
    lines: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    kept: Facts = []
    for fact in facts:
        if isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID and fact.manager:
            if _reaches(lines, fact.manager, fact.post):
                continue
            lines.setdefault(fact.post, set()).add(fact.manager)
        elif isinstance(fact, Unit) and fact.parent is not None:
            if _reaches(parents, fact.parent, fact.id):
                kept.append(_changed(fact, parent=None))
                continue
            parents.setdefault(fact.id, set()).add(fact.parent)
        kept.append(fact)
    return kept


def _reaches(edges: dict[str, set[str]], start: str, goal: str) -> bool:
    met, ahead = {start}, [start]
    while ahead:
        found = edges.get(ahead.pop(), set()) - met
        met |= found
        ahead += found
    return goal in met


def _rooted(facts: Facts, _options: Settled) -> Facts:
    """Have each post that reports to no post, but for the first, report to the first."""
    posts = list(dict.fromkeys(post.id for post in of(facts, Post)))
    upward = {
        fact.post for fact in facts if isinstance(fact, ReportingLine) and _goes_up(fact, posts)
    }
    tops = [post for post in posts if post not in upward]
    kept = [fact for fact in facts if _goes_up(fact, posts) or not _is_line_of(fact, posts)]
    if not tops:
        return kept
    first = tops[0]
    own = [fact for fact in facts if _is_line_of(fact, [first])]
    return [*kept, *own, *(ReportingLine(post, first) for post in tops[1:])]


def _goes_up(fact: Fact, posts: list[str]) -> bool:
    """Say whether a fact is a solid line to a post, or to somebody not known."""
    return (
        isinstance(fact, ReportingLine)
        and fact.kind is LineKind.SOLID
        and (fact.manager in posts or fact.manager is UNKNOWN)
    )


def _is_line_of(fact: Fact, posts: list[str]) -> bool:
    return isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID and fact.post in posts


def _distinct(facts: Facts, _options: Settled) -> Facts:
    """Put the id behind a name that somebody else has."""
    bearers: dict[str, str] = {}
    kept: Facts = []
    for fact in facts:
        if isinstance(fact, Person) and bearers.setdefault(fact.name, fact.id) != fact.id:
            kept.append(_changed(fact, name=f"{fact.name} ({fact.id})"))
        else:
            kept.append(fact)
    return kept


def _substantive(facts: Facts, _options: Settled) -> Facts:
    return [
        _changed(fact, kind=TenureKind.SUBSTANTIVE) if isinstance(fact, Tenure) else fact
        for fact in facts
    ]


_Keep: TypeAlias = Callable[[Facts, Settled], Facts]
#: In an order in which none undoes what an earlier one did.
_KEEPING: Final[tuple[tuple[str, _Keep], ...]] = (
    ("duplicates", _single),
    ("units", _unorganised),
    ("possible", _sure),
    ("kinds", _substantive),
    ("undisclosed", _named),
    ("dotted", _solid),
    ("leaves", _at_work),
    ("unknown_managers", _known),
    ("shared", _one_each),
    ("vacancies", _filled),
    ("cycles", _acyclic),
    ("several_roots", _rooted),
    ("namesakes", _distinct),
)
