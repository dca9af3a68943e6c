"""Who left an organisation, when, how and where to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import final

import attrs
import numpy as np

from orgchart.analysis.asked import organization_number, require_history
from orgchart.analysis.held import Held
from orgchart.analysis.homes import home_of, homes_of
from orgchart.analysis.stretches import stretch_of, within
from orgchart.bounds import UNBOUNDED
from orgchart.errors import InvalidValueError
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty
from orgchart.model import Fact, Tenure
from orgchart.names import Picks
from orgchart.periods import End, Period
from orgchart.progress import follow
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

    Args:
        history: the history.
        organization: the id of a topmost unit; one inside another nobody leaves.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.

    Complexity: one pass over the columns of posts and tenures, and a sort of what those held who
    gave up something.
    """
    number = organization_number(history, organization)
    held = Held(history)
    own = held.fills & (homes_of(history)[held.posts] == number)
    return _in_order(_of_people(held, own, own & held.ended), organization)


def _of_people(held: Held, own: Picks, ended: Picks) -> Iterator[list[tuple[Tenure, Period]]]:
    """Yield what each of those held of whom something ended; one by one for those unnamed."""
    for row in np.flatnonzero(ended & held.unnamed):
        yield list(held.lived(np.array([row])))
    people = held.people[ended & ~held.unnamed]
    rows = np.flatnonzero(own & np.isin(held.people, people))
    for _, lived in groupby(held.lived(rows), key=lambda item: item[0].person):
        yield list(lived)


def _in_order(
    people: Iterable[list[tuple[Tenure, Period]]], organization: str
) -> tuple[Departure, ...]:
    left = follow((_departures(own, organization) for own in people), "going through people")
    found = chain.from_iterable(left)
    return tuple(sorted(found, key=lambda left: (Period(None, left.end).end_bounds, left.person)))


def _departures(held: list[tuple[Tenure, Period]], organization: str) -> list[Departure]:
    """Return the departures of one person: ends that nothing covers, those that overlap as one."""
    goes_on = _going_on([period for _, period in held])
    ends = sorted(
        (
            (period.end_bounds, tenure, period)
            for tenure, period in held
            if (isinstance(period.end, When) or period.end is UNKNOWN)
            and not goes_on(period.end_bounds[1])
        ),
        key=lambda item: (item[0], item[1].post),
    )
    lasting = sorted(range(len(ends)), key=lambda place: ends[place][0][1])
    told: set[int] = set()
    found: list[Departure] = []
    for last in reversed(range(len(ends))):
        if last in told:
            continue
        (low, _), tenure, period = ends[last]
        together: list[int] = []
        while lasting and ends[lasting[-1]][0][1] >= low:
            together.append(lasting.pop())
        given = [ends[place][1] for place in sorted(together)]
        told.update(together)
        given.sort(key=lambda tenure: tenure.post)
        found.append(Departure(tenure, tuple(given), organization, period.end, tenure.sureness))
    return found


def _going_on(periods: list[Period]) -> Callable[[int], bool]:
    """Return what says whether any of some periods may hold at a position of the time line."""
    bounds = [(period.start_bounds[0], period.end_bounds[1]) for period in periods]
    starts = sorted(start for start, end in bounds if start < end)
    ends = sorted(end for start, end in bounds if start < end)

    def goes_on(position: int) -> bool:
        begun, over = bisect_right(starts, position), bisect_right(ends, position)
        return position != UNBOUNDED and begun > over

    return goes_on


def leavers(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[Departure, ...]:
    """
    Return who left an organisation in a stretch of time, in order of time and people.

    Args:
        history: the history.
        organization: the id of a topmost unit; one inside another nobody leaves.
        start, end: the stretch.

    Returns:
        Departures; those that need not fall into the stretch are `POSSIBLE`.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.
        InvalidWhenError: one of the two is no moment, or has no end.

    Complexity: one pass over the columns of posts and tenures, and a sort of what those held who
    may have given up something in the stretch.

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
    number = organization_number(history, organization)
    held, stretch = Held(history), stretch_of(start, end, history.zone)
    own = held.fills & (homes_of(history)[held.posts] == number)
    found: list[Departure] = []
    for left in _in_order(_of_people(held, own, own & held.ended_in(stretch)), organization):
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

    Raises:
        InvalidValueError: it is no history, or no departure.

    Complexity: linear in what they held, and in the conflicts of the history where that is
    disputed.
    """
    require_history(history)
    if not isinstance(left, Departure):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        reason = "give a departure; departures(...) and leavers(...) return them"
        raise InvalidValueError("an analysis", "left", left, reason)
    low = Period(None, left.end).end_bounds[0]
    found: dict[str, Tenure] = {}
    for tenure, home in _readings(history, left.person):
        if home is None or home == left.organization:
            continue
        over = tenure.period.end_bounds[1] <= low
        if tenure.start is not None and tenure.period.start_bounds[1] >= low and not over:
            found.setdefault(home, tenure)
    soonest = min((tenure.period.start_bounds[1] for tenure in found.values()), default=UNBOUNDED)
    following = {h: t for h, t in found.items() if t.period.start_bounds[0] <= soonest}
    claims: list[str | None] = [
        tenure.claim for tenure in following.values() if tenure.claim is not None
    ]
    return tuple(
        Destination(
            home,
            tenure,
            Certainty.POSSIBLE if claims.count(tenure.claim) > 1 else tenure.sureness,
        )
        for home, tenure in sorted(following.items())
    )


def _readings(history: History, person: str) -> Iterator[tuple[Tenure, str | None]]:
    """Yield what somebody with a name holds, and readings that name another organisation for it."""
    if person is UNDISCLOSED:
        return
    tenures = history.store.facts.tenures
    people, number = tenures.column("person"), history.store.facts.names.code(person)
    held = tenures.facts(np.flatnonzero(people.codes_of(tenures.size) == number))
    winners: Mapping[str | None, Fact] = {}
    if any(tenure.claim is not None for tenure in held):
        winners = {conflict.claim: conflict.winner for conflict in history.conflicts()}
    for tenure in held:
        winner = None if tenure.claim is None else winners.get(tenure.claim)
        if tenure.retracted_by or not tenure.fills:
            continue
        home = home_of(history, tenure.post)
        if (
            not isinstance(winner, Tenure)
            or winner is tenure
            or home_of(history, winner.post) != home
        ):
            yield tenure, home
