"""
A chart: everything that a picture says, in order, before anything has a place.

One chart is made from a snapshot, another from a difference; what follows (layout, words) treats
them alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import final

import attrs

from orgchart.drawing.cards.faces import Face

__all__ = [
    "Below",
    "Body",
    "Chart",
    "Count",
    "Dotted",
    "Elsewhere",
    "Link",
    "Listed",
    "Slot",
    "Tray",
]


@final
@attrs.frozen
class Below:
    """
    What is below a card and not shown.

    Attributes:
        cards: the cards of today.
        vacant: those among them that are vacant.
        changes: the cards that tell a change, in a difference.
    """

    cards: int = 0
    vacant: int = 0
    changes: int = 0

    def plus(self, other: Below) -> Below:
        """Return both together."""
        return Below(
            self.cards + other.cards, self.vacant + other.vacant, self.changes + other.changes
        )


@final
@attrs.frozen
class Slot:
    """
    A card to be drawn.

    Attributes:
        id: its slug.
        face: what it says.
        says: the same in words.
        classes: words from a fixed list.
        posts, people: the ids of what it stands for, in the history; a unit's card has its id as
            `posts`.
        link: an address that it leads to, checked already.
        page: the number of the page of the same drawing that it leads to; 0 for none.
        units: the id of its unit and of those above it; empty for none.
        area: the name that the legend has for its colour.
        below: what is below it and not shown.
    """

    id: str
    face: Face
    says: str
    classes: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    link: str = ""
    page: int = 0
    units: tuple[str, ...] = ()
    area: str = ""
    below: Below = Below()


@final
@attrs.frozen
class Link:
    """How the line into a card is drawn: report, presumed, adviser, new or old."""

    state: str = "report"


@final
@attrs.frozen
class Dotted:
    """A dotted line; `state` is ``dotted``, ``new`` or ``old``."""

    manager: str
    report: str
    state: str = "dotted"


@final
@attrs.frozen
class Body:
    """A board or committee: its panel, with a card for each member."""

    id: str
    name: str
    title: str
    slots: tuple[Slot, ...]


@final
@attrs.frozen
class Tray:
    """A dashed panel of cards that have no place in the tree, each with what is below it."""

    id: str
    title: str
    slots: tuple[str, ...]


@final
@attrs.frozen
class Listed:
    """
    A panel of names in place of cards of which there is nothing to tell.

    Attributes:
        id: its slug.
        title: what they have in common, and how many they are.
        rows: titles of posts, each with who holds them.
    """

    id: str
    title: str
    rows: tuple[tuple[str, str], ...]


@final
@attrs.frozen
class Elsewhere:
    """An organisation that is not drawn, and who is there."""

    name: str
    people: tuple[str, ...]


@final
@attrs.frozen
class Count:
    """A number with its word and the token of its colour."""

    text: str
    ink: str = "ink"


@final
@attrs.frozen
class Chart:
    """
    What a picture says.

    Attributes:
        name, dates: the title.
        part: which part of the whole is shown, in words; empty for all of it.
        counts: the headline: groups of a name and counts.
        remarks: small lines below the title.
        bodies: boards and committees, in order.
        slots: the cards of trees and trays, by slug.
        children: the slugs below each slug, in order.
        links: how the line into a card is drawn; a plain one where nothing is said.
        roots: the tops of trees, in order.
        appointed: for some roots, the body above them, the word on the line and its state.
        trays: cards without a place in a tree.
        listed: names in place of cards.
        elsewhere: organisations that are not drawn.
        dotted: dotted lines.
        moves: pairs of a ghost and the card that it moved to.
        backs: lines that close a circle: the card where it was cut, and the manager it goes to.
        units: the legend of unit colours: tokens and names.
        unit_names: what to call each unit, by its id.
        states: the legend of states: keys in order.
        alt_text: the whole in at most 150 characters.
        lang: the BCP 47 tag of its texts.
    """

    name: str
    dates: str
    counts: tuple[tuple[str, tuple[Count, ...]], ...] = ()
    remarks: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    slots: Mapping[str, Slot] = attrs.field(factory=dict[str, Slot])
    children: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict[str, tuple[str, ...]])
    links: Mapping[str, Link] = attrs.field(factory=dict[str, Link])
    roots: tuple[str, ...] = ()
    appointed: Mapping[str, tuple[str, str, str]] = attrs.field(
        factory=dict[str, tuple[str, str, str]]
    )
    trays: tuple[Tray, ...] = ()
    listed: tuple[Listed, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    dotted: tuple[Dotted, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    backs: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    states: tuple[str, ...] = ()
    alt_text: str = ""
    changes: tuple[str, ...] = ()
    lang: str = "en"
    part: str = ""
    unit_names: Mapping[str, str] = attrs.field(factory=dict[str, str])

    def short(self, slot: str) -> str:
        """Return who and what a card is, without its states."""
        face = self.slots[slot].face
        return ", ".join((*(holder.name for holder in face.holders), *filter(None, [face.title])))

    def branch(self, top: str) -> Iterator[tuple[str, int]]:
        """Yield a card and all below it, with their depths, parents before children."""
        ahead = [(top, 0)]
        while ahead:
            slot, depth = ahead.pop()
            yield slot, depth
            ahead.extend((child, depth + 1) for child in reversed(self.children.get(slot, ())))
