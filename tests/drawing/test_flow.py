"""People flow: who is in which group, the counts, and that all of it fits the picture."""

import xml.etree.ElementTree as ET
from pathlib import Path

import attrs
import pytest

import orgchart
from orgchart import UNDISCLOSED, History, Person, Post, Tenure, Unit, UnknownIdError
from orgchart.changes import ChangeKind
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.canvas.theme import DARK, LIGHT, PRINT
from orgchart.drawing.flows.flow_view import Flow, flow_view
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.picture import Drawing
from orgchart.drawing.texts.metrics import text_width
from tests.drawing.acme import AFTER, BEFORE, acme

ROOT = Path(__file__).parents[2]
SPANS = pytest.mark.parametrize(
    ("start", "end"),
    [("2023-11-16", "2023-11-30"), ("2023-11-16", "2024-10-01"), ("2020-12-01", "2021-06-30")],
)


@pytest.fixture(scope="module")
def openai() -> History:
    """Return the history of the example."""
    return orgchart.load(ROOT / "examples/openai/history.toml")


def flow(
    history: History, start: str, end: str, *, lang: str | None = None, width: float = 1200
) -> Flow:
    """Return the flow between two dates, in English words."""
    words = attrs.evolve(ENGLISH, zone=history.zone)
    return flow_view(history.diff(start, end), words, lang, width)


def groups(view: Flow) -> dict[str, dict[str, list[str]]]:
    """Return the names in each group of each section."""
    return {
        section.key: {group.name: [p.name for p in group.people] for group in section.groups}
        for section in view.sections
    }


def shown(scene: Scene) -> str:
    """Return all that is written."""
    return " ".join(run.text for label in scene.labels for run in label.runs)


def many(people: int, companies: int, each: int = 1) -> History:
    """Return a history that people leave, every so many of them for one of some companies."""
    return History.build(
        name="Acme",
        zone="UTC",
        people=[Person(f"p{n}", f"Person {n}") for n in range(people)],
        units=[Unit("acme", "Acme"), *(Unit(f"o{n}", f"Company {n}") for n in range(companies))],
        posts=[
            Post("staff", "Staff", unit="acme", seats=None),
            *(Post(f"j{n}", "Staff", unit=f"o{n}", seats=None) for n in range(companies)),
        ],
        tenures=[
            *(Tenure(f"p{n}", "staff", start="2020", end="2022") for n in range(people)),
            *(Tenure(f"p{n}", f"j{n % companies}", start="2022") for n in range(0, people, each)),
        ],
    )


def test_the_coup(openai: History) -> None:
    """In the November days two left, two joined, and three gave up board seats and stayed."""
    view = flow(openai, "2023-11-16", "2023-11-30")
    assert groups(view) == {
        "left": {"Where to is not recorded": ["Helen Toner", "Tasha McCauley"]},
        "joined": {"Where from is not recorded": ["Bret Taylor", "Larry Summers"]},
        "stayed": {
            "Board seat given up, other posts kept": [
                "Greg Brockman",
                "Sam Altman",
                "Ilya Sutskever",
            ]
        },
    }
    assert ["2 left", "2 joined", "3 gave up a post and stayed"] == [c.text for c in view.counts]


def test_where_leavers_of_a_year_went(openai: History) -> None:
    """The largest group is first, what is not known last; doubts are told."""
    view = flow(openai, "2023-11-16", "2024-10-01")
    left = view.sections[0].groups
    assert ["Jan Leike", "John Schulman"] == [p.name for p in left[0].people]
    assert [2, 2, 1, 1, 1, 1, 4, 1] == [group.number for group in left]
    assert "Where to is not recorded" == left[-2].name
    assert {"Barret Zoph", "Alexis Conneau", "Daniel Levy"} == {
        p.name for p in view.sections[0].people if p.key and not p.sure
    }
    assert "12 left (3 not certain), 9 joined, " in view.text()
    assert "Mira Murati" in groups(view)["stayed"]["In another post"]


