"""Questions: what is printed in each form, and the exit code that goes with it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from orgchart.cli.answers.words import ENGLISH, words_of
from orgchart.drawing.language.wording import ENGLISH as OF_PICTURES

Run = Callable[..., Result]


def rows(found: Result) -> list[dict[str, str]]:
    """Return the rows of CSV that was printed."""
    return list(csv.DictReader(io.StringIO(found.stdout)))


TREE = """\
Acme, 2023-11-20
8 posts, 3 people, 1 not disclosed, 3 vacancies

Board
  Chair: Dan Fox
└── Chief executive: Bob Ray (interim)
    ├── Finance: Vacant
    └── Technology: Cat Fox (on leave)
        └── Lead: Vacant — dotted line to Finance
REPORTING LINE NOT KNOWN
  Special projects: Not disclosed
NO REPORTING LINE RECORDED
  Adviser at large: Vacant

No holder recorded: 1 post (--all)
"""


def test_show_prints_a_tree(run: Run) -> None:
    """Who holds what stands below whom, with what is special about it."""
    found = run("show", "acme.toml", "--at", "2023-11-20")
    assert (TREE, "", 0) == (found.stdout, found.stderr, found.exit_code)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--root", "cto"), "Technology: Cat Fox (on leave)\n└── Lead: Vacant"),
        (("--root", "board"), "Board\n└── Chief executive: Bob Ray (interim)\n    ├── Finance"),
        (("--root", "ceo", "--depth", "1"), "Chief executive: Bob Ray (interim)\n└── … 2\n"),
        (("--depth", "2"), "    └── Technology: Cat Fox (on leave)\n        └── … 1\n"),
        (("--lang", "de"), "└── Vorsitz: Bob Ray (interim)\n    ├── Finance: Vakant"),
        (("--all",), "  Fellow: No holder recorded\n"),
    ],
)
def test_show_shows_what_is_asked_for(run: Run, words: tuple[str, ...], said: str) -> None:
    """A branch, some levels, another language, everything."""
    found = run("show", "acme.toml", "--at", "2023-11-20", *words)
    assert said in found.stdout
    assert 0 == found.exit_code


def test_show_marks_what_is_only_possible(run: Run) -> None:
    """In March 2019 nobody knows whether she had started."""
    found = run("show", "acme.toml", "--at", "2019-03-10", "--root", "ceo", "--depth", "1")
    assert "Chief executive: Ann Lee (possible); Vacant (possible)" in found.stdout


def test_show_without_a_date_shows_the_last_one(run: Run) -> None:
    """The answer depends on the file and not on today."""
    assert run("show", "acme.toml").stdout.startswith("Acme, 2024-02-01\n")


def test_circles_and_strays_are_shown_once(run: Run, here: Path) -> None:
    """No walk goes round for ever, and whoever has a strange manager is there."""
    posts = {"a": "b", "b": "a", "c": "c", "d": "nowhere", "e": "a"}
    text = "".join(f'[posts.{k}]\ntitle = "{k}"\nreports_to = "{v}"\n' for k, v in posts.items())
    (here / "odd.toml").write_text(text, encoding="utf-8")
    said = run("show", "odd.toml").stdout
    assert "d: Vacant — reports to nowhere (not on record)\n" in said
    assert "REPORTING LINES IN A CIRCLE\n  a: Vacant\n  ├── b: Vacant\n" in said
    assert "  │   └── a: Vacant ↑\n" in said
    assert all(f"{post}: Vacant" in said for post in posts)


def test_a_deep_chain_is_numbered(run: Run, here: Path) -> None:
    """A thousand layers neither stop the program nor fill the screen with blanks."""
    text = '[posts.p0]\ntitle = "top"\n' + "".join(
        f'[posts.p{n}]\ntitle = "t{n}"\nreports_to = "p{n - 1}"\n' for n in range(1, 1000)
    )
    (here / "deep.toml").write_text(text, encoding="utf-8")
    lines = run("show", "deep.toml").stdout.splitlines()
    assert any("[1000] t999: Vacant" in line for line in lines)
    assert 120 > max(map(len, lines))


def test_show_as_a_table(run: Run) -> None:
    """A row for each holder and each vacancy, with the words that files use."""
    found = {
        row["post"]: row
        for row in rows(run("show", "acme.toml", "--at", "2023-11-20", "--format", "csv"))
    }
    assert ("held", "bob", "interim", "board") == tuple(
        found["ceo"][name] for name in ("state", "person", "kind", "manager")
    )
    assert ("undisclosed", "", "", "unknown") == tuple(
        found["spy"][name] for name in ("state", "person", "name", "manager")
    )
    assert ("vacant", "1", "cfo") == tuple(
        found["lead"][name] for name in ("state", "vacant_seats", "dotted")
    )
    assert "true" == found["cto"]["on_leave"]
    assert "unrecorded" == found["fellow"]["state"]


def test_show_as_json(run: Run) -> None:
    """The same rows, with what was asked."""
    found: Any = json.loads(run("show", "acme.toml", "--at", "2020", "--format", "json").stdout)
    assert ("Acme", "2020", "Europe/London") == (found["name"], found["at"], found["zone"])
    assert 8 == len(found["seats"])


DIFF = """\
2023-11-16 → 2023-11-17
Bob Ray joined as Chief executive (interim).
Ann Lee, Chief executive, left (dismissed).
"""


def test_diff_tells_what_changed_and_says_so(run: Run) -> None:
    """Like the program diff, it ends with 1 when there is a difference."""
    found = run("diff", "acme.toml", "2023-11-16", "2023-11-17")
    assert (DIFF, 1) == (found.stdout, found.exit_code)


def test_diff_of_equal_charts(run: Run) -> None:
    """No difference is 0."""
    found = run("diff", "acme.toml", "2023-11-15", "2023-11-16")
    assert "No change." in found.stdout
    assert 0 == found.exit_code


@pytest.mark.parametrize("form", ["json", "csv"])
def test_diff_as_data(run: Run, form: str) -> None:
    """Kinds and ids, and the sentence, in the language asked for."""
    found = run("diff", "acme.toml", "2023-11-16", "2023-11-17", "--format", form, "--lang", "de")
    changes: Any = json.loads(found.stdout)["changes"] if form == "json" else rows(found)
    assert ["joined", "left"] == [change["kind"] for change in changes]
    assert "Anna Lee, Vorsitz, left (dismissed)." == changes[1]["sentence"]
    assert changes[1]["people"] in ("ann", ["ann"])
    assert 1 == found.exit_code


LOG = """\
2019-03  Ann Lee joined as Chief executive.
2020  Cat Fox joined as Technology.
2023-06-01  Cat Fox went on leave.
2023-11-17  Bob Ray joined as Chief executive (interim).
2023-11-17  Ann Lee, Chief executive, left (dismissed).
2024-02-01  Cat Fox is back from leave.
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ((), slice(0, 6)),
        (("--from", "2023-06-01"), slice(2, 6)),
        (("--from", "2023-06-02"), slice(3, 6)),
        (("--to", "2023-11-17"), slice(0, 5)),
        (("--from", "2023-11-17", "--to", "2023-11-17"), slice(3, 5)),
        (("--from", "2025"), slice(6, 6)),
    ],
)
def test_log_goes_from_the_beginning_of_one_date_to_the_close_of_another(
    run: Run, words: tuple[str, ...], lines: slice
) -> None:
    """Both dates named are in it."""
    found = run("log", "acme.toml", *words)
    assert LOG.splitlines()[lines] == found.stdout.splitlines()
    assert 0 == found.exit_code


