"""The engines that a lake is asked on."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import ibis
import pytest
from ibis.backends import BaseBackend

from orgchart import History
from orgchart.io import write_parquet

engines: Final[Any] = ibis

ENGINES = ("duckdb", "spark")
HERE = Path(__file__).parent

#: What the libraries below say to each other, and nobody here can mend.
THEIR_OWN = (
    "ignore:fetch_arrow_table:DeprecationWarning",
    "ignore:The copy keyword is deprecated",
    "ignore:The 'future.infer_string' option is deprecated",
    "ignore:unclosed:ResourceWarning",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests of this folder pass over what other libraries warn each other of."""
    for item in items:
        if item.path.is_relative_to(HERE):
            for warning in THEIR_OWN:
                item.add_marker(pytest.mark.filterwarnings(warning))


def _why_missing(engine: str) -> str | None:
    """Say why an engine cannot be used here; None when it can."""
    if engine == "duckdb":
        return None
    if find_spec("pyspark") is None:
        return "pyspark is not installed"
    found = shutil.which("java") or os.environ.get("JAVA_HOME")
    return None if found else "there is no Java for Spark"


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Start one small Spark for all tests."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is there

    session = (
        SparkSession.builder.appName("orgchart")
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        # A few thousand rows are asked many things: plans are interpreted, not compiled.
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.files.minPartitionNum", "1")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(params=ENGINES, scope="session")
def connection(request: pytest.FixtureRequest) -> BaseBackend:
    """Run a test on each engine that this machine has; ORGCHART_REQUIRE_SPARK demands Spark."""
    engine = str(request.param)
    if reason := _why_missing(engine):
        if os.environ.get("ORGCHART_REQUIRE_SPARK"):
            pytest.fail(f"a required engine is missing: {reason}")
        pytest.skip(reason)
    if engine == "duckdb":
        made = engines.duckdb.connect()
    else:
        made = engines.pyspark.connect(request.getfixturevalue("spark"))
    assert isinstance(made, BaseBackend)
    return made


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what writes a history as tables into a folder of its own."""

    def written(history: History, *, partitioned: bool = True) -> Path:
        place = tmp_path_factory.mktemp("lake") / "tables"
        write_parquet(history, place, partitioned=partitioned)
        return place

    return written
