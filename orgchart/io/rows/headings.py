"""Which column of a table is which field: named by the caller, or recognised by its usual name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from orgchart.errors import InvalidValueError, UnreadableFieldError, UnreadableFileError
from orgchart.io.rows.sheet import Sheet

__all__ = ["HEADINGS", "NAMES_OF_MANAGERS", "plain", "recognise"]

#: The usual names of a column with the names of managers, which is taken where no other is.
NAMES_OF_MANAGERS: Final = (
    *("manager name", "supervisor name", "line manager name", "name of manager", "boss name"),
    *("direct manager name", "reports to name", "name vorgesetzter", "vorgesetzter name"),
    *("name des vorgesetzten", "name der fuhrungskraft", "fuhrungskraft name", "上级姓名"),
)
#: The usual names of each field: English, German, Chinese. Those of an earlier group win.
HEADINGS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "date": (
        ("effective date", "snapshot date", "as of", "as of date", "as at", "report date"),
        ("reporting date", "extract date", "stichtag", "berichtsdatum", "snapshot"),
        ("stand", "gultig am", "日期", "生效日期", "快照日期", "统计日期", "报告日期", "截止日期"),
        ("date", "datum", "month", "monat", "period", "月份"),
    ),
    "post": (
        ("position id", "position number", "position no", "position code", "position nr"),
        (
            "post id",
            "post ref",
            "post reference",
            "post unique reference",
            "post number",
            "seat id",
        ),
        ("role id", "job position id", "pos id", "positions id", "positions nr"),
        ("positionsnummer", "planstelle", "planstellennummer", "stellennummer", "stellen id"),
        ("planstellennr", "planstellen nr", "planstellen id", "stellennr", "stellen nr"),
        ("positionsnr", "stelle nr", "stelle id", "planstelle nr", "planstelle id"),
        ("岗位编号", "职位编号", "岗位代码", "职位代码", "岗位id", "职位id"),
    ),
    "person": (
        ("employee id", "employee number", "employee no", "employee code", "emp id", "emp no"),
        ("person id", "person number", "staff id", "staff number", "worker id", "worker number"),
        ("personnel number", "personnel id", "payroll number", "associate id", "user id"),
        ("personalnummer", "personal nr", "mitarbeiter id", "mitarbeiternummer", "mitarbeiter nr"),
        ("personalnr", "mitarbeiternr", "pers nr", "persnr", "personen id"),
        ("员工编号", "员工号", "工号", "员工id", "人员编号", "职工号", "人员id"),
    ),
    "id": (("id", "identifier", "编号", "nr", "number", "kennung"),),
    "name": (
        ("name", "full name", "employee name", "display name", "worker name", "staff name"),
        ("person name", "post holder", "holder", "incumbent", "incumbent name", "employee"),
        ("mitarbeiter", "mitarbeitername", "vollstandiger name", "stelleninhaber", "inhaber"),
        ("姓名", "员工姓名", "名字", "人员姓名"),
    ),
    "given_name": (
        ("first name", "given name", "forename", "legal first name", "preferred first name"),
        ("vorname", "名"),
    ),
    "family_name": (
        ("last name", "family name", "surname", "legal last name"),
        ("nachname", "familienname", "姓"),
    ),
    "title": (
        ("job title", "position title", "post title", "role title", "business title"),
        ("position name", "position", "title", "role", "job", "job name", "designation"),
        ("stellenbezeichnung", "positionsbezeichnung", "berufsbezeichnung", "stelle"),
        ("funktion", "titel", "rolle"),
        ("职位", "职务", "岗位", "职位名称", "岗位名称", "职务名称", "头衔"),
    ),
    "manager": (
        ("reports to position id", "reports to position", "manager position id", "reports to post"),
        ("reports to senior post", "supervisor position id", "parent position id"),
        ("manager position", "superior position", "parent position", "reports to id"),
        (
            "ubergeordnete planstelle",
            "ubergeordnete stelle",
            "上级岗位",
            "上级职位",
            "上级岗位编号",
        ),
        ("上级职位编号",),
        ("supervisor position", "supervisor post", "manager post", "superior post", "parent post"),
        ("supervisor post id", "manager post id", "parent post id", "reports to post id"),
        ("vorgesetzte planstelle", "vorgesetzte stelle", "vorgesetzten stelle"),
        ("reports to", "reporting to", "berichtet an"),
    ),
    "manager_person": (
        ("manager id", "manager employee id", "manager number", "manager emp id"),
        ("supervisor id", "line manager id", "reports to employee id", "manager employee number"),
        ("supervisor employee id", "direct manager id", "managers employee id", "mgr id"),
        ("vorgesetzten id", "vorgesetzter id", "fuhrungskraft id", "personalnummer vorgesetzter"),
        ("上级编号", "上级工号", "经理编号", "主管编号", "主管工号", "直属上级工号", "经理工号"),
        ("manager", "line manager", "supervisor", "vorgesetzter", "fuhrungskraft"),
        ("vorgesetzte", "vorgesetzte person", "direkter vorgesetzter", "direkte vorgesetzte"),
        ("direct manager", "direct supervisor", "boss", "people manager"),
        ("直属上级", "上级", "主管", "经理"),
        NAMES_OF_MANAGERS,
    ),
    "unit": (
        ("department", "department name", "dept", "dept name", "business unit", "org unit"),
        ("organizational unit", "organisational unit", "organization unit", "organisation unit"),
        ("unit", "unit name", "division", "team", "team name", "group"),
        ("abteilung", "bereich", "organisationseinheit", "部门", "部门名称", "所属部门"),
    ),
    "organization": (
        ("organisation", "organization", "organisation name", "organization name"),
        ("company", "company name", "legal entity", "employer", "body"),
        ("unternehmen", "firma", "gesellschaft", "公司", "组织", "单位", "公司名称"),
    ),
    "start": (
        ("start date", "start", "begin date", "from date", "valid from", "effective from"),
        ("from", "hire date", "beginn", "startdatum", "von", "gultig von", "gultig ab"),
        ("eintrittsdatum", "开始日期", "起始日期", "入职日期", "任职开始日期", "生效日期"),
    ),
    "end": (
        ("end date", "end", "finish date", "to date", "valid to", "valid until", "effective to"),
        ("until", "to", "termination date", "leaving date", "ende", "enddatum", "bis"),
        ("gultig bis", "austrittsdatum", "结束日期", "终止日期", "离职日期", "任职结束日期"),
    ),
    "parent": (
        ("parent id", "parent", "parent unit", "parent unit id", "parent department"),
        ("parent organisation", "parent organization", "ubergeordnete einheit"),
        ("ubergeordnete abteilung", "上级部门", "上级部门编号"),
    ),
    "kind": (("tenure kind", "appointment kind", "appointment type", "kind", "type", "art"),),
    "seats": (("seats", "number of seats", "headcount limit", "sitze", "编制", "编制数"),),
    "rank": (("rank", "rang", "级别", "职级"),),
    "note": (("note", "notes", "remark", "remarks", "bemerkung", "备注"),),
}


def plain(heading: str) -> str:
    """
    Return a heading as it is compared: words in small letters, without accents and marks.

    >>> plain("Employee_ID"), plain("reportsTo"), plain("Führungskraft-ID"), plain("员工 编号")
    ('employee id', 'reports to', 'fuhrungskraft id', '员工编号')
    """
    apart = _HUMPS.sub(" ", heading)
    bare = unicodedata.normalize("NFKD", apart).casefold()
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    words = " ".join(_MARKS.sub(" ", letters.replace("'", "")).split())
    return _HAN.sub("", words)


_HUMPS: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_MARKS: Final = re.compile(r"[\W_]+")
_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def recognise(  # noqa: PLR0913 - what is looked for, all by name
    sheet: Sheet,
    fields: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    headings: Mapping[str, Iterable[Iterable[str]]] = HEADINGS,
    known: Iterable[str] = (),
    problems: list[UnreadableFieldError] | None = None,
) -> dict[str, str]:
    """
    Return the column of each field that a table has.

    A column is given to one field: first what the caller named, then the usual names, those of an
    earlier group first; between fields that want one column the earlier field wins.

    Args:
        sheet: the table; only its columns are looked at.
        fields: the fields to find, more important ones first.
        given: the column of a field where it is known; None or an empty text for "none".
        headings: the usual names of each field in groups; a field without any is only given.
        known: fields that can be given though they are not looked for.
        problems: takes what is wrong, where that is not to be raised at once.

    Returns:
        Columns by field, in the order of `fields`.

    Raises:
        InvalidValueError: a field is given that is none of `fields`.
        UnreadableFileError: a column that was named is not there, or two columns could be a field.
    """
    named = dict(given or {})
    allowed = (*fields, *known)
    for field in named:
        if field not in allowed:
            reason = f"there is no such field; choose among {', '.join(allowed)}"
            raise InvalidValueError("the columns", "field", field, reason)
    met: list[UnreadableFieldError] = []
    chosen = {field: _named(sheet, field, column, met) for field, column in named.items() if column}
    found = {field: column for field, column in chosen.items() if column is not None}
    taken = set(found.values())
    usual: dict[str, list[str]] = {}
    for column in sheet.columns:
        first = sheet.again.get(column, column)
        if first == column or sheet.column(first) != sheet.column(column):
            usual.setdefault(plain(first), []).append(column)
    for field in fields:
        if field in named:
            continue
        likely = _usual(sheet, field, headings.get(field, ()), usual, taken, met)
        if likely is not None:
            found[field] = likely
            taken.add(likely)
    if met and problems is None:
        raise UnreadableFileError(f"{sheet.file} cannot be read", met)
    if problems is not None:
        problems.extend(met)
    return {field: found[field] for field in allowed if field in found}


def _named(
    sheet: Sheet, field: str, column: str, problems: list[UnreadableFieldError]
) -> str | None:
    if column in sheet.columns:
        return column
    alike = [each for each in sheet.columns if plain(each) == plain(column)]
    if len(alike) == 1:
        return alike[0]
    has = ", ".join(map(repr, sheet.columns))
    reason = f"there is no column {column!r} for {field}; it has {has}"
    problems.append(UnreadableFieldError(sheet.file, "", sheet.head, None, reason))
    return None


def _usual(  # noqa: PLR0913, PLR0917 - a step of `recognise`
    sheet: Sheet,
    field: str,
    groups: Iterable[Iterable[str]],
    usual: Mapping[str, Sequence[str]],
    taken: set[str],
    problems: list[UnreadableFieldError],
) -> str | None:
    for group in groups:
        choices = [
            column for name in group for column in usual.get(name, ()) if column not in taken
        ]
        if len(choices) > 1:
            shown = " or ".join(map(repr, choices))
            twice = any(column in sheet.again for column in choices)
            why = ": one heading stands twice, above different cells" if twice else ""
            told = f"columns={{{field!r}: {choices[0]!r}}}"
            reason = f"{field} could be {shown}{why}; say which: {told}"
            problems.append(UnreadableFieldError(sheet.file, "", sheet.head, None, reason))
            return None
        if choices:
            return choices[0]
    return None
