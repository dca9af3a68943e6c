"""
The facts: people, units, posts, who holds a post, who is on leave, who reports to whom.

Posts, not people, report to posts; so a line survives its holder and a vacancy is visible. Each
fact has a period and the ids of its sources. Only the shape of a single fact is checked here: what
facts say together is the matter of :mod:`orgchart.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import ClassVar, Final, Literal, Self, TypeAlias, TypeVar, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.periods import UNKNOWN, Certainty, End, Period, Start, as_end, as_start
from orgchart.when import When, as_when

__all__ = [
    "NOBODY",
    "RESERVED",
    "UNDISCLOSED",
    "Fact",
    "Leave",
    "LineKind",
    "Person",
    "Post",
    "ReportingLine",
    "Source",
    "Tenure",
    "TenureKind",
    "Unit",
]


class Undisclosed(StrEnum):
    """The type of `UNDISCLOSED`."""

    UNDISCLOSED = "undisclosed"


#: The holder of a seat that is filled, whose name is not public.
UNDISCLOSED: Final[Literal[Undisclosed.UNDISCLOSED]] = Undisclosed.UNDISCLOSED
#: How "reports to nobody" is written in files; in code it is the manager None.
NOBODY: Final = "nobody"
#: Words that stand for something else and are therefore no ids.
RESERVED: Final = frozenset({"unknown", "undisclosed", "ongoing", NOBODY})


class TenureKind(StrEnum):
    """How somebody sits in a post."""

    #: Appointed to it for good.
    SUBSTANTIVE = "substantive"
    #: Does its work without being appointed to it.
    ACTING = "acting"
    #: Appointed to it until somebody is found.
    INTERIM = "interim"
    #: Advises it and does not fill it.
    ADVISER = "adviser"


class LineKind(StrEnum):
    """How strong a reporting line is."""

    SOLID = "solid"
    DOTTED = "dotted"


Texts: TypeAlias = tuple[tuple[str, str], ...]


def _texts(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Texts:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple(sorted((str(key), str(text)) for key, text in pairs))


def _ids(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise InvalidValueError("a fact", "sources", value, "give a list of source ids")
    return tuple(sorted(set(value)))


def _manager(value: str | None) -> str | None:
    return UNKNOWN if value == UNKNOWN else None if value == NOBODY else value


def _holder(value: str) -> str:
    return UNDISCLOSED if value == UNDISCLOSED else value


def _is_id(value: object) -> bool:
    return (
        isinstance(value, str)
        and bool(value)
        and value == value.strip()
        and value.isprintable()
        and value not in RESERVED
    )


def _id_problem(value: object) -> str:
    if value in RESERVED:
        return "that word has a meaning of its own; choose another id"
    return "an id is text without control characters, and without blanks at its ends"


_Word = TypeVar("_Word", bound=StrEnum)


def _word(words: type[_Word], subject: str, field: str, value: str) -> _Word:
    try:
        return words(value)
    except ValueError as error:
        reason = f"choose one of {', '.join(words)}"
        raise InvalidValueError(subject, field, value, reason) from error


def _certainty(value: str) -> Certainty:
    return _word(Certainty, "a fact", "certainty", value)


def _tenure_kind(value: str) -> TenureKind:
    return _word(TenureKind, "a tenure", "kind", value)


def _line_kind(value: str) -> LineKind:
    return _word(LineKind, "a line", "kind", value)


def _optional_when(value: str | date | When | None) -> When | None:
    return None if value is None else as_when(value)


# A field with this mark is carried for display and does not make two charts different.
_MARGIN: Final = {"margin": True}


@cache
def _shown_fields(fact: type) -> tuple[str, ...]:
    return tuple(a.name for a in attrs.fields(fact) if not a.metadata.get("margin"))


@attrs.frozen(order=False, kw_only=True)
class _Dated:
    """What all facts have: a period, a certainty, sources, and whatever else a file said."""

    kind_name: ClassVar[str] = "fact"

    #: A moment, `UNKNOWN` (began, not known when) or None (not stated).
    start: Start = attrs.field(default=None, converter=as_start, metadata=_MARGIN)
    #: A moment, `UNKNOWN` (ended, not known when), `ONGOING` (stated to go on) or None.
    end: End = attrs.field(default=None, converter=as_end, metadata=_MARGIN)
    #: Whether the fact is sure in itself, or only possible (rumoured, contested).
    certainty: Certainty = attrs.field(default=Certainty.CERTAIN, converter=_certainty)
    #: The ids of its sources, in order.
    sources: tuple[str, ...] = attrs.field(default=(), converter=_ids, metadata=_MARGIN)
    #: Further fields that were read and have no place of their own, as pairs in order.
    extra: Texts = attrs.field(default=(), converter=_texts, metadata=_MARGIN)

    @property
    def period(self) -> Period:
        """The period as stated, before anything is inherited."""
        return Period(self.start, self.end)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about: its kind and ids, as in `Edit.key`."""
        raise NotImplementedError

    @property
    def shown(self) -> tuple[object, ...]:
        """What the fact shows on a chart: all but its period, its sources and its margin notes."""
        return tuple(getattr(self, name) for name in _shown_fields(type(self)))

    def with_period(self, period: Period) -> Self:
        """Return the fact with another period."""
        if self.start is period.start and self.end is period.end:
            return self
        return attrs.evolve(self, start=period.start, end=period.end)

    def with_certainty(self, certainty: Certainty) -> Self:
        """Return the fact with another certainty."""
        return self if certainty is self.certainty else attrs.evolve(self, certainty=certainty)

    def _require_id(self, field: str, value: object) -> None:
        if not _is_id(value):
            raise InvalidValueError(f"a {self.kind_name}", field, value, _id_problem(value))

    def _require_text(self, field: str, value: str) -> None:
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            raise InvalidValueError(f"{self.kind_name} {self.key[1]!r}", field, value, "give text")


