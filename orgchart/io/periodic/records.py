"""`Record`: what one row says, in fields; equal rows are one and the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, final

import attrs

from orgchart.io.files import unreadable
from orgchart.io.periodic.layout import Layout, column_of
from orgchart.io.rows.marks import flag_of, is_away, kind_of
from orgchart.io.rows.sheet import Sheet
from orgchart.io.rows.totals import total_in
from orgchart.kinds import RESERVED
from orgchart.texts import Texts, is_id

__all__ = ["Pool", "Record", "id_of", "only_total", "reader_of"]


@final
@attrs.frozen(eq=False)
class Record:
    """
    What one row says of a date, as it stands in the file.

    Attributes:
        post: the id of the post, as written; empty where rows are people without one.
        person: the id of the person, as written.
        name: the name, as written.
        title: the title.
        manager: the manager's post, as written.
        boss: the manager as a person, as written.
        alias: another name of the post.
        unit: the unit.
        organization: the organisation.
        kind: how somebody sits, in a word.
        acting: whether somebody acts, as written.
        on_leave: whether somebody is on leave, as written.
        scope: inside what the ids are unique; empty for the whole source.
        extra: the columns that are no field, without empty ones, in order of names.
    """

    post: str
    person: str
    name: str
    title: str
    manager: str
    boss: str
    alias: str
    unit: str
    organization: str
    kind: str
    acting: str
    on_leave: str
    scope: str
    extra: Texts

    @property
    def text(self) -> str:
        """The row as text, for reports."""
        cells = (self.post, self.person, self.name, self.title, self.manager or self.boss)
        rest = (self.unit, self.organization, *(text for _, text in self.extra))
        return " | ".join(cell for cell in (*cells, *rest) if cell)


def only_total(record: Record) -> bool:
    """Say whether a row is one of totals and says nothing of a post: no name, title, manager."""
    cells = (record.post, record.person, record.name, record.title)
    total = total_in(cells)
    if total is None or record.manager or record.boss:
        return False
    return not any(map(str.isalpha, "".join(cell for cell in cells if cell != total)))


class Pool:
    """Each distinct row of all tables once."""

    __slots__ = ("_records",)

    def __init__(self) -> None:
        self._records: dict[tuple[object, ...], Record] = {}

    def record(self, *cells: object) -> Record:
        """Return the record of cells, the same for equal ones."""
        found = self._records.get(cells)
        if found is None:
            found = self._records[cells] = Record(*cells)  # type: ignore[arg-type] # in order
        return found


#: The fields of a record, and the fields of a layout that they are read from.
_READ: Final = (
    ("post", "post"),
    ("person", "person"),
    ("name", "name"),
    ("title", "title"),
    ("manager", "manager"),
    ("boss", "manager_person"),
    ("alias", "alias"),
    ("unit", "unit"),
    ("organization", "organization"),
    ("kind", "kind"),
    ("acting", "acting"),
    ("on_leave", "on_leave"),
)


def _is_kind(text: str) -> bool:
    return kind_of(text) is not None or is_away(text)


def _is_flag(text: str) -> bool:
    return flag_of(text) is not None


#: The fields whose cells are read where they say something.
_MARKS: Final = (("kind", _is_kind), ("acting", _is_flag), ("on_leave", _is_flag))


def reader_of(
    sheet: Sheet, layout: Layout, scope: str | None, aside: Iterable[str], pool: Pool
) -> Callable[[Sequence[str]], Record]:
    """
    Return what makes a record of a row.

    Args:
        sheet: the table.
        layout: where its fields stand.
        scope: the field or column inside whose values ids are unique, or None.
        aside: columns that say something of the date and not of the row.
        pool: keeps equal records once.

    Raises:
        UnreadableFileError: there is no such scope.
    """
    place = {column: number for number, column in enumerate(sheet.columns)}
    columns = layout.columns
    wanted = [place.get(columns.get(field, ""), -1) for _, field in _READ]
    bound = -1
    if scope is not None:
        column = column_of(sheet, layout, scope)
        if column is None:
            has = ", ".join(map(repr, sheet.columns))
            raise unreadable(
                sheet.file, f"there is no column for the scope {scope!r}; it has {has}"
            )
        bound = place[column]
    names = [columns[f] for f in ("given_name", "family_name") if f in columns]
    joins = "name" not in columns and bool(names)
    parts = [place[column] for column in names]
    used = {*columns.values(), *aside}.difference(() if joins else names)
    rest = sorted((name, number) for name, number in place.items() if name not in used)
    name_at = 2
    marks = [(columns[f], place[columns[f]], is_mark) for f, is_mark in _MARKS if f in columns]

    def read(row: Sequence[str]) -> Record:
        cells: list[object] = ["" if number < 0 else row[number] for number in wanted]
        if joins:
            cells[name_at] = _joined([row[number] for number in parts])
        cells.append(row[bound] if bound >= 0 else "")
        extra = [(name, row[number]) for name, number in rest if row[number]]
        # A word that says nothing of how somebody sits rides along.
        own = [(name, row[at]) for name, at, is_mark in marks if row[at] and not is_mark(row[at])]
        cells.append(tuple(sorted(extra + own) if own else extra))
        return pool.record(*cells)

    return read


def _joined(parts: Sequence[str]) -> str:
    """Return a name made of its parts; Chinese, Japanese and Korean ones family name first."""
    if any("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in "".join(parts)):
        return "".join(reversed(parts))
    return " ".join(filter(None, parts))


def id_of(text: str) -> str:
    r"""
    Return a text as an id: without control characters, and no word with a meaning of its own.

    >>> id_of("a\x00 b\n"), id_of("unknown")
    ('a b', 'unknown_')
    """
    # What can be printed has no control characters, and most ids can.
    if (text.isprintable() and text == text.strip() and text not in RESERVED) or is_id(text):
        return text
    plain = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return f"{plain}_" if plain in RESERVED else plain
