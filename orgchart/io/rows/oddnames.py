"""Names that are likely none: they begin with a word for a vacancy, or have no letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, final

__all__ = ["OddNames"]

#: Words so short are also surnames, such as Frei and Offen: a sign must follow them.
_SHORT: Final = 5
_SIGNS: Final = frozenset("([{-–—:/;=*")


@final
class OddNames:
    """
    Finds names that look like none.

    >>> odd = OddNames(["vacant", "frei"])
    >>> odd.why("Vacant (from 1 May)")
    "it begins with 'vacant'"
    >>> odd.why("12"), odd.why("Frei, Anna"), odd.why("Vacanti")
    ('it has no letters', None, None)
    """

    __slots__ = ("_begins",)

    def __init__(self, words: Iterable[str]) -> None:
        """
        Learn words.

        Args:
            words: what stands in place of a name, as `bare` writes it.
        """
        ordered = sorted(filter(None, words), key=len, reverse=True)
        either = "|".join(map(re.escape, ordered)) or r"(?!)"
        self._begins = re.compile(rf"\W*({either})(?![^\W\d_])\W*")

    def why(self, name: str) -> str | None:
        """Return why a name looks like none; None for other names."""
        if not any(map(str.isalpha, name)):
            return "it has no letters"
        found = self._begins.match(name.casefold())
        if found is None:
            return None
        word = found[1]
        rest = name.casefold()[found.end(1) :]
        if len(word) <= _SHORT and not _SIGNS.intersection(rest.strip()[:1]):
            return None
        return f"it begins with {word!r}"
