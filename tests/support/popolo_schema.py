"""A JSON Schema of Popolo's classes, made of the fields that its specification documents."""

from typing import Any, Final

__all__ = ["POPOLO"]

_DATE: Final = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
#: Memberships also take a moment, as the specification says.
_MOMENT: Final = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}(T[0-9:]+(Z|[+-][0-9:]+))?$",
}
_TEXT: Final = {"type": ["string", "null"]}
_NEEDED: Final = {"type": "string"}
_LIST: Final = {"type": "array", "items": {"type": "object"}}


def _class(needed: tuple[str, ...], **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - a schema
    """Return the schema of an object; further fields are allowed, as in Popolo."""
    return {"type": "object", "required": [*needed], "properties": fields}


_LINK: Final = _class(("url",), url={"type": "string", "pattern": "^[A-Za-z][^ ]*:"}, note=_TEXT)
_LINKS: Final = {"type": "array", "items": _LINK}
_OTHER_NAME: Final = _class(
    ("name",), name=_NEEDED, note=_TEXT, lang=_TEXT, start_date=_DATE, end_date=_DATE
)
_OTHER_NAMES: Final = {"type": "array", "items": _OTHER_NAME}
_SHARED: Final = {"sources": _LINKS, "links": _LINKS, "contact_details": _LIST}

_PERSON: Final = _class(
    ("id", "name"),
    id=_NEEDED,
    name=_NEEDED,
    other_names=_OTHER_NAMES,
    identifiers=_LIST,
    birth_date=_DATE,
    death_date=_DATE,
    email=_TEXT,
    gender=_TEXT,
    **_SHARED,
)
_ORGANIZATION: Final = _class(
    ("id", "name"),
    id=_NEEDED,
    name=_NEEDED,
    other_names=_OTHER_NAMES,
    classification=_TEXT,
    parent_id=_TEXT,
    founding_date=_DATE,
    dissolution_date=_DATE,
    **_SHARED,
)
_POST: Final = _class(
    ("id", "label"),
    id=_NEEDED,
    label=_NEEDED,
    role=_TEXT,
    organization_id=_TEXT,
    start_date=_DATE,
    end_date=_DATE,
    **_SHARED,
)
_MEMBERSHIP: Final = _class(
    ("person_id", "post_id"),
    person_id=_NEEDED,
    post_id=_NEEDED,
    organization_id=_TEXT,
    label=_TEXT,
    role=_TEXT,
    start_date=_MOMENT,
    end_date=_MOMENT,
    **_SHARED,
)
_TABLES: Final = {
    "persons": _PERSON,
    "organizations": _ORGANIZATION,
    "posts": _POST,
    "memberships": _MEMBERSHIP,
}
#: A document of the four tables, and no other.
POPOLO: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {name: {"type": "array", "items": made} for name, made in _TABLES.items()},
    "additionalProperties": False,
}
