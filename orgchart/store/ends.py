"""`Ends`: the starts and ends of periods, each distinct one once, with their bounds in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, TypeAlias, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.kinds import ONGOING, UNKNOWN
from orgchart.names import Codes
from orgchart.periods import End, Period
from orgchart.store.coded import Coded
from orgchart.when import When

__all__ = ["MOMENTS", "NOT_STATED", "Bounds", "Ends", "Positions"]

#: Positions of the time line, for example one for each distinct end.
Positions: TypeAlias = npt.NDArray[np.int64]

#: Code of an end that is not stated.
NOT_STATED: Final = 0
#: From this code on ends are moments.
MOMENTS: Final = 3


@final
@attrs.frozen(eq=False)
class Bounds:
    """
    The bounds of all distinct ends, by code.

    Attributes:
        start_low, start_high: the bounds of each as a start.
        end_low, end_high: the bounds of each as an end; an unknown end has no low bound here,
            its period's start is that.
        begun, ended: when what starts or ends so has surely begun or ended.
    """

    start_low: Positions
    start_high: Positions
    end_low: Positions
    end_high: Positions
    begun: Positions
    ended: Positions


@final
class Ends:
    """Distinct starts and ends; their codes never change, further ones get further codes."""

    def __init__(self) -> None:
        """Begin with what is no moment: not stated, unknown, ongoing."""
        self.values: list[End] = [None, UNKNOWN, ONGOING]
        self._codes: dict[End, int] = {value: code for code, value in enumerate(self.values)}

    def code(self, end: End) -> int:
        """Return the code of an end; a new one gets the next."""
        found = self._codes.get(end)
        if found is None:
            found = self._codes[end] = len(self.values)
            self.values.append(end)
            self.__dict__.pop("bounds", None)
        return found

    def codes(self, ends: Iterable[End]) -> Codes:
        """Return the codes of ends."""
        return np.array([self.code(end) for end in ends], dtype=np.int32)

    def of(self, column: Coded, size: int) -> Codes:
        """Return the codes of a column of ends."""
        codes = self.codes(column.values)
        return codes[column.codes_of(size)]

    def period(self, start: int, end: int) -> Period:
        """Return the period from one coded end to another."""
        first = self.values[start]
        return Period(None if first is ONGOING else first, self.values[end])

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds of all ends there are up to now."""
        lows: list[int] = []
        highs: list[int] = []
        for value in self.values:
            low, high = (-UNBOUNDED, UNBOUNDED)
            if isinstance(value, When):
                low, high = value.low, value.high
            lows.append(low)
            highs.append(high)
        first, last = np.array(lows, dtype=np.int64), np.array(highs, dtype=np.int64)
        start_high, end_low = last.copy(), first.copy()
        start_high[NOT_STATED] = -UNBOUNDED
        end_low[[NOT_STATED, self._codes[ONGOING]]] = UNBOUNDED
        open_start = (start_high == UNBOUNDED) & (first != -UNBOUNDED)
        open_end = (last == UNBOUNDED) & (np.arange(len(last)) > self._codes[ONGOING])
        return Bounds(
            start_low=first,
            start_high=start_high,
            end_low=end_low,
            end_high=last,
            begun=np.where(open_start, first, start_high),
            ended=np.where(open_end, first, last),
        )
