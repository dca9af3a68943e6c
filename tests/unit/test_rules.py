"""`check`: each rule both ways, for histories and for charts."""

from collections.abc import Iterable
from typing import Final

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    BrokenRuleError,
    BrokenRulesError,
    Fact,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Rule,
    Snapshot,
    Source,
    Tenure,
    Unit,
    check,
)

FRAME: Final[tuple[Fact, ...]] = (
    *(Person(name, name.title()) for name in ("ann", "bob", "cem")),
    Unit("acme", "Acme", start="2010-01-01", end="2030-01-01"),
    *(Post(post, post.upper(), unit="acme") for post in ("ceo", "cto", "cfo")),
)


def history(*facts: Fact) -> History:
    """Return the frame with further facts, as a history."""
    empty = History.build(zone="UTC", sources=[Source("ft")])
    return empty.with_facts(*FRAME, *facts)


def chart(*facts: Fact) -> Snapshot:
    """Return the frame with further facts, as one chart."""
    return Snapshot.from_facts([*FRAME, *facts])


def line(post: str, manager: str | None, start: str | None = None, end: str | None = None) -> Fact:
    """Return a solid line."""
    return ReportingLine(post, manager, start=start, end=end)


def held(person: str, post: str, start: str | None = None, end: str | None = None) -> Fact:
    """Return a substantive tenure."""
    return Tenure(person, post, start=start, end=end)


