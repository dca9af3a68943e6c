"""Vague ends in a history: who may have held a post, and four ways to say nothing of an end."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    ONGOING,
    UNKNOWN,
    Certainty,
    History,
    Period,
    Post,
    Snapshot,
    Tenure,
    Unit,
    Vacancy,
    When,
    diff,
    draw,
)
from orgchart.io import dumps, loads
from tests.counts import at_most
from tests.doubt.cases import held, told

FORMS = ("toml", "json")


def test_a_hand_over_in_a_year_and_in_a_month() -> None:
    """Until "2020" and from "2020-12": who holds the post, at each kind of moment."""
    history = told(
        Tenure("ann", "ceo", start="2016", end="2020"), Tenure("bob", "ceo", start="2020-12")
    )
    for moment, expected in (
        ("2015", {}),
        ("2016-06", {"ann": "possible"}),
        ("2019", {"ann": "certain"}),
        ("2020-01-01", {"ann": "possible"}),
        ("2020-06", {"ann": "possible"}),
        ("2020-11", {"ann": "possible"}),
        ("2020-12-01", {"ann": "possible", "bob": "possible"}),
        ("2020-12-30", {"ann": "possible", "bob": "possible"}),
        ("2020-12-31T23:59Z", {"ann": "possible", "bob": "possible"}),
        ("2020-12-31", {"bob": "certain"}),
        ("2021", {"bob": "certain"}),
    ):
        assert (moment, expected) == (moment, held(history, moment))
    assert [held.person for held in history.at("2020-06").certain().holders("ceo")] == []
    assert "may have" in history.diff("2020-06", "2020-12-30").describe()


class TestFourEnds:
    """Nothing stated, still going, ended, ended some time: four different things."""

    posts = (Post("ceo", "Chief executive", unit="acme"),)
    units = (Unit("acme", "Acme", start="2000", end="2020"),)
    ends = (None, "ongoing", "unknown", "2010")

    def history(self, *tenures: Tenure) -> History:
        """Return a history of a post whose unit lived from 2000 to 2020."""
        return History.build(zone="UTC", units=self.units, posts=self.posts, tenures=tenures)

    @pytest.mark.parametrize("form", FORMS)
    def test_in_files(self, form: str) -> None:
        """Each is written in its own way and comes back as what it was."""
        tenures = [
            Tenure("ann", "ceo", start=start, end=end, claim=f"{start}{end}")
            for start, end in product((None, "unknown", "2005"), self.ends)
        ]
        history = self.history(*tenures)
        again = loads(dumps(history, form), form)
        assert history == again
        found = {one.claim: (one.start, one.end) for one in again.tenures}
        assert len(tenures) == len({str(pair) for pair in found.values()})
        for one in again.tenures:
            assert (one.start is UNKNOWN) == str(one.claim).startswith("unknown")
            assert (one.end is UNKNOWN) == str(one.claim).endswith("unknown")
            assert (one.end is ONGOING) == str(one.claim).endswith("ongoing")
            assert (one.end is None) == str(one.claim).endswith("None")

    def test_as_values(self) -> None:
        """The four are four values, told apart by `==` and in words."""
        ends = [Period("2005", end) for end in self.ends]
        assert len(ends) == len(set(ends))
        assert [
            "from 2005",
            "from 2005, still going",
            "from 2005, ended, not known when",
            "from 2005 to 2010",
        ] == list(map(str, ends))
        starts = [Period(start) for start in (None, "unknown", "2005")]
        assert ["not stated", "began, not known when", "from 2005"] == list(map(str, starts))
        assert len(starts) == len(set(starts))

    def test_in_answers(self) -> None:
        """Not stated ends with the unit, ongoing does not, ended may have, a date is a date."""
        people = ("ann", "bob", "cy", "dee")
        history = self.history(
            *(
                Tenure(who, "ceo", start="2005", end=end)
                for who, end in zip(people, self.ends, strict=True)
            )
        )
        possible = dict.fromkeys(people, "possible")
        before = {"ann": "certain", "bob": "certain", "cy": "possible"}
        for moment, expected in (
            ("2004", {}),
            ("2005-06", possible),
            ("2005", before | {"dee": "certain"}),
            ("2010-06", before | {"dee": "possible"}),
            ("2010", before),
            ("2020-06", before | {"ann": "possible"}),
            ("2021", {"bob": "certain", "cy": "possible"}),
        ):
            assert (moment, expected) == (moment, held(history, moment))

    def test_in_starts(self) -> None:
        """Not stated begins with the unit, begun may have, had begun by a day is sure from it."""
        history = self.history(
            Tenure("ann", "ceo"),
            Tenure("bob", "ceo", start="unknown"),
            Tenure("cy", "ceo", start="[..2005-06-30]"),
        )
        for moment, expected in (
            ("1999", {"bob": "possible", "cy": "possible"}),
            ("2000", {"ann": "certain", "bob": "possible", "cy": "possible"}),
            ("2005-06-29", {"ann": "certain", "bob": "possible", "cy": "possible"}),
            ("2005-06-30", {"ann": "certain", "bob": "possible", "cy": "certain"}),
        ):
            assert (moment, expected) == (moment, held(history, moment))

    def test_in_text_and_succession(self) -> None:
        """A chart says *possible* of one who ended at an unknown time, and of no other."""
        for end, said in zip(self.ends[:3], (False, False, True), strict=True):
            history = self.history(Tenure("ann", "ceo", start="2005", end=end))
            assert said is ("(possible" in draw(history.at("2006")).text())
            sure_gap = any(isinstance(one, Vacancy) for one in history.succession("ceo")[1:])
            assert not sure_gap
        ended = self.history(Tenure("ann", "ceo", start="2005", end="2010"))
        last = ended.succession("ceo")[-1]
        assert isinstance(last, Vacancy)
        assert When("2010", "UTC") == last.since


GRID = tuple(f"{year}{rest}" for year in (2000, 2001, 2002) for rest in ("", "-06", "-06-15"))
VAGUE = st.one_of(
    st.sampled_from(GRID),
    st.sampled_from(GRID).map("{}~".format),
    st.sampled_from(GRID).map("[..{}]".format),
    st.sampled_from(GRID).map("[{}..]".format),
    st.sampled_from(("early 2001", "end of 2000-06", "2001-Q2", "200X", "unknown")),
    st.none(),
)
FAR = 1 << 62


def readings(bound: When | str | None, absent: int) -> list[int]:
    """Return places that an end can have on the line of doubled microseconds, the outermost too."""
    if isinstance(bound, When):
        inner = [
            place for place in range(-FAR, FAR + 1, FAR // 2) if bound.low < place < bound.high
        ]
        middle = (bound.low + bound.high) // 2
        return sorted({bound.low, middle, *inner, bound.high - 1 if bound.high < FAR else FAR})
    return [absent] if bound is None or bound == ONGOING else [-FAR, 0, FAR]


def oracle(tenure: Tenure, position: int) -> Certainty | None:
    """Say whether a tenure holds at a position by trying every beginning with every ending."""
    starts = readings(tenure.start, -FAR)
    ends = readings(tenure.end, FAR)
    if tenure.end is UNKNOWN:
        ends = [starts[0], *ends[1:]]
    answers = {start <= position < end for start, end in product(starts, ends)}
    if answers == {True}:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if True in answers else None


@at_most(300)
@given(
    st.lists(st.tuples(VAGUE, VAGUE, st.sampled_from(("ceo", "cto"))), min_size=1, max_size=4),
    st.lists(st.sampled_from((*GRID, "1999", "2003", "2001-01-01")), min_size=1, max_size=3),
)
def test_charts_agree_with_trying_every_beginning_and_ending(
    ends: list[tuple[str | None, str | None, str]], moments: list[str]
) -> None:
    """Who holds a post by all readings of its ends is sure; by some, possible; by none, absent."""
    history = told(
        *(
            Tenure(f"p{place}", post, start=start, end=end)
            for place, (start, end, post) in enumerate(ends)
        )
    )
    for moment in moments:
        chart = history.at(moment)
        position = When(moment, "UTC").close
        expected = {one.person: oracle(one, position) for one in history.tenures}
        found = {one.person: one.certainty for one in chart.tenures}
        assert {who: sure for who, sure in expected.items() if sure} == found


def test_ends_that_are_no_dates_are_told_on_cards_and_in_sentences() -> None:
    """Not known, still going and not stated read differently; only what is stated is said."""
    for end, words in (
        (UNKNOWN, "ended, not known when"),
        (ONGOING, "still going"),
        (None, ""),
    ):
        chart = told(Tenure("ann", "ceo", start="2005", end=end)).at("2006")
        for text in (draw(chart).text(), diff(Snapshot.build(), chart).describe()):
            assert [word in text for word in WORDS] == [word == words for word in WORDS]


WORDS = ("ended, not known when", "still going")
