"""`Layout`: which column of a table is which field of a chart, and of which shape its rows are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, final

import attrs

from orgchart.errors import InvalidValueError, UnreadableFieldError
from orgchart.io.rows.headings import NAMES_OF_MANAGERS, plain, recognise
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.sheet import Sheet, refusal

__all__ = ["FIELDS", "Layout", "Shape", "as_shape", "layout_of"]


class Shape(StrEnum):
    """What the id of a row is the id of."""

    #: A post, with whoever holds it beside it, as in an organogram.
    POSTS = "posts"
    #: A person, with their post beside it, as in most exports of HR systems.
    PEOPLE = "people"


#: What is looked for, more important fields first.
_WANTED: Final = (
    "date",
    "post",
    "person",
    "manager",
    "manager_person",
    "title",
    "name",
    "given_name",
    "family_name",
    "unit",
    "organization",
)
#: What can be named and is not looked for here: ``alias`` is another name of a post, which the
#: column of managers uses; how somebody sits is looked for in all tables together.
_TOLD: Final = ("alias", "kind", "acting", "on_leave")
#: All fields that can be named.
FIELDS: Final = (*_WANTED, *_TOLD)


@final
@attrs.frozen
class Layout:
    """
    Where the fields of a table stand.

    Attributes:
        shape: what the id of a row is the id of.
        columns: the column of each field that the table has.
    """

    shape: Shape
    columns: Mapping[str, str]

    def has(self, *fields: str) -> bool:
        """Say whether the table has a column for one of some fields."""
        return any(field in self.columns for field in fields)


def as_shape(shape: str | None) -> Shape | None:
    """Return a shape as a value; None is not told."""
    if shape is None:
        return None
    try:
        return Shape(shape)
    except ValueError as error:
        reason = f"choose {' or '.join(Shape)}"
        raise InvalidValueError("a table", "shape", shape, reason) from error


def layout_of(
    sheet: Sheet, given: Mapping[str, str], shape: Shape | None, report: ReportBuilder
) -> Layout:
    """
    Return where the fields of a table stand, and tell the report.

    Where no shape is told, a column with ids of posts (named or recognised) makes rows posts; else
    one with ids of people makes them people; a column called ``id`` is of posts, unless managers
    stand in a column with ids or names of people.

    Raises:
        UnreadableFileError: with all that is wrong: no column has ids, columns could be one field,
            or one that was named is not there.
    """
    problems: list[UnreadableFieldError] = []
    found = recognise(sheet, _WANTED, given, known=_TOLD, problems=problems)
    boss = found.get("manager_person", "")
    if "manager" in found and plain(boss) in NAMES_OF_MANAGERS and "manager_person" not in given:
        # A name beside an id says nothing more, and rides along.
        del found["manager_person"]
    told = shape
    if shape is None:
        people = ("person",) if "post" not in found else ()
        if "post" not in found and "person" not in found:
            people = ("manager_person",) if "manager" not in found else ()
        shape = Shape.PEOPLE if any(field in found for field in people) else Shape.POSTS
    key = "post" if shape is Shape.POSTS else "person"
    if key not in found:
        doubts: list[UnreadableFieldError] = []
        column = recognise(sheet, ("id",), {}, problems=doubts).get("id")
        problems += doubts
        if column is not None and column not in found.values():
            found[key] = column
        elif not doubts and not any(one.reason.startswith(f"{key} could") for one in problems):
            has = ", ".join(map(repr, sheet.columns))
            reason = (
                f"no column has the ids of {shape}; name it: columns={{{key!r}: …}}; it has {has}"
            )
            problems.append(UnreadableFieldError(sheet.file, "", None, None, reason))
    if problems:
        raise refusal(sheet, problems)
    posts_alone = shape is Shape.POSTS and "manager" not in found and "person" not in found
    if posts_alone and not _has_names(sheet, found):
        # Without ids and names of people a manager can be nothing but a post.
        column = found.pop("manager_person", None)
        found |= {} if column is None else {"manager": column}
    report.recognised(sheet.file, found)
    if told is None:
        message = f"each row is one of {shape}; tell the other with shape="
        report.add(EntryKind.RECOGNISED, "shape", sheet.file, None, message, rows=0)
    return Layout(shape, found)


def _has_names(sheet: Sheet, found: Mapping[str, str]) -> bool:
    """Say whether managers are named by names: by the heading, or by more cells than by ids."""
    column = found.get("manager_person")
    if column is None or "name" not in found:
        return False
    if plain(column) in NAMES_OF_MANAGERS:
        return True
    cells = [text for text in sheet.column(column) if text]
    ids = set(sheet.column(found["post"]))
    names = {" ".join(text.split()).casefold() for text in sheet.column(found["name"])}
    named = sum(" ".join(text.split()).casefold() in names for text in cells)
    return named > sum(text in ids for text in cells)


def column_of(sheet: Sheet, layout: Layout, name: str) -> str | None:
    """Return the column that a field or the name of a column means; None where there is none."""
    if name in sheet.columns:
        return name
    alike = [column for column in sheet.columns if plain(column) == plain(name)]
    return layout.columns.get(name) or (alike[0] if len(alike) == 1 else None)
