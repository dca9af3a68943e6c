"""The canonical order of the facts in a table: by what they are about, then by what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from orgchart.facts import shown_fields, sortable
from orgchart.kinds import NOBODY, LineKind
from orgchart.model import Leave, ReportingLine, Tenure
from orgchart.names import ALL_POSTS, ANYBODY, Codes, Names, Rows
from orgchart.periods import Period, Start
from orgchart.snapshot import Key
from orgchart.store.coded import Coded
from orgchart.store.table import IDS, Table

__all__ = ["canonical", "groups_of", "key_columns", "keys_of"]

_Column = npt.NDArray[np.int64]

#: As many values fit into one whole number.
_ROOM = 1 << 62


def key_columns(table: Table[Any], names: Names, rows: Rows | None = None) -> list[Codes]:
    """
    Return what a table's facts are about as columns of numbers that sort as the keys do.

    Args:
        table: facts whose ids are numbered by `names`.
        names: the ids of the history.
        rows: the rows meant; all, when left out.
    """
    size = table.size if rows is None else len(rows)

    def column(name: str) -> Coded:
        whole = table.column(name)
        return whole if rows is None else whole.take(rows)

    first, *further = (column(name).codes_of(size) for name in IDS[table.kind])
    if table.kind is ReportingLine:
        manager = further[0]
        kind = column("kind")
        solid = kind.picks(lambda value: value is LineKind.SOLID, size)
        about = np.where(manager == ANYBODY, names.code(NOBODY), manager).astype(np.int32)
        return [solid.astype(np.int32), first, np.where(solid, 0, about).astype(np.int32)]
    if table.kind is Leave:
        post = further[0]
        return [first, np.where(post == ANYBODY, names.code(ALL_POSTS), post).astype(np.int32)]
    return [first, *further] if table.kind is Tenure else [first]


def keys_of(table: Table[Any], names: Names, rows: Rows) -> Iterator[Key]:
    """Yield the keys of some of a table's facts, without making those; see `Edit.key`."""
    columns = key_columns(table, names, rows)
    if table.kind is ReportingLine:
        solid, post, about = columns
        if not solid.all():
            ids = (names.values[codes].tolist() for codes in (post, about))
            return (
                ("line", one) if is_solid else ("dotted", one, two)
                for is_solid, one, two in zip(solid.tolist(), *ids, strict=True)
            )
        columns = [post]
    kind = repeat(table.kind.kind_name, len(rows))
    return zip(kind, *(names.values[codes].tolist() for codes in columns), strict=True)


def groups_of(table: Table[Any], names: Names) -> Codes:
    """Return for each row of a sorted table the number of its key: alike for one key, rising."""
    if not table.size:
        return np.zeros(0, dtype=np.int32)
    new = np.zeros(table.size, dtype=bool)
    for column in key_columns(table, names):
        new[1:] |= column[1:] != column[:-1]
    return np.cumsum(new, dtype=np.int32)


def canonical(table: Table[Any], names: Names) -> Table[Any]:
    """
    Return a table in canonical order; see `orgchart.facts.in_order`.

    Complexity: one pass when it is in order already, a sort else.
    """
    columns: list[npt.NDArray[np.signedinteger]] = [*key_columns(table, names)]
    for field in shown_fields(table.kind):
        column = table.column(field)
        if field not in IDS[table.kind]:
            ranks = column.ranks(sortable, table.size)
        else:
            ranks = None if field == IDS[table.kind][0] else column.codes
        if ranks is not None:
            columns.append(ranks)
    starts = [Period(cast("Start", start)).start_bounds for start in table.column("start").values]
    codes = table.column("start").codes_of(table.size)
    columns += (np.array(side, dtype=np.int64)[codes] for side in zip(*starts, strict=True))
    packed = _packed(columns)
    if not _in_order(packed):
        rows: Rows = np.lexsort(packed[::-1])
        table, packed = table.kept(rows), [column[rows] for column in packed]
    return _told_apart(table, packed)


def _packed(columns: Sequence[npt.NDArray[np.signedinteger]]) -> list[_Column]:
    """Return columns that sort alike, fewer of them: several small ones make one large number."""
    packed: list[_Column] = []
    room = 0
    for column in columns:
        if not column.size:
            continue
        low, high = int(column.min()), int(column.max())
        if low == high:
            continue
        wide = high - low + 1
        if packed and room and room * wide < _ROOM:
            packed[-1] = packed[-1] * wide + (column.astype(np.int64) - low)
            room *= wide
        else:
            shifted = column.astype(np.int64)
            packed.append(shifted - low if wide < _ROOM else shifted)
            room = wide if wide < _ROOM else 0
    return packed


def _in_order(columns: Sequence[_Column]) -> bool:
    """Say whether rows are in order by columns, the first of which counts most."""
    if not columns:
        return True
    alike = np.ones(len(columns[0]) - 1, dtype=bool)
    for column in columns:
        if np.any(alike & (column[1:] < column[:-1])):
            return False
        alike &= column[1:] == column[:-1]
    return True


def _told_apart(table: Table[Any], columns: Sequence[_Column]) -> Table[Any]:
    """Put rows that are alike in all columns in order of all that their facts say."""
    if table.size <= 1:
        return table
    alike = np.ones(table.size - 1, dtype=bool)
    for column in columns:
        alike &= column[1:] == column[:-1]
    if not alike.any():
        return table
    rows: Rows = np.arange(table.size)
    ends = np.flatnonzero(np.concatenate((alike[:1], alike[1:] & ~alike[:-1])))
    for start in ends.tolist():
        end = start + 1
        while end < len(alike) and alike[end]:
            end += 1
        run = rows[start : end + 1]
        rows[start : end + 1] = sorted(run.tolist(), key=lambda row: repr(table.fact(row)))
    return table if np.array_equal(rows, np.arange(table.size)) else table.kept(rows)
