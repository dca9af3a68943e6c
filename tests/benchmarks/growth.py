"""How times grow with the size of a history, for this library alone."""

from collections.abc import Iterator, Sequence
from typing import Final

from tests.benchmarks.forms import made
from tests.benchmarks.organisations import SIZES
from tests.benchmarks.peers.compare import figure
from tests.benchmarks.peers.race import Results, loads, race
from tests.benchmarks.peers.registry import OURS
from tests.benchmarks.tables import Table

__all__ = ["STEPS", "tables"]

#: Each ten times the last.
STEPS: Final = ("S", "S10", "M", "L")


def tables(sizes: Sequence[str], rounds: int) -> Iterator[Table]:
    """Yield one table: a row for each thing to do, a column for each size."""
    found: dict[str, Results] = {}
    for size in sizes:
        folder = made(size)
        loaded = loads([OURS], folder, ["parquet"], min(rounds, 3))
        asked = race([OURS], folder, rounds, check=False)
        found[size] = {**loaded.seconds, **asked}
    head = ("milliseconds", *(f"{size} {SIZES[size][1]:,}" for size in sizes))
    first = found[sizes[0]]
    rows = [(what, *(figure(found[size][what].get(OURS)) for size in sizes)) for what in first]
    yield Table("Growth with the number of changes", head, rows, "Each size is ten times the last.")
