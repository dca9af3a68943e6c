"""Laws of the layout: nothing overlaps, parents stand in the middle, any depth works."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart.drawing.canvas.scene import Box, Point
from orgchart.drawing.layout.fitting import fit
from orgchart.drawing.layout.routes import route
from orgchart.drawing.layout.shelves import shelve
from orgchart.drawing.layout.tree import Branch, arrange

Sizes = list[tuple[float, float]]
Children = list[list[int]]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Sizes, Children]:
    """Trees of cards: each node but the first hangs below an earlier one."""
    parents = draw(st.lists(st.integers(0, 25), max_size=25))
    children: Children = [[] for _ in range(len(parents) + 1)]
    for place, parent in enumerate(parents):
        children[min(parent, place)].append(place + 1)
    heights = st.sampled_from([44, 58, 74])
    sizes = [(float(172), float(draw(heights))) for _ in children]
    return sizes, children


def overlap(one: Box, two: Box) -> bool:
    """Say whether two boxes share more than an edge."""
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def check(branch: Branch, children: Children) -> None:
    """Check the laws of a layout."""
    boxes = branch.boxes
    assert set(range(len(children))) == set(boxes)
    for one, two in combinations(boxes.values(), 2):
        assert not overlap(one, two)
    for box in boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= branch.width + 1e-6
        assert box.bottom <= branch.height + 1e-6
    reached = [wire.child for wire in branch.wires if wire.child is not None]
    assert sorted(reached) == sorted(child for below in children for child in below)
    for wire in branch.wires:
        if wire.child is not None:
            assert touches(boxes[wire.child], wire.points[-1])
        for start, end in pairwise(wire.points):
            assert start[0] == end[0] or start[1] == end[1]


def touches(box: Box, point: Point) -> bool:
    """Say whether a point is in the middle of the left or the upper edge of a box."""
    return point in {(box.x, box.y + box.height / 2), (box.x + box.width / 2, box.y)}


@given(trees(), st.integers(1, 8), st.sampled_from([0, 1, 2, 1 << 30]))
def test_cards_never_overlap(tree: tuple[Sizes, Children], stack: int, hang_from: int) -> None:
    """Whatever the way, cards keep apart, each line ends at its card, and all is inside."""
    sizes, children = tree
    check(arrange(sizes, children, 0, stack=stack, hang_from=hang_from), children)


@given(trees(), st.integers(200, 2000))
def test_fit_keeps_the_laws(tree: tuple[Sizes, Children], width: int) -> None:
    """The way that is chosen obeys them too."""
    check(fit(*tree, 0, width), tree[1])


@given(trees())
def test_parent_stands_in_the_middle(tree: tuple[Sizes, Children]) -> None:
    """A parent is centred over the outermost points where lines enter what is below it."""
    sizes, children = tree
    branch = arrange(sizes, children, 0, stack=1)
    for node, below in enumerate(children):
        if below:
            first, last = (branch.boxes[child].centre[0] for child in (below[0], below[-1]))
            assert abs((first + last) / 2 - branch.boxes[node].centre[0]) < 1e-6


@given(trees())
def test_children_stay_in_order(tree: tuple[Sizes, Children]) -> None:
    """Children stand left to right, and within a stack from above, in the order given."""
    sizes, children = tree
    branch = arrange(sizes, children, 0, stack=4)
    for below in children:
        places = [(branch.boxes[child].x, branch.boxes[child].y) for child in below]
        assert places == sorted(places)


def test_forty_reports_fit_a_page() -> None:
    """Forty direct reports stand in stacks, less than 1,500 points wide."""
    children: Children = [list(range(1, 41)), *([] for _ in range(40))]
    branch = fit([(172.0, 44.0)] * 41, children, 0, 1128)
    assert 1128 >= branch.width
    check(branch, children)


@pytest.mark.parametrize("count", [5000])
def test_chain_of_any_length(count: int) -> None:
    """A chain of thousands is laid out without recursion."""
    children: Children = [[place + 1] for place in range(count - 1)]
    branch = fit([(172.0, 44.0)] * count, [*children, []], 0, 1128)
    assert count == len(branch.boxes)
    assert 172 == branch.width


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 100)), max_size=20))
def test_shelves_hold_blocks_apart(sizes: list[tuple[float, float]]) -> None:
    """Blocks on shelves keep apart and in order."""
    shelves = shelve(sizes, 500, 10, 10)
    boxes = [Box(x, y, *size) for (x, y, _), size in zip(shelves.places, sizes, strict=True)]
    for one, two in combinations(boxes, 2):
        assert not overlap(one, two)
    assert all(box.bottom <= shelves.height and box.right <= shelves.width for box in boxes)


@given(trees(), st.data())
def test_routes_cross_no_card(tree: tuple[Sizes, Children], data: st.DataObject) -> None:
    """A route runs level or upright, from the side of a card to the side of another, round all."""
    sizes, children = tree
    branch = arrange(sizes, children, 0, stack=4)
    boxes = {f"n{node}": box for node, box in branch.boxes.items()}
    names = st.sampled_from(sorted(boxes))
    pairs = data.draw(st.lists(st.tuples(names, names), max_size=3))
    pairs = [(one, two) for one, two in pairs if one != two]
    for (one, two), points in route(boxes, pairs).items():
        for end, box in ((points[0], boxes[one]), (points[-1], boxes[two])):
            assert end[0] in {box.x, box.right}
            assert box.y < end[1] < box.bottom
        for start, end in pairwise(points):
            assert start[0] == end[0] or start[1] == end[1]
            x1, x2 = sorted((start[0], end[0]))
            y1, y2 = sorted((start[1], end[1]))
            for box in boxes.values():
                crossed = x1 < box.right and box.x < x2 and y1 < box.bottom and box.y < y2
                level = y1 == y2 and box.y < y1 < box.bottom and x1 < box.right and box.x < x2
                assert not crossed
                assert not level
