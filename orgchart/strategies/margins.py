"""What histories hold and no chart compares: people who hold nothing, notes, manners."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import strategies as st

from orgchart.model import Fact, Leave, Person, ReportingLine, Tenure
from orgchart.strategies.dating import Setting
from orgchart.strategies.keeping import Facts, of
from orgchart.strategies.numbers import chosen, digits, numbers
from orgchart.when import When

__all__ = ["margins", "with_margins"]


def margins() -> st.SearchStrategy[int]:
    """Numbers that stand for what is in the margin of a history, the smaller the less."""
    return numbers(3)


def with_margins(facts: Facts, margin: int, setting: Setting) -> Facts:
    """
    Return facts with somebody more who holds nothing, and with remarks on some of them.

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
    if not setting.remarks or remark < _OFTEN:
        return facts
    fields = _FIELDS[remark % len(_FIELDS)]
    marked = [_marked(fact, fields) for fact in facts]
    there = [place for place, fact in enumerate(facts) if marked[place] is not fact]
    first = chosen(there, which) if there else len(facts)
    return [*facts[:first], *marked[first:]]


#: Numbers from here on are four fifths of all, or a third.
_OFTEN: Final = 12
_SELDOM: Final = 40
_FIELDS: Final = (("manner",), ("note",), ("note", "manner"))


def _marked(fact: Fact, fields: tuple[str, ...]) -> Fact:
    """Return a fact with a note, with manners, or as it is; how it ended only where it did."""
    if "note" in fields and isinstance(fact, Tenure | ReportingLine | Leave):
        fact = attrs.evolve(fact, note="As announced")
    if "manner" in fields and isinstance(fact, Tenure):
        end = "resigned" if isinstance(fact.end, When) else None
        fact = attrs.evolve(fact, start_manner="elected", end_manner=end)
    return fact
