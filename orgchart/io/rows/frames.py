"""Values of Python, frames and Arrow tables as tables of texts; no library of them is imported."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from orgchart.io.rows.sheet import Sheet, headed, repeated

__all__ = ["as_text", "is_frame", "sheet_of_frame", "sheet_of_mappings"]


def as_text(value: object) -> str:
    """
    Return the text of a cell.

    None and what is not a number are empty; a whole number of floating point is written without
    a fraction, since columns of ids with gaps become such numbers; a midnight is its day.

    >>> as_text(12.0), as_text(float("nan")), as_text(datetime(2024, 1, 31))
    ('12', '', '2024-01-31')
    """
    if isinstance(value, str):
        return value.strip()
    if value is None or value is True or value is False:
        return "" if value is None else str(value).lower()
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    # Marks of other libraries for what is missing are not equal to themselves, or say so.
    text = str(value).strip()
    return "" if text in {"NaT", "<NA>", "nan"} else text


def _moment(value: datetime) -> str:
    # A mark for a missing moment is a moment that is not equal to itself.
    if value != value:  # noqa: PLR0124 - on purpose, see above
        return ""
    return value.date().isoformat() if value.timetz() == time() else value.isoformat()


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(float(value))


def is_frame(source: object) -> bool:
    """Say whether a source is a frame of pandas or Polars, or an Arrow table."""
    return any(hasattr(source, mark) for mark in ("iloc", "iter_rows", "collect_schema", "schema"))


def sheet_of_frame(source: object, file: str) -> Sheet:
    """Return the table of a frame; its index, if it has one, is left out."""
    frame: Any = source
    if hasattr(frame, "collect"):  # a plan of Polars that was not worked out yet
        frame = frame.collect()
    names: Sequence[object]
    if hasattr(frame, "column_names"):  # Arrow
        names = list(frame.column_names)
        columns = [frame.column(place).to_pylist() for place in range(len(names))]
    elif hasattr(frame, "iter_rows"):  # Polars
        names = list(frame.columns)
        columns = [frame[name].to_list() for name in names]
    elif hasattr(frame, "iloc"):  # pandas
        names = list(frame.columns)
        columns = [frame.iloc[:, place].tolist() for place in range(len(names))]
    else:  # a batch of Arrow
        names = list(frame.schema.names)
        columns = [frame.column(place).to_pylist() for place in range(len(names))]
    texts = [list(map(as_text, cast("Iterable[object]", column))) for column in columns]
    rows = list(zip(*texts, strict=True))
    heads = [as_text(name) for name in names]
    lines = range(1, len(rows) + 1)
    return Sheet(file, headed(heads), rows, lines, again=repeated(heads))


def sheet_of_mappings(source: Iterable[Mapping[Any, object]], file: str) -> Sheet:
    """Return the table of rows given as dicts; a key that is not in a row is empty there."""
    given = list(source)
    keys: dict[object, None] = {}
    for row in given:
        keys.update(dict.fromkeys(row))
    rows = [tuple(as_text(row.get(key)) for key in keys) for row in given]
    heads = [as_text(key) for key in keys]
    return Sheet(file, headed(heads), rows, range(1, len(rows) + 1), again=repeated(heads))
