"""Parquet: nothing is lost, folders are whole or not there, and every problem has its place."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given

from orgchart import (
    UNKNOWN,
    Certainty,
    Citation,
    History,
    Leave,
    OrgchartError,
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
    When,
    prefer,
)
from orgchart.claims import Claim
from orgchart.io import dumps, loads, read_parquet, write_parquet
from orgchart.io.tables import TABLES, WORKED_OUT
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories

#: It comes without types.
pa: Final[Any] = import_module("pyarrow")
pq: Final[Any] = import_module("pyarrow.parquet")

#: What the generated histories have not.
CITED: Final = History.build(
    name="Acme",
    zone="Europe/London",
    people=[
        Person("ann", "Ann", names={"zh-Hans": "李安", "de": "Anna"}, extra={"staff no": "7"}),
        Person("ann", "Ann Oak", start="2021", sources=["ft"]),
        Person("bob", "Bob"),
    ],
    units=[Unit("acme", "Acme", kind="board", end="2024~")],
    posts=[
        Post("ceo", "CEO", unit="acme", rank=2**40, titles={"de": "Chef"}),
        Post("fellow", "Fellow", seats=None, rank=-1),
        Post("pair", "Pair", seats=2, sources=["ft", "ap"]),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019-03-01", sources=[Citation("ft", quote="steps up")]),
        Tenure("ann", "ceo", start="2019-04-01", sources=["ap"], certainty=Certainty.POSSIBLE),
        Tenure("bob", "ceo", start="2018", end="2019", sources=["ap"], retracted_by=["ft"]),
        Tenure(
            "undisclosed",
            "pair",
            start="unknown",
            end="[2020-11..2020-12]",
            claim="x",
            after=["y.end", "z"],
            before=["w"],
            sources=[Citation("ap", standing=Standing.RUMOURED, locator="p. 7", attribution="B")],
        ),
    ],
    lines=[
        ReportingLine("ceo", None),
        ReportingLine("fellow", UNKNOWN),
        ReportingLine("pair", "ceo", end="ongoing", note=""),
    ],
    leaves=[Leave("ann"), Leave("ann", "ceo", start="2020-02-29", end="2020-03", note="ill")],
    sources=[Source("ft", published="2023-11-17"), Source("ap", title="“T”", extra={"k": "v"})],
    claims=[Claim("n", "how many", low=17, sources=["ft"])],
    policy=prefer("ap") + Policy.of(["most_precise"]),
)


def again(history: History, *, partitioned: bool = False) -> History:
    """Return a history after a journey through Parquet."""
    with TemporaryDirectory() as folder:
        write_parquet(history, folder, partitioned=partitioned)
        return read_parquet(folder)


class TestNothingIsLost:
    """What was written is read."""

    @pytest.mark.parametrize("partitioned", [False, True])
    def test_everything(self, *, partitioned: bool) -> None:
        """Names, citations, claims, orders, retractions, words with a meaning, odd numbers."""
        found = again(CITED, partitioned=partitioned)
        assert CITED == found
        assert dumps(CITED) == dumps(found)
        assert CITED.policy == found.policy

    def test_rivals_and_what_was_taken_back(self) -> None:
        """The same claims lose, and the same facts hold for the same time."""
        found = again(CITED)
        assert CITED.lived() == found.lived()
        assert CITED.conflicts() == again(CITED).conflicts()

    @at_most(25)
    @given(histories())
    def test_any_dates(self, history: History) -> None:
        """Vague, floating, missing and impossible dates come back as they were written."""
        assert history == again(history)

    @at_most(15)
    @given(hostile_histories())
    def test_hostile_texts(self, history: History) -> None:
        """So does every text."""
        found = again(history, partitioned=True)
        assert history == found
        assert dumps(history) == dumps(found)

    @at_most(15)
    @given(clean_histories())
    def test_answers(self, history: History) -> None:
        """A history that was read answers as the one that was written."""
        found = again(history)
        assert history.dates() == found.dates()
        for when in history.dates()[:2]:
            assert history.at(when) == found.at(when)

    def test_empty(self) -> None:
        """A history of nothing has six files without rows."""
        assert History.build() == again(History.build(), partitioned=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small history."""
    history = History.build(
        people=[Person("ann", "Ann"), Person("bob", "Bob")],
        posts=[Post("ceo", "CEO")],
        tenures=[Tenure("ann", "ceo", start="2019", end="2020"), Tenure("bob", "ceo")],
    )
    write_parquet(history, tmp_path / "acme")
    return tmp_path / "acme"


