"""
A tidy tree whose leaves stand in stacks: sizes in, places out, and where lines lead to.

Children come in the order given. A parent stands over the middle of the points where the lines
enter what is below it. Nothing here recurses, so a chain of any length works; each try is linear.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final, TypeAlias, final

import attrs

from orgchart.drawing.canvas.scene import Box, Point
from orgchart.drawing.layout.buses import LEVEL, SPINE, Fork, Group, Wire, wires

__all__ = ["Branch", "Size", "arrange", "extent", "walk"]

#: Between blocks side by side.
GAP: Final = 18
#: Between cards of a stack.
CLOSE: Final = 9
#: Leaves that stand in a row when a parent has no other reports.
ROW: Final = 3
_NEVER: Final = 1 << 30
_NONE: Final[Mapping[int, int]] = {}

Size: TypeAlias = tuple[float, float]


@final
@attrs.frozen
class Branch:
    """
    A tree laid out, its upper left corner at (0, 0).

    Attributes:
        boxes: where each node stands, by its number.
        forks: what the lines of each parent lead to, parents before children.
        width, height: the size of the whole.
    """

    boxes: dict[int, Box]
    forks: tuple[Fork, ...]
    width: float
    height: float

    @property
    def wires(self) -> tuple[Wire, ...]:
        """The lines, parents before children."""
        return tuple(wire for fork in self.forks for wire in wires(fork, self.boxes))


@attrs.define
class _Block:
    """A subtree: its size, its own card's place, and where its children's blocks go."""

    width: float
    height: float
    card: Point
    centre: float
    inside: list[tuple[int, float, float]] = attrs.field(factory=list[tuple[int, float, float]])
    groups: tuple[Group, ...] = ()
    hung: bool = False


@attrs.define
class _Group:
    """What a parent's bus leads to at one point: one block, or a stack on a spine."""

    entry: float
    stack: list[int]
    block: int | None = None


def walk(children: Sequence[Sequence[int]], root: int) -> list[tuple[int, int]]:
    """Return the nodes with their depths, parents before children."""
    order: list[tuple[int, int]] = []
    ahead = [(root, 0)]
    while ahead:
        node, depth = ahead.pop()
        order.append((node, depth))
        ahead.extend((child, depth + 1) for child in reversed(children[node]))
    return order


def arrange(  # noqa: PLR0913 - three to say what, three to say how, by name
    sizes: Sequence[Size],
    children: Sequence[Sequence[int]],
    root: int,
    *,
    stack: int = 6,
    hang_from: int = _NEVER,
    opened: Mapping[int, int] = _NONE,
) -> Branch:
    """
    Lay a tree out in one way.

    Args:
        sizes: the width and height of each node.
        children: the numbers of each node's children, in order.
        root: the number of the root.
        stack: how many leaves stand below each other at most.
        hang_from: the depth from which on children hang below their parent, indented; the level
            above stands in columns, of `stack` cards at most where that can be done.
        opened: nodes whose children stand in columns of so many cards, though those of other
            nodes of that depth hang; a node above them is opened too, or of a depth above.
    """
    order = walk(children, root)
    blocks = _blocks(order, sizes, children, stack, hang_from, opened)
    return _placed(order, blocks, sizes, root)


def extent(  # noqa: PLR0913 - as above
    sizes: Sequence[Size],
    children: Sequence[Sequence[int]],
    order: Sequence[tuple[int, int]],
    *,
    stack: int = 6,
    hang_from: int = _NEVER,
    opened: Mapping[int, int] = _NONE,
) -> Size:
    """Return how wide and tall a tree would be; `order` is its `walk`. Quicker than `arrange`."""
    top = _blocks(order, sizes, children, stack, hang_from, opened)[order[0][0]]
    return top.width, top.height


def _blocks(  # noqa: PLR0913, PLR0917 - as above
    order: Sequence[tuple[int, int]],
    sizes: Sequence[Size],
    children: Sequence[Sequence[int]],
    stack: int,
    hang_from: int,
    opened: Mapping[int, int],
) -> dict[int, _Block]:
    blocks: dict[int, _Block] = {}
    weights: dict[int, int] = {}
    for node, depth in reversed(order):
        below = children[node]
        weights[node] = 1
        if not below:
            wide, tall = sizes[node]
            blocks[node] = _Block(wide, tall, (0, 0), wide / 2)
            continue
        weights[node] += sum(map(weights.__getitem__, below))
        if depth >= hang_from and node not in opened:
            blocks[node] = _hung(sizes[node], below, blocks)
        elif depth >= hang_from - 1:
            most = opened.get(node, stack)
            groups = _columns(below, [weights[child] for child in below], most, opened)
            blocks[node] = _spread(sizes, node, groups, blocks)
        else:
            leaf = [not children[child] for child in below]
            blocks[node] = _spread(sizes, node, _groups(below, leaf, stack), blocks)
    return blocks


