"""What is asked of a drawing is checked before anything is drawn."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from orgchart import (
    History,
    InvalidValueError,
    OrgchartError,
    Person,
    Post,
    Snapshot,
    Tenure,
    Unit,
    UnknownIdError,
    UnwritableFileError,
    draw,
)
from orgchart.rendering import RenderWarning
from tests.drawing.acme import AFTER, BEFORE, acme

HISTORY = acme()
CHART = HISTORY.at(BEFORE)


@pytest.mark.parametrize(
    "options",
    [
        {"lang": 5},
        {"wording": "x"},
        {"theme": []},
        {"max_width": "500"},
        {"max_width": float("inf")},
        {"max_width": float("nan")},
        {"max_width": 10**400},
        {"max_width": True},
        {"max_width": Decimal(1000)},
        {"most": None},
        {"most": 10.5},
        {"depth": "2"},
        {"depth": 2.5},
        {"depth": 0},
        {"root": 5},
        {"units": []},
        {"units": "board"},
        {"units": [None]},
        {"collapse": [1]},
        {"colours": "x"},
        {"colours": {"board": None}},
        {"links": ["x"]},
        {"links": {"ceo": None}},
        {"beside": None},
        {"beside": ["x"]},
        {"view": "nothing"},
    ],
    ids=repr,
)
def test_values_that_no_picture_can_have_are_refused(options: dict[str, object]) -> None:
    """The error names the option."""
    with pytest.raises(InvalidValueError, match=next(iter(options))):
        draw(CHART, **options)  # type: ignore[arg-type] # wrong on purpose


def _without_effect() -> Iterator[tuple[tuple[object, ...], dict[str, object]]]:
    diff = HISTORY.diff(BEFORE, AFTER)
    for option in ({"root": "ceo"}, {"depth": 1}, {"collapse": ["ceo"]}, {"units": ["board"]}):
        yield (diff,), {"view": "flow", **option}
    for option in ({"root": "ceo"}, {"depth": 1}, {"collapse": ["ceo"]}, {"most": 20}):
        yield (HISTORY,), {"view": "timeline", **option}
        yield (HISTORY,), {"person": "ann", **option}
        yield (HISTORY,), {"post": "ceo", **option}
    for name, value in (("person", "ann"), ("post", "ceo"), ("start", "2020"), ("end", "2020")):
        yield (CHART,), {name: value}
        yield (diff,), {name: value}
    for subject in ((diff,), (HISTORY, BEFORE, AFTER), (HISTORY,)):
        yield subject, {"beside": [CHART]}
    yield (HISTORY,), {"start": "2020"}
    yield (HISTORY, BEFORE, AFTER), {"most": 20}
    yield (HISTORY,), {"person": "ann", "post": "ceo"}


@pytest.mark.parametrize(("subject", "options"), list(_without_effect()))
def test_options_without_effect_are_refused(
    subject: tuple[object, ...], options: dict[str, object]
) -> None:
    """Nothing that was asked for is left undone in silence."""
    with pytest.raises(InvalidValueError, match="leave it out"):
        draw(*subject, **options)  # type: ignore[arg-type] # all kinds of subjects


@pytest.mark.parametrize("options", [{"root": "no"}, {"units": ["no"]}, {"collapse": ["no"]}])
def test_unknown_ids_of_a_page_are_refused(options: dict[str, object]) -> None:
    """A misspelt id gives no empty page."""
    with pytest.raises(UnknownIdError, match="no"):
        draw(HISTORY, **options).source  # type: ignore[arg-type] # noqa: B018 - made when asked for


def test_a_unit_without_posts_gives_an_empty_part() -> None:
    """The chart has the unit, so it is no unknown one."""
    chart = Snapshot.build(
        people=[Person("a", "Ann")],
        units=[Unit("acme", "Acme"), Unit("hr", "HR", parent="acme")],
        posts=[Post("ceo", "CEO", unit="acme")],
        tenures=[Tenure("a", "ceo")],
        name="Acme",
    )
    assert () == draw(chart, units=["hr"]).scene.cards
    with pytest.raises(UnknownIdError):
        draw(chart, units=["legal"])


def test_the_option_that_is_wrong_is_named() -> None:
    """A seat of a board has nothing below it to fold."""
    with pytest.raises(InvalidValueError, match="collapse"):
        draw(CHART, collapse=["chair"])


def test_pages_are_written_all_or_none(tmp_path: Path) -> None:
    """A name that a folder has is seen before anything is written."""
    drawing = draw(CHART, most=10)
    assert len(drawing.pages) > 1
    (tmp_path / "c-2.dot").mkdir()
    with pytest.raises(UnwritableFileError, match="folder has that name"):
        drawing.save(tmp_path / "c.dot")
    assert ["c-2.dot"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["missing/x.dot", "a\0b.dot"])
def test_names_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    """The error is one of ours and names the file."""
    with pytest.raises(UnwritableFileError):
        draw(CHART).save(f"{tmp_path}/{name}")


@pytest.mark.parametrize("path", [None, b"x.svg", 5])
def test_paths_are_text(path: object) -> None:
    """Other values are refused by name."""
    with pytest.raises(InvalidValueError, match="path"):
        draw(CHART).save(path)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize("number", [0, 2, 1.0, 1.5, "1", None, True])
def test_pages_have_whole_numbers(number: object) -> None:
    """There is one page, and its number is 1."""
    with pytest.raises(InvalidValueError, match="page"):
        draw(CHART).page(number)  # type: ignore[arg-type] # wrong on purpose


def test_formats_are_named() -> None:
    """All four of them."""
    with pytest.raises(InvalidValueError, match="svg, png, pdf, html"):
        draw(CHART).render("gif")


def test_pictures_that_a_format_cannot_hold_warn() -> None:
    """The warning says what to do."""
    posts = [Post(f"p{n}", f"Post {n}") for n in range(300)]
    people = [Person(f"u{n}", f"Person {n}") for n in range(300)]
    chart = Snapshot.build(
        posts=posts,
        people=people,
        tenures=[Tenure(f"u{n}", f"p{n}") for n in range(300)],
    )
    picture = draw(chart, chart, max_width=320)
    assert picture.scene.height > 14_400
    with pytest.warns(RenderWarning, match=r"root=, depth= or units="):
        picture.render("pdf")


def test_a_moment_past_the_calendar_is_told(tmp_path: Path) -> None:
    """The reason is the range of years."""
    history = History.build(name="A", people=[Person("a", "Ann")])
    with pytest.raises(OrgchartError, match="year 10000"):
        draw(history, "9999-12-31").save(tmp_path / "x.dot")
