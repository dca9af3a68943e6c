"""Spans, layers and shapes of small charts, counted by hand."""

from itertools import pairwise
from typing import Any, Final

import pytest

from orgchart import (
    UNKNOWN,
    Post,
    ReportingCycleError,
    ReportingLine,
    Snapshot,
    Unit,
    UnknownIdError,
    When,
    chain_of_command,
    reports_of,
)
from orgchart.kinds import Unknown
from orgchart.measures import Shape, layers, shape, spans


def chart(posts: str, *pairs: str | tuple[str, str | Unknown | None]) -> Snapshot:
    """Return a chart of posts with one letter each, and of lines; ``ba`` is from b to a."""
    lines = [ReportingLine(pair[0], pair[1]) for pair in pairs]
    return Snapshot.build(
        units=[Unit("board", "Board")], posts=[Post(id_, id_) for id_ in posts], lines=lines
    )


CASES: Final[list[tuple[str, Snapshot, dict[str, tuple[int, int]], dict[str, int]]]] = [
    ("nobody", chart(""), {}, {}),
    ("no lines", chart("ab"), {}, {"a": 0, "b": 0}),
    (
        "one after another",
        chart("abcde", "ba", "cb", "dc", "ed"),
        {"a": (1, 4), "b": (1, 3), "c": (1, 2), "d": (1, 1)},
        {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4},
    ),
    (
        "a tree",
        chart("abcdefg", ("a", None), "ba", "ca", "db", "eb", "fb", "gc"),
        {"a": (2, 6), "b": (3, 3), "c": (1, 1)},
        {"a": 0, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "g": 2},
    ),
    (
        "below a unit",
        chart("ab", ("a", "board"), "ba"),
        {"a": (1, 1), "board": (1, 2)},
        {"a": 0, "b": 1},
    ),
    ("somebody not known", chart("ab", ("a", UNKNOWN), ("b", UNKNOWN)), {}, {"a": 0, "b": 0}),
    ("what is no post", chart("a", "ax"), {"x": (1, 1)}, {"a": 0}),
    ("through what is no post", chart("a", "ax", "xa"), {"a": (1, 1), "x": (1, 1)}, {"a": 0}),
    (
        "a circle, and below it",
        chart("abcdef", "ba", "ab", "cb", "dc", "fe"),
        {"a": (1, 3), "b": (2, 3), "c": (1, 1), "e": (1, 1)},
        {"e": 0, "f": 1},
    ),
    ("itself", chart("ab", "aa", "ba"), {"a": (2, 1)}, {}),
    (
        "three in a circle",
        chart("abcd", "ba", "cb", "ac", "da"),
        {"a": (2, 3), "b": (1, 3), "c": (1, 3)},
        {},
    ),
    (
        "two circles",
        chart("abcdefg", "ba", "ab", "dc", "cd", "ea", "fc", "gf"),
        {"a": (2, 2), "b": (1, 2), "c": (2, 3), "d": (1, 3), "f": (1, 1)},
        {},
    ),
    (
        "two managers",
        chart("abcxy", "ba", "ca", "xb", "xc", "yx"),
        {"a": (2, 4), "b": (1, 2), "c": (1, 2), "x": (1, 1)},
        {"a": 0, "b": 1, "c": 1, "x": 2, "y": 3},
    ),
    (
        "two managers at different heights",
        chart("abx", "ba", "xa", "xb"),
        {"a": (2, 2), "b": (1, 1)},
        {"a": 0, "b": 1, "x": 1},
    ),
]


@pytest.mark.parametrize(
    ("found", "reports", "above"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_spans_and_layers(
    found: Snapshot, reports: dict[str, tuple[int, int]], above: dict[str, int]
) -> None:
    """Direct reports and all below; how many stand above."""
    assert {name: (span.direct, span.branch) for name, span in spans(found).items()} == reports
    assert layers(found) == above
    assert list(spans(found)) == sorted(reports)
    assert list(layers(found)) == sorted(above)


def test_a_line_told_twice_is_one_report() -> None:
    """Two records of one line, as certain and as possible, make no second report."""
    twice = [ReportingLine("b", "a"), ReportingLine("b", "a", certainty="possible")]
    found = spans(Snapshot.build(posts=[Post("a", "A"), Post("b", "B")], lines=twice))
    assert [(span.direct, span.branch) for span in found.values()] == [(1, 1)]


def test_dotted_lines_do_not_count() -> None:
    """They are no way up, and no reports."""
    found = Snapshot.build(
        posts=[Post("a", "A"), Post("b", "B")], lines=[ReportingLine("b", "a", kind="dotted")]
    )
    assert (spans(found), layers(found)) == ({}, {"a": 0, "b": 0})


@pytest.mark.parametrize("count", [2, 3, 4, 7, 8, 9, 16, 33])
def test_long_ways(count: int) -> None:
    """However long the way is, each stands below all before it."""
    names = [f"p{number:02}" for number in range(count)]
    lines = [ReportingLine(low, high) for high, low in pairwise(names)]
    found = Snapshot.build(posts=[Post(name, name) for name in names], lines=lines)
    assert [span.branch for span in spans(found).values()] == list(range(count - 1, 0, -1))
    assert list(layers(found).values()) == list(range(count))


def test_shapes() -> None:
    """The middle of an even number of spans lies between two; nothing has no spans."""
    assert shape(Snapshot.build()) == Shape(0, 0, 0, 0, 0, 0.0)
    tree = chart("abcdefg", "ba", "ca", "db", "eb", "fb", "gc")
    assert shape(tree) == Shape(posts=7, managers=3, layers=3, narrowest=1, widest=3, median=2.0)
    four = chart("abcdefgh", "ba", "ca", "db", "eb", "fb", "gc", "hg")
    assert shape(four).median == 1.5
    shapes: list[Any] = [shape(tree), shape(four)]
    with pytest.raises(TypeError):
        sorted(shapes)


def test_errors_name_the_chart() -> None:
    """Which chart it was, and what is alike there."""
    found = Snapshot.build(
        units=[Unit("lead", "Lead")],
        posts=[Post("leader", "Leader"), Post("dev", "Developer")],
        lines=[ReportingLine("leader", "dev"), ReportingLine("dev", "leader")],
        at=When("2024-05-14"),
    )
    with pytest.raises(ReportingCycleError, match="in the chart of 2024-05-14") as circle:
        chain_of_command(found, "dev")
    assert circle.value.posts == ("dev", "leader")
    with pytest.raises(
        UnknownIdError, match=r"no post 'leadr' in the chart of 2024-05-14"
    ) as unknown:
        chain_of_command(found, "leadr")
    assert unknown.value.nearest == ("leader",)
    with pytest.raises(UnknownIdError, match=r"no post or unit 'leadr' in the chart") as unknown:
        reports_of(found, "leadr")
    assert set(unknown.value.nearest) == {"leader", "lead"}
