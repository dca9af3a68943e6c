"""Generated histories in two, so that engines are asked seldom and answer much."""

from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Citation,
    Fact,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    Unit,
)
from orgchart.sources import Standing
from tests.counts import thorough
from tests.support.histories import histories

__all__ = ["COUNT", "united"]

#: How many histories are generated.
COUNT: Final = 200 if thorough() else 60

SOURCES: Final = (
    Source("ap", published="2020-03-01"),
    Source("ap-de", published="2020-04-01", translation_of="ap"),
    Source("ft", published="2021-06"),
    Source("wsj", published="[2022-02-01..]"),
    Source("mill"),
)
_CLAIMS: Final = ("one", "two")
_ORDERS: Final = ("one", "two.end", "one.start", "nothing")
_IDS: Final = ("id", "person", "post", "unit", "parent", "manager", "claim")


@cache
def united(*, zoned: bool) -> History:
    """
    Return one history that is made of all generated ones, with a number before each id.

    Args:
        zoned: those in a zone; else those of local dates without one.
    """
    facts = [
        fact
        for number, history in enumerate(_generated())
        if (history.zone is not None) is zoned
        for fact in _told(history, number)
    ]
    sources = [
        attrs.evolve(
            source,
            id=f"{number}:{source.id}",
            translation_of=source.translation_of and f"{number}:{source.translation_of}",
            published=None if not zoned else source.published,
        )
        for number in range(COUNT)
        for source in SOURCES
    ]
    return History.build(
        name="All",
        zone="Europe/London" if zoned else None,
        sources=sources,
        people=[fact for fact in facts if isinstance(fact, Person)],
        units=[fact for fact in facts if isinstance(fact, Unit)],
        posts=[fact for fact in facts if isinstance(fact, Post)],
        tenures=[fact for fact in facts if isinstance(fact, Tenure)],
        lines=[fact for fact in facts if isinstance(fact, ReportingLine)],
        leaves=[fact for fact in facts if isinstance(fact, Leave)],
    )


@cache
def _generated() -> tuple[History, ...]:
    """Return the histories, the same ones each time."""
    found: list[History] = []

    @settings(
        max_examples=COUNT,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(histories())
    def take(history: History) -> None:
        found.append(history)

    take()
    assert COUNT == len(found)
    return tuple(found)


def _told(history: History, number: int) -> Iterator[Fact]:
    """Yield the facts of a history with ids of their own, some cited, rival or taken back."""
    chance = Random(number)  # noqa: S311 - the same each time, and no secret

    def own(name: str) -> str:
        return f"{number}:{name}"

    for fact in history.facts:
        changed: dict[str, Any] = {
            field.name: own(value)
            for field in attrs.fields(type(fact))
            if field.name in _IDS
            and (value := getattr(fact, field.name)) not in (None, UNKNOWN, UNDISCLOSED)
        }
        doubt = _doubt(chance, own)
        yield attrs.evolve(fact, **changed, **doubt)
        if chance.random() < 0.1:
            # The same again, from elsewhere and less sure: several facts about one key.
            again = {**doubt, "certainty": Certainty.POSSIBLE, **_doubt(chance, own)}
            yield attrs.evolve(fact, **{**changed, **again, "extra": {"told": "again"}})


def _doubt(chance: Random, own: Callable[[str], str]) -> dict[str, Any]:
    """Draw who tells of a fact, what it claims, and what it comes before and after."""
    drawn: dict[str, Any] = {}
    if chance.random() < 0.4:
        names = chance.sample([source.id for source in SOURCES], chance.choice((1, 1, 2)))
        standing = chance.choice((Standing.STATED, Standing.RUMOURED))
        drawn["sources"] = [Citation(own(name), standing=standing) for name in names]
    if chance.random() < 0.08:
        drawn["claim"] = own(chance.choice(_CLAIMS))
    if chance.random() < 0.06:
        drawn["retracted_by"] = [own("wsj")]
    for field in ("after", "before"):
        if chance.random() < 0.05:
            drawn[field] = [own(chance.choice(_ORDERS))]
    return drawn
