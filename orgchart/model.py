"""
The facts: people, units, posts, who holds a post, who is on leave, who reports to whom.

Posts, not people, report to posts; so a line survives its holder and a vacancy is visible. Only
the shape of a single fact is checked here: what facts say together is the matter of
:mod:`orgchart.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.facts import MARGIN, BaseFact, of_type
from orgchart.kinds import NOBODY, UNDISCLOSED, UNKNOWN, LineKind, TenureKind
from orgchart.texts import Texts, as_texts, as_word, check_needed_text, check_text, in_language

__all__ = [
    "MOST_BITS",
    "Fact",
    "Leave",
    "Person",
    "Post",
    "ReportingLine",
    "Tenure",
    "Unit",
    "gathered",
]

#: Numbers of more than some four thousand digits are not written as text by Python.
MOST_BITS: Final = 14_000


def _tenure_kind(value: str) -> TenureKind:
    return as_word(TenureKind, "a tenure", "kind", value)


def _line_kind(value: str) -> LineKind:
    return as_word(LineKind, "a line", "kind", value)


def _manager(value: str | None) -> str | None:
    return UNKNOWN if value == UNKNOWN else None if value == NOBODY else value


def _holder(value: str) -> str:
    return UNDISCLOSED if value == UNDISCLOSED else value


@final
@attrs.frozen(order=False)
class Person(BaseFact):
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
    name: str = attrs.field(validator=check_needed_text)
    names: Texts = attrs.field(default=(), converter=as_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("person", self.id)

    def name_in(self, lang: str | None) -> str:
        """Return the name in a language, or the plain name where there is none."""
        return in_language(self.names, lang, self.name)


@final
@attrs.frozen(order=False)
class Unit(BaseFact):
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
    name: str = attrs.field(validator=check_needed_text)
    kind: str = attrs.field(default="organization", validator=check_needed_text, kw_only=True)
    parent: str | None = attrs.field(default=None, kw_only=True)
    names: Texts = attrs.field(default=(), converter=as_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)
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

    @property
    def is_organization(self) -> bool:
        """Whether people join and leave it, where nothing stands above it."""
        return self.kind == "organization"

    def name_in(self, lang: str | None) -> str:
        """Return the name in a language, or the plain name where there is none."""
        return in_language(self.names, lang, self.name)


@final
@attrs.frozen(order=False)
class Post(BaseFact):
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
    title: str = attrs.field(validator=check_needed_text)
    unit: str | None = attrs.field(default=None, kw_only=True)
    seats: int | None = attrs.field(default=1, kw_only=True)
    rank: int | None = attrs.field(default=None, kw_only=True)
    titles: Texts = attrs.field(default=(), converter=as_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._require_id("id", self.id)
        if self.unit is not None:
            self._require_id("unit", self.unit)
        if self.seats is not None:
            self._require_whole("seats", self.seats, "1 or more, or None for any number", least=1)
        if self.rank is not None:
            self._require_whole("rank", self.rank, "a whole number")

    def _require_whole(
        self, field: str, value: int, choice: str, *, least: int | None = None
    ) -> None:
        if type(value) is int and (least is None or value >= least):
            if value.bit_length() <= MOST_BITS:
                return
            choice = "a number with fewer digits"
        raise InvalidValueError(f"post {self.id!r}", field, value, f"give {choice}")

    @property
    def key(self) -> tuple[str, ...]:
        """What the fact is about, as in `Edit.key`."""
        return ("post", self.id)

    def title_in(self, lang: str | None) -> str:
        """Return the title in a language, or the plain title where there is none."""
        return in_language(self.titles, lang, self.title)


@final
@attrs.frozen(order=False)
class Tenure(BaseFact):
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
    title: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    start_manner: str | None = attrs.field(
        default=None, validator=check_text, kw_only=True, metadata=MARGIN
    )
    end_manner: str | None = attrs.field(
        default=None, validator=check_text, kw_only=True, metadata=MARGIN
    )
    note: str | None = attrs.field(
        default=None, validator=check_text, kw_only=True, metadata=MARGIN
    )

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
class ReportingLine(BaseFact):
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
    note: str | None = attrs.field(
        default=None, validator=check_text, kw_only=True, metadata=MARGIN
    )

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
class Leave(BaseFact):
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
    note: str | None = attrs.field(
        default=None, validator=check_text, kw_only=True, metadata=MARGIN
    )

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

_KINDS: Final[Mapping[str, type[Fact]]] = {
    "people": Person,
    "units": Unit,
    "posts": Post,
    "tenures": Tenure,
    "lines": ReportingLine,
    "leaves": Leave,
}


def gathered(**facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """
    Return facts given kind by kind: ``people``, ``units``, ``posts``, ``tenures``, and so on.

    Raises:
        InvalidValueError: something is not of its kind.
    """
    return tuple(fact for name in facts for fact in of_type(_KINDS[name], facts[name], name))
