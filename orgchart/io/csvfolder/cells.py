"""
What stands in a cell of a CSV folder: texts that no spreadsheet runs, and lists.

An empty cell says nothing. Everything else is turned into the text of a cell and back without
loss; what people write by hand, without knowing of any of this, is read as it looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["cell", "joined", "parted", "quoted", "said"]

#: Spreadsheets take a cell that begins so for a formula; in Japan and China the wide signs too.
#: Source: OWASP, CSV Injection.
_SIGNS: Final = "[=+\\-@\t\r\n＝＋－＠]"
#: What gets an apostrophe in front: formulas; nothing at all; what looks like either with one.
_FORMULA: Final = re.compile(rf"'*\s*{_SIGNS}")
_MISTAKABLE: Final = re.compile(rf"'+\s*{_SIGNS}|'*\Z")
#: What lost one apostrophe when it is read.
_MARKED: Final = re.compile(rf"'+\s*{_SIGNS}|'+\Z")


def cell(text: str, *, formulas: bool = False) -> str:
    r"""
    Return what stands in a cell for a text.

    Spreadsheets show an apostrophe in front as the mark of a text, and run nothing behind it.

    Args:
        text: the text.
        formulas: leave formulas as they are.

    >>> cell("=1+1"), cell("=1+1", formulas=True), cell("'tis"), cell(""), cell("'=1")
    ("'=1+1", '=1+1', "'tis", "'", "''=1")
    """
    marked = _MISTAKABLE.match(text) or (not formulas and _FORMULA.match(text))
    return f"'{text}" if marked else text


def said(found: str) -> str | None:
    """
    Return the text that a cell stands for; None for an empty cell.

    >>> said("'=1+1"), said("=1+1"), said("'tis"), said("'"), said("")
    ('=1+1', '=1+1', "'tis", '', None)
    """
    if not found:
        return None
    return found[1:] if _MARKED.match(found) else found


_TO_QUOTE: Final = re.compile(r'[",;\r\n\t]|\A\s|\s\Z')


def quoted(found: str) -> str:
    """
    Return a cell as it is written into a file: in quotes where it needs them.

    >>> print(quoted("a, b"), quoted("x"))
    "a, b" x
    """
    if not _TO_QUOTE.search(found):
        return found
    doubled = found.replace('"', '""')
    return f'"{doubled}"'


# lists

_ITEM: Final = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<plain>[^";\s][^;]*|))\s*(?:;|\Z)'
)


def joined(items: Iterable[str | None]) -> str:
    r"""
    Return a list as one text, with semicolons in between; None is an empty place.

    What holds a semicolon, or begins or ends with something that would be lost, is in quotes, with
    escapes as in JSON.

    >>> joined(["ft", "a;b", None, "p. 7"])
    'ft; "a;b"; ; p. 7'
    """
    return "; ".join("" if item is None else _item(item) for item in items)


def _item(text: str) -> str:
    plain = text and text == text.strip() and text[0] != '"' and ";" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def parted(text: str) -> Sequence[str | None]:
    """
    Return the items of a list; None for an empty place, none for an empty place at the end.

    Raises:
        ValueError: a quote is not closed, or something stands behind it.

    >>> parted('ft; "a;b"; ; p. 7;')
    ['ft', 'a;b', None, 'p. 7']
    """
    items: list[str | None] = []
    at = 0
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None:
            raise ValueError("a quote in the list is not closed, or something stands behind it")
        at = found.end()
        plain = (found["plain"] or "").strip()
        items.append(json.loads(found["quoted"]) if found["quoted"] else plain or None)
    while items and items[-1] is None:
        items.pop()
    return items
