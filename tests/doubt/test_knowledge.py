"""What was known when: a reader of a day has what had come out by then, and nothing later."""

from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Certainty,
    Citation,
    Claim,
    History,
    InvalidWhenError,
    Leave,
    LineKind,
    Person,
    Policy,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
    check,
    diff,
)
from orgchart.io import dumps, loads
from tests.doubt.cases import SOURCES, cited_tenures, held, policies, told

STAY = Tenure("ann", "ceo", start="2016", sources=["ap"], claim="stay")
ENDED = Tenure("ann", "ceo", start="2016", end="2018", sources=["ft"], claim="stay")


class TestDays:
    """From which day on a reader knows a fact."""

    def test_published(self) -> None:
        """A fact is known once the earliest of its sources has surely come out."""
        history = told(Tenure("ann", "ceo", start="2016", sources=["ap-de", "ft"]))
        for day, expected in (
            ("2020-03-31", {}),
            ("2020-04-01T12:00Z", {}),
            ("2020-04-01", {"ann": "certain"}),
            ("2030", {"ann": "certain"}),
        ):
            assert expected == held(history.known_on(day), "2017")

    @pytest.mark.parametrize(
        ("published", "before", "after"),
        [
            ("2021", "2021-12-30", "2021-12-31"),
            ("2021-06", "2021-06-29", "2021-06-30"),
            ("2021-06-05T12:00Z", "2021-06-05T11:59Z", "2021-06-05T12:00Z"),
            ("2021-06-05T12:00+14:00", "2021-06-04T21:59Z", "2021-06-04T22:00Z"),
            ("[..2021]", "2021-12-30", "2021-12-31"),
            ("[2021-03..2021-06]", "2021-06-29", "2021-06-30"),
            ("[2021-03-05..]", "2021-03-04", "2021-03-05"),
            ("2021~", "2022-12-30", "2022-12-31"),
            ("end of 2021", "2021-12-30", "2021-12-31"),
            ("9999", "9998", "9999-12-30"),
        ],
    )
    def test_vague_days(self, published: str, before: str, after: str) -> None:
        """A source with vague dates is out when it surely is; from a day on, from that day."""
        history = told(
            Tenure("ann", "ceo", start="2016", sources=["s"]),
            sources=[Source("s", published=published)],
        )
        assert {} == held(history.known_on(before), "2017")
        assert {"ann": "certain"} == held(history.known_on(after), "2017")
        assert (published, 1) == (str(history.sources[0].published), len(history.sources))

    def test_never_and_always(self) -> None:
        """A source without a date makes nothing known; what cites nothing is common ground."""
        history = told(
            Tenure("ann", "ceo", start="2016", sources=["rumour mill"]),
            Tenure("bob", "cto", start="2016"),
        )
        assert {} == held(history.known_on("9999-12-30"), "2017")
        assert {"ann": "certain"} == held(history, "2017")
        assert {"bob": "certain"} == held(history.known_on("0001-01-01"), "2017", "cto")

    def test_the_zone_of_the_history(self) -> None:
        """A day of a reader is one of the history's zone."""
        for zone, expected in (("Pacific/Auckland", {}), ("UTC", {"ann": "certain"})):
            history = told(
                Tenure("ann", "ceo", start="2016", sources=["s"]),
                sources=[Source("s", published="2021-06-05T20:00Z")],
                zone=zone,
            )
            assert expected == held(history.known_on("2021-06-05"), "2017")

    @pytest.mark.parametrize("day", ["soon", "[2021..]", "2021-02-30", "unknown", "9999"])
    def test_what_is_no_day(self, day: str) -> None:
        """A reader's day must be a moment with an end."""
        with pytest.raises(InvalidWhenError):
            told(STAY).known_on(day)

    def test_floating_days(self) -> None:
        """Without a zone, a local day and a source with an offset have no order."""
        sources = [Source("s", published="2023-11-18T10:00Z")]
        history = told(STAY, sources=sources, zone=None)
        with pytest.raises(InvalidWhenError, match="zone"):
            history.known_on("2023-11-18")
        local = told(
            attrs.evolve(STAY, sources=["s"]), sources=[Source("s", published="2023")], zone=None
        )
        assert {"ann": "certain"} == held(local.known_on("2023-12-31"), "2017")
        assert {} == held(local.known_on("2023-12-30"), "2017")

    def test_what_is_left_of_the_sources(self) -> None:
        """Sources that came out later are not in what a reader had, nor are their citations."""
        history = told(
            Tenure("ann", "ceo", start="2016", sources=["ap", Citation("ft", locator="1")])
        )
        known = history.known_on("2020-12-31")
        assert ["ap", "ap-de"] == [source.id for source in known.sources]
        assert ("ap",) == known.tenures[0].sources
        assert "ft" not in dumps(known)
        assert known == loads(dumps(known))
        assert () == tuple(check(known))


