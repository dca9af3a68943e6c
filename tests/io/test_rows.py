"""Rows of any source: encodings, delimiters, ragged lines, limits, frames, headings, dates."""

import gzip
import io
import math
import re
import tracemalloc
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    InvalidValueError,
    InvalidWhenError,
    UnreadableFieldError,
    UnreadableFileError,
)
from orgchart.io.rows import (
    Cleaning,
    EntryKind,
    Holders,
    Limits,
    ReportBuilder,
    Sheet,
    date_in_name,
    day_text,
    order_of,
    recognise,
    rows_of,
    sheets_of,
)
from orgchart.io.rows.encodings import unfolded
from orgchart.io.rows.frames import as_text
from tests.counts import at_most

TABLE = "id;name\n1;Zoë Müller\n2;李安\n"
LATIN = "id;Name;Abteilung\n" + "".join(
    f"{number};Jörg Müller {number};Größe und Übermaß\n" for number in range(40)
)


@contextmanager
def refused(reason: str) -> Generator[None]:
    """Expect that a file is refused, and the reason among its problems."""
    with pytest.raises(UnreadableFileError) as caught:
        yield
    assert re.search(reason, str(caught.value)), str(caught.value)


def only(source: Any, **options: Any) -> Sheet:  # noqa: ANN401 - any source
    """Return the one table of a source."""
    (sheet,) = sheets_of(source, **options)
    return sheet


def stored(folder: Path, data: bytes, name: str = "table.csv") -> Path:
    """Return the path of a file with some bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_form(tmp_path: Path, encoding: str) -> None:
    """With a byte-order mark and without."""
    mark = "\ufeff" if encoding.endswith("e") else ""
    sheet = only(stored(tmp_path, (mark + TABLE).encode(encoding)))
    assert ("id", "name") == sheet.columns
    assert [("1", "Zoë Müller"), ("2", "李安")] == sheet.rows


def test_windows_page_is_found() -> None:
    """A file that Excel wrote in Western Europe reads right, and the report says so."""
    report = ReportBuilder()
    sheet = only(io.BytesIO(LATIN.encode("cp1252")), report=report)
    assert ("0", "Jörg Müller 0", "Größe und Übermaß") == sheet.rows[0]
    (entry,) = report.report().of("encoding")
    assert "cp1252" == entry.text
    assert "guessed cp1252" in entry.message
    assert "encoding=" in entry.message


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("cp1250", "Kierownik działu księgowości i zarządzania należnościami, Łódź"),
        ("cp1251", "Начальник отдела кадров и развития персонала"),
        ("gb18030", "人力资源部经理负责公司的组织结构与人员管理工作"),
        ("shift_jis", "人事部の部長は、組織と社員の管理を担当しています"),
    ],
)
def test_other_encodings_are_found(encoding: str, word: str) -> None:
    """Of Central and Eastern Europe, China and Japan."""
    rows = "".join(f"{number};{word}\n" for number in range(30))
    assert word == only(io.BytesIO(f"id;title\n{rows}".encode(encoding))).column("title")[0]


def test_named_encoding_is_taken_and_checked(tmp_path: Path) -> None:
    """A wrong name is refused with the line of the first byte that does not fit."""
    path = stored(tmp_path, LATIN.encode("cp1252"))
    assert "Jörg Müller 0" == only(path, encoding="cp1252").column("Name")[0]
    with refused("line 2: byte 22 is not of utf-8"):
        only(path, encoding="utf-8")
    with refused("there is no encoding 'klingon'"):
        only(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    """Cells may hold the other delimiters, quotes and line breaks."""
    cells = [["id", "name"], ["1", 'Lee, Ann; "the chief"|x'], ["2", "two\nlines"]]
    text = "\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells
    )
    sheet = only(io.StringIO(text))
    assert [tuple(row) for row in cells[1:]] == sheet.rows
    assert [2, 3] == sheet.lines


def test_lines_are_counted_with_breaks_in_cells_and_blank_lines() -> None:
    """The line of a row is the one on which it begins."""
    text = 'sep=;\nid;name\n\n1;"two\nlines"\n;\n2;Ann\n'
    assert [(4, "1"), (7, "2")] == [(row.line, row["id"]) for row in rows_of(io.StringIO(text))]


def test_ragged_lines_are_told() -> None:
    """Short lines are filled up; cells beyond the heading get columns of their own."""
    report = ReportBuilder()
    sheet = only(io.StringIO("id,name,title\n1,Ann\n2,Lee, Bob,Chief\n3,Cy,Head,\n"), report=report)
    assert ("id", "name", "title", "column 4") == sheet.columns
    assert [("1", "Ann", "", ""), ("2", "Lee", "Bob", "Chief"), ("3", "Cy", "Head", "")] == [
        *sheet.rows
    ]
    told = [(entry.kind, entry.rule, entry.line) for entry in report.report().entries]
    assert [(EntryKind.REPAIRED, "short-row", 2), (EntryKind.FLAGGED, "long-row", 3)] == told


def test_a_heading_that_stands_twice_is_told() -> None:
    """With file, line and both columns; no cell is lost."""
    report = ReportBuilder()
    text = io.StringIO("\nid,name,name\n1,Ann,Bob\n")
    sheet = only(text, report=report, name="staff.csv")
    assert [("1", "Ann", "Bob")] == sheet.rows
    (entry,) = report.report().of("heading-twice")
    assert ("staff.csv", 2, EntryKind.FLAGGED) == (entry.file, entry.line, entry.kind)
    assert "column 2 and in column 3, which has other cells" in entry.message
    with refused(r"line 2: name could be 'name' or 'name \(2\)': one heading stands twice"):
        recognise(sheet, ("name",))
    assert {"name": "name (2)"} == recognise(sheet, ("name",), {"name": "name (2)"})


def test_a_column_that_stands_twice_alike_is_read() -> None:
    """Nothing is in doubt: the first is the field, and the report tells."""
    frame = only([{"id": 1, "name": "Ann", " name": "Ann"}])
    assert ("id", "name", "name (2)") == frame.columns
    assert {"name": "name"} == recognise(frame, ("name",))


def test_a_table_without_rows_is_named() -> None:
    """With the line of its heading."""
    report = ReportBuilder()
    assert [] == only(io.StringIO("id,name\n"), report=report, name="staff.csv").rows
    assert [("staff.csv", 1)] == [(e.file, e.line) for e in report.report().of("no-rows")]


@pytest.mark.parametrize("text", [",,\n,\n", '""\n'])
def test_a_table_without_a_text_is_refused(text: str) -> None:
    """Of delimiters and quotes alone."""
    with refused("no cell of it has a text"):
        only(io.StringIO(text))


def test_rows_are_not_filled_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file of short lines under a wide heading takes no memory for what is not in it."""
    monkeypatch.setattr("orgchart.io.rows.source._MOST_FILLED", 10)
    with refused("line 4: too many rows are shorter than the 5 columns"):
        only(io.StringIO("a,b,c,d,e\n" + "1\n" * 9))


