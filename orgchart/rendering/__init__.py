"""
DOT text in, pictures out: SVG, PNG, PDF by whichever Graphviz is there.

Two engines stand behind one interface: the program ``dot`` on the path, driven by the package
`graphviz`, and the Graphviz inside the package `pygraphviz`, which runs in this process. This
package knows DOT text and a few words about the picture, and nothing of charts.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from typing import Final, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError, RenderError
from orgchart.progress import follow, waiting
from orgchart.rendering.backends import (
    ENGINES,
    STARTS,
    DotSource,
    Engine,
    Made,
    choose,
    engines,
    several,
    single,
    source_of,
)
from orgchart.rendering.svg import check_links, check_prefix, tidy_svg
from orgchart.saving import write, write_all

__all__ = [
    "ENGINES",
    "DotSource",
    "Engine",
    "Page",
    "RenderWarning",
    "engines",
    "render",
    "render_all",
    "source_of",
    "write",
    "write_all",
]


class RenderWarning(UserWarning):
    """
    Graphviz drew the picture and said something about it.

    It occurs when a font is missing ("cell size too small"), or when a picture is so large that
    Graphviz scales it down. Install the fonts (``fonts-liberation``), or draw less at once. To
    silence it: ``warnings.simplefilter("ignore", orgchart.rendering.RenderWarning)``.
    """


@final
@attrs.frozen
class Page:
    """
    One picture to draw.

    Attributes:
        source: the DOT text.
        title, description: what it shows, in a few words and at length, for SVG.
        lang: the BCP 47 tag of its texts.
        prefix: what every id in the SVG is to start with, so that several can share a web page.
        links: where cards and bars of the SVG lead to, by their ids without the prefix: http,
            https, mailto or relative addresses, percent-encoded (see `drawing.texts.links`).
    """

    source: str
    title: str = ""
    description: str = ""
    lang: str = "en"
    prefix: str = ""
    links: Mapping[str, str] = attrs.field(factory=dict[str, str])


def render(  # noqa: PLR0913 - the words of the picture, by name
    source: str,
    format: str,  # noqa: A002 - the word of Graphviz and its packages
    *,
    engine: str | None = None,
    title: str = "",
    description: str = "",
    lang: str = "en",
    prefix: str = "",
    links: Mapping[str, str] | None = None,
) -> bytes:
    """
    Draw DOT text.

    Args:
        source: the text.
        format: ``svg``, ``png`` (144 pixels to the inch) or ``pdf``.
        engine: ``dot`` or ``pygraphviz``; None for the first that is there.
        title, description, lang, prefix, links: see `Page`.

    Raises:
        InvalidValueError: no such format or engine, or a prefix or link that cannot be.
        GraphvizMissingError: there is no Graphviz, or not the one asked for.
        RenderError: Graphviz failed.

    Warns:
        RenderWarning: Graphviz drew the picture and complained.
    """
    page = Page(source, title, description, lang, prefix, links or {})
    _check([page], format)
    chosen = choose(engine, source)
    with waiting("drawing"):
        data, said = single(chosen, source, format)
    if said:
        warnings.warn(f"{chosen} says: {said}", RenderWarning, stacklevel=2)
    return _finish(page, data, format)


def render_all(
    pages: Iterable[Page],
    format: str,  # noqa: A002 - as in `render`
    *,
    engine: str | None = None,
) -> Iterator[bytes]:
    """
    Draw many pictures, a few at a time, with a progress bar on a terminal when it takes long.

    Each is the same to the byte as `render` makes it. What cannot be drawn is told when its turn
    comes; what comes before it has been handed out.

    Args:
        pages: the pictures.
        format: see `render`.
        engine: see `render`.

    Returns:
        The pictures in order, each as soon as it is there.

    Raises:
        InvalidValueError: at once, as in `render`.
        GraphvizMissingError: at once, when there is something to draw.
        RenderError: Graphviz failed at a picture; the message counts which.

    Warns:
        RenderWarning: Graphviz drew a picture and complained; the message counts which.
    """
    every = tuple(pages)
    _check(every, format)
    if not every:
        return iter(())
    made = _make([page.source for page in every], format, choose(engine, every[0].source))
    return follow(_finished(every, made, format), "drawing", len(every), aside=True)


def _check(pages: Sequence[Page], format: str) -> None:  # noqa: A002 - as in `render`
    if format not in STARTS:
        reason = f"choose one of {', '.join(STARTS)}"
        raise InvalidValueError("a picture", "format", format, reason)
    for page in pages:
        check_prefix(page.prefix)
        check_links(page.links)


def _finish(page: Page, data: bytes, format: str) -> bytes:  # noqa: A002 - as in `render`
    if format != "svg":
        return data
    return tidy_svg(
        data,
        title=page.title,
        description=page.description,
        lang=page.lang,
        prefix=page.prefix,
        links=page.links,
    )


def _finished(
    pages: Sequence[Page],
    made: Iterator[Made | RenderError],
    format: str,  # noqa: A002 - as in `render`
) -> Iterator[bytes]:
    for number, (page, result) in enumerate(zip(pages, made, strict=True), start=1):
        place = f"page {number} of {len(pages)}"
        if isinstance(result, RenderError):
            raise RenderError(f"{place}: {result.args[0]}", page.source) from result
        data, said = result
        if said:
            warnings.warn(f"{place}: Graphviz says: {said}", RenderWarning, stacklevel=3)
        yield _finish(page, data, format)


#: So many pages at most go to one start of dot: few enough for progress to be seen.
_BATCH: Final = 8
#: So many starts of dot at most run side by side.
_WORKERS: Final = 8

_Results: TypeAlias = list[Made | RenderError]


def _make(sources: Sequence[str], format: str, engine: Engine) -> Iterator[Made | RenderError]:  # noqa: A002 - as in `render`
    """Yield pictures in order; those of dot by several programs side by side."""
    if engine != "dot" or len(sources) == 1:
        for source in sources:
            yield _one(engine, source, format)
        return
    workers = min(_WORKERS, os.cpu_count() or 1, len(sources))
    size = min(_BATCH, -(-len(sources) // workers)) if format == "svg" else 1
    batches = [sources[start : start + size] for start in range(0, len(sources), size)]
    pool = ThreadPoolExecutor(workers)
    try:
        yield from chain.from_iterable(pool.map(_several, batches, repeat(format)))
    finally:
        # Whoever stops early, by an error or Ctrl-C, does not wait for pictures not begun.
        pool.shutdown(cancel_futures=True)


def _several(sources: Sequence[str], format: str) -> _Results:  # noqa: A002 - as in `render`
    made = several(sources) if format == "svg" and len(sources) > 1 else None
    return [*made] if made else [_one("dot", source, format) for source in sources]


def _one(engine: Engine, source: str, format: str) -> Made | RenderError:  # noqa: A002 - as in `render`
    try:
        return single(engine, source, format)
    except RenderError as error:
        return error
