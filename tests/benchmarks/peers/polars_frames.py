# ruff: noqa: D102 - what the methods do is told once, in `adapter`
"""polars: two data frames, with texts as they are or as categories."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Final

from tests.benchmarks.peers.adapter import (
    FAR,
    Adapter,
    Differences,
    Foreign,
    Form,
    Rows,
    to_date,
)

__all__ = ["Polars", "PolarsCategorical"]

FIELDS: Final = ("title", "unit", "reports_to", "person", "status")
_LATER: Final = tuple(f"{field}_later" for field in FIELDS)
#: A day that is never reached.
_ENDLESS: Final = 10**6


class Polars(Adapter):
    """Data frames of texts."""

    name: ClassVar[str] = "polars"

    def __init__(self) -> None:
        self.pl: Foreign = import_module("polars")

    def load(self, folder: Path, form: Form) -> None:
        self._posts = self._read(folder, form, "positions")
        self._held = self._read(folder, form, "assignments")

    def _read(self, folder: Path, form: Form, table: str) -> Foreign:
        pl = self.pl
        place = folder / f"{table}.{form}"
        if form == "json":
            frame = pl.read_json(place, infer_schema_length=None)
            frame = frame.with_columns(pl.col("start", "end").str.to_date("%Y-%m-%d"))
        else:
            frame = pl.read_parquet(place)
        frame = frame.with_columns(pl.col("end").fill_null(to_date(_ENDLESS)))
        return self._encoded(frame).sort("start")

    def _encoded(self, frame: Foreign) -> Foreign:
        return frame

    def _on(self, frame: Foreign, day: int) -> Foreign:
        pl = self.pl
        when = to_date(day)
        return frame.lazy().filter(pl.col("start") <= when, pl.col("end") > when)

    def _chart(self, day: int, posts: Foreign | None = None) -> Foreign:
        seats, held = self._on(self._posts, day), self._on(self._held, day)
        if posts is not None:
            seats = seats.join(posts, on="position", how="semi")
            held = held.join(posts, on="position", how="semi")
        seats = seats.select("position", "title", "unit", "reports_to")
        return seats.join(held.select("position", "person", "status"), on="position", how="left")

    def snapshot(self, day: int) -> Foreign:
        return self._chart(day).collect()

    def rows(self, day: int) -> Rows:
        return {row[0]: row[1:] for row in self.snapshot(day).rows()}

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        found = chart.filter(self.pl.col("position") == post)
        person, manager = found.select("person", "reports_to").row(0)
        return person, manager

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        found: list[str] = []
        while True:
            manager = chart.filter(self.pl.col("position") == post).item(0, "reports_to")
            if manager is None:
                return found
            found.append(manager)
            post = manager

    def _touched(self, before: int, after: int) -> Foreign:
        """Return the posts about which a row starts or ends in between."""
        pl = self.pl
        first, last = to_date(before), to_date(after)
        moved = pl.any_horizontal(
            (pl.col(name) > first) & (pl.col(name) <= last) for name in ("start", "end")
        )
        parts = [f.lazy().filter(moved).select("position") for f in (self._posts, self._held)]
        return pl.concat(parts).unique().collect().lazy()

    def diff(self, before: int, after: int) -> Foreign:
        pl = self.pl
        posts = self._touched(before, after) if after - before < FAR else None
        old = self._chart(before, posts).with_columns(was=pl.lit(value=True))
        new = self._chart(after, posts).with_columns(now=pl.lit(value=True))
        both = old.join(new, on="position", how="full", suffix="_later", coalesce=True)
        pairs = zip(FIELDS, _LATER, strict=True)
        other = [pl.col(one).ne_missing(pl.col(two)) for one, two in pairs]
        gone = [pl.col("was").is_null(), pl.col("now").is_null()]
        return both.filter(pl.any_horizontal(*gone, *other)).collect()

    def diff_values(self, before: int, after: int) -> Differences:
        diff = self.diff(before, after)
        return {
            post: (old if was else None, new if now else None)
            for post, was, now, old, new in zip(
                diff["position"].to_list(),
                diff["was"].to_list(),
                diff["now"].to_list(),
                diff.select(FIELDS).rows(),
                diff.select(_LATER).rows(),
                strict=True,
            )
        }

    def _managers(self, day: int) -> Foreign:
        return self._on(self._posts, day).select("position", "reports_to").collect()

    def below(self, day: int, post: str) -> Sequence[str]:
        managers = self._managers(day)
        level = managers.filter(self.pl.col("reports_to") == post).select("position")
        parts = [level]
        while level.height:
            level = level.rename({"position": "reports_to"})
            level = managers.join(level, on="reports_to", how="semi").select("position")
            parts.append(level)
        found: list[str] = self.pl.concat(parts)["position"].to_list()
        return found

    def spans(self, day: int) -> Foreign:
        pl = self.pl
        up = self._managers(day).drop_nulls()
        pairs = up.rename({"reports_to": "manager"})
        direct = pairs.group_by("manager").agg(direct=pl.len())
        parts = [pairs.select("manager")]
        while pairs.height:
            pairs = pairs.join(up, left_on="manager", right_on="position")
            pairs = pairs.select("position", manager="reports_to")
            parts.append(pairs.select("manager"))
        branch = pl.concat(parts).group_by("manager").agg(branch=pl.len())
        return direct.join(branch, on="manager")

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        return {manager: (direct, branch) for manager, direct, branch in spans.rows()}

    def is_sound(self, day: int) -> bool:
        managers = self._managers(day)
        level = managers.filter(self.pl.col("reports_to").is_null()).select("position")
        met = 0
        while level.height and met <= managers.height:
            met += level.height
            level = level.rename({"position": "reports_to"})
            level = managers.join(level, on="reports_to", how="semi").select("position")
        return bool(met == managers.height)


class PolarsCategorical(Polars):
    """The same with texts as categories, so that joins compare whole numbers."""

    name: ClassVar[str] = "polars, categories"

    def _encoded(self, frame: Foreign) -> Foreign:
        pl = self.pl
        return frame.with_columns(pl.col(pl.String).cast(pl.Categorical))
