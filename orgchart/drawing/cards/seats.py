"""A tenure as a name on a card, with its state in a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from orgchart.drawing.cards.faces import Holder, MarkStyle, Tag
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean, titled
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Leave, Tenure
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = [
    "also",
    "holder_of",
    "leave_of",
    "mark_style",
    "person_name",
    "pill",
    "plain",
    "state_words",
]

_KINDS: Final = {
    TenureKind.INTERIM: "interim",
    TenureKind.ACTING: "acting",
    TenureKind.ADVISER: "adviser",
}


def pill(words: Wording, state: str) -> Tag:
    """Return the pill of a state; its word is the field of that name."""
    return Tag(getattr(words, state), state)


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
    return not _pills(chart, tenure, leave_of(chart, tenure))


def person_name(chart: Snapshot, tenure: Tenure, words: Wording, lang: str | None) -> str:
    """Return the name of a holder, or the word for one who is not disclosed."""
    if tenure.person == UNDISCLOSED:
        return words.undisclosed
    return clean(chart.person_name(tenure.person, lang))


def mark_style(chart: Snapshot, tenure: Tenure) -> MarkStyle:
    """Return how the mark of a holder is drawn."""
    if tenure.person == UNDISCLOSED:
        return MarkStyle.HIDDEN
    if tenure.certainty is Certainty.POSSIBLE:
        return MarkStyle.POSSIBLE
    return MarkStyle.FILLED if leave_of(chart, tenure) is None else MarkStyle.AWAY


def holder_of(
    chart: Snapshot, tenure: Tenure, words: Wording, lang: str | None, *, disputes: bool = True
) -> Holder:
    """
    Return a tenure as a holder, with the pill and note of how they sit.

    Args:
        chart: the chart that it is on.
        tenure: the tenure.
        words: the words of the picture.
        lang: the language of names; None for the plain ones.
        disputes: whether to say that sources dispute it.
    """
    leave = leave_of(chart, tenure)
    states = _pills(chart, tenure, leave)
    first, *more = (*(s for s in states if disputes or s != "in_dispute"), "")
    spoken = [words.spoken(getattr(words, state)) for state in more if state]
    return Holder(
        person_name(chart, tenure, words, lang),
        mark_style(chart, tenure),
        italic=tenure.person == UNDISCLOSED,
        tag=pill(words, first) if first else None,
        note=" · ".join((*spoken, *_notes(tenure, leave, words))),
    )


def state_words(chart: Snapshot, tenure: Tenure, words: Wording) -> str:
    """Return the states of a tenure in words; empty when there is nothing to say."""
    leave = leave_of(chart, tenure)
    spoken = [words.spoken(getattr(words, state)) for state in _pills(chart, tenure, leave)]
    return words.series((*spoken, *_notes(tenure, leave, words)))


def _pills(chart: Snapshot, tenure: Tenure, leave: Leave | None) -> list[str]:
    """Return the states of a tenure: the first is its pill, the others are said beside it."""
    states: list[str] = []
    if leave is not None:
        states.append("on_leave")
    if tenure.kind in _KINDS:
        states.append(_KINDS[tenure.kind])
    if Certainty.POSSIBLE in {tenure.certainty, leave.certainty if leave else tenure.certainty}:
        states.append("possible")
    if tenure.key in chart.disputed or (leave is not None and leave.key in chart.disputed):
        states.append("in_dispute")
    return states


def _notes(tenure: Tenure, leave: Leave | None, words: Wording) -> Iterator[str]:
    if leave is not None:
        yield from _leave_notes(leave, words)
    elif tenure.kind in _KINDS and isinstance(tenure.start, When):
        yield words.from_.format(words.day(tenure.start, short=True))
    # What is stated of ends that are no dates; what is not stated has no words.
    if tenure.start is UNKNOWN:
        yield words.start_unknown
    if tenure.end is UNKNOWN:
        yield words.ended_unknown
    elif tenure.end is ONGOING:
        yield words.still_going


def _leave_notes(leave: Leave, words: Wording) -> Iterator[str]:
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
        titled(tenure.title or chart.post_title(tenure.post, lang), tenure.post)
        for tenure in chart.posts_of(person)
        if tenure.post not in here
    )
    return words.also.format(words.series(titles)) if titles else ""
