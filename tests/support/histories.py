"""Histories: of any facts at any time, and such as break no rule."""

from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    History,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Tenure,
    TenureKind,
    Unit,
    When,
)
from orgchart.periods import Period
from orgchart.strategies import forests, hostile_histories, periods, reorganised, zones
from orgchart.strategies.dating import history_of
from orgchart.strategies.moments import vague_texts
from tests.support.snapshots import dirty_snapshots, snapshots

__all__ = ["clean_histories", "histories", "hostile_histories", "queries"]

_PEOPLE = (
    Person("ann", "Ann Lee", names={"zh-Hans": "李安"}),
    Person("bo", "Bo"),
    Person("cy", "Cy O'Hara"),
    Person("fay", "محمد نور"),
)
_UNITS = (
    (),
    (Unit("acme", "Acme"), Unit("acme-board", "Board", kind="board", parent="acme")),
    (
        Unit("acme", "Acme"),
        Unit("lab", "Lab", kind="team", parent="acme"),
        Unit("safety", "Safety", kind="team", parent="lab"),
    ),
)
_TITLES = ("Chief executive", "Director", "Head", "总监")


def queries(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """Moments that have an end, so that a history can be asked for them."""
    return vague_texts(zoned=zoned).filter(_has_end)


def _has_end(text: str) -> bool:
    return When(text, "UTC").latest is not None


@st.composite
def histories(draw: st.DrawFn, *, vague: bool = True) -> History:
    """
    Histories of any facts at any time, dirty ones among them.

    Args:
        vague: with vague dates, unstated ends, possible facts; without them all ends are days.
    """
    zone = draw(zones()) if vague and draw(st.booleans()) else None
    facts: list[Fact] = []
    chart = draw(st.one_of(snapshots(max_size=4, possible=vague), dirty_snapshots()))
    stretches = st.none() | periods(zoned=zone is not None, vague=vague)
    for kept in (chart, draw(reorganised(chart))):
        for fact in kept.facts.values():
            found = draw(stretches)
            # A reorganisation may leave a year for a start.
            facts.append(fact.with_period(found or (fact.period if vague else Period())))
    return history_of(facts, zone=zone, name=draw(st.sampled_from(("", "Acme"))))


@st.composite
def clean_histories(draw: st.DrawFn) -> History:
    """Histories that break no rule: successions without overlap, lines up a tree, known ids."""
    units = draw(st.sampled_from(_UNITS))
    parents = draw(forests(max_size=4))
    places = (*(unit.id for unit in units), None)
    facts: list[Fact] = [*_PEOPLE, *units]
    for place, parent in enumerate(parents):
        name = f"p{place}"
        seats = draw(st.sampled_from((1, 1, 2, None)))
        titles, unit = draw(st.sampled_from(_TITLES)), draw(st.sampled_from(places))
        facts.append(Post(name, titles, unit=unit, seats=seats))
        for start, end in draw(_stretches()):
            person = draw(st.sampled_from((*(person.id for person in _PEOPLE), UNDISCLOSED)))
            kind = draw(st.sampled_from(TenureKind))
            facts.append(Tenure(person, name, start=start, end=end, kind=kind))
        above = UNKNOWN if parent is None else f"p{parent}"
        for start, end in draw(_stretches()):
            manager = draw(st.sampled_from((above, UNKNOWN, None)))
            kind_of_line = draw(st.sampled_from(LineKind))
            facts.append(ReportingLine(name, manager, kind=kind_of_line, start=start, end=end))
    return history_of(facts, zone=draw(zones()))


@st.composite
def _stretches(draw: st.DrawFn) -> list[tuple[str, str | None]]:
    """Stretches of years, one after the other without overlap; the last may go on."""
    years = sorted(draw(st.sets(st.integers(2000, 2020), max_size=4)))
    ends: list[str | None] = [f"{year}-06-01" for year in years]
    pairs = list(zip(years, [*ends[1:], None], strict=False))
    return [(f"{year}-06-01", end) for year, end in pairs if draw(st.booleans())]
