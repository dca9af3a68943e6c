"""Questions over a whole history, on a small one."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import attrs
import pytest

from orgchart import (
    UNDISCLOSED,
    Certainty,
    Citation,
    Claim,
    Conflict,
    History,
    InvalidValueError,
    Leave,
    Person,
    Post,
    Snapshot,
    Source,
    Standing,
    Tenure,
    Unit,
    UnknownIdError,
    When,
)
from orgchart.analysis import (
    Presence,
    agreement,
    begun,
    citations_of,
    cited_at,
    created_posts,
    days_apart,
    departures,
    destinations,
    disputes,
    falls_within,
    founder_tenures,
    joiners,
    lead_times,
    leavers,
    members,
    organizations,
    presence,
    strongest_standing,
    told_by,
    vacant_posts,
)

SURE, MAYBE = Certainty.CERTAIN, Certainty.POSSIBLE
PEOPLE = [Person(word, word.title()) for word in ("ann", "bo", "cy", "dee", "eve")]
UNITS = [
    Unit("acme", "Acme"),
    Unit("board", "Board", kind="board", parent="acme"),
    Unit("lab", "Lab", parent="acme"),
    Unit("rival", "Rival"),
    Unit("start-up", "Start-up"),
]
POSTS = [
    Post("director", "Director", unit="board", seats=None),
    Post("ceo", "Chief", unit="acme"),
    Post("cto", "Technology", unit="lab", start="2020"),
    Post("rival-staff", "Staff", unit="rival", seats=None),
    Post("founder", "Co-founder", unit="start-up", seats=None),
    Post("loose", "Loose"),
]


def acme(*tenures: Tenure, leaves: tuple[Leave, ...] = ()) -> History:
    """Return a history with some tenures."""
    return History.build(
        name="Acme",
        zone="UTC",
        people=PEOPLE,
        units=UNITS,
        posts=POSTS,
        tenures=tenures,
        leaves=leaves,
    )


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ("2023-12-31", None),
        ("2024-01-01", SURE),
        ("2024", SURE),
        ("2024-12-31", SURE),
        ("2024-12-31T23:59Z", SURE),
        ("2025-01-01T00:00Z", None),
        ("2025-01-01", None),
        ("2024~", MAYBE),
        ("[..2024-05]", MAYBE),
        ("[2024-05..]", MAYBE),
    ],
)
def test_falls_within(moment: str, found: Certainty | None) -> None:
    """The year 2024 is after the close of 2023 and by the close of 2024."""
    assert found is falls_within(When(moment, "UTC"), "2023", "2024", "UTC")


def test_falls_within_of_no_moment() -> None:
    """What is not stated did not happen; what is not known may have."""
    assert falls_within(None, "2023", "2024", "UTC") is None
    assert falls_within(Tenure("ann", "ceo", end="unknown").end, "2023", "2024", "UTC") is MAYBE
    assert falls_within(Tenure("ann", "ceo", end="ongoing").end, "2023", "2024", "UTC") is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2024-05-14", "2024-05-17", (3, 3)),
        ("2024-05-14T23:59Z", "2024-05-15T00:01Z", (1, 1)),
        ("2024-05-14", "2024-05", (-13, 17)),
        ("2024-05-14", "[2024-05-17..]", None),
        ("[..2024-05-14]", "2024-05-17", None),
    ],
)
def test_days_apart(first: str, second: str, found: tuple[int, int] | None) -> None:
    """Calendar days, not twenty-four hours."""
    assert found == days_apart(When(first, "UTC"), When(second, "UTC"))


def test_lead_times() -> None:
    """Only moments before the end count; other fields are passed over."""
    extra = {"told": "2024-05-13", "room": "7b", "later": "2024-06"}
    tenure = Tenure("ann", "ceo", end="2024-05-14T00:00Z", extra=extra)
    assert {"told": (timedelta(0), timedelta(days=1))} == lead_times(tenure, "UTC")
    assert {} == lead_times(tenure)
    assert {} == lead_times(Tenure("ann", "ceo", extra=extra), "UTC")


def test_organizations() -> None:
    """The topmost unit; a post without a unit is in none, and a circle of parents ends."""
    found = organizations(acme())
    assert ("acme", "acme", "rival") == (found["director"], found["cto"], found["rival-staff"])
    assert "loose" not in found
    circle = History.build(
        units=[Unit("a", "A", parent="b"), Unit("b", "B", parent="a")],
        posts=[Post("p", "P", unit="a")],
    )
    assert {"p": "b"} == organizations(circle)


def test_members() -> None:
    """Advisers are none; seats without names count one by one."""
    chart = Snapshot.build(
        units=UNITS,
        posts=POSTS,
        tenures=[
            Tenure("ann", "director"),
            Tenure("bo", "director", kind="adviser"),
            Tenure("undisclosed", "director"),
            Tenure("undisclosed", "director", title="Observer"),
            Tenure("cy", "ceo"),
        ],
    )
    assert ("ann", UNDISCLOSED, UNDISCLOSED) == members(chart, "board")


def test_presence() -> None:
    """At work, away, gone, or not known."""
    history = acme(
        Tenure("ann", "ceo", start="2020"),
        Tenure("bo", "cto", start="2020"),
        Tenure("cy", "cto", start="2018", end="2019"),
        Tenure("cy", "director", start="2015", end="2016"),
        Tenure("dee", "director", start="[2020..2030]"),
        Tenure("undisclosed", "director", start="2020"),
        leaves=(Leave("bo", start="2023"),),
    )
    assert {
        "ann": Presence.AT_WORK,
        "bo": Presence.ON_LEAVE,
        "cy": Presence.GONE,
        "dee": Presence.NOT_KNOWN,
        "eve": Presence.NOT_KNOWN,
    } == presence(history, "acme", "2024")


def test_moving_inside_is_no_departure() -> None:
    """A hand-over at one date, however vague, is a move; giving up one of two posts is none."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2023"),
        Tenure("ann", "ceo", start="2023"),
        Tenure("bo", "director", start="2020", end="2022"),
        Tenure("bo", "cto", start="2021"),
    )
    assert () == departures(history, "acme")


