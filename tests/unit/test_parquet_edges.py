"""Parquet at its edges: columns of nothing, lists that are null, bytes in further columns."""

import json
import os
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from orgchart import (
    Certainty,
    Citation,
    History,
    Person,
    UnreadableFieldError,
    UnreadableFileError,
    When,
)
from orgchart.io import read_parquet, write_parquet
from orgchart.io.tables import year_of

#: It comes without types.
pa: Final[Any] = import_module("pyarrow")
pq: Final[Any] = import_module("pyarrow.parquet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds no table yet."""
    head = {"format": "orgchart tables", "version": 1}
    (tmp_path / "history.json").write_text(json.dumps(head), encoding="utf-8")
    return tmp_path


def put(folder: Path, name: str, columns: dict[str, object], part: int = 0) -> None:
    """Write one file of a table."""
    place = folder / name
    place.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), place / f"part-{part}.parquet")


def test_columns_of_nothing(folder: Path) -> None:
    """A column in which a file says nothing may be of no type, also beside one that has a type."""
    ids = {"person": ["ann", "bob"], "post": ["ceo", "ceo"]}
    put(folder, "tenures", {**ids, "start": pa.nulls(2), "sources": pa.nulls(2)})
    assert [None, None] == [tenure.start for tenure in read_parquet(folder).tenures]
    cited = [[{"source": "ft"}], []]
    more = {**ids, "start": ["2019", None], "sources": cited}
    put(folder, "tenures", {**more, "person": ["cy", "dan"]}, part=1)
    found = {tenure.person: tenure for tenure in read_parquet(folder).tenures}
    assert [None, None, When("2019"), None] == [found[name].start for name in sorted(found)]
    assert [(), (), (Citation("ft"),), ()] == [found[name].citations for name in sorted(found)]


@pytest.mark.parametrize("make", [pa.list_, pa.large_list], ids=["list", "large"])
def test_lists_that_are_null(folder: Path, make: Any) -> None:  # noqa: ANN401 - see `pa`
    """They are as good as empty ones, and move nothing to another row."""
    kind = make(pa.struct([("source", pa.string())]))
    cited = pa.array([[{"source": "ft"}], None, [{"source": "ap"}, {"source": "ft"}], []], kind)
    after = pa.array([None, ["x"], None, ["y", "z"]], make(pa.string()))
    put(folder, "people", {"id": [*"abcd"], "name": [*"ABCD"], "sources": cited, "after": after})
    people = read_parquet(folder).people
    assert [["ft"], [], ["ap", "ft"], []] == [
        [citation.source for citation in person.citations] for person in people
    ]
    assert [(), ("x",), (), ("y", "z")] == [person.after for person in people]


def problems(folder: Path) -> list[UnreadableFieldError]:
    """Return the problems of a folder."""
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(folder)
    return [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"x"]),
        pa.array([b"x"], pa.large_binary()),
        pa.array([b"x"]).dictionary_encode(),
        pa.array([{"a": "x"}]),
        pa.array([["x"]]),
    ],
    ids=["bytes", "many bytes", "dictionary of bytes", "struct", "list"],
)
def test_further_columns_hold_plain_values(folder: Path, column: object) -> None:
    """Bytes are no text, whatever they spell; nor is what has parts."""
    put(folder, "people", {"id": ["ann"], "name": ["Ann"], "badge": column})
    (problem,) = problems(folder)
    assert "people.badge" == problem.path
    assert "must hold texts, numbers or dates" in problem.reason


def test_lists_that_differ_in_what_is_null(folder: Path) -> None:
    """What is null in one list and a text in another tells the two apart."""
    cited = [[{"source": "ft", "quote": "q"}], [{"source": "ft", "quote": None}]]
    put(folder, "people", {"id": ["ann", "bob"], "name": ["Ann", "Bob"], "sources": cited})
    ann, bob = read_parquet(folder).people
    assert ((Citation("ft", quote="q"),), (Citation("ft"),)) == (ann.citations, bob.citations)


def test_further_columns_of_any_name(folder: Path) -> None:
    """Of the further columns only the partition is passed over, whatever their names."""
    further = {"age": [7], "until": [2020], "wage": ["8"], "Überstunden": ["9"]}
    put(folder, "people", {"id": ["ann"], "name": ["Ann"], **further})
    (ann,) = read_parquet(folder).people
    assert {"age": "7", "wage": "8", "Überstunden": "9"} == dict(ann.extra)


def test_the_first_row_of_a_later_file(folder: Path) -> None:
    """A problem at the border of two files is one of the file that it is in."""
    put(folder, "people", {"id": ["ann", "bob"], "name": ["Ann", "Bob"]})
    put(folder, "people", {"id": ["cy", "dan"], "name": [None, "Dan"]}, part=1)
    (problem,) = problems(folder)
    assert "people[0].name" == problem.path
    assert str(folder / "people" / "part-1.parquet") == problem.file


@pytest.mark.parametrize("told", [1, 3])
def test_rows_too_many_or_too_few(folder: Path, told: int) -> None:
    """There are as many rows as the head tells of."""
    head = {"format": "orgchart tables", "version": 1, "rows": {"people": told}}
    (folder / "history.json").write_text(json.dumps(head), encoding="utf-8")
    put(folder, "people", {"id": ["ann", "bob"], "name": ["Ann", "Bob"]})
    (problem,) = problems(folder)
    assert f"it has 2 rows, history.json tells of {told}" in problem.reason


def test_files_are_whole_before_they_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a file is sent on to the disk, nothing of it is still in memory."""
    sizes: list[int] = []

    def kept(handle: int) -> None:
        sizes.append(os.fstat(handle).st_size)

    monkeypatch.setattr(os, "fsync", kept)
    write_parquet(History.build(people=[Person("ann", "Ann")]), tmp_path / "acme")
    whole = {path.stat().st_size for path in (tmp_path / "acme").rglob("*.parquet")}
    assert whole <= {*sizes}


def test_places_where_what_is_possible_comes_first(tmp_path: Path) -> None:
    """Facts about the same are counted alike, whichever certainty the table meets first."""
    two = [
        Person("amy", "X", certainty=Certainty.POSSIBLE),
        Person("ann", "B", certainty=Certainty.CERTAIN),
        Person("ann", "A", certainty=Certainty.POSSIBLE),
    ]
    write_parquet(History.build(people=two), tmp_path)
    rows = pq.read_table(tmp_path / "people").to_pylist()
    assert {"X": 0, "A": 0, "B": 1} == {row["name"]: row["place"] for row in rows}


def test_years_beyond_the_calendar() -> None:
    """What begins before the first year is put in it, and what ends after the last in that."""
    first, last = When("0001-01-01", "Asia/Tokyo"), When("9999-12-31T23:59-11:00")
    assert (1, 9999) == (year_of(first.low), year_of(last.high))
