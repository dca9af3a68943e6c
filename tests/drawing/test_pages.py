"""Many pictures in one go: the same as one by one, in order, and errors say which."""

import itertools
import warnings

import pytest

from orgchart import GraphvizMissingError, InvalidValueError, RenderError
from orgchart.drawing import draw
from orgchart.rendering import Page, RenderWarning, render, render_all
from tests.drawing.acme import BEFORE, acme
from tests.drawing.hostile import chart_with

GOOD = 'digraph {{ graph [layout=nop2 id={0}] {0} [pos="{1},20" id={0} class=card label={0}] }}'
BAD = "digraph {"
# Graphviz complains of each unknown shape once in a process: other tests have others.
ODD = 'digraph { graph [layout=nop2] a [shape=odd_shape_of_pages pos="0,0"] }'


def good(count: int) -> list[Page]:
    """Return small pages that differ."""
    return [
        Page(GOOD.format(f"n{place}", 20 + place), f"title {place}", "long", prefix=f"p{place}-")
        for place in range(count)
    ]


@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_many_are_the_same_as_one_by_one(format: str, engine: str) -> None:  # noqa: A002 - as in `render`
    """To the byte, in order, in each format; gradients and panels of other pages change nothing."""
    pictures = [draw(acme().at(BEFORE)), draw(chart_with("李安 & \\N"))]
    pages = [
        Page(picture.source, picture.alt_text, picture.description, prefix=f"p{place}-")
        for place, picture in enumerate(pictures * 2)
    ]
    pages += good(9)
    alone = [
        render(
            page.source,
            format,
            engine=engine,
            title=page.title,
            description=page.description,
            prefix=page.prefix,
        )
        for page in pages
    ]
    assert alone == list(render_all(pages, format, engine=engine))
    assert alone == list(render_all(iter(pages), format, engine=engine))


def test_no_pages_are_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to draw needs no Graphviz."""
    monkeypatch.setenv("PATH", "")
    assert [] == list(render_all([], "svg"))


@pytest.mark.parametrize("bad", [0, 4, 11])
def test_error_says_which(bad: int, engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Pages before it are handed out; the error counts it and carries its text."""
    pages = good(12)
    pages[bad] = Page(BAD)
    found: list[bytes] = []
    with pytest.raises(RenderError, match=rf"^page {bad + 1} of 12: ") as caught:
        found.extend(render_all(pages, "svg", engine=engine))
    assert BAD == caught.value.source
    assert bad == len(found)
    assert ("", "") == capfd.readouterr()


def test_warning_says_which(engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A complaint is a warning about its page, and all pages are drawn."""
    pages = [*good(5), Page(ODD), *good(3)]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert 9 == len(list(render_all(pages, "svg", engine=engine)))
    assert [RenderWarning] == [one.category for one in said]
    assert str(said[0].message).startswith("page 6 of 9: ")
    assert ("", "") == capfd.readouterr()


def test_wrong_words_are_told_before_any_work() -> None:
    """Format, engine, prefix and links are looked at when it is called, of every page."""
    with pytest.raises(InvalidValueError, match="format"):
        render_all(good(2), "gif")
    with pytest.raises(InvalidValueError, match="engine"):
        render_all(good(2), "svg", engine="wasm")
    with pytest.raises(InvalidValueError, match="prefix"):
        render_all([*good(2), Page(BAD, prefix="A")], "svg")
    with pytest.raises(InvalidValueError, match="links"):
        render_all([*good(2), Page(BAD, links={"a": "javascript:x"})], "svg")


def test_missing_graphviz_carries_the_first_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told at once."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GraphvizMissingError, match="not on the path") as caught:
        render_all(good(2), "svg", engine="dot")
    assert good(1)[0].source == caught.value.source


def test_stopping_early_is_fine(engine: str) -> None:
    """Who takes only some of the pictures leaves nothing behind."""
    pages = good(30)
    drawn = render_all(pages, "svg", engine=engine)
    first = list(itertools.islice(drawn, 3))
    del drawn
    assert first == list(render_all(pages[:3], "svg", engine=engine))


def test_equal_pictures_are_equal_files(engine: str) -> None:
    """A PDF does not say when it was made."""
    data = draw(acme().at(BEFORE)).render("pdf", engine)
    assert b"CreationDate" not in data
    assert data.rstrip().endswith(b"%%EOF")
