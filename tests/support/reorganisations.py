"""Pairs and walks of charts, of which some are dirty and some unrelated."""

from hypothesis import strategies as st

from orgchart import Snapshot
from orgchart.strategies import reorganised
from tests.support.snapshots import dirty_snapshots, snapshots

__all__ = ["reorganised", "snapshot_pairs", "snapshot_walks"]


@st.composite
def snapshot_pairs(draw: st.DrawFn, *, max_size: int = 5) -> tuple[Snapshot, Snapshot]:
    """Two charts: most often before and after a reorganisation, else unrelated or dirty."""
    clean = snapshots(min_size=2, max_size=max_size)
    before = draw(st.one_of(clean, snapshots(max_size=max_size), dirty_snapshots()))
    changed = reorganised(before, min_steps=2)
    other = st.one_of(reorganised(before), snapshots(max_size=3), dirty_snapshots())
    after = draw(st.one_of(changed, changed, other))
    return (before, after) if draw(st.booleans()) else (after, before)


@st.composite
def snapshot_walks(draw: st.DrawFn, *, size: int = 4) -> tuple[Snapshot, ...]:
    """
    Charts one after the other, each made of an earlier one or unrelated to it.

    Args:
        size: how many; all pairs and triples among them are worth a test.
    """
    found = list(draw(snapshot_pairs()))
    while len(found) < size:
        start = found[-1] if draw(st.booleans()) else found[0]
        found.append(draw(reorganised(start)))
    return tuple(found)
