"""Which organisation each post belongs to: the topmost unit above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from orgchart.analysis.asked import require_history
from orgchart.groups import distinct
from orgchart.history import History
from orgchart.names import Codes

__all__ = ["home_of", "homes_of", "organizations"]


def organizations(history: History) -> Mapping[str, str]:
    """
    Return the topmost unit of each post that belongs to a unit, by ids; the last version's.

    Raises:
        InvalidValueError: it is no history.

    Complexity: one pass over the posts and units.
    """
    homes, values = homes_of(history), history.store.facts.names.values
    posts = np.flatnonzero(homes >= 0)
    return dict(zip(values[posts].tolist(), values[homes[posts]].tolist(), strict=True))


def homes_of(history: History) -> Codes:
    """
    Return the number of the topmost unit for each number of an id; -1 for what is in none.

    Raises:
        InvalidValueError: it is no history.

    Complexity: one pass over the posts and units.
    """
    require_history(history)
    facts = history.store.facts
    units, posts, size = facts.units, facts.posts, len(facts.names) + 1
    parents = np.full(size, -1, dtype=np.int32)
    # Of several versions the last one in order of rows stays.
    parents[units.column("id").codes_of(units.size)] = units.column("parent").codes_of(units.size)
    own = posts.column("unit").codes_of(posts.size)
    within = own >= 0
    used = distinct(own[within], size)
    tops = np.full(size, -1, dtype=np.int32)
    found = _tops(parents.tolist().__getitem__, used.tolist())
    tops[used] = [found[unit] for unit in used.tolist()]
    homes = np.full(size, -1, dtype=np.int32)
    homes[posts.column("id").codes_of(posts.size)[within]] = tops[own[within]]
    return homes


def home_of(history: History, post: str) -> str | None:
    """
    Return the topmost unit of one post, as `organizations` does; None where it is in none.

    Complexity: a search for the post, and one for each unit above it.
    """
    facts = history.store.facts
    units, posts, names = facts.units, facts.posts, facts.names
    above = units.column("id").codes_of(units.size), units.column("parent").codes_of(units.size)

    def parent_of(unit: int) -> int:
        versions = _rows(above[0], unit)
        return int(above[1][versions][-1]) if versions.start < versions.stop else -1

    own = posts.column("unit").codes_of(posts.size)
    own = own[_rows(posts.column("id").codes_of(posts.size), names.code(post))]
    known = own[own >= 0]
    if not known.size:
        return None
    unit = int(known[-1])
    found: str = names.values[_tops(parent_of, [unit])[unit]]
    return found


def _rows(numbers: Codes, number: int) -> slice:
    """Return where a number stands among numbers in order."""
    return slice(
        int(numbers.searchsorted(number, side="left")),
        int(numbers.searchsorted(number, side="right")),
    )


def _tops(parent_of: Callable[[int], int], units: Iterable[int]) -> Mapping[int, int]:
    """
    Return the topmost unit above each unit: where the way up ends, or is about to come round.

    Args:
        parent_of: returns the unit above a unit, or -1.
        units: some units; those that stand above them come along.

    Complexity: a step a unit.
    """
    tops: dict[int, int] = {}
    for first in units:
        way: dict[int, None] = {}
        unit = first
        while unit >= 0 and unit not in tops and unit not in way:
            way[unit] = None
            unit = parent_of(unit)
        met = list(way)
        if unit in way:
            # Each on a circle comes round to itself from the one before it.
            circle = met[met.index(unit) :]
            tops.update(zip(circle, (circle[-1], *circle), strict=False))
        for other in met:
            tops.setdefault(other, tops[unit] if unit in tops else met[-1])
    return tops
