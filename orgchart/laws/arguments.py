"""What callers give to the laws, looked at first: a wrong argument is no broken law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from orgchart.errors import InvalidValueError, InvalidWhenError
from orgchart.history import History, Moment
from orgchart.when import When, as_when

__all__ = [
    "as_list",
    "as_moments",
    "require_callables",
    "require_count",
    "require_kind",
]


def require_kind(check: str, kind: type[object], remedy: str, **values: object) -> None:
    """
    Refuse values that are of another kind.

    Args:
        check: the function that was called, for the message.
        kind: the kind.
        remedy: where to get one.
        values: the values by the names of the arguments.

    Raises:
        InvalidValueError: a value is of another kind.
    """
    for name, value in values.items():
        if not isinstance(value, kind):
            raise InvalidValueError(check, name, value, f"give a {kind.__name__}, {remedy}")


def require_callables(check: str, **functions: object) -> None:
    """
    Refuse what cannot be called.

    Raises:
        InvalidValueError: a value is no function.
    """
    for name, function in functions.items():
        if not callable(function):
            reason = "give a function by its name, without calling it"
            raise InvalidValueError(check, name, function, reason)


def require_count(check: str, **counts: object) -> None:
    """
    Refuse what is no count of one or more.

    Raises:
        InvalidValueError: a value is no whole number, or below one.
    """
    for name, count in counts.items():
        if type(count) is not int or count < 1:
            raise InvalidValueError(check, name, count, "give a whole number, 1 or more")


def as_list(check: str, name: str, given: object, empty: str) -> list[object]:
    """
    Return what is in a list, a tuple, a generator; what is in a set in order.

    Args:
        check: the function that was called, for the message.
        name: the argument.
        given: what was given.
        empty: what to do where the list would be empty.

    Raises:
        InvalidValueError: it is a single value, or there is nothing in it.
    """
    if isinstance(given, str | bytes | When) or not isinstance(given, Iterable):
        remedy = f"give a list of them, {name}=[{given!r}]" if given else "give a list"
        raise InvalidValueError(check, name, given, remedy)
    found = list(cast("Iterable[object]", given))
    if isinstance(given, set | frozenset):
        found.sort(key=repr)
    if not found:
        raise InvalidValueError(check, name, found, empty)
    return found


def as_moments(check: str, given: Iterable[Moment], history: History) -> list[When]:
    """
    Return moments at which a history can be asked.

    Raises:
        InvalidValueError: there are none, or one of them is none at which it can be.
    """
    empty = "name a moment or more; or leave `at` out, and what the histories hold is compared"
    moments: list[When] = []
    for moment in as_list(check, "at", given, empty):
        try:
            when = as_when(moment)
            history.at(when)
        except InvalidWhenError as error:
            raise InvalidValueError(check, "at", moment, error.reason) from error
        moments.append(when)
    return moments
