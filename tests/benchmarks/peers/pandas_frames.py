# ruff: noqa: D102 - what the methods do is told once, in `adapter`
"""pandas: two data frames."""

import json
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

__all__ = ["Pandas"]

FIELDS: Final = ["title", "unit", "reports_to", "person", "status"]
_LATER: Final = [f"{field}_later" for field in FIELDS]
#: A day that is never reached.
_ENDLESS: Final = 10**6


class Pandas(Adapter):
    """Data frames; a chart is one with the posts as its index."""

    name: ClassVar[str] = "pandas"

    def __init__(self) -> None:
        self.pd: Foreign = import_module("pandas")
        import_module("pyarrow.parquet")

    def load(self, folder: Path, form: Form) -> None:
        self._posts = self._read(folder, form, "positions")
        self._held = self._read(folder, form, "assignments")

    def _read(self, folder: Path, form: Form, table: str) -> Foreign:
        pd = self.pd
        place = folder / f"{table}.{form}"
        if form == "json":
            frame = pd.DataFrame(json.loads(place.read_text(encoding="utf-8")))
        else:
            frame = pd.read_parquet(place)
        for name in ("start", "end"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        frame["end"] = frame["end"].fillna(self._day(_ENDLESS))
        return frame.sort_values("start", ignore_index=True)

    def _day(self, day: int) -> Foreign:
        return self.pd.Timestamp(to_date(day)).as_unit("s")

    def _on(self, frame: Foreign, day: int) -> Foreign:
        when = self._day(day)
        return frame[(frame["start"] <= when) & (frame["end"] > when)]

    def _chart(self, day: int, posts: Foreign | None = None) -> Foreign:
        seats, held = self._on(self._posts, day), self._on(self._held, day)
        if posts is not None:
            seats = seats[seats["position"].isin(posts)]
            held = held[held["position"].isin(posts)]
        seats = seats[["position", "title", "unit", "reports_to"]]
        return seats.merge(held[["position", "person", "status"]], on="position", how="left")

    def snapshot(self, day: int) -> Foreign:
        return self._chart(day).set_index("position")

    def rows(self, day: int) -> Rows:
        return self._plain(self._chart(day)[["position", *FIELDS]])

    def _plain(self, frame: Foreign) -> Rows:
        frame = frame.astype(object).where(frame.notna(), None)
        return {row[0]: row[1:] for row in frame.itertuples(index=False, name=None)}

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        person, manager = chart.at[post, "person"], chart.at[post, "reports_to"]
        return _text(person), _text(manager)

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        found: list[str] = []
        managers = chart["reports_to"]
        while isinstance(manager := managers.at[post], str):
            found.append(manager)
            post = manager
        return found

    def _touched(self, before: int, after: int) -> Foreign:
        first, last = self._day(before), self._day(after)

        def posts(frame: Foreign) -> Foreign:
            start, end = frame["start"], frame["end"]
            moved = ((start > first) & (start <= last)) | ((end > first) & (end <= last))
            return frame.loc[moved, "position"]

        return self.pd.concat([posts(self._posts), posts(self._held)]).unique()

    def diff(self, before: int, after: int) -> Foreign:
        posts = self._touched(before, after) if after - before < FAR else None
        both = self._chart(before, posts).merge(
            self._chart(after, posts),
            on="position",
            how="outer",
            suffixes=("", "_later"),
            indicator="where",
        )
        differs = both["where"] != "both"
        for one, two in zip(FIELDS, _LATER, strict=True):
            old, new = both[one], both[two]
            differs |= (old != new).fillna(value=True) & ~(old.isna() & new.isna())
        return both[differs]

    def diff_values(self, before: int, after: int) -> Differences:
        diff = self.diff(before, after)
        old = self._plain(diff[["position", *FIELDS]])
        new = self._plain(diff[["position", *_LATER]])
        return {
            post: (
                None if where == "right_only" else old[post],
                None if where == "left_only" else new[post],
            )
            for post, where in zip(diff["position"], diff["where"], strict=True)
        }

    def _managers(self, day: int) -> Foreign:
        return self._on(self._posts, day)[["position", "reports_to"]]

    def below(self, day: int, post: str) -> Sequence[str]:
        managers = self._managers(day)
        level = self.pd.Series([post])
        parts: list[Foreign] = []
        while not level.empty:
            level = managers.loc[managers["reports_to"].isin(level), "position"]
            parts.append(level)
        found: list[str] = self.pd.concat(parts).tolist()
        return found

    def spans(self, day: int) -> Foreign:
        up = self._managers(day).dropna()
        managers = up["reports_to"]
        by_post = up.set_index("position")["reports_to"]
        parts = [managers]
        while not managers.empty:
            managers = managers.map(by_post).dropna()
            parts.append(managers)
        branch = self.pd.concat(parts).value_counts()
        return self.pd.DataFrame({"direct": up["reports_to"].value_counts(), "branch": branch})

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        return {post: (int(one), int(all_)) for post, one, all_ in spans.itertuples(name=None)}

    def is_sound(self, day: int) -> bool:
        managers = self._managers(day)
        level = managers.loc[managers["reports_to"].isna(), "position"]
        met = 0
        while not level.empty and met <= len(managers):
            met += len(level)
            level = managers.loc[managers["reports_to"].isin(level), "position"]
        return met == len(managers)


def _text(value: Foreign) -> str | None:
    return value if isinstance(value, str) else None
