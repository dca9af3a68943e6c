"""`Vacancy`: seats of a post in which nobody sits, derived from who holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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


def empty_seats(post: Post, holders: Iterable[Tenure], since: Start) -> Iterator[Vacancy]:
    """
    Yield the empty seats of a post: those surely empty, then those that may be.

    Args:
        post: the post; one with any number of seats has none empty.
        holders: who holds it.
        since: when the last holder left, where that is known.
    """
    if post.seats is None:
        return
    taken = Counter(tenure.certainty for tenure in holders if tenure.fills)
    maybe = max(post.seats - taken[Certainty.CERTAIN], 0)
    surely = max(maybe - taken[Certainty.POSSIBLE], 0)
    if post.certainty is Certainty.POSSIBLE:
        surely = 0
    if surely:
        yield Vacancy(post.id, surely, Certainty.CERTAIN, since)
    if maybe > surely:
        yield Vacancy(post.id, maybe - surely, Certainty.POSSIBLE, since)
