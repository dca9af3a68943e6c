"""The letters that stand for a name."""

from __future__ import annotations

__all__ = ["initials"]


def initials(name: str) -> str:
    """
    Return the letters for a mark: of the first and last word; one only for other scripts.

    >>> initials("Sue Desmond-Hellmann"), initials("李安"), initials("R"), initials("<>")
    ('SD', '李', 'R', '?')
    """
    words = [letters for word in name.split() if (letters := [c for c in word if c.isalpha()])]
    if not words:
        return next((c for c in name if c.isdigit() or not c.isascii()), "?")
    first, last = words[0][0], words[-1][0]
    if not _has_capitals(first):
        return first
    return (first + last if len(words) > 1 and _has_capitals(last) else first).upper()[:2]


def _has_capitals(letter: str) -> bool:
    return letter.upper() != letter.lower()