#: Rule, facts, and a part of the sentence; none of it for facts that break no rule.
CASES: Final[tuple[tuple[str, Rule | None, tuple[Fact, ...], str], ...]] = (
    ("nothing", None, (), ""),
    # circles
    ("two-in-a-circle", Rule.REPORTING_CYCLE, (line("ceo", "cto"), line("cto", "ceo")), "ceo → cto → ceo"),
    ("circle-later", Rule.REPORTING_CYCLE, (line("ceo", "cto", "2012"), line("cto", "cfo", "2013"), line("cfo", "ceo", "2011", "2020")), "in a circle (from 2013)"),
    ("circle-never-at-once", None, (line("ceo", "cto", "2012", "2013"), line("cto", "ceo", "2014")), ""),
    ("circle-only-perhaps", None, (line("ceo", "cto", "2012", "2013"), line("cto", "ceo", "2013", "2014")), ""),
    ("circle-through-a-possible-line", None, (line("ceo", "cto"), ReportingLine("cto", "ceo", certainty="possible")), ""),
    ("circle-with-a-dotted-line", None, (line("ceo", "cto"), ReportingLine("cto", "ceo", kind="dotted")), ""),
    ("circle-beside-the-walk", Rule.REPORTING_CYCLE, (line("ceo", "cto", "2011"), line("cto", "ceo", "2011"), line("cfo", "ceo", "2012")), ""),
    ("circle-from-the-start-of-time", Rule.REPORTING_CYCLE, (line("ceo", "cto"), line("cto", "ceo")), "these posts report to each other"),
    # two managers
    ("two-managers", Rule.TWO_MANAGERS, (line("cto", "ceo"), line("cto", "cfo")), "'ceo' and 'cfo'"),
    ("two-managers-for-a-while", Rule.TWO_MANAGERS, (line("cto", "ceo", "2012", "2015"), line("cto", "cfo", "2014")), "from 2014 to 2015"),
    ("two-managers-with-one-in-between", Rule.TWO_MANAGERS, (line("cto", "ceo", "2011", "2020"), line("cto", "ceo", "2012", "2013"), line("cto", "cfo", "2015", "2020")), "'ceo' and 'cfo'"),
    ("manager-and-nobody", Rule.TWO_MANAGERS, (line("cto", "ceo"), line("cto", None)), "two solid managers"),
    ("managers-one-after-the-other", None, (line("cto", "ceo", "2012", "2014-01-01"), line("cto", "cfo", "2014-01-01")), ""),
    ("managers-perhaps-at-once", None, (line("cto", "ceo", "2012", "2014"), line("cto", "cfo", "2014")), ""),
    ("one-manager-told-twice", None, (line("cto", "ceo"), line("cto", "ceo")), ""),
    ("second-manager-dotted", None, (line("cto", "ceo"), ReportingLine("cto", "cfo", kind="dotted")), ""),
    ("second-manager-only-possible", None, (line("cto", "ceo"), ReportingLine("cto", "cfo", certainty="possible")), ""),
    # self reports
    ("reports-to-itself", Rule.SELF_REPORT, (line("cto", "cto"),), "goes to itself"),
    ("dotted-to-itself", Rule.SELF_REPORT, (ReportingLine("cto", "cto", kind="dotted"),), "the dotted line of post 'cto'"),
    # unknown ids
    ("tenure-of-a-stranger", Rule.UNKNOWN_ID, (held("zoe", "ceo"),), "names a person 'zoe'"),
    ("tenure-in-no-post", Rule.UNKNOWN_ID, (held("ann", "coo"),), "names a post 'coo'"),
    ("line-to-nothing", Rule.UNKNOWN_ID, (line("cto", "coo"),), "add it or write unknown"),
    ("line-from-nothing", Rule.UNKNOWN_ID, (line("coo", "ceo"),), "the line of post 'coo'"),
    ("leave-of-a-stranger", Rule.UNKNOWN_ID, (Leave("zoe"),), "the leave of 'zoe'"),
    ("leave-from-no-post", Rule.UNKNOWN_ID, (Leave("ann", "coo"),), "names a post 'coo'"),
    ("post-of-no-unit", Rule.UNKNOWN_ID, (Post("coo", "COO", unit="x"),), "post 'coo' names a unit 'x'"),
    ("unit-of-no-unit", Rule.UNKNOWN_ID, (Unit("lab", "Lab", parent="x"),), "names a parent 'x'"),
    ("undisclosed-and-unknown", None, (held(UNDISCLOSED, "ceo"), line("cto", UNKNOWN), line("ceo", None), line("cfo", "acme")), ""),
    # ambiguous ids
    ("post-and-unit-with-one-id", Rule.AMBIGUOUS_ID, (Unit("ceo", "Office", parent="acme"),), "rename one"),
    # too many holders
    ("two-in-one-seat", Rule.TOO_MANY_HOLDERS, (held("ann", "ceo"), held("bob", "ceo")), "2 substantive holders for 1 seat"),
    ("three-in-two-seats", Rule.TOO_MANY_HOLDERS, (Post("co", "Co", seats=2), *(held(who, "co") for who in ("ann", "bob", "cem"))), "for 2 seats"),
    ("two-in-one-seat-with-one-in-between", Rule.TOO_MANY_HOLDERS, (held("ann", "ceo", "2011", "2020"), held("bob", "ceo", "2015", "2018")), "ann, bob"),
    ("two-in-two-seats", None, (Post("co", "Co", seats=2), held("ann", "co"), held("bob", "co")), ""),
    ("many-in-an-open-post", None, (Post("co", "Co", seats=None), held("ann", "co"), held("bob", "co")), ""),
    ("hand-over", None, (held("ann", "ceo", "2012", "2014-02-01"), held("bob", "ceo", "2014-02-01")), ""),
    ("vague-hand-over", None, (held("ann", "ceo", "2012", "2014"), held("bob", "ceo", "2014")), ""),
    ("interim-beside", None, (held("ann", "ceo"), Tenure("bob", "ceo", kind="interim")), ""),
    ("possible-beside", None, (held("ann", "ceo"), Tenure("bob", "ceo", certainty="possible")), ""),
    ("two-undisclosed-in-one-seat", Rule.TOO_MANY_HOLDERS, (held(UNDISCLOSED, "ceo"), held(UNDISCLOSED, "ceo")), "undisclosed"),
    # the same tenure twice
    ("same-tenure-twice", Rule.SAME_TENURE_TWICE, (held("ann", "ceo"), held("ann", "ceo")), "drop one tenure"),
    ("same-tenure-in-two-ways", Rule.SAME_TENURE_TWICE, (held("ann", "ceo"), Tenure("ann", "ceo", kind="interim")), "twice at once"),
    ("returns", None, (held("ann", "ceo", "2011", "2012"), held("ann", "ceo", "2014")), ""),
    # versions
    ("two-titles", Rule.TWO_VERSIONS, (Post("coo", "A"), Post("coo", "B")), "post 'coo' is described twice"),
    ("two-names", Rule.TWO_VERSIONS, (Person("dee", "A"), Person("dee", "B"), held("dee", "cfo")), "person 'dee'"),
    ("two-names-of-a-unit", Rule.TWO_VERSIONS, (Unit("lab", "A"), Unit("lab", "B")), "unit 'lab'"),
)  # fmt: skip
# The table is easier to read with one case a line.
# ruff: noqa: E501

