"""`History`: building, asking, growing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from orgchart import (
    ONGOING,
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    ChangeKind,
    History,
    InvalidValueError,
    InvalidWhenError,
    Leave,
    Period,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Source,
    Tenure,
    Unit,
    UnknownIdError,
    Vacancy,
    When,
    check,
    diff,
)
from orgchart.io import dumps, loads

#: A chief who comes in spring 2019, goes one November noon, is followed by an interim and returns.
HISTORY = History.build(
    name="Acme",
    zone="America/Los_Angeles",
    people=[
        Person("ann", "Ann Lee", end="2021-01-01"),
        Person("ann", "Ann Ash", start="2021-01-01"),
        Person("bob", "Bob"),
        Person("idle", "Idle"),
    ],
    units=[Unit("acme", "Acme", start="2015-12")],
    posts=[Post("ceo", "CEO", unit="acme"), Post("cto", "CTO", unit="acme", start="2020-01-01")],
    tenures=[
        Tenure("ann", "ceo", start="2019-03", end="2023-11-17T12:28-08:00"),
        Tenure("bob", "ceo", start="2023-11-17T12:28-08:00", end="2023-11-19", kind="interim"),
        Tenure("ann", "ceo", start="2023-11-22"),
        Tenure("bob", "cto", start="2020-01-01"),
    ],
    lines=[ReportingLine("cto", "ceo"), ReportingLine("ceo", None)],
    leaves=[Leave("bob", start="2022-06-01", end="2022-09-01")],
    sources=[Source("ft", published="2023-11-18")],
)


def chiefs(moment: str | date | When) -> list[str]:
    """Return who holds the first post at a moment."""
    return [held.person for held in HISTORY.at(moment).holders("ceo")]


class TestAt:
    """The chart at the close of what is asked."""

    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2010", []),
            ("2019-02-28", []),
            ("2019-03-01", ["ann"]),
            ("2023-11-16", ["ann"]),
            ("2023-11-17T12:27-08:00", ["ann"]),
            ("2023-11-17T20:27Z", ["ann"]),
            ("2023-11-17T12:28-08:00", ["bob"]),
            ("2023-11-17T12:28", ["bob"]),
            ("2023-11-17T20:28Z", ["bob"]),
            ("2023-11-18T04:28+08:00", ["bob"]),
            ("2023-11-17", ["bob"]),
            ("2023-11-18", ["bob"]),
            ("2023-11-19", []),
            ("2023-11-21", []),
            ("2023-11-22", ["ann"]),
            ("2023-11", ["ann"]),
            ("2023", ["ann"]),
            ("end of 2023", ["ann"]),
            (date(2023, 11, 17), ["bob"]),
            (datetime(2023, 11, 17, 20, 27, tzinfo=UTC), ["ann"]),
            (datetime(2023, 11, 17, 12, 28), ["bob"]),  # noqa: DTZ001 - a clock time in the zone
            (When("2023-11-18", "Asia/Tokyo"), ["bob"]),
            (When("2023-11-17", "Asia/Tokyo"), ["ann"]),
        ],
        ids=repr,
    )
    def test_who(self, moment: str | date | When, expected: list[str]) -> None:
        """Days close at midnight in the zone of the history; instants are the same anywhere."""
        assert expected == chiefs(moment)

    def test_vague_days(self) -> None:
        """On a day within a vague start the tenure is possible."""
        (held,) = HISTORY.at("2019-03-15").holders("ceo")
        assert Certainty.POSSIBLE is held.certainty
        (held,) = HISTORY.at("2019-03").holders("ceo")
        assert Certainty.CERTAIN is held.certainty

    def test_versions(self) -> None:
        """Of several versions of a person the one in force is shown."""
        assert "Ann Lee" == HISTORY.at("2020").people["ann"].name
        assert "Ann Ash" == HISTORY.at("2021").people["ann"].name

    def test_inherited_lives(self) -> None:
        """A post lives as long as its unit, a line as long as its post."""
        assert [] == list(HISTORY.at("2014").posts)
        assert ["ceo"] == list(HISTORY.at("2016").posts)
        assert ["ceo"] == [line.post for line in HISTORY.at("2016").lines]
        assert ["ceo", "cto"] == list(HISTORY.at("2020").posts)
        assert ("cto",) == HISTORY.at("2020").reports_to("ceo")

    def test_people_without_posts(self) -> None:
        """Who holds nothing and is not on leave is not on the chart."""
        assert "idle" not in HISTORY.at("2022").people
        assert (1, 0) == tuple(len(HISTORY.at(day).leaves) for day in ("2022-08-31", "2022-09-01"))

    @pytest.mark.parametrize("moment", ["soon", "[2023..]", "9999", 2023, None])
    def test_refused(self, moment: Any) -> None:  # noqa: ANN401 - so meant
        """What is no moment or has no end cannot be asked for."""
        with pytest.raises(InvalidWhenError):
            HISTORY.at(moment)

    def test_a_query_that_the_clocks_skip(self) -> None:
        """A clock time that the zone of the history skips cannot be asked for."""
        with pytest.raises(InvalidWhenError, match="skip"):
            HISTORY.at("2024-03-10T02:30")


class TestZones:
    """Histories with, without and between zones."""

    FLOATING = History.build(tenures=[Tenure("ann", "ceo", start="2020-01-01", end="2020-02-01")])

    def test_floating(self) -> None:
        """Without a zone, dates are local dates and are asked for with local dates."""
        assert 1 == len(self.FLOATING.at("2020-01-31").tenures)
        assert 0 == len(self.FLOATING.at("2020-02-01").tenures)
        assert 1 == len(self.FLOATING.at("2020-01-31T23:59").tenures)
        assert all(when.floating for when in self.FLOATING.dates())
        with pytest.raises(InvalidWhenError, match="dates have no time zone"):
            self.FLOATING.at("2020-01-31T12:00Z")

    def test_offsets_only(self) -> None:
        """A history of instants without a zone cannot be asked for a day."""
        stated = History.build(tenures=[Tenure("ann", "ceo", start="2020-01-01T12:00Z")])
        assert 1 == len(stated.at("2020-01-01T12:00Z").tenures)
        with pytest.raises(InvalidWhenError, match="it has no time zone"):
            stated.at("2020-01-01")
        assert stated == loads(dumps(stated))

    def test_mixtures(self) -> None:
        """Dates with and without a zone cannot stand in one history without a zone."""
        with pytest.raises(InvalidWhenError, match="give the history a zone"):
            History.build(tenures=[Tenure("ann", "ceo", start="2020", end="2021-01-01T12:00Z")])

    def test_no_dates(self) -> None:
        """A history without dates takes any question."""
        bare = History.build(posts=[Post("ceo", "CEO")])
        assert () == bare.dates()
        assert bare.at("2020") == bare.at("2020-01-01T12:00Z")

    def test_a_zone_in_brackets_counts(self) -> None:
        """A date with its own zone keeps it in a history of another."""
        there = History.build(
            zone="America/Los_Angeles",
            tenures=[Tenure("ann", "ceo", start="2020-01-02[Asia/Tokyo]")],
        )
        assert 1 == len(there.at("2020-01-02T00:00+09:00").certain().tenures) + 1
        assert 1 == len(there.at("2020-01-02T15:00Z").certain().tenures)
        assert there == loads(dumps(there))

    @pytest.mark.parametrize("zone", ["Mars/Olympus", "PST", "", "localtime", ["UTC"], 3])
    def test_unknown_zones(self, zone: object) -> None:
        """A history in no known zone is refused."""
        given: Any = zone
        with pytest.raises(InvalidValueError, match="no such time zone"):
            History.build(zone=given)

    def test_clock_times_that_are_skipped(self) -> None:
        """A fact at a clock time that the zone skips is refused."""
        with pytest.raises(InvalidWhenError, match="skip this local time"):
            History.build(zone="Europe/London", people=[Person("a", "A", start="2024-03-31T01:30")])


class TestLives:
    """Whose life is whose."""

    def test_life_of(self) -> None:
        """The life of a post or unit spans its versions and inherits."""
        assert Period(When("2015-12", HISTORY.zone)) == HISTORY.life_of("ceo")
        assert Period(When("2020-01-01", HISTORY.zone)) == HISTORY.life_of("cto")
        assert Period(When("2015-12", HISTORY.zone)) == HISTORY.life_of("acme")
        with pytest.raises(UnknownIdError) as caught:
            HISTORY.life_of("cfo")
        assert caught.value.nearest

    def test_units_inherit_from_units(self) -> None:
        """A unit lives as long as its parent, through any depth, and a circle of them ends."""
        units = [Unit(f"u{n}", "x", parent=f"u{n + 1}") for n in range(2000)]
        deep = History.build(units=[*units, Unit("u2000", "x", start="2015", end="2020")])
        assert Period("2015", "2020") == deep.life_of("u0")
        circle = History.build(
            units=[Unit("a", "A", parent="b"), Unit("b", "B", parent="a", end="2020")]
        )
        assert {"a", "b"} == set(circle.at("2019").units)

    def test_leaves_inherit(self) -> None:
        """A leave without dates lasts as long as the post or what the person holds."""
        there = History.build(
            posts=[Post("p", "P")],
            tenures=[Tenure("a", "p", start="2020-01-01", end="2021-01-01")],
            leaves=[Leave("a"), Leave("b")],
        )
        assert (Leave("a"), Leave("b")) == tuple(
            Leave(leave.person) for leave in there.at("2020").leaves
        )
        assert ["b"] == [leave.person for leave in there.at("2021").leaves]

    def test_lines_end_with_their_manager(self) -> None:
        """A line lives no longer than the post it goes to, and is no surer than its post."""
        there = History.build(
            posts=[Post("p", "P", start="2020"), Post("m", "M", start="2020-06", end="2022-01-01")],
            lines=[ReportingLine("p", "m")],
        )
        assert ("p",) == there.at("2021").reports_to("m")
        assert () == there.at("2022").lines
        chart = there.at("2020-07")
        assert Certainty.POSSIBLE is chart.posts["p"].certainty
        assert Certainty.POSSIBLE is chart.lines[0].certainty

    def test_stated_to_go_on(self) -> None:
        """What is stated to go on does, whatever becomes of the things around it."""
        there = History.build(
            posts=[Post("p", "P", end="2020-01-01")],
            tenures=[Tenure("a", "p", start="2018", end=ONGOING), Tenure("b", "p", start="2018")],
        )
        assert ["a"] == [held.person for held in there.at("2021").tenures]


class TestDates:
    """When answers change."""

    def test_a_change_has_the_date_that_its_facts_take_over(self) -> None:
        """Nobody states the dates of the line and of the tenure: they are those of the post."""
        history = History.build(
            zone="Europe/Berlin",
            posts=[Post("ceo", "CEO"), Post("cfo", "CFO", start="2020-03-01", end="2021-05-01")],
            lines=[ReportingLine("cfo", "ceo")],
            tenures=[Tenure("ann", "cfo")],
        )
        told = [(str(change.at), str(change)) for change in history.changes("2019", "2022")]
        assert told == [
            ("2020-03-01", "ann joined as CFO."),
            ("2020-03-01", "CFO was created, held by ann."),
            ("2021-05-01", "ann, CFO, left."),
            ("2021-05-01", "CFO was abolished."),
        ]

    @pytest.mark.parametrize("start", ["2020-06-01T00:00Z", "2020-06-01", "2020-06"])
    def test_a_rumour_that_goes_on_is_no_date(self, start: str) -> None:
        """Where a possible fact ends and one that shows the same may begin, nothing changes."""
        history = History.build(
            zone="UTC",
            posts=[Post("ceo", "Chief")],
            tenures=[
                Tenure(
                    "ann",
                    "ceo",
                    start="2019-01-01T00:00Z",
                    end="2020-06-01T00:00Z",
                    certainty="possible",
                ),
                Tenure("ann", "ceo", start=start, certainty="possible"),
            ],
        )
        assert ["2019-01-01T00:00+00:00"] == [str(when) for when in history.dates()]

    def test_dates(self) -> None:
        """Each change has an instant, in the zone of the history."""
        found = [str(when) for when in HISTORY.dates()]
        assert "2015-12-01T00:00-08:00" == found[0]
        assert "2023-11-17T12:28-08:00" in found
        assert sorted(found) == found

    def test_nothing_that_shows(self) -> None:
        """A tenure that one record ends and another takes up, or nobody holds, changes nothing."""
        there = History.build(
            posts=[Post("p", "P")],
            people=[Person("a", "A", start="1980"), Person("z", "Z", start="2000")],
            tenures=[
                Tenure("a", "p", start="2020-01-01T12:00", end="2021-01-01T12:00"),
                Tenure("a", "p", start="2021-01-01T12:00", end="2022-01-01T12:00"),
            ],
        )
        assert ["2020-01-01T12:00", "2022-01-01T12:00"] == [str(when) for when in there.dates()]

    def test_changes(self) -> None:
        """Changes between two moments come date by date, each with its date as written."""
        told = tuple(HISTORY.changes("2023-11-16", "2023-11-22"))
        assert all(change.at is not None for change in told)
        found = [(str(change.at), change.kind, change.people) for change in told]
        noon = "2023-11-17T12:28-08:00"
        assert (noon, ChangeKind.LEFT, ("ann",)) in found
        assert (noon, ChangeKind.INTERIM_BEGAN, ("bob",)) in found
        assert any(not at.startswith(noon) for at, *_ in found)
        assert [] == list(HISTORY.changes("2023-11-22", "2023-11-16"))
        assert [] == list(HISTORY.changes("2023-11-18", "2023-11-18"))

    def test_the_last_day_counts(self) -> None:
        """What is over at the close of the last day is told."""
        there = History.build(
            zone="UTC",
            people=[Person("a", "A")],
            posts=[Post("p", "P")],
            tenures=[Tenure("a", "p", start="2020-01-01", end="2023-11-17")],
        )
        told = tuple(there.changes("2023-11-16", "2023-11-17"))
        assert ChangeKind.LEFT in [change.kind for change in told]
        assert [] == list(there.changes("2023-11-17", "2023-11-18"))
        assert [] == list(there.changes("2023-11-17", "2023-11-18T00:00Z"))

    def test_what_only_the_close_of_a_month_shows(self) -> None:
        """A month that surely saw a start and no end is told, though no instant in it is sure."""
        there = History.build(zone="UTC", units=[Unit("u", "U", start="2019-01", end="2019-02-01")])
        assert there.diff("2019-01-30", "2019-01-31")
        (change,) = there.changes("2019-01-30", "2019-01-31")
        assert "2019-01" == str(change.at)

    def test_diff(self) -> None:
        """The difference of two moments is that of their charts and says its span."""
        change = HISTORY.diff("2023-11-16", "2023-11-18")
        assert diff(HISTORY.at("2023-11-16"), HISTORY.at("2023-11-18")) == change
        assert change.describe().startswith("2023-11-16 to 2023-11-18:\nAnn Ash, CEO, left Acme.")
        nothing = HISTORY.diff("2022-10", "2022-11")
        assert "2022-10 to 2022-11:\nNo change." == str(nothing)
        assert "<Diff of <Snapshot of Acme at 2022-10" in repr(nothing)


class TestPeopleAndPosts:
    """Careers and successions."""

    def test_careers(self) -> None:
        """A career is what a person held in order of starts; strangers are refused."""
        found = [(held.post, str(held.start)) for held in HISTORY.careers("ann")]
        assert [("ceo", "2019-03"), ("ceo", "2023-11-22")] == found
        assert () == HISTORY.careers("idle")
        with pytest.raises(UnknownIdError, match="there is no person 'an'"):
            HISTORY.careers("an")

    def test_succession(self) -> None:
        """A succession has a vacancy for each sure gap, at either end too."""
        zone = HISTORY.zone
        found = [
            (each.since, each.until) if isinstance(each, Vacancy) else each.person
            for each in HISTORY.succession("ceo")
        ]
        gap = (When("2023-11-19", zone), When("2023-11-22", zone))
        first = (When("2015-12", zone), When("2019-03", zone))
        assert [first, "ann", "bob", gap, "ann"] == found
        with pytest.raises(UnknownIdError, match="there is no post 'cfo'"):
            HISTORY.succession("cfo")

    @pytest.mark.parametrize(
        ("tenures", "expected"),
        [
            ([], "-"),
            ([("a", "2020", None)], "-a"),
            ([("a", None, None)], "a"),
            ([("a", UNKNOWN, "2020")], "a-"),
            ([("a", None, "2020"), ("b", "2020", None)], "ab"),
            ([("a", None, "2020-01"), ("b", "2020-03", None)], "a-b"),
            ([("a", None, UNKNOWN), ("b", "2020-03", None)], "ab"),
            ([("a", None, "2021"), ("b", "2019", "2020"), ("c", "2022", None)], "ab-c"),
        ],
        ids=repr,
    )
    def test_gaps(self, tenures: list[tuple[str, str | None, str | None]], expected: str) -> None:
        """A gap counts when nobody can have sat in the post."""
        held = [Tenure(person, "p", start=start, end=end) for person, start, end in tenures]
        there = History.build(posts=[Post("p", "P")], tenures=held)
        signs = (
            "-" if isinstance(each, Vacancy) else each.person for each in there.succession("p")
        )
        assert expected == "".join(signs)

    def test_advisers_fill_no_gap(self) -> None:
        """Advisers stand in a succession and fill no gap in it."""
        there = History.build(
            posts=[Post("p", "P", start="2020", end="2022")],
            tenures=[Tenure("a", "p", kind="adviser"), Tenure(UNDISCLOSED, "p", end="2021")],
        )
        kinds = [type(each).__name__ for each in there.succession("p")]
        assert ["Tenure", "Tenure", "Vacancy"] == kinds

    def test_a_post_that_only_tenures_mention(self) -> None:
        """A succession can be asked of a post without a record."""
        there = History.build(tenures=[Tenure("a", "p", start="2020")])
        assert 2 == len(there.succession("p"))


class TestGrowing:
    """Histories made of other histories."""

    def test_with_facts(self) -> None:
        """Further facts come in their places; the history itself stays as it is."""
        grown = HISTORY.with_facts(
            Person("cem", "Cem"), Tenure("cem", "cto"), sources=[Source("ap")]
        )
        assert ["ann", "ann", "bob", "cem", "idle"] == [person.id for person in grown.people]
        assert ["ap", "ft"] == [source.id for source in grown.sources]
        assert 4 == len(HISTORY.people)
        assert HISTORY.name == grown.name

    def test_the_very_same_fact_once_more(self) -> None:
        """A fact of the history that is given again becomes a second one, told apart from it."""
        line = HISTORY.lines[0]
        one, two = (each for each in HISTORY.with_facts(line).lines if each == line)
        assert one is not two

    def test_dates_of_another_kind(self) -> None:
        """Further facts keep to the history's kind of dates: all local, or none."""
        local = History.build(tenures=[Tenure("ann", "ceo", start="2020")])
        with pytest.raises(InvalidWhenError, match="give the history a zone"):
            local.with_facts(Tenure("bob", "ceo", start="2020-01-01T12:00Z"))

    def test_a_source_given_twice(self) -> None:
        """The same source can be given again; another with its id cannot."""
        source = Source("ft", published="2023-11-18")
        assert HISTORY == HISTORY.with_facts(sources=[source])
        with pytest.raises(InvalidValueError, match="another source has that id"):
            HISTORY.with_facts(sources=[Source("ft", published="2023-11-19")])

    def test_without(self) -> None:
        """A fact is taken out once; one that is not there is refused."""
        line = ReportingLine("cto", "ceo")
        twice = HISTORY.with_facts(line)
        assert HISTORY == twice.without(line)
        assert 1 == len(twice.without(line, line).lines)
        with pytest.raises(UnknownIdError, match="there is no tenure 'ann cto'"):
            HISTORY.without(Tenure("ann", "cto"))
        dated = Tenure("bob", "cto", start="2020-01-01")
        assert 3 == len(HISTORY.without(dated).tenures)

    def test_facts(self) -> None:
        """All facts come kind by kind, with the periods they are in force where asked."""
        kinds = list(dict.fromkeys(fact.kind_name for fact in HISTORY.facts))
        assert ["person", "unit", "post", "tenure", "line", "leave"] == kinds
        lived = dict(HISTORY.lived())
        assert len(list(HISTORY.facts)) == len(lived)
        assert Period(When("2015-12", HISTORY.zone)) == lived[ReportingLine("ceo", None)]

    def test_repr(self) -> None:
        """A history shows its name and size."""
        assert "<History of Acme: 4 people, 2 posts, 4 tenures>" == repr(HISTORY)
        assert "<History: 0 people, 0 posts, 0 tenures>" == repr(History.build())

    def test_half_characters(self) -> None:
        """A name that no file can hold is refused."""
        with pytest.raises(InvalidValueError, match="half a character"):
            History.build(name="\ud800")

    def test_it_is_sound(self) -> None:
        """The history of these tests breaks no rule."""
        assert not check(HISTORY), str(check(HISTORY))


