"""Rules at their edges: times that touch, several versions, names that only one field has."""

from typing import Any

import numpy as np
import pytest

from orgchart import (
    Claim,
    Fact,
    Finding,
    History,
    InvalidValueError,
    Leave,
    Post,
    ReportingLine,
    Rule,
    Snapshot,
    Source,
    Tenure,
    Unit,
    check,
)
from orgchart.rules.stretches import Stretches, at_once, outnumbered

_MIDNIGHT = "T00:00Z"
NOON, ONE, TWO = (f"2020-01-01T{hour}:00Z" for hour in (12, 13, 14))


def found(rule: Rule, *facts: Fact, sources: tuple[Source, ...] = ()) -> list[Finding]:
    """Return what breaks a rule in a history of some facts."""
    history = History.build(zone="UTC").with_facts(*facts, sources=sources)
    return [finding for finding in check(history) if finding.rule is rule]


class TestCircles:
    """Posts that report to each other."""

    def test_lines_that_touch_make_no_circle(self) -> None:
        """Where one line ends as the other begins, nobody reports to themselves."""
        up = ReportingLine("a", "b", start=NOON, end=ONE)
        assert [] == found(Rule.REPORTING_CYCLE, up, ReportingLine("b", "a", start=ONE, end=TWO))
        assert [] == found(Rule.REPORTING_CYCLE, up, ReportingLine("b", "a", end=NOON))
        (circle,) = found(Rule.REPORTING_CYCLE, up, ReportingLine("b", "a", end=ONE))
        assert ("a", "b") == circle.subjects

    def test_among_many(self) -> None:
        """A circle far below many lines is found once, and only it; a line to oneself is none."""
        posts = [f"p{number:03}" for number in range(150)]
        chain = [
            ReportingLine(post, above) for post, above in zip(posts[1:], posts[:-1], strict=True)
        ]
        assert [] == found(Rule.REPORTING_CYCLE, *chain)
        assert [] == found(Rule.REPORTING_CYCLE, *chain, ReportingLine("p000", "p000"))
        (circle,) = found(Rule.REPORTING_CYCLE, *chain, ReportingLine("p000", "p040"))
        assert tuple(posts[:41]) == tuple(sorted(circle.subjects))
        # The circle is gone before the lines below it begin.
        gone = [ReportingLine("x", "y", end=NOON), ReportingLine("y", "x", end=NOON)]
        late = [ReportingLine(post, "x", start=NOON) for post in posts]
        (circle,) = found(Rule.REPORTING_CYCLE, *gone, *late)
        assert ("x", "y") == circle.subjects

    def test_two_circles_at_two_times(self) -> None:
        """One after the other, each is told with its own beginning."""
        first = [
            ReportingLine("a", "b", start=NOON, end=ONE),
            ReportingLine("b", "a", start=NOON, end=ONE),
        ]
        second = [ReportingLine("a", "c", start=ONE), ReportingLine("c", "a", start=ONE)]
        circles = found(Rule.REPORTING_CYCLE, *first, *second)
        assert [("a", "b"), ("a", "c")] == [circle.subjects for circle in circles]
        assert [f"from {NOON}", f"from {ONE}"] == [circle.at for circle in circles]

    @pytest.mark.parametrize(("size", "shown"), [(11, 11), (12, 12), (13, 12)])
    def test_long_circles_are_cut(self, size: int, shown: int) -> None:
        """A dozen posts of a circle are named; where there are more, dots stand for the rest."""
        posts = [f"p{number:02}" for number in range(size)]
        lines = (ReportingLine(posts[place - 1], posts[place]) for place in range(size))
        (circle,) = found(Rule.REPORTING_CYCLE, *lines)
        assert sorted(posts) == sorted(circle.subjects)
        named = circle.sentence.partition(": ")[2].partition(";")[0].split(" → ")
        assert shown == len({*named} - {"…"})
        assert (size > shown) is ("…" in named)
        assert named[0] == named[-1]


