"""Options hold for every chart that is drawn; what they leave out occurs nowhere."""

from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Diff,
    History,
    Leave,
    Person,
    Post,
    Precision,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    When,
    check,
    roots,
)
from orgchart.strategies import (
    FEATURES,
    Options,
    diffs,
    features_of,
    histories,
    hostile_histories,
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


def moments_of(history: History) -> Iterator[When | str]:
    """Yield all that a history can sensibly be asked: instants, their days, years around them."""
    for when in history.dates():
        yield when
        yield when.text[: len("2020-01-01")]
    yield from ("2018", "2020", "2022")


def met_in(history: History) -> frozenset[str]:
    """Return the features of a history at every moment, and not at a few of its dates only."""
    charts = (features_of(history.at(moment)) for moment in moments_of(history))
    return features_of(history).union(*charts)


#: What the switches of histories are counted as, where they bear another name.
COUNTED_AS = {"zones": {"zone", "offsets"}, "clock_changes": {"clock changes"}}
HISTORY_SWITCHES = (*SWITCHES, *COUNTED_AS, "idle", "remarks")
#: What holds for single facts; the others are about what several facts show together.
OF_FACTS = {
    *("units", "dotted", "leaves", "undisclosed", "unknown_managers", "kinds", "cjk", "zones"),
    *("idle", "remarks"),
}


@pytest.mark.parametrize("switch", HISTORY_SWITCHES)
def test_options_hold_at_every_date(switch: str) -> None:
    """What is switched off is on no chart of an exact history, whenever it is asked for."""

    @FEW
    @given(histories(min_posts=1, **{switch: False}))
    def holds(history: History) -> None:
        assert COUNTED_AS.get(switch, {switch}).isdisjoint(met_in(history))

    holds()


MARGINS: dict[str, Callable[[History], bool]] = {
    "a note": lambda history: any(held.note for held in history.tenures),
    "a note of a line": lambda history: any(line.note for line in history.lines),
    "how it began": lambda history: any(held.start_manner for held in history.tenures),
    "how it ended": lambda history: any(
        held.end_manner is not None and isinstance(held.end, When) for held in history.tenures
    ),
    "nobody's holder": lambda history: bool(history.people) and not history.tenures,
}


@pytest.mark.parametrize("what", MARGINS)
@pytest.mark.parametrize("make", [histories, vague_histories, rival_histories])
def test_what_no_chart_compares_is_drawn(
    make: Callable[[], st.SearchStrategy[History]], what: str
) -> None:
    """An importer that loses remarks, or people who hold nothing, does not pass."""
    quickly = settings(max_examples=2000, database=None, phases=[Phase.generate])
    find(make(), MARGINS[what], settings=quickly)


def test_what_no_chart_compares_is_left_out_of_failures() -> None:
    """What has nothing to do with a failure is not in it."""
    history = find(
        histories(),
        lambda history: bool(history.tenures),
        settings=settings(max_examples=2000, database=None, deadline=None),
        random=Random(1),  # noqa: S311 - the same search each time
    )
    assert {"idle", "remarks"}.isdisjoint(features_of(history))


@FEW
@given(histories(max_dates=2))
def test_histories_have_as_many_dates_as_asked_for(history: History) -> None:
    """The moments at which an exact history changes are counted."""
    bounds = (bound for fact in history.facts for bound in (fact.start, fact.end))
    assert len({bound for bound in bounds if isinstance(bound, When)}) <= 2


@FEW
@given(histories(vacancies=False, max_dates=2))
def test_nothing_is_open_where_posts_are_filled(history: History) -> None:
    """Moments are instants then, so that the dates of the history are no more than they are."""
    assert len(history.dates()) <= 2


def in_doubt_for_its_dates(history: History) -> bool:
    """Say whether facts that are all sure are only possible at some moment."""
    sure = all(fact.certainty is Certainty.CERTAIN for fact in history.facts)
    return sure and "possible" in met_in(history)


def test_days_are_told_where_everything_is_allowed() -> None:
    """Histories without options still change on days, and are in doubt on them."""
    quickly = settings(max_examples=500, database=None, phases=[Phase.generate])
    history = find(histories(), in_doubt_for_its_dates, settings=quickly)
    assert any(
        when.precision is Precision.DAY
        for fact in history.facts
        for when in (fact.start, fact.end)
        if isinstance(when, When)
    )


#: Hostile names are of any script, whatever is switched off.
OTHERS = [
    *((make, switch) for make in (vague_histories, rival_histories) for switch in sorted(OF_FACTS)),
    *((hostile_histories, switch) for switch in sorted(OF_FACTS - {"cjk", "remarks"})),
]


@pytest.mark.parametrize(("make", "switch"), OTHERS)
def test_options_hold_for_other_histories(
    make: Callable[..., st.SearchStrategy[History]], switch: str
) -> None:
    """What the docstrings say that they keep to, vague, contested and hostile histories do."""

    @FEW
    @given(make(**{switch: False}, max_posts=3))
    def holds(history: History) -> None:
        assert COUNTED_AS.get(switch, {switch}).isdisjoint(features_of(history))

    holds()


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


#: A chart with all that can be switched off.
MIXED = Snapshot.build(
    people=[Person("ann", "Ann Lee"), Person("ann-2", "Ann Lee"), Person("bo", "Bo")],
    units=[Unit("acme", "Acme")],
    posts=[
        Post("ceo", "Chief", seats=2),
        *(Post(id_, "Head") for id_ in ("a", "b", "c")),
        Post("d", "总监"),
    ],
    tenures=[
        Tenure("ann", "ceo"),
        Tenure("ann-2", "ceo", kind="acting"),
        Tenure(UNDISCLOSED, "a", certainty="possible"),
    ],
    lines=[
        ReportingLine("a", "b"),
        ReportingLine("b", "a"),
        ReportingLine("c", UNKNOWN),
        ReportingLine("c", "a"),
        ReportingLine("d", "ceo", kind="dotted"),
    ],
    leaves=[Leave("ann")],
)


def test_the_mixed_chart_has_everything() -> None:
    """So that the next test looks at something."""
    assert features_of(MIXED) == set(SWITCHES)


@pytest.mark.parametrize("switch", sorted({*SWITCHES} - {"cjk"}))
def test_reorganised_keeps_to_options(switch: str) -> None:
    """What the chart had before a reorganisation is taken out when it is switched off."""

    @FEW
    @given(reorganised(MIXED, **{switch: False}))
    def holds(chart: Snapshot) -> None:
        assert switch not in features_of(chart)

    holds()


def test_an_unknown_manager_counts_as_one() -> None:
    """Without several roots a second post may report to somebody who is not known."""
    quickly = settings(max_examples=2000, database=None, phases=[Phase.generate])
    chart = find(
        snapshots(several_roots=False, cycles=False, duplicates=False),
        lambda chart: any(chart.manager_of(post) is UNKNOWN for post in chart.posts),
        settings=quickly,
    )
    assert len(roots(chart)) <= 1


@given(snapshot_walks(size=4))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_walks_have_their_size(walk: tuple[Snapshot, ...]) -> None:
    """A walk is as long as was asked for."""
    assert 4 == len(walk)


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
