"""The page of a story: each thing once, nothing that runs but its own, texts as texts."""

import json
import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import orgchart
from orgchart import History, Person, Post, Source, Tenure
from orgchart.drawing import DARK, LIGHT, Drawing, Wording, draw
from orgchart.drawing.canvas.scene import Label, Line
from orgchart.drawing.canvas.theme import unit_token
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.page import page, static_page
from orgchart.drawing.page.data import data_of
from orgchart.drawing.page.pool import pooled
from orgchart.drawing.page.tokens import inks_of
from orgchart.drawing.stories.story import Story
from orgchart.drawing.stories.story_view import StoryView
from orgchart.drawing.texts.escape import clean
from tests.drawing.acme import acme
from tests.drawing.hostile import HOSTILE, solid
from tests.examples.openai import openai

ORGANISATION = "</script><script>alert(1)</script>"
LIMIT = 1_000_000


def story_of(history: History, **options: Any) -> Story:  # noqa: ANN401 - those of `draw`
    """Return the story of a history."""
    (view,) = draw(history, **options).pages
    assert isinstance(view, StoryView)
    return view.story


@cache
def acme_story() -> Story:
    """Return the story of the company with every state."""
    return story_of(acme())


@cache
def example() -> Drawing:
    """Return the picture of the example, which remembers its story."""
    return draw(openai())


@cache
def example_story() -> Story:
    """Return its story."""
    (view,) = example().pages
    assert isinstance(view, StoryView)
    return view.story


@cache
def acme_page() -> str:
    """Return its page."""
    return page(acme_story(), words=ENGLISH).decode()


def crowd(texts: tuple[str, ...] = tuple(HOSTILE.values())) -> History:
    """Return a history of people and posts that are called so, half of whom come later."""
    source = Source(
        "s", title="<img src=x onerror=alert(1)>", url='https://e.org/"><script>alert(1)</script>'
    )
    return History.build(
        name=ORGANISATION,
        people=[Person(f"p{number}", text) for number, text in enumerate(texts)],
        posts=[Post(f"q{number}", f"t{text}") for number, text in enumerate(texts)],
        tenures=[
            Tenure(f"p{number}", f"q{number}", start=f"202{number % 2}", sources=["s"])
            for number in range(len(texts))
        ],
        sources=[source],
    )


class Reader(HTMLParser):
    """
    The elements of a page, and the text of its scripts and styles.

    The methods are those that `HTMLParser` calls.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.open = ""
        self.feed(text)

    def handle_starttag(  # noqa: D102 - see above
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.elements.append((tag, dict(attrs)))
        kind = dict(attrs).get("type") or ""
        self.open = f"{tag} {kind}".strip() if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002, D102 - see above
        self.open = ""

    def handle_data(self, data: str) -> None:  # noqa: D102 - see above
        if self.open:
            self.inside.setdefault(self.open, []).append(data)

    def policy(self) -> dict[str, str]:
        """Return what the page allows itself."""
        (text,) = (
            found["content"] or ""
            for tag, found in self.elements
            if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
        )
        return {name: rest for name, _, rest in (p.strip().partition(" ") for p in text.split(";"))}

    def data(self) -> dict[str, Any]:
        """Return the data for the script."""
        found: dict[str, Any] = json.loads("".join(self.inside["script application/json"]))
        return found


def digest(text: str) -> str:
    """Return a hash as a policy writes it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_pool_has_each_thing_once() -> None:
    """Every frame can be put together again from the pool, and nothing is in it twice."""
    scenes = [frame.scene for frame in acme_story().frames]
    pool = pooled(scenes)
    assert len(set(pool.things)) == len(pool.things) == len(set(pool.names))
    for scene, layers in zip(scenes, pool.frames, strict=True):
        shown = [pool.things[number] for number in (*layers.things, *layers.foot)]
        there = [*scene.panels, *scene.bars, *scene.labels, *scene.cards, *scene.swatches]
        assert Counter(there) == Counter(one for one in shown if not isinstance(one, Line))
        assert len(scene.lines) == sum(isinstance(one, Line) for one in shown)
        assert tuple(scene.cards) == tuple(one for one in shown if one in set(scene.cards))


def test_foot_is_below_the_rest() -> None:
    """The legend, which moves up and down with the height of a date, has nothing but itself."""
    for layers in pooled([frame.scene for frame in acme_story().frames]).frames:
        assert layers.foot
        assert layers.bottom > 0