A = Snapshot.build(posts=[Post("p", "A")], name="First")
B = Snapshot.build(posts=[Post("p", "B")], name="Second")


class TestFromSnapshots:
    """Histories made of charts at dates."""

    @pytest.mark.parametrize(
        ("zone", "first", "second"),
        [
            (None, "2023-01-31", "2023-02-28"),
            ("UTC", "2023-01-31", "2023-02-28"),
            ("UTC", "2022", "2023-01"),
            ("UTC", "2022", "2023-01-01T00:00Z"),
            ("America/Los_Angeles", "2023-11-16", "2023-11-17T12:28-08:00"),
            ("America/Los_Angeles", "2023-11-17T12:28-08:00", "2023-11-30"),
            ("America/Los_Angeles", "2023-11-17T12:28", "2023-11-17T12:28:00.000001"),
            ("America/New_York", "2020-01-01[Europe/London]", "2023"),
            ("America/New_York", "2020-01-01", "2023[Europe/London]"),
            ("America/New_York", "2020-01-01[Europe/London]", "2020-01-01"),
            ("Europe/Amsterdam", "1850", "1860"),
            ("UTC", "2020~", "2023?"),
            ("UTC", "[2020..2021]", "[..2022]"),
            ("UTC", "early 2020", "end of 2020"),
            ("America/Sao_Paulo", "2017-10-14", "2017-10-15"),
            ("Pacific/Apia", "2011-12-29", "2011-12-31"),
            ("UTC", "9999-12-29", "9999-12-30"),
            ("UTC", "0001", "0002"),
            (None, date(2020, 1, 1), datetime(2020, 1, 2)),  # noqa: DTZ001 - local dates
        ],
        ids=repr,
    )
    def test_charts_come_back(
        self, zone: str | None, first: str | date, second: str | date
    ) -> None:
        """Each chart comes back at its date, also from a file, whatever the dates look like."""
        made = History.from_snapshots({second: B, first: A}, zone=zone)
        for history in (made, again(made)):
            assert A == history.at(first)
            assert B == history.at(second)
            assert "Second" == history.name

    def test_in_between(self) -> None:
        """Between two dates both readings are possible, before the first everything is."""
        history = History.from_snapshots({"2020": A, "2022": B}, zone="UTC", name="Mine")
        found = {when: [post.title for post in facts(history, when)] for when in ("2019", "2021")}
        assert {"2019": ["A"], "2021": ["A", "B"]} == found
        assert () == facts(history, "2019", certain=True)
        assert ["B"] == [post.title for post in facts(history, "2030", certain=True)]
        assert "Mine" == history.name

    def test_none_and_one(self) -> None:
        """No charts make an empty history, one chart makes one that stays."""
        assert History.build() == History.from_snapshots({})
        assert A == History.from_snapshots({"2020": A}).at("2030")

    def test_what_comes_back_after_a_gap(self) -> None:
        """What is on the first and the third chart and not on the second has two periods."""
        history = History.from_snapshots({"2020": A, "2021": Snapshot.build(), "2022": A})
        assert 2 == len(history.posts)
        assert not history.at("2021").facts

    @pytest.mark.parametrize(
        "charts",
        [
            {"soon": A},
            {"2020": A, "2020-12-31": B},
            {"2020": A, "2020-12": B},
            {"9999": A},
            {"[2020..]": A},
            {2020: A},
        ],
        ids=repr,
    )
    def test_refused(self, charts: dict[str | int, Snapshot]) -> None:
        """Dates that are none, have no end or close at one instant are refused."""
        with pytest.raises(InvalidWhenError):
            History.from_snapshots(charts)


