"""Sections of a people flow with many people: one chip for each group, and fewer groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from orgchart.drawing.flows.people import Group, Section, Traveller
from orgchart.drawing.language.wording import Wording, counted

__all__ = ["gathered"]

#: A blank that no line breaks at.
_FIRM: Final = "\N{NO-BREAK SPACE}"


def gathered(section: Section, words: Wording, *, names: bool, places: int | None) -> Section:
    """Return a section with one chip for each group, and the smallest groups as one."""
    groups = list(section.groups)
    if places is not None and len(groups) > places:
        kept = [group for group in groups if group.key[0] != "unit"]
        units = [group for group in groups if group.key[0] == "unit"]
        first, rest = units[: places - len(kept)], units[places - len(kept) :]
        people = tuple(person for group in rest for person in group.people)
        name = counted(words.flow_others, len(rest))
        groups = [*first, Group(("others",), name, "", "line", people), *kept]
    return attrs.evolve(
        section,
        groups=tuple(
            attrs.evolve(group, people=(_crowd(group, words, names=names),)) for group in groups
        ),
    )


def _crowd(group: Group, words: Wording, *, names: bool) -> Traveller:
    named = [person for person in group.people if person.key]
    if len(group.people) == 1:
        return group.people[0]
    return Traveller(
        "\n".join(group.key),
        counted(words.people, group.number),
        _listed(named) if names else "",
        sure=all(person.sure for person in group.people),
        place_sure=all(person.place_sure for person in group.people),
        number=group.number,
    )


def _listed(people: Sequence[Traveller]) -> str:
    """Return the names in a row that breaks between names only."""
    names = [person.name.replace(" ", _FIRM) for person in people]
    return f"{_FIRM}· ".join(names)