class TestTwoReadings:
    """A start that was known before its end, and facts that were taken back."""

    def test_an_end_that_came_out_later(self) -> None:
        """A reader of the first paper has no end; one of the second has."""
        history = told(STAY, ENDED)
        assert {"ann": "certain"} == held(history.known_on("2020-12-31"), "2019")
        assert {} == held(history.known_on("2021-12-31"), "2019")
        assert {} == held(history, "2019")
        assert () == history.known_on("2020-12-31").conflicts()
        assert 1 == len(history.conflicts())

    def test_taken_back(self) -> None:
        """A fact that a later source took back is as it was for earlier readers."""
        history = told(attrs.evolve(STAY, retracted_by=["ft"]))
        early, late = history.known_on("2021-06-29"), history.known_on("2021-06-30")
        assert {"ann": "certain"} == held(early, "2019")
        assert {} == held(late, "2019") == held(history, "2019")
        assert () == early.tenures[0].retracted_by
        assert () == late.tenures
        assert 1 == len(history.tenures)
        assert () == history.conflicts()
        assert early == loads(dumps(early))

    def test_taken_back_by_one_without_a_date(self) -> None:
        """A fact that an undated source took back holds for every reader, and no longer at all."""
        history = told(attrs.evolve(STAY, retracted_by=["rumour mill"]))
        assert {"ann": "certain"} == held(history.known_on("9000"), "2019")
        assert {} == held(history, "2019")

    def test_a_rival_that_was_taken_back(self) -> None:
        """What was taken back takes no part in a conflict, but did before."""
        history = told(attrs.evolve(ENDED, retracted_by=["wsj"]), STAY)
        assert () == history.conflicts()
        assert 1 == len(history.known_on("2021-12-31").conflicts())
        assert {"ann": "certain"} == held(history, "2019")
        assert {} == held(history.known_on("2021-12-31"), "2019")

    def test_reading_twice(self) -> None:
        """What one reader of another day's history has is what came out by the earlier day."""
        history = told(STAY, ENDED)
        twice = history.known_on("2020-12-31").known_on("2030")
        assert history.known_on("2020-12-31") == twice
        assert history.known_on("2030").known_on("2020-12-31") == twice


def later_than(day: str) -> list[str]:
    """Return the sources that are not surely out at the close of a day."""
    known = {source.id for source in told().known_on(day).sources}
    return [source.id for source in SOURCES if source.id not in known]


DAYS = ("2019", "2020-03-15", "2020-12-31", "2021-06-30", "2022-01-01")


@given(
    st.lists(cited_tenures(), max_size=5),
    st.lists(cited_tenures(), max_size=4),
    st.sampled_from(DAYS),
    policies(),
    st.randoms(use_true_random=False),
)
def test_later_facts_leave_no_trace(
    tenures: list[Tenure], further: list[Tenure], day: str, policy: Policy, random: Random
) -> None:
    """Facts from later sources change nothing for a reader, in whatever order they are added."""
    later = later_than(day)
    news = [
        attrs.evolve(one, sources=random.sample(later, 1 + random.randrange(len(later))))
        for one in further
    ]
    history = told(*tenures, policy=policy)
    known = history.known_on(day)
    for added in (news, news[::-1], random.sample(news, len(news))):
        grown = history
        for fact in added:
            grown = grown.with_facts(fact)
        assert_same(known, grown.known_on(day))
        mixed = random.sample([*tenures, *added], len(tenures) + len(added))
        assert_same(known, told(*mixed, policy=policy).known_on(day))


