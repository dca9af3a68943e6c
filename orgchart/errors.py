"""
Every error of the package.

One root, :class:`OrgchartError`; each class is also the builtin a caller would already catch.
Errors keep their facts as fields; the sentence is computed from them, and its wording is not part
of the promise. All of them pickle and copy.
"""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

__all__ = [
    "BrokenRuleError",
    "BrokenRulesError",
    "DiffMismatchError",
    "GraphvizMissingError",
    "InvalidValueError",
    "InvalidWhenError",
    "OrgchartError",
    "RenderError",
    "ReportingCycleError",
    "UnknownIdError",
    "UnreadableFieldError",
    "UnreadableFileError",
    "UnwritableFileError",
]


class OrgchartError(Exception):
    """The root of every error that the package raises on purpose."""


class InvalidWhenError(OrgchartError, ValueError):
    """
    A text is not a moment that the package accepts.

    Attributes:
        text: what was given.
        reason: what is wrong with it and what would be accepted.
    """

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason

    def __str__(self) -> str:
        return f"{_told(self.text)} is not a moment: {self.reason}"


class InvalidValueError(OrgchartError, ValueError):
    """
    A field of a fact has a value that no fact can have.

    Attributes:
        subject: the fact, for example ``post 'ceo'``.
        field: the name of the field.
        value: what was given.
        reason: the rule that it breaks, and the remedy.
    """

    def __init__(self, subject: str, field: str, value: object, reason: str) -> None:
        super().__init__(subject, field, value, reason)
        self.subject = subject
        self.field = field
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{_cut(self.subject)}: {self.field} cannot be {_told(self.value)}: {self.reason}"