def test_who_goes_on_as_an_adviser_has_left() -> None:
    """Advising is no post."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2024-09", end_manner="resigned"),
        Tenure("ann", "ceo", kind="adviser", start="2024-09"),
    )
    (left,) = leavers(history, "acme", "2023", "2024")
    assert ("ann", "resigned", SURE) == (left.person, left.manner, left.certainty)


def test_two_posts_given_up_at_once_are_one_departure() -> None:
    """The post that ends last tells the date."""
    history = acme(
        Tenure("ann", "director", start="2020", end="2024"),
        Tenure("ann", "ceo", start="2020", end="2024-05-14"),
        Tenure("bo", "director", start="2020", end="2023-11-17T12:28Z"),
        Tenure("bo", "cto", start="2020", end="2023-11-17T12:28Z"),
    )
    first, second = departures(history, "acme")
    assert ("bo", ("cto", "director")) == (first.person, tuple(t.post for t in first.tenures))
    assert ("ann", "2024") == (second.person, str(second.end))


def test_coming_back_makes_two_departures() -> None:
    """Each stint ends by itself."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2021"),
        Tenure("ann", "cto", start="2023", end="2024"),
    )
    assert ["2021", "2024"] == [str(left.end) for left in departures(history, "acme")]


def test_those_without_names_leave_one_by_one() -> None:
    """Two undisclosed holders are two people."""
    history = acme(
        Tenure("undisclosed", "director", start="2020", end="2024"),
        Tenure("undisclosed", "director", start="2020", end="2024", title="Observer"),
        Tenure("undisclosed", "director", start="2024"),
    )
    assert 2 == len(leavers(history, "acme", "2023", "2024"))


def test_those_without_names_are_not_one_person() -> None:
    """Two who leave at once are two departures; a start that is not known is none to tell."""
    history = acme(
        Tenure("undisclosed", "director", start="unknown", end="2024"),
        Tenure("undisclosed", "cto", start="2020", end="2024"),
    )
    assert [1, 1] == [len(left.tenures) for left in departures(history, "acme")]
    assert () == begun(history, "2023", "2024")


