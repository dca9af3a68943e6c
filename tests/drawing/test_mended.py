"""Defects that were found by drawing odd things, and are mended: each stays so."""

import xml.etree.ElementTree as ET
from functools import partial

import attrs
import pytest

from orgchart import (
    History,
    Leave,
    Person,
    Post,
    Snapshot,
    Tenure,
    Unit,
    diff,
)
from orgchart.drawing import Drawing, draw
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.scene import Run, Scene
from orgchart.drawing.canvas.theme import LIGHT
from orgchart.drawing.cards.counting import LONGEST, alt_text
from orgchart.drawing.cards.faces import SEAT, Face, Holder, Tag, card_of
from orgchart.drawing.charts.furniture import label
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import html_text, tooltip
from orgchart.rendering import ENGINES, engines, render

LONG_NAME = "Supervisory committee for the long-term future of the company and its subsidiaries"
DATES = ("2019-02", "2022-01")
LANGUAGES = ("en", "de", "zh-Hans", "zh-Hant")


def held_by(name: str) -> Snapshot:
    """Return a chart without a date on which somebody holds a post."""
    return Snapshot.build(
        people=[Person("a", name)], posts=[Post("p", "P")], tenures=[Tenure("a", "p")]
    )


def board(certainty: str, name: str = "Board") -> Snapshot:
    """Return a company whose board has one member."""
    return Snapshot.build(
        people=[Person("cy", "Cy")],
        units=[Unit("acme", "Acme"), Unit("b", name, kind="board", parent="acme")],
        posts=[Post("m", "Director", unit="b", seats=3)],
        tenures=[Tenure("cy", "m", certainty=certainty)],
    )


def right_edge(picture: Drawing) -> float:
    """Return how far to the right the texts of a picture reach."""
    return max(one.left + one.width for one in picture.scene.labels)


def spoken(picture: Drawing) -> str:
    """Return what the cards of a picture are called, one a line."""
    root = ET.fromstring(picture.render("svg"))  # noqa: S314 - our own text
    return "\n".join(found.get("aria-label", "") for found in root.iter())


# Texts that are empty, or long


def test_charts_without_dates_make_a_strip() -> None:
    """What has no date has no text above it, and Graphviz gets no empty one."""
    chart = held_by("Ann")
    picture = draw(chart, chart, chart, view="filmstrip")
    assert picture.render("svg")
    assert all(run.text for one in picture.scene.labels for run in one.runs)


def test_empty_texts_are_not_written() -> None:
    """A label of nothing is no node, and a stretch of nothing in a label is left out."""
    labels = (label([Run("")], 0, 0), label([Run("Ann"), Run("", bold=True)], 0, 0))
    text = dot(Scene("Acme", "", "en", 100, 100, labels=labels), LIGHT)
    assert text.count('class="label"') == 1
    assert "<B></B>" not in text
    assert "></FONT>" not in text


@pytest.mark.parametrize("engine", [name for name in ENGINES if name in engines()])
@pytest.mark.parametrize("sign", ["李", "😀", "\\", '"', "&"])
def test_texts_of_any_length_are_drawn(sign: str, engine: str) -> None:
    """DOT takes no string of more than 16,384 bytes: long ones come in parts, and whole."""
    name = sign * 9000
    svg = render(
        f'digraph {{ layout=nop2 a [pos="0,0" class="card" label="" tooltip={tooltip(name * 2)}]'
        f' b [pos="0,50" label=<{html_text(name)}>] }}',
        "svg",
        engine=engine,
    )
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    said = [found.get("aria-label", "") for found in root.iter()]
    assert max(map(len, said)) >= 2 * len(name)
    assert sum((found.text or "").count(sign) for found in root.iter()) >= 2 * len(name)


def test_a_long_name_is_drawn_and_told_whole() -> None:
    """A name of thousands of letters is on its card, and screen readers hear all of it."""
    name = "李" * 9000
    picture = draw(held_by(name))
    assert name in spoken(picture)
    drawn = [run.text for part in picture.scene.cards[0].parts for r in part.rows for run in r.runs]
    assert "".join(drawn).count("李") == len(name)


