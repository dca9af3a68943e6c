"""Ids that a spreadsheet changed, 007 to 7 or 7 to 7.0: found in all dates together, given back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias, final

import attrs

from orgchart.io.periodic.records import Record
from orgchart.io.periodic.versions import Version
from orgchart.io.rows.cleaning import Cleaning, Decimals, Zeros
from orgchart.io.rows.report import EntryKind, ReportBuilder

__all__ = ["Of", "Spellings", "spellings_of"]

#: Whether an id is of a post or a person, scope, and id as written, to the id as it was.
Spellings: TypeAlias = Mapping[tuple["Of", str, str], str]
_Group: TypeAlias = tuple["Of", str, str]


class Of(Enum):
    """What an id is the id of."""

    POST = "post"
    PERSON = "person"


def _without_zeros(text: str) -> str:
    """Return what is left of an id without its first zeros; nothing where it is no number."""
    return text.lstrip("0") if text.isdecimal() else ""


def _without_fraction(text: str) -> str:
    """Return a whole number without a fraction of zeros; nothing where it is none."""
    number, point, fraction = text.partition(".")
    whole = number.isdecimal() and (not point or (fraction != "" and not fraction.strip("0")))
    return number if whole else ""


@final
@attrs.frozen
class _Rule:
    """
    A way in which ids are changed.

    Attributes:
        name: the rule, in reports.
        policy: what repairs it.
        core: what stays of an id however it is changed; empty where it cannot have been.
        whole: which of several ids with one core is as it was.
        lost: what happened to an id that was changed.
        looks: how such an id looks like the right one.
    """

    name: str
    policy: str
    core: Callable[[str], str]
    whole: Callable[[Iterable[str]], str]
    lost: str
    looks: str


def _longest(texts: Iterable[str]) -> str:
    return max(texts, key=len)


def _shortest(texts: Iterable[str]) -> str:
    return min(texts, key=len)


_ZEROS: Final = _Rule(
    "lost-zeros",
    "zeros",
    _without_zeros,
    _longest,
    "lost its leading zeros",
    "without its leading zeros",
)
_DECIMALS: Final = _Rule(
    "decimal-id",
    "decimals",
    _without_fraction,
    _shortest,
    "became a decimal number",
    "as a decimal number",
)


def spellings_of(dated: Sequence[Version], cleaning: Cleaning, report: ReportBuilder) -> Spellings:
    """
    Return which ids are to be read as others, and tell the report of all that may have changed.

    Two ids of digits that differ in leading zeros only are one that lost them, and two that differ
    in a fraction of zeros only are one that got it, unless both stand at one date. Those of posts
    and of people are compared apart, managers with what they are named by.

    Complexity: linear in the distinct rows; in all rows where such ids are found.
    """
    found: dict[_Group, str] = {}
    for rule, restore in (
        (_ZEROS, cleaning.zeros is Zeros.RESTORE),
        (_DECIMALS, cleaning.decimals is Decimals.RESTORE),
    ):
        found |= _changed(dated, rule, report, restore=restore)
    return found


def _changed(
    dated: Sequence[Version], rule: _Rule, report: ReportBuilder, *, restore: bool
) -> Spellings:
    doubtful = _doubtful(dated, rule)
    if not doubtful:
        return {}
    clashing = _clashing(dated, rule, doubtful)
    found: dict[_Group, str] = {}
    for version in dated:
        for record, (file, line) in zip(version.records, version.places, strict=True):
            for of, text in sorted({*_ids(record), *_references(record)}, key=_in_order):
                group = (of, record.scope, rule.core(text))
                whole = doubtful.get(group)
                if whole is None or text == whole:
                    continue
                if restore and group not in clashing:
                    found[of, record.scope, text] = whole
                kind, message = _said(rule, text, whole, clash=group in clashing, restore=restore)
                report.add(kind, rule.name, file, line, message, text=text)
    return found


def _in_order(named: tuple[Of, str]) -> tuple[str, str]:
    return (named[1], named[0].value)


def _said(
    rule: _Rule, text: str, whole: str, *, clash: bool, restore: bool
) -> tuple[EntryKind, str]:
    if clash:
        return EntryKind.FLAGGED, f"{text!r} and {whole!r} stand at one date, so both are kept"
    if restore:
        return EntryKind.REPAIRED, f"{text!r} {rule.lost}; it is read as {whole!r}"
    return EntryKind.FLAGGED, (
        f"{text!r} looks like {whole!r} {rule.looks}; repair it with "
        f"Cleaning({rule.policy}='restore')"
    )


def _doubtful(dated: Sequence[Version], rule: _Rule) -> dict[_Group, str]:
    """Return the right spelling of each id that is spelled in several ways."""
    groups: dict[_Group, set[str]] = {}
    for record in {record for version in dated for record in version.records}:
        for of, text in (*_ids(record), *_references(record)):
            if core := rule.core(text):
                groups.setdefault((of, record.scope, core), set()).add(text)
    return {group: rule.whole(texts) for group, texts in groups.items() if len(texts) > 1}


def _ids(record: Record) -> Iterator[tuple[Of, str]]:
    yield Of.POST, record.post
    yield Of.PERSON, record.person


def _references(record: Record) -> Iterator[tuple[Of, str]]:
    yield Of.POST, record.manager
    yield Of.PERSON, record.boss


def _clashing(dated: Iterable[Version], rule: _Rule, groups: Mapping[_Group, str]) -> set[_Group]:
    """Return the groups of which two spellings are ids at one date."""
    found: set[_Group] = set()
    for version in dated:
        met: dict[_Group, str] = {}
        for record in version.records:
            for of, text in _ids(record):
                group = (of, record.scope, rule.core(text))
                if group in groups and met.setdefault(group, text) != text:
                    found.add(group)
    return found
