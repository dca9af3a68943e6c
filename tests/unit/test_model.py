"""The facts: what they take, what they refuse, what they say of themselves."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Citation,
    Claim,
    Fact,
    InvalidValueError,
    InvalidWhenError,
    Leave,
    LineKind,
    Period,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
)
from tests.support.texts import ids

#: One fact of each kind, by its id.
MAKERS: dict[str, Callable[[Any], object]] = {
    "person": lambda name: Person(name, "x"),
    "unit": lambda name: Unit(name, "x"),
    "unit.parent": lambda name: Unit("u", "x", parent=name),
    "post": lambda name: Post(name, "x"),
    "post.unit": lambda name: Post("p", "x", unit=name),
    "tenure.person": lambda name: Tenure(name, "p"),
    "tenure.post": lambda name: Tenure("a", name),
    "line.post": lambda name: ReportingLine(name, "m"),
    "line.manager": lambda name: ReportingLine("p", name),
    "leave.person": Leave,
    "leave.post": lambda name: Leave("a", name),
    "source": Source,
}
BAD_IDS = ("", " ", " a", "a ", "a\n", "a\nb", "\x00", "a\x7fb", "\x85", "\ud800", "\u2028", 7)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("name", BAD_IDS, ids=ascii)
def test_ids_that_are_refused(make: Callable[[Any], object], name: object) -> None:
    """Empty ids, blanks at the ends, control characters and half characters are refused."""
    with pytest.raises(InvalidValueError, match="an id is text") as caught:
        make(name)
    assert name == caught.value.value


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("word", ["unknown", "undisclosed", "nobody", "ongoing"])
def test_reserved_words(make: Callable[[Any], object], word: str) -> None:
    """Words with a meaning of their own are no ids; where they are meant, they are taken."""
    meant = {
        ("tenure.person", "undisclosed"),
        ("line.manager", "unknown"),
        ("line.manager", "nobody"),
    }
    name = next(name for name, one in MAKERS.items() if one is make)
    if (name, word) in meant:
        make(word)
    else:
        with pytest.raises(InvalidValueError, match="meaning of its own"):
            make(word)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@given(name=ids())
def test_ids_that_are_taken(make: Callable[[Any], object], name: str) -> None:
    """Dots, blanks inside, brackets, quotes and any script are fine in an id."""
    assert make(name)


def test_sentinels() -> None:
    """The words become the sentinels, which are texts and tell themselves apart by identity."""
    assert Tenure("undisclosed", "p").person is UNDISCLOSED
    assert ReportingLine("p", "unknown").manager is UNKNOWN
    assert ReportingLine("p", "nobody").manager is None
    assert ("unknown", "undisclosed") == (f"{UNKNOWN}", f"{UNDISCLOSED}")
    assert ReportingLine("p", UNKNOWN) == ReportingLine("p", "unknown")


PERSON: dict[str, Any] = {"id": "a", "name": "x"}
UNIT: dict[str, Any] = {"id": "u", "name": "x"}
POST: dict[str, Any] = {"id": "p", "title": "x"}
TENURE: dict[str, Any] = {"person": "a", "post": "p"}
LINE: dict[str, Any] = {"post": "p", "manager": "m"}
LEAVE: dict[str, Any] = {"person": "a"}

#: A kind of fact, its fields, the field that is refused, and words of the reason.
REFUSED: tuple[tuple[Callable[..., object], dict[str, Any], str, str], ...] = (
    (Post, POST | {"seats": 0}, "seats", "1 or more"),
    (Post, POST | {"seats": -1}, "seats", "1 or more"),
    (Post, POST | {"seats": True}, "seats", "1 or more"),
    (Post, POST | {"seats": "2"}, "seats", "1 or more"),
    (Post, POST | {"rank": 1.5}, "rank", "whole number"),
    (Post, POST | {"rank": True}, "rank", "whole number"),
    (Post, POST | {"rank": 10**5000}, "rank", "fewer digits"),
    (Post, POST | {"rank": -(10**5000)}, "rank", "thousands of digits"),
    (Post, POST | {"seats": 10**5000}, "seats", "fewer digits"),
    (Post, POST | {"title": 7}, "post 'p': title", "give text"),
    (Post, POST | {"title": None}, "title", "give text"),
    (Person, PERSON | {"name": None}, "person 'a': name", "give text"),
    (Person, {"id": "a" * 2000, "name": None}, "aaa…: name", "give text"),
    (Unit, UNIT | {"name": None}, "name", "give text"),
    (Unit, UNIT | {"kind": None}, "kind", "give text"),
    (Post, POST | {"title": "\ud800"}, "title", "half a character"),
    (Person, PERSON | {"name": b"x"}, "name", "give text"),
    (Person, PERSON | {"names": {"en": 7}}, "the text for en", "give text"),
    (Person, PERSON | {"names": {7: "x"}}, "the language or field", "give text"),
    (Person, PERSON | {"names": [("en", "a"), ("en", "b")]}, "en", ""),
    (Person, PERSON | {"extra": [("k", "a"), ("k", "b")]}, "k", ""),
    (Unit, UNIT | {"kind": 3}, "kind", "give text"),
    (Tenure, TENURE | {"kind": "boss"}, "kind", "substantive, acting, interim, adviser"),
    (Tenure, TENURE | {"note": 3}, "note", "give text"),
    (Tenure, TENURE | {"start_manner": 3}, "start_manner", "give text"),
    (ReportingLine, LINE | {"kind": "dashed"}, "kind", "solid, dotted"),
    (Leave, LEAVE | {"certainty": "maybe"}, "certainty", "certain, possible"),
    (Leave, LEAVE | {"sources": "ft"}, "sources", "list of source ids"),
    (Leave, LEAVE | {"sources": ("\ud800",)}, "source", "id"),
    (Leave, LEAVE | {"sources": (7,)}, "source", "id"),
    (Source, {"id": "s", "title": 3}, "title", "give text"),
)


@pytest.mark.parametrize(
    ("make", "fields", "field", "reason"), REFUSED, ids=[f"{n}" for n in range(len(REFUSED))]
)
def test_fields_that_are_refused(
    make: Callable[..., object], fields: dict[str, Any], field: str, reason: str
) -> None:
    """A field with a value that no fact can have is refused by name, with the remedy."""
    with pytest.raises(InvalidValueError) as caught:
        make(**fields)
    assert field in str(caught.value)
    assert reason in str(caught.value)


NEEDED: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Person, PERSON),
    (Unit, UNIT),
    (Post, POST),
    (Tenure, TENURE),
    (ReportingLine, LINE),
    (Leave, LEAVE),
    (Source, {"id": "s"}),
    (Citation, {"source": "s"}),
    (Claim, {"id": "c", "about": "x", "low": 1}),
)


@pytest.mark.parametrize(
    ("make", "fields", "field"),
    [
        pytest.param(make, fields, field.name, id=f"{make.__name__}-{field.name}")
        for make, fields in NEEDED
        for field in attrs.fields(make)
        if field.type == "str"
    ],
)
def test_texts_that_must_be_there(
    make: Callable[..., object], fields: dict[str, Any], field: str
) -> None:
    """None is no text where one must be; an id or a name that is missing is refused by name."""
    make(**fields)
    with pytest.raises(InvalidValueError, match=rf"{field} cannot be None: .*text"):
        make(**fields | {field: None})


@pytest.mark.parametrize(
    "make",
    [
        lambda: Person("a", "x", start="soon"),
        lambda: Tenure("a", "p", end="2020-13"),
        lambda: Tenure("a", "p", start="ongoing"),
        lambda: Source("s", published="unknown"),
    ],
    ids=["start", "end", "never-ongoing", "published"],
)
def test_dates_that_are_refused(make: Callable[[], object]) -> None:
    """A date that is no moment is refused."""
    with pytest.raises(InvalidWhenError):
        make()


#: A fact and its key.
KEYS: tuple[tuple[Fact, tuple[str, ...]], ...] = (
    (Person("a", "x"), ("person", "a")),
    (Unit("u", "x"), ("unit", "u")),
    (Post("p", "x"), ("post", "p")),
    (Tenure("a", "p"), ("tenure", "a", "p")),
    (Tenure(UNDISCLOSED, "p"), ("tenure", "undisclosed", "p")),
    (ReportingLine("p", "m"), ("line", "p")),
    (ReportingLine("p", None), ("line", "p")),
    (ReportingLine("p", "m", kind=LineKind.DOTTED), ("dotted", "p", "m")),
    (ReportingLine("p", None, kind=LineKind.DOTTED), ("dotted", "p", "nobody")),
    (ReportingLine("p", UNKNOWN, kind=LineKind.DOTTED), ("dotted", "p", "unknown")),
    (Leave("a"), ("leave", "a", "*")),
    (Leave("a", "p"), ("leave", "a", "p")),
)


@pytest.mark.parametrize(
    ("fact", "key"), KEYS, ids=[" ".join(key) + str(n) for n, (_, key) in enumerate(KEYS)]
)
def test_keys(fact: Fact, key: tuple[str, ...]) -> None:
    """A fact is about a kind and ids; its own kind name is the first, but for dotted lines."""
    assert key == fact.key
    assert fact.kind_name in {key[0], "line"}


@pytest.mark.parametrize("fact", [fact for fact, _ in KEYS], ids=[f"{n}" for n in range(len(KEYS))])
def test_what_a_chart_shows(fact: Fact) -> None:
    """Period, sources and remarks are not shown; certainty and the rest are."""
    aside = attrs.evolve(fact, start="2020", end="2021", sources=("s",), extra={"k": "v"})
    assert fact.shown == aside.shown
    assert fact != aside
    doubted = fact.with_certainty(Certainty.POSSIBLE)
    assert fact.shown != doubted.shown
    assert fact == doubted.with_certainty(Certainty.CERTAIN)
    assert fact is fact.with_certainty(Certainty.CERTAIN)
    assert Period("2020", "2021") == aside.period
    assert fact == aside.with_period(Period()).with_period(fact.period) or aside.sources
    assert aside is aside.with_period(aside.period)


def test_remarks_are_not_shown() -> None:
    """Notes and manners are carried and not compared; titles and kinds are."""
    plain = Tenure("a", "p")
    for field in ("note", "start_manner", "end_manner"):
        remark: dict[str, Any] = {field: "x"}
        assert plain.shown == attrs.evolve(plain, **remark).shown
    assert plain.shown != attrs.evolve(plain, title="x").shown
    assert plain.shown != attrs.evolve(plain, kind=TenureKind.ACTING).shown
    assert ReportingLine("p", "m").shown == ReportingLine("p", "m", note="x").shown
    assert Leave("a").shown == Leave("a", note="x").shown


def test_sources_and_texts_are_in_order() -> None:
    """Sources are kept once each and in order, texts by language."""
    fact = Person("a", "x", names={"zh": "b", "de": "a"}, sources=["t", "s", "t"])
    assert ("s", "t") == fact.sources
    assert (("de", "a"), ("zh", "b")) == fact.names
    assert fact == Person("a", "x", names=[("de", "a"), ("zh", "b")], sources=("t", "s"))


def test_names_in_languages() -> None:
    """A text is found in its language, else in the same language more broadly, else plainly."""
    person = Person("a", "Ann", names={"zh": "安", "zh-Hant": "安娜", "de-AT": "Anna"})
    found = [person.name_in(lang) for lang in (None, "zh", "zh-Hant", "zh-Hans", "de", "fr")]
    assert ["Ann", "安", "安娜", "安", "Ann", "Ann"] == found
    assert "Vorstand" == Unit("u", "Board", names={"de": "Vorstand"}).name_in("de")
    assert "Leiter" == Post("p", "Head", titles={"de": "Leiter"}).title_in("de-CH")


def test_what_fills_a_seat() -> None:
    """All kinds of tenure fill a seat but advisers."""
    found = [kind for kind in TenureKind if Tenure("a", "p", kind=kind).fills]
    assert [TenureKind.SUBSTANTIVE, TenureKind.ACTING, TenureKind.INTERIM] == found


def test_bodies() -> None:
    """Boards and committees are bodies, organisations and teams are none."""
    kinds = ("board", "committee", "organization", "team")
    assert [True, True, False, False] == [Unit("u", "x", kind=kind).is_body for kind in kinds]


def test_values_are_frozen_and_hashable() -> None:
    """Facts cannot be changed, and can stand in sets."""
    person = Person("a", "x")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        person.name = "y"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    assert 1 == len({person, Person("a", "x")})


def test_certainties() -> None:
    """The weaker of two certainties is possible unless both are certain."""
    sure, maybe = Certainty.CERTAIN, Certainty.POSSIBLE
    assert sure is sure.at_most(sure)
    assert maybe is sure.at_most(maybe)
    assert maybe is maybe.at_most(sure)
