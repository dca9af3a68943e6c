"""`Snapshot` at its edges: several records of one id, what is carried along, what is stored."""

import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest

from orgchart import (
    UNKNOWN,
    Certainty,
    Fact,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    UnknownIdError,
    Vacancy,
    When,
    chain_of_command,
    reports_of,
)
from orgchart.lookups import Held
from orgchart.measures import layers

MAYBE = Certainty.POSSIBLE
AT, KNOWN = When("2023-11-16", "UTC"), When("2023-11-20", "UTC")
LEFT = When("2020", "UTC")

#: A chart that carries all that a chart can carry.
FULL = Snapshot.build(
    people=[Person("ann", "Ann"), Person("bob", "Bob"), Person("eve", "Eve")],
    units=[Unit("acme", "Acme"), Unit("lab", "Lab", parent="acme"), Unit("x", "X")],
    posts=[
        Post("ceo", "Chief", unit="acme"),
        Post("cto", "Technology", unit="lab"),
        Post("old", "Old seat", unit="lab"),
        Post("two", "Two", unit="lab", certainty="possible"),
    ],
    tenures=[Tenure("ann", "ceo"), Tenure("bob", "cto", certainty="possible")],
    lines=[
        ReportingLine("cto", "acme", kind="dotted"),
        ReportingLine("cto", "ceo"),
        ReportingLine("old", None),
    ],
    leaves=[Leave("eve")],
    name="Acme",
    at=AT,
    zone="UTC",
    known=KNOWN,
    disputed=[("post", "ceo")],
    vacant_since={"old": LEFT},
)


def carried(chart: Snapshot) -> tuple[object, ...]:
    """Return what a chart carries for display."""
    since = {vacancy.post: vacancy.since for vacancy in chart.vacancies}
    return chart.name, chart.at, chart.zone, chart.known, chart.disputed, since.get("old")


class TestCarried:
    """What is for display goes along with the facts."""

    def test_into_a_chart_like_another(self) -> None:
        """A chart made like another has its name, moments, zone, disputes and vacancies."""
        expected = ("Acme", AT, "UTC", KNOWN, frozenset({("post", "ceo")}), LEFT)
        assert expected == carried(FULL)
        again = Snapshot.from_facts(FULL.facts.values(), like=FULL)
        assert FULL == again
        assert expected == carried(again)
        assert expected == carried(FULL.certain())

    def test_into_no_other(self) -> None:
        """Without an example a chart carries nothing."""
        plain = Snapshot.from_facts(FULL.facts.values())
        assert FULL == plain
        assert ("", None, None, None, frozenset(), None) == carried(plain)

    def test_into_a_store(self) -> None:
        """A stored chart comes back with all of it."""
        again: Snapshot = pickle.loads(pickle.dumps(FULL))  # noqa: S301 - our own
        assert FULL == again
        assert hash(FULL) == hash(again)
        assert carried(FULL) == carried(again)
        assert FULL.facts == again.facts
        assert FULL.vacancies == again.vacancies

    def test_each_part_is_compared(self) -> None:
        """Charts that differ in one fact of any kind differ."""
        for key in FULL.facts:
            kept = (fact for other, fact in FULL.facts.items() if other != key)
            assert FULL != Snapshot.from_facts(kept, like=FULL), key
        assert FULL.__eq__(FULL) is True
        assert FULL == Snapshot.from_facts(FULL.facts.values())

    def test_certain_and_possible(self) -> None:
        """Each fact is in one of the two parts."""
        certain, possible = FULL.certain(), FULL.possible()
        assert {("post", "two"), ("tenure", "bob", "cto")} == set(possible.facts)
        # A person's record goes where the person's seat is.
        left = set(FULL.facts) - set(possible.facts) - {("person", "bob")}
        assert left == set(certain.facts)

    def test_charts_have_no_order(self) -> None:
        """No chart is less than another, and no vacancy."""
        charts: list[Any] = [FULL, FULL]
        vacancies: list[Any] = [Vacancy("p"), Vacancy("p")]
        for values in (charts, vacancies):
            with pytest.raises(TypeError):
                sorted(values)

    def test_what_is_no_chart(self) -> None:
        """A chart is not equal to another value, unless that value says so."""
        other: Any = "chart"
        assert False is (other == FULL)
        assert False is (FULL == other)
        assert FULL == ANY


