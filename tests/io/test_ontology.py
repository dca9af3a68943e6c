"""The Organization Ontology: Turtle and JSON-LD, and that nothing disappears in between."""

import io
import json
import logging
import re
import socket
from collections import Counter
from pathlib import Path
from threading import Thread

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    History,
    InvalidValueError,
    Leave,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
    UnreadableFileError,
)
from orgchart.io.losses import LossReport
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.leftbehind import Part, parts, problems, told_and_left

pytest.importorskip("rdflib")

from orgchart.io.ontology import (
    from_ontology,
    read_ontology,
    read_ontology_with_report,
    to_ontology,
    write_ontology,
)
from orgchart.io.ontology.words import XSD, Graph, Literal


def left_of(history: History, form: str) -> tuple[str, LossReport]:
    """Write a history; return the text and the report."""
    stream = io.StringIO()
    report = write_ontology(history, stream, form=form)
    return stream.getvalue(), report


def once(found: Counter[Part]) -> Counter[Part]:
    """Take each citation once: a fact cites a source as a whole."""
    return Counter({part: 1 if part[1] == "sources" else n for part, n in found.items() if n})


@at_most(25)
@given(
    st.one_of(histories(), clean_histories(), hostile_histories()),
    st.sampled_from(("turtle", "json-ld")),
)
def test_what_is_read_back_and_what_was_left_are_the_history(history: History, form: str) -> None:
    """Every part of a history is in the file or in the report, and none is in both."""
    text, report = left_of(history, form)
    wanted = told_and_left(history, report)
    found = from_ontology(text, form, zone=history.zone)
    del wanted[("history",), "zone", history.zone or ""]
    assert once(wanted) == once(parts(attrs.evolve(found, zone=None)))


@at_most(25)
@given(histories())
def test_all_that_is_written_is_read(history: History) -> None:
    """No statement of our own files goes unread."""
    text, _ = left_of(history, "turtle")
    _, report = read_ontology_with_report(io.StringIO(text), zone=history.zone)
    assert () == tuple(report)


@pytest.mark.parametrize("name", ["none.ttl", "none.jsonld"])
def test_a_history_of_nothing(tmp_path: Path, name: str) -> None:
    """A file without a statement is a file of that form all the same, and nothing is lost."""
    path = tmp_path / name
    assert () == tuple(write_ontology(History.build(), path))
    assert (History.build(), ()) == (read_ontology(path), tuple(read_ontology_with_report(path)[1]))
    assert "http://www.w3.org/ns/org#" in path.read_text(encoding="utf-8")


ACME = History.build(
    name="Acme",
    zone="Europe/London",
    people=[
        Person("ann", "Ann Lee", names={"zh-Hans": "李安"}),
        Person("https://bo.test/me", "Bo"),
    ],
    units=[
        Unit("acme", "Acme", start="2015-12-01"),
        Unit("board", "Board", kind="board", parent="acme"),
    ],
    posts=[
        Post("ceo", "Managing director", unit="acme", start="2015-12-01", end="2020"),
        Post("ceo", "Chief executive", unit="acme", start="2020"),
        Post("cto", "Technology", unit="acme", extra={"https://x.test/grade": "7"}),
        Post("chair", "Chair", unit="board", seats=2),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019-03", end="2023-11-17T12:28-08:00", sources=["ft"]),
        Tenure("https://bo.test/me", "cto", kind=TenureKind.ACTING, start=UNKNOWN, note="a friend"),
        Tenure(UNDISCLOSED, "chair", start="2020~", title="Chairwoman"),
    ],
    lines=[
        ReportingLine("ceo", "board"),
        ReportingLine("cto", "ceo", start="2019", end="2021"),
        ReportingLine("cto", UNKNOWN, start="2021"),
        ReportingLine("chair", None),
    ],
    leaves=[Leave("ann", start="2024-06")],
    sources=[
        Source("ft", title="Acme's chief leaves", url="https://ft.test/1", published="2023-11-18")
    ],
)
#: The same, as it was written when this test was made and read by a human.
GOLDEN = Path(__file__).parent / "golden" / "acme.org.ttl"


