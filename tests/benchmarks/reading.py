"""How long periodic snapshots take to read, and how much memory."""

import os
import resource
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from tests.benchmarks.tables import Table, milliseconds

__all__ = ["tables"]

#: What is read of the folder of real data: the file, and how.
_READS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "sourcegraph-team/every-commit.csv.gz",
        {"columns": {"date": "committed", "manager": "reports_to_slug", "alias": "slug"}},
    ),
    ("sourcegraph-team/snapshots.csv", {}),
    ("uk-organograms/senior-all.csv.gz", {}),
)
_KIBI: Final = 1024


def tables(folder: str | None = None) -> Iterator[Table]:
    """
    Yield what there is to print; nothing without the real data.

    Args:
        folder: the folder of real data; the one that ``ORGCHART_REAL_DATA`` names when left out.
    """
    data = folder or os.environ.get("ORGCHART_REAL_DATA")
    if data is None:
        return
    rows: list[tuple[str, ...]] = []
    for name, options in _READS:
        # A process for each, since the memory of a process is the most it ever had.
        with get_context("spawn").Pool(1) as pool:
            count, dates, seconds, megabytes = pool.apply(_read, (str(Path(data) / name), options))
        rows.append((name, f"{count:,}", str(dates), milliseconds(seconds), f"{megabytes:.0f}"))
    head = ("file", "rows", "instants", "ms", "MB at most")
    note = "From the file to a `History`, with the report. Each in a process of its own."
    yield Table("Periodic snapshots", head, rows, note)


def _read(path: str, options: dict[str, Any]) -> tuple[int, int, float, float]:
    from orgchart.io.periodic import read_snapshots_with_report  # noqa: PLC0415 - in the process

    start = perf_counter()
    history, report = read_snapshots_with_report(path, **options)
    took = perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = _KIBI if sys.platform == "linux" else _KIBI * _KIBI
    return report.rows_read, len(history.dates()), took, most / unit
