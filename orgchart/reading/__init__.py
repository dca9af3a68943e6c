"""
Edits in, changes out: what each difference of two charts means.

The reader goes through the edits from the widest meaning to the narrowest; each step takes the
edits it tells of out of a ledger, and what is taken is not told again.
"""

from __future__ import annotations

from itertools import chain

from orgchart.changes import Change, ChangeKind
from orgchart.edits import Edits
from orgchart.progress import follow
from orgchart.reading import staffing, structure
from orgchart.reading.ledger import Ledger
from orgchart.reading.staffing import body_members
from orgchart.snapshot import Snapshot

__all__ = ["body_members", "read_changes"]

_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}

_STEPS = (
    structure.posts,
    structure.units,
    staffing.comings_and_goings,
    staffing.bodies,
    staffing.tenures,
    structure.lines,
    structure.leaves,
    structure.people,
)


def read_changes(edits: Edits, before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """
    Read edits as changes.

    Args:
        edits: the edits from one chart to the other, in normal form.
        before, after: the two charts.

    Returns:
        The changes in the order of `ChangeKind`, then of the people, posts and units concerned;
        every edit is in exactly one.

    Complexity: linear in the edits and in the facts of the two charts.
    """
    ledger = Ledger(edits, before, after)
    found = chain.from_iterable(step(ledger) for step in _STEPS)
    told = follow(found, "reading changes", len(edits), size=lambda change: len(change.edits))
    return tuple(sorted(told, key=lambda c: (_ORDER[c.kind], c.people, c.posts, c.units)))
