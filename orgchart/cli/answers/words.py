"""The words of text answers: English ones are here, others are those of the pictures."""

from __future__ import annotations

from typing import Final, Protocol, cast, final

import attrs

__all__ = ["Words", "counted", "words_of"]


class Words(Protocol):
    """What text answers take of a language; `orgchart.drawing`'s `Wording` has all of it."""

    vacant: str
    undisclosed: str
    nobody_recorded: str
    interim_said: str
    acting_said: str
    adviser_said: str
    on_leave_said: str
    possible_said: str
    possible_post: str
    possible_line: str
    from_: str
    until: str
    seats_vacant: str
    dotted_to: str
    reports_to: str
    to_nobody: str
    line_unknown: str
    line_missing: str
    not_on_record: str
    tray_unknown: str
    tray_missing: str
    tray_cycle: str
    start_unknown: str
    ended_unknown: str
    still_going: str
    empty: str
    people: str | tuple[str, ...]
    count_undisclosed: str | tuple[str, ...]
    count_possible: str | tuple[str, ...]
    people_possible: str | tuple[str, ...]
    posts: str | tuple[str, ...]
    vacancies: str | tuple[str, ...]


@final
@attrs.frozen
class English:
    """The English words, without the code of pictures, which takes longer than the answer."""

    vacant: str = "Vacant"
    undisclosed: str = "Not disclosed"
    nobody_recorded: str = "No holder recorded"
    interim_said: str = "interim"
    acting_said: str = "acting"
    adviser_said: str = "adviser"
    on_leave_said: str = "on leave"
    possible_said: str = "possible"
    possible_post: str = "the post is only possible"
    possible_line: str = "reporting line presumed"
    from_: str = "from {}"
    until: str = "until {}"
    seats_vacant: str = "{} of {} seats"
    dotted_to: str = "dotted line to {}"
    reports_to: str = "reports to {}"
    to_nobody: str = "reports to nobody"
    line_unknown: str = "reporting line not known"
    line_missing: str = "no reporting line recorded"
    not_on_record: str = "not on record"
    tray_unknown: str = "REPORTING LINE NOT KNOWN"
    tray_missing: str = "NO REPORTING LINE RECORDED"
    tray_cycle: str = "REPORTING LINES IN A CIRCLE"
    start_unknown: str = "since when is not known"
    ended_unknown: str = "ended, not known when"
    still_going: str = "still going"
    empty: str = "Nothing recorded."
    people: tuple[str, ...] = ("{} person", "{} people")
    count_undisclosed: tuple[str, ...] = ("{} not disclosed", "{} not disclosed")
    count_possible: tuple[str, ...] = ("{} more possible", "{} more possible")
    people_possible: tuple[str, ...] = ("{} person, only possible", "{} people, only possible")
    posts: tuple[str, ...] = ("{} post", "{} posts")
    vacancies: tuple[str, ...] = ("{} vacancy", "{} vacancies")


ENGLISH: Final = English()
#: The words that stand beside a number.
_ENGLISH: Final = {
    ENGLISH.people,
    ENGLISH.count_undisclosed,
    ENGLISH.count_possible,
    ENGLISH.people_possible,
    ENGLISH.posts,
    ENGLISH.vacancies,
}


def words_of(lang: str | None) -> Words:
    """Return the words in a language; English where there are none for it."""
    if lang is None or lang.partition("-")[0].lower() == "en":
        return cast("Words", ENGLISH)
    from orgchart.drawing.language.wording import Wording  # noqa: PLC0415 - see `English`

    return cast("Words", Wording.load(lang))


def counted(forms: str | tuple[str, ...], number: int) -> str:
    """Return a number with its word; see `counted` of the pictures, which has all languages."""
    if forms in _ENGLISH:
        return forms[number != 1].format(number)
    from orgchart.drawing.language.wording import counted as told  # noqa: PLC0415 - as above

    return told(forms, number)
