"""What sources say of the facts that they dispute, at the moment of a chart."""

from __future__ import annotations

from collections.abc import Mapping

from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import titled
from orgchart.history import History
from orgchart.kinds import NOBODY
from orgchart.model import Fact, Leave, ReportingLine, Tenure
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When

__all__ = ["readings_at"]


def readings_at(
    history: History, chart: Snapshot, words: Wording, lang: str | None = None
) -> Mapping[Key, tuple[str, ...]]:
    """
    Return for each fact on a chart that sources dispute what they say, each reading once.

    Which facts are disputed at a moment, `Conflict.disputes_at` says.

    Args:
        history: the history that the chart was taken from.
        chart: the chart; one without a moment has no readings.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
    """
    if chart.at is None:
        return {}
    position = chart.at.close
    found: dict[Key, tuple[str, ...]] = {}
    for conflict in history.conflicts():
        if conflict.winner.key in chart.facts and conflict.disputes_at(position):
            said = (_said(fact, history, chart, words, lang) for fact in conflict.readings)
            found[conflict.winner.key] = tuple(dict.fromkeys(said))
    return found


def _said(fact: Fact, history: History, chart: Snapshot, words: Wording, lang: str | None) -> str:
    """Return a reading in words: what it is about, from when to when, and who says so."""
    parts: list[str] = []
    if isinstance(fact, Tenure):
        title = fact.title or titled(chart.post_title(fact.post, lang), fact.post)
        parts += [chart.person_name(fact.person, lang), title]
    elif isinstance(fact, Leave):
        parts += [chart.person_name(fact.person, lang), words.spoken(words.on_leave)]
    elif isinstance(fact, ReportingLine):
        manager = words.nobody if fact.manager is None else fact.manager
        named = manager if manager == NOBODY else titled(chart.post_title(manager, lang), manager)
        parts.append(words.reports_to.format(named))
    for form, end in ((words.reading_from, fact.start), (words.reading_to, fact.end)):
        if isinstance(end, When):
            parts.append(form.format(words.day(end, short=True)))
    names = {source.id: source.title or source.publisher or source.id for source in history.sources}
    cited = words.series(names.get(source, source) for source in fact.sources)
    return f"{words.series(parts)}{words.bracket.format(cited) if cited else ''}"