def test_golden_file() -> None:
    """The small history is written as it was, letter for letter."""
    assert GOLDEN.read_text(encoding="utf-8") == to_ontology(ACME)


def test_report_of_the_golden_file() -> None:
    """The report says what is not in the file, and what stands there instead."""
    _, report = left_of(ACME, "turtle")
    assert [
        (("history",), "name", None),
        (("history",), "zone", None),
        (("post", "ceo", "2"), "", None),
        (("post", "ceo"), "start", "2015-12-01"),
        (("post", "chair"), "seats", None),
        (("tenure", "undisclosed", "chair"), "start", "unknown"),
        (("line", "chair"), "", None),
        (("leave", "ann", "*"), "", None),
    ] == [(loss.fact, loss.field, loss.written) for loss in report]


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_what_has_no_name(form: str) -> None:
    """Somebody undisclosed and a manager not known are nodes without a name, and come back."""
    found = from_ontology(to_ontology(ACME, form), form, zone="Europe/London")
    assert [UNDISCLOSED] == [t.person for t in found.tenures if t.post == "chair"]
    assert [("ceo", "2021"), (UNKNOWN, None)] == [
        (line.manager, None if line.end is None else str(line.end))
        for line in found.lines
        if line.post == "cto"
    ]


def test_an_ended_line_is_not_stated() -> None:
    """`reportsTo` has no time, so it does not say what is over; nor does `holds`."""
    lines = [row.strip() for row in to_ontology(ACME).splitlines()]
    assert 2 == sum(row.startswith("org:reportsTo") for row in lines)
    assert 1 == sum(row.startswith("org:holds") for row in lines)


FOREIGN = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://x.test/> .

:acme a org:FormalOrganization ; skos:prefLabel "Acme"@en, "Acme GmbH"@de ;
    org:hasUnit :lab ; org:identifier "42" .
:lab a org:OrganizationalUnit ; foaf:name "Lab" ; org:hasPost :head .
:head a org:Post ; skos:prefLabel "Head" ; org:heldBy :ann ; org:reportsTo :acme .
:ann a foaf:Person ; foaf:name "Ann" ; foaf:mbox <mailto:ann@x.test> ; foaf:nick "A", "Annie" ;
    foaf:knows [ foaf:nick "B" ] .
[] a org:Membership ; org:member [ a foaf:Person ; foaf:name "Bo Ek" ] ; org:organization :lab ;
    org:role :fellow ; org:memberDuring [ time:hasBeginning
        [ time:inXSDDateTime "2019-03-04T10:00:00Z"^^xsd:dateTime ] ] .
