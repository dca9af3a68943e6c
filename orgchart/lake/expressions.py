"""
Ibis, as the other modules of this package meet it.

Its types say that a column is a column and not which operators it has; that is known once a table
is open. So expressions have no type here but a name for what they stand for; what the package
hands out is typed.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

try:
    import ibis as _ibis
    from ibis import Table
    from ibis.backends import BaseBackend
except ModuleNotFoundError as error:
    remedy = 'orgchart.lake needs Ibis: pip install "orgchart[lake]"'
    raise ModuleNotFoundError(remedy, name=error.name) from error

__all__ = ["BaseBackend", "Column", "Engine", "Rows", "Table", "Type", "ibis"]

ibis: Final[Any] = _ibis

#: A connection, with readers of files that other engines may not have.
Engine: TypeAlias = Any
#: An expression that stands for the rows of a table.
Rows: TypeAlias = Any
#: An expression that stands for a value in each row.
Column: TypeAlias = Any
#: What a column holds.
Type: TypeAlias = Any
