"""Charts as values: equality, order of input, copies, and what is derived from them."""

import copy
import pickle
from collections.abc import Callable
from random import Random
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNKNOWN,
    Certainty,
    Fact,
    History,
    LineKind,
    Person,
    Snapshot,
    Tenure,
    TenureKind,
    When,
    chain_of_command,
    check,
    diff,
    reporting_cycles,
    reports_of,
    roots,
)
from tests.counts import at_most
from tests.support.histories import histories, hostile_histories
from tests.support.reorganisations import snapshot_pairs
from tests.support.snapshots import dirty_snapshots, snapshots
from tests.support.times import periods, vague_moments, zones

Pair = tuple[Snapshot, Snapshot]
AnyChart = st.one_of(snapshots(), dirty_snapshots())


@at_most(50)
@given(AnyChart, st.randoms(use_true_random=False), st.data())
def test_what_equality_leaves_out(chart: Snapshot, random: Random, data: st.DataObject) -> None:
    """Order of input, periods, sources, remarks, name and moment make no difference."""
    facts = list(chart.facts.values())
    random.shuffle(facts)
    dressed = [dress(fact, data) for fact in facts]
    like = History.build(name="Acme", zone="UTC").at("2020")
    other = Snapshot.from_facts(dressed, like=like)
    assert chart == other
    assert hash(chart) == hash(other)
    assert list(chart.facts) == list(other.facts)
    assert not diff(chart, other)


def dress(fact: Fact, data: st.DataObject) -> Fact:
    """Give a fact another period, sources and a remark."""
    period = data.draw(periods())
    new: dict[str, Any] = {
        "start": period.start,
        "end": period.end,
        "sources": data.draw(st.sampled_from(((), ("a",), ("b", "a")))),
        "extra": {"page": "3"},
    }
    if isinstance(fact, Tenure):
        new["end_manner"] = "dismissed"
    return attrs.evolve(fact, **new)


@given(snapshot_pairs())
def test_equality_is_that_of_what_is_shown(pair: Pair) -> None:
    """Two charts are equal exactly when the same keys show the same."""
    one, two = pair
    shown = [{key: fact.shown for key, fact in chart.facts.items()} for chart in pair]
    assert (shown[0] == shown[1]) is (one == two)
    assert one != "a chart"
    if one == two:
        assert hash(one) == hash(two)


