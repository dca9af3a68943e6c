"""
`Held`: what is held in a history and when, in columns.

The questions compare whole numbers first and make values of what they return only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast, final

from orgchart.analysis.stretches import Bounds
from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN, TenureKind
from orgchart.model import Tenure
from orgchart.names import Codes, Picks, Rows
from orgchart.periods import Period
from orgchart.store.ends import MOMENTS, Positions
from orgchart.store.index import TENURES

__all__ = ["Held", "may_lie"]


@final
class Held:
    """
    The tenures in force, in order of people and posts, with when they are.

    Attributes:
        fills: which of them take a seat: all but those of advisers.
        people, posts: the numbers of their ids.
        unnamed: which of them are held by somebody who is not disclosed.

    Complexity: one pass over some columns, however much is asked.
    """

    def __init__(self, history: History) -> None:
        """Look at a history."""
        self._force: Final = history.store.in_force
        self._table: Final = self._force.tables.tenures
        table, names = self._table, self._force.tables.names
        self._lasting: Final = self._force.lasting[TENURES]
        self._bounds: Final = self._force.ends.bounds
        self.fills: Picks = table.column("kind").picks(_fills, table.size)
        self.people: Codes = table.column("person").codes_of(table.size)
        self.posts: Codes = table.column("post").codes_of(table.size)
        self.unnamed: Picks = self.people == names.code(UNDISCLOSED)

    def begun(self, stretch: Bounds) -> Picks:
        """Say which began at a moment that may lie in a stretch of time."""
        start, bounds = self._lasting.start, self._bounds
        may = may_lie(bounds.start_low, bounds.start_high, stretch)
        found: Picks = may[start] & (start >= MOMENTS)
        return found

    @property
    def ended(self) -> Picks:
        """Which ended, at a moment or nobody knows when."""
        end = self._lasting.end
        found: Picks = (end >= MOMENTS) | (end == self._force.ends.code(UNKNOWN))
        return found

    def ended_in(self, stretch: Bounds) -> Picks:
        """Say which ended at what may lie in a stretch of time."""
        bounds = self._bounds
        may = may_lie(bounds.end_low, bounds.end_high, stretch)
        return self.ended & may[self._lasting.end]

    def surely_going_on(self, position: int) -> Picks:
        """Say which surely hold at a position of the time line."""
        start, end = self._lasting.start, self._lasting.end
        begun, there = self._bounds.start_high <= position, self._bounds.end_low > position
        found: Picks = begun[start] & there[end]
        return found

    def surely_over(self, position: int) -> Picks:
        """Say which surely hold no more at a position of the time line."""
        over = self._bounds.end_high <= position
        found: Picks = over[self._lasting.end]
        return found

    def tenures(self, rows: Rows) -> list[Tenure]:
        """Return some of them."""
        return self._table.facts(rows)

    def periods(self, rows: Iterable[int]) -> Iterator[Period]:
        """Yield the periods of some of them."""
        return (self._force.period(TENURES, row) for row in rows)

    def lived(self, rows: Rows) -> Iterator[tuple[Tenure, Period]]:
        """Yield some of them with their periods."""
        return zip(self.tenures(rows), self.periods(rows.tolist()), strict=True)


def _fills(kind: object) -> bool:
    return cast("TenureKind", kind) is not TenureKind.ADVISER


def may_lie(low: Positions, high: Positions, stretch: Bounds) -> Picks:
    """Say which moments with these bounds may lie in a stretch of time; see `within`."""
    first, last = stretch
    found: Picks = (high > first) & (low <= last)
    return found
