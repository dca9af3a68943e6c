"""Tables in: histories of them, with reports of what was noticed."""

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from orgchart import load

Run = Callable[..., Result]

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
    "texts", [("id,name,title\n,,\n,,x\n",), ("id,name,title\n", "id,name,title\n,Ann,x\n")]
)
def test_import_of_no_row_writes_nothing(run: Run, here: Path, texts: tuple[str, ...]) -> None:
    """It could not be done, the report says why, and an older history stays."""
    files = [f"2024-0{number}-28.csv" for number in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=True):
        (here / file).write_text(text, encoding="utf-8")
    (here / "a.json").write_text("old", encoding="utf-8")
    found = run("import", *files, "-o", "a.json", "--report", "r.json")
    assert 2 == found.exit_code
    last = found.stderr.splitlines()[-1]
    assert "orgchart: there is no fact in what was read, so nothing is written to a.json" == last
    assert "it has no id" in found.stderr
    assert "old" == (here / "a.json").read_text(encoding="utf-8")
    report: Any = json.loads((here / "r.json").read_text(encoding="utf-8"))
    assert ["no-id"] == [e["rule"] for e in report["entries"] if e["kind"] == "set_aside"]
    assert "-v lists why" in run("import", *files, "-o", "a.json", "-q").stderr


