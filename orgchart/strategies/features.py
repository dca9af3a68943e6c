"""What occurs in charts and histories, to count how often a test meets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hypothesis import event, target

from orgchart.comparison import Diff
from orgchart.hierarchy import reporting_cycles, roots
from orgchart.history import History
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.laws.histories import spread
from orgchart.model import Fact
from orgchart.periods import Period
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = ["FEATURES", "count_features", "features_of"]


def _namesakes(chart: Snapshot) -> bool:
    return len({person.name for person in chart.people.values()}) < len(chart.people)


def _duplicates(chart: Snapshot) -> bool:
    return len({fact.key for fact in chart.facts.values()}) < len(chart.facts)


def _beyond_latin(chart: Snapshot) -> bool:
    named = (person.name for person in chart.people.values())
    titles = (post.title for post in chart.posts.values())
    return any(ord(letter) >= _BEYOND_LATIN for text in (*named, *titles) for letter in text)


#: Where Greek begins; Latin letters of all kinds, marks and quotes of Europe stand before.
_BEYOND_LATIN: Final = 0x370

_ON_CHARTS: Final[dict[str, Callable[[Snapshot], object]]] = {
    "units": lambda chart: chart.units,
    "vacancies": lambda chart: chart.vacancies,
    "dotted": lambda chart: any(line.kind is LineKind.DOTTED for line in chart.lines),
    "shared": lambda chart: any(len(chart.holders(post)) > 1 for post in chart.posts),
    "several_roots": lambda chart: len(roots(chart)) > 1,
    "leaves": lambda chart: chart.leaves,
    "cycles": reporting_cycles,
    "undisclosed": lambda chart: any(held.person is UNDISCLOSED for held in chart.tenures),
    "unknown_managers": lambda chart: any(line.manager is UNKNOWN for line in chart.lines),
    "kinds": lambda chart: any(t.kind is not TenureKind.SUBSTANTIVE for t in chart.tenures),
    "possible": lambda chart: any(
        fact.certainty is Certainty.POSSIBLE for fact in chart.facts.values()
    ),
    "namesakes": _namesakes,
    "duplicates": _duplicates,
    "cjk": _beyond_latin,
}


def _periods(history: History) -> list[Period]:
    return [fact.period for fact in history.facts]


def _moments(history: History) -> list[When]:
    ends = [end for period in _periods(history) for end in (period.start, period.end)]
    return [end for end in ends if isinstance(end, When)]


def _idle(history: History) -> bool:
    """Say whether there is somebody on record who holds nothing and is on no leave."""
    busy = {held.person for held in history.tenures} | {away.person for away in history.leaves}
    return not busy.issuperset(person.id for person in history.people)


def _remarked(fact: Fact) -> bool:
    return any(getattr(fact, name, None) for name in ("note", "start_manner", "end_manner"))


_OFFSET: Final = re.compile(r"T[0-9:.]+[+-]")
_CLOCKS_CHANGE: Final = ("2020-03-08", "2020-03-29", "2020-04-05", "2020-10-25", "2020-11-01")
_IN_HISTORIES: Final[dict[str, Callable[[History], object]]] = {
    "several dates": lambda history: len(history.dates()) > 1,
    "zone": lambda history: history.zone,
    "offsets": lambda history: any(_OFFSET.search(when.text) for when in _moments(history)),
    "clock changes": lambda history: any(
        when.text.startswith(_CLOCKS_CHANGE) for when in _moments(history)
    ),
    "vague dates": lambda history: any(
        when.high - when.low > _TWO_DAYS for when in _moments(history)
    ),
    "unknown ends": lambda history: any(period.end is UNKNOWN for period in _periods(history)),
    "ongoing": lambda history: any(period.end is ONGOING for period in _periods(history)),
    "idle": _idle,
    "remarks": lambda history: any(map(_remarked, history.facts)),
    "conflicts": lambda history: history.conflicts(),
    "retractions": lambda history: any(fact.retracted_by for fact in history.facts),
}
#: On the line of doubled microseconds.
_TWO_DAYS: Final = 2 * 2 * 86_400 * 10**6

#: At so many of its dates the charts of a history are looked at.
_LOOKS: Final = 4
#: The names of all features: of charts, which are options of the strategies, and of histories.
FEATURES: Final = (*_ON_CHARTS, *_IN_HISTORIES)


def features_of(value: Snapshot | Diff | History) -> frozenset[str]:
    """
    Return what occurs in a chart, in one of the two of a difference, or in a history.

    Args:
        value: a chart; a difference, which has what one of its charts has; a history, which has
            what the chart at one of its dates has; of many dates a few are looked at.

    Returns:
        Names from `FEATURES`.

    >>> from orgchart.model import Post
    >>> sorted(features_of(Snapshot.build(posts=[Post("p", "Head"), Post("q", "总监")])))
    ['cjk', 'several_roots', 'vacancies']
    """
    if isinstance(value, Snapshot):
        return frozenset(name for name, occurs in _ON_CHARTS.items() if occurs(value))
    if isinstance(value, Diff):
        return features_of(value.before) | features_of(value.after)
    own = frozenset(name for name, occurs in _IN_HISTORIES.items() if occurs(value))
    return own.union(*(features_of(value.at(when)) for when in spread(value.dates(), _LOOKS)))


def count_features(value: Snapshot | Diff | History, *, seek: bool = False) -> frozenset[str]:
    """
    Note what occurs in a value as events of the running Hypothesis test, and return it.

    ``pytest --hypothesis-show-statistics`` then shows in how many examples each feature was met.

    Args:
        value: see `features_of`.
        seek: have Hypothesis look for examples with many features at once.

    Raises:
        hypothesis.errors.InvalidArgument: no Hypothesis test is running.
    """
    found = features_of(value)
    for name in sorted(found):
        event(f"orgchart: {name}")
    if seek:
        target(float(len(found)), label="orgchart: features")
    return found