class TestWhatIsWritten:
    """The form that other programs read."""

    @at_most(25)
    @given(histories())
    def test_what_is_worked_out(self, history: History) -> None:
        """Bounds are those of the period in force, rows are numbered in order, losers marked."""
        with TemporaryDirectory() as place:
            write_parquet(history, place)
            rows = {form.name: pq.read_table(Path(place, form.name)).to_pylist() for form in TABLES}
        written = [row for form in TABLES for row in rows[form.name]]
        for table in rows.values():
            assert [*range(len(table))] == [row["row"] for row in table]
        lived = history.lived()
        assert len(lived) == sum(row["holds"] for row in written)
        for row, (fact, period) in zip(
            (row for row in written if row["holds"]), lived, strict=True
        ):
            assert (row["start_low"], row["start_high"]) == period.start_bounds
            assert (row["end_low"], row["end_high"]) == period.end_bounds
            assert (row["begun"], row["ended"]) == period.settled
            assert row["sureness"] == fact.sureness
            assert str(fact.start) == str(row["start"])

    def test_losers(self, tmp_path: Path) -> None:
        """What does not hold is kept, with the bounds of its period as stated."""
        write_parquet(CITED, tmp_path)
        rows = pq.read_table(tmp_path / "tenures").to_pylist()
        held = {(row["person"], row["start"]): row["holds"] for row in rows}
        assert not held["bob", "2018"]
        assert 1 == held["ann", "2019-03-01"] + held["ann", "2019-04-01"]
        (bob,) = (row for row in rows if row["person"] == "bob")
        assert When("2018", "Europe/London").low == bob["start_low"]
        (rumour,) = (row for row in rows if row["person"] == "undisclosed")
        assert "possible" == rumour["sureness"]
        assert "certain" == rumour["certainty"]

    def test_places(self, tmp_path: Path) -> None:
        """Facts about the same are counted as if all were equally sure."""
        two = [
            Person("ann", "B", certainty=Certainty.CERTAIN),
            Person("ann", "A", certainty=Certainty.POSSIBLE),
            Person("bob", "B"),
            Person("bob", "C"),
        ]
        write_parquet(History.build(people=two), tmp_path)
        rows = pq.read_table(tmp_path / "people").to_pylist()
        assert {"A": 0, "B": 1} == {r["name"]: r["place"] for r in rows if r["id"] == "ann"}
        assert [0, 1] == [row["place"] for row in rows if row["id"] == "bob"]

    def test_head(self, folder: Path) -> None:
        """The head names the form, the version, what is no fact, and the number of rows."""
        head = json.loads((folder / "history.json").read_bytes())
        rows = {"people": 2, "units": 0, "posts": 1, "tenures": 2, "lines": 0, "leaves": 0}
        assert {
            "name": "",
            "zone": None,
            "floating": True,
            "format": "orgchart tables",
            "version": 1,
            "rows": rows,
        } == head

    def test_partitions(self, tmp_path: Path) -> None:
        """Rows stand in the year of their last end; what need not end stands in 9999."""
        write_parquet(CITED, tmp_path, partitioned=True)
        found = {path.parent.name for path in (tmp_path / "tenures").rglob("*.parquet")}
        # What ends some time in 2019 is surely over when 2020 begins; a loser has no end in force.
        assert {"until=2020", "until=2021", "until=2026", "until=9999"} == found
        assert ["part-0.parquet"] == [path.name for path in (tmp_path / "units").glob("*/*")]

    def test_plain_columns(self, folder: Path) -> None:
        """Texts are strings and lists are never null, whoever reads them."""
        table = pq.read_table(folder / "people")
        assert table.schema.field("id").type == pa.string()
        assert [[], []] == table["sources"].to_pylist()
        assert [*TABLES[0].columns] == table.column_names


def rewritten(folder: Path, table: str, change: Callable[[Any], Any]) -> Path:
    """Change a table of a folder, and tell its number of rows no longer."""
    path = folder / table / "part-0.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    head = folder / "history.json"
    document = json.loads(head.read_bytes())
    document.pop("rows", None)
    head.write_text(json.dumps(document), encoding="utf-8")
    return path