class TestSeveral:
    """Several records or facts about one id."""

    def test_the_certain_incumbent_comes_first(self) -> None:
        """A certain holder comes before a possible one; an acting one is none."""
        held = [
            Tenure("a", "p", kind="acting"),
            Tenure("b", "p", certainty=MAYBE),
            Tenure("d", "p"),
            Tenure("c", "p"),
            Tenure("e", "p", certainty=MAYBE),
        ]
        for count, expected in ((1, None), (2, "b"), (3, "d"), (4, "c"), (5, "c")):
            chart = Snapshot.build(posts=[Post("p", "P")], tenures=held[:count])
            found = chart.incumbent("p")
            assert expected == (found and found.person)
            assert count == len(chart.holders("p"))

    def test_the_solid_line_is_the_line(self) -> None:
        """A dotted line is not a post's line, wherever it goes."""
        line = FULL.line_of("cto")
        assert line is not None
        assert "ceo" == line.manager
        dotted = Snapshot.build(
            posts=[Post("p", "P"), Post("q", "Q")], lines=[ReportingLine("p", "q", kind="dotted")]
        )
        assert dotted.line_of("p") is None
        assert dotted.manager_of("p") is None
        assert () == dotted.reports_to("q")
        assert ("p",) == dotted.reports_to("q", dotted=True)
        assert [MAYBE] == [
            line.certainty
            for line in Snapshot.build(lines=[ReportingLine("p", "q", certainty=MAYBE)]).lines_to(
                "q"
            )
        ]

    def test_a_post_before_a_unit(self) -> None:
        """A manager's id that a post and a unit have is the post's."""
        chart = Snapshot.build(
            posts=[Post("p", "P"), Post("a", "Post")],
            units=[Unit("a", "Unit")],
            lines=[ReportingLine("p", "a")],
        )
        assert chart.posts["a"] == chart.manager_of("p")

    def test_the_certain_record_of_a_manager(self) -> None:
        """Of several records of a manager the certain one is returned."""
        chart = Snapshot.build(
            posts=[Post("p", "P"), Post("q", "Maybe", certainty=MAYBE), Post("q", "Sure")],
            lines=[ReportingLine("p", "q")],
        )
        assert Post("q", "Sure") == chart.manager_of("p") == chart.posts["q"]

    def test_records_that_name_two_units(self) -> None:
        """A post is in the unit that its first record names."""
        chart = Snapshot.build(
            units=[Unit("a", "A"), Unit("b", "B")],
            posts=[
                Post("p", "P", unit="a"),
                Post("p", "P", unit="b", certainty=MAYBE),
                Post("q", "Q", unit="b"),
                Post("q", "Q", unit="b", certainty=MAYBE),
                Post("r", "R", unit="b"),
                Post("r", "R", unit="a", certainty=MAYBE),
            ],
        )
        assert (("p",), ("q", "r")) == (chart.posts_in("a"), chart.posts_in("b"))
        assert 3 == len(chart.posts)

    def test_units_in_a_row(self) -> None:
        """The organisation is at the top, however far up; a post is in one unit alone."""
        units = [Unit(str(n), str(n), parent=str(n + 1)) for n in range(5)]
        chart = Snapshot.build(units=[*units, Unit("5", "5")], posts=[Post("p", "P", unit="0")])
        assert "5" == chart.organization_of("p")
        assert (("p",), ()) == (chart.posts_in("0"), chart.posts_in("1"))
        assert ("cto", "old", "two") == FULL.posts_in("lab")

    def test_circles_of_units_have_a_top(self) -> None:
        """In a circle each post of it gets one, and none is looked for forever."""
        units = [Unit("a", "A", parent="b"), Unit("b", "B", parent="c"), Unit("c", "C", parent="b")]
        chart = Snapshot.build(units=units, posts=[Post("p", "P", unit="a")])
        assert chart.organization_of("p") in {"b", "c"}
        alone = Snapshot.build(units=[Unit("a", "A", parent="a")], posts=[Post("p", "P", unit="a")])
        assert "a" == alone.organization_of("p")


