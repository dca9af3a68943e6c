"""
Walks along the solid reporting lines.

No walk recurses or goes round for ever: a chain of any length works, and a cycle is either named
in an error or walked once. Lines that are only possible count like those that are certain; the
chart of what is certain is `Snapshot.certain`.
"""

from __future__ import annotations

from functools import partial
from itertools import chain

import numpy as np

from orgchart.errors import InvalidValueError, ReportingCycleError, UnknownIdError, nearest_ids
from orgchart.model import Post
from orgchart.snapshot import Snapshot

__all__ = ["chain_of_command", "reporting_cycles", "reports_of", "require_chart", "roots"]


def require_chart(given: object) -> None:
    """
    Demand a chart.

    Raises:
        InvalidValueError: it is something else, for example a history.
    """
    if not isinstance(given, Snapshot):
        reason = "give a snapshot; a history has one for each day: history.at(...)"
        raise InvalidValueError("a question", "chart", given, reason)


def chain_of_command(snapshot: Snapshot, post: str) -> tuple[str, ...]:
    """
    Return the posts above a post on its solid line.

    The walk ends at a post that reports to nobody, to a unit, to somebody not known, or to an id
    that no post on the chart has.

    Args:
        snapshot: the chart.
        post: the id of a post.

    Returns:
        The ids, nearest manager first; empty for a root.

    Raises:
        InvalidValueError: what is given is no chart.
        UnknownIdError: no such post.
        ReportingCycleError: the line comes back to a post already met; where a line is only
            possible, the circle is too.

    Complexity: one step a layer.
    """
    require_chart(snapshot)
    met, again = snapshot.chain(post)
    if again is not None:
        raise ReportingCycleError(met[met.index(again) :], snapshot.place)
    above = met[1:]
    if not above:
        _require(snapshot, post)
    return above


def reports_of(snapshot: Snapshot, manager: str) -> tuple[str, ...]:
    """
    Return every post below a post or a unit on solid lines, the whole branch.

    Args:
        snapshot: the chart.
        manager: the id of a post or a unit.

    Returns:
        The ids, nearest layer first and in order of ids within each manager; each once, even when
        lines go round in a circle, and never the manager itself.

    Raises:
        InvalidValueError: what is given is no chart.
        UnknownIdError: no such post or unit.

    Complexity: one step a post of the branch.
    """
    require_chart(snapshot)
    _require(snapshot, manager, units=True)
    return snapshot.branch(manager)


def roots(snapshot: Snapshot) -> tuple[Post, ...]:
    """
    Return the posts with no post above them that is on the chart.

    They report to nobody, to a unit, or have no line recorded. A post whose manager is not known
    is no root: there is somebody above it.

    Returns:
        The posts in order of ids.

    Raises:
        InvalidValueError: what is given is no chart.
    """
    require_chart(snapshot)
    structure = snapshot.structure
    below = (structure.up >= 0) & structure.is_post[structure.up]
    codes = np.flatnonzero(structure.is_post & ~structure.unknown & ~below)
    return tuple(snapshot.posts[post] for post in structure.ids(codes))


def reporting_cycles(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """
    Return the circles that solid lines form.

    Returns:
        Tuples of post ids, each reporting to the next and the last to the first; each tuple starts
        with its smallest id, and they come in order. A post that reports to itself is a circle of
        one.

    Raises:
        InvalidValueError: what is given is no chart.

    Complexity: one pass over the posts.
    """
    require_chart(snapshot)
    structure = snapshot.structure
    finished: set[int] = set()
    cycles: list[tuple[str, ...]] = []
    for start in structure.circling.tolist():
        path: dict[int, int] = {}
        current = start
        while current not in finished and current not in path:
            path[current] = len(path)
            current = int(structure.up[current])
        if current in path:
            cycle = list(path)[path[current] :]
            first = cycle.index(min(cycle))
            cycles.append(structure.ids((*cycle[first:], *cycle[:first])))
        finished.update(path)
    return tuple(sorted(cycles))


def _require(snapshot: Snapshot, post: str, *, units: bool = False) -> None:
    """Demand a post, also one that only has a line, or a unit if allowed."""
    there = post in snapshot.posts or snapshot.line_of(post) is not None
    if not (there or (units and post in snapshot.units)):
        known = chain(snapshot.posts, snapshot.units) if units else snapshot.posts
        kind = "post or unit" if units else "post"
        raise UnknownIdError(kind, post, snapshot.place, partial(nearest_ids, post, known))
