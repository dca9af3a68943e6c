"""To whom the posts of one date report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, final

from orgchart.io.periodic.alike import folded
from orgchart.io.periodic.records import Record, id_of, only_total
from orgchart.io.periodic.seats import Seat, Seats, State, within
from orgchart.io.periodic.versions import Place, Versions
from orgchart.io.periodic.zeros import Of
from orgchart.io.rows.cleaning import BlankManager, Cleaning, SelfReport, bare
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.kinds import UNKNOWN

__all__ = ["NOT_RECORDED", "Managers", "Target", "blank_manager"]

#: The id of a post or unit, `UNKNOWN`, None for nobody, or `NOT_RECORDED`.
Target: TypeAlias = str | None
#: No line is recorded; no id has blanks at its ends.
NOT_RECORDED: Final = " "


def blank_manager(versions: Versions, cleaning: Cleaning, report: ReportBuilder) -> Target:
    """
    Return to whom a post reports whose row names no manager, and tell the report what was judged.

    Where it is judged: to nobody, if there is one such row at each date (in each scope) and no
    word for nobody in the source; else no line is recorded. Rows of totals are not counted.
    """
    if cleaning.blank_manager is not BlankManager.JUDGED:
        return None if cleaning.blank_manager is BlankManager.NOBODY else NOT_RECORDED
    spoken = blank = False
    alone = True
    for version in versions.dated:
        roots: dict[str, str] = {}
        for record in version.records:
            text = record.manager or record.boss
            if only_total(record):
                continue
            if text:
                spoken = spoken or bare(text) in cleaning.nobody
            elif bare(record.name) not in cleaning.eliminated:
                blank = True
                key = record.post or record.person
                alone = alone and roots.setdefault(record.scope, key) == key
    if not blank:
        return NOT_RECORDED
    single = alone and not spoken
    message = (
        "a row without a manager reports to nobody, since there is one at each date"
        if single
        else "of a row without a manager no line is recorded, since the source has words for nobody"
        if spoken
        else "of a row without a manager no line is recorded, since there are several at one date"
    )
    file = versions.dated[0].places[0][0]
    message = f"{message}; tell it with Cleaning(blank_manager=)"
    report.add(EntryKind.RECOGNISED, "blank-manager", file, None, message, rows=0)
    return None if single else NOT_RECORDED


@final
class Managers:
    """Finds the managers of one date."""

    def __init__(  # noqa: PLR0913 - what it goes by, all by name
        self,
        seats: Seats,
        *,
        groups: Mapping[str, Sequence[tuple[Seat, Place]]],
        fields: frozenset[str],
        blank: Target,
        cleaning: Cleaning,
        report: ReportBuilder,
    ) -> None:
        """
        Learn who is there.

        Args:
            seats: makes ids.
            groups: the seats of each post with their places.
            fields: the fields that the source has.
            blank: to whom a post reports whose row names no manager.
            cleaning: what is done about dirt.
            report: takes what happens.
        """
        self._seats = seats
        self._groups = groups
        self._blank = blank
        self._cleaning = cleaning
        self._report = report
        self._aliased = "alias" in fields
        self._looks: dict[str, str] | None = None
        self._recorded = bool(fields & {"manager", "manager_person"})
        self._aliases = self._by_alias() if self._aliased else {}
        self._people, self._names = self._by_person() if "manager_person" in fields else ({}, {})

    def _by_alias(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for post, group in self._groups.items():
            for seat, (file, line) in group:
                record = seat.record
                if not record.alias:
                    continue
                posts = found.setdefault(within(record.scope, record.alias), [])
                if post in posts:
                    continue
                if posts:
                    message = f"{record.alias!r} is another name of {posts[0]!r} and of {post!r}"
                    self._report.add(
                        EntryKind.FLAGGED, "alias-twice", file, line, message, text=record.alias
                    )
                posts.append(post)
        return found

    def _by_person(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        people: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for post, group in self._groups.items():
            for seat, _ in group:
                if seat.state is not State.HELD and not seat.record.person:
                    continue
                key = self._id(Of.PERSON, seat.record, seat.record.person) or seat.person
                for index, word in ((people, key), (names, _name(seat.record, seat.name))):
                    posts = index.setdefault(word, [])
                    if post not in posts:
                        posts.append(post)
        return people, names

    def _id(self, of: Of, record: Record, text: str) -> str:
        return within(record.scope, id_of(self._seats.spelled(of, record.scope, text)))

    def of(self, seat: Seat, place: Place) -> Target:
        """Return to whom a seat reports by its row, and tell the report what was done."""
        record = seat.record
        text = record.manager or record.boss
        if not text and only_total(record):
            message = "it looks like a row of totals; no line is recorded"
            self._tell(EntryKind.POLICY, "blank-manager", place, message, "")
            return NOT_RECORDED
        if not text:
            if self._recorded:
                self._tell(EntryKind.POLICY, "blank-manager", place, self._blank_told, "")
            return self._blank
        if bare(text) in self._cleaning.nobody and not self._found(record):
            self._tell(EntryKind.POLICY, "nobody", place, f"{text!r}: it reports to nobody", text)
            return None
        found = self._found(record)
        if len(found) != 1:
            several = f" ({', '.join(map(repr, found))})" if found else self._likely(record)
            rule = "ambiguous-manager" if found else "unknown-manager"
            what = "is more than one" if found else "is not there at this date"
            message = f"the manager {text!r} {what}{several}; a line to somebody not known"
            self._tell(EntryKind.FLAGGED, rule, place, message, text)
            return UNKNOWN
        if found[0] == seat.post:
            return self._itself(seat, place, text)
        return found[0]

    @property
    def _blank_told(self) -> str:
        said = "it reports to nobody" if self._blank is None else "no line is recorded"
        return f"it names no manager; {said}"

    def _itself(self, seat: Seat, place: Place, text: str) -> Target:
        choice = self._cleaning.self_report
        told, target = {
            SelfReport.NOBODY: ("it is read as reporting to nobody", None),
            SelfReport.UNKNOWN: ("the manager is not known", UNKNOWN),
            SelfReport.KEEP: ("it is kept as it stands", seat.post),
        }[choice]
        self._tell(EntryKind.POLICY, "self-report", place, f"it reports to itself; {told}", text)
        return target

    def _found(self, record: Record) -> Sequence[str]:
        """Return the posts that the manager of a row can be."""
        if record.manager:
            if self._aliased:
                return self._aliases.get(within(record.scope, record.manager), ())
            post = self._id(Of.POST, record, record.manager)
            return (post,) if post in self._groups else ()
        found = self._people.get(self._id(Of.PERSON, record, record.boss))
        return found or self._names.get(_name(record, record.boss)) or ()

    def _likely(self, record: Record) -> str:
        """Return what a manager may be who is not there: an id nearly so, a name, a title."""
        text = record.manager or record.boss
        if self._looks is None:
            self._looks = self._by_looks()
        found = self._looks.get(within(record.scope, folded(text)))
        return "" if found is None else f"; {text!r} {found}"

    def _by_looks(self) -> dict[str, str]:
        """Return what ids, names and titles are, by how they look."""
        found: dict[str, str] = {}
        seated = [seat for group in self._groups.values() for seat, _ in group]
        for seat in seated:
            bound = seat.record.scope
            key = seat.record.post or seat.record.person
            found.setdefault(
                within(bound, folded(key)),
                f"differs from the id {key!r} only in capitals, blanks or the width of letters",
            )
        for seat in seated:
            if seat.state is State.HELD and seat.name:
                name = within(seat.record.scope, folded(seat.name))
                found.setdefault(name, f"is the name of the holder of {seat.post!r}, and no id")
        for seat in seated:
            if seat.record.title:
                title = within(seat.record.scope, folded(seat.record.title))
                found.setdefault(title, f"is the title of {seat.post!r}, and no id")
        return found

    def _tell(self, kind: EntryKind, rule: str, place: Place, message: str, text: str) -> None:
        self._report.add(kind, rule, place[0], place[1], message, text=text)


def _name(record: Record, text: str) -> str:
    return within(record.scope, " ".join(text.split()).casefold())
