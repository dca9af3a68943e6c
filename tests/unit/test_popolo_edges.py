"""Popolo at its edges: days by whose clock, nested records, further names, what is reported."""

import json
from io import StringIO
from typing import Any

import pytest

from orgchart import (
    Citation,
    History,
    Person,
    Post,
    Source,
    Tenure,
    Unit,
    UnreadableFileError,
    When,
)
from orgchart.io import from_popolo, to_popolo, write_popolo
from orgchart.io.losses import Loss
from orgchart.io.popolo.dates import coarser
from tests.support.leftbehind import problems


def told(history: History) -> Any:  # noqa: ANN401 - what JSON holds
    """Return the document that is written."""
    return json.loads(to_popolo(history))


def left(history: History) -> list[Loss]:
    """Return what is not written."""
    return [*write_popolo(history, StringIO())]


class TestDates:
    """The day of an instant."""

    @pytest.mark.parametrize(
        ("when", "zone", "written"),
        [
            (When("2020-11-02T22:00-08:00"), None, "2020-11-02"),
            (When("2020-11-02T22:00-08:00"), "Europe/London", "2020-11-03"),
            (When("2020-11-02", "Pacific/Auckland"), None, "2020-11-02"),
            (When("2020-11-02", "Pacific/Auckland"), "Europe/London", "2020-11"),
            (When("2020-11-02T22:00"), None, "2020-11-02"),
        ],
    )
    def test_whose_day(self, when: When, zone: str | None, written: str) -> None:
        """It is that of the history's zone, or of the date's own, or of its own clock."""
        assert written == coarser(when, zone)

    @pytest.mark.parametrize(
        ("when", "why"),
        [
            ("early 2024", "only a day, a month or a year can be written"),
            ("2020~", "in no one day, month or year"),
            ("unknown", "the form has no word for it"),
        ],
    )
    def test_why(self, when: str, why: str) -> None:
        """The report says why a date does not stand there as it was."""
        (loss,) = left(History.build(tenures=[Tenure("ann", "ceo", start=when)]))
        assert ("start", when) == (loss.field, loss.value)
        assert why in loss.why


class TestReading:
    """What stands inside other records, and what is missing."""

    def test_members_of_a_post(self) -> None:
        """A membership inside a post is one of that post; of an organisation, a role in it."""
        text = """{
          "organizations": [
            {"id": "acme", "name": "Acme", "memberships": [{"person_id": "bo", "role": "aide"}]}
          ],
          "posts": [
            {"id": "ceo", "label": "Chief", "memberships": [{"person_id": "ann"}]}
          ]
        }"""
        found = from_popolo(text)
        assert [("ann", "ceo"), ("bo", "acme aide")] == [
            (tenure.person, tenure.post) for tenure in found.tenures
        ]

    @pytest.mark.parametrize(
        ("table", "path"),
        [
            ("persons", "persons[0].name"),
            ("organizations", "organizations[0].name"),
            ("posts", "posts[0].label"),
        ],
    )
    def test_names_are_needed(self, table: str, path: str) -> None:
        """Nothing goes without a name; an empty one is one."""
        with pytest.raises(UnreadableFileError) as caught:
            from_popolo(json.dumps({table: [{"id": "x"}]}))
        assert [path] == [problem.path for problem in problems(caught.value)]
        empty = {"id": "x", "label" if table == "posts" else "name": ""}
        assert 1 == len([*from_popolo(json.dumps({table: [empty]})).facts])

    @pytest.mark.parametrize(
        ("record", "path", "reason"),
        [
            ({"id": " x", "name": "X"}, "persons[0].id", "without control characters"),
            ({"id": "unknown", "name": "X"}, "persons[0].id", "an id is text"),
            ({"id": "x", "name": "\ud800"}, "persons[0]", "half a character is missing"),
        ],
    )
    def test_what_no_person_has(self, record: dict[str, str], path: str, reason: str) -> None:
        """An id or a name that nobody can have is told with its place."""
        with pytest.raises(UnreadableFileError) as caught:
            from_popolo(json.dumps({"persons": [record]}))
        (problem,) = problems(caught.value)
        assert path == problem.path
        assert reason in problem.reason


class TestFurtherFields:
    """What rides along comes back, or is reported."""

    def test_names_without_dates(self) -> None:
        """Names with neither dates nor a language stand among the other names, and come back."""
        extra = {"other_names": '[{"name":"M. J."}]', "pronouns": '["she"]', "email": "m@x.test"}
        history = History.build(people=[Person("mary", "Mary", names={"cy": "Mari"}, extra=extra)])
        (record,) = told(history)["persons"]
        assert ["Mari", "M. J."] == [name["name"] for name in record["other_names"]]
        assert ["she"] == record["pronouns"]
        assert history == from_popolo(to_popolo(history))
        assert [] == left(history)

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("other_names", '[{"name":"Mari","lang":"cy"}]'),
            ("other_names", '[{"name":"Smith","end_date":"2010"}]'),
            ("other_names", "Mari"),
            ("memberships", "[]"),
            ("name", "Mary"),
            ("links", "[1] "),
        ],
    )
    def test_names_of_its_own(self, field: str, text: str) -> None:
        """A further field that would be read as something else is reported, and not written."""
        history = History.build(people=[Person("mary", "Mary", extra={field: text})])
        assert [{"id": "mary", "name": "Mary"}] == told(history)["persons"]
        (loss,) = left(history)
        assert (("person", "mary"), f"extra.{field}", text) == (loss.fact, loss.field, loss.value)

    def test_each_version_has_its_own(self) -> None:
        """What an older version says beside its name and dates is reported of that version."""
        older = Person("ann", "Ann Oak", end="2019", extra={"email": "a@x.test"})
        history = History.build(people=[older, Person("ann", "Ann Lee", start="2019")])
        (loss,) = left(history)
        assert ("person", "ann", "2") == loss.fact
        assert ("extra.email", "a@x.test") == (loss.field, loss.value)

    def test_further_fields_of_posts_and_units(self) -> None:
        """A post has no other names to mix them with; a role of another kind is kept."""
        history = History.build(
            units=[Unit("acme", "Acme", extra={"image": "logo"})],
            posts=[Post("ceo", "Chief", extra={"role": "chief", "other_label": '{"a":1}'})],
            tenures=[Tenure("ann", "ceo", extra={"role": "boss"})],
        )
        assert history == from_popolo(to_popolo(history))

    def test_a_place_in_a_source(self) -> None:
        """A source is cited as a whole: where in it is reported, and what was written for it."""
        cited = [Citation("ft", locator="p. 7")]
        history = History.build(
            people=[Person("ann", "Ann", sources=cited)],
            posts=[Post("ceo", "Chief", sources=["ft"])],
            sources=[Source("ft", url="https://ft.test")],
        )
        loss, renamed = left(history)
        assert (("person", "ann"), "sources", "ft") == (loss.fact, loss.field, loss.written)
        assert "p. 7" in loss.value
        assert (("source", "ft"), "id") == (renamed.fact, renamed.field)
