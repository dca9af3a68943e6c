"""
Facts as plain dictionaries and back: the shape that the TOML and JSON files share.

Reading collects every problem with its place; writing leaves out what has its default.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

from orgchart.calendars import find_zone
from orgchart.errors import (
    InvalidValueError,
    InvalidWhenError,
    OrgchartError,
    UnreadableFieldError,
    UnreadableFileError,
)
from orgchart.facts import NOBODY
from orgchart.history import History
from orgchart.model import (
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
)
from orgchart.periods import ONGOING, UNKNOWN, Certainty, End
from orgchart.when import When, as_when

__all__ = ["FORMAT", "Document", "Place", "history_from", "history_to"]

#: The version of the file format that is written.
FORMAT: Final = 1

Document: TypeAlias = dict[str, Any]
#: Where something is in a document: keys and list positions from the top.
Place: TypeAlias = tuple[str | int, ...]
_Read: TypeAlias = Callable[[Any, str | None], Any]
_Made = TypeVar("_Made", Person, Unit, Post, Tenure, ReportingLine, Leave, Source)


def _text(value: Any, _zone: str | None) -> str:
    if not isinstance(value, str):
        raise TypeError("give text in quotes")
    return value


def _texts(value: Any, _zone: str | None) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise TypeError('give a table of texts, such as { zh-Hans = "…" }')
    return {str(key): text for key, text in value.items()}


def _ids(value: Any, _zone: str | None) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError('give a list of ids, such as ["ft-2023"]')
    return tuple(value)


def _whole(value: Any, _zone: str | None) -> int:
    if type(value) is not int:
        raise TypeError("give a whole number")
    return value


def _seats(value: Any, zone: str | None) -> int | None:
    return None if value == "open" else _whole(value, zone)


def _moment(value: Any, zone: str | None) -> When:
    if type(value) is int and 1 <= value <= _LAST_YEAR:
        value = f"{value:04d}"  # a year without quotes
    if not isinstance(value, str | date):
        raise TypeError('give a date in quotes, such as "2023-11-17"')
    return as_when(value, zone)


def _bound(value: Any, zone: str | None) -> End:
    if value == UNKNOWN:
        return UNKNOWN
    return ONGOING if value == ONGOING else _moment(value, zone)


def _start(value: Any, zone: str | None) -> End:
    return UNKNOWN if value == UNKNOWN else _moment(value, zone)


_LAST_YEAR: Final = 9999

_COMMON: Final[dict[str, _Read]] = {
    "start": _start,
    "end": _bound,
    "certainty": _text,
    "sources": _ids,
    "extra": _texts,
}
_PERSON: Final = {"name": _text, "names": _texts, **_COMMON}
_UNIT: Final = {"name": _text, "kind": _text, "parent": _text, "names": _texts, **_COMMON}
_POST: Final = {
    "title": _text,
    "unit": _text,
    "seats": _seats,
    "rank": _whole,
    "titles": _texts,
    **_COMMON,
}
_TENURE: Final = {
    "person": _text,
    "post": _text,
    "kind": _text,
    "title": _text,
    "start_manner": _text,
    "end_manner": _text,
    "note": _text,
    **_COMMON,
}
_LINE: Final = {"post": _text, "manager": _text, "kind": _text, "note": _text, **_COMMON}
_LEAVE: Final = {"person": _text, "post": _text, "note": _text, **_COMMON}
_SOURCE: Final[dict[str, _Read]] = {
    "title": _text,
    "publisher": _text,
    "author": _text,
    "published": _moment,
    "url": _text,
    "language": _text,
    "note": _text,
    "translation_of": _text,
    "extra": _texts,
}
_HEAD: Final[dict[str, _Read]] = {"format": _whole, "name": _text, "zone": _text}
_TABLES: Final = (
    "history",
    "people",
    "units",
    "posts",
    "tenures",
    "lines",
    "leaves",
    "sources",
)


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
        shown = None if value is None else _clipped(value)
        line = self.line_of(place)
        self.problems.append(UnreadableFieldError(self.file, _path(place), line, shown, reason))

    def history(self, document: object) -> History | None:
        if not isinstance(document, dict):
            self.problem((), None, "it holds no table of people, posts and tenures")
            return None
        for name in document:
            if name not in _TABLES:
                self.problem((name,), None, _unknown("table", name, _TABLES))
        head = self.head(document.get("history", {}))
        lines = list(self.listed(document, "lines", _LINE, ReportingLine))
        posts = list(self.keyed(document, "posts", _POST, Post, lines))
        made = {
            "people": list(self.keyed(document, "people", _PERSON, Person)),
            "units": list(self.keyed(document, "units", _UNIT, Unit)),
            "tenures": list(self.listed(document, "tenures", _TENURE, Tenure)),
            "leaves": list(self.listed(document, "leaves", _LEAVE, Leave)),
            "sources": list(self.keyed(document, "sources", _SOURCE, Source)),
        }
        if self.problems:
            return None
        try:
            return History.build(
                name=head.get("name", ""), zone=self.zone, posts=posts, lines=lines, **made
            )
        except OrgchartError as error:
            self.problem((), None, str(error))
            return None

    def head(self, record: object) -> dict[str, Any]:
        fields = self.fields(("history",), record, _HEAD, ())
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
                f"there is no time zone {zone!r}; give an IANA name such as Europe/London",
            )
        else:
            self.zone = zone
        return fields

    def keyed(
        self,
        document: Document,
        table: str,
        shape: Mapping[str, _Read],
        make: type[_Made],
        lines: list[ReportingLine] | None = None,
    ) -> Iterator[_Made]:
        """Yield what a table of records by id holds; a list is several versions of one id."""
        records = document.get(table, {})
        if not isinstance(records, dict):
            self.problem((table,), None, f"give a table for each id, such as [{table}.some-id]")
            return
        also = ("reports_to",) if lines is not None else ()
        for key, value in records.items():
            versions = value if isinstance(value, list) else [value]
            for number, record in enumerate(versions):
                place: Place = (table, key, number) if isinstance(value, list) else (table, key)
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
        fields = {"post": post.id, "manager": manager, "sources": post.sources, **life}
        line = self.make((*place, "reports_to"), ReportingLine, fields)
        return [] if line is None else [line]

    def listed(
        self, document: Document, table: str, shape: Mapping[str, _Read], make: type[_Made]
    ) -> Iterator[_Made]:
        """Yield what a list of records holds."""
        records = document.get(table, [])
        if not isinstance(records, list):
            self.problem((table,), None, f"give a list of tables, each under [[{table}]]")
            return
        for number, record in enumerate(records):
            place = (table, number)
            made = self.make(place, make, self.fields(place, record, shape, ()))
            if made is not None:
                yield made

    def fields(
        self, place: Place, record: object, shape: Mapping[str, _Read], also: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return the fields of a record that can be read, and note the others."""
        if not isinstance(record, dict):
            self.problem(place, record, "give a table of fields")
            return {}
        found: dict[str, Any] = {}
        for name, value in record.items():
            read = _text if name in also else shape.get(name)
            if read is None:
                known = (*shape, *also)
                self.problem((*place, str(name)), None, _unknown("field", str(name), known))
            elif value is not None:
                try:
                    found[name] = read(value, self.zone)
                except (TypeError, InvalidWhenError) as error:
                    self.problem((*place, name), value, str(error))
        return found

    def make(self, place: Place, make: type[_Made], fields: dict[str, Any]) -> _Made | None:
        """Make a value from its fields, or note why it cannot be."""
        missing = [name for name in _NEEDED[make] if name not in fields]
        already = {path.path for path in self.problems}
        for name in missing:
            if _path((*place, name)) not in already:
                self.problem((*place, name), None, f"{name} is missing")
        if missing:
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
}
_CLIP: Final = 80


