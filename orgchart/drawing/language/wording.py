"""
The words of pictures.

Every word that the package puts into a picture stands here, so that another language is another
`Wording`; names and titles come from the data.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, final

import attrs

from orgchart.drawing.language.viewwords import ViewWords

__all__ = ["ENGLISH", "Wording", "counted"]


@final
@attrs.frozen(order=False)
class Wording(ViewWords):
    """
    The words of a picture in one language, and the zone of its dates.

    Each field but `lang` and `zone` is a message of the catalogues in locale/, under its own name;
    the English words here are their msgids. Two texts in a tuple are a singular and a plural. What
    a pill says has capitals; `…_said` is the same as it stands in a sentence.
    """

    # Who sits there
    vacant: str = "Vacant"
    undisclosed: str = "Not disclosed"
    nobody_recorded: str = "No holder recorded"
    interim: str = "INTERIM"
    acting: str = "ACTING"
    adviser: str = "ADVISER"
    on_leave: str = "ON LEAVE"
    possible: str = "POSSIBLE"
    interim_said: str = "interim"
    acting_said: str = "acting"
    adviser_said: str = "adviser"
    on_leave_said: str = "on leave"
    possible_said: str = "possible"
    possible_note: str = "may hold it"
    post_vacant: str = "the post is vacant"
    possible_post: str = "the post is only possible"
    also: str = "also {}"
    from_: str = "from {}"
    until: str = "until {}"
    seats_vacant: str = "{} of {} seats"

    # Lines
    appoints: str = "appoints"
    body_appoints: str = "{} appoints"
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
    # Changes, in sentences: the pills above as they stand among other words
    joined_said: str = "+ joined"
    new_said: str = "+ new"
    left_said: str = "− left"
    promoted_said: str = "▲ promoted"
    appointed_said: str = "→ new role"
    status_said: str = "status"
    moved_said: str = "↔ moved"
    retitled_said: str = "→ retitled"
    line_news_said: str = "→ line known"
    line_lost_said: str = "→ line unknown"
    line_dropped_said: str = "→ no line"
    now_interim_said: str = "→ interim"
    now_acting_said: str = "→ acting"
    now_adviser_said: str = "→ adviser"
    abolished_said: str = "− abolished"
    vacated_said: str = "− vacated"
    renamed_said: str = "→ renamed"
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
    gone_maybe: str = "− no longer, was only possible"
    gone_moved: str = "→ {}"
    gone_other: str = "− no longer"
    body_joined: str = "joined"
    body_left: str = "left"
    was_before: str = "{}, before: {}"

    # States of cards and lines
    nobody: str = "nobody"
    in_dispute: str = "DISPUTED"
    in_dispute_said: str = "disputed"
    disputed_line: str = "reporting line disputed"
    disputed_post: str = "post disputed"
    readings: str = "sources say: {}"
    reading_from: str = "from {}"
    reading_to: str = "to {}"
    leaving: str = "− LEAVES"
    leaving_said: str = "− leaves"
    maybe: str = "? MAY HAVE CHANGED"
    maybe_said: str = "? may have changed"
    maybe_joined: str = "may have joined"
    maybe_took: str = "may have taken the post"
    maybe_left: str = "may have left"
    maybe_gave_up: str = "may no longer hold it"
    gone_now: str = "gone now"
    given_up_now: str = "no longer holds it"
    maybe_leave: str = "may be on leave"
    maybe_back: str = "may be back from leave"
    line_certain: str = "reporting line certain now"
    count_maybe: str = "{} may have changed"
    and_more: str = "and more"
    people_possible: tuple[str, str] = ("{} person, only possible", "{} people, only possible")
    count_possible: tuple[str, str] = ("{} more possible", "{} more possible")
    seats_possible: str = "{} + {} possible"
    net_between: tuple[str, str] = (
        "Net change between the two dates; {} recorded state lies between.",
        "Net change between the two dates; {} recorded states lie between.",
    )
    folded: tuple[str, str] = ("{} UNCHANGED", "{} UNCHANGED")

    # Headline
    team: str = "Team"
    board_of: str = "{}: {}"
    people: tuple[str, str] = ("{} person", "{} people")
    count_undisclosed: tuple[str, str] = ("{} not disclosed", "{} not disclosed")
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
    count_dropped: tuple[str, str] = ("{} line no longer recorded", "{} lines no longer recorded")
    count_vacant: str = "{} vacant now"
    count_other: tuple[str, str] = ("{} other change", "{} other changes")
    count_unchanged: str = "{} unchanged"
    count_unchanged_possible: str = "{} possible, unchanged"
    no_change: str = "No change."
    no_other_change: str = "No other change."
    net: str = "Net change between the two dates."
    new_means: str = "“New” means new on this chart: the person may have worked here before."
    empty: str = "Nothing recorded."
    chart: str = "Organisation chart"
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
    sign_emptied: str = "vacant now"
    sign_root: str = "reports to nobody"
    sign_unit: str = "unit that posts report to"
    sign_stray: str = "not on record"
    sign_hands: str = "was there before"
    sign_hands_name: str = "name"
    sign_interim: str = "until somebody is found"
    sign_acting: str = "does the work without being appointed"
    sign_adviser: str = "advises, does not fill the post"
    sign_on_leave: str = "away, keeps the post"
    sign_in_dispute: str = "sources say different things"
    sign_away: str = "on leave"
    sign_doubtful: str = "possible, not certain"
    sign_undisclosed: str = "not disclosed"
    sign_shared: str = "held together"
    sign_also: str = "holds these posts too"
    sign_adviser_line: str = "advises"
    sign_back: str = "closes a circle"
    sign_tray_unknown: str = "reporting line not known"
    sign_tray_missing: str = "no reporting line recorded"
    no_unit: str = "No unit"

    # Large charts, timelines, flow: in `ViewWords`; dates and punctuation, in `DateWords`

    @staticmethod
    def load(lang: str | None, *, folder: str | os.PathLike[str] | None = None) -> Wording:
        """
        Return the words in a language; in English where there is no catalogue for it.

        Args:
            lang: a BCP 47 tag: ``de``, ``de-AT``, ``zh-TW`` …; None for English.
            folder: a folder with further catalogues, asked first; see docs/languages.md.

        Raises:
            InvalidValueError: the folder has no catalogue for the language; one is damaged, or
                has other placeholders than the English text.

        >>> Wording.load("de-AT").vacant
        'Vakant'
        >>> Wording.load("zh-TW").lang, Wording.load("x-klingon") is ENGLISH
        ('zh-Hant', True)
        """
        if lang is None or (folder is None and lang.partition("-")[0].lower() == "en"):
            return ENGLISH
        # Pictures in English, and programs without any, are spared the reading of catalogues.
        from orgchart.drawing.language.catalogues import translated  # noqa: PLC0415

        found = translated(ENGLISH, lang, folder)
        return ENGLISH if found is None else found

    def spoken(self, pill: str) -> str:
        """
        Return the word of a pill as it stands in a sentence.

        >>> ENGLISH.spoken("+ JOINED")
        '+ joined'
        """
        return _spoken(self).get(pill) or pill.lower()


#: The words in English.
ENGLISH: Final = Wording()


@lru_cache(maxsize=16)
def _spoken(words: Wording) -> Mapping[str, str]:
    """Return what pills are in a sentence, for those whose fields have a word for it."""
    values = attrs.asdict(words, recurse=False)
    pills = {name: values.get(name.removesuffix("_said")) for name in values}
    return {pill: values[name] for name, pill in pills.items() if pill and pill != values[name]}


def counted(forms: str | tuple[str, ...], number: int) -> str:
    """
    Return a number with its word.

    Args:
        forms: one form for all numbers, or a singular and a plural; more than two are the forms
            for 0, 1, 2 … up to 199, of which the second hundred serves all further hundreds.
        number: how many.

    >>> counted(("{} person", "{} people"), 1), counted("{} left", 3)
    ('1 person', '3 left')
    """
    if isinstance(forms, str):
        return forms.format(number)
    if len(forms) == 2:  # noqa: PLR2004 - singular and plural
        return forms[number != 1].format(number)
    return forms[number if number < len(forms) else 100 + number % 100].format(number)
