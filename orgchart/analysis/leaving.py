"""Who left an organisation, when, how and where to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import final

import attrs

from orgchart.analysis.membership import held_in, organizations
from orgchart.analysis.stretches import Bounds, stretch_of, within
from orgchart.bounds import UNBOUNDED
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty
from orgchart.model import Tenure
from orgchart.periods import End, Period
from orgchart.when import When

__all__ = [
    "Departure",
    "Destination",
    "departures",
    "destinations",
    "leavers",
]


@final
@attrs.frozen(order=False)
class Departure:
    """
    Somebody giving up the last post of an organisation.

    Attributes:
        tenure: what they gave up last, which tells the manner and the sources.
        tenures: everything given up at that time, in order of posts.
        organization: the id of the topmost unit that they left.
        end: when.
        certainty: `POSSIBLE` when they need not have left in the stretch that was asked.
    """

    tenure: Tenure
    tenures: tuple[Tenure, ...]
    organization: str
    end: End
    certainty: Certainty

    @property
    def person(self) -> str:
        """The id of who left."""
        return self.tenure.person

    @property
    def manner(self) -> str | None:
        """How it ended, in a word of the source."""
        return self.tenure.end_manner


def departures(history: History, organization: str) -> tuple[Departure, ...]:
    """
    Return everybody's departures from an organisation, in order of time and people.

    Somebody leaves when a tenure ends and no other of theirs goes on there. Advising goes on
    without a post, so who stays as an adviser has left. Each holder who is not disclosed counts.
    """
    homes = organizations(history)
    held: dict[str, list[tuple[Tenure, Period]]] = {}
    for number, (tenure, period) in enumerate(held_in(history)):
        if homes.get(tenure.post) == organization:
            person = f"{UNDISCLOSED} {number}" if tenure.person is UNDISCLOSED else tenure.person
            held.setdefault(person, []).append((tenure, period))
    found = [left for own in held.values() for left in _departures(own, organization)]
    return tuple(sorted(found, key=lambda left: (Period(None, left.end).end_bounds, left.person)))


def _departures(held: list[tuple[Tenure, Period]], organization: str) -> Iterator[Departure]:
    """Yield the departures of one person: ends that nothing covers, those that overlap as one."""
    ends: list[tuple[Bounds, Tenure, Period]] = []
    for tenure, period in held:
        last = period.end_bounds[1]
        if isinstance(period.end, When) or period.end is UNKNOWN:
            others = (other for _, other in held if other is not period)
            if not any(_goes_on(other, last) for other in others):
                ends.append((period.end_bounds, tenure, period))
    ends.sort(key=lambda item: (item[0], item[1].post))
    while ends:
        latest = ends.pop()
        together = [item for item in ends if item[0][1] >= latest[0][0]]
        ends = [item for item in ends if item not in together]
        tenures = sorted((item[1] for item in (*together, latest)), key=lambda t: t.post)
        sure = latest[1].sureness
        yield Departure(latest[1], tuple(tenures), organization, latest[2].end, sure)


def _goes_on(period: Period, position: int) -> bool:
    return position != UNBOUNDED and period.certainty_at(position) is not None


def leavers(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[Departure, ...]:
    """
    Return who left an organisation in a stretch of time, in order of time and people.

    Returns:
        Departures; those that need not fall into the stretch are `POSSIBLE`.

    >>> from orgchart.model import Person, Post, Unit
    >>> history = History.build(
    ...     zone="UTC",
    ...     people=[Person("ann", "Ann Lee"), Person("bo", "Bo Diaz")],
    ...     units=[Unit("acme", "Acme")],
    ...     posts=[Post("cto", "Technology", unit="acme"), Post("ceo", "Chief", unit="acme")],
    ...     tenures=[
    ...         Tenure("ann", "cto", start="2019", end="2021-03", end_manner="promoted"),
    ...         Tenure("ann", "ceo", start="2021-03", end="2024-09", end_manner="resigned"),
    ...         Tenure("bo", "cto", start="2021-03", end="[2023..2024]"),
    ...     ],
    ... )
    >>> [(left.person, str(left.certainty)) for left in leavers(history, "acme", "2023", "2024")]
    [('bo', 'possible'), ('ann', 'certain')]
    """
    stretch = stretch_of(start, end, history.zone)
    found: list[Departure] = []
    for left in departures(history, organization):
        sure = within(Period(None, left.end).end_bounds, stretch)
        if sure is not None:
            found.append(attrs.evolve(left, certainty=left.certainty.at_most(sure)))
    return tuple(found)


@final
@attrs.frozen(order=False)
class Destination:
    """
    Where somebody went.

    Attributes:
        organization: the id of the topmost unit.
        tenure: what they hold there.
        certainty: `POSSIBLE` for rumours, and where sources name different places.
    """

    organization: str
    tenure: Tenure
    certainty: Certainty


def destinations(history: History, left: Departure) -> tuple[Destination, ...]:
    """
    Return where somebody went next, in order of organisations; empty when nothing says so.

    Alternatives that sources give for one move are all here, each `POSSIBLE`.
    """
    homes = organizations(history)
    low = Period(None, left.end).end_bounds[0]
    found: dict[str, Tenure] = {}
    for tenure in _readings(history, homes):
        home = homes.get(tenure.post)
        if tenure.person != left.person or home is None or home == left.organization:
            continue
        over = tenure.period.end_bounds[1] <= low
        if tenure.start is not None and tenure.period.start_bounds[1] >= low and not over:
            found.setdefault(home, tenure)
    soonest = min((tenure.period.start_bounds[1] for tenure in found.values()), default=UNBOUNDED)
    following = {h: t for h, t in found.items() if t.period.start_bounds[0] <= soonest}
    claims = [tenure.claim for tenure in following.values() if tenure.claim]
    return tuple(
        Destination(
            home,
            tenure,
            Certainty.POSSIBLE if claims.count(tenure.claim or "") > 1 else tenure.sureness,
        )
        for home, tenure in sorted(following.items())
    )


def _readings(history: History, homes: Mapping[str, str]) -> Iterator[Tenure]:
    """Yield what named people hold, and readings that name another organisation for it."""
    winners = {conflict.claim: conflict.winner for conflict in history.conflicts()}
    for tenure in history.tenures:
        winner = winners.get(tenure.claim) if tenure.claim else None
        if tenure.person is UNDISCLOSED or tenure.retracted_by or not tenure.fills:
            continue
        if (
            not isinstance(winner, Tenure)
            or winner is tenure
            or homes.get(winner.post) != homes.get(tenure.post)
        ):
            yield tenure
