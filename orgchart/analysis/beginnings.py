"""What began in a stretch of time, and which posts stood empty."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import accumulate, chain
from typing import Final, cast

import numpy as np

from orgchart.analysis.asked import organization_number, require_history
from orgchart.analysis.held import Held, may_lie
from orgchart.analysis.homes import homes_of
from orgchart.analysis.stretches import Bounds, stretch_of, within
from orgchart.groups import distinct
from orgchart.history import History, Moment
from orgchart.kinds import Certainty
from orgchart.model import Tenure
from orgchart.names import Picks, Rows
from orgchart.periods import Period
from orgchart.progress import follow
from orgchart.store.index import POSTS, TENURES
from orgchart.vacancy import Vacancy
from orgchart.when import When

__all__ = [
    "begun",
    "created_posts",
    "founder_tenures",
    "joiners",
    "vacant_posts",
]

_FOUNDER: Final = re.compile(r"\bfounder\b", re.IGNORECASE)


def begun(history: History, start: Moment, end: Moment) -> tuple[tuple[Tenure, Certainty], ...]:
    """
    Return the tenures that began in a stretch of time, in order, and how sure that is.

    Raises:
        InvalidValueError: it is no history.
        InvalidWhenError: one of the two is no moment, or has no end.

    Complexity: one pass over the columns of tenures, and a value for each that is returned.
    """
    require_history(history)
    held, stretch = Held(history), stretch_of(start, end, history.zone)
    return tuple(_begun(held, np.flatnonzero(held.fills & held.begun(stretch)), stretch))


def _begun(held: Held, rows: Rows, stretch: Bounds) -> Iterator[tuple[Tenure, Certainty]]:
    """Yield what began in a stretch, of rows that may have."""
    with closing(follow(held.lived(rows), "going through tenures", len(rows))) as lived:
        for tenure, period in lived:
            sure = within(period.start_bounds, stretch)
            if sure is not None:
                yield tenure, tenure.sureness.at_most(sure)


def joiners(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[tuple[Tenure, Certainty], ...]:
    """
    Return what people began with who joined an organisation in a stretch of time.

    Somebody joins with a tenure before which no other of theirs there may have been going on; who
    moves from one post to another has not joined, who comes back has.

    Args:
        history: the history.
        organization: the id of a topmost unit; one inside another nobody joins.
        start, end: the stretch.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.
        InvalidWhenError: one of the two is no moment, or has no end.

    Complexity: one pass over the columns of posts and tenures, and a sort of what those hold who
    began something in the stretch.
    """
    number = organization_number(history, organization)
    held, stretch = Held(history), stretch_of(start, end, history.zone)
    own = held.fills & (homes_of(history)[held.posts] == number)
    rows = np.flatnonzero(own & held.begun(stretch))
    joined = rows[~_were_there(history, held, own, rows)]
    return tuple(_begun(held, joined, stretch))


def _were_there(history: History, held: Held, own: Picks, rows: Rows) -> Picks:
    """Say whose holders may have held something else just before; who is not disclosed did not."""
    by_person = history.store.index.by(TENURES, "person")
    stays: dict[int, _Stays] = {}
    found = np.zeros(len(rows), dtype=bool)
    numbers: list[int] = rows.tolist()
    with closing(follow(numbers, "looking back", len(numbers))) as followed:
        for place, row in enumerate(followed):
            person = int(held.people[row])
            if held.unnamed[row]:
                continue
            if person not in stays:
                others = (other for other in by_person.rows(person) if own[other])
                stays[person] = _Stays(held.periods(others))
            (period,) = held.periods([row])
            found[place] = stays[person].may_reach(period.start_bounds)
    return found


class _Stays:
    """The periods of one person at one place, in order of starts."""

    def __init__(self, periods: Iterable[Period]) -> None:
        """Sort them."""
        ordered = sorted((period.start_bounds, period.end_bounds[1]) for period in periods)
        self._starts = [start for start, _ in ordered]
        self._latest = list(accumulate((end for _, end in ordered), max))

    def may_reach(self, begin: Bounds) -> bool:
        """Say whether one that starts before a start may last until then."""
        before = bisect_left(self._starts, begin)
        return before > 0 and self._latest[before - 1] + 1 >= begin[0]


def founder_tenures(history: History) -> tuple[Tenure, ...]:
    """
    Return what is held in posts whose title has the word *founder*, in order of people.

    Raises:
        InvalidValueError: it is no history.

    Complexity: one pass over the columns of posts and tenures.
    """
    require_history(history)
    facts, held = history.store.facts, Held(history)
    titled = facts.posts.column("title").picks(_names_founder, facts.posts.size)
    found = np.zeros(len(facts.names) + 1, dtype=bool)
    found[facts.posts.column("id").codes_of(facts.posts.size)[titled]] = True
    return tuple(held.tenures(np.flatnonzero(held.fills & found[held.posts])))


def _names_founder(title: object) -> bool:
    return _FOUNDER.search(cast("str", title)) is not None


def created_posts(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[str, ...]:
    """
    Return the ids of an organisation's posts that surely began in a stretch of time, in order.

    Args:
        history: the history.
        organization: the id of a topmost unit; one inside another has none of its own.
        start, end: the stretch.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.
        InvalidWhenError: one of the two is no moment, or has no end.

    Complexity: one pass over the columns of posts, and a look at each of which a version began
    in the stretch.
    """
    number = organization_number(history, organization)
    stretch = stretch_of(start, end, history.zone)
    force, homes = history.store.in_force, homes_of(history)
    bounds, starts = force.ends.bounds, force.lasting[POSTS].start
    posts = force.tables.posts.column("id").codes_of(force.tables.posts.size)
    # A post begins with one of its versions.
    rows = may_lie(bounds.start_low, bounds.start_high, stretch)[starts]
    found = distinct(posts[rows & (homes[posts] == number)], len(homes))
    return tuple(
        post
        for post in cast("list[str]", force.tables.names.values[found].tolist())
        if within(history.life_of(post).start_bounds, stretch) is Certainty.CERTAIN
    )


def vacant_posts(history: History, organization: str) -> tuple[Vacancy, ...]:
    """
    Return every sure vacancy that began at a stated moment, in order of posts.

    That is between holders, after the last one, and before the first where the post's beginning
    is stated. A post that nobody ever held has none here.

    Args:
        history: the history.
        organization: the id of a topmost unit; one inside another has none of its own.

    Raises:
        InvalidValueError: it is no history.
        UnknownIdError: the history has no such unit.

    Complexity: one pass over the columns of posts and tenures, and a sort of what is held of the
    organisation.
    """
    number = organization_number(history, organization)
    held, homes = Held(history), homes_of(history)
    found = distinct(held.posts[held.fills & (homes[held.posts] == number)], len(homes))
    posts = cast("list[str]", history.store.facts.names.values[found].tolist())
    entries = follow(map(history.succession, posts), "going through posts", len(posts))
    with closing(entries) as held_by:
        return tuple(
            entry
            for entry in chain.from_iterable(held_by)
            if isinstance(entry, Vacancy) and isinstance(entry.since, When)
        )
