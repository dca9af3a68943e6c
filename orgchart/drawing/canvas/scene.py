"""
A scene: what a picture shows and where, before any colour or format.

Everything is a positioned primitive with a meaning. Coordinates are points from the upper left
corner, y downwards; colours are tokens of a theme (see :mod:`orgchart.drawing.canvas.theme`). Texts
are clean already.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

import attrs

__all__ = [
    "Bar",
    "Box",
    "Card",
    "Label",
    "Line",
    "Mark",
    "Panel",
    "Part",
    "Pill",
    "Point",
    "Row",
    "Run",
    "Scene",
    "Swatch",
]

Point: TypeAlias = tuple[float, float]


@final
@attrs.frozen
class Box:
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> Box:
        """Return the same rectangle elsewhere."""
        return attrs.evolve(self, x=self.x + dx, y=self.y + dy)


@final
@attrs.frozen
class Run:
    """A stretch of text in one style."""

    text: str
    ink: str = "ink"
    size: int = 10
    bold: bool = False
    italic: bool = False
    strike: bool = False


@final
@attrs.frozen
class Pill:
    """A word in a small rounded frame; `state` is a token with a tint."""

    text: str
    state: str
    width: int


@final
@attrs.frozen
class Row:
    """One line of a card: a pill and what follows it, or text alone."""

    runs: tuple[Run, ...] = ()
    height: int = 12
    pill: Pill | None = None


@final
@attrs.frozen
class Mark:
    """The square with initials; hollow marks show absence or what has not changed."""

    initials: str
    fill: str
    edge: str
    ink: str
    dashed: bool = False


@final
@attrs.frozen
class Part:
    """A mark with the lines beside it, or lines alone over the whole width."""

    mark: Mark | None
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        """How tall it is: the rows, and room around a mark where several stand in one card."""
        rows = sum(row.height for row in self.rows)
        return rows if self.mark is None else max(rows, SHARED)


#: The height of a mark in a card of several people, with the room around it.
SHARED: Final = 33


@final
@attrs.frozen
class Card:
    """
    A post or a person.

    Attributes:
        id: the slug; the same for the same post or person in every picture.
        box: where it stands.
        parts: what it says.
        says: the same in words, for people who do not see the picture.
        classes: words from a fixed list.
        link: an address that it leads to, checked already; not part of the DOT text.
        page: the number of the page of the same drawing that it leads to; 0 for none.
    """

    id: str
    box: Box
    parts: tuple[Part, ...]
    says: str
    classes: tuple[str, ...] = ()
    edge: str = "border"
    edge_width: float = 1
    dashed: bool = False
    fill: str = "card"
    link: str = ""
    page: int = 0


@final
@attrs.frozen
class Line:
    """
    A line through points, with rounded corners where it turns.

    Attributes:
        id: the slug.
        tail, head: slugs of the cards it joins; empty for a point of its own.
        points: at least two; each pair is level or upright.
        kind: the class: ``report``, ``trunk``, ``appoints``, ``dotted``, ``moved`` …
        arrow: whether it has a head.
        curved: whether the points are the control points of Bézier curves, 3n + 1 of them.
        faint: whether what lies below shines through.
    """

    id: str
    tail: str
    head: str
    points: tuple[Point, ...]
    kind: str
    ink: str = "line"
    width: float = 1.2
    style: str = "solid"
    arrow: bool = False
    says: str = ""
    curved: bool = False
    faint: bool = False


@final
@attrs.frozen
class Bar:
    """
    A filled rectangle that means something: a tenure on a timeline, a bundle of people.

    Attributes:
        id: the slug.
        box: where it stands.
        fill: the token of its colour at the left; `fill_to` at the right, where it fades.
        says: the same in words; bars that say nothing are decoration.
        classes: words from a fixed list.
    """

    id: str
    box: Box
    fill: str
    fill_to: str = ""
    edge: str = ""
    edge_width: float = 1
    dashed: bool = False
    rounded: bool = False
    says: str = ""
    classes: tuple[str, ...] = ()


@final
@attrs.frozen
class Panel:
    """A frame behind cards: a board, a tray."""

    id: str
    box: Box
    says: str
    dashed: bool = False


@final
@attrs.frozen
class Label:
    """Free text on one line; `x` is its left edge (its right edge with `right`), `y` its middle."""

    runs: tuple[Run, ...]
    x: float
    y: float
    width: float
    right: bool = False

    @property
    def left(self) -> float:
        """The x of the left edge."""
        return self.x - self.width if self.right else self.x


@final
@attrs.frozen
class Swatch:
    """A small sample of a card or a unit colour, for the legend."""

    box: Box
    fill: str
    edge: str
    edge_width: float = 1
    dashed: bool = False
    rounded: bool = True


@final
@attrs.frozen
class Scene:
    """
    A whole picture.

    Attributes:
        name: what it shows, in a few words.
        description: what it shows, in sentences.
        lang: the BCP 47 tag of its texts.
        width, height: whole numbers of points.
        cards: in reading order.
        bars: above the lines, in reading order.
    """

    name: str
    description: str
    lang: str
    width: int
    height: int
    cards: tuple[Card, ...] = ()
    lines: tuple[Line, ...] = ()
    panels: tuple[Panel, ...] = ()
    labels: tuple[Label, ...] = ()
    swatches: tuple[Swatch, ...] = ()
    bars: tuple[Bar, ...] = ()
