"""Order without a clock: facts that say which of two ends comes first."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgchart import (
    ONGOING,
    UNKNOWN,
    Certainty,
    History,
    Post,
    Rule,
    Tenure,
    Unit,
    When,
    check,
    prefer,
)
from orgchart.io import dumps, loads
from orgchart.periods import End, Start
from tests.doubt.cases import held, told


def orders(history: History) -> list[tuple[str, ...]]:
    """Return whose stated order is reported."""
    return [one.subjects for one in check(history) if one.rule is Rule.CONTRADICTORY_ORDER]


def lives(history: History) -> dict[str | None, str]:
    """Return the periods in force by claim id, in words."""
    return {fact.claim: str(period) for fact, period in history.lived() if fact.claim is not None}


def plain(history: History) -> History:
    """Return the same history without any order."""
    bare = [attrs.evolve(one, after=(), before=()) for one in history.tenures]
    return history.without(*history.tenures).with_facts(*bare)


class TestAnswers:
    """What an order says of a chart, a career and a succession."""

    def test_a_start_after_an_end(self) -> None:
        """Who came after somebody was not there before that one's end, and may be from then on."""
        history = told(
            Tenure("ann", "ceo", start="2010", end="2015", claim="ann"),
            Tenure("bob", "ceo", start="unknown", after="ann"),
        )
        assert {"ann": "certain"} == held(history, "2014")
        assert {"ann": "possible", "bob": "possible"} == held(history, "2015-06")
        assert {"bob": "possible"} == held(history, "2030")
        assert {"ann": "certain", "bob": "possible"} == held(plain(history), "2014")

    def test_an_end_before_a_start(self) -> None:
        """Who left before somebody came was gone when that one had surely come."""
        history = told(
            Tenure("ann", "ceo", start="2010", end="unknown", before="bob"),
            Tenure("bob", "ceo", start="2015", claim="bob"),
        )
        assert {"ann": "possible"} == held(history, "2014")
        assert {"bob": "certain"} == held(history, "2015")
        assert {"ann": "possible", "bob": "certain"} == held(plain(history), "2015")

    def test_four_boundaries(self) -> None:
        """An order can name either end of another, from either end."""
        for after, before, moment, expected in (
            ("x.start", (), "2009", {}),
            ("x.start", (), "2010-06", {"bob": "possible"}),
            ("x.end", (), "2014", {}),
            ("x.end", (), "2015-06", {"bob": "possible"}),
            ((), "x.start", "2010-06", {"bob": "possible"}),
            ((), "x.start", "2010", {}),
            ((), "x.end", "2014", {"bob": "possible"}),
            ((), "x.end", "2015", {}),
        ):
            history = told(
                Tenure("ann", "cto", start="2010", end="2015", claim="x"),
                Tenure("bob", "ceo", start=UNKNOWN, end=UNKNOWN, after=after, before=before),
            )
            assert expected == held(history, moment)

    def test_the_same_date(self) -> None:
        """Of two things in one year, the order says which came first, in every answer."""
        tenures = (
            Tenure("ann", "cto", start="2017", end="2017", claim="cto", after="ceo"),
            Tenure("ann", "ceo", start="2017", end="2017", claim="ceo", after="first"),
            Tenure("ann", "cto", start="2017", end="2017", claim="first"),
        )
        for permuted in (tenures, tenures[::-1]):
            career = told(*permuted).careers("ann")
            assert ["first", "ceo", "cto"] == [one.claim for one in career]
        assert [] == orders(told(*tenures))

    def test_the_example_of_three_stays(self) -> None:
        """Lab, cars, lab again: two dates give the career its order."""
        history = told(
            Tenure("ann", "ceo", end="[..2017]", claim="lab"),
            Tenure("ann", "cto", claim="cars", after="lab", before="lab again"),
            Tenure("ann", "ceo", start="2023", claim="lab again"),
        )
        assert ["lab", "cars", "lab again"] == [one.claim for one in history.careers("ann")]

    def test_both_forms_of_file(self) -> None:
        """Orders are in the file as they were given, one or several, and answer the same."""
        history = told(
            Tenure("ann", "ceo", start="2010", end="2015", claim="ann"),
            Tenure("bob", "ceo", start="unknown", after=["ann", "ann.start"], before="cy.end"),
            Tenure("cy", "cto", end="2020", claim="cy"),
        )
        for form in ("toml", "json"):
            again = loads(dumps(history, form), form)
            assert history == again
            assert lives(history) == lives(again)
        text = '[[tenures]]\nperson = "a"\npost = "p"\nafter = "x"\nbefore = ["y", "z.start"]'
        (tenure,) = loads(text).tenures
        assert (("x",), ("y", "z.start")) == (tenure.after, tenure.before)

    def test_a_claim_id_with_a_suffix(self) -> None:
        """A claim id that looks like an end is taken whole where there is such a claim."""
        for claim, boundary in (("x.end", "2016"), ("x", "2015")):
            history = told(
                Tenure("ann", "cto", start="2010", end=boundary, claim=claim),
                Tenure("bob", "ceo", start="unknown", after="x.end"),
            )
            assert {} == held(history, str(int(boundary) - 1))
            assert {"bob": "possible"} == held(history, boundary)