def test_each_group_is_the_thing_of_its_number(engine: str) -> None:
    """Labels and cards say in the page what they say in the scene, whatever draws them."""
    story = acme_story()
    text = page(story, words=ENGLISH, engine=engine).decode()
    groups = dict(re.findall(r'<g data-i="(\d+)"[^>]*>(.*?)</g>', text))
    pool = pooled([frame.scene for frame in story.frames])
    assert len(groups) == len(pool.things)
    for number, thing in enumerate(pool.things):
        shown = solid("".join(re.findall(r"<text[^>]*>(.*?)</text>", groups[str(number)])))
        if isinstance(thing, Label):
            assert shown.replace("&amp;", "&") == solid("".join(run.text for run in thing.runs))


def test_same_bytes_each_time() -> None:
    """Equal stories make equal pages."""
    again = page(attrs.evolve(acme_story()), words=ENGLISH).decode()
    assert acme_page() == again


def test_data_do_not_depend_on_the_graphviz() -> None:
    """What the script knows comes from the story and its pool alone."""
    reader = Reader(acme_page())
    assert reader.data() == json.loads(
        json.dumps(data_of(acme_story(), pooled([f.scene for f in acme_story().frames]), ENGLISH))
    )


def test_policy_allows_the_page_itself_alone() -> None:
    """One style and one script, both by their hashes; no way out."""
    reader = Reader(acme_page())
    policy = reader.policy()
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == digest("".join(reader.inside["script"]))
    assert policy["style-src"] == digest("".join(reader.inside["style"]))
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in str(policy)


def test_nothing_is_loaded_or_run_from_attributes() -> None:
    """No element asks for anything, has a style of its own, or listens."""
    for tag, found in Reader(acme_page()).elements:
        assert tag not in {"link", "img", "image", "iframe", "object", "use", "a"}
        assert not {"src", "href", "xlink:href", "style"} & set(found)
        assert not [name for name in found if name.startswith("on")]


def test_script_makes_no_markup() -> None:
    """The script never reads text as markup."""
    script = "".join(Reader(acme_page()).inside["script"])
    assert "textContent" in script
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Parser"):
        assert word not in script


def test_colours_are_variables_of_both_themes() -> None:
    """No stand-in is left, every variable that is used has a colour, a light and a dark one."""
    text = acme_page()
    used = set(re.findall(r'"var\((--oc-[a-z0-9-]+)\)"', text))
    assert {"--oc-ink", "--oc-card", "--oc-on-unit-research"} <= used
    for theme in (LIGHT, DARK):
        for name in used:
            token = name.removeprefix("--oc-").replace("on-unit", "on:unit")
            assert f"{name}:{theme.colour(token)};" in text
    assert not re.search(r'"#[0-9a-fA-F]{6}"', text.partition("application/json")[0])


@pytest.mark.filterwarnings("ignore::orgchart.drawing.ColourWarning")
def test_colours_of_a_house_stay() -> None:
    """An assigned colour is the same in both themes, even one that would be a stand-in."""
    plain = inks_of(pooled([frame.scene for frame in acme_story().frames]).scene)
    taken = next(iter(plain.names))
    story = story_of(acme(), colours={"research": taken})
    token = unit_token(taken)
    text = page(story, words=ENGLISH).decode()
    assert f'"{taken}"' in text.lower()
    assert f"--oc-on-{token}:{LIGHT.colour(f'on:{token}')};" in text
    assert f"--oc-on-{token}:{DARK.colour(f'on:{token}')};" in text


def test_stand_ins_are_all_different() -> None:
    """Two meanings never share a colour while the pool is drawn."""
    inks = inks_of(pooled([frame.scene for frame in acme_story().frames]).scene)
    assert len(set(inks.names.values())) == len(inks.names) == len(inks.tokens)


def test_hostile_texts_are_data() -> None:
    """Names come back letter by letter, and add no element."""
    story = story_of(crowd())
    text = page(story, words=ENGLISH).decode()
    reader = Reader(text)
    tags = Counter(tag for tag, _ in reader.elements)
    assert (tags["script"], tags["style"], tags["img"]) == (2, 1, 0)
    named = {name for detail in reader.data()["details"] for name in detail["names"]}
    assert named == {clean(name) for name in HOSTILE.values()} | {ENGLISH.vacant}
    assert reader.data()["name"] == ORGANISATION
    assert "<" not in "".join(reader.inside["script application/json"])
    for _, url in reader.data()["sources"]:
        assert url == "" or re.fullmatch(r"https://[!-~]+", url)