class UnknownIdError(OrgchartError, KeyError):
    """
    An id was asked for that nothing has.

    Attributes:
        kind: ``"person"``, ``"post"``, ``"unit"``, ``"post or unit"`` or ``"source"``.
        id: the id that was asked for.
        place: where it was looked up, for example ``the chart of 2023-11-16``.
        nearest: the most similar ids that exist, best first; looked for when somebody asks.
    """

    def __init__(
        self,
        kind: str,
        id: str,  # noqa: A002 - the field is called id everywhere
        place: str = "",
        nearest: Sequence[str] | Callable[[], Sequence[str]] = (),
    ) -> None:
        super().__init__(kind, id, place)
        self.kind = kind
        self.id = id
        self.place = place
        self._nearest = nearest

    @property
    def nearest(self) -> tuple[str, ...]:
        """The most similar ids that exist, best first."""
        found = self._nearest
        if callable(found):
            # Whoever catches the error and goes on does not pay for looking.
            self._nearest = found = found()
        return tuple(found)

    def __reduce__(self) -> tuple[object, ...]:
        return UnknownIdError, (self.kind, self.id, self.place, self.nearest)

    def __str__(self) -> str:
        where = f" in {self.place}" if self.place else ""
        remedy = f"; did you mean {', '.join(map(repr, self.nearest))}?" if self.nearest else ""
        if not isinstance(self.id, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            remedy = "; give an id, which is text"
        return f"there is no {self.kind} {_told(self.id)}{where}{remedy}"


class DiffMismatchError(OrgchartError, ValueError):
    """
    A diff was applied, reverted or composed where it does not fit.

    Attributes:
        key: the key of the edit that does not fit.
        expected: the fact that the diff expects there, or None for nothing.
        found: the fact that is there, or None for nothing.
    """

    def __init__(self, key: tuple[str, ...], expected: object, found: object) -> None:
        super().__init__(key, expected, found)
        self.key = key
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return (
            f"the diff does not fit at {' '.join(self.key)}: it expects "
            f"{_or_nothing(self.expected)}, the chart has {_or_nothing(self.found)}; "
            "apply it to the snapshot it was made from"
        )


def _or_nothing(fact: object) -> str:
    return "nothing" if fact is None else repr(fact)


class ReportingCycleError(OrgchartError, ValueError):
    """
    A walk up the solid lines came back to a post it had met.

    Attributes:
        posts: the ids on the cycle, each reporting to the next, the last to the first.
        place: the chart it was found in.
    """

    def __init__(self, posts: Sequence[str], place: str = "") -> None:
        super().__init__(tuple(posts), place)
        self.posts = tuple(posts)
        self.place = place

    def __str__(self) -> str:
        where = f" in {self.place}" if self.place else ""
        shown = self.posts if len(self.posts) <= _SHOWN else (*self.posts[:_SHOWN], "…")
        return (
            f"reporting line goes round in a circle{where}: "
            f"{' → '.join((*shown, self.posts[0]))}; end one of these lines"
        )


_SHOWN = 12


class BrokenRuleError(OrgchartError, ValueError):
    """
    One broken rule, as an error; see :func:`orgchart.check`.

    Attributes:
        rule: the name of the rule, for example ``"reporting-cycle"``.
        subjects: the ids concerned.
        at: the date or dates, as text, or an empty text.
        sentence: what is wrong and what to do.
    """

    def __init__(self, rule: str, subjects: Sequence[str], at: str, sentence: str) -> None:
        super().__init__(rule, tuple(subjects), at, sentence)
        self.rule = rule
        self.subjects = tuple(subjects)
        self.at = at
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


class BrokenRulesError(OrgchartError, ExceptionGroup[BrokenRuleError]):
    """Every broken rule of one history or snapshot, raised together."""

    def __new__(cls, message: str, exceptions: Sequence[BrokenRuleError], /) -> Self:
        """Make the group; its parts are in ``exceptions``."""
        return super().__new__(cls, message, exceptions)

    def derive(self, excs: Sequence[BrokenRuleError], /) -> BrokenRulesError:  # type: ignore[override] # the parts are of one kind
        """Make a group of some of the parts (used by ``except*``)."""
        return BrokenRulesError(self.message, excs)

    def __str__(self) -> str:
        return _lines(self.message, self.exceptions)


class UnreadableFieldError(OrgchartError, ValueError):
    """
    One place of a file that cannot be read.

    Attributes:
        file: the name of the file.
        path: the place inside it, for example ``tenures[3].start``; empty for the whole file.
        line: the line, counted from 1, where it is known.
        value: the offending value as text, or None.
        reason: what is wrong and what would be right.
    """

    def __init__(
        self, file: str, path: str, line: int | None, value: str | None, reason: str
    ) -> None:
        super().__init__(file, path, line, value, reason)
        self.file = file
        self.path = path
        self.line = line
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        path = f" {self.path}:" if self.path else ""
        return f"{place}:{path} {self.reason}"


class UnreadableFileError(OrgchartError, ExceptionGroup[UnreadableFieldError]):
    """Every unreadable place of one file, raised together."""

    def __new__(cls, message: str, exceptions: Sequence[UnreadableFieldError], /) -> Self:
        """Make the group; its parts are in ``exceptions``."""
        return super().__new__(cls, message, exceptions)

    def derive(self, excs: Sequence[UnreadableFieldError], /) -> UnreadableFileError:  # type: ignore[override] # the parts are of one kind
        """Make a group of some of the parts (used by ``except*``)."""
        return UnreadableFileError(self.message, excs)

    def __str__(self) -> str:
        return _lines(self.message, self.exceptions)


class UnwritableFileError(OrgchartError, OSError):
    """
    A file could not be written; what was there before is untouched.

    Attributes:
        path: the file that was to be written.
        reason: why it could not be.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} could not be written: {self.reason}"


class RenderError(OrgchartError, RuntimeError):
    """
    Graphviz could not draw a picture.

    Attributes:
        reason: what went wrong, with what Graphviz said.
        source: the DOT text, so that nothing is lost.
    """

    def __init__(self, reason: str, source: str = "") -> None:
        super().__init__(reason, source)
        self.reason = reason
        self.source = source

    def __str__(self) -> str:
        return self.reason


class GraphvizMissingError(RenderError):
    """
    No Graphviz was found to draw with.

    The DOT text is in ``source``: save it as a ``.dot`` file and draw it anywhere.
    """


def _told(value: object) -> str:
    """Return a value as it is written in Python, without its end where it is long."""
    try:
        return _cut(repr(value))
    except ValueError:  # Python writes no number of so many digits
        return "a number of thousands of digits"


def _cut(text: str) -> str:
    """Return a text without its end, where that makes a sentence hard to read."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


#: So much of a value is told in a sentence; the whole is in its field.
_LONG = 300


def nearest_ids(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three ids that look like the one asked for, best first; none for no text."""
    if not isinstance(asked, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        return ()
    ids = sorted({*known} - {asked})
    if len(ids) > _SEARCHED:
        # Comparing with each would take seconds: those with one letter other, and the neighbours.
        place = bisect(ids, asked)
        near = ids[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS]
        ids = sorted({*near, *_one_other(asked, {*"".join(near)}).intersection(ids)})
    return tuple(difflib.get_close_matches(asked, ids, n=3))


def _one_other(text: str, letters: Iterable[str]) -> set[str]:
    """Return the texts with one letter more or less, or another one, or two changed round."""
    halves = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    found = {head + tail[1:] for head, tail in halves}
    found |= {head + tail[1:2] + tail[:1] + tail[2:] for head, tail in halves}
    for letter in letters:
        found |= {head + letter + tail for head, tail in halves}
        found |= {head + letter + tail[1:] for head, tail in halves}
    return found


def require_known(kind: str, asked: str, known: Iterable[str], place: str) -> None:
    """Raise `UnknownIdError` where an id is none of those known."""
    ids = tuple(known)
    if asked not in ids:
        raise UnknownIdError(kind, asked, place, partial(nearest_ids, asked, ids))


#: With more ids than that, only some are compared with the one asked for.
_SEARCHED = 2000
_NEIGHBOURS = 500


def _lines(message: str, parts: Sequence[Any]) -> str:
    return "\n".join((message, *(f"  {part}" for part in parts)))
