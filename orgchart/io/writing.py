"""
A history in, plain values out, with nothing lost: what files of text say of each field.

`history_to` makes one document of it; `FIELDS` and `shortened` are for who writes by columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import partial
from operator import eq
from typing import Final, NamedTuple, cast

import attrs
import numpy as np

from orgchart.claims import Claim
from orgchart.history import History
from orgchart.io.shape import (
    CLAIM,
    FORMAT,
    LEAVE,
    LINE,
    PERSON,
    POST,
    SOURCE,
    TENURE,
    UNIT,
    Document,
    Shape,
)
from orgchart.kinds import NOBODY, Certainty, LineKind, TenureKind
from orgchart.model import Fact, ReportingLine
from orgchart.names import Codes, Picks, Rows
from orgchart.policies import DEFAULT_POLICY
from orgchart.sources import Citation, Source, Standing
from orgchart.store.coded import Coded, objects
from orgchart.store.tables import AnyTable, Tables
from orgchart.texts import Texts

__all__ = ["ABSENT", "FIELDS", "Field", "head_to", "history_to", "shortened"]


class _Absent(Enum):
    ABSENT = "absent"


#: What stands for a field that is not written, since it has its default.
ABSENT: Final = _Absent.ABSENT


class Field(NamedTuple):
    """
    A field of a record.

    Attributes:
        name: what it is called in files.
        attribute: what the value of a fact is called that it tells.
        plain: makes of such a value what files say, `ABSENT` where they leave the field out.
    """

    name: str
    attribute: str
    plain: Callable[[object], object]


def _scalar(value: object) -> object:
    # A note that happens to read "solid" is no default, and defaults are told by identity.
    if type(value) is str:
        return value
    if value is False or any(value is default for default in _DEFAULTS):
        return ABSENT
    return value if isinstance(value, int) else str(value)


_DEFAULTS: Final = (None, TenureKind.SUBSTANTIVE, LineKind.SOLID, Certainty.CERTAIN)


def _texts(value: object) -> object:
    return dict(cast("Texts", value)) if value else ABSENT


def _names(value: object) -> object:
    return [*cast("tuple[str, ...]", value)] if value else ABSENT


def _citations(value: object) -> object:
    return [_citation(each) for each in cast("tuple[Citation, ...]", value)] if value else ABSENT


def _citation(citation: Citation) -> str | Document:
    """Return the id alone where a citation says no more."""
    fields = {
        "source": citation.source,
        "locator": citation.locator,
        "quote": citation.quote,
        "attribution": citation.attribution,
        "standing": None if citation.standing is Standing.STATED else str(citation.standing),
    }
    said: Document = {name: text for name, text in fields.items() if text is not None}
    return citation.source if len(said) == 1 else said


def _number_of_seats(value: object) -> object:
    return ABSENT if value is None or value == 1 else value


def _any_number(value: object) -> object:
    return "open" if value is None else ABSENT


def _nobody(value: object) -> object:
    return NOBODY if value is None else ABSENT


def _reports_to(value: object) -> object:
    return value if value is ABSENT else NOBODY if value is None else str(value)


_PLAIN: Final[Mapping[str, Callable[[object], object]]] = {
    "names": _texts,
    "titles": _texts,
    "extra": _texts,
    "after": _names,
    "before": _names,
    "retracted_by": _names,
    "sources": _citations,
    "seats": _number_of_seats,
}


def _fields(shape: Shape, *last: Field) -> tuple[Field, ...]:
    names = ((name, "citations" if name == "sources" else name) for name in shape)
    return (*(Field(name, held, _PLAIN.get(name, _scalar)) for name, held in names), *last)


#: The fields of a record of each table, in the order in which they are written. Words for None
#: stand behind the others; `reports_to` tells the column that `shortened` returns.
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "people": _fields(PERSON),
    "units": _fields(UNIT),
    "posts": _fields(
        POST,
        Field("seats", "seats", _any_number),
        Field("reports_to", "reports_to", _reports_to),
    ),
    "tenures": _fields(TENURE),
    "lines": _fields(LINE, Field("manager", "manager", _nobody)),
    "leaves": _fields(LEAVE),
    "sources": _fields(SOURCE),
    "claims": _fields(CLAIM),
}


def history_to(history: History) -> Document:
    """Return a history as a document, with nothing lost: `history_from` gives it back."""
    short, own = shortened(history.store.facts)
    reports = short.values[short.codes].tolist()
    posts = zip(history.posts, reports, strict=True)
    lines = history.store.facts.lines.facts(own)
    document: Document = {
        "history": head_to(history),
        "people": _by_id((person.id, _record(person, "people")) for person in history.people),
        "units": _by_id((unit.id, _record(unit, "units")) for unit in history.units),
        "posts": _by_id((post.id, _record(post, "posts", reports_to=to)) for post, to in posts),
        "tenures": [_record(tenure, "tenures") for tenure in history.tenures],
        "lines": [_record(line, "lines") for line in lines],
        "leaves": [_record(leave, "leaves") for leave in history.leaves],
        "sources": {source.id: _record(source, "sources") for source in history.sources},
        "claims": {claim.id: _record(claim, "claims") for claim in history.claims},
    }
    return {name: table for name, table in document.items() if table}


def head_to(history: History) -> Document:
    """Return what a document says of the whole: the version of the format is always there."""
    head: Document = {"format": FORMAT, "name": history.name, "zone": history.zone}
    if history.policy != DEFAULT_POLICY:
        head["policy"] = list(history.policy.texts)
    return {key: value for key, value in head.items() if value not in (None, "")}


def _by_id(records: Iterable[tuple[str, Document]]) -> Document:
    grouped: dict[str, list[Document]] = {}
    for key, record in records:
        grouped.setdefault(key, []).append(record)
    return {key: found[0] if len(found) == 1 else found for key, found in grouped.items()}


def _record(value: Fact | Source | Claim, table: str, **more: object) -> Document:
    """Return the fields that have not their default, in the order of the format."""
    record: Document = {}
    for name, attribute, plain in FIELDS[table]:
        held = more[attribute] if attribute in more else getattr(value, attribute)
        told = plain(held)
        if told is not ABSENT:
            record[name] = told
    return record


def shortened(facts: Tables) -> tuple[Coded, Rows]:
    """
    Tell the lines that a post's `reports_to` says in full from those that need their own record.

    Returns:
        A column of the managers of all posts, `ABSENT` where the record of a post is not to tell
        one, with None for nobody; and the rows of the lines that need their own, in order.

    Complexity: one pass over the rows of posts and lines.
    """
    posts, lines = facts.posts, facts.lines
    ids = posts.column("id").codes_of(posts.size)
    row_of = np.zeros(len(facts.names), dtype=np.intp)
    row_of[ids] = np.arange(posts.size)
    about = lines.column("post").codes_of(lines.size)
    plain = np.bincount(ids, minlength=len(row_of))[about] == 1
    for field in attrs.fields(ReportingLine):
        if field.name not in _SAID:
            plain &= lines.column(field.name).picks(partial(eq, field.default), lines.size)
    rows = np.flatnonzero(plain)
    rows = rows[_cited_alike(lines, rows, posts, row_of[about[rows]])]
    # One a post: the first.
    rows = rows[np.unique(about[rows], return_index=True)[1]]
    own = np.ones(lines.size, dtype=bool)
    own[rows] = False
    managers = lines.column("manager")
    told = managers.codes_of(lines.size)[rows]
    codes: Codes = np.full(posts.size, len(managers.values), dtype=np.int32)
    # Where a line has no manager, its code finds the last of the values.
    codes[row_of[about[rows]]] = np.where(told < 0, told + len(managers.values), told)
    return Coded(objects([*managers.values.tolist(), ABSENT]), codes), np.flatnonzero(own)


#: What the record of a post says by itself; in all else a line must be as usual.
_SAID: Final = frozenset({"post", "manager", "citations"})


def _cited_alike(lines: AnyTable, rows: Rows, posts: AnyTable, others: Rows) -> Picks:
    """Say which rows of lines cite what other rows of posts do."""
    theirs, ours = posts.column("citations"), lines.column("citations")
    # One value may stand at several places of a column, after sources were taken out of it.
    places = {cited: place for place, cited in enumerate(theirs.values.tolist())}
    same, found = (
        np.array([places.get(cited, -1) for cited in side.values.tolist()], dtype=np.int64)
        for side in (theirs, ours)
    )
    alike: Picks = (
        found[ours.codes_of(lines.size)[rows]] == same[theirs.codes_of(posts.size)[others]]
    )
    return alike
