"""Histories whose sources contradict one another."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, Unpack

import attrs
from hypothesis import strategies as st

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Fact, Person, Post, ReportingLine, Tenure, Unit
from orgchart.policies import (
    DEFAULT_POLICY,
    Policy,
    most_precise,
    most_sources,
    newest_source,
    prefer,
)
from orgchart.sources import Citation, Source
from orgchart.strategies.dating import HistoryOptions, history_of, setting_of
from orgchart.strategies.keeping import Facts
from orgchart.strategies.numbers import Hand, digits, numbers, together
from orgchart.strategies.timelines import exact_facts

__all__ = ["rival_histories"]

_SOURCES: Final = (
    Source("ap", title="A change at the top", published="2019-06-01", language="en"),
    Source("ft", title="The chart, leaked", published="2020-03", language="en"),
    Source("ap-de", title="Ein Wechsel", published="2020-01-15", translation_of="ap"),
    Source("memo"),
)
_POLICIES: Final[tuple[Policy, ...]] = (
    DEFAULT_POLICY,
    newest_source,
    most_sources + most_precise,
    prefer("ft", "ap") + newest_source,
    Policy(),
)
_CITED: Final[tuple[tuple[str | Citation, ...], ...]] = (
    ("ap",),
    ("ft",),
    ("ap-de",),
    ("memo",),
    ("ap", "ft"),
    (Citation("ap", standing="rumoured"),),
    (Citation("ft", standing="reported", attribution="people who know"),),
)


def rival_histories(**options: Unpack[HistoryOptions]) -> st.SearchStrategy[History]:
    """
    Histories of sources that contradict one another, with a policy that chooses between them.

    Some facts have a rival: another date, holder, manager or title under the same claim, or the
    same thing told by another source; and some were taken back by a later source.

    Args:
        **options: see `HistoryOptions`; what is switched off occurs in no fact and in no rival.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards a history without facts; then towards one claim with two readings.

    >>> from hypothesis import find
    >>> history = find(rival_histories(), lambda history: history.conflicts())
    >>> [len(conflict.readings) for conflict in history.conflicts()]
    [2]
    """
    setting = setting_of(**options)
    rival = together(_numbers, numbers(), numbers(), numbers(4))
    return together(
        partial(_contradicted, setting.options.holders),
        exact_facts(setting),
        st.sampled_from(_POLICIES),
        st.lists(rival, max_size=3),
    )


def _numbers(which: int, how: int, others: int) -> tuple[int, ...]:
    return (which, how, *digits(others, 4))


def _contradicted(
    holders: tuple[str, ...],
    dated: tuple[str | None, Facts],
    policy: Policy,
    rivals: list[tuple[int, ...]],
) -> History:
    zone, facts = dated
    facts = list(facts)
    for place, choices in enumerate(rivals):
        hand = Hand(choices)
        original = hand.one(facts)
        if original is None:
            break
        facts.remove(original)
        facts += _readings(original, f"claim-{place}", hand, holders)
    sources = _SOURCES if rivals else ()
    return history_of(facts, zone=zone, sources=sources, policy=policy)


def _readings(fact: Fact, claim: str, hand: Hand, holders: tuple[str, ...]) -> Facts:
    """Return a fact as two sources tell it; or as one does that was taken back."""
    other = hand.pick((*_ways(fact, holders), {}, {}))
    tied: dict[str, Any] = (
        {"claim": claim} if fact.claim is None and hand.pick((True, False)) else {}
    )
    cited, against = hand.pick(_CITED), hand.pick((*_CITED[1:], _CITED[0]))
    one = attrs.evolve(fact, sources=cited, **tied)
    if not other:
        return [attrs.evolve(one, retracted_by=("ft",))]
    return [one, attrs.evolve(fact, sources=against, **tied, **other)]


def _ways(fact: Fact, holders: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """Return what another source may say in place of a fact."""
    dates: tuple[dict[str, Any], ...] = ({"start": "2019"}, {"end": "2021-02-01"})
    match fact:
        case Tenure():
            named = [who for who in holders if who not in {fact.person, UNDISCLOSED}]
            return (*dates, *({"person": who} for who in named[:2]), {"title": "Honorary"})
        case ReportingLine():
            return (*dates, {"manager": None}) if fact.manager is not None else dates
        case Post():
            return (*dates, {"title": "Head of everything"})
        case Person() | Unit():
            return ({"name": "Otherwise"},)
        case _:
            return dates
