"""
The shape of a history as plain tables: which fields each kind of fact has, and how one is read.

The TOML and JSON files share it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeAlias, TypeGuard, cast

from orgchart.kinds import ONGOING, UNKNOWN
from orgchart.model import MOST_BITS
from orgchart.periods import End
from orgchart.sources import Citation, Standing
from orgchart.when import When, as_when

__all__ = [
    "CITATION",
    "CLAIM",
    "FORMAT",
    "HEAD",
    "LEAVE",
    "LINE",
    "PERSON",
    "POST",
    "SOURCE",
    "TABLES",
    "TENURE",
    "UNIT",
    "Document",
    "ReadField",
    "Shape",
    "is_list",
    "is_table",
    "read_text",
]

#: The version of the file format that is written.
FORMAT: Final = 1

Document: TypeAlias = dict[str, object]
#: Makes the value of a field of what a parser returned, given the zone of the history.
#: Raises TypeError or InvalidWhenError when it cannot.
ReadField: TypeAlias = Callable[[Any, str | None], Any]
Shape: TypeAlias = dict[str, ReadField]


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Say whether a value is a table; parsers make its keys texts."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Say whether a value is a list."""
    return isinstance(value, list)


def read_text(value: object, _zone: str | None) -> str:
    """Take text."""
    if not isinstance(value, str):
        raise TypeError("give text in quotes")
    return value


def _texts(value: object, _zone: str | None) -> dict[str, str]:
    pairs = value if is_table(value) else {"": None}
    texts = {key: text for key, text in pairs.items() if isinstance(text, str)}
    if len(texts) < len(pairs):
        raise TypeError('give a table of texts, such as { zh-Hans = "…" }')
    return texts


def _yes_or_no(value: object, _zone: str | None) -> bool:
    if not isinstance(value, bool):
        raise TypeError("give true or false")
    return value


def _names(value: object, _zone: str | None) -> tuple[str, ...]:
    items = value if is_list(value) else [value]
    names = tuple(item for item in items if isinstance(item, str))
    if len(names) < len(items):
        raise TypeError("give text in quotes, or a list of texts")
    return names


def _sources(value: object, _zone: str | None) -> tuple[Citation, ...]:
    """Take a list of ids of sources, and of tables that say more of a citation."""
    items = value if is_list(value) else [None]
    return tuple(_citation(item) for item in items)


def _citation(item: object) -> Citation:
    if isinstance(item, str):
        return Citation(item)
    fields = _texts(item, None) if is_table(item) else {}
    if "source" not in fields:
        raise TypeError('give a list of ids and tables, such as ["ft", { source = "ap" }]')
    unknown = sorted(fields.keys() - CITATION)
    if unknown:
        raise TypeError(f"a citation has no {unknown[0]!r}; it has {', '.join(sorted(CITATION))}")
    return Citation(
        fields["source"],
        locator=fields.get("locator"),
        quote=fields.get("quote"),
        attribution=fields.get("attribution"),
        standing=cast("Standing", fields.get("standing", Standing.STATED)),
    )


def _whole(value: object, _zone: str | None) -> int:
    if type(value) is not int:
        raise TypeError("give a whole number")
    if value.bit_length() > MOST_BITS:
        raise TypeError("give a number with fewer digits")
    return value


def _seats(value: object, zone: str | None) -> int | None:
    return None if value == "open" else _whole(value, zone)


def _moment(value: object, zone: str | None) -> When:
    if type(value) is int and 1 <= value <= _LAST_YEAR:
        value = f"{value:04d}"  # a year without quotes
    if not isinstance(value, str | date):
        raise TypeError('give a date in quotes, such as "2023-11-17"')
    return as_when(value, zone)


def _bound(value: object, zone: str | None) -> End:
    if value == UNKNOWN:
        return UNKNOWN
    return ONGOING if value == ONGOING else _moment(value, zone)


def _start(value: object, zone: str | None) -> End:
    return UNKNOWN if value == UNKNOWN else _moment(value, zone)


#: The fields of a citation.
CITATION: Final = frozenset({"source", "locator", "quote", "attribution", "standing"})
_LAST_YEAR: Final = 9999

_COMMON: Final[Shape] = {
    "start": _start,
    "end": _bound,
    "certainty": read_text,
    "sources": _sources,
    "claim": read_text,
    "after": _names,
    "before": _names,
    "retracted_by": _names,
    "extra": _texts,
}
PERSON: Final[Shape] = {"name": read_text, "names": _texts, **_COMMON}
UNIT: Final[Shape] = {
    "name": read_text,
    "kind": read_text,
    "parent": read_text,
    "names": _texts,
    **_COMMON,
}
POST: Final[Shape] = {
    "title": read_text,
    "unit": read_text,
    "seats": _seats,
    "rank": _whole,
    "titles": _texts,
    **_COMMON,
}
TENURE: Final[Shape] = {
    "person": read_text,
    "post": read_text,
    "kind": read_text,
    "title": read_text,
    "start_manner": read_text,
    "end_manner": read_text,
    "note": read_text,
    **_COMMON,
}
LINE: Final[Shape] = {
    "post": read_text,
    "manager": read_text,
    "kind": read_text,
    "note": read_text,
    **_COMMON,
}
LEAVE: Final[Shape] = {"person": read_text, "post": read_text, "note": read_text, **_COMMON}
SOURCE: Final[Shape] = {
    "title": read_text,
    "publisher": read_text,
    "author": read_text,
    "published": _moment,
    "url": read_text,
    "language": read_text,
    "note": read_text,
    "translation_of": read_text,
    "extra": _texts,
}
HEAD: Final[Shape] = {"format": _whole, "name": read_text, "zone": read_text, "policy": _names}
CLAIM: Final[Shape] = {
    "about": read_text,
    "low": _whole,
    "high": _whole,
    "approximate": _yes_or_no,
    "sources": _sources,
}
TABLES: Final = (
    "history",
    "people",
    "units",
    "posts",
    "tenures",
    "lines",
    "leaves",
    "sources",
    "claims",
)