def again(history: History) -> History:
    """Return a history after a journey through text."""
    return loads(dumps(history))


def facts(history: History, moment: str, *, certain: bool = False) -> tuple[Post, ...]:
    """Return the posts of a chart, every version, in order of titles."""
    chart = history.at(moment).certain() if certain else history.at(moment)
    found = [fact for fact in chart.facts.values() if isinstance(fact, Post)]
    return tuple(sorted(found, key=lambda post: post.title))


@pytest.mark.parametrize(
    "build",
    [
        lambda: History.build(sources=[Source("s", title="a"), Source("s", title="b")]),
        lambda: History.build(name="\udc00"),
    ],
    ids=["two-sources", "half-a-character"],
)
def test_refused_histories(build: Callable[[], History]) -> None:
    """What no history can have is refused by name."""
    with pytest.raises(InvalidValueError):
        build()


def test_charts_of_claimed_facts_come_back() -> None:
    """A claim id says nothing of a chart: a fact seen possible, then certain, is no rival."""
    held = Tenure("ann", "ceo", start="2020", claim="first", sources=["ap"])
    told = History.build(
        zone="UTC", people=[Person("ann", "Ann")], posts=[Post("ceo", "CEO")], tenures=[held]
    )
    charts = {day: told.at(day) for day in ("2019", "2020-06", "2021")}
    again = History.from_snapshots(charts, zone="UTC")
    assert charts == {day: again.at(day) for day in charts}
