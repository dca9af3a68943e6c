"""Who holds a post of a unit, and who works at an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, cast

import numpy as np

from orgchart.analysis.asked import organization_number
from orgchart.analysis.held import Held
from orgchart.analysis.homes import homes_of
from orgchart.errors import InvalidValueError
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED
from orgchart.snapshot import Snapshot
from orgchart.store.index import TENURES
from orgchart.when import as_when

__all__ = [
    "Presence",
    "members",
    "presence",
]


def members(chart: Snapshot, unit: str) -> tuple[str, ...]:
    """
    Return who holds a post of a unit itself, in order of ids; `UNDISCLOSED` once for each seat.

    Empty where nobody does, also where the chart has no such unit.

    Raises:
        InvalidValueError: it is no chart, or the unit is no id.

    Complexity: linear in the posts of the unit and what is held of them, once the chart is
    indexed.

    >>> from orgchart.model import Post, Tenure, Unit
    >>> chart = Snapshot.build(
    ...     units=[Unit("board", "Board", kind="board")],
    ...     posts=[Post("director", "Director", unit="board", seats=None)],
    ...     tenures=[Tenure("bo", "director"), Tenure("ann", "director")],
    ... )
    >>> members(chart, "board")
    ('ann', 'bo')
    """
    if not isinstance(chart, Snapshot):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        reason = "give a snapshot; a history has them: history.at(...)"
        raise InvalidValueError("an analysis", "chart", chart, reason)
    if not isinstance(unit, str):  # pyright: ignore[reportUnnecessaryIsInstance] - as above
        raise InvalidValueError("an analysis", "unit", unit, "give the id of a unit, which is text")
    posts = chart.posts_in(unit)
    held = [tenure.person for post in posts for tenure in chart.holders(post) if tenure.fills]
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

    Args:
        history: the history.
        organization: the id of a topmost unit; of one inside another nobody is known.
        moment: see `History.at`.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.
        InvalidWhenError: see `History.at`.

    Complexity: one pass over the columns of posts, tenures and people.
    """
    number = organization_number(history, organization)
    chart = history.at(moment)
    close = as_when(moment, history.zone).close
    store, held = history.store, Held(history)
    own = held.fills & (homes_of(history)[held.posts] == number) & ~held.unnamed
    sure = store.index.sure[store.index.parts[TENURES]]
    states = np.zeros(len(store.facts.names) + 1, dtype=np.int8)
    states[held.people[own & held.surely_over(close)]] = _STATES.index(Presence.GONE)
    working = held.people[own & sure & held.surely_going_on(close)]
    states[working] = _STATES.index(Presence.AT_WORK)
    away = np.zeros(len(states), dtype=bool)
    away[store.facts.names.codes({leave.person for leave in chart.leaves})] = True
    states[working[away[working]]] = _STATES.index(Presence.ON_LEAVE)
    people = store.facts.people
    ids = people.column("id").codes_of(people.size)
    names = cast("list[str]", store.facts.names.values[ids].tolist())
    numbers = cast("list[int]", states[ids].tolist())
    return {name: _STATES[number] for name, number in zip(names, numbers, strict=True)}


#: By their numbers in an array.
_STATES: Final = (Presence.NOT_KNOWN, Presence.GONE, Presence.AT_WORK, Presence.ON_LEAVE)
