"""People flow as a scene: chips, the places they lead to or come from, bands between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Bar, Box, Label, Line, Run, Scene
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.charts.furniture import heading, label
from orgchart.drawing.flows.crowds import gathered
from orgchart.drawing.flows.people import Group, Section, Traveller
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import Slugs
from orgchart.drawing.texts.metrics import FILL, text_width, wrap

__all__ = ["flow_scene"]

MARGIN: Final = 36
#: The greatest width of the whole, and the least for texts beside each other.
WIDEST: Final = 1200
BESIDE: Final = 560
#: The tallest picture with a chip for each person; narrow ones are scrolled and may be taller.
TALLEST: Final = 1500
#: The width of a band for one person, and between two bands where they meet.
BAND: Final = 7.0
BETWEEN: Final = 1.5
#: Between chips, between groups, between sections.
GAP: Final = 6
APART: Final = 16
SECTION: Final = 30
#: From the edge of a chip or a place to its text, in wide pictures and in narrow ones.
PAD: Final = 10
TIGHT: Final = 7
#: Between low chips, and the room above and below the text of one.
LOW_GAP: Final = 3
LOW_PAD: Final = 4
#: Sizes of type, and the height of a line of each.
NAME: Final = 11
SMALL: Final = 10
PLACE: Final = 14
LITTLE: Final = 10
NUMBER: Final = 24
#: Digits have nothing below their line: they go down so far to be in the middle.
SINK: Final = 3
LINE: Final = 14
PLACE_LINE: Final = 18
#: Places shown where there are too many: the rest is one.
PLACES: Final = 12
#: The height that all bands together may take where chips stand for groups.
BANDS: Final = 560


def flow_scene(  # noqa: PLR0913 - what to show, and the limits
    head: Chart,
    sections: tuple[Section, ...],
    words: Wording,
    description: str,
    *,
    max_width: float,
    most: int,
) -> Scene:
    """
    Return the scene of a flow.

    Each person has a chip, up to a number of people and, with lower chips, a height of 1,500
    points. Above that there is one chip for each group, with the names where there is room for
    them and else a number; and at last the smallest groups are one.

    Args:
        head: the title, the dates, the headline and the language.
        sections: who went where.
        words: the words of the picture.
        description: the same in words, at length.
        max_width: the width to keep to, in points.
        most: how many people have chips of their own.
    """
    people = sum(group.number for section in sections for group in section.groups)
    if people <= most:
        for tight in (False, True):
            painter = _Painter(head, sections, words, max_width, BAND)
            painter.tighten(tight=tight)
            scene = painter.scene(description, words.flow_bands)
            if scene.height <= TALLEST or max_width < BESIDE:
                return scene
    return _crowded(head, sections, words, description, max_width)


def _crowded(
    head: Chart,
    sections: tuple[Section, ...],
    words: Wording,
    description: str,
    max_width: float,
) -> Scene:
    """Return the scene with one chip for each group: with names, without, with fewer groups."""
    people = sum(group.number for section in sections for group in section.groups)
    band = min(BAND, BANDS / max(people, 1))

    def drawn(places: int | None, *, names: bool) -> Scene:
        some = [gathered(section, words, names=names, places=places) for section in sections]
        return _Painter(head, some, words, max_width, band).scene(description, words.flow_widths)

    for names in (True, False):
        scene = drawn(None, names=names)
        if scene.height <= TALLEST:
            return scene
    return drawn(PLACES, names=False)


@final
@attrs.frozen
class _Widths:
    """Where the columns of chips, bands and places stand, and the columns in a chip."""

    chip: float
    gap: float
    place: float
    name: float
    date: float

    @property
    def whole(self) -> float:
        return self.chip + self.gap + self.place

    @property
    def beside(self) -> bool:
        """Whether the texts of a chip stand beside each other."""
        return self.whole >= BESIDE

    @property
    def pad(self) -> int:
        """The room around texts."""
        return PAD if self.beside else TIGHT

    @property
    def type(self) -> int:
        """The size of type of the name of a place."""
        return PLACE if self.beside else LITTLE

    @property
    def line(self) -> int:
        """The height of a line of such type."""
        return PLACE_LINE if self.beside else LINE


class _Painter:
    def __init__(
        self,
        head: Chart,
        sections: Sequence[Section],
        words: Wording,
        max_width: float,
        band: float,
    ) -> None:
        self.head = head
        self.sections = sections
        self.words = words
        self.room = min(max(max_width, 320), WIDEST) - 2 * MARGIN
        self.band = band
        self.chip_gap, self.chip_pad = GAP, PAD
        self.widths = self._measured()
        self.slugs, self.edges = Slugs(), Slugs("e")
        self.bars: list[Bar] = []
        self.lines: list[Line] = []
        self.labels: list[Label] = []

    def tighten(self, *, tight: bool) -> None:
        """Make chips low and put them close, so that many fit."""
        if tight:
            self.chip_gap, self.chip_pad = LOW_GAP, LOW_PAD

    def _measured(self) -> _Widths:
        room = self.room
        shares = (0.53, 0.19) if room >= BESIDE else (0.47, 0.1)
        chip, gap = (float(round(room * share)) for share in shares)
        people = [p for section in self.sections for p in section.people]
        widest = max((text_width(p.name, NAME, bold=True) for p in people), default=0) / FILL + 4
        dated = max((text_width(p.when, SMALL) for p in people), default=0) / FILL + 4
        return _Widths(
            chip, gap, room - chip - gap, min(widest, chip * 0.4), min(dated, chip / 3.5)
        )

    def scene(self, description: str, remark: str) -> Scene:
        """Draw everything, below the title and a remark on the bands."""
        chart = self.head
        if self.sections:
            chart = attrs.evolve(
                chart, remarks=(" ".join((self.words.net, remark, *chart.remarks)),)
            )
        head = heading(chart, MARGIN, MARGIN - 12, self.widths.whole)
        self.labels += head.labels
        y = MARGIN - 12 + head.height
        for section in self.sections:
            y = self.section(section, y + SECTION)
        name = f"{chart.name}, {chart.dates}" if chart.dates else chart.name
        wide = max(self.widths.whole, head.width) if self.sections else head.width
        return Scene(
            name=name,
            description=description,
            lang=chart.lang,
            width=_whole(wide + 2 * MARGIN),
            height=_whole(y + MARGIN),
            bars=tuple(self.bars),
            lines=tuple(self.lines),
            labels=tuple(self.labels),
        )

    def section(self, section: Section, y: float) -> float:
        """Draw a section from a height down, and return where it ends."""
        said = section.name
        if section.named:
            said = self.words.board_of.format(said, section.named)
        for line in wrap(said, self.widths.whole, PLACE, bold=True):
            self.labels.append(label([Run(line, section.ink, PLACE, bold=True)], MARGIN, y))
            y += PLACE_LINE
        y -= 2
        for group in section.groups:
            y = self.group(section, group, y) + APART
        return y - APART

    def group(self, section: Section, group: Group, y: float) -> float:
        """Draw a place with its people from a height down, and return where it ends."""
        widths = self.widths
        texts = [self.texts(person) for person in group.people]
        sizes = [
            max(self.chip_height(text), self.band * person.number + 2 * 4)
            for text, person in zip(texts, group.people, strict=True)
        ]
        chips = sum(sizes) + self.chip_gap * (len(sizes) - 1)
        names = wrap(group.name, self.name_room(group), widths.type, bold=True)
        notes = wrap(group.note, widths.place - 2 * self.widths.pad, SMALL) if group.note else ()
        height = max(chips, self.place_height(names, notes))
        inward = section.inward
        chip_x = MARGIN + (widths.place + widths.gap if inward else 0)
        place_x = MARGIN + (0 if inward else widths.chip + widths.gap)
        box = Box(place_x, y, widths.place, height)
        self.place(section, group, box, names, notes)
        at = y + (height - chips) / 2
        joint = y + (height - self.joints(group)) / 2
        for person, text, size in zip(group.people, texts, sizes, strict=True):
            chip = Box(chip_x, at, widths.chip, size)
            self.chip(section, person, chip, text)
            width = self.band * person.number
            self.band_between(section, group, person, chip, box, joint + width / 2)
            joint += width + BETWEEN
            at += size + self.chip_gap
        return y + height

    def joints(self, group: Group) -> float:
        """Return how tall the ends of a group's bands are together."""
        return self.band * group.number + BETWEEN * (len(group.people) - 1)

    # chips

    def texts(self, person: Traveller) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the name, what is said of the person, and the date, as lines."""
        widths = self.widths
        inner = widths.chip - 2 * self.widths.pad
        if not widths.beside:
            name = wrap(person.name, inner, NAME, bold=True)
            said = wrap(person.said, inner, SMALL) if person.said else ()
            return name, said, wrap(person.when, inner, SMALL) if person.when else ()
        name = wrap(person.name, widths.name, NAME, bold=True)
        room = inner - widths.name - widths.pad - widths.date
        said = wrap(person.said, room, SMALL) if person.said else ()
        return name, said, wrap(person.when, widths.date, SMALL) if person.when else ()

    def chip_height(self, texts: Sequence[Sequence[str]]) -> float:
        """Return how tall a chip with these texts is."""
        lines = [len(text) for text in texts]
        return LINE * (max(lines) if self.widths.beside else sum(lines)) + self.chip_pad

    def chip(
        self,
        section: Section,
        person: Traveller,
        box: Box,
        texts: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    ) -> None:
        """Draw the chip of somebody: dashed where they have no name or nothing is certain."""
        open_ = not (person.sure and person.place_sure and person.key)
        self.bars.append(
            Bar(
                self.slugs.of(("flow", section.key, person.key or "unnamed")),
                box,
                "page" if open_ else "panel",
                edge="line" if open_ else "panel-line",
                dashed=open_,
                rounded=True,
                says=person.line,
                classes=("chip",),
            )
        )
        name, said, when = texts
        widths = self.widths
        inks = ("ink", "ink2", "ink2")
        if widths.beside:
            middle = widths.name + self.widths.pad
            starts = (0.0, middle, widths.chip - 2 * self.widths.pad - widths.date)
            for lines, x, ink in zip((name, said, when), starts, inks, strict=True):
                rows = [(line, ink) for line in lines]
                self.column(rows, box.x + self.widths.pad + x, box)
            return
        rows = [(line, ink) for text, ink in zip(texts, inks, strict=True) for line in text]
        self.column(rows, box.x + self.widths.pad, box)

    def column(self, rows: Sequence[tuple[str, str]], x: float, box: Box) -> None:
        """Write lines, each with its ink, one below the other in the middle of a box."""
        top = box.y + (box.height - LINE * len(rows)) / 2 + LINE / 2
        for place, (line, ink) in enumerate(rows):
            self.labels.append(label([_run(line, ink)], x, top + place * LINE))

    # places

    def name_room(self, group: Group) -> float:
        """Return the width for the name of a place: beside the number, or above it."""
        room = self.widths.place - 2 * self.widths.pad
        return room - self.number_width(group) - self.widths.pad if self.widths.beside else room

    @staticmethod
    def number_width(group: Group) -> float:
        return text_width(str(group.number), NUMBER, bold=True) / FILL + 2

    def place_height(self, names: Sequence[str], notes: Sequence[str]) -> float:
        """Return how tall a place with these texts is at least."""
        number = 0 if self.widths.beside else NUMBER + 6
        return self.widths.line * len(names) + LINE * len(notes) + number + 2 * self.widths.pad - 4

    def place(
        self, section: Section, group: Group, box: Box, names: Sequence[str], notes: Sequence[str]
    ) -> None:
        """Draw the place that people went to or came from, with the number of people."""
        says = self.words.board_of.format(group.name, group.number)
        self.bars.append(
            Bar(
                self.slugs.of(("place", section.key, *group.key)),
                box,
                "card",
                edge=group.token,
                edge_width=1.8,
                rounded=True,
                says=f"{says}, {group.note}" if group.note else says,
                classes=("place",),
            )
        )
        x = box.x + self.widths.pad
        number = Run(str(group.number), "ink", NUMBER, bold=True)
        tall = self.widths.line * len(names) + LINE * len(notes)
        beside = self.widths.beside
        y = box.y + (box.height - tall - (0 if beside else NUMBER + 6)) / 2
        for place, line in enumerate(names):
            run = Run(line, "ink", self.widths.type, bold=True)
            self.labels.append(label([run], x, y + self.widths.line * (place + 0.5)))
        y += self.widths.line * len(names)
        for place, line in enumerate(notes):
            self.labels.append(label([_run(line, "ink2")], x, y + LINE * (place + 0.5)))
        y += LINE * len(notes)
        if beside:
            width = self.number_width(group)
            said = label([number], box.right - self.widths.pad - width, box.centre[1] + SINK)
        else:
            said = label([number], x, y + (NUMBER + 6) / 2 + SINK)
        self.labels.append(said)

    # bands

    def band_between(  # noqa: PLR0913, PLR0917 - both ends of a band
        self, section: Section, group: Group, person: Traveller, chip: Box, place: Box, y: float
    ) -> None:
        """Draw the band of somebody between their chip and a height of the place's side."""
        middle = chip.centre[1]
        start, end = (chip.right, middle), (place.x, y)
        if section.inward:
            start, end = (place.right, y), (chip.x, middle)
        half = (start[0] + end[0]) / 2
        key = ("flow", section.key, person.key or "unnamed")
        self.lines.append(
            Line(
                self.edges.of(key),
                "",
                "",
                (start, (half, start[1]), (half, end[1]), end),
                "flow",
                ink=group.token,
                width=self.band * person.number,
                curved=True,
                faint=True,
            )
        )


def _run(text: str, ink: str) -> Run:
    return Run(text, ink, NAME if ink == "ink" else SMALL, bold=ink == "ink")


def _whole(value: float) -> int:
    return int(-(-value // 1))
