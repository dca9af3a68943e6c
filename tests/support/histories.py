"""Histories: exact and clean, vague and dirty, and with hostile texts."""

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
    When,
)
from tests.support.reorganisations import reorganised
from tests.support.snapshots import (
    PEOPLE,
    TITLES,
    UNITS,
    dirty_snapshots,
    forests,
    snapshots,
    tossed,
)
from tests.support.texts import hostile_texts, ids
from tests.support.times import periods, vague_moments, zones

__all__ = ["clean_histories", "histories", "hostile_histories", "queries"]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)


def queries(*, zoned: bool = True) -> st.SearchStrategy[str]:
    """Moments that have an end, so that a history can be asked for them."""
    return vague_moments(zoned=zoned).filter(_has_end)


def _has_end(text: str) -> bool:
    return When(text, "UTC").latest is not None


@st.composite
def histories(draw: st.DrawFn, *, vague: bool = True) -> History:
    """
    Histories of any facts at any time, dirty ones among them.

    Args:
        vague: with vague dates, unstated ends, possible facts; without them all ends are days.
    """
    zone = draw(zones()) if vague and tossed(draw) else None
    facts: list[Fact] = []
    chart = draw(st.one_of(snapshots(max_size=4, possible=vague), dirty_snapshots()))
    for kept in (chart, draw(reorganised(chart))):
        for fact in kept.facts.values():
            found = draw(st.none() | periods(zoned=zone is not None, vague=vague))
            facts.append(fact if found is None else fact.with_period(found))
    return _built(facts, zone=zone, name=draw(st.sampled_from(("", "Acme"))))


def _built(
    facts: list[Fact], *, zone: str | None, name: str = "", sources: list[Source] | None = None
) -> History:
    return History.build(
        name=name,
        zone=zone,
        sources=sources or (),
        people=_of(facts, Person),
        units=_of(facts, Unit),
        posts=_of(facts, Post),
        tenures=_of(facts, Tenure),
        lines=_of(facts, ReportingLine),
        leaves=_of(facts, Leave),
    )


def _of(facts: list[Fact], kind: type[_F]) -> list[_F]:
    return [fact for fact in facts if isinstance(fact, kind)]


@st.composite
def clean_histories(draw: st.DrawFn) -> History:
    """Histories that break no rule: successions without overlap, lines up a tree, known ids."""
    units = draw(st.sampled_from(UNITS))
    parents = draw(forests(max_size=4))
    places = (*(unit.id for unit in units), None)
    posts: list[Post] = []
    tenures: list[Tenure] = []
    lines: list[ReportingLine] = []
    for place, parent in enumerate(parents):
        name = f"p{place}"
        seats = draw(st.sampled_from((1, 1, 2, None)))
        titles, unit = draw(st.sampled_from(TITLES)), draw(st.sampled_from(places))
        posts.append(Post(name, titles, unit=unit, seats=seats))
        for start, end in draw(_stretches()):
            person = draw(st.sampled_from((*(person.id for person in PEOPLE), UNDISCLOSED)))
            kind = draw(st.sampled_from(TenureKind))
            tenures.append(Tenure(person, name, start=start, end=end, kind=kind))
        above = UNKNOWN if parent is None else f"p{parent}"
        for start, end in draw(_stretches()):
            manager = draw(st.sampled_from((above, UNKNOWN, None)))
            kind_of_line = draw(st.sampled_from(LineKind))
            lines.append(ReportingLine(name, manager, kind=kind_of_line, start=start, end=end))
    return _built([*PEOPLE, *units, *posts, *tenures, *lines], zone=draw(zones()))


@st.composite
def _stretches(draw: st.DrawFn) -> list[tuple[str, str | None]]:
    """Stretches of years, one after the other without overlap; the last may go on."""
    years = sorted(draw(st.sets(st.integers(2000, 2020), max_size=4)))
    ends: list[str | None] = [f"{year}-06-01" for year in years]
    pairs = list(zip(years, [*ends[1:], None], strict=False))
    return [(f"{year}-06-01", end) for year, end in pairs if tossed(draw)]


@st.composite
def hostile_histories(draw: st.DrawFn) -> History:
    """Histories in which every id is an awkward one and every text a hostile one."""
    history = draw(histories())
    facts = list(history.facts)
    old = sorted({name for fact in facts for name in _names(fact)})
    size = len(old)
    new = dict(
        zip(old, draw(st.lists(ids(), min_size=size, max_size=size, unique=True)), strict=True)
    )
    sources = draw(st.lists(_sources(), max_size=2, unique_by=lambda source: source.id))
    cited = tuple(source.id for source in sources)
    told = [_hostile(draw, fact, new, cited) for fact in facts]
    return _built(told, name=draw(hostile_texts()), zone=history.zone, sources=sources)


def _names(fact: Fact) -> list[str]:
    """Return the ids that a fact mentions."""
    names = (getattr(fact, field, None) for field in _ID_FIELDS)
    return [name for name in names if name not in (None, UNKNOWN, UNDISCLOSED)]


_ID_FIELDS = ("id", "person", "post", "unit", "parent", "manager")


def _hostile(draw: st.DrawFn, fact: Fact, new: Mapping[str, str], sources: tuple[str, ...]) -> Fact:
    fields = {field.name for field in attrs.fields(type(fact))}
    change: dict[str, Any] = {
        field: new[getattr(fact, field)]
        for field in _ID_FIELDS
        if field in fields and getattr(fact, field) in new
    }
    text = hostile_texts()
    for field in fields & {"name", "title", "note", "start_manner", "end_manner"}:
        may_be_none = field != "name" and not isinstance(fact, Post)
        change[field] = draw(st.none() | text if may_be_none else text)
    for field in fields & {"names", "titles", "extra"}:
        change[field] = draw(st.dictionaries(text, text, max_size=1))
    if sources and tossed(draw):
        change["sources"] = sources
    return attrs.evolve(fact, **change)


def _sources() -> st.SearchStrategy[Source]:
    text = st.none() | hostile_texts()
    return st.builds(
        Source,
        ids(),
        title=text,
        publisher=text,
        author=text,
        url=text,
        language=text,
        note=text,
        translation_of=text,
        published=st.sampled_from((None, "2023", "2023-11-17T12:28Z", "[2020..2021]")),
        extra=st.dictionaries(hostile_texts(), hostile_texts(), max_size=1),
    )
