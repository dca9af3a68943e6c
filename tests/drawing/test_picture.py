"""Drawings as values, and their ways out: files, bytes, errors."""

import copy
import pickle
import re
import sys
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path

import attrs
import pytest

from orgchart import (
    GraphvizMissingError,
    InvalidValueError,
    RenderError,
    UnwritableFileError,
    rendering,
)
from orgchart.drawing import DARK, Drawing, draw
from orgchart.rendering import RenderWarning, render
from tests.drawing.acme import AFTER, BEFORE, acme

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = draw(acme().at(BEFORE))
CHANGE = draw(acme().diff(BEFORE, AFTER), theme=DARK)


def notebook(picture: Drawing) -> dict[str, str]:
    """Return what a notebook is given."""
    bundle: dict[str, str] = getattr(picture, "_repr_mimebundle_")()  # noqa: B009 - the protocol of notebooks
    return bundle


def without_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take both engines away."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)


def test_drawings_are_values() -> None:
    """Drawings of equal charts are equal, of others not; they pickle and copy, and are frozen."""
    again = draw(acme().at(BEFORE))
    assert again == PICTURE
    assert hash(again) == hash(PICTURE)
    assert PICTURE != draw(acme().at(AFTER))
    assert PICTURE != draw(acme().at(BEFORE), theme="dark")
    assert PICTURE == pickle.loads(pickle.dumps(PICTURE)) == copy.deepcopy(PICTURE)  # noqa: S301 - our own bytes
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        PICTURE.pages = ()  # type: ignore[misc] # wrong on purpose


def test_refusals_name_the_choices() -> None:
    """An unknown theme or too small a width is refused."""
    chart = acme().at(BEFORE)
    with pytest.raises(InvalidValueError, match="light, dark"):
        draw(chart, theme="beige")  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(InvalidValueError, match="320"):
        draw(chart, max_width=10)
    with pytest.raises(InvalidValueError, match="320"):
        draw(chart, max_width=float("nan"))


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("PNG", b"\x89PNG")],
)
def test_pictures_are_saved_by_suffix(
    suffix: str, start: bytes, engine: str, tmp_path: Path
) -> None:
    """The suffix decides what is written, by either engine."""
    path = PICTURE.save(tmp_path / f"chart.{suffix}", engine)
    assert path.read_bytes().startswith(start)
    assert ["chart"] == [file.stem for file in tmp_path.iterdir()]


def test_texts_need_no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """DOT and words are written with no Graphviz there."""
    without_engines(monkeypatch)
    assert PICTURE.source == PICTURE.save(tmp_path / "a.dot").read_text(encoding="utf-8")
    assert PICTURE.source == PICTURE.save(tmp_path / "a.gv").read_text(encoding="utf-8")
    assert PICTURE.text() == PICTURE.save(tmp_path / "a.txt").read_text(encoding="utf-8")
    assert ["text/plain"] == list(notebook(PICTURE))


