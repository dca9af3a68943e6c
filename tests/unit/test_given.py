"""What a history is made of: each thing where it belongs, whatever else a caller gives."""

from typing import Any

import pytest

from orgchart import ChangeKind, History, Person, Post, Snapshot, Tenure, Unit
from orgchart.errors import InvalidValueError, UnknownIdError

WRONG: dict[str, dict[str, Any]] = {
    "a post among people": {"people": [Post("ceo", "Chief executive")]},
    "a number for people": {"people": 5},
    "a word for people": {"people": "ann"},
    "a number among sources": {"sources": [5]},
    "a number among claims": {"claims": [5]},
    "a number for a zone": {"zone": 5},
    "bytes for a zone": {"zone": b"UTC"},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_what_is_given_in_the_wrong_place_is_named(given: dict[str, Any]) -> None:
    """Nothing is sorted in silently, and the error names the argument."""
    (name,) = given
    with pytest.raises(InvalidValueError, match=name):
        History.build(**given)


@pytest.mark.parametrize("given", [5, [Snapshot.build()], {"2020": 5}], ids=str)
def test_charts_are_given_by_moment(given: Any) -> None:  # noqa: ANN401 - whatever a caller gives
    """Anything but charts by moment is refused."""
    with pytest.raises(InvalidValueError, match="snapshots"):
        History.from_snapshots(given)


def test_each_fact_is_taken_out_once() -> None:
    """Of two alike, one stays; a third is not there to be taken out."""
    post = Post("ceo", "Chief executive")
    history = History.build(posts=[post, post])
    assert history.without(post).posts == (post,)
    assert history.without(post, post).posts == ()
    with pytest.raises(UnknownIdError):
        history.without(post, post, post)


def test_changes_from_the_beginning_of_a_day_in_another_language() -> None:
    """Without `inclusive` a day's own changes are over; names come in the language asked for."""
    ann = Person("ann", "Ann Lee", names={"zh": "李安"})
    history = History.build(
        people=[ann],
        posts=[Post("ceo", "Chief executive")],
        tenures=[Tenure("ann", "ceo", start="2020-05-01")],
    )
    assert not list(history.changes("2020-05-01", "2020-05-02"))
    (told,) = history.changes("2020-05-01", "2020-05-02", inclusive=True, lang="zh")
    assert "李安" in str(told)
    assert str(told.at) == "2020-05-01"


def test_another_name_has_its_own_date() -> None:
    """Somebody renamed on a day is told on that day, and not at the instant after it."""
    history = History.build(
        people=[
            Person("ann", "Ann Old", end="2018-01-01"),
            Person("ann", "Ann New", start="2018-01-01"),
        ],
        posts=[Post("ceo", "Chief executive")],
        tenures=[Tenure("ann", "ceo", start="2015-05-01")],
    )
    told = [(str(change.at), change.kind) for change in history.changes("2016", "2019")]
    assert told == [("2018-01-01", ChangeKind.RENAMED)]


def test_changing_departments_is_not_leaving() -> None:
    """A department that nothing is recorded above is no organisation that people join and leave."""
    history = History.build(
        units=[Unit("e", "E", kind="department"), Unit("f", "F", kind="department")],
        posts=[Post("p", "Engineer", unit="e"), Post("q", "Analyst", unit="f")],
        tenures=[Tenure("bob", "p", end="2020-05-01"), Tenure("bob", "q", start="2020-05-01")],
    )
    kinds = {change.kind for change in history.diff("2020-01", "2021-01").changes}
    assert ChangeKind.APPOINTED in kinds
    assert kinds.isdisjoint({ChangeKind.JOINED, ChangeKind.LEFT})
    assert history.at("2020-01").organization_of("p") is None
