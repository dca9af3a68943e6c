"""
Edits in, changes out: what each difference of two charts means.

The reader works through the edits from the widest meaning to the narrowest; each step takes the
edits it tells of, and what is taken is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from orgchart.changes import Change, ChangeKind, possible_if
from orgchart.edits import Edit, Edits
from orgchart.model import NOBODY, UNDISCLOSED, Fact, Leave, Person, Post, ReportingLine
from orgchart.model import Tenure, TenureKind, Unit
from orgchart.periods import UNKNOWN
from orgchart.snapshot import Key, Snapshot

__all__ = ["body_members", "read_changes"]

#: How many parts of a key name what it is about; one more part is an ordinal.
_KEY_PARTS: Final = {"person": 2, "unit": 2, "post": 2, "line": 2}
_STAND_INS: Final = frozenset({TenureKind.INTERIM, TenureKind.ACTING})


def read_changes(edits: Edits, before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """
    Read edits as changes.

    Args:
        edits: the edits from one chart to the other, in normal form.
        before, after: the two charts.

    Returns:
        The changes in the order of `ChangeKind`, then of the people, posts and units concerned;
        every edit is in exactly one.

    Complexity: linear in the edits and in the facts of the two charts.
    """
    reader = _Reader(edits, before, after)
    order = {kind: place for place, kind in enumerate(ChangeKind)}
    found = [
        *reader.posts(),
        *reader.units(),
        *reader.comings_and_goings(),
        *reader.bodies(),
        *reader.tenures(),
        *reader.lines(),
        *reader.leaves(),
        *reader.people(),
    ]
    return tuple(sorted(found, key=lambda c: (order[c.kind], c.people, c.posts, c.units)))


def body_members(snapshot: Snapshot, unit: str) -> tuple[str, ...]:
    """
    Return who sits on a board or committee: the holders of its posts, advisers left out.

    Returns:
        The people's ids, each once and in order; `UNDISCLOSED` once for each such seat.
    """
    named: set[str] = set()
    hidden = 0
    for tenure in snapshot.tenures:
        post = snapshot.posts.get(tenure.post)
        if post is None or post.unit != unit or not tenure.fills:
            continue
        if tenure.person is UNDISCLOSED:
            hidden += 1
        else:
            named.add(tenure.person)
    return (*sorted(named), *([UNDISCLOSED] * hidden))


class _Group:
    """The edits about one thing, with the facts on each side."""

    def __init__(self, base: Key) -> None:
        self.base = base
        self.edits: list[Edit] = []

    @property
    def taken(self) -> Edits:
        return tuple(self.edits)

    def sides(self) -> tuple[list[Fact], list[Fact]]:
        before = [edit.before for edit in self.edits if edit.before is not None]
        after = [edit.after for edit in self.edits if edit.after is not None]
        return before, after


class _Reader:
    def __init__(self, edits: Edits, before: Snapshot, after: Snapshot) -> None:
        self.before = before
        self.after = after
        self.left: dict[Key, _Group] = {}
        for edit in edits:
            base = edit.key[: _KEY_PARTS.get(edit.key[0], 3)]
            if base[:2] == ("tenure", UNDISCLOSED):
                base = edit.key  # each undisclosed holder is somebody else
            self.left.setdefault(base, _Group(base)).edits.append(edit)
        self.parents = {
            unit.id: unit.parent
            for chart in (before, after)
            for unit in chart.units.values()
        }

    def _take(self, kind: str) -> Iterator[_Group]:
        """Take all groups of a kind that are still to be told."""
        for base in [base for base in self.left if base[0] == kind]:
            yield self.left.pop(base)

    def _take_edits(self, bases: Iterable[Key]) -> Edits:
        taken = [edit for base in bases if base in self.left for edit in self.left.pop(base).edits]
        return tuple(sorted(taken, key=lambda edit: edit.key))

    # posts and units

    def posts(self) -> Iterator[Change]:
        for group in self._take("post"):
            post = group.base[1]
            was, now = post in self.before.posts, post in self.after.posts
            if was and now:
                yield self._renaming(group, ChangeKind.RETITLED, ChangeKind.POST_CHANGED)
                continue
            lines = [
                base
                for base in self._line_bases(post)
                if (self.left[base].edits[0].before is None) == now
            ]
            kind = ChangeKind.POST_CREATED if now else ChangeKind.POST_ABOLISHED
            edits = (*group.taken, *self._take_edits(lines))
            yield _change(kind, edits, posts=(post,))

    def _line_bases(self, post: str) -> list[Key]:
        if not hasattr(self, "_lines"):
            self._lines: dict[str, list[Key]] = {}
            for base in self.left:
                if base[0] in {"line", "dotted"}:
                    self._lines.setdefault(base[1], []).append(base)
        return [base for base in self._lines.get(post, ()) if base in self.left]

    def units(self) -> Iterator[Change]:
        for group in self._take("unit"):
            unit = group.base[1]
            was, now = self.before.units.get(unit), self.after.units.get(unit)
            if was is None or now is None:
                kind = ChangeKind.UNIT_CREATED if was is None else ChangeKind.UNIT_DISSOLVED
                yield _change(kind, group.taken, units=(unit,))
            elif was.name == now.name and was.parent != now.parent:
                yield _change(
                    ChangeKind.UNIT_MOVED,
                    group.taken,
                    units=(unit,),
                    before=was.parent,
                    after=now.parent,
                )
            else:
                yield self._renaming(group, ChangeKind.UNIT_RENAMED, ChangeKind.UNIT_CHANGED)

    def _renaming(self, group: _Group, renamed: ChangeKind, other: ChangeKind) -> Change:
        """Tell a thing that is there on both sides: another name, or something else about it."""
        who = {f"{_PLURALS[group.base[0]]}": (group.base[1],)}
        before, after = group.sides()
        old, new = list(map(_label, before)), list(map(_label, after))
        fresh = [label for label in new if label not in old]
        gone = [label for label in old if label not in new]
        if old and new and (fresh or gone):
            return _change(
                renamed, group.taken, before=(gone or old)[0], after=(fresh or new)[0], **who
            )
        if _same_but_for_certainty(before, after):
            return _change(ChangeKind.CERTAINTY_CHANGED, group.taken, **who)
        return _change(other, group.taken, **who)

    # people who come and go

    def comings_and_goings(self) -> Iterator[Change]:
        touched = {base[1]: [] for base in self.left if base[0] == "tenure"}
        for base in self.left:
            if base[0] == "tenure":
                touched[base[1]].append(base)
        for person, bases in touched.items():
            if person is UNDISCLOSED:
                continue
            was = self._organizations(self.before, person)
            now = self._organizations(self.after, person)
            for organization in sorted(was.keys() - now.keys()):
                yield self._goes(person, organization, bases, tuple(sorted(now.keys() - was.keys())))
            for organization in sorted(now.keys() - was.keys()):
                yield self._comes(person, organization, bases, tuple(sorted(was.keys() - now.keys())))

    def _goes(
        self, person: str, organization: str, bases: list[Key], further: tuple[str, ...]
    ) -> Change:
        own = self._in_organization(self.before, organization, bases)
        edits = self._take_edits(
            [*own, *self._leave_bases(person, self.after), *self._person_base(person, self.after)]
        )
        return _change(
            ChangeKind.LEFT,
            edits,
            people=(person,),
            posts=_posts(edits),
            units=_named(organization),
            destination=_named(*further),
            manner=_end_manner(edits),
        )

    def _comes(
        self, person: str, organization: str, bases: list[Key], earlier: tuple[str, ...]
    ) -> Change:
        own = self._in_organization(self.after, organization, bases)
        edits = self._take_edits(
            [*own, *self._leave_bases(person, self.before), *self._person_base(person, self.before)]
        )
        return _change(
            ChangeKind.JOINED,
            edits,
            people=(person,),
            posts=_posts(edits),
            units=_named(organization),
            origin=_named(*earlier),
            manner=_start_manner(edits),
        )

    def _organizations(self, chart: Snapshot, person: str) -> dict[str, None]:
        return {self._organization(chart, tenure.post): None for tenure in chart.posts_of(person)}

    def _organization(self, chart: Snapshot, post: str) -> str:
        """Return the topmost unit above a post, by the newest word on what belongs to what."""
        other = self.after if chart is self.before else self.before
        record = chart.posts.get(post) or other.posts.get(post)
        unit = record.unit if record else None
        met: set[str] = set()
        while unit is not None and unit not in met:
            met.add(unit)
            parent = self.parents.get(unit)
            if parent is None or parent in met:
                return unit
            unit = parent
        return ""

    def _in_organization(
        self, chart: Snapshot, organization: str, bases: list[Key]
    ) -> list[Key]:
        return [base for base in bases if self._organization(chart, base[2]) == organization]

    def _leave_bases(self, person: str, away: Snapshot) -> list[Key]:
        if person in away.people:
            return []
        return [base for base in self.left if base[0] == "leave" and base[1] == person]

    @staticmethod
    def _person_base(person: str, away: Snapshot) -> list[Key]:
        return [] if person in away.people else [("person", person)]

    # boards and committees

    def bodies(self) -> Iterator[Change]:
        units = {**self.before.units, **self.after.units}
        for unit in units.values():
            if not unit.is_body:
                continue
            was, now = body_members(self.before, unit.id), body_members(self.after, unit.id)
            stayed = tuple(person for person in now if person in was)
            if not was or not now or 2 * len(stayed) >= len(was):
                continue
            seats = {
                post.id
                for chart in (self.before, self.after)
                for post in chart.posts.values()
                if post.unit == unit.id
            }
            edits = self._take_edits(
                [base for base in self.left if base[0] == "tenure" and base[2] in seats]
            )
            yield _change(
                ChangeKind.BODY_RECONSTITUTED,
                edits,
                units=(unit.id,),
                joined=tuple(person for person in now if person not in was),
                left=tuple(person for person in was if person not in now),
                stayed=stayed,
            )

    # seats that change hands

    def tenures(self) -> Iterator[Change]:
        groups = {group.base: group for group in self._take("tenure")}
        losses = {base for base, group in groups.items() if not group.sides()[1]}
        for base, group in groups.items():
            before, after = group.sides()
            if before and after:
                yield self._held_on(group, before, after)
            elif after:
                yield self._gained(group, losses, groups)
        for base in sorted(losses):
            yield self._lost(groups[base])

    @staticmethod
    def _held_on(group: _Group, before: list[Fact], after: list[Fact]) -> Change:
        who = {"people": (group.base[1],), "posts": (group.base[2],)}
        was, now = _kinds(before), _kinds(after)
        if was <= _STAND_INS and TenureKind.SUBSTANTIVE in now:
            return _change(ChangeKind.CONFIRMED, group.taken, **who)
        if _same_but_for_certainty(before, after):
            return _change(ChangeKind.CERTAINTY_CHANGED, group.taken, **who)
        return _change(ChangeKind.TENURE_CHANGED, group.taken, **who)

    def _gained(self, group: _Group, losses: set[Key], groups: Mapping[Key, _Group]) -> Change:
        person, post = group.base[1], group.base[2]
        kinds = _kinds(group.sides()[1])
        manner = _start_manner(group.taken)
        if self._holds(self.before, person, post) and person is not UNDISCLOSED:
            return _change(
                ChangeKind.TENURE_CHANGED, group.taken, people=(person,), posts=(post,)
            )
        if kinds & _STAND_INS:
            return _change(
                ChangeKind.INTERIM_BEGAN, group.taken, people=(person,), posts=(post,), manner=manner
            )
        gone = self._predecessors(post) if TenureKind.SUBSTANTIVE in kinds else ()
        own = sorted(base for base in losses if base[2] == post and base[1] in gone)
        losses.difference_update(own)
        edits = (*group.taken, *(edit for base in own for edit in groups[base].edits))
        return _change(
            ChangeKind.SUCCEEDED if gone else ChangeKind.APPOINTED,
            edits,
            people=(person, *gone),
            posts=(post,),
            manner=manner,
        )

    def _predecessors(self, post: str) -> tuple[str, ...]:
        """Return who held a post of one seat for good before and does not hold it after."""
        record = self.before.posts.get(post)
        if record is None or record.seats != 1:
            return ()
        return tuple(
            tenure.person
            for tenure in self.before.holders(post)
            if tenure.kind is TenureKind.SUBSTANTIVE
            and not self._holds(self.after, tenure.person, post)
        )

    @staticmethod
    def _holds(chart: Snapshot, person: str, post: str) -> bool:
        return any(tenure.person == person for tenure in chart.holders(post))

    def _lost(self, group: _Group) -> Change:
        person, post = group.base[1], group.base[2]
        who = {"people": (person,), "posts": (post,)}
        if self._holds(self.after, person, post) and person is not UNDISCLOSED:
            return _change(ChangeKind.TENURE_CHANGED, group.taken, **who)
        stood_in = _kinds(group.sides()[0]) <= _STAND_INS
        kind = ChangeKind.INTERIM_ENDED if stood_in else ChangeKind.VACATED
        return _change(kind, group.taken, manner=_end_manner(group.taken), **who)

    # lines

    def lines(self) -> Iterator[Change]:
        for group in self._take("line"):
            before, after = group.sides()
            old, new = _managers(before), _managers(after)
            if old and new:
                yield self._redirected(group, old, new)
                continue
            post = group.base[1]
            other: Key = ("dotted", post, (old or new)[0])
            dotted = self.left.get(other)
            turned = dotted is not None and bool(dotted.sides()[0]) == bool(new)
            edits = (*(self._take_edits([other]) if turned else ()), *group.taken)
            kinds = (
                (ChangeKind.LINE_DROPPED, ChangeKind.LINE_TURNED_DOTTED)
                if old
                else (ChangeKind.LINE_ADDED, ChangeKind.LINE_TURNED_SOLID)
            )
            yield _line_change(kinds[turned], edits, post, old, new)
        for group in self._take("dotted"):
            before, after = group.sides()
            old, new = _managers(before), _managers(after)
            if old and new:
                kind = ChangeKind.CERTAINTY_CHANGED
            else:
                kind = ChangeKind.DOTTED_DROPPED if old else ChangeKind.DOTTED_ADDED
            yield _line_change(kind, group.taken, group.base[1], old, new)

    @staticmethod
    def _redirected(group: _Group, old: list[str], new: list[str]) -> Change:
        gone = [manager for manager in old if manager not in new]
        fresh = [manager for manager in new if manager not in old]
        if not gone and not fresh:
            kind = ChangeKind.CERTAINTY_CHANGED
        elif fresh and fresh[0] == UNKNOWN:
            kind = ChangeKind.LINE_UNKNOWN
        elif gone and gone[0] == UNKNOWN:
            kind = ChangeKind.LINE_KNOWN
        else:
            kind = ChangeKind.MOVED
        return _line_change(kind, group.taken, group.base[1], gone or old, fresh or new)

    # leaves, and what is left to tell of people

    def leaves(self) -> Iterator[Change]:
        for group in self._take("leave"):
            before, after = group.sides()
            if before and after:
                kind = ChangeKind.CERTAINTY_CHANGED
            else:
                kind = ChangeKind.LEAVE_ENDED if before else ChangeKind.LEAVE_BEGAN
            posts = () if group.base[2] == "*" else (group.base[2],)
            yield _change(kind, group.taken, people=(group.base[1],), posts=posts)

    def people(self) -> Iterator[Change]:
        for group in self._take("person"):
            yield self._renaming(group, ChangeKind.RENAMED, ChangeKind.PERSON_CHANGED)


_PLURALS: Final = {"person": "people", "unit": "units", "post": "posts"}


def _change(kind: ChangeKind, edits: Edits, **fields: tuple[str, ...] | str | None) -> Change:
    ordered = tuple(sorted(edits, key=lambda edit: edit.key))
    return Change(kind, edits=ordered, certainty=possible_if(ordered), **fields)  # type: ignore[arg-type]


def _line_change(
    kind: ChangeKind, edits: Edits, post: str, old: list[str], new: list[str]
) -> Change:
    before, after = (old[0] if old else None), (new[0] if new else None)
    return _change(kind, edits, posts=(post,), before=before, after=after)


def _label(fact: Fact) -> str:
    return fact.title if isinstance(fact, Post) else fact.name if isinstance(fact, (Person, Unit)) else ""


def _managers(facts: list[Fact]) -> list[str]:
    lines = (fact for fact in facts if isinstance(fact, ReportingLine))
    return [NOBODY if line.manager is None else line.manager for line in lines]


def _kinds(facts: list[Fact]) -> frozenset[TenureKind]:
    return frozenset(fact.kind for fact in facts if isinstance(fact, Tenure))


def _same_but_for_certainty(before: list[Fact], after: list[Fact]) -> bool:
    if not before or not after:
        return False
    certain = before[0].certainty
    return [f.with_certainty(certain).shown for f in before] == [
        f.with_certainty(certain).shown for f in after
    ]


def _posts(edits: Edits) -> tuple[str, ...]:
    return tuple(edit.key[2] for edit in edits if edit.key[0] == "tenure")


def _named(*organizations: str) -> tuple[str, ...]:
    return tuple(organization for organization in organizations if organization)


def _end_manner(edits: Edits) -> str | None:
    facts = (edit.before for edit in edits)
    return next((f.end_manner for f in facts if isinstance(f, Tenure) and f.end_manner), None)


def _start_manner(edits: Edits) -> str | None:
    facts = (edit.after for edit in edits)
    return next((f.start_manner for f in facts if isinstance(f, Tenure) and f.start_manner), None)