def test_contradicting_dates() -> None:
    """Who came in 2010 cannot have come after an end in 2020: reported, and nothing narrows."""
    history = told(
        Tenure("ann", "ceo", start="2010", claim="ann", after="bob"),
        Tenure("bob", "cto", end="2020", claim="bob"),
        Tenure("cy", "cto", start="2000", claim="cy"),
    )
    assert [("ann", "ceo"), ("bob", "cto")] == orders(history)
    assert lives(plain(history)) == lives(history)


@pytest.mark.parametrize(
    ("start", "end"), [(UNKNOWN, UNKNOWN), ("[..2030]", "[2001..]"), ("2020", "2020"), (None, None)]
)
def test_circles(start: Start, end: End) -> None:
    """Two stays that each come after the other are reported, both, and narrow nothing."""
    history = told(
        Tenure("ann", "ceo", start=start, end=end, claim="A", after="B"),
        Tenure("bob", "ceo", start="2000", end="[2001..]", claim="B", after="A"),
    )
    assert [("ann", "ceo"), ("bob", "ceo")] == orders(history)
    assert lives(plain(history)) == lives(history)


def test_what_comes_after_a_circle_is_no_part_of_it() -> None:
    """A stay after one of a circle is not reported itself."""
    history = told(
        Tenure("ann", "ceo", start=UNKNOWN, end=UNKNOWN, claim="A", after="B"),
        Tenure("bob", "ceo", start=UNKNOWN, end=UNKNOWN, claim="B", after="A"),
        Tenure("cy", "ceo", start=UNKNOWN, claim="C", after="A"),
    )
    assert [("ann", "ceo"), ("bob", "ceo")] == orders(history)


def test_a_chain_that_contradicts_narrows_nothing() -> None:
    """In a chain from 2020 back to 2010 no link is narrowed, whatever the ids."""
    for names in ("abcd", "dcba", "bdac"):
        one, two, three, four = names
        history = told(
            Tenure(one, "ceo", end="2020", claim="A"),
            Tenure(two, "cto", start=UNKNOWN, claim="B", after="A"),
            Tenure(three, "cto", start=UNKNOWN, claim="C", after="B.start"),
            Tenure(four, "cto", start="2010", claim="D", after="C.start"),
        )
        assert lives(plain(history)) == lives(history)
        assert sorted(orders(history))


def test_itself() -> None:
    """A stay after its own end is a circle; after its own start it says nothing."""
    circle = told(Tenure("ann", "ceo", start="[2010..2020]", end="[2012..]", claim="A", after="A"))
    assert [("ann", "ceo")] == orders(circle)
    assert lives(plain(circle)) == lives(circle)


def test_what_says_nothing() -> None:
    """A stay after its own start, or before its own end, says nothing."""
    for after, before in (("A.start", ()), ((), "A.end")):
        stay = Tenure("ann", "ceo", start="2010", end="2012", claim="A", after=after, before=before)
        assert [] == orders(told(stay))


def test_one_stay_within_another() -> None:
    """A stay from after another's start to before its end is no circle."""
    history = told(
        Tenure("ann", "ceo", start="2000", end="2010", claim="B"),
        Tenure("ann", "cto", start=UNKNOWN, end=UNKNOWN, after="B.start", before="B.end"),
    )
    assert [] == orders(history)
    assert {} == held(history, "1999", "cto") == held(history, "2010", "cto")
    assert {"ann": "possible"} == held(history, "2005", "cto")


@pytest.mark.parametrize("end", [None, ONGOING, "2020", UNKNOWN])
def test_after_what_has_no_stated_end(end: End) -> None:
    """After somebody whose end is not stated: never before that one came."""
    history = told(
        Tenure("ann", "cto", start="2000", claim="A"),
        Tenure("bob", "ceo", end=end, claim="B", after="A"),
    )
    assert {} == held(history, "1990")
    assert held(history, "2010") in ({}, {"bob": "possible"})
    assert [] == orders(history)


