"""How each engine reads texts and tables of Parquet files, and what it says when it cannot."""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol, final

import attrs

from orgchart.errors import InvalidValueError, OrgchartError
from orgchart.io.files import unreadable
from orgchart.io.tables import OPEN
from orgchart.lake.expressions import BaseBackend, Engine, Rows, ibis

__all__ = ["Files", "files_of", "is_remote", "missing", "telling"]

#: Beside the columns of a table: in which file a row stands.
_FILE: Final = "file of the row"
#: The folder that holds a file, where it is a partition; those further above are none.
_UNTIL: Final = r"/until=(\d+)/[^/]+$"


class Files(Protocol):
    """What reads files on an engine. Whatever goes wrong comes as the engine's own error."""

    def text(self, address: str) -> str:
        """Return what is in a file."""
        raise NotImplementedError

    def table(self, folder: str, needed: Collection[str]) -> Rows:
        """
        Return the rows of all Parquet files in a folder, with `until`, the partition.

        Files and folders whose names begin with `_` or `.` are passed over, as what programs
        leave behind that write folders of files.

        Args:
            folder: the folder of a table.
            needed: the columns that each file must have.

        Raises:
            UnreadableFileError: there are no files, or one lacks a column.
        """
        raise NotImplementedError


def files_of(connection: BaseBackend | None) -> Files:
    """
    Return what reads files on the engine of a connection; DuckDB where there is none.

    Raises:
        InvalidValueError: it is no connection of Ibis to DuckDB or Spark.
    """
    engine: Engine = ibis.duckdb.connect() if connection is None else connection
    kind = _KINDS.get(engine.name) if isinstance(engine, BaseBackend) else None
    if kind is None:
        reason = (
            "give ibis.duckdb.connect() or ibis.pyspark.connect(session), or leave it out for "
            "DuckDB in this process"
        )
        raise InvalidValueError("a lake", "connection", connection, reason)
    return kind(engine)


def is_remote(place: str) -> bool:
    """Say whether a folder is an address, which the engine reads and not Python."""
    return "://" in place


@contextmanager
def telling(place: str) -> Generator[None]:
    """
    Tell of an engine's own error as one of the package.

    Raises:
        UnreadableFileError: the engine cannot read something.
    """
    try:
        yield
    except (OrgchartError, MemoryError, RuntimeError):
        # The last is DuckDB's word for a query that somebody interrupts.
        raise
    except Exception as error:
        said = str(getattr(error, "java_exception", error)).strip().partition("\n")[0]
        reason = f"the engine cannot read it: {said or type(error).__name__}"
        raise unreadable(place, reason) from error


def missing(folder: str) -> Exception:
    """Return the error for a table without files."""
    return unreadable(folder, "it is missing, or has no Parquet files; write the folder anew")


def _counts(inside: str) -> bool:
    """Say whether a file counts, by its path inside the folder of its table."""
    return not any(part[:1] in {"_", "."} for part in inside.split("/"))


def _local_files(folder: str) -> list[str]:
    place = Path(folder).absolute()
    found = (path for path in place.rglob("*.parquet") if path.is_file())
    return sorted(path.as_posix() for path in found if _counts(path.relative_to(place).as_posix()))


@final
@attrs.frozen
class _DuckDB:
    """
    DuckDB.

    Its own way with partitions takes every `name=value` of the whole path as a column, those above
    the lake too. So each file is named, and what its folder says is read from its name, which
    DuckDB looks at before it opens a file.
    """

    engine: Engine

    def text(self, address: str) -> str:
        asked = self.engine.con.execute("SELECT content FROM read_text(?)", [_bracketed(address)])
        rows = asked.fetchall()
        if not rows:
            raise unreadable(address, "there is no such file")
        return str(rows[0][0])

    def table(self, folder: str, needed: Collection[str]) -> Rows:
        files = self._remote_files(folder) if is_remote(folder) else _local_files(folder)
        if not files:
            raise missing(folder)
        names = [_bracketed(file) for file in files]
        self._require(names, needed)
        table = self.engine.read_parquet(names, hive_partitioning=False, filename=_FILE)
        if any(re.search(_UNTIL, file) for file in files):
            until = table[_FILE].re_extract(_UNTIL, 1).try_cast("int64").coalesce(OPEN)
            table = table.mutate(until=until)
        return table.drop(_FILE)

    def _remote_files(self, folder: str) -> list[str]:
        pattern = f"{_bracketed(folder)}/**/*.parquet"
        asked = self.engine.con.execute("SELECT file FROM glob(?) ORDER BY file", [pattern])
        files = [str(file) for (file,) in asked.fetchall()]
        # DuckDB leaves out "file://".
        depth = folder.removeprefix("file://").count("/") + 1
        return [file for file in files if _counts("/".join(file.split("/")[depth:]))]

    def _require(self, names: Sequence[str], needed: Collection[str]) -> None:
        asked = self.engine.con.execute(
            "SELECT file_name, list(name) FROM parquet_schema(?) GROUP BY ALL ORDER BY ALL", [names]
        )
        for file, columns in asked.fetchall():
            lacking = sorted(set(needed).difference(columns))
            if lacking:
                raise unreadable(file, f"it has no column {lacking[0]!r}; write the folder anew")


def _bracketed(path: str) -> str:
    """Return a path in which no sign is one of a pattern."""
    return re.sub(r"[*?[]", r"[\g<0>]", path)


@final
@attrs.frozen
class _Spark:
    """Spark; it knows partitions by what stands below the folder it is given."""

    engine: Engine

    def text(self, address: str) -> str:
        session = self.engine.raw_sql("SELECT 1").sparkSession
        rows = session.read.text(_escaped(address), wholetext=True).collect()
        return "".join(row[0] for row in rows).removeprefix("\ufeff")

    def table(self, folder: str, needed: Collection[str]) -> Rows:
        if not is_remote(folder) and not _local_files(folder):
            raise missing(folder)
        table = self.engine.read_parquet(_escaped(folder))
        lacking = sorted(set(needed).difference(table.columns))
        if lacking:
            raise unreadable(folder, f"it has no column {lacking[0]!r}; write the folder anew")
        return table


def _escaped(path: str) -> str:
    """Return a path in which no sign is one of a pattern."""
    return re.sub(r"[*?[\]{}\\]", r"\\\g<0>", path)


_KINDS: Final[dict[str, type[_DuckDB | _Spark]]] = {"duckdb": _DuckDB, "pyspark": _Spark}
