# ruff: noqa: D102 - what the methods do is told once, in `adapter`
"""
The limit: columns of whole numbers, sorted by post, and a log of days; nothing else.

No doubt, no sources, no rival claims, no kinds of tenures: what bare arrays can do with such a
history, to tell how much of our time is due to what the library knows more.
"""

import json
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Final, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from tests.benchmarks.organisations import OPEN, Ints
from tests.benchmarks.peers.adapter import (
    EPOCH,
    Adapter,
    Differences,
    Foreign,
    Form,
    Row,
    Rows,
)

__all__ = ["Prototype"]

Longs = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

_NONE: Final = -1
_TITLE, _UNIT, _MANAGER = range(3)
_PERSON, _STATUS = range(2)
#: Room for a day beside the number of a post.
_DAYS: Final = 1 << 20


@final
@attrs.frozen(eq=False)
class _Table:
    """
    Rows sorted by post and start.

    Attributes:
        post, start, end: numbers and days.
        key: post and start as one number.
        columns: numbers of the texts.
    """

    post: Ints
    start: Ints
    end: Ints
    key: Longs
    columns: tuple[Ints, ...]

    @classmethod
    def made(cls, post: Ints, start: Ints, end: Ints, columns: Sequence[Ints]) -> "_Table":
        key = post.astype(np.int64) * _DAYS + start
        order = np.argsort(key)
        sorted_columns = tuple(column[order] for column in columns)
        return cls(post[order], start[order], end[order], key[order], sorted_columns)

    def on(self, day: int) -> npt.NDArray[np.intp]:
        """Return the rows of a day."""
        return np.flatnonzero((self.start <= day) & (self.end > day))

    def of_posts(self, posts: Ints, day: int, size: int) -> tuple[npt.NDArray[np.bool_], Longs]:
        """Return for each post whether it has a row on a day, and which."""
        if len(posts) * 4 > size:
            rows = np.full(size, _NONE, np.int64)
            found = self.on(day)
            rows[self.post[found]] = found
            return rows[posts] != _NONE, rows[posts]
        place = np.searchsorted(self.key, posts.astype(np.int64) * _DAYS + day, "right") - 1
        there = (place >= 0) & (self.post[place] == posts) & (self.end[place] > day)
        return there, place


@final
@attrs.frozen(eq=False)
class _Chart:
    """A row's number and its holder's, by post."""

    posts: Ints
    rows: npt.NDArray[np.intp]
    manager: Ints
    person: Ints
    status: Ints

    def __len__(self) -> int:
        return len(self.posts)


