"""
Charts, differences and histories as pictures.

`draw` makes a `Drawing`: a value that knows its DOT text and the same facts in words, and that
Graphviz turns into SVG, PNG or PDF. The package computes the layout itself; Graphviz only draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from orgchart.comparison import Diff
from orgchart.drawing.canvas.theme import (
    DARK,
    LIGHT,
    PRINT,
    ColourWarning,
    Theme,
    ThemeName,
    theme_of,
    warn_of_weak,
)
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.options import Options, ViewName
from orgchart.drawing.parts.paging import MOST
from orgchart.drawing.picture import Drawing
from orgchart.drawing.texts.links import LinkWarning, checked_links
from orgchart.drawing.views import pages_of
from orgchart.errors import InvalidValueError
from orgchart.history import History, Moment
from orgchart.progress import waiting
from orgchart.snapshot import Snapshot

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "ColourWarning",
    "Drawing",
    "LinkWarning",
    "Theme",
    "Wording",
    "draw",
]


def draw(  # noqa: PLR0913 - one picture, many wishes, all by name
    subject: Snapshot | Diff | History,
    *more: Snapshot | Moment,
    view: ViewName | None = None,
    theme: ThemeName | Theme = "light",
    lang: str | None = None,
    wording: Wording | None = None,
    max_width: float | None = None,
    root: str | None = None,
    depth: int | None = None,
    units: Iterable[str] | None = None,
    collapse: Iterable[str] | None = None,
    most: int = MOST,
    start: Moment | None = None,
    end: Moment | None = None,
    person: str | None = None,
    post: str | None = None,
    colours: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    beside: Iterable[Snapshot] = (),
) -> Drawing:
    """
    Draw charts, what changed between them, or a history.

    ==========================  =================================================================
    call                        picture
    ==========================  =================================================================
    ``draw(snapshot)``          the chart of one date; ``draw(history, date)`` as well
    ``draw(diff)``              what changed, in one chart: ``view="merged"``
    ``draw(before, after)``     side by side; ``draw(history, date, date)`` as well
    ``draw(history, *dates)``   three to six dates in a strip: ``view="filmstrip"``
    ``view="flow"``             who left and who came, of two dates or a diff
    ``draw(history)``           a web page of all dates, to be saved as ``.html``
    ``view="timeline"``         who held which post when, of a history; dates are marked
    ``draw(history, person=)``  a person's career; ``post=``: a post's succession
    ==========================  =================================================================

    Args:
        subject: a snapshot, a diff or a history.
        more: more snapshots, or dates of the history.
        view: the kind of picture, where the table leaves a choice.
        theme: ``"light"``, ``"dark"``, ``"print"`` or a `Theme`.
        lang: the language of names, titles and interface words, a BCP 47 tag; None for the plain
            names and English words.
        wording: the words of the picture, in place of those of the language.
        max_width: the width to keep to where that can be done, in points, 320 or more; the picture
            grows downwards. None for 1,200, and 1,500 for several charts beside each other.
        root: the id of a post: it and what is below it.
        depth: so many levels; deeper ones are folded and counted.
        units: ids of units: their posts, and the managers above them for context.
        collapse: ids of posts below which all is folded and counted.
        most: a chart of more cards is split into linked pages, 10 or more.
        start, end: the stretch of a timeline; None for all dates.
        person, post: whose career, or which post's succession.
        colours: ``#RRGGBB``, or a token of the theme such as ``unit-safety``, by the id of a unit.
        links: where cards lead, http, https or mailto addresses by the id of a person or post.
        beside: the charts of a series in order, with this one among them or else put there by its
            date: whoever is in several has the same place in each, so that pictures can be swapped.

    Raises:
        InvalidValueError: an option has a value that no picture can have, or does not go with what
            is drawn.
        UnknownIdError: an option names a person, post or unit that is not there.
        InvalidWhenError: a date cannot be read.

    Warns:
        ColourWarning: an assigned colour is hard to see.
        LinkWarning: an address was left out.

    >>> from orgchart import Person, Post, Tenure
    >>> chart = Snapshot.build(
    ...     people=[Person("ann", "Ann Lee")],
    ...     posts=[Post("ceo", "Chief executive")],
    ...     tenures=[Tenure("ann", "ceo")],
    ...     name="Acme",
    ... )
    >>> picture = draw(chart)
    >>> picture.alt_text
    'Acme. 1 person.'
    >>> picture.source.splitlines()[0]
    'digraph "Acme" {'
    """
    _check_kinds(subject, wording, lang)
    chosen = theme_of(theme)
    options = Options(
        view=view,
        words=Wording.load(lang) if wording is None else wording,
        lang=lang,
        max_width=max_width,
        start=start,
        end=end,
        person=person,
        post=post,
        root=root,
        depth=depth,
        units=units,
        collapse=collapse,
        colours=colours,
        links=links,
        beside=beside,
        most=most,
    )
    options = attrs.evolve(options, links=checked_links(options.links))
    with waiting("laying out"):
        pages = pages_of(subject, more, options)
    warn_of_weak(chosen, options.colours)
    return Drawing(pages, chosen)


def _check_kinds(subject: object, wording: object, lang: object) -> None:
    """Refuse values of other kinds than the signature says."""
    if not isinstance(subject, Snapshot | Diff | History):
        reason = "give a snapshot, a diff or a history"
        raise InvalidValueError("a drawing", "subject", type(subject).__name__, reason)
    if wording is not None and not isinstance(wording, Wording):
        raise InvalidValueError("a drawing", "wording", wording, "give a Wording")
    if lang is not None and not isinstance(lang, str):
        raise InvalidValueError("a drawing", "lang", lang, "give a BCP 47 tag, as text")
