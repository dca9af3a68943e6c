"""Where facts come from: `Source`, and `Citation`, which says what a source says of a fact."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.texts import Texts, as_texts, as_word, check_text, require_id
from orgchart.when import When, as_when

__all__ = ["Citation", "Source", "Standing"]


class Standing(StrEnum):
    """How a source stands to what it is cited for."""

    #: The source says so itself.
    STATED = "stated"
    #: The source says that another says so.
    REPORTED = "reported"
    #: The source passes a rumour on.
    RUMOURED = "rumoured"
    #: Whoever keeps the history infers it from the source.
    INFERRED = "inferred"


def _standing(value: str) -> Standing:
    return as_word(Standing, "a citation", "standing", value)


def _optional_when(value: str | date | When | None) -> When | None:
    return None if value is None else as_when(value)


_LONGEST_QUOTE: Final = 20


@final
@attrs.frozen(order=False)
class Citation:
    """
    What a source says of a fact, and where.

    Args:
        source: the id of the source.
        locator: where in it: a page, a paragraph, a number; or None.
        quote: its words, at most 20 characters, enough to find the place; or None.
        attribution: whom it names for it: ``according to The Information``; or None.
        standing: how it stands to the fact.

    Raises:
        InvalidValueError: a field has a value that no citation can have.

    >>> Citation("ft-2023", quote="steps down", standing="reported").standing.value
    'reported'
    """

    source: str
    locator: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    quote: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    attribution: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    standing: Standing = attrs.field(default=Standing.STATED, converter=_standing, kw_only=True)

    def __attrs_post_init__(self) -> None:
        require_id("a citation", "source", self.source)
        if self.quote is not None and len(self.quote) > _LONGEST_QUOTE:
            reason = f"quote at most {_LONGEST_QUOTE} characters, enough to find the place"
            raise InvalidValueError("a citation", "quote", self.quote, reason)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """A key that puts citations in order of sources, then of places in them."""
        parts = (self.locator, self.quote, self.attribution, self.standing)
        return (self.source, *("" if part is None else f"={part}" for part in parts))


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
    title: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    publisher: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    author: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    published: When | None = attrs.field(default=None, converter=_optional_when, kw_only=True)
    url: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    language: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    note: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    translation_of: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    extra: Texts = attrs.field(default=(), converter=as_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        require_id("a source", "id", self.id)