def _in_language(texts: Texts, lang: str | None, default: str) -> str:
    """Return the text in a language, or in the same language and another script, or the default."""
    if lang is None:
        return default
    found = dict(texts)
    if lang in found:
        return found[lang]
    broader = lang.split("-")[0]
    return found.get(broader, default)


@final
@attrs.frozen(order=False)
class Person(_Dated):
    """
    A person, or one version of what a person is called.

    Several records with one id are versions of one person, told apart by their periods. A period
    says when the names are right, not when the person works here: tenures say that.

    Args:
        id: any text without control characters that is the person's alone.
        name: the name to show.
        names: names in further languages, by BCP 47 tag.

    Raises:
        InvalidValueError: a field has a value that no person can have.

    >>> Person("ann", "Ann Lee", names={"zh-Hans": "李安"}).name_in("zh-Hans")
    '李安'
    """

    kind_name: ClassVar[str] = "person"

    id: str
    name: str
    names: Texts = attrs.field(default=(), converter=_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)
        self._require_text("name", self.name)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("person", self.id)

    def name_in(self, lang: str | None) -> str:
        """Return the name in a language, or the plain name where there is none."""
        return _in_language(self.names, lang, self.name)


@final
@attrs.frozen(order=False)
class Unit(_Dated):
    """
    A group: an organisation, a board, a committee, a team; or one version of it.

    Args:
        id: any text without control characters that is the unit's alone.
        name: the name to show.
        kind: a word; ``organization``, ``board`` and ``committee`` have a meaning for changes and
            pictures, others are yours.
        parent: the id of the unit it belongs to, or None for none.
        names: names in further languages, by BCP 47 tag.

    Raises:
        InvalidValueError: a field has a value that no unit can have.
    """

    kind_name: ClassVar[str] = "unit"

    id: str
    name: str
    kind: str = attrs.field(default="organization", kw_only=True)
    parent: str | None = attrs.field(default=None, kw_only=True)
    names: Texts = attrs.field(default=(), converter=_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)
        self._require_text("name", self.name)
        self._require_text("kind", self.kind)
        if self.parent is not None:
            self._require_id("parent", self.parent)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("unit", self.id)

    @property
    def is_body(self) -> bool:
        """Whether it is a board or a committee, whose members sit beside each other."""
        return self.kind in {"board", "committee"}

    def name_in(self, lang: str | None) -> str:
        """Return the name in a language, or the plain name where there is none."""
        return _in_language(self.names, lang, self.name)


