"""
Walks along the solid reporting lines.

No walk recurses or goes round for ever: a chain of any length works, and a cycle is either named
in an error or walked once.
"""

from __future__ import annotations

from orgchart.errors import ReportingCycleError, UnknownIdError, nearest_ids
from orgchart.kinds import UNKNOWN
from orgchart.model import Post
from orgchart.snapshot import Snapshot

__all__ = ["chain_of_command", "reporting_cycles", "reports_of", "roots"]


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
        UnknownIdError: no such post.
        ReportingCycleError: the line comes back to a post already met.

    Complexity: one step a layer.
    """
    _require(snapshot, post)
    met: dict[str, None] = {post: None}
    current = post
    while True:
        line = snapshot.line_of(current)
        if line is None or line.manager is None or line.manager is UNKNOWN:
            break
        if line.manager not in snapshot.posts:
            break
        if line.manager in met:
            walked = list(met)
            cycle = walked[walked.index(line.manager) :]
            raise ReportingCycleError(cycle, snapshot.place)
        current = line.manager
        met[current] = None
    return tuple(met)[1:]


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
        UnknownIdError: no such post or unit.

    Complexity: one step a post of the branch.
    """
    if manager not in snapshot.units:
        _require(snapshot, manager)
    met = {manager}
    found: list[str] = []
    layer = [manager]
    while layer:
        below: list[str] = []
        for current in layer:
            for report in snapshot.reports_to(current):
                if report not in met:
                    met.add(report)
                    below.append(report)
        found += below
        layer = below
    return tuple(found)


def roots(snapshot: Snapshot) -> tuple[Post, ...]:
    """
    Return the posts with no post above them that is on the chart.

    They report to nobody, to a unit, or have no line recorded. A post whose manager is not known
    is no root: there is somebody above it.

    Returns:
        The posts in order of ids.
    """
    found: list[Post] = []
    for post in snapshot.posts.values():
        line = snapshot.line_of(post.id)
        manager = line.manager if line else None
        if manager is None or (manager is not UNKNOWN and manager not in snapshot.posts):
            found.append(post)
    return tuple(found)


def reporting_cycles(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """
    Return the circles that solid lines form.

    Returns:
        Tuples of post ids, each reporting to the next and the last to the first; each tuple starts
        with its smallest id, and they come in order. A post that reports to itself is a circle of
        one.

    Complexity: one pass over the posts.
    """
    finished: set[str] = set()
    cycles: list[tuple[str, ...]] = []
    for start in sorted({line.post for line in snapshot.lines}):
        path: dict[str, int] = {}
        current: str | None = start
        while current is not None and current not in finished and current not in path:
            path[current] = len(path)
            line = snapshot.line_of(current)
            current = None if line is None or line.manager is UNKNOWN else line.manager
        if current is not None and current in path:
            cycle = list(path)[path[current] :]
            first = cycle.index(min(cycle))
            cycles.append((*cycle[first:], *cycle[:first]))
        finished.update(path)
    return tuple(sorted(cycles))


def _require(snapshot: Snapshot, post: str) -> None:
    if post not in snapshot.posts and snapshot.line_of(post) is None:
        nearest = nearest_ids(post, snapshot.posts)
        raise UnknownIdError("post", post, snapshot.place, nearest)
