"""Histories whose sources contradict one another."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, Unpack

import attrs
from hypothesis import strategies as st

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Fact, Person, Post, ReportingLine, Tenure, Unit
from orgchart.policies import Policy
from orgchart.sources import Citation
from orgchart.strategies.dating import HistoryOptions, history_of, setting_of
from orgchart.strategies.evidence import POLICIES, SOURCES
from orgchart.strategies.keeping import Facts
from orgchart.strategies.numbers import Hand, digits, numbers, together
from orgchart.strategies.timelines import exact_facts

__all__ = ["rival_histories"]

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
        **options: see `HistoryOptions`. `units`, `dotted`, `leaves`, `undisclosed`,
            `unknown_managers`, `kinds`, `cjk`, `zones`, `idle` and `remarks` hold for every fact
            and every rival. `vacancies`, `shared`, `several_roots`, `cycles`, `possible`,
            `namesakes` and `duplicates` hold for what the rivals are made of, and not for what
            they say; a rival may date by the year.

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
        st.sampled_from(POLICIES),
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
    sources = SOURCES if rivals else ()
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
