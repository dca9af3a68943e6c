"""CSV folders at their edges: separators, full rows, yes and no, lines of problems."""

from collections.abc import Generator, Iterable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from orgchart import Claim, History, Unit, UnreadableFieldError, UnreadableFileError
from orgchart.io import read_csv_folder, write_csv_folder
from orgchart.io.csvfolder.cells import joined


def made(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files by hand."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_first_line_alone_tells_the_separator(tmp_path: Path) -> None:
    """Names of columns that stand in a cell below it, separated otherwise, do not matter."""
    made(tmp_path, {"units": "id;name\na;A\nb;kind,name,parent\n"})
    assert (Unit("a", "A"), Unit("b", "kind,name,parent")) == read_csv_folder(tmp_path).units


def test_whole_rows_fill_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a file does not count as filled up; exactly as much as may be is filled up."""
    monkeypatch.setattr("orgchart.io.csvfolder.sheets._MOST_FILLED", 2)
    made(tmp_path, {"units": "id,name,kind\na,A,x\nb,B,x\nc,C\nd,D\n"})
    assert ["a", "b", "c", "d"] == [unit.id for unit in read_csv_folder(tmp_path).units]


def test_yes_and_no(tmp_path: Path) -> None:
    """Each of the words has its own meaning, whatever a spreadsheet makes of its letters."""
    made(tmp_path, {"claims": "id,about,low,approximate\nm,x,1,TRUE\nn,x,1, False \no,x,1,\n"})
    assert (
        Claim("m", "x", low=1, approximate=True),
        Claim("n", "x", low=1),
        Claim("o", "x", low=1),
    ) == read_csv_folder(tmp_path).claims


def test_each_problem_of_a_column_has_its_line(tmp_path: Path) -> None:
    """What cannot be taken apart keeps its place among what cannot be made a fact of."""
    rows = ("x,y,ft;;ap,\n", "x,y,ft,wild\n", "x,y,ft,stated\n")
    made(tmp_path, {"tenures": f"person,post,sources,standings\n{''.join(rows)}"})
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(tmp_path)
    found = [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]
    assert [2, 3] == [one.line for one in found]
    assert "missing between two semicolons" in found[0].reason
    assert "choose one of stated" in found[1].reason


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["!x"], "!x"),
        (['"x'], '"\\"x"'),
        (["李;安"], '"李;安"'),
        ([" x", ""], '" x"; ""'),
    ],
)
def test_lists_are_written_as_plainly_as_can_be(items: list[str], text: str) -> None:
    """Only what would be lost is in quotes, and letters stay letters there."""
    assert text == joined(items)


def problems(folder: Path) -> list[tuple[str, int | None, str, str | None]]:
    """Return file, line, column and value of each problem."""
    with pytest.raises(UnreadableFileError) as caught:
        read_csv_folder(folder)
    found = [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]
    assert len(found) == len(caught.value.exceptions)
    return [(Path(one.file).name, one.line, one.path, one.value) for one in found]


def test_values_are_shown(tmp_path: Path) -> None:
    """A problem has its value where it has one; what is missing is missing in the first line."""
    made(tmp_path, {"people": "id,name\nann,Ann\nbob,Bob,x\n", "units": "id\nacme\n"})
    assert [
        ("people.csv", 3, "", "x"),
        ("units.csv", 1, "name", None),
    ] == problems(tmp_path)


def test_work_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and writing are told as what they are; there is a step for a file or table."""
    steps: list[tuple[str, int]] = []

    def told(items: Iterable[object], what: str, total: int) -> Generator[object]:
        steps.append((what, total))
        yield from items

    for name in ("reading", "writing"):
        monkeypatch.setattr(import_module(f"orgchart.io.csvfolder.{name}"), "follow", told)
    write_csv_folder(History.build(), tmp_path / "acme")
    assert History.build() == read_csv_folder(tmp_path / "acme")
    assert [("writing", 9), ("reading", 6)] == steps
