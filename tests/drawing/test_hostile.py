"""Hostile texts as names, titles and units: each comes back whole, and none breaks the file."""

import xml.etree.ElementTree as ET

import pytest

from orgchart import Person, Post, ReportingLine, Snapshot, Tenure, Unit, diff
from orgchart.drawing import draw
from orgchart.drawing.escape import clean

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    'Robert "Bob" O\'Neil <CEO> & Sons',
    "<b>bold</b>",
    "<i>x</i>",
    "<>",
    "--><script>alert(1)</script>",
    "]]>",
    "graph } subgraph {",
    "a -> b; c",
    "AT&amp;T &lt;b&gt; &#65; &#x41;",
    "&nosuch; &",
    "Back\\Name \\G \\E \\T \\H \\L",
    "\\N",
    "C:\\new\\team\\",
    "trailing \\",
    "\\\\",
    'quote at end"',
    '\\"',
    "100 %s %d {0} {}",
    "$HOME `ls` ${x}",
    "eng:vp:n",
    "line\none\r\nand\ttab",
    "  blanks  around  ",
    "",
    "   ",
    "NUL\x00 bell\x07 escape\x1b",
    "\ufffe \uffff",
    "\u202eevil\u202c \u2066name\u2069",
    "سام ألتمان",
    "Sam (سام) Altman",
    "שלום",
    "萨姆·阿尔特曼",
    "김철수 대표이사",
    "ハンス・ウルリッヒ",
    "👩\u200d🔬 Ada 🎉",
    "Zoë Ångström-Łukasiewicz",
    "de\u0301compose\u0301",
    "ﬁ ligature ½",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaf",
    "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo",
    "javascript:alert(1)",
    "node1",
    "undisclosed?",
)


def chart_with(text: str, *, post: str = "p") -> Snapshot:
    """Return a chart that has a text everywhere."""
    return Snapshot.build(
        name=text,
        people=[Person("a", text), Person("b", f"x{text}")],
        units=[Unit("board", text, kind="board"), Unit("team", text, kind="team")],
        posts=[
            Post(post, text, unit="team"),
            Post("q", f"y{text}", unit="team"),
            Post("d", text, unit="board", seats=None),
        ],
        tenures=[Tenure("a", post), Tenure("b", "q"), Tenure("a", "d")],
        lines=[ReportingLine(post, "board"), ReportingLine("q", post)],
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back(text: str, engine: str) -> None:
    """The name is on its card letter by letter, and whole in what the card is called."""
    picture = draw(chart_with(text))
    root = ET.fromstring(picture.render("svg", engine))  # noqa: S314 - our own text
    card = next(g for g in root.iter(f"{SVG}g") if g.get("id") == "n-post-p")
    says = card.get("aria-label") or ""
    assert says.startswith(f"{clean(text)}, ")
    shown = "".join(t.text or "" for t in card.iter(f"{SVG}text"))
    assert _solid(clean(text)) in _solid(shown)
    assert root[0].text == picture.alt_text
    assert not list(root.iter(f"{SVG}script"))


def _solid(text: str) -> str:
    """Return a text without blanks, which line breaks replace."""
    return "".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize(
    "text", ["eng:vp", 'a"b', "<b>", "\\N", "a b", "é", "n-post-x", "A", "a--b"]
)
def test_ids_reach_no_name_in_the_graph(text: str, engine: str) -> None:
    """Ids of any letters give slugs, and as many cards as without."""
    picture = draw(chart_with("Ann", post=text))
    plain = draw(chart_with("Ann"))
    assert len(plain.scene.cards) == len(picture.scene.cards)
    assert f'"{text}"' not in picture.source
    svg = picture.render("svg", engine)
    assert svg.count(b'role="img"') == plain.render("svg", engine).count(b'role="img"')


def test_description_of_a_diff_is_xml(engine: str) -> None:
    """What XML cannot hold does not come into the long description either."""
    charts = [
        Snapshot.build(
            people=[Person("a", name)], posts=[Post("p", "P")], tenures=[Tenure("a", "p")]
        )
        for name in ("A", "A\x01\x00\ufffe\uffff")
    ]
    svg = draw(diff(*charts)).render("svg", engine)
    assert ET.fromstring(svg) is not None  # noqa: S314 - our own text
