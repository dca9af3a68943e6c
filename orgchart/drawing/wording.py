"""
The words of pictures, and dates as people write them.

Every word that the package puts into a picture stands here, so that another language is another
`Wording`; names and titles come from the data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final, final

import attrs

from orgchart.calendars import find_zone
from orgchart.periods import Start
from orgchart.when import When

__all__ = ["ENGLISH", "Wording", "counted"]


@final
@attrs.frozen(order=False)
class Wording:
    """The words of a picture in one language, and the zone of its dates."""

    lang: str = "en"
    zone: str | None = None

    # Who sits there
    vacant: str = "Vacant"
    undisclosed: str = "Not disclosed"
    nobody_recorded: str = "No holder recorded"
    interim: str = "INTERIM"
    acting: str = "ACTING"
    adviser: str = "ADVISER"
    on_leave: str = "ON LEAVE"
    possible: str = "POSSIBLE"
    possible_note: str = "may hold it"
    post_vacant: str = "the post is vacant"
    possible_post: str = "the post is only possible"
    also: str = "also {}"
    since: str = "since {}"
    from_: str = "from {}"
    until: str = "until {}"
    seats_vacant: str = "{} of {} seats"

    # Lines
    appoints: str = "appoints"
    dotted: str = "dotted line"
    dotted_lines: str = "DOTTED LINES"
    dotted_to: str = "dotted line to {}"
    possible_line: str = "reporting line presumed"
    reports_to: str = "reports to {}"
    to_nobody: str = "reports to nobody"
    line_unknown: str = "reporting line not known"
    start_unknown: str = "since when is not known"
    ended_unknown: str = "ended, not known when"
    still_going: str = "still going"
    line_missing: str = "no reporting line recorded"
    in_cycle: str = "reports to {}: a circle"
    not_on_record: str = "not on record"
    tray_unknown: str = "REPORTING LINE NOT KNOWN"
    tray_missing: str = "NO REPORTING LINE RECORDED"
    tray_cycle: str = "REPORTING LINES IN A CIRCLE"
    elsewhere: str = "IN OTHER ORGANISATIONS"

    # Changes, as pills
    joined: str = "+ JOINED"
    new: str = "+ NEW"
    left: str = "− LEFT"
    promoted: str = "▲ PROMOTED"
    appointed: str = "→ NEW ROLE"
    status: str = "STATUS"
    moved: str = "↔ MOVED"
    retitled: str = "→ RETITLED"
    line_news: str = "→ LINE KNOWN"
    line_lost: str = "→ LINE UNKNOWN"
    line_dropped: str = "→ NO LINE"
    now_interim: str = "→ INTERIM"
    now_acting: str = "→ ACTING"
    now_adviser: str = "→ ADVISER"
    abolished: str = "− ABOLISHED"
    vacated: str = "− VACATED"
    renamed: str = "→ RENAMED"
    # Changes, as notes
    on_chart: str = "on this chart"
    new_post: str = "new post"
    was_vacant: str = "was vacant"
    was: str = "was {}"
    before: str = "before: {}"
    to_place: str = "to {}"
    from_place: str = "from {}"
    still: str = "still {}"
    now: str = "now {}"
    now_confirmed: str = "confirmed"
    now_on_leave: str = "now on leave"
    back: str = "back from leave"
    now_possible: str = "only possible now"
    was_possible: str = "was only possible"
    now_certain: str = "certain now"
    now_unknown: str = "now: line not known"
    now_missing: str = "now: no line recorded"
    under: str = "now under {}"
    was_under: str = "was under {}"
    post_empty: str = "post empty since {}"
    post_gone: str = "post abolished"
    gone_left: str = "− left"
    gone_moved: str = "→ {}"
    gone_other: str = "− no longer"
    body_joined: str = "joined"
    body_left: str = "left"
    was_before: str = "{}, before: {}"

    # Headline
    team: str = "Team"
    board_of: str = "{}: {}"
    people: tuple[str, str] = ("{} person", "{} people")
    posts: tuple[str, str] = ("{} post", "{} posts")
    vacancies: tuple[str, str] = ("{} vacancy", "{} vacancies")
    leaves: tuple[str, str] = ("{} on leave", "{} on leave")
    unknown_lines: tuple[str, str] = (
        "{} reporting line not known",
        "{} reporting lines not known",
    )
    count_left: str = "{} left"
    count_joined: str = "{} joined"
    count_stayed: str = "{} stayed"
    count_new: str = "{} new"
    count_promoted: str = "{} promoted"
    count_role: str = "{} in a new role"
    count_leave: str = "{} on leave"
    count_back: str = "{} back from leave"
    count_moved: tuple[str, str] = ("{} line moved", "{} lines moved")
    count_known: tuple[str, str] = ("{} line known", "{} lines known")
    count_unknown: tuple[str, str] = ("{} line unknown", "{} lines unknown")
    count_vacant: str = "{} vacant now"
    count_other: tuple[str, str] = ("{} other change", "{} other changes")
    count_unchanged: str = "{} unchanged"
    no_change: str = "No change."
    no_other_change: str = "No other change."
    net: str = "Net change between the two dates."
    new_means: str = "“New” means new on this chart: the person may have worked here before."
    empty: str = "Nothing recorded."
    chart: str = "Organisation chart"
    and_: str = "{} and {}"
    span: str = "{} → {}"
    span_words: str = "{} to {}"

    # Legend
    legend_joined: str = "+ joined, new"
    legend_left: str = "− left"
    legend_role: str = "▲ → new role or status"
    legend_moved: str = "↔ moved"
    legend_ghost: str = "moved from here"
    legend_vacant: str = "vacant"
    legend_unchanged: str = "unchanged"
    legend_new_line: str = "new line"
    legend_old_line: str = "old line"
    legend_move: str = "moved from here to there"
    legend_dotted: str = "dotted line"
    legend_presumed: str = "presumed line"
    legend_possible: str = "possible, not certain"
    no_unit: str = "No unit"

    # Parts of large charts: folded branches and pages
    below: tuple[str, str] = ("+ {} below", "+ {} below")
    not_shown: tuple[str, str] = ("+ {} not shown", "+ {} not shown")
    below_vacant: tuple[str, str] = ("{} vacant", "{} vacant")
    below_changes: tuple[str, str] = ("{} change", "{} changes")
    part_of: str = "{}: {}"
    and_below: str = "{} and below"
    only_levels: tuple[str, str] = ("{} level", "{} levels")
    only_units: str = "only {}"
    page: str = "page {}"
    page_of: str = "Page {} of {}"
    page_overview: str = "overview"
    page_more: tuple[str, str] = ("{} more", "{} more")

    months: tuple[str, ...] = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    about: str = "about {}"
    by_then: str = "{} at the latest"
    from_then: str = "{} at the earliest"
    between: str = "{}–{}"

    def listed(self, words: Sequence[str]) -> str:
        """
        Return words as a list in a sentence.

        >>> ENGLISH.listed(["Ann", "Bob", "Cat"])
        'Ann, Bob and Cat'
        """
        *most, last = words
        return self.and_.format(", ".join(most), last) if most else last

    def day(self, when: When | None, *, short: bool = False) -> str:
        """
        Return a moment as people write it; empty for none.

        >>> ENGLISH.day(When("2023-11-16")), ENGLISH.day(When("2023-11-16"), short=True)
        ('16 November 2023', '16 Nov 2023')
        >>> ENGLISH.day(When("2024-09")), ENGLISH.day(When("[2019..2020]"))
        ('September 2024', '2019–2020')
        """
        if when is None:
            return ""
        text = _ZONE.sub("", when.text)
        if text.startswith("["):
            return self._range(text[1:-1], short=short)
        if not _POINT.fullmatch(text):
            text = _resolved(when, self.zone) or text
        return self._point(text, short=short)

    def _range(self, text: str, *, short: bool) -> str:
        first, _, last = text.partition("..")
        if not first:
            return self.by_then.format(self._point(last, short=short))
        if not last:
            return self.from_then.format(self._point(first, short=short))
        return self.between.format(self._point(first, short=short), self._point(last, short=short))

    def _point(self, text: str, *, short: bool) -> str:
        found = _POINT.fullmatch(text)
        year, month, day, clock, mark = found.groups() if found else ("", "", "", "", "")
        if found is None or not int(month or 1) <= len(self.months):
            return text
        parts = [str(int(day))] if day else []
        if month:
            name = self.months[int(month) - 1]
            parts.append(name[:3] if short else name)
        parts.append(year)
        said = " ".join(parts) + (f", {clock}" if clock and not short else "")
        return self.about.format(said) if mark else said

    def since_when(self, start: Start, *, exact: bool = False) -> str:
        """Return "since …" for a known moment (`exact`: not by bounds only), else nothing."""
        if not isinstance(start, When):
            return ""
        if start.text.startswith("["):
            return "" if exact else self._by(start)
        return self.since.format(self.day(start, short=True))

    def _by(self, start: When) -> str:
        """Return "since … at the latest" for a start between bounds: what is sure of it."""
        last = _ZONE.sub("", start.text)[1:-1].partition("..")[2]
        return self.since.format(self.by_then.format(self._point(last, short=True))) if last else ""


_ZONE: Final = re.compile(r"(?<=.)\[[A-Za-z][^\[\]]*\]$")
_POINT: Final = re.compile(
    r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2})[^~?%]*)?([~?%])?", re.ASCII
)


def _resolved(when: When, zone: str | None) -> str:
    """Return the instant or day that a moment in other words comes to; empty for longer ones."""
    first, last = (None, None) if when.floating else (when.earliest, when.latest)
    if first is None or last is None or last - first > timedelta(days=1):
        return ""
    place = find_zone(zone) if zone is not None and when.zone is None else None
    if place is not None:
        first, last = first.astimezone(place), last.astimezone(place)
    return first.strftime("%Y-%m-%dT%H:%M" if first == last else "%Y-%m-%d")


#: The words in English.
ENGLISH: Final = Wording()


def counted(forms: str | tuple[str, str], number: int) -> str:
    """
    Return a number with its word.

    >>> counted(("{} person", "{} people"), 1), counted("{} left", 3)
    ('1 person', '3 left')
    """
    if isinstance(forms, str):
        return forms.format(number)
    return forms[number != 1].format(number)
