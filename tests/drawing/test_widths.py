"""
Text in many scripts stays where it belongs, by Graphviz's own measure of it.

Graphviz says how wide it finds each run of text in the fonts of this machine: that is compared with
the card, the panel or the canvas that the text stands in.
"""

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart.drawing import draw
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.texts.metrics import FILL, clusters, text_width, wrap
from tests.drawing.hostile import VIEWS, chart_with, solid

#: A name and a title in each script.
SCRIPTS = {
    "Latin": ("María de los Ángeles Fernández de Córdoba y Álvarez de Toledo", "Vice-présidente"),
    "capitals": ("WILHELMINA MAMMOWITZ-WÖHRMANN", "MWMWMWMWMWMWMWMWMWMWMWMWMWMW"),
    "long word": ("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss", "Donau" * 9),
    "Vietnamese": ("Nguyễn Thị Ngọc Phương Uyên", "Phó tổng giám đốc thường trực"),
    "Turkish": ("İbrahim Çağlayan Ğüşıoğlu", "Genel müdür yardımcısı"),
    "Greek": ("Αλέξανδρος Παπαδόπουλος", "ΔΙΕΥΘΥΝΩΝ ΣΥΜΒΟΥΛΟΣ"),
    "Cyrillic": ("Александр Сергеевич Щёголев", "ЗАМЕСТИТЕЛЬ ПРЕДСЕДАТЕЛЯ ЖЮРИ"),
    "Armenian": ("Արամ Խաչատրյան", "Գլխավոր տնօրեն"),
    "Georgian": ("ნინო ბურჯანაძე", "აღმასრულებელი დირექტორი"),
    "Chinese": ("欧阳萨姆·阿尔特曼", "首席执行官兼董事会成员兼安全委员会主席"),
    "Japanese": ("ハンス・ウルリッヒ・シュミット", "代表取締役社長兼最高経営責任者（CEO）"),
    "Korean": ("김철수 남궁민수", "대표이사 겸 최고경영자 부사장"),
    "Arabic": ("محمد نور الدين عبد الرحمن", "الرئيس التنفيذي للشركة القابضة"),
    "Persian": ("می‌خواهم گل‌محمدی", "مدیرعامل شرکت پتروشیمی"),
    "Hebrew": ("בנימין נתניהו בן־גוריון", "מנכ״ל וחבר הדירקטוריון"),
    "Thai": ("ประยุทธ์ จันทร์โอชา", "กรรมการผู้จัดการใหญ่ฝ่ายปฏิบัติการ"),
    "Hindi": ("नरेन्द्र दामोदरदास मोदी", "मुख्य कार्यकारी अधिकारी"),
    "Tamil": ("எம். ஜி. இராமச்சந்திரன்", "தலைமை நிர்வாக அதிகாரி"),
    "Bengali": ("শেখ হাসিনা ওয়াজেদ", "প্রধান নির্বাহী কর্মকর্তা"),
    "Ethiopic": ("አቢይ አህመድ አሊ", "ዋና ሥራ አስፈጻሚ"),
    "emoji": ("👩\u200d🔬 Ada 🎉 👍🏽 👨\u200d👩\u200d👧\u200d👦", "🧪🧪🧪🧪🧪🧪🧪🧪🧪🧪🧪🧪 lead"),
    "flags": ("🇩🇪🇫🇷🇨🇳🇯🇵🇰🇷🇺🇸🇧🇷🇮🇳🇹🇭🇮🇱", "🏳️\u200d🌈 🏴\u200d☠️"),
    "symbols": ("𝔄𝔡𝔞 ① Ⅳ ½ ™ ∑≠∞", "★ ☎ ✈ → ⇒ “½” — …"),
    "combining": ("de\u0301compose\u0301 a\u0308o\u0308", "Z\u0351\u036b\u0343\u036aa\u0302lgo"),
    "mixed": ("Sam (سام) Altman 萨姆", "R&D <Head> — 研究主管"),
}
#: (what it stands in, text, left, right, baseline) of a run, in points.
Placed: TypeAlias = tuple[str, str, float, float, float]


@pytest.fixture(scope="module")
def _dot() -> None:
    if shutil.which("dot") is None:
        pytest.skip("the program dot measures text here, and is not on the path")


@cache
def has_font(character: str) -> bool:
    """Say whether a font of this machine has a character; without one a box is drawn for it."""
    listed = shutil.which("fc-list")
    if listed is None:
        return character.isascii()
    asked = [listed, f":charset={ord(character):x}", "family"]
    return bool(subprocess.run(asked, capture_output=True, check=True).stdout.strip())


@pytest.fixture(params=SCRIPTS)
def script(request: pytest.FixtureRequest, _dot: None) -> str:
    """Run the test with each script that this machine has fonts for."""
    text = "".join(SCRIPTS[str(request.param)])
    seen = {one for one in text if unicodedata.category(one) not in {"Cf", "Mn"}}
    if missing := sorted(one for one in seen if not has_font(one)):
        pytest.skip(f"no font of this machine has {', '.join(missing)}")
    return str(request.param)


@cache
def drawn(text: str, view: str) -> tuple[int, list[dict[str, Any]]]:
    """Return how wide a view of a text is, and its nodes as Graphviz draws them."""
    picture = VIEWS[view](text)
    return picture.scene.width, measured(picture.source)


