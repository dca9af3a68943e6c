"""`Drawing`: a finished picture as a value, and the ways to get it out."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any, Final, final

import attrs

from orgchart import rendering
from orgchart.drawing.chart import Chart
from orgchart.drawing.compose import compose
from orgchart.drawing.dot import dot
from orgchart.drawing.scene import Scene
from orgchart.drawing.theme import Theme
from orgchart.drawing.wording import Wording
from orgchart.drawing.words import chart_text
from orgchart.errors import InvalidValueError

__all__ = ["Drawing"]

_TEXTS: Final = frozenset({".dot", ".gv", ".txt"})
_PICTURES: Final = frozenset({".svg", ".png", ".pdf"})


@final
@attrs.frozen(order=False, repr=False)
class Drawing:
    """
    A picture of a chart or of a difference.

    Everything but `render` and `save` to a picture format works without Graphviz. Equal drawings
    have equal DOT text, and show the same.

    Attributes:
        chart: what it says, in order.
        theme: its colours.
        wording: its words.
        max_width: the width it keeps to where it can, in points.
    """

    chart: Chart
    theme: Theme
    wording: Wording
    max_width: float

    def __repr__(self) -> str:
        return f"<Drawing of {self.chart.name}, {self.chart.dates}: {self.theme.name}>"

    def __hash__(self) -> int:
        return hash(self.source)

    @cached_property
    def scene(self) -> Scene:
        """The picture as positioned primitives."""
        return compose(self.chart, self.wording, self.description, self.max_width)

    @cached_property
    def source(self) -> str:
        """The DOT text, with every position in it."""
        return dot(self.scene, self.theme)

    @property
    def alt_text(self) -> str:
        """What the picture shows, in at most 150 characters."""
        return self.chart.alt_text

    @cached_property
    def description(self) -> str:
        """What the picture shows, in full; the same as `text`."""
        return self.text()

    def text(self) -> str:
        """Return the same facts in words, as an outline."""
        return chart_text(self.chart, self.wording)

    def digraph(self) -> rendering.DotSource:
        """Return the DOT text as a `graphviz.Source`, to go on with."""
        return rendering.source_of(self.source)

    def render(self, format: str, engine: str | None = None) -> bytes:  # noqa: A002 - the word of Graphviz and its packages
        """
        Draw it with Graphviz.

        Args:
            format: ``svg``, ``png`` (144 pixels to the inch) or ``pdf``.
            engine: ``dot`` or ``pygraphviz``; None for the first that is there.

        Raises:
            InvalidValueError: no such format or engine.
            GraphvizMissingError: there is no Graphviz, or not the one asked for.
            RenderError: Graphviz failed.
        """
        return rendering.render(
            self.source,
            format,
            engine=engine,
            title=self.alt_text,
            description=self.description,
            lang=self.chart.lang,
        )

    def save(self, path: str | os.PathLike[str], engine: str | None = None) -> Path:
        """
        Write it to a file, whole or not at all.

        Args:
            path: ends in ``.svg``, ``.png``, ``.pdf``, or, without Graphviz, ``.dot``, ``.gv`` or
                ``.txt``.
            engine: see `render`.

        Returns:
            The path.

        Raises:
            InvalidValueError: the path ends in something else.
            UnwritableFileError: the file could not be written.
            GraphvizMissingError: there is no Graphviz, or not the one asked for.
            RenderError: Graphviz failed.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix in _TEXTS:
            data = (self.text() if suffix == ".txt" else self.source).encode()
        elif suffix in _PICTURES:
            data = self.render(suffix[1:], engine)
        else:
            reason = f"end the file name in one of {', '.join(sorted(_TEXTS | _PICTURES))}"
            raise InvalidValueError("a drawing", "path", os.fspath(path), reason)
        rendering.write(target, data)
        return target

    def _repr_mimebundle_(
        self,
        include: Any = None,  # noqa: ANN401, ARG002 - the protocol of notebooks
        exclude: Any = None,  # noqa: ANN401, ARG002 - as above
    ) -> dict[str, str]:
        """Return what notebooks show: the picture where Graphviz is there, the words always."""
        bundle = {"text/plain": self.text()}
        if rendering.engines():
            bundle["image/svg+xml"] = self.render("svg").decode()
        return bundle
