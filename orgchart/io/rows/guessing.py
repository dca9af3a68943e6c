"""The encoding of a table that is not Unicode, guessed; the only importer of charset-normalizer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from charset_normalizer import from_bytes

__all__ = ["guessed"]

#: What spreadsheets write that do not write Unicode; of two that fit alike the earlier is taken.
_PAGES: Final = (
    *("cp1252", "gb18030", "big5", "cp949", "cp932", "cp1250", "cp1251", "cp1253", "cp1254"),
    *("cp1257", "cp1255", "cp1256", "euc_jp", "koi8_r", "mac_roman", "cp850"),
)
#: The letters beyond ASCII of the languages that a page is for.
_LETTERS: Final = {
    "cp1252": (
        *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àáâãçéêíóôõúüªº", "àèéìíîòóùúª"),
        *("åäöéü", "æøåéäöü", "áéíóúýþæöð", "áäéèëïíöóü", "äöõüšž", "àçèéíïòóúü"),
    ),
    "cp1250": (
        *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ"),
        *("čćđšž", "äöüß"),
    ),
    "cp1254": ("âçğıİîöşüû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
}
#: Shares of what does not fit that differ by less say nothing.
_FINE: Final = 0.02
#: Where more than this share does not fit, the encoding is none of these.
_POOR: Final = 0.3
#: So many different characters are hardly ever common in Korean by chance.
_SURE: Final = 8


def guessed(sample: bytes) -> str | None:
    r"""
    Return the encoding that some bytes are likely of; None where no known one fits.

    Each usual encoding is tried, and what looks wrong in its text is counted: symbols in words,
    capitals behind small letters, letters of two scripts in one word, letters of no one language,
    rare characters. The fewest win; of equals Windows' page of Western Europe. Where all look
    wrong, it is what charset-normalizer finds.

    Args:
        sample: the bytes, not of ASCII alone.

    Complexity: linear in the bytes, for each of some sixteen encodings.

    >>> guessed("id,name\n1,Søren Kjær\n".encode("cp1252"))
    'cp1252'
    """
    texts = {} if b"\0" in sample else dict(_texts(sample))
    shares = {page: _strange(page, text) for page, text in texts.items()}
    least = min(shares.values(), default=1.0)
    if least > _POOR:
        best = from_bytes(sample).best()
        if best is not None or not texts:
            return None if best is None else best.encoding
    likely = [page for page in texts if shares[page] <= least + _FINE]
    if _KOREAN in likely and len({*filter(_is_beyond, texts[_KOREAN])}) >= _SURE:
        return _KOREAN
    return likely[0]


_KOREAN: Final = "cp949"


def _is_beyond(sign: str) -> bool:
    return sign > "\x7f"


def _texts(sample: bytes) -> Iterator[tuple[str, str]]:
    for page in _PAGES:
        try:
            yield page, sample.decode(page)
        except UnicodeDecodeError as error:
            # A sample may end inside a character.
            if error.start >= len(sample) - 4:
                yield page, sample[: error.start].decode(page)


_WORD: Final = re.compile(r"[^\W\d_]*[^\x00-\x7f\s][^\s,;|\"'()/-]*")
#: Signs that stand beside letters in good texts.
_SIGNS: Final = frozenset("’‘“”„«»–—…·®™©¿¡§、。，；：（）《》・ー々　")
_UNITS: Final = frozenset("²³°")
_LONG: Final = 4


def _strange(page: str, text: str) -> float:
    """Return the share of characters beyond ASCII that look wrong."""
    count = wrong = 0
    letters: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        beyond = [sign for sign in word if sign > "\x7f"]
        count += len(beyond)
        wrong += min(len(beyond), sum(_misfits(page, word)))
        letters.update(sign.lower() for sign in beyond if sign.isalpha())
    foreign = min((_total(letters, language) for language in _LETTERS.get(page, ())), default=0)
    return (wrong + foreign / 2) / max(count, 1)


def _total(letters: Counter[str], language: str) -> int:
    """Count letters that a language has not."""
    return sum(count for sign, count in letters.items() if sign not in language)


def _misfits(page: str, word: str) -> Iterator[int]:
    before = ""
    run = 0
    for place, sign in enumerate(word):
        if sign > "\x7f":
            yield _misfit(page, before, sign, word[place + 1 : place + 2])
            run = run + 1 if sign.isalpha() and page == _WESTERN else 0
            # No language of Western Europe has as many letters with marks in a row.
            yield run if run == _LONG else int(run > _LONG)
        else:
            run = 0
        before = sign


_WESTERN: Final = "cp1252"


def _misfit(page: str, before: str, sign: str, after: str) -> int:
    if not sign.isalpha():
        if sign in _UNITS:
            return int(before.isalpha() and before != "m")
        if sign in _SIGNS:
            # A quote or a dash between two small letters is none.
            return int(before.islower() and after.islower() and sign not in "’‘·ー")
        return int(before.isalpha() or after.isalpha() or unicodedata.category(sign)[0] == "C")
    if _is_rare(page, sign):
        return 1
    if sign.isupper() and before.islower():
        return 1
    script = _script(sign)
    beside = (each for each in (before, after) if each.isalpha())
    return int(script != _HAN and any(_script(each) != script for each in beside))


_HAN: Final = "CJK"


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    name = unicodedata.name(sign, "").partition(" ")[0]
    return _HAN if name in {"HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH"} else name


#: The bytes with which common characters of East Asian encodings begin.
_COMMON: Final = {
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "cp949": (0xB0, 0xC8),
    "euc_jp": (0xA4, 0xCF),
    "cp932": (0x82, 0x98),
}


@lru_cache(maxsize=16384)
def _is_rare(page: str, sign: str) -> bool:
    if page not in _COMMON:
        return False
    first, last = _COMMON[page]
    data = sign.encode(page, errors="replace")
    return len(data) != _PAIR or not first <= data[0] <= last


_PAIR: Final = 2
