"""Rivals that nobody marked: about the same, at once, by different sources."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    Conflict,
    Fact,
    History,
    Leave,
    Person,
    Policy,
    Post,
    ReportingLine,
    Tenure,
    Unit,
    check,
)
from tests.doubt.cases import cited_tenures, held, policies, told


def only(history: History) -> Conflict:
    """Return the one conflict of a history."""
    (found,) = history.conflicts()
    return found


def test_dates_that_disagree() -> None:
    """Two stays of one person in one post by two sources are one, told twice."""
    history = told(
        Tenure("ann", "ceo", start="2016", end="2019", sources=["ap"]),
        Tenure("ann", "ceo", start="2017", end="2020", sources=["ft"]),
    )
    conflict = only(history)
    assert (None, ("ft",), "newest_source") == (
        conflict.claim,
        conflict.winner.sources,
        conflict.rule,
    )
    assert {} == held(history, "2016")


@pytest.mark.parametrize(
    "other",
    [
        Tenure("ann", "ceo", start="2021", sources=["ft"]),
        Tenure("ann", "ceo", start="2017", sources=["ap-de"]),
        Tenure("ann", "ceo", start="2017", sources=["ap", "ft"]),
        Tenure("ann", "ceo", start="2017"),
        Tenure("bob", "ceo", start="2017", sources=["ft"]),
        Tenure("ann", "cto", start="2017", sources=["ft"]),
        Tenure("ann", "ceo", start="unknown", sources=["ft"]),
        Tenure("ann", "ceo", start="2017", sources=["ft"], claim="second stay"),
    ],
    ids=["later", "translation", "shared", "uncited", "person", "post", "maybe", "claim"],
)
def test_what_is_no_rival(other: Tenure) -> None:
    """Another time, a source in common, another person: no rivals, and both are shown."""
    history = told(Tenure("ann", "ceo", start="2016", end="2019", sources=["ap"]), other)
    assert () == history.conflicts()


def test_undisclosed_holders_are_different_people() -> None:
    """Two holders whose names are not public, by two sources, hold two seats."""
    history = History.build(
        posts=[Post("d", "Director", seats=5)],
        tenures=[
            Tenure(UNDISCLOSED, "d", start="2016", sources=["ap"]),
            Tenure(UNDISCLOSED, "d", start="2016", sources=["ft"]),
        ],
    )
    assert () == history.conflicts()
    assert 2 == len(history.at("2017").holders("d"))


def test_readings_that_meet_over_a_third() -> None:
    """Three readings of which each meets one other are one conflict, in whatever order."""
    kinds = (("acting", "substantive"), ("substantive", "acting"))
    for short, long in kinds:
        history = told(
            Tenure("ann", "ceo", kind=short, start="2010", end="2012", sources=["ap"]),
            Tenure("ann", "ceo", kind=short, start="2014", end="2016", sources=["ap"]),
            Tenure("ann", "ceo", kind=long, start="2010", end="2016", sources=["ft"]),
        )
        assert 3 == len(only(history).readings)
        assert not [one for one in check(history) if one.rule == "same-tenure-twice"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            ReportingLine("cto", "ceo", sources=["ap"]),
            ReportingLine("cto", "x", sources=["ft"]),
        ),
        (Post("p", "Head", sources=["ap"]), Post("p", "Chief", sources=["ft"])),
        (Unit("u", "U", sources=["ap"]), Unit("u", "V", sources=["ft"])),
        (Person("p", "Pat", sources=["ap"]), Person("p", "Patrick", sources=["ft"])),
        (
            Leave("ann", "ceo", start="2016", sources=["ap"]),
            Leave("ann", "ceo", start="2017", sources=["ft"]),
        ),
    ],
    ids=lambda fact: fact.kind_name,
)
def test_facts_of_every_kind(one: Fact, two: Fact) -> None:
    """Lines, posts, units, people and leaves have rivals too."""
    conflict = only(told().with_facts(one, two))
    assert {repr(one.sources), repr(two.sources)} == {repr(f.sources) for f in conflict.readings}
    assert ("ft",) == conflict.winner.sources


def test_several_stays_of_one_person() -> None:
    """Each stay that two sources tell is a conflict of its own; one that one tells is none."""
    years = (("2001", "2003"), ("2005", "2007"), ("2009", "2011"))
    twice = [
        Tenure("ann", "ceo", start=start, end=f"{end}-0{place}", sources=[source])
        for start, end in years
        for place, source in enumerate(("ap", "ft"), 1)
    ]
    once = Tenure("ann", "ceo", start="2013", end="2015", sources=["ap"])
    conflicts = told(once, *twice).conflicts()
    found = [[(str(one.start), *one.sources) for one in each.readings] for each in conflicts]
    assert [[(start, "ap"), (start, "ft")] for start, _ in years] == found
    assert [("ft",)] * 3 == [each.winner.sources for each in conflicts]


@given(st.lists(cited_tenures(), max_size=6), policies())
def test_no_rivals_are_left_on_a_chart(tenures: list[Tenure], policy: Policy) -> None:
    """No two facts that hold are about the same, at once, by sources that have none in common."""
    lived = [
        (fact, period)
        for fact, period in told(*tenures, policy=policy).lived()
        if fact.claim is None and fact.citations and fact.key[1] != UNDISCLOSED
    ]
    originals = {"ap-de": "ap"}
    for (one, first), (two, second) in combinations(lived, 2):
        if one.key == two.key and first.certainly_overlaps(second):
            own = {originals.get(name, name) for name in one.sources}
            assert own & {originals.get(name, name) for name in two.sources}
