"""Which texts and ids values take: what a file can hold, and no more."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypeVar, cast

import attrs

from orgchart.errors import InvalidValueError
from orgchart.kinds import RESERVED
from orgchart.languages import fallbacks

__all__ = [
    "Texts",
    "as_texts",
    "as_word",
    "check_needed_text",
    "check_text",
    "id_problem",
    "in_language",
    "is_id",
    "require_id",
    "require_text",
]

Texts: TypeAlias = tuple[tuple[str, str], ...]


def as_texts(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Texts:
    """
    Return texts by key as pairs in order of keys.

    Args:
        value: a mapping, or pairs, of texts.

    Raises:
        InvalidValueError: it is neither, or a key is given twice.
    """
    given: object = value
    pairs: list[tuple[str, str]] = []
    for pair in _pairs(given):
        if not isinstance(pair, tuple) or len(cast("tuple[object, ...]", pair)) != _PAIR:
            raise InvalidValueError("a fact", "texts", value, "give a mapping of texts")
        key, text = cast("tuple[str, str]", pair)
        require_text("a fact", "the language or field", key)
        require_text("a fact", f"the text for {key}", text)
        pairs.append((key, text))
    if len({key for key, _ in pairs}) < len(pairs):
        raise InvalidValueError("a fact", "texts", pairs, "one of them is given twice")
    return tuple(sorted(pairs))


_PAIR: Final = 2


def _pairs(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return cast("Mapping[object, object]", value).items()
    if isinstance(value, tuple | list):
        return cast("Iterable[object]", value)
    raise InvalidValueError("a fact", "texts", value, "give a mapping of texts")


def is_id(value: object) -> bool:
    """Say whether a value can be an id."""
    return (
        isinstance(value, str)
        and bool(value)
        and value == value.strip()
        and value not in RESERVED
        and (value.isprintable() or not any(map(_breaks, value)))
    )


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in _NO_ID


#: Control characters, half characters, and separators of lines and paragraphs.
_NO_ID: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def id_problem(value: object) -> str:
    """Say why a value is no id."""
    if isinstance(value, str) and value in RESERVED:
        return "that word has a meaning of its own; choose another id"
    return "an id is text without control characters, and without blanks at its ends"


_Word = TypeVar("_Word", bound=StrEnum)


def as_word(words: type[_Word], subject: str, field: str, value: str) -> _Word:
    """Return the member of a closed list of words."""
    try:
        return words(value)
    except ValueError as error:
        reason = f"choose one of {', '.join(words)}"
        raise InvalidValueError(subject, field, value, reason) from error


def require_text(subject: str, field: str, value: object) -> None:
    """Refuse what is no text that a file can hold."""
    if not isinstance(value, str):
        raise InvalidValueError(subject, field, value, "give text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidValueError(subject, field, value, "half a character is missing") from error


def check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Accept text that a file can hold, or None."""
    if value is not None:
        check_needed_text(instance, attribute, value)


def check_needed_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Accept text that a file can hold."""
    kind, own = getattr(instance, "kind_name", "source"), getattr(instance, "id", None)
    subject = f"{kind} {own!r}" if isinstance(own, str) else f"a {kind}"
    require_text(subject, attribute.name, value)


def in_language(texts: Texts, lang: str | None, default: str) -> str:
    """
    Return the text in a language, or the nearest one there is, or the default; none is blank.

    >>> in_language((("zh-Hant", "臺"), ("zh-Hans", "台")), "zh-TW", "Tai")
    '臺'
    """
    if lang is None or not texts:
        return default
    found = dict(texts)
    near = (found.get(tag, "") for tag in (lang, *fallbacks(lang)))
    return next((text for text in near if text.strip()), default)


def require_id(subject: str, field: str, value: object) -> None:
    """
    Refuse what is no id.

    Raises:
        InvalidValueError: the value is no id.
    """
    if not is_id(value):
        raise InvalidValueError(subject, field, value, id_problem(value))
