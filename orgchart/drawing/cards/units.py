"""
Which colour a unit has, and the organisation that a picture is about.

A unit takes the colour of its ancestor just below the organisation, so teams look like their
department. Familiar names get a colour of their own; the same unit keeps it from date to date. A
colour that is assigned holds for its unit and all below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from orgchart.drawing.canvas.theme import UNIT_TOKENS, unit_token
from orgchart.errors import UnknownIdError, nearest_ids
from orgchart.snapshot import Snapshot

__all__ = ["UnitColours", "main_organization"]

_BODY, *_OTHERS = UNIT_TOKENS
_DEFAULT: Final = "unit-executive"

# Words in names of units, and the colour that people will look for there.
_FAMILIAR: Final = (
    ("unit-executive", ("executive", "office of the ceo", "leadership", "c-suite")),
    ("unit-research", ("research", "science")),
    ("unit-safety", ("safety", "security", "risk", "compliance")),
    ("unit-product", ("product", "technology", "engineering", "design")),
    ("unit-finance", ("finance", "treasury", "accounting")),
    ("unit-people", ("people", "human resources", "talent", "hr")),
    ("unit-operations", ("operations", "strategy", "legal", "sales", "marketing")),
)


class UnitColours:
    """
    The colours of the units of one or more charts.

    Args:
        charts: the charts, the one whose names count first.
        main: the organisation whose departments choose first; None for none.
        colours: colours (``#RRGGBB``) or tokens to take for some units, by unit id.

    Raises:
        UnknownIdError: a colour is for a unit that is on none of the charts.
        InvalidValueError: something is neither a colour nor a unit's token.
    """

    def __init__(
        self,
        charts: Iterable[Snapshot],
        main: str | None = None,
        *,
        colours: Mapping[str, str] | None = None,
    ) -> None:
        self.charts = tuple(charts)
        self.main = main
        self._parents: dict[str, str | None] = {}
        self._bodies: set[str] = set()
        self._organizations: set[str] = set()
        self._names: dict[tuple[str, str | None], str] = {}
        for chart in self.charts:
            for unit in chart.units.values():
                if unit.id not in self._parents and unit.is_organization:
                    self._organizations.add(unit.id)
                self._parents.setdefault(unit.id, unit.parent)
                if unit.is_body:
                    self._bodies.add(unit.id)
        self._own: Mapping[str, str] = self._given(colours or {})
        self._tokens = self._assign()

    def _given(self, colours: Mapping[str, str]) -> Mapping[str, str]:
        """Return the tokens for the colours that were assigned."""
        for unit in colours:
            if unit not in self._parents:
                near = nearest_ids(unit, self._parents)
                raise UnknownIdError("unit", unit, "the charts of the drawing", near)
        return {unit: unit_token(colour) for unit, colour in colours.items()}

    def above(self, unit: str) -> tuple[str, ...]:
        """Return a unit and those above it."""
        met = [unit]
        while True:
            parent = self._parents.get(met[-1])
            if parent is None or parent in met:
                return tuple(met)
            met.append(parent)

    def topmost(self, unit: str) -> str:
        """Return the topmost unit above a unit."""
        return self.above(unit)[-1]

    def organization(self, unit: str) -> str | None:
        """
        Return the organisation that a unit belongs to; None where none is recorded.

        A department that nothing is recorded above is not an organisation of its own.
        """
        top = self.topmost(unit)
        return top if top in self._organizations else None

    def department(self, unit: str) -> str:
        """
        Return the unit whose colour a unit takes.

        It is the nearest one up, itself included, that a colour was assigned to; without any, the
        ancestor just below the topmost one.
        """
        above = self.above(unit)
        for one in above:
            if one in self._own:
                return one
        return above[-2] if len(above) > 1 else unit

    def token(self, unit: str | None) -> str:
        """Return the token of a unit's colour; a grey for none where others have units."""
        if unit is None:
            return "unchanged" if self.any else _DEFAULT
        if unit in self._bodies:
            return self._own.get(unit, _BODY)
        return self._tokens.get(self.department(unit), _DEFAULT)

    def assigned(self, unit: str) -> str | None:
        """Return the token of the colour that was assigned to a unit itself; None for none."""
        return self._own.get(unit)

    @cached_property
    def any(self) -> bool:
        """Whether there are units at all, on record or named by a post."""
        posts = (post for chart in self.charts for post in chart.posts.values())
        return bool(self._parents) or any(post.unit is not None for post in posts)

    def name(self, unit: str, lang: str | None) -> str:
        """Return a unit's name, by the first chart that has it."""
        asked = (unit, lang)
        if asked not in self._names:
            named = (chart.unit_name(unit, lang) for chart in self.charts if unit in chart.units)
            self._names[asked] = next(named, unit)
        return self._names[asked]

    def is_body(self, unit: str | None) -> bool:
        """Say whether a unit is a board or a committee."""
        return unit in self._bodies

    def _assign(self) -> Mapping[str, str]:
        found = {self.department(unit) for unit in self._parents if unit not in self._bodies}
        departments = sorted(found, key=lambda unit: (self.topmost(unit) != self.main, unit))
        tokens = dict(self._own)
        for token, words in _FAMILIAR:
            for unit in departments if token not in self._own.values() else ():
                text = f"{unit} {self.name(unit, None)}".casefold()
                if unit not in tokens and any(_has_word(text, word) for word in words):
                    tokens[unit] = token
                    break
        free = [token for token in _OTHERS if token not in tokens.values()] or list(_OTHERS)
        rest = [unit for unit in departments if unit not in tokens]
        # Departments come before organisations: they are seen more often.
        rest.sort(key=lambda u: (self.topmost(u) != self.main, self._parents.get(u) is None, u))
        for place, unit in enumerate(rest):
            tokens[unit] = free[place % len(free)]
        return tokens


def _has_word(text: str, word: str) -> bool:
    padded = "".join(c if c.isalnum() else " " for c in text)
    plain = "".join(c if c.isalnum() else " " for c in word)
    return f" {plain} " in f" {padded} "


def main_organization(charts: Iterable[Snapshot]) -> str | None:
    """Return the organisation in which most posts are held; None where none is recorded."""
    held: Counter[str] = Counter()
    for chart in charts:
        units = {post: _organization_of(chart, post) for post in chart.posts}
        for tenure in chart.tenures:
            if organization := units.get(tenure.post):
                held[organization] += 1
        for organization in units.values():
            if organization:
                held[organization] += 0
    return min(held, key=lambda unit: (-held[unit], unit), default=None)


def _organization_of(chart: Snapshot, post: str) -> str | None:
    """Return the organisation of a post on a chart; None where its topmost unit is none."""
    top = chart.organization_of(post)
    record = None if top is None else chart.units.get(top)
    return top if record is not None and record.is_organization else None
