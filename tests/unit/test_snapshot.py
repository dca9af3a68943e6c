"""`Snapshot`: look-ups, vacancies, equality, and dirty data."""

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    UnknownIdError,
    Vacancy,
    When,
)
from orgchart.records import Records

CHART = Snapshot.build(
    people=[Person("ann", "Ann", names={"de": "Anne"}), Person("bob", "Bob"), Person("cem", "Cem")],
    units=[
        Unit("acme", "Acme", names={"de": "Acme AG"}),
        Unit("board", "Board", kind="board", parent="acme"),
    ],
    posts=[
        Post("ceo", "CEO", unit="acme", titles={"de": "Chefin"}),
        Post("cto", "CTO", unit="board"),
        Post("lab", "Lab", seats=3),
        Post("open", "Fellows", seats=None),
        Post("lost", "Lost"),
    ],
    tenures=[
        Tenure("bob", "cto", kind="interim"),
        Tenure("ann", "ceo"),
        Tenure("ann", "lab"),
        Tenure(UNDISCLOSED, "lab"),
    ],
    lines=[
        ReportingLine("cto", "ceo"),
        ReportingLine("lab", "cto"),
        ReportingLine("lab", "ceo", kind="dotted"),
        ReportingLine("ceo", "board"),
        ReportingLine("open", UNKNOWN),
    ],
    leaves=[Leave("ann", "lab")],
    name="Acme",
    at=When("2023-11-16", "UTC"),
    zone="UTC",
)


class TestLookUps:
    """Questions by id."""

    def test_mappings(self) -> None:
        """People, units and posts are mappings in order of ids that cannot be changed."""
        assert ["ann", "bob"] == list(CHART.people)
        assert ["acme", "board"] == list(CHART.units)
        assert ["ceo", "cto", "lab", "lost", "open"] == list(CHART.posts)
        with pytest.raises(TypeError):
            CHART.people["x"] = Person("x", "x")  # type: ignore[index] # pyright: ignore[reportIndexIssue]

    def test_holders(self) -> None:
        """Holders are of every kind, the incumbent is substantive."""
        assert ["ann", UNDISCLOSED] == [held.person for held in CHART.holders("lab")]
        assert () == CHART.holders("lost")
        assert () == CHART.holders("nothing")
        assert CHART.incumbent("cto") is None
        incumbent = CHART.incumbent("ceo")
        assert incumbent is not None
        assert "ann" == incumbent.person

    def test_the_incumbent_of_several(self) -> None:
        """A certain holder comes before a possible one, then the smaller id."""
        held = [Tenure("a", "p", certainty="possible"), Tenure("c", "p"), Tenure("b", "p")]
        chart = Snapshot.build(posts=[Post("p", "P")], tenures=held)
        incumbent = chart.incumbent("p")
        assert incumbent is not None
        assert "b" == incumbent.person

    def test_of_people(self) -> None:
        """What a person holds and is on leave from; nothing for strangers."""
        assert ["ceo", "lab"] == [held.post for held in CHART.posts_of("ann")]
        assert (Leave("ann", "lab"),) == CHART.leaves_of("ann")
        assert ((), ()) == (CHART.posts_of("zoe"), CHART.leaves_of("zoe"))

    def test_managers(self) -> None:
        """A manager is a post, a unit, somebody not known, or nobody."""
        assert CHART.posts["ceo"] == CHART.manager_of("cto")
        assert CHART.units["board"] == CHART.manager_of("ceo")
        assert UNKNOWN is CHART.manager_of("open")
        assert CHART.manager_of("lost") is None
        assert CHART.line_of("lost") is None
        root = Snapshot.build(posts=[Post("p", "P")], lines=[ReportingLine("p", None)])
        assert root.manager_of("p") is None
        assert root.line_of("p") is not None

    def test_unknown_ids(self) -> None:
        """A post or manager that nothing has is refused with the nearest ids."""
        with pytest.raises(UnknownIdError) as caught:
            CHART.manager_of("cfo")
        assert ("post", "cfo") == (caught.value.kind, caught.value.id)
        assert {"ceo", "cto"} == set(caught.value.nearest)
        assert "the chart of 2023-11-16" in str(caught.value)
        dirty = Snapshot.build(posts=[Post("p", "P")], lines=[ReportingLine("p", "boss")])
        with pytest.raises(UnknownIdError, match="post or unit 'boss' in the chart"):
            dirty.manager_of("p")

    def test_reports(self) -> None:
        """Direct reports of posts and units, solid and dotted apart, each once."""
        assert ("cto",) == CHART.reports_to("ceo")
        assert ("lab",) == CHART.reports_to("ceo", dotted=True)
        assert ("ceo",) == CHART.reports_to("board")
        assert () == CHART.reports_to("nothing")
        lines = [ReportingLine("p", "q"), ReportingLine("p", "q", certainty="possible")]
        twice = Snapshot.build(posts=[Post("p", "P"), Post("q", "Q")], lines=lines)
        assert ("p",) == twice.reports_to("q")
        line = twice.line_of("p")
        assert line is not None
        assert Certainty.CERTAIN is line.certainty

    def test_organizations(self) -> None:
        """The organisation of a post is the topmost unit above it; circles of units end."""
        assert ["acme", "acme", None, None] == [
            CHART.organization_of(post) for post in ("ceo", "cto", "lab", "nothing")
        ]
        units = [Unit("a", "A", parent="b"), Unit("b", "B", parent="a"), Unit("c", "C", parent="x")]
        posts = [Post("p", "P", unit="a"), Post("q", "Q", unit="c"), Post("r", "R", unit="y")]
        dirty = Snapshot.build(units=units, posts=posts)
        assert dirty.organization_of("p") in {"a", "b"}
        assert "y" == dirty.organization_of("r")
        assert dirty.organization_of("q") in {"c", "x"}


