"""Charts at moments told as facts with exact periods; and what histories can be asked to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Unpack, final

import attrs
from hypothesis.errors import InvalidArgument

from orgchart.history import History
from orgchart.kinds import ONGOING
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.snapshot import Snapshot
from orgchart.strategies.checking import check_sizes, check_switches
from orgchart.strategies.keeping import Facts, of
from orgchart.strategies.options import Options, Settled, settled
from orgchart.when import When

__all__ = ["HistoryOptions", "Setting", "apart", "as_instants", "history_of", "setting_of", "told"]


class HistoryOptions(Options, total=False):
    """
    What the strategies of histories take, all by name: `Options`, and these.

    Attributes:
        max_dates: the greatest number of moments at which something changes, 3 when left out; one
            that is told as a day stands in `History.dates` with its beginning and its close.
        zones: histories with a time zone, and instants and clock times in those.
        clock_changes: days on which clocks change, and hours that come twice.
        idle: people on record who hold nothing and are on no leave; no chart shows them.
        remarks: notes, and the manner in which tenures began and ended; no chart compares them.
    """

    max_dates: int
    zones: bool
    clock_changes: bool
    idle: bool
    remarks: bool


@final
@attrs.frozen(kw_only=True)
class Setting:
    """Options of histories with what was left out filled in."""

    options: Settled
    max_dates: int = 3
    zones: bool = True
    clock_changes: bool = True
    idle: bool = True
    remarks: bool = True

    @property
    def by_day(self) -> bool:
        """
        Whether moments may be told as days.

        On a day on which something changes, what was and what will be are both possible. So a chart
        shows seats that may be empty, two holders, two roots then; where options forbid that,
        moments are told as instants.
        """
        return all(getattr(self.options, switch) for switch in _TOGETHER)


#: The switches of what several facts show together, or of facts that are not sure.
_TOGETHER: Final = (
    *("vacancies", "shared", "several_roots", "cycles"),
    *("possible", "namesakes", "duplicates"),
)


_SWITCHES: Final = ("zones", "clock_changes", "idle", "remarks")


def setting_of(**options: Unpack[HistoryOptions]) -> Setting:
    """
    Return options of histories with what was left out filled in.

    Raises:
        InvalidArgument: there is no such option, or it cannot be so.
    """
    given: dict[str, Any] = dict(options)
    own = {name: given.pop(name) for name in (*_SWITCHES, "max_dates") if name in given}
    found = Setting(options=settled(**given), **own)
    check_sizes(max_dates=found.max_dates)
    check_switches(**{name: getattr(found, name) for name in _SWITCHES})
    if not found.max_dates:
        raise InvalidArgument("max_dates cannot be 0; give 1 or more")
    return found


def apart(texts: Iterable[str], zone: str | None) -> list[str]:
    """
    Return exact moments in order, without those that overlap an earlier one.

    >>> apart(["2020-01-02", "2020-01-01T12:00", "2020-01-01"], "UTC")
    ['2020-01-01', '2020-01-02']
    """
    cut = (text if zone else text[: len("2020-01-01")] for text in texts)
    placed = sorted((When(text, zone) for text in cut), key=_order)
    kept: list[When] = []
    for when in placed:
        if not kept or kept[-1].high < when.low:
            kept.append(when)
    return [when.text for when in kept]


def as_instants(texts: Iterable[str]) -> list[str]:
    """
    Return days as the instants at which they begin; at their closes charts are the same.

    >>> as_instants(["2020-01-01", "2020-01-02T12:00"])
    ['2020-01-01T00:00', '2020-01-02T12:00']
    """
    day = len("2020-01-01")
    return [text if len(text) > day else f"{text}T00:00" for text in texts]


def _order(when: When) -> tuple[int, int, str]:
    return (when.low, -when.high, when.text)


def told(texts: Sequence[str], charts: Sequence[Snapshot]) -> Facts:
    """
    Return facts with exact periods that show each chart at its moment, up to the next one.

    Args:
        texts: moments in order, none of which overlaps another.
        charts: a chart for each.
    """
    keys = sorted({key for chart in charts for key in chart.facts})
    doubled = {key[1] for key in keys if key[0] == "person" and len(key) > _PLAIN}
    found: Facts = []
    for key in keys:
        sides = [chart.facts.get(key) for chart in charts]
        named = key[0] == "person" and key[1] not in doubled
        found += _names(sides, texts) if named else _stays(sides, texts, charts)
    return found


#: The length of a person's key that has no ordinal behind.
_PLAIN: Final = 2


def _names(sides: Sequence[Fact | None], texts: Sequence[str]) -> Facts:
    """Return a person's records: without dates, unless the name changes on the way."""
    runs: list[tuple[Fact, str]] = []
    for fact, text in zip(sides, texts, strict=True):
        if fact is not None and (not runs or runs[-1][0].shown != fact.shown):
            runs.append((fact, text))
    starts: list[str | None] = [None, *(text for _, text in runs[1:])]
    ends: list[str | None] = [*(text for _, text in runs[1:]), None]
    return [
        fact.with_period(Period(start, end))
        for (fact, _), start, end in zip(runs, starts, ends, strict=True)
    ]


def _stays(sides: Sequence[Fact | None], texts: Sequence[str], charts: Sequence[Snapshot]) -> Facts:
    """Return the stretches during which charts show a fact."""
    found: Facts = []
    start: str | None = None
    for place, fact in enumerate(sides):
        if fact is None:
            continue
        following = sides[place + 1] if place + 1 < len(sides) else None
        start = start or texts[place]
        if following is not None and following.shown == fact.shown:
            continue
        last = place + 1 == len(sides)
        end = _last_end(fact, charts[-1]) if last else texts[place + 1]
        found.append(fact.with_period(Period(start, end)))
        start = None
    return found


def _last_end(fact: Fact, chart: Snapshot) -> str | None:
    """Return no end, unless what it would inherit its end from has gone before."""
    if isinstance(fact, Leave):
        held = {tenure.post for tenure in chart.posts_of(fact.person)}
        return None if held and fact.post in {None, *held} else ONGOING
    named = [getattr(fact, field, None) for field in _SURROUNDINGS]
    known = chart.posts.keys() | chart.units.keys()
    return None if all(name is None or name in known for name in named) else ONGOING


_SURROUNDINGS: Final = ("unit", "parent", "post", "manager")


def history_of(facts: Iterable[Fact], **options: Any) -> History:  # noqa: ANN401 - those of `build`
    """Return the history of facts of all kinds."""
    given = list(facts)
    return History.build(
        people=of(given, Person),
        units=of(given, Unit),
        posts=of(given, Post),
        tenures=of(given, Tenure),
        lines=of(given, ReportingLine),
        leaves=of(given, Leave),
        **options,
    )
