"""
What is now known and was not: the difference of two states of knowledge, in English.

Nothing happened between the two charts; they show one moment as readers of two days knew it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs

from orgchart.edits import Edit, Edits
from orgchart.kinds import UNKNOWN, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.sentences import one_line
from orgchart.snapshot import Snapshot

__all__ = ["corrections"]


def corrections(
    edits: Edits, before: Snapshot, after: Snapshot, lang: str | None = None
) -> Iterator[str]:
    """
    Say what each edit corrects, in order of keys; a person's record goes with the seat.

    Args:
        edits: the edits between the two charts.
        before, after: the chart as known earlier and later.
        lang: the language of names and titles; None for the plain ones.
    """
    seated = {key[1] for key in (edit.key for edit in edits) if key[0] == "tenure"}
    return (
        _sentence(edit, before, after, lang)
        for edit in edits
        if edit.key[0] != "person"
        or edit.key[1] not in seated
        or (edit.before is not None and edit.after is not None)
    )


def _sentence(edit: Edit, before: Snapshot, after: Snapshot, lang: str | None) -> str:
    old = None if edit.before is None else _statement(edit.before, before, lang)
    new = None if edit.after is None else _statement(edit.after, after, lang)
    if edit.before is not None and edit.after is not None and new is not None and old == new:
        old, new = _details(edit.before, edit.after, new, before, after, lang)
    if old is None:
        return one_line(f"It is now known that {new}.")
    if new is None:
        return one_line(f"It is no longer held that {old}.")
    return one_line(f"It is now known that {new}, and no longer held that {old}.")


def _details(  # noqa: PLR0913, PLR0917 - two facts with their charts
    old: Fact, new: Fact, said: str, before: Snapshot, after: Snapshot, lang: str | None
) -> tuple[str, str]:
    """Say what differs between two facts that read alike."""
    names = [field.name for field in attrs.fields(type(new)) if not field.metadata]
    differ = [name for name in names if getattr(old, name) != getattr(new, name)]
    one, two = (
        ", ".join(f"{name} {_plain(getattr(fact, name), name, chart, lang)}" for name in differ)
        for fact, chart in ((old, before), (new, after))
    )
    return f"{said}, with {one}", f"{said}, with {two}"


def _plain(value: object, name: str, chart: Snapshot, lang: str | None) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        pairs = cast("tuple[tuple[str, str], ...]", value)
        return ", ".join(f"{text} ({tongue})" for tongue, text in pairs) or "none"
    return chart.unit_name(str(value), lang) if name in {"unit", "parent"} else str(value)


def _statement(fact: Fact, chart: Snapshot, lang: str | None) -> str:
    said = _said(fact, chart, lang)
    return said if fact.certainty == "certain" else f"possibly {said}"


def _said(fact: Fact, chart: Snapshot, lang: str | None) -> str:
    match fact:
        case Tenure():
            how = "" if fact.kind is TenureKind.SUBSTANTIVE else f" ({fact.kind})"
            title = fact.title or chart.post_title(fact.post, lang)
            return f"{chart.person_name(fact.person, lang)} was {title}{how}"
        case ReportingLine():
            dotted = " by a dotted line" if fact.kind is LineKind.DOTTED else ""
            manager = _manager(fact, chart, lang)
            return f"{chart.post_title(fact.post, lang)} reported{dotted} to {manager}"
        case Leave():
            where = f" as {chart.post_title(fact.post, lang)}" if fact.post else ""
            return f"{chart.person_name(fact.person, lang)} was on leave{where}"
        case Post():
            return f"there was the post {fact.title_in(lang)}"
        case Unit():
            return f"there was the unit {fact.name_in(lang)}"
        case Person():
            return f"the name was {fact.name_in(lang)}"


def _manager(line: ReportingLine, chart: Snapshot, lang: str | None) -> str:
    if line.manager is None:
        return "nobody"
    if line.manager == UNKNOWN:
        return "somebody not known"
    if line.manager in chart.units and line.manager not in chart.posts:
        return chart.unit_name(line.manager, lang)
    return chart.post_title(line.manager, lang)