@SPANS
def test_counts_are_those_of_the_difference(openai: History, start: str, end: str) -> None:
    """As many left and joined as the difference says, each once, and all are in the text."""
    view = flow(openai, start, end)
    told = openai.diff(start, end).changes
    for key, kind in (("left", ChangeKind.LEFT), ("joined", ChangeKind.JOINED)):
        expected = {c.people[0] for c in told if c.kind is kind and c.units == ("openai",)}
        found = [
            p.key
            for section in view.sections
            if section.key == key
            for p in section.people
            if p.key
        ]
        assert sorted(expected) == sorted(found)
    text = view.text()
    for section in view.sections:
        for person in section.people:
            assert person.line in text


def test_origins_and_destinations() -> None:
    """A person stands at the place that the other chart has; from there people join."""
    view = flow(acme(), BEFORE, AFTER)
    left = groups(view)["left"]
    assert ["Lou Reed"] == left["Rival Ltd"]
    back = flow_view(-acme().diff(BEFORE, AFTER), ENGLISH, None)
    assert ["Lou Reed"] == groups(back)["joined"]["Rival Ltd"]
    assert groups(view)["stayed"]["In another post"] == ["May Parker", "Ida Lovelace"]


def test_people_without_a_name_are_counted_apart() -> None:
    """Seats of people without a name have one chip as tall as its band; none counts as left."""
    history = History.build(
        name="Acme",
        people=[Person("ann", "Ann Lee")],
        units=[Unit("acme", "Acme"), Unit("rival", "Rival")],
        posts=[
            Post("staff", "Staff", unit="acme", seats=None),
            Post("job", "Engineer", unit="rival", seats=None),
        ],
        tenures=[
            Tenure("ann", "staff", start="2020", end="2022"),
            Tenure("ann", "job", start="2022"),
            *[Tenure(UNDISCLOSED, "staff", start="2020", end="2022")] * 8,
            Tenure(UNDISCLOSED, "staff", start="2020"),
            *[Tenure(UNDISCLOSED, "job", start="2022")] * 3,
        ],
    )
    view = flow(history, "2021", "2023")
    assert ["1 left"] == [count.text for count in view.counts]
    assert "8 seats given up by people not named." in view.text()
    rival, hidden = view.sections[0].groups
    assert ("Rival", "and 3 new seats there, holders not named", 1) == (
        rival.name,
        rival.note,
        rival.number,
    )
    assert ("8 more, not named", 8) == (hidden.people[0].name, hidden.number)
    scene = view.scene()
    chip = next(bar for bar in scene.bars if bar.says.startswith("8 more"))
    band = max(scene.lines, key=lambda line: line.width)
    assert 8 * 7 == band.width <= chip.box.height
    assert chip.dashed


@SPANS
@pytest.mark.parametrize("width", [345, 1200])
@pytest.mark.parametrize("lang", [None, "zh-Hans"])
def test_picture_holds_everybody(
    openai: History, start: str, end: str, width: float, lang: str | None
) -> None:
    """One chip and one band each, no text leaves its box, nothing overlaps, no name is cut."""
    view = flow(openai, start, end, lang=lang, width=width)
    scene = view.scene()
    assert scene.width <= width
    people = [person for section in view.sections for person in section.people]
    chips = [bar for bar in scene.bars if "chip" in bar.classes]
    assert [person.line for person in people] == [bar.says for bar in chips]
    assert [7 * person.number for person in people] == [line.width for line in scene.lines]
    words = shown(scene).replace(" ", "")
    for person in people:
        assert person.name.replace(" ", "") in words
    boxes = [bar.box for bar in scene.bars]
    for place, one in enumerate(boxes):
        for two in boxes[place + 1 :]:
            apart = one.right <= two.x or two.right <= one.x
            assert apart or one.bottom < two.y or two.bottom < one.y
    for label in scene.labels:
        inside = [b for b in boxes if b.x <= label.x < b.right and b.y <= label.y < b.bottom]
        used = sum(text_width(run.text, run.size, bold=run.bold) for run in label.runs)
        for box in inside:
            assert label.x + used <= box.right
            assert box.y <= label.y - 5
            assert label.y + 5 <= box.bottom


