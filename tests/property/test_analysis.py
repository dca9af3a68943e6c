"""Questions over a whole history, beside answers found by going through everything."""

from collections.abc import Iterator, Mapping

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    History,
    Leave,
    Person,
    Post,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
    Vacancy,
    When,
    analysis,
)
from orgchart.analysis import Departure, Destination, Presence
from orgchart.bounds import UNBOUNDED
from orgchart.periods import Period
from orgchart.when import as_when
from tests.support.histories import clean_histories, histories, hostile_histories, queries

UNITS = ("acme", "lab", "rival", "shop")
PEOPLE = ("ann", "bo", "cy", "undisclosed")
MOMENTS = ("2019", "2019-06", "2020", "2020-03-01", "2020~", "2021", "[2019..2021]", "[..2020]")
LAST = (None, "2022")
STARTS = st.sampled_from((*MOMENTS, None, "unknown"))
ENDS = st.sampled_from((*MOMENTS, *[None] * 6, "unknown", "ongoing"))


@st.composite
def busy_histories(draw: st.DrawFn) -> History:
    """Histories of few people who come and go often, in units above one another or in circles."""
    above = st.sampled_from((*UNITS, *UNITS, None))
    parents = draw(st.tuples(above, above, above))
    records = [Unit(name, name, parent=up) for name, up in zip(UNITS, parents, strict=False)]
    posts = [
        Post(name, title, unit=draw(above), start=draw(STARTS), end=draw(st.sampled_from(LAST)))
        for name, title in (("ceo", "Chief"), ("cto", "CTO"), ("desk", "Founder"), ("desk", "Desk"))
    ]
    tenure = st.builds(
        Tenure,
        st.sampled_from(PEOPLE),
        st.sampled_from(("ceo", "cto", "desk", "nowhere")),
        start=STARTS,
        end=ENDS,
        kind=st.sampled_from((TenureKind.SUBSTANTIVE, TenureKind.ACTING, TenureKind.ADVISER)),
        certainty=st.sampled_from(("certain", "certain", "possible")),
        claim=st.sampled_from((None, None, None, None, "x")),
        sources=st.lists(st.sampled_from(("ft", "ap")), max_size=1),
    )
    leave = st.builds(Leave, st.sampled_from(PEOPLE[:-1]))
    return History.build(
        zone="UTC",
        people=[Person(name, name) for name in PEOPLE[:-1]],
        units=records,
        posts=posts[: draw(st.integers(3, 4))],
        tenures=draw(st.lists(tenure, min_size=3, max_size=9)),
        leaves=draw(st.lists(leave, max_size=2)),
    )


#: Histories of all kinds.
KINDS = (busy_histories(), histories() | clean_histories() | hostile_histories())
of_all_kinds = pytest.mark.parametrize("kind", KINDS, ids=("busy", "any"))


def asked() -> st.SearchStrategy[str]:
    """Moments to ask for."""
    return st.sampled_from(("2018", "2019", "2020-02", "2020", "2021", "2021-02")) | queries()


def lived(history: History) -> Iterator[tuple[Tenure, Period]]:
    """Yield what takes a seat."""
    for fact, period in history.lived():
        if isinstance(fact, Tenure) and fact.fills:
            yield fact, period


def within(bounds: tuple[int, int], first: int, last: int) -> Certainty | None:
    """Say whether a moment lies in a stretch."""
    if bounds[1] <= first or bounds[0] > last:
        return None
    inside = bounds[0] > first and bounds[1] <= last
    return Certainty.CERTAIN if inside else Certainty.POSSIBLE


def plain_organizations(history: History) -> Mapping[str, str]:
    """Walk up from each post."""
    parents = {unit.id: unit.parent for unit in history.units}
    found: dict[str, str] = {}
    for post in history.posts:
        if post.unit is not None:
            way = [post.unit]
            while (above := parents.get(way[-1])) is not None and above not in way:
                way.append(above)
            found[post.id] = way[-1]
    return found


def own(history: History, unit: str) -> list[tuple[Tenure, Period]]:
    """Return what is held of an organisation."""
    homes = plain_organizations(history)
    return [item for item in lived(history) if homes.get(item[0].post) == unit]