def pickled(value: object) -> object:
    """Return the value after a journey through pickle."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - made one line before


#: The ways to make a value again.
AGAIN: tuple[Callable[[Any], Any], ...] = (pickled, copy.copy, copy.deepcopy)


@given(snapshot_pairs())
def test_copies(pair: Pair) -> None:
    """Charts, differences, changes and facts survive pickle and copies, also when used before."""
    before, after = pair
    for used in (False, True):
        change = diff(before, after)
        if used:
            _ = change.changes, change.describe(), hash(before), before.vacancies, before.facts
        values = (before, change, change.changes, tuple(before.facts.values()), check(before))
        for again in AGAIN:
            for value in values:
                found = again(value)
                assert value == found
                assert hash(value) == hash(found)
                assert repr(value) == repr(found)
            assert change.describe() == again(change).describe()


@at_most(30)
@given(hostile_histories())
def test_copies_of_histories(history: History) -> None:
    """Histories survive pickle and copies, also after questions, and answer the same."""
    dates = history.dates()
    for again in AGAIN:
        found = again(history)
        assert history == found
        assert hash(history) == hash(found)
        assert dates == found.dates()


@given(vague_moments(), zones(), periods())
def test_copies_of_moments(text: str, zone: str, period: object) -> None:
    """Moments and periods survive pickle and copies, and their text gives them back."""
    when = When(text, zone)
    for value in (when, period):
        for again in AGAIN:
            assert value == again(value)
            assert hash(value) == hash(again(value))
            assert repr(value) == repr(again(value))
    assert when == When(str(when), when.zone)
    assert when == when.in_zone(zone)


@given(AnyChart)
def test_facts_give_the_chart_back(chart: Snapshot) -> None:
    """A chart made of its own facts is the same, and every fact has one key."""
    assert chart == Snapshot.from_facts(chart.facts.values(), like=chart)
    assert list(chart.facts) == sorted(chart.facts)
    listed = len(chart.tenures) + len(chart.lines) + len(chart.leaves)
    named = [fact for fact in chart.facts.values() if fact.kind_name in {"person", "unit", "post"}]
    assert len(chart.facts) == listed + len(named)
    for key, fact in chart.facts.items():
        assert fact.key == key[: len(fact.key)]


@given(AnyChart)
def test_look_ups_agree(chart: Snapshot) -> None:
    """Holders, posts held, lines and reports tell the same story from every side."""
    for tenure in chart.tenures:
        assert tenure in chart.holders(tenure.post)
        assert tenure in chart.posts_of(tenure.person)
    for line in chart.lines:
        if line.manager not in {None, UNKNOWN}:
            found = chart.reports_to(str(line.manager), dotted=line.kind is LineKind.DOTTED)
            assert 1 == found.count(line.post)
    for post in chart.posts:
        incumbent = chart.incumbent(post)
        held = [t for t in chart.holders(post) if t.kind is TenureKind.SUBSTANTIVE]
        assert (incumbent is None) is (held == [])
        if incumbent is not None:
            assert incumbent.certainty == min(t.certainty for t in held)
    for person in chart.people:
        assert chart.posts_of(person) or chart.leaves_of(person)


@given(AnyChart)
def test_vacancies(chart: Snapshot) -> None:
    """A post has as many empty seats as seats that nobody but advisers sits in."""
    empty = {(each.post, each.certainty): each.seats for each in chart.vacancies}
    for post in chart.posts.values():
        taken = [t for t in chart.holders(post.id) if t.kind is not TenureKind.ADVISER]
        sure = [t for t in taken if t.certainty is Certainty.CERTAIN]
        found = [empty.get((post.id, certainty), 0) for certainty in Certainty]
        if post.seats is None:
            assert [0, 0] == found
        else:
            assert max(post.seats - len(sure), 0) == sum(found)
            if post.certainty is Certainty.CERTAIN:
                assert max(post.seats - len(taken), 0) == found[0]


@given(snapshots())
def test_walks_up_and_down(chart: Snapshot) -> None:
    """Whoever is above a post has it in the branch below, and every post hangs from a root."""
    assert () == reporting_cycles(chart)
    tops = {post.id for post in roots(chart)}
    for post in chart.posts:
        above = chain_of_command(chart, post)
        assert len(set(above)) == len(above)
        for manager in above:
            assert post in reports_of(chart, manager)
        line = chart.line_of((above or (post,))[-1])
        assert ((above or (post,))[-1] in tops) is (line is None or line.manager is not UNKNOWN)


@given(dirty_snapshots())
def test_walks_end(chart: Snapshot) -> None:
    """On dirty charts the way down still ends, and names each post once and never the start."""
    circles = {post for circle in reporting_cycles(chart) for post in circle}
    for post in chart.posts:
        below = reports_of(chart, post)
        assert len(set(below)) == len(below)
        assert post not in below
        if post not in circles and not any(post in reports_of(chart, one) for one in circles):
            assert len(chain_of_command(chart, post)) < len(chart.posts) + 1


@at_most(50)
@given(histories())
def test_a_chart_knows_its_people(history: History) -> None:
    """Nobody stands on a chart who holds nothing there and is not on leave."""
    for when in history.dates()[:3]:
        chart = history.at(when)
        busy = {t.person for t in chart.tenures} | {leave.person for leave in chart.leaves}
        assert set(chart.people) <= busy
        assert all(isinstance(person, Person) for person in chart.people.values())
