"""`View`: what every kind of picture has, whatever it shows."""

from __future__ import annotations

from typing import Protocol

from orgchart.drawing.canvas.scene import Scene

__all__ = ["View"]


class View(Protocol):
    """One page of a picture: the same facts as a scene and in words."""

    @property
    def name(self) -> str:
        """What it is a picture of."""
        raise NotImplementedError

    @property
    def dates(self) -> str:
        """The moment or the span that it shows, in words; empty for none."""
        raise NotImplementedError

    @property
    def lang(self) -> str:
        """The BCP 47 tag of its texts."""
        raise NotImplementedError

    @property
    def alt_text(self) -> str:
        """What it shows, in at most 150 characters."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the same facts in words, as an outline, ending with a line break."""
        raise NotImplementedError

    def scene(self) -> Scene:
        """Return the picture as positioned primitives."""
        raise NotImplementedError
