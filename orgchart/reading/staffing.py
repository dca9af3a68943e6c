"""Who came, who went, who took which seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from orgchart.changes import Change, ChangeKind
from orgchart.edits import Edits
from orgchart.kinds import UNDISCLOSED, Certainty, TenureKind
from orgchart.model import Fact, Tenure
from orgchart.reading.ledger import Group, Ledger, made, same_but_for_certainty
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When

__all__ = ["bodies", "body_members", "comings_and_goings", "tenures"]

_STAND_INS: Final = frozenset({TenureKind.INTERIM, TenureKind.ACTING})


def body_members(snapshot: Snapshot, unit: str) -> tuple[str, ...]:
    """
    Return who sits on a board or committee: the holders of its posts, advisers left out.

    Returns:
        The people's ids, each once and in order; `UNDISCLOSED` once for each such seat, last.
    """
    named: set[str] = set()
    hidden = 0
    for tenure in (held for post in snapshot.posts_in(unit) for held in snapshot.holders(post)):
        if not tenure.fills:
            continue
        if tenure.person == UNDISCLOSED:
            hidden += 1
        else:
            named.add(tenure.person)
    return (*sorted(named), *([UNDISCLOSED] * hidden))


def comings_and_goings(ledger: Ledger) -> Iterator[Change]:
    """Tell who joined and who left an organisation, with all the seats they took or gave up."""
    touched = sorted({base[1] for base in ledger.open("tenure")} - {UNDISCLOSED})
    for person in touched:
        before, after = ledger.before, ledger.after
        old, new = before.posts_of(person), after.posts_of(person)
        was, now = _organizations(ledger, old, before), _organizations(ledger, new, after)
        # A post that was put elsewhere takes nobody along: both charts' words on it count.
        gone = _without_those(was - now, ledger, new, before)
        come = _without_those(now - was, ledger, old, after)
        for organization in gone:
            edits = _taken(ledger, person, organization, before, away=after)
            yield made(
                ChangeKind.LEFT,
                edits,
                **_whose(person, organization, edits),
                destination=_named(*come),
                manner=_end_manner(edits),
            )
        for organization in come:
            edits = _taken(ledger, person, organization, after, away=before)
            yield made(
                ChangeKind.JOINED,
                edits,
                **_whose(person, organization, edits),
                origin=_named(*gone),
                manner=_start_manner(edits),
            )


def _without_those(
    organizations: set[str], ledger: Ledger, seats: Iterable[Tenure], word: Snapshot
) -> tuple[str, ...]:
    """Return organisations but for those of some seats, in order; see `_organizations`."""
    if not organizations:
        return ()
    return tuple(sorted(organizations - _organizations(ledger, seats, word)))


def _organizations(ledger: Ledger, seats: Iterable[Tenure], word: Snapshot) -> set[str]:
    """Return the organisations of some seats, by one chart's word on the posts."""
    return {ledger.organization(held.post, word) for held in seats}


def _taken(
    ledger: Ledger, person: str, organization: str, chart: Snapshot, *, away: Snapshot
) -> Edits:
    """Take the seats of a person in an organisation; the record and leaves too if quite away."""
    seats = [
        base
        for base in ledger.open("tenure", person)
        if ledger.organization(base[2], chart) == organization
    ]
    if person not in away.people:
        seats += [*ledger.open("leave", person), *ledger.open("person", person)]
    return ledger.take_edits(seats)


def _whose(person: str, organization: str, edits: Edits) -> dict[str, tuple[str, ...]]:
    seats = tuple(edit.key[2] for edit in edits if edit.key[0] == "tenure")
    return {"people": (person,), "posts": seats, "units": _named(organization)}


def _named(*organizations: str) -> tuple[str, ...]:
    return tuple(organization for organization in organizations if organization)


def bodies(ledger: Ledger) -> Iterator[Change]:
    """Tell of boards and committees of which fewer than half the members stayed."""
    for unit in _touched_bodies(ledger):
        posts = {*ledger.before.posts_in(unit), *ledger.after.posts_in(unit)}
        was, now = body_members(ledger.before, unit), body_members(ledger.after, unit)
        stayed = _common(was, now)
        if not was or not now or 2 * len(stayed) >= len(was):
            continue
        own = [base for post in posts for base in ledger.open_seats(post)]
        told = made(
            ChangeKind.BODY_RECONSTITUTED,
            ledger.take_edits(own),
            units=(unit,),
            joined=_without(now, stayed),
            left=_without(was, stayed),
            stayed=stayed,
        )
        yield attrs.evolve(told, certainty=_sureness(ledger, posts))


def _touched_bodies(ledger: Ledger) -> list[str]:
    """Return the boards and committees whose members may have changed: the older chart's first."""
    charts = (ledger.before, ledger.after)
    records = (ledger.post(post, chart) for chart in charts for post in ledger.posts)
    units = {record.unit for record in records if record and record.unit is not None}
    kinds = {u: charts[1].units.get(u) or charts[0].units.get(u) for u in units}
    bodies = [unit for unit, record in kinds.items() if record is not None and record.is_body]
    return sorted(bodies, key=lambda unit: (unit not in ledger.before.units, unit))


