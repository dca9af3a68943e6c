"""The laws of a reader and a writer: what is written is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Generic, TypeVar, final

import attrs

from orgchart.history import History, Moment
from orgchart.laws.arguments import as_moments, require_callables, require_count, require_kind
from orgchart.laws.broken import LawBrokenError, is_outcome, said
from orgchart.laws.carried import Lens
from orgchart.laws.histories import MAX_DATES, spread
from orgchart.laws.reproducing import naming, reproduction
from orgchart.laws.spent import entries, spent
from orgchart.laws.telling import moment_told
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = ["READER_LAWS", "check_reader_laws"]

_W = TypeVar("_W")
_T = TypeVar("_T")
_R = TypeVar("_R")

#: The names of the laws of readers with what they say, in the order in which they are checked.
READER_LAWS: Final = {
    "readable": "a history can be written, and what is written can be read, without an error",
    "charts": "what was written and read shows the same chart at each moment",
    "read back": "what was written and read is equal",
    "settled": "what was read, written and read again is what was read first",
    "twice": "reading the same thing twice gives the same twice",
}


def check_reader_laws(  # noqa: PLR0913 - what is checked, and how
    read: Callable[[_W], History],
    write: Callable[[History], _W],
    history: History,
    *,
    carries: Iterable[str] | None = None,
    at: Iterable[Moment] | None = None,
    max_dates: int = MAX_DATES,
) -> None:
    """
    Check that a reader gives back what a writer wrote.

    For a form that holds everything, histories are compared as a whole, and charts at their
    dates. `carries` and `at` are for forms that hold less: with `carries` alone the facts of the
    histories are compared, with `at` the charts, with both what charts hold of these facts.
    Facts that are there twice must come back twice.

    Args:
        read: the reader; it takes what the writer returns and can do so more than once.
        write: the writer; what it returns is yours: text, bytes, a path, rows.
        history: any history.
        carries: what the form holds: kinds of facts (``tenure``) and fields (``person.name``,
            ``line.manager``), one or more. The kinds are ``person``, ``unit``, ``post``,
            ``tenure``, ``line`` and ``leave``.
        at: the moments whose charts the form holds, if it says nothing of the time between them;
            one or more.
        max_dates: at how many of the history's dates charts are compared, spread over all; where
            neither `carries` nor `at` is given.

    Raises:
        LawBrokenError: the first law that does not hold, with the facts that break it.
        InvalidValueError: an argument is none that the laws can be checked with.

    >>> from orgchart.io import dumps, loads
    >>> from orgchart.model import Person
    >>> history = History.build(people=[Person("ann", "Ann Lee")])
    >>> check_reader_laws(loads, dumps, history)
    >>> def read(text):
    ...     return History.build()
    >>> try:
    ...     check_reader_laws(read, dumps, history, carries=["person"])
    ... except LawBrokenError as error:
    ...     print(error.detail)
      expected: Person('ann', 'Ann Lee')
    """
    check = check_reader_laws.__name__
    require_callables(check, read=read, write=write)
    require_kind(check, History, "the one to be written", history=history)
    require_count(check, max_dates=max_dates)
    lens, names = Lens.of(check, carries)
    asked = None if at is None else as_moments(check, at, history)
    options = {
        "carries": names,
        "at": asked,
        "max_dates": None if max_dates == MAX_DATES else max_dates,
    }
    case = _Case(read, write, history, options)
    written = case.written(history, _FIRST)
    before = entries(written)
    found = case.read(written, _FIRST)
    hint = spent(written, before)
    if asked is None and names is None:
        case.compare_charts(lens, found, spread(history.dates(), max_dates))
    if asked is None:
        case.judge("read back", lens.histories(history, found))
        again = case.read(case.written(found, _SECOND), _SECOND)
        case.judge("settled", lens.histories(found, again))
    else:
        case.compare_charts(lens, found, asked)
    apart = lens.histories(found, case.read(written, _AGAIN, hint))
    case.judge("twice", _with(apart, hint))


_FIRST: Final = "for the history"
_SECOND: Final = "for the history that was read, when it was written and read again"
_AGAIN: Final = "for the history, when the same was read a second time"


@final
@attrs.frozen
class _Case(Generic[_W]):
    """A history that is written and read, and what is said when a law does not hold for it."""

    reader: Callable[[_W], History]
    writer: Callable[[History], _W]
    history: History
    options: Mapping[str, object]

    def written(self, history: History, when: str) -> _W:
        """Return what the writer writes."""
        return self._tried("write", self.writer, history, when)

    def read(self, written: _W, when: str, hint: str = "") -> History:
        """Return the history that the reader reads."""
        found = self._tried("read", self.reader, written, when, hint)
        if isinstance(found, History):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            return found
        gave = "None" if found is None else type(found).__name__
        remedy = _REMEDIES.get(type(found), "return a History")
        detail = f"read gave {gave} and not a History, {when}; {remedy}"
        raise self._broken("readable", _with(detail, f"read is {naming(self.reader)}", hint))

    def _tried(
        self, role: str, function: Callable[[_T], _R], given: _T, when: str, hint: str = ""
    ) -> _R:
        try:
            return function(given)
        except Exception as error:
            if is_outcome(error):
                raise
            detail = f"{role} raised {said(error)}, {when}"
            told = _with(detail, f"{role} is {naming(function)}", hint)
            raise self._broken("readable", told) from error

    def compare_charts(self, lens: Lens, found: History, moments: Iterable[When]) -> None:
        """Raise an error if the history that was read shows another chart at some moment."""
        for moment in moments:
            where = f"at {moment_told(moment)}"
            try:
                chart = found.at(moment)
            except Exception as error:
                detail = f"{where}, the history that was read gives no chart: {said(error)}"
                raise self._broken("charts", detail) from error
            self.judge("charts", lens.charts(self.history.at(moment), chart, where))

    def judge(self, law: str, detail: str) -> None:
        """Raise an error if there is anything to tell."""
        if detail:
            raise self._broken(law, detail)

    def _broken(self, law: str, detail: str) -> LawBrokenError:
        given = {"read": self.reader, "write": self.writer, "history": self.history}
        code = reproduction(check_reader_laws.__name__, given, self.options)
        return LawBrokenError(law, READER_LAWS[law], detail, code)


def _with(detail: str, *further: str) -> str:
    """Return where a law does not hold with further lines, and nothing where it holds."""
    return "\n".join(filter(None, (detail, *further))) if detail else ""


#: What to do about what a reader gives in place of a history.
_REMEDIES: Final[dict[type[object], str]] = {
    type(None): "return the history at its end",
    Snapshot: "make a history of charts with History.from_snapshots",
}
