"""Pictures in other languages: their punctuation is that of the language, in every view."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from orgchart import load
from orgchart.drawing import Drawing, draw
from orgchart.drawing.canvas.scene import Run
from orgchart.drawing.cards.chart import Chart, Count, Dotted, Slot
from orgchart.drawing.cards.counting import alt_text
from orgchart.drawing.cards.faces import Face, Holder, Look, MarkStyle
from orgchart.drawing.charts.furniture import heading, label
from orgchart.drawing.language.wording import ENGLISH, Wording
from orgchart.drawing.parts.cutting import cut
from orgchart.when import When
from tests.drawing.acme import AFTER, BEFORE, acme

OPENAI = load(Path(__file__).parents[2] / "examples" / "openai" / "history.toml")
LANGS = ("zh-Hans", "zh-Hant")
#: Latin punctuation beside a Chinese letter, and a blank behind Chinese punctuation.
MIXED = re.compile(r"[\u4e00-\u9fff] ?[,;:.()]|[()][\u4e00-\u9fff]|[。，、：；（）] ")
each_lang = pytest.mark.parametrize("lang", LANGS)

PICTURES: dict[str, Callable[[str], Drawing]] = {
    "chart": lambda lang: draw(acme(), AFTER, lang=lang),
    "part": lambda lang: draw(acme(), AFTER, lang=lang, depth=2),
    "branch": lambda lang: draw(acme(), AFTER, lang=lang, root="cto"),
    "merged": lambda lang: draw(acme(), BEFORE, AFTER, lang=lang, view="merged"),
    "flow": lambda lang: draw(acme(), BEFORE, AFTER, lang=lang, view="flow"),
}


@each_lang
@pytest.mark.parametrize("view", PICTURES)
def test_punctuation_is_chinese(view: str, lang: str) -> None:
    """Alternative texts and outlines have no Latin punctuation beside Chinese words."""
    picture = PICTURES[view](lang)
    for text in (picture.alt_text, picture.text()):
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert [] == [line for line in text.splitlines() if MIXED.search(line)]


def test_sentences_stand_together_as_the_language_has_them() -> None:
    """No blank follows a full-width stop; the stop of the language ends the head."""
    chinese = Wording.load("zh-Hans")
    assert "甲，2024年。3人。1个空缺。" == alt_text("甲", "2024年", ["3人。", "1个空缺。"], chinese)
    assert "A, 2024. 3 people." == alt_text("A", "2024", ["3 people."], ENGLISH)
    assert ("", " ", " ") == tuple(w.gap for w in (chinese, Wording.load("de"), ENGLISH))


def test_no_more_sentences_than_fit() -> None:
    """A sentence that ends at the 150th character is in, one that ends behind it is not."""
    chinese = Wording.load("zh-Hans")
    for words in (chinese, ENGLISH):
        room = 150 - len(alt_text("A", "", [], words)) - len(words.gap)
        assert 150 == len(alt_text("A", "", ["x" * room], words))
        assert words.stop.format("A") == alt_text("A", "", ["x" * (room + 1)], words)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("de", "Board of directors bestellt:"), ("zh-Hant", "Board of directors任命：")],
)
def test_who_fills_the_top_post_is_said_in_the_language(lang: str, said: str) -> None:
    """The line above the tree in the outline is no English."""
    lines = draw(acme(), AFTER, lang=lang).text().splitlines()
    assert said in lines


def test_headline_has_the_colon_of_the_language() -> None:
    """The name before the counts ends as the language has it."""
    chart = Chart("甲", "", counts=(("团队", (Count("3人离任"),)),))
    for words, name in ((Wording.load("zh-Hans"), "团队："), (ENGLISH, "团队:")):
        labels = heading(chart, 0, 0, 900, words).labels
        assert [name, "3人离任"] == [one.runs[0].text for one in labels[1:]]


def test_brackets_of_a_flow_belong_to_what_is_before_them() -> None:
    """Doubts stand in brackets of the language, without a comma before."""
    before, after = (OPENAI.at(day) for day in ("2023-11-16", "2024-10-01"))
    said = [draw(before, after, view="flow", lang=lang).text() for lang in ("zh-Hans", "en")]
    chinese, english = (text.splitlines()[1] for text in said)
    assert re.match(r"\d+人离任（\d人不确定）、\d人加入", chinese)
    assert re.match(r"\d+ left \(\d not certain\), \d joined", english)


def test_lines_that_leave_a_part_have_brackets_of_the_language() -> None:
    """A dotted line to a card that is not shown says where that is."""

    def slot(id_: str) -> Slot:
        face = Face((Holder("李安", MarkStyle.FILLED),), "", "unit-board", Look.PLAIN)
        return Slot(id_, face, "李安")

    chart = Chart(
        "甲", "", slots={"a": slot("a"), "b": slot("b")}, dotted=(Dotted("a", "b", "new"),)
    )
    words = Wording.load("zh-Hans")
    part = cut(chart, ["b"], words, roots=("b",), place=lambda _: "第2页")
    assert "虚线汇报给李安（新汇报关系、第2页）" == part.slots["b"].face.note


def test_chinese_is_never_slanted() -> None:
    """Labels in scripts without italics stand upright, others slant as asked."""
    runs = label(
        [Run("任命", "ink2", 9, italic=True), Run("Ann", "ink2", 9, italic=True)], 0, 0
    ).runs
    assert [False, True] == [run.italic for run in runs]


@each_lang
def test_bounds_of_a_date_are_not_those_of_a_time(lang: str) -> None:
    """A start between two dates, and then an end: the two kinds of range look different."""
    words = Wording.load(lang)
    start, end = words.day(When("[2015..2018]")), words.day(When("2023"))
    assert "2015年～2018年至2023年" == words.span_words.format(start, end)


def test_a_range_inside_one_day_is_one_short_date() -> None:
    """Two clock times of a day read as the day where there is no room for times."""
    when = When("[2023-11-17T12:28-08:00..2023-11-17T15:00-08:00]")
    assert "17 Nov 2023" == ENGLISH.day(when, short=True)
    assert "17. Nov. 2023" == Wording.load("de").day(when, short=True)
    assert "–" in ENGLISH.day(when)