class TestSeats:
    """More holders than seats."""

    @pytest.mark.parametrize("seats", [(1, 2), (2, 1), (1, None), (None, 1)])
    def test_versions_of_a_post(self, seats: tuple[int | None, int | None]) -> None:
        """The version with the most seats counts, whichever comes first."""
        posts = [
            Post("p", "P", seats=seats[0], end="2010-01-01"),
            Post("p", "P", seats=seats[1], start="2010-01-01"),
        ]
        two = [Tenure("a", "p", start="2012"), Tenure("b", "p", start="2012")]
        assert [] == found(Rule.TOO_MANY_HOLDERS, *posts, *two)
        three = found(Rule.TOO_MANY_HOLDERS, *posts, *two, Tenure("c", "p", start="2012"))
        assert (None not in seats) is bool(three)
        assert all("3 substantive holders for 2 seats" in one.sentence for one in three)

    def test_when_there_are_too_many(self) -> None:
        """The time is that which the first and the last of those who are too many share."""
        post = Post("p", "P", seats=2)
        held = [
            Tenure("a", "p", start="2010-01-01", end="2020-01-01"),
            Tenure("b", "p", start="2011-01-01", end="2019-01-01"),
            Tenure("c", "p", start="2012-01-01", end="2021-01-01"),
        ]
        (finding,) = found(Rule.TOO_MANY_HOLDERS, post, *held)
        assert ("p", "a", "b", "c") == finding.subjects
        assert "from 2012-01-01 to 2020-01-01" == finding.at
        assert "3 substantive holders for 2 seats " in finding.sentence
        (finding,) = found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), *held[:2])
        assert "2 substantive holders for 1 seat " in finding.sentence

    @pytest.mark.parametrize("end", ["2012-01-01", "2014-01-01"])
    def test_who_left_counts_no_more(self, end: str) -> None:
        """Neither long ago nor at the very instant at which the next one came."""
        held = [
            Tenure("a", "p", start=f"2010-01-01{_MIDNIGHT}", end=f"{end}{_MIDNIGHT}"),
            Tenure("b", "p", start=f"2014-01-01{_MIDNIGHT}"),
            Tenure("c", "p", start="2016-01-01"),
        ]
        (finding,) = found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), *held)
        assert ("p", "b", "c") == finding.subjects
        assert "from 2016-01-01" == finding.at

    def test_the_first_of_two_that_end_together(self) -> None:
        """Somebody listed twice is told with the first listing, unless another one lasts longer."""
        held = [
            Tenure("a", "p", start="2010-01-01", end="2018-01-01"),
            Tenure("a", "p", start="2011-01-01", end="[2018-01-01..2018-01-01]"),
            Tenure("b", "p", start="2012-01-01"),
        ]
        (finding,) = found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), *held)
        assert "from 2012-01-01 to 2018-01-01" == finding.at
        longer = Tenure("a", "p", start="2011-06-01", end="2019-01-01")
        (finding,) = found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), *held, longer)
        assert "from 2012-01-01 to 2019-01-01" == finding.at

    def test_one_post_twice(self) -> None:
        """The time that both tenures share is told; on a chart its own date."""
        both = Tenure("a", "p", start="2010", end="2016"), Tenure("a", "p", start="2012-05")
        (finding,) = found(Rule.SAME_TENURE_TWICE, *both)
        assert "from 2012-05 to 2016" == finding.at
        chart = History.build(zone="UTC", tenures=both).at("2014-01-01")
        told = [finding.at for finding in check(chart) if finding.rule is Rule.SAME_TENURE_TWICE]
        assert ["2014-01-01"] == told

    def test_a_hand_over_at_an_instant(self) -> None:
        """Who leaves at an instant makes room for who comes at it."""
        first, second = Tenure("a", "p", end=ONE), Tenure("b", "p", start=ONE)
        assert [] == found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), first, second)
        early = Tenure("b", "p", start=NOON)
        assert 1 == len(found(Rule.TOO_MANY_HOLDERS, Post("p", "P"), first, early))


