"""The instants at which any answer changes, and not only what is stored."""

from __future__ import annotations

from typing import Final

import numpy as np

from orgchart.bounds import UNBOUNDED
from orgchart.groups import distinct
from orgchart.names import Rows
from orgchart.progress import follow
from orgchart.store.ends import Positions
from orgchart.store.index import PEOPLE, TABLES, Index
from orgchart.store.standing import CERTAIN, States

__all__ = ["change_instants"]

#: How many states of a fact there are.
_STATES: Final = CERTAIN + 1


def change_instants(index: Index) -> tuple[int, ...]:
    """
    Return the instants at which what is shown changes, in order.

    A fact that ends where one that shows the same begins changes nothing. Who holds nothing and is
    not on leave is on no chart, whatever becomes of the record.

    Returns:
        Microseconds from the epoch.

    Complexity: one pass over the facts, and a sort of what comes and goes.
    """
    of_tables = (_instants(index, number) for number in TABLES)
    found = list(follow(of_tables, "looking for dates", len(TABLES)))
    return tuple(np.unique(np.concatenate(found)).tolist())


def _instants(index: Index, number: int) -> Positions:
    """Return the instants at which the facts of one table change the chart."""
    times, when, rows = _events(index, number)
    if not rows.size:
        return times[:0]
    instants = times[when]
    before = _states(index, number, rows, 2 * instants - 1)
    after = _states(index, number, rows, 2 * instants + 1)
    if number == PEOPLE:
        people = index.ids(PEOPLE, "id")[rows]
        was, is_ = index.presence.of(people, 2 * instants - 1, 2 * instants + 1)
        before, after = before * was, after * is_
    # What holds as surely before and after is no change, whatever else there is.
    turned = (before != after).nonzero()[0]
    when, before, after = when[turned], before[turned], after[turned]
    shown = _shown(index, number)[rows[turned]]
    return times[distinct(_unlike(when, shown, before, after), len(times))]


def _events(index: Index, number: int) -> tuple[Positions, Rows, Rows]:
    """
    Return when facts of a table may change the chart, each fact once at one instant.

    Returns:
        The instants, in order; the place among them and the row of each event.
    """
    bounds, lasting = index.bounds, index.force.lasting[number]
    sides = (
        (bounds.start_low, lasting.start),
        (bounds.start_high, lasting.start),
        (bounds.end_low, lasting.end),
        (bounds.end_high, lasting.end),
    )
    used = [side[distinct(codes, len(side))] for side, codes in sides]
    points = np.unique(np.concatenate(used))
    times = np.unique(points[np.abs(points) != UNBOUNDED] // 2)
    places: list[Rows] = []
    rows: list[Rows] = []
    for side, codes in sides:
        place = np.where(np.abs(side) == UNBOUNDED, -1, times.searchsorted(side // 2))[codes]
        new = place >= 0
        for earlier in places:
            new &= place != earlier
        places.append(place)
        rows.append(new.nonzero()[0])
    when = [place[own] for place, own in zip(places, rows, strict=True)]
    return times, np.concatenate(when), np.concatenate(rows)


def _states(index: Index, number: int, rows: Rows, positions: Positions) -> States:
    """Say how surely each fact holds at its own position."""
    bounds, lasting = index.bounds, index.force.lasting[number]
    start, end = lasting.start[rows], lasting.end[rows]
    may = (bounds.start_low[start] <= positions) & (positions < bounds.end_high[end])
    sure = (bounds.start_high[start] <= positions) & (positions < bounds.end_low[end])
    return may.astype(np.uint8) + (may & sure & index.sure[index.parts[number]][rows])


def _shown(index: Index, number: int) -> Rows:
    """Return a number for what each fact is about and shows, below the number of facts."""
    part = index.parts[number]
    keys, looks = index.keys[part], index.looks[part]
    order = np.lexsort((looks, keys))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (keys[order][1:] != keys[order][:-1]) | (looks[order][1:] != looks[order][:-1])
    found = np.empty(len(order), dtype=np.intp)
    found[order] = new.cumsum() - 1
    return found


def _unlike(when: Rows, shown: Rows, before: States, after: States) -> Rows:
    """
    Return when what is on the chart is another just after than just before, maybe repeatedly.

    Args:
        when: the place of each event in time.
        shown: a number for what it tells.
        before, after: how surely, just before it and just after.
    """
    room = int(shown.max(initial=0)) + 1
    told = (when * room + shown) * _STATES
    # What is there before counts one way, what is there after the other way.
    gone, come = (2 * (told[s > 0] + s[s > 0]) + sign for sign, s in enumerate((before, after)))
    both = np.concatenate((gone, come))
    both.sort()
    new = np.ones(len(both), dtype=bool)
    np.not_equal(both[1:] >> 1, both[:-1] >> 1, out=new[1:])
    first = new.nonzero()[0]
    balance = np.add.reduceat(1 - 2 * (both & 1), first) if first.size else first
    changed: Rows = (both[first] >> 1)[balance != 0]
    return changed // (_STATES * room)
