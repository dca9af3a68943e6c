"""
Hostile texts in every view: each comes back whole, and none breaks the file.

The views are those of `tests.drawing.hostile`: a new one is added there. A test goes through all
texts at once, for they are drawn at once; what fails names the text.
"""

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from orgchart import diff
from orgchart.drawing import Drawing, draw
from orgchart.drawing.texts.escape import clean, titled
from orgchart.rendering import Page, RenderWarning, render_all
from tests.drawing.hostile import HOSTILE, VIEWS, chart_with, solid

#: What a picture of hostile texts is compared with.
PLAIN = "Bob"
FORBIDDEN = re.compile("script|transparent|alert")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def pictures(view: str) -> Mapping[str, Drawing]:
    """Return a view of each hostile text, and of a plain one."""
    return {text: VIEWS[view](text) for text in (PLAIN, *HOSTILE.values())}


@cache
def parsed(view: str, engine: str) -> Mapping[str, ET.Element]:
    """Return the SVG of a view of each text; what Graphviz says would be an error here."""
    drawn = pictures(view)
    pages = [Page(one.source, one.alt_text, one.description) for one in drawn.values()]
    made = render_all(pages, "svg", engine=engine)
    return {text: ET.fromstring(svg) for text, svg in zip(drawn, made, strict=True)}  # noqa: S314 - our own text


def shown(group: ET.Element) -> str:
    """Return the text on a card, joined over its lines, without blanks."""
    return solid("".join(found.text or "" for found in group.iter(f"{SVG}text")))


def groups(root: ET.Element, kind: str) -> Iterator[ET.Element]:
    """Yield the groups of a class."""
    return (group for group in root.iter(f"{SVG}g") if kind in group.get("class", "").split(" "))


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest) -> str:
    """Run the test in each view."""
    return str(request.param)


def test_there_are_enough() -> None:
    """At least as many texts as were tried by hand."""
    assert len(HOSTILE) >= 38
    assert len(HOSTILE) == len(set(HOSTILE.values()))


def said_in(view: str, text: str) -> str:
    """Return what a picture shows of a text: of a post without a title, its id."""
    return titled(text, "r") if view == "succession" else clean(text)


def test_names_are_shown(view: str, engine: str) -> None:
    """A name is there letter by letter, on a card or in captions, and whole in a label."""
    for text in HOSTILE.values():
        root, name = parsed(view, engine)[text], said_in(view, text)
        cards = [*groups(root, "card"), *groups(root, "bar")]
        captions = "".join(shown(label) for label in groups(root, "label"))
        on_cards = any(solid(name) in shown(card) for card in cards)
        assert on_cards or solid(name) in captions, text
        assert any(name in card.get("aria-label", "") for card in cards), text


def test_nothing_gets_out_of_its_place(view: str, engine: str) -> None:
    """No element, attribute or address comes of a text."""
    plain = parsed(view, engine)[PLAIN]
    elements = {element.tag for element in plain.iter()}
    attributes = {name for element in plain.iter() for name in element.attrib}
    for text in HOSTILE.values():
        for element in parsed(view, engine)[text].iter():
            assert element.tag in elements, text
            assert element.attrib.keys() <= attributes, text
            said = {name: value for name, value in element.attrib.items() if name != "aria-label"}
            for name, value in said.items():
                assert not FORBIDDEN.search(value), (text, name, value)
            assert re.fullmatch("[a-z0-9_-]*", element.get("id", "")), text
            assert re.fullmatch("[a-z0-9 _-]*", element.get("class", "")), text


def test_pictures_are_called_by_name(view: str, engine: str) -> None:
    """The title and the long description hold the texts as they are."""
    for text in HOSTILE.values():
        root, picture = parsed(view, engine)[text], pictures(view)[text]
        assert (picture.alt_text, picture.description) == (root[0].text, root[1].text)
        assert solid(said_in(view, text)) in solid(root[1].text or "")


@pytest.mark.parametrize("text", tuple(HOSTILE.values()), ids=tuple(HOSTILE))
def test_every_place_of_a_chart_shows_it(text: str, engine: str) -> None:
    """Person, title, note and pill line on cards; chart, board and unit on labels."""
    root = parsed("still", engine)[text]
    name = solid(clean(text))
    cards = {card.get("id"): card for card in groups(root, "card")}
    lead, below, interim = (cards[f"n-post-{post}"] for post in "pqr")
    title, other = titled(text, "p"), titled(text, "d")
    assert f"{clean(text)}, {title} (also {other})" == lead.get("aria-label")
    assert clean(f"x{text}") + ", " + clean(f"y{text}") == below.get("aria-label")
    assert (interim.get("aria-label") or "").startswith(clean(f"z{text}"))
    if len(name) < 40:  # long titles and notes are cut, names are not
        assert shown(lead).count(name) >= (3 if title == clean(text) else 1)
        assert shown(below).count(name) >= (2 if name != "—" else 0)
    labels = [shown(label) for label in groups(root, "label")]
    said = "".join(labels)
    assert said.startswith(name if text else "Organisationchart"), "the headline"
    assert solid(clean(text).upper()) in said, "the panel"
    assert any(label == name for label in labels[1:]), "the legend"


def test_graphviz_says_nothing(view: str, engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    """No text makes Graphviz complain, which would be a warning, and nothing is printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RenderWarning)
        parsed.__wrapped__(view, engine)
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(
    "id_", ["eng:vp", 'a"b', "<b>", "\\N", "a b", "é", "n-post-x", "A", "a--b", "node", "-->"]
)
def test_ids_reach_no_name_in_the_graph(id_: str, engine: str) -> None:
    """Ids of any letters give slugs, and as many cards as without."""
    picture = draw(chart_with("Ann", post=id_))
    plain = draw(chart_with("Ann"))
    assert len(plain.scene.cards) == len(picture.scene.cards)
    assert f'"{id_}" [' not in picture.source
    svg = picture.render("svg", engine)
    assert svg.count(b'role="img"') == plain.render("svg", engine).count(b'role="img"')


def test_description_of_a_diff_is_xml(engine: str) -> None:
    """What XML cannot hold does not come into the long description either."""
    charts = [chart_with("A"), chart_with("A\x01\x00\ufffe\uffff")]
    svg = draw(diff(*charts)).render("svg", engine)
    assert ET.fromstring(svg) is not None  # noqa: S314 - our own text
