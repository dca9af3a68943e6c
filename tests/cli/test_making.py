"""Files: conversions with their losses, and pictures."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from orgchart import load
from orgchart.cli.forms import FORMS, Shape
from orgchart.cli.sources import loaded

Run = Callable[..., Result]

PLACES = [form.reader for form in FORMS.values()] + [form.writer for form in FORMS.values()]


@pytest.mark.parametrize("place", sorted({place for place in PLACES if place}))
def test_every_format_leads_somewhere(place: str) -> None:
    """The registry names functions by text: each is there."""
    try:
        found = loaded(place)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    assert callable(found)


LOSSLESS = {
    "json": "a.json",
    "toml": "a.toml",
    "csv": "a/",
    "parquet": "a.parquet",
}


@pytest.mark.parametrize("name", LOSSLESS)
def test_lossless_formats_come_back(run: Run, here: Path, name: str) -> None:
    """Out by the name of the file and in again by what is there."""
    if name == "parquet":
        pytest.importorskip("pyarrow")
    out = LOSSLESS[name]
    found = run("convert", "acme.toml", out)
    assert ("", "", 0) == (found.stdout, found.stderr, found.exit_code)
    assert 0 == run("convert", out, "back.json").exit_code
    assert load(here / "acme.toml") == load(here / "back.json")


@pytest.mark.parametrize("form", ["popolo", "turtle"])
def test_a_zone_that_a_format_has_no_place_for(run: Run, form: str) -> None:
    """It is told on the way in; formats that say it themselves take none."""
    if form == "turtle":
        pytest.importorskip("rdflib")
    assert 0 == run("convert", "history.toml", "a", "--output-format", form).exit_code
    words = ("who", "a", "ceo", "--input-format", form)
    refused = run(*words)
    assert 2 == refused.exit_code
    assert "give the history a zone with --zone" in refused.stderr
    assert "Mira Murati" in run(*words, "--zone", "America/Los_Angeles").stdout
    assert "orgchart: --zone cannot be 'Mars/X'" in run(*words, "--zone", "Mars/X").stderr
    refused = run("who", "history.toml", "ceo", "--zone", "America/Los_Angeles")
    assert "toml says itself what zone it has" in refused.stderr


@pytest.mark.parametrize("name", [n for n, form in FORMS.items() if form.shape is not Shape.FOLDER])
def test_formats_of_one_file_go_to_standard_output(run: Run, here: Path, name: str) -> None:
    """The same text as in a file."""
    form = FORMS[name]
    if form.writer is None:
        pytest.skip("it is only read")
    try:
        loaded(form.writer)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    out = f"x{form.endings[0]}"
    run("convert", "acme.toml", out)
    found = run("convert", "acme.toml", "-", "--output-format", name)
    assert 0 == found.exit_code
    assert (here / out).read_text(encoding="utf-8") == found.stdout


def test_losses_are_counted_listed_and_written(run: Run, here: Path) -> None:
    """On stderr, and as data; the exit code tells only on request."""
    short = run("convert", "acme.toml", "a.popolo.json")
    assert short.stderr.startswith("orgchart: popolo left ")
    assert "; -v lists them" in short.stderr
    assert (0, 1) == (short.exit_code, len(short.stderr.splitlines()))
    long = run("convert", "acme.toml", "a.popolo.json", "-v", "--strict")
    assert 1 == long.exit_code
    number = int(long.stderr.split()[3])
    assert number == len(long.stderr.splitlines()) - 1
    run("convert", "acme.toml", "a.popolo.json", "--losses", "l.json")
    run("convert", "acme.toml", "a.popolo.json", "--losses", "l.csv")
    found: Any = json.loads((here / "l.json").read_text(encoding="utf-8"))
    table = list(csv.DictReader((here / "l.csv").read_text(encoding="utf-8").splitlines()))
    assert number == found["number"] == len(found["losses"]) == len(table)


def test_a_chart_of_a_date_where_the_format_takes_one(run: Run, here: Path) -> None:
    """Mermaid shows one date always, GraphML where it is asked for, others never."""
    assert 0 == run("convert", "acme.toml", "a.mmd", "--at", "2023-11-16").exit_code
    assert "Ann Lee" in (here / "a.mmd").read_text(encoding="utf-8")
    assert 0 == run("convert", "acme.toml", "a.mmd").exit_code
    assert "Ann Lee" not in (here / "a.mmd").read_text(encoding="utf-8")
    refused = run("convert", "acme.toml", "a.json", "--at", "2023")
    assert (2, "orgchart: json holds all dates") == (refused.exit_code, refused.stderr[:30])
    pytest.importorskip("networkx")
    assert 0 == run("convert", "acme.toml", "a.graphml").exit_code
    every = (here / "a.graphml").read_text(encoding="utf-8")
    assert 0 == run("convert", "acme.toml", "a.graphml", "--at", "2023-11-16").exit_code
    one = (here / "a.graphml").read_text(encoding="utf-8")
    assert ("Bob Ray" in every, "Bob Ray" in one, "Ann Lee" in one) == (True, False, True)


def test_no_losses_are_an_empty_list(run: Run, here: Path) -> None:
    """So that a script can read the file always."""
    run("convert", "acme.toml", "a.json", "--losses", "l.json")
    assert [] == json.loads((here / "l.json").read_text(encoding="utf-8"))["losses"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("convert", "acme.toml", "a.xyz"), "a.xyz: nothing says what form it has"),
        (("convert", "acme.toml", "-"), "standard output: nothing says what form it has"),
        (("convert", "acme.toml", "-", "--output-format", "csv"), "csv is a folder of files"),
        (("convert", "acme.toml", "none/a.json"), "none/a.json could not be written"),
        (("show", "people.csv"), "orgchart import FILE -o history.json"),
        (("show", "-", "--input-format", "csv"), "standard input cannot be a folder"),
        (("show", "-", "--input-format", "json"), "standard input: it is empty"),
        (("draw", "acme.toml"), "name the file to write with -o"),
        (("draw", "acme.toml", "-o", "a.xyz"), "the ending of a.xyz names none of the forms"),
        (("draw", "acme.toml", "2020", "--view", "flow", "-o", "a.dot"), "a flow shows 2 dates"),
        (("draw", "acme.toml", "2020", "-o", ""), "it is empty; name a file"),
        (("show", ""), "it is empty; name a file"),
        (("show", "."), "this folder holds no history"),
        (("convert", "acme.toml", "acme.toml"), "acme.toml is to be read; name another file"),
        (("show", "acme.toml", "--format", "json", "-o", "acme.toml"), "acme.toml is to be read"),
        (("convert", "acme.toml", "a.mmd", "--losses", "a.mmd"), "name another file"),
        (("draw", "acme.toml", "2020", "-o", "a.dot", "--width", "3"), "--width cannot be 3.0"),
        (("draw", "acme.toml", "-o", "a.dot", "--view", "career"), "give --person for a career"),
        (("draw", "acme.toml", "2020", "-o", "a.dot", "--view", "page"), "leave out the dates"),
        (("draw", "acme.toml", *("2020",) * 7, "-o", "a.dot"), "2 to 6 dates"),
        (("draw", "none.toml", "-o", "a.html"), "this history holds no facts"),
        (("draw", "undated.toml", "-o", "a.html"), "no fact of this history is dated"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, here: Path, words: tuple[str, ...], said: str
) -> None:
    """With the remedy, with exit code 2, and nothing is written."""
    (here / "none.toml").write_text('[history]\nname = "None"\n', encoding="utf-8")
    (here / "undated.toml").write_text('[posts.a]\ntitle = "A"\n', encoding="utf-8")
    before = {path.name for path in here.iterdir()}
    found = run(*words)
    assert before == {path.name for path in here.iterdir()}
    assert (2, "") == (found.exit_code, found.stdout)
    assert said in found.stderr
    assert found.stderr.startswith("orgchart: ")


def test_a_file_that_cannot_be_read_leaves_the_old_one(run: Run, here: Path) -> None:
    """Output is written whole or not at all."""
    (here / "out.json").write_text("old", encoding="utf-8")
    (here / "bad.toml").write_text("[", encoding="utf-8")
    assert 2 == run("convert", "bad.toml", "out.json").exit_code
    assert 2 == run("show", "acme.toml", "--at", "nonsense", "-o", "out.json").exit_code
    assert "old" == (here / "out.json").read_text(encoding="utf-8")
    assert [] == list(here.glob(".orgchart*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2023-11-20",), "Bob Ray"),
        (("2023-11-16", "2023-11-17"), "Acme"),
        (("2023-11-16", "2023-11-17", "--view", "merged"), "left"),
        (("--post", "ceo"), "Ann Lee"),
        (("--post", "chief executive"), "Ann Lee"),
        (("--person", "anna lee"), "Chief executive"),
        (("--person", "ann"), "Chief executive"),
        (("--view", "timeline", "--from", "2020", "--to", "2024"), "Technology"),
        (("2023-11-20", "--lang", "de"), "Vorsitz"),
        (("2023-11-20", "--root", "cto", "--depth", "1"), "Technology"),
    ],
)
def test_draw_draws_what_is_asked_for(
    run: Run, here: Path, words: tuple[str, ...], said: str
) -> None:
    """Every kind of picture, in words and as DOT."""
    found = run("draw", "acme.toml", *words, "--format", "text")
    assert said in found.stdout
    assert 0 == found.exit_code
    assert 0 == run("draw", "acme.toml", *words, "-o", "a.dot").exit_code
    text = (here / "a.dot").read_text(encoding="utf-8")
    assert text.startswith("digraph")
    assert text == run("draw", "acme.toml", *words, "--format", "dot").stdout


def test_draw_renders(run: Run, here: Path, engine: str) -> None:
    """SVG, to a file and to standard output."""
    words = ("draw", "acme.toml", "2023-11-20", "--engine", engine)
    assert 0 == run(*words, "-o", "a.svg").exit_code
    assert b"<svg" in (here / "a.svg").read_bytes()
    assert (here / "a.svg").read_text(encoding="utf-8") == run(*words, "--format", "svg").stdout
    assert run(*words, "--format", "png").stdout_bytes.startswith(b"\x89PNG")


def test_form_goes_before_the_ending(run: Run, here: Path) -> None:
    """A file of any name can have any form."""
    run("draw", "acme.toml", "2023-11-20", "-o", "picture", "--format", "dot")
    assert (here / "picture").read_text(encoding="utf-8").startswith("digraph")


def test_many_pages(run: Run, here: Path) -> None:
    """Files with numbers; on standard output one document cannot hold them."""
    text = '[posts.p0]\ntitle = "top"\n' + "".join(
        f'[posts.p{n}]\ntitle = "t{n}"\nreports_to = "p{(n - 1) // 3}"\n' for n in range(1, 400)
    )
    (here / "many.toml").write_text(text, encoding="utf-8")
    found = run("draw", "many.toml", "2020", "-o", "many.dot")
    number = len(list(here.glob("many-*.dot"))) + 1
    assert 2 < number
    assert found.stderr == f"orgchart: note: {number} pages: many.dot to many-{number}.dot\n"
    assert (here / f"many-{number}.dot").exists()
    refused = run("draw", "many.toml", "2020", "--format", "dot")
    assert 2 == refused.exit_code
    assert "pages; name a file with -o" in refused.stderr
    assert 0 == run("draw", "many.toml", "2020", "--format", "text").exit_code