class TestFilesOfOthers:
    """Folders of the form that another program wrote."""

    def test_only_what_is_needed(self, tmp_path: Path) -> None:
        """A few columns are enough; tables, columns and fields that are missing hold nothing."""
        (tmp_path / "people").mkdir()
        (tmp_path / "posts" / "until=2024").mkdir(parents=True)
        head = {"format": "orgchart tables", "version": 1}
        (tmp_path / "history.json").write_text(json.dumps(head), encoding="utf-8")
        pq.write_table(
            pa.table({"id": ["ann"], "name": ["Ann"]}), tmp_path / "people" / "x.parquet"
        )
        posts = pa.table({"id": ["ceo"], "title": ["CEO"], "sources": [[{"source": "ft"}]]})
        pq.write_table(posts, tmp_path / "posts" / "until=2024" / "x.snappy.parquet")
        expected = History.build(
            people=[Person("ann", "Ann")], posts=[Post("ceo", "CEO", sources=["ft"])]
        )
        assert expected == read_parquet(tmp_path)

    @pytest.mark.parametrize(
        "column",
        [
            pa.array(["2019-03-01", None], pa.large_string()),
            pa.array(["2019-03-01", None]).dictionary_encode(),
            pa.array([date(2019, 3, 1), None]),
            pa.array([date(2019, 3, 1), None]).dictionary_encode(),
        ],
        ids=["large", "dictionary", "date", "dates"],
    )
    def test_starts(self, folder: Path, column: object) -> None:
        """Texts in any form, and dates, are taken for ends of periods."""
        rewritten(
            folder,
            "tenures",
            lambda table: table.set_column(table.column_names.index("start"), "start", [column]),
        )
        assert [When("2019-03-01"), None] == [t.start for t in read_parquet(folder).tenures]

    def test_seats(self, folder: Path) -> None:
        """A null is any number of seats; without the column there is one, as everywhere."""
        rewritten(
            folder,
            "posts",
            lambda table: table.set_column(3, "seats", [pa.array([None], pa.int8())]),
        )
        assert read_parquet(folder).posts[0].seats is None
        path = rewritten(folder, "posts", lambda table: table.drop_columns(["seats"]))
        assert 1 == read_parquet(folder).posts[0].seats
        pq.write_table(
            pa.table({"id": ["x", "y"], "title": ["X", "Y"], "seats": [None, 4]}),
            path.with_name("part-1.parquet"),
        )
        assert [1, None, 4] == [post.seats for post in read_parquet(folder).posts]

    def test_further_columns(self, folder: Path) -> None:
        """Texts, numbers and dates become further fields; what is null says nothing."""

        def change(table: Any) -> Any:  # noqa: ANN401 - see `pa`
            further: dict[str, list[object]] = {
                "salary": [7, None],
                "manager?": [True, False],
                "hired": [date(2019, 3, 1), None],
                "nothing": [None, None],
                "until": [2020, 2021],
            }
            for name, values in further.items():
                table = table.append_column(name, [values])
            return table

        rewritten(folder, "people", change)
        ann, bob = read_parquet(folder).people
        assert {"salary": "7", "manager?": "true", "hired": "2019-03-01"} == dict(ann.extra)
        assert {"manager?": "false"} == dict(bob.extra)
        assert read_parquet(folder) == again(read_parquet(folder))

    def test_further_columns_of_some_files(self, folder: Path) -> None:
        """A column that only one of the files has says nothing of the rows of the others."""
        pq.write_table(
            pa.table({"id": ["cy"], "name": ["Cy"], "floor": [3]}),
            rewritten(folder, "people", lambda table: table).with_name("part-1.parquet"),
        )
        assert [(), (), (("floor", "3"),)] == [
            person.extra for person in read_parquet(folder).people
        ]

    def test_what_is_worked_out_may_be_missing_or_wrong(self, folder: Path) -> None:
        """Nothing that is worked out is read."""
        history = read_parquet(folder)
        for table in ("people", "tenures"):
            rewritten(folder, table, lambda found: found.drop_columns([*WORKED_OUT]))
        rewritten(folder, "people", lambda found: found.append_column("holds", [[False] * 2]))
        assert history == read_parquet(folder)

    def test_order_does_not_matter(self, folder: Path) -> None:
        """Rows may stand in any order, and in any number of files and groups."""
        history = read_parquet(folder)
        path = rewritten(folder, "tenures", lambda table: table.take([1, 0]))
        table = pq.read_table(path)
        pq.write_table(table, path, row_group_size=1)
        assert history == read_parquet(folder)
        pq.write_table(table.slice(0, 1), path)
        pq.write_table(table.slice(1, 1), path.with_name("part-1.parquet"))
        assert history == read_parquet(folder)

    def test_lists_in_pieces(self, folder: Path) -> None:
        """Lists of any lengths, of large lists and of other orders of fields, are told apart."""
        cited = [
            [{"quote": "q", "source": "ft"}],
            [{"quote": None, "source": "ft"}, {"quote": "q", "source": "ap"}],
        ]
        kind = pa.large_list(pa.struct([("quote", pa.string()), ("source", pa.large_string())]))

        def change(table: Any) -> Any:  # noqa: ANN401 - see `pa`
            place = table.column_names.index("sources")
            return table.set_column(place, "sources", pa.array(cited, kind))

        rewritten(folder, "people", change)
        ann, bob = read_parquet(folder).people
        assert (Citation("ft", quote="q"),) == ann.citations
        assert (Citation("ap", quote="q"), Citation("ft")) == bob.citations

    def test_what_programs_leave_behind(self, folder: Path) -> None:
        """Notes and unfinished files of programs are passed over."""
        history = read_parquet(folder)
        (folder / "people" / "_SUCCESS").write_bytes(b"")
        (folder / "people" / "_temporary").mkdir()
        (folder / "people" / "_temporary" / "x.parquet").write_bytes(b"half")
        (folder / "people" / ".part-0.parquet").write_bytes(b"half")
        assert history == read_parquet(folder)


