"""
A made-up organisation as files: the tables of peers, and a history in our own forms.

    positions(position, title, unit, reports_to, start, end)      Parquet and JSON, for the peers:
    assignments(person, position, status, start, end)             half-open, an open end is null
    history/                                                      interval tables
    history.json                                                  a file of a history

All are worked out of one log, so that they tell the same. L has no JSON.
"""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tests.benchmarks.organisations import LAST, OPEN, SIZES, Ints, Told, organisation
from tests.benchmarks.stretches import Stretches, stretches
from tests.benchmarks.words import NAMES, TITLES

__all__ = ["FOLDER", "OWN", "OWN_JSON", "made"]

#: What a library without types makes.
Foreign: TypeAlias = Any
Column: TypeAlias = npt.NDArray[np.generic]

FOLDER: Final = Path("build/bench")
#: Names within the folder of a size.
OWN: Final = "history"
OWN_JSON: Final = "history.json"
_DONE: Final = "done.txt"
#: A new number makes all files anew.
_VERSION: Final = "1"

_DAY: Final = 24 * 3600 * 10**6
_UNBOUNDED: Final = 1 << 62


def made(size: str, base: Path = FOLDER) -> Path:
    """Return the folder of a size, and make what is in it unless it is there."""
    folder = base / size
    done = folder / _DONE
    if done.exists() and done.read_text(encoding="utf-8") == _VERSION:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = perf_counter()
    told = organisation(*SIZES[size])
    _Files(told, folder, json=size != "L").write()
    done.write_text(_VERSION, encoding="utf-8")
    sys.stderr.write(f"made {folder} in {perf_counter() - began:.0f} s\n")
    return folder


