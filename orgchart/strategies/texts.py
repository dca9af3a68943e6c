"""Texts and ids: plain ones, several scripts, and the characters that break careless programs."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from orgchart.strategies.checking import check_switches
from orgchart.texts import is_id

__all__ = ["hostile_ids", "hostile_text", "names"]

#: Texts that mean something to a file format, to a terminal or to Graphviz, or are hard to cut.
_NASTY: Final = (
    *("", " ", '"', "'", '"""', "'''", "\\", "\\n", "a\nb", "a\r\nb", "\t", "\x00"),
    *("\x07\x1b[31m", "\x7f", "\x85", "\u2028 \u2029", "\ufeff", "a\ufeffb"),
    *("[posts.x]", "]]", "a = 1 # b", "${HOME} %s {0}", "<b>&amp;</b>", "=1+1", "a,b;c"),
    *("unknown", "undisclosed", "nobody", "ongoing", "open", "solid", "substantive", "certain"),
    *("2020", "null", "true", "李安", "山田\u3000太郎", "Ærøskøbing", "e\u0301"),
    *("\u0645\u062d\u0645\u062f \u0646\u0648\u0631", "\u202eabc"),
    *("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "हिन्दी", "Ελλάδα"),
    *("👩\u200d🔬🏳️\u200d🌈", "\U0010ffff", "\ue000"),
)
_NASTY_IDS: Final = (
    *(text for text in _NASTY if is_id(text)),
    *("a.b", "a b", 'say "x"', "it's", "[0]", "a]b", "a=b", "#1", "-", "_", "0", "7"),
    *("None", "people", "start"),
)
_LATIN: Final = ("Ann Lee", "Bo", "Cy O'Hara", "Zoë Ångström", "R&D")
_FURTHER: Final = (
    "李安",
    "山田\u3000太郎",
    "김민수",
    "\u0645\u062d\u0645\u062f \u0646\u0648\u0631",
)


def names(*, cjk: bool = True) -> st.SearchStrategy[str]:
    """
    Names and titles such as people write.

    Args:
        cjk: some are Chinese, Japanese, Korean or Arabic.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Ann Lee``.

    >>> from hypothesis import find
    >>> find(names(), lambda text: len(text) < 3)
    'Bo'
    """
    check_switches(cjk=cjk)
    return st.sampled_from((*_LATIN, *_FURTHER) if cjk else _LATIN)


def hostile_text() -> st.SearchStrategy[str]:
    r"""
    Texts with anything that UTF-8 can hold, often what is known to cause trouble.

    Quotes, line ends, control characters, markup, formulas of spreadsheets, words with a meaning
    of their own, combining letters, writing from right to left, several scripts.

    Shrinks towards the empty text.

    >>> from hypothesis import find
    >>> len(find(hostile_text(), lambda text: "\n" in text)) < 12
    True
    """
    return st.one_of(st.sampled_from(_NASTY), st.text(st.characters(codec="utf-8"), max_size=12))


def hostile_ids() -> st.SearchStrategy[str]:
    """
    Ids with anything that an id can hold, often what is known to cause trouble.

    Shrinks towards ``]]``.

    >>> from hypothesis import find
    >>> len(find(hostile_ids(), lambda text: " " in text)) < 12
    True
    """
    letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Z"))
    free = st.text(letters, min_size=1, max_size=6)
    return st.one_of(st.sampled_from(_NASTY_IDS), free.filter(is_id))
