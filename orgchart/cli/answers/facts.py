"""The facts of a chart by id, for answers that go through all of it: one pass over each kind."""

from __future__ import annotations

from collections import defaultdict
from typing import final

from orgchart.kinds import UNDISCLOSED, LineKind
from orgchart.model import ReportingLine, Tenure
from orgchart.snapshot import Snapshot
from orgchart.vacancy import Vacancy

__all__ = ["Facts"]


@final
class Facts:
    """
    The facts of a chart by id, in the order in which the chart has them.

    Attributes:
        chart: the chart.
        posts, units, people: the records.
        holders, empty: the tenures and the vacancies of a post.
        solid: the solid line of a post, a certain one first.
        below: the posts on the chart that report to a post or a unit.
        dotted: the dotted lines of a post.

    Complexity: one pass over the facts; what is looked up then costs nothing.
    """

    def __init__(self, chart: Snapshot, lang: str | None) -> None:
        self.chart, self.lang = chart, lang
        # By items, for which records are made all at once.
        self.posts, self.units = dict(chart.posts.items()), dict(chart.units.items())
        self.people = dict(chart.people.items())
        self.holders: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in chart.tenures:
            self.holders[tenure.post].append(tenure)
        self.empty: dict[str, list[Vacancy]] = defaultdict(list)
        for vacancy in chart.vacancies:
            self.empty[vacancy.post].append(vacancy)
        self.solid: dict[str, ReportingLine] = {}
        self.below: dict[str, dict[str, None]] = defaultdict(dict)
        self.dotted: dict[str, list[ReportingLine]] = defaultdict(list)
        for line in chart.lines:
            if line.kind is LineKind.DOTTED:
                self.dotted[line.post].append(line)
                continue
            self.solid.setdefault(line.post, line)
            if line.manager is not None and line.post in self.posts:
                self.below[line.manager].setdefault(line.post)
        self._away: dict[str, set[str | None]] = defaultdict(set)
        for leave in chart.leaves:
            self._away[leave.person].add(leave.post)

    def on_leave(self, tenure: Tenure) -> bool:
        """Say whether the holder of a post is on leave from it."""
        posts = self._away.get(tenure.person)
        return posts is not None and not posts.isdisjoint({None, tenure.post})

    def person(self, person: str) -> str:
        """Return what to call a person."""
        if person == UNDISCLOSED:
            return "not disclosed"
        found = self.people.get(person)
        return (found.name_in(self.lang) if found else person) or person

    def title(self, post: str) -> str:
        """Return what to call a post."""
        found = self.posts.get(post)
        return (found.title_in(self.lang) if found else post) or post

    def unit(self, unit: str) -> str:
        """Return what to call a unit."""
        found = self.units.get(unit)
        return (found.name_in(self.lang) if found else unit) or unit

    def manager(self, manager: str) -> str:
        """Return what to call a post or a unit that others report to."""
        return self.title(manager) if manager in self.posts else self.unit(manager)

    def top(self, unit: str | None) -> str | None:
        """Return the topmost unit above a unit; None for none."""
        met: set[str] = set()
        while unit is not None and unit not in met:
            met.add(unit)
            record = self.units.get(unit)
            if record is None or record.parent is None:
                return unit
            unit = record.parent
        return unit