# Cards


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_pill_stands_alone(lang: str) -> None:
    """Where a pill leaves no room beside it there is no cell without width."""
    picture = draw(diff(board("certain"), board("possible")), lang=lang)
    assert picture.render("svg")
    assert 'WIDTH="0"' not in picture.source
    assert 'WIDTH="-' not in picture.source


@pytest.mark.parametrize(
    "word", ["→ NICHT MEHR KOMMISSARISCH", "独立非执行董事会副主席兼秘书长", "X" * 40]
)
def test_a_pill_never_leaves_its_card(word: str) -> None:
    """A word too long for a frame is written in lines without one, whole."""
    card = card_of(
        Face((Holder("Cy"),), "Director", "u", tag=Tag(word, "new"), width=SEAT), "c", ""
    )
    rows = [row for part in card.parts for row in part.rows]
    assert not [row for row in rows if row.pill is not None]
    said = "".join(run.text for row in rows for run in row.runs)
    assert word.replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_own_pills_fit_a_seat(lang: str) -> None:
    """Every pill of the package has a frame, in each language, on the narrowest card."""
    values = attrs.asdict(Wording.load(lang), recurse=False)
    for name in values:
        word = values.get(name.removesuffix("_said"))
        if name.endswith("_said") and isinstance(word, str):
            tag = Tag(word, name.removesuffix("_said"))
            card = card_of(Face((Holder("Cy"),), "D", "u", tag=tag, width=SEAT), "c", "")
            assert [row for part in card.parts for row in part.rows if row.pill], word


# Facts


def test_who_left_with_a_post_that_went_elsewhere_is_in_the_flow() -> None:
    """The later chart puts the post into another organisation; who held it left the first one."""
    before = Snapshot.build(
        posts=[Post("p1", "Director", unit="globex-board")],
        tenures=[Tenure("cy", "p1", kind="acting")],
    )
    after = Snapshot.build(posts=[Post("p1", "Director", unit="acme")])
    picture = draw(before, after, view="flow")
    assert picture.render("svg")
    assert "1 left" in picture.text()
    assert "cy, Director" in picture.text()


def away(*leaves: Leave) -> str:
    """Return the headline of a company of two, of whom one works for another, with leaves."""
    chart = Snapshot.build(
        people=[Person("a", "Ann"), Person("b", "Bob"), Person("c", "Cat")],
        units=[Unit("acme", "Acme"), Unit("rival", "Rival")],
        posts=[
            Post("ceo", "CEO", unit="acme"),
            Post("coo", "COO", unit="acme"),
            Post("staff", "Staff", unit="rival"),
        ],
        tenures=[Tenure("a", "ceo"), Tenure("b", "coo"), Tenure("b", "staff")],
        leaves=leaves,
    )
    return draw(chart).text()


def test_leaves_of_the_organisation_are_counted() -> None:
    """Who is on leave from a post of the organisation counts, once."""
    assert "1 on leave" in away(Leave("a"))
    assert "1 on leave" in away(Leave("b", post="coo"), Leave("b", post="staff"))
    assert "2 on leave" in away(Leave("a", post="ceo"), Leave("b"))


def test_other_leaves_are_not_counted() -> None:
    """Leaves of people who hold nothing, or of other organisations, or unsure ones are not."""
    assert "on leave" not in away(Leave("c"))
    assert " on leave" not in away(Leave("b", post="staff")).splitlines()[1]
    assert " on leave" not in away(Leave("a", certainty="possible")).splitlines()[1]


# Widths


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ["timeline", "person", "post"])
def test_dates_of_timelines_keep_to_the_width(what: str, lang: str) -> None:
    """The dates below the title are wrapped as the title is."""
    history = History.build(
        name="Acme",
        people=[Person("a", "Ann")],
        posts=[Post("p", "P")],
        tenures=[Tenure("a", "p", start=DATES[0], end=DATES[1])],
    )
    asked = partial(draw, history, max_width=320, lang=lang, start=DATES[0], end=DATES[1])
    picture = {
        "timeline": partial(asked, view="timeline"),
        "person": partial(asked, person="a"),
        "post": partial(asked, post="p"),
    }[what]()
    assert right_edge(picture) <= picture.scene.width <= 320


