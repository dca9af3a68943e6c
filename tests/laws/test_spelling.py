"""The code that failures print makes the value again, all of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orgchart
from orgchart import (
    Citation,
    Diff,
    Edit,
    Fact,
    History,
    Period,
    Person,
    Policy,
    Post,
    Snapshot,
    Source,
    Tenure,
    When,
    diff,
)
from orgchart.laws import code_of
from orgchart.laws.spelling import SPELLED
from orgchart.strategies import (
    diffs,
    leaves,
    lines,
    people,
    periods,
    posts,
    rival_histories,
    snapshot_pairs,
    tenures,
    units,
    vague_histories,
)

NAMES = {name: getattr(orgchart, name) for name in orgchart.__all__}
FEW = settings(max_examples=max(settings().max_examples // 3, 10))


def made(value: object) -> object:
    """Return what the code of a value makes."""
    return eval(code_of(value), dict(NAMES))  # noqa: S307 - made on this very line


#: So few ids that records and holders often stand twice.
IDS = st.sampled_from(("a", "b"))
FACTS: st.SearchStrategy[Fact] = st.one_of(
    people(ids=IDS, periods=periods()),
    units(ids=IDS, periods=periods()),
    posts(ids=IDS, periods=periods()),
    tenures(people=IDS, posts=IDS, periods=periods()),
    lines(posts=IDS, managers=IDS, periods=periods()),
    leaves(people=IDS, posts=IDS, periods=periods()),
)


def assert_same_chart(chart: Snapshot, again: object) -> None:
    """Compare charts to the last remark, and not only what they show."""
    assert isinstance(again, Snapshot)
    assert chart == again
    assert [*chart.facts.items()] == [*again.facts.items()]
    assert chart.vacancies == again.vacancies
    for name in ("name", "at", "zone", "known", "disputed"):
        assert getattr(chart, name) == getattr(again, name)


@FEW
@given(st.lists(FACTS, max_size=8))
def test_charts_with_several_records_of_one_id(facts: list[Fact]) -> None:
    """No record is left out where several have one id."""
    chart = Snapshot.from_facts(facts)
    assert_same_chart(chart, made(chart))


@FEW
@given(vague_histories(max_posts=3), st.sampled_from(("2019", "2020-06-01", "2021")))
def test_histories_and_their_charts(history: History, day: str) -> None:
    """Histories come back, and so do their charts."""
    assert history == made(history)
    chart = history.at(day)
    assert_same_chart(chart, made(chart))


@FEW
@given(rival_histories())
def test_histories_as_known_on_a_day(history: History) -> None:
    """What was known on a day comes back, with the day."""
    earlier = history.known_on("2020-06-01")
    again = made(earlier)
    assert isinstance(again, History)
    assert earlier == again
    assert earlier.known == again.known
    assert_same_chart(earlier.at("2021"), made(earlier.at("2021")))


@FEW
@given(snapshot_pairs(), diffs())
def test_pairs_and_differences(pair: tuple[Snapshot, Snapshot], change: Diff) -> None:
    """Pairs, differences and edits come back."""
    assert pair == made(pair)
    assert change == made(change)
    assert change.edits == made(change.edits)
    short = Diff(change.edits[:-1], change.before, change.after)
    assert short == made(short)


ONE, TWO = (
    Snapshot.build(posts=[Post("ceo", "Chief")]),
    Snapshot.build(posts=[Post("ceo", "Head"), Post("ceo", "Chief")]),
)
CODE: dict[str, object] = {
    "Snapshot.build(posts=[Post('ceo', 'Chief'), Post('ceo', 'Head')])": TWO,
    "Diff((), Snapshot.build(posts=[Post('ceo', 'Chief')]), Snapshot.build())": Diff(
        (), ONE, Snapshot.build()
    ),
    "diff(Snapshot.build(posts=[Post('ceo', 'Chief')]), Snapshot.build())": diff(
        ONE, Snapshot.build()
    ),
    "(Edit(('post', 'ceo'), Post('ceo', 'Chief'), None),)": (
        Edit(("post", "ceo"), Post("ceo", "Chief"), None),
    ),
    "Period(start='2020', end=When('2021', zone='UTC'))": Period("2020", When("2021", "UTC")),
    "When('2020')": When("2020"),
    "When('2020', zone='UTC')": When("2020", "UTC"),
    "Tenure('ann', 'ceo', start=When('2020', zone='UTC'), sources=['ft'])": Tenure(
        "ann", "ceo", start=When("2020", "UTC"), sources=[Citation("ft")]
    ),
    "Policy.of(['prefer ft'])": Policy.of(["prefer ft"]),
}


@pytest.mark.parametrize("code", CODE)
def test_code_is_short(code: str) -> None:
    """The code is what somebody would type, and makes the value."""
    assert code == code_of(CODE[code])
    assert CODE[code] == made(CODE[code])


def test_long_code_is_broken_into_lines() -> None:
    """A tuple of one value is a tuple on several lines too."""
    parts = (Snapshot.build(posts=[Post(f"post-{n}", "Director of something") for n in range(6)]),)
    assert code_of(parts).count("\n") > len(parts[0].posts)
    assert parts == made(parts)


def test_what_charts_only_show_is_kept() -> None:
    """The moment, the zone, what is disputed and since when a post is empty are in the code."""
    history = History.build(
        name="Acme",
        zone="Europe/London",
        people=[Person("ann", "Ann")],
        posts=[Post("ceo", "Chief"), Post("cto", "Technology")],
        tenures=[
            Tenure("ann", "ceo", start="2019", end="2020-05-01"),
            Tenure("ann", "cto", start="2019", claim="x", sources=["ft"]),
            Tenure("bo", "cto", start="2019", claim="x", sources=["ap"]),
        ],
        sources=[Source("ft", published="2020"), Source("ap", published="2021")],
    ).known_on("2024")
    chart = history.at("2021")
    code = code_of(chart)
    assert "disputed=[" in code
    assert "vacant_since={'ceo': When('2020-05-01', zone='Europe/London')}" in code
    assert_same_chart(chart, made(chart))


def test_all_that_is_spelled_is_in_the_front_door() -> None:
    """The imports of a reproduction find each name."""
    assert {kind.__name__ for kind in SPELLED} <= set(orgchart.__all__)
