"""What is taken out of a history, or was not known yet, leaves no trace in what stays."""

import gc
import pickle
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import History, Person, Source, Tenure, When, pin
from orgchart.analysis import founder_tenures
from orgchart.io import dumps, loads
from orgchart.store.coded import Coded
from tests.support.histories import histories

ANN = Person("ann", "Ann")
SECRET = Person(
    "zzyzx", "Quentin", start="2020-01-01", extra={"note": "Off the record"}, sources=["leak"]
)
LEAK = Source("leak", title="A letter")


def without() -> History:
    """Return a history from which somebody was taken out."""
    return History.build(people=[ANN, SECRET], sources=[LEAK]).without(SECRET)


def earlier() -> History:
    """Return a history of a day on which nobody knew of somebody."""
    source = Source("leak", title="A letter", published="2023")
    return History.build(people=[ANN, SECRET], sources=[source]).known_on("2022")


@pytest.mark.parametrize("fewer", [without, earlier])
def test_no_date(fewer: Callable[[], History]) -> None:
    """Dates without a zone that went do not ask for such moments any more."""
    history = fewer()
    assert ("ann",) == tuple(person.id for person in history.people)
    assert 0 == len(history.at("2020-01-01T00:00Z").people)
    again = history.with_facts(Person("cy", "Cy", start=When("2020-01-01", zone="UTC")))
    assert ("ann", "cy") == tuple(person.id for person in again.people)


@pytest.mark.parametrize("fewer", [without, earlier])
def test_no_text(fewer: Callable[[], History]) -> None:
    """Neither id nor name nor note is in what is stored of it."""
    stored = pickle.dumps(fewer())
    assert b"Ann" in stored
    for text in (b"zzyzx", b"Quentin", b"record", b"2020-01-01"):
        assert text not in stored


@given(histories(), st.data())
def test_what_stays_is_as_if_made_of_it(history: History, data: st.DataObject) -> None:
    """It tells everything as a history that never had what went."""
    facts = [*history.facts]
    picks = data.draw(st.lists(st.booleans(), min_size=len(facts), max_size=len(facts)))
    gone = [fact for fact, pick in zip(facts, picks, strict=True) if pick]
    fewer = history.without(*gone)
    left = {id(fact) for fact in gone}
    stays = [fact for fact in facts if id(fact) not in left]
    like = History.build(name=history.name, zone=history.zone, sources=history.sources)
    made = like.with_facts(*stays).with_policy(history.policy)
    assert dumps(made, "json") == dumps(fewer, "json")
    assert made.dates() == fewer.dates()
    assert made.lived() == fewer.lived()
    assert made.store.floating == fewer.store.floating
    assert [*made.store.facts.names.values] == [*fewer.store.facts.names.values]


def test_columns_are_thrown_away_at_once() -> None:
    """Making a column leaves nothing to the sweep for circles."""
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            Coded.of(["a", "b", "a"])
        assert 0 == gc.collect()
    finally:
        gc.enable()


def test_nothing_to_pick_from() -> None:
    """Where there are no rows nobody is asked; a history without posts has no founders."""
    assert [] == Coded.constant(None).picks(lambda _: 1 / 0 > 0, 0).tolist()
    history = loads(dumps(History.build(people=[ANN]), "json"), "json")
    assert () == founder_tenures(history)
    assert () == founder_tenures(history.without())


#: No title, and titles that read like none.
TITLES = (None, "None", "'None'", '"None"', "\"'None'\"")


def test_a_text_that_reads_like_none() -> None:
    """A pin tells a title that is the word None from none at all, and from that word in quotes."""
    for pinned, other in permutations(TITLES, 2):
        one, two = (
            Tenure("p", "ceo", claim="c", sources=["s"], title=title) for title in (pinned, other)
        )
        history = History.build(tenures=[two, one], sources=[Source("s")], policy=pin(one))
        (conflict,) = history.conflicts()
        assert one == conflict.winner
        assert "pin" in conflict.rule
