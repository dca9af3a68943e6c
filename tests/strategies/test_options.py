"""Options hold for every chart that is drawn; what they leave out occurs nowhere."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orgchart import Diff, History, Snapshot, When, check
from orgchart.strategies import (
    FEATURES,
    Options,
    diffs,
    dirty_tables,
    features_of,
    forests,
    histories,
    reorganised,
    rival_histories,
    snapshot_pairs,
    snapshot_walks,
    snapshots,
    vague_histories,
    whens,
)
from orgchart.strategies.options import Settled

SWITCHES = [name for name, kind in Options.__annotations__.items() if "bool" in str(kind)]
THOROUGH = settings.get_current_profile_name() == "thorough"
#: Each switch is tried on its own; together they are many tests.
FEW = settings(max_examples=settings().max_examples if THOROUGH else 15)


@pytest.mark.parametrize("switch", SWITCHES)
def test_what_is_switched_off_does_not_occur(switch: str) -> None:
    """A switch that is off holds before and after every reorganisation."""

    @FEW
    @given(diffs(max_steps=6, **{switch: False}))
    def holds(change: Diff) -> None:
        assert switch not in features_of(change)

    holds()


@pytest.mark.parametrize("switch", SWITCHES)
def test_every_switch_is_a_feature(switch: str) -> None:
    """What can be switched off is counted under the same name."""
    assert switch in FEATURES
    quickly = settings(max_examples=2000, database=None, phases=[Phase.generate])
    chart = find(snapshots(), lambda chart: switch in features_of(chart), settings=quickly)
    assert len(chart.posts) <= Settled().max_posts


@FEW
@given(
    histories(units=False, dotted=False, cycles=False, possible=False, leaves=False, max_dates=2)
)
def test_options_hold_at_every_date(history: History) -> None:
    """The charts of an exact history keep to the options, and there are as few as asked for."""
    bounds = (bound for fact in history.facts for bound in (fact.start, fact.end))
    moments = {bound for bound in bounds if isinstance(bound, When)}
    assert len(moments) <= 2
    for moment in moments:
        found = features_of(history.at(moment))
        assert {"units", "dotted", "cycles", "possible", "leaves"}.isdisjoint(found)


@FEW
@given(
    st.one_of(
        vague_histories(dotted=False, cjk=False, max_posts=3),
        rival_histories(dotted=False, cjk=False),
    )
)
def test_options_hold_for_other_histories(history: History) -> None:
    """What is switched off is in no fact of a vague or contested history either."""
    assert {"dotted", "cjk"}.isdisjoint(features_of(history))


@FEW
@given(snapshots(min_posts=2, max_posts=3, max_people=2))
def test_sizes(chart: Snapshot) -> None:
    """A chart has as many posts and people as was asked for."""
    assert 2 <= len(chart.posts) <= 3
    assert len(chart.people) <= 2


@FEW
@given(snapshot_pairs(max_posts=2, max_people=1, undisclosed=False, max_steps=8))
def test_sizes_after_reorganisations(pair: tuple[Snapshot, Snapshot]) -> None:
    """Reorganisations create no more posts and people than were asked for."""
    for chart in pair:
        assert len(chart.posts) <= 2
        assert set(chart.people) <= {"ann"}


@FEW
@given(snapshots(vacancies=False, shared=False, several_roots=False, cycles=False, possible=False))
def test_a_tidy_chart_breaks_no_rule(chart: Snapshot) -> None:
    """With the dirt switched off, every post has one holder and hangs from one root."""
    assert not chart.vacancies
    broken = {finding.rule for finding in check(chart)}
    assert {"reporting-cycle", "too-many-holders"}.isdisjoint(broken)


@FEW
@given(st.data())
def test_reorganised_keeps_to_options(data: st.DataObject) -> None:
    """What the chart had before a reorganisation is taken out when it is switched off."""
    chart = data.draw(snapshots())
    assert "dotted" not in features_of(data.draw(reorganised(chart, dotted=False)))


@given(snapshot_walks(size=4))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_walks_have_their_size(walk: tuple[Snapshot, ...]) -> None:
    """A walk is as long as was asked for."""
    assert 4 == len(walk)


WRONG: dict[str, Callable[[], object]] = {
    "sizes crossed": lambda: snapshots(min_posts=3, max_posts=2),
    "people below none": lambda: snapshots(max_people=-1),
    "a word": lambda: snapshots(dotted="no"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "no such option": lambda: snapshots(dots=False),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    "nobody to sit": lambda: snapshots(max_people=0, vacancies=False, undisclosed=False),
    "steps crossed": lambda: snapshot_pairs(min_steps=2, max_steps=1),
    "no charts": lambda: snapshot_walks(size=0),
    "no dates": lambda: histories(max_dates=0),
    "a number": lambda: histories(zones=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "forest sizes": lambda: forests(min_size=2, max_size=1),
    "no such dirt": lambda: dirty_tables(dirt=("mud",)),
    "no rows": lambda: dirty_tables(max_rows=0),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_impossible_options_are_refused(wrong: str) -> None:
    """An option that cannot be is refused at once, and not when the first example is drawn."""
    with pytest.raises(InvalidArgument):
        WRONG[wrong]()


def test_options_are_those_that_are_settled() -> None:
    """The typed names of options and their defaults do not drift apart."""
    assert list(Options.__annotations__) == list(Settled.__annotations__)


def test_moments_can_be_made_to_stand_together() -> None:
    """Without a zone all moments are floating; with exact ones none is vague."""

    @FEW
    @given(whens(zoned=False, vague=False))
    def floating(when: object) -> None:
        assert getattr(when, "floating", False)

    floating()
