"""
Trees out of reporting lines: who stands below whom, and what has no place in a tree.

Nodes are posts, units and ids that nothing defines. Lines may form circles: each circle is cut at
one post, so everything that follows is a forest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias, final

import attrs

from orgchart.kinds import UNKNOWN

__all__ = ["MISSING", "Forest", "Manager", "Node", "plant"]

#: Stands for "no line is recorded".
MISSING: Final = "\x00missing"

#: A manager: an id, `UNKNOWN`, `MISSING`, or None for nobody.
Manager: TypeAlias = str | None
#: ``("post", id)``, ``("unit", id)`` or ``("stray", id)``.
Node: TypeAlias = tuple[str, str]
_Key: TypeAlias = Callable[[Node], tuple[object, ...]]


@final
@attrs.frozen
class Forest:
    """
    Trees and what is beside them, every node once.

    Attributes:
        children: the nodes below each node, in order.
        roots: tops of trees, in order.
        appointed: for roots below a board or committee: the manager's id.
        unknown: tops whose manager is not known.
        missing: single posts without a recorded line.
        circles: posts where a circle was cut, with the id they report to.
    """

    children: Mapping[Node, tuple[Node, ...]]
    roots: tuple[Node, ...]
    appointed: Mapping[Node, str]
    unknown: tuple[Node, ...]
    missing: tuple[Node, ...]
    circles: Mapping[Node, str]


def plant(
    managers: Mapping[str, Manager],
    *,
    units: Iterable[str],
    bodies: Iterable[str],
    key: _Key,
) -> Forest:
    """
    Make a forest.

    Args:
        managers: the manager of each post that is drawn.
        units: the ids of units, which may be managers.
        bodies: the ids of boards, committees and their posts: what they appoint is a root.
        key: the order of nodes under one manager.

    Complexity: linear, and the sorting of siblings.
    """
    known_units, known_bodies = set(units), set(bodies)
    below: dict[Node, list[Node]] = {}
    tops: dict[str, list[Node]] = {"root": [], "unknown": [], "missing": []}
    appointed: dict[Node, str] = {}
    above: dict[str, str] = {}
    for post, manager in managers.items():
        node = ("post", post)
        if manager is None:
            tops["root"].append(node)
        elif manager == UNKNOWN:
            tops["unknown"].append(node)
        elif manager == MISSING:
            tops["missing"].append(node)
        elif manager in managers:
            above[post] = manager
        elif manager in known_bodies:
            tops["root"].append(node)
            appointed[node] = manager
        else:
            below.setdefault(("unit" if manager in known_units else "stray", manager), []).append(
                node
            )
    tops["root"] += below
    circles = _cut(above)
    for post, manager in above.items():
        if post not in circles:
            below.setdefault(("post", manager), []).append(("post", post))
    children = {node: tuple(sorted(nodes, key=key)) for node, nodes in below.items()}
    return _sorted_out(children, tops, appointed, circles, key)


def _sorted_out(
    children: Mapping[Node, tuple[Node, ...]],
    tops: Mapping[str, list[Node]],
    appointed: Mapping[Node, str],
    circles: Mapping[str, str],
    key: _Key,
) -> Forest:
    """Decide what stands in the open: who has reports does, with a recorded line or without."""
    roots = [*tops["root"], *(node for node in tops["missing"] if node in children)]
    missing: Sequence[Node] = [node for node in tops["missing"] if node not in children]
    if not roots and not tops["unknown"] and not circles:
        roots, missing = list(missing), []
    return Forest(
        children=children,
        roots=tuple(sorted(roots, key=key)),
        appointed=appointed,
        unknown=tuple(sorted(tops["unknown"], key=key)),
        missing=tuple(sorted(missing, key=key)),
        circles={("post", post): circles[post] for post in sorted(circles)},
    )


def _cut(above: Mapping[str, str]) -> dict[str, str]:
    """Return where circles are cut: at the smallest id of each, with the manager it has."""
    done: set[str] = set()
    cut: dict[str, str] = {}
    for start in above:
        path: dict[str, int] = {}
        post = start
        while post in above and post not in done and post not in path:
            path[post] = len(path)
            post = above[post]
        if post in path:
            first = min(list(path)[path[post] :])
            cut[first] = above[first]
        done.update(path)
    return cut