class Prototype(Adapter):
    """Arrays of numpy."""

    name: ClassVar[str] = "prototype"

    def __init__(self) -> None:
        self._pa: Foreign = import_module("pyarrow")
        self._parquet: Foreign = import_module("pyarrow.parquet")

    def load(self, folder: Path, form: Form) -> None:
        read = self._from_json if form == "json" else self._from_parquet
        posts, held = read(folder, "positions"), read(folder, "assignments")
        numbers = _Numbers()
        post = numbers.of("post", *posts["position"])
        manager = numbers.of("post", *posts["reports_to"])
        seat = numbers.of("post", *held["position"])
        texts = [numbers.of(name, *posts[name]) for name in ("title", "unit")]
        who = [numbers.of(name, *held[name]) for name in ("person", "status")]
        self._posts = _Table.made(post, posts["start"][0], posts["end"][0], [*texts, manager])
        self._held = _Table.made(seat, held["start"][0], held["end"][0], who)
        self._names = {kind: numbers.names(kind) for kind in numbers.kinds}
        self._number = numbers.kinds["post"]
        self._size = len(self._number)
        tables = (self._posts, self._held)
        days: Ints = np.concatenate([side for table in tables for side in (table.start, table.end)])
        changed: Ints = np.concatenate([table.post for table in tables for _ in range(2)])
        order = np.argsort(days, kind="stable")
        self._log_days: Ints = days[order]
        self._log_posts: Ints = changed[order]

    def _from_parquet(self, folder: Path, table: str) -> "dict[str, tuple[Foreign, ...]]":
        pa = self._pa
        found: dict[str, tuple[Foreign, ...]] = {}
        read = self._parquet.read_table(folder / f"{table}.parquet")
        for name in read.column_names:
            if name in {"start", "end"}:
                found[name] = (read[name].cast(pa.int32()).fill_null(OPEN).to_numpy(),)
            else:
                coded = read[name].combine_chunks().dictionary_encode()
                codes = coded.indices.fill_null(_NONE).to_numpy(zero_copy_only=False)
                found[name] = (coded.dictionary.to_pylist(), codes)
        return found

    def _from_json(self, folder: Path, table: str) -> "dict[str, tuple[Foreign, ...]]":
        text = (folder / f"{table}.json").read_text(encoding="utf-8")
        records: list[dict[str, str | None]] = json.loads(text)
        found: dict[str, tuple[Foreign, ...]] = {}
        for name in records[0]:
            column = [record[name] for record in records]
            words = list(dict.fromkeys(word for word in column if word is not None))
            places: dict[str | None, int] = {word: place for place, word in enumerate(words)}
            places[None] = _NONE
            codes = np.fromiter((places[word] for word in column), np.int32, len(column))
            if name in {"start", "end"}:
                days = [(date.fromisoformat(word) - EPOCH).days for word in words]
                found[name] = (np.array([*days, OPEN], np.int32)[codes],)
            else:
                found[name] = (words, codes)
        return found

    def snapshot(self, day: int) -> _Chart:
        rows, held = self._posts.on(day), self._held.on(day)
        posts = self._posts.post[rows]
        manager = np.full(self._size, _NONE, np.int32)
        manager[posts] = self._posts.columns[_MANAGER][rows]
        seats = self._held.post[held]
        person = np.full(self._size, _NONE, np.int32)
        person[seats] = self._held.columns[_PERSON][held]
        status = np.full(self._size, _NONE, np.int32)
        status[seats] = self._held.columns[_STATUS][held]
        return _Chart(posts, rows, manager, person, status)

    def named(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of posts."""
        names: list[str] = self._names["post"][list(numbers)].tolist()
        return tuple(names)

    def rows(self, day: int) -> Rows:
        chart = self.snapshot(day)
        values = self._values(chart.rows, chart.person[chart.posts], chart.status[chart.posts])
        return dict(zip(self._names["post"][chart.posts].tolist(), values, strict=True))

    def _values(self, rows: npt.NDArray[np.integer], person: Ints, status: Ints) -> list[Row]:
        title, unit, manager = (column[rows] for column in self._posts.columns)
        columns = (
            self._names["title"][title],
            self._names["unit"][unit],
            self._names["post"][manager],
            self._names["person"][person],
            self._names["status"][status],
        )
        return list(cast("zip[Row]", zip(*(column.tolist() for column in columns), strict=True)))

    def holder(self, chart: Foreign, post: str) -> tuple[str | None, str | None]:
        number = self._number[post]
        names: Foreign = self._names
        return names["person"][chart.person[number]], names["post"][chart.manager[number]]

    def chain(self, chart: Foreign, post: str) -> Sequence[str]:
        manager: Foreign = chart.manager
        names: Foreign = self._names["post"]
        found: list[str] = []
        number = manager[self._number[post]]
        while number >= 0:
            found.append(names[number])
            number = manager[number]
        return found

    def diff(self, before: int, after: int) -> tuple[Foreign, ...]:
        first, last = np.searchsorted(self._log_days, np.array([before, after], np.int32), "right")
        flags = np.zeros(self._size, np.bool_)
        flags[self._log_posts[first:last]] = True
        posts = (
            np.flatnonzero(flags).astype(np.int32)
            if last - first > self._size
            else np.unique(self._log_posts[first:last])
        )
        was, old, old_held = self._state(posts, before)
        now, new, new_held = self._state(posts, after)
        differs = was != now
        both = was & now
        for column in self._posts.columns:
            differs |= both & (column[old] != column[new])
        for one, two in zip(old_held, new_held, strict=True):
            differs |= both & (one != two)
        kept = np.flatnonzero(differs)
        sides = (
            (there[kept], rows[kept], *(column[kept] for column in held))
            for there, rows, held in ((was, old, old_held), (now, new, new_held))
        )
        return (posts[kept], *sides)

    def _state(self, posts: Ints, day: int) -> tuple[Foreign, ...]:
        there, rows = self._posts.of_posts(posts, day, self._size)
        held, places = self._held.of_posts(posts, day, self._size)
        columns = [np.where(held, column[places], _NONE) for column in self._held.columns]
        return there, rows, columns

    def count(self, diff: Foreign) -> int:
        return len(diff[0])

    def diff_values(self, before: int, after: int) -> Differences:
        posts, old, new = self.diff(before, after)
        sides: list[list[Row | None]] = []
        for there, rows, person, status in (old, new):
            values = self._values(rows, person, status)
            flags = there.tolist()
            sides.append([row if flag else None for row, flag in zip(values, flags, strict=True)])
        names = self._names["post"][posts].tolist()
        return dict(zip(names, zip(*sides, strict=True), strict=True))

    def _managers(self, day: int) -> tuple[Ints, Ints]:
        """Return the posts of a day, and by post the manager's number, itself above the top."""
        rows = self._posts.on(day)
        posts = self._posts.post[rows]
        manager = np.full(self._size + 1, self._size, np.int32)
        above = self._posts.columns[_MANAGER][rows]
        manager[posts] = np.where(above < 0, self._size, above)
        return posts, manager

    def below(self, day: int, post: str) -> Sequence[str]:
        posts, manager = self._managers(day)
        number = self._number[post]
        belongs = np.zeros(self._size + 1, np.bool_)
        belongs[number] = True
        above = manager[posts]
        count = 1
        while True:
            belongs[posts] |= belongs[above]
            now = int(np.count_nonzero(belongs))
            if now == count:
                break
            count = now
        belongs[number] = False
        found: list[str] = self._names["post"][np.flatnonzero(belongs)].tolist()
        return found

    def spans(self, day: int) -> tuple[Foreign, ...]:
        posts, manager = self._managers(day)
        above = manager[posts]
        above = above[above < self._size]
        direct = np.bincount(above, minlength=self._size)
        branch = direct.copy()
        while len(above):
            above = manager[above]
            above = above[above < self._size]
            branch += np.bincount(above, minlength=self._size)
        managers = np.flatnonzero(direct)
        return managers, direct[managers], branch[managers]

    def plain_spans(self, spans: Foreign) -> dict[str, tuple[int, int]]:
        posts, direct, branch = spans
        names = self._names["post"][posts].tolist()
        pairs = zip(direct.tolist(), branch.tolist(), strict=True)
        return dict(zip(names, pairs, strict=True))

    def is_sound(self, day: int) -> bool:
        posts, manager = self._managers(day)
        there = np.zeros(self._size + 1, np.bool_)
        there[posts] = True
        there[self._size] = True
        above = manager[posts]
        if not there[above].all():
            return False
        # Each round looks twice as far up.
        jump = manager.copy()
        for _ in range(int(self._size).bit_length()):
            if (above == self._size).all():
                return True
            jump = jump[jump]
            above = jump[posts]
        return bool((above == self._size).all())


@final
class _Numbers:
    """Numbers for texts, of several kinds."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, int]] = {}

    def of(self, kind: str, words: list[str], codes: Ints) -> Ints:
        """Return the numbers of texts, given as places in a list of words."""
        known = self.kinds.setdefault(kind, {})
        places = [known.setdefault(word, len(known)) for word in words]
        return np.array([*places, _NONE], np.int32)[codes]

    def names(self, kind: str) -> Names:
        """Return the texts by number, and None as the last."""
        return np.array([*self.kinds[kind], None], np.object_)
