"""How somebody sits, as cells say it: words of kind and of leave, and flags of yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from orgchart.io.rows.cleaning import bare
from orgchart.kinds import TenureKind

__all__ = ["KINDS", "flag_of", "is_away", "kind_of", "speaks"]

_YES: Final = frozenset({"true", "yes", "y", "1", "1.0", "x", "t", "ja", "wahr", "是", "√"})
_NO: Final = frozenset({"", "false", "no", "n", "0", "0.0", "f", "-", "nein", "falsch", "否"})
#: The kinds of tenures, by the words that cells have for them.
KINDS: Final[Mapping[str, TenureKind]] = {
    "permanent": TenureKind.SUBSTANTIVE,
    "temporary": TenureKind.INTERIM,
    "advisor": TenureKind.ADVISER,
    "advisory": TenureKind.ADVISER,
    "kommissarisch": TenureKind.ACTING,
    "代理": TenureKind.ACTING,
    **{kind.value: kind for kind in TenureKind},
}
_AWAY: Final = frozenset(
    (
        *("on leave", "leave", "on leave of absence", "leave of absence", "parental leave"),
        *("on parental leave", "maternity leave", "on maternity leave", "paternity leave"),
        *("sick leave", "on sick leave", "long-term leave", "sabbatical", "on sabbatical"),
        *("beurlaubt", "elternzeit", "in elternzeit", "休假", "产假", "病假"),
    )
)


def flag_of(text: str) -> bool | None:
    """
    Return what a flag says; None where it is neither yes nor no.

    >>> flag_of("Yes"), flag_of(""), flag_of("perhaps")
    (True, False, None)
    """
    word = bare(text)
    return True if word in _YES else False if word in _NO else None


def kind_of(text: str) -> TenureKind | None:
    """
    Return the kind of a tenure that a word says; None where it is no such word.

    >>> kind_of("(Acting)"), kind_of("active")
    (<TenureKind.ACTING: 'acting'>, None)
    """
    return KINDS.get(bare(text))


def is_away(text: str) -> bool:
    """
    Say whether a word says that somebody is on leave.

    >>> is_away("On leave"), is_away("Left")
    (True, False)
    """
    return bare(text) in _AWAY


def speaks(text: str) -> bool:
    """Say whether a word says how somebody sits, and not only that they do."""
    kind = kind_of(text)
    return is_away(text) or (kind is not None and kind is not TenureKind.SUBSTANTIVE)
