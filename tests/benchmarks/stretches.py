"""Stretches of time in which nothing changes, worked out of a log of states."""

from typing import Final, final

import attrs
import numpy as np
import numpy.typing as npt

from tests.benchmarks.organisations import OPEN, Ints

__all__ = ["Stretches", "stretches"]

_NOBODY: Final = np.int32(-1)


@final
@attrs.frozen(eq=False)
class Stretches:
    """Rows with a period: days from the first, up to and without the last."""

    id: Ints
    start: Ints
    end: Ints
    values: tuple[Ints, ...]

    def sorted(self, *by: npt.NDArray[np.integer]) -> "Stretches":
        """Return the rows in order of some columns, the first one first."""
        order = np.lexsort(by[::-1])
        values = tuple(column[order] for column in self.values)
        return Stretches(self.id[order], self.start[order], self.end[order], values)


def stretches(id: Ints, day: Ints, there: npt.NDArray[np.bool_], *values: Ints) -> Stretches:  # noqa: A002 - as the column is called
    """Return the stretches in which nothing of some values changes."""
    order = np.lexsort((day, id))
    id, day, there = id[order], day[order], there[order]  # noqa: A001 - as above
    columns = [np.where(there, column[order], _NOBODY).astype(np.int32) for column in values]
    differs = np.ones(len(id), np.bool_)
    differs[1:] = (id[1:] != id[:-1]) | (there[1:] != there[:-1])
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    id, day, there = id[differs], day[differs], there[differs]  # noqa: A001 - as above
    end = np.full(len(id), OPEN, np.int32)
    end[:-1] = np.where(id[1:] == id[:-1], day[1:], OPEN)
    kept = tuple(column[differs][there] for column in columns)
    return Stretches(id[there], day[there], end[there], kept)
