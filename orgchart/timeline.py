"""What lived facts say along the time line: when answers change, who held a post in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from orgchart.model import Fact, Person, Tenure
from orgchart.periods import Period, Start
from orgchart.vacancy import Vacancy
from orgchart.versions import InForce, weaker
from orgchart.when import When

__all__ = ["change_instants", "in_order", "with_gaps"]


def change_instants(force: InForce) -> tuple[int, ...]:
    """
    Return the instants at which what is shown changes, not only what is stored, in order.

    Returns:
        Microseconds from the epoch.

    Complexity: one pass over the facts, and a sort of their dates.
    """
    present = _presence(force)
    events: dict[int, tuple[list[str], list[str]]] = {}
    for fact, period in force:
        near = present.get(fact.id, []) if isinstance(fact, Person) else None
        for point in _points(period, near or ()):
            before = _state(fact, period, near, 2 * point - 1)
            after = _state(fact, period, near, 2 * point + 1)
            if before != after:
                gone, come = events.setdefault(point, ([], []))
                gone += [] if before is None else [repr((fact.key, before))]
                come += [] if after is None else [repr((fact.key, after))]
    return tuple(sorted(p for p, (gone, come) in events.items() if sorted(gone) != sorted(come)))


def _points(period: Period, near: Iterable[Period]) -> set[int]:
    points = {point // 2 for point in period.change_points()}
    for other in near:
        points.update(point // 2 for point in other.change_points())
    return points


def _presence(force: InForce) -> dict[str, list[Period]]:
    """Return, for each person, the periods in which they hold something or are on leave."""
    found: dict[str, list[Period]] = {}
    for tenure, period in force.tenures:
        found.setdefault(tenure.person, []).append(period)
    for leave, period in force.leaves:
        found.setdefault(leave.person, []).append(period)
    return found


def _state(
    fact: Fact, period: Period, near: Iterable[Period] | None, position: int
) -> tuple[object, ...] | None:
    """Return what a fact shows at a position; None when it is not on the chart."""
    certainty = weaker(fact, period.certainty_at(position))
    if certainty is None:
        return None
    if near is not None and not any(other.certainty_at(position) for other in near):
        return None
    return fact.with_certainty(certainty).shown


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
