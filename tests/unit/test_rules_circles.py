"""`check` on circles of lines: each is told once for as long as it lasts, with its beginning."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orgchart import (
    Certainty,
    History,
    LineKind,
    Post,
    ReportingLine,
    Rule,
    When,
    check,
    reporting_cycles,
)
from orgchart.rules import circles as rules

#: Who is in a circle, and since when.
Told: TypeAlias = tuple[tuple[str, ...], str]


def line(
    post: str, manager: str, start: str | None = None, end: str | None = None
) -> ReportingLine:
    """Return a solid line."""
    return ReportingLine(post, manager, start=start, end=end)


def circles(*lines: ReportingLine, posts: Iterable[Post] = ()) -> list[Told]:
    """Return the circles that are told of lines, in order."""
    return told_of(History.build(zone="UTC", posts=posts, lines=lines))


def told_of(history: History) -> list[Told]:
    """Return the circles that are told of a history, in order."""
    found = [each for each in check(history) if each.rule is Rule.REPORTING_CYCLE]
    return [(each.subjects, each.at) for each in found]


PAIR: Final = (line("a", "b", "2015-01-01"), line("b", "a", "2015-01-01"))
AGAIN: Final = (line("a", "b", "2018-01-01"), line("b", "a", "2019-01-01"))
TWO: Final = ("a", "b")
SINCE: Final = (TWO, "from 2015-01-01")

#: Lines, and the circles they make.
CASES: Final[Mapping[str, tuple[tuple[ReportingLine, ...], list[Told]]]] = {
    "alone": (PAIR, [SINCE]),
    "a line below that begins later": (
        (*PAIR, line("c", "a", "2016-03-01"), line("d", "a", "2017-03-01")),
        [SINCE],
    ),
    "two layers below": (
        (*PAIR, line("c", "a", "2016-03-01"), line("d", "c", "2017-03-01")),
        [SINCE],
    ),
    "a line below that was there before": (
        (line("c", "a", "2014-01-01"), *PAIR),
        [SINCE],
    ),
    "closed by the line that begins last": (
        (line("a", "b"), line("b", "c", "2016"), line("c", "a", "2014")),
        [(("a", "b", "c"), "from 2016")],
    ),
    "from the beginning of time": ((line("a", "b"), line("b", "a", None, "2015")), [(TWO, "")]),
    "opened and closed again": (
        (PAIR[0], line("b", "a", "2015-01-01", "2016-01-01"), line("b", "a", "2018-01-01")),
        [SINCE, (TWO, "from 2018-01-01")],
    ),
    "opened by a turn to another manager": (
        (
            PAIR[0],
            line("b", "a", "2015-01-01", "2016-01-01"),
            line("b", "c", "2016-01-01", "2016-06-01"),
            line("b", "a", "2016-06-01"),
            line("d", "b", "2017-01-01"),
        ),
        [SINCE, (TWO, "from 2016-06-01")],
    ),
    "a line that is replaced on a day by one to the same manager": (
        (PAIR[0], line("b", "a", "2015-01-01", "2016-01-01"), line("b", "a", "2016-01-01")),
        [SINCE],
    ),
    "a line that is replaced in a year by one to the same manager": (
        (PAIR[0], line("b", "a", "2015-01-01", "2016"), line("b", "a", "2016-07")),
        [SINCE],
    ),
    "a line that is replaced only when the year is over": (
        (PAIR[0], line("b", "a", "2015-01-01", "2016"), line("b", "a", "2017")),
        [SINCE, (TWO, "from 2017")],
    ),
    "a line that is replaced at an instant": (
        (
            PAIR[0],
            line("b", "a", "2015-01-01", "2016-01-01T12:00"),
            line("b", "a", "2016-01-01T12:00"),
        ),
        [SINCE],
    ),
    "a line told twice": ((*PAIR, line("a", "b", "2016-01-01", "2017-01-01")), [SINCE]),
    "two circles at once": (
        (*PAIR, line("c", "d", "2015-01-01"), line("d", "c", "2015-01-01"), line("e", "c", "2016")),
        [SINCE, (("c", "d"), "from 2015-01-01")],
    ),
    "a circle of one": ((line("a", "a", "2015"), line("b", "a", "2016")), []),
    "another member": (
        (
            PAIR[0],
            line("b", "a", "2015-01-01", "2016-01-01"),
            line("b", "c", "2016-01-01"),
            line("c", "a", "2014-01-01"),
        ),
        [SINCE, (("a", "b", "c"), "from 2016-01-01")],
    ),
    "another member for a while": (
        (
            PAIR[0],
            line("b", "a", "2015-01-01", "2016-01-01"),
            line("b", "c", "2016-01-01", "2017-01-01"),
            line("b", "a", "2017-01-01"),
            line("c", "a", "2014-01-01"),
        ),
        [SINCE, (TWO, "from 2017-01-01"), (("a", "b", "c"), "from 2016-01-01")],
    ),
    "closed when the first of two lines ends": (
        (line("b", "a", "2015"), line("b", "Z", "2014", "2018"), line("a", "b", "2014")),
        [(TWO, "from 2018")],
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("copies", [1, 40], ids=["few", "many"])
def test_each_circle_is_told_as_long_as_it_lasts(
    lines: tuple[ReportingLine, ...], expected: list[Told], copies: int
) -> None:
    """One finding for each stretch of time, whatever begins below; also among many others."""

    def named(name: str, copy: int) -> str:
        return f"{name}{copy:02}"

    many = [
        line(
            named(each.post, n), named(str(each.manager), n), as_text(each.start), as_text(each.end)
        )
        for n in range(copies)
        for each in lines
    ]
    found = circles(*many)
    assert found == sorted(
        (tuple(named(post, n) for post in posts), at)
        for n in range(copies)
        for posts, at in expected
    )


def as_text(end: object) -> str | None:
    """Return a date as it was given."""
    return None if end is None else str(end)


def test_a_circle_begins_with_its_posts() -> None:
    """Lines without a date of their own begin with the posts that they join."""
    posts = [Post("a", "A", start="2012-05"), Post("b", "B", start="2013-05")]
    assert [(TWO, "from 2013-05")] == circles(line("a", "b"), line("b", "a"), posts=posts)


def test_a_long_chain_below_a_circle() -> None:
    """However far below lines begin, one after another, the circle is told once."""
    below = [line(f"p{n:03}", f"p{n - 1:03}", str(1600 + n)) for n in range(1, 200)]
    pair = (line("a", "b", "1500"), line("b", "a", "1500"))
    assert [(TWO, "from 1500")] == circles(*pair, line("p000", "a", "1600"), *below)


def test_only_circles_are_gone_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many lines those are followed one by one that lie on a circle, not those below one."""
    gone: list[int] = []

    def none(_above: object, walks: Iterable[int]) -> list[int]:
        gone.extend(map(int, walks))
        return []

    monkeypatch.setattr(rules, "_circles", none)
    chain = [line("m", "n"), line("n", "o"), ReportingLine("o", None)]
    lines = [*chain, *(line(f"f{number:02}", "m") for number in range(60))]
    assert not circles(*lines)
    assert not gone
    below = [line("w", "x"), *(line(f"b{number:02}", "w") for number in range(40))]
    assert not circles(*lines, line("x", "y"), line("y", "x"), *below)
    assert len("xy") == len(gone)


