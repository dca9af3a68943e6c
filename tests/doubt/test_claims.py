"""Claimed numbers beside the data's own."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import Citation, Claim, History, InvalidValueError, Tally
from orgchart.io import dumps, loads
from tests.doubt.cases import problem, told
from tests.support.texts import hostile_texts, ids

FORMS = ("toml", "json")

numbers = st.integers(0, 10**12)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims of any numbers, in any words."""
    low, high = sorted((draw(numbers), draw(numbers)))
    return Claim(
        draw(ids()),
        draw(hostile_texts()),
        **draw(st.sampled_from(({"low": low}, {"high": high}, {"low": low, "high": high}))),
        approximate=draw(st.booleans()),
        sources=draw(st.lists(st.sampled_from(("ap", Citation("ft", locator="p. 1"))), max_size=2)),
    )


@pytest.mark.parametrize(
    ("low", "high", "approximate", "found", "words", "agrees"),
    [
        (17, None, False, 12, "12 of at least 17 are named", None),
        (17, None, False, 17, "17 of at least 17 are named", True),
        (17, None, False, 1, "1 of at least 17 is named", None),
        (17, None, True, 0, "0 of at least about 17 are named", None),
        (None, 3, False, 2, "2 of at most 3 are named", True),
        (None, 3, False, 4, "4 of at most 3 are named", False),
        (None, 3, True, 1, "1 of at most about 3 is named", True),
        (6, 6, False, 6, "6 of 6 are named", True),
        (6, 6, False, 5, "5 of 6 are named", None),
        (6, 6, False, 7, "7 of 6 are named", False),
        (700, 700, True, 12, "12 of about 700 are named", None),
        (5, 7, False, 6, "6 of 5 to 7 are named", True),
        (5, 7, True, 8, "8 of about 5 to 7 are named", False),
        (0, 0, False, 0, "0 of 0 are named", True),
    ],
)
def test_words(  # noqa: PLR0913, PLR0917 - a row of the table
    low: int | None,
    high: int | None,
    approximate: bool,  # noqa: FBT001
    found: int,
    words: str,
    agrees: bool | None,  # noqa: FBT001
) -> None:
    """A tally says how many of what is claimed are named, and whether that agrees."""
    claim = Claim("c", "leavers", low=low, high=high, approximate=approximate)
    for given_number in (found, ["x"] * found, (object() for _ in range(found))):
        tally = claim.tally(given_number)
        assert words == str(tally)
        assert found == tally.found
        if not (approximate and agrees is False):
            assert agrees is tally.agrees


def test_counting_what_the_data_give() -> None:
    """Anything that can be gone through can be counted: tenures, sets, nothing."""
    claim = Claim("c", "holders", low=2)
    history = told(claims=[claim])
    assert "4 of at least 2 are named" == str(claim.tally(history.people))
    assert "0 of at least 2 are named" == str(claim.tally(()))
    assert "1 of at least 2 is named" == str(claim.tally({"a"}))
    assert Tally(claim, 3) == claim.tally(3)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "low"),
        ({"low": -1}, "low"),
        ({"high": -1}, "high"),
        ({"low": 3, "high": 2}, "high"),
        ({"low": 1.5}, "low"),
        ({"low": "3"}, "low"),
        ({"low": True}, "low"),
        ({"low": 1, "id": ""}, "id"),
        ({"low": 1, "id": "unknown"}, "id"),
        ({"low": 1, "about": None}, "about"),
        ({"low": 1, "about": 7}, "about"),
        ({"low": 1, "about": "\ud800"}, "about"),
        ({"low": 1, "approximate": "yes"}, "approximate"),
        ({"low": 1, "sources": "ft"}, "sources"),
    ],
)
def test_refused(fields: Mapping[str, Any], field: str) -> None:
    """A claim without a number, or with one that cannot be, is refused by the name of the field."""
    given_fields: dict[str, Any] = {"id": "c", "about": "leavers", **fields}
    with pytest.raises(InvalidValueError) as caught:
        Claim(**given_fields)
    assert field == caught.value.field


@pytest.mark.parametrize("found", [-1, True])
def test_refused_tallies(found: int) -> None:
    """Less than nothing, and yes or no, are no numbers of things."""
    with pytest.raises(InvalidValueError):
        Claim("c", "leavers", low=1).tally(found)


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("low = 1", "claims.x.about", "missing"),
        ('about = "x"', "claims.x", "give low, high, or both"),
        ('about = "x"\nlow = 3\nhigh = 2', "claims.x.high", "swap them"),
        ('about = "x"\nlow = -3', "claims.x.low", "whole number"),
        ('about = "x"\nhigh = 2\nlow = 1.5', "claims.x.low", "whole number"),
        ('about = "x"\nhigh = 2\nlow = true', "claims.x.low", "whole number"),
        ('about = "x"\nlow = 1\napproximate = "yes"', "claims.x.approximate", "true or false"),
        ('about = "x"\nlow = 1\nlowest = 1', "claims.x.lowest", "did you mean 'low'"),
    ],
)
def test_refused_in_files(written: str, place: str, said: str) -> None:
    """A claim in a file that cannot be is named with its place and the reason."""
    found = problem(f"[claims.x]\n{written}")
    assert place in found
    assert said in found


def test_a_wrong_number_is_told_once() -> None:
    """The only number of a claim, when it is none, is one problem."""
    assert "whole number" in problem('[claims.x]\nabout = "x"\nlow = 1.5')


@pytest.mark.parametrize("form", FORMS)
@given(made=st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_files(form: str, made: list[Claim]) -> None:
    """Claims come back as they were, in order of ids."""
    history = told(claims=made)
    again = loads(dumps(history, form), form)
    assert history == again
    assert set(made) == set(again.claims)
    assert sorted(claim.id for claim in made) == [claim.id for claim in again.claims]


def test_one_id_twice() -> None:
    """Two claims with one id are refused, since a file keeps one; the same one twice is once."""
    one, two = Claim("c", "leavers", low=1), Claim("c", "leavers", low=2)
    with pytest.raises(InvalidValueError):
        History.build(claims=[one, two])


def test_claims_and_charts() -> None:
    """A claim is no fact: it changes no chart, but the history and its file."""
    claim = Claim("c", "leavers", low=1)
    assert told().at("2020") == told(claims=[claim]).at("2020")
    assert told() != told(claims=[claim])
    assert (claim,) == told(claims=[claim]).with_facts().claims
    assert (claim,) == told(claims=[claim]).without().claims