def test_rumoured_and_undated_departures_are_only_possible() -> None:
    """Neither is sure."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2024", certainty="possible"),
        Tenure("bo", "ceo", start="2020", end="unknown"),
    )
    assert [MAYBE, MAYBE] == [left.certainty for left in leavers(history, "acme", "2023", "2024")]


def test_destinations() -> None:
    """The next place counts: not an earlier one, not one that came after another."""
    history = acme(
        Tenure("ann", "rival-staff", start="2010", end="2015"),
        Tenure("ann", "cto", start="2020", end="2022"),
        Tenure("ann", "founder", start="2022"),
        Tenure("bo", "cto", start="2022", end="2023"),
        Tenure("bo", "founder", start="2023", end="2024"),
        Tenure("bo", "rival-staff", start="2025"),
        Tenure("cy", "ceo", start="2020", end="2023"),
    )
    found = {
        left.person: [
            (place.organization, place.certainty) for place in destinations(history, left)
        ]
        for left in departures(history, "acme")
    }
    assert {"ann": [("start-up", SURE)], "bo": [("start-up", SURE)], "cy": []} == found


def test_alternative_destinations_are_possible_and_all_there() -> None:
    """Two readings of one move, of which a chart shows one."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2022"),
        Tenure("ann", "founder", start="2022", claim="next", sources=["ft"]),
        Tenure("ann", "rival-staff", start="2022", claim="next", sources=["ap"]),
    )
    (left,) = departures(history, "acme")
    assert [("rival", MAYBE), ("start-up", MAYBE)] == [
        (place.organization, place.certainty) for place in destinations(history, left)
    ]


def test_a_lost_reading_of_the_same_place_is_no_destination() -> None:
    """A vague reading of an earlier job does not make it a later one."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2022"),
        Tenure("ann", "rival-staff", start="2010", end="2015", claim="job", sources=["ft", "ap"]),
        Tenure("ann", "rival-staff", start="unknown", claim="job", sources=["ft"]),
    )
    (left,) = departures(history, "acme")
    assert () == destinations(history, left)


def test_begun_and_joined() -> None:
    """Who moves has begun and not joined; who comes back has joined."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2024-03"),
        Tenure("ann", "ceo", start="2024-03"),
        Tenure("bo", "cto", start="2024-03"),
        Tenure("cy", "director", start="2020", end="2021"),
        Tenure("cy", "director", start="2024"),
        Tenure("dee", "rival-staff", start="2024"),
        Tenure("eve", "director", start="[2023..2024]"),
    )
    began = [(held.person, sure) for held, sure in begun(history, "2023", "2024")]
    assert [("ann", SURE), ("bo", SURE), ("cy", SURE), ("dee", SURE), ("eve", MAYBE)] == began
    joined = [(held.person, sure) for held, sure in joiners(history, "acme", "2023", "2024")]
    assert [("bo", SURE), ("cy", SURE), ("eve", MAYBE)] == joined


def test_whoever_was_there_the_day_before_does_not_join() -> None:
    """Also with an old post that goes on beside a short one; elsewhere does not count."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2024-03-01"),
        Tenure("ann", "ceo", start="2024-03-02"),
        Tenure("bo", "director", start="2010"),
        Tenure("bo", "cto", start="2015", end="2016"),
        Tenure("bo", "ceo", start="2024"),
        Tenure("cy", "rival-staff", start="2010"),
        Tenure("cy", "cto", start="2024"),
        Tenure("undisclosed", "director", start="2010"),
        Tenure("undisclosed", "cto", start="2024"),
    )
    joined = [held.person for held, _ in joiners(history, "acme", "2023", "2024")]
    assert ["cy", UNDISCLOSED] == joined


def test_who_surely_works_there() -> None:
    """Who ends at the very instant is gone; of whom only rumours tell nothing is known."""
    noon = "2024-01-01T12:00Z"
    history = acme(
        Tenure("ann", "ceo", start="2020", end=noon),
        Tenure("bo", "cto", start="2020", certainty="possible"),
    )
    found = presence(history, "acme", noon)
    assert (Presence.GONE, Presence.NOT_KNOWN) == (found["ann"], found["bo"])


def test_last_versions_tell_where_somebody_went() -> None:
    """Of a post and of the unit above it; what was taken back is no destination."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2022"),
        Tenure("ann", "moved", start="2022"),
        Tenure("ann", "rival-staff", start="2022", retracted_by=["ft"]),
    ).with_facts(
        Post("moved", "Moved", unit="acme", end="2015"),
        Post("moved", "Moved", unit="wing", start="2015"),
        Unit("wing", "Wing", parent="acme", end="2015"),
        Unit("wing", "Wing", parent="start-up", start="2015"),
    )
    (left,) = departures(history, "acme")
    assert organizations(history)["moved"] == "start-up"
    assert ["start-up"] == [place.organization for place in destinations(history, left)]


