"""Wide and narrow charts: many reports, a given width, forests, lines that follow no tree."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import LineKind, Person, Post, ReportingLine, Snapshot, Tenure, Unit, When, draw
from orgchart.drawing.canvas.scene import Box, Point, Scene
from orgchart.drawing.layout.fitting import fit
from orgchart.drawing.layout.gutters import keep_apart
from orgchart.drawing.layout.routes import route
from tests.drawing.acme import BEFORE, acme

CARD = (172.0, 58.0)


def manager_of(count: int) -> Snapshot:
    """Return a chart of a manager with so many direct reports."""
    posts = ["boss", *(f"r{place:03}" for place in range(count))]
    return Snapshot.build(
        name="Acme",
        at=When("2024-05-01"),
        units=[Unit("u", "Research")],
        people=[Person(f"p-{post}", f"Researcher {post}") for post in posts],
        posts=[Post(post, "Member of Technical Staff", unit="u") for post in posts],
        tenures=[Tenure(f"p-{post}", post) for post in posts],
        lines=[ReportingLine(post, "boss" if post != "boss" else None) for post in posts],
    )


def scene(snapshot: Snapshot, width: float = 1200) -> Scene:
    """Return the picture of a snapshot on one page."""
    return draw(snapshot, max_width=width, most=10_000).scene


def test_forty_reports_stay_under_1500_points() -> None:
    """A manager with forty reports is a page to be read."""
    picture = scene(manager_of(40))
    assert picture.width <= 1200
    assert picture.height <= 900


def test_a_hundred_reports_make_a_block() -> None:
    """A hundred reports stand in as many columns as there is room for, not in one."""
    picture = scene(manager_of(100))
    assert 5 == len({card.box.x for card in picture.cards[1:]})
    assert picture.width <= 1200
    assert picture.height <= 1.5 * picture.width


@pytest.mark.parametrize(("width", "columns"), [(1200, 5), (800, 3), (600, 2), (345, 1), (320, 1)])
def test_max_width_has_effect(width: int, columns: int) -> None:
    """A narrower picture has fewer columns, and keeps to its width."""
    picture = scene(manager_of(100), width)
    assert columns == len({card.box.x for card in picture.cards[1:]})
    assert picture.width <= width


@pytest.mark.parametrize("width", [320, 345, 600, 1200])
def test_a_company_keeps_to_its_width(width: int) -> None:
    """Board, trees, trays and legends all fit the width that is asked for."""
    picture = scene(acme().at(BEFORE), width)
    assert picture.width <= width
    for card in picture.cards:
        assert 0 <= card.box.x
        assert card.box.right <= picture.width


def test_narrow_trees_hang() -> None:
    """At 345 points each level is indented from the one above."""
    picture = scene(acme().at(BEFORE), 345)
    x = {card.id: card.box.x for card in picture.cards}
    assert x["n-post-ceo"] < x["n-post-coo"] < x["n-post-legal"]
    assert x["n-post-coo"] == x["n-post-cto"]


Children = list[list[int]]


@st.composite
def trees(draw_: st.DrawFn) -> Children:
    """Trees of up to sixty cards."""
    parents = draw_(st.lists(st.integers(0, 60), min_size=1, max_size=60))
    children: Children = [[] for _ in range(len(parents) + 1)]
    for place, parent in enumerate(parents):
        children[min(parent, place)].append(place + 1)
    return children


@given(trees())
def test_more_room_never_makes_a_hanging_tree_taller_than_a_column(children: Children) -> None:
    """Whatever the way, a tree is no taller than all of it in one hanging column."""
    sizes = [CARD] * len(children)
    column = fit(sizes, children, 0, 1)
    wide = fit(sizes, children, 0, 1128)
    assert wide.height <= column.height + 34 * len(children)


def test_a_heavy_branch_is_opened_into_columns() -> None:
    """Beside light branches a heavy one stands in columns of its own, not in one long one."""
    children: Children = [[1, 2, 3], [], [], list(range(4, 10))]
    for place in range(4, 10):
        children.append([10 + 5 * (place - 4) + n for n in range(5)])
    children += [[] for _ in range(30)]
    branch = fit([CARD] * 40, children, 0, 1128)
    assert branch.width <= 1128
    assert branch.height < 20 * (CARD[1] + 9)


def overlap(one: Box, two: Box) -> bool:
    """Say whether two boxes share more than an edge."""
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


@given(trees(), st.sampled_from([250, 500, 1128]))
def test_opened_branches_keep_apart(children: Children, width: int) -> None:
    """Cards never overlap, whichever branches hang and whichever are opened."""
    heights = [(172.0, 44.0 + 14 * (place % 3)) for place in range(len(children))]
    branch = fit(heights, children, 0, width)
    assert set(range(len(children))) == set(branch.boxes)
    for one, two in combinations(branch.boxes.values(), 2):
        assert not overlap(one, two)
    for box in branch.boxes.values():
        assert 0 <= box.x
        assert box.right <= branch.width
        assert box.bottom <= branch.height


def test_forests_stand_side_by_side() -> None:
    """Roots stand beside each other while there is room, then in a further row."""
    many = Snapshot.build(
        people=[Person(f"p{n}", f"Root {n}") for n in range(12)],
        posts=[Post(f"r{n}", "Chief") for n in range(12)],
        tenures=[Tenure(f"p{n}", f"r{n}") for n in range(12)],
        lines=[ReportingLine(f"r{n}", None) for n in range(12)],
    )
    boxes = [card.box for card in scene(many).cards]
    assert 3 == len({box.y for box in boxes})
    assert not any(overlap(one, two) for one, two in combinations(boxes, 2))


def test_posts_under_a_unit_hang_from_its_card() -> None:
    """Posts that report to a unit stand below a card of the unit."""
    chart = Snapshot.build(
        units=[Unit("lab", "Laboratory")],
        people=[Person("ann", "Ann Lee"), Person("bob", "Bob May")],
        posts=[Post("a", "Chemist", unit="lab"), Post("b", "Physicist", unit="lab")],
        tenures=[Tenure("ann", "a"), Tenure("bob", "b")],
        lines=[ReportingLine("a", "lab"), ReportingLine("b", "lab")],
    )
    picture = scene(chart)
    unit = next(card for card in picture.cards if card.id == "n-unit-lab")
    others = [card for card in picture.cards if card.id != unit.id]
    assert all(card.box.y > unit.box.bottom for card in others)
    assert {card.id for card in others} == {
        ln.head for ln in picture.lines if ln.tail == unit.id and ln.head
    }


# lines that follow no tree


def stretches(way: tuple[Point, ...]) -> Iterator[tuple[bool, float, float, float]]:
    """Yield the stretches of a way: whether level, where, from where to where."""
    for (x1, y1), (x2, y2) in pairwise(way):
        if y1 == y2 and x1 != x2:
            yield True, y1, min(x1, x2), max(x1, x2)
        elif x1 == x2 and y1 != y2:
            yield False, x1, min(y1, y2), max(y1, y2)


def shared(one: tuple[Point, ...], two: tuple[Point, ...]) -> float:
    """Return how far two ways run upon each other."""
    return sum(
        max(0.0, min(to1, to2) - max(from1, from2))
        for level1, at1, from1, to1 in stretches(one)
        for level2, at2, from2, to2 in stretches(two)
        if level1 == level2 and abs(at1 - at2) < 1
    )


def columns(count: int, apart: float) -> dict[str, Box]:
    """Return two columns of cards with a gutter between."""
    left = {f"l{n}": Box(0, n * 70, 172, 58) for n in range(count)}
    return left | {f"r{n}": Box(172 + apart, n * 70, 172, 58) for n in range(count)}


@given(st.permutations(range(6)))
def test_routes_keep_apart_where_there_is_room(order: list[int]) -> None:
    """Six lines through one wide gutter have a lane each."""
    pairs = [(f"l{one}", f"r{two}") for one, two in enumerate(order)]
    found = route(columns(6, 60), pairs)
    assert set(pairs) == set(found)
    for one, two in combinations(found.values(), 2):
        assert 0 == shared(one, two)


def test_lines_of_one_manager_keep_apart() -> None:
    """Three dotted lines from one card begin beside each other, within its side."""
    boxes = columns(3, 60)
    found = route(boxes, [("l0", "r0"), ("l0", "r1"), ("l0", "r2")])
    assert 3 == len({way[0] for way in found.values()})
    for way in found.values():
        assert boxes["l0"].right == way[0][0]
        assert boxes["l0"].y + 12 <= way[0][1] <= boxes["l0"].bottom - 12


def test_lines_keep_apart_from_those_that_are_there() -> None:
    """A way gives room to a line that was drawn before."""
    boxes = columns(2, 60)
    (free,) = route(boxes, [("l0", "r1")]).values()
    taken = [(free[1], free[2])]
    (moved,) = route(boxes, [("l0", "r1")], taken).values()
    assert 0 < shared(free, taken[0])
    assert 0 == shared(moved, taken[0])


def test_a_lone_way_stays_as_it_is() -> None:
    """Nothing moves where nothing runs alongside."""
    boxes = columns(2, 60)
    way = [(172.0, 37.0), (200.0, 37.0), (200.0, 107.0), (232.0, 107.0)]
    ends = (boxes["l0"], boxes["r1"])
    assert [tuple(way)] == keep_apart([way], [ends], list(boxes.values()))


@given(trees(), st.data())
def test_ways_kept_apart_cross_no_card(children: Children, data: st.DataObject) -> None:
    """Ways that moved aside are still level or upright, from side to side, round all cards."""
    boxes = {f"n{n}": box for n, box in fit([CARD] * len(children), children, 0, 900).boxes.items()}
    names = st.sampled_from(sorted(boxes))
    pairs = data.draw(st.lists(st.tuples(names, names), max_size=6, unique=True))
    for (one, two), way in route(boxes, [pair for pair in pairs if pair[0] != pair[1]]).items():
        for (x, y), box in ((way[0], boxes[one]), (way[-1], boxes[two])):
            assert x in {box.x, box.right}
            assert box.y < y < box.bottom
        for (x1, y1), (x2, y2) in pairwise(way):
            assert x1 == x2 or y1 == y2
            path = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            for box in boxes.values():
                inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
                crossed = (
                    path.x < inner.right
                    and inner.x < path.right
                    and path.y < inner.bottom
                    and inner.y < path.bottom
                )
                level = path.height == 0 and inner.y < path.y < inner.bottom
                upright = path.width == 0 and inner.x < path.x < inner.right
                beside = path.x < inner.right and inner.x < path.right
                along = path.y < inner.bottom and inner.y < path.bottom
                assert not crossed
                assert not (level and beside)
                assert not (upright and along)


def test_a_dotted_line_moves_nothing() -> None:
    """With a dotted line more, every card stands where it stood."""
    plain = manager_of(40)
    line = ReportingLine("r003", "r030", kind=LineKind.DOTTED)
    dotted = Snapshot.build(
        **{field: getattr(plain, field).values() for field in ("units", "people", "posts")},
        tenures=plain.tenures,
        lines=[*plain.lines, line],
        name=plain.name,
        at=plain.at,
    )
    before, after = scene(plain), scene(dotted)
    assert [card.box for card in before.cards] == [card.box for card in after.cards]
    assert any("dotted" in one.kind for one in after.lines)
    assert attrs.evolve(before, lines=()).width == after.width
