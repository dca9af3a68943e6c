"""Charts: such as make sense, and dirty ones."""

from typing import Final

from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
)

__all__ = [
    "PEOPLE",
    "TITLES",
    "UNITS",
    "dirty_snapshots",
    "forests",
    "lines",
    "snapshots",
    "tenures",
    "tossed",
]

PEOPLE: Final = (
    Person("ann", "Ann Lee", names={"zh-Hans": "李安"}),
    Person("bo", "Bo"),
    Person("cy", "Cy O'Hara"),
    Person("dee", "Dee"),
    Person("eli", "Eli"),
    Person("fay", "محمد نور"),
)
#: Two organisations, each with a board; teams within teams; each list is a way to be organised.
UNITS: Final = (
    (),
    (Unit("acme", "Acme"), Unit("acme-board", "Board", kind="board", parent="acme")),
    (
        Unit("acme", "Acme"),
        Unit("acme-board", "Board", kind="board", parent="acme"),
        Unit("lab", "Lab", kind="team", parent="acme"),
        Unit("safety", "Safety", kind="team", parent="lab"),
    ),
    (
        Unit("acme", "Acme"),
        Unit("acme-board", "Board", kind="board", parent="acme"),
        Unit("lab", "Lab", kind="team", parent="acme"),
        Unit("globex", "Globex"),
        Unit("globex-board", "Audit committee", kind="committee", parent="globex"),
    ),
)
TITLES: Final = ("Chief executive", "Director", "Head", "总监")

_KINDS: Final = (TenureKind.SUBSTANTIVE, TenureKind.SUBSTANTIVE, *TenureKind)
_SURE: Final = (Certainty.CERTAIN, Certainty.CERTAIN, Certainty.CERTAIN, Certainty.POSSIBLE)


@st.composite
def forests(draw: st.DrawFn, *, min_size: int = 0, max_size: int = 8) -> tuple[int | None, ...]:
    """
    Parents of the nodes of a forest: for each node an earlier one, or None for a root.

    Every list of numbers is a forest, since a number beyond the earlier nodes is clipped to the
    last of them; so nothing is thrown away, and lists shrink to roots.
    """
    wishes = draw(st.lists(st.integers(0, max_size), min_size=min_size, max_size=max_size))
    return tuple(
        min(wish, place) - 1 if wish and place else None for place, wish in enumerate(wishes)
    )


def tossed(draw: st.DrawFn) -> bool:
    """Return the fall of a coin."""
    return draw(st.booleans())


def _certainties(*, possible: bool) -> st.SearchStrategy[Certainty]:
    return st.sampled_from(_SURE) if possible else st.just(Certainty.CERTAIN)


def tenures(post: str, *, possible: bool = True) -> st.SearchStrategy[Tenure]:
    """Tenures of every kind in a post, undisclosed ones among them."""
    return st.builds(
        Tenure,
        st.sampled_from((*(person.id for person in PEOPLE), UNDISCLOSED)),
        st.just(post),
        kind=st.sampled_from(_KINDS),
        title=st.sampled_from((None, None, None, "Honorary")),
        certainty=_certainties(possible=possible),
    )


def lines(
    post: str, managers: tuple[str, ...], *, possible: bool = True
) -> st.SearchStrategy[ReportingLine]:
    """Lines from a post, solid and dotted, to one of the managers, to nobody, to one unknown."""
    return st.builds(
        ReportingLine,
        st.just(post),
        st.sampled_from((*managers, UNKNOWN, None)),
        kind=st.sampled_from(LineKind),
        certainty=_certainties(possible=possible),
    )


@st.composite
def _posts(draw: st.DrawFn, name: str, units: tuple[Unit, ...], *, possible: bool) -> Post:
    # Most posts are of the first unit, so that people move within an organisation too.
    places = (*(unit.id for unit in units[:1] * 3), *(unit.id for unit in units), None)
    return Post(
        name,
        draw(st.sampled_from(TITLES)),
        unit=draw(st.sampled_from(places)),
        seats=draw(st.sampled_from((1, 1, 1, 2, 3, None))),
        rank=draw(st.sampled_from((None, None, 0, 1))),
        certainty=draw(_certainties(possible=possible)),
    )


