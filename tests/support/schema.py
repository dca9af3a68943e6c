"""The JSON Schema of the JSON file, made of the shape that the readers use."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from orgchart import Certainty, LineKind, Standing, TenureKind
from orgchart.io.shape import (
    CITATION,
    CLAIM,
    FORMAT,
    HEAD,
    LEAVE,
    LINE,
    PERSON,
    POST,
    SOURCE,
    TABLES,
    TENURE,
    UNIT,
    Shape,
)

__all__ = ["history_schema", "schema_text"]

#: A JSON Schema, or a part of one.
Schema = dict[str, Any]

#: No blanks at its ends, no control characters, no separators of lines, and none of the words.
#: The blanks are those of Unicode, written out: programs differ on what \s is.
_BLANK: Final = r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROL: Final = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_ID: Final = f"^[^{_BLANK}{_CONTROL}]([^{_CONTROL}]*[^{_BLANK}{_CONTROL}])?$"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


_TEXT: Final[Schema] = {"type": "string"}
_NOTHING: Final[Schema] = {"type": "null"}

#: What each reader of `shape` takes, by its name; one that is not here is new, and fails.
_TAKEN: Final[Mapping[str, Schema]] = {
    "read_text": _TEXT,
    "_texts": _ref("texts"),
    "_yes_or_no": {"type": "boolean"},
    "_names": _ref("names"),
    "_sources": {"type": "array", "items": _ref("citation")},
    "_whole": {"type": "integer"},
    "_seats": _or({"const": "open"}, {"type": "integer", "minimum": 1}),
    "_moment": _ref("moment"),
    "_bound": _ref("moment"),
    "_start": _ref("moment"),
}

_WHAT: Final[Mapping[str, str]] = {
    "history": "What the file says of the organisation as a whole.",
    "people": "People by id. A list holds versions of one person, told apart by their dates.",
    "units": "Organisations, boards, committees and teams by id, or versions of one in a list.",
    "posts": "Posts by id, or versions of one in a list.",
    "tenures": "Who held which post, from when to when.",
    "lines": "Which post reports to which post or unit, from when to when.",
    "leaves": "Who was absent, from when to when.",
    "sources": "Sources by id.",
    "claims": "Numbers that sources give, by id.",
}
_MEANING: Final[Mapping[str, str]] = {
    "start": 'A moment, or "unknown": it began, nobody knows when. Left out: not stated.',
    "end": (
        'A moment, from which on it is no longer so; or "unknown": it ended, nobody knows when; '
        'or "ongoing": it is stated to go on. Left out: not stated.'
    ),
    "zone": "The IANA name of the time zone of days and clock times that name none.",
    "seats": 'How many can hold the post at once; "open" for any number; 1 when left out.',
    "rank": "The place in order of seniority, lower first.",
    "claim": "Facts with one id are rival readings of the same thing.",
    "extra": "Texts that have no place of their own.",
    "names": "Names by language tag.",
    "titles": "Titles by language tag.",
    "retracted_by": "The ids of the sources that took it back.",
}


def _words(*words: str) -> Schema:
    return {"enum": [str(word) for word in words]}


_NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
#: Fields that take less than their reader does, by table and name.
_LESS: Final[Mapping[tuple[str, str], Schema]] = {
    ("history", "format"): {"const": FORMAT},
    ("history", "policy"): {"type": "array", "items": _TEXT},
    ("tenures", "kind"): _words(*TenureKind),
    ("lines", "kind"): _words(*LineKind),
    ("units", "parent"): _ref("id"),
    ("posts", "unit"): _ref("id"),
    ("posts", "reports_to"): _ref("manager"),
    ("tenures", "person"): _or(_ref("id"), {"const": "undisclosed"}),
    ("tenures", "post"): _ref("id"),
    ("lines", "post"): _ref("id"),
    ("lines", "manager"): _ref("manager"),
    ("leaves", "person"): _ref("id"),
    ("leaves", "post"): _ref("id"),
    ("claims", "low"): _NUMBER,
    ("claims", "high"): _NUMBER,
}
_ANYWHERE: Final[Mapping[str, Schema]] = {"certainty": _words(*Certainty)}


def history_schema() -> Schema:
    """Return the schema of the JSON file of a history."""
    made = {
        "history": _record("history", HEAD, ()),
        "people": _by_id("person"),
        "units": _by_id("unit"),
        "posts": _by_id("post"),
        "tenures": _listed("tenures", TENURE, ("person", "post")),
        "lines": _listed("lines", LINE, ("post", "manager")),
        "leaves": _listed("leaves", LEAVE, ("person",)),
        "sources": _keyed(_record("sources", SOURCE, ())),
        "claims": _keyed(_claim()),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:orgchart:history:{FORMAT}",
        "title": "A history of an organisation",
        "description": (
            "The JSON file of orgchart. The schema knows the form of each field; what dates can "
            "be, and what facts say together, is checked when the file is read."
        ),
        "type": "object",
        "properties": {
            table: {"description": _WHAT[table], **_or(made[table], _NOTHING)} for table in TABLES
        },
        "additionalProperties": False,
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    post = {**POST, "reports_to": PERSON["name"]}
    return {
        "person": _record("people", PERSON, ("name",)),
        "unit": _record("units", UNIT, ("name",)),
        "post": _record("posts", post, ("title",)),
        "id": {
            "description": "Text without control characters, and without blanks at its ends.",
            "type": "string",
            "pattern": _ID,
            "not": _words("unknown", "undisclosed", "ongoing", "nobody", "*"),
        },
        "manager": {
            "description": (
                'The id of a post or a unit; "unknown": nobody knows who; "nobody": it is stated '
                "that there is none."
            ),
            **_or(_ref("id"), _words("unknown", "nobody")),
        },
        "moment": {
            "description": "An instant, day, month or year, or something vaguer.",
            "examples": ["2023-11-17", "2020", "2020~", "[2020-11..2020-12]", "end of 2020"],
            **_or(
                {"type": "string", "minLength": 1},
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ),
        },
        "names": _or(_TEXT, {"type": "array", "items": _TEXT}),
        "texts": {"type": "object", "additionalProperties": _TEXT},
        "citation": {
            "description": "The id of a source, or what it says and where.",
            **_or(
                _ref("id"),
                {
                    "type": "object",
                    "properties": {name: _citation(name) for name in sorted(CITATION)},
                    "required": ["source"],
                    "additionalProperties": False,
                },
            ),
        },
    }


def _citation(name: str) -> Schema:
    if name == "source":
        return _ref("id")
    if name == "standing":
        return _words(*Standing)
    return {"type": "string", "maxLength": 20} if name == "quote" else _TEXT


def _field(table: str, name: str, read: Callable[..., object], *, needed: bool) -> Schema:
    taken = _LESS.get((table, name)) or _ANYWHERE.get(name) or _TAKEN[read.__name__]
    meaning = {"description": _MEANING[name]} if name in _MEANING else {}
    # Null is the same as left out.
    return {**meaning, **(taken if needed else _or_nothing(taken))}


def _or_nothing(taken: Schema) -> Schema:
    if isinstance(taken.get("type"), str) and len(taken) == 1:
        return {"type": [taken["type"], "null"]}
    if "enum" in taken:
        return {"enum": [*taken["enum"], None]}
    return _or(taken, _NOTHING)


def _record(table: str, shape: Shape, needed: tuple[str, ...]) -> Schema:
    fields = {
        name: _field(table, name, read, needed=name in needed) for name, read in shape.items()
    }
    required: Schema = {"required": list(needed)} if needed else {}
    return {"type": "object", "properties": fields, **required, "additionalProperties": False}


def _claim() -> Schema:
    given = [{"required": [name], "properties": {name: _NUMBER}} for name in ("low", "high")]
    return {**_record("claims", CLAIM, ("about",)), **_or(*given)}


def _keyed(record: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ref("id"), "additionalProperties": record}


def _by_id(name: str) -> Schema:
    record = _ref(name)
    return _keyed({"if": {"type": "array"}, "then": {"items": record}, "else": record})


def _listed(table: str, shape: Shape, needed: tuple[str, ...]) -> Schema:
    return {"type": "array", "items": _record(table, shape, needed)}


def schema_text() -> str:
    """Return the text of the file in `docs/`."""
    return json.dumps(history_schema(), ensure_ascii=True, indent=2) + "\n"