def _groups(below: Sequence[int], leaf: Sequence[bool], most: int) -> list[_Group]:
    """Part children into blocks and stacks; stacks of one run of leaves differ by one at most."""
    if all(leaf) and len(below) <= ROW:
        return [_Group(0, [], child) for child in below]
    groups: list[_Group] = []
    run: list[int] = []

    def close() -> None:
        if run:
            columns = -(-len(run) // most)
            short, longer = divmod(len(run), columns)
            start = 0
            for column in range(columns):
                end = start + short + (column < longer)
                groups.append(_group(run[start:end]))
                start = end
        run.clear()

    for child, alone in zip(below, leaf, strict=True):
        if alone:
            run.append(child)
            continue
        close()
        groups.append(_Group(0, [], child))
    close()
    return groups


def _columns(
    below: Sequence[int], weights: Sequence[int], most: int, opened: Container[int]
) -> list[_Group]:
    """Part leaves and hanging branches into columns of so many cards, in order."""
    if max(weights) == 1:
        return _groups(below, [True] * len(below), most)
    columns: list[list[int]] = []
    used = most
    for child, weight in zip(below, weights, strict=True):
        if used + weight > most or child in opened:
            columns.append([])
            used = 0
        columns[-1].append(child)
        used += weight if child not in opened else most
    return [_group(column) for column in columns]


def _group(nodes: list[int]) -> _Group:
    """Return a stack, or a block where there is one node only."""
    return _Group(0, [], nodes[0]) if len(nodes) == 1 else _Group(0, nodes)


def _spread(
    sizes: Sequence[Size], node: int, groups: list[_Group], blocks: dict[int, _Block]
) -> _Block:
    """Place groups left to right below their parent."""
    wide, tall = sizes[node]
    top = tall + LEVEL
    inside: list[tuple[int, float, float]] = []
    x = right = bottom = 0.0
    for group in groups:
        if group.block is not None:
            block = blocks[group.block]
            group.entry = x + block.centre
            inside.append((group.block, x, top))
            right, bottom = x + block.width, max(bottom, top + block.height)
        else:
            group.entry = x
            y = top
            for child in group.stack:
                inside.append((child, x + SPINE, y))
                right = max(right, x + SPINE + blocks[child].width)
                y += blocks[child].height + CLOSE
            bottom = max(bottom, y - CLOSE)
        x = right + GAP
    centre = (groups[0].entry + groups[-1].entry) / 2
    shift = max(0.0, wide / 2 - centre)
    centre += shift
    inside = [(child, dx + shift, dy) for child, dx, dy in inside]
    for group in groups:
        group.entry += shift
    groups_made = tuple(
        Group(
            group.entry,
            (group.block,) if group.block is not None else tuple(group.stack),
            group.block is None,
        )
        for group in groups
    )
    right = max(right + shift, centre + wide / 2)
    return _Block(right, bottom, (centre - wide / 2, 0), centre, inside, groups_made)


def _hung(own: Size, below: Sequence[int], blocks: dict[int, _Block]) -> _Block:
    """Place children below each other, indented."""
    wide, tall = own
    made = _Block(wide, tall, (0, 0), wide / 2, hung=True)
    made.groups = (Group(SPINE, tuple(below), stacked=True),)
    y = tall + CLOSE
    for child in below:
        block = blocks[child]
        made.inside.append((child, 2 * SPINE, y))
        made.width = max(made.width, 2 * SPINE + block.width)
        y += block.height + CLOSE
    made.height = y - CLOSE
    return made


def _placed(
    order: list[tuple[int, int]], blocks: dict[int, _Block], sizes: Sequence[Size], root: int
) -> Branch:
    corners = {root: (0.0, 0.0)}
    boxes: dict[int, Box] = {}
    forks: list[Fork] = []
    for node, _ in order:
        x, y = corners[node]
        block = blocks[node]
        boxes[node] = Box(x + block.card[0], y + block.card[1], *sizes[node])
        for child, dx, dy in block.inside:
            corners[child] = (x + dx, y + dy)
        if block.groups:
            groups = tuple(attrs.evolve(g, entry=x + g.entry) for g in block.groups)
            forks.append(Fork(node, groups, block.hung))
    return Branch(boxes, tuple(forks), blocks[root].width, blocks[root].height)
