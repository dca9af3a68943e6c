"""
What `bigtree.get_tree_diff` says of the same tables, where it is right; and where it is wrong.

Its nodes are called by the ids of posts, under a root that no chart has. With ``aggregate`` it
marks what was added, removed and moved at the top of each branch only, as we tell it.
"""

from collections.abc import Iterator

import pytest
from bigtree import Node, get_tree_diff, preorder_iter
from bigtree.utils.exceptions import TreeError
from hypothesis import given

from orgchart import ChangeKind, Diff, Person, Post, Snapshot, Tenure, diff
from tests.peers.reading import Seat, Table, chart_of, table_pairs

ROOT = "(all)"
Tables = tuple[Table, Table]
#: What became of nodes: a word, and the id.
Marks = set[tuple[str, str]]


def tree_of(table: Table, root: str = ROOT) -> Node:
    """Return a table as a tree."""
    nodes: dict[str | None, Node] = {None: Node(root)}
    waiting = dict(table)
    while waiting:
        for name in [name for name, seat in waiting.items() if seat.manager in nodes]:
            nodes[name] = Node(name, parent=nodes[waiting.pop(name).manager])
    return nodes[None]


def marks_between(before: Table, after: Table, *, aggregate: bool = True) -> Marks:
    """Return what bigtree marks; it writes its marks behind the names of nodes."""
    found = get_tree_diff(tree_of(before), tree_of(after), detail=True, aggregate=aggregate)
    return set() if found is None else set(_marks(found))


def _marks(found: Node) -> Iterator[tuple[str, str]]:
    for node in preorder_iter(found):
        name, _, mark = str(node.node_name).partition(" (")
        if mark:
            yield mark.removesuffix(")"), name


def posts_of(change: Diff, kind: ChangeKind) -> set[str]:
    """Return the posts of which changes of a kind tell."""
    return {one.posts[0] for one in change.changes if one.kind is kind}


def ours(before: Table, after: Table) -> dict[str, set[str]]:
    """Return what our difference says, by the words of bigtree."""
    change = diff(chart_of(before), chart_of(after))
    return {
        "added": posts_of(change, ChangeKind.POST_CREATED),
        "removed": posts_of(change, ChangeKind.POST_ABOLISHED),
        "moved to": posts_of(change, ChangeKind.MOVED),
        "moved from": posts_of(change, ChangeKind.MOVED),
    }


@given(table_pairs())
def test_the_same_posts_come_go_and_move(tables: Tables) -> None:
    """Of each kind bigtree marks the posts of which we tell."""
    before, after = tables
    marks = marks_between(before, after)
    for word, posts in ours(before, after).items():
        assert posts == {name for mark, name in marks if mark == word}


# where it is wrong


def seats(**managers: str | None) -> Table:
    """Return a table of posts with their managers."""
    return {name: Seat(name, manager, None) for name, manager in managers.items()}


BRANCH = (
    seats(ceo=None, cto="ceo", dev="cto", ops="ceo"),
    seats(ceo=None, cto="ops", dev="cto", ops="ceo"),
)


def test_without_aggregate_a_whole_branch_moves() -> None:
    """It says that who is below has moved, whose manager is the same; we tell it once."""
    assert ("moved to", "dev") in marks_between(*BRANCH, aggregate=False)
    assert {"cto"} == ours(*BRANCH)["moved to"]


def test_another_root_is_an_error() -> None:
    """A tree with somebody else at the top cannot be compared; for us a post was abolished."""
    with pytest.raises(TreeError, match="same root node"):
        get_tree_diff(tree_of({}, "ann"), tree_of({}, "bob"))
    before, after = seats(ann=None, dev="ann"), seats(bob=None, dev="bob")
    assert {"ann"} == ours(before, after)["removed"]


def test_a_slash_in_a_name_splits_it() -> None:
    """A name with its separator becomes two nodes, of which only one is new; ours stay whole."""
    before, after = seats(ceo=None), seats(ceo=None, **{"ceo/R&D": None})
    assert {("added", "R&D")} == marks_between(before, after)
    assert {"ceo/R&D"} == ours(before, after)["added"]


def test_two_people_with_one_name_become_one() -> None:
    """Where nodes are called by names, one who leaves and one who joins is one who moved."""
    before, after = (
        {**seats(x=None, y=None), "Ann Lee": Seat("Ann Lee", manager, None)} for manager in "xy"
    )
    assert {("moved from", "Ann Lee"), ("moved to", "Ann Lee")} == marks_between(before, after)
    posts = [Post("x", "X"), Post("y", "Y")]
    charts = [
        Snapshot.build(posts=posts, people=[Person(who, "Ann Lee")], tenures=[Tenure(who, post)])
        for who, post in (("ann-1", "x"), ("ann-2", "y"))
    ]
    told = {(one.kind.value, one.people) for one in diff(*charts).changes}
    assert {("left", ("ann-1",)), ("joined", ("ann-2",))} == told


def test_its_marks_are_part_of_names() -> None:
    """A post that is called as removed cannot be told from one that is; ours are values."""
    before, after = seats(ceo=None, cto=None), seats(**{"ceo": None, "cto (removed)": None})
    assert {("added", "cto (removed)"), ("removed", "cto")} != marks_between(before, after)
    found = ours(before, after)
    assert ({"cto (removed)"}, {"cto"}) == (found["added"], found["removed"])


def test_it_knows_nothing_of_holders() -> None:
    """Two trees with other people in the same posts are the same to it, unless they are named."""
    before, after = ({"ceo": Seat("Chief", None, who)} for who in ("ann", "bob"))
    assert set() == marks_between(before, after)
    assert diff(chart_of(before), chart_of(after))
