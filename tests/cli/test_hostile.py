"""Texts of data are shown and never obeyed: by a terminal, by a spreadsheet, by the file system."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from orgchart import History, Person, Post, ReportingLine, Tenure, dump
from orgchart.cli.plain import cell, escaped, json_escaped, plain

Run = Callable[..., Result]

#: Clears the screen, sets the title of the window, rings, goes back, turns the text round.
EVIL = "\x1b[2J\x1b]0;title\x07\x08\x9b31m\u202eAnn\u2028\r\nLee\ud800"
FORMULA = '=HYPERLINK("http://x")'


def is_obeyed(character: str) -> bool:
    """Say whether a terminal may obey a character."""
    turns = character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    return turns or unicodedata.category(character) in {"Cc", "Cs"}


def obeyed(text: str) -> list[str]:
    """Return the characters of an answer that a terminal may obey, line ends and tabs aside."""
    return [character for character in text if character not in "\n\t" and is_obeyed(character)]


@pytest.fixture
def evil(here: Path) -> str:
    """Return the name of a file in which every text is hostile."""
    name = EVIL.replace("\ud800", "")
    history = History.build(
        name=name,
        zone="UTC",
        people=[Person("ann", name), Person("bob", FORMULA)],
        posts=[Post("ceo", name), Post("cto", FORMULA)],
        tenures=[
            Tenure("ann", "ceo", start="2020", end="2021", title=name, end_manner=name, note=name),
            Tenure("bob", "cto", start="2020"),
        ],
        lines=[ReportingLine("cto", "ceo"), ReportingLine("x", "nowhere", note=name)],
    )
    dump(history, here / "evil.json")
    return "evil.json"


QUESTIONS = [
    ("show", "FILE", "--at", "2020"),
    ("diff", "FILE", "2019", "2020"),
    ("log", "FILE"),
    ("who", "FILE", "ceo"),
    ("career", "FILE", "ann"),
    ("check", "FILE", "--strict"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: words[0])
@pytest.mark.parametrize("form", ["text", "json", "csv"])
@pytest.mark.parametrize("color", ["never", "always"])
def test_no_answer_is_obeyed_by_a_terminal(
    run: Run, evil: str, question: tuple[str, ...], form: str, color: str
) -> None:
    """Control characters of names are written out; colours are the only ones that are our own."""
    words = [evil if word == "FILE" else word for word in question]
    found = run(*words, "--format", form, "--color", color)
    text = found.stdout
    for code in ("0", "1", "2", "31", "1;31", "32", "33", "35", "36"):
        text = text.replace(f"\x1b[{code}m", "")
    assert found.exit_code in {0, 1}
    assert [] == obeyed(text)
    assert [] == obeyed(found.stderr)


@pytest.mark.parametrize(
    "words",
    [
        ("show", EVIL.replace("\ud800", "")),
        ("show", "acme.toml", "--at", "\x1b[2J"),
        ("who", "acme.toml", "\x1b[2J\n"),
        ("\x1b[2J",),
        ("show", "acme.toml", "--root", "\x9b2J"),
        ("show", "acme.toml", "--\x1b[2J"),
    ],
)
def test_no_error_is_obeyed_by_a_terminal(run: Run, words: tuple[str, ...]) -> None:
    """Errors repeat what was typed, or what a file is called."""
    found = run(*words)
    assert 2 == found.exit_code
    assert found.stderr.startswith("orgchart: ")
    assert [] == obeyed(found.stderr)


def test_json_loses_nothing_by_it(run: Run, evil: str) -> None:
    """The escapes of JSON stand for the very characters."""
    found = run("career", evil, "ann", "--format", "json")
    assert EVIL.replace("\ud800", "") == json.loads(found.stdout)["tenures"][0]["name"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: words[0])
def test_cells_are_no_formulas(run: Run, evil: str, question: tuple[str, ...]) -> None:
    """A spreadsheet that opens an answer runs nothing."""
    words = [evil if word == "FILE" else word for word in question]
    table = csv.reader(io.StringIO(run(*words, "--format", "csv").stdout))
    assert [] == [each for row in table for each in row if each.lstrip()[:1] in set("=+-@＝＋－＠")]


def test_cells_as_they_are_on_request(run: Run, evil: str) -> None:
    """--raw-cells switches it off."""
    words = ("career", evil, "bob", "--format", "csv")
    for more, name in (((), f"'{FORMULA}"), (("--raw-cells",), FORMULA)):
        table = csv.DictReader(io.StringIO(run(*words, *more).stdout))
        assert name == next(table)["name"]


def test_ids_of_data_name_no_files(run: Run, here: Path) -> None:
    """What is written is what was named, whatever the ids of the data are."""
    odd = "../../escaped"
    history = History.build(
        name=odd, people=[Person(odd, odd)], posts=[Post(odd, odd)], tenures=[Tenure(odd, odd)]
    )
    dump(history, here / "odd.json")
    before = {path.name for path in here.iterdir()}
    run("show", "odd.json", "-o", "a.csv")
    run("draw", "odd.json", "2020", "-o", "b.dot")
    run("convert", "odd.json", "c/")
    assert {"a.csv", "b.dot", "c"} == {path.name for path in here.iterdir()} - before
    assert not list(here.parent.parent.glob("escaped*"))


def test_completion_offers_no_id_that_a_shell_would_run(here: Path) -> None:
    """An id is put into a command line without quotes."""
    import click  # noqa: PLC0415 - only here

    from orgchart.cli.completing import complete_post  # noqa: PLC0415 - only here

    posts = [
        Post(id_, "x") for id_ in ("ceo", "c-1", "$(reboot)", "a b", "-x", "`id`", "c;d", "李")
    ]
    dump(History.build(posts=posts), here / "h.json")
    context = click.Context(click.Command("who"))
    context.params["file"] = "h.json"
    argument = click.Argument(["post"])
    assert ["c-1", "ceo", "李"] == complete_post(context, argument, "")
    assert ["c-1", "ceo"] == complete_post(context, argument, "c")
    context.params["file"] = "missing.json"
    assert [] == complete_post(context, argument, "")


@given(st.text())
def test_nothing_is_left_to_obey(text: str) -> None:
    """Whatever a text holds."""
    assert not any(map(is_obeyed, plain(text)))
    assert not any(map(is_obeyed, cell(text)))
    assert [] == obeyed(escaped(text))
    assert not cell(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_json_says_the_same(text: str) -> None:
    """And a terminal obeys none of it."""
    said = json_escaped(json.dumps(text, ensure_ascii=False))
    assert text == json.loads(said)
    assert [] == obeyed(said)


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1))
def test_plain_texts_stay_as_they_are(text: str) -> None:
    """Letters of all scripts are shown."""
    assert text == plain(text)
