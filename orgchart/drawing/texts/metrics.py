"""
How wide text is in Arial, and where it breaks into lines.

A table of widths stands in for asking Graphviz, so the DOT text is the same everywhere and needs no
Graphviz to be made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from orgchart.drawing.texts.widths import EM, width_of

__all__ = ["FILL", "clusters", "text_width", "wrap"]

#: How much of a cell's width text may take: hinted fonts are up to 4.4 % wider than the table.
FILL: Final = 0.94


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """
    Return how wide a text is, in points.

    >>> text_width("Ann Lee", 10), text_width("李安", 10)
    (37.25, 20.0)
    """
    return _thousandths(text, bold=bold) * size / EM


@lru_cache(maxsize=8192)
def _thousandths(text: str, *, bold: bool) -> int:
    return sum(width_of(character, bold=bold) for character in text)


# Titles and notes repeat on the cards of a chart, and wrapping was a third of all work.
@lru_cache(maxsize=8192)
def wrap(
    text: str, width: float, size: int, *, bold: bool = False, most: int | None = None
) -> tuple[str, ...]:
    """
    Return a text as lines that fill at most 94 % of a width.

    It breaks at blanks, after hyphens, between Chinese and Japanese characters, before Thai
    syllables that show where they begin, and at last inside a word; never between what makes one
    sign together, such as a letter and its accent, or the parts of an emoji.

    Args:
        text: the text, without line ends.
        width: the width of the cell, in points.
        size: the size of the type, in points.
        bold: whether the type is bold.
        most: the greatest number of lines; what is more is cut with an ellipsis. None for any.

    >>> wrap("Chief Information Security Officer", 120, 10)
    ('Chief Information', 'Security Officer')
    >>> wrap("Chief Information Security Officer", 60, 10, most=2)
    ('Chief', 'Informatio…')
    """
    room = width * FILL * EM / size
    if _thousandths(text, bold=bold) <= room:
        return (text.rstrip(" "),)
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        for part in _fitting(piece, room, bold=bold):
            wide = _thousandths(part, bold=bold)
            seen = _thousandths(part.rstrip(" "), bold=bold)
            if line and used + seen > room:
                lines.append(line.rstrip(" "))
                line, used = "", 0.0
            line += part
            used += wide
    lines.append(line.rstrip(" "))
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), room, bold=bold)]
    return tuple(lines)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in parts that it may be broken between."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text, place):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " ":
        return False
    if before == " ":
        return True
    if before in "-‐–—/" and after.isalnum() and place > 1 and text[place - 2].isalnum():
        return True
    if after in _CLOSING or before in _OPENING:
        return False
    if after in _LEADING_VOWELS and before.isalpha():
        return True
    return (_is_ideographic(before) or _is_ideographic(after)) and not _sticks(text, place)


_CLOSING: Final = frozenset(
    "、。,.:;!?)]}」』】》〉），：；！？·・々…”’％〻゛゜ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_OPENING: Final = frozenset("([{「『【《〈（“‘")
#: Thai and Lao vowels that are written before the consonant they follow: a syllable starts there.
_LEADING_VOWELS: Final = frozenset("เแโใไເແໂໃໄ")
_TRAILING_VOWELS: Final = frozenset("ะาำๅๆຯະາຳໆ")
_HANGUL: Final = ("\uac00", "\ud7a3")


@lru_cache(maxsize=8192)
def _is_ideographic(character: str) -> bool:
    """Say whether a line may end at a character; Korean has blanks between its words."""
    if _HANGUL[0] <= character <= _HANGUL[1]:
        return False
    return unicodedata.east_asian_width(character) in {"W", "F"} and character.isalpha()


def clusters(text: str) -> Iterator[str]:
    """
    Yield the signs of a text: what readers see as one, however many characters it takes.

    >>> [len(sign) for sign in clusters("e\u0301 👩\u200d🔬 🇩🇪🇫🇷")]
    [2, 1, 3, 1, 2, 2]
    """
    start = 0
    for place in range(1, len(text)):
        flags = place - start == 1 and _is_flag(text[start]) and _is_flag(text[place])
        if not flags and not _sticks(text, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


#: What joins the sign before it with the one after it.
_JOINER: Final = "\u200d"
_SKIN: Final = ("\U0001f3fb", "\U0001f3ff")
#: The class of the marks that join two consonants of Indian scripts.
_VIRAMA: Final = 9


def _sticks(text: str, place: int) -> bool:
    """Say whether a character belongs to the one before it."""
    before, after = text[place - 1], text[place]
    if " " <= after <= "~":
        return False
    if unicodedata.category(after) in {"Mn", "Me", "Mc", "Cf"}:
        return True
    if after in _TRAILING_VOWELS or before in _LEADING_VOWELS or before == _JOINER:
        return True
    if _SKIN[0] <= after <= _SKIN[1] or after in "ﾞﾟ":
        return True
    return unicodedata.combining(before) == _VIRAMA and after.isalpha()


def _fitting(piece: str, room: float, *, bold: bool) -> Iterator[str]:
    """Yield a piece whole, or in parts that fit when no line could hold it."""
    if _thousandths(piece, bold=bold) <= room:
        yield piece
        return
    part, used = "", 0.0
    for sign in _small(piece, room, bold=bold):
        wide = _thousandths(sign, bold=bold)
        if part and wide and sign != " " and used + wide > room:
            yield part
            part, used = "", 0.0
        part += sign
        used += wide
    yield part


def _small(piece: str, room: float, *, bold: bool) -> Iterator[str]:
    """Yield the signs of a piece; those that no line could hold, letter by letter."""
    for sign in clusters(piece):
        if _thousandths(sign, bold=bold) > room:
            yield from sign
        else:
            yield sign


def _cut(text: str, room: float, *, bold: bool) -> str:
    used = float(width_of("…", bold=bold))
    kept = ""
    for sign in clusters(text):
        used += _thousandths(sign, bold=bold)
        if used > room:
            break
        kept += sign
    return f"{kept.rstrip(' ')}…"
