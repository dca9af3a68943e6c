"""The words of Popolo: which field of a class is which field of a fact, and which are lists."""

from __future__ import annotations

import json
import re
from typing import Final

from orgchart.io.shape import is_list, is_table

__all__ = [
    "KINDS",
    "MEMBERSHIP",
    "MULTILINGUAL",
    "ORGANIZATION",
    "PERSON",
    "POST",
    "STRUCTURED",
    "compact",
    "is_address",
    "is_left_over",
    "structure",
]

#: The fields of each class that have a place in a fact; all others ride along as `extra`.
PERSON: Final = frozenset({"id", "name", "sources", "memberships"})
ORGANIZATION: Final = frozenset(
    {
        "id",
        "name",
        "classification",
        "parent_id",
        "parent",
        "founding_date",
        "dissolution_date",
        "sources",
        "memberships",
        "posts",
        "children",
    }
)
POST: Final = frozenset(
    {
        "id",
        "label",
        "organization_id",
        "organization",
        "start_date",
        "end_date",
        "sources",
        "memberships",
    }
)
MEMBERSHIP: Final = frozenset(
    {
        "person_id",
        "person",
        "member",
        "organization_id",
        "organization",
        "post_id",
        "post",
        "label",
        "start_date",
        "end_date",
        "sources",
    }
)
#: The roles that say how somebody sits.
KINDS: Final = frozenset({"acting", "interim", "adviser"})
#: The note that tells a name in another language from another name.
MULTILINGUAL: Final = "multilingual"
#: Fields that hold a list or an object.
STRUCTURED: Final = frozenset(
    {
        "area",
        "contact_details",
        "identifiers",
        "links",
        "motions",
        "on_behalf_of",
        "other_label",
        "pronouns",
        "speeches",
        "vote_events",
        "votes",
    }
)

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20\x7f-\x9f<>\"{}|\\^`]+")


def is_address(text: str | None) -> bool:
    """Say whether a text is an absolute web address, as a source of Popolo must have."""
    return text is not None and _ADDRESS.fullmatch(text) is not None


def compact(value: object) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def structure(text: str) -> object:
    """Return the list or object that a text is the compact JSON of; None where it is none."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if (is_table(found) or is_list(found)) and compact(found) == text else None


def is_left_over(name: object) -> bool:
    """Say whether an entry of `other_names` has no place: it has neither dates nor a language."""
    return is_table(name) and not {"start_date", "end_date", "lang"} & set(name)
