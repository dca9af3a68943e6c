"""
People flow: where leavers went, where joiners came from, and who gave up a post and stayed.

Each person is a chip with a band to the place; bands are as wide as the number of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, final

import attrs

from orgchart.comparison import Diff
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.cards.chart import Chart, Count
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.cards.sheet import Sheet
from orgchart.drawing.flows.groups import sections_of
from orgchart.drawing.flows.people import Section, Traveller
from orgchart.drawing.flows.scene import flow_scene
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.texts.escape import clean

__all__ = ["Flow", "flow_view"]

#: Above so many people chips stand for groups.
MOST: Final = 60
#: The width that the picture needs for one column of chips and one of places.
MAX_WIDTH: Final = 1200


@final
@attrs.frozen(order=False)
class Flow:
    """
    Who left and who came between two charts, as a page of a picture.

    Attributes:
        name, dates, lang: see `View`.
        sections: who left, who joined, who gave up a post and stayed; those that have people.
        words: the words of the picture.
        max_width: the width to keep to, in points.
        most: above so many people, chips stand for groups.
    """

    name: str
    dates: str
    lang: str
    sections: tuple[Section, ...]
    words: Wording
    max_width: float
    most: int

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The headline: people with a name."""
        words = self.words
        found: list[Count] = []
        for key, forms in (
            ("left", words.count_left),
            ("joined", words.count_joined),
            ("stayed", words.flow_count_stayed),
        ):
            for section in self.sections:
                if section.key == key and section.named:
                    found.append(Count(counted(forms, section.named), section.ink))
                    if section.unsure:
                        said = words.bracket.format(counted(words.flow_unsure, section.unsure))
                        found.append(Count(said.strip(), section.ink))
        return tuple(found)

    @cached_property
    def seats(self) -> tuple[str, ...]:
        """The seats of people without a name, counted."""
        forms = {"left": self.words.flow_unnamed_out, "joined": self.words.flow_unnamed_in}
        return tuple(
            self.words.stop.format(counted(forms[section.key], section.unnamed))
            for section in self.sections
            if section.unnamed
        )

    @property
    def alt_text(self) -> str:
        """What it shows, in at most 150 characters: the counts, then where most leavers went."""
        return alt_text(self.name, self.dates, list(self._sentences()), self.words)

    def _sentences(self) -> Iterator[str]:
        words = self.words
        if not self.sections:
            yield words.flow_nobody
            return
        if self.counts:
            yield words.stop.format(self._headline())
        yield from self.seats
        for section in self.sections:
            if section.key == "left":
                for group in section.groups:
                    yield words.stop.format(words.board_of.format(group.name, group.number))

    def _headline(self) -> str:
        """Return the counts in a row, those in brackets with the ones that they belong to."""
        words = self.words
        opening = words.bracket.partition("{")[0]
        said = words.series(count.text for count in self.counts)
        return said.replace(f"{words.comma}{opening.strip()}", opening)

    def text(self) -> str:
        """Return everybody, group by group, as an outline."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        words = self.words
        yield words.titled.format(self.name, self.dates) if self.dates else self.name
        if not self.sections:
            yield words.flow_nobody
        if self.counts:
            yield self._headline()
        yield from self.seats
        for section in self.sections:
            yield ""
            yield section.name
            for group in section.groups:
                note = words.bracket.format(group.note) if group.note else ""
                yield f"  {words.board_of.format(group.name, group.number)}{note}"
                yield from (f"    {_line(person, words)}" for person in group.people)

    def scene(self) -> Scene:
        """Return the picture as positioned primitives."""
        head = Chart(
            name=self.name,
            dates=self.dates,
            counts=(("", self.counts),) if self.counts else (),
            remarks=self.seats if self.sections else (self.words.flow_nobody,),
            lang=self.lang,
        )
        return flow_scene(
            head,
            self.sections,
            self.words,
            self.text(),
            max_width=self.max_width,
            most=self.most,
        )


def _line(person: Traveller, words: Wording) -> str:
    """Return all about somebody in a line of text."""
    return words.row((person.name, person.posts, person.when, *person.notes))


def flow_view(  # noqa: PLR0913 - what every view takes, and the limit
    diff: Diff,
    words: Wording,
    lang: str | None,
    max_width: float = MAX_WIDTH,
    *,
    most: int = MOST,
    colours: Mapping[str, str] | None = None,
) -> Flow:
    """
    Return who left, who came and who gave up a post between the charts of a difference.

    Left and joined are those of whom the difference says so, for the organisation that most posts
    belong to. Holders without a name are counted by seats, apart from them.

    Args:
        diff: the difference.
        words: the words of the picture.
        lang: the language of names and titles; None for the plain ones.
        max_width: the width to keep to, in points.
        most: above so many people, or where the picture would be too tall, chips stand for groups.
        colours: colours or tokens for organisations, by unit id.

    Raises:
        UnknownIdError, InvalidValueError: see `UnitColours`.

    Complexity: linear in the tenures of both charts, and the sorting of people.
    """
    before, after = diff.before, diff.after
    sheet = Sheet([after, before], words, lang, colours=colours)
    name = clean(after.name or before.name or words.chart)
    first, last = words.day(before.at, short=True), words.day(after.at, short=True)
    dates = words.span.format(first, last) if first and last else first or last
    return Flow(
        words.flow_title.format(name),
        dates,
        lang or words.lang,
        sections_of(diff, sheet),
        words,
        max_width,
        most,
    )
