"""Texts and ids: plain ones, several scripts, and the characters that break careless programs."""

from hypothesis import strategies as st

from orgchart import InvalidValueError, Person

__all__ = ["hostile_texts", "ids", "texts"]


def is_id(text: str) -> bool:
    """Say whether a person can have a text for an id."""
    try:
        Person(text, "")
    except InvalidValueError:
        return False
    return True


#: Texts that mean something to a file format, to a terminal or to Graphviz, or are hard to cut.
NASTY = (
    "",
    " ",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\\n",
    "a\nb",
    "a\r\nb",
    "\t",
    "\x00",
    "\x07\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028 \u2029",
    "\ufeff",
    "a\ufeffb",
    "[posts.x]",
    "]]",
    "a = 1 # b",
    "${HOME} %s {0}",
    "<b>&amp;</b>",
    "unknown",
    "undisclosed",
    "nobody",
    "ongoing",
    "open",
    "solid",
    "substantive",
    "certain",
    "2020",
    "null",
    "true",
    "李安",
    "山田\u3000太郎",
    "Ærøskøbing",
    "e\u0301",
    "\u0645\u062d\u0645\u062f \u0646\u0648\u0631",
    "\u202eabc",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "हिन्दी",
    "Ελλάδα",
    "👩\u200d🔬🏳️\u200d🌈",
    "\U0010ffff",
    "\ue000",
)

_NASTY_IDS = (
    *(text for text in NASTY if is_id(text)),
    "a.b",
    "a b",
    'say "x"',
    "it's",
    "[0]",
    "a]b",
    "a=b",
    "#1",
    "-",
    "_",
    "0",
    "7",
    "None",
    "people",
    "start",
)


def texts() -> st.SearchStrategy[str]:
    """Texts such as people write."""
    return st.sampled_from(("Ann Lee", "Bo", "Director", "李安", "محمد نور", "Zoë O'Hara", "R&D"))


def hostile_texts() -> st.SearchStrategy[str]:
    """Texts with anything that UTF-8 can hold, often what is known to cause trouble."""
    return st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), max_size=12))


def ids() -> st.SearchStrategy[str]:
    """Ids with anything that an id can hold, often what is known to cause trouble."""
    letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Z"))
    free = st.text(letters, min_size=1, max_size=6)
    return st.one_of(st.sampled_from(_NASTY_IDS), free.filter(is_id))
