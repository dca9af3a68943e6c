"""Parquet at its edges: columns of nothing, lists that are null, bytes in further columns."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from orgchart import Citation, UnreadableFieldError, UnreadableFileError, When
from orgchart.io import read_parquet

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
    with pytest.raises(UnreadableFileError) as caught:
        read_parquet(folder)
    (problem,) = caught.value.exceptions
    assert isinstance(problem, UnreadableFieldError)
    assert "people.badge" == problem.path
    assert "must hold texts, numbers or dates" in problem.reason