def test_after_what_goes_on() -> None:
    """After somebody who is stated to go on is a contradiction."""
    history = told(
        Tenure("ann", "cto", start="2000", end=ONGOING, claim="A"),
        Tenure("bob", "ceo", start="2010", claim="B", after="A"),
    )
    assert [("ann", "cto"), ("bob", "ceo")] == orders(history)
    assert {"bob": "certain"} == held(history, "2010")


def test_careers_go_by_orders_too() -> None:
    """A stay of unknown dates before one by 2017 stands before it in the career."""
    history = told(
        Tenure("ann", "ceo", start="[..2017]", claim="A", after="B"),
        Tenure("ann", "cto", start=UNKNOWN, end=UNKNOWN, claim="B"),
    )
    assert ["B", "A"] == [one.claim for one in history.careers("ann")]


def test_successions_go_by_orders_too() -> None:
    """Holders of unknown dates stand in a succession in the order that is stated."""
    history = told(
        Tenure("ann", "ceo", start="[..2017]", claim="A", after="B"),
        Tenure("bob", "ceo", start=UNKNOWN, end=UNKNOWN, claim="B", after="C"),
        Tenure("cy", "ceo", start=UNKNOWN, end=UNKNOWN, claim="C"),
    )
    holders = [one.claim for one in history.succession("ceo") if isinstance(one, Tenure)]
    assert ["C", "B", "A"] == holders


def test_orders_of_posts() -> None:
    """A post that came after something was not there before it, nor were its holders."""
    history = History.build(
        zone="UTC",
        posts=[
            Post("x", "X", start="2015", claim="x"),
            Post("y", "Y", start=UNKNOWN, after="x.start"),
        ],
        tenures=[Tenure("ann", "y")],
    )
    assert {"y": "possible"} == {
        k: v.certainty.value for k, v in history.at("2015").posts.items() if k == "y"
    }
    assert not history.at("2012").posts
    assert not history.at("2012").tenures


def test_orders_of_units_are_inherited() -> None:
    """What belongs to a unit that came after another came after it too."""
    history = History.build(
        zone="UTC",
        units=[
            Unit("old", "Old", start="2000", end="2010", claim="old"),
            Unit("new", "New", start=UNKNOWN, after="old"),
        ],
        posts=[Post("p", "P", unit="new")],
        tenures=[Tenure("ann", "p")],
    )
    assert {("unit", "old")} == set(history.at("2009").facts)
    assert {("unit", "new"), ("post", "p"), ("tenure", "ann", "p")} == set(history.at("2010").facts)
    assert [] == orders(history)


def test_an_order_to_rivals() -> None:
    """An order to a claim with several readings is one to the reading that is shown."""
    history = told(
        Tenure("ann", "ceo", start="2010", end="2015", claim="x", sources=["ap"]),
        Tenure("ann", "ceo", start="2010", end="2018", claim="x", sources=["ft"]),
        Tenure("bob", "cto", start=UNKNOWN, after="x"),
    )
    assert {} == held(history, "2016", "cto")
    assert {"bob": "possible"} == held(history.with_policy(prefer("ap")), "2016", "cto")


def test_an_order_to_what_nobody_knew() -> None:
    """A reader to whom the other fact was not known has no order, and the later one has."""
    history = told(
        Tenure("ann", "ceo", start="2010", end="2015", claim="x", sources=["ft"]),
        Tenure("bob", "cto", start=UNKNOWN, after="x", sources=["ap"]),
    )
    assert {"bob": "possible"} == held(history.known_on("2020-12-31"), "2012", "cto")
    assert {} == held(history.known_on("2021-12-31"), "2012", "cto")


def test_what_was_known_is_checked_by_itself() -> None:
    """A check of an earlier reader's history says nothing of what that reader could not know."""
    history = told(
        Tenure("ann", "ceo", start="2010", end="2015", claim="x", sources=["ft"]),
        Tenure("bob", "cto", start=UNKNOWN, after="x", sources=["ap"]),
        policy=prefer("ft"),
    )
    assert [] == list(check(history))
    assert [] == list(check(history.known_on("2020-12-31")))


def test_orders_without_a_zone() -> None:
    """In a history without a zone, what an order narrows floats as the other dates do."""
    history = told(
        Tenure("ann", "ceo", start="2010", end="2015", claim="x"),
        Tenure("bob", "cto", start=UNKNOWN, after="x"),
        zone=None,
    )
    assert {} == held(history, "2014", "cto")
    assert {"bob": "possible"} == held(history, "2015", "cto")
    starts = [period.start for _, period in history.lived() if isinstance(period.start, When)]
    assert [True, True] == [start.floating for start in starts]


