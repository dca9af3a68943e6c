"""The rows of each date as the facts of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, final

from orgchart.errors import UnreadableFieldError
from orgchart.facts import in_order
from orgchart.io.periodic.alike import tell_alike
from orgchart.io.periodic.circles import circles_in
from orgchart.io.periodic.layout import Shape
from orgchart.io.periodic.managers import NOT_RECORDED, Managers, Target, blank_manager
from orgchart.io.periodic.records import Record, only_total
from orgchart.io.periodic.seats import Seat, Seats, State
from orgchart.io.periodic.sitting import absence, kind_in
from orgchart.io.periodic.succession import Successions
from orgchart.io.periodic.versions import Place, Version, Versions
from orgchart.io.periodic.zeros import spellings_of
from orgchart.io.rows.cleaning import Cleaning, Duplicates, Holders, Totals, bare
from orgchart.io.rows.marks import flag_of
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.kinds import UNDISCLOSED, UNKNOWN, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure
from orgchart.snapshot import Key
from orgchart.texts import Texts

__all__ = ["Charts"]

_Seated: TypeAlias = tuple[Seat, Place]
_Keyed: TypeAlias = tuple[tuple[Key, Fact], ...]


@final
class Charts:
    """
    Makes the facts of each date; what is said again is the same object again.

    Attributes:
        problems: what a policy refuses.
        files: the files of which a row was read.
    """

    def __init__(self, versions: Versions, cleaning: Cleaning, report: ReportBuilder) -> None:
        """
        Learn what can be told from all rows together only.

        Args:
            versions: the rows of all dates.
            cleaning: what is done about dirt.
            report: takes what happens.
        """
        self.problems: list[UnreadableFieldError] = []
        self.files: set[str] = set()
        self._versions = versions
        self._cleaning = cleaning
        self._report = report
        spellings = spellings_of(versions.dated, cleaning, report)
        self._seats = Seats(versions, cleaning, spellings, report)
        recorded = versions.fields & {"manager", "manager_person"}
        self._blank = blank_manager(versions, cleaning, report) if recorded else NOT_RECORDED
        tell_alike(versions.dated, versions.shape, report)
        self._successions = Successions(report)
        self._circles: set[tuple[str, ...]] = set()
        self._made: dict[object, _Keyed] = {}
        self._people: dict[object, Person] = {}

    def of(self, version: Version) -> dict[Key, Fact]:
        """
        Return the facts of a date by their keys.

        Complexity: a look-up for each row that was met at an earlier date, in the same company.
        """
        groups = self._grouped(version)
        self._successions.see(groups)
        managers = Managers(
            self._seats,
            groups=groups,
            fields=self._versions.fields,
            blank=self._blank,
            cleaning=self._cleaning,
            report=self._report,
        )
        found: dict[Key, Fact] = {}
        above: dict[str, Target] = {}
        for post, group in groups.items():
            targets = [managers.of(seat, place) for seat, place in group]
            above[post] = targets[0] if len(targets) == 1 else min(targets, key=_rank)
            key = (*(seat for seat, _ in group), *targets)
            facts = self._made.get(key)
            if facts is None:
                facts = self._made[key] = tuple(_keyed(self._facts(group, targets)))
            if len(group) > 1:
                self._shared(group, targets)
            found.update(facts)
        found.update(self._persons(groups))
        self._tell_circles(above, groups, version)
        return found

    def _tell_circles(
        self, above: Mapping[str, Target], groups: Mapping[str, Sequence[_Seated]], version: Version
    ) -> None:
        """Tell of posts that report to each other, each circle once."""
        for circle in circles_in(above):
            if len(circle) > 1 and circle not in self._circles:
                self._circles.add(circle)
                told = " to ".join(map(repr, (*circle, circle[0])))
                message = (
                    f"a circle of managers on {version.when.text}: {told}; it is read as it stands"
                )
                seat, place = groups[circle[0]][0]
                self._tell(EntryKind.FLAGGED, "circle", place, message, seat.record.text)

    # rows

    def _grouped(self, version: Version) -> dict[str, list[_Seated]]:
        """Return the seats of each post; without duplicates and posts that were eliminated."""
        seen: dict[Record, Place] = {}
        groups: dict[str, list[_Seated]] = {}
        gone: list[_Seated] = []
        for record, place in zip(version.records, version.places, strict=True):
            if seen.setdefault(record, place) is not place:
                self._duplicate(record, place, seen[record])
                continue
            seat = self._seats.of(record)
            if not seat.post:
                what = "" if seat.total is None else f": {seat.total!r} looks like a row of totals"
                self._tell(EntryKind.SET_ASIDE, "no-id", place, f"it has no id{what}", record.text)
                continue
            self.files.add(place[0])
            if seat.total is not None and self._left_out(seat, place):
                continue
            self._doubt(seat, place)
            if seat.rule:
                self._tell(EntryKind.POLICY, seat.rule, place, seat.message, record.text)
            if seat.state is State.ELIMINATED:
                gone.append((seat, place))
            else:
                groups.setdefault(seat.post, []).append((seat, place))
        for seat, place in gone:
            if seat.post in groups:
                message = f"another row says that {seat.post!r} is there; this one is left out"
                self._tell(EntryKind.SET_ASIDE, "eliminated-twin", place, message, seat.record.text)
        if self._versions.shape is Shape.PEOPLE:
            groups = dict(self._split(groups))
        return groups

    def _left_out(self, seat: Seat, place: Place) -> bool:
        """Say whether a row of totals is not read, and tell the report if so."""
        aside = self._cleaning.totals is Totals.SET_ASIDE and only_total(seat.record)
        if aside:
            message = f"{seat.total!r} looks like a row of totals, and says nothing of a post"
            self._tell(EntryKind.SET_ASIDE, "totals-row", place, message, seat.record.text)
        return aside

    def _doubt(self, seat: Seat, place: Place) -> None:
        """Tell of a row that looks like none of a post."""
        record = seat.record
        if seat.total is not None:
            message = f"{seat.total!r} looks like a row of totals; it is read as {seat.post!r}"
            if only_total(record):
                message += "; leave it out with Cleaning(totals='set-aside')"
            self._tell(EntryKind.FLAGGED, "totals-row", place, message, record.text)
        for rule, message in seat.doubts:
            self._tell(EntryKind.FLAGGED, rule, place, message, record.text)
        if seat.state is not State.HELD and seat.state is not State.UNDISCLOSED:
            said = absence(record) or (
                kind_in(record) is not TenureKind.SUBSTANTIVE and (record.kind or record.acting)
            )
            if said:
                message = f"nobody sits there, so nobody is {said!r}"
                self._tell(EntryKind.FLAGGED, "kind", place, message, record.text)

    def _duplicate(self, record: Record, place: Place, first: Place) -> None:
        message = f"it says the same as line {first[1]} of {first[0]}"
        if self._cleaning.duplicates is Duplicates.ERROR:
            reason = f"{message}; take one away, or Cleaning(duplicates='merge')"
            self.problems.append(UnreadableFieldError(place[0], "", place[1], None, reason))
        self._tell(EntryKind.SET_ASIDE, "duplicate", place, message, record.text)

    def _split(self, groups: Mapping[str, list[_Seated]]) -> Iterator[tuple[str, list[_Seated]]]:
        """Give a person with several rows a post for each, where rows have no ids of posts."""
        for post, group in groups.items():
            if len(group) == 1 or group[0][0].record.post:
                yield post, group
                continue
            ordered = sorted(group, key=lambda seated: seated[0].record.text)
            for number, (seat, place) in enumerate(ordered, 1):
                own = post if number == 1 else f"{post} ({number})"
                if number > 1:
                    message = f"the person has another row; the post of this one is {own!r}"
                    self._tell(EntryKind.FLAGGED, "several-posts", place, message, seat.record.text)
                yield own, [(self._seats.moved(seat, own), place)]

    def _tell(self, kind: EntryKind, rule: str, place: Place, message: str, text: str) -> None:
        self._report.add(kind, rule, place[0], place[1], message, text=text)

    # facts

    def _facts(self, group: Sequence[_Seated], targets: Sequence[Target]) -> Iterator[Fact]:
        """Yield what the rows of one post say, without its holders' names."""
        seats = self._standing(group)
        first = seats[0]
        for seat in reversed(seats):
            yield from seat.units
        posts = self._versions.shape is Shape.POSTS
        yield Post(
            first.post,
            first.record.title,
            unit=first.unit,
            seats=max(1, sum(_has_seat(seat.record) for seat in _chairs(seats))),
            extra=_merged([seat.record.extra for seat in seats]) if posts else (),
        )
        for seat in _chairs(seats):
            if seat.person:
                own = seat.record.title
                title = own if own and own != first.record.title else None
                yield Tenure(seat.person, seat.post, kind=kind_in(seat.record), title=title)
                away = absence(seat.record)
                if away is not None and seat.person is not UNDISCLOSED:
                    yield Leave(seat.person, seat.post, note=_note(away))
        line = _line(first.post, [seat.record for seat, _ in group], targets)
        if line is not None:
            yield line

    def _standing(self, group: Sequence[_Seated]) -> list[Seat]:
        """Return the seats that are read where a post has several rows."""
        if self._cleaning.holders is Holders.FIRST:
            return [group[0][0]]
        return [seat for seat, _ in group]

    def _shared(self, group: Sequence[_Seated], targets: Sequence[Target]) -> None:
        """Tell what became of several rows of one post."""
        choice = self._cleaning.holders
        post = group[0][0].post
        chairs = len(_chairs([seat for seat, _ in group]))
        for seat, place in group[1:]:
            text = seat.record.text
            if chairs == 1:
                message = f"{post!r} has another row with the same holder; they are one"
                self._tell(EntryKind.FLAGGED, "several-rows", place, message, text)
            elif choice is Holders.SHARE:
                message = f"{post!r} has rows with {chairs} holders or seats; they share the post"
                self._tell(EntryKind.POLICY, "shared-post", place, message, text)
            elif choice is Holders.FIRST:
                message = f"{post!r} has another holder in line {group[0][1][1]}, which stands"
                self._tell(EntryKind.SET_ASIDE, "shared-post", place, message, text)
            else:
                reason = f"{post!r} has {chairs} holders; Cleaning(holders='share') keeps them all"
                self.problems.append(UnreadableFieldError(place[0], "", place[1], None, reason))
        if len(set(targets)) > 1:
            seat, place = group[0]
            message = f"rows of {post!r} name several managers; the first that is known stands"
            self._tell(EntryKind.FLAGGED, "several-managers", place, message, seat.record.text)

    def _persons(self, groups: Mapping[str, Sequence[_Seated]]) -> Iterator[tuple[Key, Person]]:
        """Yield the holders, and tell of names in several posts."""
        held: dict[str, list[_Seated]] = {}
        for group in groups.values():
            for seated in group if self._cleaning.holders is not Holders.FIRST else group[:1]:
                person = seated[0].person
                if person and person is not UNDISCLOSED:
                    held.setdefault(person, []).append(seated)
        people = self._versions.shape is Shape.PEOPLE
        for person, seats in held.items():
            first = seats[0][0]
            if len(seats) > 1 and first.named:
                self._same_name(seats)
            key: object = (person, first.name)
            if people:
                key = (person, *(seat.record for seat, _ in seats))
            made = self._people.get(key)
            if made is None:
                extra = _merged([seat.record.extra for seat, _ in seats]) if people else ()
                made = self._people[key] = Person(person, first.name, extra=extra)
            yield ("person", person), made

    def _same_name(self, seats: Sequence[_Seated]) -> None:
        posts = list(dict.fromkeys(seat.post for seat, _ in seats))
        if len(posts) == 1:
            return
        told = ", ".join(map(repr, posts))
        for seat, place in seats[1:]:
            message = (
                f"{seat.name!r} stands in {told}, and is taken for one person; tell them apart "
                "with Cleaning(same_name='apart')"
            )
            self._tell(EntryKind.FLAGGED, "same-name", place, message, seat.record.text)


