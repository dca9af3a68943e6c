"""What goes through a whole history or chart, for this library alone."""

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

import orgchart
from orgchart import History
from orgchart.io import read_parquet, write_csv_folder, write_parquet
from orgchart.measures import spans
from orgchart.progress import follow
from tests.benchmarks.forms import OWN, made
from tests.benchmarks.tables import Table, milliseconds

__all__ = ["STEPS", "tables"]

STEPS: Final = ("S", "M")
#: Runs of each thing to do; each asks for other days, and the first one does not count.
ROUNDS: Final = 4
FIRST: Final = date(2015, 1, 1)
_YEAR: Final = 365


def _works(history: History, folder: Path) -> Iterator[tuple[str, Callable[[date], object]]]:
    def year(day: date) -> date:
        return day + timedelta(days=_YEAR)

    def charts(day: date) -> tuple[orgchart.Snapshot, orgchart.Snapshot]:
        return history.at(day), history.at(day + timedelta(days=1))

    def added(day: date) -> bool:
        before, after = charts(day)
        return before + orgchart.diff(before, after) == after

    def compared(day: date) -> bool:
        before, after = charts(day)
        return before == after

    yield "two charts compared (==)", compared
    yield "two charts: diff, + and ==", added
    yield "empty seats of a chart", lambda day: history.at(day).vacancies
    yield "spans of a chart", lambda day: spans(history.at(day))
    yield "check of a chart", lambda day: orgchart.check(history.at(day))
    yield "check of the history", lambda _: orgchart.check(history)
    yield (
        "changes of a month, told",
        lambda day: [str(change) for change in history.changes(day, day + timedelta(days=30))],
    )
    yield "differences of a year in sentences", lambda day: history.diff(day, year(day)).describe()
    yield "all instants of change", lambda _: len(history.with_facts().dates())
    yield "write Parquet", lambda day: write_parquet(history, folder / f"parquet-{day}")
    yield "write CSV files", lambda day: write_csv_folder(history, folder / f"csv-{day}")
    yield "write JSON", lambda day: orgchart.dump(history, folder / f"{day}.json")


def tables(sizes: Sequence[str]) -> Iterator[Table]:
    """Yield one table: a row for each thing to do, a column for each size."""
    found: dict[str, list[str]] = {}
    for size in sizes:
        history = read_parquet(made(size) / OWN)
        with tempfile.TemporaryDirectory() as folder:
            works = list(_works(history, Path(folder)))
            for what, work in follow(works, f"asking {size}", len(works)):
                taken: list[float] = []
                for number in range(ROUNDS):
                    start = perf_counter()
                    work(FIRST + timedelta(days=100 * number))
                    taken.append(perf_counter() - start)
                found.setdefault(what, []).append(milliseconds(statistics.median(taken[1:])))
    rows = [(what, *times) for what, times in found.items()]
    note = "Medians of three runs after a first one, each of another day."
    yield Table("Whole histories and charts, in milliseconds", ("", *sizes), rows, note)
