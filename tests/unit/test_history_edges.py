"""`History` at its edges: beginnings that count, other policies, facts taken out."""

from collections.abc import Callable
from typing import Any

import pytest

from orgchart import (
    ChangeKind,
    Fact,
    History,
    InvalidValueError,
    InvalidWhenError,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Source,
    Tenure,
    Unit,
    UnknownIdError,
    When,
    prefer,
)

ANN = Person("ann", "Ann", names={"de": "Anne"})
CEO = Post("ceo", "Chief", titles={"de": "Chefin"})
MIDNIGHT = "2020-01-01T00:00Z"
SPAN = "2019-12-30", "2021"


def told(*facts: Tenure, **options: Any) -> History:  # noqa: ANN401 - any part of a history
    """Return a history of a post and who held it."""
    return History.build(zone="UTC", people=[ANN], posts=[CEO], tenures=facts, **options)


class TestChanges:
    """What happened between two moments."""

    def test_the_beginning_counts_where_asked(self) -> None:
        """What happens at the first instant of a day is of that day, and only if asked for."""
        history = told(Tenure("ann", "ceo", start=MIDNIGHT))
        for start, inclusive, expected in (
            ("2020-01-01", True, 1),
            ("2020-01-01", False, 0),
            ("2019-12-31", False, 1),
            ("2020-01-02", True, 0),
            (MIDNIGHT, True, 1),
            (MIDNIGHT, False, 0),
            ("2020-01-01T00:00:00.000001Z", True, 0),
        ):
            found = list(history.changes(start, "2021", inclusive=inclusive))
            assert (start, inclusive, expected) == (start, inclusive, len(found))
        (change,) = history.changes("2020", "2021", inclusive=True)
        assert ChangeKind.JOINED is change.kind
        assert When("2020-01-01T00:00+00:00").low == (change.at or When("1900", "UTC")).low

    def test_what_closed_before_is_not_told_again(self) -> None:
        """What has passed with the close of a year is of that year, and not of the next."""
        history = told(Tenure("ann", "ceo", start="2019"))
        for start, end, expected in (("2019", "2019", 1), ("2020", "2021", 0), ("2018", "2021", 1)):
            found = list(history.changes(start, end, inclusive=True))
            assert (start, expected) == (start, len(found))

    def test_in_a_language(self) -> None:
        """Names and titles come in a language where there are some."""
        history = told(Tenure("ann", "ceo", start="2020-05-01"))
        (plain,) = history.changes("2019", "2021")
        (german,) = history.changes("2019", "2021", lang="de")
        assert "Ann " in plain.sentence
        assert "Anne " in german.sentence
        assert "Chefin" in german.sentence
        assert plain == german

    def test_in_order_of_people(self) -> None:
        """What happened of one kind is told person by person, whatever their posts are called."""
        history = told(
            Tenure("ann", "z", start="2020-05-01"), Tenure("bob", "a", start="2020-05-01")
        )
        joined = [(change.kind, change.people, change.posts) for change in history.changes(*SPAN)]
        assert [
            (ChangeKind.JOINED, ("ann",), ("z",)),
            (ChangeKind.JOINED, ("bob",), ("a",)),
        ] == joined

    def test_a_board_of_newcomers(self) -> None:
        """Who came and who went is told of each of them, and then once of the board."""
        history = History.build(
            zone="UTC",
            units=[Unit("board", "Board", kind="board", parent="acme"), Unit("acme", "Acme")],
            posts=[Post("director", "Director", unit="board", seats=None)],
            tenures=[
                Tenure("ann", "director", end=MIDNIGHT),
                Tenure("bob", "director", start=MIDNIGHT),
            ],
        )
        found = [(change.kind, change.people, change.units) for change in history.changes(*SPAN)]
        assert [
            (ChangeKind.JOINED, ("bob",), ("acme",)),
            (ChangeKind.LEFT, ("ann",), ("acme",)),
            (ChangeKind.BODY_RECONSTITUTED, (), ("board",)),
        ] == found


