"""Spans and layers are what walking from post to post finds."""

from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNKNOWN,
    Post,
    ReportingCycleError,
    ReportingLine,
    Snapshot,
    chain_of_command,
    reports_of,
)
from orgchart.measures import Span, layers, shape, spans
from tests.support.histories import histories, queries
from tests.support.snapshots import dirty_snapshots, snapshots


@st.composite
def webs(draw: st.DrawFn) -> Snapshot:
    """Lines from any post to any, so that most charts have circles, and posts below them."""
    ids = st.sampled_from("abcdefgh")
    pairs = draw(st.sets(st.tuples(ids, ids), max_size=12))
    posts = [Post(id_, id_) for id_ in sorted(draw(st.sets(ids)))]
    return Snapshot.build(posts=posts, lines=[ReportingLine(*pair) for pair in sorted(pairs)])


@st.composite
def charts(draw: st.DrawFn) -> Snapshot:
    """Charts of their own, with faults and without, webs of lines, and views on histories."""
    kind = draw(st.sampled_from(("clean", "dirty", "web", "view")))
    if kind == "web":
        return draw(webs())
    if kind == "clean":
        return draw(snapshots())
    if kind == "dirty":
        return draw(dirty_snapshots())
    history = draw(histories())
    return history.at(draw(queries(zoned=history.zone is not None)))


@given(charts())
def test_spans_are_counted_by_walking(chart: Snapshot) -> None:
    """Each manager has as many reports as are found below it, in one layer and in all."""
    named = {line.manager for line in chart.lines} - {None, UNKNOWN}
    direct = {str(name): len(chart.reports_to(str(name))) for name in named}
    walked = {
        name: Span(count, len(_below(chart, name))) for name, count in direct.items() if count
    }
    found = spans(chart)
    assert dict(found) == walked
    assert list(found) == sorted(found)


def _below(chart: Snapshot, manager: str) -> set[str]:
    """Return what is below a manager, by going down from each to each."""
    met: set[str] = {manager}
    waiting = [manager]
    while waiting:
        for report in chart.reports_to(waiting.pop()):
            if report not in met:
                met.add(report)
                waiting.append(report)
    return met - {manager}


@given(charts())
def test_the_branch_comes_layer_by_layer(chart: Snapshot) -> None:
    """Nearest layer first, in order of ids within each manager, each post once."""
    for manager in [*chart.posts, *chart.units]:
        expected: list[str] = []
        layer, met = [manager], {manager}
        while layer:
            below: dict[str, None] = {}
            for one in layer:
                below.update(dict.fromkeys(r for r in chart.reports_to(one) if r not in met))
            met.update(below)
            expected += below
            layer = list(below)
        assert tuple(expected) == reports_of(chart, manager)


@given(charts())
def test_layers_count_those_above(chart: Snapshot) -> None:
    """Each post not on or below a circle has the number of posts above it."""
    counted: dict[str, int] = {}
    for post in chart.posts:
        try:
            counted[post] = len(chain_of_command(chart, post))
        except ReportingCycleError:
            continue
    assert dict(layers(chart)) == counted
    assert shape(chart).layers == max(counted.values(), default=-1) + 1
