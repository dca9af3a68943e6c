"""
Pictures as web pages that need nothing but themselves.

`page` tells a story date by date; `static_page` shows pictures as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from orgchart import rendering
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.theme import DARK, LIGHT, Theme
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.page.data import data_of, in_script
from orgchart.drawing.page.document import document, resource, text_of
from orgchart.drawing.page.markup import inlined, pieces
from orgchart.drawing.page.pool import pooled
from orgchart.drawing.page.tokens import Inks, inks_of
from orgchart.drawing.stories.story import Story
from orgchart.drawing.texts.escape import clean
from orgchart.rendering.svg import font_stack

__all__ = ["page", "static_page"]

#: The parts of the script, in the order in which they run.
_SCRIPTS: Final = (
    "base.js",
    "stage.js",
    "changes.js",
    "compare.js",
    "card.js",
    "time.js",
    "search.js",
    "main.js",
)


def page(
    story: Story,
    *,
    themes: tuple[Theme, Theme] = (LIGHT, DARK),
    words: Wording,
    engine: str | None = None,
) -> bytes:
    """
    Return a story as a web page in one file.

    The page loads nothing, runs no script but its own, and works from a file. Its bytes depend on
    the story, the themes, the words and the Graphviz alone.

    Args:
        story: what to tell.
        themes: for bright and for dark surroundings; paper gets the first.
        words: the words of the page.
        engine: see `orgchart.rendering.render`.

    Raises:
        InvalidValueError: no such engine.
        GraphvizMissingError: there is no Graphviz, or not the one asked for.
        RenderError: Graphviz failed.

    Complexity: linear in the cards of all frames; Graphviz draws equal ones once.
    """
    pool = pooled([frame.scene for frame in story.frames])
    inks = inks_of(pool.scene)
    svg = rendering.render(dot(inks.scene, inks.theme), "svg", engine=engine, lang=story.lang)
    transform, groups = pieces(svg, pool, inks.names)
    last = pool.frames[-1]
    shown = (*last.things, *last.foot)
    script = "\n".join(["(() => {", '"use strict";', *map(resource, _SCRIPTS), "})();\n"])
    name, frame = clean(story.name), story.frames[-1]
    return document(
        "page.html",
        style=_style(story, inks, themes),
        script=script,
        slots={
            "lang": text_of(words.lang),
            "told": text_of(story.lang),
            "name": text_of(name),
            "title": text_of(words.web_title.format(name)),
            "label": text_of(clean(frame.label)),
            "headline": text_of(clean(frame.headline)),
            "noscript": text_of(words.web_noscript),
            "size": f"0 0 {pool.scene.width} {pool.scene.height}",
            "transform": text_of(transform),
            "last": "\n".join(groups[number] for number in shown),
            "pool": "\n".join(
                group for number, group in enumerate(groups) if number not in set(shown)
            ),
            "data": in_script(data_of(story, pool, words)),
        },
    )


def _style(story: Story, inks: Inks, themes: tuple[Theme, Theme]) -> str:
    """Return the styles of the page, with the colours of both themes and the fonts."""
    light, dark = (inks.declared(theme) for theme in themes)
    fonts = ",".join(
        f'"{font}"' if " " in font else font for font in font_stack(story.lang).split(",")
    )
    chosen = (
        f":root[data-theme=light]{{color-scheme:light;{light}}}",
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}",
    )
    return "\n".join(
        (
            f":root{{--oc-fonts:{fonts};color-scheme:light;{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}",
            f"@media screen{{{''.join(chosen)}}}",
            resource("page.css"),
        )
    )


def static_page(
    pictures: Sequence[bytes], title: str, description: str, lang: str, *, theme: Theme = LIGHT
) -> bytes:
    """
    Return pictures as a web page in one file, without any script.

    Args:
        pictures: SVG, each with ids of its own; the parts of the page are called ``page-1`` …
        title, description: what they show, in a few words and at length.
        lang: the BCP 47 tag of the texts.
        theme: the colours around the pictures.
    """
    sections = (
        f'<section id="page-{number}">{inlined(picture)}</section>'
        for number, picture in enumerate(pictures, start=1)
    )
    colours = f":root{{--oc-page:{theme.colour('page')};--oc-line:{theme.colour('panel-line')}}}"
    return document(
        "static.html",
        style=f"{colours}\n{resource('static.css')}",
        script="",
        slots={
            "lang": text_of(lang),
            "title": text_of(clean(title)),
            "description": text_of(clean(description)),
            "pictures": "\n".join(sections),
        },
    )