def plain_begun(
    history: History, first: int, last: int
) -> tuple[tuple[tuple[Tenure, Certainty], ...], list[Period]]:
    """Look at each start."""
    found = [
        ((tenure, tenure.sureness.at_most(sure)), period)
        for tenure, period in lived(history)
        if (sure := within(period.start_bounds, first, last)) and isinstance(period.start, When)
    ]
    return tuple(item for item, _ in found), [period for _, period in found]


def plain_joiners(
    history: History, unit: str, first: int, last: int
) -> tuple[tuple[Tenure, Certainty], ...]:
    """Compare each start with everything of the organisation."""
    homes, there = plain_organizations(history), own(history, unit)
    return tuple(
        item
        for item, period in zip(*plain_begun(history, first, last), strict=True)
        if homes.get(item[0].post) == unit
        and not any(
            other.person == item[0].person
            and other.person is not UNDISCLOSED
            and stay.start_bounds < period.start_bounds
            and stay.end_bounds[1] + 1 >= period.start_bounds[0]
            for other, stay in there
        )
    )


def plain_created(history: History, unit: str, first: int, last: int) -> tuple[str, ...]:
    """Look at the life of each post."""
    homes = plain_organizations(history)
    there = {fact.id for fact, _ in history.lived() if isinstance(fact, Post)}
    return tuple(
        post
        for post in sorted(there)
        if homes.get(post) == unit
        and within(history.life_of(post).start_bounds, first, last) is Certainty.CERTAIN
    )


def plain_vacant(history: History, unit: str) -> tuple[Vacancy, ...]:
    """Look at the succession of each post."""
    return tuple(
        entry
        for post in sorted({tenure.post for tenure, _ in own(history, unit)})
        for entry in history.succession(post)
        if isinstance(entry, Vacancy) and isinstance(entry.since, When)
    )


def plain_departures(history: History, unit: str) -> tuple[Departure, ...]:
    """Compare each end with everything the person holds."""
    held: dict[tuple[str, int], list[tuple[Tenure, Period]]] = {}
    for number, (tenure, period) in enumerate(own(history, unit)):
        place = number if tenure.person is UNDISCLOSED else -1
        held.setdefault((tenure.person, place), []).append((tenure, period))
    found: list[Departure] = []
    for stays in held.values():
        ends = [
            (period.end_bounds, tenure, period)
            for tenure, period in stays
            if isinstance(period.end, When) or period.end is UNKNOWN
            if period.end_bounds[1] == UNBOUNDED
            or all(other.certainty_at(period.end_bounds[1]) is None for _, other in stays)
        ]
        ends.sort(key=lambda item: (item[0], item[1].post))
        while ends:
            (low, _), tenure, period = ends[-1]
            given_up = [item[1] for item in ends if item[0][1] >= low]
            ends = [item for item in ends if item[0][1] < low]
            given_up.sort(key=lambda each: each.post)
            sure = tenure.sureness
            found.append(Departure(tenure, tuple(given_up), unit, period.end, sure))
    return tuple(sorted(found, key=lambda left: (end_of(left), left.person)))


def end_of(left: Departure) -> tuple[int, int]:
    """Return the bounds of when somebody left."""
    return Period(None, left.end).end_bounds


def plain_leavers(history: History, unit: str, first: int, last: int) -> tuple[Departure, ...]:
    """Look at each departure."""
    return tuple(
        attrs.evolve(left, certainty=left.certainty.at_most(sure))
        for left in plain_departures(history, unit)
        if (sure := within(end_of(left), first, last))
    )


