"""Errors: what they suggest, and how much of a value they tell."""

import copy
import pickle
from typing import Any

import pytest

from orgchart import (
    History,
    InvalidValueError,
    InvalidWhenError,
    OrgchartError,
    Person,
    Post,
    Snapshot,
    Tenure,
    UnknownIdError,
    When,
)
from orgchart.analysis import falls_within
from orgchart.errors import nearest_ids

MANY = [f"seat-{number * 7919 % 100_003:05}" for number in range(20_000)]
MEANT = "seat-52880"


@pytest.mark.parametrize(
    "asked",
    [
        "seat-x2880",
        "seat-52880q",
        "xseat-52880",
        "seat-2880",
        "seta-52880",
        "sea-52880",
        "seat-52880-old",
    ],
)
def test_among_many_ids_the_one_that_was_meant(asked: str) -> None:
    """However many there are and wherever it stands among them."""
    assert nearest_ids(asked, MANY)[0] == MEANT
    assert nearest_ids(asked, [*MANY[:2], MEANT])[0] == MEANT


def test_what_is_not_alike() -> None:
    """Nothing is named that does not look alike, nor the id itself."""
    assert nearest_ids("nothing like it", MANY) == ()
    assert MEANT not in nearest_ids(MEANT, MANY)


def test_looked_for_when_somebody_asks() -> None:
    """Whoever goes on after an error does not wait for what is similar."""
    asked: list[str] = []

    def near() -> tuple[str, ...]:
        asked.append("")
        return ("ceo",)

    error = UnknownIdError("post", "ce0", "the chart", near)
    assert (error.id, asked) == ("ce0", [])
    assert "did you mean 'ceo'" in str(error)
    assert error.nearest == error.nearest == ("ceo",)
    assert asked == [""]
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert (again.kind, again.id, again.place) == ("post", "ce0", "the chart")
        assert again.nearest == ("ceo",)
        assert str(again) == str(error)


def test_long_values_are_cut() -> None:
    """The sentence tells the beginning, the field has all."""
    long: Any = ["x" * 100_000]
    history = History.build(posts=[Post("a", "A")])
    for ask in (history.with_facts, history.at, history.at("2020").manager_of):
        with pytest.raises(OrgchartError, match=r"xxx…") as caught:
            ask(long)
        assert len(str(caught.value)) < 1500
    error = InvalidValueError("a post", "title", long, "give text")
    assert error.value is long


def test_a_stretch_asked_of_a_text() -> None:
    """When something happened is a moment, and no text that stands for one."""
    wrong: Any = "2020"
    with pytest.raises(InvalidValueError, match="'2020': give the start or end of a fact"):
        falls_within(wrong, "2019", "2021", "UTC")
    with pytest.raises(InvalidWhenError):
        falls_within(When("2020", "UTC"), "whenever", "2021", "UTC")
    assert falls_within(None, "2019", "2021", "UTC") is None


def test_blank_names_hide_no_others() -> None:
    """A blank name of a language is none: the plain one is told, or that of a language near by."""
    chart = Snapshot.build(
        people=[Person("c", "C", names={"de": " ", "fr": "Cé", "fr-CA": ""})],
        posts=[Post("p", "P", titles={"de": ""}), Post("q", "Q", titles={"de": "Ku"})],
        tenures=[Tenure("c", "p")],
    )
    assert [chart.person_name("c", lang) for lang in ("de", "fr", "fr-CA")] == ["C", "Cé", "Cé"]
    assert [chart.post_title(one, "de") for one in ("p", "q", "r")] == ["P", "Ku", "r"]
