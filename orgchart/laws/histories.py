"""The laws of a history: what its answers have to do with one another."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

from orgchart.comparison import diff
from orgchart.history import History
from orgchart.kinds import Certainty
from orgchart.laws.arguments import require_count, require_kind
from orgchart.laws.broken import law_holds
from orgchart.laws.diffs import check_diff_laws
from orgchart.laws.reproducing import reproduction
from orgchart.laws.spelling import code_of
from orgchart.laws.telling import charts_apart, histories_apart, moment_told, sides
from orgchart.model import Tenure
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When, instant_at

__all__ = ["HISTORY_LAWS", "MAX_DATES", "check_history_laws", "spread"]

_Moments: TypeAlias = Sequence[When]
_Law: TypeAlias = Callable[[History, _Moments], str]


#: At how many of its dates a history is looked at, where nothing is said.
MAX_DATES: Final = 12


def check_history_laws(history: History, *, max_dates: int = MAX_DATES) -> None:
    """
    Check that the answers of a history agree with one another.

    Its charts are looked at when it changes, and just before; the laws of differences are
    checked on the first, the middle and the last of them.

    Args:
        history: any history, of dirty data too.
        max_dates: at how many of its dates it is looked at, spread evenly over all; 1 or more.

    Raises:
        LawBrokenError: the first law that does not hold, with the facts that break it.
        InvalidValueError: an argument is no history, or no such number.

    Complexity: a few charts at each of the dates.

    >>> from orgchart.model import Post
    >>> check_history_laws(History.build(posts=[Post("ceo", "Chief", start="2020")]))
    """
    check = check_history_laws.__name__
    require_kind(check, History, "as History.build makes or orgchart.load reads", history=history)
    require_count(check, max_dates=max_dates)
    options = {"max_dates": None if max_dates == MAX_DATES else max_dates}
    code = partial(reproduction, check, {"history": history}, options)
    dates = spread(history.dates(), max_dates)
    for name, (rule, law) in _LAWS.items():
        law_holds(name, rule, partial(law, history, dates), code)
    if dates:
        first, middle, last = (history.at(dates[place]) for place in (0, len(dates) // 2, -1))
        check_diff_laws(first, middle, last)


def spread(dates: Sequence[When], count: int) -> list[When]:
    """Return at most so many moments, spread evenly."""
    if len(dates) <= count:
        return list(dates)
    return [dates[place * len(dates) // count] for place in range(count)]


def _over_time(history: History, dates: _Moments) -> str:
    for first, last in (*pairwise(dates), *pairwise(dates[::-1])):
        expected = diff(history.at(first), history.at(last))
        found = history.diff(first, last)
        if found != expected:
            wanted, there = ({edit.key: edit for edit in d.edits} for d in (expected, found))
            keys = sorted(wanted.keys() | there.keys())
            key = next(key for key in keys if wanted.get(key) != there.get(key))
            return sides(wanted.get(key), there.get(key), _between(first, last, key))
    return ""


def _between(first: When, last: When, key: Key) -> str:
    return f"{moment_told(first)} to {moment_told(last)}, the edit of {' '.join(key)}"


def _something_changes(history: History, dates: _Moments) -> str:
    for when in dates:
        if when.close > _BEGINNING and _earlier(history, when) == history.at(when):
            return f"at {when} the chart is the same as just before"
    return ""


def _earlier(history: History, when: When) -> Snapshot:
    """Return the chart a microsecond before an instant."""
    return history.at(instant_at(when.close - _MICROSECOND, None, floating=when.floating))


def _constant(history: History, _dates: _Moments) -> str:
    for first, second in list(pairwise(history.dates()))[:_TRIED]:
        found = charts_apart(history.at(first), _earlier(history, second))
        if found:
            return f"{first} and just before {second}: {found}"
    return ""


_TRIED: Final = 12
#: The first instant of the calendar, before which there is none to be asked about.
_BEGINNING: Final = When("0001-01-01T00:00Z").close
#: On the line of doubled microseconds; see `orgchart.bounds`.
_MICROSECOND: Final = 2


def _parts(history: History, dates: _Moments) -> str:
    for when in dates:
        chart = history.at(when)
        count = len(chart.certain().tenures) + len(chart.possible().tenures)
        if count != len(chart.tenures):
            return sides(len(chart.tenures), count, f"the tenures at {when}")
        doubtful = [
            fact
            for fact in chart.certain().facts.values()
            if fact.certainty is not Certainty.CERTAIN
        ]
        if doubtful:
            return sides(None, doubtful[0], f"on the certain chart of {when}")
    return ""


def _order(history: History, _dates: _Moments) -> str:
    facts = list(history.facts)[::-1]
    bare = History.build(
        name=history.name, zone=history.zone, claims=history.claims, policy=history.policy
    )
    again = bare.with_facts(*facts, sources=history.sources[::-1])
    return "" if again == history else histories_apart(history, again)


def _copies(history: History, dates: _Moments) -> str:
    again: History = pickle.loads(pickle.dumps(history))  # noqa: S301 - made on this very line
    if again != history:
        return histories_apart(history, again)
    for when in dates:
        if found := charts_apart(history.at(when), again.at(when), str(when)):
            return found
    return ""


def _complete(history: History, _dates: _Moments) -> str:
    lost = {id(fact) for conflict in history.conflicts() for fact in conflict.losers}
    tenures = Counter(t for t in history.tenures if id(t) not in lost and not t.retracted_by)
    people = sorted({tenure.person for tenure in tenures})
    posts = sorted({tenure.post for tenure in tenures})
    careers = Counter(tenure for person in people for tenure in history.careers(person))
    held = (found for post in posts for found in history.succession(post))
    successions = Counter(found for found in held if isinstance(found, Tenure))
    for name, told in (("careers", careers), ("successions", successions)):
        missing = sorted(((tenures - told) + (told - tenures)).elements(), key=repr)
        if missing:
            return sides(
                tenures[missing[0]], told[missing[0]], f"in {name}, {code_of(missing[0])}, times"
            )
    return ""


_LAWS: Final[dict[str, tuple[str, _Law]]] = {
    "difference over time": (
        "history.diff(s, t) == diff(history.at(s), history.at(t))",
        _over_time,
    ),
    "dates": ("at each of its dates a history shows another chart than before", _something_changes),
    "constant": ("between two of its dates a history shows one chart", _constant),
    "certain and possible": ("what is certain and what is possible together are all", _parts),
    "order": ("the order in which facts are given does not matter", _order),
    "copies": ("a pickled history is equal and answers the same", _copies),
    "careers": (
        "each tenure that no rival claim displaces is in one career and in one succession",
        _complete,
    ),
}
#: The names of the laws of histories with what they say, in the order in which they are checked.
HISTORY_LAWS: Final = {name: rule for name, (rule, _) in _LAWS.items()}
