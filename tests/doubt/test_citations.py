"""Citations: what a source says of a fact, and how it makes it sure or only possible."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Certainty,
    Citation,
    Fact,
    History,
    InvalidValueError,
    Leave,
    Person,
    Post,
    ReportingLine,
    Rule,
    Source,
    Standing,
    Tenure,
    Unit,
    check,
)
from orgchart.io import dumps, loads
from tests.doubt.cases import held, problem, told
from tests.support.texts import hostile_texts, ids

FORMS = ("toml", "json")


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Citations with any texts."""
    text = st.none() | hostile_texts()
    return Citation(
        draw(ids()),
        locator=draw(text),
        quote=draw(st.none() | st.text(st.characters(codec="utf-8"), max_size=20)),
        attribution=draw(text),
        standing=draw(st.sampled_from(Standing)),
    )


@pytest.mark.parametrize("form", FORMS)
@given(
    cited=st.lists(citations(), max_size=5), published=st.sampled_from((None, "2020", "[..2024]"))
)
def test_citations_survive(form: str, cited: list[Citation], published: str | None) -> None:
    """Several citations of a fact come back with every word, in one order, each once."""
    known = [Source(name, published=published) for name in {each.source for each in cited}]
    history = told(Tenure("ann", "ceo", sources=[*cited, *cited]), sources=known)
    (tenure,) = loads(dumps(history, form), form).tenures
    assert history.tenures == (tenure,)
    assert set(cited) == set(tenure.citations)
    assert len(set(cited)) == len(tenure.citations)
    assert sorted({each.source for each in cited}) == sorted(tenure.sources)
    assert tenure == told(Tenure("ann", "ceo", sources=cited[::-1])).tenures[0]


def test_two_places_in_one_source() -> None:
    """A source that is cited for two places is one source and two citations."""
    places = (Citation("ft", locator="p. 2"), Citation("ft", locator="p. 1"))
    fact = Tenure("ann", "ceo", sources=[*places, "ap"])
    assert ("ap", "ft") == fact.sources
    assert ["ap", "ft", "ft"] == [each.source for each in fact.citations]
    assert [None, "p. 1", "p. 2"] == [each.locator for each in fact.citations]


@pytest.mark.parametrize("letter", ["x", "字", "é", "👩"])
def test_long_quotes_are_refused(letter: str) -> None:
    """A quote has at most 20 characters, whatever script they are of."""
    assert letter * 20 == Citation("ft", quote=letter * 20).quote
    with pytest.raises(InvalidValueError, match="at most 20 characters"):
        Citation("ft", quote=letter * 21)
    text = '[[tenures]]\nperson = "a"\npost = "p"\nsources = [{{ source = "s", quote = "{}" }}]'
    assert not problem(text.format(letter * 20))
    assert "tenures[0].sources" in problem(text.format(letter * 21))
    assert "at most 20 characters" in problem(text.format(letter * 21))


@pytest.mark.parametrize(
    "fields",
    [
        {"source": ""},
        {"source": "unknown"},
        {"source": "a\nb"},
        {"source": 7},
        {"standing": "certain"},
        {"locator": 7},
        {"quote": b"x"},
        {"attribution": "\ud800"},
    ],
)
def test_refused_citations(fields: Mapping[str, Any]) -> None:
    """A citation with a value that none can have is refused."""
    with pytest.raises(InvalidValueError):
        Citation(**{"source": "ft", **fields})


@pytest.mark.parametrize("sources", ["ft", [1], [None], [("ft", "p. 1")]])
def test_refused_sources(sources: Any) -> None:  # noqa: ANN401 - what no checker would let pass
    """Sources are a list of ids and citations, and a text alone is not taken for a list."""
    with pytest.raises(InvalidValueError):
        Tenure("ann", "ceo", sources=sources)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"ft"', "give a list"),
        ("[3]", "give a list"),
        ('[{ locator = "1" }]', "give a list"),
        ('[{ source = "ft", page = "1" }]', "no 'page'"),
        ('[{ source = "ft", locator = 1 }]', "table of texts"),
        ('[{ source = "ft", standing = "loud" }]', "stated, reported, rumoured, inferred"),
        ('[{ source = "nobody" }]', "choose another id"),
    ],
)
def test_refused_in_files(written: str, said: str) -> None:
    """A file's citation that cannot be read is named with its place and the reason."""
    found = problem(f'[[tenures]]\nperson = "a"\npost = "p"\nsources = {written}')
    assert "tenures[0].sources" in found
    assert said in found


