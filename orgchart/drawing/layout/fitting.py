"""The way a tree is laid out: spread where there is room, else hanging, and then the least tall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.layout.tree import Branch, Size, arrange, extent, walk

__all__ = ["fit"]

#: How many cards a stack may hold: the first that makes the tree narrow enough is taken.
_STACKS: Final = (3, 4, 5, 6, 7, 8, 10, 12)
#: Direct reports without reports of their own: past the last, one column.
_BLOCKS: Final = (14, 17, 20, 25, 34, 50, 100, 200, 500, 1000)
#: How many cards a column of hanging branches may hold.
_COLUMNS: Final = (4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 30, 40)
#: So many depths from which branches hang are weighed against each other.
_TRIES: Final = 2
#: So many branches that hang are opened into columns at most.
_OPENED: Final = 6


def fit(
    sizes: Sequence[Size], children: Sequence[Sequence[int]], root: int, width: float
) -> Branch:
    """
    Lay a tree out in at most a width, where that can be done.

    Stacks grow first. Then the lowest levels hang below their managers, indented, in as many
    columns as there is room for, so that the whole is as low as it can be; at last all do. Where
    nothing is narrow enough, the narrowest is taken.

    Args:
        sizes: the width and height of each node.
        children: the numbers of each node's children, in order.
        root: the number of the root.
        width: the greatest width wanted.

    Complexity: one linear pass for each way that is tried, about a hundred at most.
    """
    tree = _Tree(sizes, children, root, width)
    flat = all(not children[child] for child in children[root])
    ways = [_Way(stack) for stack in ((*_STACKS, *_BLOCKS) if flat else _STACKS)]
    narrow: list[_Way] = []
    for way in ways:
        if tree.size(way)[0] <= width:
            return tree.laid(way)
        narrow.append(way)
    found: list[_Way] = []
    for level in _levels(children, root):
        way = _Way(_COLUMNS[-1], level)
        narrow.append(way)
        if tree.size(way)[0] <= width:
            found.append(tree.lowest(level))
        if len(found) == _TRIES:
            break
    if found:
        return tree.laid(min(found, key=lambda way: tree.size(way)[1]))
    return tree.laid(min(narrow, key=lambda way: tree.size(way)[0]))


@final
@attrs.frozen(hash=True)
class _Way:
    """A way to lay a tree out; see `arrange`."""

    stack: int
    level: int = 1 << 30
    opened: tuple[tuple[int, int], ...] = ()


class _Tree:
    """A tree, and the ways that were tried."""

    def __init__(
        self, sizes: Sequence[Size], children: Sequence[Sequence[int]], root: int, width: float
    ) -> None:
        self.sizes = sizes
        self.children = children
        self.root = root
        self.width = width
        self.order = walk(children, root)
        self.tried: dict[_Way, Size] = {}

    def size(self, way: _Way) -> Size:
        """Return how wide and tall the tree is in a way."""
        if way not in self.tried:
            self.tried[way] = extent(
                self.sizes,
                self.children,
                self.order,
                stack=way.stack,
                hang_from=way.level,
                opened=dict(way.opened),
            )
        return self.tried[way]

    def laid(self, way: _Way) -> Branch:
        """Return the tree laid out in a way."""
        return arrange(
            self.sizes,
            self.children,
            self.root,
            stack=way.stack,
            hang_from=way.level,
            opened=dict(way.opened),
        )

    def lowest(self, level: int) -> _Way:
        """Return the lowest way with branches that hang from a level on, some of them opened."""
        ways = [_Way(stack, level) for stack in _COLUMNS]
        fitting = [way for way in ways if self.size(way)[0] <= self.width]
        # Stacks that come to the same are tried once.
        starts = {self.size(way): way for way in reversed(fitting)}
        found = [self.opened(way) for way in reversed(starts.values())]
        return min(found, key=lambda way: self.size(way)[1])

    def opened(self, best: _Way) -> _Way:
        """Open the branch that hangs lowest into columns, again and again while that helps."""
        while best.level and len(best.opened) < _OPENED:
            node = self._deepest(best)
            if node is None:
                return best
            weight = len(walk(self.children, node)) - 1
            for columns in (2, 3):
                more = (*best.opened, (node, -(-weight // columns)))
                way = attrs.evolve(best, opened=more)
                wide, tall = self.size(way)
                if wide <= self.width and tall < self.size(best)[1]:
                    best = way
                    break
            else:
                return best
        return best

    def _deepest(self, way: _Way) -> int | None:
        """Return the branch hanging lowest that may be opened: below what is spread or opened."""
        boxes = self.laid(way).boxes
        lowest = max(boxes, key=lambda number: (boxes[number].bottom, -number))
        above = {child: parent for parent, below in enumerate(self.children) for child in below}
        path = [lowest]
        while path[-1] != self.root:
            path.append(above[path[-1]])
        opened: Mapping[int, int] = dict(way.opened)
        for depth, step in enumerate(reversed(path)):
            if depth >= way.level and step not in opened:
                return step if len(self.children[step]) > 1 else None
        return None


def _levels(children: Sequence[Sequence[int]], root: int) -> Iterator[int]:
    """Yield depths from which on branches may hang, deep ones first."""
    deepest = max((depth for _, depth in walk(children, root)), default=0)
    step = max(deepest // 12, 1)
    yield from range(deepest - 1, 0, -step)
    yield 0