def test_log_in_other_forms_tells_the_same(run: Run) -> None:
    """JSON, a line of JSON each, and CSV have the sentences of the text."""
    told = [line.split("  ", 1) for line in LOG.splitlines()]
    every: Any = json.loads(run("log", "acme.toml", "--format", "json").stdout)
    lines = run("log", "acme.toml", "--format", "jsonl").stdout.splitlines()
    for found in (
        every["changes"],
        [json.loads(line) for line in lines],
        rows(run("log", "acme.toml", "--format", "csv")),
    ):
        assert told == [[change["at"], change["sentence"]] for change in found]


def test_log_in_a_language_is_the_same_log(run: Run) -> None:
    """Names change, and nothing else: the example has all kinds of changes."""
    plain = [
        json.loads(line)
        for line in run("log", "history.toml", "--format", "jsonl").stdout.splitlines()
    ]
    other = [
        json.loads(line)
        for line in run(
            "log", "history.toml", "--format", "jsonl", "--lang", "zh-Hans"
        ).stdout.splitlines()
    ]
    for change in (*plain, *other):
        sentence = change.pop("sentence")
        assert sentence
    assert plain == other
    assert 50 < len(plain)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("who", "acme.toml", "ceo"),
            [
                "Chief executive, Acme",
                "           – 2019-03     Vacant",
                "2019-03    – 2023-11-17  Ann Lee — dismissed",
                "2023-11-17 –             Bob Ray (interim)",
            ],
        ),
        (
            ("who", "acme.toml", "ceo", "--at", "2023-11-16"),
            ["Chief executive, Acme, 2023-11-16", "2019-03 – 2023-11-17  Ann Lee — dismissed"],
        ),
        (
            ("who", "acme.toml", "vorsitz", "--at", "2018"),
            ["Chief executive, Acme, 2018", " –   Vacant"],
        ),
        (("who", "acme.toml", "fellow"), ["Fellow, Acme", "No holder recorded"]),
        (("who", "acme.toml", "spy"), ["Special projects, Acme", " –   Not disclosed"]),
        (
            ("career", "acme.toml", "anna lee"),
            ["Ann Lee", "2019-03 – 2023-11-17  Chief executive — dismissed"],
        ),
        (("check", "acme.toml"), ["nothing found"]),
    ],
)
def test_people_and_posts(run: Run, words: tuple[str, ...], said: list[str]) -> None:
    """By id, or by a name or title in any language."""
    found = run(*words)
    assert said == found.stdout.splitlines()
    assert 0 == found.exit_code


