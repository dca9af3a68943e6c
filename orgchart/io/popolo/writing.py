"""A history in, a Popolo document out, with a report of what Popolo has no place for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeVar, cast, final

from orgchart.history import History
from orgchart.io.losses import Losses, LossReport, citation_text, spelled, sure_facts
from orgchart.io.popolo.dates import Dates
from orgchart.io.popolo.shape import (
    KINDS,
    MEMBERSHIP,
    MULTILINGUAL,
    ORGANIZATION,
    PERSON,
    POST,
    STRUCTURED,
    is_address,
    is_left_over,
    structure,
)
from orgchart.io.shape import Document, is_list
from orgchart.kinds import UNDISCLOSED, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.progress import follow
from orgchart.snapshot import Key
from orgchart.sources import Citation, Source

__all__ = ["popolo_of"]

_F = TypeVar("_F", Person, Unit, Post)
_S = TypeVar("_S")
_T = TypeVar("_T")
_NO_PLACE: Final = "Popolo has no place for it"
_ONE_LIFE: Final = "a post of Popolo has one life for all its versions"
_ONE_RECORD: Final = "Popolo has one record for all versions, and this one is not told by its name"


def popolo_of(history: History) -> tuple[Document, LossReport]:
    """
    Return a history as a Popolo document, and what is not in it.

    What does not hold for sure is left out whole; see `docs/other-formats.md`.
    """
    return _Writer(history).document()


@final
class _Writer:
    def __init__(self, history: History) -> None:
        self.history = history
        self.losses = Losses()
        self.dates = Dates.of(history, self.losses)
        self.links = _Links(history.sources)

    def document(self) -> tuple[Document, LossReport]:
        self.losses.history(self.history, (), _NO_PLACE)
        told = sure_facts(self.history, self.losses)
        people = cast("list[tuple[Key, Person]]", told.get(Person, []))
        units = cast("list[tuple[Key, Unit]]", told.get(Unit, []))
        posts = cast("list[tuple[Key, Post]]", told.get(Post, []))
        tenures = cast("list[tuple[Key, Tenure]]", told.get(Tenure, []))
        document: Document = {
            "persons": _each(self.person, _versions(people), "people"),
            "organizations": _each(self.organization, _versions(units), "organizations"),
            "posts": _each(self.post, _versions(posts), "posts"),
        }
        places = {cast("str", p["id"]): p.get("organization_id") for p in _records(document)}
        made = _each(lambda item: self.membership(*item, places), tenures, "memberships")
        document["memberships"] = [record for record in made if record is not None]
        for kind in (ReportingLine, Leave):
            for key, fact in told.get(kind, []):
                self.losses.whole(key, fact, _NO_PLACE)
        self.links.note(self.losses)
        return document, self.losses.report()

    def person(self, versions: list[tuple[Key, Person]]) -> Document:
        main, others = self.main(versions)
        key, person = main
        record: Document = {"id": person.id, "name": person.name}
        names: list[object] = []
        for version in (main, *others):
            names += self.names(version, dated=True)
        self.finish(main, record, names, PERSON)
        self.losses.rest(key, person, _KEPT[Person], _NO_PLACE)
        return record

    def organization(self, versions: list[tuple[Key, Unit]]) -> Document:
        main, others = self.main(versions)
        key, unit = main
        record: Document = {"id": unit.id, "name": unit.name}
        if unit.kind != "organization":
            record["classification"] = unit.kind
        if unit.parent is not None:
            record["parent_id"] = unit.parent
        every = [main, *others]
        alone = not others
        first = unit.start if alone else min((u for _, u in every), key=_start).start
        last = unit.end if alone else max((u for _, u in every), key=_end).end
        names: list[object] = []
        for version in (main, *others):
            names += self.names(version, dated=not alone)
        undated = not alone and self.period(unit) == Period()
        for field, end in (("founding_date", first), ("dissolution_date", last)):
            written = self.dates.text(end)
            if written is not None and not undated:
                record[field] = written
        self.finish(main, record, names, ORGANIZATION)
        self.losses.rest(key, unit, _KEPT[Unit], _NO_PLACE)
        return record

    def post(self, versions: list[tuple[Key, Post]]) -> Document:
        versions = sorted(versions, key=lambda version: _order(version[1].period))
        key, post = main = versions[-1]
        for other in versions[:-1]:
            self.losses.whole(*other, _ONE_RECORD)
        record: Document = {"id": post.id, "label": post.title}
        if post.unit is not None:
            record["organization_id"] = post.unit
        # The post is as old as its first version, whatever it was called then.
        ends = (
            ("start", "start_date", post.start, min((p for _, p in versions), key=_start).start),
            ("end", "end_date", post.end, max((p for _, p in versions), key=_end).end),
        )
        for field, name, own, end in ends:
            written = self.dates.text(end)
            if written is not None:
                record[name] = written
            why = "" if self.dates.text(own) == written else _ONE_LIFE
            self.dates.note_one(key, field, own, written, why=why)
        self.finish(main, record, [], POST, dates=False)
        self.losses.rest(key, post, _KEPT[Post], _NO_PLACE)
        return record

    def membership(self, key: Key, tenure: Tenure, places: dict[str, object]) -> Document | None:
        if tenure.person is UNDISCLOSED:
            why = "Popolo cannot say that somebody unnamed holds a post; the seat looks vacant"
            self.losses.whole(key, tenure, why)
            return None
        record: Document = {"person_id": tenure.person, "post_id": tenure.post}
        if places.get(tenure.post) is not None:
            record["organization_id"] = places[tenure.post]
        if tenure.title is not None:
            record["label"] = tenure.title
        if tenure.kind is not TenureKind.SUBSTANTIVE:
            record["role"] = str(tenure.kind)
        for field, end in (("start_date", tenure.start), ("end_date", tenure.end)):
            written = self.dates.text(end, times=True)
            if written is not None:
                record[field] = written
        self.dates.note(key, tenure, times=True)
        self.finish((key, tenure), record, [], MEMBERSHIP, dates=False)
        self.losses.rest(key, tenure, _KEPT[Tenure], _NO_PLACE)
        return record

    # versions of one person or organisation, told apart by dated names

    def main(self, versions: list[tuple[Key, _F]]) -> tuple[tuple[Key, _F], list[tuple[Key, _F]]]:
        """Return the version that the record is, and those that stand among its other names."""
        ordered: list[tuple[Key, _F]] = sorted(versions, key=lambda v: _order(self.period(v[1])))
        dated = {_name(fact) for _, fact in versions if self.period(fact) != Period()}
        undated = [v for v in ordered if self.period(v[1]) == Period()]
        named = [v for v in undated if _name(v[1]) not in dated]
        main = named[-1] if named else [v for v in ordered if v not in undated][-1]
        taken = {self.period(main[1])}
        others: list[tuple[Key, _F]] = []
        for version in ordered:
            period = self.period(version[1])
            if version[0] == main[0]:
                continue
            if period == Period() or period in taken or not _alike(version[1], main[1]):
                self.losses.whole(version[0], version[1], _ONE_RECORD)
                continue
            taken.add(period)
            others.append(version)
            self.losses.rest(version[0], version[1], _DATED, _ONE_RECORD)
        return main, others

    def period(self, fact: Fact) -> Period:
        """Return the period as the file will say it, without a zone."""
        return Period(self.dates.text(fact.start), self.dates.text(fact.end))

    def names(self, version: tuple[Key, Person | Unit], *, dated: bool) -> list[Document]:
        """Return a version as entries among other names."""
        key, fact = version
        period = self.period(fact)
        dates: Document = {}
        if dated:
            dates = {
                name: str(end)
                for name, end in (("start_date", period.start), ("end_date", period.end))
                if end is not None
            }
        self.dates.note(key, fact)
        told: list[Document] = [{"name": fact.name, **dates}] if dates else []
        for lang, name in fact.names:
            told.append({"name": name, "lang": lang, "note": MULTILINGUAL, **dates})
        return told

    # what every record has

    def finish(
        self,
        version: tuple[Key, Fact],
        record: Document,
        names: list[object],
        mapped: frozenset[str],
        *,
        dates: bool = True,
    ) -> None:
        """Add what every record has: further fields, other names, sources."""
        key, fact = version
        for field, text in fact.extra:
            value = _extra(field, text)
            if field == "other_names" and dates and is_list(value):
                names += value
            elif (
                value is None
                or field in mapped
                or field in record
                or _is_taken(field, text, mapped)
            ):
                self.losses.field(key, f"extra.{field}", text, "Popolo uses that name otherwise")
            else:
                record[field] = value
        if names:
            record["other_names"] = names
        links = [link for link in map(self.links.of, fact.citations) if link]
        if links:
            record["sources"] = list({str(link["url"]): link for link in links}.values())
        for citation in fact.citations:
            self.links.note_citation(key, citation, self.losses)


@final
class _Links:
    """The sources as links; Popolo writes them out wherever they are cited."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = tuple(sources)
        self.by_id: dict[str, Source] = {}
        self.by_url: dict[str, Source] = {}
        self.used: set[str] = set()
        for source in self.sources:
            if source.url is not None and is_address(source.url):
                first = self.by_url.setdefault(source.url, source)
                self.by_id[source.id] = first

    def of(self, citation: Citation) -> Document | None:
        source = self.by_id.get(citation.source)
        if source is None:
            return None
        self.used.add(source.id)
        title = {} if source.title is None else {"note": source.title}
        return {"url": source.url, **title}

    def note_citation(self, key: Key, citation: Citation, losses: Losses) -> None:
        """Note what is not said of a citation."""
        text = citation_text(citation)
        if citation.source not in self.by_id:
            losses.field(key, "sources", text, "a source of Popolo needs a web address")
        elif text != citation.source:
            losses.field(key, "sources", text, "Popolo cites a source as a whole", citation.source)

    def note(self, losses: Losses) -> None:
        """Note what is not said of the sources."""
        for source in self.sources:
            key = ("source", source.id)
            first = self.by_id.get(source.id)
            if first is None:
                losses.whole(key, source, "a source of Popolo needs a web address")
            elif source.id not in self.used and first is source:
                losses.whole(key, source, "nothing in the file cites it")
            elif first is not source:
                losses.whole(key, source, f"the source {first.id!r} has its address")
            else:
                if source.id != source.url:
                    why = "a source of Popolo has no id; its address stands for it"
                    losses.field(key, "id", source.id, why, source.url)
                losses.rest(key, source, ("id", "url", "title"), _NO_PLACE)


