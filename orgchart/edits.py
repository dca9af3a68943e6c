"""
`Edit` and the algebra of edits: the difference of two charts in normal form.

An edit says what is at a key before and after. A normal form is a tuple of edits in order of keys,
at most one a key, none with equal sides. In that form composition, inversion and application obey
the laws of the package by construction; what edits mean is the matter of :mod:`orgchart.changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import zip_longest
from operator import attrgetter
from typing import Protocol, TypeAlias, final

import attrs

from orgchart.errors import DiffMismatchError
from orgchart.facts import alike
from orgchart.memory import unswept
from orgchart.model import Fact
from orgchart.progress import follow
from orgchart.snapshot import Key, Snapshot

__all__ = ["Edit", "Edits", "EditsLater", "apply", "compose", "edits_at", "edits_between", "invert"]


def _shown(fact: Fact | None) -> tuple[object, ...] | None:
    return None if fact is None else fact.shown


@final
@attrs.frozen(order=False, weakref_slot=False)
class Edit:
    """
    What one key of a chart holds before and after.

    Keys are ``("person", id)``, ``("unit", id)``, ``("post", id)``, ``("tenure", person, post)``,
    ``("line", post)`` for the solid line, ``("dotted", post, manager)``, and
    ``("leave", person, post)`` with ``"*"`` for all posts. Where a chart holds several facts about
    the same, the second has the key with ``"2"`` behind, and so on.

    Edits are equal when their sides show the same; periods and sources are not compared.

    Attributes:
        key: what the edit is about.
        before, after: the fact on each side, or None where there is none.
    """

    key: Key
    before: Fact | None = attrs.field(eq=_shown)
    after: Fact | None = attrs.field(eq=_shown)

    @property
    def inverse(self) -> Edit:
        """The edit with its sides exchanged."""
        return Edit(self.key, self.after, self.before)


#: Edits in normal form.
Edits: TypeAlias = tuple[Edit, ...]


class EditsLater(Protocol):
    """Edits that are counted, and made when somebody looks at them."""

    def __len__(self) -> int:
        raise NotImplementedError

    @property
    def edits(self) -> Edits:
        """The edits in normal form."""
        raise NotImplementedError


def edits_between(before: Snapshot, after: Snapshot) -> Edits:
    """
    Return the edits that lead from one chart to another, in normal form.

    Complexity: one pass over the facts of both.
    """
    if before is after:
        return ()
    old, new = before.facts, after.facts
    with unswept():
        keys = [key for key in old.keys() | new.keys() if old.get(key) is not new.get(key)]
        sides = ((key, old.get(key), new.get(key)) for key in keys)
        made = (None if alike(*side[1:]) else Edit(*side) for side in sides)
        found = filter(None, follow(made, "comparing", len(keys)))
        return tuple(sorted(found, key=attrgetter("key")))


def edits_at(
    keys: Iterable[Key],
    before: Callable[[Key], tuple[Fact, ...]],
    after: Callable[[Key], tuple[Fact, ...]],
) -> Edits:
    """
    Return the edits that lead from one chart to another at some keys, in normal form.

    Args:
        keys: keys without ordinals; at all others the charts show the same.
        before, after: return the facts about such a key on each chart, in canonical order.

    Complexity: linear in the keys and the facts about them.
    """
    found: list[Edit] = []
    for key in keys:
        sides = zip_longest(before(key), after(key))
        for count, (old, new) in enumerate(sides, start=1):
            found.append(Edit(key if count == 1 else (*key, str(count)), old, new))
    return _normal(found)


def invert(edits: Edits) -> Edits:
    """Return the edits that lead back."""
    with unswept():
        return tuple(follow((edit.inverse for edit in edits), "turning round", len(edits)))


def compose(first: Edits, second: Edits) -> Edits:
    """
    Return the edits that do the work of two in a row.

    Raises:
        DiffMismatchError: the second does not start at some key from where the first ends.
    """
    merged = {edit.key: edit for edit in first}
    with unswept(), closing(follow(second, "joining", len(second))) as edits:
        for edit in edits:
            earlier = merged.get(edit.key)
            if earlier is None:
                merged[edit.key] = edit
                continue
            if not alike(earlier.after, edit.before):
                raise DiffMismatchError(edit.key, edit.before, earlier.after)
            merged[edit.key] = Edit(edit.key, earlier.before, edit.after)
        return _normal(merged.values())


def apply(snapshot: Snapshot, edits: Edits) -> Snapshot:
    """
    Return the chart after the edits.

    Raises:
        DiffMismatchError: the chart does not hold what an edit expects before it.
    """
    facts = dict(snapshot.facts)
    with closing(follow(edits, "applying", len(edits))) as followed:
        for edit in followed:
            found = facts.get(edit.key)
            if not alike(found, edit.before):
                raise DiffMismatchError(edit.key, edit.before, found)
            if edit.after is None:
                facts.pop(edit.key, None)
            else:
                facts[edit.key] = edit.after
    return Snapshot.from_facts(facts.values(), like=snapshot)


def _normal(edits: Iterable[Edit]) -> Edits:
    kept = (edit for edit in edits if not alike(edit.before, edit.after))
    return tuple(sorted(kept, key=attrgetter("key")))
