"""What the questions are asked of: a history, and an organisation that it knows."""

from __future__ import annotations

from typing import cast

import numpy as np

from orgchart.errors import InvalidValueError, require_known
from orgchart.history import History

__all__ = ["organization_number", "require_history"]


def require_history(history: object) -> None:
    """
    Refuse what is no history.

    Raises:
        InvalidValueError: it is something else.
    """
    if not isinstance(history, History):
        reason = "give a history; charts by date make one: History.from_snapshots({date: chart})"
        raise InvalidValueError("an analysis", "history", history, reason)


def organization_number(history: History, organization: str) -> int:
    """
    Return the number of the id of a unit: one with a record, or one that a unit or post names.

    Raises:
        InvalidValueError: what is asked is no history.
        UnknownIdError: the history has no such unit.

    Complexity: a few comparisons of columns.
    """
    require_history(history)
    facts = history.store.facts
    number = facts.names.code(organization)
    named = (
        table.column(field).codes_of(table.size)
        for table, field in (
            (facts.units, "id"),
            (facts.units, "parent"),
            (facts.posts, "unit"),
        )
    )
    known = np.zeros(len(facts.names) + 1, dtype=bool)
    for numbers in named:
        known[numbers] = True
    known[-1] = False  # what stands for no unit at all
    if not known[number]:
        ids = cast("list[str]", facts.names.values[known].tolist())
        require_known("unit", organization, ids, "the history")
    return number