YEAR = ("2023", "2024")
OF_AN_ORGANIZATION: dict[str, Callable[[Any, Any], Iterable[object]]] = {
    "joiners": lambda history, unit: joiners(history, unit, *YEAR),
    "leavers": lambda history, unit: leavers(history, unit, *YEAR),
    "created": lambda history, unit: created_posts(history, unit, *YEAR),
    "departures": departures,
    "vacant": vacant_posts,
    "presence": lambda history, unit: presence(history, unit, "2024"),
}
of_an_organization = pytest.mark.parametrize(
    "ask", OF_AN_ORGANIZATION.values(), ids=OF_AN_ORGANIZATION
)


@of_an_organization
def test_an_organisation_that_nothing_has(ask: Callable[[Any, Any], Iterable[object]]) -> None:
    """The ids of units that look like it are told; people and posts are no units."""
    history = acme(Tenure("ann", "cto", start="2020", end="2021"))
    with pytest.raises(UnknownIdError) as raised:
        ask(history, "acne")
    assert ("unit", "acne", ("acme",)) == (
        raised.value.kind,
        raised.value.id,
        raised.value.nearest,
    )
    for wrong in ("cto", "ann", None, 7):
        with pytest.raises(UnknownIdError):
            ask(history, wrong)


@of_an_organization
def test_a_unit_without_a_record_is_known(ask: Callable[[Any, Any], Iterable[object]]) -> None:
    """A post or a unit that names it is enough; a unit inside another nobody joins or leaves."""
    history = History.build(
        zone="UTC",
        units=[Unit("lab", "Lab", parent="above")],
        posts=[Post("cto", "Technology", unit="beside")],
    )
    assert [() for _ in range(3)] == [
        tuple(ask(history, unit)) for unit in ("lab", "above", "beside")
    ]


CHART = Snapshot.build(units=UNITS, posts=POSTS)


@of_an_organization
@pytest.mark.parametrize("wrong", [None, CHART], ids=["nothing", "chart"])
def test_what_is_no_history(
    ask: Callable[[Any, Any], Iterable[object]], wrong: Snapshot | None
) -> None:
    """The sentence tells what to give."""
    with pytest.raises(InvalidValueError, match="give a history"):
        ask(wrong, "acme")


OF_A_HISTORY: dict[str, Callable[[Any], object]] = {
    "begun": lambda wrong: begun(wrong, *YEAR),
    "founders": founder_tenures,
    "organizations": organizations,
    "destinations": lambda wrong: destinations(wrong, wrong),
    "departure": lambda wrong: destinations(acme(), wrong),
    "unit": lambda wrong: members(CHART, wrong),
}


@pytest.mark.parametrize("ask", OF_A_HISTORY.values(), ids=OF_A_HISTORY)
def test_wrong_kinds_get_a_sentence(ask: Callable[[Any], object]) -> None:
    """What is needed, and what to give."""
    with pytest.raises(InvalidValueError, match="give "):
        ask(CHART)


def test_members_of_a_history() -> None:
    """The sentence tells how to come to a chart; of a unit that it has not, nobody is a member."""
    wrong: Any = acme()
    with pytest.raises(InvalidValueError, match=r"history\.at"):
        members(wrong, "board")
    assert () == members(CHART, "nowhere")


def test_founders() -> None:
    """The word in the title makes a founder."""
    history = acme(Tenure("ann", "founder", start="2020"), Tenure("bo", "ceo", start="2020"))
    assert ["ann"] == [held.person for held in founder_tenures(history)]


def test_created_posts() -> None:
    """Only posts of the organisation that surely began in the stretch."""
    history = acme()
    assert ("cto",) == created_posts(history, "acme", "2019", "2020")
    assert () == created_posts(history, "acme", "2020", "2021")
    assert () == created_posts(history, "rival", "2019", "2020")


def test_vacant_posts() -> None:
    """Gaps between holders, and the one that lasts; a post that nobody ever held has none."""
    history = acme(
        Tenure("ann", "cto", start="2020", end="2021"),
        Tenure("bo", "cto", start="2023", end="2024"),
    )
    found = [(gap.post, str(gap.since), str(gap.until)) for gap in vacant_posts(history, "acme")]
    assert [("cto", "2021", "2023"), ("cto", "2024", "None")] == found


def rivals() -> History:
    """Return a history with two readings of one end, and a claimed number."""
    return History.build(
        zone="UTC",
        people=PEOPLE,
        posts=[Post("cto", "Technology")],
        tenures=[
            Tenure("ann", "cto", end="2024-05", claim="x", sources=[Citation("ft", locator="7 8")]),
            Tenure(
                "ann",
                "cto",
                end="2024",
                claim="x",
                sources=[Citation("ap", standing="reported"), Citation("ft", locator="9")],
                retracted_by=["dpa"],
            ),
            Tenure("bo", "cto", start="2025", sources=["ap"]),
        ],
        sources=[Source("ft"), Source("ap"), Source("dpa")],
        claims=[Claim("n", "how many", low=2, sources=[Citation("ap", locator="8")])],
    )


