"""A history as a story: a frame for each date at which a chart changes, all on one plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from orgchart.comparison import diff
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.cards.sheet import joined
from orgchart.drawing.cards.states import awayness
from orgchart.drawing.charts.compose import MARGIN, whole
from orgchart.drawing.charts.furniture import legend
from orgchart.drawing.charts.paint import paint
from orgchart.drawing.charts.series import Ground, Style, grounded, legend_chart, still_charts
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.stories.story import Cited, Detail, Frame, Story
from orgchart.drawing.texts.escape import titled
from orgchart.drawing.texts.links import checked
from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.model import Tenure
from orgchart.progress import follow
from orgchart.snapshot import Snapshot
from orgchart.sources import Source
from orgchart.when import When

__all__ = ["storyboard"]


def storyboard(
    history: History,
    style: Style,
    *,
    max_width: float,
    shape: Callable[[Iterable[Chart]], tuple[Chart, ...]] = tuple,
    dates: Iterable[When] | None = None,
) -> Story:
    """
    Return a history as a story.

    Args:
        history: what to tell.
        style: how charts are told.
        max_width: the width to keep to where that can be done, in points.
        shape: makes charts smaller.
        dates: the moments to show; None for all at which an answer changes.

    Complexity: a pass over the facts for each date.
    """
    words, lang = style.words, style.lang
    moments = tuple(history.dates() if dates is None else dates)
    snapshots = list(follow(map(history.at, moments), words.reading_dates, len(moments)))
    if not snapshots:
        raise InvalidValueError(
            "a drawing",
            "dates",
            "none",
            "the history has no date to show; draw the chart that history.at(...) gives",
        )
    charts = shape(still_charts(snapshots, style))
    room = max(max_width, 320) - 2 * MARGIN
    ground = grounded(charts, words, room, reuse=True)
    sources = {source.id: source for source in history.sources}
    scenes = _scenes(ground, words)
    frames: list[Frame] = []
    labels = list(_labels(moments, words))
    for number, (snapshot, chart) in enumerate(zip(snapshots, ground.charts, strict=True)):
        id_, label, short = labels[number]
        before = snapshots[number - 1] if number else None
        frames.append(
            Frame(
                id=id_,
                when=moments[number],
                label=label,
                short=short,
                headline=words.gap.join(chart.remarks),
                changes=_told(before, snapshot, style),
                scene=next(scenes),
                details=dict(_details(chart, snapshot, words, lang, sources)),
                text=chart_text(chart, words),
                closes=_closes(history, moments[max(number - 1, 0)], moments[number]),
            )
        )
    return Story(ground.charts[-1].name, ground.charts[-1].lang, tuple(frames))


def _scenes(ground: Ground, words: Wording) -> Iterator[Scene]:
    """Yield the pictures, all of one size, with the legend of all below each."""
    wide = whole(ground.plan.width + 2 * MARGIN)
    foot = MARGIN + ground.plan.height + 16
    signs = legend(legend_chart(ground.charts, words), words, MARGIN, foot, ground.plan.width)
    high = whole(foot + signs.height + MARGIN - 12)
    for chart, cards, where in zip(ground.charts, ground.cards, ground.union.where, strict=True):
        drawn = paint(chart, cards, where, ground.plan, words, (MARGIN, MARGIN))
        yield Scene(
            name=words.row((chart.name, chart.dates)),
            description=chart.alt_text,
            lang=chart.lang,
            width=wide,
            height=high,
            cards=drawn.cards,
            lines=(*drawn.lines, *signs.lines),
            panels=drawn.panels,
            labels=(*drawn.labels, *signs.labels),
            swatches=signs.swatches,
        )


def _labels(moments: Sequence[When], words: Wording) -> Iterator[tuple[str, str, str]]:
    """Yield for each moment an id, and what to call it at length and shortly."""
    days = [_DAY.sub(r"\1", when.text) for when in moments]
    crowded = Counter(when.text[:_DATE] for when in moments)
    shorts = [words.day(When(day), short=True) for day in days]
    taken: set[str] = set()
    for when, day, short in zip(moments, days, shorts, strict=True):
        clock = _CLOCK.search(when.text)
        # Several moments of one day are told apart by the clock.
        full = clock is not None and shorts.count(short) > 1
        told = words.clock.format(short, clock[1]) if full and clock else short
        # A day is told by its close, so what begins with a day keeps its clock in the address.
        plain = _OTHER.sub("-", _OFFSET.sub("", when.text).replace(":", "")).strip("-") or "date"
        found, number = plain, 1
        while found in taken:
            number += 1
            found = f"{plain}-{number}"
        taken.add(found)
        begins = clock is not None and crowded[when.text[:_DATE]] > 1
        yield found, words.day(When(when.text if begins else day)), told


def _closes(history: History, last: When, when: When) -> bool:
    """
    Say whether the state of an instant is that in which the day before closes.

    Where the close of the day is like no instant, the state that it has less to differ from counts.
    """
    found = _DAY.match(when.text)
    try:
        midnight = date.fromisoformat(found[1]) if found else date.min
    except ValueError:
        return False
    if midnight == date.min:
        return False
    zone = history.zone or (None if when.floating else "UTC")
    before = When((midnight - timedelta(days=1)).isoformat(), zone)
    if before.close // 2 != when.low // 2:
        return False
    change = len(history.diff(before, when))
    return not change or (last != when and change < len(history.diff(last, before)))


#: The length of a day as written.
_DATE: Final = len("2023-11-17")
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?$")
_CLOCK: Final = re.compile(r"T(\d\d:\d\d)")
_OFFSET: Final = re.compile(r"(?<=T\d\d:\d\d)(?::00)?(?:Z|[+-]\d\d:\d\d)?$")
_OTHER: Final = re.compile("[^0-9A-Za-z]+")


def _told(before: Snapshot | None, after: Snapshot, style: Style) -> tuple[str, ...]:
    """Return what changed in sentences, or as cards say it where there are no sentences."""
    if before is None:
        return ()
    change = diff(before, after)
    if style.words.lang == "en":
        return tuple(line.strip() for line in change.describe(style.lang).splitlines()[1:])
    chart = style.merged(change)
    slots = [*(slot for body in chart.bodies for slot in body.slots), *chart.slots.values()]
    return tuple(slot.says for slot in slots if slot.face.look not in _QUIET)


_QUIET: Final = frozenset({Look.UNCHANGED, Look.PLAIN, Look.VACANT, Look.GHOST, Look.ROOT})


def _details(
    chart: Chart,
    snapshot: Snapshot,
    words: Wording,
    lang: str | None,
    sources: Mapping[str, Source],
) -> Iterator[tuple[str, Detail]]:
    shown = [*(slot for body in chart.bodies for slot in body.slots), *chart.slots.values()]
    for slot in shown:
        held = [
            tenure
            for post in slot.posts
            for tenure in snapshot.holders(post)
            if tenure.person in slot.people
        ]
        lines = [line for post in slot.posts if (line := snapshot.line_of(post)) is not None]
        cited = [source for fact in (*held, *lines) for source in fact.sources]
        yield (
            slot.id,
            Detail(
                names=tuple(holder.name for holder in slot.face.holders),
                # A chair has the office as a sign, which is part of the title in a list.
                title=slot.face.title or _offices(held, snapshot, lang),
                says=slot.says,
                lines=tuple(_lines(slot, held, snapshot, words, lang)),
                sources=tuple(_cited(cited, sources, words)),
                posts=slot.posts,
                people=slot.people,
                away=max((awayness(snapshot, tenure) for tenure in held), default=0),
            ),
        )


def _offices(held: Sequence[Tenure], snapshot: Snapshot, lang: str | None) -> str:
    titles = (
        tenure.title or titled(snapshot.post_title(tenure.post, lang), tenure.post)
        for tenure in held
    )
    return joined(*dict.fromkeys(titles))


def _lines(
    slot: Slot, held: Sequence[Tenure], snapshot: Snapshot, words: Wording, lang: str | None
) -> Iterator[str]:
    """Yield since when and until when each person is there, and whom the post reports to."""
    several = len({tenure.person for tenure in held}) > 1
    for tenure in held:
        end = tenure.end if isinstance(tenure.end, When) else None
        said = joined(
            words.since_when(tenure.start),
            words.until.format(words.day(end)) if end is not None else "",
        )
        if said:
            name = snapshot.person_name(tenure.person, lang)
            yield words.board_of.format(name, said) if several else said
    for post in slot.posts:
        line = snapshot.line_of(post)
        if line is None or line.manager is None:
            continue
        if line.manager in snapshot.posts:
            yield words.reports_to.format(
                titled(snapshot.post_title(line.manager, lang), line.manager)
            )
        elif line.manager in snapshot.units:
            yield words.reports_to.format(snapshot.unit_name(line.manager, lang))
        else:
            yield words.line_unknown


def _cited(cited: Sequence[str], sources: Mapping[str, Source], words: Wording) -> Iterator[Cited]:
    """Yield sources as readers know them, each once."""
    for id_ in dict.fromkeys(cited):
        source = sources.get(id_)
        if source is None:
            yield Cited(id_)
            continue
        known = (source.publisher, source.title, words.day(source.published, short=True))
        link = checked(source.url) if source.url else None
        yield Cited(", ".join(part for part in known if part) or id_, link or "")
