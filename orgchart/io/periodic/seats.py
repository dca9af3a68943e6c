"""What a row says by itself: which post in which unit, and who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import final

import attrs

from orgchart.io.periodic.layout import Shape
from orgchart.io.periodic.records import Record, id_of, only_total
from orgchart.io.periodic.versions import Version, Versions
from orgchart.io.periodic.zeros import Of, Spellings
from orgchart.io.rows.cleaning import BlankName, Cleaning, SameName, bare
from orgchart.io.rows.oddnames import OddNames
from orgchart.io.rows.report import EntryKind, ReportBuilder
from orgchart.io.rows.totals import total_in
from orgchart.kinds import UNDISCLOSED
from orgchart.model import Unit

__all__ = ["Seat", "Seats", "State"]


class State(Enum):
    """How a seat is taken."""

    HELD = "held"
    UNDISCLOSED = "undisclosed"
    VACANT = "vacant"
    ELIMINATED = "eliminated"


@final
@attrs.frozen(eq=False)
class Seat:
    """
    What a row says by itself.

    Attributes:
        record: the row.
        post: the id of the post; empty where the row has none.
        state: how the seat is taken.
        person: the id of the holder, `UNDISCLOSED`, or empty for nobody.
        name: the name of the holder.
        named: whether the id of the holder was made of the name.
        unit: the id of the unit, or None.
        units: the unit and what it belongs to.
        rule: the name of the policy by which the state was read; empty for none.
        message: what that policy did.
        total: the cell by which the row looks like one of totals.
        doubts: what looks wrong in the row: the name of a rule, and what it says.
    """

    record: Record
    post: str
    state: State
    person: str
    name: str
    named: bool
    unit: str | None
    units: tuple[Unit, ...]
    rule: str
    message: str
    total: str | None
    doubts: tuple[tuple[str, str], ...]


@final
class Seats:
    """Makes seats of rows, each distinct one once."""

    def __init__(
        self,
        versions: Versions,
        cleaning: Cleaning,
        spellings: Spellings,
        report: ReportBuilder,
    ) -> None:
        """
        Learn what can be told from all rows together only.

        Args:
            versions: the rows of all dates.
            cleaning: what is done about dirt.
            spellings: ids that are read as others.
            report: takes what was judged.
        """
        self.shape = versions.shape
        self._cleaning = cleaning
        self._spellings = spellings
        self._words = cleaning.withheld | cleaning.vacant | cleaning.eliminated
        self._odd = OddNames(self._words)
        self._made: dict[Record, Seat] = {}
        self._moved: dict[tuple[Seat, str], Seat] = {}
        self._units: dict[tuple[str, str], Unit] = {}
        records = {record for version in versions.dated for record in version.records}
        self._blank = self._judged(records, versions, report)
        self._several = _in_several(versions.dated, "unit", "organization")
        self._taken = {self.post_of(record) for record in records}
        self._apart: frozenset[tuple[str, str]] = frozenset()
        if cleaning.same_name is SameName.APART:
            self._apart = self._apart_names(versions.dated)

    def _judged(
        self, records: Iterable[Record], versions: Versions, report: ReportBuilder
    ) -> State:
        """Return who sits in a post whose row has no name."""
        choice = self._cleaning.blank_name
        if choice is not BlankName.JUDGED:
            return State(choice.value)
        blank = [
            record
            for record in records
            if not record.name and not record.person and not only_total(record)
        ]
        if not blank or "name" not in versions.fields:
            return State.VACANT
        spoken = self._cleaning.withheld | self._cleaning.vacant
        speaks = any(bare(record.name) in spoken for record in records if record.name)
        found = State.UNDISCLOSED if speaks and "person" not in versions.fields else State.VACANT
        why = "has" if speaks else "has no"
        message = (
            f"a row without a name is {found.value}, since the source {why} words for vacancies "
            "and withheld names; tell it with Cleaning(blank_name=)"
        )
        file = versions.dated[0].places[0][0]
        report.add(EntryKind.RECOGNISED, "blank-name", file, None, message, rows=0)
        return found

    def spelled(self, of: Of, scope: str, text: str) -> str:
        """Return an id as it was before a spreadsheet changed it, where that is to be repaired."""
        return self._spellings.get((of, scope, text), text) if self._spellings else text

    def post_of(self, record: Record) -> str:
        """Return the id of the post of a row; empty where it has none."""
        of = Of.POST if record.post or self.shape is Shape.POSTS else Of.PERSON
        key = record.post if of is Of.POST else record.person
        return within(record.scope, id_of(self.spelled(of, record.scope, key)))

    def of(self, record: Record) -> Seat:
        """Return what a row says by itself."""
        found = self._made.get(record)
        if found is None:
            found = self._made[record] = self._seat(record)
        return found

    def moved(self, seat: Seat, post: str) -> Seat:
        """Return a seat in another post, the same for the same."""
        if seat.post == post:
            return seat
        found = self._moved.get((seat, post))
        if found is None:
            found = self._moved[seat, post] = attrs.evolve(seat, post=post)
        return found

    def _seat(self, record: Record) -> Seat:
        post = self.post_of(record)
        unit, units = self._unit(record)
        state, rule, message = self._state(record)
        person, named = "", False
        name = " ".join(record.name.split())
        if state is State.UNDISCLOSED:
            person = UNDISCLOSED
        elif state is State.HELD:
            named = not record.person
            person = self._named(record, post) if named else self._numbered(record)
            name = name if not rule else person
        total = total_in((record.post, record.person, record.name, record.title))
        return Seat(
            record,
            post,
            state,
            person,
            name or person,
            named,
            unit,
            units,
            rule,
            message,
            total,
            tuple(self._doubts(record, state, rule)),
        )

    def _doubts(self, record: Record, state: State, rule: str) -> Iterator[tuple[str, str]]:
        if state is State.HELD and not rule and record.name:
            why = self._odd.why(record.name)
            if why is not None:
                said = f"{record.name!r} looks like no name: {why}; it is read as a person"
                yield "odd-name", f"{said}: see Cleaning(vacant=)"
        if bare(record.post) in self._words:
            yield "odd-id", f"{record.post!r} in place of an id is read as one"

    def _state(self, record: Record) -> tuple[State, str, str]:
        """Return how a seat is taken, the policy by which that was read, and what it did."""
        word = bare(record.name)
        cleaning = self._cleaning
        if not word and not record.person:
            message = f"it has no name; the seat is taken for {self._blank.value}"
            return self._blank, "blank-name", message
        if word in cleaning.withheld:
            if record.person:
                message = f"{record.name!r} is no name; the person is shown by their id"
                return State.HELD, "withheld", message
            message = f"{record.name!r}: somebody sits there, whose name is not public"
            return State.UNDISCLOSED, "withheld", message
        for state, words, said in (
            (State.VACANT, cleaning.vacant, "nobody sits there"),
            (State.ELIMINATED, cleaning.eliminated, "there is no such post"),
        ):
            if word in words:
                return state, state.value, f"{record.name!r}: {said}"
        return State.HELD, "", ""

    def _numbered(self, record: Record) -> str:
        text = self.spelled(Of.PERSON, record.scope, record.person)
        return within(record.scope, id_of(text))

    def _named(self, record: Record, post: str) -> str:
        key = _folded(record.name)
        if (record.scope, key) in self._apart:
            return within(record.scope, id_of(f"{key} ({post})"))
        return within(record.scope, id_of(key))

    def _apart_names(self, dated: Iterable[Version]) -> frozenset[tuple[str, str]]:
        """Return the names that stand in several posts at one date."""
        found: set[tuple[str, str]] = set()
        for version in dated:
            met: dict[tuple[str, str], str] = {}
            for record in version.records:
                if record.name and not record.person:
                    key = (record.scope, _folded(record.name))
                    post = self.post_of(record)
                    if met.setdefault(key, post) != post:
                        found.add(key)
        return frozenset(found)

    # units

    def _unit(self, record: Record) -> tuple[str | None, tuple[Unit, ...]]:
        """Return the id of the unit of a row, and the units that it names."""
        above = self._made_unit("", record.organization, None, "organization")
        if not record.unit or record.unit == record.organization:
            return (above.id, (above,)) if above else (None, ())
        bound = "" if record.organization else record.scope
        if record.unit in self._several:
            bound = record.organization
        kind = "department"
        own = self._made_unit(bound, record.unit, above.id if above else None, kind)
        found = tuple(unit for unit in (own, above) if unit is not None)
        return (found[0].id if own else None), found

    def _made_unit(self, bound: str, text: str, parent: str | None, kind: str) -> Unit | None:
        name = " ".join(text.split())
        made = within(bound, id_of(name))
        if not name or not made:
            return None
        if made in self._taken:
            made = f"{made} (unit)"
        key = (made, parent or "")
        if key not in self._units:
            self._units[key] = Unit(made, name, kind=kind, parent=parent)
        return self._units[key]


def within(scope: str, text: str) -> str:
    """Return an id that is unique in the whole source; an empty one stays empty."""
    return f"{id_of(scope)}/{text}" if scope and text else text


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _in_several(dated: Sequence[Version], inner: str, outer: str) -> frozenset[str]:
    """Return the values of a field that stand inside several values of another at one date."""
    found: set[str] = set()
    for version in dated:
        met: dict[str, str] = {}
        for record in version.records:
            value: str = getattr(record, inner)
            bound: str = getattr(record, outer)
            if met.setdefault(value, bound) != bound:
                found.add(value)
    return frozenset(found)
