"""Texts of data made safe for terminals, for JSON on terminals, and for cells of spreadsheets."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["cell", "escaped", "json_escaped", "plain"]

#: What a terminal obeys and does not show: the controls of ASCII, those of Latin-1, half
#: characters, and what turns the direction of the text around it or ends a line.
_OBEYED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_KEPT_IN_TEXT: Final = frozenset("\n\t")
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: What spreadsheets take a formula to begin with, in both widths.
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
_LATIN: Final = 0x100


def _shown(match: re.Match[str]) -> str:
    found = match[0]
    code = ord(found)
    return _SHORT.get(found) or (f"\\x{code:02x}" if code < _LATIN else f"\\u{code:04x}")


def plain(text: str) -> str:
    r"""
    Return a text as one line that a terminal only shows: what it would obey is written out.

    >>> print(plain("Ann\x1b[2J Lee\n"))
    Ann\x1b[2J Lee\n
    """
    return _OBEYED.sub(_shown, text)


def escaped(text: str) -> str:
    """Return a text of several lines that a terminal only shows; line ends and tabs stay."""
    return _OBEYED.sub(lambda match: match[0] if match[0] in _KEPT_IN_TEXT else _shown(match), text)


def json_escaped(text: str) -> str:
    r"""
    Return JSON that says the same and that a terminal only shows.

    >>> print(json_escaped('"\x9b2J"'))
    "\u009b2J"
    """
    return _OBEYED.sub(
        lambda match: match[0] if match[0] in _KEPT_IN_TEXT else f"\\u{ord(match[0]):04x}", text
    )


def cell(text: str) -> str:
    """
    Return a text as a cell that no spreadsheet runs as a formula: such a one gets an apostrophe.

    Source: OWASP, CSV Injection.

    >>> cell("=1+1"), cell("Ann")
    ("'=1+1", 'Ann')
    """
    return plain(f"'{text}" if _FORMULA.match(text) else text)
