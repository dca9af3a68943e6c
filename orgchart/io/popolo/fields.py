"""The fields of a Popolo record, read one by one, with the problems and their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from orgchart.errors import InvalidValueError, OrgchartError, UnreadableFieldError
from orgchart.io.popolo.shape import compact, is_address
from orgchart.io.reading import Place, clipped
from orgchart.io.shape import Document, is_list, is_table
from orgchart.model import Person, Post, Tenure, Unit
from orgchart.sources import Citation, Source
from orgchart.texts import is_id
from orgchart.when import When

__all__ = ["Fields"]

_M = TypeVar("_M", Person, Unit, Post, Tenure)


class Fields:
    """Reads fields, makes a source of each address that is cited, and collects problems."""

    def __init__(self, file: str, zone: str | None) -> None:
        self.file = file
        self.zone = zone
        self.problems: list[UnreadableFieldError] = []
        self.sources: dict[str, Source] = {}

    def problem(self, place: Place, value: object, reason: str) -> None:
        """Note what is wrong with a place."""
        shown = None if value is None else clipped(value)
        path = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in place
        ).removeprefix(".")
        self.problems.append(UnreadableFieldError(self.file, path, None, shown, reason))

    def records(
        self, holder: Document, field: str, place: Place, **implied: str
    ) -> Iterator[tuple[Place, Document]]:
        """Yield the records of a list; what they stand in is implied."""
        found = holder.get(field)
        if found is None:
            return
        if not is_list(found):
            self.problem((*place, field), None, "give a list of objects")
            return
        for number, record in enumerate(found):
            inside: Place = (*place, field, number)
            if is_table(record):
                yield inside, {**implied, **record}
            else:
                self.problem(inside, record, "give an object")

    def date(self, place: Place, record: Document, field: str) -> When | None:
        """Return the moment of a field, or note why it is none."""
        text = self.text(place, record, field)
        if text is None or not text:
            return None
        try:
            return When(text, self.zone)
        except OrgchartError as error:
            self.problem((*place, field), text, str(error))
            return None

    def missing(self, place: Place, record: Document, field: str) -> None:
        """Note a field that is not there."""
        if record.get(field) is None:
            self.problem((*place, field), None, f"{field} is missing")

    def text(self, place: Place, record: Document, field: str) -> str | None:
        """Return the text of a field, or note that it is none."""
        value = record.get(field)
        if value is None or isinstance(value, str):
            return value
        self.problem((*place, field), value, "give text in quotes")
        return None

    def id(self, place: Place, record: Document) -> str | None:
        """Return the id of a record, or note why it has none."""
        self.missing(place, record, "id")
        found = self.text(place, record, "id")
        if found is None or is_id(found):
            return found
        self.problem((*place, "id"), found, "an id is text without control characters")
        return None

    def reference(self, place: Place, record: Document, name: str) -> str | None:
        """Return the id that a record names, in ``x_id`` or in an embedded ``x``."""
        found = self.text(place, record, f"{name}_id")
        embedded = record.get(name)
        if found is None and is_table(embedded):
            return self.id((*place, name), embedded)
        if found is not None and not is_id(found):
            self.problem((*place, f"{name}_id"), found, "that is no id")
            return None
        return found

    def links(self, place: Place, record: Document) -> list[Citation]:
        """Return what is cited; a source is made of each address."""
        cited: list[Citation] = []
        for inside, link in self.records(record, "sources", place):
            url, note = self.text(inside, link, "url"), self.text(inside, link, "note")
            if url is None or not is_address(url):
                self.problem((*inside, "url"), url, "give the web address of the source")
                continue
            source = self.sources.setdefault(url, Source(url, url=url, title=note))
            other = note if note != source.title else None
            cited.append(Citation(url, locator=other))
        return cited

    def further(self, record: Document, mapped: Iterable[str]) -> dict[str, str]:
        """Return the fields that have no place of their own, as texts."""
        known = frozenset(mapped)
        return {
            field: value if isinstance(value, str) else compact(value)
            for field, value in record.items()
            if value is not None and field not in known
        }

    def add(self, place: Place, made: list[_M], kind: type[_M], fields: dict[str, Any]) -> None:
        """Make a fact from its fields, or note why it cannot be."""
        try:
            made.append(kind(**fields))
        except InvalidValueError as error:
            self.problem(place, error.value, str(error))
