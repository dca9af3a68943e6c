"""What readers hear who do not see a picture: names, in reading order, and nothing of Graphviz."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import attrs
import pytest

from orgchart import InvalidValueError
from orgchart.drawing import DARK, LIGHT, draw
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.scene import Bar, Box
from orgchart.rendering import Page, render
from tests.drawing.acme import AFTER, BEFORE, acme

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = {
    "still": draw(acme().at(BEFORE)),
    "diff": draw(acme().diff(BEFORE, AFTER), theme=DARK),
}
BARS = (
    Bar("b-1", Box(10, 10, 60, 12), "page", fill_to="joined", says="Ann Lee, CEO, from 2019"),
    Bar("b-2", Box(90, 10, 60, 12), "page", fill_to="left", says="Bob, CTO <to> \\N 2020"),
    Bar("b-3", Box(170, 10, 60, 12), "line"),
)


@pytest.fixture(params=PICTURES)
def name(request: pytest.FixtureRequest) -> str:
    """Run the test with each picture."""
    return str(request.param)


def svg_of(name: str, engine: str) -> ET.Element:
    """Return a picture as SVG."""
    return ET.fromstring(PICTURES[name].render("svg", engine))  # noqa: S314 - our own text


def heard(element: ET.Element) -> Iterator[str]:
    """Yield what is read aloud below an element, in order: labels, and text outside of them."""
    for child in element:
        if child.get("aria-hidden") == "true" or child.tag in {f"{SVG}title", f"{SVG}desc"}:
            continue
        label = child.get("aria-label")
        if label is not None:
            yield label
        elif child.tag == f"{SVG}text":
            yield child.text or ""
        else:
            yield from heard(child)


def test_picture_is_a_document_with_a_name(name: str, engine: str) -> None:
    """The title names it, the long description describes it, and the language is told."""
    picture, root = PICTURES[name], svg_of(name, engine)
    named = {element.get("id"): element.text for element in root[:2]}
    assert picture.alt_text == named[root.get("aria-labelledby")]
    assert picture.description == named[root.get("aria-describedby")]
    assert len(picture.alt_text) <= 150
    # An image would hide what it holds, and the cards could not be heard one by one.
    assert "graphics-document document" == root.get("role")
    assert "en" == root.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_each_card_is_heard_once_in_reading_order(name: str, engine: str) -> None:
    """One label a card, in the order of the scene; what stands on cards is not read besides."""
    said = list(heard(svg_of(name, engine)))
    cards = [card.says for card in PICTURES[name].scene.cards]
    assert cards == [line for line in said if line in set(cards)]
    loose = [line for line in said if line not in set(cards)]
    labels = "".join(run.text for label in PICTURES[name].scene.labels for run in label.runs)
    assert sorted("".join(labels.split())) == sorted("".join("".join(loose).split()))


def test_nothing_of_graphviz_is_heard_or_shown(name: str, engine: str) -> None:
    """No names of nodes in titles, no lines, no panels, no points."""
    root = svg_of(name, engine)
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert {card.says for card in PICTURES[name].scene.cards} == set(titles[1:])
    hidden = {
        group.get("class", "").split()[0]
        for group in root.iter(f"{SVG}g")
        if group.get("aria-hidden") == "true" and group.get("class")
    }
    assert {"edge", "cluster"} <= hidden
    for line in heard(root):
        assert not re.search(r"(^|\s)(n-|e-|_|cluster|trunk|p-)|->|&[a-z#]", line), line


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_bars_are_named_too(theme: object, engine: str) -> None:
    """A bar that says something is heard; one that says nothing is decoration."""
    scene = attrs.evolve(PICTURES["still"].scene, cards=(), lines=(), labels=(), bars=BARS)
    assert theme in (LIGHT, DARK)
    svg = render(dot(scene, LIGHT if theme == LIGHT else DARK), "svg", engine=engine)
    assert [bar.says for bar in BARS if bar.says] == list(heard(ET.fromstring(svg)))  # noqa: S314 - our own text


def test_several_pictures_share_a_page(engine: str) -> None:
    """With prefixes no id occurs twice, and what points to an id points into its own picture."""
    scene = attrs.evolve(PICTURES["still"].scene, bars=BARS)
    found: dict[str, ET.Element] = {}
    for prefix in ("", "a-", "b-"):
        svg = render(dot(scene, LIGHT), "svg", engine=engine, title="T", prefix=prefix)
        root = ET.fromstring(svg)  # noqa: S314 - our own text
        ids = {element.get("id", ""): element for element in root.iter() if element.get("id")}
        assert all(id_.startswith(prefix) for id_ in ids)
        assert not ids.keys() & found.keys()
        found |= ids
        pointed = re.findall(rb'(?:aria-labelledby="|aria-describedby="|url\(#)([^")]*)', svg)
        assert len(pointed) == 4
        assert {one.decode() for one in pointed} <= ids.keys()


def test_ids_do_not_depend_on_the_engine() -> None:
    """Gradients are named alike, though Graphviz names them in ways of its own."""
    scene = attrs.evolve(PICTURES["still"].scene, bars=BARS)
    svg = render(dot(scene, LIGHT), "svg")
    assert [b"gradient-1", b"gradient-2"] == re.findall(rb'Gradient id="([^"]*)"', svg)


@pytest.mark.parametrize("prefix", ["1", "A-", "a b", "-a", 'a"', "é", "a.", "a\n"])
def test_prefix_is_the_start_of_an_id(prefix: str) -> None:
    """What cannot start an id is refused."""
    with pytest.raises(InvalidValueError, match="prefix"):
        render(PICTURES["still"].source, "svg", prefix=prefix)


def test_pages_are_values() -> None:
    """Equal pages are equal."""
    assert Page("graph {}", links={"a": "https://e.org/"}) == Page(
        "graph {}", links={"a": "https://e.org/"}
    )
