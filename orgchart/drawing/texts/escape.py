"""
Text made safe for DOT: cleaning, and one function for each place that text can stand in.

Graphviz reads text in more ways than it looks: backslashes are expanded (in tooltips twice),
entities are decoded, and some characters end the file. Every text of a user passes here; nothing
of it ever becomes the name of a node, an id, a class, a port or a font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

__all__ = ["Slugs", "clean", "html_text", "quoted", "titled", "tooltip"]

#: What stands where there is no text.
NOTHING: Final = "—"

#: So many characters at most in one string of DOT: an escaped one has up to six bytes.
_STRING: Final = 2500

# XML has no place for these: NUL ends the source, others make an SVG that no parser reads.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# They turn the text around them, also that of others.
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS: Final = re.compile("[ \t\n\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    r"""
    Return text that any picture can hold.

    Control characters and half characters become U+FFFD, bidirectional controls go, stretches of
    blanks and line ends become one blank, and a text in which nothing can be seen becomes a dash.

    >>> clean("  Ann\tLee\x00 "), clean(" "), clean("\u200b")
    ('Ann Lee�', '—', '—')
    """
    safe = _BIDI.sub("", _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
    found = _BLANKS.sub(" ", safe).strip(" ")
    seen = any(unicodedata.category(character) not in {"Cf", "Zs"} for character in found)
    return found if seen else NOTHING


def titled(title: str, id_: str) -> str:
    """
    Return the title of a post as any picture can hold it; its id where nothing can be seen in it.

    >>> titled("Chief executive", "ceo"), titled(" ", "ceo")
    ('Chief executive', 'ceo')
    """
    shown = clean(title)
    return clean(id_) if shown == NOTHING else shown


def html_text(text: str) -> str:
    r"""
    Return clean text as a part of an HTML-like label; comments part what is long, as in `quoted`.

    >>> html_text("R&D <Head> \\N")
    'R&amp;D &lt;Head&gt; \\\\N'
    """
    if len(text) > _STRING:
        parts = (text[at : at + _STRING] for at in range(0, len(text), _STRING))
        return "<!-- -->".join(map(html_text, parts))
    for plain, escaped in (
        ("\\", "\\\\"),
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
    ):
        text = text.replace(plain, escaped)
    return text


def quoted(text: str) -> str:
    r"""
    Return clean text as a quoted DOT string that stands for itself.

    Long text becomes several strings with a plus between, which DOT reads as one: it takes no
    string of more than 16,384 bytes.

    >>> print(quoted('say "R&D" \\N'))
    "say \"R&amp;D\" \\N"
    >>> quoted("x" * 4000).count(" + ")
    1
    """
    if len(text) > _STRING:
        return " + ".join(quoted(text[at : at + _STRING]) for at in range(0, len(text), _STRING))
    return '"' + text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'


def tooltip(text: str) -> str:
    r"""
    Return clean text as the quoted value of a tooltip, which Graphviz expands twice.

    >>> print(tooltip("C:\\new"))
    "C:\\\\new"
    """
    doubled = text.replace("\\", "\\\\")
    return quoted(doubled)


class Slugs:
    """
    Ids of the picture for ids of the data: letters, digits, hyphens, never twice the same.

    An id of the data that is a slug already stays as it is; any other gets its safe characters
    and a digest of the whole, so that the slug depends on nothing but the id.
    """

    def __init__(self, prefix: str = "n") -> None:
        self.prefix = prefix

    def of(self, parts: Iterable[str]) -> str:
        """
        Return the slug of a key: a kind, and ids of the data.

        >>> Slugs().of(("post", "ceo")), Slugs().of(("post", "Chief Exec"))
        ('n-post-ceo', 'n-post-chief-exec-x017088cea4')
        """
        kind, *ids = parts
        plain = all(len(one) <= _LONGEST and _SLUG.fullmatch(one) for one in ids)
        shown = (one if plain else _SAFE.sub("-", one.lower()).strip("-")[:_LONGEST] for one in ids)
        slug = "-".join((self.prefix, kind, "--".join(shown)))
        if plain:
            return slug
        whole = "\x00".join(ids).encode("utf-8", "surrogatepass")
        return f"{slug}-x{blake2b(whole, digest_size=5).hexdigest()}"


_LONGEST: Final = 40
_SAFE: Final = re.compile("[^a-z0-9_]+")
# Hyphens stand alone, so a double one parts two ids; and what ends like a digest gets one.
_SLUG: Final = re.compile("[a-z0-9_]+(?:-[a-z0-9_]+)*(?<!-x[0-9a-f]{10})")
