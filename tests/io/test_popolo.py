"""Popolo: what is written, what is read, and that nothing disappears in between."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from orgchart import (
    UNDISCLOSED,
    Citation,
    Claim,
    History,
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
from orgchart.io.popolo import (
    from_popolo,
    read_popolo,
    read_popolo_with_report,
    to_popolo,
    write_popolo,
)
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.leftbehind import Part, parts, problems, told_and_left
from tests.support.popolo_schema import POPOLO

ACME = History.build(
    name="Acme",
    zone="Europe/London",
    people=[
        Person("ann", "Ann Lee", start="2019", names={"zh-Hans": "李安"}),
        Person("ann", "Ann Berg", end="2019"),
        Person("bo", "Bo Ek", extra={"gender": "male", "links": '[{"url":"https://bo.test"}]'}),
    ],
    units=[
        Unit("acme", "Acme", start="2015-12-01"),
        Unit("board", "Board", kind="board", parent="acme"),
    ],
    posts=[
        Post("chair", "Chair", unit="board"),
        Post("ceo", "Managing director", unit="acme", end="2020"),
        Post("ceo", "Chief executive", unit="acme", start="2020", seats=2),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019-03", end="2023-11-17T12:28-08:00", sources=["ft"]),
        Tenure("bo", "ceo", kind=TenureKind.ACTING, start="early 2024", end_manner="resigned"),
        Tenure(UNDISCLOSED, "chair", start="2020-02-01"),
    ],
    lines=[ReportingLine("ceo", "board")],
    leaves=[Leave("bo", start="2024-06")],
    sources=[
        Source("ft", title="Acme's chief leaves", url="https://ft.test/1", published="2023-11-18"),
        Source("talk", title="A conversation"),
    ],
)
#: The same, as it was written when this test was made and read by a human.
GOLDEN = Path(__file__).parent / "golden" / "acme.popolo.json"


def left_of(history: History) -> tuple[str, LossReport]:
    """Write a history; return the text and the report."""
    stream = io.StringIO()
    report = write_popolo(history, stream)
    return stream.getvalue(), report


def as_read(wanted: Counter[Part], report: LossReport) -> Counter[Part]:
    """Put the addresses of sources for their ids, and take each citation once."""
    renamed = {
        loss.fact[1]: loss.written
        for loss in report
        if (*loss.fact[:1], loss.field) == ("source", "id")
    }
    renamed |= {
        loss.fact[1]: json.loads(loss.value)["url"]
        for loss in report
        if loss.fact[0] == "source" and not loss.field and "has its address" in loss.why
    }
    found: Counter[Part] = Counter()
    for (key, field, text), count in wanted.items():
        place = ("source", renamed.get(key[1]) or key[1]) if key[0] == "source" else key
        cited = field == "sources"
        part = (place, field, (renamed.get(text) or text) if cited else text)
        found[part] = 1 if cited else found[part] + count
    return found


@at_most(25)
@given(st.one_of(histories(), clean_histories(), hostile_histories()))
def test_what_is_read_back_and_what_was_left_are_the_history(history: History) -> None:
    """Every part of a history is in the file or in the report, and none is in both."""
    text, report = left_of(history)
    wanted = as_read(told_and_left(history, report), report)
    found = from_popolo(text, zone=history.zone)
    del wanted[("history",), "zone", history.zone or ""]
    assert +wanted == as_read(parts(attrs.evolve(found, zone=None)), LossReport())


@at_most(25)
@given(st.one_of(histories(), hostile_histories()))
def test_what_was_read_is_written_the_same(history: History) -> None:
    """What came out of Popolo goes back into it, with nothing left behind."""
    found = from_popolo(to_popolo(history), zone=history.zone)
    text, report = left_of(found)
    assert from_popolo(text, zone=history.zone) == found
    assert [] == [loss for loss in report if loss.field != "zone"]


def test_golden_file() -> None:
    """The small history is written as it was."""
    assert GOLDEN.read_text(encoding="utf-8") == to_popolo(ACME)


def test_report_of_the_golden_file() -> None:
    """The report says what is not in the file, and what stands there instead."""
    _, report = left_of(ACME)
    assert [
        ("history", "name", None),
        ("history", "zone", None),
        ("post", "", None),
        ("post", "start", None),
        ("post", "seats", None),
        ("tenure", "start", "2024"),
        ("tenure", "end_manner", None),
        ("tenure", "", None),
        ("line", "", None),
        ("leave", "", None),
        ("source", "id", "https://ft.test/1"),
        ("source", "published", None),
        ("source", "", None),
    ] == [(loss.fact[0], loss.field, loss.written) for loss in report]


def test_what_does_not_hold_for_sure_is_left_out_whole() -> None:
    """What was taken back, lost to a rival, or is only possible is not stated as if it held."""
    history = History.build(
        people=[Person("ann", "Ann"), Person("bo", "Bo"), Person("cy", "Cy", certainty="possible")],
        posts=[Post("ceo", "Chief"), Post("cto", "Technology")],
        tenures=[
            Tenure("ann", "ceo", start="2020", sources=["a"], claim="who was first"),
            Tenure("bo", "ceo", start="2020", sources=["b"], claim="who was first"),
            Tenure("bo", "cto", start="2021", sources=["a"], retracted_by="b"),
            Tenure("ann", "cto", sources=[Citation("a", standing="rumoured")]),
        ],
        sources=[
            Source("a", url="https://a.test", published="2020"),
            Source("b", url="https://b.test", published="2022"),
        ],
        claims=[Claim("leavers", "who left", low=2)],
    )
    text, report = left_of(history)
    found = from_popolo(text)
    assert ["bo"] == [tenure.person for tenure in found.tenures]
    assert ["ann", "bo"] == [person.id for person in found.people]
    assert [
        ("claim", "leavers"),
        ("person", "cy"),
        ("tenure", "ann", "ceo"),
        ("tenure", "ann", "cto"),
        ("tenure", "bo", "cto"),
        ("source", "a"),
    ] == [loss.fact for loss in report if not loss.field]
    assert as_read(told_and_left(history, report), report) == as_read(parts(found), LossReport())


@pytest.mark.parametrize(
    ("when", "written"),
    [
        ("2020", "2020"),
        ("2020-11", "2020-11"),
        ("2020-11-02", "2020-11-02"),
        ("2020-11-02T12:28-08:00", "2020-11-02T12:28-08:00"),
        ("2020-11-02T12:28", "2020-11-02"),
        ("2020~", None),
        ("[2020-11-02..2020-11-20]", "2020-11"),
        ("[2020-11..2021-02]", None),
        ("[..2020]", None),
        ("end of 2020", "2020"),
        ("2020-11-02[Pacific/Auckland]", "2020-11"),
        ("unknown", None),
    ],
)
def test_dates_are_never_more_precise_than_known(when: str, written: str | None) -> None:
    """A date that Popolo cannot say is written coarser, or not at all."""
    tenure = Tenure("ann", "ceo", start=when)
    text, report = left_of(History.build(zone="Europe/London", tenures=[tenure]))
    assert written == json.loads(text)["memberships"][0].get("start_date")
    expected = [] if when == written else [("start", when, written)]
    losses = [(loss.field, loss.value, loss.written) for loss in report if loss.field != "zone"]
    assert expected == losses


FOREIGN = """
{
  "meta": {"made by": "hand"},
  "persons": [
    {"id": "mary", "name": "Mary Jones", "email": "m@x.test",
     "other_names": [
       {"name": "Mary Smith", "end_date": "2010-05"},
       {"name": "Mari Jones", "lang": "cy", "note": "multilingual"},
       {"name": "M. J."}
     ],
     "contact_details": [{"type": "fax", "value": "1"}],
     "memberships": [
       {"organization_id": "party", "role": "leader", "start_date": "2012"}
     ]},
    {"id": "tom", "given_name": "Tom", "family_name": "Bell"}
  ],
  "organizations": [
    {"id": "party", "name": "The Party", "classification": "party", "founding_date": "1990",
     "posts": [{"id": "chair", "role": "Chair"}],
     "children": [{"id": "youth", "name": "Youth"}]}
  ],
  "memberships": [
    {"id": "m1", "person": {"id": "tom"}, "post": {"id": "chair"}, "role": "acting",
     "organization_id": "party", "area_id": "north", "label": "Acting chair",
     "sources": [{"url": "https://a.test", "note": "List"},
                 {"url": "https://a.test", "note": "p. 2"}]},
    {"person_id": "mary", "post_id": "chair", "organization_id": "other", "role": "boss"}
  ],
  "events": []
}
"""


def test_a_foreign_file() -> None:
    """Nested and embedded records, roles without posts, further fields: all is kept."""
    history, report = read_popolo_with_report(io.StringIO(FOREIGN), name="Party")
    mary, smith, tom = history.people
    assert ("Mary Smith", "2010-05") == (smith.name, str(smith.end))
    assert ("Mary Jones", (("cy", "Mari Jones"),)) == (mary.name, mary.names)
    assert {
        "email": "m@x.test",
        "contact_details": '[{"type":"fax","value":"1"}]',
        "other_names": '[{"name":"M. J."}]',
    } == dict(mary.extra)
    assert "Tom Bell" == tom.name
    assert [("party", "party", None), ("youth", "organization", "party")] == [
        (unit.id, unit.kind, unit.parent) for unit in history.units
    ]
    assert [("chair", "Chair", 1), ("party leader", "leader", None)] == [
        (post.id, post.title, post.seats) for post in history.posts
    ]
    boss, leader, acting = history.tenures
    assert {"organization_id": "other", "role": "boss"} == dict(boss.extra)
    assert ("party leader", "2012") == (leader.post, str(leader.start))
    assert (TenureKind.ACTING, "Acting chair") == (acting.kind, acting.title)
    assert {"id": "m1", "area_id": "north"} == dict(acting.extra)
    assert ["List", None] == [history.sources[0].title, acting.citations[0].locator]
    assert "p. 2" == acting.citations[1].locator
    assert ["meta", "events"] == [loss.field for loss in report]


def test_problems_have_paths() -> None:
    """Every problem of a file is told at once, with the place of its value."""
    text = """{"persons": [{"id": "a"}, 7, {"id": 3, "name": "x"}],
        "organizations": {"id": "o"},
        "posts": [{"id": "p", "start_date": "2020-13"}],
        "memberships": [{"person_id": "a", "post_id": "p", "end_date": "soon"}, {"role": "r"},
            {"person_id": "a", "organization_id": "o", "sources": [{"note": "n"}]}]}"""
    with pytest.raises(UnreadableFileError) as caught:
        from_popolo(text, file="x.json")
    assert [
        "persons[0].name",
        "persons[1]",
        "persons[2].id",
        "organizations",
        "posts[0].label",
        "posts[0].start_date",
        "memberships[0].end_date",
        "memberships[1].person_id",
        "memberships[1].post_id",
        "memberships[2].sources[0].url",
    ] == [problem.path for problem in problems(caught.value)]


@pytest.mark.parametrize(
    "text", ["[]", "{}", "nothing", '{"persons": 1}', '{"votes": []}', "[" * 100_000]
)
def test_what_is_no_popolo_is_refused(text: str) -> None:
    """A file of something else is an error of files, whatever it is."""
    with pytest.raises(UnreadableFileError):
        from_popolo(text)


def test_files_and_zones(tmp_path: Path) -> None:
    """A path is written and read; a zone that is none is refused."""
    place = tmp_path / "acme.json"
    write_popolo(ACME, place)
    assert from_popolo(to_popolo(ACME), zone="UTC") == read_popolo(place, zone="UTC")
    assert read_popolo(io.BytesIO(place.read_bytes()), zone="UTC") == read_popolo(place, zone="UTC")
    for wrong, origin, zone in (
        ("no time zone", place, "Europe/Londinium"),
        ("not UTF-8", io.BytesIO(b"\xff"), None),
        ("empty", io.StringIO(" "), None),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            read_popolo(origin, zone=zone)
        assert wrong in str(caught.value)


#: Untyped: the types of that library are only partly known.
VALID: Any = Draft202012Validator(POPOLO)


@at_most(15)
@given(st.one_of(histories(), clean_histories(), hostile_histories()))
def test_what_is_written_is_popolo(history: History) -> None:
    """Tables, required fields, partial dates, names and sources are as the specification says."""
    assert [] == [problem.message for problem in VALID.iter_errors(json.loads(to_popolo(history)))]


def test_the_schema_of_popolo_refuses_what_is_none() -> None:
    """The test above can fail."""
    document = json.loads(to_popolo(ACME))
    assert not [*VALID.iter_errors(document)]
    document["persons"][0] |= {"name": None, "other_names": [{"start_date": "soon"}]}
    document["memberships"][0].pop("post_id")
    assert 4 == len([*VALID.iter_errors(document)])
