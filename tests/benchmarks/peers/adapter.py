"""
What every engine is asked.

Days are numbers since 1970, periods half-open. A method returns its answer in the form that is
natural for the engine; the `plain_` methods make all answers comparable, outside what is timed.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final, Literal, TypeAlias

__all__ = [
    "EPOCH",
    "Adapter",
    "Differences",
    "Foreign",
    "Form",
    "Row",
    "Rows",
    "compared",
    "to_date",
]

#: What a library without types makes.
Foreign: TypeAlias = Any
Form: TypeAlias = Literal["parquet", "json"]
#: Title, unit, manager, holder, and whether the holder is active or on leave.
Row: TypeAlias = tuple[str, str, str | None, str | None, str | None]
#: The chart of a day, by post.
Rows: TypeAlias = dict[str, Row]
#: What differs between two charts: before and after, by post.
Differences: TypeAlias = dict[str, tuple[Row | None, Row | None]]

EPOCH: Final = date(1970, 1, 1)
#: Days apart from which it pays to compare whole charts, for engines that choose.
FAR: Final = 180


def to_date(day: int) -> date:
    """Return a day as a date."""
    return EPOCH + timedelta(day)


def compared(before: Mapping[str, Row], after: Mapping[str, Row]) -> Differences:
    """Return what differs between two charts."""
    found: Differences = {}
    for post, row in after.items():
        old = before.get(post)
        if old != row:
            found[post] = (old, row)
    gone = before.keys() - after.keys()
    found.update({post: (before[post], None) for post in gone})
    return found


class Adapter(ABC):
    """An engine with a history in it."""

    name: ClassVar[str]
    #: What it does not answer, or not in any natural way.
    lacks: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def load(self, folder: Path, form: Form) -> None:
        """Read a history, and make what indexes the engine wants."""

    @abstractmethod
    def snapshot(self, day: int) -> Foreign:
        """Return the chart of a day, ready for look-ups."""

    def size(self, chart: Foreign) -> int:
        """Return the number of posts on a chart."""
        return len(chart)

    @abstractmethod
    def rows(self, day: int) -> Foreign:
        """Return all rows of a chart as Python values."""

    @abstractmethod
    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        """Return who holds a post on a chart, and the post that it reports to."""

    @abstractmethod
    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        """Return the managers of a post up to the top, by id."""

    @abstractmethod
    def diff(self, before: int, after: int) -> Foreign:
        """Return what differs between two days, in the form of the engine."""

    def count(self, diff: Foreign) -> int:
        """Return the number of differences."""
        return len(diff)

    @abstractmethod
    def diff_values(self, before: int, after: int) -> Foreign:
        """Return what differs between two days as Python values."""

    def sweep(self, days: Sequence[int]) -> Foreign:
        """Return the size of the chart of each day, and the differences from the one before."""
        found: list[tuple[int, int]] = []
        last: int | None = None
        for day in days:
            changed = 0 if last is None else self.count(self.diff(last, day))
            found.append((self.size(self.snapshot(day)), changed))
            last = day
        return found

    @abstractmethod
    def below(self, day: int, post: str) -> Iterable[str]:
        """Return all who report to a post on a day, directly or not."""

    @abstractmethod
    def spans(self, day: int) -> Foreign:
        """Return how many report to each manager on a day: directly, and in all."""

    @abstractmethod
    def is_sound(self, day: int) -> bool:
        """Say whether on a day every chain of managers ends at the top."""

    # the same in all engines, outside what is timed

    def plain_rows(self, rows: Foreign) -> Rows:
        """Return what `rows` does, by post."""
        return dict(rows)

    def plain_diff(self, values: Foreign) -> Differences:
        """Return what `diff_values` does, by post."""
        return dict(values)

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        """Return what `spans` does, by manager."""
        return {manager: (int(one), int(all_)) for manager, (one, all_) in dict(spans).items()}

    def plain_sweep(self, swept: Foreign) -> list[tuple[int, int]]:
        """Return what `sweep` does: the number of posts, and of posts that changed."""
        return [(int(size), int(changed)) for size, changed in swept]
