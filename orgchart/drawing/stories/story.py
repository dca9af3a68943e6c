"""A story: the same organisation at many moments, every card in its place, ready to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import final

import attrs

from orgchart.drawing.canvas.scene import Scene
from orgchart.when import When

__all__ = ["Cited", "Detail", "Frame", "Story"]


@final
@attrs.frozen
class Cited:
    """A source as readers see it; `link` is empty where none may be followed."""

    name: str
    link: str = ""


@final
@attrs.frozen
class Detail:
    """
    What is known of a card at one moment, for those who ask.

    Attributes:
        names: who holds it, as written on the card.
        title: of the post.
        says: the whole card in words.
        lines: more, one fact a line: since when, until when, whom it reports to.
        sources: where that stands.
        posts, people: the ids of the data.
        away: how surely who holds it is on leave, see `orgchart.drawing.cards.states.awayness`.
    """

    names: tuple[str, ...]
    title: str
    says: str
    lines: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    away: int = 0


@final
@attrs.frozen
class Frame:
    """
    One moment of a story.

    Attributes:
        id: the moment in letters, digits and hyphens: fit for an address, not twice in a story.
        when: the moment.
        closes: whether the day before ends with this state: it begins just when that day is over.
        label, short: the moment in words.
        headline: what is there, counted.
        changes: what happened since the frame before, in sentences.
        scene: the picture; all of a story have one size, and what stays keeps its id and place.
        details: by the id of the card.
        text: the picture in words.
    """

    id: str
    when: When
    label: str
    short: str
    headline: str
    changes: tuple[str, ...]
    scene: Scene
    details: Mapping[str, Detail]
    text: str
    closes: bool = False


@final
@attrs.frozen
class Story:
    """
    An organisation through time.

    Attributes:
        name: of the organisation.
        lang: the BCP 47 tag of its texts.
        frames: in order of time, one at least.
    """

    name: str
    lang: str
    frames: tuple[Frame, ...]
