"""
The closed lists of words, and what stands for something not known or not public.

All of them are text, so that they sort, compare and go into files as themselves.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

__all__ = [
    "NOBODY",
    "ONGOING",
    "RESERVED",
    "UNDISCLOSED",
    "UNKNOWN",
    "Certainty",
    "LineKind",
    "Ongoing",
    "TenureKind",
    "Undisclosed",
    "Unknown",
]


class Unknown(StrEnum):
    """The type of `UNKNOWN`."""

    UNKNOWN = "unknown"


class Ongoing(StrEnum):
    """The type of `ONGOING`."""

    ONGOING = "ongoing"


#: A manager, a beginning or an end that exists and is not known.
UNKNOWN: Final[Literal[Unknown.UNKNOWN]] = Unknown.UNKNOWN
#: The end of what is stated to go on, whatever becomes of the things around it.
ONGOING: Final[Literal[Ongoing.ONGOING]] = Ongoing.ONGOING


class Undisclosed(StrEnum):
    """The type of `UNDISCLOSED`."""

    UNDISCLOSED = "undisclosed"


#: The holder of a seat that is filled, whose name is not public.
UNDISCLOSED: Final[Literal[Undisclosed.UNDISCLOSED]] = Undisclosed.UNDISCLOSED


class TenureKind(StrEnum):
    """How somebody sits in a post."""

    #: Appointed to it for good.
    SUBSTANTIVE = "substantive"
    #: Does its work without being appointed to it.
    ACTING = "acting"
    #: Appointed to it until somebody is found.
    INTERIM = "interim"
    #: Advises it and does not fill it.
    ADVISER = "adviser"


class LineKind(StrEnum):
    """How strong a reporting line is."""

    SOLID = "solid"
    DOTTED = "dotted"


class Certainty(StrEnum):
    """Whether a fact holds for sure, or only may."""

    CERTAIN = "certain"
    POSSIBLE = "possible"

    def at_most(self, other: Certainty) -> Certainty:
        """Return the weaker of the two."""
        return self if self is Certainty.POSSIBLE else other


#: How "reports to nobody" is written in files; in code it is the manager None.
NOBODY: Final = "nobody"
#: Words that stand for something else and are therefore no ids.
RESERVED: Final = frozenset({"unknown", "undisclosed", "ongoing", NOBODY, "*"})
