"""The words of views that are more than one chart, or a part of one."""

from __future__ import annotations

import attrs

from orgchart.drawing.language.datewords import DateWords

__all__ = ["ViewWords"]


@attrs.frozen(order=False)
class ViewWords(DateWords):
    """The words of series, parts of large charts, timelines and people flow."""

    # Work that takes long
    reading_dates: str = "Reading dates"

    # Side by side, and in a strip
    side_before: str = "BEFORE"
    side_after: str = "AFTER"
    not_yet: str = "not yet"
    nothing: str = "—"
    strip_dates: tuple[str, str] = ("{} date", "{} dates")
    strip_remark: str = "Each chart is marked against the one before it; who stays keeps the place."

    # Parts of large charts: folded branches and pages
    below: tuple[str, str] = ("+ {} below", "+ {} below")
    not_shown: tuple[str, str] = ("+ {} not shown", "+ {} not shown")
    below_vacant: tuple[str, str] = ("{} vacant", "{} vacant")
    below_changes: tuple[str, str] = ("{} change", "{} changes")
    only_changes: tuple[str, str] = ("{} change below", "{} changes below")
    part_of: str = "{}: {}"
    and_below: str = "{} and below"
    levels: tuple[str, str] = ("{} level", "{} levels")
    only_units: str = "only {}"
    page: str = "page {}"
    page_of: str = "Page {} of {}"
    page_overview: str = "overview"
    page_more: tuple[str, str] = ("{} more", "{} more")

    # Timelines, careers, successions
    timeline: str = "Who held which post"
    held_when: str = "who held which post, {}"
    career_when: str = "posts held, {}"
    succession_when: str = "who held it, {}"
    no_dates: str = "dates not known"
    holders: tuple[str, str] = ("{} holder", "{} holders")
    tenures: tuple[str, str] = ("{} time in office", "{} times in office")
    stand_ins: tuple[str, str] = ("{} interim or acting", "{} interim or acting")
    dates_unknown: str = "No date is known, so nothing has a place in time."
    left_out: tuple[str, str] = (
        "{} post is left out: nobody is recorded in it during this time.",
        "{} posts are left out: nobody is recorded in them during this time.",
    )
    marks_outside: str = "Outside this time, so not marked: {}."
    zone_said: str = "Dates and times in {}."
    zone_none: str = "Local dates; no time zone is stated."
    axis_day: str = "{day} {month}"
    continued: str = "{} (continued)"
    start_unstated: str = "no beginning stated"
    end_unstated: str = "no end stated"
    disputed: str = "sources disagree"
    source_list: str = "Sources: {}"
    legend_interim: str = "interim or acting"
    legend_adviser: str = "adviser"
    legend_undisclosed: str = "not disclosed"
    legend_leave: str = "on leave"
    legend_fade: str = "began or ended some time in this stretch"
    legend_maybe: str = "may have been held, not certain"
    legend_beyond: str = "goes on outside this time"
    legend_unstated: str = "no beginning or end stated"
    legend_ongoing: str = "stated to go on"
    legend_mark: str = "dates compared, each at its close"
    page_up: str = "↑ {}"
    span_of: str = "{} ({}–{} of {})"

    # People flow: who left, who came, who gave up a post and stayed
    flow_title: str = "{}: who left and who came"
    flow_left: str = "Left {}"
    flow_joined: str = "Joined {}"
    flow_stayed: str = "Gave up a post, still at {}"
    flow_nobody: str = "Nobody left, joined or gave up a post."
    flow_count_stayed: tuple[str, str] = (
        "{} gave up a post and stayed",
        "{} gave up a post and stayed",
    )
    flow_unsure: tuple[str, str] = ("{} not certain", "{} not certain")
    flow_unnamed_out: tuple[str, str] = (
        "{} seat given up by somebody not named",
        "{} seats given up by people not named",
    )
    flow_unnamed_in: tuple[str, str] = (
        "{} seat taken by somebody not named",
        "{} seats taken by people not named",
    )
    flow_where_to: str = "Where to is not recorded"
    flow_where_from: str = "Where from is not recorded"
    flow_not_known_out: str = "Not known whether they left"
    flow_not_known_in: str = "Not known whether they are new"
    flow_more: tuple[str, str] = ("{} more, not named", "{} more, not named")
    flow_there: tuple[str, str] = (
        "and {} new seat there, holder not named",
        "and {} new seats there, holders not named",
    )
    flow_new_post: str = "In another post"
    flow_seat: str = "Board seat given up, other posts kept"
    flow_post: str = "Post given up, other posts kept"
    flow_others: tuple[str, str] = ("{} other organisation", "{} other organisations")
    flow_maybe_left: str = "may have left"
    flow_maybe_joined: str = "may have joined"
    flow_maybe_gave: str = "may have given it up"
    flow_maybe_unnamed: str = "not certain"
    flow_maybe_where: str = "where to is not certain"
    flow_maybe_whence: str = "where from is not certain"
    flow_was_there: str = "was there before too"
    flow_still_there: str = "still there too"
    flow_bands: str = "One band for each person."
    flow_widths: str = "The wider a band, the more people; the text has everybody."

    # The page: dates one after the other in a browser
    web_title: str = "{}: who was where, date by date"
    web_noscript: str = "This is the last date. The other dates need JavaScript."
    web_dates: str = "Date"
    web_moment: str = "date {} of {}"
    web_previous: str = "Previous date"
    web_next: str = "Next date"
    web_play: str = "Play"
    web_pause: str = "Pause"
    web_go: str = "Go to a date"
    web_changes: str = "What changed"
    web_first: str = "The first date on record."
    web_quiet: str = "Nothing that the chart shows."
    web_search: str = "Find a person"
    web_nobody: str = "Nobody of that name."
    web_found: tuple[str, str] = ("{} person found", "{} people found")
    web_on_dates: tuple[str, str] = ("on {} of {} dates", "on {} of {} dates")
    web_absent: str = "not on this date"
    web_previous_of: str = "Date before with {}"
    web_next_of: str = "Next date with {}"
    web_clear: str = "Clear the search"
    web_compare: str = "Compare dates"
    web_compare_end: str = "End comparison"
    web_earlier: str = "Earlier"
    web_later: str = "Later"
    web_light: str = "Light colours"
    web_dark: str = "Dark colours"
    web_keys: str = "Keys"
    web_key_dates: str = "one date back or on"
    web_key_ends: str = "first and last date"
    web_key_play: str = "play or pause"
    web_key_search: str = "find a person"
    web_key_close: str = "close, clear, end"
    web_space: str = "Space"
    web_sources: str = "Sources"
    web_opens: str = "More about it"
    web_close: str = "Close"
    web_outline: str = "The chart in words"
    web_between: str = "What was recorded in between"
    web_left: str = "Left"
    web_joined: str = "Joined"
    web_role: str = "New role"
    web_hands: str = "Changed hands"
    web_vacant: str = "Vacant now"
    web_moved: str = "Other manager"
    web_other: str = "Other changes"
