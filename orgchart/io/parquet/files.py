"""
Parquet files and Arrow columns; this is the only module that imports `pyarrow`.

What the tables mean is the matter of `tables`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, TypeAlias

from orgchart.io.tables import Form

try:
    import pyarrow  # type: ignore[import-untyped] # noqa: ICN001 - without types; see `pa`
    import pyarrow.compute  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]
except ModuleNotFoundError as error:
    remedy = 'Parquet files need pyarrow: pip install "orgchart[arrow]"'
    raise ModuleNotFoundError(remedy, name=error.name) from error

__all__ = ["TYPES", "Foreign", "pa", "pc", "pq", "write_file"]

#: What a library without types makes.
Foreign: TypeAlias = Any

pa: Final[Foreign] = pyarrow
pc: Final[Foreign] = pyarrow.compute
pq: Final[Foreign] = pyarrow.parquet


def _types() -> dict[Form, Foreign]:
    text = pa.string()
    pair = pa.struct([("key", text), ("text", text)])
    citation = ("source", "locator", "quote", "attribution", "standing")
    return {
        Form.TEXT: text,
        Form.WHOLE: pa.int32(),
        Form.LONG: pa.int64(),
        Form.FLAG: pa.bool_(),
        Form.TEXTS: pa.list_(pair),
        Form.NAMES: pa.list_(text),
        Form.SOURCES: pa.list_(pa.struct([(name, text) for name in citation])),
    }


#: How each form of a column is written.
TYPES: Final = _types()


def write_file(table: Foreign, path: Path) -> None:
    """Write a table to a file of its own, and on to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd", store_schema=False)
        stream.flush()
        os.fsync(stream.fileno())
