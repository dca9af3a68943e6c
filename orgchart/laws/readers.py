"""The laws of a reader and a writer: what is written is read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias, TypeVar, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.history import History, Moment
from orgchart.laws.broken import LawBrokenError, reproduction
from orgchart.laws.histories import spread
from orgchart.laws.spelling import code_of
from orgchart.laws.telling import charts_apart, histories_apart
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.snapshot import Snapshot

__all__ = ["READER_LAWS", "check_reader_laws"]

_W = TypeVar("_W")

#: The names of the laws of readers with what they say, in the order in which they are checked.
READER_LAWS: Final = {
    "readable": "what is written can be read, without an error",
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
    carries: Collection[str] | None = None,
    at: Iterable[Moment] | None = None,
    max_dates: int = 12,
) -> None:
    """
    Check that a reader gives back what a writer wrote.

    Args:
        read: the reader; it takes what the writer returns and can do so more than once.
        write: the writer; what it returns is yours: text, bytes, a path, rows.
        history: any history.
        carries: what the form holds, if it does not hold all: kinds of facts (``tenure``) and
            fields (``person.name``, ``line.manager``); nothing else is compared. The kinds are
            ``person``, ``unit``, ``post``, ``tenure``, ``line`` and ``leave``.
        at: the moments whose charts the form holds, if it says nothing of the time between them;
            then charts are compared at these, and histories are not.
        max_dates: at how many of the history's dates charts are compared, spread over all.

    Raises:
        LawBrokenError: the first law that does not hold, with the facts that break it.
        InvalidValueError: there is no such kind or field.

    >>> from orgchart.io import dumps, loads
    >>> history = History.build(people=[Person("ann", "Ann Lee")])
    >>> check_reader_laws(loads, dumps, history)
    >>> try:
    ...     check_reader_laws(lambda text: History.build(), dumps, history)
    ... except LawBrokenError as error:
    ...     print(error)
    the law 'read back' is broken: what was written and read is equal
        person ann:
          expected: Person('ann', 'Ann Lee')
          found:    nothing
    to see it again:
        history = History.build(people=[Person('ann', 'Ann Lee')])
        check_reader_laws(read, write, history)
    """
    lens = _Lens(None if carries is None else _fields(carries))
    moments = list(spread(history.dates(), max_dates) if at is None else at)
    case = _Case(history, carries, None if at is None else moments)
    written, found = case.tried(partial(_through, read, write, history))
    for moment in moments:
        chart = case.tried(partial(found.at, moment))
        case.judge("charts", lens.charts(history.at(moment), chart, str(moment)))
    if at is None:
        case.judge("read back", lens.histories(history, found))
        again = case.tried(partial(_through, read, write, found))[1]
        case.judge("settled", lens.histories(found, again))
    case.judge("twice", lens.histories(found, case.tried(partial(read, written))))


def _through(
    read: Callable[[_W], History], write: Callable[[History], _W], history: History
) -> tuple[_W, History]:
    written = write(history)
    return written, read(written)


_T = TypeVar("_T")


@final
@attrs.frozen
class _Case:
    """A history that is written and read, and what is said when a law does not hold for it."""

    history: History
    carries: Collection[str] | None
    at: list[Moment] | None

    def tried(self, make: Callable[[], _T]) -> _T:
        """Return what a function of the user makes; an error of it breaks a law."""
        try:
            return make()
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise self._broken("readable", said) from error

    def judge(self, law: str, detail: str) -> None:
        """Raise an error if there is anything to tell."""
        if detail:
            raise self._broken(law, detail)

    def _broken(self, law: str, detail: str) -> LawBrokenError:
        call = "check_reader_laws(read, write, history"
        if self.carries is not None:
            call += f", carries={sorted(self.carries)}"
        if self.at is not None:
            call += f", at={[str(moment) for moment in self.at]}"
        code = reproduction(f"{call})", history=self.history)
        return LawBrokenError(law, READER_LAWS[law], detail, code)


_KINDS: Final[Mapping[str, type[Fact]]] = {
    kind.kind_name: kind for kind in (Person, Unit, Post, Tenure, ReportingLine, Leave)
}
_Fields: TypeAlias = dict[str, tuple[str, ...]]


def _fields(carries: Collection[str]) -> _Fields:
    found: dict[str, list[str]] = {}
    for name in carries:
        kind, _, field = name.partition(".")
        there = [each.alias or each.name for each in _of(kind)]
        if not there or (field and field not in there):
            known = ", ".join(there or _KINDS)
            raise InvalidValueError("the laws of readers", "carries", name, f"choose from {known}")
        found.setdefault(kind, []).extend([field] if field else there)
    return {kind: tuple(dict.fromkeys(fields)) for kind, fields in found.items()}


def _of(kind: str) -> tuple[attrs.Attribute[Any], ...]:
    return attrs.fields(_KINDS[kind]) if kind in _KINDS else ()


@final
@attrs.frozen
class _Lens:
    """What is looked at: everything, or some fields of some kinds."""

    fields: _Fields | None

    def charts(self, expected: Snapshot, found: Snapshot, where: str) -> str:
        """Return what two charts differ in."""
        if self.fields is None:
            return charts_apart(expected, found, f"at {where}")
        told = self._apart(expected.facts.values(), found.facts.values())
        return told and f"at {where}:\n{told}"

    def histories(self, expected: History, found: History) -> str:
        """Return what two histories differ in."""
        if self.fields is None:
            return "" if expected == found else histories_apart(expected, found)
        return self._apart(expected.facts, found.facts)

    def _apart(self, expected: Iterable[Fact], found: Iterable[Fact]) -> str:
        wanted, there = self._all(expected), self._all(found)
        lines = [f"  expected: {line}" for line in sorted(wanted - there)]
        lines += [f"  found:    {line}" for line in sorted(there - wanted)]
        more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        return "\n".join((*lines[:_SHOWN], *more))

    def _all(self, facts: Iterable[Fact]) -> set[str]:
        carried = self.fields or {}
        return {
            self._seen(fact, carried[fact.kind_name]) for fact in facts if fact.kind_name in carried
        }

    def _seen(self, fact: Fact, fields: tuple[str, ...]) -> str:
        names = {each.alias: each.name for each in attrs.fields(type(fact))}
        values = ", ".join(
            f"{field}={code_of(getattr(fact, names.get(field, field)))}" for field in fields
        )
        return f"{fact.kind_name}: {values}"


#: More differences than these are counted and not shown.
_SHOWN: Final = 6
