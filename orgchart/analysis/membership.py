"""Which organisation a post belongs to, and who works there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Tenure
from orgchart.periods import Period
from orgchart.snapshot import Snapshot
from orgchart.when import as_when

__all__ = [
    "Presence",
    "held_in",
    "members",
    "organizations",
    "presence",
]


def organizations(history: History) -> Mapping[str, str]:
    """Return the topmost unit of each post that belongs to a unit, by ids; the last version's."""
    parents = {unit.id: unit.parent for unit in history.units}
    found: dict[str, str] = {}
    for post in history.posts:
        if post.unit is None:
            continue
        unit, met = post.unit, {post.unit}
        while (above := parents.get(unit)) is not None and above not in met:
            unit = above
            met.add(unit)
        found[post.id] = unit
    return found


def members(chart: Snapshot, unit: str) -> tuple[str, ...]:
    """
    Return who holds a post of a unit itself, in order of ids; `UNDISCLOSED` once for each seat.

    >>> from orgchart.model import Post, Unit
    >>> chart = Snapshot.build(
    ...     units=[Unit("board", "Board", kind="board")],
    ...     posts=[Post("director", "Director", unit="board", seats=None)],
    ...     tenures=[Tenure("bo", "director"), Tenure("ann", "director")],
    ... )
    >>> members(chart, "board")
    ('ann', 'bo')
    """
    posts = {post.id for post in chart.posts.values() if post.unit == unit}
    held = [tenure.person for tenure in chart.tenures if tenure.post in posts and tenure.fills]
    unnamed = [person for person in held if person is UNDISCLOSED]
    return tuple(sorted([*{person for person in held if person is not UNDISCLOSED}, *unnamed]))


class Presence(StrEnum):
    """Whether somebody works at an organisation."""

    #: Holds a post of it and is on no leave.
    AT_WORK = "at work"
    #: Holds a post of it and is on leave from all or some of them.
    ON_LEAVE = "on leave"
    #: Held a post of it before and holds none.
    GONE = "gone"
    #: Nothing says so.
    NOT_KNOWN = "not known"


def presence(history: History, organization: str, moment: Moment) -> Mapping[str, Presence]:
    """
    Return whether each person of a history works at an organisation, at the close of a moment.

    Advisers do not count as working there; who only may hold a post is not known to.
    """
    chart = history.at(moment)
    close = as_when(moment, history.zone).close
    homes = organizations(history)
    found: dict[str, Presence] = {}
    for tenure, period in held_in(history):
        if homes.get(tenure.post) != organization or tenure.person is UNDISCLOSED:
            continue
        known = found.get(tenure.person, Presence.NOT_KNOWN)
        holds = period.certainty_at(close)
        if holds is Certainty.CERTAIN and tenure.sureness is Certainty.CERTAIN:
            away = bool(chart.leaves_of(tenure.person))
            found[tenure.person] = Presence.ON_LEAVE if away else Presence.AT_WORK
        elif known not in {Presence.AT_WORK, Presence.ON_LEAVE}:
            ended = period.end_bounds[1] <= close
            found[tenure.person] = Presence.GONE if ended and holds is None else known
    return {person.id: found.get(person.id, Presence.NOT_KNOWN) for person in history.people}


def held_in(history: History) -> Iterator[tuple[Tenure, Period]]:
    """Yield what is held in a history, but for advisers, with the periods it is held."""
    for fact, period in history.lived():
        if isinstance(fact, Tenure) and fact.fills:
            yield fact, period