@pytest.mark.parametrize("suffix", ["x.start.end", ".end", "x.", "x.END", " x", ""])
def test_what_names_no_claim(suffix: str) -> None:
    """A reference that names no claim narrows nothing and is reported."""
    history = told(
        Tenure("ann", "ceo", start="2010", end="2015", claim="x"),
        Tenure("bob", "cto", start=UNKNOWN, after=suffix),
    )
    assert {"bob": "possible"} == held(history, "2000", "cto")
    assert [Rule.UNKNOWN_ID] == [one.rule for one in check(history)]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_the_ends_of_the_calendar(zone: str) -> None:
    """Orders in the first and the last year are no trouble in any zone."""
    history = told(
        Tenure("ann", "ceo", start="0001", end="0001", claim="x"),
        Tenure("bob", "cto", start=UNKNOWN, end=UNKNOWN, after="x", before="y"),
        Tenure("cy", "ceo", start="9999", claim="y"),
        zone=zone,
    )
    assert [] == orders(history)
    assert {"bob": "possible"} == held(history, "2000", "cto")
    for when in history.dates():
        history.at(when)


def test_long_chains() -> None:
    """Five thousand stays, each after the former, are worked out at once, whatever their ids."""
    count = 5000
    stays = [
        Tenure(
            f"p{count - n:05d}",
            "ceo",
            start="2000" if n == 0 else UNKNOWN,
            end=UNKNOWN,
            claim=str(n),
            after=[f"{n - 1}.start"] if n else [],
        )
        for n in range(count)
    ]
    history = told(*stays)
    assert {} == held(history, "1999")
    assert count == len(history.at("2000").tenures)
    holders = [one.claim for one in history.succession("ceo") if isinstance(one, Tenure)]
    assert [str(n) for n in range(count)] == holders
    assert [] == orders(history)


# Sound: narrowing never makes an answer surer than every order of concrete instants allows. A year
# of the small calendar below has two instants.

YEARS = range(2000, 2004)
INSTANTS = range(2 * YEARS.start, 2 * YEARS.stop)
FAR = (-1, 10**6)

starts = st.sampled_from((*map(str, YEARS), "[2001..2002]", "[..2002]", "[2001..]", "unknown"))
finishes = st.one_of(starts, st.just("ongoing"))
claims = st.sampled_from("ABC")
references = st.lists(
    st.builds("{}{}".format, claims, st.sampled_from(("", ".start", ".end"))), max_size=1
)
stretches = st.tuples(starts, finishes).map(lambda pair: sorted(pair, key=_first_year))


def _first_year(text: str) -> str:
    """Return what puts texts of ends in order; unknown ones and such as go on come last."""
    return "z" if text == "ongoing" else text.replace("[..", "").replace("[", "")[:4]


@st.composite
def ordered(draw: st.DrawFn) -> list[Tenure]:
    """Draw three stays with vague ends and orders between them."""
    dates = {name: draw(stretches) for name in "ABC"}
    return [
        Tenure(
            name.lower(),
            "ceo",
            claim=name,
            start=dates[name][0],
            end=dates[name][1],
            after=[one for one in draw(references) if one[0] != name],
            before=[one for one in draw(references) if one[0] != name],
        )
        for name in "ABC"
    ]


def instants(bound: Start | End) -> list[int]:
    """Return the instants of the small calendar that an end can be."""
    if isinstance(bound, When):
        placed = bound.in_zone("UTC")
        first = FAR[0] if placed.earliest is None else 2 * placed.earliest.year
        last = FAR[1] if placed.latest is None else 2 * placed.latest.year
        outer = [place for place in FAR if first <= place <= last]
        return sorted({*outer, *(place for place in INSTANTS if first <= place < last)})
    return [FAR[1]] if bound == ONGOING else [*FAR, *INSTANTS]


def pairs(stays: list[Tenure]) -> Iterator[tuple[tuple[str, bool], tuple[str, bool]]]:
    """Yield pairs of ends, (claim, is it the end), of which the first comes no later."""
    for stay in stays:
        own = str(stay.claim)
        for reference in stay.after:
            claim, _, side = reference.partition(".")
            yield (claim, side != "start"), (own, False)
        for reference in stay.before:
            claim, _, side = reference.partition(".")
            yield (own, True), (claim, side == "end")


