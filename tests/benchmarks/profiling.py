"""Where the time of one operation goes."""

import cProfile
import pstats
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.forms import made
from tests.benchmarks.peers.questions import OPERATIONS
from tests.benchmarks.peers.registry import ENGINES, OURS
from tests.benchmarks.peers.worker import Answering
from tests.benchmarks.tables import Table

__all__ = ["tables"]

_LINES: Final = 25


def tables(size: str, operation: str) -> Iterator[Table]:
    """
    Yield the functions that take most of the time of an operation, after it was done once.

    Args:
        size: the size of the history.
        operation: the beginning of one of the names in the table of the peers; ``load`` for
            loading from Parquet and the first questions.

    Raises:
        ValueError: no operation begins so.
    """
    answering = Answering(ENGINES[OURS].make(), made(size))
    profile = cProfile.Profile()
    if operation == "load":
        names = ["load"]
        profile.runcall(answering.load, "parquet")
    else:
        names = [name for name in OPERATIONS if name.startswith(operation)]
        if not names:
            raise ValueError(f"no operation {operation!r}; there are: {', '.join(OPERATIONS)}")
        answering.load("parquet")
        answering.run(names[0], [0])
        profile.runcall(answering.run, names[0], [1, 2, 3])
    functions = pstats.Stats(profile).get_stats_profile().func_profiles.items()
    # The memory is tidied before each run, outside what is timed.
    told = [item for item in functions if "gc.collect" not in item[0]]
    longest = sorted(told, key=lambda item: -item[1].tottime)[:_LINES]
    rows = [
        (
            f"{found.tottime:.3f}",
            f"{found.cumtime:.3f}",
            found.ncalls,
            f"{name} ({'/'.join(Path(found.file_name).parts[-2:])}:{found.line_number})",
        )
        for name, found in longest
    ]
    head = ("seconds", "with calls", "calls", "function")
    yield Table(f"{names[0]} at {size}: the longest functions", head, rows)