class TestDates:
    """When answers change."""

    @pytest.mark.parametrize(
        "fact",
        [
            Person("ann", "Ann Ash", start=MIDNIGHT),
            Unit("acme", "Acme", start=MIDNIGHT),
            Post("cto", "Technology", start=MIDNIGHT),
            Tenure("ann", "cfo", start=MIDNIGHT),
            ReportingLine("cfo", "ceo", start=MIDNIGHT),
            Leave("ann", start=MIDNIGHT),
        ],
        ids=lambda fact: fact.kind_name,
    )
    def test_facts_of_every_kind(self, fact: Fact) -> None:
        """Whatever begins, begins at a date, and the chart is another one from then on."""
        history = History.build(
            zone="UTC", posts=[CEO, Post("cfo", "Finance")], tenures=[Tenure("ann", "ceo")]
        ).with_facts(fact)
        (date,) = history.dates()
        assert When(MIDNIGHT).low == date.low
        assert history.at("2019-12-31") != history.at(date)
        assert history.at("2030") == history.at(date)


class TestCharts:
    """What charts carry of the history they are taken from."""

    def test_carried(self) -> None:
        """A chart has the history's name and zone, the moment asked, and the day of knowledge."""
        history = told(Tenure("ann", "ceo", start="2020"), name="Acme")
        moment = When("2020-06", "UTC")
        for chart in (history.at("2020-06"), history.diff("2020-06", "2021").before):
            assert ("Acme", "UTC", moment, None) == (chart.name, chart.zone, chart.at, chart.known)
        known = history.known_on("2021")
        assert When("2021", "UTC") == known.known == known.at("2020-06").known

    def test_of_charts_by_moment(self) -> None:
        """Charts are given by moment; a list of them, or another value among them, is refused."""
        chart = Snapshot.build(posts=[CEO], name="Acme")
        history = History.from_snapshots({"2020-01-01": chart}, zone="UTC")
        assert ("Acme", "UTC") == (history.name, history.zone)
        assert "Bell" == History.from_snapshots({"2020-01-01": chart}, name="Bell").name
        assert "" == History.from_snapshots({}).name
        wrong: list[tuple[Any, str]] = [
            ([chart], "a history: snapshots .*give them by moment"),
            ({"2020": "chart"}, "chart"),
        ]
        for charts, reason in wrong:
            with pytest.raises(InvalidValueError, match=reason):
                History.from_snapshots(charts)

    def test_moments_with_and_without_a_zone(self) -> None:
        """A history without a zone is asked with dates without one, and says which side lacks."""
        floating = History.build(tenures=[Tenure("ann", "ceo", start="2020")])
        assert 1 == len(floating.at("2021").tenures)
        with pytest.raises(InvalidWhenError, match="the history's dates have no time zone"):
            floating.at(MIDNIGHT)
        placed = History.build(tenures=[Tenure("ann", "ceo", start=MIDNIGHT)])
        with pytest.raises(InvalidWhenError, match="it has no time zone"):
            placed.at("2021")


class TestPolicies:
    """Which of several rival claims charts show."""

    def test_another_choice(self) -> None:
        """A history with another policy has that one, and is otherwise the same."""
        sources = [Source("old", published="2020"), Source("new", published="2021")]
        history = told(
            Tenure("ann", "ceo", start="2010", sources=("old",), claim="x"),
            Tenure("ann", "ceo", start="2015", sources=("new",), claim="y"),
            sources=sources,
            name="Acme",
        )
        other = prefer("old")
        again = history.with_policy(other)
        assert other == again.policy
        assert other != history.policy
        assert ("Acme", "UTC", history.tenures, history.sources) == (
            again.name,
            again.zone,
            again.tenures,
            again.sources,
        )
        assert history == again.with_policy(history.policy)


