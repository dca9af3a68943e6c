"""Walks along the solid lines."""

from itertools import pairwise

import pytest

from orgchart import (
    UNKNOWN,
    History,
    Post,
    ReportingCycleError,
    ReportingLine,
    Snapshot,
    Unit,
    UnknownIdError,
    chain_of_command,
    check,
    reporting_cycles,
    reports_of,
    roots,
)


def chart(*lines: tuple[str, str | None], posts: str = "", units: str = "") -> Snapshot:
    """Return a chart of lines, with the posts that they start from."""
    ids = {post for post, _ in lines} | set(posts.split())
    return Snapshot.build(
        units=[Unit(unit, unit) for unit in units.split()],
        posts=[Post(post, post) for post in ids],
        lines=[ReportingLine(post, manager) for post, manager in lines],
    )


TREE = chart(("a", None), ("b", "a"), ("c", "a"), ("d", "c"), ("e", "u"), ("f", UNKNOWN), units="u")


def test_chain_of_command() -> None:
    """The chain goes up, nearest first, and ends at nobody, a unit, unknown or a stranger."""
    assert ("c", "a") == chain_of_command(TREE, "d")
    assert () == chain_of_command(TREE, "a")
    assert () == chain_of_command(TREE, "e")
    assert () == chain_of_command(TREE, "f")
    assert () == chain_of_command(chart(("a", "ghost")), "a")


def test_reports_of() -> None:
    """The branch goes down layer by layer, of posts and units."""
    assert ("b", "c", "d") == reports_of(TREE, "a")
    assert ("e",) == reports_of(TREE, "u")
    assert () == reports_of(TREE, "d")


@pytest.mark.parametrize("walk", [chain_of_command, reports_of])
def test_unknown_posts(walk: object) -> None:
    """A post that nothing has is refused."""
    assert callable(walk)
    with pytest.raises(UnknownIdError, match=r"there is no post( or unit)? 'aa'"):
        walk(TREE, "aa")


def test_roots() -> None:
    """Roots have no post above them that is on the chart."""
    assert ["a", "e"] == [post.id for post in roots(TREE)]
    assert ["a", "z"] == [post.id for post in roots(chart(("a", "ghost"), posts="z"))]


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_cycles(size: int) -> None:
    """A circle is named whole, once, from its smallest post; walks up stop and say so."""
    ids = [f"p{n:02}" for n in range(size)]
    lines = [*pairwise(ids), (ids[-1], ids[0]), ("tail", ids[-1])]
    found = chart(*lines)
    assert (tuple(ids),) == reporting_cycles(found)
    with pytest.raises(ReportingCycleError) as caught:
        chain_of_command(found, "tail")
    assert set(ids) == set(caught.value.posts)
    assert size + 1 == len({"tail", *reports_of(found, ids[0]), ids[0]})
    assert () == roots(found)


def test_two_cycles() -> None:
    """Several circles are all found, in order."""
    found = chart(("c", "d"), ("d", "c"), ("a", "b"), ("b", "a"), ("x", "c"))
    assert (("a", "b"), ("c", "d")) == reporting_cycles(found)


def test_a_chain_of_100_000_posts() -> None:
    """No walk recurses, or takes time that grows with the square."""
    ids, posts, lines = tall(100_000)
    long = Snapshot.build(posts=posts, lines=lines)
    assert ids[1:] == chain_of_command(long, ids[0])
    assert len(ids) - 1 == len(reports_of(long, ids[-1]))
    assert [ids[-1]] == [post.id for post in roots(long)]
    assert () == reporting_cycles(long)


def test_a_circle_of_5_000_posts() -> None:
    """A circle of any length is found, and no check takes time that grows with the square."""
    ids, posts, lines = tall(5_000)
    circle = [*lines, ReportingLine(ids[-1], ids[0])]
    assert (ids,) == reporting_cycles(Snapshot.build(posts=posts, lines=circle))
    assert not check(History.build(posts=posts, lines=lines))
    (found,) = check(History.build(posts=posts, lines=circle))
    assert ids == found.subjects


def tall(size: int) -> tuple[tuple[str, ...], list[Post], list[ReportingLine]]:
    """Return the ids, posts and lines of a chain, each post reporting to the next."""
    ids = tuple(f"p{number:06}" for number in range(size))
    lines = [ReportingLine(post, manager) for post, manager in pairwise(ids)]
    return ids, [Post(post, "x") for post in ids], lines
