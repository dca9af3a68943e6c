"""`Diff`: two charts compared, as a value with an inverse; and `diff`, which makes it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cached_property
from typing import final

import attrs

from orgchart.changes import Change, told
from orgchart.corrections import corrections
from orgchart.edits import Edit, Edits, EditsLater, apply, compose, edits_between, invert
from orgchart.errors import DiffMismatchError, InvalidValueError
from orgchart.memory import unswept
from orgchart.progress import follow
from orgchart.reading import read_changes
from orgchart.sentences import sentences
from orgchart.snapshot import Snapshot

__all__ = ["Diff", "diff"]


def _made(edits: Edits | EditsLater) -> Edits:
    return edits if isinstance(edits, tuple) else edits.edits


@final
@attrs.frozen(order=False, repr=False)
class Diff:
    """
    The difference of two charts.

    It obeys, for charts `a`, `b`, `c`:

    - ``diff(a, a)`` is falsy;
    - ``a + diff(a, b) == b`` and ``b - diff(a, b) == a``;
    - ``-diff(a, b) == diff(b, a)``;
    - ``diff(a, b) + diff(b, c) == diff(a, c)``, and ``+`` is associative.

    Two diffs are equal when their edits are.

    Attributes:
        edits: the edits in normal form, in order of keys.
        before, after: the two charts, which give the edits their meaning; not compared.
    """

    _edits: Edits | EditsLater = attrs.field(alias="edits", eq=_made)
    before: Snapshot = attrs.field(eq=False)
    after: Snapshot = attrs.field(eq=False)

    @property
    def edits(self) -> Edits:
        """The edits in normal form; made when first asked for, where the charts are a history's."""
        return _made(self._edits)

    def __repr__(self) -> str:
        return f"<Diff of {self.before!r} and {self.after!r}: {len(self)} edits>"

    def __reduce__(self) -> tuple[object, ...]:
        # The difference of views on a history is stored as what it shows.
        return Diff, (self.edits, self.before, self.after)

    def __str__(self) -> str:
        """Return the changes in sentences; see `describe`."""
        return self.describe()

    def __bool__(self) -> bool:
        """Say whether there is any difference."""
        return bool(len(self._edits))

    def __len__(self) -> int:
        """Return the number of edits."""
        return len(self._edits)

    def __iter__(self) -> Iterator[Edit]:
        """Go through the edits in order of keys."""
        return iter(self.edits)

    def __neg__(self) -> Diff:
        """Return the difference the other way round."""
        return Diff(invert(self.edits), self.after, self.before)

    def __add__(self, other: object) -> Diff:
        """
        Return the difference that does the work of two in a row.

        Raises:
            DiffMismatchError: the second does not start where the first ends.
        """
        if not isinstance(other, Diff):
            return NotImplemented
        gap = edits_between(self.after, other.before)
        if gap:
            raise DiffMismatchError(gap[0].key, gap[0].after, gap[0].before)
        return Diff(compose(self.edits, other.edits), self.before, other.after)

    def __radd__(self, chart: object) -> Snapshot:
        """
        Apply: return the chart after the difference.

        Raises:
            DiffMismatchError: the chart does not hold what an edit expects.
        """
        return apply(chart, self.edits) if isinstance(chart, Snapshot) else NotImplemented

    def __rsub__(self, chart: object) -> Snapshot:
        """
        Revert: return the chart before the difference.

        Raises:
            DiffMismatchError: the chart does not hold what an edit leads to.
        """
        if not isinstance(chart, Snapshot):
            return NotImplemented
        return apply(chart, invert(self.edits))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the edits mean, in order of `ChangeKind`; each edit is in exactly one change."""
        return self.changes_in(None)

    def changes_in(self, lang: str | None) -> tuple[Change, ...]:
        """Return the changes with sentences that tell names and titles in a language."""
        read = self._read
        with unswept(), closing(self._said(lang)) as said:
            pairs = zip(read, said, strict=True)
            return tuple(told(change, text, None) for change, text in pairs)

    @cached_property
    def _read(self) -> tuple[Change, ...]:
        """The changes without sentences."""
        edits = self.edits
        with unswept():
            return read_changes(edits, self.before, self.after)

    def _said(self, lang: str | None) -> Generator[str]:
        """Yield the sentence of each change."""
        said = sentences(self._read, self.before, self.after, lang)
        return follow(said, "telling", len(self._read))

    def describe(self, lang: str | None = None) -> str:
        """
        Return the changes in English sentences, one a line.

        Where the two charts show one moment as known on two days, these are corrections and not
        changes: *it is now known that …*.

        Args:
            lang: the language of names and titles; None for the plain ones.
        """
        if not self:
            return f"{self._span}No change."
        if self.before.known != self.after.known and _moment(self.before) == _moment(self.after):
            said = corrections(self.edits, self.before, self.after, lang)
            return "\n".join(follow(said, "telling", len(self)))
        return self._span + "\n".join(self._said(lang))

    @property
    def _span(self) -> str:
        before, after = self.before.at, self.after.at
        return "" if before is None or after is None else f"{before} to {after}:\n"


def _moment(chart: Snapshot) -> int | None:
    return None if chart.at is None else chart.at.close


def diff(before: Snapshot, after: Snapshot) -> Diff:
    """
    Compare two charts: the older first, always.

    Raises:
        InvalidValueError: one is no chart.

    Complexity: one pass over the facts of both.

    >>> from orgchart.model import Person, Post, Tenure
    >>> chart = Snapshot.build(
    ...     people=[Person("ann", "Ann Lee")],
    ...     posts=[Post("ceo", "Chief executive")],
    ...     tenures=[Tenure("ann", "ceo")],
    ... )
    >>> empty = Snapshot.build(posts=[Post("ceo", "Chief executive")])
    >>> print(diff(empty, chart))
    Ann Lee joined as Chief executive.
    >>> empty + diff(empty, chart) == chart
    True
    """
    for chart in (before, after):
        if not isinstance(chart, Snapshot):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            reason = "give two snapshots, the older first; a history has them: history.at(...)"
            raise InvalidValueError("a difference", "chart", chart, reason)
    return Diff(edits_between(before, after), before, after)
