"""`Lens`: what of charts and histories is compared, where a form does not hold all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.laws.arguments import as_list
from orgchart.laws.spelling import code_of
from orgchart.laws.telling import charts_apart, histories_apart, zone_hint
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.snapshot import Snapshot

__all__ = ["Lens"]

_KINDS: Final[Mapping[str, type[Fact]]] = {
    kind.kind_name: kind for kind in (Person, Unit, Post, Tenure, ReportingLine, Leave)
}
#: What is seen of a fact: its kind, and the values of the fields that are carried.
_Row: TypeAlias = tuple[object, ...]
#: More differences than these are counted and not shown.
_SHOWN: Final = 6


@final
@attrs.frozen
class Lens:
    """
    What is looked at: everything, or some fields of some kinds of facts, each as often as it is.

    Attributes:
        fields: the names of the fields by kind, as facts are given them; None for everything.
    """

    fields: Mapping[str, tuple[str, ...]] | None

    @classmethod
    def of(cls, check: str, carries: Iterable[str] | None) -> tuple[Lens, list[str] | None]:
        """
        Return what to look at for names of kinds and fields, and the names in a list.

        Raises:
            InvalidValueError: there are none, or there is no such kind or field.
        """
        if carries is None:
            return cls(None), None
        empty = "name a kind of facts or more; or leave `carries` out for a form that holds all"
        names: list[str] = []
        found: dict[str, list[str]] = {}
        for name in as_list(check, "carries", carries, empty):
            kind, _, field = name.partition(".") if isinstance(name, str) else ("", "", "")
            there = [each.alias or each.name for each in _of(kind)]
            if not isinstance(name, str) or not there or (field and field not in there):
                known = ", ".join(there or _KINDS)
                raise InvalidValueError(check, "carries", name, f"choose from {known}")
            names.append(name)
            found.setdefault(kind, []).extend([field] if field else there)
        return cls({kind: tuple(dict.fromkeys(fields)) for kind, fields in found.items()}), names

    def charts(self, expected: Snapshot, found: Snapshot, where: str) -> str:
        """Return what two charts differ in."""
        if self.fields is None:
            return charts_apart(expected, found, where)
        told = self._apart(expected.facts.values(), found.facts.values())
        return told and f"{where}:\n{told}"

    def histories(self, expected: History, found: History) -> str:
        """Return what two histories differ in."""
        if self.fields is None:
            return "" if expected == found else histories_apart(expected, found)
        return self._apart(expected.facts, found.facts)

    def _apart(self, expected: Iterable[Fact], found: Iterable[Fact]) -> str:
        wanted, there = Counter(self._rows(expected)), Counter(self._rows(found))
        apart = sorted(
            (self._told(row), wanted[row], there[row])
            for row in wanted.keys() | there.keys()
            if wanted[row] != there[row]
        )
        lines = [f"  expected: {_times(row, n, m)}" for row, n, m in apart if n]
        lines += [f"  found:    {_times(row, m, n)}" for row, n, m in apart if m]
        more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        hint = zone_hint(wanted - there, there - wanted)
        return "\n".join((*lines[:_SHOWN], *more, *filter(None, (hint,))))

    def _rows(self, facts: Iterable[Fact]) -> Iterable[_Row]:
        carried = self.fields or {}
        for fact in facts:
            fields = carried.get(fact.kind_name, ())
            if fields:
                names = {each.alias: each.name for each in attrs.fields(type(fact))}
                values = (getattr(fact, names[field]) for field in fields)
                yield (fact.kind_name, *values)

    def _told(self, row: _Row) -> str:
        kind, *values = row
        fields = (self.fields or {})[str(kind)]
        named: dict[str, Any] = dict(zip(fields, values, strict=True))
        if len(fields) == len(_of(str(kind))):
            return code_of(_KINDS[str(kind)](**named))
        return f"{kind}: " + ", ".join(
            f"{field}={code_of(value)}" for field, value in named.items()
        )


def _times(row: str, count: int, elsewhere: int) -> str:
    """Say how often there is a row, where it is there on both sides or more than once."""
    return row if count == 1 and not elsewhere else f"{row}, times {count}"


def _of(kind: str) -> tuple[attrs.Attribute[Any], ...]:
    return attrs.fields(_KINDS[kind]) if kind in _KINDS else ()
