"""What tenures say along the time line: who held a post in order, and when nobody did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from orgchart.model import Tenure
from orgchart.periods import Period, Start
from orgchart.vacancy import Vacancy
from orgchart.when import When

__all__ = ["in_order", "with_gaps"]


def in_order(
    lived: Iterable[tuple[Tenure, Period]], ranks: Mapping[int, int]
) -> list[tuple[Tenure, Period]]:
    """
    Return tenures in order of their starts, then of what is stated of their order.

    Args:
        lived: the tenures with the periods they are in force.
        ranks: the place of some in a stated order, by identity.
    """

    def key(item: tuple[Tenure, Period]) -> tuple[object, ...]:
        tenure, period = item
        rank = ranks.get(id(tenure), -1)
        return (period.start_bounds, rank, period.end_bounds, tenure.person, tenure.post)

    return sorted(lived, key=key)


def with_gaps(
    post: str, life: Period, lived: list[tuple[Tenure, Period]]
) -> Iterator[Tenure | Vacancy]:
    """
    Yield the tenures of a post, with a vacancy for each sure gap.

    Args:
        post: the id of the post.
        life: its life; what lies outside is no gap.
        lived: its tenures in order of starts, with the periods they are in force.
    """
    covered = life.start_bounds[1]
    since: Start = life.start
    for tenure, period in lived:
        if tenure.fills and covered < period.start_bounds[0]:
            yield Vacancy(post, since=since, until=period.start)
        yield tenure
        if tenure.fills and period.end_bounds[1] > covered:
            covered = period.end_bounds[1]
            since = period.end if isinstance(period.end, When) else None
    if covered < life.end_bounds[0]:
        yield Vacancy(post, since=since, until=life.end if isinstance(life.end, When) else None)