def problems(folder: Path) -> list[UnreadableFieldError]:
    """Return the problems of a folder."""
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(folder)
    return [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]


#: Table, column, values, path, value and words of the reason.
BAD: Final = (
    ("people", "id", ["ann", " x"], "people[1].id", " x", "blanks at its ends"),
    ("people", "id", ["ann", "unknown"], "people[1].id", "unknown", "meaning of its own"),
    ("people", "id", ["ann", ""], "people[1].id", "", "an id is text"),
    ("people", "id", ["ann", "a\nb"], "people[1].id", "a\nb", "control characters"),
    ("people", "id", ["ann", None], "people[1].id", None, "id is missing"),
    ("people", "id", [1, 2], "people.id", "int64", "must hold text"),
    ("people", "name", [None, "x"], "people[0].name", None, "name is missing"),
    ("people", "names", [[], [{"key": "de", "text": None}]], "people[1].names", None, "of texts"),
    ("people", "names", [["x"], []], "people.names", None, "structs of key and text"),
    (
        "people",
        "extra",
        [[{"key": "a", "text": "b"}, {"key": "a", "text": "c"}], []],
        "people[0].extra",
        None,
        "given twice",
    ),
    ("people", "certainty", ["so", "certain"], "people[0].certainty", "so", "possible"),
    ("people", "sources", [[{"source": None}], []], "people[0].sources", "[{}]", "list of ids"),
    ("people", "sources", [[{"page": "7"}], []], "people.sources", None, "structs of source"),
    (
        "people",
        "sources",
        [[{"source": "a", "quote": "x" * 21}], []],
        "people[0].sources",
        None,
        "at most 20",
    ),
    ("people", "after", [[None], ["x"]], "people[0].after", "[None]", "a list of texts"),
    ("people", "further", [["x"], ["y"]], "people.further", None, "leave it out"),
    ("posts", "seats", [0], "posts[0].seats", "0", "1 or more"),
    ("posts", "seats", [1.5], "posts.seats", "double", "a whole number"),
    ("posts", "seats", [True], "posts.seats", "bool", "a whole number"),
    ("posts", "rank", ["x"], "posts.rank", "string", "a whole number"),
    ("posts", "unit", ["*"], "posts[0].unit", "*", "meaning of its own"),
    ("tenures", "start", ["2019", "soon"], "tenures[1].start", "soon", "not a moment"),
    ("tenures", "start", ["ongoing", None], "tenures[0].start", "ongoing", "not a moment"),
    ("tenures", "end", [None, "2020-13"], "tenures[1].end", "2020-13", "no such month"),
    ("tenures", "kind", [None, "x"], "tenures[1].kind", "x", "substantive"),
    ("tenures", "person", ["ann", "ongoing"], "tenures[1].person", "ongoing", "of its own"),
)