class TestBranches:
    """Who is below whom, in a chart made of facts."""

    chart = Snapshot.build(
        posts=[Post("ceo", "C"), Post("cto", "T"), Post("aide", "A"), Post("dev", "D")],
        units=[Unit("board", "Board"), Unit("empty", "Empty")],
        lines=[
            ReportingLine("ceo", "board"),
            ReportingLine("cto", "ceo"),
            ReportingLine("aide", "ceo", kind="dotted"),
            ReportingLine("dev", "cto"),
            ReportingLine("ghost", "dev"),
            ReportingLine("boss", None),
        ],
    )

    def test_only_solid_lines_make_a_branch(self) -> None:
        """Whoever reports by a dotted line is in no branch; a post without a record can be."""
        assert ("cto", "dev", "ghost") == tuple(sorted(reports_of(self.chart, "ceo")))
        assert ("ceo", "cto", "dev", "ghost") == tuple(sorted(reports_of(self.chart, "board")))
        assert () == tuple(reports_of(self.chart, "aide"))
        assert () == tuple(reports_of(self.chart, "empty"))

    @pytest.mark.parametrize(("above", "below"), [("a", "b"), ("b", "a"), ("!", "李"), ("李", "!")])
    def test_whatever_they_are_called(self, above: str, below: str) -> None:
        """The first and the last id in order have branches like all others."""
        posts = [Post(above, "Above"), Post(below, "Below")]
        chart = Snapshot.build(posts=posts, lines=[ReportingLine(below, above)])
        assert (below,) == tuple(reports_of(chart, above))
        assert () == tuple(reports_of(chart, below))

    def test_the_way_up(self) -> None:
        """The chain goes along solid lines, nearest first, as far as there are posts."""
        assert ("cto", "ceo") == tuple(chain_of_command(self.chart, "dev"))
        assert () == tuple(chain_of_command(self.chart, "aide"))

    def test_one_record_of_an_id(self) -> None:
        """Whether one is asked for or all are gone through, it is the certain record."""
        facts: tuple[Fact, ...] = (
            *(Unit("u", name, certainty=sure) for name, sure in (("A", MAYBE), ("B", "certain"))),
            *(Post("p", name, certainty=sure) for name, sure in (("A", MAYBE), ("B", "certain"))),
            *(Unit("v", "V"), Post("q", "Q")),
        )
        chart = Snapshot.from_facts(facts)
        assert ["B", "V"] == [unit.name for unit in chart.units.values()]
        assert ["B", "Q"] == [post.title for post in chart.posts.values()]
        again = Snapshot.from_facts(facts)
        assert ("B", "B") == (again.units["u"].name, again.posts["p"].title)

    def test_layers(self) -> None:
        """What is no post has no number, and does not count where somebody reports to it."""
        chart = Snapshot.from_facts(
            (
                Unit("u", "U"),
                Post("p", "P"),
                Post("q", "Q"),
                Post("r", "R"),
                ReportingLine("p", "u"),
                ReportingLine("q", "p"),
                ReportingLine("r", "ghost"),
                ReportingLine("ghost", "r"),
            )
        )
        assert layers(chart) == {"p": 0, "q": 1, "r": 0}