def test_check_ends_with_1_when_there_are_findings(run: Run, here: Path) -> None:
    """In text, CSV and JSON."""
    (here / "bad.toml").write_text('[posts.a]\ntitle = "A"\nreports_to = "x"\n', encoding="utf-8")
    for form in ("text", "csv", "json"):
        found = run("check", "bad.toml", "--format", form)
        assert 1 == found.exit_code
        assert "unknown-id" in found.stdout
        assert "is not recorded" in found.stdout


def test_check_strict_asks_for_sources(run: Run) -> None:
    """Only on request."""
    found = run("check", "acme.toml", "--strict")
    assert 1 == found.exit_code
    assert "no-source: " in found.stdout


def test_known_on_is_what_a_reader_of_a_day_had(run: Run) -> None:
    """Before its sources came out, a reader had nothing of it."""
    early = run("log", "history.toml", "--known-on", "2010").stdout
    assert len(early.splitlines()) < len(run("log", "history.toml").stdout.splitlines())


def test_who_is_not_disclosed_has_no_career(run: Run) -> None:
    """They are different people, and not one."""
    found = run("career", "acme.toml", "undisclosed")
    assert (2, "") == (found.exit_code, found.stdout)
    assert "stands for every name that is not public" in found.stderr


def test_nothing_known_yet_is_told(run: Run) -> None:
    """An empty answer says why."""
    found = run("show", "history.toml", "--known-on", "1990")
    assert "Nothing recorded." in found.stdout
    assert "orgchart: note: nothing in history.toml was known on 1990\n" == found.stderr


def test_a_zone_where_dates_have_none_is_told(run: Run, here: Path) -> None:
    """With what to do about it."""
    text = (here / "acme.toml").read_text(encoding="utf-8").replace('zone = "Europe/London"', "")
    (here / "floating.toml").write_text(text, encoding="utf-8")
    found = run("show", "floating.toml", "--at", "2020-01-01T12:00Z")
    assert 2 == found.exit_code
    assert "leave the zone out, or import with --zone" in found.stderr


def test_form_follows_the_ending_of_the_file(run: Run, here: Path) -> None:
    """`-o` needs no --format; nothing is printed."""
    found = run("show", "acme.toml", "-o", "chart.csv")
    assert "" == found.stdout
    assert (here / "chart.csv").read_text(encoding="utf-8").startswith("post,title,")