def test_rumours() -> None:
    """What only rumours tell is possible, in every answer; one better citation makes it sure."""
    rumour = Citation("ft", standing="rumoured")
    cases: list[tuple[list[Citation | str], str]] = [
        ([rumour], "possible"),
        ([rumour, Citation("ap", standing="rumoured")], "possible"),
        ([rumour, "ap"], "certain"),
        ([rumour, Citation("ft", standing="inferred")], "certain"),
        ([Citation("ap", standing="reported")], "certain"),
        ([], "certain"),
    ]
    for cited, expected in cases:
        history = told(Tenure("ann", "ceo", start="2016", sources=cited))
        assert {"ann": expected} == held(history, "2020")
        assert {"ann": expected} == held(loads(dumps(history)), "2020")
        assert (expected == "certain") is bool(history.at("2020").certain().tenures)
        assert ("may have" in history.diff("2015", "2020").describe()) is (expected == "possible")
    doubted = Tenure("ann", "ceo", start="2016", sources=["ap"], certainty="possible")
    assert {"ann": "possible"} == held(told(doubted), "2020")


def test_a_rumour_that_is_confirmed() -> None:
    """A reader of the rumour holds it possible, a reader of the later paper certain."""
    cited = [Citation("ap", standing="rumoured"), Citation("ft")]
    history = told(Tenure("ann", "ceo", start="2016", sources=cited))
    assert {} == held(history.known_on("2020-02-29"), "2020")
    assert {"ann": "possible"} == held(history.known_on("2020-03-01"), "2020")
    assert {"ann": "certain"} == held(history.known_on("2021-06-30"), "2020")


FACTS: tuple[Fact, ...] = (
    Person("ann", "Ann"),
    Unit("acme", "Acme"),
    Post("ceo", "CEO"),
    Tenure("ann", "ceo"),
    ReportingLine("ceo", None),
    Leave("ann"),
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind_name)
def test_strict_check(fact: Fact) -> None:
    """A strict check names each fact without a source, of every kind; a plain one does not."""
    history = History.build(sources=[Source("ft")]).with_facts(fact)
    found = [one for one in check(history, strict=True) if one.rule is Rule.NO_SOURCE]
    assert [fact.key[1:]] == [one.subjects for one in found]
    assert not [one for one in check(history) if one.rule is Rule.NO_SOURCE]
    chart = history.at("2020")
    assert len(chart.facts) == sum(o.rule is Rule.NO_SOURCE for o in check(chart, strict=True))
    cited = history.without(fact).with_facts(attrs.evolve(fact, sources=["ft"]))
    assert not [one for one in check(cited, strict=True) if one.rule is Rule.NO_SOURCE]


def test_unknown_sources_are_reported() -> None:
    """A citation of a source that is not recorded is a finding; the fact stays."""
    history = told(Tenure("ann", "ceo", start="2016", sources=["ghost"]))
    (found,) = check(history)
    assert Rule.UNKNOWN_ID == found.rule
    assert "'ghost'" in found.sentence
    assert {"ann": "certain"} == held(history, "2020")
    assert {} == held(history.known_on("2030"), "2020")


@pytest.mark.parametrize(
    "history",
    [
        told(Tenure("ann", "ceo", retracted_by=["ghost"])),
        told(Tenure("ann", "ceo", after="ghost")),
        told(Tenure("ann", "ceo", before="ghost.end")),
        told(sources=[Source("ft", translation_of="ghost")]),
    ],
    ids=["retracted_by", "after", "before", "translation_of"],
)
def test_other_unknown_names_are_reported(history: History) -> None:
    """A name that nothing has is a finding wherever it is written."""
    assert any("ghost" in one.sentence for one in check(history))


def test_certainty_is_not_a_citation() -> None:
    """What a source says goes into no chart: two charts that differ in citations are equal."""
    one, two = Tenure("ann", "ceo", sources=["ap"]), Tenure("ann", "ceo", sources=["ft"])
    assert told(one).at("2020") == told(two).at("2020")
    assert told(one) != told(two)
    assert Certainty.CERTAIN == one.sureness