@given(
    st.lists(cited_tenures().filter(lambda one: bool(one.citations)), min_size=1, max_size=5),
    st.sampled_from(DAYS),
    policies(),
    st.randoms(use_true_random=False),
)
def test_later_citations_leave_no_trace(
    tenures: list[Tenure], day: str, policy: Policy, random: Random
) -> None:
    """Further citations and retractions from later sources change nothing for a reader."""
    later = later_than(day)
    news = [
        attrs.evolve(
            one,
            sources=[*one.citations, Citation(random.choice(later), locator="p. 1")],
            retracted_by=[*one.retracted_by, *random.sample(later, random.randrange(2))],
        )
        for one in tenures
    ]
    assert_same(
        told(*tenures, policy=policy).known_on(day), told(*news, policy=policy).known_on(day)
    )


@given(st.lists(cited_tenures(), max_size=5), st.sampled_from(DAYS), st.data())
def test_later_sources_leave_no_trace(tenures: list[Tenure], day: str, data: st.DataObject) -> None:
    """Sources that came out later, also translations, change nothing for a reader."""
    published = data.draw(st.sampled_from((None, "2031", "[2031..]", "[..2031]", "[2019..2031]")))
    original = data.draw(st.sampled_from((None, *(source.id for source in SOURCES))))
    news = [Source("new", published=published, translation_of=original)]
    one, two = told(*tenures), told(*tenures, sources=[*SOURCES, *news])
    assert_same(one.known_on(day), two.known_on(day))