def test_import_makes_the_chart_of_a_date(run: Run, here: Path, months: tuple[str, str]) -> None:
    """Where a format shows one date, it is the last."""
    assert 0 == run("import", *months, "-o", "a.mmd").exit_code
    assert "Cat Fox" in (here / "a.mmd").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.csv",), "none.csv: there is no such file"),
        (("",), "it is empty; name a file"),
        (("-", "-"), "standard input is only one table"),
        (("MONTH", "--column", "x"), "--column 'x': write NAME=VALUE"),
        (("MONTH", "--column", "person=a", "--column", "person=b"), "person is given twice"),
        (("MONTH", "--column", "person=zzz"), "there is no column 'zzz' for person"),
        (("MONTH", "--clean", "x=y"), "one of the names withheld"),
        (("MONTH", "--clean", "zeros=y"), "--clean zeros cannot be 'y': choose one of offer"),
        (("MONTH", "--clean", "drop=some"), "--clean drop cannot be 'some': give a share"),
        (("MONTH", "--clean", "drop=7"), "--clean drop cannot be 7.0: give a share"),
        (("MONTH", "--zone", "Mars/X"), "--zone cannot be 'Mars/X': there is no such time zone"),
        (("MONTH", "--zone", ""), "--zone cannot be '': there is no such time zone"),
        (("MONTH", "--encoding", "nonsense"), "--encoding cannot be 'nonsense': there is no"),
        (("MONTH", "--encoding", "base64"), "--encoding cannot be 'base64': there is no"),
        (("MONTH", "--encoding", "a\0b"), "--encoding cannot be 'a\\x00b': there is no"),
        (("MONTH", "--delimiter", "ab"), "--delimiter cannot be 'ab': give one character"),
        (("MONTH", "--delimiter", ""), "--delimiter cannot be '': give one character"),
        (("MONTH", "--delimiter", "\n"), "--delimiter cannot be '\\n': give one character"),
        (("MONTH", "--date", ""), "--date is empty"),
        (("MONTH", "--date", "x"), "--date: 'x' is not a moment"),
        (("MONTH", "--date", "03/04/2024"), "tell --date-order day-first or month-first"),
        (("MONTH", "2024-02-29.csv.gz", "--date", "2024"), "their names have several"),
        (("plain.csv",), "give it: --date, or --column date=…"),
        (("plain.csv",), "rows with a start and an end are for the command import-tables"),
        (("acme.toml",), "acme.toml is a history and no table; convert writes it in another"),
        (("2024-03-31.csv",), "name it: --column post=…"),
        (("MONTH", "--report", "r.txt"), "--report r.txt: end its name in .json or .csv"),
        (("MONTH", "--report", "a.json"), "--report a.json: that is to be the history"),
        (("MONTH", "--report", "none/r.json"), "there is no folder"),
        (("MONTH", "-o", "MONTH"), "MONTH is to be read; name another file"),
        (("MONTH", "-o", "a.xyz"), "a.xyz: nothing says what form it has"),
        (("MONTH", "-o", ""), "it is empty; name a file"),
    ],
)
def test_what_cannot_be_read_is_told(
    run: Run, here: Path, months: tuple[str, str], words: tuple[str, ...], said: str
) -> None:
    """By the option that was typed, in one block, and nothing is written."""
    (here / "plain.csv").write_text(JANUARY, encoding="utf-8")
    (here / "2024-03-31.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    before = {path.name for path in here.iterdir()}
    found = run("import", "-o", "a.json", *(w.replace("MONTH", months[0]) for w in words))
    assert (2, "") == (found.exit_code, found.stdout)
    assert said.replace("MONTH", months[0]) in found.stderr
    assert found.stderr.startswith("orgchart: ")
    assert before == {path.name for path in here.iterdir()}


def test_a_policy_can_have_no_words(run: Run, here: Path) -> None:
    """`--clean vacant=` takes all words away: then a seat is held by "Vacant"."""
    (here / "2024-01-31.csv").write_text("id,name,title\n1,Vacant,CEO\n2,Bob,CTO\n", "utf-8")
    words = ("import", "2024-01-31.csv", "-o", "a.json")
    for more, number in (((), 1), (("--clean", "vacant="), 2)):
        assert 0 == run(*words, *more).exit_code
        assert number == len(load(here / "a.json").people)


@pytest.mark.parametrize(
    ("more", "people"),
    [
        ((), {"Hole", "Gap", "Bob"}),
        (("vacant=hole,GAP",), {"Bob"}),
        (("vacant=hole", "vacant=gap"), {"Bob"}),
        (("vacant=", "vacant=gap"), {"Vacant", "Hole", "Bob"}),
    ],
)
def test_words_are_added(run: Run, here: Path, more: tuple[str, ...], people: set[str]) -> None:
    """Several, by commas or by several options; what there is goes with an empty one."""
    rows = "".join(f"{n},{name},T\n" for n, name in enumerate(("Vacant", "Hole", "Gap", "Bob")))
    (here / "2024-01-31.csv").write_text(f"id,name,title\n{rows}", encoding="utf-8")
    policies = [word for policy in more for word in ("--clean", policy)]
    assert 0 == run("import", "2024-01-31.csv", "-o", "a.json", *policies).exit_code
    assert people == {person.name for person in load(here / "a.json").people}


def test_other_policies_are_given_once(run: Run) -> None:
    """Of two values neither is taken."""
    found = run(
        "import", "x.csv", "-o", "a.json", "--clean", "zeros=offer", "--clean", "zeros=restore"
    )
    assert 2 == found.exit_code
    assert "zeros is given twice" in found.stderr


def test_lines_above_a_table_are_skipped(run: Run, here: Path) -> None:
    """In both ways to import, and the message that asks for it names the option."""
    table = (
        "Staff list January 2024\n\nposition id,name,title,reports to\n1,Ann,CEO,\n2,Bob,CTO,1\n"
    )
    (here / "2024-01-31.csv").write_text(table, encoding="utf-8")
    found = run("import", "2024-01-31.csv", "-o", "a.json")
    assert 2 == found.exit_code
    assert "--skip 2" in found.stderr
    assert 0 == run("import", "2024-01-31.csv", "-o", "a.json", "--skip", "2").exit_code
    assert 2 == len(load(here / "a.json").people)
    (here / "held.csv").write_text("Held\nperson id,post id,start\n7,ceo,2020\n", encoding="utf-8")
    words = ("import-tables", "--tenures", "held.csv", "-o", "b.json", "--skip", "1")
    assert 0 == run(*words).exit_code
    assert 1 == len(load(here / "b.json").tenures)


def test_a_report_is_bounded_on_the_terminal_and_whole_in_a_file(run: Run, here: Path) -> None:
    """Of a hundred rows that are set aside three are told, and how many there are."""
    rows = "".join(f",P{number},T\n" for number in range(100))
    (here / "2024-01-31.csv").write_text(f"id,name,title\n1,Ann,CEO\n{rows}", encoding="utf-8")
    words = ("import", "2024-01-31.csv", "-o", "a.json")
    short = run(*words, "--report", "r.csv").stderr
    assert "101 rows read: 1 kept, 0 of them repaired, 100 set aside" in short
    assert "set aside: no-id (100)" in short
    assert 3 == short.count("it has no id")
    assert short.endswith("-v lists all, --report FILE writes them\n")
    assert 100 == run(*words, "-v").stderr.count("it has no id")
    table = list(csv.DictReader((here / "r.csv").read_text(encoding="utf-8").splitlines()))
    lines = [row["line"] for row in table if row["rule"] == "no-id"]
    assert [str(number) for number in range(3, 103)] == lines


def test_a_long_message_is_cut_on_the_terminal_only(run: Run, here: Path) -> None:
    """Headings can be whole sentences."""
    heads = {field: f"{field} {'of a wide table ' * 20}".strip() for field in ("person", "name")}
    text = f"{','.join(heads.values())}\n1,Ann\n"
    (here / "2024-01-31.csv").write_text(text, encoding="utf-8")
    columns = [word for field in heads for word in ("--column", f"{field}={heads[field]}")]
    words = ("import", "2024-01-31.csv", "--shape", "people", *columns, "-o", "a.json")
    short, whole = run(*words), run(*words, "-v")
    assert 500 > max(map(len, short.stderr.splitlines()))
    assert heads["person"] in whole.stderr
    assert heads["name"] in whole.stderr


# dated tables

HELD = "person id,post id,since,end\n7,ceo,2019-03-01,2023-11-16\n8,ceo,2023-11-17,\n"
TABLES = ("import-tables", "--tenures", "held.csv", "--column", "tenures.start=since")


@pytest.fixture
def tables(here: Path) -> Path:
    """Write tables of tenures, people and posts; return their folder."""
    (here / "held.csv").write_text(HELD, encoding="utf-8")
    (here / "people.csv").write_text("id,name\n7,Ann Lee\n8,Bob Ray\n", encoding="utf-8")
    (here / "posts.csv").write_text("id,title\nceo,Chief executive\n", encoding="utf-8")
    (here / "more.csv").write_text("id,title\ncto,Technology\n", encoding="utf-8")
    return here


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("ends", "day", "said"),
    [
        (("--ends", "inclusive"), "2023-11-16", "Ann Lee"),
        (("--ends", "exclusive"), "2023-11-16", "Vacant"),
        ((), "2023-11-16", "Vacant"),
        (("--ends", "inclusive"), "2023-11-17", "Bob Ray"),
    ],
)
def test_import_tables_reads_ends_as_told(
    run: Run, ends: tuple[str, ...], day: str, said: str
) -> None:
    """The last day, or the day after it; the report says who told."""
    posts = ("--posts", "posts.csv", "--posts", "more.csv")
    found = run(*TABLES, "--people", "people.csv", *posts, *ends, "-o", "a.json", "--name", "Acme")
    assert ("", 0) == (found.stdout, found.exit_code)
    assert ("nobody told: say --ends inclusive" in found.stderr) == (not ends)
    told = run("who", "a.json", "Chief executive", "--at", day).stdout
    assert told.startswith(f"Chief executive, Acme, {day}\n")
    assert said in told
    assert "Technology" in run("show", "a.json").stdout