NOON: Final = "2014-06-01T12:00Z"
#: What only a history can get wrong.
TIMED: Final[tuple[tuple[str, Rule | None, tuple[Fact, ...], str], ...]] = (
    ("ends-before-it-starts", Rule.EMPTY_PERIOD, (held("ann", "ceo", "2014", "2013"),), "ends (2013) before it can have started (2014)"),
    ("ends-as-it-starts", None, (held("ann", "ceo", "2014", "2014"),), ""),
    ("ended-unknown-when", None, (held("ann", "ceo", "2014", "unknown"),), ""),
    ("before-its-unit", Rule.OUTSIDE_LIFE, (Post("coo", "COO", unit="acme", start="2009", end="2012"),), "outside the life of its unit 'acme'"),
    ("after-its-unit", Rule.OUTSIDE_LIFE, (Post("coo", "COO", unit="acme", start="2012", end="2032"),), "outside"),
    ("after-all-of-its-unit", Rule.OUTSIDE_LIFE, (held("ann", "ceo", "2031", "2032"),), "its post 'ceo'"),
    ("possibly-outside", None, (held("ann", "ceo", "2010", "2012"),), ""),
    ("line-outlives-its-manager", Rule.OUTSIDE_LIFE, (Post("coo", "COO", unit="acme", end="2015"), line("cto", "coo", "2012", "2018")), "its manager 'coo'"),
    ("source-that-is-not-there", Rule.UNKNOWN_ID, (Tenure("ann", "ceo", sources=("ap",)),), "names a source 'ap'"),
    ("source-that-is-there", None, (Tenure("ann", "ceo", sources=("ft",)),), ""),
    ("versions-one-after-the-other", None, (Post("coo", "A", end="2015-01-01"), Post("coo", "B", start="2015-01-01")), ""),
    ("versions-with-one-in-between", Rule.TWO_VERSIONS, (Post("coo", "A", start="2011", end="2020"), Post("coo", "B", start="2012", end="2014"), Post("coo", "C", start="2015", end="2018")), "described twice"),
    ("tenure-twice-with-one-in-between", Rule.SAME_TENURE_TWICE, (held("ann", "ceo", "2011", "2020"), held("ann", "ceo", "2012", "2014")), "twice"),
    ("seats-of-several-versions", None, (Post("co", "A", end="2015-01-01"), Post("co", "A", seats=2, start="2015-01-01"), held("ann", "co", "2016"), held("bob", "co", "2016")), ""),
    ("ends-at-the-instant-it-starts", Rule.EMPTY_PERIOD, (held("ann", "ceo", NOON, NOON),), "before it can have started"),
    ("starts-as-its-post-ends", Rule.OUTSIDE_LIFE, (Post("coo", "COO", start="2012", end=NOON), held("ann", "coo", NOON, "unknown")), "its post 'coo'"),
    ("ends-as-its-post-starts", Rule.OUTSIDE_LIFE, (Post("coo", "COO", start=NOON), held("ann", "coo", "unknown", NOON)), "its post 'coo'"),
    ("leave-outside", Rule.OUTSIDE_LIFE, (held("ann", "ceo"), Leave("ann", "ceo", start="2001", end="2002")), "the leave of 'ann'"),
)  # fmt: skip


def names(cases: Iterable[tuple[str, Rule | None, tuple[Fact, ...], str]]) -> list[str]:
    """Return the ids of cases."""
    return [name for name, *_ in cases]


def rules(subject: History | Snapshot) -> list[Rule]:
    """Return the rules that are broken, each once."""
    return list(dict.fromkeys(finding.rule for finding in check(subject)))


@pytest.mark.parametrize(
    ("_name", "rule", "facts", "words"), [*CASES, *TIMED], ids=names((*CASES, *TIMED))
)
def test_histories(_name: str, rule: Rule | None, facts: tuple[Fact, ...], words: str) -> None:
    """A history breaks the rule of the case and no other, and says why."""
    subject = history(*facts)
    assert ([rule] if rule else []) == rules(subject), str(check(subject))
    assert words in str(check(subject))


@pytest.mark.parametrize(
    ("_name", "rule", "facts", "words"),
    [case for case in CASES if not any(fact.start or fact.end for fact in case[2])],
    ids=names(case for case in CASES if not any(fact.start or fact.end for fact in case[2])),
)
def test_charts(_name: str, rule: Rule | None, facts: tuple[Fact, ...], words: str) -> None:
    """A chart breaks the same rules as a history of facts without dates."""
    subject = chart(*facts)
    assert ([rule] if rule else []) == rules(subject), str(check(subject))
    assert words in str(check(subject))


