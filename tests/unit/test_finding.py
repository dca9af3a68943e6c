"""Answers that are kept: the same as without, and not asked for again at once."""

from typing import Any

import pytest

from orgchart.store.finding import remembered


def test_answers_are_those_of_the_function() -> None:
    """However many are asked, and in whichever order."""
    answer = remembered(len)
    for _ in range(2):
        for size in range(3000):
            assert answer("x" * size) == size


def test_what_was_answered_is_not_asked_again() -> None:
    """Nor is it given up as soon as something else is asked; after very many others it may be."""
    asked: list[str] = []

    def ask(about: str) -> str:
        asked.append(about)
        return about.upper()

    answer = remembered(ask)
    assert [answer(one) for one in ("a", "b", "a", "b", "a")] == ["A", "B", "A", "B", "A"]
    assert asked == ["a", "b"]


def test_memory_is_bounded() -> None:
    """After very many questions the first one is not kept any more."""
    asked: list[str] = []

    def ask(about: str) -> int:
        asked.append(about)
        return len(about)

    answer = remembered(ask)
    values = [str(number) for number in range(100_000)]
    for value in (*values, values[0]):
        answer(value)
    assert asked == [*values, values[0]]


def test_what_has_no_hash_is_asked_each_time() -> None:
    """A list where an id belongs gets what the function says of it."""
    odd: Any = ["ceo"]
    answer = remembered(lambda about: about == odd)
    assert [answer(odd), answer("ceo"), answer(odd)] == [True, False, True]


def test_an_error_is_not_kept() -> None:
    """It comes as it is, each time."""
    answer = remembered({"ceo": 1}.__getitem__)
    for _ in range(2):
        with pytest.raises(KeyError, match="cto") as caught:
            answer("cto")
        assert caught.value.__context__ is None
    assert answer("ceo") == 1
