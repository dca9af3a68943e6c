"""Rival claims: several readings of one thing, of which charts show one and nothing is lost."""

from collections import Counter
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    DEFAULT_POLICY,
    Conflict,
    Fact,
    History,
    InvalidValueError,
    Leave,
    Person,
    Policy,
    Post,
    Preference,
    ReportingLine,
    Source,
    Tenure,
    Unit,
    diff,
    most_precise,
    most_sources,
    newest_source,
    pin,
    prefer,
)
from orgchart.io import dumps, loads
from tests.doubt.cases import cited_tenures, held, policies, problem, told
from tests.support.texts import hostile_texts, ids

FORMS = ("toml", "json")

VAGUE = Tenure("ann", "ceo", start="2016", end="2019", claim="exit", sources=["ap", "wsj"])
EXACT = Tenure("ann", "ceo", start="2016", end="2018-05-14", claim="exit", sources=["ft"])
MANY = Tenure("ann", "ceo", start="2016", end="2020~", claim="exit", sources=["ap", "ft", "?"])
TRANSLATED = Tenure("ann", "ceo", start="2016", end="2017", claim="exit", sources=["ap", "ap-de"])
ALL = (VAGUE, EXACT, MANY, TRANSLATED)


def only(history: History) -> Conflict:
    """Return the one conflict of a history."""
    (found,) = history.conflicts()
    return found