:fellow a org:Role ; skos:prefLabel "Fellow" .
"""


def test_a_foreign_file() -> None:
    """Roles without posts, inverse properties, nameless nodes with names, further properties."""
    history, report = read_ontology_with_report(io.StringIO(FOREIGN), zone="UTC")
    bo, ann = history.people
    assert ("Bo Ek", "Bo Ek", "https://x.test/ann") == (bo.id, bo.name, ann.id)
    assert {
        "http://xmlns.com/foaf/0.1/mbox": "<mailto:ann@x.test>",
        "http://xmlns.com/foaf/0.1/nick": '["A", "Annie"]',
    } == dict(ann.extra)
    acme, lab = history.units
    assert ("Acme", (("de", "Acme GmbH"), ("en", "Acme"))) == (acme.name, acme.names)
    assert ("unit", "Lab", acme.id) == (lab.kind, lab.name, lab.parent)
    head, fellow = history.posts
    assert (lab.id, 1, lab.id, None) == (head.unit, head.seats, fellow.unit, fellow.seats)
    fellowship, headship = history.tenures
    assert ("Bo Ek", "Fellow", "2019-03-04T10:00Z") == (
        fellowship.person,
        fellow.title,
        str(fellowship.start).replace("+00:00", "Z"),
    )
    assert (ann.id, head.id) == (headship.person, headship.post)
    assert [(head.id, acme.id)] == [(line.post, line.manager) for line in history.lines]
    assert ["knows", "nick"] == [loss.field.rstrip(">").rpartition("/")[2] for loss in report]
    again = from_ontology(to_ontology(history), zone="UTC")
    assert again.people == history.people


def test_problems_name_their_node() -> None:
    """Every problem is told at once, with the node and the property."""
    text = """
    @prefix org: <http://www.w3.org/ns/org#> . @prefix : <https://x.test/> .
    @prefix time: <http://www.w3.org/2006/time#> .
    :u a org:Organization ; org:unitOf :v, :w ;
        time:hasTime [ time:hasEnd [ time:inXSDDate "soon" ] ] .
    :m a org:Membership ; org:organization :u .
    :n a org:Membership ; org:member :a .
    """
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology(text)
    said = [(problem.path.split()[0], problem.reason) for problem in problems(caught.value)]
    assert ["u", "u", "m", "n"] == [path.rpartition("/")[2].rstrip(">") for path, _ in said]
    assert any("'soon' is not a moment" in reason for _, reason in said)


def test_what_has_no_name_is_named_by_the_way_to_it() -> None:
    """A date stands below its post; what nothing leads to, or only itself, stands for itself."""
    text = """
    @prefix org: <http://www.w3.org/ns/org#> . @prefix : <https://x.test/> .
    @prefix time: <http://www.w3.org/2006/time#> .
    :p a org:Post ; time:hasTime [ time:hasBeginning [ time:inXSDDate "soon" ] ] .
    [] a org:Membership ; org:organization :u .
    _:a a org:Membership ; :twin _:b ; org:memberDuring [ time:hasEnd _:c ] . _:b :twin _:a .
    _:c time:inXSDgYear "later" .
    """
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology(text)
    found = [re.sub(r"<[^>]*[/#]|>", "", problem.path) for problem in problems(caught.value)]
    found = [re.sub(r"_:\w+", "_", path) for path in found]
    ways = ["p hasTime hasBeginning inXSDDate", "_ twin memberDuring hasEnd inXSDgYear"]
    assert sorted([*ways, "_ member", "_ twin member"]) == sorted(found)


#: Literals that are not of their types, and IRIs that are none.
WRONG = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://x.test/> .
:p a org:Post ; skos:prefLabel "P"^^xsd:integer ; :size "large"^^xsd:decimal ;
    :of "2020-13-45"^^xsd:dateTime , "inf"^^xsd:double ; :at <https://x.test/ q> .
:m a org:Membership ; org:member :a ; org:organization :u ;
    :size "small"^^xsd:integer ; org:role [ skos:prefLabel "r" ; :size "none"^^xsd:float ] .
"""


@pytest.mark.filterwarnings("error")
def test_what_is_not_of_its_type_is_text(caplog: pytest.LogCaptureFixture) -> None:
    """It is kept as written, or told in the report, and nothing is logged or warned of."""
    with caplog.at_level(logging.DEBUG):
        history, report = read_ontology_with_report(io.StringIO(WRONG))
    assert not caplog.records
    titles = {post.id: post.title for post in history.posts}
    assert "P" == titles["https://x.test/p"]
    extra = {text for fact in history.facts for _, text in fact.extra}
    assert {"large", '["2020-13-45", "inf"]', "<https://x.test/ q>", "small"} == extra
    (loss,) = report
    assert '"none"^^<http://www.w3.org/2001/XMLSchema#float>' == loss.value


def test_a_wrong_date_is_told_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """With its node and the property, and what stands there."""
    text = """
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <https://x.test/s> a foaf:Document ; dct:issued "2020-02-30"^^xsd:date .
    """
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology(text)
    (problem,) = problems(caught.value)
    assert "<https://x.test/s> <http://purl.org/dc/terms/issued>" == problem.path
    assert ("2020-02-30", True) == (problem.value, "no such day" in problem.reason)
    assert not caplog.records


