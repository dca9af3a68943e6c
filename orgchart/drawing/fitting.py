"""The way a tree is laid out: the first of several that is narrow enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from orgchart.drawing.tree import Branch, Size, arrange, walk

__all__ = ["fit"]

#: How many cards a stack may hold: the first that makes the tree narrow enough is taken.
_STACKS: Final = (3, 4, 5, 6, 7, 8, 10, 12)
#: How many cards a column of hanging branches may hold.
_COLUMNS: Final = (4, 5, 6, 8, 10, 13, 17, 24, 40)


def fit(
    sizes: Sequence[Size], children: Sequence[Sequence[int]], root: int, width: float
) -> Branch:
    """
    Lay a tree out in at most a width, where that can be done.

    Stacks grow first; then the lowest levels hang below their managers, indented, in as many
    columns as there is room for; at last all do. Where nothing is narrow enough, the narrowest is
    taken.

    Args:
        sizes: the width and height of each node.
        children: the numbers of each node's children, in order.
        root: the number of the root.
        width: the greatest width wanted.

    Complexity: one linear pass for each way that is tried, about thirty at most.
    """
    best: Branch | None = None
    for stack in _STACKS:
        found = arrange(sizes, children, root, stack=stack)
        if found.width <= width:
            return found
        best = found if best is None or found.width < best.width else best
    for level in _levels(children, root):
        narrow = arrange(sizes, children, root, stack=_COLUMNS[-1], hang_from=level)
        best = narrow if best is None or narrow.width < best.width else best
        if narrow.width > width:
            continue
        for stack in _COLUMNS:
            found = arrange(sizes, children, root, stack=stack, hang_from=level)
            if found.width <= width:
                return found
    assert best is not None  # noqa: S101 - there is at least one way
    return best


def _levels(children: Sequence[Sequence[int]], root: int) -> Iterator[int]:
    """Yield depths from which on branches may hang, deep ones first."""
    deepest = max((depth for _, depth in walk(children, root)), default=0)
    step = max(deepest // 12, 1)
    yield from range(deepest - 1, 0, -step)
    yield 0
