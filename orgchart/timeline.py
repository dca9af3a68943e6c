"""What is told along the time line: who held a post, when nobody did, and what happened when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from orgchart.changes import Change, date_of, told
from orgchart.comparison import Diff
from orgchart.edits import Edits
from orgchart.model import Tenure
from orgchart.periods import Period, Start
from orgchart.progress import follow
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy
from orgchart.when import When

__all__ = ["dated_changes", "in_order", "with_gaps"]


def dated_changes(
    steps: Iterable[tuple[int, Edits, Snapshot, Snapshot]],
    count: int,
    instant: Callable[[int], When],
    lang: str | None = None,
) -> Iterator[Change]:
    """
    Yield the changes of charts that follow one another, each with its `at`.

    Args:
        steps: positions on the time line, in order; each with the edits that lead to its chart,
            and the charts before and after them.
        count: how many steps there are.
        instant: returns the moment of a position.
        lang: the language of names and titles; None for the plain ones.
    """
    found = (_dated(step, instant, lang) for step in steps)
    # Who asks for the changes may print them.
    for changes in follow(found, "reading changes", count, aside=True):
        yield from changes


def _dated(
    step: tuple[int, Edits, Snapshot, Snapshot], instant: Callable[[int], When], lang: str | None
) -> list[Change]:
    position, edits, before, after = step
    moment = instant(position)
    return [
        told(change, change.sentence, date_of(change, moment, before, after))
        for change in Diff(edits, before, after).changes_in(lang)
    ]


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