def test_words_of_the_page_are_translated() -> None:
    """Interface words come from the wording, and the page says in which language they are."""
    words = Wording.load("de")
    text = page(story_of(acme(), lang="de"), words=words).decode()
    reader = Reader(text)
    assert ("html", {"lang": "de"}) in reader.elements
    own = {field.name for field in attrs.fields(Wording) if field.name.startswith("web_")}
    assert own <= set(reader.data()["words"])
    assert reader.data()["words"]["left"] == words.left


def test_data_tell_what_cards_hang_from() -> None:
    """The page knows bodies, trays and managers, to say who moved."""
    story = acme_story()
    data: Any = data_of(story, pooled([frame.scene for frame in story.frames]), ENGLISH)
    cards = [card.id for card in story.frames[-1].scene.cards]
    above = {card: told[1] for card, told in zip(cards, data["frames"][-1]["about"], strict=True)}
    assert above["n-post-eng"] == "n-post-cto"
    assert above["n-post-cof"] == "c-unknown"
    assert {above[card] for card in cards if card.startswith("n-member")} == {"c-body-board"}
    assert {"c-unknown", "c-body-board"} <= set(data["panels"])


def test_equal_histories_make_equal_drawings() -> None:
    """Drawings are equal by what they show, with equal hashes; another part is another drawing."""
    assert draw(acme()) == draw(acme())
    assert len({draw(acme()), draw(acme())}) == 1
    assert draw(acme()) != draw(acme(), root="ceo")


def test_instants_are_named_with_their_clock() -> None:
    """A midnight is never called by the day alone, which means the close of that day."""
    frames = example_story().frames
    assert all("T" in frame.id for frame in frames)
    found = {frame.id: frame for frame in frames}
    assert found["2023-11-17T0000"].closes
    assert found["2023-11-17T0000"].label == "17 November 2023, 00:00"
    assert not found["2024-05-14T0000"].closes
    assert found["2024-05-14T0000"].label == "14 May 2024"


def test_example_is_small() -> None:
    """The page of the example is below a megabyte, with all its dates."""
    made = example().render("html")
    reader = Reader(made.decode())
    assert len(made) < LIMIT
    assert len(reader.data()["frames"]) == len(openai().dates()) > 70


def test_page_without_a_script() -> None:
    """Without JavaScript the last date is there, and the page says so."""
    text = acme_page()
    last = acme_story().frames[-1]
    assert f'id="date" class="date">{last.label}</p>' in text
    before_pool = text.partition("<template")[0]
    assert before_pool.count('class="card') == len(last.scene.cards)
    assert ENGLISH.web_noscript in text


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_static_page_has_a_part_for_each_picture(theme: orgchart.Theme) -> None:
    """Pictures stand in parts that cards can lead to; nothing runs, nothing is loaded."""
    svg = draw(acme().at("2024-05-01"), theme=theme).render("svg")
    text = static_page([svg, svg], "A & B", 'say "x"', "en", theme=theme).decode()
    reader = Reader(text)
    ids = [found["id"] for tag, found in reader.elements if tag == "section"]
    assert ids == ["page-1", "page-2"]
    assert reader.policy()["script-src"] == "'none'"
    assert reader.policy()["style-src"] == digest("".join(reader.inside["style"]))
    assert "script" not in reader.inside
    assert not [found for _, found in reader.elements if "style" in found]
    assert "<title>A &amp; B</title>" in text


def test_static_page_keeps_gradients_and_links() -> None:
    """What a style said is said by attributes; links stay, safely."""
    chart = draw(acme().at("2023-12-01"), links={"ann": "https://e.org/ann?a=1&b=2"})
    pictures = [chart.render("svg"), draw(acme(), view="timeline").render("svg")]
    text = static_page(pictures, "A", "B", "en").decode()
    reader = Reader(text)
    links = [found for tag, found in reader.elements if tag == "a"]
    assert links
    assert {found["href"] for found in links} == {"https://e.org/ann?a=1&b=2"}
    assert {found["rel"] for found in links} == {"noopener"}
    stops = [found for tag, found in reader.elements if tag == "stop"]
    assert stops
    assert all(found["stop-color"] for found in stops)
