# ruff: noqa: D102 - what the methods do is told once, in `adapter`
"""This library, through what everybody can call."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, TypeAlias

import orgchart
from orgchart import Diff, History, LineKind, Snapshot
from orgchart.measures import spans
from tests.benchmarks.forms import OWN, OWN_JSON
from tests.benchmarks.peers.adapter import (
    Adapter,
    Differences,
    Foreign,
    Form,
    Row,
    Rows,
    to_date,
)

__all__ = ["Ours"]

_Listed: TypeAlias = tuple[Snapshot, tuple[object, ...]]


class Ours(Adapter):
    """A `History`."""

    name: ClassVar[str] = "orgchart"

    def __init__(self) -> None:
        import_module("pyarrow.parquet")
        self._io: Foreign = import_module("orgchart.io")

    def load(self, folder: Path, form: Form) -> None:
        self._history: History = (
            orgchart.load(folder / OWN_JSON)
            if form == "json"
            else self._io.read_parquet(folder / OWN)
        )

    def snapshot(self, day: int) -> Snapshot:
        return self._history.at(to_date(day))

    def size(self, chart: Foreign) -> int:
        return len(chart.posts)

    def rows(self, day: int) -> _Listed:
        chart = self.snapshot(day)
        posts = tuple(chart.posts.values())
        return chart, (posts, chart.tenures, chart.lines, chart.leaves)

    def plain_rows(self, rows: Foreign) -> Rows:
        chart = rows[0]
        found = ((post, _row(chart, post)) for post in chart.posts)
        return {post: row for post, row in found if row}

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        held = chart.incumbent(post)
        manager = chart.manager_of(post)
        return held and held.person, manager and manager.id

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        return orgchart.chain_of_command(chart, post)

    def diff(self, before: int, after: int) -> Diff:
        return self._history.diff(to_date(before), to_date(after))

    def diff_values(self, before: int, after: int) -> tuple[Diff, tuple[orgchart.Edit, ...]]:
        diff = self.diff(before, after)
        return diff, tuple(diff.edits)

    def plain_diff(self, values: Foreign) -> Differences:
        return _differences(values[0])

    def sweep(self, days: Sequence[int]) -> tuple[list[int], list[tuple[int, Diff]]]:
        sizes = [self.size(self.snapshot(day)) for day in days]
        diffs = [self.diff(one, two) for one, two in pairwise(days)]
        return sizes, [(len(diff), diff) for diff in diffs]

    def plain_sweep(self, swept: Foreign) -> list[tuple[int, int]]:
        sizes, diffs = swept
        changed = [0, *(len(_differences(diff)) for _, diff in diffs)]
        return list(zip(sizes, changed, strict=True))

    def below(self, day: int, post: str) -> Iterable[str]:
        return orgchart.reports_of(self.snapshot(day), post)

    def spans(self, day: int) -> Foreign:
        return spans(self.snapshot(day))

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        return {manager: (span.direct, span.branch) for manager, span in spans.items()}

    def is_sound(self, day: int) -> bool:
        return not orgchart.reporting_cycles(self.snapshot(day))


def _row(chart: Snapshot, post: str) -> Row | None:
    """Return what a chart shows of a post, as in the tables of the others."""
    found = chart.posts.get(post)
    if found is None:
        return None
    assert found.unit is not None
    lines = [line for line in (chart.line_of(post),) if line and line.kind is LineKind.SOLID]
    manager = lines[0].manager
    held = chart.holders(post)
    if not held:
        return (found.title, found.unit, manager, None, None)
    person = held[0].person
    away = any(leave.post == post for leave in chart.leaves_of(person))
    return (found.title, found.unit, manager, person, "leave" if away else "active")


def _differences(diff: Diff) -> Differences:
    """Return what a diff says about posts, as the others do."""
    places = {"post": 1, "line": 1, "tenure": 2, "leave": 2}
    posts = {edit.key[places[edit.key[0]]] for edit in diff.edits if edit.key[0] in places}
    both = {post: (_row(diff.before, post), _row(diff.after, post)) for post in posts}
    return {post: (old, new) for post, (old, new) in both.items() if old != new}
