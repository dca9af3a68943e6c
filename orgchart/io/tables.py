"""
The form of a history as interval tables: one table a kind of fact, with what is worked out.

A folder holds `history.json`, and a folder of files for each table. Which library reads and writes
the files is not the matter of this module: it knows columns and plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from enum import Enum
from typing import Final, TypeAlias, cast, final

import attrs
import numpy as np
import numpy.typing as npt

from orgchart.bounds import UNBOUNDED
from orgchart.calendars import EPOCH
from orgchart.facts import in_order
from orgchart.history import History
from orgchart.io.shape import LEAVE, LINE, PERSON, POST, TENURE, UNIT, Document, Shape
from orgchart.io.writing import history_to
from orgchart.kinds import NOBODY, UNKNOWN, Certainty
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.names import Codes
from orgchart.sources import Citation, Standing
from orgchart.store.coded import Coded, objects
from orgchart.store.force import InForce
from orgchart.store.order import groups_of
from orgchart.store.tables import AnyTable
from orgchart.texts import Texts

__all__ = [
    "FORM",
    "HEAD_FILE",
    "OPEN",
    "TABLES",
    "VERSION",
    "WORKED_OUT",
    "Column",
    "Form",
    "TableForm",
    "Told",
    "head_of",
    "told",
    "trimmed",
    "year_of",
]

#: What `history.json` calls the form, and which version of it this module writes and reads.
FORM: Final = "orgchart tables"
VERSION: Final = 1
#: The file beside the tables that holds what is no fact.
HEAD_FILE: Final = "history.json"
#: The partition of what has no last end.
OPEN: Final = 9999


@final
class Form(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "a whole number"
    LONG = "a whole number of 64 bits"
    FLAG = "yes or no"
    #: Pairs of a key and a text.
    TEXTS = "a list of structs of key and text"
    NAMES = "a list of texts"
    SOURCES = "a list of structs of source, locator, quote, attribution and standing"


_FORMS: Final = {
    "seats": Form.WHOLE,
    "rank": Form.WHOLE,
    "names": Form.TEXTS,
    "titles": Form.TEXTS,
    "extra": Form.TEXTS,
    "after": Form.NAMES,
    "before": Form.NAMES,
    "retracted_by": Form.NAMES,
    "sources": Form.SOURCES,
}

#: What is worked out from the facts, and passed over when they are read.
WORKED_OUT: Final[Mapping[str, Form]] = {
    "row": Form.LONG,
    "place": Form.WHOLE,
    "holds": Form.FLAG,
    "sureness": Form.TEXT,
    "start_low": Form.LONG,
    "start_high": Form.LONG,
    "end_low": Form.LONG,
    "end_high": Form.LONG,
    "begun": Form.LONG,
    "ended": Form.LONG,
}


@final
@attrs.frozen(order=False)
class TableForm:
    """
    One of the tables.

    Attributes:
        name: its name, and that of its folder.
        kind: the facts that it holds.
        shape: how its fields are read.
        needed: the columns that no table goes without.
    """

    name: str
    kind: type[Fact]
    shape: Shape
    needed: tuple[str, ...]

    @property
    def fields(self) -> dict[str, Form]:
        """The columns of the fields of a fact, in order."""
        names = ("id", *self.shape) if "id" in self.needed else tuple(self.shape)
        return {name: _FORMS.get(name, Form.TEXT) for name in names}

    @property
    def columns(self) -> dict[str, Form]:
        """The columns that are written, in order."""
        return {**self.fields, **WORKED_OUT}


#: The tables, in the order of `History.facts`.
TABLES: Final = (
    TableForm("people", Person, PERSON, ("id", "name")),
    TableForm("units", Unit, UNIT, ("id", "name")),
    TableForm("posts", Post, POST, ("id", "title")),
    TableForm("tenures", Tenure, TENURE, ("person", "post")),
    TableForm("lines", ReportingLine, LINE, ("post", "manager")),
    TableForm("leaves", Leave, LEAVE, ("person",)),
)


def trimmed(values: Sequence[object], codes: Codes) -> Coded:
    """Make a column of values and codes, without the values that no row has."""
    used = np.flatnonzero(np.bincount(codes, minlength=len(values)))
    if len(used) < len(values):
        places = np.zeros(len(values), dtype=np.int32)
        places[used] = np.arange(len(used), dtype=np.int32)
        codes = places[codes]
        values = [values[code] for code in used.tolist()] if len(used) else [None]
    return Coded(objects(values), None if len(values) == 1 else codes)


# writing

#: A column that is worked out.
Column: TypeAlias = npt.NDArray[np.int64] | npt.NDArray[np.bool_]


@final
@attrs.frozen(eq=False)
class Told:
    """
    One table of a history.

    Attributes:
        form: which table.
        size: how many rows it has.
        fields: the columns of the fields by name, in the order in which they are written: plain
            values, each once, with their places.
        worked_out: the further columns by name, in the order in which they are written.
    """

    form: TableForm
    size: int
    fields: Mapping[str, Coded]
    worked_out: Mapping[str, Coded | Column]

    @property
    def untils(self) -> npt.NDArray[np.int64]:
        """The partition of each row: the year of its last end."""
        ends, codes = np.unique(cast("Column", self.worked_out["end_high"]), return_inverse=True)
        years = np.array([year_of(bound) for bound in ends.tolist()], dtype=np.int64)
        return years[codes] if self.size else years


def head_of(history: History, rows: Mapping[str, int]) -> Document:
    """Return what `history.json` says: what is no fact, and how many rows each table has."""
    bare = History.build(
        name=history.name,
        zone=history.zone,
        sources=history.sources,
        claims=history.claims,
        policy=history.policy,
    )
    document = history_to(bare)
    head = cast("Document", document.pop("history"))
    head |= {"name": history.name, "zone": history.zone, "floating": history.store.floating}
    head |= {"format": FORM, "version": VERSION}
    return {**head, **document, "rows": dict(rows)}


def told(history: History) -> Iterator[Told]:
    """
    Yield the tables of a history.

    Complexity: one pass over the rows; facts are made only where some of their kind do not hold.
    """
    store = history.store
    names = store.facts.names
    for number, form in enumerate(TABLES):
        table = store.facts.every[number]
        fields = {
            name: _plain(name, held, table.column(_ATTRIBUTE.get(name, name)), table.size)
            for name, held in form.fields.items()
        }
        holds = _holding(table, store.in_force.tables.every[number])
        groups = groups_of(table, names)
        worked_out: dict[str, Coded | Column] = {
            "row": np.arange(table.size),
            "place": _places(table, groups),
            "holds": holds,
            "sureness": _sureness(table),
            **_bounds(table, store.in_force, number, holds),
        }
        yield Told(form, table.size, fields, worked_out)


_ATTRIBUTE: Final = {"sources": "citations"}


def _plain(name: str, form: Form, column: Coded, size: int) -> Coded:
    """Return a column of plain values, without those that no row has."""
    codes = column.codes_of(size)
    count = len(column.values)
    held = (
        trimmed(column.values.tolist(), np.where(codes < 0, codes + count, codes))
        if size
        else (Coded.constant(None))
    )
    return Coded(objects([_PLAIN[form](name, value) for value in held.values]), held.codes)


def _holding(table: AnyTable, held: AnyTable) -> npt.NDArray[np.bool_]:
    """Say which facts hold: all but losing rivals and what was taken back."""
    if table is held:
        return np.ones(table.size, dtype=np.bool_)
    # What holds stands in the same order, with those left out that do not.
    left = iter(held)
    ahead = next(left, None)
    found: list[bool] = []
    for fact in table:
        found.append(fact == ahead)
        if found[-1]:
            ahead = next(left, None)
    return np.array(found, dtype=np.bool_)


def _places(table: AnyTable, groups: Codes) -> npt.NDArray[np.int64]:
    """
    Return the place of each fact among those about the same, were all of them equally sure.

    A chart orders facts about the same by how sure they are at its moment, and then so.
    """
    rows = np.arange(table.size)
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    places = rows - firsts[groups]
    certainty = table.column("certainty").codes
    if certainty is not None:
        mixed = np.unique(groups[1:][(groups[1:] == groups[:-1]) & (np.diff(certainty) != 0)])
        for group in mixed.tolist():
            start = int(firsts[group])
            end = int(firsts[group + 1]) if group + 1 < len(firsts) else table.size
            alike = [
                fact.with_certainty(Certainty.CERTAIN) for fact in table.facts(rows[start:end])
            ]
            ordered = {id(fact): place for place, fact in enumerate(in_order(alike))}
            places[start:end] = [ordered[id(fact)] for fact in alike]
    return places


def _sureness(table: AnyTable) -> Coded:
    """Return how sure each fact is in itself; see `BaseFact.sureness`."""
    possible = table.column("certainty").picks(_is_possible, table.size)
    possible |= table.column("citations").picks(_is_rumour, table.size)
    words = objects([str(Certainty.CERTAIN), str(Certainty.POSSIBLE)])
    return Coded(words, possible.astype(np.int32))


def _is_possible(certainty: object) -> bool:
    return certainty is Certainty.POSSIBLE


def _is_rumour(citations: object) -> bool:
    cited = cast("tuple[Citation, ...]", citations)
    return bool(cited) and all(one.standing is Standing.RUMOURED for one in cited)


def _bounds(
    table: AnyTable, in_force: InForce, number: int, holds: npt.NDArray[np.bool_]
) -> dict[str, Column]:
    """Return the bounds of periods: in force, or as stated for what does not hold."""
    lasting, bounds = in_force.lasting[number], in_force.ends.bounds
    start, end = lasting.start, lasting.end
    vague = end == in_force.ends.code(UNKNOWN)
    held: dict[str, Column] = {
        "start_low": bounds.start_low[start],
        "start_high": bounds.start_high[start],
        "end_low": np.where(vague, bounds.start_low[start], bounds.end_low[end]),
        "end_high": bounds.end_high[end],
        "begun": bounds.begun[start],
        "ended": bounds.ended[end],
    }
    if holds.all():
        return held
    rows = np.flatnonzero(~holds)
    stated = [fact.period for fact in table.facts(rows)]
    given = [(*period.start_bounds, *period.end_bounds, *period.settled) for period in stated]
    found: dict[str, Column] = {}
    for (name, column), other in zip(held.items(), zip(*given, strict=True), strict=True):
        whole = np.empty(table.size, dtype=np.int64)
        whole[holds], whole[rows] = column, other
        found[name] = whole
    return found


def year_of(bound: int) -> int:
    """
    Return the year in which a bound lies, in UTC; that of open ends where it lies in none.

    >>> year_of(0), year_of(UNBOUNDED), year_of(-UNBOUNDED)
    (1970, 9999, 1)
    """
    if abs(bound) == UNBOUNDED:
        return OPEN if bound > 0 else 1
    try:
        return (EPOCH + timedelta(microseconds=bound // 2)).year
    except OverflowError:
        return OPEN if bound > 0 else 1


def _text(name: str, value: object) -> str | None:
    if value is None:
        return NOBODY if name == "manager" else None
    return str(value)


def _same(_name: str, value: object) -> object:
    return value


def _pairs(_name: str, value: object) -> list[dict[str, str]]:
    return [{"key": key, "text": text} for key, text in cast("Texts", value or ())]


def _names(_name: str, value: object) -> list[str]:
    return list(cast("tuple[str, ...]", value or ()))


def _citations(_name: str, value: object) -> list[dict[str, str | None]]:
    return [
        {
            "source": citation.source,
            "locator": citation.locator,
            "quote": citation.quote,
            "attribution": citation.attribution,
            "standing": str(citation.standing),
        }
        for citation in cast("tuple[Citation, ...]", value or ())
    ]


_PLAIN: Final[Mapping[Form, Callable[[str, object], object]]] = {
    Form.TEXT: _text,
    Form.WHOLE: _same,
    Form.TEXTS: _pairs,
    Form.NAMES: _names,
    Form.SOURCES: _citations,
}
