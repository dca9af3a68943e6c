"""
How wide one character is in Arial, in thousandths of the size of the type.

Latin, Greek, Cyrillic and Hebrew letters have the widths of Arial, the wider of its two weights
where the tables do not tell them apart. For other scripts any font may come, so the widths are what
is wide enough in the fonts that systems have.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["EM", "width_of"]

#: The size of the type in these units, which is also the width of a Chinese character.
EM: Final = 1000

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
#: Letters of Greek, Cyrillic and Hebrew; what has an accent is as wide as what it is built on.
_LETTERS: Final = {
    character: width
    for width, characters in (
        (280, "ΙιІіј"),
        (320, "וין"),
        (380, "ז"),
        (420, "г"),
        (440, "נ"),
        (460, "ξτґ"),
        (480, "εζג"),
        (500, "зтҐ"),
        (520, "к"),
        (540, "ς"),
        (560, "γθκλνЈаесухэєѕכץ"),
        (580, "χГךלר"),
        (600, "υчяד"),
        (620, "ΓΖΣΤαβδημορКТбвинопрцьђћџעצ"),
        (640, "ЗУдл"),
        (660, "Ξבפק"),
        (680, "ΕΛΡΥΧЅЕРХהף"),
        (700, "σאטס"),
        (720, "ΔφЄЏБДИЛПЧЬЭжחת"),
        (740, "ΑΒΗΚΝΠАВНСЦЯмъםמ"),
        (760, "ψ"),
        (780, "ΘΟπО"),
        (820, "Ωש"),
        (840, "ΜΦΨМш"),
        (860, "ωФщыю"),
        (880, "ЋЪф"),
        (900, "Ђ"),
        (920, "њ"),
        (940, "Ж"),
        (980, "Ыљ"),
        (1020, "ШЩ"),
        (1040, "Ю"),
        (1080, "Њ"),
        (1100, "Љ"),
    )
    for character in characters
}
#: Scripts whose letters have one width here: first and last character, letters, and the marks that
#: take room. Fonts differ, so it is more than most letters take.
_SCRIPTS: Final = (
    (0x0600, 0x08FF, 720, 0),  # Arabic and its kin, which join their letters
    (0x0900, 0x0B7F, 800, 450),  # the north of India
    (0x0B80, 0x0DFF, 1000, 600),  # its south, Sri Lanka
    (0x0E00, 0x0EFF, 740, 0),  # Thai and Lao
)
#: Emoji and their kin.
_EMOJI: Final = 1300
_SMALL_LETTER: Final = 740
_CAPITAL: Final = 900
_OTHER: Final = {"So": _EMOJI, "Lu": _CAPITAL, "Lo": _CAPITAL, "Co": EM, "Cn": EM, "Sm": 750}
#: Letters in a circle or of mathematics are wider than the plain ones that they stand for.
_DRESSED: Final = ("<circle>", "<font>")


@lru_cache(maxsize=8192)
def width_of(character: str, *, bold: bool) -> int:
    """
    Return how wide a character is.

    >>> width_of("A", bold=False), width_of("Ж", bold=False), width_of("李", bold=True)
    (667, 940, 1000)
    """
    if " " <= character <= "~":
        return (_BOLD if bold else _REGULAR)[ord(character) - ord(" ")]
    known = _SPECIAL.get(character) or _LETTERS.get(character)
    return _computed(character, bold=bold) if known is None else known


def _computed(character: str, *, bold: bool) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    for first, last, letter, mark in _SCRIPTS:
        if first <= ord(character) <= last and category in {"Lo", "Mc"}:
            return mark if category == "Mc" else letter
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _EMOJI if category in {"So", "Sk"} else EM
    plain = unicodedata.normalize("NFKD", character)
    if plain == character:
        return _OTHER.get(category, _SMALL_LETTER)
    if unicodedata.decomposition(character).startswith(_DRESSED):
        return EM
    return sum(width_of(part, bold=bold) for part in plain)
