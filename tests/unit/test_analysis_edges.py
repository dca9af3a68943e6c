"""Questions over a whole history at their edges: order, rumours, what is not stated."""

import pytest

from orgchart import (
    UNDISCLOSED,
    Certainty,
    Citation,
    Claim,
    Fact,
    History,
    Person,
    Post,
    Source,
    Tenure,
    Unit,
)
from orgchart.analysis import citations_of, cited_at, departures, leavers, vacant_posts

POSTS = [
    Post("ceo", "Chief", unit="acme"),
    Post("cto", "Technology", unit="acme", start="2020"),
    Post("director", "Director", unit="acme", seats=None),
]


def acme(*facts: Fact) -> History:
    """Return a history of one organisation, its posts and some facts."""
    return History.build(zone="UTC", units=[Unit("acme", "Acme")], posts=POSTS).with_facts(*facts)


class TestDepartures:
    """Who left, what they gave up, and when."""

    def test_what_was_given_up_is_in_order_of_posts(self) -> None:
        """Not in order of dates: what may have ended first need not stand first."""
        history = acme(
            Tenure("ann", "director", start="2020", end="2024"),
            Tenure("ann", "ceo", start="2020", end="[2024-05..2024-12]"),
        )
        (left,) = departures(history, "acme")
        assert ["ceo", "director"] == [held.post for held in left.tenures]
        assert "ceo" == left.tenure.post

    def test_who_left_at_one_time_is_in_order_of_people(self) -> None:
        """Who is not disclosed stands where the word does, neither first nor last."""
        people = ("zoe", UNDISCLOSED, "ann")
        history = acme(*(Tenure(who, "director", start="2020", end="2024") for who in people))
        expected = ["ann", UNDISCLOSED, "zoe"]
        assert expected == [left.person for left in departures(history, "acme")]
        assert expected == [left.person for left in leavers(history, "acme", "2023", "2024")]

    def test_an_end_that_nobody_stated(self) -> None:
        """Who held a post that was abolished left with it, at its end."""
        history = acme(
            Post("coo", "Operations", unit="acme", end="2022-03-01"),
            Tenure("ann", "coo", start="2020"),
        )
        (left,) = departures(history, "acme")
        assert ("ann", "2022-03-01") == (left.person, str(left.end))
        assert left.tenure.end is None
        assert [left] == list(leavers(history, "acme", "2021", "2022"))

    @pytest.mark.parametrize(
        ("standing", "sure"),
        [("rumoured", Certainty.POSSIBLE), ("reported", Certainty.CERTAIN)],
    )
    def test_what_only_rumours_tell(self, standing: str, sure: Certainty) -> None:
        """A departure is as sure as the stay that ended."""
        cited = [Citation("ft", standing=standing)]
        history = acme(Tenure("ann", "ceo", start="2020", end="2024", sources=cited))
        assert [sure] == [left.certainty for left in departures(history, "acme")]
        assert [sure] == [left.certainty for left in leavers(history, "acme", "2023", "2024")]


class TestVacancies:
    """Posts that stood empty."""

    @pytest.mark.parametrize(
        ("tenures", "found"),
        [
            # Nobody states when the post of the chief began.
            ([Tenure("ann", "ceo", start="2021")], []),
            ([Tenure("ann", "ceo", start="2021", end="2022")], [("ceo", "2022", "None")]),
            ([Tenure("ann", "cto", start="2021")], [("cto", "2020", "2021")]),
            # Advising is not holding.
            ([Tenure("ann", "cto", kind="adviser", start="2021", end="2022")], []),
            (
                [Tenure("ann", "cto", kind="adviser"), Tenure("bo", "cto", start="2021")],
                [("cto", "2020", "2021")],
            ),
        ],
        ids=["no-beginning", "end", "beginning", "adviser", "adviser-beside"],
    )
    def test_each(self, tenures: list[Tenure], found: list[tuple[str, str, str]]) -> None:
        """Only of posts that somebody held, and from a moment that is stated."""
        gaps = vacant_posts(acme(*tenures), "acme")
        assert found == [(gap.post, str(gap.since), str(gap.until)) for gap in gaps]


@pytest.mark.parametrize("claim", ["x", ""], ids=["named", "empty"])
def test_facts_without_a_claim_are_no_readings_of_one(claim: str) -> None:
    """What is cited for one of them is not cited for the others."""
    history = acme(
        Person("ann", "Ann", sources=["ap"]),
        Tenure("ann", "ceo", sources=["ft"]),
        Tenure("bo", "ceo", sources=["dpa"]),
        Tenure("cy", "ceo", claim=claim, sources=["wsj"]),
        Post("coo", "Operations", claim=claim, sources=["faz"]),
    )
    cited = {
        fact.key: [each.source for each in citations_of(history, fact)] for fact in history.facts
    }
    assert {
        ("person", "ann"): ["ap"],
        ("tenure", "ann", "ceo"): ["ft"],
        ("tenure", "bo", "ceo"): ["dpa"],
        ("tenure", "cy", "ceo"): ["faz", "wsj"],
        ("post", "coo"): ["faz", "wsj"],
    }.items() <= cited.items()


@pytest.mark.parametrize(
    ("source", "locator", "found"),
    [
        ("ft", "7", ["ann", "headcount"]),
        ("ft", "8", ["ann"]),
        ("ap", "7", ["bo"]),
        # Another place, though its name begins or ends like one.
        ("ft", "70", []),
        ("ft", "1", []),
        ("ft", "12", ["cy"]),
        ("ft", "2", []),
        ("ap", "8", []),
        ("ap", "9", ["payroll"]),
    ],
)
def test_what_a_place_of_a_source_tells(source: str, locator: str, found: list[str]) -> None:
    """Only that place, and only of that source; facts stand before claims."""
    history = History.build(
        zone="UTC",
        tenures=[
            Tenure("ann", "ceo", sources=[Citation("ft", locator="7 8"), "ap"]),
            Tenure("bo", "ceo", sources=[Citation("ap", locator="7"), "ft"]),
            Tenure("cy", "ceo", sources=[Citation("ft", locator="12")]),
        ],
        sources=[Source("ft"), Source("ap")],
        claims=[
            Claim("headcount", "how many", low=2, sources=[Citation("ft", locator="7")]),
            Claim("payroll", "how much", low=3, sources=[Citation("ap", locator="9")]),
        ],
    )
    told = [
        each.id if isinstance(each, Claim) else each.key[1]
        for each in cited_at(history, source, locator)
    ]
    assert found == told
