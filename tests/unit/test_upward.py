"""The way up in a history without doubts, which is read line by line."""

import attrs
import pytest

from orgchart import (
    UNKNOWN,
    Certainty,
    History,
    Post,
    ReportingCycleError,
    ReportingLine,
    Snapshot,
    Unit,
    UnknownIdError,
    When,
    chain_of_command,
)
from orgchart.store.standing import Standing
from orgchart.store.view import View

POSTS = [Post(name, name.upper()) for name in ("ceo", "cto", "lead", "dev", "odd", "lost")]
LINES = [
    ReportingLine("ceo", None, start="2020-01-01"),
    ReportingLine("cto", "ceo", start="2020-01-01"),
    ReportingLine("lead", "ceo", start="2020-01-01", end="2021-01-01"),
    ReportingLine("lead", "cto", start="2021-01-01", end="2022-01-01"),
    ReportingLine("lead", "board", start="2022-01-01"),
    ReportingLine("dev", "ceo", kind="dotted", start="2020-01-01"),
    ReportingLine("dev", "lead", start="2020-01-01"),
    ReportingLine("odd", UNKNOWN, start="2020-01-01"),
    ReportingLine("lost", "nobody-has-this", start="2020-01-01"),
    ReportingLine("early", "late", start="2020-01-01", end="2030-01-01"),
]
HISTORY = History.build(
    units=[Unit("board", "Board")],
    posts=[*POSTS, Post("early", "Early"), Post("late", "Late", start="2025-01-01")],
    lines=LINES,
)

CHAINS = [
    ("ceo", "2020-06-01", ()),
    ("lead", "2020-06-01", ("ceo",)),
    ("dev", "2020-06-01", ("lead", "ceo")),
    ("dev", "2021-06-01", ("lead", "cto", "ceo")),
    ("dev", "2022-06-01", ("lead",)),
    ("odd", "2020-06-01", ()),
    ("lost", "2020-06-01", ()),
    ("early", "2020-06-01", ()),
    ("early", "2025-06-01", ("late",)),
]


@pytest.mark.parametrize("rumour", [False, True], ids=["sure", "rumour"])
@pytest.mark.parametrize(("post", "day", "expected"), CHAINS)
def test_chains(post: str, day: str, expected: tuple[str, ...], *, rumour: bool) -> None:
    """Up to nobody, a unit, somebody not known or a stranger; whatever rumours tell."""
    told = ReportingLine("ceo", "odd", kind="dotted", certainty=Certainty.POSSIBLE)
    history = HISTORY.with_facts(told) if rumour else HISTORY
    assert expected == chain_of_command(history.at(day), post)


@pytest.mark.parametrize("rumour", [False, True], ids=["sure", "rumour"])
@pytest.mark.parametrize(
    ("post", "day", "expected"),
    [
        ("ceo", "2020-06-01", None),
        ("cto", "2020-06-01", "ceo"),
        ("lead", "2021-06-01", "cto"),
        ("lead", "2022-06-01", "board"),
        ("dev", "2020-06-01", "lead"),
        ("odd", "2020-06-01", UNKNOWN),
        ("ceo", "2019-06-01", None),
    ],
)
def test_managers(post: str, day: str, expected: str | None, *, rumour: bool) -> None:
    """A post, a unit, somebody not known, or nobody."""
    told = ReportingLine("ceo", "odd", kind="dotted", certainty=Certainty.POSSIBLE)
    history = HISTORY.with_facts(told) if rumour else HISTORY
    found = history.at(day).manager_of(post)
    assert expected == (found.id if isinstance(found, Post | Unit) else found)


def test_a_post_that_is_gone_ends_the_way() -> None:
    """The line to it is still there, and the post is on the chart no more."""
    line = ReportingLine("cto", "gone", start="2020-01-01", end="2030-01-01")
    others = [attrs.evolve(one, post="dev") if one.post == "cto" else one for one in LINES]
    history = History.build(
        posts=[*POSTS, Post("gone", "Gone", end="2020-06-01")], lines=[*others, line]
    )
    assert chain_of_command(history.at("2020-03-01"), "cto") == ("gone",)
    assert chain_of_command(history.at("2020-09-01"), "cto") == ()


def test_a_circle_is_named() -> None:
    """It starts where the way comes back to, also from outside of it."""
    history = HISTORY.without(LINES[0]).with_facts(
        ReportingLine("ceo", "lead", start="2020-01-01", end="2021-06-01")
    )
    with pytest.raises(ReportingCycleError) as caught:
        chain_of_command(history.at("2020-06-01"), "dev")
    assert caught.value.posts == ("lead", "ceo")
    assert chain_of_command(history.at("2022-06-01"), "dev") == ("lead",)


def test_who_is_not_there() -> None:
    """A chain or a manager of what is no post is refused."""
    chart = HISTORY.at("2020-06-01")
    with pytest.raises(UnknownIdError):
        chain_of_command(chart, "nobody-at-all")
    for post in ("nobody-at-all", "lost"):
        with pytest.raises(UnknownIdError):
            chart.manager_of(post)


def test_a_vague_line_is_taken_at_its_last_bound_where_nothing_is_to_be_in_doubt() -> None:
    """Charts with doubts and charts without read other places of one history."""
    history = History.build(
        posts=[Post(name, name.upper()) for name in ("ceo", "cto", "lead", "dev")],
        lines=[
            ReportingLine("dev", "ceo", start="2019-01-01", end="2020"),
            ReportingLine("dev", "cto", start="2021"),
            ReportingLine("lead", "cto", start="2019-01-01", end="2021-09-01"),
            ReportingLine("lead", "ceo", start="2021-09-01"),
        ],
    )
    index = history.store.index
    days = ("2019-06-01", "2020-06-01", "2021-06-01", "2022-06-01")
    for _ in range(2):
        sure = [history.at(day) for day in days]
        settled = [
            Snapshot(View(Standing(index, When(day).close, settled_only=True))) for day in days
        ]
        found = [[chain_of_command(chart, "dev") for chart in charts] for charts in (sure, settled)]
        assert found == [
            [("ceo",), ("ceo",), ("cto",), ("cto",)],
            [("ceo",), ("ceo",), (), ("cto",)],
        ]
        managers = [chart.manager_of("lead") for chart in (*sure, *settled)]
        names = [manager.id for manager in managers if isinstance(manager, Post)]
        assert names == ["cto", "cto", "cto", "ceo"] * 2


def test_a_post_before_a_unit() -> None:
    """Of a post and a unit with one id the post is the manager, in a history and in a chart."""
    history = History.build(
        posts=[Post("x", "Post"), Post("y", "Y")],
        units=[Unit("x", "Unit")],
        lines=[ReportingLine("y", "x")],
    )
    chart = history.at("2020")
    assert chart.manager_of("y") == Post("x", "Post") == chart.certain().manager_of("y")
