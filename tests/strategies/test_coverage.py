"""How often each feature is met: counted, so that no test quietly stops looking at something."""

from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orgchart import History, Snapshot
from orgchart.strategies import (
    DIRT,
    FEATURES,
    DirtyTable,
    count_features,
    dirty_tables,
    histories,
    rival_histories,
    snapshots,
    vague_histories,
)

THOROUGH = settings.get_current_profile_name() == "thorough"
EXAMPLES = 1000 if THOROUGH else 200
#: Of 1,000 examples each feature is in 2 %; fewer examples are allowed to be less even.
LEAST = 0.02 if THOROUGH else 0.005
COUNT = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def rare(found: Counter[str], wanted: tuple[str, ...]) -> dict[str, int]:
    """Return what was met too seldom, with how often it was."""
    return {name: found[name] for name in wanted if found[name] < LEAST * EXAMPLES}


def test_every_feature_of_charts_is_met() -> None:
    """Charts as they are drawn without options have each feature often enough."""
    found: Counter[str] = Counter()

    @COUNT
    @given(snapshots())
    def counted(chart: Snapshot) -> None:
        found.update(count_features(chart, seek=False))

    counted()
    charts = tuple(name for name in FEATURES if name in _OF_CHARTS)
    assert {} == rare(found, charts)


_OF_CHARTS = FEATURES[: FEATURES.index("several dates")]


def test_every_feature_of_histories_is_met() -> None:
    """Histories of all three kinds together have each feature often enough."""
    found: Counter[str] = Counter()

    @COUNT
    @given(st.one_of(histories(), vague_histories(max_posts=3), rival_histories()))
    def counted(history: History) -> None:
        found.update(count_features(history))

    counted()
    # What is on charts is looked for above; in histories it takes many examples.
    assert {} == rare(found, FEATURES if THOROUGH else FEATURES[len(_OF_CHARTS) :])


def test_every_dirt_is_met() -> None:
    """Dirty tables have each kind of dirt often enough."""
    found: Counter[str] = Counter()

    @COUNT
    @given(dirty_tables())
    def counted(table: DirtyTable) -> None:
        found.update(table.dirt)

    counted()
    assert {} == rare(found, DIRT)


def test_seeking_finds_rich_charts() -> None:
    """Counters can be a target, and are noted as events without one."""
    sizes: list[int] = []

    @settings(COUNT, max_examples=100, phases=[Phase.generate, Phase.target])
    @given(snapshots())
    def counted(chart: Snapshot) -> None:
        sizes.append(len(count_features(chart, seek=True)))

    counted()
    assert max(sizes) >= 5
