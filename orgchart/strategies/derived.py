"""What is worked out of charts and histories: vacancies, edits, changes, conflicts."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from orgchart.changes import Change
from orgchart.comparison import Diff, diff
from orgchart.edits import Edit
from orgchart.kinds import Certainty, Ongoing
from orgchart.periods import Period
from orgchart.rivals import Conflict
from orgchart.snapshot import Snapshot
from orgchart.strategies.numbers import together
from orgchart.strategies.reorganisations import snapshot_pairs
from orgchart.strategies.rivals import rival_histories
from orgchart.strategies.times import periods
from orgchart.vacancy import Vacancy

__all__ = ["changes", "conflicts", "edits", "vacancies"]

_POSTS: Final = st.sampled_from(("p0", "p1", "p2"))


def vacancies() -> st.SearchStrategy[Vacancy]:
    """
    Empty seats of posts.

    Shrinks towards one seat of ``p0`` that is surely empty.
    """
    stretch = periods()
    return together(_vacancy, _POSTS, st.integers(1, 3), st.sampled_from(Certainty), stretch)


def _vacancy(post: str, seats: int, certainty: Certainty, period: Period) -> Vacancy:
    until = None if isinstance(period.end, Ongoing) else period.end
    return Vacancy(post, seats, certainty, period.start, until)


def edits() -> st.SearchStrategy[Edit]:
    """
    Edits of real differences.

    Shrinks towards a post that is new.

    >>> from hypothesis import find
    >>> find(edits(), lambda edit: edit.before is None).key
    ('post', 'p0')
    """
    return _differing().flatmap(lambda change: st.sampled_from(change.edits))


def changes() -> st.SearchStrategy[Change]:
    """
    Changes that real differences are read as.

    Shrinks towards a post that is new.

    >>> from hypothesis import find
    >>> find(changes(), lambda change: change.kind == "left").people
    ('ann',)
    """
    return _differing().flatmap(lambda change: st.sampled_from(change.changes))


def _differing() -> st.SearchStrategy[Diff]:
    """Differences with at least one edit."""
    return together(_difference, snapshot_pairs(min_posts=1))


def _difference(pair: tuple[Snapshot, Snapshot]) -> Diff:
    # Two equal charts have a post, so that nothing and one of them differ.
    return diff(*pair) or diff(Snapshot.build(), pair[0])


def conflicts() -> st.SearchStrategy[Conflict]:
    """
    Conflicts of histories whose sources contradict one another.

    Shrinks towards two readings of one person.
    """
    found = rival_histories().map(lambda history: tuple(history.conflicts()))
    return found.filter(bool).flatmap(st.sampled_from)
