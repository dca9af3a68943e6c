"""
Charts made smaller by choice: one post and what is below it, some levels, some units.

What is left out is counted on the cards that it was below, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import attrs

from orgchart.drawing.cards.chart import Below, Body, Chart
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.parts.cutting import counts_of, cut, joined_notes, named
from orgchart.errors import InvalidValueError, UnknownIdError, nearest_ids

__all__ = ["prune"]


def prune(  # noqa: PLR0913 - the options of `draw`, by name
    chart: Chart,
    words: Wording,
    *,
    root: str | None = None,
    depth: int | None = None,
    units: Iterable[str] | None = None,
    collapse: Iterable[str] | None = None,
) -> Chart:
    """
    Return a part of a chart.

    The options narrow each other: `depth` counts from `root`, and `units` are sought below it.

    Args:
        chart: the whole, of one date or of a difference.
        words: the words of the picture.
        root: the id of a post: it and what is below it.
        depth: so many levels, counted from the tops of trees and trays; what is deeper is folded.
        units: ids of units: posts of these and of their sub-units, with the managers above them
            for context; boards and committees where they are named.
        collapse: ids of posts: what is below them is folded.

    Raises:
        UnknownIdError: the chart has no card of such a post or unit.
        InvalidValueError: the depth is not a whole number of 1 or more, or the root is a seat of a
            board: what stands below a board hangs from its panel.

    Complexity: linear in the cards.
    """
    if root is None and depth is None and units is None and collapse is None:
        return chart
    if depth is not None and depth < 1:
        raise InvalidValueError("a drawing", "depth", depth, "give 1 or more levels")
    shut = [slot for post in collapse or () for slot in _cards(chart, post, "collapse")]
    part = chart
    own = set(chart.slots)
    said: list[str] = []
    if root is not None:
        part = _rooted(part, root, words)
        own = set(part.slots)
        said.append(words.and_below.format(_titles(part, words)))
    if units is not None:
        wanted = tuple(dict.fromkeys(units))
        part = _of_units(chart, part, wanted, words)
        own = {id_ for id_, slot in part.slots.items() if set(wanted).intersection(slot.units)}
        said.append(words.only_units.format(words.listed([_unit_name(chart, u) for u in wanted])))
    numbers = _numbers(part, own, words)
    if depth is not None or shut:
        part = _folded(part, depth, shut, words)
    if depth is not None:
        said.append(counted(words.levels, depth))
    if root is None and units is None:
        return part if depth is None else named(part, joined_notes(*said), words)
    part = attrs.evolve(part, changes=(), listed=(), elsewhere=())
    what = words.series(said)
    what = f"{what[:1].upper()}{what[1:]}"
    return named(part, words.part_of.format(what, numbers) if numbers else what, words)


def _numbers(part: Chart, own: Collection[str], words: Wording) -> str:
    """Return the numbers of a part: the headline has those of the whole."""
    slots = [part.slots[id_] for id_ in own]
    bare = {slot.id: attrs.evolve(slot, below=Below()) for slot in slots}
    counts = counts_of(attrs.evolve(part, slots=bare), own, words)
    posts = {
        post
        for slot in slots
        if slot.face.look not in {Look.UNIT, Look.GHOST, Look.LEFT}
        for post in slot.posts
    }
    return joined_notes(
        counted(words.posts, len(posts)) if posts else "",
        counted(words.below_vacant, counts.vacant) if counts.vacant else "",
        counted(words.below_changes, counts.changes) if counts.changes else "",
    )


def _cards(chart: Chart, post: str, option: str) -> list[str]:
    """Return the cards of a post in trees and trays."""
    found = [
        id_
        for id_, slot in chart.slots.items()
        if post in slot.posts and slot.face.look is not Look.GHOST
    ]
    if found:
        return found
    for body in chart.bodies:
        if any(post in slot.posts for slot in body.slots):
            raise InvalidValueError("a drawing", option, post, _why_not(chart, body))
    known = {post for slot in chart.slots.values() for post in slot.posts}
    raise UnknownIdError("post", post, _place(chart), nearest_ids(post, known))


def _why_not(chart: Chart, body: Body) -> str:
    """Return why a seat of a body cannot be asked for, and what can."""
    reason = f"it is a seat of {body.name}, which is drawn as a panel"
    tops = [slot for slot in chart.roots if chart.appointed.get(slot, ("",))[0] == body.id]
    posts = dict.fromkeys(post for slot in tops for post in chart.slots[slot].posts)
    if not posts:
        return f"{reason}, and nothing stands below it"
    below = ", ".join(map(repr, posts))
    return f"{reason}; below it stand {below}: name one of these, or give units="


def _place(chart: Chart) -> str:
    return f"the chart of {chart.name}, {chart.dates}" if chart.dates else f"the chart {chart.name}"


def _titles(part: Chart, words: Wording) -> str:
    return words.series(dict.fromkeys(part.slots[top].face.title for top in part.roots))


def _rooted(chart: Chart, post: str, words: Wording) -> Chart:
    tops = tuple(_cards(chart, post, "root"))
    kept = {slot for top in tops for slot, _ in chart.branch(top)}
    return cut(chart, kept, words, roots=tops, trays=False)


def _of_units(whole: Chart, chart: Chart, units: Sequence[str], words: Wording) -> Chart:
    """Keep the cards of units, and those above them."""
    bodies = [*whole.bodies]
    known = set(whole.unit_names) | {
        unit
        for slot in (*whole.slots.values(), *(slot for body in bodies for slot in body.slots))
        for unit in slot.units
    }
    for unit in units:
        if unit not in known:
            raise UnknownIdError("unit", unit, _place(whole), nearest_ids(unit, known))
    wanted = set(units)
    own = {id_ for id_, slot in chart.slots.items() if wanted.intersection(slot.units)}
    above = {child: slot for slot, below in chart.children.items() for child in below}
    kept = set(own)
    for slot in own:
        at = above.get(slot)
        while at is not None and at not in kept:
            kept.add(at)
            at = above.get(at)
    return cut(
        chart,
        kept,
        words,
        roots=tuple(root for root in chart.roots if root in kept),
        bodies=tuple(body for body in chart.bodies if _is_of(body, wanted)),
    )


def _is_of(body: Body, units: set[str]) -> bool:
    """Say whether a body is one of some units, or of one that is part of them."""
    return any(units.intersection(slot.units) for slot in body.slots)


def _unit_name(chart: Chart, unit: str) -> str:
    """Return what the picture calls a unit."""
    return chart.unit_names.get(unit, unit)


def _folded(chart: Chart, depth: int | None, shut: Sequence[str], words: Wording) -> Chart:
    """Keep so many levels, and nothing below some cards."""
    closed = set(shut)
    kept: set[str] = set()
    ahead = [(top, 1) for top in (*chart.roots, *(t for tray in chart.trays for t in tray.slots))]
    while ahead:
        slot, level = ahead.pop()
        kept.add(slot)
        if slot not in closed and (depth is None or level < depth):
            ahead.extend((child, level + 1) for child in chart.children.get(slot, ()))
    return cut(chart, kept, words, roots=chart.roots, bodies=chart.bodies)