#: What a dated name and the record it stands in say of a version.
_DATED: Final = frozenset({"id", "name", "names", "kind", "parent", "start", "end"})
_KEPT: Final[dict[type, frozenset[str]]] = {
    Person: frozenset({"id", "name", "names", "start", "end", "extra", "sources"}),
    Unit: frozenset({"id", "name", "names", "kind", "parent", "start", "end", "extra", "sources"}),
    Post: frozenset({"id", "title", "unit", "start", "end", "extra", "sources"}),
    Tenure: frozenset({"person", "post", "kind", "title", "start", "end", "extra", "sources"}),
}


def _each(work: Callable[[_S], _T], items: Collection[_S], what: str) -> list[_T]:
    return list(follow(map(work, items), f"writing {what}", len(items)))


def _versions(facts: list[tuple[Key, _F]]) -> list[list[tuple[Key, _F]]]:
    grouped: dict[str, list[tuple[Key, _F]]] = {}
    for key, fact in facts:
        grouped.setdefault(fact.id, []).append((key, fact))
    return list(grouped.values())


def _records(document: Document) -> list[Document]:
    return cast("list[Document]", document["posts"])


def _extra(field: str, text: str) -> object:
    if field == "other_names":
        found = structure(text)
        fits = is_list(found) and all(map(is_left_over, found))
        return found if fits else None
    return structure(text) if field in STRUCTURED else text


def _is_taken(field: str, text: str, mapped: frozenset[str]) -> bool:
    """Say whether a further field would be read as something else."""
    if mapped is MEMBERSHIP:
        return field == "role" and text in KINDS
    return field == "other_names" and mapped is not POST


def _alike(one: Person | Unit | Post, two: Person | Unit | Post) -> bool:
    """Say whether two versions differ in their names and dates only."""
    fields = {"kind", "parent"}
    return [f for f in spelled(one) if f[0] in fields] == [
        f for f in spelled(two) if f[0] in fields
    ]


def _name(fact: Person | Unit | Post) -> str:
    return fact.title if isinstance(fact, Post) else fact.name


def _order(period: Period) -> tuple[tuple[int, int], tuple[int, int]]:
    return (period.start_bounds, period.end_bounds)


def _start(fact: Fact) -> tuple[int, int]:
    return fact.period.start_bounds


def _end(fact: Fact) -> tuple[int, int]:
    return fact.period.end_bounds
