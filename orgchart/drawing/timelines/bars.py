"""
A stretch of time as bars: solid where it surely holds, fading over the bounds of vague ends.

Nothing is made up: a fade runs over exactly the bounds of a date, and where bounds lie outside the
picture the bar is dashed, since all that is known there is that it may hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, TypeAlias, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.drawing.canvas.scene import Bar, Box, Line, Run
from orgchart.drawing.timelines.scale import Scale

__all__ = [
    "Kind",
    "Look",
    "Piece",
    "PieceKind",
    "Stretch",
    "bars_of",
    "look_of",
    "pieces",
    "rooms",
    "stubs",
]

Bounds: TypeAlias = tuple[int, int]

#: How far marks for "goes on" reach out on each side of the axis.
STUB: Final = 13
#: The least width of a bar, in points: what is shorter could not be seen.
LEAST: Final = 2
#: The part of a fade at its pale end on which plain text can be read.
_PALE: Final = 0.45
#: How far a fade reaches under what is solid beside it, in points.
_UNDER: Final = 0.5


class Kind(StrEnum):
    """What a stretch of time is about."""

    HELD = "held"
    INTERIM = "interim"
    ACTING = "acting"
    ADVISER = "adviser"
    UNDISCLOSED = "undisclosed"
    VACANT = "vacant"
    LEAVE = "leave"


class PieceKind(StrEnum):
    """How a part of a stretch looks."""

    SOLID = "solid"
    #: It may hold here.
    MAYBE = "maybe"
    #: It begins, or ends, some time in here.
    RISING = "rising"
    FALLING = "falling"


@final
@attrs.frozen
class Stretch:
    """
    A stretch of time that something holds.

    Attributes:
        key: a kind and ids of the data, for a slug.
        kind: what it is about.
        token: the colour of the unit.
        ongoing: whether its end is stated to lie ahead.
        start, end: the first and last bounds of its ends; a gap has sure ends.
        runs: what is written on it or beside it.
        says: the same in words, with dates.
        possible: whether it is only possible, whenever.
    """

    key: tuple[str, ...]
    kind: Kind
    token: str
    start: Bounds
    end: Bounds
    runs: tuple[Run, ...]
    says: str
    ongoing: bool = False
    possible: bool = False

    @property
    def hull(self) -> Bounds:
        """The first position at which it may hold, and the first at which it no longer may."""
        return self.start[0], self.end[1]


@final
@attrs.frozen
class Piece:
    """A part of a stretch on the page, from one x to another."""

    left: float
    right: float
    kind: PieceKind

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.right - self.left

    @property
    def flat(self) -> bool:
        """Whether text can stand on it."""
        return self.kind in {PieceKind.SOLID, PieceKind.MAYBE}


def rooms(parts: Sequence[Piece]) -> Iterator[tuple[PieceKind, float, float]]:
    """
    Yield the parts that text can stand on, best first: kind, left and right edge.

    That is where the stretch surely holds, if it does anywhere; else where it may; and the pale
    ends of fades.
    """
    flat = [part for part in parts if part.kind is PieceKind.SOLID] or [
        part for part in parts if part.kind is PieceKind.MAYBE
    ]
    for part in sorted(flat, key=lambda part: -part.width):
        yield part.kind, part.left, part.right
    for part in parts:
        pale = _PALE * part.width
        if part.kind is PieceKind.RISING:
            yield part.kind, part.left, part.left + pale
        elif part.kind is PieceKind.FALLING:
            yield part.kind, part.right - pale, part.right


@final
@attrs.frozen
class Look:
    """Tokens for a stretch: where it is solid, and at the strong end of a fade."""

    fill: str
    edge: str
    strong: str
    edge_width: float = 1
    dashed: bool = False

    @property
    def ink(self) -> str:
        """The colour of names on the solid part."""
        return f"on:{self.fill}" if self.edge == "page" else "ink"


def look_of(stretch: Stretch) -> Look:
    """Return what the solid part of a stretch looks like."""
    token = stretch.token
    match stretch.kind:
        case Kind.HELD:
            return Look(token, "page", token, 0)
        case Kind.INTERIM | Kind.ACTING:
            return Look("interim-tint", "interim", "interim", 1.2)
        case Kind.LEAVE:
            return Look("leave-tint", "leave", "leave", 1.2)
        case Kind.VACANT:
            return Look("page", "line", "line", 1.2, dashed=True)
        case Kind.ADVISER | Kind.UNDISCLOSED:
            return Look("panel", token, token, 1.6)


def pieces(stretch: Stretch, scale: Scale) -> tuple[Piece, ...]:
    """
    Return the parts of a stretch from left to right, side by side.

    A stretch that is too short to be seen is drawn a little longer.
    """
    low, high = stretch.hull
    parts = [
        Piece(scale.at(first), scale.at(last), kind)
        for first, last, kind in _parts(stretch, scale)
        if first < last and scale.reach.meets(first, last)
    ]
    joint = tuple(_joined(part for part in parts if part.width > 0))
    left, right = scale.at(low), scale.at(high)
    if right - left >= LEAST and joint:
        return joint
    left = max(min(left, scale.right - LEAST), scale.x)
    sure = not stretch.possible and stretch.start[1] < stretch.end[0]
    return (Piece(left, left + LEAST, PieceKind.SOLID if sure else PieceKind.MAYBE),)


def _parts(stretch: Stretch, scale: Scale) -> Iterator[tuple[int, int, PieceKind]]:
    begun, ended = stretch.start[1], stretch.end[0]
    low, high = stretch.hull
    if stretch.possible or begun > ended:
        yield low, high, PieceKind.MAYBE
        return
    reach = scale.reach
    rising = PieceKind.RISING if reach.low <= low and begun <= reach.high else PieceKind.MAYBE
    falling = PieceKind.FALLING if reach.low <= ended and high <= reach.high else PieceKind.MAYBE
    yield low, begun, rising
    yield begun, ended, PieceKind.SOLID
    yield ended, high, falling


def _joined(parts: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the parts, those of one kind beside each other as one."""
    before: Piece | None = None
    for part in parts:
        if before is not None and before.kind is part.kind is PieceKind.MAYBE:
            before = attrs.evolve(before, right=part.right)
            continue
        if before is not None:
            yield before
        before = part
    if before is not None:
        yield before


