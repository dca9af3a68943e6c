"""`Drawing`: a finished picture as a value, and the ways to get it out."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final, final

import attrs

from orgchart import rendering
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.canvas.theme import Theme
from orgchart.drawing.stories.story_view import StoryView
from orgchart.drawing.texts.links import links_of, page_link, page_name
from orgchart.drawing.view import View
from orgchart.errors import InvalidValueError
from orgchart.progress import follow

__all__ = ["Drawing"]

_FORMATS: Final = ("svg", "png", "pdf", "html")
#: How long a side of a picture can be, in points: cairo draws no larger bitmaps at 144 pixels to
#: the inch, and viewers of PDF show no larger pages.
_LARGEST: Final = {"png": 16_383, "pdf": 14_400}
_SUFFIXES: Final = (".dot", ".gv", ".html", ".pdf", ".png", ".svg", ".txt")


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
        made = (page.scene() for page in self.pages)
        return tuple(follow(made, "laying out pages", len(self.pages)))

    @property
    def scene(self) -> Scene:
        """The first page as positioned primitives."""
        return self.scenes[0]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The DOT text of each page, with every position in it."""
        made = (dot(scene, self.theme) for scene in self.scenes)
        return tuple(follow(made, "writing pages", len(self.scenes)))

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
        # A bool is a number in Python, and names no page.
        whole = type(number) is int
        if not whole or not 1 <= number <= len(self.pages):
            reason = f"give a number from 1 to {len(self.pages)}"
            raise InvalidValueError("a drawing", "page", number, reason)
        return Drawing((self.pages[number - 1],), self.theme)

    def digraph(self) -> rendering.DotSource:
        """Return the DOT text as a `graphviz.Source`, to go on with."""
        return rendering.source_of(self.source)

    def render(
        self,
        format: str,  # noqa: A002 - the word of Graphviz and its packages
        engine: str | None = None,
    ) -> bytes:
        """
        Draw the first page with Graphviz.

        Args:
            format: ``svg``, ``png`` (144 pixels to the inch), ``pdf``, or ``html``: a web page
                that needs nothing but itself.
            engine: ``dot`` or ``pygraphviz``; None for the first that is there.

        Raises:
            InvalidValueError: no such format or engine.
            GraphvizMissingError: there is no Graphviz, or not the one asked for.
            RenderError: Graphviz failed.
        """
        if format == "html":
            return self._html(engine)
        if format not in _FORMATS:
            reason = f"choose one of {', '.join(_FORMATS)}"
            raise InvalidValueError("a drawing", "format", format, reason)
        self._warn_of_size(format, self.scenes[:1])
        (page,) = rendering.render_all([self._page(0)], format, engine=engine)
        return page

    @staticmethod
    def _warn_of_size(format: str, scenes: Iterable[Scene]) -> None:  # noqa: A002 - as `render`
        most = _LARGEST.get(format)
        tall = max((max(scene.width, scene.height) for scene in scenes), default=0)
        if most is not None and tall > most:
            said = (
                f"the picture is {tall:,} points long, and {format} holds {most:,}: save it as "
                f".svg, or draw less with root=, depth= or units="
            )
            warnings.warn(said, rendering.RenderWarning, stacklevel=4)

    def _page(self, number: int, address: Callable[[int], str] | None = None) -> rendering.Page:
        page = self.pages[number]
        return rendering.Page(
            self.sources[number],
            title=page.alt_text,
            description=page.text(),
            lang=page.lang,
            links=links_of(self.scenes[number], address),
        )

    def _html(self, engine: str | None) -> bytes:
        # Only who saves a web page pays for what makes one.
        from orgchart.drawing.page import page, static_page  # noqa: PLC0415

        first = self.pages[0]
        if isinstance(first, StoryView):
            return page(first.story, words=first.wording, engine=engine)
        pictures = rendering.render_all(
            [
                attrs.evolve(self._page(number, "#page-{}".format), prefix=f"p{number + 1}-")
                for number in range(len(self.pages))
            ],
            "svg",
            engine=engine,
        )
        return static_page(
            tuple(pictures), self.alt_text, self.description, first.lang, theme=self.theme
        )

    def save(self, path: str | os.PathLike[str], engine: str | None = None) -> Path:
        """
        Write it to a file, whole or not at all.

        Several pages become files with numbers: ``chart.svg``, ``chart-2.svg`` … whose cards lead
        to each other; text and web pages hold all in one file.

        Args:
            path: ends in ``.svg``, ``.png``, ``.pdf``, ``.html``, or, without Graphviz, ``.dot``,
                ``.gv`` or ``.txt``.
            engine: see `render`.

        Returns:
            The path of the first page.

        Raises:
            InvalidValueError: the path ends in something else.
            UnwritableFileError: a file could not be written.
            GraphvizMissingError: there is no Graphviz, or not the one asked for.
            RenderError: Graphviz failed; no page has been written.
        """
        target = _path(path)
        suffix = target.suffix.lower()
        made: Iterable[bytes]
        match suffix:
            case ".txt":
                made = [self.text().encode()]
            case ".html":
                made = [self._html(engine)]
            case ".dot" | ".gv":
                made = [source.encode() for source in self.sources]
            case ".svg" | ".png" | ".pdf":
                # One page of several, saved alone, has no neighbours to lead to.
                alone = len(self.pages) == 1
                address = None if alone else partial(page_link, target.stem, suffix=target.suffix)
                pages = [self._page(number, address) for number in range(len(self.pages))]
                self._warn_of_size(suffix[1:], self.scenes)
                made = rendering.render_all(pages, suffix[1:], engine=engine)
            case _:
                reason = f"end the file name in one of {', '.join(_SUFFIXES)}"
                raise InvalidValueError("a drawing", "path", os.fspath(path), reason)
        rendering.write_all(
            (target.with_name(page_name(target.stem, number, target.suffix)), data)
            for number, data in enumerate(tuple(made), start=1)
        )
        return target

    def _repr_mimebundle_(
        self,
        include: Any = None,  # noqa: ANN401, ARG002 - the protocol of notebooks
        exclude: Any = None,  # noqa: ANN401, ARG002 - as above
    ) -> dict[str, str]:
        """Return what notebooks show: the first page where Graphviz is there, the words always."""
        bundle = {"text/plain": self.text()}
        if rendering.engines():
            bundle["image/svg+xml"] = self.render("svg").decode()
        return bundle


def _path(given: object) -> Path:
    if not isinstance(given, str | Path):
        raise InvalidValueError("a drawing", "path", given, "give a path as text")
    return Path(given)
