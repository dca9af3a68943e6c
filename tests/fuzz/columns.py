"""Damage to Parquet files, which has to be in the columns to get past the check sums."""

import io
from collections.abc import Callable
from random import Random

from orgchart.io.parquet.files import Foreign, pa, pq
from tests.fuzz.mutations import WORDS, in_trees

__all__ = ["in_columns"]


def in_columns(rng: Random, data: bytes) -> bytes:
    """Spoil the columns of a Parquet file, which stays one."""
    try:
        table: Foreign = pq.read_table(pa.BufferReader(data))
    except pa.ArrowException:
        return in_trees(rng, data)
    for _ in range(rng.choice((1, 1, 2, 3))):
        if not table.num_columns:
            break
        place = rng.randrange(table.num_columns)
        name, size = table.column_names[place], table.num_rows
        match rng.randrange(6):
            case 0:
                table = table.remove_column(place)
            case 1:
                table = table.append_column(rng.choice(WORDS[:60]), table.column(place))
            case 2:
                rows = [rng.randrange(size) for _ in range(rng.randrange(size + 2))] if size else []
                table = table.take(pa.array(rows, pa.int64()))
            case 3:
                other = rng.randrange(table.num_columns)
                table = table.set_column(place, name, table.column(other))
            case _:
                table = table.set_column(place, name, _column(rng, size))
    sink = io.BytesIO()
    try:
        pq.write_table(table, sink, compression=rng.choice(("zstd", "none", "snappy")))
    except (pa.ArrowException, OverflowError):
        return data
    return sink.getvalue()


def _column(rng: Random, size: int) -> Foreign:
    """Return a column of any type."""
    words = [rng.choice(WORDS) for _ in range(size)]
    columns: tuple[Callable[[], Foreign], ...] = (
        lambda: pa.array([None] * size, pa.string()),
        lambda: pa.nulls(size),
        lambda: pa.array(words, pa.large_string()),
        lambda: pa.array(words).dictionary_encode(),
        lambda: pa.array([word.encode() for word in words], pa.binary()),
        lambda: pa.array([rng.randrange(-(2**62), 2**62) for _ in range(size)], pa.int64()),
        lambda: pa.array([rng.random() * 1e300 for _ in range(size)], pa.float64()),
        lambda: pa.array([rng.random() < 0.5 for _ in range(size)], pa.bool_()),
        lambda: pa.array([rng.randrange(-(2**40), 2**40) for _ in range(size)], pa.date64()),
        lambda: pa.array([rng.randrange(2**50) for _ in range(size)], pa.timestamp("us", "UTC")),
        lambda: pa.array([[word, None] for word in words], pa.list_(pa.string())),
        lambda: pa.array([{"key": word, "text": None} for word in words]),
        lambda: pa.array([[{"key": word, "text": word}] * 2 for word in words]),
        lambda: pa.array([[{"source": word, "quote": word}] for word in words]),
    )
    return rng.choice(columns)()
