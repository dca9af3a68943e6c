"""`Claim`: a number that a source gives as the answer to a question, kept beside the data's own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.facts import as_citations, of_type
from orgchart.sources import Citation
from orgchart.texts import require_id, require_text

__all__ = ["Claim", "Tally", "in_order_of_ids"]


@final
@attrs.frozen(order=False)
class Tally:
    """
    A claimed number beside a found one.

    Attributes:
        claim: the claim.
        found: how many the data name.
    """

    claim: Claim
    found: int

    @property
    def agrees(self) -> bool | None:
        """Whether the found number is one that was claimed; None: it may be, more are to name."""
        low, high = self.claim.low, self.claim.high
        if high is not None and self.found > high:
            return False
        return None if low is not None and self.found < low else True

    def __str__(self) -> str:
        """Return, for example, ``12 of at least 17 are named``."""
        verb = "is" if self.found == 1 else "are"
        return f"{self.found} of {self.claim.amount} {verb} named"


@final
@attrs.frozen(order=False)
class Claim:
    """
    A number claimed as the answer to a question.

    Args:
        id: any text without control characters that is the claim's alone.
        about: the question, in words.
        low: the least that is claimed, or None.
        high: the most that is claimed, or None; an exact number is both.
        approximate: whether the source says *nearly* or *about*.
        sources: what is cited for it; an id alone is enough.

    Raises:
        InvalidValueError: a field has a value that no claim can have.

    >>> print(Claim("leavers", "leaders who left in 2024", low=17).tally(12))
    12 of at least 17 are named
    """

    id: str
    about: str
    low: int | None = attrs.field(default=None, kw_only=True)
    high: int | None = attrs.field(default=None, kw_only=True)
    approximate: bool = attrs.field(default=False, kw_only=True)
    citations: tuple[Citation, ...] = attrs.field(
        default=(), converter=as_citations, alias="sources", kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        require_id("a claim", "id", self.id)
        require_text(f"claim {self.id!r}", "about", self.about)
        if type(self.approximate) is not bool:
            reason = "give true or false"
            raise InvalidValueError(f"claim {self.id!r}", "approximate", self.approximate, reason)
        for name, bound in (("low", self.low), ("high", self.high)):
            if bound is not None and (type(bound) is not int or bound < 0):
                raise InvalidValueError(f"claim {self.id!r}", name, bound, "give a whole number")
        if self.low is None and self.high is None:
            raise InvalidValueError(f"claim {self.id!r}", "low", None, "give low, high, or both")
        if self.low is not None and self.high is not None and self.low > self.high:
            reason = "it is below the least; swap them"
            raise InvalidValueError(f"claim {self.id!r}", "high", self.high, reason)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once, in order."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def amount(self) -> str:
        """The number in words: ``at least 17``, ``about 700``, ``6``."""
        about = "about " if self.approximate else ""
        if self.low == self.high:
            return f"{about}{self.low}"
        if self.high is None:
            return f"at least {about}{self.low}"
        if self.low is None:
            return f"at most {about}{self.high}"
        return f"{about}{self.low} to {self.high}"

    def tally(self, found: int | Iterable[object]) -> Tally:
        """
        Put the number beside what the data give: a number, or the things to count.

        Raises:
            InvalidValueError: the number is none, or below zero.
        """
        number = found if isinstance(found, int) else sum(1 for _ in found)
        if type(number) is not int or number < 0:
            raise InvalidValueError(f"claim {self.id!r}", "tally", found, "give a whole number")
        return Tally(self, number)

    def known_by(self, known: frozenset[str]) -> Claim:
        """Return the claim without what sources say of it that a reader did not know."""
        cited = tuple(citation for citation in self.citations if citation.source in known)
        return attrs.evolve(self, sources=cited)


def in_order_of_ids(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """
    Return claims in order of their ids.

    Raises:
        InvalidValueError: something is no claim, or two have one id.
    """
    found = tuple(sorted(of_type(Claim, claims, "claims"), key=lambda claim: claim.id))
    for one, two in pairwise(found):
        if one.id == two.id:
            reason = "another claim has that id; choose another"
            raise InvalidValueError("a claim", "id", one.id, reason)
    return found