def test_headings_are_all_different() -> None:
    """A column without a name, and one named twice, can still be told apart."""
    sheet = only(io.StringIO("id,,id\n1,2,3\n"))
    assert ("id", "column 2", "id (2)") == sheet.columns
    assert ["3"] == sheet.column("id (2)")
    assert [""] == sheet.column("nothing")


def test_one_packed_file_is_unpacked(tmp_path: Path) -> None:
    """Also one of several parts, one after another."""
    halves = gzip.compress(b"id,name\n1,Ann\n") + gzip.compress(b"2,Bob\n")
    path = stored(tmp_path, halves, "table.csv.gz")
    assert [(2, "Ann"), (3, "Bob")] == [(row.line, row["name"]) for row in rows_of(path)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "a workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0rest", "workbook of an old Excel"),
        (gzip.compress(b"PK\x03\x04rest"), "zip archive"),
        (gzip.compress(b"\0" * 257 + b"ustar" + b"\0" * 300), "archives are not unpacked"),
        (gzip.compress(b"id,name\n" * 100)[:-12], "end is missing|damaged"),
        (b"\x1f\x8bnonsense", "damaged"),
        (b"", "it is empty"),
        (b" \n \n", "it is empty"),
    ],
    ids=["zip", "old workbook", "packed zip", "packed tar", "cut", "damaged", "empty", "blank"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    """Each refusal names the file and what is wrong."""
    with refused(f"odd.csv.*({reason})"):
        only(stored(tmp_path, data, "odd.csv"))


@pytest.mark.parametrize(
    ("limits", "text", "reason"),
    [
        (Limits(bytes=10), TABLE, "larger than 10"),
        (Limits(rows=1), TABLE, "line 3: it has more than 1 rows"),
        (Limits(columns=1), TABLE, "line 1: it has 2 cells, more than 1"),
        (Limits(cell=5), TABLE, "line 2: a cell that begins here is longer than 5"),
        (Limits(), 'id,name\n1,"Ann\n' + "x" * 200_000, "line 2: .* quotation mark not closed"),
    ],
    ids=["bytes", "rows", "columns", "cell", "quote"],
)
def test_limits_are_kept(limits: Limits, text: str, reason: str) -> None:
    """What goes beyond a limit is refused, with the remedy."""
    with refused(reason):
        only(io.StringIO(text), limits=limits)


def test_small_archive_that_unfolds_is_stopped() -> None:
    """The limit counts bytes when unfolded, and nothing is kept of what goes beyond it."""
    bomb = gzip.compress(b"id,name\n" + b" " * 5_000_000)
    tracemalloc.start()
    try:
        with refused("larger than 4,000,000 bytes"):
            only(io.BytesIO(bomb), limits=Limits(bytes=4_000_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000


#: Bytes that packing does not make fewer.
SCATTERED = Random(1).randbytes(60_000)  # noqa: S311 - to be repeated


@pytest.mark.parametrize("size", [0, 1, 16_383, 16_384, 50_000])
@pytest.mark.parametrize("text", [b"a" * 60_000, SCATTERED], ids=["alike", "scattered"])
def test_parts_of_any_size_are_unpacked(size: int, text: bytes) -> None:
    """Wherever one ends and another begins, also behind zeros that fill a block up."""
    parts = [gzip.compress(text[:each]) for each in (size, 3, size, 40_000)]
    packed = (b"\0" * (size % 512)).join(parts) + b"\0" * 1_000
    assert gzip.decompress(packed) == unfolded(packed, "table", Limits())
    with refused("end is missing"):
        unfolded(b"".join(parts)[:-4], "table", Limits())


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    """As errors of the package, with the name."""
    with refused("no such file"):
        only(tmp_path / "none.csv")
    with refused("it is a folder"):
        only(tmp_path)
    with pytest.raises(InvalidValueError, match="give a path"):
        only(12)
    with pytest.raises(InvalidValueError, match="give a path"):
        only(b"id,name\n")


COLUMNS: dict[str, list[object]] = {
    "id": [7, None],
    "name": ["Ann", None],
    "day": [datetime(2024, 1, 31), None],  # noqa: DTZ001 - as spreadsheets hold days
}
ROWS = [("7", "Ann", "2024-01-31"), ("", "", "")]


def _dicts(columns: dict[str, list[object]]) -> list[dict[str, object]]:
    return [{name: cells[row] for name, cells in columns.items()} for row in range(2)]


MAKERS: tuple[tuple[str, str], ...] = (
    ("pandas", "DataFrame"),
    ("polars", "DataFrame"),
    ("polars", "LazyFrame"),
    ("pyarrow", "table"),
    ("pyarrow", "RecordBatch.from_pydict"),
)


def maker(library: str, name: str) -> Any:  # noqa: ANN401 - of a library without types
    """Return what makes a frame of columns."""
    return attrgetter(name)(import_module(library))


def test_dicts_are_tables() -> None:
    """A key that a row has not is empty there."""
    sheet = only([{"id": 7, "name": "Ann"}, {"name": "Bob", "extra": None}])
    assert ("id", "name", "extra") == sheet.columns
    assert [("7", "Ann", ""), ("", "Bob", "")] == sheet.rows
    assert ROWS == only(_dicts(COLUMNS)).rows


@pytest.mark.parametrize(("library", "name"), MAKERS, ids=[".".join(pair) for pair in MAKERS])
def test_frames_are_tables(library: str, name: str) -> None:
    """Missing values are empty, ids with gaps stay whole numbers, midnights are days."""
    sheet = only(maker(library, name)(COLUMNS))
    assert ("id", "name", "day") == sheet.columns
    assert ROWS == sheet.rows
    assert [1, 2] == list(sheet.lines)


def test_several_sources_are_read_one_after_another(tmp_path: Path) -> None:
    """Paths, open files, frames and rows as dicts may be mixed."""
    path = stored(tmp_path, b"id\n1\n")
    report = ReportBuilder()
    mixed = [path, io.StringIO("id\n2\n"), [{"id": 3}], [{"id": 4}, {"id": 5}]]
    assert list("12345") == [row["id"] for row in rows_of(mixed, report=report)]
    assert 5 == report.report().rows_read


def test_missing_values_of_pandas_are_empty() -> None:
    """Its marks for missing moments and values are no texts."""
    pandas: Any = import_module("pandas")
    assert ["", ""] == [as_text(pandas.NaT), as_text(pandas.NA)]


def test_text_of_cells() -> None:
    """What frames hold is written as a spreadsheet shows it."""
    moment = datetime(2024, 1, 31, 12, 30, tzinfo=UTC)
    given_values = [1.5, 1e20, math.inf, True, date(2024, 1, 31), moment, None, math.nan, " x "]
    texts = [as_text(value) for value in given_values]
    assert ["1.5", str(10**20), "inf", "true", "2024-01-31"] == texts[:5]
    assert ["2024-01-31T12:30:00+00:00", "", "", "x"] == texts[5:]


# headings


def headed(*names: str) -> Sheet:
    """Return a table with a heading only."""
    return Sheet("a.csv", names, [], [])


def test_usual_headings_are_recognised() -> None:
    """In English, German and Chinese, whatever the capitals and marks."""
    fields = ("date", "post", "person", "manager_person", "title", "name", "unit")
    english = headed("Effective Date", "Position_ID", "EmployeeID", "Manager ID", "Job Title")
    german = headed("Stichtag", "Planstelle", "Personalnummer", "Vorgesetzter", "Funktion", "Name")
    chinese = headed("日期", "岗位编号", "工号", "直属上级", "职位", "姓名", "部门")
    assert [*english.columns] == list(recognise(english, fields).values())
    assert [*german.columns] == list(recognise(german, fields).values())
    assert [*chinese.columns] == list(recognise(chinese, fields).values())


def test_columns_named_by_the_caller_win() -> None:
    """Also written in another way; an empty text is none."""
    sheet = headed("name", "Full Name", "title")
    assert {"name": "Full Name"} == recognise(
        sheet, ("name", "title"), {"name": "full_name", "title": ""}
    )
    with refused("no column 'nom' for name"):
        recognise(sheet, ("name",), {"name": "nom"})
    with pytest.raises(InvalidValueError, match="choose among name"):
        recognise(sheet, ("name",), {"nome": "name"})


def test_two_candidates_are_an_error_that_names_them() -> None:
    """Nothing is guessed."""
    with refused("name could be 'name' or 'Full Name'"):
        recognise(headed("name", "Full Name"), ("name",))


# dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2024", "2024-03-31"),
        ("3/31/2024", "2024-03-31"),
        ("31.03.2024", "2024-03-31"),
        ("03/03/2024", "2024-03-03"),
        ("2024/3/31", "2024-03-31"),
        ("20240331", "2024-03-31"),
        ("2024年3月31日", "2024-03-31"),
        ("2024-03-31 00:00:00", "2024-03-31"),
        ("2024-03-31 12:30", "2024-03-31T12:30"),
        ("2024-03", "2024-03"),
    ],
)
def test_dates_of_spreadsheets(text: str, day: str) -> None:
    """Those that can be read in one way only are read without being told."""
    assert day == day_text(text)


@pytest.mark.parametrize("text", ["45292", "45292.0", "45292.75"])
def test_serial_numbers_of_spreadsheets_are_no_dates(text: str) -> None:
    """The error says which day it would be, and what to do."""
    with pytest.raises(InvalidWhenError, match=r"serial number .* of 2024-01-01; show the column"):
        day_text(text)


def test_which_number_is_the_day_is_never_guessed() -> None:
    """It is told, or another date proves it; contradictions are refused."""
    with pytest.raises(InvalidWhenError, match="may be 3 or 4"):
        day_text("03/04/2024")
    assert order_of(["03/04/2024"]) is None
    assert "2024-04-03" == day_text("03/04/2024", order_of(["03/04/2024", "13/04/2024"]))
    assert "2024-03-04" == day_text("03/04/2024", order_of([], "month-first"))
    with pytest.raises(InvalidValueError, match="make them alike"):
        order_of(["13/04/2024", "04/13/2024"])
    with pytest.raises(InvalidValueError, match="make them alike"):
        order_of(["13/04/2024"], "month-first")
    with pytest.raises(InvalidValueError, match="choose day-first"):
        order_of([], "year-first")
    with pytest.raises(InvalidWhenError, match="no such day"):
        day_text("30/02/2024")


@at_most(25)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_first_and_month_first_agree_with_the_calendar(day: date) -> None:
    """Both forms of any day read back."""
    first, second = f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"
    assert day.isoformat() == day_text(first, order_of([], "day-first"))
    assert day.isoformat() == day_text(second, order_of([], "month-first"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2011-03-31.csv", "2011-03-31"),
        ("staff_20110331_v2.csv", "2011-03-31"),
        ("staff 31.03.2011.csv", "2011-03-31"),
        ("staff-2011-03.csv.gz", "2011-03"),
        ("2011-03-31 (copy of 2011-03-31).csv", "2011-03-31"),
        ("staff-12345678.csv", None),
        ("staff.csv", None),
    ],
)
def test_dates_in_file_names(name: str, found: str | None) -> None:
    """A day or a month, once or several times the same."""
    assert found == date_in_name(name)


def test_two_dates_in_a_name_are_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidWhenError, match="2011-03-31 or 2011-04-01"):
        date_in_name("2011-03-31_2011-04-01.csv")