def _common(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """Return who is in both; of undisclosed members as many as there are in both."""
    return tuple(sorted((Counter(was) & Counter(now)).elements()))


def _without(members: tuple[str, ...], stayed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted((Counter(members) - Counter(stayed)).elements()))


def _sureness(ledger: Ledger, posts: set[str]) -> Certainty:
    """Return `POSSIBLE` when some seat of a body is only possibly held, before or after."""
    held = (
        tenure
        for chart in (ledger.before, ledger.after)
        for post in posts
        for tenure in chart.holders(post)
    )
    sure = all(tenure.certainty is Certainty.CERTAIN for tenure in held if tenure.fills)
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def tenures(ledger: Ledger) -> Iterator[Change]:
    """Tell of the seats that people took or gave up within their organisation."""
    groups = {group.base: group for group in ledger.take("tenure")}
    losses: dict[str, dict[Key, Group]] = {}
    for base, group in groups.items():
        if not group.after:
            losses.setdefault(base[2], {})[base] = group
    gone: dict[str, tuple[str, ...]] = {}
    for base, group in groups.items():
        if group.before and group.after:
            yield _held_on(group)
        elif group.after:
            yield _gained(ledger, group, losses.get(base[2], {}), gone)
    for lost in losses.values():
        for group in lost.values():
            yield _lost(group)


def _held_on(group: Group) -> Change:
    """Tell of somebody who holds a post before and after, in another way."""
    if _kinds(group.before) <= _STAND_INS and TenureKind.SUBSTANTIVE in _kinds(group.after):
        kind = ChangeKind.CONFIRMED
    elif same_but_for_certainty(group):
        kind = ChangeKind.CERTAINTY_CHANGED
    else:
        kind = ChangeKind.TENURE_CHANGED
    return made(kind, group.edits, **_seat(group))


def _seat(group: Group) -> dict[str, tuple[str, ...]]:
    return {"people": (group.base[1],), "posts": (group.base[2],)}


def _gained(
    ledger: Ledger,
    group: Group,
    losses: dict[Key, Group],
    gone_from: dict[str, tuple[str, ...]],
) -> Change:
    """
    Tell of a seat taken; whoever gave it up and is not told of yet is told along.

    Args:
        ledger: the two charts.
        group: the edits about the seat.
        losses: who gave up a seat in the post and is not told of yet.
        gone_from: who gave up posts of one seat, post by post, as far as it was asked for.
    """
    person, post = group.base[1], group.base[2]
    kinds = _kinds(group.after)
    if _in_both(group):
        return made(ChangeKind.TENURE_CHANGED, group.edits, **_seat(group))
    manner = _start_manner(group.edits)
    if kinds & _STAND_INS:
        return made(ChangeKind.INTERIM_BEGAN, group.edits, **_seat(group), manner=manner)
    gone: tuple[str, ...] = ()
    told: list[Group] = []
    if TenureKind.SUBSTANTIVE in kinds:
        if post not in gone_from:
            gone_from[post] = _predecessors(ledger, post)
            those = frozenset(gone_from[post])
            told = [losses.pop(base) for base in sorted(losses) if base[1] in those]
        gone = gone_from[post]
    edits = (*group.edits, *(edit for lost in told for edit in lost.edits))
    kind = ChangeKind.SUCCEEDED if gone else ChangeKind.APPOINTED
    return made(kind, edits, people=(person, *gone), posts=(post,), manner=manner)


def _predecessors(ledger: Ledger, post: str) -> tuple[str, ...]:
    """Return who held a post of one seat for good before and does not hold it after."""
    record = ledger.post(post, ledger.before)
    if record is None or record.seats != 1:
        return ()
    return tuple(
        tenure.person
        for tenure in ledger.before.holders(post)
        if tenure.kind is TenureKind.SUBSTANTIVE and not _holds(ledger.after, tenure.person, post)
    )


def _holds(chart: Snapshot, person: str, post: str) -> bool:
    """Say whether a named person holds a post; undisclosed holders are nobody in particular."""
    if person == UNDISCLOSED:
        return False
    return any(held.post == post for held in chart.posts_of(person))


def _in_both(group: Group) -> bool:
    """Say whether a named person, told of on one side only, holds the post on the other too."""
    # What is on both sides alike is no edit, and comes first among several facts about a seat.
    # An undisclosed holder is a group by itself, whose key is the edit's.
    return all(edit.key != group.base for edit in group.edits)


def _lost(group: Group) -> Change:
    """Tell of a seat given up."""
    if _in_both(group):
        return made(ChangeKind.TENURE_CHANGED, group.edits, **_seat(group))
    stood_in = _kinds(group.before) <= _STAND_INS
    kind = ChangeKind.INTERIM_ENDED if stood_in else ChangeKind.VACATED
    return made(kind, group.edits, **_seat(group), manner=_end_manner(group.edits))


def _kinds(facts: tuple[Fact, ...]) -> frozenset[TenureKind]:
    return frozenset(fact.kind for fact in facts if isinstance(fact, Tenure))


def _end_manner(edits: Edits) -> str | None:
    """Return how the tenure that ended last ended, where a source says so."""
    sides = (edit.before for edit in edits)
    held = [fact for fact in sides if isinstance(fact, Tenure) and isinstance(fact.end, When)]
    last = max(held, key=lambda tenure: tenure.period.end_bounds, default=None)
    same = [tenure for tenure in held if last and tenure.end == last.end]
    return next((tenure.end_manner for tenure in same if tenure.end_manner), None)


def _start_manner(edits: Edits) -> str | None:
    facts = (edit.after for edit in edits)
    return next((f.start_manner for f in facts if isinstance(f, Tenure) and f.start_manner), None)
