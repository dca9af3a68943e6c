"""What histories hold and no chart compares: people who hold nothing, notes, manners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from orgchart.model import Fact, Person, Tenure
from orgchart.strategies.dating import Setting
from orgchart.strategies.keeping import Facts, of
from orgchart.strategies.numbers import chosen, digits, numbers
from orgchart.when import When

__all__ = ["margins", "with_margins"]


def margins() -> st.SearchStrategy[int]:
    """Numbers that stand for what is in the margin of a history, nothing in half of them."""
    return numbers(3)


def with_margins(facts: Facts, margin: int, setting: Setting) -> Facts:
    """
    Return facts with somebody more who holds nothing, and with a remark on one of them.

    Args:
        facts: the facts of a history.
        margin: one of `margins`.
        setting: what may occur.
    """
    idle, remark, which = digits(margin, 3)
    if setting.idle and idle >= _SELDOM:
        met = {person.id for person in of(facts, Person)}
        absent = [person for person in setting.options.people if person.id not in met]
        facts = [*facts, *absent[:1]]
    if not setting.remarks:
        return facts
    new = chosen(_REMARKS, remark)
    open_to_it = [fact for fact in facts if _takes(fact, new)]
    if not new or not open_to_it:
        return facts
    marked = chosen(open_to_it, which)
    return [attrs.evolve(fact, **new) if fact is marked else fact for fact in facts]


#: Numbers from here on are a third of all.
_SELDOM: Final = 40
_NONE: Final[Mapping[str, Any]] = {}
_REMARKS: Final[tuple[Mapping[str, Any], ...]] = (
    *(_NONE, _NONE, _NONE),
    {"note": "As announced"},
    {"start_manner": "elected"},
    {"end_manner": "resigned", "note": "At once"},
)


def _takes(fact: Fact, new: Mapping[str, Any]) -> bool:
    """Say whether a fact has such fields, and an end where it is said how it ended."""
    fields = {field.name for field in attrs.fields(type(fact))}
    if "end_manner" in new and not (isinstance(fact, Tenure) and isinstance(fact.end, When)):
        return False
    return fields.issuperset(new)