@final
class _Files:
    """Writes the files of one organisation."""

    def __init__(self, told: Told, folder: Path, *, json: bool) -> None:
        self._told = told
        self._folder = folder
        self._json = json
        self._pa: Foreign = import_module("pyarrow")
        self._parquet: Foreign = import_module("pyarrow.parquet")
        people = int(told.holder.max()) + 1
        self._posts = self._names("P", 7, int(told.post.max()) + 1)
        self._people = self._names("E", 7, people)
        self._units = self._names("U", 5, int(told.unit.max()) + 1)
        self._titles = self._pa.array(TITLES)
        self._days = self._pa.array(
            [str(date(1970, 1, 1) + timedelta(day)) for day in range(LAST + 1)]
        )

    def _names(self, letter: str, width: int, count: int) -> Foreign:
        return self._pa.array([f"{letter}{number:0{width}}" for number in range(count)])

    def _texts(self, names: Foreign, codes: Column) -> Foreign:
        """Return names by number, none for a negative one."""
        return names.take(self._pa.array(codes, mask=codes < np.int32(0)))

    def _dates(self, days: Ints) -> Foreign:
        return self._texts(self._days, np.where(days == OPEN, -1, days))

    def write(self) -> None:
        """Write everything."""
        told = self._told
        states = (told.post, told.day, told.there)
        self._write_positions(stretches(*states, told.title, told.unit, told.manager))
        held = (told.seat, told.seat_day, told.holder >= 0)
        self._write_assignments(stretches(*held, told.holder, told.away.astype(np.int32)))
        self._write_own(
            posts=stretches(*states, told.title, told.unit),
            lines=stretches(*states, told.manager),
            tenures=stretches(*held, told.holder),
            leaves=stretches(told.seat, told.seat_day, told.away, told.holder),
        )

    # the tables of the peers

    def _write_positions(self, rows: Stretches) -> None:
        rows = rows.sorted(rows.start, rows.id)
        title, unit, manager = rows.values
        columns = {
            "position": self._texts(self._posts, rows.id),
            "title": self._texts(self._titles, title),
            "unit": self._texts(self._units, unit),
            "reports_to": self._texts(self._posts, manager),
        }
        self._write_peers("positions", columns, rows)

    def _write_assignments(self, rows: Stretches) -> None:
        rows = rows.sorted(rows.start, rows.id)
        holder, away = rows.values
        columns = {
            "person": self._texts(self._people, holder),
            "position": self._texts(self._posts, rows.id),
            "status": self._texts(self._pa.array(["active", "leave"]), away),
        }
        self._write_peers("assignments", columns, rows)

    def _write_peers(self, name: str, columns: Mapping[str, Foreign], rows: Stretches) -> None:
        pa = self._pa
        start = pa.array(rows.start).cast(pa.date32())
        end = pa.array(rows.end, mask=rows.end == OPEN).cast(pa.date32())
        table = pa.table({**columns, "start": start, "end": end})
        self._parquet.write_table(table, self._folder / f"{name}.parquet", compression="zstd")
        if self._json:
            texts = {"start": self._dates(rows.start), "end": self._dates(rows.end)}
            listed = pa.table({**columns, **texts}).to_pylist()
            _write_json(self._folder / f"{name}.json", listed)

    # our own

    def _write_own(
        self, *, posts: Stretches, lines: Stretches, tenures: Stretches, leaves: Stretches
    ) -> None:
        head = {"name": "Acme", "zone": "UTC"}
        self._own: dict[str, Foreign] = {}
        folder = self._folder / OWN
        folder.mkdir()
        _write_json(folder / OWN_JSON, {"format": "orgchart tables", "version": 1, **head})
        self._own_people()
        self._own_units()
        # The canonical order of facts: by what they are about, then by what they show, then start.
        ranked = _ranked(TITLES)
        title, unit = posts.values
        posts = posts.sorted(posts.id, ranked[title], unit, posts.start)
        title, unit = posts.values
        self._own_table(
            "posts",
            {
                "id": self._texts(self._posts, posts.id),
                "title": self._texts(self._titles, title),
                "unit": self._texts(self._units, unit),
                "seats": self._pa.array(np.ones(len(title), np.int32)),
                "rank": self._pa.nulls(len(title), self._pa.int32()),
                "titles": self._no_pairs(len(title)),
            },
            posts,
        )
        lines = lines.sorted(lines.id, lines.values[0], lines.start)
        managers = self._texts(self._posts, lines.values[0]).fill_null("nobody")
        self._own_table(
            "lines",
            {
                "post": self._texts(self._posts, lines.id),
                "manager": managers,
                "kind": self._same("solid", len(lines.id)),
                "note": self._no_text(len(lines.id)),
            },
            lines,
        )
        self._own_held(tenures, leaves)
        if self._json:
            self._write_own_json(head)

    def _own_held(self, tenures: Stretches, leaves: Stretches) -> None:
        tenures = tenures.sorted(tenures.values[0], tenures.id, tenures.start)
        count = len(tenures.id)
        self._own_table(
            "tenures",
            {
                "person": self._texts(self._people, tenures.values[0]),
                "post": self._texts(self._posts, tenures.id),
                "kind": self._same("substantive", count),
                **{
                    name: self._no_text(count)
                    for name in ("title", "start_manner", "end_manner", "note")
                },
            },
            tenures,
        )
        leaves = leaves.sorted(leaves.values[0], leaves.id, leaves.start)
        self._own_table(
            "leaves",
            {
                "person": self._texts(self._people, leaves.values[0]),
                "post": self._texts(self._posts, leaves.id),
                "note": self._no_text(len(leaves.id)),
            },
            leaves,
        )

    def _own_people(self) -> None:
        count = len(self._people)
        codes = np.random.default_rng(2).integers(0, len(NAMES), count, np.int32)
        self._own_table(
            "people",
            {
                "id": self._people,
                "name": self._texts(self._pa.array(NAMES), codes),
                "names": self._no_pairs(count),
            },
            count,
        )

    def _own_units(self) -> None:
        count = len(self._units)
        above = (np.arange(count, dtype=np.int32) - 1) // 10
        self._own_table(
            "units",
            {
                "id": self._units,
                "name": self._pa.array([f"Unit {number:05}" for number in range(count)]),
                "kind": self._same("organization", count),
                "parent": self._texts(self._units, above),
                "names": self._no_pairs(count),
            },
            count,
        )

    def _own_table(self, name: str, columns: Mapping[str, Foreign], rows: Stretches | int) -> None:
        """Write a table of facts, with the bounds of their periods worked out."""
        pa = self._pa
        if isinstance(rows, int):
            count = rows
            start = end = self._no_text(count)
            bounds = [np.full(count, -_UNBOUNDED)] * 2 + [np.full(count, _UNBOUNDED)] * 2
        else:
            count = len(rows.id)
            start, end = self._dates(rows.start), self._dates(rows.end)
            bounds = [*_bounds(rows.start), *_bounds(rows.end)]
        no_names = self._lists(pa.array([], pa.string()), count)
        table = pa.table(
            {
                **columns,
                "start": start,
                "end": end,
                "certainty": self._same("certain", count),
                "sources": self._lists(pa.array([], _citation(pa)), count),
                "claim": self._no_text(count),
                "after": no_names,
                "before": no_names,
                "retracted_by": no_names,
                "extra": self._no_pairs(count),
                "row": pa.array(np.arange(count)),
                "holds": pa.array(np.ones(count, np.bool_)),
                "sureness": self._same("certain", count),
                "start_low": pa.array(bounds[0]),
                "start_high": pa.array(bounds[1]),
                "end_low": pa.array(bounds[2]),
                "end_high": pa.array(bounds[3]),
                "begun": pa.array(bounds[1]),
                "ended": pa.array(bounds[3]),
            }
        )
        place = self._folder / OWN / name
        place.mkdir()
        self._parquet.write_table(table, place / "part-0.parquet", compression="zstd")
        self._own[name] = table.select([*columns, "start", "end"]) if self._json else None

    def _same(self, text: str, count: int) -> Foreign:
        return self._pa.repeat(self._pa.scalar(text), count)

    def _no_text(self, count: int) -> Foreign:
        return self._pa.nulls(count, self._pa.string())

    def _lists(self, empty: Foreign, count: int) -> Foreign:
        offsets = self._pa.array(np.zeros(count + 1, np.int32))
        return self._pa.ListArray.from_arrays(offsets, empty)

    def _no_pairs(self, count: int) -> Foreign:
        pa = self._pa
        pair = pa.struct([("key", pa.string()), ("text", pa.string())])
        return self._lists(pa.array([], pair), count)

    def _write_own_json(self, head: Mapping[str, str]) -> None:
        document: dict[str, object] = {"history": {"format": 1, **head}}
        for name in ("people", "units", "posts"):
            document[name] = _by_id(self._records(name))
        for name in ("tenures", "lines", "leaves"):
            document[name] = self._records(name)
        _write_json(self._folder / OWN_JSON, document)

    def _records(self, name: str) -> list[dict[str, object]]:
        """Return the facts of a kind with the fields that have not their default."""
        usual: tuple[object, ...] = (None, [], 1, "solid", "substantive")
        listed: Iterable[dict[str, object]] = self._own[name].to_pylist()
        return [
            {
                key: value
                for key, value in row.items()
                if (key == "kind" and name == "units") or value not in usual
            }
            for row in listed
        ]


def _by_id(records: list[dict[str, object]]) -> dict[str, object]:
    grouped: dict[str, list[object]] = {}
    for record in records:
        grouped.setdefault(str(record.pop("id")), []).append(record)
    return {key: found[0] if len(found) == 1 else found for key, found in grouped.items()}


def _bounds(days: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the bounds of days in UTC on the line of doubled microseconds."""
    low = 2 * _DAY * days.astype(np.int64) + 1
    is_open = days == OPEN
    return np.where(is_open, _UNBOUNDED, low), np.where(is_open, _UNBOUNDED, low - 1 + 2 * _DAY)


def _ranked(texts: list[str]) -> npt.NDArray[np.intp]:
    return np.argsort(np.argsort(np.array(texts)))


def _citation(pa: Foreign) -> Foreign:
    fields = ("source", "locator", "quote", "attribution", "standing")
    return pa.struct([(field, pa.string()) for field in fields])


def _write_json(place: Path, value: object) -> None:
    place.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:]:
        made(each)
