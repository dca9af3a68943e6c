"""The letters that stand for a name."""

from __future__ import annotations

from orgchart.drawing.texts.metrics import clusters

__all__ = ["initials"]


def initials(name: str) -> str:
    """
    Return the letters for a mark: of the first and last word; one only for other scripts.

    >>> initials("Sue Desmond-Hellmann"), initials("李安"), initials("R"), initials("<>")
    ('SD', '李', 'R', '?')
    """
    words = [signs for word in name.split() if (signs := _letters(word))]
    if not words:
        return next((s for s in clusters(name) if s[0].isdigit() or not s.isascii()), "?")
    first, last = words[0][0], words[-1][0]
    if not _has_capitals(first):
        return first
    both = len(words) > 1 and _has_capitals(last)
    return (first + last if both else first).upper()


def _letters(word: str) -> list[str]:
    """Return the signs of a word that are letters, each with its accents."""
    return [sign for sign in clusters(word) if sign[0].isalpha()]


def _has_capitals(letter: str) -> bool:
    return letter.upper() != letter.lower()
