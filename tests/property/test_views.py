"""Charts as views: what is looked up is what going through all facts finds."""

import copy
import pickle
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Change,
    History,
    ReportingCycleError,
    Snapshot,
    UnknownIdError,
    chain_of_command,
    diff,
    reports_of,
)
from orgchart.bounds import UNBOUNDED
from orgchart.edits import edits_between
from orgchart.store import Store
from orgchart.store.differences import between
from orgchart.store.standing import Standing
from orgchart.store.view import View
from orgchart.when import When
from tests.counts import at_most
from tests.support.histories import histories, queries


@st.composite
def asked(draw: st.DrawFn, times: int) -> tuple[History, tuple[str, ...]]:
    """Histories, with doubts in them and without, and moments to ask them for."""
    history = draw(histories(vague=draw(st.booleans())))
    moments = queries(zoned=history.zone is not None)
    return history, tuple(draw(moments) for _ in range(times))


def by_going_through(history: History, moment: str) -> Snapshot:
    """Return the chart that a pass over all facts makes."""
    position = When(moment, zone=history.zone).close
    held = [(fact, period.certainty_at(position)) for fact, period in history.lived()]
    return Snapshot.from_facts(
        fact.with_certainty(fact.sureness.at_most(certainty))
        for fact, certainty in held
        if certainty is not None
    )


def store_of(history: History) -> Store:
    """Return the facts of a history as they are kept."""
    return Store.of(history.facts, history.sources, history.policy, history.zone)


def outcome(ask: Callable[..., object], *of: object) -> object:
    """Return what is answered, or how it is refused."""
    try:
        return ask(*of)
    except (UnknownIdError, ReportingCycleError) as error:
        return type(error)


@at_most(50)
@given(asked(1))
def test_a_view_shows_what_holds(case: tuple[History, tuple[str]]) -> None:
    """A chart is the facts in force, as a pass over all of them finds them."""
    history, (moment,) = case
    assert by_going_through(history, moment) == history.at(moment)


@at_most(50)
@given(asked(1))
def test_looking_up_finds_what_going_through_finds(case: tuple[History, tuple[str]]) -> None:
    """By id the same is found as in all, the first time and again."""
    history, (moment,) = case
    view, plain = history.at(moment), by_going_through(history, moment)
    people = {person.id for person in history.people} | {"nobody-has-this"}
    posts = {post.id for post in history.posts} | {"nobody-has-this"}
    units = {unit.id for unit in history.units}
    for person in (*people, *people):
        assert view.posts_of(person) == plain.posts_of(person)
        assert view.leaves_of(person) == plain.leaves_of(person)
        assert (person in view.people) == (person in plain.people)
        assert view.people.get(person) == plain.people.get(person)
    for post in (*posts, *posts):
        assert view.holders(post) == plain.holders(post)
        assert view.incumbent(post) == plain.incumbent(post)
        assert view.line_of(post) == plain.line_of(post)
        assert view.posts.get(post) == plain.posts.get(post)
        assert outcome(view.manager_of, post) == outcome(plain.manager_of, post)
        assert outcome(chain_of_command, view, post) == outcome(chain_of_command, plain, post)
    for above in (*posts, *units, *posts, *units):
        for dotted in (False, True):
            assert view.reports_to(above, dotted=dotted) == plain.reports_to(above, dotted=dotted)
            assert view.lines_to(above, dotted=dotted) == plain.lines_to(above, dotted=dotted)
        assert view.posts_in(above) == plain.posts_in(above)
        assert outcome(reports_of, view, above) == outcome(reports_of, plain, above)
    assert list(view.posts) == list(plain.posts)
    assert dict(view.people) == dict(plain.people)
    assert len(view.units) == len(plain.units)


@given(asked(2))
def test_the_log_finds_all_that_differs(case: tuple[History, tuple[str, str]]) -> None:
    """A difference told by the log is that of the two charts, in both directions."""
    history, (one, two) = case
    before, after = history.at(one), history.at(two)
    assert edits_between(before, after) == history.diff(one, two).edits
    assert diff(after, before) == history.diff(two, one)
    assert diff(before, after).changes == history.diff(one, two).changes


@given(case=asked(2), settled_only=st.booleans())
def test_comparing_in_columns_finds_what_comparing_facts_finds(
    case: tuple[History, tuple[str, str]], *, settled_only: bool
) -> None:
    """Whether much or little changes, the edits are the same, and as many as counted."""
    history, moments = case
    index = store_of(history).index
    one, two = (
        View(Standing(index, When(text, zone=history.zone).close, settled_only)) for text in moments
    )
    expected = edits_between(Snapshot(one), Snapshot(two))
    for many in (-1, 2):
        in_columns = between(one, two, many=many)
        assert expected == in_columns.edits
        assert len(expected) == len(in_columns)


def by_comparing(history: History, first: str, last: str) -> list[tuple[Change, str]]:
    """Return the dated changes between charts of which each is compared whole with the next."""
    start, end = (When(text, zone=history.zone).close for text in (first, last))
    store = store_of(history)
    settled = {position for _, period in store.in_force.every() for position in period.settled}
    positions = sorted(p for p in settled if start < p <= end and abs(p) != UNBOUNDED)
    views = (store.view(p, settled_only=True) for p in (start, *positions))
    charts = [Snapshot(view) for view in views]
    found: list[tuple[Change, str]] = []
    for before, after in pairwise(charts):
        whole = [Snapshot.from_facts(chart.facts.values()) for chart in (before, after)]
        found += [(change, str(change)) for change in diff(*whole).changes]
    return found


@given(asked(2))
def test_changes_are_those_of_whole_charts(case: tuple[History, tuple[str, str]]) -> None:
    """Told date by date, nothing is missing and nothing is too much."""
    history, (one, two) = case
    told = [(change, str(change)) for change in history.changes(one, two)]
    assert by_comparing(history, one, two) == told


@at_most(30)
@given(asked(1))
def test_views_can_be_stored(case: tuple[History, tuple[str]]) -> None:
    """A view is pickled and copied as what it shows, without its history."""
    history, (moment,) = case
    view = history.at(moment)
    again = pickle.loads(pickle.dumps(view))  # noqa: S301 - our own bytes
    assert again == view == copy.deepcopy(view)
    assert again.vacancies == view.vacancies
    assert len(pickle.dumps(view)) <= len(pickle.dumps(by_going_through(history, moment))) + 500


@at_most(30)
@given(asked(2))
def test_differences_can_be_stored(case: tuple[History, tuple[str, str]]) -> None:
    """A difference of views is pickled and copied as what it shows."""
    history, (one, two) = case
    change = history.diff(one, two)
    assert pickle.loads(pickle.dumps(change)) == change == copy.deepcopy(change)  # noqa: S301 - our own bytes


def test_index_is_made_once() -> None:
    """Charts of one history share the index."""
    store = store_of(History.build(name="Acme", zone="Europe/London"))
    assert store.index is store.index
