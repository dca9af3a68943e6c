"""The order in which people look for names: by numbers' size, capitals beside small letters."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

__all__ = ["Natural", "natural"]

#: Stretches of text and of digits, and at last the text itself.
Natural: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]

_NUMBER: Final = re.compile(r"([0-9]+)")


def natural(text: str) -> Natural:
    """
    Return a key to sort texts by.

    >>> sorted(["Person 10", "person 2", "Person 1"], key=natural)
    ['Person 1', 'person 2', 'Person 10']
    """
    stretches: list[tuple[int, int, str]] = []
    for place, stretch in enumerate(_NUMBER.split(text.casefold())):
        if place % 2:
            # Compared as text of one length: a number may have more digits than `int` takes.
            digits = stretch.lstrip("0")
            stretches.append((0, len(digits), digits))
        elif stretch:
            stretches.append((1, 0, stretch))
    return tuple(stretches), text