class TestStretches:
    """Stretches of time in groups, as whole numbers."""

    def test_outnumbered(self) -> None:
        """Each group has room of its own, and only where it is exceeded is the group returned."""
        found = Stretches(np.arange(5), np.array([0, 0, 1, 0, 2]), np.array([2, 3, 3, 2, 3]))
        for groups, room, expected in (
            ([0, 1, 2, 3, 4], [1] * 5, []),
            ([0, 0, 0, 1, 1], [1, 1], [0]),
            ([0, 0, 0, 1, 1], [2, 1], [0]),
            ([0, 0, 0, 1, 1], [3, 1], []),
            ([1, 1, 1, 0, 0], [1, 3], []),
            ([1, 1, 1, 0, 0], [1, 2], [1]),
        ):
            assert expected == outnumbered(np.array(groups), found, np.array(room)).tolist()

    def test_many_groups(self) -> None:
        """However many there are, in each of them the one who comes meets the one who leaves."""
        size = 200
        groups = np.repeat(np.arange(size), 2)
        starts, ends = np.tile([0, 1], size), np.tile([2, 3], size)
        found = Stretches(np.arange(2 * size), starts, ends)
        crowded = outnumbered(groups, found, np.ones(size, dtype=np.int64))
        assert list(range(size)) == crowded.tolist() == at_once(groups, found).tolist()

    def test_at_once(self) -> None:
        """Only stretches of one group meet, and those that touch do not."""
        found = Stretches(np.arange(4), np.array([0, 2, 0, 1]), np.array([2, 4, 3, 2]))
        for groups, expected in (
            ([0, 0, 1, 2], []),
            ([0, 1, 0, 1], [0]),
            ([1, 0, 0, 1], [0, 1]),
            ([0, 1, 2, 3], []),
            ([3, 2, 1, 0], []),
        ):
            assert expected == at_once(np.array(groups), found).tolist()


class TestNames:
    """Ids that nothing has, told with the fact that names them."""

    @pytest.mark.parametrize(
        ("fact", "told"),
        [
            (Tenure("ann", "p"), "the tenure of 'ann' in 'p' names a person 'ann' that is not"),
            (Leave("ann"), "the leave of 'ann' names a person 'ann' that is not"),
            (Post("q", "Q", unit="u"), "post 'q' names a unit 'u' that is not"),
            (Unit("v", "V", parent="u"), "unit 'v' names a parent 'u' that is not"),
            (ReportingLine("p", "z"), "the line of post 'p' names a manager 'z' that is not"),
        ],
        ids=lambda value: "" if isinstance(value, str) else value.kind_name,
    )
    def test_what_is_missing(self, fact: Fact, told: str) -> None:
        """The fact that names it is told, and what to do; only a manager may be not known."""
        (finding,) = found(Rule.UNKNOWN_ID, Post("p", "P"), fact)
        remedy = "add it or write unknown" if "manager" in told else "add it"
        assert f"{told} recorded; {remedy}" == finding.sentence

    def test_a_source_that_is_not_there(self) -> None:
        """A fact that cites an unknown source is named, with its ids and dates."""
        tenure = Tenure("ann", "ceo", start="2020", sources=("ft", "nyt"))
        findings = found(Rule.UNKNOWN_ID, tenure, sources=(Source("ft"),))
        (finding,) = [finding for finding in findings if "source" in finding.sentence]
        assert ("nyt", "ann", "ceo") == finding.subjects
        assert "from 2020" == finding.at
        assert "names a source 'nyt' that is not recorded; add it" in finding.sentence

    @pytest.mark.parametrize("word", ["after", "before"])
    def test_an_order_that_cannot_be(self, word: str) -> None:
        """A fact that is after what came later, or before what came earlier, is found."""
        other = Tenure("ann", "ceo", start="2020" if word == "after" else "2010", claim="x")
        odd = Tenure("bob", "cto", start="2015", end="2016", **{word: ("x",)})  # type: ignore[arg-type]
        findings = found(Rule.CONTRADICTORY_ORDER, other, odd)
        assert any(f"({word} x)" in finding.sentence for finding in findings)

    def test_names_of_claims_and_sources_elsewhere(self) -> None:
        """Orders, retractions, translations and claims name what must be there too."""
        history = History.build(
            zone="UTC",
            tenures=[
                Tenure("ann", "ceo", after=("w",)),
                Tenure("bob", "ceo", retracted_by=("r",)),
            ],
            sources=[Source("t", translation_of="o")],
            claims=[Claim("c", "headcount", low=5, sources=("s",))],
        )
        named = {finding.subjects[0] for finding in check(history)}
        assert {"w", "r", "o", "s"} <= named