class TestReports:
    """What a report is."""

    def test_empty(self) -> None:
        """A report without findings is falsy, says so and raises nothing."""
        report = check(history())
        assert not report
        assert 0 == len(report)
        assert "nothing found" == str(report)
        report.raise_if_any()

    def test_order_and_errors(self) -> None:
        """Findings come in order of rules, and are raised together as errors."""
        report = check(history(held("zoe", "ceo"), line("cto", "cto"), line("cfo", "coo")))
        assert [Rule.SELF_REPORT, Rule.UNKNOWN_ID, Rule.UNKNOWN_ID] == [f.rule for f in report]
        assert 3 == len(str(report).splitlines())
        with pytest.raises(BrokenRulesError) as caught:
            report.raise_if_any()
        errors = caught.value.exceptions
        assert all(isinstance(error, BrokenRuleError) for error in errors)
        assert [str(finding) for finding in report] == [str(error) for error in errors]
        only = caught.value.subgroup(
            lambda error: isinstance(error, BrokenRuleError) and "zoe" in error.subjects
        )
        assert isinstance(only, BrokenRulesError)
        assert 1 == len(only.exceptions)

    def test_a_date_in_the_finding_of_a_chart(self) -> None:
        """A chart that knows its moment puts it in its findings."""
        dated = history(line("cto", "ceo"), line("cto", "cfo")).at("2020")
        (finding,) = check(dated)
        assert "2020" == finding.at
        assert "(2020)" in finding.sentence

    def test_long_circles_are_cut_short(self) -> None:
        """The sentence about a long circle stays readable; its subjects are complete."""
        ids = [f"p{n:02}" for n in range(30)]
        facts = [Post(post, "x") for post in ids]
        lines = [ReportingLine(post, ids[n - 1]) for n, post in enumerate(ids)]
        (finding,) = check(Snapshot.from_facts([*facts, *lines]))
        assert 30 == len(finding.subjects)
        assert "…" in finding.sentence
        assert len(finding.sentence) < 200


def test_units_in_a_circle_are_reported() -> None:
    """Units that belong to each other are named, in a chart and in a history."""
    units = [Unit("u", "U", parent="v"), Unit("v", "V", parent="u"), Unit("w", "W", parent="w")]
    for found in (
        check(Snapshot.build(units=units)),
        check(History.build(zone="UTC", units=units)),
    ):
        assert [("u", "v"), ("w",)] == [finding.subjects for finding in found]
        assert {Rule.UNIT_CYCLE} == {finding.rule for finding in found}


FAR: Final = 200


def chain(*, closed: bool) -> list[Fact]:
    """Return many posts, each below the one before, the first below the last where closed."""
    ids = [f"p{number:03}" for number in range(FAR)]
    links = zip(ids[1:], ids, strict=False)
    lines = [ReportingLine(below, above, start="2012") for below, above in links]
    ends = [ReportingLine(ids[0], ids[-1], start="2014", end="2015")] if closed else []
    return [*(Post(post, post) for post in ids), *lines, *ends]


class TestManyLines:
    """Lines over time, more of them than are walked one by one, and in more layers."""

    def test_a_long_chain_is_no_circle(self) -> None:
        """A chain ends, however long it is."""
        assert not check(history(*chain(closed=False)))

    def test_a_long_circle(self) -> None:
        """A circle through all posts is found once, when it closes."""
        (finding,) = check(history(*chain(closed=True)))
        assert Rule.REPORTING_CYCLE is finding.rule
        assert FAR == len(finding.subjects)
        assert "from 2014" == finding.at

    def test_many_below_a_circle(self) -> None:
        """Lines that start below a circle do not tell of it again."""
        circle = (line("ceo", "cto", "2012"), line("cto", "ceo", "2012"))
        below = [Post(f"p{number:03}", "P", unit="acme") for number in range(FAR)]
        lines = [
            ReportingLine(post.id, "cto", start=str(2015 + number % 4))
            for number, post in enumerate(below)
        ]
        report = check(history(*circle, *below, *lines))
        assert [("ceo", "cto")] == [finding.subjects for finding in report]
        assert ["from 2012"] == [finding.at for finding in report]

    def test_a_line_that_never_holds_tells_of_no_circle(self) -> None:
        """A line that ends at the instant it starts is empty, and leads to no circle."""
        circle = (line("ceo", "cto", "2012"), line("cto", "ceo", "2012"))
        report = check(history(*circle, line("cfo", "cto", NOON, NOON)))
        told = [(finding.rule, finding.at) for finding in report]
        assert [Rule.REPORTING_CYCLE, Rule.EMPTY_PERIOD] == [rule for rule, _ in told]
        assert (Rule.REPORTING_CYCLE, "from 2012") == told[0]

    def test_the_first_of_two_managers_counts(self) -> None:
        """Where two solid lines hold at once, circles are looked for along the first of them."""
        twice = [(f"q{n:02}", f"r{n:02}", f"s{n:02}") for n in range(50)]
        posts = [Post(post, "P") for each in twice for post in each]
        lines = [
            found
            for one, two, three in twice
            for found in (line(one, two), line(one, three), line(three, one))
        ]
        rules_broken = {finding.rule for finding in check(history(*posts, *lines))}
        assert {Rule.TWO_MANAGERS} == rules_broken
        turned = [line(two, one) for one, two, _ in twice]
        found = [f.subjects for f in check(history(*posts, *lines, *turned))]
        assert {(one, two) for one, two, _ in twice} <= set(found)


def test_a_post_that_was_taken_back_has_no_life() -> None:
    """What names a post of which no record holds any more lies outside of no life."""
    post = Post("coo", "COO", start="2012", end="2014", retracted_by=("ft",))
    told = check(history(post, held("ann", "coo", "2015", "2016")))
    assert not told, str(told)
