"""What happened to posts, units, lines, and to the records of people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from orgchart.changes import Change, ChangeKind
from orgchart.edits import Edits
from orgchart.kinds import NOBODY, UNKNOWN
from orgchart.model import Fact, Post, ReportingLine
from orgchart.reading.ledger import Group, Ledger, made, same_but_for_certainty
from orgchart.snapshot import Key

__all__ = ["leaves", "lines", "people", "posts", "units"]

_PLURALS: Final = {"person": "people", "unit": "units", "post": "posts"}


def posts(ledger: Ledger) -> Iterator[Change]:
    """Tell of posts; one that appears or goes takes its lines along."""
    for group in ledger.take("post"):
        post = group.base[1]
        now = ledger.post(post, ledger.after) is not None
        if now and ledger.post(post, ledger.before) is not None:
            yield _renaming(group, ChangeKind.RETITLED, ChangeKind.POST_CHANGED)
            continue
        kind = ChangeKind.POST_CREATED if now else ChangeKind.POST_ABOLISHED
        own = [
            base
            for word in ("line", "dotted")
            for base in ledger.open(word, post)
            if _one_sided(ledger.look(base), after=now)
        ]
        yield made(kind, (*group.edits, *ledger.take_edits(own)), posts=(post,))


def _one_sided(group: Group | None, *, after: bool) -> bool:
    """Say whether a thing is on one side only: on the later one, or on the earlier one."""
    return group is not None and (bool(group.after), bool(group.before)) == (after, not after)


def units(ledger: Ledger) -> Iterator[Change]:
    """Tell of units."""
    for group in ledger.take("unit"):
        unit = group.base[1]
        was, now = ledger.before.units.get(unit), ledger.after.units.get(unit)
        if was is None or now is None:
            kind = ChangeKind.UNIT_CREATED if was is None else ChangeKind.UNIT_DISSOLVED
            yield made(kind, group.edits, units=(unit,))
        elif was.name == now.name and was.parent != now.parent:
            sides = {"before": was.parent, "after": now.parent}
            yield made(ChangeKind.UNIT_MOVED, group.edits, units=(unit,), **sides)
        else:
            yield _renaming(group, ChangeKind.UNIT_RENAMED, ChangeKind.UNIT_CHANGED)


def people(ledger: Ledger) -> Iterator[Change]:
    """Tell of the records of people who neither joined nor left."""
    for group in ledger.take("person"):
        yield _renaming(group, ChangeKind.RENAMED, ChangeKind.PERSON_CHANGED)


def _renaming(group: Group, renamed: ChangeKind, other: ChangeKind) -> Change:
    """Tell of what is there on both sides: another name, or something else about it."""
    who = {_PLURALS[group.base[0]]: (group.base[1],)}
    old, new = tuple(map(_label, group.before)), tuple(map(_label, group.after))
    fresh = [label for label in new if label not in old]
    gone = [label for label in old if label not in new]
    if old and new and (fresh or gone):
        sides = {"before": (gone or old)[0], "after": (fresh or new)[0]}
        return made(renamed, group.edits, **who, **sides)
    kind = ChangeKind.CERTAINTY_CHANGED if same_but_for_certainty(group) else other
    return made(kind, group.edits, **who)


def _label(fact: Fact) -> str:
    return fact.title if isinstance(fact, Post) else getattr(fact, "name", "")


def lines(ledger: Ledger) -> Iterator[Change]:
    """Tell of reporting lines."""
    for group in ledger.take("line"):
        old, new = _managers(group.before), _managers(group.after)
        yield _redirected(group, old, new) if old and new else _one_line(ledger, group)
    for group in ledger.take("dotted"):
        old, new = _managers(group.before), _managers(group.after)
        if old and new:
            kind = ChangeKind.CERTAINTY_CHANGED
        else:
            kind = ChangeKind.DOTTED_DROPPED if old else ChangeKind.DOTTED_ADDED
        yield _line_change(kind, group.edits, group.base[1], old, new)


def _redirected(group: Group, old: tuple[str, ...], new: tuple[str, ...]) -> Change:
    """Tell of a solid line that is there on both sides."""
    gone = tuple(manager for manager in old if manager not in new)
    fresh = tuple(manager for manager in new if manager not in old)
    if not gone and not fresh:
        kind = ChangeKind.CERTAINTY_CHANGED
    elif (fresh or new)[0] == UNKNOWN:
        kind = ChangeKind.LINE_UNKNOWN
    elif (gone or old)[0] == UNKNOWN:
        kind = ChangeKind.LINE_KNOWN
    else:
        kind = ChangeKind.MOVED
    return _line_change(kind, group.edits, group.base[1], gone or old, fresh or new)


def _one_line(ledger: Ledger, group: Group) -> Change:
    """Tell of a solid line on one side only, with the dotted one that it turned into or was."""
    old, new = _managers(group.before), _managers(group.after)
    post = group.base[1]
    twin: Key = ("dotted", post, (old or new)[0])
    turned = _one_sided(ledger.look(twin), after=bool(old))
    edits = (*(ledger.take_edits([twin]) if turned else ()), *group.edits)
    if old:
        kind = ChangeKind.LINE_TURNED_DOTTED if turned else ChangeKind.LINE_DROPPED
    else:
        kind = ChangeKind.LINE_TURNED_SOLID if turned else ChangeKind.LINE_ADDED
    return _line_change(kind, edits, post, old, new)


def _line_change(
    kind: ChangeKind, edits: Edits, post: str, old: tuple[str, ...], new: tuple[str, ...]
) -> Change:
    before, after = (old[0] if old else None), (new[0] if new else None)
    return made(kind, edits, posts=(post,), before=before, after=after)


def _managers(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    found = (fact.manager for fact in facts if isinstance(fact, ReportingLine))
    return tuple(NOBODY if manager is None else manager for manager in found)


def leaves(ledger: Ledger) -> Iterator[Change]:
    """Tell of leaves."""
    for group in ledger.take("leave"):
        if group.before and group.after:
            kind = ChangeKind.CERTAINTY_CHANGED
        else:
            kind = ChangeKind.LEAVE_ENDED if group.before else ChangeKind.LEAVE_BEGAN
        post = group.base[2]
        who = {"people": (group.base[1],), "posts": () if post == "*" else (post,)}
        yield made(kind, group.edits, **who)
