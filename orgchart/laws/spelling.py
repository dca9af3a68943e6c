"""Values as the Python code that makes them: what a failure prints, to be read and pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Final, cast

import attrs

from orgchart.claims import Claim
from orgchart.comparison import Diff
from orgchart.history import History
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.policies import DEFAULT_POLICY, Policy
from orgchart.snapshot import Snapshot
from orgchart.sources import Citation, Source
from orgchart.when import When

__all__ = ["SPELLED", "code_of"]

_WIDTH: Final = 96
_PAIR: Final = 2
#: The tables of charts and histories, and what they are called where they are built.
_TABLES: Final = ("people", "units", "posts", "tenures", "lines", "leaves")


def code_of(value: object) -> str:
    """
    Return the Python code that makes a value again, with what is as usual left out.

    Args:
        value: a chart, a history, a difference, a fact, a source; of anything else the `repr`.

    >>> from orgchart.model import Person, Post, Tenure
    >>> print(code_of(Tenure("ann", "ceo", start="2019-03", kind="interim")))
    Tenure('ann', 'ceo', start='2019-03', kind='interim')
    >>> chart = Snapshot.build(posts=[Post("ceo", "Chief")], tenures=[Tenure("ann", "ceo")])
    >>> print(code_of(chart))
    Snapshot.build(posts=[Post('ceo', 'Chief')], tenures=[Tenure('ann', 'ceo')])
    """
    return _code(value, None)


def _code(value: object, zone: str | None) -> str:
    for kind, spell in _SPELLINGS:
        if isinstance(value, kind):
            return spell(value, zone)
    if isinstance(value, tuple | list):
        parts = cast("tuple[object, ...]", value)
        opened, closed = ("[", "]") if isinstance(value, list) or len(parts) == 1 else ("(", ")")
        return _bracketed(opened, [_code(part, zone) for part in parts], closed)
    if isinstance(value, dict):
        pairs = cast("dict[object, object]", value).items()
        shown = [f"{_code(key, zone)}: {_code(part, zone)}" for key, part in pairs]
        return _bracketed("{", shown, "}")
    return repr(value)


def _bracketed(opened: str, parts: Iterable[str], closed: str) -> str:
    """Write parts on one line, or on one each where they are too long for it."""
    listed = list(parts)
    line = f"{opened}{', '.join(listed)}{closed}"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    body = ",\n".join(listed).replace("\n", "\n    ")
    return f"{opened}\n    {body},\n{closed}"


def _word(value: StrEnum, _zone: str | None) -> str:
    return repr(value.value)


def _when(value: When, zone: str | None) -> str:
    return repr(value.text) if value.zone in {None, zone} else repr(value)


def _citation(value: Citation, zone: str | None) -> str:
    return repr(value.source) if value == Citation(value.source) else _record(value, zone)


def _policy(value: Policy, _zone: str | None) -> str:
    return f"Policy.of({list(value.texts)!r})"


def _record(value: object, zone: str | None) -> str:
    """Write a value of attrs as a call, without the fields that have their default."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("Any", type(value)))
    needed = [field for field in fields if field.default is attrs.NOTHING]
    given = [_code(getattr(value, field.name), zone) for field in needed]
    for field in fields:
        found: object = getattr(value, field.name)
        if field not in needed and found != field.default:
            given.append(f"{field.alias}={_code(_plain(found), zone)}")
    return _bracketed(f"{type(value).__name__}(", given, ")")


def _plain(value: object) -> object:
    """Return pairs of texts as the mapping they were given as, and other tuples as lists."""
    if not isinstance(value, tuple):
        return value
    parts = cast("tuple[object, ...]", value)
    pairs = [cast("tuple[object, object]", part) for part in parts if isinstance(part, tuple)]
    if len(pairs) == len(parts) and all(len(pair) == _PAIR for pair in pairs):
        return dict(pairs)
    return list(parts)


def _tables(value: Snapshot | History, zone: str | None) -> Iterator[str]:
    for table in _TABLES:
        facts: Any = getattr(value, table)
        listed: list[Any] = list(facts.values() if hasattr(facts, "values") else facts)
        if listed:
            yield f"{table}={_code(listed, zone)}"


def _snapshot(value: Snapshot, _zone: str | None) -> str:
    return _bracketed("Snapshot.build(", _tables(value, value.zone), ")")


def _history(value: History, _zone: str | None) -> str:
    zone = value.zone
    parts = [
        f"{name}={getattr(value, name)!r}" for name in ("name", "zone") if getattr(value, name)
    ]
    parts += _tables(value, zone)
    parts += [
        f"{table}={_code(list(getattr(value, table)), zone)}"
        for table in ("sources", "claims")
        if getattr(value, table)
    ]
    if value.policy != DEFAULT_POLICY:
        parts.append(f"policy={_code(value.policy, zone)}")
    return _bracketed("History.build(", parts, ")")


def _diff(value: Diff, zone: str | None) -> str:
    return _bracketed("diff(", [_code(value.before, zone), _code(value.after, zone)], ")")


#: The values that are written in a way of their own.
SPELLED: Final = (
    *(Person, Unit, Post, Tenure, ReportingLine, Leave),
    *(Source, Claim, Citation, Policy, Snapshot, History, Diff),
)
_SPELLINGS: Final[tuple[tuple[type[object], Callable[[Any, str | None], str]], ...]] = (
    (StrEnum, _word),
    (When, _when),
    (Citation, _citation),
    (Policy, _policy),
    (Snapshot, _snapshot),
    (History, _history),
    (Diff, _diff),
    *((kind, _record) for kind in SPELLED[:8]),
)
