"""The ticks of a time axis: at sensible steps of the calendar, as many as can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, final

import attrs

from orgchart.bounds import Precision, shifted
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.metrics import FILL, text_width
from orgchart.drawing.timelines.scale import Scale, local_time, position_of

__all__ = ["Tick", "ticks"]

_Unit: TypeAlias = Literal["hour", "day", "month", "year"]

#: The steps that an axis can have, fine ones first, and roughly how many hours they are long.
_STEPS: Final[tuple[tuple[_Unit, int], ...]] = (
    *(("hour", count) for count in (1, 2, 3, 6, 12)),
    *(("day", count) for count in (1, 2, 5, 10)),
    *(("month", count) for count in (1, 3, 6)),
    *(("year", count) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_HOURS: Final = {"hour": 1, "day": 24, "month": 730, "year": 8766}
_HOUR: Final = 2 * 3600 * 1_000_000
#: The least distance of two ticks, in points, and the room between two labels.
_LEAST: Final = 20
_AIR: Final = 8
SIZE: Final = 10
#: At most one label in so many may go for lack of room.
_FEW: Final = 5


@final
@attrs.frozen
class Tick:
    """
    A tick of an axis.

    Attributes:
        position: where it lies on the time line.
        text: what stands at it; empty where there is no room.
        strong: whether a longer step of the calendar begins at it: a day, a month, a year.
        unit: the step of its axis.
    """

    position: int
    text: str
    strong: bool
    unit: str


def ticks(scale: Scale, zone: str | None, words: Wording) -> tuple[Tick, ...]:
    """
    Return the ticks of an axis, in order: the finest step whose labels have room.

    Args:
        scale: the axis.
        zone: the IANA name of the zone of its calendar; None for dates without one, or UTC.
        words: the words for months and dates.
    """
    if not scale.reach.dated:
        return ()
    span = scale.reach.high - scale.reach.low
    for unit, count in _STEPS:
        about = scale.width * _HOURS[unit] * count * _HOUR / span
        if about < _LEAST:
            continue
        made = _thinned(tuple(_Axis(scale, zone, words, unit, count).ticks()), scale)
        if made is not None:
            return made
    return ()


def _thinned(made: tuple[Tick, ...], scale: Scale) -> tuple[Tick, ...] | None:
    """
    Return ticks without the labels that a wide strong one before them leaves no room for.

    Returns:
        None where other labels lack room, or too many would go.
    """
    found: list[Tick] = []
    taken, strong, gone = -_AIR + 0.0, False, 0
    for tick in made:
        x = scale.at(tick.position)
        if x < taken + _AIR:
            if not strong or tick.strong:
                return None
            gone += 1
            found.append(attrs.evolve(tick, text=""))
            continue
        taken, strong = x + label_width(tick), tick.strong
        found.append(tick)
    return tuple(found) if gone * _FEW <= len(made) else None


def label_width(tick: Tick) -> float:
    """Return how wide the label of a tick is, in points."""
    return text_width(tick.text, SIZE, bold=tick.strong) / FILL + 6


class _Axis:
    def __init__(
        self, scale: Scale, zone: str | None, words: Wording, unit: _Unit, count: int
    ) -> None:
        self.scale = scale
        self.zone = zone
        self.words = words
        self.unit = unit
        self.count = count

    def ticks(self) -> Iterator[Tick]:
        reach = self.scale.reach
        last = reach.low - 1
        found: list[Tick] = []
        for local in self.moments(local_time(reach.low, self.zone)):
            position = position_of(local, self.zone)
            if position >= reach.high:
                break
            # Where the clocks change, two local times may be one instant.
            if position > last and position >= reach.low:
                last = position
                found.append(Tick(position, self.text(local), self.strong(local), self.unit))
        if found:
            found[0] = self.opening(found)
        yield from found

    def moments(self, local: datetime) -> Iterator[datetime]:
        """Yield the steps of the calendar from one at or before a local time on."""
        hour = local.replace(minute=0, second=0, microsecond=0)
        month = hour.replace(hour=0, day=1)
        if self.unit == "hour":
            yield from _steps(hour.replace(hour=hour.hour - hour.hour % self.count), self.count)
        elif self.unit == "day":
            for first in _months(month, 1):
                yield from self.days(first)
        elif self.unit == "month":
            behind = (month.month - 1) % self.count
            yield from _months(month.replace(month=month.month - behind), self.count)
        else:
            year = max(month.year - month.year % self.count, 1)
            yield from _months(month.replace(month=1, year=year), 12 * self.count)

    def days(self, month: datetime) -> Iterator[datetime]:
        """Yield the steps within a month; the next month begins a count of its own."""
        following = shifted(month, (Precision.MONTH, 1)) or month
        day = month
        while day < following:
            if day == month or following - day >= timedelta(days=self.count):
                yield day
            day += timedelta(days=self.count)

    def strong(self, local: datetime) -> bool:
        if self.unit == "hour":
            return local.hour == 0
        if self.unit == "day":
            return local.day == 1
        return self.unit == "month" and local.month == 1

    def text(self, local: datetime) -> str:
        words = self.words
        if self.unit == "year" or (self.unit == "month" and local.month == 1):
            return words.date_year.format(year=f"{local.year:04}")
        if self.unit == "month":
            return words.months_short[local.month - 1]
        if self.unit == "day" and local.day != 1:
            return str(local.day)
        if self.unit == "day" or local.hour == 0:
            return self.day(local)
        return f"{local:%H:%M}"

    def day(self, local: datetime) -> str:
        month = self.words.months_short[local.month - 1]
        return self.words.axis_day.format(day=local.day, month=month)

    def opening(self, found: list[Tick]) -> Tick:
        """Return the first tick with what the others leave unsaid, where there is room."""
        first = found[0]
        if first.strong or self.unit == "year":
            return first
        local = local_time(first.position, self.zone)
        text = self.day(local)
        if self.unit == "month":
            month = self.words.months_short[local.month - 1]
            text = self.words.date_month_short.format(month=month, year=f"{local.year:04}")
        elif self.unit == "hour":
            text = self.words.clock.format(text, f"{local:%H:%M}")
        longer = attrs.evolve(first, text=text, strong=True)
        free = self.scale.right if len(found) == 1 else self.scale.at(found[1].position)
        fits = self.scale.at(first.position) + label_width(longer) + _AIR <= free
        return longer if fits else first


def _steps(local: datetime, hours: int) -> Iterator[datetime]:
    while True:
        yield local
        local += timedelta(hours=hours)


def _months(local: datetime, count: int) -> Iterator[datetime]:
    """Yield a local time and those some months later, up to the end of the calendar."""
    ahead: datetime | None = local
    while ahead is not None:
        yield ahead
        ahead = shifted(ahead, (Precision.MONTH, count))
