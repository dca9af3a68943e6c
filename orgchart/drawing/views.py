"""Which pages show what: from what is to be drawn and how, to the pages of a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final, TypedDict, final

import attrs

from orgchart.comparison import Diff, diff
from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.folding import fold_trays
from orgchart.drawing.cards.readings import readings_at
from orgchart.drawing.charts.chart_view import ChartView
from orgchart.drawing.charts.series import Pair, Style, pair_charts, still_charts, strip_charts
from orgchart.drawing.charts.series_view import pair_view, strip_view
from orgchart.drawing.charts.shared_view import SharedView
from orgchart.drawing.flows.flow_view import flow_view
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.options import Options, ViewName
from orgchart.drawing.parts.paging import paged
from orgchart.drawing.parts.pruning import prune
from orgchart.drawing.stories.story_view import StoryView
from orgchart.drawing.timelines.career import career_view
from orgchart.drawing.timelines.succession import succession_view
from orgchart.drawing.timelines.timeline_view import timeline_view
from orgchart.drawing.view import View
from orgchart.errors import InvalidValueError, UnknownIdError
from orgchart.history import History, Moment
from orgchart.snapshot import Key, Snapshot

__all__ = ["pages_of"]

#: Several charts beside each other need more width than one.
_SERIES_WIDTH: Final = 1500
#: Dates in a strip.
_MOST: Final = 6


def pages_of(
    subject: Snapshot | Diff | History,
    more: Sequence[Snapshot | Moment],
    options: Options,
) -> tuple[View, ...]:
    """
    Return the pages of a drawing.

    Args:
        subject, more: what is drawn, see `draw`.
        options: how.

    Raises:
        InvalidValueError: the view does not go with what is drawn.
        UnknownIdError: an id of an option is not in what is drawn.
    """
    if isinstance(subject, History):
        moments = [one for one in more if not isinstance(one, Snapshot)]
        if len(moments) < len(more):
            raise InvalidValueError("a drawing", "dates", "a chart", "give dates with a history")
        return _of_history(subject, moments, options)
    charts = [one for one in more if isinstance(one, Snapshot)]
    if len(charts) < len(more):
        raise InvalidValueError("a drawing", "charts", "a date", "give dates with a history only")
    if isinstance(subject, Diff):
        if charts:
            raise InvalidValueError("a drawing", "charts", len(charts), "give a difference alone")
        return _of_snapshots([subject.before, subject.after], subject, options)
    return _of_snapshots([subject, *charts], None, options)


def _of_history(history: History, dates: Sequence[Moment], options: Options) -> tuple[View, ...]:
    if options.person is not None or options.post is not None or options.view in _ROWS:
        return _rows(history, dates, options)
    if not dates:
        options.check_for("page")
        return (_story(history, options),)
    charts = [history.at(when) for when in dates]
    between = _between(history, charts) if len(charts) == _PAIR else None
    return _of_snapshots(charts, None, options, between, history)


class _Asked(TypedDict):
    """What every timeline is asked."""

    marks: tuple[Moment, ...]
    start: Moment | None
    end: Moment | None
    max_width: float
    colours: Mapping[str, str]


def _rows(history: History, dates: Sequence[Moment], options: Options) -> tuple[View, ...]:
    """Return the pages of a timeline: of posts, of a person, of a post."""
    asked: _Asked = {
        "marks": tuple(dates),
        "start": options.start,
        "end": options.end,
        "max_width": options.width(),
        "colours": options.colours,
    }
    words, lang = options.words, options.lang
    if options.person is not None:
        options.check_for("career")
        return career_view(history, options.person, words, lang, **asked)
    if options.post is not None:
        options.check_for("succession")
        return succession_view(history, options.post, words, lang, **asked)
    if options.view != "timeline":
        reason = "give person= for a career, post= for a succession"
        raise InvalidValueError("a drawing", "view", options.view, reason)
    options.check_for("timeline")
    return timeline_view(history, words, lang, units=options.units, **asked)


def _of_snapshots(
    charts: Sequence[Snapshot],
    change: Diff | None,
    options: Options,
    between: int | None = None,
    history: History | None = None,
) -> tuple[View, ...]:
    """Return the pages of charts of some dates, or of the difference of two."""
    options = options.in_zone(charts[-1].zone)
    style = _style(options, history)
    words, lang = options.words, options.lang
    usual: ViewName = "merged" if change is not None else _USUAL.get(len(charts), "filmstrip")
    view = options.view or usual
    _check(view, len(charts))
    options.check_for(view)
    shape = _Shape(options)
    if view == "chart":
        return _chart(charts[0], options, style)
    if view == "filmstrip":
        found = fold_trays(shape.all(strip_charts(charts, style)), words)
        stills = shape.all(still_charts(charts, style))
        told = [_day(chart, words) for chart in charts]
        return (strip_view(found, stills, told, words, options.width(_SERIES_WIDTH)),)
    before, after = charts
    if view == "side-by-side":
        days = (_day(before, words), _day(after, words))
        pair = shape.pair(pair_charts(before, after, style, between))
        return (pair_view(pair, days, words, options.width(_SERIES_WIDTH)),)
    change = diff(before, after) if change is None else change
    if view == "flow":
        return (flow_view(change, words, lang, options.width(), colours=options.colours),)
    chart = style.merged(change, between=between)
    (chart,) = fold_trays([shape.one(chart)], words)
    return _paged(chart, options)


def _day(chart: Snapshot, words: Wording) -> str:
    """Return the date above a chart, with the time where one was asked for."""
    clock = chart.at is not None and "T" in chart.at.text
    return words.day(chart.at, short=not clock)


def _chart(snapshot: Snapshot, options: Options, style: Style) -> tuple[View, ...]:
    """Return the pages of one date, or its page on a plan that it shares with other dates."""
    shape = _Shape(options)
    if not options.beside:
        return _paged(shape.one(style.still(snapshot)), options)
    every = list(options.beside)
    if snapshot not in every:
        every = sorted((snapshot, *every), key=_moment)
    stills = marked = shape.all(still_charts(every, style))
    if len(every) == _PAIR:
        marked = shape.pair(pair_charts(every[0], every[1], style)).marked
    place = every.index(snapshot)
    return (SharedView(stills, marked, place, options.words, options.width()),)


def _style(options: Options, history: History | None) -> Style:
    readings = None
    if history is not None:
        words, lang = options.words, options.lang
        readings = partial(_readings, history, words, lang)
    return Style(options.words, options.lang, options.colours, readings)


def _readings(
    history: History, words: Wording, lang: str | None, chart: Snapshot
) -> Mapping[Key, tuple[str, ...]]:
    return readings_at(history, chart, words, lang)


def _moment(snapshot: Snapshot) -> tuple[int, int]:
    return (0, 0) if snapshot.at is None else (snapshot.at.low, snapshot.at.close)


def _paged(chart: Chart, options: Options) -> tuple[View, ...]:
    pages = paged(chart, options.words, options.most)
    return tuple(ChartView(page, options.words, options.width()) for page in pages)


def _story(history: History, options: Options) -> StoryView:
    options = options.in_zone(history.zone)
    return StoryView(history, _style(options, history), options.width(), _Shape(options).all)


@final
@attrs.frozen
class _Shape:
    """Makes charts as small as was asked, and adds the links."""

    options: Options

    def one(self, chart: Chart) -> Chart:
        """Return a chart made smaller."""
        options = self.options
        part = prune(
            chart,
            options.words,
            root=options.root,
            depth=options.depth,
            units=options.units,
            collapse=options.collapse,
        )
        return part if not options.links else _linked(part, options.links)

    def pair(self, pair: Pair) -> Pair:
        """Return the charts of two dates made smaller."""
        merged, *four = self.all([pair.merged, *pair.plain, *pair.marked])
        return Pair((four[0], four[1]), (four[2], four[3]), merged)

    def all(self, charts: Iterable[Chart]) -> tuple[Chart, ...]:
        """Return charts of several dates made smaller; what is asked for must be in one."""
        every = tuple(charts)
        made: list[Chart] = []
        missing: UnknownIdError | None = None
        for chart in every:
            try:
                made.append(self.one(chart))
            except UnknownIdError as error:
                missing = error
                made.append(_nothing_of(chart))
        if missing is not None and all(not c.slots and not c.bodies for c in made):
            raise missing
        return tuple(made)


def _nothing_of(chart: Chart) -> Chart:
    """Return a chart of which nothing is shown."""
    return attrs.evolve(
        chart,
        bodies=(),
        slots={},
        children={},
        roots=(),
        appointed={},
        trays=(),
        dotted=(),
        moves=(),
        backs=(),
        listed=(),
        elsewhere=(),
    )


def _linked(chart: Chart, links: Mapping[str, str]) -> Chart:
    """Return a chart whose cards lead where their person, or else their post, does."""

    def led(slot: Slot) -> Slot:
        ids = (*slot.people, *slot.posts) if len(slot.people) == 1 else slot.posts
        link = next((links[id_] for id_ in ids if id_ in links), "")
        return attrs.evolve(slot, link=link) if link else slot

    bodies = tuple(attrs.evolve(b, slots=tuple(map(led, b.slots))) for b in chart.bodies)
    return attrs.evolve(
        chart, bodies=bodies, slots={id_: led(slot) for id_, slot in chart.slots.items()}
    )


def _between(history: History, charts: Sequence[Snapshot]) -> int | None:
    """
    Return how many recorded states lie between two charts, without them; None for none known.

    A state is recorded when something has surely changed: a vague date makes one, at its last
    bound, and none where it begins to be possible. So none lies between two neighbouring dates of
    a series of snapshots, though what changed from one to the other is possible in between.
    """
    first, last = charts[0].at, charts[1].at
    if first is None or last is None:
        return None
    low, high = sorted((first.close, last.close))
    settled = [
        position
        for position, edits, _, _ in history.store.steps(low, history.store.turns(low, high))
        if edits
    ]
    if not settled:
        return 0
    # The last one is that of the later chart, unless something is possible there by then.
    store = history.store
    doubted = bool(len(store.between(store.view(settled[-1]), store.view(high))))
    return len(settled) - (not doubted)


def _check(view: ViewName, count: int) -> None:
    """Say which views go with so many dates."""
    wanted = _DATES.get(view)
    if wanted is None:
        reason = "draw a history to see it so"
        raise InvalidValueError("a drawing", "view", view, reason)
    least, most = wanted
    if not least <= count <= most:
        number = f"{least}" if least == most else f"{least} to {most}"
        reason = f"a {view} shows {number} dates; give as many, or the history alone for a page"
        raise InvalidValueError("a drawing", "dates", count, reason)


_PAIR: Final = 2
_ROWS: Final = frozenset({"timeline", "career", "succession"})
_USUAL: Final[Mapping[int, ViewName]] = {1: "chart", 2: "side-by-side"}
#: How many dates go with each view of charts.
_DATES: Final[Mapping[str, tuple[int, int]]] = {
    "chart": (1, 1),
    "merged": (2, 2),
    "flow": (2, 2),
    "side-by-side": (2, 2),
    "filmstrip": (2, _MOST),
}
