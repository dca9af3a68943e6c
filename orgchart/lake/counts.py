"""What is counted on a chart, as expressions: reports of managers, and empty seats."""

from __future__ import annotations

from typing import Final

from orgchart.kinds import NOBODY, UNKNOWN, LineKind, TenureKind
from orgchart.lake.charts import CERTAIN, POSSIBLE, held_at
from orgchart.lake.expressions import Column, Rows, ibis

__all__ = ["spans_at", "vacancies_at"]

_NO_MANAGER: Final = (NOBODY, UNKNOWN.value)


def spans_at(lines: Rows, position: int) -> Rows:
    """
    Return how many posts report to each manager directly, on solid lines.

    Args:
        lines: the table of lines.
        position: `When.close` of what is asked.
    """
    held = held_at(lines, position)
    solid = held.filter(
        held["kind"] == LineKind.SOLID.value, held["manager"].notin(list(_NO_MANAGER))
    )
    # Of several lines between the same two the surest counts.
    pairs = solid.group_by("manager", "post").aggregate(certainty=solid["certainty"].min())
    return pairs.group_by("manager").aggregate(
        certain=(pairs["certainty"] == CERTAIN).sum(),
        possible=(pairs["certainty"] == POSSIBLE).sum(),
    )


def vacancies_at(posts: Rows, tenures: Rows, position: int) -> Rows:
    """
    Return the empty seats of each post that has some.

    Args:
        posts, tenures: the tables.
        position: `When.close` of what is asked.
    """
    held = held_at(posts, position)
    # Of several records of one post the first counts, a certain one before others.
    place = ibis.row_number().over(group_by=held["id"], order_by=[held["certainty"], held["place"]])
    record = held.mutate(record=place)
    record = record.filter(record["record"] == 0, record["seats"].notnull())
    sitting = held_at(tenures, position)
    sitting = sitting.filter(sitting["kind"] != TenureKind.ADVISER.value)
    taken = sitting.group_by(holds_post=sitting["post"]).aggregate(
        surely_taken=(sitting["certainty"] == CERTAIN).sum(),
        maybe_taken=(sitting["certainty"] == POSSIBLE).sum(),
    )
    both = record.left_join(taken, [("id", "holds_post")])
    open_seats = _positive(both["seats"].cast("int64") - both["surely_taken"].coalesce(0))
    surely = ibis.ifelse(
        both["certainty"] == CERTAIN,
        _positive(open_seats - both["maybe_taken"].coalesce(0)),
        0,
    )
    seats = both.select(post=both["id"], certain=surely, possible=open_seats - surely)
    return seats.filter((seats["certain"] > 0) | (seats["possible"] > 0))


def _positive(number: Column) -> Column:
    return ibis.greatest(number, 0)
