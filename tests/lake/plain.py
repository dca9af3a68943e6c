"""Rows of a lake as the library's own values, to be compared with the library's answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias, cast

from ibis import Table

from orgchart import (
    Citation,
    Fact,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    When,
)
from orgchart.io.tables import TABLES
from orgchart.lake import ChartTables

__all__ = [
    "Keyed",
    "edits_in",
    "facts_in",
    "facts_on",
    "rows",
    "spans_on",
    "vacancies_on",
]

Row: TypeAlias = Mapping[str, Any]
#: An edit as plain as can be: its key, and the whole fact on each side.
Keyed: TypeAlias = tuple[tuple[str, ...], Fact | None, Fact | None]

_KINDS: Final[Mapping[str, type[Fact]]] = {
    "person": Person,
    "unit": Unit,
    "post": Post,
    "tenure": Tenure,
    "line": ReportingLine,
    "dotted": ReportingLine,
    "leave": Leave,
}
_FIELDS: Final = {form.kind: tuple(form.fields) for form in TABLES}


def rows(table: Table) -> list[dict[str, Any]]:
    """Execute an expression."""
    return cast("Any", table).to_pyarrow().to_pylist()  # type: ignore[no-any-return]


def _fact(kind: type[Fact], row: Row | None, zone: str | None) -> Fact | None:
    """Return the fact that a row tells of, as the library writes it."""
    if row is None:
        return None
    return kind(**{name: _value(name, row[name], zone) for name in _FIELDS[kind]})


def _value(name: str, value: Any, zone: str | None) -> Any:  # noqa: ANN401 - of any column
    match name:
        case "names" | "titles" | "extra":
            return {pair["key"]: pair["text"] for pair in value or ()}
        case "after" | "before" | "retracted_by":
            return tuple(value or ())
        case "sources":
            return tuple(Citation(**citation) for citation in value or ())
        case "start" | "end" if value not in {None, "unknown", "ongoing"}:
            return When(value, zone)
        case _:
            return value


def facts_in(chart: ChartTables, zone: str | None) -> Counter[Fact | None]:
    """Return the facts of a chart of tables."""
    found: Counter[Fact | None] = Counter()
    for form in TABLES:
        found.update(_fact(form.kind, row, zone) for row in rows(getattr(chart, form.name)))
    return found


def facts_on(chart: Snapshot) -> Counter[Fact | None]:
    """Return the facts of a chart of the library."""
    return Counter(chart.facts.values())


def edits_in(found: list[dict[str, Any]], zone: str | None) -> Iterator[Keyed]:
    """Yield the edits that rows tell of."""
    for row in found:
        key = (row["kind"], row["first"])
        key += () if row["second"] is None else (row["second"],)
        key += () if row["ordinal"] == 1 else (str(row["ordinal"]),)
        kind = _KINDS[row["kind"]]
        yield key, _fact(kind, row["before"], zone), _fact(kind, row["after"], zone)


def spans_on(history: History, moment: str) -> set[tuple[str, int, int]]:
    """Return how many posts surely report to each manager, and how many more may."""
    chart = history.at(moment)
    found: set[tuple[str, int, int]] = set()
    for manager in {line.manager for line in chart.lines if line.kind is LineKind.SOLID}:
        if manager in {None, "unknown"}:
            continue
        reports = set(chart.reports_to(str(manager)))
        surely = {line.post for line in chart.certain().lines_to(str(manager))}
        found.add((str(manager), len(surely), len(reports - surely)))
    return found


def vacancies_on(history: History, moment: str) -> set[tuple[str, int, int]]:
    """Return how many seats of each post are surely empty, and how many more may be."""
    seats: dict[str, Counter[str]] = {}
    for vacancy in history.at(moment).vacancies:
        seats.setdefault(vacancy.post, Counter())[vacancy.certainty.value] += vacancy.seats
    return {(post, count["certain"], count["possible"]) for post, count in seats.items()}
