"""
Numbers that describe the shape of a chart: spans of control and layers.

They count solid lines; whatever is only possible counts like what is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import final

import attrs
import numpy as np

from orgchart.hierarchy import require_chart
from orgchart.kinds import UNKNOWN
from orgchart.memory import maker
from orgchart.snapshot import Snapshot

__all__ = ["Shape", "Span", "layers", "shape", "spans"]


@final
@attrs.frozen(weakref_slot=False)
class Span:
    """
    How many posts report to one manager.

    Attributes:
        direct: the posts with a solid line to it.
        branch: all posts below it, over all layers, each once.
    """

    direct: int
    branch: int


@final
@attrs.frozen(order=False)
class Shape:
    """
    A chart in numbers.

    Attributes:
        posts: the posts.
        managers: the posts and units to which somebody reports.
        layers: how many posts the longest way to the top has, its ends counted.
        narrowest, widest: the fewest and the most direct reports of a manager; 0 without managers.
        median: the middle number of direct reports of managers; 0 without managers.
    """

    posts: int
    managers: int
    layers: int
    narrowest: int
    widest: int
    median: float


def spans(snapshot: Snapshot) -> Mapping[str, Span]:
    """
    Return how many posts report to each manager, directly and over all layers.

    Args:
        snapshot: the chart.

    Returns:
        By the ids of the posts and units to which somebody reports, in order.

    Raises:
        InvalidValueError: what is given is no chart.

    Complexity: one pass over the lines.

    >>> from orgchart.model import ReportingLine
    >>> chart = Snapshot.build(lines=[ReportingLine("cto", "ceo"), ReportingLine("dev", "cto")])
    >>> spans(chart)
    {'ceo': Span(direct=1, branch=2), 'cto': Span(direct=1, branch=1)}
    """
    require_chart(snapshot)
    structure = snapshot.structure
    managers = np.flatnonzero(structure.direct)
    managers = managers[managers != structure.names.code(UNKNOWN)]
    counts = structure.direct[managers], structure.branches[managers]
    # Many managers have as many reports as others, and values that are equal are made once.
    wide = int(counts[1].max(initial=0)) + 1
    alike, place = np.unique(counts[0] * wide + counts[1], return_inverse=True)
    pairs = zip((alike // wide).tolist(), (alike % wide).tolist(), strict=True)
    made = np.array(maker(Span, ("direct", "branch"))(pairs), dtype=object)
    return dict(zip(structure.ids(managers), made[place].tolist(), strict=True))


def layers(snapshot: Snapshot) -> Mapping[str, int]:
    """
    Return how many posts stand above each post on its way to the top.

    Args:
        snapshot: the chart.

    Returns:
        By the ids of posts, in order; a post whose manager is not known has nobody above it that
        could be counted. Posts on circles of lines, and below them, have no number.

    Raises:
        InvalidValueError: what is given is no chart.

    Complexity: one pass over the lines.

    >>> from orgchart.model import Post, ReportingLine
    >>> chart = Snapshot.build(
    ...     posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
    ...     lines=[ReportingLine("cto", "ceo")],
    ... )
    >>> layers(chart)
    {'ceo': 0, 'cto': 1}
    """
    require_chart(snapshot)
    structure = snapshot.structure
    depth = structure.depths
    posts = (depth >= 0).nonzero()[0]
    return dict(zip(structure.ids(posts), depth[posts].tolist(), strict=True))


def shape(snapshot: Snapshot) -> Shape:
    """
    Return a chart in numbers.

    Raises:
        InvalidValueError: what is given is no chart.

    >>> from orgchart.model import Post, ReportingLine
    >>> chart = Snapshot.build(
    ...     posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
    ...     lines=[ReportingLine("cto", "ceo")],
    ... )
    >>> shape(chart)
    Shape(posts=2, managers=1, layers=2, narrowest=1, widest=1, median=1.0)

    Complexity: one pass over the lines.
    """
    direct = [span.direct for span in spans(snapshot).values()]
    deepest = max(layers(snapshot).values(), default=-1)
    return Shape(
        posts=int(snapshot.structure.is_post.sum()),
        managers=len(direct),
        layers=deepest + 1,
        narrowest=min(direct, default=0),
        widest=max(direct, default=0),
        median=float(np.median(direct)) if direct else 0.0,
    )