def _chairs(seats: Sequence[Seat]) -> list[Seat]:
    """Return a seat for each holder; one person counts once, withheld names and gaps each."""
    found: dict[object, Seat] = {}
    for seat in seats:
        named = seat.person and seat.person is not UNDISCLOSED
        found.setdefault(seat.person if named else seat, seat)
    return list(found.values())


def _has_seat(record: Record) -> bool:
    """Say whether a row takes a seat of its own; who acts sits in that of another."""
    return kind_in(record) is TenureKind.SUBSTANTIVE


def _note(away: str) -> str | None:
    """Return what is told of a leave, where it is more than that there is one."""
    return None if flag_of(away) or bare(away) == "on leave" else away


def _line(post: str, records: Sequence[Record], targets: Sequence[Target]) -> ReportingLine | None:
    """Return the line of a post; of several managers the first that is known."""
    ranked = sorted(range(len(targets)), key=lambda place: _rank(targets[place]))
    best = targets[ranked[0]]
    if best == NOT_RECORDED:
        return None
    written = dict.fromkeys(
        records[place].manager or records[place].boss
        for place in ranked
        if targets[place] is UNKNOWN or targets[place] != best
    )
    others = [text for text in written if text]
    return ReportingLine(post, best, extra=_numbered("manager", others))


def _rank(target: Target) -> int:
    if target == NOT_RECORDED:
        return 3
    return 2 if target is UNKNOWN else 1 if target is None else 0


def _numbered(key: str, texts: Sequence[str]) -> Texts:
    names = (key if number == 1 else f"{key} ({number})" for number in range(1, len(texts) + 1))
    return tuple(sorted(zip(names, texts, strict=True)))


def _merged(extras: Sequence[Texts]) -> Texts:
    """Return the extras of several rows together; what differs gets a number behind its name."""
    if len(extras) == 1:
        return extras[0]
    values: dict[str, dict[str, None]] = {}
    for extra in extras:
        for key, text in extra:
            values.setdefault(key, {})[text] = None
    return tuple(sorted(pair for key in values for pair in _numbered(key, list(values[key]))))


def _keyed(facts: Iterator[Fact]) -> Iterator[tuple[Key, Fact]]:
    """Give each fact its key, and an ordinal from the second about the same on, in their order."""
    groups: dict[Key, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.key, []).append(fact)
    for key, same in groups.items():
        if key[0] != "tenure":
            yield key, same[0]
            continue
        for number, fact in enumerate(in_order(same), 1):
            yield (key if number == 1 else (*key, str(number))), fact