def test_standard_input_is_a_file_like_others(run: Run, here: Path) -> None:
    """TOML and JSON by name of the format."""
    text = (here / "acme.toml").read_bytes()
    found = run("who", "-", "ceo", "--input-format", "toml", input=text)
    assert found.stdout == run("who", "acme.toml", "ceo").stdout


def test_a_history_without_a_zone_has_a_log(run: Run, here: Path) -> None:
    """Its dates float, and are compared with dates that float."""
    text = (here / "acme.toml").read_text(encoding="utf-8").replace('zone = "Europe/London"', "")
    (here / "floating.toml").write_text(text, encoding="utf-8")
    found = run("log", "floating.toml", "--from", "2019-03", "--lang", "en")
    assert LOG == found.stdout
    assert LOG == run("log", "floating.toml").stdout


def test_an_empty_history_can_be_asked(run: Run, here: Path) -> None:
    """It says that there is nothing, and of no date."""
    (here / "none.toml").write_text('[history]\nname = "None"\n', encoding="utf-8")
    found = run("show", "none.toml")
    assert "None\n0 posts, 0 people\nNothing recorded.\n" == found.stdout
    assert "orgchart: note: none.toml holds no facts\n" == found.stderr
    assert 0 == found.exit_code
    assert None is json.loads(run("show", "none.toml", "--format", "json").stdout)["at"]
    assert "" == run("log", "none.toml").stdout
    assert "post,title," in run("show", "none.toml", "--format", "csv").stdout


def test_a_history_without_dates_is_shown_without_one(run: Run, here: Path) -> None:
    """No date is made up for its chart."""
    (here / "undated.toml").write_text('[posts.a]\ntitle = "A"\n', encoding="utf-8")
    assert run("show", "undated.toml").stdout.startswith("1 post, 0 people, 1 vacancy\n\n")
    assert 0 == run("convert", "undated.toml", "a.mmd").exit_code


@pytest.mark.parametrize("form", ["text", "json", "csv", "jsonl"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2024", "--to", "2023"), "--to 2023 comes before --from 2024"),
        (("--from", "2024-01-02", "--to", "2024-01-01"), "comes before"),
        (("--to", ""), "'' is not a moment"),
        (("--from", "x"), "'x' is not a moment"),
    ],
)
def test_log_refuses_dates_before_it_prints(
    run: Run, form: str, words: tuple[str, ...], said: str
) -> None:
    """No half of an answer comes before an error."""
    found = run("log", "acme.toml", *words, "--format", form)
    assert (2, "") == (found.exit_code, found.stdout)
    assert said in found.stderr


def test_english_words_are_those_of_the_pictures() -> None:
    """They stand here too only so that answers need not load the code of pictures."""
    fields = [name for name in dir(ENGLISH) if not name.startswith("_")]
    assert 20 < len(fields)
    for name in fields:
        assert getattr(ENGLISH, name) == getattr(OF_PICTURES, name)


def test_other_languages_have_all_words() -> None:
    """A word that a language lacks would stop an answer in the middle."""
    fields = [name for name in dir(ENGLISH) if not name.startswith("_")]
    for lang in ("de", "zh-Hans", "zh-Hant"):
        assert all(getattr(words_of(lang), name) for name in fields)


#: A person who took another name and a post that got another title, with those of before last in
#: the alphabet, and a holder on leave from one post.
RENAMED = """\
[history]
name = "Acme"
[[people.kim]]
name = "Kim Zander"
end = "2018-01-01"
[[people.kim]]
name = "Kim Abel"
start = "2018-01-01"
[[posts.lab]]
title = "Zoology"
end = "2018-01-01"
[[posts.lab]]
title = "Animals"
start = "2018-01-01"
[posts.bare]
title = ""
[[tenures]]
person = "kim"
post = "lab"
start = "2015-01-01"
end = "2017-01-01"
[[tenures]]
person = "kim"
post = "lab"
start = "2019-01-01"
[[tenures]]
person = "kim"
post = "bare"
start = "2019-01-01"
[[leaves]]
person = "kim"
post = "lab"
start = "2020-01-01"
end = "2021-01-01"
"""


@pytest.fixture
def renamed(here: Path) -> str:
    """Return a file whose names and titles have versions."""
    (here / "renamed.toml").write_text(RENAMED, encoding="utf-8")
    return "renamed.toml"