def bars_of(  # noqa: PLR0913, PLR0917 - one bar: what, where, how
    stretch: Stretch,
    parts: tuple[Piece, ...],
    slug: str,
    y: float,
    height: float,
    halves: tuple[bool, bool] = (False, False),
) -> Iterator[Bar]:
    """
    Yield the bars of a stretch; the widest flat one says what it is.

    Args:
        stretch: the stretch.
        parts: its pieces.
        slug: the id of the bar that speaks; the others have endings.
        y, height: where the lane is.
        halves: whether the fade at its beginning takes the lower half of the lane only, and that
            at its end the upper: there one goes and another comes, and nobody says when.
    """
    look = look_of(stretch)
    speaker = max(parts, key=lambda part: (part.flat, part.width))
    solids = {part.left for part in parts if part.kind is PieceKind.SOLID}
    # What is solid comes last, and fades reach a little under it, so that no seam shows.
    for place, part in sorted(
        enumerate(parts), key=lambda each: (each[1].kind is PieceKind.SOLID, each[0])
    ):
        under = _UNDER if part.kind is PieceKind.RISING and part.right in solids else 0.0
        over = _UNDER if part.kind is PieceKind.FALLING and solids else 0.0
        box = Box(part.left - over, y, part.width + under + over, height)
        if halves[0] and not place:
            box = attrs.evolve(box, y=y + height / 2, height=height / 2)
        elif halves[1] and place == len(parts) - 1:
            box = attrs.evolve(box, height=height / 2)
        spoken = part is speaker
        yield attrs.evolve(
            _bar(look, part, box),
            id=slug if spoken else f"{slug}--{part.kind}{place}",
            says=stretch.says if spoken else "",
            classes=(stretch.kind.value, part.kind.value),
        )


def _bar(look: Look, part: Piece, box: Box) -> Bar:
    match part.kind:
        case PieceKind.RISING:
            return Bar("", box, "page", look.strong, edge="page", edge_width=0)
        case PieceKind.FALLING:
            return Bar("", box, look.strong, "page", edge="page", edge_width=0)
        case PieceKind.MAYBE:
            return Bar("", box, "panel", edge=look.strong, edge_width=1.2, dashed=True)
        case PieceKind.SOLID:
            return Bar(
                "", box, look.fill, edge=look.edge, edge_width=look.edge_width, dashed=look.dashed
            )


def stubs(
    stretch: Stretch, parts: tuple[Piece, ...], scale: Scale, slug: str, box: tuple[float, float]
) -> tuple[tuple[Bar, ...], tuple[Line, ...], frozenset[str]]:
    """
    Return what shows that a stretch goes on outside the picture, and the words for the legend.

    A stretch that goes on for sure has a piece of its colour beyond the edge; one without a stated
    end fades there; one that is stated to go on has an arrow.

    Args:
        stretch: the stretch.
        parts: its pieces.
        scale: the axis.
        slug: the beginning of their ids.
        box: the y and the height of the lane.
    """
    if stretch.kind is Kind.VACANT:
        return (), (), frozenset()
    y, height = box
    look, reach = look_of(stretch), scale.reach
    bars: list[Bar] = []
    lines: list[Line] = []
    used: set[str] = set()
    if stretch.start[0] < reach.low and parts[0].kind is PieceKind.SOLID:
        stated = stretch.start[0] != -UNBOUNDED
        fades = ("page", look.strong) if not stated else (look.strong, "")
        left = Box(parts[0].left - STUB, y + height / 4, STUB, height / 2)
        bars.append(Bar(f"{slug}--before", left, fades[0], fades[1], edge="page", edge_width=0))
        used.add("beyond" if stated else "unstated")
    if stretch.end[1] <= reach.high:
        return tuple(bars), (), frozenset(used)
    if stretch.ongoing:
        middle = y + height / 2
        points = ((scale.right, middle), (scale.right + STUB, middle))
        lines.append(Line(f"{slug}--on", "", "", points, "goes-on", look.strong, 2, arrow=True))
        used.add("ongoing")
    elif parts[-1].kind is PieceKind.SOLID:
        stated = stretch.end[1] != UNBOUNDED
        fades = (look.strong, "") if stated else (look.strong, "page")
        right = Box(parts[-1].right, y + height / 4, STUB, height / 2)
        bars.append(Bar(f"{slug}--after", right, fades[0], fades[1], edge="page", edge_width=0))
        used.add("beyond" if stated else "unstated")
    return tuple(bars), tuple(lines), frozenset(used)
