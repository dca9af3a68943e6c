"""Tenures and leaves of their rows, and of rows that say more of parts of a tenure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, final

import attrs

from orgchart.io.dated.ends import Moments
from orgchart.io.dated.layout import Line
from orgchart.io.dated.marks import flagged, tenure_kind
from orgchart.io.periodic.records import id_of
from orgchart.io.rows import Cleaning, EntryKind, ReportBuilder
from orgchart.io.rows.cleaning import bare
from orgchart.io.rows.oddnames import OddNames
from orgchart.kinds import ONGOING, UNDISCLOSED, TenureKind
from orgchart.model import Leave, Tenure
from orgchart.periods import Period

__all__ = ["Sittings", "name_of", "person_of", "post_of"]


@final
@attrs.frozen(eq=False)
class _Part:
    """What a row says of a part of a tenure: how somebody sits in it, and whatever else."""

    line: Line
    period: Period
    kind: TenureKind
    on_leave: bool
    extra: dict[str, str]


def name_of(line: Line) -> str:
    """Return the name in a row, joined of its parts where there is no whole one."""
    parts = filter(None, (line["given_name"], line["family_name"]))
    return line["name"] or " ".join(parts)


def person_of(line: Line) -> str:
    """Return the id of a person: as it stands, else the name whatever its capitals and blanks."""
    return id_of(line["person"]) or id_of(" ".join(name_of(line).split()).casefold())


def post_of(line: Line) -> str:
    """Return the id of a post: as it stands, else the title."""
    return id_of(line["post"]) or id_of(line["title"])


class Sittings:
    """Makes tenures and leaves."""

    def __init__(
        self, parts: Iterable[Line], moments: Moments, cleaning: Cleaning, report: ReportBuilder
    ) -> None:
        self._moments = moments
        self._cleaning = cleaning
        self._report = report
        self._odd = OddNames(cleaning.withheld | cleaning.vacant | cleaning.eliminated)
        self._parts: dict[str, list[_Part]] = {}
        self._met: set[str] = set()
        for line in parts:
            period = moments.period(line)
            if period is not None:
                self._parts.setdefault(line["tenure"], []).append(self._part(line, period))

    def _part(self, line: Line, period: Period) -> _Part:
        extra = dict(line.extra)
        kind = tenure_kind(line, extra, self._report)
        on_leave = flagged(line, "on_leave", extra, self._report)
        if line["reason"] and not on_leave:
            extra["reason"] = line["reason"]
        return _Part(line, period, kind, on_leave, extra)

    def of(self, lines: Iterable[Line]) -> Iterator[Tenure | Leave]:
        """Yield what rows of tenures say."""
        for line in lines:
            yield from self._of(line)

    def _of(self, line: Line) -> Iterator[Tenure | Leave]:
        holder = self._holder(line)
        period = None if holder is None else self._moments.period(line)
        parts = self._parts.pop(line["tenure"], [])
        if line["tenure"] in self._met:
            message = "its parts went to the first row with that id"
            self._report.add(
                EntryKind.FLAGGED, "parts", line.file, line.line, message, text=line.text
            )
        if parts:
            self._met.add(line["tenure"])
        if holder is None or period is None:
            for part in parts:
                self._lost(part, "its tenure is not read")
            return
        post = post_of(line)
        whole = self._part(line, period)
        extra = {**whole.extra, **_kept(line)}
        if whole.on_leave and holder is not UNDISCLOSED:
            yield Leave(
                holder, post, start=period.start, end=period.end, note=line["reason"] or None
            )
        runs = list(self._runs(whole, parts))
        for run in runs:
            mixed = {
                **extra,
                **{f"{k} of the part" if k in extra else k: v for k, v in run.extra.items()},
            }
            yield Tenure(
                holder,
                post,
                start=run.period.start,
                end=run.period.end,
                kind=run.kind,
                title=line["title"] or None if line["post"] else None,
                start_manner=(run is runs[0] and line["start_manner"]) or None,
                end_manner=(run is runs[-1] and line["end_manner"]) or None,
                note=line["note"] or None,
                extra=mixed,
            )
        for part in parts:
            if part.on_leave and holder is not UNDISCLOSED:
                yield self._leave(holder, post, part)

    def rest(self) -> None:
        """Set aside the parts of tenures that there are not."""
        for parts in self._parts.values():
            for part in parts:
                self._lost(part, "there is no such tenure")

    def _lost(self, part: _Part, why: str) -> None:
        line = part.line
        self._report.add(EntryKind.SET_ASIDE, "part", line.file, line.line, why, text=line.text)

    def _holder(self, line: Line) -> str | None:
        """Return who holds; None when the row says that nobody does."""
        word = bare(line["person"] or name_of(line))
        if word in self._cleaning.withheld:
            message = "the name is withheld: the seat is filled"
            self._report.add(
                EntryKind.POLICY, "withheld", line.file, line.line, message, text=line.text
            )
            return UNDISCLOSED
        if word in self._cleaning.vacant or word in self._cleaning.eliminated:
            message = "it says that nobody holds the post: no tenure is recorded"
            self._report.add(
                EntryKind.SET_ASIDE, "vacant", line.file, line.line, message, text=line.text
            )
            return None
        why = None if line["person"] or not word else self._odd.why(name_of(line))
        if why is not None:
            message = f"{name_of(line)!r} looks like no name: {why}; it is read as a person"
            self._report.add(
                EntryKind.FLAGGED, "odd-name", line.file, line.line, message, text=line.text
            )
        return person_of(line)

    @staticmethod
    def _leave(holder: str, post: str, part: _Part) -> Leave:
        period = part.period
        note = part.line["reason"] or None
        return Leave(holder, post, start=period.start, end=period.end, note=note, extra=part.extra)

    def _runs(self, whole: _Part, parts: list[_Part]) -> Iterator[_Part]:
        """Yield a tenure, split where its parts say different things; its own ends stand."""
        if not parts:
            yield attrs.evolve(whole, extra={})
            return
        parts.sort(key=lambda part: part.period.start_bounds)
        self._compare(whole, parts)
        runs: list[list[_Part]] = []
        for part in parts:
            if runs and _alike(runs[-1][-1], part):
                runs[-1].append(part)
            else:
                runs.append([part])
        edges = ((one[-1].period.end, two[0].period.start) for one, two in pairwise(runs))
        # A part that does not say when it began did so when the one before it ended.
        begun = (end if start is None and end is not ONGOING else start for end, start in edges)
        starts = [whole.period.start, *begun]
        ends = [*starts[1:], whole.period.end]
        for run, start, end in zip(runs, starts, ends, strict=True):
            kind = whole.kind if whole.kind is not TenureKind.SUBSTANTIVE else run[0].kind
            extra = {
                name: "; ".join(
                    dict.fromkeys(part.extra[name] for part in run if name in part.extra)
                )
                for part in run
                for name in part.extra
            }
            yield _Part(run[0].line, Period(start, end), kind, on_leave=False, extra=extra)

    def _compare(self, whole: _Part, parts: list[_Part]) -> None:
        """Tell where parts do not make up the whole."""
        edges = [whole.period.start, *(part.period.end for part in parts)]
        begins = [*(part.period.start for part in parts), whole.period.end]
        for place, (end, begin) in enumerate(zip(edges, begins, strict=True)):
            if end != begin:
                line = parts[min(place, len(parts) - 1)].line
                message = (
                    f"parts of a tenure do not meet: {end} and {begin}; the tenure's own ends stand"
                )
                self._report.add(
                    EntryKind.FLAGGED, "parts", line.file, line.line, message, text=line.text
                )


def _kept(line: Line) -> dict[str, str]:
    """Return what a tenure has no field for: its id, and a name beside the id of a person."""
    kept: dict[str, str] = {}
    if line["tenure"]:
        kept[line.key_column] = line["tenure"]
    if line["person"] and line["name"]:
        kept["name"] = line["name"]
    return kept


#: What tells rows apart and says nothing of what they are about.
_KEYS: Final = frozenset({"id"})


def _alike(one: _Part, other: _Part) -> bool:
    """Say whether two parts say the same of how somebody sits."""
    if one.kind is not other.kind:
        return False
    first, second = (
        {k: v for k, v in p.extra.items() if k.casefold() not in _KEYS} for p in (one, other)
    )
    return first == second
