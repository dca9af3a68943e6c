"""The edits that are still to be told, and how a change is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, final

from orgchart.changes import Change, ChangeKind, possible_if
from orgchart.edits import Edit, Edits
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Fact, Post
from orgchart.snapshot import Key, Snapshot

__all__ = ["Group", "Ledger", "made", "same_but_for_certainty"]

#: How many parts of a key name what it is about; one more part is an ordinal.
_KEY_PARTS: Final = {"person": 2, "unit": 2, "post": 2, "line": 2}


@final
class Group:
    """The edits about one thing."""

    def __init__(self, base: Key) -> None:
        self.base = base
        self._edits: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """Take an edit in."""
        self._edits.append(edit)

    @property
    def edits(self) -> Edits:
        """The edits, in order of keys."""
        return tuple(self._edits)

    @property
    def before(self) -> tuple[Fact, ...]:
        """The facts that it starts from."""
        return tuple(edit.before for edit in self._edits if edit.before is not None)

    @property
    def after(self) -> tuple[Fact, ...]:
        """The facts that it leads to."""
        return tuple(edit.after for edit in self._edits if edit.after is not None)


@final
class Ledger:
    """
    The edits that no change tells of yet, by what they are about; and the two charts.

    Taking edits out is the only thing that changes it, so no edit is told twice.
    """

    def __init__(self, edits: Edits, before: Snapshot, after: Snapshot) -> None:
        self.before = before
        self.after = after
        self._groups: dict[str, dict[Key, Group]] = {}
        self._by_first: dict[Key, list[Key]] = {}
        self._by_post: dict[str, list[Key]] = {}
        self._posts: dict[tuple[str, bool], Post | None] = {}
        self._organizations: dict[tuple[str, bool], str] = {}
        self._parents: dict[str, str | None] = {}
        #: The posts whose record or holders changed, told of or not.
        self.posts = frozenset(
            edit.key[1 if edit.key[0] == "post" else 2]
            for edit in edits
            if edit.key[0] in {"post", "tenure"}
        )
        for edit in edits:
            base = edit.key[: _KEY_PARTS.get(edit.key[0], 3)]
            if base[:2] == ("tenure", UNDISCLOSED):
                base = edit.key  # each undisclosed holder is somebody else
            of_kind = self._groups.setdefault(base[0], {})
            group = of_kind.get(base)
            if group is None:
                group = of_kind[base] = Group(base)
                self._by_first.setdefault(base[:2], []).append(base)
                if base[0] == "tenure":
                    self._by_post.setdefault(base[2], []).append(base)
            group.add(edit)

    def open(self, kind: str, first: str | None = None) -> list[Key]:
        """Return what is still to be told: of a kind, or of a kind about one id."""
        of_kind = self._groups.get(kind, {})
        if first is None:
            return list(of_kind)
        return [base for base in self._by_first.get((kind, first), ()) if base in of_kind]

    def open_seats(self, post: str) -> list[Key]:
        """Return the tenures in a post that are still to be told."""
        of_kind = self._groups.get("tenure", {})
        return [base for base in self._by_post.get(post, ()) if base in of_kind]

    def look(self, base: Key) -> Group | None:
        """Return a group that is still to be told, and leave it there."""
        return self._groups.get(base[0], {}).get(base)

    def take(self, kind: str) -> Iterator[Group]:
        """Take out all groups of a kind, one after another."""
        of_kind = self._groups.get(kind, {})
        for base in list(of_kind):
            group = of_kind.pop(base, None)
            if group is not None:
                yield group

    def take_edits(self, bases: Iterable[Key]) -> Edits:
        """Take out the groups with these keys; those told already are passed over."""
        found: list[Edit] = []
        for base in bases:
            group = self._groups.get(base[0], {}).pop(base, None)
            found += group.edits if group else ()
        return tuple(found)

    def post(self, post: str, chart: Snapshot) -> Post | None:
        """Return the record of a post on one of the two charts; looked up once."""
        asked = post, chart is self.after
        if asked not in self._posts:
            self._posts[asked] = chart.posts.get(post)
        return self._posts[asked]

    def organization(self, post: str, word: Snapshot) -> str:
        """
        Return the organisation of a post, by one chart's word on which unit the post is in.

        It is the topmost unit above, where that is of kind ``organization``: whoever goes from one
        department to another has not left, though nothing may be recorded above the two.

        What unit belongs to what is by the later chart's word, so that nobody leaves or joins
        because a whole unit was put under another.

        Returns:
            The id of the unit; an empty text for a post without one, so that these are all alike.

        Complexity: a step a unit above it, the first time that the post is asked for.
        """
        asked = post, word is self.after
        found = self._organizations.get(asked)
        if found is None:
            other = self.after if word is self.before else self.before
            record = self.post(post, word) or self.post(post, other)
            top = self._top(record.unit) if record and record.unit is not None else ""
            found = top if self._is_organization(top) else ""
            self._organizations[asked] = found
        return found

    def _top(self, unit: str) -> str:
        met: set[str] = set()
        while True:
            met.add(unit)
            parent = self._parent(unit)
            if parent is None or parent in met:
                return unit
            unit = parent

    def _is_organization(self, unit: str) -> bool:
        record = self.after.units.get(unit) or self.before.units.get(unit)
        return record is None or record.is_organization

    def _parent(self, unit: str) -> str | None:
        if unit not in self._parents:
            record = self.after.units.get(unit) or self.before.units.get(unit)
            self._parents[unit] = record.parent if record else None
        return self._parents[unit]


def made(
    kind: ChangeKind,
    edits: Edits,
    **fields: Any,  # noqa: ANN401 - the fields of `Change`, which checks none
) -> Change:
    """Return a change that tells of edits, as sure as they are."""
    ordered = edits if len(edits) == 1 else tuple(sorted(edits, key=attrgetter("key")))
    return Change(kind, edits=ordered, certainty=possible_if(ordered), **fields)


def same_but_for_certainty(group: Group) -> bool:
    """Say whether both sides show the same, only more or less surely."""
    if not group.before or not group.after:
        return False
    certainty = group.before[0].certainty
    sides = (
        [fact.with_certainty(certainty).shown for fact in side]
        for side in (group.before, group.after)
    )
    return next(sides) == next(sides)