def test_only_the_reading_is_not_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards, after an error too, and in other threads meanwhile, `rdflib` logs as ever."""

    def wrong() -> None:
        Literal("x", datatype=XSD.integer)

    def parse(_graph: object, **_given: object) -> None:
        wrong()
        other = Thread(target=wrong)
        other.start()
        other.join()
        raise ValueError("x")

    monkeypatch.setattr(Graph, "parse", parse)
    with pytest.raises(UnreadableFileError):
        from_ontology(WRONG)
    assert 1 == len(caplog.records)
    wrong()
    assert 2 == len(caplog.records)


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ('"@id": "https://x.test/a b", "x:y": "z"', "@id"),
        ('"@id": "x:a", "x:y": [{"@id": "x:a b"}]', "x:y[0].@id"),
        ('"@id": "x:a", "x:y": {"@value": "z", "@language": "en gb"}', "x:y.@language"),
    ],
)
def test_nothing_is_left_out_for_its_blanks(part: str, path: str) -> None:
    """What `rdflib` would pass over is refused, with where it stands."""
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology("{" + part + "}", "json-ld")
    (problem,) = problems(caught.value)
    assert path == problem.path
    assert "no blanks" in problem.reason


def test_what_is_no_turtle_is_told_in_words() -> None:
    """With the line, and why."""
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology("@prefix : <https://x.test/> .\n\n:a b:c :d .\n")
    (problem,) = problems(caught.value)
    assert 3 == problem.line
    assert 'it is not Turtle: Prefix "b:" not bound' == problem.reason


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("turtle", "this is no Turtle"),
        ("turtle", "<a> <b> " + "[ <c> " * 5000),
        ("turtle", "<https://x.test/a> <https://x.test/b> 'c' ."),
        ("json-ld", "nothing"),
        ("json-ld", "[" * 100_000),
        ("json-ld", '{"@context": 7}'),
    ],
)
def test_what_is_no_such_file_is_refused(form: str, text: str) -> None:
    """A file of something else is an error of files, whatever it is."""
    with pytest.raises(UnreadableFileError):
        from_ontology(text, form)


@pytest.mark.parametrize(
    "context",
    [
        '"https://x.test/context.jsonld"',
        '["https://x.test/context.jsonld", {}]',
        '"file:///etc/hostname"',
        '"relative.jsonld"',
        '{"@import": "https://x.test/context.jsonld"}',
        '{"a": {"@id": "https://x.test/a", "@context": "https://x.test/context.jsonld"}}',
    ],
)
def test_nothing_is_fetched(context: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A context that is elsewhere is refused by name, and no connection or file is opened."""

    def opened(*_: object, **__: object) -> None:
        pytest.fail("something was opened")

    monkeypatch.setattr(socket, "socket", opened)
    monkeypatch.setattr("urllib.request.urlopen", opened)
    monkeypatch.setattr("rdflib.parser.URLInputSource.__init__", opened)
    monkeypatch.setattr("rdflib.parser.FileInputSource.__init__", opened)
    with pytest.raises(UnreadableFileError) as caught:
        from_ontology(f'{{"@context": {context}, "@id": "https://x.test/a"}}', "json-ld")
    assert "nothing is fetched" in str(caught.value)
    assert "@context" in problems(caught.value)[0].path


