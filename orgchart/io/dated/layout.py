"""Which column of a dated table is which field, and its rows as `Line`: fields and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError, UnreadableFieldError, UnreadableFileError
from orgchart.io.files import unreadable
from orgchart.io.periodic.records import id_of
from orgchart.io.rows import (
    HEADINGS,
    Cleaning,
    DayOrder,
    Duplicates,
    EntryKind,
    ReportBuilder,
    Sheet,
    order_of,
    recognise,
)
from orgchart.io.rows.blanks import without_blanks
from orgchart.io.rows.cleaning import Totals, bare
from orgchart.io.rows.sheet import refusal
from orgchart.io.rows.totals import total_in

__all__ = ["FIELDS", "Line", "lines_in", "require_tables"]

_Groups: TypeAlias = tuple[tuple[str, ...], ...]

_ID: Final = HEADINGS["id"]
_PERSON: Final[_Groups] = (*HEADINGS["person"], ("person",))
_POST: Final[_Groups] = (*HEADINGS["post"], ("post",))
_NAME: Final[_Groups] = (("name",), *HEADINGS["name"])
_UNIT_ID: Final[_Groups] = (
    ("unit id", "organisation id", "organization id", "org id", "department id"),
    ("abteilungs id", "部门编号"),
)
_DATES: Final[Mapping[str, _Groups]] = {"start": HEADINGS["start"], "end": HEADINGS["end"]}
_FLAGS: Final[Mapping[str, _Groups]] = {
    "kind": HEADINGS["kind"],
    "acting": (("is acting", "acting"),),
    "on_leave": (("is on leave", "on leave"),),
    "reason": (("leave reason", "reason"),),
}
_TENURE: Final[_Groups] = (("tenure id", "appointment id", "membership id"),)

_HEADINGS: Final[Mapping[str, Mapping[str, _Groups]]] = {
    "people": {
        "person": (*_PERSON, *_ID),
        "name": _NAME,
        "given_name": HEADINGS["given_name"],
        "family_name": HEADINGS["family_name"],
        **_DATES,
    },
    "units": {
        "unit": (*_UNIT_ID, *_ID, ("unit", "organisation", "organization", "department")),
        "name": (*_NAME, *HEADINGS["unit"], *HEADINGS["organization"]),
        "kind": HEADINGS["kind"],
        "parent": HEADINGS["parent"],
        **_DATES,
    },
    "posts": {
        "post": (*_POST, *_ID),
        "title": (*HEADINGS["title"], *_NAME),
        "unit": (*_UNIT_ID, *HEADINGS["unit"], *HEADINGS["organization"]),
        "seats": HEADINGS["seats"],
        "rank": HEADINGS["rank"],
        **_DATES,
    },
    "tenures": {
        "tenure": (*_TENURE, *_ID),
        "person": _PERSON,
        "name": _NAME,
        "post": _POST,
        "title": HEADINGS["title"],
        **_FLAGS,
        "start_manner": (("start manner", "start reason"),),
        "end_manner": (("end manner", "end reason"),),
        "note": HEADINGS["note"],
        **_DATES,
    },
    "lines": {
        "post": _POST,
        "manager": (*HEADINGS["manager"], ("manager id", "manager")),
        "kind": HEADINGS["kind"],
        "note": HEADINGS["note"],
        **_DATES,
    },
    "leaves": {
        "person": _PERSON,
        "post": _POST,
        "note": (("leave reason", "reason"), *HEADINGS["note"]),
        **_DATES,
    },
    "parts": {"tenure": _TENURE, **_FLAGS, **_DATES},
    "links": {
        "predecessor": (
            ("predecessor unit id", "predecessor organisation id", "predecessor organization id"),
            ("predecessor id", "predecessor"),
        ),
        "successor": (
            ("successor unit id", "successor organisation id", "successor organization id"),
            ("successor id", "successor"),
        ),
        "kind": HEADINGS["kind"],
        "start": (("link start date", "link date"), *HEADINGS["start"], ("date", "datum", "日期")),
    },
}

#: The fields of each table, which `read_tables` takes columns for.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    table: tuple(headings) for table, headings in _HEADINGS.items()
}
#: The fields by which a row of totals gives itself away.
_NAMING: Final = ("person", "post", "unit", "name", "title")
_WITH_POSTS: Final = ("posts", "tenures", "lines", "leaves")
#: Of each table, fields of which a row must have one of each group.
_REQUIRED: Final[Mapping[str, _Groups]] = {
    "people": (("person", "name", "given_name", "family_name"),),
    "units": (("unit", "name"),),
    "posts": (("post", "title"),),
    "tenures": (("person", "name"), ("post", "title")),
    "lines": (("post",), ("manager",)),
    "leaves": (("person",),),
    "parts": (("tenure",),),
    "links": (("predecessor",), ("successor",)),
}


@final
@attrs.frozen(eq=False)
class Line:
    """
    A row of a dated table.

    Attributes:
        file: the name of the file, or of what was read in place of one.
        line: its line.
        fields: the texts of the fields; empty ones are left out.
        extra: the texts of the other columns; empty ones are left out.
        order: which number of a date such as ``03/04/2024`` is the day, if it is known.
        key_column: the column of the first field of the table; empty when it has none.
    """

    file: str
    line: int
    fields: Mapping[str, str]
    extra: Mapping[str, str]
    order: DayOrder | None
    key_column: str

    def __getitem__(self, field: str) -> str:
        return self.fields.get(field, "")

    @property
    def text(self) -> str:
        """The row as text, for reports."""
        return " | ".join((*self.fields.values(), *self.extra.values()))


def require_tables(columns: Mapping[str, Mapping[str, str]]) -> None:
    """
    Refuse columns of a table that there is not.

    Raises:
        InvalidValueError: one is named that is none.
    """
    for table in columns:
        if table not in FIELDS:
            reason = f"there is no such table; choose among {', '.join(FIELDS)}"
            raise InvalidValueError("the columns", "table", table, reason)


def lines_in(  # noqa: PLR0913 - how to read, all by name
    sheets: Iterable[Sheet],
    table: str,
    given: Mapping[str, str],
    *,
    day_order: DayOrder | str | None,
    cleaning: Cleaning,
    report: ReportBuilder,
) -> Iterator[Line]:
    """
    Yield the rows of a table, in order; a row that says what another says is set aside.

    Raises:
        UnreadableFileError: a column that is needed is not there, or a duplicate is refused.
        InvalidValueError: a field is named that the table has not, or dates of two orders.
    """
    met: dict[tuple[object, ...], int] = {}
    spoken = cleaning.withheld | cleaning.vacant | cleaning.eliminated
    for sheet in sheets:
        found = _columns(sheet, table, given)
        sheet = without_blanks(sheet, found, cleaning, report)  # noqa: PLW2901 - the same table
        report.recognised(sheet.file, found)
        order = _order(sheet, found, day_order)
        names = {column: field for field, column in found.items()}
        key_column = found.get(FIELDS[table][0], "")
        kept = len(sheet)
        for row in sheet:
            fields = {names[c]: text for c, text in row.values.items() if text and c in names}
            extra = {c: text for c, text in row.values.items() if text and c not in names}
            line = Line(sheet.file, row.line, fields, extra, order, key_column)
            missing = [g for g in _REQUIRED[table] if not any(id_of(fields.get(f, "")) for f in g)]
            # A blank manager says something, and is judged where lines are made.
            if missing and missing != [("manager",)]:
                kept -= 1
                total = total_in(fields.values())
                what = "" if total is None else f": {total!r} looks like a row of totals"
                message = f"it has no {' or '.join(missing[0])}{what}"
                report.add(
                    EntryKind.SET_ASIDE, "no-id", sheet.file, row.line, message, text=line.text
                )
                continue
            said = (*sorted(fields.items()), None, *sorted(extra.items()))
            first = met.setdefault(said, row.line)
            if first != row.line:
                message = f"it says what line {first} says"
                if cleaning.duplicates is Duplicates.ERROR:
                    raise unreadable(sheet.file, message, row.line)
                report.add(
                    EntryKind.SET_ASIDE, "duplicate", sheet.file, row.line, message, text=line.text
                )
                continue
            if _totals(line, table, cleaning, report):
                kept -= 1
                continue
            if table in _WITH_POSTS and bare(fields.get("post", "")) in spoken:
                message = f"{fields['post']!r} in place of a post is read as the id of one"
                report.add(
                    EntryKind.FLAGGED, "odd-id", sheet.file, row.line, message, text=line.text
                )
            yield line
        if len(sheet) and not kept:
            message = f"none of its {len(sheet):,} rows was read: see why each was set aside"
            report.add(EntryKind.FLAGGED, "nothing-read", sheet.file, None, message, rows=0)


def _totals(line: Line, table: str, cleaning: Cleaning, report: ReportBuilder) -> bool:
    """Say whether a row is one of totals that is not read; tell the report of each."""
    naming = [line[field] for field in _NAMING]
    total = total_in(naming)
    if total is None:
        return False
    rest = "".join(text for text in (*naming, line["manager"]) if text != total)
    alone = not any(map(str.isalpha, rest))
    aside = alone and cleaning.totals is Totals.SET_ASIDE
    said = "it is not read" if aside else f"it is read as one of {table}"
    message = f"{total!r} looks like a row of totals; {said}"
    if alone and not aside:
        message += "; leave it out with Cleaning(totals='set-aside')"
    kind = EntryKind.SET_ASIDE if aside else EntryKind.FLAGGED
    report.add(kind, "totals-row", line.file, line.line, message, text=line.text)
    return aside


def _order(sheet: Sheet, found: Mapping[str, str], told: str | None) -> DayOrder | None:
    """Return which number of a date is the day; where dates differ, with the line of one."""
    order_of((), told)
    columns = {found[field]: sheet.column(found[field]) for field in _DATES if field in found}
    try:
        return order_of((text for texts in columns.values() for text in texts), told)
    except InvalidValueError as error:
        text = str(error.value)
        column = next(name for name, texts in columns.items() if text in texts)
        line = sheet.lines[columns[column].index(text)]
        problem = UnreadableFieldError(sheet.file, column, line, text, f"{text!r}: {error.reason}")
        raise UnreadableFileError(f"{sheet.file} cannot be read", [problem]) from error


def _columns(sheet: Sheet, table: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of a table, or refuse it with all that is wrong with them."""
    problems: list[UnreadableFieldError] = []
    found = recognise(sheet, FIELDS[table], given, headings=_HEADINGS[table], problems=problems)
    unclear = [one.reason.partition(" ")[0] for one in problems]
    for group in _REQUIRED[table]:
        if not any(field in found or field in unclear for field in group):
            has = ", ".join(map(repr, sheet.columns))
            told = f"columns={{{table!r}: {{{group[0]!r}: …}}}}"
            reason = f"no column of {table} has the {group[0]}; name it: {told}; it has {has}"
            problems.append(UnreadableFieldError(sheet.file, "", None, None, reason))
    if problems:
        raise refusal(sheet, problems)
    return found
