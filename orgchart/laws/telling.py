"""The smallest difference of two values, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from orgchart.claims import Claim
from orgchart.dates import zone_suffix
from orgchart.edits import Edit, edits_between
from orgchart.history import History
from orgchart.laws.spelling import code_of
from orgchart.model import Fact
from orgchart.snapshot import Snapshot
from orgchart.sources import Source
from orgchart.when import When

__all__ = ["charts_apart", "edit_told", "histories_apart", "moment_told", "sides", "zone_hint"]

#: More differences than these are counted and not shown.
_SHOWN: Final = 3
_Part: TypeAlias = Fact | Source | Claim


def sides(expected: object, found: object, where: str = "") -> str:
    """
    Return what was expected and what was found, as code; edits in words.

    >>> print(sides(1, None, "at noon"))
    at noon:
      expected: 1
      found:    nothing
    """
    head = f"{where}:\n" if where else ""
    return f"{head}  expected: {_shown(expected)}\n  found:    {_shown(found)}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    told = edit_told(value) if isinstance(value, Edit) else code_of(value)
    return told.replace("\n", "\n            ")


def edit_told(edit: Edit) -> str:
    """
    Return what an edit does to the fact it is about.

    >>> from orgchart.model import Post
    >>> print(edit_told(Edit(("post", "ceo"), Post("ceo", "Chief"), Post("ceo", "Head"))))
    title from 'Chief' to 'Head'
    >>> print(edit_told(Edit(("post", "ceo"), None, Post("ceo", "Head"))))
    adds Post('ceo', 'Head')
    """
    before, after = edit.before, edit.after
    if before is None or after is None or type(before) is not type(after):
        gone = f"removes {code_of(before)}" if before is not None else ""
        come = f"adds {code_of(after)}" if after is not None else ""
        return ", ".join(part for part in (gone, come) if part) or "nothing on both sides"
    changed = [
        f"{field.alias} from {code_of(old)} to {code_of(new)}"
        for field in attrs.fields(type(before))
        if (old := getattr(before, field.name)) != (new := getattr(after, field.name))
        and not field.metadata
    ]
    return ", ".join(changed) or f"{code_of(before)} on both sides"


def moment_told(moment: When) -> str:
    """Return a moment as written, with its zone where it has one."""
    zone = f"[{moment.zone}]" if moment.zone and not zone_suffix(moment.text)[1] else ""
    return f"{moment}{zone}"


def charts_apart(expected: Snapshot, found: Snapshot, where: str = "") -> str:
    """Return the facts that two charts differ in, the first few, each on both sides."""
    edits = edits_between(expected, found)
    shown = [sides(e.before, e.after, _joined(where, " ".join(e.key))) for e in edits[:_SHOWN]]
    return _cut(shown, len(edits))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def histories_apart(expected: History, found: History) -> str:
    """Return what one of two histories has and the other has not, the first few facts of it."""
    lines: list[str] = []
    for name in ("name", "zone", "policy"):
        one, two = getattr(expected, name), getattr(found, name)
        if one != two:
            lines.append(sides(one, two, name))
    wanted, there = Counter(_parts(expected)), Counter(_parts(found))
    missing = sorted((wanted - there).elements(), key=_key)
    further = sorted((there - wanted).elements(), key=_key)
    hint = zone_hint(map(_values, missing), map(_values, further))
    for part in missing:
        twin = next((other for other in further if _subject(other) == _subject(part)), None)
        if twin is not None:
            further.remove(twin)
        lines.append(sides(part, twin, " ".join(_subject(part))))
    lines += [sides(None, part, " ".join(_subject(part))) for part in further]
    return "\n".join(filter(None, (_cut(lines[:_SHOWN], len(lines)), hint)))


def _parts(history: History) -> Iterable[_Part]:
    return (*history.facts, *history.sources, *history.claims)


def _subject(part: _Part) -> tuple[str, ...]:
    if isinstance(part, Source | Claim):
        return type(part).__name__.lower(), part.id
    return part.key


def _key(part: _Part) -> tuple[tuple[str, ...], str]:
    return _subject(part), repr(part)


def _values(part: _Part) -> tuple[object, ...]:
    return type(part), *attrs.astuple(part, recurse=False)


def zone_hint(missing: Iterable[tuple[object, ...]], further: Iterable[tuple[object, ...]]) -> str:
    """
    Return what to do where the dates of what is missing are there in another zone.

    Args:
        missing: the values of what was expected and not found.
        further: the values of what was found and not expected.
    """
    known = {form for values in missing for form in _forms(values)}
    alike = any(form in known for values in further for form in _forms(values))
    return _ZONE_HINT if alike else ""


def _forms(values: tuple[object, ...]) -> tuple[tuple[object, ...], ...]:
    """Return values with their moments as words without a zone, and as bounds."""
    return (
        tuple(zone_suffix(v.text)[0] if isinstance(v, When) else v for v in values),
        tuple((v.low, v.high) if isinstance(v, When) else v for v in values),
    )


_ZONE_HINT: Final = (
    "some dates differ only in their zone, or in how it is written; moments are equal when they\n"
    "are written alike in one zone: build the history that is read with the zone= of the one that\n"
    "was written, and write its days without a zone, '2020-01-31' and not '2020-01-31[UTC]'"
)


def _cut(lines: list[str], count: int) -> str:
    more = [f"and {count - len(lines)} more"] if count > len(lines) else []
    return "\n".join((*lines, *more))