def plain_destinations(history: History, left: Departure) -> tuple[Destination, ...]:
    """Look at every tenure, and every conflict."""
    homes = plain_organizations(history)
    winners = {conflict.claim: conflict.winner for conflict in history.conflicts()}
    low, found = end_of(left)[0], dict[str, Tenure]()
    for tenure in history.tenures:
        home, winner = homes.get(tenure.post), winners.get(tenure.claim or "")
        lost = isinstance(winner, Tenure) and winner is not tenure
        if (
            tenure.person == left.person
            and tenure.person is not UNDISCLOSED
            and not tenure.retracted_by
            and tenure.fills
            and not (lost and isinstance(winner, Tenure) and homes.get(winner.post) == home)
            and home not in {None, left.organization}
            and tenure.start is not None
            and tenure.period.start_bounds[1] >= low
            and tenure.period.end_bounds[1] > low
        ):
            found.setdefault(str(home), tenure)
    soonest = min((held.period.start_bounds[1] for held in found.values()), default=UNBOUNDED)
    found = {h: held for h, held in found.items() if held.period.start_bounds[0] <= soonest}
    claims = [held.claim for held in found.values() if held.claim]
    maybe = Certainty.POSSIBLE
    return tuple(
        Destination(home, held, maybe if claims.count(held.claim or "") > 1 else held.sureness)
        for home, held in sorted(found.items())
    )


def plain_presence(history: History, unit: str, moment: str) -> Mapping[str, Presence]:
    """Ask of each person what they hold."""
    close, chart = as_when(moment, history.zone).close, history.at(moment)
    found: dict[str, Presence] = {}
    for person in history.people:
        stays = [item for item in own(history, unit) if item[0].person == person.id]
        sure = Certainty.CERTAIN
        if any(t.sureness is sure and p.certainty_at(close) is sure for t, p in stays):
            away = chart.leaves_of(person.id)
            found[person.id] = Presence.ON_LEAVE if away else Presence.AT_WORK
        else:
            gone = any(period.end_bounds[1] <= close for _, period in stays)
            found[person.id] = Presence.GONE if gone else Presence.NOT_KNOWN
    return found


def plain_members(chart: Snapshot, unit: str) -> tuple[str, ...]:
    """Look at everything held."""
    posts = {post.id for post in chart.posts.values() if post.unit == unit}
    held = [tenure.person for tenure in chart.tenures if tenure.post in posts and tenure.fills]
    return tuple(sorted([*({*held} - {UNDISCLOSED}), *(p for p in held if p is UNDISCLOSED)]))


@of_all_kinds
@given(st.tuples(asked(), asked()), st.data())
def test_answers_are_those_of_going_through_everything(
    kind: st.SearchStrategy[History], stretch: tuple[str, str], data: st.DataObject
) -> None:
    """The same values in the same order, however they are looked for."""
    history = data.draw(kind)
    first, last = (as_when(moment, history.zone).close for moment in stretch)
    assert list(plain_organizations(history).items()) == list(
        analysis.organizations(history).items()
    )
    assert plain_begun(history, first, last)[0] == analysis.begun(history, *stretch)
    founders = {post.id for post in history.posts if "founder" in post.title.lower().split()}
    assert analysis.founder_tenures(history) == tuple(
        tenure for tenure, _ in lived(history) if tenure.post in founders
    )
    units = sorted({unit.id for unit in history.units} | {*plain_organizations(history).values()})
    assume(units)
    unit = data.draw(st.sampled_from(units))
    assert plain_joiners(history, unit, first, last) == analysis.joiners(history, unit, *stretch)
    assert plain_created(history, unit, first, last) == analysis.created_posts(
        history, unit, *stretch
    )
    assert plain_vacant(history, unit) == analysis.vacant_posts(history, unit)
    left = analysis.departures(history, unit)
    assert plain_departures(history, unit) == left
    assert plain_leavers(history, unit, first, last) == analysis.leavers(history, unit, *stretch)
    for each in left:
        assert plain_destinations(history, each) == analysis.destinations(history, each)


@of_all_kinds
@given(asked(), st.data())
def test_presence_is_that_of_each_person(
    kind: st.SearchStrategy[History], moment: str, data: st.DataObject
) -> None:
    """The same people in the same order; members too."""
    history = data.draw(kind)
    zoned = history.zone is not None
    assume(history.store.floating is not zoned and When(moment, history.zone).floating is not zoned)
    units = sorted({unit.id for unit in history.units} | {*plain_organizations(history).values()})
    assume(units)
    unit = data.draw(st.sampled_from(units))
    chart = history.at(moment)
    assert list(plain_presence(history, unit, moment).items()) == list(
        analysis.presence(history, unit, moment).items()
    )
    assert plain_members(chart, unit) == analysis.members(chart, unit)