def worlds(stays: list[Tenure]) -> Iterator[dict[str, tuple[int, int]]]:
    """Yield every way to give the stays instants that keeps the orders."""
    names = [str(stay.claim) for stay in stays]
    choices = [
        [(a, b) for a, b in product(instants(stay.start), instants(stay.end)) if a <= b]
        for stay in stays
    ]
    constraints = list(pairs(stays))
    for chosen in product(*choices):
        world = dict(zip(names, chosen, strict=True))
        if all(world[a][end_a] <= world[b][end_b] for (a, end_a), (b, end_b) in constraints):
            yield world


@given(ordered())
def test_narrowing_is_sound(stays: list[Tenure]) -> None:
    """What is certain holds in every world that keeps the orders, what is absent in none."""
    possible = list(worlds(stays))
    assume(possible)
    history = told(*stays)
    for year in YEARS:
        asked = 2 * year + 1.5
        found = {one.claim: one.certainty for one in history.at(str(year)).tenures}
        for stay in stays:
            answers = {
                world[str(stay.claim)][0] <= asked < world[str(stay.claim)][1] for world in possible
            }
            if stay.claim not in found:
                assert answers == {False}
            elif found[stay.claim] is Certainty.CERTAIN:
                assert answers == {True}


@given(ordered())
def test_orders_that_cannot_be(stays: list[Tenure]) -> None:
    """Where no world keeps the orders, some are reported, and answers are as without them."""
    alone = [[attrs.evolve(one, after=(), before=())] for one in stays]
    assume(all(any(True for _ in worlds(each)) for each in alone))
    if not any(True for _ in worlds(stays)):
        assert orders(told(*stays))


@st.composite
def true_stories(draw: st.DrawFn) -> tuple[list[Tenure], dict[str, tuple[int, int]]]:
    """Draw stays in days of one year, told vaguely and in a true order; with the true days."""
    days = draw(st.lists(st.integers(0, 360), min_size=6, max_size=6, unique=True))
    truth = dict(zip("ABC", zip(days[::2], days[1::2], strict=True), strict=True))
    truth = {name: (min(pair), max(pair)) for name, pair in truth.items()}
    places = {(name, end): pair[end] for name, pair in truth.items() for end in (False, True)}
    stays: list[Tenure] = []
    for name, pair in truth.items():
        others = [(*key, place) for key, place in places.items() if key[0] != name]
        after = [f"{who}.{'end' if end else 'start'}" for who, end, day in others if day < pair[0]]
        before = [f"{who}.{'end' if end else 'start'}" for who, end, day in others if day > pair[1]]
        start, end = (draw(told_vaguely(day)) for day in pair)
        stays.append(
            Tenure(
                name.lower(),
                "ceo",
                claim=name,
                start=start,
                end=end,
                after=draw(st.lists(st.sampled_from(after))) if after else (),
                before=draw(st.lists(st.sampled_from(before))) if before else (),
            )
        )
    return stays, truth


def told_vaguely(day: int) -> st.SearchStrategy[str]:
    """Return ways to tell a day of the year 2001 that are true."""
    text = day_text(day)
    forms = (
        text,
        text[:7],
        text[:4],
        "200X",
        f"[..{text}]",
        f"[{text}..]",
        f"{text[:7]}~",
        "unknown",
    )
    return st.sampled_from(forms)


def day_text(day: int) -> str:
    """Return a day of the year 2001, counted from 0."""
    return str(date(2001, 1, 1) + timedelta(days=day))


@given(true_stories(), st.integers(0, 364))
def test_a_true_story_is_never_denied(
    story: tuple[list[Tenure], dict[str, tuple[int, int]]], day: int
) -> None:
    """Vague dates and orders that are true contradict nothing, and no answer denies the truth."""
    stays, truth = story
    history = told(*stays)
    assert [] == orders(history)
    found = {one.claim: one.certainty for one in history.at(day_text(day)).tenures}
    bare = {one.claim: one.certainty for one in plain(history).at(day_text(day)).tenures}
    for name, (start, end) in truth.items():
        holds = start <= day < end
        assert name in found if holds else found.get(name) is not Certainty.CERTAIN
        # An order takes doubt away and adds none.
        assert name in bare if name in found else True
        assert bare.get(name) is not Certainty.CERTAIN or found[name] is Certainty.CERTAIN


@given(st.permutations("abcdef"), st.sampled_from((".start", ".end", "")))
def test_chains(names: list[str], suffix: str) -> None:
    """A chain of orders puts a career in its order, whatever the ids."""
    stays = [
        Tenure(
            "ann",
            f"post {name}",
            start="2017",
            end="2017",
            claim=name,
            after=[] if former is None else [f"{former}{suffix}"],
        )
        for former, name in pairwise([None, *names])
    ]
    history = told(*stays)
    assert names == [one.claim for one in history.careers("ann")]
    assert [] == orders(history)
