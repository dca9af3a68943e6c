"""What holds at a moment, as expressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, final

import attrs

from orgchart.io.tables import year_of
from orgchart.kinds import Certainty
from orgchart.lake.expressions import Column, Rows, Table, ibis
from orgchart.lake.shapes import KEYED
from orgchart.when import When

__all__ = ["CERTAIN", "POSSIBLE", "ChartTables", "chart_at", "held_at", "holding", "standing"]

CERTAIN: Final = Certainty.CERTAIN.value
POSSIBLE: Final = Certainty.POSSIBLE.value


@final
@attrs.frozen(repr=False, eq=False)
class ChartTables:
    """
    The chart at a moment: a table for each kind of fact, nothing of it computed yet.

    Each has the fields of its facts, dates and sources included, with `certainty` at the moment.
    The rows are in no order. People who hold nothing and are not on leave are left out.

    Attributes:
        at: the moment.
        people, units, posts, tenures, lines, leaves: the facts that hold.
    """

    at: When
    people: Table
    units: Table
    posts: Table
    tenures: Table
    lines: Table
    leaves: Table

    def __repr__(self) -> str:
        return f"<ChartTables at {self.at}>"


def chart_at(tables: Mapping[str, Rows], when: When) -> ChartTables:
    """Return the chart at the close of a moment."""
    held = {keyed.name: held_at(tables[keyed.name], when.close) for keyed in KEYED}
    there = held["tenures"].select("person").union(held["leaves"].select("person"))
    held["people"] = held["people"].semi_join(there, [("id", "person")])
    return ChartTables(
        when, **{keyed.name: held[keyed.name].select(*keyed.fields) for keyed in KEYED}
    )


def standing(table: Rows, *, ending_after: int) -> Rows:
    """
    Return the facts that neither lost to rivals nor were taken back.

    Args:
        table: one of the tables.
        ending_after: a position; partitions of what was over by then are passed over.
    """
    kept = table.filter(table["holds"])
    if "until" in table.columns:
        kept = kept.filter(kept["until"] >= year_of(ending_after))
    return kept


def held_at(table: Rows, position: int) -> Rows:
    """
    Return the facts of a table that hold at a position, with their certainty there.

    Args:
        table: one of the tables.
        position: `When.close` of what is asked.
    """
    return holding(standing(table, ending_after=position), ibis.literal(position))


def holding(facts: Rows, position: Column) -> Rows:
    """Return those of some facts that hold at a position, each at its own, with certainty there."""
    kept = facts.filter(facts["start_low"] <= position, facts["end_high"] > position)
    surely = (
        (kept["sureness"] == CERTAIN)
        & (kept["start_high"] <= position)
        & (kept["end_low"] > position)
    )
    return kept.mutate(certainty=ibis.ifelse(surely, CERTAIN, POSSIBLE))
