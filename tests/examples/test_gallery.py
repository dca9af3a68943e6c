"""The gallery: its pictures are those that the library draws now."""

import hashlib
import json
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest

from orgchart import Drawing
from tests.examples.openai import PROJECT

FOLDER = PROJECT / "examples" / "gallery"
MAKE = runpy.run_path(str(FOLDER / "make.py"))
WORKS = cast("Callable[[], list[tuple[Any, str]]]", MAKE["works"])()
DIGESTS = cast("dict[str, str]", json.loads((FOLDER / "gallery.json").read_text(encoding="utf-8")))
SVG = "{http://www.w3.org/2000/svg}"
RENEW = "make gallery draws it anew; look at it before it is kept"


def files(ending: str) -> Sequence[Path]:
    """Return the files of the gallery with an ending."""
    return sorted(FOLDER.rglob(f"*.{ending}"))


def names_of(name: str, theme: str, drawing: Drawing) -> list[str]:
    """Return the names of the pages of a picture."""
    numbers = ["", *(f"-{number}" for number in range(2, len(drawing.pages) + 1))]
    return [f"{theme}/{name}{number}" for number in numbers]


@pytest.mark.parametrize(("picture", "theme"), WORKS, ids=[f"{t}/{p.name}" for p, t in WORKS])
def test_picture_comes_out_as_it_is_kept(picture: Any, theme: str) -> None:  # noqa: ANN401 - of a script
    """The DOT text of every page is the same to the byte."""
    drawing = cast("Drawing", picture.draw(theme))
    kept = [name for name in DIGESTS if name in names_of(picture.name, theme, drawing)]
    assert kept == names_of(picture.name, theme, drawing), f"{theme}/{picture.name}: {RENEW}"
    for name, source in zip(kept, drawing.sources, strict=True):
        digest = hashlib.sha256(source.encode()).hexdigest()
        assert DIGESTS[name] == digest, f"{name} comes out otherwise: {RENEW}"
    for name, page in zip(kept, drawing.pages, strict=True):
        root = ET.fromstring((FOLDER / f"{name}.svg").read_bytes())  # noqa: S314 - our own file
        assert page.alt_text == root.findtext(f"{SVG}title"), f"{name}.svg is older: {RENEW}"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_gallery_holds_what_is_recorded_and_no_more(ending: str) -> None:
    """There is a file for each page, and none is left of pictures that are no more."""
    found = [file.relative_to(FOLDER).with_suffix("").as_posix() for file in files(ending)]
    assert set(DIGESTS) == set(found)


def test_every_view_is_there_in_light_and_dark() -> None:
    """Whatever `draw` can make has a picture in both themes; a web page is left to build."""
    views = {"merged", "side-by-side", "filmstrip", "flow", "timeline", "career", "succession"}
    by_theme = {theme: {p.name for p, one in WORKS if one == theme} for theme in ("light", "dark")}
    assert by_theme["light"] == by_theme["dark"]
    assert set() == {"chart", *views} - by_theme["light"]


def test_page_shows_every_picture() -> None:
    """README.md leads to the SVG of each picture, and is the page that the script writes."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    first = {picture.name: picture.draw(theme).alt_text for picture, theme in reversed(WORKS)}
    assert page == cast("Callable[[Any], str]", MAKE["readme"])(first), RENEW
    assert all(f"({theme}/{picture.name}.svg)" in page for picture, theme in WORKS)


def test_gallery_is_small() -> None:
    """All files are below 6 MB, each PNG below 200 KB."""
    assert 6e6 > sum(file.stat().st_size for file in FOLDER.rglob("*.*"))
    assert [] == [file.name for file in files("png") if file.stat().st_size > 200e3]


def test_check_names_what_differs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script says which picture would come out otherwise, and fails."""
    check = cast("Callable[[], int]", MAKE["check"])
    scope: dict[str, Any] = getattr(check, "__globals__")  # noqa: B009 - unknown to the types
    chart = [(picture, theme) for picture, theme in WORKS if picture.name == "career"]
    kept = {name: digest for name, digest in DIGESTS.items() if name.endswith("/career")}
    monkeypatch.setitem(scope, "works", lambda: chart)
    monkeypatch.setitem(scope, "recorded", lambda: kept)
    assert 0 == check()
    monkeypatch.setitem(scope, "recorded", lambda: kept | {"dark/career": "another"})
    assert 1 == check()
    assert "dark/career: comes out otherwise" in capsys.readouterr().out
