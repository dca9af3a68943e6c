"""Questions over a whole history at their edges: order, rumours, what is not stated."""

from typing import Any

import pytest

from orgchart import (
    UNDISCLOSED,
    Certainty,
    Citation,
    Claim,
    Fact,
    History,
    InvalidValueError,
    Person,
    Post,
    Source,
    Tenure,
    Unit,
    pin,
)
from orgchart.analysis import (
    Presence,
    citations_of,
    cited_at,
    departures,
    destinations,
    falls_within,
    founder_tenures,
    joiners,
    leavers,
    presence,
    vacant_posts,
)

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


def two_homes(*facts: Fact, zone: str = "UTC") -> History:
    """Return a history of two organisations, with two posts each, and some facts."""
    return History.build(
        zone=zone,
        people=[Person("ann", "Ann"), Person("zoe", "Zoe")],
        units=[Unit("acme", "Acme"), Unit("beta", "Beta"), Unit("zeta", "Zeta")],
        posts=[
            Post("a1", "One", unit="acme"),
            Post("a2", "Two", unit="acme"),
            Post("b1", "One", unit="beta"),
            Post("b2", "Two", unit="beta"),
            Post("zz", "Founder", unit="zeta"),
        ],
        sources=[Source("s"), Source("t")],
    ).with_facts(*facts)


class TestComingAndGoing:
    """Who came, who went, and where to, in cases that look like others."""

    def test_who_changed_posts_beside_somebody_not_disclosed(self) -> None:
        """The one joined, the other was there before."""
        history = two_homes(
            Tenure(UNDISCLOSED, "a2", start="2021-03"),
            Tenure("zoe", "a2", start="2019", end="2021-03"),
            Tenure("zoe", "a1", start="2021-03"),
        )
        joined = joiners(history, "acme", "2020", "2022")
        assert [UNDISCLOSED] == [tenure.person for tenure, _ in joined]

    def test_who_left_twice(self) -> None:
        """Each time with what was given up then."""
        history = two_homes(
            Tenure("ann", "a1", start="2019", end="2020"),
            Tenure("ann", "a2", start="2021", end="2022"),
        )
        left = departures(history, "acme")
        assert [("2020", ["a1"]), ("2022", ["a2"])] == [
            (str(each.end), [held.post for held in each.tenures]) for each in left
        ]

    def test_a_period_that_ends_before_it_starts_keeps_nobody(self) -> None:
        """Whoever has one beside has left all the same."""
        history = two_homes(
            Tenure("ann", "a1", start="2019", end="2022"),
            Tenure("ann", "a2", start="2021", end="2020"),
        )
        assert "2022" in [str(left.end) for left in departures(history, "acme")]

    def test_two_places_of_which_either_may_be_the_next(self) -> None:
        """One begins some time in a year, the other in the middle of it."""
        history = two_homes(
            Tenure("ann", "a1", start="2019", end="2020-06-01"),
            Tenure("ann", "b1", start="2021"),
            Tenure("ann", "zz", start="2021-06"),
        )
        (left,) = departures(history, "acme")
        assert ["beta", "zeta"] == [place.organization for place in destinations(history, left)]

    def test_a_place_that_sources_tell_in_two_ways(self) -> None:
        """It is told by the reading that charts show."""
        shown = Tenure("ann", "b2", start="2021-06", claim="next", sources=["s"])
        history = two_homes(
            Tenure("ann", "a1", start="2019", end="2021", claim="first", sources=["s"]),
            Tenure("ann", "b1", start="2022", claim="next", sources=["t"]),
            shown,
        ).with_policy(pin(shown))
        (left,) = departures(history, "acme")
        assert ["b2"] == [place.tenure.post for place in destinations(history, left)]

    def test_a_post_whose_id_stands_last(self) -> None:
        """It is found like any other."""
        history = two_homes(Tenure("zoe", "zz", start="2019"))
        assert ["zoe"] == [tenure.person for tenure in founder_tenures(history)]

    def test_moments_are_in_the_zone_of_the_history(self) -> None:
        """A day in Tokyo is over while it is going on in Greenwich."""
        start = "2021-01-02T03:00+09:00"
        history = two_homes(Tenure("ann", "a1", start=start), zone="Asia/Tokyo")
        assert presence(history, "acme", "2021-01-01")["ann"] is Presence.NOT_KNOWN
        assert presence(history, "acme", "2021-01-02")["ann"] is Presence.AT_WORK
        # From the very instant on.
        assert presence(history, "acme", start)["ann"] is Presence.AT_WORK

    def test_what_is_no_history_and_no_moment(self) -> None:
        """It is refused with what to give."""
        history = two_homes(Tenure("ann", "a1", start="2019", end="2020"))
        (left,) = departures(history, "acme")
        nothing: Any = None
        with pytest.raises(InvalidValueError, match="history"):
            destinations(nothing, left)
        text: Any = "2020"
        with pytest.raises(InvalidValueError, match="moment cannot be '2020'"):
            falls_within(text, "2019", "2021", "UTC")