@final
@attrs.frozen(order=False)
class Post(_Dated):
    """
    A seat that exists apart from who sits in it; or one version of it.

    Args:
        id: any text without control characters that is the post's alone.
        title: the title to show.
        unit: the id of the unit it belongs to, or None for none.
        seats: how many can hold it at once; None for any number.
        rank: its place in order of seniority, lower first; None for no stated place.
        titles: titles in further languages, by BCP 47 tag.

    Raises:
        InvalidValueError: a field has a value that no post can have.

    Source: Popolo and the W3C Organization Ontology, Post.
    """

    kind_name: ClassVar[str] = "post"

    id: str
    title: str
    unit: str | None = attrs.field(default=None, kw_only=True)
    seats: int | None = attrs.field(default=1, kw_only=True)
    rank: int | None = attrs.field(default=None, kw_only=True)
    titles: Texts = attrs.field(default=(), converter=_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)
        self._require_text("title", self.title)
        if self.unit is not None:
            self._require_id("unit", self.unit)
        if self.seats is not None and (type(self.seats) is not int or self.seats < 1):
            raise InvalidValueError(
                f"post {self.id!r}", "seats", self.seats, "give 1 or more, or None for any number"
            )
        if self.rank is not None and type(self.rank) is not int:
            raise InvalidValueError(f"post {self.id!r}", "rank", self.rank, "give a whole number")

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("post", self.id)

    def title_in(self, lang: str | None) -> str:
        """Return the title in a language, or the plain title where there is none."""
        return _in_language(self.titles, lang, self.title)


@final
@attrs.frozen(order=False)
class Tenure(_Dated):
    """
    Somebody holding a post for a time. Returning to a post is a second tenure.

    Args:
        person: a person's id, or `UNDISCLOSED`: the seat is filled, the name is not public.
        post: a post's id.
        start, end: see `Period`.
        kind: how they sit.
        start_manner: how it began, in a word: ``elected``, ``promoted`` …; shown, not compared.
        end_manner: how it ended, in a word: ``dismissed``, ``resigned`` …; shown, not compared.
        title: a title of their own in this post, where it differs from the post's.
        note: a remark; shown, not compared.

    Raises:
        InvalidValueError: a field has a value that no tenure can have.
        InvalidWhenError: a date is not a moment.

    Source: W3C Organization Ontology, Membership.
    """

    kind_name: ClassVar[str] = "tenure"

    person: str = attrs.field(converter=_holder)
    post: str
    kind: TenureKind = attrs.field(
        default=TenureKind.SUBSTANTIVE, converter=_tenure_kind, kw_only=True
    )
    title: str | None = attrs.field(default=None, kw_only=True)
    start_manner: str | None = attrs.field(default=None, kw_only=True, metadata=_MARGIN)
    end_manner: str | None = attrs.field(default=None, kw_only=True, metadata=_MARGIN)
    note: str | None = attrs.field(default=None, kw_only=True, metadata=_MARGIN)

    def __attrs_post_init__(self) -> None:
        if self.person is not UNDISCLOSED:
            self._require_id("person", self.person)
        self._require_id("post", self.post)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("tenure", self.person, self.post)

    @property
    def fills(self) -> bool:
        """Whether a seat is taken by it, for good or not: all kinds but advisers."""
        return self.kind is not TenureKind.ADVISER


