"""Values as the Python code that makes them: what a failure prints, to be read and pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Final, cast

import attrs

from orgchart.claims import Claim
from orgchart.comparison import Diff
from orgchart.edits import Edit, edits_between
from orgchart.history import History
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.policies import DEFAULT_POLICY, Policy
from orgchart.snapshot import Snapshot
from orgchart.sources import Citation, Source
from orgchart.when import When

__all__ = ["SPELLED", "code_of"]

_WIDTH: Final = 96
_PAIR: Final = 2
#: What the tables of charts and histories are called where they are built.
_TABLES: Final[dict[str, type[Fact]]] = {
    "people": Person,
    "units": Unit,
    "posts": Post,
    "tenures": Tenure,
    "lines": ReportingLine,
    "leaves": Leave,
}


def code_of(value: object) -> str:
    """
    Return the Python code that makes a value again, with what is as usual left out.

    Args:
        value: a chart, a history, a difference, an edit, a fact, a source, a period, or a list,
            tuple or dict of them; of anything else the `repr`.

    >>> from orgchart.model import Person, Post, Tenure
    >>> print(code_of(Tenure("ann", "ceo", start="2019-03", kind="interim")))
    Tenure('ann', 'ceo', start='2019-03', kind='interim')
    >>> chart = Snapshot.build(posts=[Post("ceo", "Chief")], tenures=[Tenure("ann", "ceo")])
    >>> print(code_of(chart))
    Snapshot.build(posts=[Post('ceo', 'Chief')], tenures=[Tenure('ann', 'ceo')])
    """
    return repr(value) if isinstance(value, When) else _code(value, None)


def _code(value: object, zone: str | None) -> str:
    for kind, spell in _SPELLINGS:
        if isinstance(value, kind):
            return spell(value, zone)
    if isinstance(value, tuple | list):
        parts = cast("tuple[object, ...]", value)
        spelled = [_code(part, zone) for part in parts]
        if isinstance(value, list):
            return _bracketed("[", spelled, "]")
        return _bracketed("(", spelled, ",)" if len(parts) == 1 else ")")
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
    return f"{opened}\n    {body},\n{closed.removeprefix(',')}"


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


def _tables(facts: Iterable[Fact], zone: str | None) -> Iterator[str]:
    tables: dict[type[Fact], list[Fact]] = {kind: [] for kind in _TABLES.values()}
    for fact in facts:
        tables[type(fact)].append(fact)
    for name, kind in _TABLES.items():
        if tables[kind]:
            yield f"{name}={_code(tables[kind], zone)}"


def _snapshot(value: Snapshot, _zone: str | None) -> str:
    # A chart has no zone to place dates in: those of its facts stay in their own.
    since = {vacancy.post: vacancy.since for vacancy in value.vacancies if vacancy.since}
    parts = [
        f"{name}={getattr(value, name)!r}"
        for name in ("name", "at", "zone", "known")
        if getattr(value, name)
    ]
    parts += _tables(value.facts.values(), None)
    if value.disputed:
        parts.append(f"disputed={_code(sorted(value.disputed), None)}")
    if since:
        parts.append(f"vacant_since={since!r}")
    return _bracketed("Snapshot.build(", parts, ")")


def _history(value: History, _zone: str | None) -> str:
    zone = value.zone
    parts = [
        f"{name}={getattr(value, name)!r}" for name in ("name", "zone") if getattr(value, name)
    ]
    parts += _tables(value.facts, zone)
    parts += [
        f"{table}={_code(list(getattr(value, table)), zone)}"
        for table in ("sources", "claims")
        if getattr(value, table)
    ]
    if value.policy != DEFAULT_POLICY:
        parts.append(f"policy={_code(value.policy, zone)}")
    known = f".known_on({_code(value.known, zone)})" if value.known else ""
    return _bracketed("History.build(", parts, ")") + known


def _diff(value: Diff, zone: str | None) -> str:
    charts = [_code(value.before, zone), _code(value.after, zone)]
    if value.edits == edits_between(value.before, value.after):
        return _bracketed("diff(", charts, ")")
    return _bracketed("Diff(", [_code(value.edits, zone), *charts], ")")


#: The values that are written in a way of their own.
SPELLED: Final = (
    *(Person, Unit, Post, Tenure, ReportingLine, Leave),
    *(Source, Claim, Period, Edit, Citation, Policy, Snapshot, History, Diff),
)
_SPELLINGS: Final[tuple[tuple[type[object], Callable[[Any, str | None], str]], ...]] = (
    (StrEnum, _word),
    (When, _when),
    (Citation, _citation),
    (Policy, _policy),
    (Snapshot, _snapshot),
    (History, _history),
    (Diff, _diff),
    *((kind, _record) for kind in SPELLED[:10]),
)
