"""Links: only good addresses come into a picture, around the right cards, named like them."""

import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import InvalidValueError
from orgchart.drawing import LIGHT, draw
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.texts.links import (
    LinkWarning,
    checked,
    checked_links,
    links_of,
    page_link,
    page_name,
)
from orgchart.rendering import render
from tests.drawing.acme import BEFORE, acme
from tests.drawing.hostile import URLS

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = draw(acme().at(BEFORE))
CEO, CHAIR = "n-post-ceo", PICTURE.scene.cards[0].id


def quietly(url: str) -> str | None:
    """Check an address without its warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LinkWarning)
        return checked(url)


def linked(link: str, page: int = 0) -> Scene:
    """Return the picture's scene with a link on the CEO's card."""
    cards = (
        attrs.evolve(card, link=link, page=page) if card.id == CEO else card
        for card in PICTURE.scene.cards
    )
    return attrs.evolve(PICTURE.scene, cards=tuple(cards))


def links_in(svg: bytes) -> Iterator[ET.Element]:
    """Yield the link elements of a picture."""
    return ET.fromstring(svg).iter(f"{SVG}a")  # noqa: S314 - our own text


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_hostile_addresses(url: str, engine: str) -> None:
    """An address comes back percent-encoded, or the card has no link; the file is XML."""
    if URLS[url] is None:
        with pytest.warns(LinkWarning, match="is left out"):
            assert checked(url) is None
        return
    address = checked(url)
    assert URLS[url] == address
    scene = linked(link=address or "")
    source = dot(scene, LIGHT)
    assert "e.org" not in source
    assert "http" not in source
    svg = render(source, "svg", engine=engine, links=links_of(scene))
    assert [address] == [link.get("href") for link in links_in(svg)]
    for leftover in (b"<script", b"xlink", b"javascript:", b"transparent"):
        assert leftover not in svg


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "e.org",
        "//e.org/x",
        "/etc/passwd",
        "#x",
        "?x",
        "https:",
        "https://",
        "https:///x",
        "https:e.org",
        "https:\\\\e.org",
        "https://good.org\\@evil.org/",
        "https://@/",
        "https://:80/",
        "https://e.org:port/",
        "https://e.org:99999/",
        "https://[::1/",
        "https://\ud800.org/",
        "mailto:",
        "mailto:@",
        "mailto://e.org/x",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://e.org/",
        "blob:https://e.org/1",
        "view-source:https://e.org",
        "https://e.org/\x00",
        "https://e.org/\x85",
    ],
)
def test_other_addresses_are_left_out(url: str) -> None:
    """What is no absolute web or mail address is no link."""
    with pytest.warns(LinkWarning):
        assert checked(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://E.org", "https://E.org"),
        (" https://e.org/ ", "https://e.org/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://e.org/a%20b%zz%", "https://e.org/a%20b%25zz%25"),
        ("https://e.org/[a]{b}|^`", "https://e.org/%5Ba%5D%7Bb%7D%7C%5E%60"),
        ("mailto:ann@e.org?subject=a b", "mailto:ann@e.org?subject=a%20b"),
        ("https://e.org/\u202egro", "https://e.org/%E2%80%AEgro"),
    ],
)
def test_addresses_are_percent_encoded(url: str, expected: str) -> None:
    """What RFC 3986 does not allow is encoded, and what is encoded stays as it is."""
    assert expected == checked(url)


@given(st.text(st.characters(), max_size=40), st.sampled_from(("https://e.org/", "mailto:a@", "")))
def test_checked_addresses_stay_as_they_are(text: str, start: str) -> None:
    """Checking twice is checking once, and what comes out passes the last gate."""
    found = quietly(start + text)
    if found is not None:
        assert found == checked(found)
        assert found.isascii()
        assert found.split(":")[0] in {"http", "https", "mailto"}
        assert not set(found) & set('"<> \\^`{|}\t\n')


def test_bad_links_of_several_are_left_out() -> None:
    """The others stay."""
    with pytest.warns(LinkWarning, match="javascript"):
        found = checked_links({"a": "javascript:x", "b": "https://e.org/"})
    assert {"b": "https://e.org/"} == found


def test_linked_cards_keep_their_name(engine: str) -> None:
    """The link is called what the card is called; the same is not read twice; the rest stays."""
    scene = linked(link="https://e.org/?a=1&b=2")
    svg = render(dot(scene, LIGHT), "svg", engine=engine, links=links_of(scene))
    (link,) = links_in(svg)
    says = next(card.says for card in scene.cards if card.id == CEO)
    assert {"href": "https://e.org/?a=1&b=2", "rel": "noopener", "aria-label": says} == link.attrib
    (group,) = link
    assert CEO == group.get("id")
    assert group.get("aria-label") is group.get("role") is None
    assert ["true"] == [inner.get("aria-hidden") for inner in group]
    plain = render(dot(scene, LIGHT), "svg", engine=engine)
    assert [text.text for text in ET.fromstring(plain).iter(f"{SVG}text")] == [  # noqa: S314 - our own text
        text.text
        for text in ET.fromstring(svg).iter(f"{SVG}text")  # noqa: S314 - our own text
    ]


def test_pages_are_linked_by_relative_names(engine: str) -> None:
    """A card leads to another page by its file name; that goes before a link of its own."""
    scene = linked(link="https://e.org/", page=2)
    links = links_of(scene, lambda page: page_link('R&D: "1"', page))
    assert {CEO: "R%26D%3A%20%221%22-2.svg"} == links
    svg = render(dot(scene, LIGHT), "svg", engine=engine, links=links)
    (link,) = links_in(svg)
    assert links[CEO] == link.get("href")
    assert link.get("rel") is None
    assert {CEO: "https://e.org/"} == links_of(scene)


def test_page_names() -> None:
    """The first page has the plain name."""
    assert ["a.svg", "a-2.svg"] == [page_name("a", page) for page in (1, 2)]
    assert "%E6%9D%8E-3.png" == page_link("李", 3, ".png")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//e.org",
        "a:b",
        "https://",
        'https://e.org/"',
        "https://e.org/ x",
        "https://e.org/%zz",
        "https://é.org/",
        "x.svg\n",
        "",
    ],
)
def test_last_gate_refuses(address: str) -> None:
    """Rendering takes no address that is not good, whoever gives it."""
    with pytest.raises(InvalidValueError, match="links"):
        render(PICTURE.source, "svg", links={CHAIR: address})


def test_links_of_nothing_are_ignored(engine: str) -> None:
    """An id that no card has links nothing."""
    svg = render(PICTURE.source, "svg", engine=engine, links={"n-x": "https://e.org/"})
    assert [] == list(links_in(svg))