@st.composite
def snapshots(
    draw: st.DrawFn, *, min_size: int = 0, max_size: int = 6, possible: bool = True
) -> Snapshot:
    """
    Charts that make sense: each line goes up the tree, to a unit, to nobody or to one unknown.

    Args:
        min_size, max_size: how many posts.
        possible: some facts are only possible.
    """
    units = draw(st.sampled_from(UNITS))
    parents = draw(forests(min_size=min_size, max_size=max_size))
    facts: list[Fact] = [*PEOPLE, *units]
    for place, parent in enumerate(parents):
        name = f"p{place}"
        facts.append(draw(_posts(name, units, possible=possible)))
        held = draw(st.lists(tenures(name, possible=possible), max_size=2, unique_by=_holder))
        facts += held
        facts += draw(_upwards(name, parent, units, possible=possible))
    holders = sorted({fact.person for fact in facts if isinstance(fact, Tenure)} - {UNDISCLOSED})
    if holders and tossed(draw):
        facts.append(draw(_leaves(holders, facts)))
    return Snapshot.from_facts(facts)


def _holder(tenure: Tenure) -> str:
    return tenure.person


@st.composite
def _upwards(
    draw: st.DrawFn, post: str, parent: int | None, units: tuple[Unit, ...], *, possible: bool
) -> list[ReportingLine]:
    sure = draw(_certainties(possible=possible))
    if parent is not None:
        manager = draw(st.sampled_from((f"p{parent}", f"p{parent}", f"p{parent}", UNKNOWN)))
        line = [ReportingLine(post, manager, certainty=sure)]
        others = [f"p{place}" for place in range(parent)]
    else:
        tops = (None, *(unit.id for unit in units if unit.is_body))
        line = [ReportingLine(post, draw(st.sampled_from(tops)), certainty=sure)]
        line = line if draw(st.booleans()) else []
        others = []
    if others and tossed(draw):
        line.append(ReportingLine(post, draw(st.sampled_from(others)), kind=LineKind.DOTTED))
    return line


@st.composite
def _leaves(draw: st.DrawFn, holders: list[str], facts: list[Fact]) -> Leave:
    person = draw(st.sampled_from(holders))
    held = [fact.post for fact in facts if isinstance(fact, Tenure) and fact.person == person]
    return Leave(person, draw(st.sampled_from((None, *held))))


@st.composite
def dirty_snapshots(draw: st.DrawFn) -> Snapshot:
    """Charts of facts at random: circles, ids that nothing has, several facts about the same."""
    posts = ("p0", "p1", "p2", "ghost")
    units = draw(st.lists(_loose_units(), max_size=3))
    facts: list[Fact] = [*draw(st.lists(st.sampled_from(PEOPLE), max_size=4)), *units]
    for post in posts[:3]:
        facts += draw(st.lists(_posts(post, UNITS[3], possible=True), max_size=2))
    some_post = st.sampled_from(posts)
    managers = (*posts, "acme", "acme-board")
    facts += draw(st.lists(some_post.flatmap(tenures), max_size=5))
    facts += draw(st.lists(some_post.flatmap(lambda post: lines(post, managers)), max_size=6))
    facts += draw(
        st.lists(
            st.builds(Leave, st.sampled_from(("ann", "bo")), st.none() | some_post),
            max_size=2,
        )
    )
    return Snapshot.from_facts(facts)


def _loose_units() -> st.SearchStrategy[Unit]:
    names = ("acme", "acme-board", "lab")
    return st.builds(
        Unit,
        st.sampled_from(names),
        st.sampled_from(("Acme", "Acme Ltd")),
        kind=st.sampled_from(("organization", "board", "team")),
        parent=st.none() | st.sampled_from((*names, "ghost")),
        certainty=_certainties(possible=True),
    )