@SPANS
def test_bands_join_chips_and_places(openai: History, start: str, end: str) -> None:
    """Each band is one Bézier from the edge of a chip to the edge of its place."""
    scene = flow(openai, start, end).scene()
    sides = {(round(bar.box.right), round(bar.box.x)) for bar in scene.bars}
    rights, lefts = {right for right, _ in sides}, {left for _, left in sides}
    for line in scene.lines:
        assert line.curved
        assert line.faint
        assert 4 == len(line.points)
        assert round(line.points[0][0]) in rights
        assert round(line.points[-1][0]) in lefts


@pytest.mark.parametrize(("people", "companies", "each"), [(60, 3, 3), (40, 10, 1)])
def test_sixty_people_have_chips(people: int, companies: int, each: int) -> None:
    """Up to sixty people stand in the picture one by one, on one page."""
    scene = flow(many(people, companies, each), "2021", "2023").scene()
    assert people == sum("chip" in bar.classes for bar in scene.bars)
    assert scene.height <= 1500


def test_many_places_have_a_chip_each() -> None:
    """Where so many places make the page too tall, chips stand for groups, with all names."""
    view = flow(many(50, 25), "2021", "2023")
    scene = view.scene()
    assert 25 == sum("chip" in bar.classes for bar in scene.bars)
    said = shown(scene).replace("\N{NO-BREAK SPACE}", " ")
    assert all(f"Person {n}" in said for n in range(50))


@pytest.mark.parametrize(
    ("people", "companies", "each"), [(61, 3, 3), (300, 5, 3), (900, 60, 1), (2000, 1, 1)]
)
def test_crowds_stay_readable(people: int, companies: int, each: int) -> None:
    """Above sixty people chips stand for groups, on one page; the text has them all."""
    view = flow(many(people, companies, each), "2021", "2023")
    scene = view.scene()
    assert scene.height <= 1500
    assert f"Left Acme: {people}" in shown(scene)
    chips = [bar for bar in scene.bars if "chip" in bar.classes]
    assert len(chips) <= 13
    assert (
        abs(
            sum(line.width for line in scene.lines) / people
            - scene.lines[0].width / (view.sections[0].groups[0].number)
        )
        < 0.01
    )
    text = view.text()
    assert all(f"    Person {n}, " in text for n in range(people))


def test_nobody_went() -> None:
    """An empty difference is one sentence."""
    view = flow(acme(), BEFORE, BEFORE)
    assert () == view.sections
    assert view.text().endswith("Nobody left, joined or gave up a post.\n")
    assert "Nobody left" in view.alt_text
    assert "Nobody left" in shown(view.scene())


@SPANS
def test_alt_text_is_short(openai: History, start: str, end: str) -> None:
    """At most 150 characters, with the counts."""
    view = flow(openai, start, end)
    assert len(view.alt_text) <= 150
    assert view.counts[0].text in view.alt_text


def test_one_organisation_has_one_colour() -> None:
    """Organisations take turns with colours, the same on both sides; assigned ones hold."""
    history = acme()
    view = flow_view(history.diff(BEFORE, AFTER), ENGLISH, None, colours={"rival": "#123456"})
    rival = next(g for s in view.sections for g in s.groups if g.name == "Rival Ltd")
    assert "unit-123456" == rival.token
    with pytest.raises(UnknownIdError):
        flow_view(history.diff(BEFORE, AFTER), ENGLISH, None, colours={"rivals": "#123456"})


def test_order_is_that_of_the_data_alone(openai: History) -> None:
    """People and groups stand in one order in all languages; two runs are alike."""
    plain, chinese = (
        flow(openai, "2023-11-16", "2024-10-01", lang=lang) for lang in (None, "zh-Hans")
    )
    assert plain == flow(openai, "2023-11-16", "2024-10-01")
    for one, two in zip(plain.sections, chinese.sections, strict=True):
        assert [p.key for p in one.people] == [p.key for p in two.people]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_drawing_can_be_rendered(openai: History, engine: str, theme: orgchart.Theme) -> None:
    """Graphviz draws it, and each chip says who it is."""
    view = flow(openai, "2023-11-16", "2023-11-30")
    root = ET.fromstring(Drawing((view,), theme).render("svg", engine))  # noqa: S314 - our own text
    said = [group.get("aria-label") for group in root.iter() if group.get("role") == "img"]
    for section in view.sections:
        for person in section.people:
            assert person.line in said
