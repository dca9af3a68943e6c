"""Which of the rows about an id hold at a position, read one by one; and keeping what was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias, TypeVar

import numpy as np

from orgchart.groups import Groups
from orgchart.names import Codes

__all__ = ["Finder", "Versions", "finder", "remembered"]

_T = TypeVar("_T")

#: Tells something of the rows that hold, or may, by the number of an id; of none for -1.
Finder: TypeAlias = Callable[[int], _T]

#: From so many versions on, comparing them in an array is quicker than one by one.
_FEW: Final = 32
#: So many answers are kept; a chart that is asked about everything keeps its facts besides.
_KEPT: Final = 1024


class Versions(NamedTuple):
    """
    The rows of a table by an id: those about one stand side by side, with when they hold.

    One number of an array costs a value of numpy, one of a memoryview does not.

    Attributes:
        first: for each id the place of its first row; that of the next one ends them.
        rows: the rows.
        starts, ends: see `Places`.
    """

    first: memoryview[int]
    rows: memoryview[int]
    starts: memoryview[int]
    ends: memoryview[int]

    @classmethod
    def of(cls, groups: Groups, starts: Codes, ends: Codes) -> Versions:
        """
        Put together what belongs to each id.

        Args:
            groups: the rows of a table by an id.
            starts, ends: the places of the rows of that table.
        """
        order = groups.order
        if (order[1:] > order[:-1]).all() and len(order) == len(starts):
            return cls(groups.first.data, order.data, starts.data, ends.data)
        return cls(groups.first.data, order.data, starts[order].data, ends[order].data)


def finder(
    versions: Versions, passed: tuple[int, int], told: Callable[[list[int]], _T]
) -> Finder[_T]:
    """
    Return what tells of the rows about an id that hold.

    Args:
        versions: the rows.
        passed: see `Places.passed`.
        told: what is told of such rows.

    >>> groups = Groups(np.array([1, 0, 1], dtype=np.int32), 2)
    >>> starts, ends = (np.array(side, dtype=np.int32) for side in ((0, 0, 2), (1, 3, 3)))
    >>> find = finder(Versions.of(groups, starts, ends), (1, 1), tuple)
    >>> find(1), find(0), find(-1)
    ((0,), (1,), ())
    """
    first, rows, starts, ends = versions
    begun, ended = passed

    def find(code: int) -> _T:
        # Behind the last place stands the number of all rows, so that there are none for -1.
        low, high = first[code], first[code + 1]
        held: list[int] = []
        if high - low > _FEW:
            start, end = (np.asarray(side[low:high]) for side in (starts, ends))
            held = np.asarray(rows[low:high])[(start < begun) & (end >= ended)].tolist()
        else:
            for place in range(low, high):
                if starts[place] < begun and ends[place] >= ended:
                    held.append(rows[place])
        return told(held)

    return find


def remembered(ask: Callable[[str], _T]) -> Callable[[str], _T]:
    """
    Return what answers like a function, and keeps its last answers.

    None is not kept; and what is no key of a dictionary is asked about each time.

    >>> length = remembered(len)
    >>> length("ceo"), length("ceo"), length(["ceo"])
    (3, 3, 1)
    """
    kept: dict[str, _T] = {}

    def answer(about: str) -> _T:
        try:
            found = kept.get(about)
        except TypeError:
            return ask(about)
        if found is None:
            found = ask(about)
            if len(kept) >= _KEPT:
                kept.clear()
            kept[about] = found
        return found

    return answer
