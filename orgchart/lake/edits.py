"""
What changes between two moments, and when, as expressions.

The keys at which something may have changed come first; both sides are then taken of the facts
about these keys alone. What stays as it was is passed over as it is read and takes part in no join.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol, TypeAlias, final

import attrs

from orgchart.lake.charts import holding, standing
from orgchart.lake.days import moment_of, with_day
from orgchart.lake.expressions import Column, Rows, Type, ibis
from orgchart.lake.shapes import KEY, KEYED, Keyed

__all__ = ["changes_between", "edits_between"]

_COLUMNS: Final = ("kind", "first", "second", "ordinal", "before", "after")

Tables: TypeAlias = Mapping[str, Rows]


def edits_between(tables: Tables, first: int, last: int) -> Rows:
    """Return the edits from the chart at one position to that at another."""
    return _edits(tables, _Apart(first, last)).select(*_COLUMNS)


def changes_between(tables: Tables, zone: str | None, first: int, last: int) -> Rows:
    """
    Return the edits at each position after one and up to another, vague dates at their last bound.

    Complexity: each key that changes is compared as often as it does, with all that is about it.
    """
    found = with_day(_edits(tables, _Settled(first, last)), zone, first, last)
    found = found.mutate(at=moment_of(found["position"]))
    return found.select("position", "at", "day", *_COLUMNS)


class _Between(Protocol):
    """Two sides to compare, of all keys at once or of each key at its own positions."""

    @property
    def by(self) -> tuple[str, ...]:
        """The columns that, beside the key, say what is compared with what."""
        raise NotImplementedError

    def moved(self, table: Rows, *names: str) -> Rows:
        """Return some columns of the facts that begin or end, and those of `by`."""
        raise NotImplementedError

    def held(self, table: Rows, keys: Rows) -> Rows:
        """
        Return the facts about some keys that hold on a side, once for each side.

        Args:
            table: facts with the columns of a key.
            keys: columns of a key and those of `by`; each row once.

        Returns:
            The columns of both, with `later`, the side, and `certainty` there.
        """
        raise NotImplementedError


@final
@attrs.frozen
class _Apart:
    """The charts at two positions."""

    first: int
    last: int

    @property
    def by(self) -> tuple[str, ...]:
        return ()

    @property
    def _ends(self) -> tuple[int, int]:
        return min(self.first, self.last), max(self.first, self.last)

    def moved(self, table: Rows, *names: str) -> Rows:
        low, high = self._ends
        kept = standing(table, ending_after=low)
        bounds = (kept[name] for name in ("start_low", "start_high", "end_low", "end_high"))
        changing = ibis.or_(*(_within(bound, low, high) for bound in bounds))
        return kept.filter(changing).select(*names)

    def held(self, table: Rows, keys: Rows) -> Rows:
        low, high = self._ends
        kept = standing(table, ending_after=low)
        kept = kept.filter(kept["start_low"] <= high).semi_join(keys, keys.columns)
        both = kept.mutate(later=_SIDES.unnest())
        return holding(both, ibis.ifelse(both["later"], self.last, self.first))


@final
@attrs.frozen
class _Settled:
    """The chart at each position, vague dates at their last bound, and the one just before."""

    first: int
    last: int

    @property
    def by(self) -> tuple[str, ...]:
        return ("position",)

    def moved(self, table: Rows, *names: str) -> Rows:
        kept = standing(table, ending_after=self.first)
        sides = [kept["begun"], kept["ended"]]
        kept = kept.filter(ibis.or_(*(_within(side, self.first, self.last) for side in sides)))
        both = kept.select(*names, position=ibis.array(sides).unnest())
        return both.filter(_within(both["position"], self.first, self.last))

    def held(self, table: Rows, keys: Rows) -> Rows:
        on = [name for name in keys.columns if name not in self.by]
        joined = standing(table, ending_after=self.first).inner_join(keys, on)
        both = joined.mutate(later=_SIDES.unnest())
        # Whole numbers: just before a position is at the one below it.
        here = both["position"] - ibis.ifelse(both["later"], 0, 1)
        kept = both.filter(both["begun"] <= here, both["ended"] > here)
        return kept.mutate(certainty=kept["sureness"])


_SIDES: Final = ibis.array([False, True])


def _within(bound: Column, low: int, high: int) -> Column:
    return (bound > low) & (bound <= high)


def _edits(tables: Tables, between: _Between) -> Rows:
    types = {name: tables[each.name].schema()[name] for each in KEYED for name in each.fields}
    parts = (_compared(keyed, between, types, _held(tables, keyed, between)) for keyed in KEYED)
    return ibis.union(*parts)


def _held(tables: Tables, keyed: Keyed, between: _Between) -> Rows:
    """Return the facts of one table, before and after, at the keys where they may differ."""
    table = keyed.with_key(tables[keyed.name])
    if keyed.name != "people":
        return between.held(table, between.moved(table, *KEY).distinct())
    # Whoever begins or ceases to hold something comes onto the chart, or leaves it.
    groups = [tables[name].rename(first="person") for name in ("tenures", "leaves")]
    moved = (between.moved(each, "first") for each in (table, *groups))
    keys = ibis.union(*moved).distinct()
    seen = (between.held(each, keys).select("first", "later", *between.by) for each in groups)
    there = ibis.union(*seen).distinct()
    return between.held(table, keys).semi_join(there, there.columns)


def _compared(keyed: Keyed, between: _Between, types: Mapping[str, Type], held: Rows) -> Rows:
    """Return the edits of one table: the keys whose two sides show different things."""
    on = (*between.by, *KEY)
    # Facts about one key are numbered as charts order them: what is certain first.
    place = ibis.row_number().over(
        group_by=[held[name] for name in (*on, "later")],
        order_by=[held["certainty"], held["place"]],
    )
    fact = ibis.struct({name: held[name] for name in keyed.fields})
    numbered = held.select(*on, "later", ordinal=place + 1, fact=fact)
    sides = numbered.group_by(*on, "ordinal").aggregate(
        before=numbered["fact"].arbitrary(where=~numbered["later"]),
        after=numbered["fact"].arbitrary(where=numbered["later"]),
    )
    old, new = sides["before"], sides["after"]
    same = ibis.and_(*(old[name].identical_to(new[name]) for name in keyed.shown))
    edits = sides.filter(old.isnull() | new.isnull() | ~same)
    return edits.select(
        *between.by,
        "first",
        "ordinal",
        kind=edits["kind_of_key"],
        second=edits["second"].nullif(""),
        before=_widened(edits["before"], keyed, types),
        after=_widened(edits["after"], keyed, types),
    )


def _widened(fact: Column, keyed: Keyed, types: Mapping[str, Type]) -> Column:
    """Return a fact with the fields of all kinds, so that all kinds go into one table."""
    whole = ibis.struct(
        {
            name: fact[name] if name in keyed.fields else ibis.null(kind)
            for name, kind in types.items()
        }
    )
    return ibis.ifelse(fact.isnull(), ibis.null(whole.type()), whole)