class TestAnswers:
    """Answers about what is not there."""

    def test_nothing_about_an_id(self) -> None:
        """What is about an id that no fact is about is empty, never None."""
        held = Held.of(people=(), units=(), posts=(), tenures=(), lines=(), leaves=(), since={})
        asked: tuple[Callable[[str], object], ...] = (
            held.person,
            held.unit,
            held.post,
            held.tenures_in,
            held.tenures_of,
            held.leaves_of,
            held.lines_from,
            held.lines_to,
            held.posts_in,
        )
        assert [()] * len(asked) == [ask("x") for ask in asked]
        assert held.vacant_since("x") is None

    def test_no_manager(self) -> None:
        """A post without a line, one that reports to nobody, and one that is not there."""
        assert FULL.manager_of("ceo") is None
        assert FULL.manager_of("old") is None
        with pytest.raises(UnknownIdError, match=r"'ce0' in the chart of 2023-11-16"):
            FULL.manager_of("ce0")
        unknown = Snapshot.build(lines=[ReportingLine("p", UNKNOWN)])
        assert UNKNOWN is unknown.manager_of("p")
        assert Snapshot.build(lines=[ReportingLine("p", None)]).manager_of("p") is None

    def test_the_nearest_ids(self) -> None:
        """Where a manager is not there, the nearest posts and units are named."""
        chart = Snapshot.build(
            posts=[Post("boss", "P")],
            units=[Unit("bosses", "U")],
            lines=[ReportingLine("p", "bos")],
        )
        with pytest.raises(UnknownIdError) as caught:
            chart.manager_of("p")
        assert {"boss", "bosses"} == set(caught.value.nearest)

    def test_who_is_on_the_chart(self) -> None:
        """Who is only on leave is on it, who holds nothing is not."""
        assert ["ann", "bob", "eve"] == list(FULL.people)
        chart = Snapshot.build(people=[Person("a", "A"), Person("b", "B")], leaves=[Leave("a")])
        assert ["a"] == list(chart.people)
        assert "a" in chart.people
        assert "b" not in chart.people
        numbers: list[Any] = [5]
        assert numbers[0] not in chart.people
        with pytest.raises(KeyError):
            chart.people["b"]

    def test_records_after_all_were_asked_for(self) -> None:
        """One by one or all at once, records are the same."""
        before = {name: FULL.posts[name] for name in FULL.posts}
        assert before == dict(FULL.posts.items())
        assert list(before.values()) == list(FULL.posts.values())
        assert before["ceo"] == FULL.posts["ceo"]
        assert "ceo" in FULL.posts
        assert "cfo" not in FULL.posts
        with pytest.raises(KeyError):
            FULL.posts["cfo"]
        assert "<Records of 4 ids>" == repr(FULL.posts)


class TestVacancies:
    """Empty seats at the edges."""

    @pytest.mark.parametrize(
        ("seats", "sure", "maybe", "expected"),
        [
            (1, 0, 0, (1, 0)),
            (1, 1, 0, (0, 0)),
            (1, 0, 1, (0, 1)),
            (1, 2, 0, (0, 0)),
            (2, 0, 1, (1, 1)),
            (2, 1, 1, (0, 1)),
            (2, 0, 3, (0, 2)),
            (3, 1, 1, (1, 1)),
            (3, 0, 0, (3, 0)),
        ],
    )
    def test_seats(self, seats: int, sure: int, maybe: int, expected: tuple[int, int]) -> None:
        """Seats are surely empty beyond all holders, and may be beyond the certain ones."""
        held = [Tenure(f"s{n}", "p") for n in range(sure)]
        held += [Tenure(f"m{n}", "p", certainty=MAYBE) for n in range(maybe)]
        chart = Snapshot.build(
            posts=[Post("p", "P", seats=seats)], tenures=held, vacant_since={"p": LEFT}
        )
        found = {vacancy.certainty: vacancy.seats for vacancy in chart.vacancies}
        assert expected == (found.get(Certainty.CERTAIN, 0), found.get(MAYBE, 0))
        assert all(LEFT == vacancy.since for vacancy in chart.vacancies)
        assert len(found) == len(chart.vacancies) == sum(count > 0 for count in expected)

    def test_length(self) -> None:
        """A vacancy lasts from its beginning to its end."""
        empty = Vacancy("p", since=When("2020-01-01T00:00Z"), until=When("2020-01-02T00:00Z"))
        assert (timedelta(days=1), timedelta(days=1)) == empty.duration
        assert (None, None) == Vacancy("p", until=When("2020-01-02T00:00Z")).duration