DAYS: Final = tuple(f"20{year:02}-07-01" for year in range(10, 18))
INSTANTS: Final = tuple(f"{day}T12:00Z" for day in DAYS)


def among_many(draw: st.DrawFn, posts: list[Post], lines: list[ReportingLine]) -> History:
    """Return a history: many lines are followed all at once and few one by one, so both."""
    beside = draw(st.sampled_from((0, 40)))
    more = [line(f"z{n:02}", "a") for n in range(beside)]
    return History.build(zone="UTC", posts=posts, lines=[*lines, *more])


@st.composite
def many_at_once(draw: st.DrawFn) -> History:
    """Few posts with lines of all kinds, also several at once, that turn at few instants."""
    dates = st.one_of(st.none(), st.sampled_from(INSTANTS))
    names = draw(st.sampled_from(("abc", "abcde")))
    post = st.sampled_from(names)
    one = st.builds(
        ReportingLine,
        post,
        post,
        start=dates,
        end=dates,
        kind=st.sampled_from((*[LineKind.SOLID] * 6, LineKind.DOTTED)),
        certainty=st.sampled_from((*[Certainty.CERTAIN] * 6, Certainty.POSSIBLE)),
    )
    posts = [Post(name, name, start=draw(dates), end=draw(dates)) for name in names]
    return among_many(draw, posts, draw(st.lists(one, max_size=14)))


@st.composite
def one_after_another(draw: st.DrawFn) -> History:
    """Few posts with one line at a time, or none, which another replaces on a day."""
    names = draw(st.sampled_from(("abc", "abcd")))
    managers = st.one_of(st.none(), st.sampled_from(names), st.sampled_from(names[:2]))
    turns = (None, *DAYS[:4], None)
    lines = [
        line(post, manager, start, end)
        for post in names
        for start, end in pairwise(turns)
        if (manager := draw(managers)) is not None
    ]
    return among_many(draw, [], lines)


@given(st.one_of(many_at_once(), one_after_another()))
@example(History.build(zone="UTC", lines=[*PAIR, line("c", "a", "2016-03-01")]))
@example(History.build(zone="UTC", lines=CASES["closed when the first of two lines ends"][0]))
def test_circles_are_those_of_the_charts(history: History) -> None:
    """They are told where a chart has one that the chart of the date before does not have."""
    assert plainly(history) == told_of(history)


def plainly(history: History) -> list[Told]:
    """
    Return the circles that come up on the charts of all dates that are stated, in order.

    They are asked for as they are stated: where one line ends on a day and another begins on it,
    the chart of that day has the second.
    """
    stated = {end for fact in history.facts for end in (fact.start, fact.end)}
    moments = (when for when in stated if isinstance(when, When))
    dates = sorted(moments, key=lambda when: when.low)
    found: list[Told] = []
    before: set[tuple[str, ...]] = set()
    for at, moment in (("", When("1000")), *((f"from {when}", when) for when in dates)):
        chart = history.at(moment).certain()
        now = {circle for circle in reporting_cycles(chart) if len(circle) > 1}
        found += [(circle, at) for circle in now - before]
        before = now
    return sorted(found)
