"""`Vacancy`: seats of a post in which nobody sits, derived from who holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import final

import attrs

from orgchart.kinds import Certainty
from orgchart.model import Post, Tenure
from orgchart.periods import Period, Start

__all__ = ["Vacancy", "empty_seats"]


@final
@attrs.frozen(order=False)
class Vacancy:
    """
    Seats of a post in which nobody sits.

    Derived, never stored. Interim and acting holders sit in a seat; advisers do not. A seat whose
    holder is undisclosed is taken.

    Attributes:
        post: the id of the post.
        seats: how many seats are empty, one or more.
        certainty: `POSSIBLE` when a holder, or the post itself, is only possible.
        since: when the last holder left, where a history knows it.
        until: when it was or will be filled, where a history says so.
    """

    post: str
    seats: int = 1
    certainty: Certainty = Certainty.CERTAIN
    since: Start = None
    until: Start = None

    @property
    def duration(self) -> tuple[timedelta | None, timedelta | None]:
        """The shortest and the longest time it can last; None where there is no limit."""
        return Period(self.since, self.until).duration


def empty_seats(
    posts: Iterable[Post], tenures: Iterable[Tenure], since: Callable[[str], Start]
) -> Iterator[Vacancy]:
    """
    Yield the empty seats of posts, in their order: those surely empty, then those that may be.

    Args:
        posts: the posts, each once; one with any number of seats has none empty.
        tenures: who holds what.
        since: returns when the last holder of a post left, where that is known.

    Complexity: linear in the posts and tenures; `since` is asked of posts with empty seats only.
    """
    seated = [tenure for tenure in tenures if tenure.fills]
    surely = Counter(t.post for t in seated if t.certainty is Certainty.CERTAIN)
    perhaps = Counter(t.post for t in seated if t.certainty is Certainty.POSSIBLE)
    for post in posts:
        free = 0 if post.seats is None else post.seats - surely.get(post.id, 0)
        if free <= 0:
            continue
        start = since(post.id)
        empty = max(free - perhaps.get(post.id, 0), 0)
        if post.certainty is Certainty.POSSIBLE:
            empty = 0
        if empty:
            yield Vacancy(post.id, empty, Certainty.CERTAIN, start)
        if free > empty:
            yield Vacancy(post.id, free - empty, Certainty.POSSIBLE, start)
