# ruff: noqa: D102, S608 - what the methods do is told once, in `adapter`; texts of our own only go into SQL
"""DuckDB and SQLite: two tables, asked in the same SQL."""

import json
import sqlite3
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Final

from tests.benchmarks.organisations import OPEN
from tests.benchmarks.peers.adapter import (
    EPOCH,
    FAR,
    Adapter,
    Differences,
    Foreign,
    Form,
    Rows,
)

__all__ = ["DuckDb", "Sqlite"]

FIELDS: Final = ("title", "unit", "reports_to", "person", "status")

_CHART: Final = """
SELECT p.position, p.title, p.unit, p.reports_to, a.person, a.status
FROM (SELECT * FROM positions WHERE start <= {day} AND "end" > {day} {within}) p
LEFT JOIN (SELECT * FROM assignments WHERE start <= {day} AND "end" > {day} {within}) a
USING (position)
"""
_TOUCHED: Final = " UNION ".join(
    f'SELECT position FROM {table} WHERE "{side}" > {{before}} AND "{side}" <= {{after}}'
    for table in ("positions", "assignments")
    for side in ("start", "end")
)
_DIFFERS: Final = " OR ".join(f"o.{field} IS DISTINCT FROM n.{field}" for field in FIELDS)
_DIFF: Final = f"""
SELECT coalesce(o.position, n.position) AS position,
       o.position IS NOT NULL AS was, {", ".join(f"o.{field}" for field in FIELDS)},
       n.position IS NOT NULL AS now, {", ".join(f"n.{field}" for field in FIELDS)}
FROM ({{old}}) o FULL JOIN ({{new}}) n ON o.position = n.position
WHERE o.position IS NULL OR n.position IS NULL
   OR {_DIFFERS}
"""
_MANAGERS: Final = """
SELECT position, reports_to FROM positions WHERE start <= {day} AND "end" > {day}
"""
_CHAIN: Final = """
WITH RECURSIVE up(manager, step) AS (
  SELECT reports_to, 1 FROM chart WHERE position = ?
  UNION ALL
  SELECT c.reports_to, step + 1 FROM chart c JOIN up ON c.position = up.manager)
SELECT manager FROM up WHERE manager IS NOT NULL ORDER BY step
"""
_BELOW: Final = """
WITH RECURSIVE managers AS MATERIALIZED ({managers}),
branch(position) AS (
  SELECT position FROM managers WHERE reports_to = ?
  UNION ALL
  SELECT m.position FROM managers m JOIN branch b ON m.reports_to = b.position)
SELECT position FROM branch
"""
_SPANS: Final = """
WITH RECURSIVE managers AS MATERIALIZED ({managers}),
pairs(position, manager, step) AS (
  SELECT position, reports_to, 1 FROM managers WHERE reports_to IS NOT NULL
  UNION ALL
  SELECT p.position, m.reports_to, p.step + 1
  FROM pairs p JOIN managers m ON m.position = p.manager WHERE m.reports_to IS NOT NULL)
SELECT manager, sum(CASE WHEN step = 1 THEN 1 ELSE 0 END), count(*) FROM pairs GROUP BY manager
"""
_SOUND: Final = """
WITH RECURSIVE managers AS MATERIALIZED ({managers}),
hanging(position, step) AS (
  SELECT position, 1 FROM managers WHERE reports_to IS NULL
  UNION ALL
  SELECT m.position, h.step + 1 FROM managers m JOIN hanging h ON m.reports_to = h.position)
SELECT (SELECT count(*) FROM hanging) = (SELECT count(*) FROM managers)
"""


class _Sql(Adapter):
    """What both share; an answer of rows is a list of tuples."""

    #: Days apart from which whole charts are compared, and not only the posts that are touched.
    far: ClassVar[int] = FAR

    #: How two charts are compared.
    differing: ClassVar[str] = _DIFF

    @abstractmethod
    def _ask(self, query: str, values: Sequence[object] = ()) -> list[Foreign]:
        """Return the rows of an answer."""

    def _ask_diff(self, query: str) -> Foreign:
        return self._ask(query)

    def _chart(self, day: int, within: str = "") -> str:
        return _CHART.format(day=day, within=within)

    def snapshot(self, day: int) -> Foreign:
        self._ask("DROP TABLE IF EXISTS chart")
        self._ask(f"CREATE TEMP TABLE chart AS {self._chart(day)}")
        return None

    def size(self, chart: Foreign) -> int:
        del chart
        return int(self._ask("SELECT count(*) FROM chart")[0][0])

    def rows(self, day: int) -> Rows:
        return {row[0]: row[1:] for row in self._ask(self._chart(day))}

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        del chart
        query = "SELECT person, reports_to FROM chart WHERE position = ?"
        person, manager = self._ask(query, (post,))[0]
        return person, manager

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        del chart
        return [row[0] for row in self._ask(_CHAIN, (post,))]

    def _diff(self, before: int, after: int) -> str:
        within = ""
        if after - before < self.far:
            touched = _TOUCHED.format(before=before, after=after)
            within = f"AND position IN ({touched})"
        return self.differing.format(
            old=self._chart(before, within), new=self._chart(after, within)
        )

    def diff(self, before: int, after: int) -> Foreign:
        return self._ask_diff(self._diff(before, after))

    def diff_values(self, before: int, after: int) -> Differences:
        return {
            row[0]: (row[2:7] if row[1] else None, row[8:] if row[7] else None)
            for row in self._ask(self._diff(before, after))
        }

    def below(self, day: int, post: str) -> Iterable[str]:
        query = _BELOW.format(managers=_MANAGERS.format(day=day))
        return [row[0] for row in self._ask(query, (post,))]

    def spans(self, day: int) -> Foreign:
        return self._ask(_SPANS.format(managers=_MANAGERS.format(day=day)))

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        return {post: (int(one), int(all_)) for post, one, all_ in spans}

    def is_sound(self, day: int) -> bool:
        return bool(self._ask(_SOUND.format(managers=_MANAGERS.format(day=day)))[0][0])


