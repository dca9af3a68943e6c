"""The smallest difference of two values, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from orgchart.edits import edits_between
from orgchart.history import History
from orgchart.laws.spelling import code_of
from orgchart.model import Fact
from orgchart.snapshot import Snapshot

__all__ = ["charts_apart", "histories_apart", "sides"]

#: More differences than these are counted and not shown.
_SHOWN: Final = 3


def sides(expected: object, found: object, where: str = "") -> str:
    """
    Return what was expected and what was found, as code.

    >>> print(sides(1, None, "at noon"))
    at noon:
      expected: 1
      found:    nothing
    """
    head = f"{where}:\n" if where else ""
    return f"{head}  expected: {_shown(expected)}\n  found:    {_shown(found)}"


def _shown(value: object) -> str:
    return "nothing" if value is None else code_of(value).replace("\n", "\n            ")


def charts_apart(expected: Snapshot, found: Snapshot, where: str = "") -> str:
    """Return the facts that two charts differ in, the first few, each on both sides."""
    edits = edits_between(expected, found)
    shown = [sides(e.before, e.after, _joined(where, " ".join(e.key))) for e in edits[:_SHOWN]]
    return _cut(shown, len(edits))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def histories_apart(expected: History, found: History) -> str:
    """Return the facts that one of two histories has and the other has not, the first few."""
    lines: list[str] = []
    for name in ("name", "zone", "policy", "sources", "claims"):
        one, two = getattr(expected, name), getattr(found, name)
        if one != two:
            lines.append(sides(one, two, name))
    lines += _facts_apart(expected.facts, found.facts)
    return _cut(lines[:_SHOWN], len(lines))


def _facts_apart(expected: Iterable[Fact], found: Iterable[Fact]) -> list[str]:
    wanted, there = Counter(expected), Counter(found)
    missing = sorted((wanted - there).elements(), key=_key)
    further = sorted((there - wanted).elements(), key=_key)
    lines: list[str] = []
    for fact in missing:
        twin = next((other for other in further if other.key == fact.key), None)
        if twin is not None:
            further.remove(twin)
        lines.append(sides(fact, twin, " ".join(fact.key)))
    return [*lines, *(sides(None, fact, " ".join(fact.key)) for fact in further)]


def _key(fact: Fact) -> tuple[tuple[str, ...], str]:
    return fact.key, repr(fact)


def _cut(lines: list[str], count: int) -> str:
    more = [f"and {count - len(lines)} more"] if count > len(lines) else []
    return "\n".join((*lines, *more))