def measured(source: str) -> list[dict[str, Any]]:
    """
    Return the nodes of a graph as Graphviz draws them.

    They have all text. In this format, and in no other that we use, Graphviz 2.43 crashes at some
    dashed tables.
    """
    source = source.replace('"ROUNDED,DASHED"', '"ROUNDED"')
    done = subprocess.run(["dot", "-Tjson"], input=source.encode(), capture_output=True, check=True)  # noqa: S607 - found on the path
    nodes: list[dict[str, Any]] = json.loads(done.stdout)["objects"]
    return nodes


def runs(node: dict[str, Any]) -> Iterator[Placed]:
    """Yield the runs of text of a node."""
    for step in node.get("_ldraw_", ()):
        if step["op"] == "T":
            (x, y), wide = step["pt"], step["width"]
            left = x - {"l": 0, "c": wide / 2, "r": wide}[step["align"]]
            yield node["name"], step["text"], left, left + wide, y


def edges_of(node: dict[str, Any]) -> tuple[float, float]:
    """Return where a node begins and ends, from left to right."""
    x = float(node["pos"].split(",")[0])
    half = float(node["width"]) * 72 / 2
    return x - half, x + half


@pytest.mark.parametrize("view", ["still", "narrow"])
def test_names_are_whole_on_their_card(script: str, view: str) -> None:
    """Names and short titles are not shortened."""
    for text in SCRIPTS[script]:
        cards = [node for node in drawn(text, view)[1] if "card" in node.get("class", "").split()]
        assert len(cards) == 5
        for node in cards:
            shown = solid("".join(run[1] for run in runs(node)))
            assert solid(clean(text)) in shown or "vacant" in node["class"]


def all_runs(text: str, view: str) -> None:
    """Look at every run of text in a view: it stays on its card, and on the canvas."""
    canvas, nodes = drawn(text, view)
    for node in nodes:
        left, right = 0.0, float(canvas)
        if "card" in node.get("class", "").split():
            left, right = edges_of(node)
        for run in runs(node):
            assert left <= run[2], run
            assert run[3] <= right, run


@pytest.mark.parametrize("view", ["still", "narrow"])
def test_every_script_stays_in_its_place(script: str, view: str) -> None:
    """No run of text leaves its card or the canvas, in any script."""
    for text in SCRIPTS[script]:
        all_runs(text, view)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("script", ["Latin", "long word", "Chinese", "Arabic"], indirect=True)
def test_every_view_keeps_text_in_its_place(script: str, view: str) -> None:
    """No run of text leaves its card or the canvas, in any view."""
    for text in SCRIPTS[script]:
        all_runs(text, view)


def test_lines_of_a_card_have_room(script: str) -> None:
    """Lines are at least as far from each other as their type is tall."""
    picture = draw(chart_with(SCRIPTS[script][0]))
    for card in picture.scene.cards:
        for part in card.parts:
            for row in part.rows:
                assert all(run.size < row.height for run in row.runs)
        inside = sum(part.height for part in card.parts)
        assert inside + 8 <= card.box.height


@pytest.mark.parametrize("bold", [False, True])
def test_table_is_wide_enough(script: str, *, bold: bool) -> None:
    """What the table says is at least 94 % of what Graphviz measures, and not three times it."""
    for text in SCRIPTS[script]:
        label = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        label = f"<B>{label}</B>" if bold else label
        source = (
            'graph { a [shape=plain fontname="Arial" label=<<TABLE BORDER="0"><TR><TD>'
            f'<FONT POINT-SIZE="20">{label}</FONT></TD></TR></TABLE>>] }}'
        )
        (node,) = measured(source)
        real = sum(right - left for _, _, left, right, _ in runs(node))
        assert FILL * real <= text_width(clean(text), 20, bold=bold) <= 3 * real, text


@given(text=st.text(max_size=40))
def test_signs_are_the_text(text: str) -> None:
    """Signs joined are the text, and none begins with what belongs to the one before."""
    signs = list(clusters(text))
    assert text == "".join(signs)
    assert all(signs)
    assert not any(unicodedata.category(sign[0]) in {"Mn", "Me", "Mc"} for sign in signs[1:])


@pytest.mark.parametrize(
    "sign",
    [
        "e\u0301",
        "👩\u200d🔬",
        "👨\u200d👩\u200d👧\u200d👦",
        "🇩🇪",
        "👍🏽",
        "🏳️\u200d🌈",
        "नु",
        "क्ष",
        "น้ำ",
        "เธ",
        "が",
        "か\u3099",
    ],
)
def test_lines_do_not_cut_signs(sign: str) -> None:
    """What readers see as one stays together on the narrowest line that holds it."""
    assert [sign] * 7 == list(clusters(sign * 7))
    lines = wrap(sign * 7, text_width(sign, 10) / FILL + 1, 10)
    assert (sign,) * 7 == lines


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("김철수 대표이사 부사장", 60, ("김철수", "대표이사", "부사장")),
        ("代表取締役「社長」。", 56, ("代表取締役", "「社長」。")),
        ("กรรมการเทศบาลแพร่", 60, ("กรรมการ", "เทศบาล", "แพร่")),
    ],
)
def test_lines_break_as_the_script_has_it(text: str, width: int, expected: tuple[str, ...]) -> None:
    """Korean at blanks, Japanese not before a closing mark, Thai before a leading vowel."""
    assert expected == wrap(text, width, 10)
