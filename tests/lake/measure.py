"""
Print how long a lake takes to answer, on tables of growing size.

Run it from the project's folder, with made-up organisations from `tests.benchmarks.forms`:
``python -m tests.lake.measure duckdb build/bench/M/history build/bench/L/history*10``. ``*10`` puts
ten copies of an organisation side by side, each with ids of its own. Each answer is computed whole
and stays in the engine; shown are medians of the rounds after the first: seconds, and seconds of
processors, which tell more where the machine does other work too. It needs Linux.
"""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, TypeAlias

import duckdb
import ibis

from orgchart.io.tables import HEAD_FILE
from orgchart.lake import Lake, open_lake

Answer: TypeAlias = Any

engines: Final[Any] = ibis

_IDS: Final = ("id", "person", "post", "unit", "parent", "manager")
_KEYS: Final[Mapping[str, str]] = {
    "people": "id",
    "units": "id",
    "posts": "id",
    "tenures": "person, post",
    "lines": "post, kind, CASE kind WHEN 'dotted' THEN manager END",
    "leaves": "person, post",
}


def copied(source: Path, target: Path, times: int) -> None:
    """Write so many copies of a folder of tables side by side, in partitions."""
    engine = duckdb.connect()
    target.mkdir(parents=True)
    head = json.loads((source / HEAD_FILE).read_bytes())
    head["rows"] = {name: count * times for name, count in head.get("rows", {}).items()}
    (target / HEAD_FILE).write_text(json.dumps(head), encoding="utf-8")
    for name, key in _KEYS.items():
        files = f"read_parquet('{source / name}/**/*.parquet', hive_partitioning = false)"
        columns = [row[0] for row in engine.execute(f"DESCRIBE FROM {files}").fetchall()]
        ids = ", ".join(
            f"CASE WHEN {column} IN ('nobody', 'unknown') THEN {column} "
            f"ELSE copy || ':' || {column} END AS {column}"
            for column in columns
            if column in _IDS
        )
        place = f"(row_number() OVER (PARTITION BY {key} ORDER BY row) - 1)::INTEGER AS place"
        until = (
            "CASE WHEN end_high >= 1::BIGINT << 62 THEN 9999 "
            "ELSE year(make_timestamp(end_high >> 1)) END AS until"
        )
        engine.execute(
            f"COPY (SELECT c.* REPLACE ({ids}) "  # noqa: S608 - names of our own
            f"FROM (SELECT *, {until}{'' if 'place' in columns else f', {place}'} FROM {files}) c, "
            f"range({times}) copies(copy)) TO '{target / name}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (until))"
        )


def spark_session() -> Any:  # noqa: ANN401 - Spark comes without types of its own
    """Return a Spark on this machine's cores."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is asked for

    session = (
        SparkSession.builder.appName("orgchart")
        .master("local[2]")
        .config("spark.driver.memory", "6g")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def computer(connection: Any, spark: Any) -> Callable[[Answer], None]:  # noqa: ANN401 - any engine
    """Return what computes a whole answer and leaves it in the engine."""
    if spark is None:
        return lambda answer: connection.raw_sql(
            f"CREATE OR REPLACE TEMP TABLE answer AS {engines.to_sql(answer, dialect='duckdb')}"
        )
    return lambda answer: (
        spark.sql(engines.to_sql(answer, dialect="pyspark")).write.format("noop").mode("overwrite")
    ).save()


def processor_seconds(processes: list[int]) -> float:
    """Return how long all processors worked for some processes."""
    fields = (
        Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in processes
    )
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def questions(lake: Lake) -> Mapping[str, Callable[[str], list[Answer]]]:
    """Return what is asked about a year."""
    return {
        "at, tenures": lambda year: [lake.at(f"{year}-03-15").tenures],
        "at, all six tables": lambda year: [
            getattr(lake.at(f"{year}-03-15"), name) for name in _KEYS
        ],
        "spans": lambda year: [lake.spans(f"{year}-03-15")],
        "vacancies": lambda year: [lake.vacancies(f"{year}-03-15")],
        "diff of a day": lambda year: [lake.diff(f"{year}-03-15", f"{year}-03-16")],
        "diff of five years": lambda year: [lake.diff(f"{year}-03-15", f"{int(year) + 5}-03-15")],
        "changes of a month": lambda year: [lake.changes(f"{year}-03-01", f"{year}-04-01")],
    }


def measured(folder: Path, engine: str, rounds: int, only: str) -> None:
    """Print the times of one folder."""
    spark = spark_session() if engine == "spark" else None
    connection = engines.duckdb.connect() if spark is None else engines.pyspark.connect(spark)
    lake = open_lake(folder, connection)
    compute = computer(connection, spark)
    processes = [os.getpid()] + ([] if spark is None else [spark.sparkContext._gateway.proc.pid])  # noqa: SLF001 - it has no other door
    held = {name: lake.tables[name].count().execute() for name in ("tenures", "posts")}
    sys.stdout.write(
        f"{engine}, {held['tenures']:,} tenures, {held['posts']:,} versions of posts\n"
    )
    for name, ask in questions(lake).items():
        if only not in name:
            continue
        times: list[float] = []
        worked: list[float] = []
        for count in range(rounds + 1):
            began, before = perf_counter(), processor_seconds(processes)
            for answer in ask(str(2016 + count % 4)):
                compute(answer)
            times.append(perf_counter() - began)
            worked.append(processor_seconds(processes) - before)
        shown = f"{median(times[1:]):9.2f} s, of processors {median(worked[1:]):9.2f} s"
        sys.stdout.write(f"  {name:20} {shown} (first {times[0]:.2f}, {worked[0]:.2f})\n")
        sys.stdout.flush()


def main() -> None:
    """Read the command line, and measure."""
    parser = ArgumentParser(description="Print how long a lake takes to answer.")
    parser.add_argument("engine", choices=("duckdb", "spark"))
    parser.add_argument("folders", nargs="+", help="folders of tables; FOLDER*10 for ten copies")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--only", default="", help="a part of the names of questions")
    given = parser.parse_args()
    for text in given.folders:
        folder, _, times = text.partition("*")
        with TemporaryDirectory(prefix="orgchart-lake-") as place:
            target = Path(place) / "tables"
            copied(Path(folder), target, int(times or 1))
            measured(target, given.engine, given.rounds, given.only)


if __name__ == "__main__":
    main()