class TestProblems:
    """Each problem is told with its file, table and row."""

    @pytest.mark.parametrize(
        ("table", "column", "values", "path", "value", "reason"),
        BAD,
        ids=[f"{n}-{table}.{column}" for n, (table, column, *_) in enumerate(BAD)],
    )
    def test_values(  # noqa: PLR0913, PLR0917 - one for each thing that differs
        self,
        folder: Path,
        table: str,
        column: str,
        values: list[object],
        path: str,
        value: str | None,
        reason: str,
    ) -> None:
        """A value or a column that cannot be is told with its place."""

        def change(found: Any) -> Any:  # noqa: ANN401 - see `pa`
            if column not in found.column_names:
                return found.append_column(column, [values])
            return found.set_column(found.column_names.index(column), column, [values])

        file = rewritten(folder, table, change)
        (found,) = problems(folder)
        assert (str(file), path) == (found.file, found.path)
        assert reason in found.reason
        if value is not None:
            assert value == found.value

    def test_a_line_without_manager(self, folder: Path) -> None:
        """A line to nobody says so."""
        lines = pa.table({"post": ["ceo"], "manager": pa.array([None], pa.string())})
        rewritten(folder, "lines", lambda _: lines)
        (found,) = problems(folder)
        assert "lines[0].manager" == found.path
        assert 'write "nobody"' in found.reason

    def test_the_row_of_its_file(self, folder: Path) -> None:
        """The row is counted in the file that it is in, over its groups; how many more is told."""
        names = pa.array(["A", "B", None, "C", None])
        ids = pa.array([*"abcde"])
        path = folder / "people" / "part-1.parquet"
        pq.write_table(pa.table({"id": ids, "name": names}), path, row_group_size=2)
        rewritten(folder, "people", lambda table: table)
        (found,) = problems(folder)
        assert (str(path), "people[2].name") == (found.file, found.path)
        assert found.reason.endswith("(and so in 1 more)")

    def test_all_at_once(self, folder: Path) -> None:
        """The problems of all tables are told together, at most a hundred of each."""
        ids = pa.array([f" {number}" for number in range(300)])
        rewritten(folder, "people", lambda _: pa.table({"id": ids, "name": ids}))
        rewritten(folder, "posts", lambda table: table.drop_columns(["title"]))
        found = problems(folder)
        assert 101 == len(found)
        assert {"posts.title"} == {one.path for one in found if "posts" in one.path}
        assert "the column 'title' is missing" in {one.reason for one in found}

    def test_a_column_twice(self, folder: Path) -> None:
        """A column that stands twice in a file is no column."""
        rewritten(folder, "people", lambda table: table.append_column("name", [["x", "y"]]))
        assert "people.name" == problems(folder)[0].path
        assert "twice" in problems(folder)[0].reason

    @pytest.mark.parametrize("data", [b"", b"PAR1", b"no Parquet at all" * 9])
    def test_no_parquet(self, folder: Path, data: bytes) -> None:
        """A file of something else is told by name."""
        path = folder / "people" / "part-0.parquet"
        path.write_bytes(data)
        (found,) = problems(folder)
        assert str(path) == found.file
        assert "cannot be read as Parquet" in found.reason

    def test_half_a_file(self, folder: Path) -> None:
        """Damage inside a file is told, not passed on as another error."""
        path = folder / "people" / "part-0.parquet"
        data = bytearray(path.read_bytes())
        data[4:200] = b"\xff" * 196
        path.write_bytes(data)
        assert "cannot be read as Parquet" in problems(folder)[0].reason

    def test_texts_that_are_no_texts(self, folder: Path) -> None:
        """Bytes that are no UTF-8 are told."""
        broken = pa.array([b"\xff\xfe", b"b"]).view(pa.string())
        rewritten(folder, "people", lambda table: table.set_column(1, "name", broken))
        (found,) = problems(folder)
        assert "cannot be read as Parquet" in found.reason

    def test_a_missing_file(self, folder: Path) -> None:
        """A part that is gone is noticed, where the head tells how many rows there were."""
        (folder / "tenures" / "part-0.parquet").unlink()
        (found,) = problems(folder)
        assert str(folder / "tenures") == found.file
        assert "it has 0 rows" in found.reason

    def test_a_file_for_a_table(self, folder: Path) -> None:
        """A table is a folder."""
        (folder / "leaves" / "part-0.parquet").unlink()
        (folder / "leaves").rmdir()
        (folder / "leaves").write_bytes(b"")
        assert "make it a folder" in problems(folder)[0].reason

    def test_places(self, folder: Path, tmp_path: Path) -> None:
        """What is no folder, or has no head, is refused."""
        for nowhere in (tmp_path / "none", Path("x" * 5000)):
            assert "there is no such folder" in problems(nowhere)[0].reason
        assert "it is a file" in problems(folder / "history.json")[0].reason
        (tmp_path / "empty").mkdir()
        found = problems(tmp_path / "empty")[0]
        assert str(tmp_path / "empty" / "history.json") == found.file
        assert "there is no such file" in found.reason

    @pytest.mark.parametrize(
        ("change", "path", "reason"),
        [
            ({"format": "other"}, "", "must be"),
            ({"version": 2}, "version", "get a newer one"),
            ({"version": "1"}, "version", "get a newer one"),
            ({"version": True}, "version", "get a newer one"),
            ({"version": 1.0}, "version", "get a newer one"),
            ({"zone": "Mars/Olympus"}, "zone", "no time zone"),
            ({"name": 3}, "name", "give text"),
            ({"policy": ["x"]}, "policy", "choose from"),
            ({"sources": {"a": {"urll": "x"}}}, "sources.a.urll", "did you mean 'url'?"),
            ({"people": {}}, "", "there is no 'people' here"),
            ({"rows": 3}, "rows", "a number of rows"),
            ({"rows": {"people": "2"}}, "rows", "a number of rows"),
            ({"floating": "yes"}, "floating", "give true where dates have no zone"),
            ({"floating": 1}, "floating", "give true where dates have no zone"),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_head(self, folder: Path, change: dict[str, object], path: str, reason: str) -> None:
        """Problems of the head are told as those of the file that it is."""
        head = folder / "history.json"
        document = {**json.loads(head.read_bytes()), **change}
        head.write_text(json.dumps(document), encoding="utf-8")
        (found,) = problems(folder)
        assert (str(head), path) == (found.file, found.path)
        assert reason in found.reason

    def test_problems_between_facts(self, folder: Path) -> None:
        """What only a whole history can get wrong is told for the whole folder."""

        def change(table: Any) -> Any:  # noqa: ANN401 - see `pa`
            place = table.column_names.index("start")
            return table.set_column(place, "start", [["2019", "2019-01-01T12:00Z"]])

        rewritten(folder, "tenures", change)
        (found,) = problems(folder)
        assert (str(folder), "") == (found.file, found.path)
        assert "give the history a zone" in found.reason


class TestWriting:
    """Folders are written whole or not at all."""

    def test_again(self, folder: Path) -> None:
        """A folder of the form is replaced, with nothing left of it or beside it."""
        write_parquet(CITED, folder, partitioned=True)
        write_parquet(CITED, folder)
        assert CITED == read_parquet(folder)
        assert [] == [*folder.glob("*/until=*")]
        assert [folder] == [*folder.parent.iterdir()]

    def test_new_and_empty_folders(self, tmp_path: Path) -> None:
        """A folder may be new or empty, and is as readable as any other."""
        (tmp_path / "empty").mkdir()
        for name in ("empty", "new"):
            write_parquet(CITED, tmp_path / name)
            assert CITED == read_parquet(str(tmp_path / name))
        (tmp_path / "usual").mkdir()
        assert (tmp_path / "usual").stat().st_mode == (tmp_path / "new").stat().st_mode

    def test_a_link_stays_a_link(self, folder: Path, tmp_path: Path) -> None:
        """A link to a folder is followed."""
        link = tmp_path / "link"
        link.symlink_to(folder)
        write_parquet(CITED, link)
        assert link.is_symlink()
        assert CITED == read_parquet(folder)

    def test_folders_of_others(self, folder: Path, tmp_path: Path) -> None:
        """What is no such folder, or holds anything else, stays as it is."""
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
        other = tmp_path / "other"
        other.mkdir()
        (other / "history.json").write_text("{}", encoding="utf-8")
        for place, reason in (
            (folder, "it holds 'notes.txt'"),
            (other, "it holds something else"),
            (other / "history.json", "it is a file"),
            (tmp_path / "none" / "deeper", "No such file"),
        ):
            with pytest.raises(UnwritableFileError, match=reason) as caught:
                write_parquet(CITED, place)
            assert str(place) == caught.value.path
        assert 2 == len(read_parquet(folder).people)
        assert "mine" == (folder / "notes.txt").read_text(encoding="utf-8")
        assert {"acme", "other"} == {path.name for path in tmp_path.iterdir()}

    @pytest.mark.parametrize(
        ("step", "error"),
        [
            *product(
                ["os.fsync", "pathlib.Path.rename", "tempfile.mkdtemp", "pathlib.Path.chmod"],
                [OSError(28, "No space left on device")],
            ),
            ("os.fsync", KeyboardInterrupt()),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("is_new", [True, False])
    def test_a_crash(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        step: str,
        error: BaseException,
        *,
        is_new: bool,
    ) -> None:
        """Whatever step fails, the old folder is intact and nothing is left beside it."""
        place = folder.with_name("new") if is_new else folder
        before = read_parquet(folder)

        def fail(*_args: object, **_named: object) -> None:
            raise error

        monkeypatch.setattr("orgchart.io.folders.exchange", never)
        monkeypatch.setattr(step, fail)
        expected = UnwritableFileError if isinstance(error, OSError) else type(error)
        with pytest.raises(expected):
            write_parquet(CITED, place)
        monkeypatch.undo()
        assert before == read_parquet(folder)
        assert [folder] == [*folder.parent.iterdir()]

    def test_the_old_folder_comes_back(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where only the last step fails, the old folder is put back in its place."""
        before, rename = read_parquet(folder), Path.rename
        renamed: list[Path] = []

        def fail_once(path: Path, target: Path) -> Path:
            renamed.append(path)
            if len(renamed) == 2:
                raise OSError(5, os.strerror(5))
            return rename(path, target)

        monkeypatch.setattr("orgchart.io.folders.exchange", never)
        monkeypatch.setattr(Path, "rename", fail_once)
        with pytest.raises(UnwritableFileError):
            write_parquet(CITED, folder)
        monkeypatch.undo()
        assert before == read_parquet(folder)
        assert [folder] == [*folder.parent.iterdir()]

    def test_numbers_too_large(self, tmp_path: Path) -> None:
        """A number that no column holds is refused, and nothing is written."""
        history = History.build(posts=[Post("p", "P", rank=2**63)])
        with pytest.raises(UnwritableFileError):
            write_parquet(history, tmp_path / "new")
        assert [] == [*tmp_path.iterdir()]


def never(*_: object) -> bool:
    """Say that two folders cannot exchange their names, as on other systems."""
    return False


@pytest.mark.parametrize("name", ["reading", "writing"])
def test_interruption(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Progress is shown; Ctrl-C ends the work, and is not taken for a fault of a file."""
    before = read_parquet(folder)
    told: list[str] = []

    def interrupted(_items: object, what: str, _total: int) -> Iterator[None]:
        told.append(what)
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(import_module(f"orgchart.io.parquet.{name}"), "follow", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_parquet(folder) if name == "reading" else write_parquet(CITED, folder)
    monkeypatch.undo()
    assert [name] == told
    assert before == read_parquet(folder)
    assert [folder] == [*folder.parent.iterdir()]


def test_same_as_json() -> None:
    """Parquet and JSON hold the same."""
    assert loads(dumps(CITED, "json"), "json") == again(CITED)


def test_errors_are_ours() -> None:
    """Who catches the errors of the package catches these."""
    assert issubclass(UnreadableFileError, OrgchartError)
    with pytest.raises(OrgchartError):
        read_parquet("nowhere at all")