class DuckDb(_Sql):
    """A database of columns in the process; differences are Arrow tables."""

    name: ClassVar[str] = "DuckDB"
    # To compare whole charts is never slower here.
    far: ClassVar[int] = 0

    def __init__(self) -> None:
        self._duckdb: Foreign = import_module("duckdb")
        import_module("pyarrow")
        self._base: Foreign = self._duckdb.connect()

    def load(self, folder: Path, form: Form) -> None:
        for table, names in _TABLES.items():
            reads = "read_json" if form == "json" else "read_parquet"
            self._base.execute(
                f"CREATE TABLE {table} AS SELECT {', '.join(names)}, "
                "date_diff('day', DATE '1970-01-01', CAST(start AS DATE))::INTEGER AS start, "
                "coalesce(date_diff('day', DATE '1970-01-01', "
                f'CAST("end" AS DATE)), {OPEN})::INTEGER AS "end" '
                f"FROM {reads}('{folder / table}.{form}')"
            )

    def _ask(self, query: str, values: Sequence[object] = ()) -> list[Foreign]:
        found: list[Foreign] = self._base.execute(query, list(values)).fetchall()
        return found

    def _ask_diff(self, query: str) -> Foreign:
        return self._base.sql(query).to_arrow_table()

    def sweep(self, days: Sequence[int]) -> Foreign:
        found: list[tuple[int, int]] = []
        between = _DIFF.format(old="SELECT * FROM last_chart", new="SELECT * FROM chart")
        for day in days:
            self._ask("DROP TABLE IF EXISTS last_chart")
            if found:
                self._ask("ALTER TABLE chart RENAME TO last_chart")
            chart = self.snapshot(day)
            changed = len(self._ask_diff(between)) if found else 0
            found.append((self.size(chart), changed))
        return found


#: The same without a full join, for which SQLite would go through all pairs.
_DIFF_BY_HALVES: Final = f"""
WITH o AS MATERIALIZED ({{old}}), n AS MATERIALIZED ({{new}})
SELECT o.position, 1, {", ".join(f"o.{field}" for field in FIELDS)},
       n.position IS NOT NULL, {", ".join(f"n.{field}" for field in FIELDS)}
FROM o LEFT JOIN n ON o.position = n.position
WHERE n.position IS NULL OR {_DIFFERS}
UNION ALL
SELECT n.position, 0, {", ".join("NULL" for _ in FIELDS)},
       1, {", ".join(f"n.{field}" for field in FIELDS)}
FROM n LEFT JOIN o ON o.position = n.position WHERE o.position IS NULL
"""


class Sqlite(_Sql):
    """A database of rows in memory, with indexes."""

    name: ClassVar[str] = "SQLite"
    differing: ClassVar[str] = _DIFF_BY_HALVES

    def load(self, folder: Path, form: Form) -> None:
        self._base = sqlite3.connect(":memory:", isolation_level=None)
        for table, names in _TABLES.items():
            columns = [*names, "start", '"end"']
            self._base.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            rows = _json_rows(folder, table) if form == "json" else _parquet_rows(folder, table)
            self._base.execute("BEGIN")
            self._base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            self._base.execute("COMMIT")
            for indexed in ("position, start", "start", '"end"'):
                name = f"{table}_{indexed.partition(',')[0].strip(chr(34))}"
                self._base.execute(f"CREATE INDEX {name} ON {table} ({indexed})")

    def snapshot(self, day: int) -> Foreign:
        super().snapshot(day)
        self._ask("CREATE INDEX chart_position ON chart (position)")

    def _ask(self, query: str, values: Sequence[object] = ()) -> list[Foreign]:
        return self._base.execute(query, values).fetchall()


_TABLES: Final = {
    "positions": ("position", "title", "unit", "reports_to"),
    "assignments": ("person", "position", "status"),
}


def _parquet_rows(folder: Path, table: str) -> Iterable[tuple[object, ...]]:
    pa: Foreign = import_module("pyarrow")
    read: Foreign = import_module("pyarrow.parquet")
    found = read.read_table(folder / f"{table}.parquet")
    columns = [found[name].to_pylist() for name in _TABLES[table]]
    start = found["start"].cast(pa.int32()).to_pylist()
    end = found["end"].cast(pa.int32()).fill_null(OPEN).to_pylist()
    return zip(*columns, start, end, strict=True)


def _json_rows(folder: Path, table: str) -> Iterable[tuple[object, ...]]:
    records: list[dict[str, str]] = json.loads(
        (folder / f"{table}.json").read_text(encoding="utf-8")
    )
    texts = {record[side] for record in records for side in ("start", "end")}
    days = {text: (date.fromisoformat(text) - EPOCH).days if text else OPEN for text in texts}
    for record in records:
        own = (record[name] for name in _TABLES[table])
        yield (*own, days[record["start"]], days[record["end"]])
