"""What one fact takes over from another at a vague moment, compared in columns."""

from collections.abc import Sequence

import pytest

from orgchart import Certainty, History, Person, Post, Tenure
from orgchart.edits import edits_between
from orgchart.model import Fact
from orgchart.store.differences import between
from orgchart.store.standing import Standing
from orgchart.store.view import View
from orgchart.when import When


def post(title: str, start: str | None, end: str | None, *, doubted: bool = False) -> Post:
    """Return a version of a post."""
    certainty = Certainty.POSSIBLE if doubted else Certainty.CERTAIN
    return Post("ceo", title, start=start, end=end, certainty=certainty)


CASES: dict[str, tuple[Sequence[Fact], tuple[str, str]]] = {
    "the next one may hold on both days": (
        [post("Head", None, "2020"), post("Chief", "2020", None, doubted=True)],
        ("2020-06-01", "2021-06-01"),
    ),
    "the next one is over before the first may be": (
        [
            post("Head", None, "2020"),
            post("Boss", "2020", "2020-01"),
            post("Chief", "2020-05", None),
        ],
        ("2020-02-15", "2020-08-15"),
    ),
    "one for sure gives way to one in doubt": (
        [post("Head", None, "2020-03"), post("Chief", "2020-05", None, doubted=True)],
        ("2020-02-15", "2020-08-15"),
    ),
    "one for sure gives way to one that may have begun": (
        [post("Head", None, "2020-03"), post("Chief", "2020-05", None)],
        ("2020-02-15", "2020-05-15"),
    ),
    "one in doubt gives way to one for sure that says the same": (
        [post("Head", None, "2020-03", doubted=True), post("Head", "2020-05", None)],
        ("2020-02-15", "2020-08-15"),
    ),
    "one in doubt gives way to one that may have begun and says the same": (
        [
            post("Head", None, "2020-03", doubted=True),
            post("Head", "2020-05", None),
            Tenure("ann", "ceo", start="2020-04-01"),
        ],
        ("2020-02-15", "2020-05-15"),
    ),
    "two at once, and one of them for both days": (
        [post("Head", None, None), post("Chief", "2020-05-01", None)],
        ("2020-02-15", "2020-08-15"),
    ),
    "two at once of which no start is stated, and one of them for both days": (
        [post("Chief", None, "2020-05-01"), post("Head", None, None)],
        ("2020-02-15", "2020-08-15"),
    ),
    "two at once, where another post ends as the second begins": (
        [
            Post("board", "Board", end="2020-05-01"),
            post("Chief", "2020-05-01", "2020-07-01"),
            post("Head", "2019-05-01", None),
        ],
        ("2020-05-15", "2020-08-15"),
    ),
    "two that take over from each other's year, and one that never holds between": (
        [
            Tenure("ann", "ceo", start="2019-01-01", end="2020", title="Head"),
            Tenure("ann", "ceo", start="2020", end="2019-06-01", title="Boss"),
            Tenure("ann", "ceo", start="2020-02-01", end="2020-03-01", title="Chief"),
        ],
        ("2020-02-10", "2020-01-15"),
    ),
    "two records of a person, who leaves": (
        [Person("ann", "Ann"), Person("ann", "Ann"), Tenure("ann", "ceo", end="2020-05-01")],
        ("2020-02-15", "2020-08-15"),
    ),
}


@pytest.mark.parametrize(("facts", "days"), CASES.values(), ids=CASES)
def test_columns_find_what_facts_show(facts: Sequence[Fact], days: tuple[str, str]) -> None:
    """The edits are those between the two charts, in both directions."""
    history = History.build(
        people=[fact for fact in facts if isinstance(fact, Person)],
        posts=[fact for fact in facts if isinstance(fact, Post)],
        tenures=[fact for fact in facts if isinstance(fact, Tenure)],
    )
    for one, two in (days, days[::-1]):
        before, after = (View(Standing(history.store.index, When(day).close)) for day in (one, two))
        expected = edits_between(history.at(one), history.at(two))
        assert expected
        assert between(before, after).edits == expected
