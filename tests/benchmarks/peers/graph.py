# ruff: noqa: D102 - what the methods do is told once, in `adapter`
"""raphtory: a graph over time, from posts to managers and to people."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Final

from tests.benchmarks.organisations import OPEN
from tests.benchmarks.peers.adapter import (
    Adapter,
    Differences,
    Foreign,
    Form,
    Rows,
    compared,
)

__all__ = ["Raphtory"]

#: A node above the top, since an edge needs an end.
_TOP: Final = "TOP"


class Raphtory(Adapter):
    """A persistent graph with a layer of lines and a layer of holders."""

    name: ClassVar[str] = "raphtory"
    lacks: ClassVar[frozenset[str]] = frozenset({"span of every manager", "cycle check"})

    def __init__(self) -> None:
        self._pa: Foreign = import_module("pyarrow")
        self._parquet: Foreign = import_module("pyarrow.parquet")
        self._raphtory: Foreign = import_module("raphtory")

    def load(self, folder: Path, form: Form) -> None:
        if form == "json":
            raise NotImplementedError
        posts = self._read(folder / "positions.parquet")
        posts = posts.set_column(
            posts.column_names.index("reports_to"),
            "reports_to",
            posts["reports_to"].fill_null(_TOP),
        )
        self._graph: Foreign = self._raphtory.PersistentGraph()
        self._add(posts, "reports_to", ["title", "unit"], "reports")
        self._add(self._read(folder / "assignments.parquet"), "person", ["status"], "holds")

    def _read(self, place: Path) -> Foreign:
        pa = self._pa
        table = self._parquet.read_table(place)
        for name in ("start", "end"):
            days = table[name].cast(pa.int32()).fill_null(OPEN).cast(pa.int64())
            table = table.set_column(table.column_names.index(name), name, days)
        return table

    def _add(self, table: Foreign, to: str, properties: list[str], layer: str) -> None:
        # What ends on a day must be told before what starts on it.
        ends = {"src": "position", "dst": to, "layer": layer}
        closed = table.filter(self._pa.array(table["end"].to_numpy() < OPEN))
        self._graph.load_edge_deletions(closed, time="end", **ends)
        self._graph.load_edges(table, time="start", properties=properties, **ends)

    def snapshot(self, day: int) -> Foreign:
        return self._graph.at(day)

    def size(self, chart: Foreign) -> int:
        return int(chart.layer("reports").count_edges())

    def rows(self, day: int) -> Rows:
        chart = self._graph.at(day)
        holds, reports = chart.layer("holds").edges, chart.layer("reports").edges
        states = holds.properties.get("status").collect()
        held = {
            post: (person, state)
            for (post, person), state in zip(holds.id.collect(), states, strict=True)
        }
        nobody = (None, None)
        titles = reports.properties.get("title").collect()
        units = reports.properties.get("unit").collect()
        return {
            post: (title, unit, None if to == _TOP else to, *held.get(post, nobody))
            for (post, to), title, unit in zip(reports.id.collect(), titles, units, strict=True)
        }

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        node = chart.node(post)
        held = node.layer("holds").out_neighbours.name.collect() if node.has_layer("holds") else ()
        manager = node.layer("reports").out_neighbours.name.collect()[0]
        return (held[0] if held else None, None if manager == _TOP else manager)

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        lines = chart.layer("reports")
        found: list[str] = []
        while (post := lines.node(post).out_neighbours.name.collect()[0]) != _TOP:
            found.append(post)
        return found

    def diff(self, before: int, after: int) -> Foreign:
        return compared(self.rows(before), self.rows(after))

    def diff_values(self, before: int, after: int) -> Differences:
        return compared(self.rows(before), self.rows(after))

    def sweep(self, days: Sequence[int]) -> Foreign:
        found: list[tuple[int, int]] = []
        last: Rows | None = None
        for day in days:
            rows = self.rows(day)
            found.append((len(rows), 0 if last is None else len(compared(last, rows))))
            last = rows
        return found

    def below(self, day: int, post: str) -> Iterable[str]:
        found: list[str] = []
        waiting = [self._graph.at(day).layer("reports").node(post)]
        while waiting:
            below = list(waiting.pop().in_neighbours)
            found += [node.name for node in below]
            waiting += below
        return found

    def spans(self, day: int) -> Foreign:
        raise NotImplementedError

    def is_sound(self, day: int) -> bool:
        raise NotImplementedError
