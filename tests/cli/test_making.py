"""Files: conversions with their losses, imports with their reports, pictures."""

import csv
import gzip
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
        (("import", "a.csv", "-o", "a.json"), "a.csv: there is no such file"),
        (("import", "a.csv", "-o", "a.json", "--column", "x"), "--column 'x': write NAME=VALUE"),
        (("import", "a.csv", "-o", "a.json", "--clean", "x=y"), "one of the names withheld"),
        (("import", "a.csv", "-o", "a.json", "--clean", "zeros=y"), "offer"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    """With the remedy, with exit code 2, and nothing is written."""
    found = run(*words)
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


JANUARY = "employee id,name,job title,manager id,grade\n1,Ann Lee,CEO,,A\n2,Bob Ray,CTO,1,B\n"
FEBRUARY = "employee id,name,job title,manager id,grade\n1,Ann Lee,CEO,,A\n3,Cat Fox,CTO,1,B\n"


@pytest.fixture
def months(here: Path) -> tuple[str, str]:
    """Return the names of two exports."""
    (here / "2024-01-31.csv").write_text(JANUARY, encoding="utf-8")
    (here / "2024-02-29.csv.gz").write_bytes(gzip.compress(FEBRUARY.encode()))
    return "2024-01-31.csv", "2024-02-29.csv.gz"


def test_import_makes_a_history(run: Run, here: Path, months: tuple[str, str]) -> None:
    """From files that are dated by their names; what was recognised is told."""
    found = run("import", *months, "-o", "acme.json", "--name", "Acme", "--zone", "Europe/London")
    assert ("", 0) == (found.stdout, found.exit_code)
    assert found.stderr.startswith("orgchart: 4 rows read: 4 kept")
    assert "job title" in found.stderr
    history = load(here / "acme.json")
    assert ("Acme", "Europe/London") == (history.name, history.zone)
    said = run("diff", "acme.json", "2024-01-31", "2024-02-29").stdout
    assert "Cat Fox joined" in said
    assert "Bob Ray, CTO, left" in said


def test_import_reads_standard_input(run: Run, here: Path) -> None:
    """With its date, since it has no name."""
    found = run("import", "-", "--date", "2024-01-31", "-o", "a.json", "-q", input=JANUARY)
    assert (0, "") == (found.exit_code, found.stderr)
    assert 2 == len(load(here / "a.json").people)


def test_import_reports(run: Run, here: Path) -> None:
    """Remedies are those of the command line; the report is written as data; strict is strict."""
    rows = "".join(f"{n:03},P{n},T,000\n" for n in range(8)).replace("000,P0,T,000", "000,P0,T,")
    (here / "2024-01-31.csv").write_text(f"id,name,title,reports_to\n{rows}", encoding="utf-8")
    (here / "2024-02-29.csv").write_text(
        f"id,name,title,reports_to\n{rows}".replace("001,P1", "1,P1"), encoding="utf-8"
    )
    words = ("import", "2024-01-31.csv", "2024-02-29.csv", "-o", "a.json")
    found = run(*words, "--report", "r.json", "--strict")
    assert 1 == found.exit_code
    assert "--clean zeros=restore" in found.stderr
    assert "Cleaning(" not in found.stderr
    report: Any = json.loads((here / "r.json").read_text(encoding="utf-8"))
    assert 16 == report["rows_read"]
    assert any(entry["rule"] == "lost-zeros" for entry in report["entries"])
    every = run(*words, "-v").stderr.splitlines()
    assert len(every) >= len(report["entries"]) + 1
    mended = run(*words, "--clean", "zeros=restore")
    assert 0 == mended.exit_code
    assert 0 == run("diff", "a.json", "2024-01-31", "2024-02-29").exit_code


def test_import_with_named_columns(run: Run, here: Path) -> None:
    """Where headings say nothing."""
    (here / "2024-01-31.csv").write_text("a;b;c\n1;Ann;\n2;Bob;1\n", encoding="utf-8")
    columns = [
        word for name in ("person=a", "name=b", "manager_person=c") for word in ("--column", name)
    ]
    found = run("import", "2024-01-31.csv", *columns, "--shape", "people", "-o", "a.json")
    assert 0 == found.exit_code, found.stderr
    assert "Ann" in run("show", "a.json", "--at", "2024-01-31").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2023-11-20",), "Bob Ray"),
        (("2023-11-16", "2023-11-17"), "Acme"),
        (("2023-11-16", "2023-11-17", "--view", "merged"), "left"),
        (("--post", "ceo"), "Ann Lee"),
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
    assert "pages, in files numbered after many.dot" in found.stderr
    assert (here / "many-2.dot").exists()
    refused = run("draw", "many.toml", "2020", "--format", "dot")
    assert 2 == refused.exit_code
    assert "pages; name a file with -o" in refused.stderr
    assert 0 == run("draw", "many.toml", "2020", "--format", "text").exit_code


def test_ministry(run: Run, real_data: Path) -> None:
    """The way from half-yearly files to a diff, on real and dirty ones."""
    files = sorted(map(str, (real_data / "uk-organograms" / "mod").glob("*.csv")))
    found = run("import", *files, "-o", "mod.json")
    assert 0 == found.exit_code
    assert "2013-03-31 has 189 rows" in found.stderr
    assert "--clean zeros=restore" in found.stderr
    told = run("diff", "mod.json", "2015-09-30", "2016-03-31")
    assert 1 == told.exit_code
    assert "Air Marshal R Garwood joined" in told.stdout
    assert "Not disclosed" in run("show", "mod.json", "--at", "2016-03-31").stdout
