"""A Popolo document in, a history out, or every problem with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any, Final, final

from orgchart.calendars import find_zone
from orgchart.errors import (
    OrgchartError,
    UnreadableFileError,
)
from orgchart.history import History
from orgchart.io.losses import Loss, LossReport
from orgchart.io.popolo.fields import Fields
from orgchart.io.popolo.shape import (
    KINDS,
    MEMBERSHIP,
    ORGANIZATION,
    PERSON,
    POST,
    compact,
)
from orgchart.io.reading import Place
from orgchart.io.shape import Document, is_table
from orgchart.kinds import TenureKind
from orgchart.model import Person, Post, Tenure, Unit
from orgchart.periods import Period
from orgchart.progress import follow
from orgchart.texts import is_id
from orgchart.when import When

__all__ = ["TABLES", "history_from_popolo"]

#: The tables that are read; others hold votes, areas and the like.
TABLES: Final = ("persons", "organizations", "posts", "memberships")


def history_from_popolo(
    document: object, file: str, *, name: str, zone: str | None
) -> tuple[History, LossReport]:
    """
    Make a history from a Popolo document, and tell which of its tables were not read.

    Args:
        document: what a JSON parser returned: an object with the tables of Popolo.
        file: the name of the file, for messages.
        name: the name of the organisation.
        zone: the IANA name of the zone of its dates.

    Raises:
        UnreadableFileError: with every problem of the document and its path.
    """
    reader = _Reader(file, zone)
    history = reader.history(document, name)
    if history is None or reader.problems:
        raise UnreadableFileError(f"{file} cannot be read", reader.problems)
    tables = document.items() if is_table(document) else ()
    why = "a history has no place for it"
    losses = (
        Loss(("file",), table, compact(records), why)
        for table, records in tables
        if table not in TABLES and records is not None
    )
    return history, LossReport(tuple(losses))


@final
class _Reader(Fields):
    """Goes through a document once and collects its problems."""

    def __init__(self, file: str, zone: str | None) -> None:
        super().__init__(file, zone)
        self.people: list[Person] = []
        self.units: list[Unit] = []
        self.posts: list[Post] = []
        self.tenures: list[Tenure] = []
        self.members: list[tuple[Place, Document]] = []
        self.seats: dict[str, str | None] = {}

    def history(self, document: object, name: str) -> History | None:
        if self.zone is not None and find_zone(self.zone) is None:
            reason = f"there is no time zone {self.zone!r}; give an IANA name"
            self.problem((), None, reason)
            return None
        if not is_table(document) or not any(table in document for table in TABLES):
            self.problem((), None, f"it holds none of the tables {', '.join(TABLES)}")
            return None
        self.each("persons", self.person, self.records(document, "persons", ()))
        self.each("organizations", self.organization, self.records(document, "organizations", ()))
        self.each("posts", self.post, self.records(document, "posts", ()))
        self.members.extend(self.records(document, "memberships", ()))
        self.each("memberships", self.membership, self.members)
        if self.problems:
            return None
        try:
            return History.build(
                name=name,
                zone=self.zone,
                people=self.people,
                units=self.units,
                posts=self.posts,
                tenures=self.tenures,
                sources=self.sources.values(),
            )
        except OrgchartError as error:
            self.problem((), None, str(error))
            return None

    @staticmethod
    def each(
        table: str,
        read: Callable[[Place, Document], None],
        records: Iterable[tuple[Place, Document]],
    ) -> None:
        """Read each of some records."""
        with closing(follow(records, f"reading {table}")) as followed:
            for place, record in followed:
                read(place, record)

    def nested(self, holder: Document, place: Place, **implied: str) -> None:
        """Keep the memberships that stand in another record, for later."""
        self.members.extend(self.records(holder, "memberships", place, **implied))

    # the classes

    def person(self, place: Place, record: Document) -> None:
        id_ = self.id(place, record)
        name = self.text(place, record, "name")
        if name is None:
            parts = (self.text(place, record, part) for part in ("given_name", "family_name"))
            name = " ".join(part for part in parts if part)
        if not name and record.get("name") is None:
            self.problem((*place, "name"), None, "name is missing")
        if id_ is None:
            return
        self.nested(record, place, person_id=id_)
        fields: dict[str, Any] = {"id": id_}
        for version in self.versions(place, record, name, PERSON, (None, None)):
            self.add(place, self.people, Person, {**fields, **version})

    def organization(self, place: Place, record: Document) -> None:
        id_ = self.id(place, record)
        name = self.text(place, record, "name")
        if name is None:
            self.missing(place, record, "name")
        parent = self.reference(place, record, "parent")
        kind = self.text(place, record, "classification")
        life = (
            self.date(place, record, "founding_date"),
            self.date(place, record, "dissolution_date"),
        )
        if id_ is None:
            return
        self.nested(record, place, organization_id=id_)
        for inside, post in self.records(record, "posts", place, organization_id=id_):
            self.post(inside, post)
        for inside, child in self.records(record, "children", place, parent_id=id_):
            self.organization(inside, child)
        fields: dict[str, Any] = {"id": id_, "parent": parent}
        if kind is not None:
            fields["kind"] = kind
        for version in self.versions(place, record, name or "", ORGANIZATION, life):
            self.add(place, self.units, Unit, {**fields, **version})

    def post(self, place: Place, record: Document) -> None:
        id_ = self.id(place, record)
        label, role = self.text(place, record, "label"), self.text(place, record, "role")
        if record.get("label") is None and record.get("role") is None:
            self.problem((*place, "label"), None, "label is missing, and role too")
        unit = self.reference(place, record, "organization")
        if id_ is None:
            return
        self.nested(record, place, post_id=id_)
        self.seats.setdefault(id_, unit)
        mapped = POST if label is not None else POST | {"role"}
        fields = {
            "id": id_,
            # What is missing is told above; the other fields are looked at all the same.
            "title": (role if label is None else label) or "",
            "unit": unit,
            "start": self.date(place, record, "start_date"),
            "end": self.date(place, record, "end_date"),
            "sources": self.links(place, record),
            "extra": self.further(record, mapped),
        }
        self.add(place, self.posts, Post, fields)

    def membership(self, place: Place, record: Document) -> None:
        person = self.reference(place, record, "person") or self.member(place, record)
        unit = self.reference(place, record, "organization")
        post = self.reference(place, record, "post")
        label, role = self.text(place, record, "label"), self.text(place, record, "role")
        extra = self.further(record, MEMBERSHIP | {"role"})
        fields: dict[str, Any] = {
            "person": person,
            "start": self.date(place, record, "start_date"),
            "end": self.date(place, record, "end_date"),
            "sources": self.links(place, record),
        }
        if person is None:
            self.problem((*place, "person_id"), None, "person_id is missing; a person holds a post")
        if role in KINDS:
            fields["kind"] = TenureKind(role)
            role = None
        if post is not None:
            fields["post"] = post
            if unit is not None and unit != self.seats.get(post):
                extra["organization_id"] = unit
            if role is not None:
                extra["role"] = role
            fields["title"] = label
        elif unit is not None:
            fields["post"] = self.derived(unit, role or label or "member")
            if label is not None and role is not None:
                fields["title"] = label
        else:
            self.problem((*place, "post_id"), None, "post_id is missing, and organization_id too")
        if person is not None and "post" in fields:
            self.add(place, self.tenures, Tenure, {**fields, "extra": extra})

    def member(self, place: Place, record: Document) -> str | None:
        """Return the id of the person that `member` embeds; organisations hold no posts here."""
        member = record.get("member")
        if is_table(member) and member.get("@type") in (None, "Person"):
            return self.id((*place, "member"), member)
        if member is not None:
            self.problem((*place, "member"), member, "only a person can hold a post")
        return None

    def derived(self, unit: str, role: str) -> str:
        """Return the post of all who have a role in an organisation; it has any number of seats."""
        post = f"{unit} {role}".strip()
        if post not in self.seats and is_id(post):
            self.seats[post] = unit
            self.posts.append(Post(post, role, unit=unit, seats=None))
        return post

    # names and dates

    def versions(
        self,
        place: Place,
        record: Document,
        name: str,
        mapped: frozenset[str],
        life: tuple[When | None, When | None],
    ) -> list[dict[str, Any]]:
        """Return the fields of each version: the record itself, and its names with dates."""
        dated: dict[Period, str] = {}
        spoken: dict[Period, dict[str, str]] = {}
        rest: list[object] = []
        for inside, other in self.records(record, "other_names", place):
            text = self.text(inside, other, "name")
            lang = self.text(inside, other, "lang")
            period = Period(
                self.date(inside, other, "start_date"), self.date(inside, other, "end_date")
            )
            if text is None:
                self.missing(inside, other, "name")
            elif lang is not None and lang not in spoken.get(period, {}):
                spoken.setdefault(period, {})[lang] = text
            elif lang is None and period != Period() and period not in dated:
                dated[period] = text
            else:
                rest.append(other)
        same = [period for period, text in dated.items() if text == name]
        main = max(same, key=_bounds, default=Period())
        extra = self.further(record, mapped | {"other_names"})
        extra |= _unsaid(life, list(dated)) if same else {}
        for period in [found for found in spoken if found not in {*dated, Period()}]:
            rest += [
                {"name": text, "lang": lang, **_spelled(period)}
                for lang, text in spoken[period].items()
            ]
        if rest:
            extra["other_names"] = compact(rest)
        own = main if same else Period(*life)
        told: list[dict[str, Any]] = [
            {
                "name": name,
                "names": spoken.get(main, {}),
                "start": own.start,
                "end": own.end,
                "sources": self.links(place, record),
                "extra": extra,
            }
        ]
        for period, text in dated.items():
            if not same or period != main:
                names = spoken.get(period, {})
                told.append(
                    {"name": text, "names": names, "start": period.start, "end": period.end}
                )
        return told


def _bounds(period: Period) -> tuple[tuple[int, int], tuple[int, int]]:
    return (period.start_bounds, period.end_bounds)


def _spelled(period: Period) -> dict[str, str]:
    ends = (("start_date", period.start), ("end_date", period.end))
    return {field: str(end) for field, end in ends if end is not None}


def _unsaid(life: tuple[When | None, When | None], periods: list[Period]) -> dict[str, str]:
    """Return the life of an organisation where the dates of its names do not say it already."""
    said: tuple[list[object], list[object]] = (
        [period.start for period in periods],
        [period.end for period in periods],
    )
    fields = ("founding_date", "dissolution_date")
    return {
        field: str(end)
        for field, end, known in zip(fields, life, said, strict=True)
        if end is not None and end not in known
    }
