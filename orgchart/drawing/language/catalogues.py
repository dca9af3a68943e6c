"""
Translations of the words of pictures: message catalogues of GNU gettext, and which one to take.

A message is the English text of a field of `Wording`, in the context of the field's name, so that
equal English words may have different translations; the texts of a list are told by number
(``months.1``), and a singular and a plural are one message with plural forms. Wordings come to this
module only for pictures in other languages than English.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Any, Final, TypeVar, final

import attrs

from orgchart.drawing.language.datewords import DateWords
from orgchart.errors import InvalidValueError
from orgchart.languages import fallbacks

__all__ = ["DOMAIN", "SHIPPED", "Message", "candidates", "messages", "places", "translated"]

DOMAIN: Final = "orgchart"
#: The catalogues of the package.
SHIPPED: Final = files("orgchart.drawing.language").joinpath("locale")

_Words = TypeVar("_Words", bound=DateWords)

#: The plural rules of all languages are told by numbers below; each hundred is like the second.
_NUMBERS: Final = 200


def candidates(lang: str) -> tuple[str, ...]:
    """
    Return the names of catalogues for a BCP 47 tag, the most special first; none for no tag.

    >>> candidates("de-AT"), candidates("zh-Hant")
    (('de_AT', 'de'), ('zh_Hant', 'zh'))
    """
    return tuple(tag.replace("-", "_") for tag in fallbacks(lang))


def translated(
    words: _Words, lang: str, folder: str | os.PathLike[str] | None = None
) -> _Words | None:
    """
    Return words in another language; what a catalogue leaves out stays as it is.

    Args:
        words: the English words.
        lang: a BCP 47 tag.
        folder: a folder with catalogues that are asked before those of the package.

    Returns:
        The words; None where the package has no catalogue for the language.

    Raises:
        InvalidValueError: the folder has no catalogue for the language; a catalogue is damaged; a
            translation has other placeholders than the English text.
    """
    if folder is None:
        return _shipped(words, candidates(lang))
    own = list(_catalogues(Path(folder), candidates(lang)))
    if not own:
        path = f"{(candidates(lang) or ('…',))[-1]}/LC_MESSAGES/{DOMAIN}.mo"
        reason = f"there is no catalogue for it in {os.fspath(folder)!r}; put one at {path}"
        raise InvalidValueError("a wording", "lang", lang, reason)
    return _made(words, [*own, *_catalogues(SHIPPED, candidates(lang))])


@lru_cache(maxsize=16)
def _shipped(words: _Words, names: tuple[str, ...]) -> _Words | None:
    found = list(_catalogues(SHIPPED, names))
    return _made(words, found) if found else None


def _catalogues(root: Traversable, names: tuple[str, ...]) -> Iterator[tuple[str, GNUTranslations]]:
    """Yield the catalogues of a folder, with their names."""
    for name in names:
        path = root.joinpath(name, "LC_MESSAGES", f"{DOMAIN}.mo")
        if path.is_file():
            try:
                with path.open("rb") as file:
                    yield name, GNUTranslations(file)
            # All that gettext raises on other files: it names no errors of its own.
            except (OSError, ValueError, LookupError, struct.error) as error:
                reason = f"it is no message catalogue: {error}"
                raise InvalidValueError("a wording", "folder", str(path), reason) from error


def _made(words: _Words, found: list[tuple[str, GNUTranslations]]) -> _Words:
    (name, first), *others = found
    for _, other in others:
        first.add_fallback(other)
    said: dict[str, Any] = {}
    for message in messages(words):
        made = message.translated(first)
        if message.number:
            made = (*said.get(message.field, ()), *made)
        said[message.field] = made if message.number or message.plural else made[0]
    return attrs.evolve(words, lang=name.replace("_", "-"), **said)


@final
@attrs.frozen
class Message:
    """
    A text to be translated.

    Attributes:
        field: the field of `Wording`.
        text: the English text; the singular where there is a plural.
        plural: the English plural; empty for none.
        number: its place in a list, from 1; 0 for no list.
    """

    field: str
    text: str
    plural: str = ""
    number: int = 0

    @property
    def context(self) -> str:
        """What tells it from other messages with the same text."""
        return f"{self.field}.{self.number}" if self.number else self.field

    def translated(self, found: GNUTranslations) -> tuple[str, ...]:
        """Return the translation, or the forms for numbers as `counted` takes them."""
        if not self.plural:
            return (self._checked(found.pgettext(self.context, self.text)),)
        forms = tuple(
            found.npgettext(self.context, self.text, self.plural, number)
            for number in range(_NUMBERS)
        )
        for form in dict.fromkeys(forms):
            self._checked(form)
        pair = (forms[1], forms[0])
        return pair if forms == tuple(pair[n != 1] for n in range(_NUMBERS)) else forms

    def _checked(self, text: str) -> str:
        if places(text) == places(self.text):
            return text
        reason = f"it needs the placeholders of {self.text!r}"
        raise InvalidValueError("a wording", self.context, text, reason)


def messages(words: DateWords) -> Iterator[Message]:
    """Yield all that there is to translate, in the order of the fields."""
    for field in attrs.fields(type(words)):
        value = getattr(words, field.name)
        if field.name in {"lang", "zone"}:
            continue
        if isinstance(value, str):
            yield Message(field.name, value)
        # Annotations are texts here: two forms for numbers are no list of two.
        elif field.type == "tuple[str, str]":
            yield Message(field.name, *value)
        else:
            yield from (Message(field.name, text, number=n) for n, text in enumerate(value, 1))


def places(text: str) -> frozenset[tuple[str, str, str]] | None:
    """
    Return the placeholders of a text, whatever their order; None where braces do not match.

    >>> places("{} of {}") == places("{1}席中{0}席"), places("{0.__class__}") == places("{}")
    (True, False)
    """
    try:
        found = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    return frozenset(
        (name or str(place), form or "", conversion or "")
        for place, (_, name, form, conversion) in enumerate(found)
    )
