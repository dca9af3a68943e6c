"""
What became of people between two charts: who left, who came, who took another post.

*Left* and *joined* are said of an organisation: who holds a post of it on both sides has done
neither, whatever became of one of their posts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

import attrs

from orgchart.drawing.cards.sheet import Sheet
from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Tenure
from orgchart.snapshot import Snapshot

__all__ = ["Fates", "Going"]

#: A word in the manner of a beginning that makes a new role a promotion.
_PROMOTED: Final = "promot"


@final
@attrs.frozen
class Going:
    """
    What became of somebody who no longer holds a post.

    Attributes:
        left: whether they hold no post of its organisation any more.
        to: where they went: organisations for who left, new titles for who stayed.
        kept: titles they hold still.
        posts: the posts of the organisation that they took.
    """

    left: bool
    to: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


class Fates:
    """Looks people up in two charts."""

    def __init__(self, before: Snapshot, after: Snapshot, sheet: Sheet) -> None:
        self.before = before
        self.after = after
        self.sheet = sheet

    def going(self, tenure: Tenure) -> Going:
        """Return what became of the holder of a post that they hold no more."""
        if tenure.person == UNDISCLOSED:
            return Going(left=False)
        home = self._home(tenure.post)
        then = {t.post for t in self.before.posts_of(tenure.person)}
        now = self.after.posts_of(tenure.person)
        here = [t for t in now if self._home(t.post) == home]
        if not here:
            units = dict.fromkeys(self.sheet.organization(t.post) for t in now)
            return Going(left=True, to=tuple(self.sheet.unit(unit) for unit in units if unit))
        gained = [t for t in here if t.post not in then]
        return Going(
            left=False,
            to=self._titles(gained),
            kept=self._titles([t for t in here if t.post in then]),
            posts=tuple(t.post for t in gained),
        )

    def is_newcomer(self, tenure: Tenure) -> bool:
        """Say whether somebody held no post of the organisation before."""
        home = self._home(tenure.post)
        then = self.before.posts_of(tenure.person)
        return tenure.person == UNDISCLOSED or all(self._home(t.post) != home for t in then)

    def origins(self, tenure: Tenure) -> tuple[str, ...]:
        """Return the organisations that a newcomer was surely in before and is no more."""
        if tenure.person == UNDISCLOSED:  # who was where, nobody says
            return ()
        then = {
            self.sheet.organization(t.post)
            for t in self.before.posts_of(tenure.person)
            if t.certainty is Certainty.CERTAIN
        }
        now = {self.sheet.organization(t.post) for t in self.after.posts_of(tenure.person)}
        left = sorted(unit for unit in then - now if unit)
        return tuple(self.sheet.unit(unit) for unit in left)

    def given_up(self, tenure: Tenure) -> tuple[str, ...]:
        """Return the titles that somebody with a new role held before and holds no more."""
        if tenure.person == UNDISCLOSED:
            return ()
        now = {t.post for t in self.after.posts_of(tenure.person)}
        home = self._home(tenure.post)
        return self._titles(
            [
                t
                for t in self.before.posts_of(tenure.person)
                if t.post not in now and self._home(t.post) == home
            ]
        )

    @staticmethod
    def is_promotion(tenure: Tenure) -> bool:
        """Say whether a source calls the beginning of a tenure a promotion."""
        return _PROMOTED in (tenure.start_manner or "").casefold()

    def _home(self, post: str) -> str | None:
        """Return the organisation of a post: that of the picture where none is recorded."""
        return self.sheet.organization(post) or self.sheet.main

    def _titles(self, tenures: Sequence[Tenure]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.sheet.title_of, tenures)))
