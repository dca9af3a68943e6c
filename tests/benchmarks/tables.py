"""What benchmarks have in common: a table to print, and medians of runs that take turns."""

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TypeVar, final

import attrs

from orgchart.progress import follow

__all__ = ["Table", "medians", "milliseconds"]

K = TypeVar("K")


@final
@attrs.frozen
class Table:
    """
    What was measured.

    Args:
        title: what it is about.
        head: the names of the columns.
        rows: a text for each column.
        note: how it was measured.

    >>> print(Table("Pages", ("cards", "pages"), (("50", "1"), ("1000", "21"))))
    Pages
    <BLANKLINE>
      cards  pages
         50      1
       1000     21
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        wide = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        lines = [
            "  " + "  ".join(text.rjust(width) for text, width in zip(row, wide, strict=True))
            for row in (self.head, *self.rows)
        ]
        return "\n".join([self.title, "", *lines, *(["", self.note] if self.note else [])])


def medians(
    runs: Mapping[K, Callable[[], Mapping[str, float]]], rounds: int, what: str
) -> dict[K, dict[str, float]]:
    """
    Run everything in turn, some rounds long, and return the median of each part in seconds.

    In turn, so that a minute in which the machine is busy falls on all alike. The first round only
    warms up and does not count.

    Args:
        runs: what to run; each returns the seconds that its parts took.
        rounds: how many rounds count.
        what: a word for the progress bar.
    """
    measured: dict[K, list[Mapping[str, float]]] = {name: [] for name in runs}
    turns = [(number, name) for number in range(rounds + 1) for name in runs]
    for number, name in follow(turns, what, len(turns)):
        gc.collect()
        took = runs[name]()
        if number:
            measured[name].append(took)
    return {
        name: {part: statistics.median(run[part] for run in found) for part in found[0]}
        for name, found in measured.items()
    }


def milliseconds(seconds: float) -> str:
    """
    Return a time to print.

    >>> milliseconds(0.01234), milliseconds(1.5)
    ('12.3', '1500')
    """
    thousandths = seconds * 1000
    return f"{thousandths:.1f}" if thousandths < 100 else f"{thousandths:.0f}"


def clock(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start
