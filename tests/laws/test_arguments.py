"""Wrong arguments are told as such, before anything is checked, and not as broken laws."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from orgchart import History, InvalidValueError, Person, Post, Snapshot, Tenure, When
from orgchart.io import dumps, loads
from orgchart.laws import (
    LawBrokenError,
    check_diff_laws,
    check_history_laws,
    check_reader_laws,
)

HISTORY = History.build(
    zone="UTC",
    people=[Person("ann", "Ann Lee")],
    posts=[Post("ceo", "Chief", start="2019")],
    tenures=[Tenure("ann", "ceo", start="2020", end="2021-02")],
)
LOCAL = History.build(posts=[Post("ceo", "Chief", start="2019")])
CHART = HISTORY.at("2020")
READ: Callable[..., Any] = partial(check_reader_laws, loads, dumps)

#: Calls with one wrong argument: the function, its arguments, and what is told.
WRONG: dict[str, tuple[Callable[..., Any], tuple[object, ...], dict[str, object], str]] = {
    "no moments": (READ, (HISTORY,), {"at": []}, "at cannot be []: name a moment or more"),
    "one text": (READ, (HISTORY,), {"at": "2021"}, "at cannot be '2021': give a list of them"),
    "one moment": (READ, (HISTORY,), {"at": When("2021")}, "give a list of them, at=[When("),
    "one day": (READ, (HISTORY,), {"at": date(2021, 1, 1)}, "at cannot be datetime.date(2021, 1"),
    "an impossible day": (
        READ,
        (HISTORY,),
        {"at": ["2023-02-30"]},
        "at cannot be '2023-02-30': there is no such day",
    ),
    "no moment": (READ, (HISTORY,), {"at": [None]}, "at cannot be None: it is of type NoneType"),
    "no state": (READ, (HISTORY,), {"at": ["[2020..]"]}, "it names no state"),
    "an instant of local dates": (
        READ,
        (LOCAL,),
        {"at": [datetime(2021, 1, 1, tzinfo=UTC)]},
        "give the zone",
    ),
    "no kinds": (READ, (HISTORY,), {"carries": []}, "carries cannot be []: name a kind of facts"),
    "one kind": (
        READ,
        (HISTORY,),
        {"carries": "person"},
        "give a list of them, carries=['person']",
    ),
    "no such kind": (READ, (HISTORY,), {"carries": ["people"]}, "choose from person, unit, post"),
    "no such field": (READ, (HISTORY,), {"carries": ["person.title"]}, "choose from start, end"),
    "a class": (READ, (HISTORY,), {"carries": [Person]}, "choose from person, unit, post"),
    "no dates": (READ, (HISTORY,), {"max_dates": 0}, "max_dates cannot be 0: give a whole number"),
    "text for a number": (READ, (HISTORY,), {"max_dates": "3"}, "max_dates cannot be '3'"),
    "yes for a number": (READ, (HISTORY,), {"max_dates": True}, "max_dates cannot be True"),
    "no history": (READ, (None,), {}, "check_reader_laws: history cannot be None: give a History"),
    "a chart": (READ, (CHART,), {}, "give a History"),
    "a text for a reader": (
        check_reader_laws,
        ("", dumps, HISTORY),
        {},
        "check_reader_laws: read cannot be '': give a function",
    ),
    "a text for a writer": (check_reader_laws, (loads, "", HISTORY), {}, "write cannot be ''"),
    "below nothing": (check_history_laws, (HISTORY,), {"max_dates": -1}, "max_dates cannot be -1"),
    "nothing": (check_history_laws, (HISTORY,), {"max_dates": 0}, "max_dates cannot be 0"),
    "a chart for a history": (
        check_history_laws,
        (CHART,),
        {},
        "check_history_laws: history cannot be <Snapshot",
    ),
    "a history for a chart": (
        check_diff_laws,
        (CHART, HISTORY, CHART),
        {},
        "check_diff_laws: b cannot be <History: 1 people, 1 posts, 1 tenures>: give a Snapshot, as",
    ),
    "no comparison": (
        check_diff_laws,
        (CHART, CHART, CHART),
        {"compare": None},
        "compare cannot be None: give a function",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_arguments_are_told(wrong: str) -> None:
    """The argument, what was given and the remedy are named."""
    check, given, named, told = WRONG[wrong]
    with pytest.raises(InvalidValueError) as caught:
        check(*given, **named)
    assert told in str(caught.value)


def test_generators_and_sets_are_lists() -> None:
    """What can be gone through once is good enough, and stands in order in the code."""

    def loses_all(_text: str) -> History:
        return History.build()

    kinds = ("person.id", "post.id")
    check_reader_laws(loads, dumps, HISTORY, carries=(kind for kind in kinds))
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(
            loses_all,
            dumps,
            HISTORY,
            carries=(kind for kind in kinds),
            at=(str(year) for year in (2020, 2021)),
        )
    called = "history, carries=['person.id', 'post.id'], at=['2020', '2021'])"
    assert caught.value.reproduce.endswith(called)
    with pytest.raises(LawBrokenError) as of_sets:
        check_reader_laws(loses_all, dumps, HISTORY, carries={*kinds}, at={"2021", "2020"})
    assert of_sets.value.reproduce.endswith(called)


def test_moments_keep_their_zone() -> None:
    """A day elsewhere is that day in the code to reproduce, and in what is told."""

    def loses_all(_text: str) -> History:
        return History.build(zone="UTC")

    moments: list[str | date | When] = [
        When("2021-01-31", "Asia/Tokyo"),
        datetime(2021, 1, 31, tzinfo=UTC),
        "2021",
    ]
    with pytest.raises(LawBrokenError, match=r"at 2021-01-31\[Asia/Tokyo\], ") as caught:
        check_reader_laws(loses_all, dumps, HISTORY, at=moments)
    shown = "[When('2021-01-31', zone='Asia/Tokyo'), '2021-01-31T00:00+00:00', '2021']"
    assert caught.value.reproduce.endswith(f"history, at={shown})")


def test_charts_that_know_nothing_are_charts() -> None:
    """An empty chart and an empty history are no wrong arguments."""
    check_diff_laws(Snapshot.build(), Snapshot.build(), Snapshot.build())
    check_history_laws(History.build(), max_dates=1)
    check_reader_laws(loads, dumps, History.build(), max_dates=1)
