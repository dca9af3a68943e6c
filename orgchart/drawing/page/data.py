"""A story as data for the script of its page: texts, places, and what belongs to which card."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Generic, TypeVar, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.calendars import EPOCH
from orgchart.drawing.canvas.scene import Bar, Card, Label, Panel
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.page.markup import boxes
from orgchart.drawing.page.pool import Pool, Thing
from orgchart.drawing.stories.story import Detail, Frame, Story
from orgchart.drawing.texts.escape import clean
from orgchart.kinds import UNDISCLOSED
from orgchart.when import When

__all__ = ["data_of", "in_script"]

_T = TypeVar("_T", bound=Hashable)

#: The words of the page itself all begin so.
_OWN: Final = "web_"
#: Words of pictures that the comparison in the page needs as well.
_SHARED: Final = (
    "and_",
    "appointed",
    "axis_day",
    "back",
    "before",
    "board_of",
    "comma",
    "count_joined",
    "count_known",
    "count_leave",
    "count_back",
    "count_left",
    "count_maybe",
    "count_moved",
    "count_new",
    "count_role",
    "count_stayed",
    "count_unchanged",
    "count_unchanged_possible",
    "count_other",
    "count_unknown",
    "count_vacant",
    "date_month_short",
    "gone_left",
    "gone_other",
    "joined",
    "left",
    "line_lost",
    "line_news",
    "maybe_joined",
    "maybe_left",
    "months_short",
    "moved",
    "net",
    "net_between",
    "new",
    "no_change",
    "now",
    "now_acting_said",
    "now_adviser_said",
    "now_certain",
    "now_confirmed",
    "now_interim_said",
    "now_on_leave",
    "now_possible",
    "retitled",
    "span",
    "status",
    "team",
    "titled",
)


@final
class _Numbers(Generic[_T]):
    """Numbers for values, in the order in which they come up."""

    def __init__(self) -> None:
        self.known: dict[_T, int] = {}

    def of(self, value: _T) -> int:
        """Return the number of a value."""
        return self.known.setdefault(value, len(self.known))

    def told(self, tell: Callable[[_T], object]) -> list[object]:
        """Return the values in order."""
        return [tell(value) for value in self.known]


def data_of(story: Story, pool: Pool, words: Wording) -> dict[str, object]:
    """Return what the script needs, ready for JSON."""
    return _Teller(story, pool, words).data()


@final
class _Teller:
    def __init__(self, story: Story, pool: Pool, words: Wording) -> None:
        self.story = story
        self.pool = pool
        self.words = words
        self.sources: _Numbers[tuple[str, str]] = _Numbers()
        self.details: _Numbers[tuple[Detail, str]] = _Numbers()

    def data(self) -> dict[str, object]:
        frames = [self.frame(number) for number in range(len(self.story.frames))]
        details = self.details.told(self.detail)
        return {
            "name": clean(self.story.name),
            "words": _words(self.words),
            "width": self.pool.scene.width,
            "things": [
                [_kind(thing), *box, _id(thing)]
                for thing, box in zip(self.pool.things, boxes(self.pool.things), strict=True)
            ],
            "panels": self.panels(),
            "frames": frames,
            "details": details,
            "sources": self.sources.told(lambda source: [clean(source[0]), source[1]]),
        }

    def panels(self) -> dict[str, str]:
        """Return what bodies and trays are called, without how many are in them."""
        return {
            thing.id: clean(thing.says.partition(" · ")[0])
            for thing in self.pool.things
            if isinstance(thing, Panel)
        }

    def frame(self, number: int) -> dict[str, object]:
        frame, layers = self.story.frames[number], self.pool.frames[number]
        return {
            "id": frame.id,
            "t": _seconds(frame.when),
            "closes": frame.closes,
            "label": clean(frame.label),
            "short": clean(frame.short),
            "headline": clean(frame.headline) if frame.headline else "",
            "changes": [clean(change) for change in frame.changes],
            "things": layers.things,
            "foot": layers.foot,
            "bottom": round(layers.bottom, 2),
            "about": self.about(frame),
        }

    def about(self, frame: Frame) -> list[list[object]]:
        """Return for each card, in order, its detail and what it hangs from."""
        above = _above(frame)
        told: list[list[object]] = []
        for card in frame.scene.cards:
            detail = frame.details.get(card.id) or Detail((), "", card.says)
            told.append([self.details.of((_hashable(detail), card.link)), above[card.id]])
        return told

    @staticmethod
    def people(detail: Detail) -> list[str]:
        """Return the ids of people in the order of their names; nothing for who is not told."""
        told = ["" if person == UNDISCLOSED else person for person in detail.people]
        return told if any(told) else []

    def detail(self, known: tuple[Detail, str]) -> dict[str, object]:
        detail, link = known
        said: dict[str, object] = {
            "names": [clean(name) for name in detail.names],
            "title": clean(detail.title) if detail.title else "",
            "says": clean(detail.says),
            "lines": [clean(line) for line in detail.lines],
            "sources": [self.sources.of((cited.name, cited.link)) for cited in detail.sources],
            "posts": list(detail.posts),
            "people": self.people(detail),
            "away": detail.away,
            "undisclosed": UNDISCLOSED in detail.people,
            "link": link,
        }
        return {name: value for name, value in said.items() if value or name == "names"}


def _hashable(detail: Detail) -> Detail:
    return attrs.evolve(detail, lines=tuple(detail.lines), sources=tuple(detail.sources))


def _kind(thing: Thing) -> str:
    match thing:
        case Card():
            return "c"
        case Panel():
            return "d" if thing.dashed else "p"
        case Label():
            return "t"
        case Bar():
            return "b"
        case _:
            return "l"


def _id(thing: Thing) -> str:
    """Return what ties versions of a thing together; for panels their title as well."""
    return thing.id if isinstance(thing, Card | Panel | Bar) else ""


def _above(frame: Frame) -> dict[str, str]:
    """Return for each card the panel that it stands in, or the card above it, or nothing."""
    lines = [line for line in frame.scene.lines if line.kind.split()[0] == "report"]
    above = {line.head: line.tail for line in lines if line.tail and line.head}
    for card in frame.scene.cards:
        x, y = card.box.centre
        panels = [
            panel
            for panel in frame.scene.panels
            if panel.box.x <= x <= panel.box.right and panel.box.y <= y <= panel.box.bottom
        ]
        inner = min(panels, key=lambda panel: panel.box.width * panel.box.height, default=None)
        over = above.get(card.id, "")
        above[card.id] = over or (inner.id if inner is not None else "")
    return above


def _words(words: Wording) -> dict[str, object]:
    fields: Mapping[str, Any] = attrs.asdict(words, recurse=False)
    own = {name: value for name, value in fields.items() if name.startswith(_OWN)}
    return {**own, **{name: fields[name] for name in _SHARED}}


_WALL: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}):(\d{2}))?")


def _seconds(when: When) -> int:
    """
    Return a moment on the axis, in seconds since 1970 as clocks on the wall showed them.

    What is in other words than ISO 8601 counts from where it may begin, else where it must end.
    """
    found = _WALL.match(when.text)
    if found is not None:
        year, month, day, hour, minute = (int(part or 0) for part in found.groups())
        with suppress(ValueError):
            wall = datetime(year, month or 1, day or 1, hour, minute, tzinfo=UTC)
            return (wall - EPOCH) // _SECOND
    bounds = [bound for bound in (when.low, when.high) if abs(bound) != UNBOUNDED]
    return bounds[0] // 2 // 10**6 if bounds else 0


_SECOND: Final = timedelta(seconds=1)


def in_script(data: object) -> str:
    r"""
    Return data as JSON that may stand in a script element.

    >>> in_script({"name": "</script>&"})
    '{"name":"\\u003c/script\\u003e\\u0026"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
