"""The laws of histories hold, and each of them fails where it should."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgchart import Diff, Fact, History, Person, Post, Snapshot, Source, Tenure, When
from orgchart.history import Moment
from orgchart.laws import HISTORY_LAWS, LawBrokenError, check_history_laws
from orgchart.strategies import histories, rival_histories, vague_histories

HISTORY = History.build(
    people=[Person("ann", "Ann Lee"), Person("bo", "Bo")],
    posts=[Post("ceo", "Chief executive", start="2019")],
    tenures=[
        Tenure("ann", "ceo", start="2019-06-01", end="2020-02-03"),
        Tenure("bo", "ceo", start="2020-02-03"),
    ],
)


@settings(max_examples=settings().max_examples // 3)
@given(st.one_of(histories(), vague_histories(max_posts=3), rival_histories()))
def test_laws_hold(history: History) -> None:
    """Histories of every kind obey all laws."""
    check_history_laws(history, max_dates=4)


AT, DIFF, DATES = History.at, History.diff, History.dates
CERTAIN, CAREERS, WITH_FACTS = Snapshot.certain, History.careers, History.with_facts


def forgets_an_edit(history: History, *moments: Moment) -> Diff:
    """Leave out the last edit."""
    found = DIFF(history, *moments)
    return Diff(found.edits[:-1], found.before, found.after)


def names_a_date_too_many(history: History) -> tuple[When, ...]:
    """Add a date at which nothing changes."""
    return (*DATES(history), When("2021-01-01T00:00"))


def names_a_date_too_few(history: History) -> tuple[When, ...]:
    """Leave out a date from the middle."""
    dates = DATES(history)
    return (*dates[:1], *dates[2:])


def without_tenures(chart: Snapshot) -> Snapshot:
    """Take what is certain, and forget who holds it."""
    found = CERTAIN(chart)
    return Snapshot.build(posts=found.posts.values(), lines=found.lines)


def loses_one(history: History, *facts: Fact, sources: Iterable[Source] = ()) -> History:
    """Take all facts but the first."""
    return WITH_FACTS(history, *facts[1:], sources=sources)


def copied(history: History, _protocol: int) -> tuple[Callable[..., History], tuple[Any, ...]]:
    """Pickle a history without its people."""
    return lacking_people, (list(history.tenures),)


def lacking_people(tenures: list[Tenure]) -> History:
    """Make a history of tenures alone."""
    return History.build(tenures=tenures)


def skips_the_first(history: History, person: str) -> tuple[Tenure, ...]:
    """Leave out what somebody held first."""
    return CAREERS(history, person)[1:]


#: For each law what to put in place of a part of the package.
FAULTS: dict[str, tuple[object, str, object]] = {
    "difference over time": (History, "diff", forgets_an_edit),
    "dates": (History, "dates", names_a_date_too_many),
    "constant": (History, "dates", names_a_date_too_few),
    "certain and possible": (Snapshot, "certain", without_tenures),
    "order": (History, "with_facts", loses_one),
    "copies": (History, "__reduce_ex__", copied),
    "careers": (History, "careers", skips_the_first),
}


@pytest.mark.parametrize("law", HISTORY_LAWS)
def test_each_law_can_fail(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each law there is a fault of the package that it finds."""
    with monkeypatch.context() as patched:
        patched.setattr(*FAULTS[law])
        with pytest.raises(LawBrokenError) as caught:
            check_history_laws(HISTORY)
    assert law == caught.value.law
    assert HISTORY_LAWS[law] == caught.value.rule
    assert caught.value.reproduce.endswith("check_history_laws(history)")
    check_history_laws(HISTORY)


#: Zones whose days begin before, at and after those of UTC.
ZONES = (None, "UTC", "Asia/Kathmandu", "Antarctica/Troll", "America/New_York")


@pytest.mark.parametrize("zone", ZONES)
def test_the_ends_of_the_calendar(zone: str | None) -> None:
    """Nothing comes before the first day, "no date" of many exports, nor after the last."""
    first, last = "0001-01-01", "9999-12-31"
    for start, end in ((first, "2020"), (first, last), (first, None), ("2020", last)):
        ending = Tenure("ann", "ceo", start=start, end=end)
        last_day = Tenure("bo", "ceo", start=last)
        check_history_laws(History.build(zone=zone, tenures=[ending, last_day]))


@pytest.mark.parametrize("zone", ["UTC", None])
def test_only_the_first_instant_is_left_out(
    zone: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A microsecond later there is something before, and a date too many is found."""
    offset = "Z" if zone else ""
    second = When(f"0001-01-01T00:00:00.000001{offset}")

    def names_the_second(history: History) -> tuple[When, ...]:
        first, *further = DATES(history)
        return (first, second, *further)

    history = History.build(
        zone=zone, tenures=[Tenure("ann", "ceo", start=f"0001-01-01T00:00{offset}")]
    )
    check_history_laws(history)
    monkeypatch.setattr(History, "dates", names_the_second)
    with pytest.raises(LawBrokenError, match=r"at 0001-01-01T00:00:00\.000001") as caught:
        check_history_laws(history)
    assert "dates" == caught.value.law


def test_large_histories_are_sampled() -> None:
    """Of a history with many dates as many are looked at as were asked for."""
    tenures = [
        Tenure("ann", "ceo", start=f"{year}", end=f"{year}-07") for year in range(1900, 2000)
    ]
    check_history_laws(History.build(tenures=tenures), max_dates=3)


def test_an_error_inside_of_a_law_breaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that cannot answer breaks a law, with the error as its cause."""

    def fails(_history: History, _person: str) -> tuple[Tenure, ...]:
        raise KeyError("ann")

    with monkeypatch.context() as patched:
        patched.setattr(History, "careers", fails)
        with pytest.raises(LawBrokenError, match="careers") as caught:
            check_history_laws(HISTORY)
    assert isinstance(caught.value.__cause__, KeyError)
    assert "raised KeyError" in caught.value.detail
