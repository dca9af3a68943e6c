"""Histories: exact ones, vague ones, and ones whose every text is hostile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, Unpack

import attrs
from hypothesis import strategies as st

from orgchart.history import History
from orgchart.kinds import UNDISCLOSED, UNKNOWN
from orgchart.model import Fact, Post
from orgchart.snapshot import Snapshot
from orgchart.sources import Source
from orgchart.strategies.charts import chart_facts
from orgchart.strategies.dating import (
    HistoryOptions,
    Setting,
    apart,
    as_instants,
    history_of,
    setting_of,
    told,
)
from orgchart.strategies.keeping import Facts
from orgchart.strategies.margins import margins, with_margins
from orgchart.strategies.moments import exact_texts, zones
from orgchart.strategies.numbers import together
from orgchart.strategies.reorganisations import Script, scripts, stepped
from orgchart.strategies.texts import hostile_ids, hostile_text
from orgchart.strategies.times import periods

__all__ = ["exact_facts", "histories", "hostile_histories", "scattered", "vague_histories"]

_Stage = tuple[str, Script]


def histories(**options: Unpack[HistoryOptions]) -> st.SearchStrategy[History]:
    """
    Histories with exact dates: a chart, and a few reorganisations of it, each at its moment.

    Every fact begins when a chart first shows it and ends when one no longer does. At each moment
    the history shows that chart, which keeps to the options; so does every other chart of it. With
    `vacancies`, `shared`, `several_roots`, `cycles`, `possible`, `namesakes` or `duplicates` off
    all moments are instants, since on a day of which the hour is open the charts before and after
    it mix. Now and then there is somebody on record who holds nothing, a note, or the manner in
    which a tenure began or ended, which no chart compares.

    Args:
        **options: see `HistoryOptions`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards a history without facts; then towards facts from 2019-01-01 on.

    >>> from hypothesis import find
    >>> history = find(histories(zones=False), lambda history: len(history.dates()) > 2)
    >>> len(history.posts) <= 3 and len(history.people) <= 3
    True
    """
    setting = setting_of(**options)
    return together(_history, exact_facts(setting))


def _history(parts: tuple[str | None, Facts]) -> History:
    zone, facts = parts
    return history_of(facts, zone=zone)


def exact_facts(setting: Setting) -> st.SearchStrategy[tuple[str | None, Facts]]:
    """Zones, and facts with exact periods."""
    texts = exact_texts(zoned=setting.zones, clock_changes=setting.clock_changes)
    stage = together(_stage, texts, scripts(1, 3))
    further = st.lists(stage, max_size=setting.max_dates - 1)
    zone = st.none() | zones() if setting.zones else st.none()
    start = chart_facts(setting.options)
    dated = together(partial(_dated, setting), zone, texts, start, further)
    return together(partial(_margined, setting), dated, margins())


def _stage(text: str, script: Script) -> _Stage:
    return text, script


def _margined(
    setting: Setting, dated: tuple[str | None, Facts], margin: int
) -> tuple[str | None, Facts]:
    zone, facts = dated
    return zone, with_margins(facts, margin, setting)


def _dated(
    setting: Setting, zone: str | None, first: str, start: Facts, further: list[_Stage]
) -> tuple[str | None, Facts]:
    texts = apart([first, *(text for text, _ in further)], zone)
    if not setting.by_day:
        texts = as_instants(texts)
    charts = [start]
    for _, script in further[: len(texts) - 1]:
        charts.append(stepped(charts[-1], script, setting.options))
    return zone, told(texts, [Snapshot.from_facts(chart) for chart in charts])


def vague_histories(**options: Unpack[HistoryOptions]) -> st.SearchStrategy[History]:
    """
    Histories of facts at any time: vague dates, unknown and unstated ends, overlaps.

    The facts are those of a chart and of a reorganisation of it, and what is switched off occurs
    in none of them. What they show together at one moment can be anything.

    Args:
        **options: see `HistoryOptions`. `units`, `dotted`, `leaves`, `undisclosed`,
            `unknown_managers`, `kinds`, `cjk`, `zones`, `idle` and `remarks` hold at every moment.
            `vacancies`, `shared`, `several_roots`, `cycles`, `possible`, `namesakes` and
            `duplicates` hold for the two charts, and not for what the dates make of them.
            `max_dates` and `clock_changes` are not looked at.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards a history without facts; then towards facts of which no date is stated.

    >>> from hypothesis import find
    >>> find(vague_histories(), lambda history: history.posts).posts[0].title
    'Director'
    """
    setting = setting_of(**options)
    zone = zones() if setting.zones else st.none()
    return scattered(setting, st.none() | zone, vague=True)


@st.composite
def scattered(
    draw: st.DrawFn, setting: Setting, zone: st.SearchStrategy[str | None], *, vague: bool
) -> History:
    """Histories of the facts of two charts, with periods that have nothing to do with them."""
    place = draw(zone)
    before = draw(chart_facts(setting.options))
    after = stepped(before, draw(scripts(0, 4)), setting.options)
    # Drawn apart from the facts and dealt out in turn, so that either shrinks by itself.
    stretch = st.none() | periods(zoned=place is not None, vague=vague)
    stretches = draw(st.lists(stretch, max_size=12)) or [None]
    facts: Facts = []
    for chart in (before, after):
        for fact in Snapshot.from_facts(chart).facts.values():
            found = stretches[len(facts) % len(stretches)]
            facts.append(fact if found is None else fact.with_period(found))
    return history_of(with_margins(facts, draw(margins()), setting), zone=place)


def hostile_histories(**options: Unpack[HistoryOptions]) -> st.SearchStrategy[History]:
    """
    Histories in which every id is an awkward one and every text a hostile one: for readers.

    Args:
        **options: see `vague_histories`, whose facts they take; `cjk`, `namesakes` and
            `remarks` are not looked at, since all names and remarks are others.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards a history without facts, with an empty name.
    """
    return _hostile_histories(vague_histories(**options))


@st.composite
def _hostile_histories(draw: st.DrawFn, histories: st.SearchStrategy[History]) -> History:
    """Histories with other ids and texts, and with sources."""
    history = draw(histories)
    facts = list(history.facts)
    old = sorted({name for fact in facts for name in _names(fact)})
    size = len(old)
    fresh = draw(st.lists(hostile_ids(), min_size=size, max_size=size, unique=True))
    new = dict(zip(old, fresh, strict=True))
    sources = draw(st.lists(_sources(), max_size=2, unique_by=lambda source: source.id))
    cited = tuple(source.id for source in sources)
    hostile = [_hostile(draw, fact, new, cited) for fact in facts]
    return history_of(hostile, name=draw(hostile_text()), zone=history.zone, sources=sources)


def _names(fact: Fact) -> list[str]:
    """Return the ids that a fact mentions."""
    found = (getattr(fact, field, None) for field in _ID_FIELDS)
    return [name for name in found if name not in (None, UNKNOWN, UNDISCLOSED)]


_ID_FIELDS: Final = ("id", "person", "post", "unit", "parent", "manager")


def _hostile(draw: st.DrawFn, fact: Fact, new: Mapping[str, str], sources: tuple[str, ...]) -> Fact:
    fields = {field.name for field in attrs.fields(type(fact))}
    change: dict[str, Any] = {
        field: new[getattr(fact, field)]
        for field in _ID_FIELDS
        if field in fields and getattr(fact, field) in new
    }
    text = hostile_text()
    for field in sorted(fields & {"name", "title", "note", "start_manner", "end_manner"}):
        may_be_none = field != "name" and not isinstance(fact, Post)
        change[field] = draw(st.none() | text if may_be_none else text)
    for field in sorted(fields & {"names", "titles", "extra"}):
        change[field] = draw(st.dictionaries(text, text, max_size=1))
    if sources:
        change["sources"] = draw(st.sampled_from(((), sources)))
    return attrs.evolve(fact, **change)


def _sources() -> st.SearchStrategy[Source]:
    text = st.none() | hostile_text()
    return st.builds(
        Source,
        hostile_ids(),
        title=text,
        publisher=text,
        author=text,
        url=text,
        language=text,
        note=text,
        translation_of=text,
        published=st.sampled_from((None, "2023", "2023-11-17T12:28Z", "[2020..2021]")),
        extra=st.dictionaries(hostile_text(), hostile_text(), max_size=1),
    )