def test_missing_graphviz_is_told_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error says how to install one, carries the DOT text, and leaves no file behind."""
    without_engines(monkeypatch)
    assert () == rendering.engines()
    for engine in (None, "dot", "pygraphviz"):
        with pytest.raises(GraphvizMissingError, match="apt install graphviz") as caught:
            PICTURE.save(tmp_path / "a.svg", engine)
        assert PICTURE.source == caught.value.source
    assert [] == list(tmp_path.iterdir())


def test_unknown_suffix_and_engine_are_refused(tmp_path: Path) -> None:
    """The error names what there is."""
    with pytest.raises(InvalidValueError, match=r"\.svg"):
        PICTURE.save(tmp_path / "a.jpeg")
    with pytest.raises(InvalidValueError, match="svg, png, pdf"):
        PICTURE.render("gif")
    with pytest.raises(InvalidValueError, match="dot, pygraphviz"):
        PICTURE.render("svg", "wasm")


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    """A folder that is not there is an error of ours, and an old file stays."""
    with pytest.raises(UnwritableFileError):
        PICTURE.save(tmp_path / "missing" / "a.dot")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnwritableFileError):
        PICTURE.save(tmp_path / "folder.txt")


def test_digraph_is_the_same_text() -> None:
    """The package `graphviz` takes the DOT text over."""
    assert PICTURE.source == PICTURE.digraph().source


def test_svg_is_fit_for_readers(engine: str) -> None:
    """It parses, is called what it shows, names its cards, and holds no leftovers of Graphviz."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = CHANGE.render("svg", engine).decode()
    root = ET.fromstring(text)  # noqa: S314 - our own text
    title, desc = root[0], root[1]
    assert (CHANGE.alt_text, CHANGE.description) == (title.text, desc.text)
    assert "graphics-document document" == root.get("role")
    assert title.get("id") == root.get("aria-labelledby")
    assert desc.get("id") == root.get("aria-describedby")
    assert "en" == root.get("{http://www.w3.org/XML/1998/namespace}lang")
    scene = CHANGE.scene
    assert f"0 0 {scene.width} {scene.height}" == root.get("viewBox")
    labels = {
        group.get("id"): group.get("aria-label")
        for group in root.iter(f"{SVG}g")
        if group.get("role") == "img"
    }
    assert {card.id: card.says for card in scene.cards} == labels
    for leftover in ("transparent", "javascript:", "<script", "<!--", "xlink", "<a", "&gt;"):
        assert leftover not in text.replace("<animate", "")
    assert not re.search(r"<title>(_|n-|trunk)", text)


def test_both_engines_give_one_picture() -> None:
    """Ids and classes are the same, in the same order, whatever the Graphviz."""
    found = rendering.engines()
    if len(found) < 2:
        pytest.skip("only one engine here")
    one, two = (
        [
            (group.get("id"), group.get("class"))
            for group in ET.fromstring(CHANGE.render("svg", engine)).iter(f"{SVG}g")  # noqa: S314 - our own text
        ]
        for engine in found
    )
    assert one == two


def test_two_runs_are_alike(engine: str) -> None:
    """SVG and PNG are the same to the byte each time."""
    assert CHANGE.render("svg", engine) == CHANGE.render("svg", engine)
    assert CHANGE.render("png", engine) == CHANGE.render("png", engine)


def test_png_has_two_pixels_a_point(engine: str) -> None:
    """A PNG is drawn at 144 pixels to the inch."""
    header = PICTURE.render("png", engine)[16:24]
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
    assert abs(2 * PICTURE.scene.width - width) <= 2
    assert abs(2 * PICTURE.scene.height - height) <= 2


def test_failure_carries_the_source(engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What Graphviz cannot read is an error with its words, and nothing is printed."""
    with pytest.raises(RenderError) as caught:
        render("digraph {", "svg", engine=engine)
    assert "digraph {" == caught.value.source
    assert ("", "") == capfd.readouterr()


def test_complaints_are_warnings(engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What Graphviz says about a picture that it draws is a warning, and is not printed."""
    with pytest.warns(RenderWarning, match="no_such_shape|unrecognized|unknown"):
        render(
            'digraph { graph [layout=nop2] a [shape=no_such_shape pos="0,0"] }',
            "svg",
            engine=engine,
        )
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(
    ("text", "told"),
    [("Bob", True), ("Šárka Ødegård", True), ("Γιώργος", True), ("Z\u0351", False), ("李", False)],
)
def test_tight_cells(text: str, engine: str, *, told: bool) -> None:
    """That a cell is too small is told of letters of the picture's own font, and of no others."""
    cell = '<TD FIXEDSIZE="TRUE" WIDTH="3" HEIGHT="3">'
    label = f"<<TABLE BORDER='0'><TR>{cell}{text}</TD></TR></TABLE>>"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        render(
            f'digraph {{ graph [layout=nop2] a [label={label} pos="0,0"] }}', "svg", engine=engine
        )
    assert told == any("too small" in str(one.message) for one in said)


def test_notebooks_get_a_picture(engine: str) -> None:
    """Where an engine is there, a notebook shows the picture."""
    assert engine in rendering.engines()
    assert notebook(PICTURE)["image/svg+xml"].startswith("<svg")
