"""Plain tables in, a history out, or every problem with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias, TypeVar

from orgchart.calendars import find_zone
from orgchart.claims import Claim
from orgchart.errors import (
    InvalidValueError,
    InvalidWhenError,
    OrgchartError,
    UnreadableFieldError,
    UnreadableFileError,
)
from orgchart.history import History
from orgchart.io.shape import (
    CLAIM,
    FORMAT,
    HEAD,
    LEAVE,
    LINE,
    PERSON,
    POST,
    SOURCE,
    TABLES,
    TENURE,
    UNIT,
    Document,
    Shape,
    is_list,
    is_table,
    read_text,
)
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.policies import DEFAULT_POLICY, Policy
from orgchart.progress import follow
from orgchart.sources import Source

__all__ = ["Place", "clipped", "history_from"]

#: Where something is in a document: keys and list positions from the top.
Place: TypeAlias = tuple[str | int, ...]
_Made = TypeVar("_Made", Person, Unit, Post, Tenure, ReportingLine, Leave, Source, Claim)


def history_from(
    document: object, file: str, line_of: Callable[[Place], int | None] = lambda _place: None
) -> History:
    """
    Make a history from a document.

    Args:
        document: what a TOML or JSON parser returned.
        file: the name of the file, for messages.
        line_of: finds the line of a place, where the format tells.

    Raises:
        UnreadableFileError: with every problem of the document.
    """
    reader = _Reader(file, line_of)
    history = reader.history(document)
    if history is None or reader.problems:
        raise UnreadableFileError(f"{file} cannot be read", reader.problems)
    return history


class _Reader:
    """Goes through a document once and collects its problems."""

    def __init__(self, file: str, line_of: Callable[[Place], int | None]) -> None:
        self.file = file
        self.line_of = line_of
        self.zone: str | None = None
        self.problems: list[UnreadableFieldError] = []

    def problem(self, place: Place, value: object, reason: str) -> None:
        shown = None if value is None else clipped(value)
        line = self.line_of(place)
        self.problems.append(UnreadableFieldError(self.file, _path(place), line, shown, reason))

    def history(self, document: object) -> History | None:
        if not is_table(document):
            self.problem((), None, "it holds no table of people, posts and tenures")
            return None
        for name in document:
            if name not in TABLES:
                self.problem((name,), None, _unknown("table", name, TABLES))
        head = self.head(document.get("history") or {})
        lines = self.listed(document, "lines", LINE, ReportingLine)
        posts = self.keyed(document, "posts", POST, Post, lines)
        people = self.keyed(document, "people", PERSON, Person)
        units = self.keyed(document, "units", UNIT, Unit)
        tenures = self.listed(document, "tenures", TENURE, Tenure)
        leaves = self.listed(document, "leaves", LEAVE, Leave)
        sources = self.keyed(document, "sources", SOURCE, Source)
        claims = self.keyed(document, "claims", CLAIM, Claim)
        policy = self.policy(head)
        if self.problems:
            return None
        try:
            return History.build(
                name=head.get("name", ""),
                zone=self.zone,
                people=people,
                units=units,
                posts=posts,
                tenures=tenures,
                lines=lines,
                leaves=leaves,
                sources=sources,
                claims=claims,
                policy=policy,
            )
        except OrgchartError as error:
            self.problem((), None, str(error))
            return None

    def head(self, record: object) -> dict[str, Any]:
        fields = self.fields(("history",), record, HEAD, ())
        if fields.get("format", FORMAT) != FORMAT:
            self.problem(
                ("history", "format"),
                fields["format"],
                f"this version of orgchart reads format {FORMAT}; get a newer one",
            )
        zone = fields.get("zone")
        if zone is not None and find_zone(zone) is None:
            self.problem(
                ("history", "zone"),
                zone,
                f"there is no time zone {clipped(zone)!r}; give an IANA name such as Europe/London",
            )
        else:
            self.zone = zone
        return fields

    def policy(self, head: dict[str, Any]) -> Policy:
        if "policy" not in head:
            return DEFAULT_POLICY
        try:
            return Policy.of(head["policy"])
        except InvalidValueError as error:
            self.problem(("history", "policy"), error.value, str(error))
            return DEFAULT_POLICY

    def keyed(
        self,
        document: Document,
        table: str,
        shape: Shape,
        make: type[_Made],
        lines: list[ReportingLine] | None = None,
    ) -> list[_Made]:
        """Return what a table of records by id holds; a list is several versions of one id."""
        records: object = document.get(table)
        if records is None:
            return []
        if not is_table(records):
            self.problem((table,), None, f"give a table for each id, such as [{table}.some-id]")
            return []
        made = self.each_keyed(records, table, shape, make, lines)
        return list(follow(made, f"reading {table}", len(records)))

    def each_keyed(
        self,
        records: Document,
        table: str,
        shape: Shape,
        make: type[_Made],
        lines: list[ReportingLine] | None,
    ) -> Iterator[_Made]:
        also = ("reports_to",) if lines is not None else ()
        for key, value in records.items():
            versions = value if is_list(value) else [value]
            for number, record in enumerate(versions):
                place: Place = (table, key, number) if is_list(value) else (table, key)
                fields = self.fields(place, record, shape, also)
                manager = fields.pop("reports_to", None)
                made = self.make(place, make, {"id": key, **fields})
                if made is not None:
                    yield made
                if isinstance(made, Post) and manager is not None and lines is not None:
                    lines += self.short_line(place, made, manager, alone=len(versions) == 1)

    def short_line(
        self, place: Place, post: Post, manager: str, *, alone: bool
    ) -> list[ReportingLine]:
        """Make the line that `reports_to` stands for; it lives as long as this record."""
        life = {} if alone else {"start": post.start, "end": post.end}
        fields = {"post": post.id, "manager": manager, "sources": post.citations, **life}
        line = self.make((*place, "reports_to"), ReportingLine, fields)
        return [] if line is None else [line]

    def listed(
        self, document: Document, table: str, shape: Shape, make: type[_Made]
    ) -> list[_Made]:
        """Return what a list of records holds."""
        records: object = document.get(table)
        if records is None:
            return []
        if not is_list(records):
            self.problem((table,), None, f"give a list of tables, each under [[{table}]]")
            return []
        places = ((table, number) for number in range(len(records)))
        made = (
            self.make(place, make, self.fields(place, record, shape, ()))
            for place, record in zip(places, records, strict=True)
        )
        found = follow(made, f"reading {table}", len(records))
        return [each for each in list(found) if each is not None]

    def fields(
        self, place: Place, record: object, shape: Shape, also: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return the fields of a record that can be read, and note the others."""
        if not is_table(record):
            self.problem(place, record, "give a table of fields")
            return {}
        found: dict[str, Any] = {}
        for name, value in record.items():
            read = read_text if name in also else shape.get(name)
            if read is None:
                known = (*shape, *also)
                self.problem((*place, str(name)), None, _unknown("field", str(name), known))
            elif value is not None:
                try:
                    found[name] = read(value, self.zone)
                except (TypeError, InvalidValueError, InvalidWhenError) as error:
                    self.problem((*place, name), value, str(error))
        return found

    def make(self, place: Place, make: type[_Made], fields: dict[str, Any]) -> _Made | None:
        """Make a value from its fields, or note why it cannot be."""
        missing = [name for name in _NEEDED[make] if name not in fields]
        spoilt = any(problem.path.startswith(f"{_path(place)}.") for problem in self.problems)
        already = {path.path for path in self.problems}
        for name in missing:
            if _path((*place, name)) not in already:
                remedy = '; write "nobody" or "unknown" for none' if name == "manager" else ""
                self.problem((*place, name), None, f"{name} is missing{remedy}")
        if missing or spoilt:
            return None
        try:
            return make(**fields)
        except InvalidValueError as error:
            inside = error.field if error.field in fields and error.field != "id" else None
            where = place if inside is None else (*place, inside)
            self.problem(where, error.value, str(error))
            return None


_NEEDED: Final[dict[type, tuple[str, ...]]] = {
    Person: ("name",),
    Unit: ("name",),
    Post: ("title",),
    Tenure: ("person", "post"),
    ReportingLine: ("post", "manager"),
    Leave: ("person",),
    Source: (),
    Claim: ("about",),
}
_CLIP: Final = 80


def clipped(value: object) -> str:
    """Return a value as text that is short enough for a message."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:  # Python writes no number of so many digits
        text = "a number of thousands of digits"
    return text if len(text) <= _CLIP else f"{text[:_CLIP]}…"


def _path(place: Place) -> str:
    """Write a place as a path, for example ``tenures[3].start``."""
    path = ""
    for part in place:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += f".{part}" if path else part
    return path


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = difflib.get_close_matches(name, names, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(names)}"
    return f"there is no {what} {clipped(name)!r} here; {remedy}"
