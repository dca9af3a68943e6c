"""
Charts read anew from their public attributes, and compared as sets; no code of ours compares them.

What is compared with other libraries is narrower than a chart, since they know no more: a table of
posts with a title, a manager and a holder, every post once, in one tree.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
)
from orgchart.strategies import snapshot_pairs

__all__ = ["Row", "Seat", "Table", "chart_of", "rows_of", "table_of", "table_pairs"]

Row: TypeAlias = tuple[Hashable, ...]


def rows_of(facts: Iterable[Fact]) -> Counter[Row]:
    """Return what a chart shows of facts, as rows, and how often each stands there."""
    return Counter(map(_row, facts))


def _row(fact: Fact) -> Row:
    return (fact.kind_name, *_seen(fact), fact.certainty)


def _seen(fact: Fact) -> Row:
    match fact:
        case Person():
            return fact.id, fact.name, fact.names
        case Unit():
            return fact.id, fact.name, fact.kind, fact.parent, fact.names
        case Post():
            return fact.id, fact.title, fact.unit, fact.seats, fact.rank, fact.titles
        case Tenure():
            return fact.person, fact.post, fact.kind, fact.title
        case ReportingLine():
            return fact.post, fact.manager, fact.kind
        case Leave():
            return fact.person, fact.post


class Seat(NamedTuple):
    """A row of the table that other libraries compare."""

    title: str
    manager: str | None
    holder: str | None


#: Posts by id.
Table: TypeAlias = Mapping[str, Seat]


def table_of(chart: Snapshot) -> Table:
    """Return a chart as a table; who would manage somebody above themselves manages nobody."""
    managers: dict[str, str | None] = {}
    for post in sorted(chart.posts):
        above = (
            line.manager
            for line in chart.lines
            if line.post == post and line.kind is LineKind.SOLID and line.manager in chart.posts
        )
        manager = next(above, None)
        managers[post] = None if _leads_to(post, manager, managers) else manager
    named = (tenure for tenure in chart.tenures if tenure.person is not UNDISCLOSED)
    holders = {tenure.post: tenure.person for tenure in named}
    return {
        post: Seat(chart.posts[post].title, managers[post], holders.get(post)) for post in managers
    }


def _leads_to(post: str, manager: str | None, managers: Mapping[str, str | None]) -> bool:
    while manager is not None and manager != post:
        manager = managers.get(manager)
    return manager == post


def chart_of(table: Table) -> Snapshot:
    """Return a table as a chart."""
    held = {name: seat.holder for name, seat in table.items() if seat.holder is not None}
    return Snapshot.build(
        people=[Person(holder, holder.upper()) for holder in sorted(set(held.values()))],
        posts=[Post(name, seat.title) for name, seat in table.items()],
        tenures=[Tenure(holder, name) for name, holder in held.items()],
        lines=[ReportingLine(name, seat.manager) for name, seat in table.items()],
    )


def table_pairs() -> st.SearchStrategy[tuple[Table, Table]]:
    """Two tables, before and after a reorganisation."""
    return snapshot_pairs(min_steps=2, max_steps=8).map(
        lambda pair: (table_of(pair[0]), table_of(pair[1]))
    )