def test_imports_of_a_graph_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`owl:imports` is one more property, and a reading of Turtle opens no connection."""

    def opened(*_: object, **__: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket, "socket", opened)
    text = FOREIGN + "<https://x.test/> <http://www.w3.org/2002/07/owl#imports> <https://y.test/> ."
    assert 2 == len(from_ontology(text, zone="UTC").people)


def test_files_and_forms(tmp_path: Path) -> None:
    """The ending of the name says the form; both forms say the same."""
    one, two = tmp_path / "acme.ttl", tmp_path / "acme.jsonld"
    write_ontology(ACME, one)
    write_ontology(ACME, two)
    assert one.read_text(encoding="utf-8").startswith("@prefix")
    assert two.read_text(encoding="utf-8").startswith("{")
    zone = "Europe/London"
    assert read_ontology(one, zone=zone) == read_ontology(two, zone=zone)
    with pytest.raises(InvalidValueError):
        to_ontology(ACME, "xml")
    with pytest.raises(UnreadableFileError):
        read_ontology(one, zone="Europe/Londinium")


def test_ids_of_several_kinds_and_bases() -> None:
    """An IRI that is the id of two things is not used for both; another base is read back."""
    both = "https://x.test/both"
    history = History.build(
        people=[Person(both, "A person")],
        units=[Unit(both, "A unit")],
        posts=[Post(both, "A post", unit=both), Post("https://orgchart.invalid/post/a", "Odd")],
        tenures=[Tenure(both, both)],
        lines=[ReportingLine("https://orgchart.invalid/post/a", both)],
    )
    assert history == from_ontology(to_ontology(history))
    base = "https://acme.test/id/"
    text = to_ontology(history, base=base)
    assert "https://acme.test/id/unit/" in text
    assert history == from_ontology(text, base=base)


def test_rival_claims_are_left_out_by_name() -> None:
    """The winner of rivals is in the file; the loser, and that there was one, are in the report."""
    history = History.build(
        people=[Person("ann", "Ann"), Person("bo", "Bo")],
        posts=[Post("ceo", "Chief")],
        tenures=[
            Tenure("ann", "ceo", start="2020", sources=["a"], claim="who was first"),
            Tenure("bo", "ceo", start="2020", sources=["b"], claim="who was first"),
        ],
        sources=[Source("a", title="A", published="2020"), Source("b", published="2022")],
    )
    for form in ("turtle", "json-ld"):
        text, report = left_of(history, form)
        found = from_ontology(text, form)
        assert ["bo"] == [tenure.person for tenure in found.tenures]
        told = [(loss.fact, loss.field) for loss in report]
        assert (("tenure", "ann", "ceo"), "") in told
        wanted = told_and_left(history, report)
        assert once(wanted) == once(parts(found))


def test_iris_that_are_none_are_read_or_refused_as_they_are() -> None:
    """`rdflib` takes them and cannot write them; nothing of it gets out."""
    text = (
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "<https://orgchart.invalid/a b> a org:Post ; org:reportsTo <https://orgchart.invalid/x|y> ."
        "\n<https://orgchart.invalid/x|y> a org:Post ; <https://x.test/ q> <https://x.test/ r> ."
    )
    history, report = read_ontology_with_report(io.StringIO(text))
    base = "https://orgchart.invalid/"
    assert [f"{base}a b", f"{base}x|y"] == sorted(post.id for post in history.posts)
    again = from_ontology(to_ontology(history))
    assert [post.id for post in history.posts] == [post.id for post in again.posts]
    assert not report
    assert ["<https://x.test/ r>"] == [text for post in history.posts for _, text in post.extra]


def test_json_ld_stands_in_one_order() -> None:
    """Nodes by their ids, and values: equal histories make equal files."""
    history = History.build(
        people=[Person(f"p{n}", f"P {n}", names={"de": "x", "fr": "y"}) for n in range(9)],
        posts=[Post("ceo", "Chief", sources=[f"s{n}" for n in range(5)])],
        sources=[Source(f"s{n}", title="S") for n in range(5)],
    )
    document = json.loads(to_ontology(history, "json-ld"))
    ids = [node["@id"] for node in document["@graph"]]
    assert ids == sorted(ids)
    assert len(ids) == len({*ids})
    (post,) = (node for node in document["@graph"] if node["@id"].endswith("post/ceo"))
    cited = [source["@id"] for source in post["dcterms:source"]]
    assert cited == sorted(cited)


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_a_name_without_letters_stays_one(form: str) -> None:
    """A person whose plain name is empty is not called by the name in another language."""
    history = History.build(
        people=[Person("ann", "", names={"de": "Anna"})], tenures=[Tenure("ann", "ceo")]
    )
    assert "" == from_ontology(to_ontology(history, form), form).people[0].name
