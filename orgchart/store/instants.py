"""The instants at which any answer changes, and not only what is stored."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.groups import distinct
from orgchart.names import Codes, Rows
from orgchart.store.ends import Positions
from orgchart.store.index import PEOPLE, TABLES, Index
from orgchart.store.standing import States

__all__ = ["change_instants"]


def change_instants(index: Index) -> tuple[int, ...]:
    """
    Return the instants at which what is shown changes, in order.

    A fact that ends where one that shows the same begins changes nothing. Who holds nothing and is
    not on leave is on no chart, whatever becomes of the record.

    Returns:
        Microseconds from the epoch.

    Complexity: one pass over the facts, and a sort of their dates.
    """
    found = [_instants(index, number) for number in TABLES]
    return tuple(sorted({instant for part in found for instant in part.tolist()}))


def _instants(index: Index, number: int) -> Positions:
    """Return the instants at which the facts of one table change the chart."""
    table = index.table(number)
    if not table.size:
        return np.zeros(0, dtype=np.int64)
    bounds, lasting = index.bounds, index.force.lasting[number]
    sides = (
        bounds.start_low[lasting.start],
        bounds.start_high[lasting.start],
        bounds.end_low[lasting.end],
        bounds.end_high[lasting.end],
    )
    # Of each row, the instants at which it may change; the same one twice counts once.
    rows = np.tile(np.arange(table.size), len(sides))
    points = np.concatenate(sides)
    stated = np.abs(points) != UNBOUNDED
    instants, rows = points[stated] // 2, rows[stated]
    times, when = np.unique(instants, return_inverse=True)
    events = distinct(when * table.size + rows, len(times) * table.size)
    instants, rows = times[events // table.size], events % table.size
    before = _states(index, number, rows, 2 * instants - 1)
    after = _states(index, number, rows, 2 * instants + 1)
    if number == PEOPLE:
        people = index.ids(PEOPLE, "id")[rows]
        was, is_ = index.presence.of(people, 2 * instants - 1, 2 * instants + 1)
        before, after = before * was, after * is_
    part = index.parts[number]
    keys, shows = index.keys[part], index.looks[part]
    gone = _told(instants, rows, before, keys, shows)
    come = _told(instants, rows, after, keys, shows)
    return _unlike(gone, come)


def _states(index: Index, number: int, rows: Rows, positions: Positions) -> States:
    """Say how surely each fact holds at its own position."""
    bounds, lasting = index.bounds, index.force.lasting[number]
    start, end = lasting.start[rows], lasting.end[rows]
    may = (bounds.start_low[start] <= positions) & (positions < bounds.end_high[end])
    sure = (bounds.start_high[start] <= positions) & (positions < bounds.end_low[end])
    return may.astype(np.uint8) + (may & sure & index.sure[index.parts[number]][rows])


def _told(
    instants: Positions,
    rows: Rows,
    states: States,
    keys: Codes,
    shows: npt.NDArray[np.integer],
) -> npt.NDArray[np.int64]:
    """Return what is on the chart at each instant: the instant, what it is about, what it shows."""
    there = states > 0
    own = rows[there]
    told = (instants[there], keys[own], shows[own], states[there])
    return np.stack([column.astype(np.int64) for column in told], axis=0)


def _unlike(one: npt.NDArray[np.int64], two: npt.NDArray[np.int64]) -> Positions:
    """Return the instants of what the two do not hold equally often."""
    both = np.concatenate((one, two), axis=1)
    if not both.size:
        return np.zeros(0, dtype=np.int64)
    sign = np.repeat((1, -1), (one.shape[1], two.shape[1]))
    order = np.lexsort(both[::-1])
    both, sign = both[:, order], sign[order]
    new = np.ones(len(sign), dtype=bool)
    new[1:] = np.any(both[:, 1:] != both[:, :-1], axis=0)
    balance = np.add.reduceat(sign, np.flatnonzero(new))
    changed: Positions = both[0, new][balance != 0]
    first = np.concatenate(([True], changed[1:] != changed[:-1]))[: len(changed)]
    return np.compress(first, changed)