class TestFacts:
    """Facts put in and taken out."""

    def test_each_is_taken_out_once(self) -> None:
        """Of two equal facts one stays; what is not there is refused, and nothing taken out."""
        tenure = Tenure("ann", "ceo", start="2020")
        history = told(tenure, tenure)
        assert 2 == len(history.tenures)
        assert 1 == len(history.without(tenure).tenures)
        assert 0 == len(history.without(tenure, tenure).tenures)
        with pytest.raises(UnknownIdError, match="tenure 'ann ceo' in the history"):
            history.without(tenure, tenure, tenure)
        other = Tenure("bob", "ceo", start="2020")
        with pytest.raises(UnknownIdError, match="tenure 'bob ceo' in the history"):
            history.without(tenure, other)
        assert ("UTC", history.posts) == (history.without(tenure).zone, history.posts)

    def test_the_first_that_is_missing_is_named(self) -> None:
        """The first in order of facts: the same one, however they are given."""
        history = told(Tenure("ann", "ceo"))
        missing = [Tenure("bob", "ceo"), Tenure("cy", "ceo"), Tenure("dee", "ceo")]
        for given in (missing, missing[::-1]):
            with pytest.raises(UnknownIdError, match="tenure 'bob ceo' in the history"):
                history.without(*given)

    def test_what_is_left_is_chosen_between_as_before(self) -> None:
        """Who takes facts out keeps the policy, and what charts show by it."""
        old, new, third = (
            Tenure("ann", "ceo", title=title, sources=(source,), claim="x")
            for title, source in (("A", "old"), ("B", "new"), ("C", "third"))
        )
        sources = [Source("old", published="2020"), Source("new", published="2021")]
        history = told(old, new, third, sources=sources, policy=prefer("old"))
        left = history.without(third)
        assert (prefer("old"), history.sources) == (left.policy, left.sources)
        assert ["A"] == [held.title for held in left.at("2020").tenures]

    def test_more_facts_and_sources(self) -> None:
        """Facts and sources are added to those there are."""
        history = told(sources=[Source("ft")]).with_facts(
            Tenure("ann", "ceo"), sources=[Source("nyt")]
        )
        assert ["ft", "nyt"] == [source.id for source in history.sources]
        assert 1 == len(history.tenures)

    def test_what_is_not_there(self) -> None:
        """Lives, careers and successions of ids that nothing has are refused with the nearest."""
        history = told(Tenure("bob", "cto")).with_facts(Unit("acme", "Acme", start="2000"))
        assert When("2000", "UTC") == history.life_of("acme").start
        for ask, wrong, near in (
            (history.life_of, "acne", "acme"),
            (history.life_of, "ceu", "ceo"),
            (history.careers, "anna", "ann"),
            (history.succession, "ceu", "ceo"),
        ):
            with pytest.raises(UnknownIdError, match=f"'{wrong}' in the history") as caught:
                ask(wrong)
            assert (near,) == caught.value.nearest
        assert () == history.careers("ann")
        assert 1 == len(history.careers("bob"))
        assert 1 == len([one for one in history.succession("cto") if isinstance(one, Tenure)])

    def test_shown(self) -> None:
        """A history shows its name and size, and is not less than another."""
        history = told(Tenure("ann", "ceo"), name="Acme")
        assert "<History of Acme: 1 people, 1 posts, 1 tenures>" == repr(history)
        assert "<History: 0 people, 0 posts, 0 tenures>" == repr(History.build())
        histories: list[Any] = [history, history]
        with pytest.raises(TypeError):
            sorted(histories)

    def test_a_zone_that_is_none(self) -> None:
        """A name that is no zone is refused, with an example of one that is."""
        with pytest.raises(InvalidValueError, match=r"there is no such time zone; .*Europe/London"):
            History.build(zone="Europe/Londn")


class TestTakenBack:
    """What all sources took back."""

    HISTORY = History.build(
        people=[Person("ann", "Ann", sources=["ap"], retracted_by=["ft"])],
        posts=[Post("ceo", "Chief", sources=["ap"], retracted_by=["ft"])],
        sources=[Source("ap"), Source("ft")],
    )

    def test_nothing_is_told_of_it(self) -> None:
        """A person and a post that were taken back have no career and no succession."""
        assert self.HISTORY.careers("ann") == ()
        assert self.HISTORY.succession("ceo") == ()

    def test_what_was_asked_is_no_remedy(self) -> None:
        """A post that was taken back has no life; the id that was asked for is not offered."""
        with pytest.raises(UnknownIdError) as caught:
            self.HISTORY.life_of("ceo")
        assert "did you mean" not in str(caught.value)


def _built_with(policy: Any) -> History:  # noqa: ANN401 - as callers without types
    return History.build(policy=policy)


@pytest.mark.parametrize("give", [_built_with, History.build().with_policy])
def test_a_policy_is_one(give: Callable[[Any], History]) -> None:
    """What is no policy is refused wherever it is given."""
    with pytest.raises(InvalidValueError, match="give a policy"):
        give(None)