def test_import_tables_reads_standard_input(run: Run, tables: Path) -> None:
    """One of the tables."""
    words = [word.replace("held.csv", "-") for word in TABLES]
    found = run(*words, "--people", "people.csv", "-o", "a.json", "-q", input=HELD)
    assert (0, "") == (found.exit_code, found.stderr)
    assert ["7", "8"] == [person.id for person in load(tables / "a.json").people]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a table: --tenures, --posts"),
        (("--tenures", "-", "--posts", "-"), "standard input is only one table"),
        (("--tenures", "none.csv"), "none.csv: there is no such file"),
        (("--tenures", "posts.csv"), "name it: --column tenures.person=…"),
        (("--tenures", "held.csv", "--column", "posts.title=x"), "there is no --posts"),
        (("--tenures", "held.csv", "--column", "start=x"), "one of the names people.person"),
        (("--tenures", "held.csv", "--clean", "zeros=restore"), "one of the names withheld"),
        (("--tenures", "held.csv", "--zone", "x"), "--zone cannot be 'x'"),
        (("--tenures", "late.csv", "--reversed", "error"), "late.csv, line 2: it ends"),
        (("--tenures", "late.csv"), "so nothing is written to a.json"),
        (("--tenures", "held.csv", "-o", "held.csv"), "held.csv is to be read"),
    ],
)
def test_import_tables_tells_what_is_wrong(
    run: Run, tables: Path, words: tuple[str, ...], said: str
) -> None:
    """As import does, and nothing is written."""
    late = HELD.replace("2023-11-16", "2018-11-16").splitlines()[:2]
    (tables / "late.csv").write_text("\n".join(late).replace("since", "start"), encoding="utf-8")
    before = {path.name for path in tables.iterdir()}
    found = run("import-tables", "-o", "a.json", *words)
    assert (2, "") == (found.exit_code, found.stdout)
    assert said in found.stderr
    assert before == {path.name for path in tables.iterdir()}


def test_import_tables_is_strict_on_request(run: Run, tables: Path) -> None:
    """A row that ends before it starts is set aside."""
    odd = f"{HELD}9,ceo,2020-01-01,2019-01-01\n"
    (tables / "held.csv").write_text(odd, encoding="utf-8")
    assert 0 == run(*TABLES, "-o", "a.json").exit_code
    strict = run(*TABLES, "-o", "a.json", "--strict", "--report", "r.csv")
    assert 1 == strict.exit_code
    table = list(csv.DictReader((tables / "r.csv").read_text(encoding="utf-8").splitlines()))
    assert [("set_aside", "4")] == [
        (row["kind"], row["line"]) for row in table if row["rule"] == "reversed"
    ]


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


def test_ministers(run: Run, real_data: Path) -> None:
    """The way from dated tables to answers, on real ones."""
    folder = real_data / "uk-ministers-ifg"
    files = {
        "tenures": "appointment",
        "people": "person",
        "posts": "post",
        "units": "organisation",
        "parts": "appointment_characteristics",
        "links": "organisation_link",
    }
    named = [
        w for table, file in files.items() for w in (f"--{table}", str(folder / f"{file}.csv"))
    ]
    found = run("import-tables", *named, "--zone", "Europe/London", "-o", "uk.json")
    assert 0 == found.exit_code
    assert "9,770 rows read: 9,766 kept" in found.stderr
    told = run("who", "uk.json", "Attorney General", "--at", "2021-03-15").stdout
    assert "Michael Ellis (acting)" in told
