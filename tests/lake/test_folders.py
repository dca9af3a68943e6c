"""A folder of tables as a lake: what it opens, what it passes over, and what it refuses."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import duckdb
import ibis
import pyarrow as pa  # type: ignore[import-untyped] # it comes without types
import pyarrow.parquet as pq  # type: ignore[import-untyped] # the same
import pytest
from ibis.backends import BaseBackend

from orgchart import History, InvalidValueError, Person, Post, Tenure, UnreadableFileError
from orgchart.io import read_parquet, write_parquet
from orgchart.lake import open_lake
from tests.lake.plain import facts_in, facts_on, rows

ACME = History.build(
    name="Acme",
    zone="Europe/London",
    people=[Person("ann", "Ann Lee"), Person("bob", "Bob")],
    posts=[Post("ceo", "Chief executive"), Post("old", "Old", start="1960", end="2001")],
    tenures=[
        Tenure("ann", "ceo", start="2019-03-01", end="2023-11-17T12:28Z"),
        Tenure("bob", "ceo", start="2020", kind="acting"),
        Tenure("ann", "old", start="1961-02-03", end="2001-02-03"),
    ],
)

#: Columns of all kinds, beside the partition: texts, whole numbers, bounds, what holds.
KEYS = ("until=2000", "until=x", "kind=hr", "title=x", "person=7", "start_low=0", "holds=false")

engines: Final[Any] = ibis
arrow: Final[Any] = pa
parquet: Final[Any] = pq


@pytest.fixture(scope="module")
def written(folder: Callable[..., Path]) -> Path:
    """Return the folder of a small history, which stays as it is."""
    return folder(ACME)


@pytest.fixture
def acme(written: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(written, tmp_path / "tables"))


def refusal(folder: Path | str, connection: BaseBackend | None = None) -> str:
    """Return what is said when a folder cannot be opened."""
    with pytest.raises(UnreadableFileError) as caught:
        open_lake(folder, connection)
    return str(caught.value)


def file_in(folder: Path) -> Path:
    """Return a file of a folder."""
    return min(folder.rglob("*.parquet"))


# where it is


def test_a_folder_with_an_odd_name(written: Path, tmp_path: Path, connection: BaseBackend) -> None:
    """Signs that engines take for patterns are letters in the name of a folder."""
    odd = tmp_path / "a [b] {c,d}*?`'"
    shutil.copytree(written, odd)
    assert 2 == open_lake(odd, connection).at("2021").tenures.count().execute()
    assert 2 == open_lake(f"{odd}/", connection).at("2021").tenures.count().execute()
    assert "Acme" == open_lake(f"file://{odd}", connection).name


def test_an_address_is_read_by_the_engine(acme: Path, connection: BaseBackend) -> None:
    """Where a folder has an address, the engine reads all of it, `history.json` too."""
    lake = open_lake(f"file://{acme}", connection)
    assert ("Acme", "Europe/London", False) == (lake.name, lake.zone, lake.floating)
    assert facts_on(ACME.at("2021")) == facts_in(lake.at("2021"), lake.zone)


@pytest.mark.parametrize("partitioned", [True, False])
def test_folders_above_it_are_no_partitions(tmp_path: Path, *, partitioned: bool) -> None:
    """A parent folder may be named as a column with a value; the rows keep their own."""
    connection = engines.duckdb.connect()
    for name in KEYS:
        place = tmp_path / name / "acme"
        place.parent.mkdir()
        write_parquet(ACME, place, partitioned=partitioned)
        lake = open_lake(place if partitioned else f"file://{place}", connection)
        for moment in ("2000", "2021"):
            chart = lake.at(moment)
            tenures = rows(chart.tenures.select("person", "post", "kind"))
            told = {(row["person"], row["post"], row["kind"]) for row in tenures}
            expected = ACME.at(moment).tenures
            assert {(one.person, one.post, str(one.kind)) for one in expected} == told, name
            assert len(ACME.at(moment).posts) == chart.posts.count().execute(), name


def test_folders_above_it_on_each_engine(
    written: Path, tmp_path: Path, connection: BaseBackend
) -> None:
    """The same, of one such folder."""
    place = tmp_path / "until=2000" / "kind=hr"
    shutil.copytree(written, place)
    lake = open_lake(place, connection)
    assert facts_on(ACME.at("2021")) == facts_in(lake.at("2021"), lake.zone)


def test_an_end_in_the_first_years(folder: Callable[..., Path], connection: BaseBackend) -> None:
    """A partition of a year with leading zeros is one of a number."""
    history = History.build(
        zone="UTC", posts=[Post("p", "P", end="0001"), Post("q", "Q", start="2000", end="2010")]
    )
    lake = open_lake(folder(history), connection)
    assert lake.tables["posts"].schema()["until"].is_integer()
    for moment in ("0001-06-01", "0900", "2005"):
        found = rows(lake.at(moment).posts.select("id"))
        assert set(history.at(moment).posts) == {row["id"] for row in found}


def test_what_was_over_before_is_not_read(written: Path) -> None:
    """DuckDB passes over the partitions of what ended before."""
    connection = engines.duckdb.connect()
    lake = open_lake(written, connection)
    asked = engines.to_sql(lake.at("2023-12-01").tenures, dialect="duckdb")
    plan = connection.raw_sql(f"EXPLAIN ANALYZE {asked}").fetchall()[0][1]
    read = {f"until={year}" for year in (2001, 2023, 9999) if f"/tenures/until={year}/" in plan}
    assert {"until=2023", "until=9999"} == read


@pytest.mark.parametrize("value", ["soon", 7])
def test_a_column_of_the_name_of_partitions(
    acme: Path, connection: BaseBackend, value: object
) -> None:
    """What somebody else wrote into a column `until` says nothing of partitions."""
    write_parquet(ACME, acme, partitioned=False)
    for table in ("posts", "tenures"):
        change(
            file_in(acme / table),
            lambda found: found.append_column("until", arrow.array([value] * len(found))),
        )
    lake = open_lake(acme, connection)
    assert "until" not in lake.tables["posts"].columns
    assert facts_on(ACME.at("2021")) == facts_in(lake.at("2021"), lake.zone)


@pytest.mark.parametrize("named", [["2002"], ["2002", "9999"]])
def test_folders_that_are_named_otherwise(
    acme: Path, connection: BaseBackend, named: list[str]
) -> None:
    """What stands in a folder of no year is read, whatever is asked for."""
    for year in named:
        (acme / "posts" / f"until={year}").rename(acme / "posts" / f"until=soon-{year}")
    lake = open_lake(acme, connection)
    for moment in ("2000", "2021"):
        assert facts_on(ACME.at(moment)) == facts_in(lake.at(moment), lake.zone)


# what it is made of


def test_files_that_are_passed_over(acme: Path, connection: BaseBackend) -> None:
    """What begins with `_` or `.` counts nowhere, be it a good file, no Parquet, or a folder."""
    tenures = acme / "tenures"
    until = tenures / "until=9999"
    good = file_in(until)
    (tenures / "_temporary" / "0").mkdir(parents=True)
    (tenures / ".unfinished").mkdir()
    places = ("_temporary/0/part.parquet", ".unfinished/part.parquet", "until=9999/_copy.parquet")
    for place in places:
        shutil.copy(good, tenures / place)
    (tenures / "_first.parquet").write_bytes(b"no Parquet")
    (until / ".part.parquet").write_bytes(b"")
    for address in (acme, f"file://{acme}"):
        lake = open_lake(address, connection)
        assert 3 == lake.tables["tenures"].count().execute()
        assert 2 == lake.at("2021").tenures.count().execute()
    assert ACME == read_parquet(acme)


def test_a_file_that_is_missing_or_there_twice(acme: Path, connection: BaseBackend) -> None:
    """Rows are compared with `history.json`, as `read_parquet` does."""
    tenures = acme / "tenures"
    file = file_in(tenures / "until=9999")
    shutil.copy(file, file.with_stem("copy"))
    assert "tables/tenures: it has 4 rows, history.json tells of 3" in refusal(acme, connection)
    shutil.rmtree(file.parent)
    expected = "it has 2 rows, history.json tells of 3; is a file missing"
    assert expected in refusal(acme, connection)
    assert expected in refusal(f"file://{acme}", connection)
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(acme)
    assert expected in str(caught.value)


def test_rows_that_are_not_told(acme: Path) -> None:
    """A head that does not tell how many rows there are is taken at its word."""
    head = json.loads((acme / "history.json").read_bytes())
    del head["rows"]
    (acme / "history.json").write_text(json.dumps(head), encoding="utf-8")
    shutil.rmtree(acme / "tenures" / "until=9999")
    assert 1 == open_lake(acme).at("2021").tenures.count().execute()


def test_many_organisations_side_by_side(tmp_path: Path) -> None:
    """Folders put side by side, their rows added up, are one lake and one history."""
    market = tmp_path / "market"
    count: Counter[str] = Counter()
    for name in ("a", "b"):
        history = History.build(
            zone="UTC",
            posts=[Post(f"{name}:ceo", "Chief")],
            tenures=[Tenure(f"{name}:ann", f"{name}:ceo", start="2020", end="2022")],
        )
        part = tmp_path / name
        write_parquet(history, part, partitioned=True)
        count.update(json.loads((part / "history.json").read_bytes())["rows"])
        for file in part.rglob("*.*"):
            place = market / file.relative_to(part)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place.with_stem(name) if file.suffix == ".parquet" else place)
    assert "tenures: it has 2 rows, history.json tells of 1" in refusal(market)
    head = json.loads((market / "history.json").read_bytes()) | {"rows": count}
    (market / "history.json").write_text(json.dumps(head), encoding="utf-8")
    whole = read_parquet(market)
    assert 2 == len(whole.at("2021").tenures)
    assert facts_on(whole.at("2021")) == facts_in(open_lake(market).at("2021"), "UTC")


# what it refuses


def test_a_folder_that_is_not_there(tmp_path: Path, connection: BaseBackend) -> None:
    """The message names the folder that is missing, and what writes one."""
    said = refusal(tmp_path / "nothing", connection)
    assert "nothing: there is no such folder" in said
    assert "there is no such folder" in refusal("x" * 5000)
    assert "write_parquet" in said
    assert "nothing/history.json" in refusal(f"file://{tmp_path}/nothing", connection)
    (tmp_path / "file").touch()
    assert "file: it is a file; name a folder" in refusal(tmp_path / "file")


HEAD: Final = {"format": "orgchart tables", "version": 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", 'its "format" must be "orgchart tables"'),
        ('{"format": 1, "name": "Acme"}', 'its "format" must be "orgchart tables"'),
        (json.dumps({**HEAD, "version": 2}), "reads version 1 of the tables; get a newer one"),
        (json.dumps({**HEAD, "version": 1.0}), "reads version 1 of the tables"),
        (json.dumps({**HEAD, "version": True}), "reads version 1 of the tables"),
        (json.dumps({**HEAD, "version": "1"}), "reads version 1 of the tables"),
        (json.dumps({**HEAD, "zone": "Mars/X"}), "zone: there is no time zone 'Mars/X'"),
        (json.dumps({**HEAD, "zone": 5}), "zone: give text in quotes"),
        (json.dumps({**HEAD, "name": 7}), "name: give text in quotes"),
        (json.dumps({**HEAD, "rows": {"people": "x"}}), "rows: give a number of rows"),
        (json.dumps({**HEAD, "rows": []}), "rows: give a number of rows"),
        (json.dumps({**HEAD, "rows": 0}), "rows: give a number of rows"),
        (json.dumps({**HEAD, "floating": "no"}), "floating: give true where dates have no zone"),
        (json.dumps({**HEAD, "floating": 0}), "floating: give true where dates have no zone"),
        (json.dumps({**HEAD, "wages": 1}), "there is no 'wages' here; choose from"),
    ],
)
def test_another_head(tmp_path: Path, text: str, reason: str) -> None:
    """A `history.json` of another form is refused, in the words of `read_parquet`."""
    (tmp_path / "history.json").write_text(text, encoding="utf-8")
    said = refusal(tmp_path)
    assert reason in said
    assert reason in refusal(f"file://{tmp_path}")
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(tmp_path)
    assert str(caught.value) == said


def test_tables_that_are_missing(acme: Path, connection: BaseBackend) -> None:
    """The message names the table, be it without files or without a folder."""
    for file in (acme / "posts").rglob("*.parquet"):
        file.unlink()
    assert "tables/posts: it is missing" in refusal(acme, connection)
    shutil.rmtree(acme / "posts")
    assert "tables/posts: it is missing" in refusal(acme, connection)
    assert "/posts: it is missing" in refusal(f"file://{acme}", connection)


CITED: Final = "a list of structs of source, locator, quote, attribution and standing"
#: What is done to a file of posts, which column is then wrong, and what is said.
WRONG: Final[tuple[tuple[Callable[[Any], Any], str, str], ...]] = (
    (lambda table: table.drop_columns(["title"]), "title", "the column 'title' is missing"),
    (lambda table: table.drop_columns(["seats"]), "seats", "the column 'seats' is missing"),
    (lambda table: table.drop_columns(["holds"]), "holds", "the column 'holds' is missing"),
    (lambda table: renamed(table, "title", "TITLE"), "title", "the column 'title' is missing"),
    (lambda table: table.append_column("unit", table["id"]), "unit", "has this column twice"),
    (lambda table: table.append_column("UNIT", table["id"]), "UNIT", "has this column twice"),
    (lambda table: put(table, "title", 7), "title", "must hold text"),
    (lambda table: put(table, "seats", 1.5), "seats", "must hold a whole number"),
    (lambda table: put(table, "seats", "2"), "seats", "must hold a whole number"),
    (lambda table: put(table, "end_high", "7"), "end_high", "must hold a whole number of 64 bits"),
    (lambda table: put(table, "holds", "true"), "holds", "must hold yes or no"),
    (lambda table: put(table, "after", "x"), "after", "must hold a list of texts"),
    (lambda table: put(table, "extra", ["x"]), "extra", "a list of structs of key and text"),
    (lambda table: put(table, "sources", [{"source": "ft"}]), "sources", CITED),
)


def put(table: Any, name: str, value: object) -> Any:  # noqa: ANN401 - see `arrow`
    """Give a column one value in all rows."""
    column = arrow.array([value] * len(table))
    return table.set_column(table.schema.get_field_index(name), name, column)


def renamed(table: Any, old: str, new: str) -> Any:  # noqa: ANN401 - the same
    """Give a column another name."""
    return table.rename_columns([new if name == old else name for name in table.column_names])


def change(file: Path, done: Callable[[Any], Any]) -> None:
    """Write a file anew, with something done to it."""
    parquet.write_table(done(parquet.read_table(file, partitioning=None)), file)


@pytest.mark.parametrize(
    ("done", "column", "reason"),
    WRONG,
    ids=[f"{number}-{column}" for number, (_, column, _) in enumerate(WRONG)],
)
def test_columns_of_one_file(
    acme: Path,
    connection: BaseBackend,
    done: Callable[[Any], Any],
    column: str,
    reason: str,
) -> None:
    """A column that one of the files lacks, has twice or of another type is told with the file."""
    file = acme / "posts" / "until=9999" / "part-0.parquet"
    assert file != file_in(acme / "posts"), "engines go by the columns of the first"
    change(file, done)
    said = refusal(acme, connection)
    assert f"{file}: posts.{column}: " in said
    assert reason in said


def test_columns_are_refused_in_the_words_of_the_reader(acme: Path) -> None:
    """What `read_parquet` says of a column, the lake says too."""
    file = file_in(acme / "posts")
    change(file, lambda table: table.drop_columns(["title"]))
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(acme)
    assert f"{caught.value.exceptions[0]}; write the folder anew" in refusal(acme)
    change(file, lambda table: put(table.append_column("title", table["id"]), "seats", "2"))
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(acme)
    (problem,) = caught.value.exceptions
    assert str(problem) in refusal(acme)


@pytest.mark.parametrize("until", ["2002", "9999"])
def test_files_that_differ_and_fit(acme: Path, connection: BaseBackend, until: str) -> None:
    """One file with wider numbers, another order and a column more is read as the others are."""

    def done(table: Any) -> Any:  # noqa: ANN401 - see `arrow`
        wide = put(table, "rank", 2**40).append_column("floor", arrow.array([7] * len(table)))
        return wide.select(wide.column_names[::-1])

    change(acme / "posts" / f"until={until}" / "part-0.parquet", done)
    lake = open_lake(acme, connection)
    history = read_parquet(acme)
    expected = {(post.id, post.rank) for post in history.posts}
    posts = lake.tables["posts"]
    assert "floor" not in posts.columns
    assert {(row["id"], row["rank"]) for row in rows(posts)} == expected
    assert len(history.diff("1950", "2000")) == lake.diff("1950", "2000").count().execute()


def test_further_columns(acme: Path, connection: BaseBackend) -> None:
    """A column that all files have beside those of the form is there to be asked for."""
    for file in (acme / "posts").rglob("*.parquet"):
        change(file, lambda table: table.append_column("floor", arrow.array([7] * len(table))))
    posts = open_lake(acme, connection).tables["posts"]
    assert [7, 7] == [row["floor"] for row in rows(posts.select("floor"))]


@pytest.mark.parametrize("connection", ["spark"], indirect=True)
def test_without_java_at_hand(
    acme: Path, connection: BaseBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over Spark Connect a lake is opened by the columns of one file."""
    engine: Any = connection
    session = engine.raw_sql("SELECT 1").sparkSession
    connected = SimpleNamespace(read=session.read)
    monkeypatch.setattr("orgchart.lake.engines._Spark._session", connected)
    lake = open_lake(acme, connection)
    assert facts_on(ACME.at("2021")) == facts_in(lake.at("2021"), lake.zone)
    for file in (acme / "posts").rglob("*.parquet"):
        change(file, lambda table: table.drop_columns(["seats"]))
    assert "tables/posts: posts.seats: the column 'seats' is missing" in refusal(acme, connection)


