"""`Cleaning`: what is done about dirt in tables, said out loud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, final

import attrs

from orgchart.errors import InvalidValueError
from orgchart.texts import as_word

__all__ = [
    "DEFAULT_CLEANING",
    "JUDGED",
    "BlankManager",
    "BlankName",
    "Cleaning",
    "Decimals",
    "Duplicates",
    "Holders",
    "SameName",
    "SelfReport",
    "Suspicious",
    "Totals",
    "Zeros",
    "bare",
]


class BlankName(StrEnum):
    """Who sits in a post whose row has no name."""

    #: Nobody, where the source has no words for vacancies and withheld names; else somebody.
    JUDGED = "judged"
    #: Somebody whose name is not public.
    UNDISCLOSED = "undisclosed"
    #: Nobody.
    VACANT = "vacant"


class BlankManager(StrEnum):
    """To whom a post reports whose row names no manager."""

    #: To nobody, where no date has two such posts and no word says nobody; else it is not said.
    JUDGED = "judged"
    #: To nobody: it is a root.
    NOBODY = "nobody"
    #: It is not said: no line is recorded.
    NOT_RECORDED = "not-recorded"


class Duplicates(StrEnum):
    """What is done with a row that says what another row of the date says."""

    #: It is set aside.
    MERGE = "merge"
    #: The read is refused.
    ERROR = "error"


class Holders(StrEnum):
    """What is done with rows that have one post and different holders."""

    #: They share it: the post has a seat for each.
    SHARE = "share"
    #: The first row stands, and the others are set aside.
    FIRST = "first"
    #: The read is refused.
    ERROR = "error"


class SameName(StrEnum):
    """Who a name is that stands in several posts at one date, where people have no ids."""

    #: One person with several posts.
    ONE = "one"
    #: A person for each of the posts, at all dates.
    APART = "apart"


class SelfReport(StrEnum):
    """What a post says that reports to itself."""

    #: That it reports to nobody.
    NOBODY = "nobody"
    #: That it reports to somebody who is not known.
    UNKNOWN = "unknown"
    #: What it says: a circle of one, which `check` finds.
    KEEP = "keep"


class Suspicious(StrEnum):
    """What is done with a date on which most rows are missing."""

    #: It is read, and told in the report.
    FLAG = "flag"
    #: It is not read: the dates before and after are compared.
    SET_ASIDE = "set-aside"


class Totals(StrEnum):
    """What is done with a row of totals that has an id and says nothing of a post."""

    #: It is read as a post, and told in the report.
    FLAG = "flag"
    #: It is not read.
    SET_ASIDE = "set-aside"


class Decimals(StrEnum):
    """What is done with ids such as ``7.0``, which are ``7`` in other cells."""

    #: They are told in the report.
    OFFER = "offer"
    #: They lose the fraction where it is sure which post is meant.
    RESTORE = "restore"


class Zeros(StrEnum):
    """What is done with ids that lost leading zeros, as spreadsheets lose them."""

    #: They are told in the report.
    OFFER = "offer"
    #: They get their zeros back where it is sure which post is meant.
    RESTORE = "restore"


def bare(word: str) -> str:
    """
    Return a word as it is compared: small letters, without quotes, brackets and a full stop.

    >>> bare("'Eliminated.'"), bare(" N/D "), bare("[Vacant]")
    ('eliminated', 'n/d', 'vacant')
    """
    return " ".join(word.split()).strip("'\"‘’“”*()[]<>.… ").casefold()


def _words(words: str | Iterable[str]) -> frozenset[str]:
    if isinstance(words, str):
        raise InvalidValueError("a cleaning", "words", words, "give a list of words")
    return frozenset(map(bare, words))


_WITHHELD: Final = (
    *("n/d", "nd", "n.d", "not disclosed", "non-disclosed", "undisclosed", "withheld"),
    *("name withheld", "no name", "not public", "not published", "confidential", "redacted"),
    *("restricted", "anonymous", "anonymised", "anonymized", "unknown", "unnamed"),
    *("nicht offengelegt", "nicht veröffentlicht", "vertraulich", "anonym", "unbekannt"),
    *("nicht öffentlich", "gesperrt", "keine angabe", "k.a", "k. a"),
    *("未公开", "不公开", "保密", "未披露", "匿名"),
)
_VACANT: Final = (
    *("vacant", "vacancy", "vacant post", "gapped", "unfilled", "empty", "open", "open position"),
    *("currently vacant", "post vacant", "position vacant", "tbc", "tbd", "to be confirmed"),
    *("to be appointed", "to be hired", "to be filled", "to be announced", "tba", "vac"),
    *("not in post", "vakant", "vakanz", "unbesetzt", "nicht besetzt", "offen", "zu besetzen"),
    *("neu zu besetzen", "wird neu besetzt", "wird besetzt", "noch zu besetzen", "stelle frei"),
    *("in ausschreibung", "ausgeschrieben", "nachbesetzung", "stelle vakant", "stelle unbesetzt"),
    *("frei", "n.n", "nn", "n. n", "空缺", "待招聘", "暂缺", "空岗", "待定"),
)
_ELIMINATED: Final = (
    *("eliminated", "abolished", "deleted", "closed", "post eliminated", "disestablished"),
    *(
        "position eliminated",
        "gestrichen",
        "aufgelöst",
        "entfallen",
        "wegfall",
        "weggefallen",
        "撤销",
        "已撤销",
        "取消",
    ),
)
#: As spreadsheets, data bases and frames write that there is nothing, and people who fill in forms.
_BLANK: Final = (
    *("n/a", "#n/a", "n.a", "na", "nan", "nil", "none", "null", "-", "--", "---", "–", "—"),
    *("?", "??", "???", "x", "0", "#ref!", "#value!", "#name?", "not applicable", "not available"),
    *("entfällt", "nicht zutreffend", "不适用"),
)
_NOBODY: Final = ("xx", "nobody", "none", "no one", "-", "--", "niemand", "无")


#: The scope of ids is found out: see `Cleaning`.
JUDGED: Final = "judged"


@final
@attrs.frozen(kw_only=True)
class Cleaning:
    """
    What is done about dirt in tables. Each use is counted in the `ReadReport`, with its line.

    Words are compared without regard to capitals, quotes, brackets and a full stop; what is given
    takes the place of the words that are there by default.

    Args:
        withheld: words in place of a name that say that it is not public: the seat is filled.
        vacant: words in place of a name that say that nobody sits there.
        eliminated: words in place of a name that say that there is no such post any more.
        nobody: words in place of a manager that say that the post is a root.
        blank: words that are read as an empty cell in place of a name, a manager, a date or an
            id; as ids only those that are no word or number, such as ``N/A`` and ``-``.
        blank_name: who sits in a post whose row has no name.
        blank_manager: to whom a post reports whose row has no manager.
        duplicates: what is done with a row that says what another row of the date says.
        holders: what is done with rows that have one post and different holders.
        same_name: who a name is that stands in several posts at one date.
        self_report: what a post says that reports to itself.
        zeros: what is done with ids that lost leading zeros.
        decimals: what is done with ids that became decimal numbers, such as ``7.0``.
        totals: what is done with rows of totals that have an id and say nothing of a post.
        suspicious: what is done with a date on which most rows are missing.
        drop: a date is suspicious with less than this share of the rows of its neighbours.
        scope: the field (``organization`` or ``unit``) or the column inside whose values ids and
            names are unique; None where they are unique in the whole source; `JUDGED`: the
            organization, where at one date an id stands in several of them.

    Raises:
        InvalidValueError: a word is none of those that can be chosen, or a share is none.
    """

    withheld: frozenset[str] = attrs.field(default=_words(_WITHHELD), converter=_words)
    vacant: frozenset[str] = attrs.field(default=_words(_VACANT), converter=_words)
    eliminated: frozenset[str] = attrs.field(default=_words(_ELIMINATED), converter=_words)
    nobody: frozenset[str] = attrs.field(default=_words(_NOBODY), converter=_words)
    blank: frozenset[str] = attrs.field(default=_words(_BLANK), converter=_words)
    blank_name: BlankName = BlankName.JUDGED
    blank_manager: BlankManager = BlankManager.JUDGED
    duplicates: Duplicates = Duplicates.MERGE
    holders: Holders = Holders.SHARE
    same_name: SameName = SameName.ONE
    self_report: SelfReport = SelfReport.NOBODY
    zeros: Zeros = Zeros.OFFER
    decimals: Decimals = Decimals.OFFER
    totals: Totals = Totals.FLAG
    suspicious: Suspicious = Suspicious.FLAG
    drop: float = attrs.field(default=0.5)
    scope: str | None = JUDGED

    def __attrs_post_init__(self) -> None:
        for field, kind in _CHOICES.items():
            given: str = getattr(self, field)
            object.__setattr__(self, field, as_word(kind, "a cleaning", field, given))
        if not 0 <= self.drop <= 1:
            raise InvalidValueError("a cleaning", "drop", self.drop, "give a share from 0 to 1")


_CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "blank_name": BlankName,
    "blank_manager": BlankManager,
    "duplicates": Duplicates,
    "holders": Holders,
    "same_name": SameName,
    "self_report": SelfReport,
    "zeros": Zeros,
    "decimals": Decimals,
    "totals": Totals,
    "suspicious": Suspicious,
}
DEFAULT_CLEANING: Final = Cleaning()