class TestOutside:
    """Facts that reach beyond the life of what they name."""

    @pytest.mark.parametrize("start", ["2005", "2015"])
    @pytest.mark.parametrize(
        "fact",
        [
            Post("b", "B", unit="a", end="2020"),
            Unit("b", "B", parent="a", end="2020"),
            ReportingLine("c", "a", end="2020"),
            Tenure("ann", "a", end="2020"),
            Leave("ann", "a", end="2020"),
            ReportingLine("a", "c", end="2020"),
        ],
        ids=lambda fact: "-".join(fact.key),
    )
    def test_each_way_to_name(self, fact: Fact, start: str) -> None:
        """Whatever names it and whenever it starts, what outlives it lies outside."""
        lived = fact.with_period(type(fact.period)(start, "2020"))
        owner: Fact = Unit("a", "A", start="2000", end="2010")
        if lived.kind_name in {"tenure", "leave"} or lived.key == ("line", "a"):
            owner = Post("a", "A", start="2000", end="2010")
        (finding,) = found(Rule.OUTSIDE_LIFE, owner, lived)
        assert "a" == finding.subjects[-1]
        longer = owner.with_period(type(owner.period)("2000", "2030"))
        assert [] == found(Rule.OUTSIDE_LIFE, longer, lived)

    @pytest.mark.parametrize("name", ["!", "z", "李"])
    def test_whatever_it_is_called(self, name: str) -> None:
        """The first and the last id in order are looked at like all others."""
        unit = Unit(name, "U", start="2000", end="2010")
        (finding,) = found(Rule.OUTSIDE_LIFE, unit, Post("p", "P", unit=name, start="2015"))
        assert ("p", name) == finding.subjects

    @pytest.mark.parametrize(("end", "outside"), [("[2009..2012]", False), ("[2011..2012]", True)])
    def test_what_may_lie_within(self, end: str, *, outside: bool) -> None:
        """A fact that may have ended in time is not told."""
        unit = Unit("a", "A", start="2000", end="2010")
        post = Post("b", "B", unit="a", start="2005", end=end)
        assert outside is bool(found(Rule.OUTSIDE_LIFE, unit, post))


class TestValues:
    """Findings as values."""

    def test_no_order(self) -> None:
        """No finding is less than another, and no report: they are sorted by rule."""
        finding = Finding(Rule.NO_SOURCE, ("p",), "", "")
        report = check(Snapshot.build())
        values: list[list[Any]] = [[finding, finding], [report, report]]
        for pair in values:
            with pytest.raises(TypeError):
                sorted(pair)

    @pytest.mark.parametrize(
        ("facts", "told"),
        [
            # Who is away from what they hold: two facts that name the same.
            ((Tenure("z", "q"), Leave("z", "q")), [("leave", ""), ("tenure", "")]),
            (
                (Tenure("z", "q", start="2020"), Tenure("z", "q", start="2010")),
                [("tenure", "from 2010"), ("tenure", "from 2020")],
            ),
            (
                (Leave("z", "q", start="2020"), Tenure("z", "q", start="2010")),
                [("tenure", "from 2010"), ("leave", "from 2020")],
            ),
            ((Tenure("z", "q"), Tenure("z", "q", kind="interim")), [("tenure", "")]),
        ],
        ids=["two-facts", "two-times", "in-order-of-dates", "the-same"],
    )
    def test_each_is_told_once(self, facts: tuple[Fact, ...], told: list[tuple[str, str]]) -> None:
        """What is wrong of two facts, or at two times, is told twice, in order of dates."""
        for given in (facts, facts[::-1]):
            findings = found(Rule.UNKNOWN_ID, Post("q", "Q"), *given)
            assert [("z", "z", "q")] * len(told) == [finding.subjects for finding in findings]
            assert told == [(finding.sentence.split()[1], finding.at) for finding in findings]


@pytest.mark.parametrize("subject", ["acme", None, Post("p", "P")])
def test_what_cannot_be_checked(subject: Any) -> None:  # noqa: ANN401 - callers without types
    """Only histories and charts can, and the error says so."""
    with pytest.raises(InvalidValueError, match=r"subject.*give a history or a snapshot"):
        check(subject)


class TestStrictly:
    """Facts that nothing is cited for."""

    def test_only_when_asked(self) -> None:
        """They are told in a strict check, of a history and of a chart."""
        facts = Tenure("ann", "ceo"), Tenure("bob", "cto", sources=("ft",))
        history = History.build(zone="UTC", tenures=facts, sources=[Source("ft")])
        chart = Snapshot.from_facts(facts)
        for subject in (history, chart):
            told = [
                one.subjects for one in check(subject, strict=True) if one.rule is Rule.NO_SOURCE
            ]
            assert [("ann", "ceo")] == told
            assert Rule.NO_SOURCE not in {finding.rule for finding in check(subject)}
