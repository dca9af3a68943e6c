"""
Everything that a story shows, each thing once.

Most of a picture is in the next picture too. Equal primitives of all frames are pooled, drawn in
one go, and each frame is a list of numbers in the pool.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, final

import attrs

from orgchart.drawing.canvas.scene import Bar, Box, Card, Label, Line, Panel, Scene, Swatch

__all__ = ["Layers", "Pool", "Thing", "pooled"]

Thing: TypeAlias = Panel | Line | Bar | Label | Card | Swatch

#: The start of the ids in the picture of the whole pool.
_PREFIX: Final = "k"


@final
@attrs.frozen
class Layers:
    """
    What a frame shows, as numbers in the pool.

    Attributes:
        things: from below to above; cards in reading order.
        foot: the legend, which stands below everything.
        bottom: how far down the things reach.
    """

    things: tuple[int, ...]
    foot: tuple[int, ...]
    bottom: float


@final
@attrs.frozen
class Pool:
    """
    The things of all frames.

    Attributes:
        things: each once, in the order in which they come up.
        frames: for each frame, which of them.
        scene: all of them in one picture, with ids of their own.
        names: for each thing, its id in a picture of that scene.
    """

    things: tuple[Thing, ...]
    frames: tuple[Layers, ...]
    scene: Scene
    names: tuple[str, ...]


def pooled(scenes: Sequence[Scene]) -> Pool:
    """
    Return the things of some pictures, each once.

    Args:
        scenes: one at least, all of one language.

    Complexity: linear in the things of all pictures.
    """
    numbers: dict[Thing, int] = {}
    frames = tuple(_layers(scene, numbers) for scene in scenes)
    things = tuple(numbers)
    return Pool(things, frames, _whole(scenes, things), _names(things))


def _layers(scene: Scene, numbers: dict[Thing, int]) -> Layers:
    framed: tuple[Card | Panel | Bar, ...] = (*scene.cards, *scene.panels, *scene.bars)
    boxes = [thing.box for thing in framed]
    bottom = max((box.bottom for box in boxes), default=0.0)
    body: list[int] = []
    foot: list[int] = []
    for thing in _all(scene):
        number = numbers.setdefault(thing, len(numbers))
        (foot if top_of(thing) >= bottom > 0 else body).append(number)
    reach = max((box_of(thing).bottom for thing in _all(scene)), default=0.0)
    return Layers(tuple(body), tuple(foot), bottom or reach)


def _all(scene: Scene) -> Iterator[Thing]:
    """Yield the things of a picture, lines without what tells equal ones apart."""
    yield from scene.panels
    for line in scene.lines:
        yield attrs.evolve(line, id="", tail="", head="", says="")
    yield from scene.bars
    # Swatches lie below the words on them.
    yield from scene.swatches
    yield from scene.labels
    for card in scene.cards:
        # Links and pages are no part of the picture: the page tells them beside it.
        yield attrs.evolve(card, link="", page=0)


def box_of(thing: Thing) -> Box:
    """Return where a thing is."""
    match thing:
        case Label():
            high = max(run.size for run in thing.runs) * 1.5
            return Box(thing.left, thing.y - high / 2, thing.width, high)
        case Line():
            across, down = zip(*thing.points, strict=True)
            return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))
        case _:
            return thing.box


def top_of(thing: Thing) -> float:
    """Return the y of the upper edge of a thing; of the middle of a text."""
    return thing.y if isinstance(thing, Label) else box_of(thing).y


def _whole(scenes: Sequence[Scene], things: Sequence[Thing]) -> Scene:
    """Return a picture of everything at once, which nobody is to see."""
    named: list[Thing] = []
    for number, thing in enumerate(things):
        if isinstance(thing, Label | Swatch):
            named.append(thing)
        else:
            named.append(attrs.evolve(thing, id=f"{_PREFIX}{number}"))
    return Scene(
        name="",
        description="",
        lang=scenes[0].lang,
        width=max(scene.width for scene in scenes),
        height=max(scene.height for scene in scenes),
        cards=tuple(thing for thing in named if isinstance(thing, Card)),
        lines=tuple(thing for thing in named if isinstance(thing, Line)),
        panels=tuple(thing for thing in named if isinstance(thing, Panel)),
        labels=tuple(thing for thing in named if isinstance(thing, Label)),
        swatches=tuple(thing for thing in named if isinstance(thing, Swatch)),
        bars=tuple(thing for thing in named if isinstance(thing, Bar)),
    )


def _names(things: Sequence[Thing]) -> tuple[str, ...]:
    """Return the ids that `dot` gives: labels and swatches are counted, in the order of reading."""
    foot = max((t.box.bottom for t in things if isinstance(t, Card | Bar)), default=0)
    counts = {"t": 0, "f": 0, "b": 0}
    names: list[str] = []
    for number, thing in enumerate(things):
        if isinstance(thing, Label | Swatch):
            kind = "b" if isinstance(thing, Swatch) else "f" if thing.y > foot else "t"
            counts[kind] += 1
            names.append(f"{kind}-{counts[kind]}")
        else:
            names.append(f"{_PREFIX}{number}")
    return tuple(names)