def _clipped(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
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
    return f"there is no {what} {_clipped(name)!r} here; {remedy}"


# writing


def history_to(history: History) -> Document:
    """Return a history as a document, with nothing lost: `history_from` gives it back."""
    head: Document = {"format": FORMAT, "name": history.name, "zone": history.zone}
    short, lines = _short_lines(history)
    document: Document = {
        "history": {key: value for key, value in head.items() if value not in (None, "")},
        "people": _by_id((person.id, _record(person, _PERSON)) for person in history.people),
        "units": _by_id((unit.id, _record(unit, _UNIT)) for unit in history.units),
        "posts": _by_id(
            (post.id, _post_record(post, short.get(post.id))) for post in history.posts
        ),
        "tenures": [_record(tenure, _TENURE) for tenure in history.tenures],
        "lines": [_record(line, _LINE) for line in lines],
        "leaves": [_record(leave, _LEAVE) for leave in history.leaves],
        "sources": {source.id: _record(source, _SOURCE) for source in history.sources},
    }
    return {name: table for name, table in document.items() if table}


def _short_lines(history: History) -> tuple[dict[str, str], list[ReportingLine]]:
    """Tell the lines that a post's `reports_to` says in full from those that need their own."""
    posts = {post.id: post for post in history.posts}
    versions = Counter(post.id for post in history.posts)
    short: dict[str, str] = {}
    own: list[ReportingLine] = []
    for line in history.lines:
        plain = ReportingLine(line.post, line.manager, sources=line.sources) == line
        post = posts.get(line.post)
        if plain and post and versions[post.id] == 1 and post.sources == line.sources:
            if line.post not in short:
                short[line.post] = NOBODY if line.manager is None else line.manager
                continue
        own.append(line)
    return short, own


def _by_id(records: Iterable[tuple[str, Document]]) -> Document:
    grouped: dict[str, list[Document]] = {}
    for key, record in records:
        grouped.setdefault(key, []).append(record)
    return {key: found[0] if len(found) == 1 else found for key, found in grouped.items()}


def _post_record(post: Post, manager: str | None) -> Document:
    record = _record(post, _POST)
    return record if manager is None else {**record, "reports_to": manager}


def _record(value: Fact | Source, shape: Mapping[str, object]) -> Document:
    """Return the fields that have not their default, in the order of the format."""
    fields = ((name, getattr(value, name)) for name in shape)
    record = {name: _plain(name, found) for name, found in fields if not _is_default(found)}
    if isinstance(value, Post) and value.seats is None:
        record["seats"] = "open"
    if isinstance(value, Post) and value.seats == 1:
        record.pop("seats", None)
    if isinstance(value, ReportingLine):
        record["manager"] = NOBODY if value.manager is None else str(value.manager)
    return record


_DEFAULTS: Final = (None, TenureKind.SUBSTANTIVE, LineKind.SOLID, Certainty.CERTAIN)


def _is_default(value: object) -> bool:
    # By identity: a note that happens to read "solid" is no default.
    return value == () or any(value is default for default in _DEFAULTS)


def _plain(name: str, value: object) -> object:
    if name in {"names", "titles", "extra"}:
        return dict(value)  # type: ignore[call-overload] # pairs of texts
    if isinstance(value, tuple):
        return list(value)
    return value if type(value) is int else str(value)
