"""The algebra of edits, below charts and differences."""

import pytest

from orgchart import DiffMismatchError, Edit, Post, Snapshot, Tenure, diff
from orgchart.edits import apply, compose, edits_between, invert

KEY = ("post", "p")
A, B, C = (Post("p", title) for title in "ABC")


def test_composition() -> None:
    """Edits at one key are joined, those that cancel vanish, others stand beside each other."""
    there, back = (Edit(KEY, A, B),), (Edit(KEY, B, A),)
    other = (Edit(("post", "q"), None, Post("q", "Q")),)
    assert (Edit(KEY, A, C),) == compose(there, (Edit(KEY, B, C),))
    assert () == compose(there, back)
    assert (*there, *other) == compose(other, there)
    assert there == compose((), there)
    assert back == invert(there)


def test_composition_that_does_not_fit() -> None:
    """The second of two edits at a key starts from where the first ends, or is refused."""
    with pytest.raises(DiffMismatchError) as caught:
        compose((Edit(KEY, A, B),), (Edit(KEY, A, C),))
    assert (KEY, A, B) == (caught.value.key, caught.value.expected, caught.value.found)
    with pytest.raises(DiffMismatchError, match="it expects nothing"):
        compose((Edit(KEY, A, B),), (Edit(KEY, None, C),))


def test_differences_that_do_not_follow_each_other() -> None:
    """Two differences are added only where the second starts from the chart the first ends at."""
    charts = [Snapshot.build(posts=[post]) for post in (A, B, C)]
    with pytest.raises(DiffMismatchError):
        diff(charts[0], charts[0]) + diff(charts[1], charts[2])
    nothing = diff(charts[1], charts[1])
    assert diff(charts[0], charts[1]) == diff(charts[0], charts[1]) + nothing


def test_application() -> None:
    """Edits take facts out, put facts in, and are refused where others stand."""
    chart = Snapshot.build(posts=[A])
    assert Snapshot.build(posts=[B]) == apply(chart, (Edit(KEY, A, B),))
    assert Snapshot.build() == apply(chart, (Edit(KEY, A, None),))
    assert () == edits_between(chart, chart)
    for misfit in (Edit(KEY, B, C), Edit(KEY, None, C), Edit(("post", "q"), A, None)):
        with pytest.raises(DiffMismatchError, match="apply it to the snapshot it was made from"):
            apply(chart, (misfit,))


def test_equality() -> None:
    """Edits are equal when their sides show the same, whatever their periods and sources."""
    key = ("tenure", "a", "p")
    dated = Tenure("a", "p", start="2020", sources=("s",), note="n")
    assert Edit(key, Tenure("a", "p"), None) == Edit(key, dated, None)
    assert hash(Edit(key, Tenure("a", "p"), None)) == hash(Edit(key, dated, None))
    assert Edit(key, None, dated) == Edit(key, dated, None).inverse
    assert Edit(key, Tenure("a", "p", kind="acting"), None) != Edit(key, dated, None)
