"""Holders of one post at two dates who may be one person, written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from orgchart.io.periodic.seats import Seat
from orgchart.io.periodic.versions import Place
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.kinds import UNDISCLOSED

__all__ = ["Successions", "may_be_one"]

_Groups: TypeAlias = Mapping[str, Sequence[tuple[Seat, Place]]]

_RANKS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord"),
        *("lady", "baroness", "baron", "rev", "hon", "rt", "the", "herr", "frau", "dipl", "ing"),
        *("air", "marshal", "vice", "chief", "commodore", "group", "wing", "squadron", "leader"),
        *("flight", "major", "maj", "lieutenant", "lt", "general", "gen", "brigadier", "brig"),
        *("colonel", "col", "captain", "capt", "commander", "cdr", "cdre", "admiral", "adm"),
        *("rear", "surgeon", "surg", "field", "am", "avm", "acm", "cb", "cbe", "obe", "mbe"),
        *("kcb", "kbe", "qc", "kc", "phd", "md", "jr", "sr", "ret", "retd", "acting", "interim"),
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT: Final = 4


def may_be_one(one: str, other: str) -> bool:
    """
    Say whether two names may be one person's: alike but for ranks, initials and further names.

    >>> may_be_one("AM Ian Morrison", "Air Marshal Ian Morrison"), may_be_one("I Lee", "Ian Lee")
    (True, True)
    >>> may_be_one("Ann Lee", "Bob Lee"), may_be_one("A Lee", "Bob Lee")
    (False, False)
    """
    if _compact(one) == _compact(other):
        return True
    (given, family), (others, same) = _parts(one), _parts(other)
    if not family or family != same:
        return False
    whole, more = ({word for word in words if len(word) > 1} for words in (given, others))
    if whole and more:
        return bool(whole & more)
    # On one side stand initials only, or nothing.
    return not given or not others or given[0][0] == others[0][0]


def _compact(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _parts(name: str) -> tuple[list[str], str]:
    """Return the given names and initials, and the family name; without ranks and honours."""
    family, comma, given = name.partition(",")
    words = _WORD.findall(f"{given} {family}" if comma else name)
    shouted = name.isupper()
    kept = [
        word.casefold()
        for word in words
        if word.casefold() not in _RANKS
        and (shouted or not word.isupper() or len(word) == 1 or len(word) > _SHORT)
    ]
    return kept[:-1], kept[-1] if kept else ""


@final
class Successions:
    """Compares the holders of each post with those of the date before."""

    def __init__(self, report: ReportBuilder) -> None:
        """
        Begin before the first date.

        Args:
            report: takes who may be one.
        """
        self._report = report
        self._before: dict[str, tuple[Seat, ...]] = {}

    def see(self, groups: _Groups) -> None:
        """
        Tell of new holders who may be those of the date before.

        Complexity: a look at each post, and at the people of both dates where any changed.
        """
        now = {post: tuple(seat for seat, _ in group) for post, group in groups.items()}
        changed = [post for post, seats in now.items() if self._before.get(post, seats) != seats]
        if changed:
            stay = _people(now) & _people(self._before)
            for post in changed:
                for seat, place in groups[post]:
                    if _is_named(seat) and seat.person not in stay:
                        self._compare(seat, place, stay)
        self._before = now

    def _compare(self, seat: Seat, place: Place, stay: set[str]) -> None:
        for old in self._before[seat.post]:
            if _is_named(old) and old.person not in stay and may_be_one(old.name, seat.name):
                message = (
                    f"{seat.name!r} follows {old.name!r} in {seat.post!r} and may be the same "
                    "person; they are read as two, since people have no ids"
                )
                text = seat.record.text
                self._report.add(
                    EntryKind.FLAGGED, "same-person", place[0], place[1], message, text=text
                )


def _is_named(seat: Seat) -> bool:
    return seat.named and bool(seat.person) and seat.person is not UNDISCLOSED


def _people(groups: Mapping[str, Sequence[Seat]]) -> set[str]:
    return set(_persons(groups))


def _persons(groups: Mapping[str, Sequence[Seat]]) -> Iterator[str]:
    return (seat.person for seats in groups.values() for seat in seats)