class TestPolicies:
    """Which reading each policy chooses, and the rule that is named for it."""

    @pytest.mark.parametrize(
        ("policy", "winner", "rule"),
        [
            (newest_source, VAGUE, "newest_source"),
            (most_precise, EXACT, "most_precise"),
            (most_sources, MANY, "most_sources"),
            (prefer("ft") + most_precise, EXACT, "most_precise"),
            (prefer("ft") + most_sources, MANY, "most_sources"),
            (prefer("nothing", "wsj"), VAGUE, "prefer nothing wsj"),
            (prefer("nothing") + most_precise, EXACT, "most_precise"),
            (prefer("ap-de", "wsj"), TRANSLATED, "prefer ap-de wsj"),
            (DEFAULT_POLICY, VAGUE, "newest_source"),
        ],
        ids=str,
    )
    def test_each(self, policy: Policy, winner: Tenure, rule: str) -> None:
        """Each policy, alone and with others, chooses its reading and says by what."""
        for order in (ALL, ALL[::-1]):
            conflict = only(told(*order, policy=policy))
            assert (str(winner.end), rule) == (str(getattr(conflict.winner, "end", None)), rule)
            assert rule == conflict.rule
            assert winner.sources == conflict.winner.sources
            assert 4 == len(conflict.readings) == 1 + len(conflict.losers)
            assert ("tenure", "ann", "ceo") == conflict.key
            assert "exit" == conflict.claim

    def test_a_translation_counts_once(self) -> None:
        """An original and its translation are one source, and two originals are two."""
        two = attrs.evolve(EXACT, sources=["ft", "wsj"])
        conflict = only(told(TRANSLATED, two, policy=most_sources))
        assert (two.sources, "most_sources") == (conflict.winner.sources, conflict.rule)
        tie = only(told(TRANSLATED, EXACT, policy=most_sources))
        assert "order" == tie.rule

    def test_preference_through_a_translation(self) -> None:
        """Who prefers a source prefers what only cites its translation."""
        translated = attrs.evolve(EXACT, sources=["ap-de"])
        other = attrs.evolve(VAGUE, sources=["ft"])
        assert ("ap-de",) == only(told(translated, other, policy=prefer("ap"))).winner.sources
        assert ("ft",) == only(told(translated, other, policy=prefer("ft", "ap"))).winner.sources

    def test_a_chain_and_a_circle_of_translations(self) -> None:
        """A translation of a translation is the original; in a circle all are one source."""
        chain = [Source("a"), Source("b", translation_of="a"), Source("c", translation_of="b")]
        circle = [
            Source("a", translation_of="c"),
            Source("b", translation_of="a"),
            Source("c", translation_of="b"),
        ]
        alone = [Source("a", translation_of="a"), Source("b"), Source("c")]
        for sources, rule in ((chain, "order"), (circle, "order"), (alone, "most_sources")):
            one = Tenure("ann", "ceo", start="2016", claim="x", sources=["a", "b", "c"])
            two = Tenure("ann", "ceo", start="2016", kind="interim", claim="x", sources=["z"])
            conflict = only(told(one, two, sources=[*sources, Source("z")], policy=most_sources))
            assert rule == conflict.rule
            bare = [
                attrs.evolve(each, claim=None, sources=[name])
                for each, name in ((one, "a"), (two, "c"))
            ]
            found = told(*bare, sources=sources).conflicts()
            assert (rule == "most_sources") is bool(found)

    def test_pin(self) -> None:
        """A pinned reading wins over every other rule, also after a file and when known."""
        for fact in ALL:
            history = told(*ALL, policy=pin(fact) + DEFAULT_POLICY)
            for found in (history, loads(dumps(history))):
                assert fact.sources == only(found).winner.sources
                assert only(found).rule.startswith("pin ")

    def test_pin_tells_readings_apart(self) -> None:
        """What is pinned wins also over a reading with the same dates and sources."""
        pairs: list[tuple[Fact, Fact]] = [
            (ReportingLine("ceo", "cto", claim="x"), ReportingLine("ceo", "board", claim="x")),
            (ReportingLine("ceo", None, claim="x"), ReportingLine("ceo", "unknown", claim="x")),
            (Tenure("ann", "ceo", claim="x"), Tenure("ann", "ceo", kind="interim", claim="x")),
            (Tenure("ann", "ceo", claim="x"), Tenure("bob", "ceo", claim="x")),
            (
                Tenure("ann", "ceo", claim="x"),
                Tenure("ann", "ceo", claim="x", certainty="possible"),
            ),
            (Post("p", "Head", claim="x"), Post("p", "Chief", claim="x")),
            (Post("p", "Head", claim="x"), Post("p", "Head", seats=2, claim="x")),
            (Unit("u", "U", claim="x"), Unit("u", "U", parent="v", claim="x")),
            (Leave("ann", "ceo", claim="x"), Leave("ann", claim="x")),
            (Person("p", "Pat", claim="x"), Person("p", "Pat", names={"de": "P"}, claim="x")),
        ]
        for pair in pairs:
            for fact in pair:
                history = told().with_facts(*pair).with_policy(pin(fact))
                assert fact == only(history).winner
                again = loads(dumps(history))
                assert fact == only(again).winner

    def test_pin_of_a_fact_that_is_read_in_a_zone(self) -> None:
        """A fact is pinned before or after it was placed in the zone of its history."""
        pinned = Tenure("bob", "ceo", start="2016[Europe/London]", claim="x")
        other = Tenure("ann", "ceo", start="2016", claim="x")
        for fact in (pinned, told(pinned).tenures[0]):
            assert "bob" == getattr(
                only(told(pinned, other, policy=pin(fact))).winner, "person", ""
            )

    def test_pin_holds_for_earlier_readers(self) -> None:
        """A pinned fact with a later second source is pinned for a reader of the first too."""
        pinned = Tenure("bob", "ceo", start="2016", claim="x", sources=["ap", "wsj"])
        other = Tenure("ann", "ceo", start="2016", claim="x", sources=["ap-de"])
        history = told(pinned, other, policy=pin(pinned))
        assert {"bob": "certain"} == held(history, "2019")
        assert {"bob": "certain"} == held(history.known_on("2020-05"), "2019")

    def test_no_policy(self) -> None:
        """With no step at all the first reading in canonical order wins, and the rule says so."""
        conflict = only(told(*ALL, policy=Policy()))
        assert ("order", conflict.readings[0]) == (conflict.rule, conflict.winner)

    def test_a_change_of_policy_changes_charts(self) -> None:
        """Another policy shows another reading, at the moments at which they differ only."""
        history = told(*ALL, policy=newest_source)
        precise = history.with_policy(most_precise)
        assert {"ann": "possible"} == held(history, "2019-06")
        assert {} == held(precise, "2019-06")
        assert history.at("2017") == precise.at("2017")
        assert history.at("2018-06") != precise.at("2018-06")
        assert list(history.facts) == list(precise.facts)
        assert history != precise
        assert history == precise.with_policy(newest_source)
        assert history.dates() != precise.dates()


