"""`Records`: what is recorded of people, units or posts, by id."""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar, final, overload

from orgchart.model import Person, Post, Unit

__all__ = ["Records"]

_V = TypeVar("_V")
_Named = TypeVar("_Named", Person, Unit, Post)


@final
class Records(Mapping[str, _Named]):
    """
    Records by id, ids in order; of several about one id the first, a certain one before others.

    Args:
        one: the records about an id.
        every: all records, in canonical order; called when all are asked for.
        ids: all ids, in order, each once; called when they are counted or gone through.
    """

    __slots__ = ("_all", "_every", "_ids", "_listed", "_one")

    def __init__(
        self,
        one: Callable[[str], tuple[_Named, ...]],
        every: Callable[[], tuple[_Named, ...]],
        ids: Callable[[], Collection[str]],
    ) -> None:
        self._one: Callable[[str], tuple[_Named, ...]] = one
        self._every: Callable[[], tuple[_Named, ...]] = every
        self._all: dict[str, _Named] | None = None
        self._listed: Callable[[], Collection[str]] = ids
        self._ids: Collection[str] | None = None

    def _keys(self) -> Collection[str]:
        if self._ids is None:
            self._ids = self._listed()
        return self._ids

    def _known(self) -> dict[str, _Named]:
        if self._all is None:
            records = self._every()
            found = {record.id: record for record in records}
            if len(found) < len(records):
                # The first of those about one id.
                found.update((record.id, record) for record in reversed(records))
            self._all = found
        return self._all

    def _first(self, key: str) -> _Named | None:
        """Return the record of an id; None where there is none."""
        if self._all is not None:
            return self._all.get(key)
        found = self._one(key)
        return found[0] if found else None

    def __getitem__(self, key: str) -> _Named:
        """Return the record of an id."""
        found = self._first(key)
        if found is None:
            raise KeyError(key)
        return found

    @overload
    def get(self, key: str, /) -> _Named | None: ...
    @overload
    def get(self, key: str, /, default: _Named | _V) -> _Named | _V: ...
    def get(self, key: str, /, default: _Named | _V | None = None) -> _Named | _V | None:
        """Return the record of an id, or something else where there is none."""
        # That of `Mapping` raises and catches an error for each id that is missing.
        found = self._first(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        """Say whether there is a record of an id."""
        return isinstance(key, str) and self._first(key) is not None

    def __iter__(self) -> Iterator[str]:
        """Go through the ids, in order."""
        return iter(self._keys())

    def __len__(self) -> int:
        """Return the number of ids."""
        return len(self._keys())

    def values(self) -> ValuesView[_Named]:
        """Return the records, in order of ids."""
        return self._known().values()

    def items(self) -> ItemsView[str, _Named]:
        """Return ids and records, in order of ids."""
        return self._known().items()

    def __repr__(self) -> str:
        return f"<Records of {len(self)} ids>"
