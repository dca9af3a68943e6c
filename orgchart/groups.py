"""`Groups`: the rows of a table by a number that each of them has, found at once."""

from __future__ import annotations

from typing import final

import numpy as np
import numpy.typing as npt

from orgchart.names import Codes, Rows

__all__ = ["Groups", "distinct", "ranges"]


_SMALL = (1 << 16) - 1


@final
class Groups:
    """
    Rows by their numbers; within one number in the order of the table.

    Attributes:
        order: the rows, number by number.
        first: for each number the place of its first row; at the end, how many rows there are.

    >>> groups = Groups(np.array([2, 0, 2], dtype=np.int32), 3)
    >>> list(groups.rows(2)), list(groups.rows(1)), groups.rows_of(np.array([2, 0])).tolist()
    ([0, 2], [], [0, 2, 1])
    """

    __slots__ = ("_places", "_rows", "first", "order")

    def __init__(self, numbers: Codes, count: int, rows: Codes | None = None) -> None:
        """
        Sort rows by their numbers.

        Args:
            numbers: the number of each row, below `count`; rows with -1 are in no group.
            count: how many numbers there are.
            rows: which row each number is that of; the first is of row 0 and so on, if left out.
        """
        if np.all(numbers[1:] >= numbers[:-1]):
            order = np.arange(len(numbers), dtype=np.int32)
        else:
            # Small numbers are sorted by their digits, which is several times quicker.
            sortable = (numbers + 1).astype(np.uint16) if count < _SMALL else numbers
            order = sortable.argsort(kind="stable").astype(np.int32)
        none = int(np.count_nonzero(numbers < 0))
        sizes = np.bincount(numbers[numbers >= 0] if none else numbers, minlength=count)
        order = order[none:]
        self.order: Codes = order if rows is None else rows[order]
        self.first: Codes = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        # One number of an array costs a value of numpy, one of a memoryview does not.
        self._rows = self.order.data
        self._places = self.first.data

    def rows(self, number: int) -> memoryview[int]:
        """Return the rows of a number; none for -1."""
        if number < 0:
            return self._rows[:0]
        return self._rows[self._places[number] : self._places[number + 1]]

    def between(self, low: int, high: int) -> Codes:
        """Return the rows of all numbers from one on and below another, number by number."""
        return self.order[self._places[low] : self._places[high]]

    def rows_of(self, numbers: npt.NDArray[np.integer]) -> Rows:
        """Return the rows of several numbers, number by number."""
        starts = self.first[numbers]
        return self.order[ranges(starts, self.first[numbers + 1] - starts)].astype(np.intp)

    def all_of(self, numbers: npt.NDArray[np.integer]) -> tuple[Rows, Rows]:
        """
        Return the rows of several numbers.

        Returns:
            The rows, number by number; and for each the place of its number among those asked.
        """
        starts = self.first[numbers]
        counts = self.first[numbers + 1] - starts
        rows = self.order[ranges(starts, counts)].astype(np.intp)
        return rows, np.arange(len(numbers)).repeat(counts)


#: Up to this share of all numbers, sorting those given is quicker than marking them.
_FEW = 0.15


def distinct(numbers: npt.NDArray[np.integer], count: int) -> Rows:
    """
    Return numbers in order, each once.

    Args:
        numbers: numbers below `count`, none of them negative.
        count: how many numbers there can be.

    >>> distinct(np.array([4, 1, 4]), 5).tolist()
    [1, 4]
    """
    if len(numbers) > _FEW * count:
        marked = np.zeros(count, dtype=bool)
        marked[numbers] = True
        return marked.nonzero()[0]
    # Half as wide takes half as long.
    found = numbers.astype(np.int32 if count < 1 << 31 else np.int64)
    found.sort()
    new = np.ones(len(found), dtype=bool)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    return found[new.nonzero()[0]].astype(np.intp)


def ranges(starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Rows:
    """
    Return the whole numbers of several stretches, one stretch after another.

    >>> ranges(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    # Functions of numpy that only call methods of arrays take longer than the work in them.
    ends = counts.cumsum()
    shift = (starts - ends + counts).repeat(counts)
    found: Rows = np.arange(len(shift)) + shift
    return found
