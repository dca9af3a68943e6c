"""CSV folders: nothing is lost, no formula is run, every problem has its file and line."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNKNOWN,
    Certainty,
    Citation,
    History,
    InvalidValueError,
    Leave,
    Person,
    Policy,
    Post,
    ReportingLine,
    Source,
    Standing,
    Tenure,
    Unit,
    UnreadableFieldError,
    UnreadableFileError,
    UnwritableFileError,
    prefer,
)
from orgchart.claims import Claim
from orgchart.io import dumps
from orgchart.io.csvfolder import DETAILS, FACTS, NAMES
from orgchart.io.csvfolder.cells import cell, joined, parted, quoted, said
from orgchart.io.csvfolder.reading import read_csv_folder
from orgchart.io.csvfolder.writing import write_csv_folder
from orgchart.io.shape import CITATION
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.texts import hostile_texts, ids

#: What the generated histories have not.
CITED: Final = History.build(
    name="=Acme",
    zone="Europe/London",
    people=[
        Person(
            "ann", "Ann", names={"zh-Hans": "李安", "de": ""}, extra={"staff no": "007", "": "x"}
        ),
        Person("ann", "Ann Oak", start="2021", sources=["ft"]),
        Person("-bob", ""),
    ],
    units=[Unit("acme", "Acme", kind="solid", end="2024~"), Unit("b", "B", kind="", parent="acme")],
    posts=[
        Post("ceo", "CEO", unit="acme", rank=2**40, titles={"de": "Chef"}),
        Post("fellow", "Fellow", seats=None, rank=-1),
        Post("pair", "Pair", seats=2, sources=["ft", "ap", "a;b", '"c']),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019-03-01", sources=[Citation("ft", quote="steps up")]),
        Tenure("ann", "ceo", start="2019-04-01", sources=["ap"], certainty=Certainty.POSSIBLE),
        Tenure("-bob", "ceo", start="2018", end="2019", sources=["ap"], retracted_by=["ft"]),
        Tenure(
            "undisclosed",
            "pair",
            start="unknown",
            end="[2020-11..2020-12]",
            kind="interim",
            title="solid",
            note="",
            claim="x",
            after=["y.end", "z", "", " q "],
            before=["-w"],
            sources=[
                Citation("ap"),
                Citation("ap", standing=Standing.RUMOURED, locator="p. 7", attribution=""),
                Citation("ft", quote="a; b\n", standing=Standing.INFERRED),
            ],
        ),
    ],
    lines=[
        ReportingLine("ceo", None),
        ReportingLine("fellow", UNKNOWN, kind="dotted"),
        ReportingLine("pair", "ceo", end="ongoing", note=""),
    ],
    leaves=[Leave("ann"), Leave("ann", "ceo", start="2020-02-29", end="2020-03", note="=1+1")],
    sources=[Source("ft", published="2023-11-17", note=""), Source("ap", extra={"k": "v"})],
    claims=[
        Claim("n", "how many", low=17, approximate=True, sources=["ft"]),
        Claim("m", "", high=0),
    ],
    policy=prefer("ap", "a b") + Policy.of(["most_precise"]),
)


def again(history: History, *, formulas: Literal["escape", "keep"] = "escape") -> History:
    """Return a history after a journey through CSV."""
    with TemporaryDirectory() as folder:
        write_csv_folder(history, folder, formulas=formulas)
        return read_csv_folder(folder)


class TestNothingIsLost:
    """What was written is read."""

    @pytest.mark.parametrize("formulas", ["escape", "keep"])
    def test_everything(self, formulas: Literal["escape", "keep"]) -> None:
        """Names, citations, claims, orders, retractions, empty texts, words with a meaning."""
        found = again(CITED, formulas=formulas)
        assert CITED == found
        assert dumps(CITED) == dumps(found)
        assert CITED.policy == found.policy
        assert CITED.claims == found.claims

    @at_most(25)
    @given(histories())
    def test_any_dates(self, history: History) -> None:
        """Vague, floating, missing and impossible dates come back as they were written."""
        assert history == again(history)

    @at_most(12)
    @given(hostile_histories(), st.sampled_from(("escape", "keep")))
    def test_hostile_texts(self, history: History, formulas: Literal["escape", "keep"]) -> None:
        """So does every text, and equal histories make equal files."""
        with TemporaryDirectory() as place:
            one, two = Path(place, "one"), Path(place, "two")
            write_csv_folder(history, one, formulas=formulas)
            found = read_csv_folder(one)
            assert history == found
            assert dumps(history) == dumps(found)
            write_csv_folder(found, two, formulas=formulas)
            for name in NAMES:
                assert (one / name).read_bytes() == (two / name).read_bytes()

    @at_most(15)
    @given(clean_histories())
    def test_answers(self, history: History) -> None:
        """A history that was read answers as the one that was written."""
        found = again(history)
        assert history.dates() == found.dates()
        for when in history.dates()[:2]:
            assert history.at(when) == found.at(when)

    def test_empty(self) -> None:
        """A history of nothing has files with headers alone; a policy of no steps is kept."""
        assert History.build() == again(History.build())
        assert Policy() == again(History.build(policy=Policy())).policy

    def test_long_text(self) -> None:
        """A text longer than the CSV library takes by itself comes back, and its limit stays."""
        before = csv.field_size_limit()
        history = History.build(people=[Person("a", "x" * (before + 1))])
        assert history == again(history)
        assert before == csv.field_size_limit()

    def test_each_part_of_a_citation_has_a_column(self) -> None:
        """A new field of citations needs a column."""
        assert {"source", *DETAILS} == CITATION


class TestCells:
    """Texts in cells."""

    @at_most(25)
    @given(st.one_of(hostile_texts(), st.text("'=+-@\t\r\n ＝x", max_size=6)), st.booleans())
    def test_back(self, text: str, formulas: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
        """Every text comes back, with formulas marked or not."""
        found = cell(text, formulas=formulas)
        assert text == said(found)
        assert [[found, "x"]] == list(csv.reader([f"{quoted(found)},x"], strict=True))

    @pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\r", "\n"])
    @pytest.mark.parametrize("before", ["", " "])
    def test_formulas(self, sign: str, before: str) -> None:
        """What a spreadsheet would run begins with an apostrophe, unless it is to be kept."""
        text = f"{before}{sign}1+cmd|'/c calc'!A0"
        assert f"'{text}" == cell(text)
        assert text == cell(text, formulas=True)
        assert text == said(text), "of others, unmarked"

    @pytest.mark.parametrize("text", ["'tis", "x=1", "a-b", "'", "O'Hara", "1", "李安"])
    def test_others(self, text: str) -> None:
        """What is no formula is written as it is, and read so in files of others."""
        assert text == said(cell(text))
        assert text == "'" or text == cell(text)

    @at_most(25)
    @given(st.lists(st.one_of(hostile_texts(), ids(), st.text('";\\ a', max_size=4)), max_size=4))
    def test_lists(self, items: list[str]) -> None:
        """Lists of any texts come back."""
        assert items == list(parted(joined(items)))

    @pytest.mark.parametrize(
        ("text", "items"),
        [
            ("a;b", ["a", "b"]),
            (" a ;; b ; ", ["a", None, "b"]),
            ('say "x"; "y;z" ;', ['say "x"', "y;z"]),
            ("", []),
            ("; p. 7", [None, "p. 7"]),
        ],
    )
    def test_lists_by_hand(self, text: str, items: list[str | None]) -> None:
        """Blanks around items do not matter."""
        assert items == list(parted(text))

    @pytest.mark.parametrize("text", ['"a', '"a" b', '"a\\"', 'a; "'])
    def test_odd_lists(self, text: str) -> None:
        """A quote that is not closed is an error."""
        with pytest.raises(ValueError, match="quote"):
            parted(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small history."""
    history = History.build(
        name="Acme",
        people=[Person("ann", "Ann"), Person("bob", "Bob")],
        posts=[Post("ceo", "CEO")],
        tenures=[
            Tenure("ann", "ceo", start="2019", end="2020", note="=HYPERLINK(1)"),
            Tenure("bob", "ceo", sources=[Citation("ft", quote="q")]),
        ],
    )
    write_csv_folder(history, tmp_path / "acme")
    return tmp_path / "acme"


