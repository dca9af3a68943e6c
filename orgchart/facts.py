"""What all facts share: a period, a certainty, sources, and the texts and ids they take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Final, Self, TypeAlias, TypeVar, cast

import attrs

from orgchart.errors import InvalidValueError
from orgchart.kinds import RESERVED, Certainty
from orgchart.periods import End, Period, Start, as_end, as_start

__all__ = ["BaseFact", "Texts", "in_language"]


Texts: TypeAlias = tuple[tuple[str, str], ...]


def as_texts(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Texts:
    found = cast("Mapping[str, str]", value).items() if isinstance(value, Mapping) else value
    pairs = tuple(found)
    for key, text in pairs:
        require_text("a fact", "the language or field", key)
        require_text("a fact", f"the text for {key}", text)
    if len({key for key, _ in pairs}) < len(pairs):
        raise InvalidValueError("a fact", "texts", pairs, "one of them is given twice")
    return tuple(sorted(pairs))


def as_ids(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise InvalidValueError("a fact", "sources", value, "give a list of source ids")
    ids = tuple(value)
    for each in ids:
        require_text("a fact", "sources", each)
    return tuple(sorted(set(ids)))


def is_id(value: object) -> bool:
    return (
        isinstance(value, str)
        and bool(value)
        and value == value.strip()
        and value not in RESERVED
        and not any(unicodedata.category(character) in _NO_ID for character in value)
    )


#: Control characters, half characters, and separators of lines and paragraphs.
_NO_ID: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def id_problem(value: object) -> str:
    if value in RESERVED:
        return "that word has a meaning of its own; choose another id"
    return "an id is text without control characters, and without blanks at its ends"


_Word = TypeVar("_Word", bound=StrEnum)


def as_word(words: type[_Word], subject: str, field: str, value: str) -> _Word:
    try:
        return words(value)
    except ValueError as error:
        reason = f"choose one of {', '.join(words)}"
        raise InvalidValueError(subject, field, value, reason) from error


def _certainty(value: str) -> Certainty:
    return as_word(Certainty, "a fact", "certainty", value)


def require_text(subject: str, field: str, value: object) -> None:
    if not isinstance(value, str):
        raise InvalidValueError(subject, field, value, "give text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidValueError(subject, field, value, "half a character is missing") from error


def check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Accept text that a file can hold, or None."""
    if value is not None:
        name = getattr(instance, "kind_name", "source")
        require_text(f"a {name}", attribute.name, value)


# A field with this mark is carried for display and does not make two charts different.
MARGIN: Final = {"margin": True}


_SHOWN: Final[dict[type[object], tuple[str, ...]]] = {}


def _shown_fields(kind: type[BaseFact]) -> tuple[str, ...]:
    """Return the fields that make two charts different; looked up once a kind."""
    found = _SHOWN.get(kind)
    if found is None:
        fields = attrs.fields(kind)
        found = _SHOWN[kind] = tuple(a.name for a in fields if not a.metadata.get("margin"))
    return found


@attrs.frozen(order=False, kw_only=True)
class BaseFact:
    """What all facts have: a period, a certainty, sources, and whatever else a file said."""

    kind_name: ClassVar[str] = "fact"

    #: A moment, `UNKNOWN` (began, not known when) or None (not stated).
    start: Start = attrs.field(default=None, converter=as_start, metadata=MARGIN)
    #: A moment, `UNKNOWN` (ended, not known when), `ONGOING` (stated to go on) or None.
    end: End = attrs.field(default=None, converter=as_end, metadata=MARGIN)
    #: Whether the fact is sure in itself, or only possible (rumoured, contested).
    certainty: Certainty = attrs.field(default=Certainty.CERTAIN, converter=_certainty)
    #: The ids of its sources, in order.
    sources: tuple[str, ...] = attrs.field(default=(), converter=as_ids, metadata=MARGIN)
    #: Further fields that were read and have no place of their own, as pairs in order.
    extra: Texts = attrs.field(default=(), converter=as_texts, metadata=MARGIN)

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
        if not is_id(value):
            raise InvalidValueError(f"a {self.kind_name}", field, value, id_problem(value))


def in_language(texts: Texts, lang: str | None, default: str) -> str:
    """Return the text in a language, or in the same language and another script, or the default."""
    if lang is None:
        return default
    found = dict(texts)
    if lang in found:
        return found[lang]
    broader = lang.split("-")[0]
    return found.get(broader, default)


def order_key(fact: BaseFact) -> tuple[object, ...]:
    """Return a key that puts facts in canonical order: what they are about, then what they show."""
    return (fact.key, tuple(map(_sortable, fact.shown)), *fact.period.start_bounds, repr(fact))


def _sortable(value: object) -> tuple[int, str]:
    """Make values of different types comparable; None first."""
    return (0, "") if value is None else (1, repr(value))
