"""How each engine reads texts and tables of Parquet files, and what it says when it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol, final

import attrs

from orgchart.errors import InvalidValueError, OrgchartError
from orgchart.io.files import unreadable
from orgchart.io.tables import OPEN, TableForm
from orgchart.lake.expressions import BaseBackend, Engine, Rows, ibis
from orgchart.lake.layouts import KINDS, Layouts, require_columns

__all__ = ["Files", "files_of", "is_remote", "missing", "telling"]

#: Beside the columns of a table: in which file a row stands.
_FILE: Final = "file of the row"
#: What partitions are told apart by.
_PARTITION: Final = "until"
#: The folder that holds a file, where it is a partition; those further above are none.
_UNTIL: Final = r"/until=(\d+)/[^/]+$"
#: How many files Spark's driver looks at in one time.
_AT_ONCE: Final = 16


class Files(Protocol):
    """What reads files on an engine. Whatever goes wrong comes as the engine's own error."""

    def text(self, address: str) -> str:
        """Return what is in a file."""
        raise NotImplementedError

    def table(self, folder: str, form: TableForm) -> Rows:
        """
        Return the rows of all Parquet files in a folder, with `until`, the partition.

        Files and folders whose names begin with `_` or `.` are passed over, as what programs
        leave behind that write folders of files. Columns beside those of the form are there when
        all files are laid out alike.

        Args:
            folder: the folder of a table.
            form: which table.

        Raises:
            UnreadableFileError: there are no files, or one lacks a column, has one twice or of
                another type.
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


def _is_partitioned(file: str) -> bool:
    return re.search(_UNTIL, file) is not None


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

    def table(self, folder: str, form: TableForm) -> Rows:
        files = self._remote_files(folder) if is_remote(folder) else _local_files(folder)
        if not files:
            raise missing(folder)
        names = [_bracketed(file) for file in files]
        layouts = self._layouts(names)
        require_columns(form, layouts, lambda file: self._read([_bracketed(file)]).schema(), folder)
        alike = len(layouts) == 1
        table = self._read(names, filename=_FILE, union_by_name=not alike)
        kept = [name for name in table.columns if name not in {_FILE, _PARTITION}]
        until = table[_FILE].re_extract(_UNTIL, 1).try_cast("int64").coalesce(OPEN)
        partition = {_PARTITION: until} if any(map(_is_partitioned, files)) else {}
        return table.select(*(kept if alike else form.columns), **partition)

    def _read(self, names: Sequence[str], **options: object) -> Rows:
        return self.engine.read_parquet(names, hive_partitioning=False, **options)

    def _layouts(self, names: Sequence[str]) -> Layouts:
        asked = self.engine.con.execute(
            "SELECT file_name, name, num_children, type, converted_type, logical_type "
            "FROM parquet_schema(?)",
            [names],
        )
        rows_of: dict[str, list[Sequence[Any]]] = {}
        for file, *row in asked.fetchall():
            rows_of.setdefault(str(file), []).append(tuple(row))
        files = {tuple(rows): file for file, rows in reversed(rows_of.items())}
        return {file: tuple(_top(rows)) for rows, file in files.items()}

    def _remote_files(self, folder: str) -> list[str]:
        pattern = f"{_bracketed(folder)}/**/*.parquet"
        asked = self.engine.con.execute("SELECT file FROM glob(?) ORDER BY file", [pattern])
        files = [str(file) for (file,) in asked.fetchall()]
        # DuckDB leaves out "file://".
        depth = folder.removeprefix("file://").count("/") + 1
        return [file for file in files if _counts("/".join(file.split("/")[depth:]))]


def _top(rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Yield the names of columns, from the tree of one file: each node with its name and size."""
    inside = 0
    # The root comes first.
    for name, children, *_ in rows[1:]:
        if inside:
            inside -= 1
        else:
            yield str(name)
        inside += children or 0


def _bracketed(path: str) -> str:
    """Return a path in which no sign is one of a pattern."""
    return re.sub(r"[*?[]", r"[\g<0>]", path)


@final
@attrs.frozen
class _Spark:
    """Spark; it knows partitions by what stands below the folder it is given."""

    engine: Engine

    @property
    def _session(self) -> Engine:
        return self.engine.raw_sql("SELECT 1").sparkSession

    def text(self, address: str) -> str:
        rows = self._session.read.text(_escaped(address), wholetext=True).collect()
        return "".join(row[0] for row in rows).removeprefix("\ufeff")

    def table(self, folder: str, form: TableForm) -> Rows:
        place = folder if is_remote(folder) else str(Path(folder).absolute())
        layouts, is_partitioned = self._layouts(place)
        if not layouts:
            raise missing(folder)
        require_columns(form, layouts, lambda file: self._read(file).schema(), folder)
        table = self._read(place, form if len(layouts) > 1 else None)
        kind = table.schema().get(_PARTITION)
        # It is text where a folder is named `until=soon`.
        is_right = kind is None or (is_partitioned and kind.is_integer())
        return table if is_right else table.drop(_PARTITION)

    def _layouts(self, place: str) -> tuple[Layouts, bool]:
        """Return how the columns of files are laid out, and whether these stand in partitions."""
        session = self._session
        java = getattr(session, "_jvm", None)
        if java is None:
            # Spark Connect lets nobody see more than the columns it goes by.
            return {place: self._read(place).columns}, True
        conf = session._jsparkSession.sessionState().newHadoopConf()  # noqa: SLF001 - no other door
        conf.setIfUnset("parquet.metadata.read.parallelism", str(_AT_ONCE))
        path = java.org.apache.hadoop.fs.Path(place)
        system = path.getFileSystem(conf)
        if not system.exists(path):
            return {}, False
        folder = system.getFileStatus(path)
        reader = java.org.apache.parquet.hadoop.ParquetFileReader
        schemas: dict[str, tuple[str, Engine]] = {}
        is_partitioned = False
        for footer in reader.readAllFootersInParallel(conf, folder, True):  # noqa: FBT003 - Java's
            file = footer.getFile().toString()
            is_partitioned = is_partitioned or _is_partitioned(file)
            schema = footer.getParquetMetadata().getFileMetaData().getSchema()
            named = file if is_remote(place) else file.removeprefix("file:")
            schemas.setdefault(schema.toString(), (named, schema))
        layouts = {
            file: [field.getName() for field in schema.getFields()]
            for file, schema in schemas.values()
        }
        return layouts, is_partitioned

    def _read(self, place: str, form: TableForm | None = None) -> Rows:
        """Return the rows of a file or folder; with a form by its columns, else as they are."""
        reader = self._session.read
        if form is not None:
            kinds = {
                name: KINDS[held].replace("int64", "bigint") for name, held in form.columns.items()
            }
            reader = reader.schema(", ".join(f"`{name}` {kind}" for name, kind in kinds.items()))
        view = ibis.util.gen_name("orgchart")
        reader.parquet(_escaped(place)).createOrReplaceTempView(view)
        return self.engine.table(view)


def _escaped(path: str) -> str:
    """Return a path in which no sign is one of a pattern."""
    return re.sub(r"[*?[\]{}\\]", r"\\\g<0>", path)


def _spark(engine: Engine) -> _Spark:
    """
    Return Spark, told to hand over answers as Arrow.

    Else instants go by local time to pandas, and an hour that clocks repeat is lost.
    """
    engine.raw_sql("SET spark.sql.execution.arrow.pyspark.enabled = true")
    return _Spark(engine)


_KINDS: Final[Mapping[str, Callable[[Engine], Files]]] = {"duckdb": _DuckDB, "pyspark": _spark}