HEADS = """\
[posts.ceo]
title = "CEO"
reports_to = "nobody"
[posts.ops]
title = "Operations"
[posts.it]
title = "IT"
reports_to = "ops"
[posts.desk]
title = "Desk"
seats = 3
reports_to = "it"
[[tenures]]
person = "ann"
post = "ceo"
[[tenures]]
person = "bob"
post = "ops"
[[tenures]]
person = "cat"
post = "desk"
certainty = "possible"
[[tenures]]
person = "undisclosed"
post = "it"
[[tenures]]
person = "undisclosed"
post = "desk"
[[tenures]]
person = "undisclosed"
post = "desk"
"""


def test_a_branch_whose_line_is_not_recorded_says_so(run: Run, here: Path) -> None:
    """Its top stands as a root beside one that reports to nobody."""
    (here / "heads.toml").write_text(HEADS, encoding="utf-8")
    said = run("show", "heads.toml").stdout
    assert "\nCEO: ann\n" in said
    assert "\nOperations: bob — no reporting line recorded\n" in said
    assert (
        "Operations: bob — keine Berichtslinie" in run("show", "heads.toml", "--lang", "de").stdout
    )


def test_show_counts_people_as_pictures_do(run: Run, here: Path) -> None:
    """With a name, not disclosed, possible: the headline of a picture has the same numbers."""
    (here / "heads.toml").write_text(HEADS, encoding="utf-8")
    _, counted, *_ = ("", *run("show", "heads.toml").stdout.splitlines())
    assert counted == "4 posts, 2 people, 3 not disclosed, 1 more possible"
    drawn = run("draw", "heads.toml", "2024", "--format", "text").stdout
    assert counted.partition(", ")[2].replace(", ", " · ") in drawn


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2016", ["Zoology, Acme, 2016", "2015-01-01 – 2017-01-01  Kim Zander"]),
        ("2019", ["Animals, Acme, 2019", "2019-01-01 –   Kim Abel"]),
        ("2020-06-01", ["Animals, Acme, 2020-06-01", "2019-01-01 –   Kim Abel (on leave)"]),
    ],
)
def test_who_at_a_date_is_called_as_they_were_then(
    run: Run, renamed: str, at: str, said: list[str]
) -> None:
    """Neither the last name nor the last one in the alphabet; and who is on leave is said to be."""
    assert said == run("who", renamed, "lab", "--at", at).stdout.splitlines()
    data: Any = json.loads(run("who", renamed, "lab", "--at", at, "--format", "json").stdout)
    (held,) = data["tenures"]
    title, *_ = said[0].split(",")
    assert title == held["title"]
    assert held["name"] in said[1]
    assert ("(on leave)" in said[1]) is held["on_leave"]


def test_who_and_career_name_each_tenure_as_of_its_time(run: Run, renamed: str) -> None:
    """The heading has what holds last; a leave is not told where no date is asked about."""
    assert [
        "Animals, Acme",
        "           – 2015-01-01  Vacant",
        "2015-01-01 – 2017-01-01  Kim Zander",
        "2017-01-01 – 2019-01-01  Vacant",
        "2019-01-01 –             Kim Abel",
    ] == run("who", renamed, "lab").stdout.splitlines()
    assert [
        "Kim Abel",
        "2015-01-01 – 2017-01-01  Zoology",
        "2019-01-01 –             bare",
        "2019-01-01 –             Animals",
    ] == run("career", renamed, "kim").stdout.splitlines()
    table = rows(run("career", renamed, "kim", "--format", "csv"))
    assert [
        ("Kim Zander", "Zoology", ""),
        ("Kim Abel", "bare", ""),
        ("Kim Abel", "Animals", ""),
    ] == [(row["name"], row["title"], row["on_leave"]) for row in table]


@pytest.mark.parametrize("tag", ["xx-nonsense-!!", "", "d"])
def test_what_is_no_language_is_refused(run: Run, tag: str) -> None:
    """A tag that nothing is written in is one all the same: the plain names come."""
    found = run("show", "acme.toml", "--lang", tag)
    assert (2, "") == (found.exit_code, found.stdout)
    assert "is no tag of a language" in found.stderr
    assert 0 == run("show", "acme.toml", "--lang", "tlh").exit_code
