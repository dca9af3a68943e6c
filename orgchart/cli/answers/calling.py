"""What people and posts are called at a time: of several versions, the one that holds then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar, cast, final

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Person, Post
from orgchart.periods import Period
from orgchart.snapshot import Snapshot
from orgchart.store.index import PEOPLE, POSTS

__all__ = ["Called"]

_Named = TypeVar("_Named", Person, Post)

#: All the time there is.
_ALWAYS: Final = Period()


@final
class Called:
    """
    The names of people and the titles of posts of a history.

    Args:
        history: the history.
        lang: the language; None for the plain names.
        chart: the chart that is asked for, whose word holds; None for the whole history.

    Complexity: what is asked about one id costs the versions of it.
    """

    def __init__(self, history: History, lang: str | None, chart: Snapshot | None = None) -> None:
        self._store, self._lang, self._chart = history.store, lang, chart
        self._people: dict[str, list[tuple[Person, Period]]] = {}
        self._posts: dict[str, list[tuple[Post, Period]]] = {}

    def name(self, person: str, during: Period = _ALWAYS) -> str:
        """Return the name of a person: the last one of a time, or the last one there is."""
        if person == UNDISCLOSED:
            return person
        found = self._chart.people.get(person) if self._chart is not None else None
        if found is None:
            if person not in self._people:
                versions = self._versions(PEOPLE, person)
                self._people[person] = cast("list[tuple[Person, Period]]", versions)
            found = _last(self._people[person], during)
        return (found.name_in(self._lang) if found else "") or person

    def title(self, post: str, during: Period = _ALWAYS) -> str:
        """Return the title of a post: the last one of a time, or the last one there is."""
        found = self._chart.posts.get(post) if self._chart is not None else None
        if found is None:
            if post not in self._posts:
                versions = self._versions(POSTS, post)
                self._posts[post] = cast("list[tuple[Post, Period]]", versions)
            found = _last(self._posts[post], during)
        return (found.title_in(self._lang) if found else "") or post

    def _versions(self, table: int, id_: str) -> list[tuple[object, Period]]:
        """Return the versions of one id that hold at some time, with the periods they do."""
        rows = self._store.index.by(table, "id").rows(self._store.index.names.code(id_))
        return [self._store.in_force.lived(table, row) for row in rows]


def _last(versions: Iterable[tuple[_Named, Period]], during: Period) -> _Named | None:
    """
    Return the version that begins last: of those that hold at some time, or of all.

    Those that surely hold then come before those that may.
    """

    def order(version: tuple[_Named, Period]) -> tuple[object, ...]:
        period = version[1]
        sure, may = period.certainly_overlaps(during), _may_overlap(period, during)
        return (sure, may, period.start_bounds, period.end_bounds)

    found = max(versions, key=order, default=None)
    return None if found is None else found[0]


def _may_overlap(one: Period, other: Period) -> bool:
    start = max(one.start_bounds[0], other.start_bounds[0])
    return start < min(one.end_bounds[1], other.end_bounds[1])
