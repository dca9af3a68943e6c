"""`Drawing`: a finished picture as a value, and the ways to get it out."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any, Final, final

import attrs

from orgchart import rendering
from orgchart.drawing.dot import dot
from orgchart.drawing.scene import Scene
from orgchart.drawing.theme import Theme
from orgchart.drawing.view import View
from orgchart.errors import InvalidValueError

__all__ = ["Drawing"]

_TEXTS: Final = frozenset({".dot", ".gv", ".txt"})
_PICTURES: Final = frozenset({".svg", ".png", ".pdf"})


@final
@attrs.frozen(order=False, repr=False)
class Drawing:
    """
    A finished picture, on one page or several.

    Everything but `render` and `save` to a picture format works without Graphviz. Equal drawings
    have equal DOT text, and show the same. What is said of one page is said of the first.

    Attributes:
        pages: what each page shows, one at least.
        theme: its colours.
    """

    pages: tuple[View, ...]
    theme: Theme

    def __repr__(self) -> str:
        page = self.pages[0]
        dates = f", {page.dates}" if page.dates else ""
        more = f", {len(self.pages)} pages" if len(self.pages) > 1 else ""
        return f"<Drawing of {page.name}{dates}: {self.theme.name}{more}>"

    def __hash__(self) -> int:
        return hash(self.source)

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """The pages as positioned primitives."""
        return tuple(page.scene() for page in self.pages)

    @property
    def scene(self) -> Scene:
        """The first page as positioned primitives."""
        return self.scenes[0]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The DOT text of each page, with every position in it."""
        return tuple(dot(scene, self.theme) for scene in self.scenes)

    @property
    def source(self) -> str:
        """The DOT text of the first page."""
        return self.sources[0]

    @property
    def alt_text(self) -> str:
        """What the picture shows, in at most 150 characters."""
        return self.pages[0].alt_text

    @property
    def description(self) -> str:
        """What the first page shows, in full."""
        return self.pages[0].text()

    def text(self) -> str:
        """Return the same facts in words, as an outline; pages follow each other."""
        return "\n".join(page.text() for page in self.pages)

    def page(self, number: int) -> Drawing:
        """
        Return one page as a drawing of its own.

        Args:
            number: from 1.

        Raises:
            InvalidValueError: there is no such page.
        """
        if not 1 <= number <= len(self.pages):
            reason = f"give a number from 1 to {len(self.pages)}"
            raise InvalidValueError("a drawing", "page", number, reason)
        return Drawing((self.pages[number - 1],), self.theme)

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
            lang=self.pages[0].lang,
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
