"""Options that cannot be: refused when a strategy is made, and not when it is drawn from."""

from __future__ import annotations

from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

__all__ = ["check_range", "check_sizes", "check_strategies", "check_switches"]


def check_switches(**given: object) -> None:
    """
    Refuse switches that are neither on nor off.

    Raises:
        InvalidArgument: one is not True or False.
    """
    for name, value in given.items():
        if type(value) is not bool:
            raise InvalidArgument(f"{name} cannot be {value!r}; give True or False")


def check_sizes(**given: object) -> None:
    """
    Refuse what is no size.

    Raises:
        InvalidArgument: one is not a whole number, or below zero.
    """
    for name, value in given.items():
        if type(value) is not int or value < 0:
            raise InvalidArgument(f"{name} cannot be {value!r}; give a whole number, 0 or more")


def check_range(**given: int) -> None:
    """
    Refuse two sizes that have none between them.

    Args:
        **given: the least and the greatest, in this order.

    Raises:
        InvalidArgument: one is no size, or the least is greater than the greatest.
    """
    check_sizes(**given)
    (low, least), (high, most) = given.items()
    if least > most:
        reason = f"{low} cannot be {least} where {high} is {most}"
        raise InvalidArgument(f"{reason}; give {low} <= {high}")


def check_strategies(**given: object) -> None:
    """
    Refuse what nothing can be drawn from; None is left out.

    Raises:
        InvalidArgument: one is no strategy.
    """
    for name, value in given.items():
        if value is not None and not isinstance(value, SearchStrategy):
            raise InvalidArgument(f"{name} cannot be {value!r}; give a strategy")
