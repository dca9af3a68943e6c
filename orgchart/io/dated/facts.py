"""People, units, posts and lines of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import final

from orgchart.io.dated.ends import Moments
from orgchart.io.dated.layout import Line
from orgchart.io.dated.links import Links
from orgchart.io.dated.sitting import name_of, person_of, post_of
from orgchart.io.periodic.records import id_of
from orgchart.io.rows import BlankManager, Cleaning, EntryKind, ReportBuilder, SelfReport
from orgchart.io.rows.cleaning import bare
from orgchart.kinds import UNKNOWN, LineKind
from orgchart.model import Leave, Person, Post, ReportingLine, Unit

__all__ = ["Rows"]


@final
class Rows:
    """Makes facts of rows."""

    def __init__(
        self, moments: Moments, links: Links, cleaning: Cleaning, report: ReportBuilder
    ) -> None:
        self._moments = moments
        self._links = links
        self._cleaning = cleaning
        self._report = report

    def people(self, lines: Iterable[Line]) -> Iterator[Person]:
        """Yield people; several rows of one are versions, each with its dates."""
        for line in lines:
            if (period := self._moments.period(line)) is not None:
                person = person_of(line)
                # The parts of a name are told too, beside the whole.
                parts = {f: line[f] for f in ("given_name", "family_name") if line[f]}
                yield Person(
                    person,
                    name_of(line) or person,
                    start=period.start,
                    end=period.end,
                    extra={**line.extra, **parts},
                )

    def units(self, lines: Iterable[Line]) -> Iterator[Unit]:
        """Yield units; those that were renamed are versions of one."""
        for line in lines:
            if (period := self._moments.period(line)) is not None:
                own = id_of(line["unit"]) or id_of(line["name"])
                unit = self._links.id(own)
                extra = {**line.extra, **self._links.told(own)}
                if unit != own:
                    extra[line.key_column or "id"] = own
                yield Unit(
                    unit,
                    line["name"] or own,
                    kind=line["kind"] or "organization",
                    parent=self._links.id(line["parent"]) or None,
                    start=period.start,
                    end=period.end,
                    extra=extra,
                )

    def posts(self, lines: Iterable[Line]) -> Iterator[Post]:
        """Yield posts."""
        for line in lines:
            if (period := self._moments.period(line)) is not None:
                post = post_of(line)
                extra = dict(line.extra)
                seats = self._whole(line, "seats", extra)
                if seats is not None and seats < 1:
                    extra["seats"] = line["seats"]
                    seats = None
                yield Post(
                    post,
                    line["title"] or post,
                    unit=self._links.id(line["unit"]) or None,
                    seats=1 if seats is None else seats,
                    rank=self._whole(line, "rank", extra),
                    start=period.start,
                    end=period.end,
                    extra=extra,
                )

    def leaves(self, lines: Iterable[Line]) -> Iterator[Leave]:
        """Yield leaves."""
        for line in lines:
            if (period := self._moments.period(line)) is not None:
                yield Leave(
                    id_of(line["person"]),
                    id_of(line["post"]) or None,
                    start=period.start,
                    end=period.end,
                    note=line["note"] or None,
                    extra=line.extra,
                )

    def lines(self, lines: Iterable[Line], known: set[str]) -> Iterator[ReportingLine]:
        """Yield lines; who is managed by somebody who is not known has a line to `UNKNOWN`."""
        for line in lines:
            extra = dict(line.extra)
            post = id_of(line["post"])
            manager = self._manager(line, post, known, extra)
            if manager == "":
                continue
            if (period := self._moments.period(line)) is not None:
                yield ReportingLine(
                    post,
                    manager,
                    kind=self._line_kind(line, extra),
                    start=period.start,
                    end=period.end,
                    note=line["note"] or None,
                    extra=extra,
                )

    def _manager(self, line: Line, post: str, known: set[str], extra: dict[str, str]) -> str | None:
        """Return the manager; empty where the row is set aside."""
        written = line["manager"]
        if not id_of(written):
            if self._cleaning.blank_manager is BlankManager.NOBODY:
                self._note(line, EntryKind.POLICY, "blank-manager", "it reports to nobody")
                return None
            self._note(
                line,
                EntryKind.SET_ASIDE,
                "blank-manager",
                "no manager is named: no line is recorded",
            )
            return ""
        if bare(written) in self._cleaning.nobody:
            self._note(line, EntryKind.POLICY, "nobody", f"{written!r}: it reports to nobody")
            return None
        if bare(written) == UNKNOWN:
            return UNKNOWN
        return self._found(line, post, known, extra)

    def _found(self, line: Line, post: str, known: set[str], extra: dict[str, str]) -> str | None:
        """Return the manager that is named; `UNKNOWN` where there is no such one."""
        written = line["manager"]
        manager = id_of(written)
        if manager == post and self._cleaning.self_report is not SelfReport.KEEP:
            extra["manager"] = written
            self._note(line, EntryKind.POLICY, "self-report", "it reports to itself")
            return None if self._cleaning.self_report is SelfReport.NOBODY else UNKNOWN
        if not known or manager in known:
            return manager
        manager = self._links.id(written)
        if manager in known:
            return manager
        extra["manager"] = written
        message = f"there is no post or unit {written!r}: a line to somebody not known"
        self._note(line, EntryKind.POLICY, "unknown-manager", message)
        return UNKNOWN

    def _line_kind(self, line: Line, extra: dict[str, str]) -> LineKind:
        word = bare(line["kind"])
        if word in {"", *LineKind}:
            return LineKind(word or LineKind.SOLID)
        extra["kind"] = line["kind"]
        message = f"there is no kind {line['kind']!r}; it is read as solid, and kept as extra"
        self._note(line, EntryKind.FLAGGED, "kind", message)
        return LineKind.SOLID

    def _whole(self, line: Line, field: str, extra: dict[str, str]) -> int | None:
        """Return a whole number; another text is kept in the extra and told."""
        text = line[field]
        if not text:
            return None
        digits = text.removesuffix(".0")
        if digits.isascii() and digits.isdigit():
            return int(digits)
        extra[field] = text
        self._note(line, EntryKind.FLAGGED, field, f"{text!r} is no whole number; kept as extra")
        return None

    def _note(self, line: Line, kind: EntryKind, rule: str, message: str) -> None:
        self._report.add(kind, rule, line.file, line.line, message, text=line.text)