def rows(path: Path) -> list[list[str]]:
    """Return the cells of a file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


class TestWhatIsWritten:
    """The files that people edit."""

    def test_files(self, folder: Path) -> None:
        """Each kind has its file, with all columns that can be filled; used ones alone by key."""
        assert NAMES == {path.name for path in folder.iterdir()}
        assert [["field", "value"], ["format", "1"]] == rows(folder / "history.csv")[:2]
        header, *tenures = rows(folder / "tenures.csv")
        assert [
            *("person", "post", "kind", "title", "start_manner", "end_manner", "note"),
            *("start", "end", "certainty", "sources", "quotes", "claim"),
            *("after", "before", "retracted_by"),
        ] == header
        assert ["'=HYPERLINK(1)", ""] == [row[header.index("note")] for row in tenures]
        assert [["id", "name", "start", "end"]] == [rows(folder / "people.csv")[0][:4]]

    def test_bytes(self, folder: Path) -> None:
        """Spreadsheets find the mark of UTF-8, and git finds lines."""
        for name in NAMES:
            data = (folder / name).read_bytes()
            assert data.startswith(b"\xef\xbb\xbf")
            assert data.endswith(b"\n")
            assert b"\r" not in data

    def test_one_more_fact_is_one_more_line(self, folder: Path) -> None:
        """What does not change is written alike."""
        before = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
        history = read_csv_folder(folder)
        more = History.build(people=[*history.people, Person("amy", "Amy")])
        write_csv_folder(more, folder)
        after = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
        assert before == [line for line in after if not line.startswith("amy,")]

    def test_kept_formulas(self, folder: Path) -> None:
        """Who asks for formulas gets them."""
        write_csv_folder(read_csv_folder(folder), folder, formulas="keep")
        assert "=HYPERLINK(1)" in rows(folder / "tenures.csv")[1]

    @given(hostile_histories())
    @at_most(15)
    def test_no_cell_is_run(self, history: History) -> None:
        """No cell of any history begins like a formula, but for numbers."""
        with TemporaryDirectory() as place:
            write_csv_folder(history, place)
            for name in NAMES:
                for row in rows(Path(place, name)):
                    for found in row:
                        assert not found.lstrip().startswith(tuple("=+-@＝＋－＠"))

    def test_other_formulas(self, tmp_path: Path) -> None:
        """There are two ways with formulas."""
        with pytest.raises(InvalidValueError, match="escape or keep"):
            write_csv_folder(History.build(), tmp_path, formulas="run")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


class TestWholeOrNot:
    """Folders are replaced whole, and nothing else is."""

    def test_replaced(self, folder: Path) -> None:
        """One of the form is replaced; what desktops leave in folders does not matter."""
        (folder / ".DS_Store").touch()
        write_csv_folder(CITED, folder)
        assert CITED == read_csv_folder(folder)
        assert NAMES == {path.name for path in folder.iterdir()}
        assert [folder] == list(folder.parent.iterdir())

    def test_others(self, folder: Path) -> None:
        """A folder with anything else in it is left alone; so is a file."""
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(UnwritableFileError, match=r"notes\.txt"):
            write_csv_folder(CITED, folder)
        assert "mine" == (folder / "notes.txt").read_text(encoding="utf-8")
        with pytest.raises(UnwritableFileError, match="it is a file"):
            write_csv_folder(CITED, folder / "notes.txt")

    def test_files_of_the_same_names(self, tmp_path: Path) -> None:
        """Any file may be called people.csv: without the head they are not ours."""
        (tmp_path / "people.csv").write_text("mine", encoding="utf-8")
        with pytest.raises(UnwritableFileError, match="something else"):
            write_csv_folder(CITED, tmp_path)
        (tmp_path / "history.csv").write_text("mine", encoding="utf-8")
        with pytest.raises(UnwritableFileError, match="something else"):
            write_csv_folder(CITED, tmp_path)

    def test_crash(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When a file cannot be written the old folder stays, and nothing beside it."""
        before = read_csv_folder(folder)

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(UnwritableFileError, match="No space left"):
            write_csv_folder(CITED, folder)
        assert before == read_csv_folder(folder)
        assert [folder] == list(folder.parent.iterdir())

    def test_put_back(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the new folder cannot be put in its place the old one comes back."""
        monkeypatch.setattr("orgchart.io.folders.exchange", never)
        before = read_csv_folder(folder)
        rename = Path.rename
        calls: list[Path] = []

        def second_fails(path: Path, target: Path) -> Path:
            calls.append(path)
            if len(calls) == 2:
                raise OSError(13, "Permission denied")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", second_fails)
        with pytest.raises(UnwritableFileError, match="Permission denied"):
            write_csv_folder(CITED, folder)
        assert before == read_csv_folder(folder)

    def test_no_folder(self, tmp_path: Path) -> None:
        """The folder above must be there."""
        with pytest.raises(UnwritableFileError, match="No such file"):
            write_csv_folder(CITED, tmp_path / "a" / "b")


def never(*_: object) -> bool:
    """Say that two folders cannot exchange their names, as on other systems."""
    return False


def made(folder: Path, files: Mapping[str, str], encoding: str = "utf-8") -> Path:
    """Write files by hand."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    return folder


class TestFilesOfOthers:
    """Folders that people or other programs made."""

    def test_only_what_is_needed(self, tmp_path: Path) -> None:
        """A few columns in any order are enough, and formulas need no mark."""
        made(
            tmp_path,
            {
                "people": "name,id\nAnn,ann\n\n,,\n=Bob,bob,,\n",
                "posts": "id,title,seats,title@de\nceo,CEO,,Chef\nvp,VP,open\n",
                "tenures": "person,post,start,sources,locators\nann,ceo,2019,ft;ap,; p. 7\n",
                "lines": "post,manager\nceo,nobody\n",
                "other": "anything",
            },
        )
        assert History.build(
            people=[Person("ann", "Ann"), Person("bob", "=Bob")],
            posts=[Post("ceo", "CEO", titles={"de": "Chef"}), Post("vp", "VP", seats=None)],
            tenures=[
                Tenure("ann", "ceo", start="2019", sources=["ft", Citation("ap", locator="p. 7")])
            ],
            lines=[ReportingLine("ceo", None)],
        ) == read_csv_folder(tmp_path)

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_spreadsheets(self, tmp_path: Path, separator: str, end: str, encoding: str) -> None:
        """Files as spreadsheets save them: their separators, line ends, marks and capitals."""
        table = [
            ["id", "about", "low", "high", "approximate", "sources", ""],
            ["n", f"a{separator}b", "17", "", "TRUE", "ft; ap", ""],
        ]
        text = end.join(separator.join(f'"{cell}"' for cell in row) for row in table) + end
        made(tmp_path, {"claims": text}, encoding)
        claim = Claim("n", f"a{separator}b", low=17, approximate=True, sources=["ft", "ap"])
        assert (claim,) == read_csv_folder(tmp_path).claims

    def test_head(self, tmp_path: Path) -> None:
        """The head may say nothing; days are those of its zone."""
        made(tmp_path, {"history": "field,value\nzone,Europe/London\nname,\n"})
        assert History.build(zone="Europe/London") == read_csv_folder(tmp_path)


def problems(folder: Path) -> list[tuple[str, int | None, str]]:
    """Return file, line and column of each problem, and see that each has a reason."""
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(folder)
    found = [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]
    assert all(one.reason for one in found)
    return [(Path(one.file).name, one.line, one.path) for one in found]


def reason(folder: Path) -> str:
    """Return the sentence of the error."""
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(folder)
    return str(caught.value)


class TestProblems:
    """What cannot be read, with its place."""

    def test_all_at_once(self, tmp_path: Path) -> None:
        """Every problem of every file is told, each with its line."""
        made(
            tmp_path,
            {
                "history": "field,value\nformat,7\nzone,Nowhere\nnmae,Acme\npolicy,best\n",
                "sources": "id,published\nft,soon\nft,2020\n,2020\nap,2020\n",
                "claims": 'id,about,low,approximate\nn,"two\nlines",few,perhaps\nm,x,,\n',
                "people": "id,name,start\nann,Ann,\nbob,,soon\ncy,Cy,soon\nunknown,X,2020\n",
                "posts": "id,title,seats,rank\nceo,CEO,0,1.5\n",
                "tenures": 'person,post,sources,quotes\nx,y,ft,a; b\nx,y,"""ft",\nx,y,ft;;ap,\n',
                "lines": "post,manager,after\nceo,,a;;b\n",
                "leaves": "person,kind,extra\nann,,\n",
            },
        )
        assert {
            ("history.csv", 2, "format"),
            ("history.csv", 3, "zone"),
            ("history.csv", 4, "nmae"),
            ("history.csv", 5, "policy"),
            ("sources.csv", 2, "published"),
            ("sources.csv", 3, "id"),
            ("sources.csv", 4, "id"),
            ("claims.csv", 2, "low"),
            ("claims.csv", 2, "approximate"),
            ("claims.csv", 4, ""),
            ("people.csv", 3, "name"),
            ("people.csv", 3, "start"),
            ("people.csv", 5, "id"),
            ("posts.csv", 2, "seats"),
            ("posts.csv", 2, "rank"),
            ("tenures.csv", 2, "sources"),
            ("tenures.csv", 3, "sources"),
            ("tenures.csv", 4, "sources"),
            ("lines.csv", 2, "manager"),
            ("lines.csv", 2, "after"),
            ("leaves.csv", 1, "kind"),
            ("leaves.csv", 1, "extra"),
        } == {*problems(tmp_path)}

    @pytest.mark.parametrize(
        ("people", "line", "said"),
        [
            ("id,nmae\nann,Ann\n", 1, "did you mean 'name'?"),
            ("id,nmae\nann,Ann\n", 1, "the column 'name' is missing"),
            ("id,name,salary\nann,Ann,7\n", 1, "'extra.salary' to keep it"),
            ("id,name,name\nann,Ann,Ann\n", 1, "twice"),
            ("id,name,\nann,Ann,\nbob,Bob,x\n", 3, "has no name"),
            ("id,name\nann,Ann\nbob,Bob,x,y\n", 3, "it has 4 cells, and there are 2 columns"),
            ('id,name\nann,"Ann\nbob,Bob\n', 2, "it is not CSV"),
            ('id,name\nann,"Ann"x\n', 2, "it is not CSV"),
            ("id,name\rann,Ann\r", 1, "it is not CSV"),
            ('id,name,start\nann,"A\nB",\nbob,Bob,soon\ncy,Cy,soon\n', 4, "(and so in 1 more)"),
            ("id,name\nann,\n", 2, "name is missing"),
            ("\n\n,\n", 1, "must name the columns"),
            ("", None, "it is empty"),
        ],
    )
    def test_files(self, tmp_path: Path, people: str, line: int | None, said: str) -> None:
        """What can be wrong with a file."""
        made(tmp_path, {"people": people})
        assert ("people.csv", line) in {problem[:2] for problem in problems(tmp_path)}
        assert said in reason(tmp_path)

    def test_other_encodings(self, tmp_path: Path) -> None:
        """Files of another encoding are refused, with the line."""
        made(tmp_path, {"people": "id,name\nzoe,Zoë\n"}, "latin-1")
        assert [("people.csv", 2, "")] == problems(tmp_path)

    def test_odd_heads(self, tmp_path: Path) -> None:
        """The head has two columns, and each field once."""
        made(tmp_path, {"history": "name,zone\nAcme,UTC\n"})
        assert [("history.csv", 1, "")] == problems(tmp_path)
        made(tmp_path, {"history": "field,value\nname,A\nname,B\n"})
        assert [("history.csv", 3, "name")] == problems(tmp_path)

    def test_whole_histories(self, tmp_path: Path) -> None:
        """What is wrong with the facts together is told of the folder."""
        made(tmp_path, {"people": "id,name,start\nann,Ann,2020\nbob,Bob,2020-01-01T10:00Z\n"})
        assert [(tmp_path.name, None, "")] == problems(tmp_path)

    def test_not_too_many(self, tmp_path: Path) -> None:
        """A hundred problems of a file are enough."""
        people = "".join(f"a{n},A,soon {n}\n" for n in range(200))
        made(tmp_path, {"people": f"id,name,start\n{people}"})
        assert 100 == len(problems(tmp_path))

    def test_no_folder(self, tmp_path: Path) -> None:
        """A folder is wanted, with files of ours in it."""
        assert "no such folder" in reason(tmp_path / "none")
        (tmp_path / "file").touch()
        assert "it is a file" in reason(tmp_path / "file")
        assert "people.csv" in reason(tmp_path)

    def test_every_sheet_is_asked_for(self) -> None:
        """The files of facts are the tables, in their order."""
        assert ["people", "units", "posts", "tenures", "lines", "leaves"] == [
            sheet.name for sheet, _ in FACTS
        ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("tenurs.csv", "tenures.csv"),
        ("Tenures.csv", "tenures.csv"),
        ("person.csv", None),
        ("leave.csv", "leaves.csv"),
        ("posts-2023.csv", None),
        ("notes.txt", None),
    ],
)
def test_a_misspelt_file_is_refused(tmp_path: Path, name: str, meant: str | None) -> None:
    """It would not be read; with the nearest name. Other files are passed over."""
    (tmp_path / "people.csv").write_text("id,name\nann,Ann\n", encoding="utf-8")
    (tmp_path / name).write_text("person,post\nann,ceo\n", encoding="utf-8")
    if meant is None:
        assert ["ann"] == [person.id for person in read_csv_folder(tmp_path).people]
        return
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(tmp_path)
    (problem,) = caught.value.exceptions
    assert isinstance(problem, UnreadableFieldError)
    assert str(tmp_path / name) == problem.file
    assert f"did you mean {meant}?" in problem.reason


@pytest.mark.parametrize(
    ("limit", "text", "told"),
    [
        (("MOST_COLUMNS", 2), "id,name,kind\na,A,x\n", (1, "it has 3 columns; 2 are the most")),
        (
            ("MOST_IN_CELL", 200_000),
            f"id,name\na,{'x' * 200_001}\n",
            (2, "a cell has more than 200,000 characters; is a quote missing?"),
        ),
        (
            ("_MOST_FILLED", 3),
            "id,name,kind\na\nb\nc\n",
            (3, "too many rows are shorter than the 3 columns of the first line"),
        ),
    ],
    ids=["columns", "cell", "filled up"],
)
def test_sheets_have_limits(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: tuple[str, int],
    text: str,
    told: tuple[int, str],
) -> None:
    """A file beyond them is refused, with the line."""
    monkeypatch.setattr(f"orgchart.io.csvfolder.sheets.{limit[0]}", limit[1])
    (tmp_path / "units.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(tmp_path)
    (problem,) = caught.value.exceptions
    assert isinstance(problem, UnreadableFieldError)
    assert told == (problem.line, problem.reason)
