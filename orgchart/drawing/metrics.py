"""
How wide text is in Arial, and where it breaks into lines.

A table of widths stands in for asking Graphviz, so the DOT text is the same everywhere and needs no
Graphviz to be made. Widths are in thousandths of the point size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["FILL", "text_width", "wrap"]

#: How much of a cell's width text may take: hinted fonts are up to 4.4 % wider than the table.
FILL: Final = 0.94

# The widths of the characters from blank to tilde.
_REGULAR: Final = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *((556,) * 10),
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
)
_BOLD: Final = (
    *(278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278),
    *((556,) * 10),
    *(333, 333, 584, 584, 584, 611, 975),
    *(722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(333, 278, 333, 584, 556, 333),
    *(556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889),
    *(611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500),
    *(389, 280, 389, 584),
)
# Further characters whose width is not that of the letter they are built on; the wider weight.
_SPECIAL: Final = {
    character: width
    for width, characters in (
        (278, "‘’‚‛ı·"),
        (333, "¡¨­´¸‐‑‹›"),
        (350, "•"),
        (400, "ªº°"),
        (500, "“”„↑↓"),
        (556, "¢£¤¥§«»¶–†‡€"),
        (611, "¿ßðøþđħłŁ±×÷¬−■□●○"),
        (667, "Þ"),
        (722, "ÐĐĦ"),
        (740, "©®"),
        (778, "ØΩ"),
        (834, "¼½¾"),
        (889, "æ"),
        (944, "œ"),
        (1000, "ÆŒ—―…‰←→↔™▲▼►◄"),
    )
    for character in characters
}
_EM: Final = 1000
_EMOJI: Final = 1300
#: Letters of other alphabets: as wide as their wider ones, for they are not in the table.
_SMALL_LETTER: Final = 680
_OTHER: Final = {"So": _EMOJI, "Lu": 900, "Lo": 900}


@lru_cache(maxsize=8192)
def _width(character: str, *, bold: bool) -> int:
    if " " <= character <= "~":
        return (_BOLD if bold else _REGULAR)[ord(character) - ord(" ")]
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _EMOJI if category == "So" else _EM
    parts = unicodedata.normalize("NFKD", character)
    if parts != character:
        return sum(_width(part, bold=bold) for part in parts)
    return _OTHER.get(category, _SMALL_LETTER)


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """
    Return how wide a text is, in points.

    >>> text_width("Ann Lee", 10), text_width("李安", 10)
    (37.25, 20.0)
    """
    return sum(_width(character, bold=bold) for character in text) * size / _EM


def wrap(
    text: str, width: float, size: int, *, bold: bool = False, most: int | None = None
) -> tuple[str, ...]:
    """
    Return a text as lines that fill at most 94 % of a width.

    It breaks at blanks, after hyphens, between Chinese, Japanese and Korean characters, and at last
    inside a word.

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
    room = width * FILL * _EM / size
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        for part in _fitting(piece, room, bold=bold):
            wide = sum(_width(character, bold=bold) for character in part)
            seen = sum(_width(character, bold=bold) for character in part.rstrip(" "))
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
    return _is_ideographic(before) or _is_ideographic(after)


_CLOSING: Final = frozenset("、。,.:;!?)]}」』】》〉），：；！？·・ー々…”’")
_OPENING: Final = frozenset("([{「『【《〈（“‘")


@lru_cache(maxsize=8192)
def _is_ideographic(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"} and character.isalpha()


def _fitting(piece: str, room: float, *, bold: bool) -> Iterator[str]:
    """Yield a piece whole, or in parts that fit when no line could hold it."""
    part, used = "", 0.0
    for character in piece:
        wide = _width(character, bold=bold)
        if part and wide and character != " " and used + wide > room:
            yield part
            part, used = "", 0.0
        part += character
        used += wide
    yield part


def _cut(text: str, room: float, *, bold: bool) -> str:
    used = float(_width("…", bold=bold))
    kept = ""
    for character in text:
        used += _width(character, bold=bold)
        if used > room:
            break
        kept += character
    return f"{kept.rstrip(' ')}…"