# cleaning and reports


def test_cleaning_takes_words_and_refuses_others() -> None:
    """A choice may be given as its word; an unknown one is refused with the choices."""
    assert Holders.ERROR is Cleaning(holders=Holders("error")).holders
    assert frozenset({"gone fishing"}) == Cleaning(vacant=["'Gone  Fishing'."]).vacant
    with pytest.raises(InvalidValueError, match="choose one of share, first, error"):
        Cleaning(holders="both")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidValueError, match="a share from 0 to 1"):
        Cleaning(drop=2)
    with pytest.raises(InvalidValueError, match="give a list of words"):
        Cleaning(vacant="vacant")


def test_report_is_a_dict_a_table_and_a_block() -> None:
    """All three tell the same; a row with two repairs is one repaired row."""
    builder = ReportBuilder()
    builder.read(20)
    for line in range(2, 9):
        builder.add(EntryKind.SET_ASIDE, "duplicate", "a.csv", line, "twice", text="x")
    builder.add(EntryKind.REPAIRED, "lost-zeros", "a.csv", 10, "the id")
    builder.add(EntryKind.REPAIRED, "lost-zeros", "a.csv", 10, "the manager")
    report = builder.report()
    assert (20, 13, 1, 7) == (report.rows_read, report.kept, report.repaired, report.set_aside)
    assert {"duplicate": 7, "lost-zeros": 2} == report.counts == report.as_dict()["counts"]
    assert ("kind", "rule", "file", "line", "message", "text", "rows") == report.as_table()[0]
    assert ("repaired", "lost-zeros", "a.csv", "10", "the id", "", "1") == report.as_table()[8]
    assert "20 rows read: 13 kept, 1 of them repaired, 7 set aside" in str(report)
    assert "set aside: duplicate (7)" in str(report)
    assert "  … and 2 more" in str(report)


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    """Nothing is swallowed: a table that ends inside a quote is refused, with the line."""
    path = tmp_path / "posts.csv"
    path.write_text('id,name\nP1,Ann\nP2,"Bob\nP3,Cy\n', encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        list(rows_of(path))
    (problem,) = caught.value.exceptions
    assert isinstance(problem, UnreadableFieldError)
    assert 3 == problem.line
    assert "never closed" in problem.reason


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_last_line_is_read(tmp_path: Path, ending: str) -> None:
    """Whether a line end follows or not."""
    path = tmp_path / "posts.csv"
    path.write_bytes(f'id,name\nP1,"Ann"{ending}'.encode())
    assert [("P1", "Ann")] == [tuple(row.values.values()) for row in rows_of(path)]