@given(st.lists(cited_tenures(), max_size=6), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_knowledge_grows(tenures: list[Tenure], one: str, two: str) -> None:
    """Who reads later has every source of the earlier reader, and more."""
    first, second = sorted((one, two))
    history = told(*tenures)
    early, late = history.known_on(first), history.known_on(second)
    assert set(early.sources) <= set(late.sources)
    assert early == late.known_on(first) or any(one.retracted_by for one in tenures)
    assert len(late.tenures) <= len(history.tenures)


def assert_same(one: History, two: History) -> None:
    """Hold everything that a reader can ask of two histories against each other."""
    assert one == two
    assert one.sources == two.sources
    assert one.conflicts() == two.conflicts()
    assert one.dates() == two.dates()
    assert dumps(one) == dumps(two)
    for moment in ("2015", "2018", "2018-06", "2030"):
        assert one.at(moment) == two.at(moment)
        assert not diff(one.at(moment), two.at(moment))


class TestCorrections:
    """The difference of two states of knowledge is a correction and reads as one."""

    def test_sentences(self) -> None:
        """What came to light is told as known now, what went as no longer held."""
        history = told(STAY, ENDED, Tenure("bob", "ceo", start="2018", sources=["ft"]))
        early, late = history.known_on("2020-12-31"), history.known_on("2021-12-31")
        change = diff(early.at("2019"), late.at("2019"))
        assert [
            "It is no longer held that Ann was Chief executive.",
            "It is now known that Bob was Chief executive.",
        ] == str(change).splitlines()
        back = diff(late.at("2019"), early.at("2019"))
        assert "no longer held that Bob" in back.describe()
        assert early.at("2019") + change == late.at("2019")
        assert "no longer" not in history.diff("2015", "2019").describe()
        assert "It is" not in early.diff("2015", "2019").describe()

    def test_a_state_of_knowledge_and_all_there_is(self) -> None:
        """The whole history is a state of knowledge too."""
        history = told(STAY, ENDED)
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        assert "It is no longer held that Ann was Chief executive." == change.describe()
        other_moment = diff(history.known_on("2020-12-31").at("2016"), history.at("2019"))
        assert "no longer held" not in other_moment.describe()

    def test_no_difference(self) -> None:
        """Where both readers have the same chart nothing is corrected."""
        history = told(STAY, ENDED)
        change = diff(history.known_on("2020-12-31").at("2017"), history.at("2017"))
        assert not change
        assert "No change." in change.describe()

    def test_sureness(self) -> None:
        """A rumour that is confirmed was possible and is so."""
        rumour = Citation("ap", standing="rumoured")
        history = told(Tenure("ann", "ceo", start="2016", sources=[rumour, "ft"]))
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        assert (
            "It is now known that Ann was Chief executive, and no longer held that possibly Ann "
            "was Chief executive."
        ) == change.describe()

    @pytest.mark.parametrize(
        ("one", "two", "words"),
        [
            (Post("b", "Board", seats=3), Post("b", "Board", seats=5), ("3", "5")),
            pytest.param(
                Post("b", "Board", unit="u"),
                Post("b", "Board", unit="v"),
                ("U", "V"),
            ),
            pytest.param(
                Unit("b", "Lab", parent="u"),
                Unit("b", "Lab", parent="v"),
                ("U", "V"),
            ),
            (Unit("b", "Lab"), Unit("b", "Lab", kind="board"), ("organization", "board")),
            (Post("b", "Head"), Post("b", "Chief"), ("Head", "Chief")),
            (Unit("b", "Lab"), Unit("b", "Labs"), ("Lab", "Labs")),
            (
                ReportingLine("cto", "ceo"),
                ReportingLine("cto", None),
                ("Chief executive", "nobody"),
            ),
            (
                ReportingLine("cto", "unknown"),
                ReportingLine("cto", "u"),
                ("somebody not known", "U"),
            ),
            (
                Tenure("bob", "ceo", kind=TenureKind.INTERIM),
                Tenure("bob", "ceo"),
                ("(interim)", "Bob was Chief executive,"),
            ),
        ],
        ids=["seats", "unit", "parent", "kind", "title", "name", "root", "line", "interim"],
    )
    def test_both_sides_are_told(self, one: Post, two: Post, words: tuple[str, str]) -> None:
        """A correction tells what was held and what is known, in words that differ."""
        history = told().with_facts(
            Unit("u", "U"),
            Unit("v", "V"),
            attrs.evolve(one, claim="x", sources=["ap"]),
            attrs.evolve(two, claim="x", sources=["ft"]),
        )
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        said = change.describe()
        now, _, held_before = said.partition(", and no longer held that ")
        assert held_before
        assert now.removeprefix("It is now known that ") != held_before.removesuffix(".")
        assert all(word in said for word in words)

    def test_leaves_are_told_apart(self) -> None:
        """A leave that concerned another post is told with the posts."""
        history = told(Tenure("ann", "ceo"), Tenure("ann", "cto")).with_facts(
            Leave("ann", "ceo", claim="x", sources=["ap"]),
            Leave("ann", "cto", claim="x", sources=["ft"]),
        )
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        assert "Chief executive" in change.describe()
        assert "Chief technologist" in change.describe()

    def test_other_names(self) -> None:
        """A person whose name in another language is corrected is told with both, in words."""
        history = told(Tenure("eve", "ceo")).with_facts(
            Person("eve", "Eve", names={"zh": "夏娃"}, claim="n", sources=["ap"]),
            Person("eve", "Eve", names={"zh": "伊夫"}, claim="n", sources=["ft"]),
        )
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        said = change.describe()
        assert "夏娃" in said
        assert "伊夫" in said
        assert "'" not in said

    def test_every_edit_is_told(self) -> None:
        """A person who is renamed and whose seat is corrected is told with the new name."""
        history = told(Tenure("eve", "ceo", sources=["ft"])).with_facts(
            Person("eve", "Eve", claim="n", sources=["ap"]),
            Person("eve", "Evelyn", claim="n", sources=["ft"]),
            Tenure("eve", "cto"),
            ReportingLine("cto", "ceo", kind=LineKind.DOTTED, sources=["ft"]),
        )
        change = diff(history.known_on("2020-12-31").at("2019"), history.at("2019"))
        said = change.describe()
        assert "Evelyn was Chief executive" in said
        assert "Chief technologist reported by a dotted line to Chief executive" in said

    def test_certainty_of_values(self) -> None:
        """A chart of a reader is an ordinary chart: what differs is its margin only."""
        history = told(STAY)
        assert history.known_on("2021").at("2019") == history.at("2019")
        assert Certainty.CERTAIN == history.known_on("2021").at("2019").tenures[0].certainty


class TestClaimedNumbers:
    """Claimed numbers are known as facts are."""

    claims = (
        Claim("none", "n", low=1),
        Claim("early", "e", low=1, sources=["ap"]),
        Claim("both", "b", low=1, sources=["ap", Citation("ft", locator="1")]),
        Claim("late", "l", low=1, sources=["ft"]),
    )

    def test_known(self) -> None:
        """A number is known from its earliest source on, without what later ones say of it."""
        history = told(claims=self.claims)
        known = history.known_on("2020-12-31")
        assert ["both", "early", "none"] == [claim.id for claim in known.claims]
        assert {("ap",), ()} == {claim.sources for claim in known.claims}
        assert list(history.claims) == list(history.known_on("2030").claims)
        assert ["none"] == [claim.id for claim in history.known_on("2000").claims]
