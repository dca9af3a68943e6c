"""`Names`: ids as whole numbers, where the order of the numbers is the order of the ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import repeat
from typing import Final, TypeAlias, final

import numpy as np
import numpy.typing as npt

from orgchart.kinds import NOBODY

__all__ = ["ALL_POSTS", "ANYBODY", "Codes", "Listed", "Names", "Objects", "Picks", "Rows"]

#: Places in a list of distinct values, one for each row.
Codes: TypeAlias = npt.NDArray[np.int32]
#: Places of rows in a table.
Rows: TypeAlias = npt.NDArray[np.intp]
#: For each row whether it is meant.
Picks: TypeAlias = npt.NDArray[np.bool_]
#: Any Python values in an array.
Objects: TypeAlias = npt.NDArray[np.object_]

#: What stands in the key of a leave from all posts.
ALL_POSTS: Final = "*"
#: Code of no id at all.
ANYBODY: Final = -1


@final
class Names:
    """
    The ids of a history, each once, in order.

    Attributes:
        values: the ids; behind the last one stands None, so that code -1 finds it.

    >>> names = Names.of(["ann", "bob", None])
    >>> names.values[names.code("bob")], names.code("nobody here")
    ('bob', -1)
    """

    __slots__ = ("_codes", "values")

    def __init__(self, ordered: list[str]) -> None:
        """
        Number ids.

        Args:
            ordered: the ids, in order, each once.
        """
        self.values: Objects = np.empty(len(ordered) + 1, dtype=object)
        self.values[:-1] = ordered
        self._codes: dict[str | None, int] = dict(zip(ordered, range(len(ordered)), strict=True))

    @classmethod
    def of(cls, *groups: Iterable[str | None]) -> Names:
        """Number the ids of some groups; None is no id. What stands for an id in keys comes too."""
        met: dict[str | None, None] = {NOBODY: None, ALL_POSTS: None}
        for group in groups:
            met.update(dict.fromkeys(group))
        met.pop(None, None)
        return cls(sorted(name for name in met if name is not None))

    def with_ids(self, other: Names) -> Names:
        """Return the ids with those of others; the very same where it has them all."""
        if other._codes.keys() <= self._codes.keys():
            return self
        return Names.of(self._codes, other._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def code(self, name: str) -> int:
        """Return the number of an id, or -1; also for what is no text at all."""
        try:
            return self._codes.get(name, ANYBODY)
        except TypeError:
            return ANYBODY

    def codes(self, names: Iterable[str | None]) -> Codes:
        """Return the numbers of ids; -1 for None and for what is no id here."""
        find: Callable[[str | None, int], int] = self._codes.get
        return np.fromiter(map(find, names, repeat(ANYBODY)), dtype=np.int32)


@final
class Listed(Collection[str]):
    """
    Ids by their numbers; to count them costs nothing, they are made when somebody goes through.

    >>> names = Names.of(["ann", "bob"])
    >>> ids = Listed(names, names.codes(["bob"]))
    >>> len(ids), list(ids)
    (1, ['bob'])
    """

    __slots__ = ("_codes", "_names")

    def __init__(self, names: Names, codes: Codes | Rows) -> None:
        """Remember the numbers of ids."""
        self._names = names
        self._codes = codes

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, name: object) -> bool:
        return any(one == name for one in self)

    def __iter__(self) -> Iterator[str]:
        found: list[str] = self._names.values[self._codes].tolist()
        return iter(found)
