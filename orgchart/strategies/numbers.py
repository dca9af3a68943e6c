"""
Choices as numbers: evenly spread, and the smaller the plainer.

The shrinker of Hypothesis takes out up to five draws in a row at once. So what belongs together, a
post or a step, is drawn as no more than five numbers, of which each can stand for several choices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeVar, final

from hypothesis import strategies as st

from orgchart.strategies.options import DEFAULTS, Settled

__all__ = ["Hand", "Numbers", "chosen", "digits", "numbers", "together"]

Numbers: TypeAlias = tuple[int, ...]

_T = TypeVar("_T")

#: So many numbers there are; most counts of choices divide it.
_SIZE: Final = 60


@st.composite
def together(draw: st.DrawFn, make: Callable[..., _T], *parts: st.SearchStrategy[Any]) -> _T:
    """
    What a function makes of one value of each strategy.

    Unlike `map` over `tuples`, failures print the value that was made and not how it was, and
    Hypothesis does not spend time on which of the numbers matter.
    """
    return make(*[draw(part) for part in parts])


@lru_cache
def numbers(count: int = 1) -> st.SearchStrategy[int]:
    """Numbers that stand for so many choices; see `digits`."""
    return st.integers(0, _SIZE**count - 1)


def digits(number: int, count: int) -> Numbers:
    """
    Return the choices that a number stands for; the last ones shrink first.

    >>> digits(60 * 7 + 5, 3)
    (5, 7, 0)
    """
    found: list[int] = []
    for _ in range(count):
        number, digit = divmod(number, _SIZE)
        found.append(digit)
    return tuple(found)


def chosen(found: Sequence[_T], number: int) -> _T:
    """
    Return the one of several that a number stands for; the smallest stand for the first.

    >>> [chosen("abc", number) for number in (0, 19, 20, 59)]
    ['a', 'a', 'b', 'c']
    """
    return found[min(number * len(found) // _SIZE, len(found) - 1)]


@final
class Hand:
    """
    Makes choices by the numbers that it was dealt, one after the other; then by zeros.

    Attributes:
        options: what there is to choose from.
    """

    __slots__ = ("_numbers", "options")

    def __init__(self, choices: Numbers, options: Settled = DEFAULTS) -> None:
        self._numbers: Iterator[int] = iter(choices)
        self.options = options

    def pick(self, found: Sequence[_T]) -> _T:
        """Return one of several."""
        return chosen(found, next(self._numbers, 0))

    def one(self, found: Sequence[_T]) -> _T | None:
        """Return one of several, or None where there is none."""
        return self.pick(found) if found else None

    def coin(self) -> bool:
        """Return the fall of a coin."""
        return self.pick((False, True))
