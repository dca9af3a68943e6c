"""Rows of a timeline: how tall each is, and where its bars, names and words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Bar, Box, Label, Line, Run
from orgchart.drawing.charts.furniture import label
from orgchart.drawing.texts.escape import Slugs
from orgchart.drawing.texts.metrics import FILL, text_width, wrap
from orgchart.drawing.timelines.bars import (
    Piece,
    PieceKind,
    Stretch,
    bars_of,
    look_of,
    pieces,
    rooms,
    stubs,
)
from orgchart.drawing.timelines.lanes import Item, Placed, pack
from orgchart.drawing.timelines.scale import Scale

__all__ = ["Entry", "Frame", "Painted", "lanes_of", "paint", "split"]

#: The height of a bar, of a leave below it, and the distance to the next lane.
BAR: Final = 24
LEAVE: Final = 13
LANE_GAP: Final = 5
#: Above and below the lanes of a row.
AIR: Final = 6
TITLE: Final = 11
NOTE: Final = 9
_TITLE_LINE: Final = 14
_NOTE_LINE: Final = 12
#: From the edge of a bar to its name.
_INDENT: Final = 5
#: The size of words below a name in one bar.
_SMALL: Final = 8


@final
@attrs.frozen
class Entry:
    """
    One row: a post, or somebody in a post.

    Attributes:
        key: a kind and ids of the data, for a slug.
        title, note: what stands at its left.
        group: the key of the group it belongs to; empty for none.
        heading, token: the name and the colour of the group.
        stretches: what is drawn, in order of starts.
        leaves: for some stretches, by their places, the leaves that lie in them.
        details: lines of words below the bars.
        outline: the same as all of it, in words, one a line.
    """

    key: tuple[str, ...]
    title: str
    note: str = ""
    group: str = ""
    heading: str = ""
    token: str = ""
    stretches: tuple[Stretch, ...] = ()
    leaves: tuple[tuple[int, Stretch], ...] = ()
    details: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()


@final
@attrs.frozen
class Frame:
    """
    Where rows stand.

    Attributes:
        scale: the axis.
        left: the left edge of titles.
        column: the width of the column of titles; 0 where they stand above their bars.
        limit: where names on and beside bars must end.
    """

    scale: Scale
    left: float
    column: float
    limit: float

    @property
    def title_width(self) -> float:
        """How wide titles may be."""
        return self.column or self.limit - self.left


@final
@attrs.frozen
class Painted:
    """What is drawn of a row, and how tall it is."""

    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    used: frozenset[str] = frozenset()
    height: float = 0


def _placed(
    stretches: Sequence[Stretch], frame: Frame
) -> tuple[list[tuple[Piece, ...]], tuple[Placed, ...]]:
    parts = [pieces(stretch, frame.scale) for stretch in stretches]
    items = [_item(stretch, made) for stretch, made in zip(stretches, parts, strict=True)]
    return parts, pack(items, frame.scale.x, frame.limit)


def _item(stretch: Stretch, parts: tuple[Piece, ...]) -> Item:
    spot = _spot(stretch, parts)
    faded = spot is not None and spot.kind in {PieceKind.RISING, PieceKind.FALLING}
    solid = any(part.kind is PieceKind.SOLID for part in parts)
    return Item(
        parts[0].left,
        parts[-1].right,
        stretch.start,
        stretch.end,
        solid=solid and not faded,
        text=_width(stretch.runs),
        inside=None if spot is None else spot.x,
    )


@final
@attrs.frozen
class _Spot:
    """Where text stands in a bar: on which kind of part, from where, and whether in two lines."""

    kind: PieceKind
    x: float
    stacked: bool = False


def _spot(stretch: Stretch, parts: tuple[Piece, ...]) -> _Spot | None:
    """Return where text stands in a bar; None where it does not fit."""
    if not stretch.runs:
        return _Spot(PieceKind.SOLID, parts[0].left)
    for stacked, needed in ((False, _width(stretch.runs)), (True, _stacked(stretch.runs))):
        for kind, left, right in rooms(parts):
            if needed <= right - left - 2 * _INDENT + 3:
                falling = kind is PieceKind.FALLING
                return _Spot(kind, right - _INDENT - needed if falling else left + _INDENT, stacked)
    return None


def _width(runs: Sequence[Run]) -> float:
    return label(runs, 0, 0).width if runs else 0


def _stacked(runs: Sequence[Run]) -> float:
    """Return how wide text is with the words for states below the name."""
    return max(label([run], 0, 0).width for run in _stack(runs))


def _stack(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(
        attrs.evolve(run, text=run.text.strip(), size=_SMALL if place else run.size)
        for place, run in enumerate(runs)
    )


def lanes_of(entry: Entry, frame: Frame) -> tuple[int, ...]:
    """Return the lane of each stretch of a row."""
    return tuple(placed.lane for placed in _placed(entry.stretches, frame)[1])


def split(entry: Entry, frame: Frame, most: int, again: str) -> Iterator[Entry]:
    """
    Yield a row in parts of at most a number of lanes; nearly always the row itself.

    Args:
        entry: the row.
        frame: where it stands.
        most: the greatest number of lanes.
        again: how to call further parts, with a place for the title.
    """
    lanes = lanes_of(entry, frame)
    if not lanes or max(lanes) < most:
        yield entry
        return
    for number in range(max(lanes) // most + 1):
        kept = [place for place, lane in enumerate(lanes) if lane // most == number]
        places = {place: new for new, place in enumerate(kept)}
        yield attrs.evolve(
            entry,
            key=entry.key if not number else (*entry.key, str(number + 1)),
            title=again.format(entry.title) if number else entry.title,
            stretches=tuple(entry.stretches[place] for place in kept),
            leaves=tuple((places[at], leave) for at, leave in entry.leaves if at in places),
            details=() if number else entry.details,
            outline=() if number else entry.outline,
        )


def paint(entry: Entry, frame: Frame, y: float, slugs: SlugCounter) -> Painted:
    """Return a row with its bars, names and words, from a point down."""
    return _Row(entry, frame, slugs).paint(y)


class SlugCounter:
    """Ids for bars: the slug of a key, with a number where it comes again."""

    def __init__(self) -> None:
        self._slugs = Slugs()
        self._seen: dict[str, int] = {}

    def of(self, key: Sequence[str]) -> str:
        """Return an id that was not returned before."""
        slug = self._slugs.of(key)
        number = self._seen[slug] = self._seen.get(slug, 0) + 1
        return slug if number == 1 else f"{slug}--n{number}"


class _Row:
    def __init__(self, entry: Entry, frame: Frame, slugs: SlugCounter) -> None:
        self.entry = entry
        self.frame = frame
        self.slugs = slugs
        self.bars: list[Bar] = []
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.used: set[str] = set()

    def paint(self, y: float) -> Painted:
        titles = self.titles(y + AIR)
        top = y + AIR + (0 if self.frame.column else titles)
        bottom = self.lanes(top)
        bottom = self.details(bottom)
        height = max(bottom - y, titles + AIR) + AIR - LANE_GAP
        return Painted(
            tuple(self.bars),
            tuple(self.lines),
            tuple(self.labels),
            frozenset(self.used),
            height,
        )

    def titles(self, y: float) -> float:
        """Write the title and its note, and return how tall they are."""
        room = self.frame.title_width
        # Beside the first bar, or right above it.
        below = y + (BAR / 2 if self.frame.column else _TITLE_LINE / 2 - 2)
        top = below
        for text, ink, size, step in (
            (self.entry.title, "ink", TITLE, _TITLE_LINE),
            (self.entry.note, "ink2", NOTE, _NOTE_LINE),
        ):
            for line in wrap(text, room, size) if text else ():
                self.labels.append(label([Run(line, ink, size)], self.frame.left, below))
                below += step
        return below - top + LANE_GAP

    def lanes(self, top: float) -> float:
        """Draw the bars, lane by lane, and return where they end."""
        stretches = self.entry.stretches
        parts, placed = _placed(stretches, self.frame)
        y = top
        for lane in range(max((one.lane for one in placed), default=-1) + 1):
            here = [place for place, one in enumerate(placed) if one.lane == lane]
            height = float(BAR)
            for place in here:
                self.bar(stretches[place], parts[place], placed[place], (y, BAR))
                if placed[place].where == "under":
                    height += self.under(stretches[place], placed[place], y + BAR)
            self.parted([(parts[place], placed[place]) for place in here], y)
            leaves = [leave for at, leave in self.entry.leaves if at in here]
            y = self.away(leaves, y + height) + LANE_GAP
        return y

    def parted(self, lane: Sequence[tuple[tuple[Piece, ...], Placed]], y: float) -> None:
        """Draw a thin gap where one bar begins at once after another."""
        ordered = sorted(lane, key=lambda each: (each[0][0].left, each[0][-1].right))
        for (before, _), (after, placed) in pairwise(ordered):
            x = after[0].left
            if not placed.follows and x - before[-1].right < 1:
                box = Box(round(x - 0.5, 2), y, 1, BAR)
                slug = self.slugs.of(("joint", *self.entry.key[1:]))
                self.bars.append(Bar(slug, box, "page", edge="page", edge_width=0))

    def away(self, leaves: Sequence[Stretch], y: float) -> float:
        """Draw the leaves below the bars that they lie in, and return where they end."""
        ordered = sorted(leaves, key=lambda leave: (leave.start, leave.end, leave.key))
        parts, placed = _placed(ordered, self.frame)
        for place, stretch in enumerate(ordered):
            box = (y + placed[place].lane * (LEAVE + 2) + 1, LEAVE)
            self.bar(stretch, parts[place], placed[place], box)
        return y + (max((one.lane for one in placed), default=-1) + 1) * (LEAVE + 2)

    def bar(
        self,
        stretch: Stretch,
        parts: tuple[Piece, ...],
        placed: Placed,
        lane: tuple[float, float],
    ) -> None:
        """Draw one stretch with its name."""
        y, height = lane
        slug = self.slugs.of(stretch.key)
        made = tuple(bars_of(stretch, parts, slug, y, height, (placed.follows, placed.precedes)))
        extra, arrows, used = stubs(stretch, parts, self.frame.scale, slug, lane)
        self.bars += [*made, *extra]
        self.lines += arrows
        self.used |= used
        self.used.add(stretch.kind.value)
        for part in parts:
            if part.kind in {PieceKind.RISING, PieceKind.FALLING}:
                self.used.add("fade")
            elif part.kind is PieceKind.MAYBE:
                self.used.add("maybe")
        if stretch.runs and placed.where != "under":
            self.name(stretch, parts, placed, y + height / 2)

    def name(
        self, stretch: Stretch, parts: tuple[Piece, ...], placed: Placed, middle: float
    ) -> None:
        """Write a name in its bar or beside it, in a colour that can be read there."""
        spot = _spot(stretch, parts) if placed.where == "inside" else None
        on_solid = spot is not None and spot.kind is PieceKind.SOLID
        ink = look_of(stretch).ink if on_solid else "ink"
        # Words for states have colours of their own, but not on a unit's colour.
        runs = tuple(
            attrs.evolve(run, ink=ink)
            if run.ink in {"ink", "ink2"} and ink.startswith("on:")
            else run
            for run in stretch.runs
        )
        if spot is not None and spot.stacked and len(runs) > 1:
            first, *more = _stack(runs)
            self.labels.append(label([first], placed.x, middle - 3.5))
            self.labels.append(label(more, placed.x, middle + 7))
        else:
            self.labels.append(label(runs, placed.x, middle + 0.5))

    def under(self, stretch: Stretch, placed: Placed, y: float) -> float:
        """Write a name that has no room anywhere below its bar, and return how tall it is."""
        said = "".join(run.text for run in stretch.runs)
        first = stretch.runs[0]
        lines = wrap(said, self.frame.limit - self.frame.scale.x, first.size, bold=first.bold)
        widest = max(text_width(line, first.size, bold=first.bold) / FILL + 2 for line in lines)
        x = max(min(placed.x, self.frame.limit - widest), self.frame.scale.x)
        for place, line in enumerate(lines):
            run = attrs.evolve(first, text=line, ink="ink")
            self.labels.append(label([run], x, y + 8 + place * _TITLE_LINE))
        return 2 + _TITLE_LINE * len(lines)

    def details(self, y: float) -> float:
        """Write the lines below the bars, and return where they end."""
        x = self.frame.scale.x
        for text in self.entry.details:
            for line in wrap(text, self.frame.limit - x, NOTE):
                self.labels.append(label([Run(line, "ink2", NOTE)], x, y + 5))
                y += _NOTE_LINE
        return y + (LANE_GAP if self.entry.details else 0)
