"""A tenure as a name on a card, with its state in a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from orgchart.drawing.escape import clean
from orgchart.drawing.faces import Holder, MarkStyle, Tag
from orgchart.drawing.wording import Wording
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Leave, Tenure
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = ["also", "holder_of", "leave_of", "person_name", "plain", "state_words"]

_TAGS: Final = {
    TenureKind.INTERIM: "interim",
    TenureKind.ACTING: "acting",
    TenureKind.ADVISER: "adviser",
}


def leave_of(chart: Snapshot, tenure: Tenure) -> Leave | None:
    """Return the leave that somebody is on from a post; None when on none."""
    return next(
        (
            leave
            for leave in chart.leaves_of(tenure.person)
            if leave.post is None or leave.post == tenure.post
        ),
        None,
    )


def plain(chart: Snapshot, tenure: Tenure) -> bool:
    """Say whether there is nothing to say of a tenure but the name."""
    return (
        tenure.kind is TenureKind.SUBSTANTIVE
        and tenure.certainty is Certainty.CERTAIN
        and leave_of(chart, tenure) is None
    )


def person_name(chart: Snapshot, tenure: Tenure, words: Wording, lang: str | None) -> str:
    """Return the name of a holder, or the word for one who is not disclosed."""
    if tenure.person is UNDISCLOSED:
        return words.undisclosed
    return clean(chart.person_name(tenure.person, lang))


def holder_of(chart: Snapshot, tenure: Tenure, words: Wording, lang: str | None) -> Holder:
    """Return a tenure as a holder, with the pill and note of how they sit."""
    tags, notes = _states(chart, tenure, words)
    style = MarkStyle.FILLED
    if tenure.certainty is Certainty.POSSIBLE:
        style = MarkStyle.POSSIBLE
    elif leave_of(chart, tenure) is not None or tenure.person is UNDISCLOSED:
        style = MarkStyle.AWAY
    return Holder(
        person_name(chart, tenure, words, lang),
        style,
        italic=tenure.person is UNDISCLOSED,
        tag=tags[0] if tags else None,
        note=" · ".join((*(tag.text.lower() for tag in tags[1:]), *notes)),
    )


def state_words(chart: Snapshot, tenure: Tenure, words: Wording) -> str:
    """Return the states of a tenure in words; empty when there is nothing to say."""
    tags, notes = _states(chart, tenure, words)
    return ", ".join((*(tag.text.lower() for tag in tags), *notes))


def _states(chart: Snapshot, tenure: Tenure, words: Wording) -> tuple[list[Tag], tuple[str, ...]]:
    tags: list[Tag] = []
    notes: tuple[str, ...] = ()
    leave = leave_of(chart, tenure)
    if leave is not None:
        tags.append(Tag(words.on_leave, "leave"))
        notes = tuple(_leave_notes(leave, words))
    if tenure.kind in _TAGS:
        tags.append(Tag(getattr(words, _TAGS[tenure.kind]), "interim"))
        if leave is None and isinstance(tenure.start, When):
            notes = (words.from_.format(words.day(tenure.start, short=True)),)
    if tenure.certainty is Certainty.POSSIBLE or (
        leave is not None and leave.certainty is Certainty.POSSIBLE
    ):
        tags.append(Tag(words.possible, "interim"))
    return tags, (*notes, *_ends(tenure, words))


def _ends(tenure: Tenure, words: Wording) -> Iterable[str]:
    """Yield what is stated of ends that are no dates; what is not stated has no words."""
    if tenure.start is UNKNOWN:
        yield words.start_unknown
    if tenure.end is UNKNOWN:
        yield words.ended_unknown
    elif tenure.end is ONGOING:
        yield words.still_going


def _leave_notes(leave: Leave, words: Wording) -> Iterable[str]:
    if since := words.since_when(leave.start):
        yield since
    elif isinstance(leave.end, When):
        yield words.until.format(words.day(leave.end, short=True))


def also(
    chart: Snapshot, person: str, posts: Iterable[str], words: Wording, lang: str | None
) -> str:
    """Return "also …" with the posts that a person holds besides some; empty for none."""
    if person == UNDISCLOSED:
        return ""
    here = set(posts)
    titles = dict.fromkeys(
        clean(tenure.title or chart.post_title(tenure.post, lang))
        for tenure in chart.posts_of(person)
        if tenure.post not in here
    )
    return words.also.format(", ".join(titles)) if titles else ""
