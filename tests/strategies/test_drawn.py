"""What strategies draw is what they say: tables, histories of charts, texts, forests."""

import io
import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import orgchart
from orgchart import (
    Diff,
    History,
    Leave,
    Period,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    When,
)
from orgchart.io import dumps, loads, read_snapshots
from orgchart.laws import code_of
from orgchart.strategies import (
    DirtyTable,
    count_features,
    dirty_tables,
    forests,
    histories,
    hostile_histories,
    hostile_ids,
    hostile_text,
    rival_histories,
    snapshot_walks,
    snapshots,
    vague_histories,
    whens,
)
from orgchart.strategies.dating import apart, history_of, told
from orgchart.strategies.registration import register

TYPES = (
    *(Person, Unit, Post, Tenure, ReportingLine, Leave),
    *(When, Period, Snapshot, Diff, History),
)
NAMES = {name: getattr(orgchart, name) for name in orgchart.__all__}
FEW = settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(autouse=True, scope="module")
def registered() -> None:
    """Register what an installed package has registered already."""
    register()


@given(dirty_tables())
def test_tables_mean_their_charts(table: DirtyTable) -> None:
    """The reader of spreadsheets finds in every dirty table the charts that it means."""
    history = read_snapshots(list(table.rows))
    for date, chart in table.charts.items():
        assert chart == history.at(date)


@FEW
@given(dirty_tables(), st.sampled_from(",;\t"))
def test_tables_as_files(table: DirtyTable, delimiter: str) -> None:
    """The same holds for the text of a file."""
    history = read_snapshots(io.StringIO(table.csv(delimiter=delimiter)))
    for date, chart in table.charts.items():
        assert chart == history.at(date)
        assert chart == table.history.at(date)


@given(
    snapshot_walks(size=3),
    st.lists(whens(vague=False), min_size=3, max_size=3),
    st.sampled_from(("UTC", "Europe/London", None)),
)
def test_told_charts_come_back(
    charts: tuple[Snapshot, ...], whens: list[When], zone: str | None
) -> None:
    """Facts with exact periods show each chart at its moment, up to the next."""
    texts = apart([when.text for when in whens], zone)
    history = history_of(told(texts, charts[: len(texts)]), zone=zone)
    for text, chart in zip(texts, charts, strict=False):
        assert chart == history.at(text)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_types_are_known_to_hypothesis(kind: type[object]) -> None:
    """`from_type` draws values of each type, and not all the same."""
    quickly = settings(database=None, phases=[Phase.generate])
    drawn = st.from_type(kind)
    first = find(drawn, lambda value: isinstance(value, kind), settings=quickly)
    assert first != find(drawn, lambda value: value != first, settings=quickly)


#: What users write first in a file; each order has its own way round.
FIRST = {
    "hypothesis": "import hypothesis",
    "strategies": "import orgchart.strategies",
    "registration": "import orgchart.strategies.registration",
    "history": "from orgchart import History",
    "laws": "import orgchart.laws",
}


@pytest.mark.parametrize("first", FIRST)
def test_the_package_registers_itself(first: str) -> None:
    """Hypothesis finds the package by its entry point, whatever is imported first."""
    found = [entry for entry in entry_points(group="hypothesis") if entry.name == "orgchart"]
    if not found:
        pytest.skip("the package is installed as it was before it had the entry point")
    code = (
        f"{FIRST[first]}; from hypothesis import find, strategies as st;"
        "from orgchart import Snapshot;"
        "assert find(st.from_type(Snapshot), lambda chart: True).posts is not None"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("module", ["orgchart", "orgchart.laws", "orgchart.io"])
def test_laws_need_no_hypothesis(module: str) -> None:
    """What users run in production loads neither Hypothesis nor the strategies."""
    code = (
        f"import sys, {module};"
        "sys.exit(any(name in sys.modules for name in ('hypothesis', 'orgchart.strategies')))"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


@FEW
@given(
    st.one_of(
        snapshots(),
        histories(),
        vague_histories(max_posts=3),
        rival_histories(),
        hostile_histories(max_posts=2),
    )
)
def test_code_makes_the_value_again(value: Snapshot | History) -> None:
    """The code that a failure prints makes the same value."""
    assert value == eval(code_of(value), dict(NAMES))  # noqa: S307 - made one call before


def test_failures_print_code() -> None:
    """A failing test shows the smallest chart as code that can be pasted."""

    @settings(database=None, derandomize=True, report_multiple_bugs=False)
    @given(chart=snapshots())
    def fails(chart: Snapshot) -> None:
        assert not chart.vacancies

    with pytest.raises(AssertionError) as caught:
        fails()
    told_there = "\n".join(caught.value.__notes__)
    assert "chart=Snapshot.build(posts=[Post('p0', 'Director')])" in told_there


@FEW
@given(hostile_text(), hostile_ids())
def test_hostile_texts_can_be_held(text: str, id_: str) -> None:
    """Every hostile text and id can stand in a fact, and survives a file."""
    history = History.build(people=[Person(id_, text, names={text: text})], name=text)
    assert history == loads(dumps(history))


@given(forests(max_size=12))
def test_forests_have_earlier_parents(forest: tuple[int | None, ...]) -> None:
    """Each parent stands before its child, so that there are no circles."""
    assert all(parent is None or parent < place for place, parent in enumerate(forest))


@given(forests(min_size=1, several_roots=False))
def test_trees_have_one_root(forest: tuple[int | None, ...]) -> None:
    """Without several roots the first node is the only one."""
    assert [0] == [place for place, parent in enumerate(forest) if parent is None]


def test_counting_needs_a_test() -> None:
    """Outside a Hypothesis test there is nothing to count in."""
    chart = Snapshot.build(posts=[Post("ceo", "Chief")])
    with pytest.raises(InvalidArgument):
        count_features(chart)
