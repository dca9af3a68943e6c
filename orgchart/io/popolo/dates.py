"""Moments as partial dates: a day, a month or a year; what is vaguer, never a guess."""

from __future__ import annotations

import re
from typing import Final, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.history import History
from orgchart.io.losses import Losses
from orgchart.model import Fact
from orgchart.periods import End
from orgchart.snapshot import Key
from orgchart.when import When, instant_at

__all__ = ["Dates", "coarser"]

_PARTIAL: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}(:[0-9]{2})?)",
    re.ASCII,
)
_LENGTHS: Final = (10, 7, 4)
_WORDS: Final = "the form has no word for it; the date is left out"


def coarser(when: When, zone: str | None) -> str | None:
    """
    Return the day, month or year that a moment surely lies in; None when it may lie in several.

    >>> coarser(When("[2020-11-02..2020-11-20]"), None), coarser(When("2020~"), None)
    ('2020-11', None)
    """
    if abs(when.low) == UNBOUNDED or abs(when.high) == UNBOUNDED:
        return None
    zone = zone or when.zone
    if zone is None and _INSTANT.fullmatch(when.text):
        return when.text[:10]  # the day of its own clock
    first = str(instant_at(when.low, zone, floating=when.floating))
    for length in _LENGTHS:
        found = When(first[:length], None if when.floating else zone or "UTC")
        if found.low <= when.low and when.high <= found.high:
            return first[:length]
    return None


@final
@attrs.frozen(order=False)
class Dates:
    """
    Writes the dates of one history as partial dates.

    Attributes:
        zone: the zone of the history.
        losses: takes what a partial date cannot say.
    """

    zone: str | None
    losses: Losses

    @classmethod
    def of(cls, history: History, losses: Losses) -> Dates:
        """Write the dates of a history."""
        return cls(history.zone, losses)

    def text(self, end: End, *, times: bool = False) -> str | None:
        """Return what is written for a start or an end; None for nothing."""
        if not isinstance(end, When):
            return None
        plain = _PARTIAL.fullmatch(end.text) and end.zone == self.zone
        # Clock times beside days need a zone to be read with, and the form has none.
        if plain or (times and self.zone and _INSTANT.fullmatch(end.text)):
            return end.text
        return coarser(end, self.zone)

    def note(self, key: Key, fact: Fact, *, times: bool = False) -> None:
        """Note what is not written of the start and the end of a fact as it was."""
        for field, end in (("start", fact.start), ("end", fact.end)):
            self.note_one(key, field, end, self.text(end, times=times))

    def note_one(
        self, key: Key, field: str, end: End, written: str | None, *, why: str = ""
    ) -> None:
        """Note that something else is written for a start or an end."""
        said = "" if end is None else str(end)
        if said == (written or ""):
            return
        if isinstance(end, When):
            why = why or _why(written)
        self.losses.field(key, field, said, why or _WORDS, written)


def _why(written: str | None) -> str:
    if written is None:
        return "it is in no one day, month or year; the date is left out"
    return "only a day, a month or a year can be written"
