"""Facts as charts show them: what told them stays behind, and how long they last is left open."""

from typing import Any

import attrs
import pytest

from orgchart import (
    ONGOING,
    UNKNOWN,
    Citation,
    Fact,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
)

ANN, CEO = Person("ann", "Ann"), Post("ceo", "Chief", unit="acme")
PLAIN = Tenure("ann", "ceo", title="Chief for life", extra={"room": "7b"})
#: What can be said of a fact that no chart shows, apart from its dates.
TOLD: dict[str, Any] = {
    "sources": [Citation("ft", locator="p. 7")],
    "claim": "first",
    "after": ["second"],
    "before": ["third.end"],
    "retracted_by": ["ap"],
}


@pytest.mark.parametrize("dates", [("2020",), ("2020", "2021")], ids=["stays", "goes"])
@pytest.mark.parametrize("field", TOLD)
def test_what_told_a_fact_stays_behind(field: str, dates: tuple[str, ...]) -> None:
    """Charts that show the same make one history, whoever told them; whatever rides along stays."""

    def charts_of(held: Tenure) -> History:
        charts = Snapshot.from_facts([ANN, CEO, held]), Snapshot.from_facts([CEO])
        return History.from_snapshots(dict(zip(dates, charts, strict=False)), zone="UTC")

    told = charts_of(attrs.evolve(PLAIN, **{field: TOLD[field]}))
    assert charts_of(PLAIN) == told
    (held,) = told.tenures
    assert (("room", "7b"),) == held.extra
    assert 1 == len(told.at("2020").tenures)


#: Facts of one chart, and whether all that they take a missing end from is on it.
SURROUNDED: tuple[tuple[Fact, bool], ...] = (
    (ANN, True),
    (Unit("acme", "Acme"), True),
    (Unit("lab", "Lab", parent="acme"), True),
    (Unit("stray", "Stray", parent="nowhere"), False),
    (CEO, True),
    (Post("cto", "Technology"), True),
    (Post("cfo", "Finance", unit="nowhere"), False),
    (Tenure("ann", "ceo"), True),
    (Tenure("ann", "nowhere"), False),
    (ReportingLine("ceo", None), True),
    (ReportingLine("cto", UNKNOWN), True),
    (ReportingLine("cfo", "acme"), True),
    (ReportingLine("cto", "ceo", kind="dotted"), True),
    (ReportingLine("cfo", "nowhere", kind="dotted"), False),
    (ReportingLine("nowhere", "ceo"), False),
    (Leave("ann"), True),
    (Leave("ann", "nowhere"), False),
    (Leave("bob"), False),
)


def test_what_stands_on_the_last_chart_ends_with_what_it_belongs_to() -> None:
    """Nothing is stated of its end; only what belongs to nothing on the chart is told to go on."""
    chart = Snapshot.from_facts([fact for fact, _ in SURROUNDED])
    history = History.from_snapshots({"2020": chart}, zone="UTC")
    ends = {(fact.key, fact.shown): fact.end for fact in history.facts}
    assert {
        (fact.key, fact.shown): None if surrounded else ONGOING for fact, surrounded in SURROUNDED
    } == ends
    assert chart == history.at("2030")


def test_an_end_that_is_heard_of_later_is_inherited() -> None:
    """When a unit is dissolved after the last chart, its posts and who holds them go too."""
    chart = Snapshot.from_facts([ANN, Unit("acme", "Acme"), CEO, PLAIN])
    history = History.from_snapshots({"2020": chart}, zone="UTC")
    (acme,) = history.units
    heard = history.without(acme).with_facts(attrs.evolve(acme, end="2025-01-01"))
    assert chart == heard.at("2024")
    assert () == tuple(heard.at("2025").facts)
