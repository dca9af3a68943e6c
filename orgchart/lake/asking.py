"""`Lake`: a history as tables on an engine, and the questions it answers."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import final

import attrs

from orgchart.history import Moment
from orgchart.lake.charts import ChartTables, chart_at
from orgchart.lake.counts import spans_at, vacancies_at
from orgchart.lake.edits import changes_between, edits_between
from orgchart.lake.engines import files_of
from orgchart.lake.expressions import BaseBackend, Table
from orgchart.lake.folder import head_at, opened, place_of
from orgchart.periods import comparable
from orgchart.when import When

__all__ = ["Lake", "open_lake"]


@final
@attrs.frozen(repr=False, eq=False)
class Lake:
    """
    A history as tables on an engine; it answers what `History` answers, in tables.

    Every answer is an Ibis expression that nothing is computed of until it is executed, saved
    or counted: ``answer.to_pyarrow()``, ``answer.to_parquet(path)``, ``answer.count().execute()``.
    Whatever Ibis can say goes on from it. Rows come in no order.

    Make one with `open_lake`.

    Attributes:
        name: the name of the organisation.
        zone: the IANA name of the zone of its dates, or None.
        floating: whether its dates are local dates without a zone; None when there are none.
        tables: the tables of the folder by name, every fact in them: also what lost to rival
            claims or was taken back.
    """

    name: str
    zone: str | None
    floating: bool | None
    tables: Mapping[str, Table]

    def __repr__(self) -> str:
        return f"<Lake{' of ' + self.name if self.name else ''}>"

    def at(self, moment: Moment) -> ChartTables:
        """
        Return the chart at the close of a moment.

        Args:
            moment: text as `When` takes it, a date, a datetime, or a `When`; what has no zone is
                in the history's.

        Raises:
            InvalidWhenError: see `History.at`.

        Complexity: one pass over the facts that end later.
        """
        return chart_at(self.tables, self._when(moment))

    def diff(self, before: Moment, after: Moment) -> Table:
        """
        Return the edits that lead from the chart at one moment to that at another.

        Returns:
            A row for each edit of `History.diff`: ``kind``, ``first`` and ``second`` are the parts
            of `Edit.key`, ``second`` null where it has one id; ``ordinal`` is 1, or what the key
            has behind; ``before`` and ``after`` are structs with the fields of all kinds of facts,
            null where there is no fact.

        Raises:
            InvalidWhenError: see `History.at`.

        Complexity: one pass over the facts that end later, to find those about what changes in
        between; all else is linear in these.
        """
        return edits_between(self.tables, self._when(before).close, self._when(after).close)

    def changes(self, start: Moment, end: Moment) -> Table:
        """
        Return what happened after the close of one moment and by the close of another.

        A vague date is told once, when it has surely passed, as in `History.changes`.

        Returns:
            A row for each edit, as in `diff`, with ``position``, its place on the time line;
            ``at``, the instant in UTC, or in local time where the history has no zone; and
            ``day``, the day on which it falls by the clocks of the history's zone. What begins or
            ends on a day changes the chart at its close: ``at`` is then the midnight behind it.

        Raises:
            InvalidWhenError: see `History.at`.

        Complexity: see `diff`; each change is compared with all that is about the same.
        """
        first, last = self._when(start).close, self._when(end).close
        return changes_between(self.tables, self.zone, first, last)

    def spans(self, moment: Moment) -> Table:
        """
        Return how many posts report to each post or unit directly, on solid lines.

        Returns:
            ``manager``, ``certain`` and ``possible`` for each that has reports.

        Raises:
            InvalidWhenError: see `History.at`.
        """
        return spans_at(self.tables["lines"], self._when(moment).close)

    def vacancies(self, moment: Moment) -> Table:
        """
        Return the empty seats, as in `Snapshot.vacancies`.

        Returns:
            ``post``, ``certain`` and ``possible`` for each post with empty seats: how many are
            surely empty, and how many more may be.

        Raises:
            InvalidWhenError: see `History.at`.
        """
        close = self._when(moment).close
        return vacancies_at(self.tables["posts"], self.tables["tenures"], close)

    def _when(self, moment: Moment) -> When:
        return comparable(moment, self.zone, floating=self.floating)


def open_lake(folder: str | PathLike[str], connection: BaseBackend | None = None) -> Lake:
    """
    Open a folder of interval tables that `orgchart.io.write_parquet` wrote.

    Files and folders below it whose names begin with `_` or `.` are passed over. A folder that is
    written anew, or gets further files, is to be opened anew.

    Args:
        folder: the folder; with a connection also an address that its engine reads, such as
            ``s3://bucket/acme``.
        connection: an Ibis connection to DuckDB (`ibis.duckdb.connect`) or Spark
            (`ibis.pyspark.connect`); DuckDB in this process when left out. Lakes whose tables are
            joined need one connection. One of DuckDB serves one thread at a time: open a lake in
            each thread, without a connection or with one of its own.

    Raises:
        UnreadableFileError: the folder, a table or a column is missing, a column is there twice
            or of another type, the folder has another form or version, a file cannot be read, or
            there are more or fewer rows than `history.json` tells of.
        InvalidValueError: the folder is no path, or the connection none to DuckDB or Spark.

    Complexity: one look at the end of each file, where it tells of its columns and rows; what is
    asked for is read when an answer is executed.
    """
    place = place_of(folder)
    files = files_of(connection)
    head = head_at(place, files)
    tables = opened(place, files, head.rows)
    return Lake(head.bare.name, head.bare.zone, head.floating, tables)