class TestVacancies:
    """Empty seats are derived."""

    def test_who_takes_a_seat(self) -> None:
        """Interim and undisclosed holders take a seat, advisers do not, open posts have none."""
        found = {vacancy.post: vacancy.seats for vacancy in CHART.vacancies}
        assert {"lab": 1, "lost": 1} == found
        advised = Snapshot.build(posts=[Post("p", "P")], tenures=[Tenure("a", "p", kind="adviser")])
        assert (Vacancy("p"),) == advised.vacancies

    def test_certainty(self) -> None:
        """Seats that are only possibly taken are possibly empty; so are those of possible posts."""
        maybe = Certainty.POSSIBLE
        held = [Tenure("a", "p"), Tenure("b", "p", certainty=maybe)]
        chart = Snapshot.build(posts=[Post("p", "P", seats=3)], tenures=held)
        assert (Vacancy("p", 1), Vacancy("p", 1, certainty=maybe)) == chart.vacancies
        doubtful = Snapshot.build(posts=[Post("p", "P", certainty=maybe)])
        assert (Vacancy("p", certainty=maybe),) == doubtful.vacancies

    def test_since(self) -> None:
        """A chart of a history knows since when a seat is empty."""
        history = History.build(
            zone="UTC",
            posts=[Post("p", "P"), Post("q", "Q")],
            tenures=[
                Tenure("a", "p", start="2018", end="2020-01-01"),
                Tenure("b", "p", start="2020-02-01", end="2021-01-01"),
                Tenure("c", "p", start="2021", end="2021", kind="adviser"),
                Tenure("d", "q", start="2020", end=UNKNOWN),
            ],
        )
        found = {vacancy.post: vacancy.since for vacancy in history.at("2022").vacancies}
        assert {"p": When("2021-01-01", "UTC"), "q": None} == found
        assert When("2020-01-01", "UTC") == history.at("2020-01-15").vacancies[0].since


class TestValues:
    """What a chart is equal to."""

    def test_equality(self) -> None:
        """Charts of different instants that show the same are equal."""
        history = History.build(
            zone="UTC",
            people=[Person("a", "A")],
            posts=[Post("p", "P")],
            tenures=[Tenure("a", "p", start="2020", end="2023", end_manner="left", sources=("s",))],
        )
        assert history.at("2021") == history.at("2022-06")
        assert history.at("2021") != history.at("2020-06")
        assert history.at("2021") != "chart"
        assert "2021" == str(history.at("2021").at)

    def test_parts(self) -> None:
        """The certain and the possible part keep name and moment."""
        assert CHART == CHART.certain()
        assert ("Acme", CHART.at) == (CHART.possible().name, CHART.possible().at)
        assert not CHART.possible().facts

    def test_two_facts_about_the_same(self) -> None:
        """From the second fact about the same on, keys carry an ordinal."""
        held = [Tenure(UNDISCLOSED, "p")] * 3
        chart = Snapshot.build(posts=[Post("p", "A"), Post("p", "B", seats=2)], tenures=held)
        base = ("tenure", "undisclosed", "p")
        assert [("post", "p"), ("post", "p", "2"), base, (*base, "2"), (*base, "3")] == list(
            chart.facts
        )
        assert "A" == chart.posts["p"].title

    def test_names(self) -> None:
        """Names come in a language where there are some, ids where there is no record."""
        assert ("Anne", "Bob", "zoe") == tuple(
            CHART.person_name(name, "de") for name in ("ann", "bob", "zoe")
        )
        assert "not disclosed" == CHART.person_name(UNDISCLOSED)
        assert ("Chefin", "nothing") == (CHART.post_title("ceo", "de"), CHART.post_title("nothing"))
        assert ("Acme AG", "nothing") == (CHART.unit_name("acme", "de"), CHART.unit_name("nothing"))

    def test_repr(self) -> None:
        """A chart shows its name, moment and size."""
        assert "<Snapshot of Acme at 2023-11-16: 5 posts, 2 people>" == repr(CHART)
        assert "<Snapshot: 0 posts, 0 people>" == repr(Snapshot.build())


def test_counting_ids_makes_no_records() -> None:
    """Records are counted and listed by ids alone, and come in the same order as values."""
    made: list[str] = []

    def every() -> tuple[Post, ...]:
        made.append("every")
        return (Post("cto", "Technology"),)

    records = Records(lambda _: (), every, lambda: ["cto"])
    assert 1 == len(records)
    assert ["cto"] == list(records)
    assert [] == made
    assert [Post("cto", "Technology")] == list(records.values())
    assert ["every"] == made


def test_what_is_missing() -> None:
    """An id without a record is missing before and after all records are made."""
    technology = Post("cto", "Technology")
    known = {"cto": (technology,)}
    records = Records(lambda id_: known.get(id_, ()), lambda: (technology,), lambda: ["cto"])
    for _ in range(2):
        assert records["cto"] is records.get("cto") is records.get("cto", None) is technology
        assert (records.get("ceo"), records.get("ceo", "nobody")) == (None, "nobody")
        assert "cto" in records
        assert "ceo" not in records
        with pytest.raises(KeyError, match="ceo"):
            records["ceo"]
        assert list(records.values()) == [technology]