class TestPoliciesInFiles:
    """Policies are named in files and come back."""

    @pytest.mark.parametrize("form", FORMS)
    @given(policy=policies())
    def test_named(self, form: str, policy: Policy) -> None:
        """Any policy comes back; the default one is left out."""
        history = told(*ALL, policy=policy)
        text = dumps(history, form)
        assert history == loads(text, form)
        assert policy == loads(text, form).policy == Policy.of(policy.texts)
        assert ("policy" in text) is (policy != DEFAULT_POLICY)
        assert only(history) == only(loads(text, form))

    @given(policies(), policies(), policies())
    def test_joining(self, one: Policy, two: Policy, three: Policy) -> None:
        """Joining policies is associative, and the empty one changes nothing."""
        assert (one + two) + three == one + (two + three)
        assert one + Policy() == one == Policy() + one
        assert ", ".join(one.texts) == str(one)

    @given(st.lists(ids(), min_size=1, max_size=3, unique=True))
    def test_any_ids(self, names: list[str]) -> None:
        """Sources with any ids can be preferred, and are read back as they were or refused."""
        try:
            policy = prefer(*names)
        except InvalidValueError:
            return
        assert policy == Policy.of(policy.texts)
        assert policy == loads(dumps(told(policy=policy))).policy

    @given(hostile_texts(), ids(), ids())
    def test_any_texts_pinned(self, claim: str, person: str, source: str) -> None:
        """A reading with any claim id, any ids and any words can be pinned, also in a file."""
        pinned = Tenure(person, "ceo", claim=claim, sources=[source], note=claim, title=claim)
        other = Tenure(person, "ceo", claim=claim, sources=[source])
        history = told(pinned, other, policy=pin(pinned))
        assert pinned == only(history).winner
        for form in FORMS:
            assert history == loads(dumps(history, form), form)
            assert pinned == only(loads(dumps(history, form), form)).winner

    @pytest.mark.parametrize("names", [(), ("",), ("a\nb",)])
    def test_preferring_what_is_no_source(self, names: tuple[str, ...]) -> None:
        """Preferring nothing, or what is no id, is refused before it is in a file."""
        with pytest.raises(InvalidValueError):
            prefer(*names)

    @pytest.mark.parametrize(
        "written",
        [
            '["newest"]',
            '["prefer"]',
            '["pin"]',
            '["newest_source ft"]',
            '[""]',
            "3",
            '["Prefer ft"]',
        ],
    )
    def test_refused(self, written: str) -> None:
        """A file with a policy that is none is refused, with the place."""
        assert "history.policy" in problem(f"[history]\npolicy = {written}")

    @pytest.mark.parametrize("step", ['prefer ""', 'prefer "a\\u0000"', 'prefer "\\ud800"'])
    def test_refused_names(self, step: str) -> None:
        """A step that prefers what is no id is refused, as it is in code."""
        with pytest.raises(InvalidValueError):
            Policy.of([step])

    @pytest.mark.parametrize("step", ['prefer "a', 'prefer "a\\q"', "pin  ", "prefer  "])
    def test_refused_texts(self, step: str) -> None:
        """A step with a quote that is not closed, or with blanks for a name, is refused."""
        with pytest.raises(InvalidValueError):
            Policy.of([step])

    def test_one_alone(self) -> None:
        """One step need not be a list."""
        assert most_precise == loads('[history]\npolicy = "most_precise"').policy

    def test_steps_are_a_closed_list(self) -> None:
        """The steps are these five."""
        expected = {"newest_source", "most_precise", "most_sources", "prefer", "pin"}
        assert expected == set(Preference)
        with pytest.raises(TypeError):
            newest_source + "most_precise"


@given(st.lists(cited_tenures(), max_size=7), policies())
def test_nothing_is_dropped_silently(tenures: list[Tenure], policy: Policy) -> None:
    """Every fact holds, or was taken back, or is a loser of exactly one conflict."""
    history = told(*tenures, policy=policy)
    lost = Counter(repr(fact) for conflict in history.conflicts() for fact in conflict.losers)
    taken_back = Counter(repr(fact) for fact in history.facts if fact.retracted_by)
    holding = Counter(repr(fact) for fact, _ in history.lived())
    assert Counter(map(repr, history.facts)) == lost + taken_back + holding
    given_facts = Counter((one.key, str(one.start), str(one.end)) for one in tenures)
    kept = Counter((one.key, str(one.start), str(one.end)) for one in history.tenures)
    assert given_facts == kept


@given(st.lists(cited_tenures(), max_size=7), policies())
def test_conflicts(tenures: list[Tenure], policy: Policy) -> None:
    """A conflict has a winner and losers among its readings; two readings never both hold."""
    history = told(*tenures, policy=policy)
    holding = [fact for fact, _ in history.lived()]
    for conflict in history.conflicts():
        assert len(conflict.readings) >= 2
        assert conflict.winner in conflict.readings
        assert len(conflict.readings) == len(conflict.losers) + 1
        assert 1 == sum(any(fact is one for one in holding) for fact in conflict.readings)
        assert conflict.rule in {"order", *policy.texts}
        assert {conflict.claim} == {fact.claim for fact in conflict.readings}
    keys = [(conflict.key, conflict.claim or "") for conflict in history.conflicts()]
    assert sorted(keys) == keys