@final
@attrs.frozen(order=False)
class ReportingLine(_Dated):
    """
    To whom a post reports for a time.

    A line to None says that the post reports to nobody (a root); a line to `UNKNOWN` that it
    reports to somebody not known; no line at all that nothing is recorded.

    Args:
        post: a post's id.
        manager: the id of a post or of a unit; `UNKNOWN`; or None.
        kind: solid or dotted.
        start, end: see `Period`.
        note: a remark; shown, not compared.

    Raises:
        InvalidValueError: a field has a value that no line can have.
        InvalidWhenError: a date is not a moment.

    Source: W3C Organization Ontology, reportsTo.
    """

    kind_name: ClassVar[str] = "line"

    post: str
    manager: str | None = attrs.field(converter=_manager)
    kind: LineKind = attrs.field(default=LineKind.SOLID, converter=_line_kind, kw_only=True)
    note: str | None = attrs.field(default=None, kw_only=True, metadata=_MARGIN)

    def __attrs_post_init__(self) -> None:
        self._require_id("post", self.post)
        if self.manager is not None and self.manager is not UNKNOWN:
            self._require_id("manager", self.manager)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`: one solid line a post, one dotted a pair."""
        if self.kind is LineKind.SOLID:
            return ("line", self.post)
        return ("dotted", self.post, NOBODY if self.manager is None else self.manager)


@final
@attrs.frozen(order=False)
class Leave(_Dated):
    """
    Somebody being absent for a time, who keeps the post.

    Args:
        person: a person's id.
        post: the id of the one post it concerns; None for all they hold.
        start, end: see `Period`.
        note: a remark, for example the reason; shown, not compared.

    Raises:
        InvalidValueError: a field has a value that no leave can have.
        InvalidWhenError: a date is not a moment.
    """

    kind_name: ClassVar[str] = "leave"

    person: str
    post: str | None = None
    note: str | None = attrs.field(default=None, kw_only=True, metadata=_MARGIN)

    def __attrs_post_init__(self) -> None:
        self._require_id("person", self.person)
        if self.post is not None:
            self._require_id("post", self.post)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("leave", self.person, "*" if self.post is None else self.post)


#: A fact of any kind.
Fact: TypeAlias = Person | Unit | Post | Tenure | ReportingLine | Leave


@final
@attrs.frozen(order=False)
class Source:
    """
    Where facts were read.

    Args:
        id: any text without control characters that is the source's alone.
        title, publisher, author: as printed, or None.
        published: when it came out, or None.
        url: a web address, or None.
        language: a BCP 47 tag, or None.
        note: a remark, or None.
        translation_of: the id of the source it is a translation of, or None; the two count once.

    Raises:
        InvalidValueError: the id is no id.
        InvalidWhenError: the date is not a moment.
    """

    id: str
    title: str | None = attrs.field(default=None, kw_only=True)
    publisher: str | None = attrs.field(default=None, kw_only=True)
    author: str | None = attrs.field(default=None, kw_only=True)
    published: When | None = attrs.field(default=None, converter=_optional_when, kw_only=True)
    url: str | None = attrs.field(default=None, kw_only=True)
    language: str | None = attrs.field(default=None, kw_only=True)
    note: str | None = attrs.field(default=None, kw_only=True)
    translation_of: str | None = attrs.field(default=None, kw_only=True)
    extra: Texts = attrs.field(default=(), converter=_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not _is_id(self.id):
            raise InvalidValueError("a source", "id", self.id, _id_problem(self.id))


def order_key(fact: Fact) -> tuple[object, ...]:
    """Return a key that puts facts in canonical order: what they are about, then what they show."""
    return (fact.key, tuple(map(_sortable, fact.shown)), *fact.period.start_bounds, repr(fact))


def _sortable(value: object) -> tuple[int, str]:
    """Make values of different types comparable; None first."""
    return (0, "") if value is None else (1, repr(value))
