"""What began in a stretch of time, and which posts stood empty."""

from __future__ import annotations

import re
from typing import Final

from orgchart.analysis.membership import held_in, organizations
from orgchart.analysis.stretches import stretch_of, within
from orgchart.history import History, Moment
from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Post, Tenure
from orgchart.periods import Period
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
    """Return the tenures that began in a stretch of time, in order, and how sure that is."""
    stretch = stretch_of(start, end, history.zone)
    found: list[tuple[Tenure, Certainty]] = []
    for tenure, period in held_in(history):
        sure = within(period.start_bounds, stretch)
        if sure is not None and isinstance(period.start, When):
            found.append((tenure, tenure.sureness.at_most(sure)))
    return tuple(found)


def joiners(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[tuple[Tenure, Certainty], ...]:
    """
    Return what people began with who joined an organisation in a stretch of time.

    Somebody joins with a tenure before which no other of theirs there may have been going on; who
    moves from one post to another has not joined, who comes back has.
    """
    homes = organizations(history)
    own = [(t, p) for t, p in held_in(history) if homes.get(t.post) == organization]
    return tuple(
        (tenure, sure)
        for tenure, sure in begun(history, start, end)
        if homes.get(tenure.post) == organization and not _was_there(tenure, own)
    )


def _was_there(tenure: Tenure, own: list[tuple[Tenure, Period]]) -> bool:
    """Say whether somebody may have held another post just before a tenure began."""
    begin = next(period.start_bounds for other, period in own if other is tenure)
    return tenure.person is not UNDISCLOSED and any(
        other.person == tenure.person
        and other is not tenure
        and period.start_bounds < begin
        and period.end_bounds[1] + 1 >= begin[0]
        for other, period in own
    )


def founder_tenures(history: History) -> tuple[Tenure, ...]:
    """Return what is held in posts whose title has the word *founder*, in order of people."""
    posts = {post.id for post in history.posts if _FOUNDER.search(post.title)}
    return tuple(tenure for tenure, _ in held_in(history) if tenure.post in posts)


def created_posts(
    history: History, organization: str, start: Moment, end: Moment
) -> tuple[str, ...]:
    """Return the ids of an organisation's posts that surely began in a stretch of time."""
    stretch = stretch_of(start, end, history.zone)
    ids = [post for post, home in organizations(history).items() if home == organization]
    lives = {post: history.life_of(post) for post in ids if _lives(history, post)}
    return tuple(
        post
        for post, life in sorted(lives.items())
        if within(life.start_bounds, stretch) is Certainty.CERTAIN
    )


def _lives(history: History, post: str) -> bool:
    return any(isinstance(fact, Post) and fact.id == post for fact, _ in history.lived())


def vacant_posts(history: History, organization: str) -> tuple[Vacancy, ...]:
    """Return every sure vacancy between holders or after the last one, in order of posts."""
    homes = organizations(history)
    return tuple(
        entry
        for post in sorted({post for post, home in homes.items() if home == organization})
        if any(tenure.post == post for tenure, _ in held_in(history))
        for entry in history.succession(post)
        if isinstance(entry, Vacancy) and isinstance(entry.since, When)
    )