def test_told_by() -> None:
    """What others say is gone, with their citations; what nobody is cited for stays."""
    told = told_by(rivals(), "ft")
    assert 2 == len(told.tenures)
    assert {"ft"} == {source for held in told.tenures for source in held.sources}
    assert () == told.claims
    assert ["ft"] == [source.id for source in told.sources]
    assert len(PEOPLE) == len(told.people)
    assert [()] * 2 == [held.retracted_by for held in told.tenures]


def test_citations_of() -> None:
    """Those of every reading of the claim; of a fact without a claim its own."""
    history = rivals()
    assert ["ap", "ft", "ft"] == [c.source for c in citations_of(history, history.tenures[0])]
    assert ["ap"] == [c.source for c in citations_of(history, history.tenures[-1])]


def test_strongest_standing() -> None:
    """Stated before reported before inferred before rumoured."""
    order = [Standing.RUMOURED, Standing.INFERRED, Standing.REPORTED, Standing.STATED]
    cited = [Citation("ft", standing=standing) for standing in order]
    assert order == [strongest_standing(cited[: place + 1]) for place in range(len(cited))]
    assert strongest_standing(()) is None


def test_cited_at() -> None:
    """Facts and claims, by one of several places that a locator names."""
    history = rivals()
    assert ["2024-05"] == [
        str(fact.end) for fact in cited_at(history, "ft", "8") if isinstance(fact, Tenure)
    ]
    assert ["n"] == [found.id for found in cited_at(history, "ap", "8") if isinstance(found, Claim)]
    assert () == cited_at(history, "ft", "78")


def conflict(*ends: str | None) -> Conflict:
    """Return the rivalry of readings with these ends."""
    readings = [
        Tenure("ann", "cto", start="2020", end=end, claim="x", sources=[f"s{place}"])
        for place, end in enumerate(ends)
    ]
    (found,) = History.build(zone="UTC", people=PEOPLE, tenures=readings).conflicts()
    return found


@pytest.mark.parametrize(
    ("ends", "common"),
    [
        (("2024", "2024-05", "2024-05-14"), "from 2020 to 2024-05-14"),
        (("2024-05", None), "from 2020 to 2024-05"),
        (("2024-05", "unknown"), "from 2020 to 2024-05"),
        (("2024-05", "2024-06"), None),
        ((None, "unknown"), "from 2020"),
    ],
)
def test_agreement(ends: tuple[str | None, ...], common: str | None) -> None:
    """What all readings allow; None where two exclude each other."""
    found = agreement(conflict(*ends))
    assert common == (None if found is None else str(found))


def test_agreement_of_overlapping_readings() -> None:
    """Where no reading is inside all others, the common part is written out."""
    found = agreement(conflict("[2024-01..2024-03]", "[2024-03..2024-06]"))
    assert found is not None
    assert isinstance(found.end, When)
    assert ("2024-03-01", "2024-04-01") == tuple(
        str(bound)[:10] for bound in (found.end.earliest, found.end.latest)
    )


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        (Tenure("ann", "cto", end="2024"), Tenure("ann", "cto", end="2024-05"), False),
        (Tenure("ann", "cto"), Tenure("ann", "cto", end="2024", end_manner="resigned"), False),
        (Tenure("ann", "cto", end="2023"), Tenure("ann", "cto", end="2024"), True),
        (Tenure("ann", "cto"), Tenure("bo", "cto"), True),
        (Tenure("ann", "cto"), Tenure("ann", "ceo"), True),
        (Tenure("ann", "cto"), Tenure("ann", "cto", title="Deputy"), True),
        (
            Tenure("ann", "cto", end="2024", end_manner="resigned"),
            Tenure("ann", "cto", end="2024", end_manner="dismissed"),
            True,
        ),
    ],
)
def test_disputes(first: Tenure, second: Tenure, disputed: bool) -> None:  # noqa: FBT001
    """A reading that knows more disputes nothing; one that says something else does."""
    readings = [
        attrs.evolve(reading, claim="x", sources=[source])
        for reading, source in ((first, "ft"), (second, "ap"))
    ]
    assert disputed is bool(disputes(acme(*readings)))