@given(st.lists(cited_tenures(), max_size=6), policies(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(
    tenures: list[Tenure], policy: Policy, random: Random
) -> None:
    """Facts in any order, from a file or from code, have the same conflicts and charts."""
    history = told(*tenures, policy=policy)
    shuffled = random.sample(tenures, len(tenures))
    for other in (told(*shuffled, policy=policy), loads(dumps(history))):
        assert history == other
        assert history.conflicts() == other.conflicts()
        assert history.at("2018") == other.at("2018")
        assert history.dates() == other.dates()


def test_one_object_twice() -> None:
    """An object that is given twice is what two equal ones are."""
    one, two = (Tenure("ann", "ceo", claim="x") for _ in range(2))
    same, equal = told(one, one), told(one, two)
    assert same == equal
    assert same.at("2020") == equal.at("2020")
    assert same.conflicts() == equal.conflicts()


def test_one_claim_of_two_kinds() -> None:
    """A claim that a stay and a leave share is one conflict; one of them shows."""
    history = told().with_facts(
        Tenure("ann", "ceo", start="2016", claim="x", sources=["ap"]),
        Leave("ann", "ceo", start="2016", claim="x", sources=["ft"]),
    )
    assert {"tenure", "leave"} == {fact.kind_name for fact in only(history).readings}
    chart = history.at("2017")
    assert (0, 1) == (len(chart.tenures), len(chart.leaves))
    assert history == loads(dumps(history))


def test_diff_across_policies() -> None:
    """Two policies compared are an ordinary difference of two charts."""
    history = told(*ALL, policy=most_precise)
    other = history.with_policy(newest_source)
    change = diff(history.at("2018-06"), other.at("2018-06"))
    assert history.at("2018-06") + change == other.at("2018-06")
    assert not diff(history.at("2016"), other.at("2016"))


def test_a_disputed_fact_says_so() -> None:
    """A chart knows which of its facts have rivals."""
    assert {("tenure", "ann", "ceo")} == set(told(*ALL).at("2017").disputed)
    assert not told(VAGUE).at("2017").disputed


def test_thousands_of_rivals() -> None:
    """Thousands of readings of one thing, and orders to them, are one conflict each."""
    count = 2000
    readings = [
        Tenure("ann", "ceo", start=f"{1000 + n // 2}", claim="x", note=str(n)) for n in range(count)
    ]
    others = [Tenure("bob", "cto", claim="y", note=str(n), after="x.start") for n in range(count)]
    history = told(*readings, *others)
    assert [count, count] == [len(conflict.readings) for conflict in history.conflicts()]
    assert 2 == len(list(history.at("2020").tenures))
    chain = [Source(f"s{n}", translation_of=f"s{n + 1}") for n in range(count)]
    cited = [
        Tenure("ann", "ceo", claim="x", sources=[f"s{n}"], note=str(n)) for n in range(0, count, 40)
    ]
    assert "order" == only(told(*cited, sources=chain, policy=most_sources)).rule


@pytest.mark.parametrize("claim", ["", " ", "a\nb", "unknown", "x.end", "'''", "\u202ex", "💥"])
def test_hostile_claim_ids(claim: str) -> None:
    """Any text can be a claim id, and joins its readings in every form of file."""
    one, two = (Tenure("ann", "ceo", start=year, claim=claim) for year in ("2016", "2017"))
    history = told(one, two, Tenure("bob", "cto", after=claim, before=f"{claim}.end"))
    for form in FORMS:
        again = loads(dumps(history, form), form)
        assert history == again
        assert claim == only(again).claim


def test_a_title_in_one_more_language_disputes_nothing() -> None:
    """What one reading leaves out is no other thing; another title is."""
    ends: list[dict[str, object]] = [{"end": "2025"}, {"end": "2026"}]
    for titles, disputed in ((("Chief", "Chief"), False), (("Chief", "Head"), True)):
        posts = [
            Post("p", titles[0], claim="c", titles={"de": "Leitung"}, start="2019", **ends[0]),  # type: ignore[arg-type]
            Post("p", titles[1], claim="c", start="2019", **ends[1]),  # type: ignore[arg-type]
        ]
        chart = History.build(name="Acme", zone="Europe/London", posts=posts).at("2020")
        assert disputed == (("post", "p") in chart.disputed)