@pytest.mark.parametrize("kept", [0, 400])
def test_a_broken_file(acme: Path, connection: BaseBackend, kept: int) -> None:
    """A file that ends too early is named as the lake is opened."""
    file = file_in(acme / "tenures" / "until=9999")
    file.write_bytes(file.read_bytes()[:kept])
    assert str(file) in refusal(acme, connection)


@pytest.mark.filterwarnings("ignore:toPandas attempted:UserWarning")
def test_damage_before_a_sound_end(acme: Path, connection: BaseBackend) -> None:
    """It shows when an answer needs it, as the engine's own error; the reader names the file."""
    file = file_in(acme / "posts")
    data = bytearray(file.read_bytes())
    data[4:200] = b"\xff" * 196
    file.write_bytes(data)
    posts = open_lake(acme, connection).tables["posts"]
    with pytest.raises(Exception, match=r"don't know what type|FAILED_READ_FILE"):
        rows(posts)
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(acme)
    assert f"{file}: it cannot be read as Parquet" in str(caught.value)


@pytest.mark.parametrize("given", [None, 5, b"acme", ["acme"]])
def test_what_is_no_folder(given: Any) -> None:  # noqa: ANN401 - callers without types
    """The message says what to give."""
    with pytest.raises(InvalidValueError, match="give the name of a folder as text or a Path"):
        open_lake(given)


def test_what_is_no_connection(acme: Path) -> None:
    """Only connections of Ibis to DuckDB and Spark are taken; the message names both."""
    lacking: list[Any] = ["duckdb", duckdb.connect(), ibis, engines.sqlite.connect()]
    for given in lacking:
        with pytest.raises(InvalidValueError, match=r"ibis\.duckdb\.connect\(\) or ibis\.pyspark"):
            open_lake(acme, given)


def test_the_working_folder_may_change(
    acme: Path, monkeypatch: pytest.MonkeyPatch, connection: BaseBackend
) -> None:
    """A lake that is open finds its files from anywhere."""
    monkeypatch.chdir(acme.parent)
    lake = open_lake(acme.name, connection)
    monkeypatch.chdir(os.sep)
    assert 2 == lake.at("2021").tenures.count().execute()
