"""`Coded`: a column as its distinct values, and for each row the place of its value among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.groups import distinct
from orgchart.names import Codes, Objects

__all__ = ["Coded", "objects", "says_something"]


@final
@attrs.frozen(eq=False)
class Coded:
    """
    A column of values, each distinct one kept once.

    Attributes:
        values: the distinct values.
        codes: for each row the place of its value; None when all rows have the only value.
    """

    values: Objects
    codes: Codes | None = None

    @classmethod
    def of(cls, values: Iterable[Hashable]) -> Coded:
        """
        Make a column from a value for each row.

        >>> Coded.of(["a", "b", "a"]).codes.tolist()
        [0, 1, 0]
        """
        index: defaultdict[Hashable, int] = defaultdict()
        index.default_factory = index.__len__
        codes = np.fromiter(map(index.__getitem__, values), dtype=np.int32)
        # It would hold itself, and with it the values, until the next sweep.
        index.default_factory = None
        return cls(objects(list(index)), None if len(index) <= 1 else codes)

    @classmethod
    def constant(cls, value: object) -> Coded:
        """Make a column in which all rows have one value."""
        return cls(objects([value]))

    @property
    def only(self) -> object:
        """The value that all rows have, where `codes` is None; None without rows."""
        return self.values[0] if len(self.values) else None

    def at(self, row: int) -> object:
        """Return the value of a row."""
        return self.values[0 if self.codes is None else self.codes[row]]

    def take(self, rows: npt.NDArray[np.intp]) -> Coded:
        """Return the column of some rows, in their order."""
        return self if self.codes is None else Coded(self.values, self.codes[rows])

    def compact(self, size: int) -> Coded:
        """Return the column of so many rows without values that none has."""
        if self.codes is None or not size:
            return self if size else Coded(self.values[:0])
        # Code -1 is the last value.
        codes = self.codes % len(self.values)
        used = distinct(codes, len(self.values))
        places = np.empty(len(self.values), dtype=np.int32)
        places[used] = np.arange(len(used), dtype=np.int32)
        return Coded(self.values[used], None if len(used) <= 1 else places[codes])

    def followed_by(self, other: Coded, size: int, more: int) -> Coded:
        """
        Return the column with the rows of another behind its own.

        Args:
            other: the other column.
            size, more: how many rows this one has, and the other.

        >>> Coded.of("aba").followed_by(Coded.of("cb"), 3, 2).codes.tolist()
        [0, 1, 0, 2, 1]
        """
        if not size:
            return other
        if not more:
            return self
        values, codes = self.values, other.codes_of(more)
        if other.values is not values:
            index = {value: place for place, value in enumerate(values)}
            further = list(dict.fromkeys(value for value in other.values if value not in index))
            index.update((value, len(values) + place) for place, value in enumerate(further))
            codes = np.array([index[value] for value in other.values], dtype=np.int32)[codes]
            values = np.concatenate((values, objects(further)))
        if len(values) == 1:
            return Coded(values)
        return Coded(values, np.concatenate((self.codes_of(size), codes)))

    def codes_of(self, size: int) -> Codes:
        """Return the place of the value of each of so many rows."""
        return np.zeros(size, dtype=np.int32) if self.codes is None else self.codes

    def each(self, work: Callable[[object], object]) -> Coded:
        """Return the column with something done to each distinct value."""
        return Coded(objects([work(value) for value in self.values]), self.codes)

    def ranks(self, key: Callable[[object], tuple[int, str]], size: int) -> Codes | None:
        """
        Return for each row the place of its value in an order; None when all are alike.

        Args:
            key: what orders the values.
            size: how many rows there are.
        """
        if self.codes is None:
            return None
        keys = [key(value) for value in self.values]
        place = {one: number for number, one in enumerate(sorted(set(keys)))}
        return np.array([place[one] for one in keys], dtype=np.int32)[self.codes_of(size)]

    def picks(self, chosen: Callable[[object], bool], size: int) -> npt.NDArray[np.bool_]:
        """Say for each row whether its value is one of those chosen."""
        if not size:
            return np.zeros(0, dtype=bool)
        found = np.array([chosen(value) for value in self.values], dtype=bool)
        return found[self.codes_of(size)]


def says_something(value: object) -> bool:
    """Say whether a value is more than None or an empty list; a text without letters is."""
    return value is not None and value != ()


def objects(values: Sequence[object]) -> Objects:
    """Return an array of Python values; tuples stay what they are."""
    return np.fromiter(values, dtype=object, count=len(values))
