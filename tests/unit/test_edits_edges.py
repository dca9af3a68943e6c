"""Edits at their edges: several facts about the same, edits of nothing, what a chart carries."""

from typing import Any

import pytest

from orgchart import Edit, Post, Snapshot, Tenure, When
from orgchart.edits import apply, compose, edits_at
from orgchart.model import Fact
from orgchart.snapshot import Key

A, B, C = (Post("p", title) for title in "ABC")


def post(name: str, title: str) -> Edit:
    """Return the edit that creates a post."""
    return Edit(("post", name), None, Post(name, title))


def test_several_facts_about_the_same() -> None:
    """The second fact about the same has the key with "2" behind, the third with "3"."""
    key = ("tenure", "ann", "ceo")
    facts: dict[Key, tuple[tuple[Fact, ...], tuple[Fact, ...]]] = {
        key: (
            (Tenure("ann", "ceo", claim="x"),),
            tuple(Tenure("ann", "ceo", claim=claim, title=claim) for claim in "xyz"),
        )
    }
    edits = edits_at(facts, lambda key: facts[key][0], lambda key: facts[key][1])
    assert [key, (*key, "2"), (*key, "3")] == [edit.key for edit in edits]
    assert [True, False, False] == [edit.before is not None for edit in edits]


def test_edits_of_many_keys_are_composed() -> None:
    """Each key of the second edits counts, also after one that the first edits do not have."""
    first = (post("b", "B"),)
    second = (post("a", "A"), Edit(("post", "b"), Post("b", "B"), None), post("c", "C"))
    assert (post("a", "A"), post("c", "C")) == compose(first, second)


def test_an_edit_of_nothing_changes_nothing() -> None:
    """An edit without a fact on either side fits a chart that has none there."""
    chart = Snapshot.build(posts=[A])
    assert chart == apply(chart, (Edit(("post", "q"), None, None),))


def test_a_chart_keeps_what_it_carries() -> None:
    """The chart after edits has the name, the moment and the zone of the one before."""
    at = When("2020", "Europe/London")
    chart = Snapshot.build(posts=[A], name="Acme", at=at, zone="Europe/London")
    after = apply(chart, (Edit(("post", "p"), A, B),))
    assert ("Acme", at, "Europe/London") == (after.name, after.at, after.zone)


def test_edits_have_no_order() -> None:
    """No edit is less than another: they are sorted by their keys."""
    edits: list[Any] = [post("a", "A"), post("b", "B")]
    with pytest.raises(TypeError):
        sorted(edits)
