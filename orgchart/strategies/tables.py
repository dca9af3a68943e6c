"""Tables as HR systems export them, with the known dirt, and the charts that they mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias, final

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Person, Post, ReportingLine, Tenure, Unit
from orgchart.snapshot import Snapshot
from orgchart.strategies.checking import check_sizes
from orgchart.strategies.numbers import Hand, digits, numbers, together

__all__ = ["DIRT", "DirtyTable", "dirty_tables"]

Row: TypeAlias = dict[str, str]
_Rows: TypeAlias = list[Row]

_FIELDS: Final[tuple[str, ...]] = (
    "date",
    "position id",
    "name",
    "job title",
    "reports to",
    "department",
)
_DATES: Final = ("2024-01-31", "2024-02-29", "2024-03-31")
_NAMES: Final = ("Ann Lee", "Bob Ray", "Cy O'Hara", "李安", "Dee, Jr. Fox")
_TITLES: Final = ("Director", "Head of “R&D”", "Chief; acting", "总监")
_UNITS: Final = ("", "Science", "R&D")
_WITHHELD: Final = "N/D"
_VACANT: Final = "Vacant"
_NOBODY: Final = "XX"
#: An id that no row has.
_GHOST: Final = "P99"


@final
@attrs.frozen(eq=False)
class DirtyTable:
    """
    A table, the charts that it means, and what is dirty about it.

    Attributes:
        rows: the rows as dicts, dirt and all.
        charts: what the table says, a chart for each of its dates; ids of posts are those of the
            rows, ids of people their names in small letters, ids of units their names.
        dirt: the kinds of dirt that were put in, in order; see `DIRT`.
    """

    rows: tuple[Row, ...]
    charts: Mapping[str, Snapshot]
    dirt: tuple[str, ...]

    @property
    def history(self) -> History:
        """The history that the charts make."""
        return History.from_snapshots(dict(self.charts))

    def csv(self, *, delimiter: str = ",") -> str:
        """Return the table as the text of a CSV file."""
        text = io.StringIO()
        fields = list(dict.fromkeys(field for row in self.rows for field in row))
        writer = csv.DictWriter(text, fields, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(self.rows)
        return text.getvalue()


def dirty_tables(
    *, dirt: Sequence[str] | None = None, max_rows: int = 4, max_dates: int = 3
) -> st.SearchStrategy[DirtyTable]:
    """
    Tables as HR systems export them, with the known dirt, and what they mean all the same.

    A row is a post with its holder at a date. Words stand for names that are withheld, for empty
    seats and for nobody above; some managers are not in the table; some posts are shared.

    Args:
        dirt: the kinds of dirt that may be put in, from `DIRT`; all of them when left out.
        max_rows: how many posts there are at a date at most.
        max_dates: how many dates there are at most, up to three.

    Raises:
        InvalidArgument: there is no such dirt, or a number cannot be.

    Shrinks towards one row of one date without dirt.

    >>> from hypothesis import find
    >>> table = find(dirty_tables(), lambda table: "blanks" in table.dirt)
    >>> table.rows[0]["name"], list(table.charts["2024-01-31"].posts)
    (' Ann Lee ', ['P0'])
    """
    kinds = DIRT if dirt is None else dirt
    if not isinstance(kinds, tuple | list):
        raise InvalidArgument(f"dirt cannot be {dirt!r}; give a tuple or list of names from DIRT")
    for name in kinds:
        if name not in DIRT:
            raise InvalidArgument(f"there is no dirt {name!r}; there is {', '.join(DIRT)}")
    check_sizes(max_rows=max_rows, max_dates=max_dates)
    if not max_rows or not 1 <= max_dates <= len(_DATES):
        raise InvalidArgument("give max_rows >= 1, and max_dates from 1 to 3")
    row = together(_numbers, numbers(), numbers(), numbers(4))
    date = st.lists(row, min_size=1, max_size=max_rows)
    dates = st.lists(date, min_size=1, max_size=max_dates)
    soiled = st.lists(st.sampled_from(kinds), max_size=3, unique=True) if kinds else st.just([])
    return together(_table, dates, soiled, numbers(3))


def _numbers(one: int, two: int, others: int) -> tuple[int, ...]:
    return (one, two, *digits(others, 4))


def _table(dates: list[list[tuple[int, ...]]], dirt: list[str], number: int) -> DirtyTable:
    rows: _Rows = []
    charts: dict[str, Snapshot] = {}
    for date, posts in zip(_DATES, dates, strict=False):
        found = [_row(date, place, choices) for place, choices in enumerate(posts)]
        if not any(row["reports to"] == _NOBODY for row in found):
            found[0]["reports to"] = _NOBODY
        found += [
            row | {"name": "Eve Adams"}
            for row, choices in zip(found, posts, strict=True)
            if choices[-1] >= _SHARED and row["name"] not in {_WITHHELD, _VACANT}
        ]
        charts[date] = _chart(found)
        rows += found
    hand = Hand(digits(number, 3))
    ordered = [name for name in _SOILING if name in dirt]
    for name in ordered:
        rows = _SOILING[name](rows, hand)
    return DirtyTable(tuple(rows), charts, tuple(ordered))


#: From this number on a post has a second holder.
_SHARED: Final = 50


def _row(date: str, place: int, choices: tuple[int, ...]) -> Row:
    hand = Hand(choices)
    earlier = [f"P{other}" for other in range(place)]
    return {
        "date": date,
        "position id": f"P{place}",
        "name": hand.pick((*_NAMES, _WITHHELD, _VACANT)),
        "reports to": hand.pick((*reversed(earlier), _NOBODY, f"P{place}", _GHOST)),
        "job title": hand.pick(_TITLES),
        "department": hand.pick(_UNITS),
    }


def _chart(rows: _Rows) -> Snapshot:
    """Return what rows of one date mean."""
    named = [row for row in rows if row["name"] not in {_WITHHELD, _VACANT}]
    withheld = [row for row in rows if row["name"] == _WITHHELD]
    posts = {row["position id"]: row for row in reversed(rows)}
    return Snapshot.build(
        people=[Person(*item) for item in {_person(row): row["name"] for row in named}.items()],
        units=[Unit(name, name, kind="department") for name in _units(rows)],
        posts=[
            Post(
                post,
                row["job title"],
                unit=row["department"] or None,
                seats=sum(other["position id"] == post for other in rows),
            )
            for post, row in posts.items()
        ],
        tenures=[
            *(Tenure(_person(row), row["position id"]) for row in named),
            *(Tenure(UNDISCLOSED, row["position id"]) for row in withheld),
        ],
        lines=[ReportingLine(post, _manager(row, posts)) for post, row in posts.items()],
    )


def _person(row: Row) -> str:
    return row["name"].casefold()


def _units(rows: _Rows) -> list[str]:
    return sorted({row["department"] for row in rows} - {""})


def _manager(row: Row, posts: Mapping[str, Row]) -> str | None:
    manager = row["reports to"]
    if manager in {_NOBODY, row["position id"]}:
        return None
    return manager if manager in posts else UNKNOWN


# dirt: each takes the rows and gives back others that mean the same


def _headings(rows: _Rows, hand: Hand) -> _Rows:
    names = hand.pick(_HEADINGS)
    new: dict[str, str] = dict(zip(_FIELDS, names, strict=True))
    return [{new.get(field, field): cell for field, cell in row.items()} for row in rows]


_HEADINGS: Final = (
    (" Date ", "POSITION ID", "Name", "Job_Title", "Reports To", "Department"),
    ("Stichtag", "Planstelle", "Mitarbeiter", "Funktion", "Übergeordnete Planstelle", "Abteilung"),
    ("日期", "岗位编号", "姓名", "职位", "上级岗位编号", "部门"),
)


def _blanks(rows: _Rows, _hand: Hand) -> _Rows:
    return [{field: f" {cell} " if cell else cell for field, cell in row.items()} for row in rows]


def _duplicate(rows: _Rows, hand: Hand) -> _Rows:
    return [*rows, dict(hand.pick(rows))]


def _spelt(words: Mapping[str, str], rows: _Rows, _hand: Hand) -> _Rows:
    return [{field: words.get(cell, cell) for field, cell in row.items()} for row in rows]


def _day_first(rows: _Rows, _hand: Hand) -> _Rows:
    return _spelt({date: ".".join(reversed(date.split("-"))) for date in _DATES}, rows, _hand)


def _further(rows: _Rows, _hand: Hand) -> _Rows:
    return [row | {"grade": row["position id"][-1:]} for row in rows]


def _without_id(rows: _Rows, hand: Hand) -> _Rows:
    return [*rows, hand.pick(rows) | {"position id": "", "name": "Total", "reports to": ""}]


def _empty(rows: _Rows, _hand: Hand) -> _Rows:
    return [*rows, dict.fromkeys(rows[0], "")]


def _backwards(rows: _Rows, _hand: Hand) -> _Rows:
    return [row for date in _DATES for row in rows if row["date"] == date][::-1]


_SOILING: Final[dict[str, Callable[[_Rows, Hand], _Rows]]] = {
    "duplicate": _duplicate,
    "no id": _without_id,
    "order": _backwards,
    "spelling": partial(_spelt, {_WITHHELD: "not disclosed", _VACANT: "[VACANT]", _NOBODY: "xx"}),
    "day first": _day_first,
    "further column": _further,
    "empty row": _empty,
    "blanks": _blanks,
    "headings": _headings,
}
#: The kinds of dirt that tables can have.
DIRT: Final = tuple(_SOILING)
