"""`Options`: how large charts may be, and what may occur in them."""

from __future__ import annotations

from typing import Any, Final, TypedDict, Unpack, final

import attrs
from hypothesis.errors import InvalidArgument

from orgchart.kinds import UNDISCLOSED, TenureKind
from orgchart.model import Person, Unit
from orgchart.strategies.checking import check_range, check_sizes, check_switches

__all__ = ["DEFAULTS", "Options", "Settled", "settled"]


class Options(TypedDict, total=False):
    """
    What the strategies of charts, differences and histories take, all by name.

    Everything is switched on when it is left out; a switch that is off holds for every chart that
    is drawn, also after reorganisations and at every date of a history.

    Attributes:
        min_posts: the least number of posts, 0 when left out; reorganisations may abolish more.
        max_posts: the greatest number of posts, 6 when left out.
        max_people: the greatest number of people, 7 when left out.
        units: organisations, boards and teams.
        vacancies: posts with fewer holders than seats.
        dotted: dotted lines.
        shared: posts with several holders or several seats.
        several_roots: more than one post that reports to no other post; a manager who is not known
            counts as one to report to.
        leaves: people on leave.
        cycles: lines that go round in a circle.
        undisclosed: holders whose name is not public.
        unknown_managers: lines to somebody who is not known.
        kinds: acting, interim and advising holders.
        possible: facts that are not sure.
        namesakes: two people with one name.
        duplicates: two facts about the same thing at once: two records of a person, unit or post,
            two tenures of one person in one post, two leaves from it, two solid lines of a post.
        cjk: names and titles in Chinese, Japanese, Korean and Arabic.
    """

    min_posts: int
    max_posts: int
    max_people: int
    units: bool
    vacancies: bool
    dotted: bool
    shared: bool
    several_roots: bool
    leaves: bool
    cycles: bool
    undisclosed: bool
    unknown_managers: bool
    kinds: bool
    possible: bool
    namesakes: bool
    duplicates: bool
    cjk: bool


_ANN: Final = Person("ann", "Ann Lee")
_NAMESAKE: Final = Person("ann-2", "Ann Lee")
_FURTHER: Final = (
    Person("dee", "李安", names={"en": "Dee Li"}),
    Person("eli", "山田\u3000太郎"),
    Person("fay", "\u0645\u062d\u0645\u062f \u0646\u0648\u0631"),
)
_LATIN: Final = (Person("dee", "Dee Li"), Person("eli", "Eli Yamada"), Person("fay", "Fay Noor"))
_ACME: Final = (Unit("acme", "Acme"), Unit("acme-board", "Board", kind="board", parent="acme"))
_LAB: Final = Unit("lab", "Lab", kind="team", parent="acme")
#: Two organisations, each with a board; teams within teams; each list is a way to be organised.
_UNITS: Final = (
    (),
    _ACME,
    (*_ACME, _LAB, Unit("safety", "Safety", kind="team", parent="lab")),
    (
        *_ACME,
        _LAB,
        Unit("globex", "Globex"),
        Unit("globex-board", "Audit committee", kind="committee", parent="globex"),
    ),
)


@final
@attrs.frozen(kw_only=True)
class Settled:
    """Options with what was left out filled in, and the stock that they leave to draw from."""

    min_posts: int = 0
    max_posts: int = 6
    max_people: int = 7
    units: bool = True
    vacancies: bool = True
    dotted: bool = True
    shared: bool = True
    several_roots: bool = True
    leaves: bool = True
    cycles: bool = True
    undisclosed: bool = True
    unknown_managers: bool = True
    kinds: bool = True
    possible: bool = True
    namesakes: bool = True
    duplicates: bool = True
    cjk: bool = True

    @property
    def people(self) -> tuple[Person, ...]:
        """The people to draw from; without any, a seat can only be held by somebody not named."""
        namesake = (_NAMESAKE,) if self.namesakes else ()
        further = _FURTHER if self.cjk else _LATIN
        stock = (_ANN, Person("bo", "Bo"), *namesake, Person("cy", "Cy O'Hara"), *further)
        return stock[: self.max_people]

    @property
    def holders(self) -> tuple[str, ...]:
        """The ids that can hold a seat."""
        named = tuple(person.id for person in self.people)
        return (*named, UNDISCLOSED) if self.undisclosed else named

    @property
    def ways(self) -> tuple[tuple[Unit, ...], ...]:
        """The units of each way to be organised."""
        return _UNITS if self.units else _UNITS[:1]

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of posts."""
        return ("Director", "Head", "Chief executive", *(("总监",) if self.cjk else ()))

    @property
    def tenure_kinds(self) -> tuple[TenureKind, ...]:
        """How a seat can be held."""
        return tuple(TenureKind) if self.kinds else (TenureKind.SUBSTANTIVE,)


#: What options are when all are left out.
DEFAULTS: Final = Settled()


def settled(**options: Unpack[Options]) -> Settled:
    """
    Return options with what was left out filled in.

    Raises:
        InvalidArgument: there is no such option, or it cannot be so.
    """
    given: dict[str, Any] = dict(options)
    known = {field.name: field.default for field in attrs.fields(Settled)}
    for name, value in given.items():
        if name not in known:
            raise InvalidArgument(f"there is no option {name!r}; there are {', '.join(known)}")
        check = check_switches if isinstance(known[name], bool) else check_sizes
        check(**{name: value})
    found = Settled(**given)
    check_range(min_posts=found.min_posts, max_posts=found.max_posts)
    if not found.vacancies and not found.holders:
        raise InvalidArgument("with neither people nor vacancies there is nothing to draw")
    return found
