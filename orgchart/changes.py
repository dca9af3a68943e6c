"""
`Change`: edits read as what happened, in the words of the field.

Every edit belongs to exactly one change. A change may have no edit of its own, when it tells of a
whole what others tell of its parts (a board reconstituted). Reading needs the two charts, since
nobody who holds a post of an organisation at both dates has joined or left it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Final, cast, final

import attrs

from orgchart.bounds import Precision
from orgchart.edits import Edits
from orgchart.kinds import Certainty
from orgchart.model import Fact, Leave, Post, ReportingLine, Tenure, Unit
from orgchart.periods import End, Start
from orgchart.snapshot import Key, Snapshot
from orgchart.when import When

__all__ = ["Change", "ChangeKind"]


class ChangeKind(StrEnum):
    """
    Everything a change can be; a closed list.

    *Joined* and *left* are said of an organisation, the rest of posts, lines, units and people.
    """

    #: Holds a post of an organisation and held none before.
    JOINED = "joined"
    #: Held a post of an organisation and holds none.
    LEFT = "left"
    #: Took the seat of somebody who gave it up.
    SUCCEEDED = "succeeded"
    #: Took a seat, being in the organisation already.
    APPOINTED = "appointed"
    #: Gave up a seat, staying in the organisation.
    VACATED = "vacated"
    #: Took a seat as interim or acting, being in the organisation already.
    INTERIM_BEGAN = "interim_began"
    #: Gave up a seat held as interim or acting, staying in the organisation.
    INTERIM_ENDED = "interim_ended"
    #: Interim or acting before, for good after.
    CONFIRMED = "confirmed"
    #: Holds the same post in another way or under another title.
    TENURE_CHANGED = "tenure_changed"
    LEAVE_BEGAN = "leave_began"
    LEAVE_ENDED = "leave_ended"
    #: The solid line goes to another manager.
    MOVED = "moved"
    #: The manager was not known and is now; nobody need have moved.
    LINE_KNOWN = "line_known"
    #: The manager was known and is no longer.
    LINE_UNKNOWN = "line_unknown"
    #: A solid line where none was recorded.
    LINE_ADDED = "line_added"
    #: No solid line where one was recorded.
    LINE_DROPPED = "line_dropped"
    #: A solid line to somebody became a dotted one.
    LINE_TURNED_DOTTED = "line_turned_dotted"
    #: A dotted line to somebody became a solid one.
    LINE_TURNED_SOLID = "line_turned_solid"
    DOTTED_ADDED = "dotted_added"
    DOTTED_DROPPED = "dotted_dropped"
    POST_CREATED = "post_created"
    POST_ABOLISHED = "post_abolished"
    RETITLED = "retitled"
    #: The unit, the seats or the rank of a post changed.
    POST_CHANGED = "post_changed"
    UNIT_CREATED = "unit_created"
    UNIT_DISSOLVED = "unit_dissolved"
    UNIT_RENAMED = "unit_renamed"
    #: A unit belongs to another unit.
    UNIT_MOVED = "unit_moved"
    #: The kind of a unit changed.
    UNIT_CHANGED = "unit_changed"
    #: Fewer than half of a board's or committee's members stayed.
    BODY_RECONSTITUTED = "body_reconstituted"
    #: A person has another name.
    RENAMED = "renamed"
    #: A person's record appeared, went, or changed but for the name.
    PERSON_CHANGED = "person_changed"
    #: The same fact, sure before and only possible after, or the other way round.
    CERTAINTY_CHANGED = "certainty_changed"


@final
@attrs.frozen(order=False)
class Change:
    """
    One thing that happened between two charts.

    Attributes:
        kind: what happened.
        people, posts, units: the ids concerned, the main one first.
        edits: the edits that it tells of, in order of keys; each edit is in one change only.
        certainty: `POSSIBLE` when one of its facts is only possible: it *may have* happened.
        manner: how it ended or began, in a source's word (``dismissed``), or None.
        destination: for who left: ids of the organisations they went to.
        origin: for who joined: ids of the organisations they came from.
        before, after: for a line: the managers' ids, ``unknown``, ``nobody`` or None (not
            recorded); for a name or title: the texts; else None.
        joined, left, stayed: for a body: the members' ids.
        at: when it happened, as precisely as it is known, where it is read from a history date
            by date; else None. Not compared.
        sentence: the change in English; also its text. Not compared.
    """

    kind: ChangeKind
    people: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    edits: Edits = ()
    certainty: Certainty = Certainty.CERTAIN
    manner: str | None = None
    destination: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    stayed: tuple[str, ...] = ()
    at: When | None = attrs.field(default=None, eq=False)
    sentence: str = attrs.field(default="", eq=False, repr=False)

    def __str__(self) -> str:
        """Return the sentence, or the kind and ids where there is none."""
        ids = (*self.people, *self.posts, *self.units)
        return self.sentence or f"{self.kind} {' '.join(ids)}".rstrip()


#: All that a change says of itself; when it happened and how that is told come last.
_STATED: Final = attrgetter(*[field.name for field in attrs.fields(Change)][:-2])

_MADE: Final = cast("Callable[..., Change]", Change)


def told(change: Change, sentence: str, at: When | None) -> Change:
    """Return a change with its sentence, and when it happened."""
    return _MADE(*_STATED(change), at, sentence)


def date_of(change: Change, instant: When, before: Snapshot, after: Snapshot) -> When:
    """
    Return the one date at which the facts of a change begin or end, or else an instant.

    Args:
        change: what changed.
        instant: when.
        before, after: the charts; what is not stated of a fact is stated of what it belongs to.
    """
    # The record of somebody who comes or goes has other dates than the coming and the going.
    told = [edit for edit in change.edits if edit.key[0] != "person"] or change.edits
    dates = {
        _stated(edit.after, "start", after) if edit.after else _stated(edit.before, "end", before)
        for edit in told
    } - {None}
    only = dates.pop() if len(dates) == 1 else None
    if isinstance(only, When) and only.precision is not Precision.INSTANT:
        return only
    return instant


def _stated(fact: Fact | None, side: str, chart: Snapshot) -> Start | End:
    """Return the start or the end of a fact, or of what it takes it from."""
    met: set[Key] = set()
    # Units can form a circle.
    while fact is not None and fact.key not in met:
        date: Start | End = getattr(fact, side)
        if date is not None:
            return date
        met.add(fact.key)
        fact = _owner(fact, chart)
    return None


def _owner(fact: Fact, chart: Snapshot) -> Fact | None:
    match fact:
        case Tenure() | ReportingLine() | Leave():
            return chart.posts.get(fact.post) if fact.post else None
        case Post():
            return chart.units.get(fact.unit) if fact.unit else None
        case Unit():
            return chart.units.get(fact.parent) if fact.parent else None
        case _:
            return None


def possible_if(edits: Edits) -> Certainty:
    """Return `POSSIBLE` when a side of an edit is only possible."""
    for edit in edits:
        for side in (edit.before, edit.after):
            if side is not None and side.certainty is Certainty.POSSIBLE:
                return Certainty.POSSIBLE
    return Certainty.CERTAIN