@pytest.mark.parametrize("width", [320, 600])
def test_long_names_of_boards_keep_to_the_width(width: int) -> None:
    """The headline counts by board; its name is wrapped where it is longer than the picture."""
    was, now = board("certain", LONG_NAME), board("possible", LONG_NAME)
    for picture in (
        draw(diff(was, now), max_width=width),
        draw(was, now, max_width=width),
        draw(was, now, was, max_width=width),
    ):
        assert picture.scene.width <= width
        assert right_edge(picture) <= width
        shown = " ".join(run.text for one in picture.scene.labels for run in one.runs)
        assert LONG_NAME in shown


# Words


def test_an_alt_text_says_more_than_the_name() -> None:
    """Of a first sentence that is too long the parts that fit are said, and that there is more."""
    sentence = "1 person · " + " · ".join(f"{number} vacancies" for number in range(40)) + "."
    said = alt_text("A", "2024", [sentence])
    assert said.startswith("A, 2024. 1 person · 0 vacancies · 1 vacancies")
    assert said.endswith(" vacancies…")
    assert LONGEST - len(" · 10 vacancies") < len(said) <= LONGEST
    listed = alt_text("A", "", [", ".join(f"{number:03} left" for number in range(40))])
    assert listed.endswith(" left…")
    assert len(listed) <= LONGEST


def test_an_alt_text_cuts_nothing_in_two() -> None:
    """Where not even a part fits, and where the name fills all, nothing is made up."""
    assert alt_text("A", "", ["x" * 200]) == "A."
    assert alt_text("A" * 148, "", ["1 left, 2 joined."]) == f"{'A' * 148}."
    assert len(alt_text("A" * 200, "", ["1 left, 2 joined."])) == LONGEST
    assert alt_text("A", "", ["B.", f"C, {'d' * 150}."]) == "A. B."


def test_a_chart_with_many_boards_says_its_first_ones() -> None:
    """A headline that is too long for an alternative text is begun."""
    bodies = [Unit(f"b{n}", f"Committee {n:02}", kind="board", parent="acme") for n in range(20)]
    chart = Snapshot.build(
        people=[Person("cy", "Cy")],
        units=[Unit("acme", "Acme"), *bodies],
        posts=[Post(f"m{n}", "Member", unit=f"b{n}", seats=3) for n in range(20)],
        tenures=[Tenure("cy", f"m{n}") for n in range(20)],
    )
    assert "Committee 00: 1" in draw(chart).alt_text
    assert draw(chart).alt_text.endswith("…")


def test_a_strip_without_boards_says_how_many_dates_it_has() -> None:
    """There is nothing to sum up, so the dates are counted."""
    chart = held_by("Ann")
    picture = draw(chart, chart, chart, view="filmstrip")
    assert picture.alt_text == "Organisation chart. 3 dates."


def test_a_timeline_without_a_name_says_once_what_it_is() -> None:
    """The title of a nameless history stands for what the dates would say too."""
    post = Post("p", "P")
    tenure = Tenure("a", "p", start="2020", end="2022")
    nameless = draw(History.build(posts=[post], tenures=[tenure]), view="timeline")
    assert nameless.text().startswith("Who held which post, 2020 to 2022\n")
    assert nameless.text().lower().count("who held which post") == 1
    named = draw(History.build(name="Acme", posts=[post], tenures=[tenure]), view="timeline")
    assert named.text().startswith("Acme, who held which post, 2020 to 2022\n")


# What Graphviz says


@pytest.mark.skipif("pygraphviz" not in engines(), reason="only pygraphviz says it")
def test_the_number_of_cards_is_no_news(capfd: pytest.CaptureFixture[str]) -> None:
    """A thousand nodes with places of their own take no time, whatever Graphviz fears."""
    nodes = "".join(f'n{n} [pos="{n},0" label=""] ' for n in range(1001))
    with capfd.disabled():  # it speaks through Python's stderr, which pytest would take away
        assert render(f"digraph {{ layout=nop2 {nodes} }}", "svg", engine="pygraphviz")
