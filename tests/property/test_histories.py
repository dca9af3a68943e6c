"""Histories made of charts, grown and cut back, and asked about people and posts."""

from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from orgchart import Certainty, History, Snapshot, Tenure, TenureKind, Vacancy, When, diff
from orgchart.io import dumps, loads
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, queries
from tests.support.reorganisations import snapshot_walks
from tests.support.times import zones

Walk = tuple[Snapshot, ...]


@given(snapshot_walks(), zones() | st.none(), st.data())
def test_charts_come_back(walk: Walk, zone: str | None, data: st.DataObject) -> None:
    """A history made of charts at dates gives each chart back at its date."""
    texts = data.draw(st.permutations(dated(zone, data)))
    charts = dict(zip(texts, walk, strict=False))
    history = History.from_snapshots(charts, zone=zone)
    for text, chart in charts.items():
        assert chart == history.at(text)
    assert history == loads(dumps(history))
    assert history == loads(dumps(history, "json"), "json")
    for first, second in pairwise(texts):
        if {first, second} <= charts.keys():
            assert diff(charts[first], charts[second]) == history.diff(first, second)


def dated(zone: str | None, data: st.DataObject) -> list[str]:
    """Draw up to four moments that close at different instants."""
    found = data.draw(
        st.lists(
            queries(zoned=zone is not None),
            max_size=4,
            unique_by=lambda text: When(text).in_zone(zone or "UTC").close // 2,
        )
    )
    closes = sorted((When(text).in_zone(zone or "UTC").close, text) for text in found)
    apart: list[str] = []
    last = None
    for close, text in closes:
        # An instant in the last microsecond of a day leaves no room after it.
        if last is None or close > last + 2:
            apart.append(text)
        last = close
    return apart


@given(snapshot_walks(size=2), zones())
def test_in_between_both_readings_are_possible(walk: Walk, zone: str) -> None:
    """Between two dates of charts nothing that changes is certain, and all the rest is."""
    before, after = walk
    history = History.from_snapshots({"2020": before, "2022": after}, zone=zone)
    between = history.at("2021")
    same = {key: fact for key, fact in before.facts.items() if key not in changed(before, after)}
    sure = between.certain().facts.values()
    for fact in same.values():
        if fact.certainty is Certainty.CERTAIN and fact.kind_name != "person":
            assert fact.shown in [other.shown for other in sure]
    for edit in diff(before, after):
        for side in (edit.before, edit.after):
            if side is not None:
                possible = side.with_certainty(Certainty.POSSIBLE).shown
                assert possible in [other.shown for other in between.facts.values()]


def changed(before: Snapshot, after: Snapshot) -> set[tuple[str, ...]]:
    """Return the keys at which two charts differ."""
    return {edit.key for edit in diff(before, after)}


@at_most(50)
@given(histories(), st.data())
def test_with_and_without_facts(history: History, data: st.DataObject) -> None:
    """Facts that are taken out can be put back, and the history is what it was."""
    facts = list(history.facts)
    gone = data.draw(st.lists(st.sampled_from(facts), unique_by=id)) if facts else []
    shorter = history.without(*gone)
    assert len(facts) - len(gone) == len(list(shorter.facts))
    assert history == shorter.with_facts(*gone)


@at_most(50)
@given(histories(), st.data())
def test_facts_that_come_later(history: History, data: st.DataObject) -> None:
    """A history that grows fact by fact or read from a file is that of all facts at once."""
    facts = data.draw(st.permutations(list(history.facts)))
    cut = data.draw(st.integers(0, len(facts)))
    empty = attrs.evolve(history, store=History.build(zone=history.zone).store)
    first = empty.with_facts(*facts[:cut], sources=history.sources)
    if data.draw(st.booleans()):
        first = loads(dumps(first, "json"), "json")
    grown = first.with_facts(*facts[cut:])
    assert list(history.facts) == list(grown.facts)
    assert history == grown
    assert history.dates() == grown.dates()
    for when in history.dates()[:3]:
        assert history.at(when) == grown.at(when)
    assert grown.store.facts is grown.with_facts().store.facts


@at_most(50)
@given(histories())
def test_careers_and_successions_are_complete(history: History) -> None:
    """Every tenure is in one career and one succession, each in order of starts."""
    people = {tenure.person for tenure in history.tenures}
    posts = {tenure.post for tenure in history.tenures}
    careers = [tenure for person in sorted(people) for tenure in history.careers(person)]
    held = [t for post in posts for t in history.succession(post) if isinstance(t, Tenure)]
    assert sorted(map(repr, history.tenures)) == sorted(map(repr, careers))
    assert sorted(map(repr, history.tenures)) == sorted(map(repr, held))


@given(clean_histories())
def test_gaps_are_vacancies(history: History) -> None:
    """In each gap of a succession the chart shows the post vacant."""
    for post in history.posts:
        for found in history.succession(post.id):
            if isinstance(found, Vacancy) and isinstance(found.since, When):
                sitting = history.at(found.since).holders(post.id)
                assert not [held for held in sitting if held.kind != TenureKind.ADVISER]


@at_most(50)
@given(histories())
def test_equal_however_built(history: History) -> None:
    """The order in which facts are given does not matter, nor does giving them in parts."""
    facts = list(history.facts)
    empty = History.build(name=history.name, zone=history.zone)
    grown = empty.with_facts(*reversed(facts))
    assert history == grown
    assert hash(history) == hash(grown)
    assert history == history.without()
