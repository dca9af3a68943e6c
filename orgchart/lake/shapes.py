"""What the interval tables have beside their columns: keys, and which fields a chart shows."""

from __future__ import annotations

from typing import Final, final

import attrs

from orgchart.io.tables import TABLES, TableForm
from orgchart.kinds import LineKind
from orgchart.lake.expressions import Column, Rows, ibis

__all__ = ["KEY", "KEYED", "Keyed"]

#: The columns that a key is made of; `second` is empty text where a key has one id.
KEY: Final = ("kind_of_key", "first", "second")


@final
@attrs.frozen
class Keyed:
    """
    One of the tables, seen as facts about keys.

    Attributes:
        form: which columns it has.
        kind: the first part of its keys; that of solid lines, where there are two.
        first, second: the columns of the ids in its keys; no second where a key has one id.
    """

    form: TableForm
    kind: str
    first: str
    second: str | None = None

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.form.name

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that hold the fields of a fact, in order."""
        return tuple(self.form.fields)

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields that make two charts different."""
        given = attrs.fields(self.form.kind)
        return tuple(field.alias or field.name for field in given if not field.metadata)

    def with_key(self, table: Rows) -> Rows:
        """Return the table with the columns of `KEY` beside its own."""
        kind: Column = ibis.literal(self.kind)
        second: Column = ibis.literal("")
        if self.name == "lines":
            solid = table["kind"] == LineKind.SOLID.value
            kind = ibis.ifelse(solid, self.kind, "dotted")
            second = ibis.ifelse(solid, "", table["manager"])
        elif self.second is not None:
            # A leave from all posts is about "*".
            second = ibis.coalesce(table[self.second], "*")
        return table.mutate(kind_of_key=kind, first=table[self.first], second=second)


_KEYS: Final = {
    "people": ("person", "id", None),
    "units": ("unit", "id", None),
    "posts": ("post", "id", None),
    "tenures": ("tenure", "person", "post"),
    "lines": ("line", "post", "manager"),
    "leaves": ("leave", "person", "post"),
}

#: The tables, in the order of `History.facts`.
KEYED: Final = tuple(Keyed(form, *_KEYS[form.name]) for form in TABLES)
