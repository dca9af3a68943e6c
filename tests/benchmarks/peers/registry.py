"""Which engines there are, and which of them are installed."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final, cast, final

import attrs

from tests.benchmarks.peers.adapter import Adapter

__all__ = ["ENGINES", "OURS", "PROTOTYPE", "Engine", "lacking"]


@final
@attrs.frozen
class Engine:
    """
    Where the adapter of an engine is.

    Attributes:
        module, adapter: the module in this package, and the class in it.
        needs: the packages that must be installed.
        largest: the largest size at which it takes part unless it is named.
    """

    module: str
    adapter: str
    needs: tuple[str, ...]
    largest: str = "L"

    def make(self) -> Adapter:
        """Return an adapter without a history."""
        module = import_module(f"tests.benchmarks.peers.{self.module}")
        return cast("Callable[[], Adapter]", getattr(module, self.adapter))()


OURS: Final = "orgchart"
PROTOTYPE: Final = "prototype"
ENGINES: Final[Mapping[str, Engine]] = {
    OURS: Engine("ours", "Ours", ("numpy", "pyarrow")),
    PROTOTYPE: Engine("prototype", "Prototype", ("numpy", "pyarrow")),
    "polars": Engine("polars_frames", "Polars", ("polars",)),
    "polars, categories": Engine("polars_frames", "PolarsCategorical", ("polars",)),
    "DuckDB": Engine("sql", "DuckDb", ("duckdb", "pyarrow")),
    "SQLite": Engine("sql", "Sqlite", ("pyarrow",), "M"),
    "pandas": Engine("pandas_frames", "Pandas", ("pandas", "pyarrow")),
    "raphtory": Engine("graph", "Raphtory", ("raphtory", "pyarrow"), "M"),
}


def lacking(name: str) -> tuple[str, ...]:
    """Return the packages that an engine needs and that are not installed."""
    return tuple(package for package in ENGINES[name].needs if find_spec(package) is None)
