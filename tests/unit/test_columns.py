"""What the columns of a history tell without making facts."""

import pickle
from collections.abc import Sequence

import attrs
import numpy as np
import pytest
from hypothesis import given

from orgchart import History, Person, Post, Tenure, Unit, When
from orgchart.edits import Edit, edits_between
from orgchart.io import dumps, loads
from orgchart.memory import maker
from orgchart.store.differences import between
from orgchart.store.order import keys_of
from orgchart.store.standing import Standing
from orgchart.store.view import View
from tests.support.histories import histories


@given(histories())
def test_keys_are_those_of_facts(history: History) -> None:
    """The keys told from columns are the keys of the facts, whichever rows are asked for."""
    tables = history.store.in_force.tables
    for table in tables.every:
        expected = [fact.key for fact in table]
        assert expected == [*keys_of(table, tables.names, np.arange(table.size))]
        assert expected[::-2] == [*keys_of(table, tables.names, np.arange(table.size)[::-2])]


@pytest.mark.parametrize(
    "facts",
    [
        [Post("ceo", "Chief"), Post("cto", "Technology", rank=2)],
        [Tenure("ann", "ceo", start="2020"), Tenure("bob", "cto", kind="acting")],
        [Person("ann", "Ann", names={"de": "Anna"})],
    ],
    ids=lambda facts: type(facts[0]).__name__,
)
def test_values_made_at_once_are_like_any_other(facts: Sequence[Post | Tenure | Person]) -> None:
    """They are equal, hash alike, are of the class, and refuse to be changed."""
    kind = type(facts[0])
    names = tuple(field.name for field in attrs.fields(kind))
    rows = [[getattr(fact, name) for name in names] for fact in facts]
    made = maker(kind, names)(rows)
    assert facts == made
    assert list(map(hash, facts)) == list(map(hash, made))
    assert {type(fact) for fact in made} == {kind}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made[0].start = None  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("first", "last", "edited"),
    [
        ("2020-06-01", "2021-06-01", ["person", "tenure"]),
        ("2020-06-01", "2022-06-01", ["tenure", "tenure"]),
        ("2019-06-01", "2022-06-01", ["person", "tenure"]),
        ("2019-06-01", "2023-06-01", []),
        ("2021-06-01", "2023-06-01", []),
        ("2019-06-01", "2021-06-01", []),
    ],
)
@pytest.mark.parametrize("rumour", [False, True])
def test_who_comes_and_goes_twice(
    first: str, last: str, edited: Sequence[str], *, rumour: bool
) -> None:
    """A record is on charts while its person holds something: a year, and another a year later."""
    others = [Post("cto", "Technology", certainty="possible")] if rumour else []
    history = History.build(
        people=[Person("ann", "Ann")],
        posts=[Post("ceo", "Chief"), Post("chair", "Chair"), *others],
        tenures=[
            Tenure("ann", "ceo", start="2020-01-01", end="2021-01-01"),
            Tenure("ann", "chair", start="2022-01-01", end="2023-01-01"),
        ],
    )
    for one, two in ((first, last), (last, first)):
        expected = edits_between(history.at(one), history.at(two))
        assert sorted(edit.key[0] for edit in expected) == edited
        views = [View(Standing(history.store.index, When(day).close)) for day in (one, two)]
        # By the log, and by looking at all.
        for many in (2, -1):
            found = between(*views, many=many)
            assert found.edits == expected
            assert len(found) == len(edited)


@pytest.mark.parametrize("room", [1, 1 << 62])
def test_what_looks_alike(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Two fields that change at once are told from none, however many ways to look there are."""
    monkeypatch.setattr("orgchart.store.index._ROOM", room)
    post = Post("ceo", "Chief", unit="b", end="2020-01-01")
    for title, unit, edited in (
        ("Head", "a", 1),
        ("Head", "b", 1),
        ("Chief", "a", 1),
        ("Chief", "b", 0),
    ):
        later = Post("ceo", title, unit=unit, start="2020-01-01")
        history = History.build(units=[Unit("a", "A"), Unit("b", "B")], posts=[post, later])
        assert len(history.diff("2019-06-01", "2020-06-01")) == edited


def test_one_person_in_many_posts() -> None:
    """Whether few or many facts are about an id, those that hold are found."""
    tenures = [Tenure("ann", f"p{n:02}", start=f"20{n:02}", end=f"20{n + 2:02}") for n in range(60)]
    history = History.build(tenures=tenures)
    for year in (1990, 2000, 2007, 2059, 2060, 2070):
        expected = [held.post for n, held in enumerate(tenures) if 2000 + n <= year < 2000 + n + 2]
        assert expected == [held.post for held in history.at(f"{year}-12-31").posts_of("ann")]


def test_values_with_all_slots_alike() -> None:
    """Where nothing differs, there are as many values as rows."""
    edit = Edit(("post", "ceo"), None, Post("ceo", "Chief"))
    alike = {"key": edit.key, "before": edit.before, "after": edit.after}
    assert [edit] * 3 == maker(Edit, (), alike)([()] * 3)


def test_read_facts_can_be_stored_when_some_are_made() -> None:
    """A history that was read, and asked for a fact, comes back equal from a pickle."""
    given_ = History.build(posts=[Post("ceo", "Chief"), Post("cto", "Technology")])
    history = loads(dumps(given_, "json"), "json")
    assert history.at("2020").posts["cto"].title == "Technology"
    assert given_ == pickle.loads(pickle.dumps(history))  # noqa: S301 - just written
