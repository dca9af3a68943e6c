"""Which of the rows about an id hold at a position, read one by one; and keeping what was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias, TypeVar

import numpy as np

from orgchart.groups import Groups
from orgchart.names import Codes

__all__ = ["NOTHING", "Finder", "Versions", "finder", "first_told", "remembered"]

_T = TypeVar("_T")

#: Tells something of the rows that hold, or may, by the number of an id; of none for -1.
Finder: TypeAlias = Callable[[int], _T]

#: So many numbers stand for a row.
_WIDE: Final = 3
#: From so many numbers on, comparing rows in an array is quicker than one by one.
_FEW: Final = 32 * _WIDE
#: What `first_told` says of an id without a row that holds.
NOTHING: Final = -2
#: So many answers are kept; a chart that is asked about everything keeps its facts besides.
_KEPT: Final = 1024


class Versions(NamedTuple):
    """
    What there is to tell of the rows of a table by an id, with when they hold.

    What belongs to one row stands side by side, and so do the rows about one id: whoever looks one
    up reaches twice into a large memory. One number of an array costs a value of numpy, one of a
    memoryview does not.

    Attributes:
        first: for each id where its rows begin; where those of the next one do they end.
        data: three numbers a row: its start and its end, see `Places`, and what to tell of it.
    """

    first: memoryview[int]
    data: memoryview[int]

    @classmethod
    def of(cls, groups: Groups, starts: Codes, ends: Codes, told: Codes | None = None) -> Versions:
        """
        Put together what belongs to each id.

        Args:
            groups: the rows of a table by an id.
            starts, ends: the places of the rows of that table.
            told: what to tell of each row; the row itself, if left out.
        """
        order = groups.order
        columns = (starts[order], ends[order], order if told is None else told[order])
        first = groups.first * np.int32(_WIDE)
        return cls(first.data, np.stack(columns, axis=1).ravel().data)


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
    first, data = versions
    begun, ended = passed

    def find(code: int) -> _T:
        # Behind the last place stands the number of all rows, so that there are none for -1.
        low, high = first[code], first[code + 1]
        held: list[int] = []
        if high - low > _FEW:
            start, end, rows = np.asarray(data[low:high]).reshape(-1, _WIDE).T
            held = rows[(start < begun) & (end >= ended)].tolist()
        else:
            for place in range(low, high, _WIDE):
                if data[place] < begun and data[place + 1] >= ended:
                    held.append(data[place + 2])
        return told(held)

    return find


def first_told(versions: Versions, passed: tuple[int, int]) -> Callable[[int], int]:
    """
    Return what tells of the first row about an id that holds; `NOTHING` where there is none.

    Args:
        versions: the rows.
        passed: see `Places.passed`.
    """
    first, data = versions
    begun, ended = passed

    def tell(code: int) -> int:
        for place in range(first[code], first[code + 1], _WIDE):
            if data[place] < begun and data[place + 1] >= ended:
                return data[place + 2]
        return NOTHING

    return tell


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
