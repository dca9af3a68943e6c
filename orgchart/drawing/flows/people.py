"""People who left, came or gave up a post, as values: one, a group by place, a section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

import attrs

__all__ = ["Group", "Section", "Traveller"]


@final
@attrs.frozen
class Traveller:
    """
    Somebody who left, came or gave up a post; or several holders without a name.

    Attributes:
        key: the id of the person; empty for those without a name.
        name: the name, or a count.
        posts: the titles that they gave up or took.
        when: the date in words; empty where there is none.
        notes: what else is known: the manner, other places, doubts.
        sure: whether it is certain that they left, came or gave it up.
        place_sure: whether it is certain where they went or came from.
        number: how many people.
    """

    key: str
    name: str
    posts: str
    when: str = ""
    notes: tuple[str, ...] = ()
    sure: bool = True
    place_sure: bool = True
    number: int = 1

    @property
    def said(self) -> str:
        """All of it in one line, without the date."""
        return " · ".join((self.posts, *self.notes)) if self.posts else " · ".join(self.notes)

    @property
    def line(self) -> str:
        """All of it in a line of text."""
        return ", ".join(part for part in (self.name, self.posts, self.when, *self.notes) if part)


@final
@attrs.frozen
class Group:
    """
    People who went to one place, or came from it.

    Attributes:
        key: what kind of place, and its id.
        name, note: what is written on it.
        token: the token of its colour.
        people: who, in order of time.
    """

    key: tuple[str, ...]
    name: str
    note: str
    token: str
    people: tuple[Traveller, ...]

    @property
    def number(self) -> int:
        """How many people."""
        return sum(person.number for person in self.people)


@final
@attrs.frozen
class Section:
    """
    One part of the picture.

    Attributes:
        key: ``left``, ``joined`` or ``stayed``.
        name: its heading.
        ink: the token of its colour.
        groups: the largest first, what is not known last.
    """

    key: str
    name: str
    ink: str
    groups: tuple[Group, ...]

    @property
    def inward(self) -> bool:
        """Whether people come out of the groups, and do not go there."""
        return self.key == "joined"

    @property
    def named(self) -> int:
        """How many people with a name."""
        return sum(person.number for person in self.people if person.key)

    @property
    def unnamed(self) -> int:
        """How many seats of people without one."""
        return sum(person.number for person in self.people if not person.key)

    @property
    def unsure(self) -> int:
        """How many people with a name may not have left, come or given it up."""
        return sum(person.number for person in self.people if person.key and not person.sure)

    @property
    def people(self) -> Iterator[Traveller]:
        """Everybody in it, group by group."""
        return (person for group in self.groups for person in group.people)
