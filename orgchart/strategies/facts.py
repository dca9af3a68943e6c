"""Single facts: people, units, posts, tenures, reporting lines, leaves."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.strategies.checking import check_strategies, check_switches
from orgchart.strategies.texts import names

__all__ = ["certainties", "dated", "leaves", "lines", "people", "posts", "tenures", "units"]

_F = TypeVar("_F", Person, Unit, Post, Tenure, ReportingLine, Leave)
_Ids = st.SearchStrategy[str]
_Periods = st.SearchStrategy[Period]

_PEOPLE: Final = st.sampled_from(("ann", "bo", "cy", "dee", "李安"))
_UNITS: Final = st.sampled_from(("acme", "acme-board", "lab", "safety"))
_POSTS: Final = st.sampled_from(("p0", "p1", "p2", "p3"))
_TITLES: Final = st.sampled_from(("Director", "Head", "Chief executive", "总监"))
_SURE: Final = (Certainty.CERTAIN, Certainty.CERTAIN, Certainty.CERTAIN, Certainty.POSSIBLE)


def certainties(*, possible: bool = True) -> st.SearchStrategy[Certainty]:
    """Certainties, most of them certain; all of them without `possible`."""
    return st.sampled_from(_SURE) if possible else st.just(Certainty.CERTAIN)


def dated(facts: st.SearchStrategy[_F], periods: _Periods | None) -> st.SearchStrategy[_F]:
    """Facts with a period of a strategy; as they are, without one."""
    if periods is None:
        return facts
    return st.builds(_with_period, facts, periods)


def _with_period(fact: _F, period: Period) -> _F:
    if not isinstance(period, Period):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidArgument(f"periods cannot draw {period!r}; give a strategy of Period")
    return fact.with_period(period)


def people(
    *,
    ids: _Ids | None = None,
    periods: _Periods | None = None,
    cjk: bool = True,
) -> st.SearchStrategy[Person]:
    """
    People, with names in further languages now and then.

    Args:
        ids: what their ids are drawn from.
        periods: what the periods of their names are drawn from; none are stated without it.
        cjk: some names are Chinese, Japanese, Korean or Arabic.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Person('ann', 'Ann Lee')``.

    >>> from hypothesis import find
    >>> find(people(), lambda person: person.names).names
    (('de', 'Ann Lee'),)
    """
    check_strategies(ids=ids, periods=periods)
    check_switches(cjk=cjk)
    tags = st.sampled_from(("de", "zh-Hans", "fr"))
    further = st.dictionaries(tags, names(cjk=cjk), max_size=2)
    return dated(
        st.builds(Person, _PEOPLE if ids is None else ids, names(cjk=cjk), names=further), periods
    )


def units(
    *,
    ids: _Ids | None = None,
    parents: st.SearchStrategy[str | None] | None = None,
    periods: _Periods | None = None,
    possible: bool = True,
) -> st.SearchStrategy[Unit]:
    """
    Organisations, boards, committees and teams.

    Args:
        ids: what their ids are drawn from.
        parents: what the ids of their parents are drawn from; None is no parent.
        periods: what their lives are drawn from; none are stated without it.
        possible: some are not sure.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards an organisation ``acme`` without a parent.
    """
    check_strategies(ids=ids, parents=parents, periods=periods)
    check_switches(possible=possible)
    found = st.builds(
        Unit,
        _UNITS if ids is None else ids,
        st.sampled_from(("Acme", "Acme Ltd", "Lab")),
        kind=st.sampled_from(("organization", "board", "committee", "team")),
        parent=parents if parents is not None else st.none() | _UNITS,
        certainty=certainties(possible=possible),
    )
    return dated(found, periods)


def posts(  # noqa: PLR0913 - how to draw, all by name
    *,
    ids: _Ids | None = None,
    units: st.SearchStrategy[str | None] | None = None,
    titles: _Ids | None = None,
    periods: _Periods | None = None,
    shared: bool = True,
    possible: bool = True,
) -> st.SearchStrategy[Post]:
    """
    Posts.

    Args:
        ids: what their ids are drawn from.
        units: what the ids of their units are drawn from; None is no unit.
        titles: what their titles are drawn from.
        periods: what their lives are drawn from; none are stated without it.
        shared: some have several seats, or any number.
        possible: some are not sure.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards a post ``p0`` with one seat, in no unit.
    """
    check_strategies(ids=ids, units=units, titles=titles, periods=periods)
    check_switches(shared=shared, possible=possible)
    found = st.builds(
        Post,
        _POSTS if ids is None else ids,
        _TITLES if titles is None else titles,
        unit=units if units is not None else st.none() | _UNITS,
        seats=st.sampled_from((1, 1, 1, 2, 3, None)) if shared else st.just(1),
        rank=st.sampled_from((None, None, 0, 1)),
        certainty=certainties(possible=possible),
    )
    return dated(found, periods)


def tenures(  # noqa: PLR0913 - how to draw, all by name
    *,
    people: _Ids | None = None,
    posts: _Ids | None = None,
    periods: _Periods | None = None,
    kinds: bool = True,
    undisclosed: bool = True,
    possible: bool = True,
) -> st.SearchStrategy[Tenure]:
    """
    Tenures.

    Args:
        people: what the ids of the holders are drawn from.
        posts: what the ids of the posts are drawn from.
        periods: what their periods are drawn from; none are stated without it.
        kinds: some are acting, interim or adviser.
        undisclosed: the names of some holders are not public.
        possible: some are not sure.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Tenure('ann', 'p0')``.

    >>> from hypothesis import find
    >>> find(tenures(), lambda tenure: not tenure.fills).kind.value
    'adviser'
    """
    check_strategies(people=people, posts=posts, periods=periods)
    check_switches(kinds=kinds, undisclosed=undisclosed, possible=possible)
    named = people if people is not None else _PEOPLE
    substantive = TenureKind.SUBSTANTIVE
    found = st.builds(
        Tenure,
        st.one_of(named, named, st.just(UNDISCLOSED)) if undisclosed else named,
        posts if posts is not None else _POSTS,
        kind=st.sampled_from((substantive, substantive, *TenureKind))
        if kinds
        else st.just(substantive),
        title=st.sampled_from((None, None, None, "Honorary")),
        certainty=certainties(possible=possible),
    )
    return dated(found, periods)


def lines(  # noqa: PLR0913 - how to draw, all by name
    *,
    posts: _Ids | None = None,
    managers: _Ids | None = None,
    periods: _Periods | None = None,
    dotted: bool = True,
    unknown_managers: bool = True,
    possible: bool = True,
) -> st.SearchStrategy[ReportingLine]:
    """
    Reporting lines, to somebody or to nobody.

    Args:
        posts: what the ids of the posts are drawn from.
        managers: what the ids of the managers are drawn from.
        periods: what their periods are drawn from; none are stated without it.
        dotted: some are dotted.
        unknown_managers: some go to somebody who is not known.
        possible: some are not sure.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards a solid line from ``p0`` to itself, or to the first manager.
    """
    check_strategies(posts=posts, managers=managers, periods=periods)
    check_switches(dotted=dotted, unknown_managers=unknown_managers, possible=possible)
    above: Any = managers if managers is not None else _POSTS
    none: tuple[Any, ...] = (UNKNOWN, None) if unknown_managers else (None,)
    found = st.builds(
        ReportingLine,
        posts if posts is not None else _POSTS,
        st.one_of(above, above, st.sampled_from(none)),
        kind=st.sampled_from(LineKind) if dotted else st.just(LineKind.SOLID),
        certainty=certainties(possible=possible),
    )
    return dated(found, periods)


def leaves(
    *, people: _Ids | None = None, posts: _Ids | None = None, periods: _Periods | None = None
) -> st.SearchStrategy[Leave]:
    """
    Leaves, from one post or from all.

    Args:
        people: what the ids of the people are drawn from.
        posts: what the ids of the posts are drawn from.
        periods: what their periods are drawn from; none are stated without it.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Leave('ann')``.
    """
    check_strategies(people=people, posts=posts, periods=periods)
    place = st.none() | (posts if posts is not None else _POSTS)
    return dated(st.builds(Leave, people if people is not None else _PEOPLE, place), periods)
