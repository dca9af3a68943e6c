"""Tables at their edges: the twelfth month, limits that are just kept, lines that name things."""

import io
from typing import Any

import pytest

from orgchart import InvalidValueError, InvalidWhenError, UnreadableFileError
from orgchart.io.rows import (
    EntryKind,
    Limits,
    ReportBuilder,
    Sheet,
    date_in_name,
    day_text,
    order_of,
    rows_of,
    sheets_of,
)
from orgchart.io.rows.days import DayOrder
from orgchart.io.rows.dialects import delimiter_of
from orgchart.io.rows.marks import speaks
from orgchart.io.rows.misread import tell_short_year
from orgchart.io.rows.months import full_year
from orgchart.io.rows.report import Entry
from orgchart.io.rows.totals import total_in


def read(text: str, **options: Any) -> Sheet:  # noqa: ANN401 - any option
    """Return the table in a text."""
    (sheet,) = sheets_of(io.StringIO(text), **options)
    return sheet


class TestDays:
    """Which number of a date is the day."""

    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            ((), None),
            (("12/12/2024",), None),
            (("12/01/2024", "01/12/2024"), None),
            (("13/12/2024",), DayOrder.DAY_FIRST),
            (("12/13/2024",), DayOrder.MONTH_FIRST),
            (("soon", "01/02/2024", "31.03.2024"), DayOrder.DAY_FIRST),
            (("2024-13-01", "02-28-2024"), DayOrder.MONTH_FIRST),
        ],
    )
    def test_what_is_provable(self, texts: tuple[str, ...], expected: DayOrder | None) -> None:
        """A number above 12 is no month; 12 is one."""
        assert expected is order_of(texts)

    def test_what_was_told(self) -> None:
        """What was told counts, unless the dates prove the other."""
        assert DayOrder.MONTH_FIRST is order_of((), "month-first")
        assert DayOrder.MONTH_FIRST is order_of(("01/02/2024", "12/31/2024"), "month-first")
        for told, texts in (("month-first", ("31/12/2024",)), (None, ("31/12/2024", "12/31/2024"))):
            with pytest.raises(InvalidValueError, match=f"'{texts[-1]}'") as caught:
                order_of(texts, told)
            assert str(told or "day-first") in str(caught.value)
        with pytest.raises(InvalidValueError, match="choose day-first or month-first"):
            order_of((), "year-first")

    @pytest.mark.parametrize(
        ("text", "order", "expected"),
        [
            ("12/12/2024", None, "2024-12-12"),
            ("05/05/2024", None, "2024-05-05"),
            ("13/12/2024", None, "2024-12-13"),
            ("12/13/2024", None, "2024-12-13"),
            ("03/04/2024", DayOrder.DAY_FIRST, "2024-04-03"),
            ("03/04/2024", DayOrder.MONTH_FIRST, "2024-03-04"),
            ("3.4.2024 00:00:00", DayOrder.DAY_FIRST, "2024-04-03"),
            ("2024/3/1", None, "2024-03-01"),
            ("20240301", None, "2024-03-01"),
            ("2024年3月", None, "2024-03"),
            ("2024年12月31日", None, "2024-12-31"),
            ("2024-03-01 00:00", None, "2024-03-01"),
            ("2024-03-01 12:30", None, "2024-03-01T12:30"),
            ("2024", None, "2024"),
        ],
    )
    def test_as_a_moment(self, text: str, order: DayOrder | None, expected: str) -> None:
        """Each form becomes the day that it names."""
        assert expected == day_text(text, order)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("03/04/2024", "the day may be 3 or 4"),
            ("31/02/2024", "there is no such day"),
            ("20241301", "there is no such day"),
            ("45292", "of 2024-01-01"),
            ("45292.5", "of 2024-01-01"),
        ],
    )
    def test_refused(self, text: str, reason: str) -> None:
        """What may be two days, none, or a number of days is refused with the text."""
        with pytest.raises(InvalidWhenError, match=reason) as caught:
            day_text(text)
        assert repr(text) in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("staff-2024-03-31.csv", "2024-03-31"),
            ("staff_20240331_20240331.csv", "2024-03-31"),
            ("staff 31.03.2024.xlsx", "2024-03-31"),
            ("staff_31-03-2024.xlsx", "2024-03-31"),
            ("staff_202412.csv", "2024-12"),
            ("staff_202413.csv", None),
            ("staff 12345678.csv", None),
        ],
    )
    def test_in_a_name(self, name: str, expected: str | None) -> None:
        """The one date in the name of a file is found."""
        assert expected == date_in_name(name)

    @pytest.mark.parametrize(
        ("year", "expected"),
        [("00", 2000), ("29", 2029), ("30", 1930), ("31", 1931), ("99", 1999), ("0030", 30)],
    )
    def test_years_of_two_digits(self, year: str, expected: int) -> None:
        """They are read as spreadsheets read them, and told with the file and the line."""
        assert expected == full_year(year)
        report = ReportBuilder()
        tell_short_year(f"1-Feb-{year}", str(expected), ("a.csv", 7), report)
        (entry,) = report.report().entries
        assert ("a.csv", 7, f"1-Feb-{year}") == (entry.file, entry.line, entry.text)

    @pytest.mark.parametrize(
        ("word", "speaking"),
        [
            ("Interim", True),
            ("Acting", True),
            ("On leave", True),
            ("permanent", False),
            ("x", False),
        ],
    )
    def test_words_of_how_somebody_sits(self, word: str, *, speaking: bool) -> None:
        """Only a word that says more than that somebody sits there says something."""
        assert speaking is speaks(word)

    def test_several_in_a_name(self) -> None:
        """Different dates in a name are refused, in order."""
        with pytest.raises(InvalidWhenError, match="2024-01 or 2024-02; give the date yourself"):
            date_in_name("from_202402_to_202401.csv")


class TestDelimiters:
    """What stands between cells."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ","),
            ("a\nb\n", ","),
            ("a;b\n1;2\n", ";"),
            ("a|b|c\n1|2|3\n", "|"),
            ("a\tb\n1,5\t2\n", "\t"),
            ("a;b,c\n1;2\n3;4\n", ";"),
            ("a;b;c,d\n1;2;3,4\n", ";"),
            ('a;b\n"1;2\n', ";"),
        ],
    )
    def test_found(self, text: str, expected: str) -> None:
        """It is the one that cuts lines most alike, and of such the one that cuts finer."""
        assert expected == delimiter_of(text)

    @pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
    def test_refused(self, delimiter: str) -> None:
        """It is one character, and none that has a meaning of its own."""
        with pytest.raises(InvalidValueError, match=r"delimiter .*give one character, such as ;"):
            read("a;b\n1;2\n", delimiter=delimiter)

    @pytest.mark.parametrize("first", ["sep=|\n", "SEP=|\r\n", "sep=| \n", "sep=|x\n"])
    def test_named_in_the_first_line(self, first: str) -> None:
        """A line that names it is no row, and counts as a line; who names another is heard."""
        sheet = read(first + "a;x|b\n1|2\n\n3|4\n")
        assert ("a;x", "b") == sheet.columns
        assert [("1", "2"), ("3", "4")] == list(sheet.rows)
        assert ("a", "x|b") == read(first + "a;x|b\n1;2\n", delimiter=";").columns
        with pytest.raises(UnreadableFileError) as caught:
            read(first + 'a|b\n"1|2\n')
        assert "line 3: a quote that opens here" in str(caught.value)


class TestLimits:
    """Limits hold from the first thing beyond them on."""

    table = "a,b\n1,2\n3,44\n"

    def test_just_kept(self) -> None:
        """What is as large as a limit is read."""
        for limits in (Limits(rows=2), Limits(columns=2), Limits(cell=2)):
            assert [("1", "2"), ("3", "44")] == list(read(self.table, limits=limits).rows)

    @pytest.mark.parametrize(
        ("limits", "reason"),
        [
            (Limits(rows=1), "line 3: it has more than 1 rows; raise Limits.rows"),
            (Limits(columns=1), "line 1: it has 2 cells, more than 1; raise Limits.columns"),
            (Limits(cell=1), "line 3: a cell that begins here is longer than 1 characters"),
        ],
    )
    def test_just_broken(self, limits: Limits, reason: str) -> None:
        """What is larger by one is refused, with its line and the limit to raise."""
        with pytest.raises(UnreadableFileError) as caught:
            read(self.table, limits=limits)
        assert reason in str(caught.value)

    @pytest.mark.parametrize("source", [[{"a": 1, "b": 2}], [{"a": 1, "b": 2}, {"a": 3, "b": 4}]])
    def test_rows_given_as_dicts(self, source: list[dict[str, int]]) -> None:
        """The same limits hold for rows that are in no file."""
        size = len(source)
        (sheet,) = sheets_of(source, limits=Limits(rows=size, columns=2))
        assert size == len(sheet)
        for limits in (Limits(rows=size - 1), Limits(columns=1)):
            with pytest.raises(UnreadableFileError) as caught:
                list(sheets_of(source, limits=limits))
            assert (
                f"it has more than {limits.rows:,} rows or {limits.columns:,} columns; raise Limits"
            ) in str(caught.value)

    def test_bytes(self) -> None:
        """A file that is as large as the limit is read, one that is larger by a byte is not."""
        data = b"a,b\n1,2\n"
        for size, good in ((len(data), True), (len(data) - 1, False)):
            limits = Limits(bytes=size)
            if good:
                assert 1 == len(next(iter(sheets_of(io.BytesIO(data), limits=limits))))
                continue
            with pytest.raises(UnreadableFileError) as caught:
                list(sheets_of(io.BytesIO(data), limits=limits))
            assert f"it is larger than {size:,}; raise Limits.bytes" in str(caught.value)

    @pytest.mark.parametrize(
        ("value", "text"),
        [(None, ""), (True, "true"), (False, "false"), (" a ", "a"), (3, "3"), (3.5, "3.5")],
    )
    def test_values_as_texts(self, value: object, text: str) -> None:
        """A cell that is no text is read as one; nothing is an empty one."""
        assert [(text, "x")] == [
            row for (sheet,) in [tuple(sheets_of([{"a": value, "b": "x"}]))] for row in sheet.rows
        ]


class TestReport:
    """What is told of a table while it is read."""

    @staticmethod
    def told(*sources: str | bytes, **options: Any) -> list[Entry]:  # noqa: ANN401 - any option
        """Return what is told of some tables, one source of all."""
        report = ReportBuilder()
        files = [
            io.BytesIO(source) if isinstance(source, bytes) else io.StringIO(source)
            for source in sources
        ]
        list(sheets_of(files, report=report, **options))
        return list(report.report().entries)

    def test_rows_of_other_lengths(self) -> None:
        """A row that is longer or shorter than the heading is told with its line and text."""
        long, short = self.told("a,b\n1,2,3\n4\n5,6\n")
        assert ("long-row", 2, "1 | 2 | 3", 1) == (long.rule, long.line, long.text, long.rows)
        assert ("short-row", 3, "4", 1) == (short.rule, short.line, short.text, short.rows)
        assert "it has cells beyond the 2 of the heading" in long.message
        assert "it has 1 cells of 2" in short.message

    def test_delimiters_and_encodings(self) -> None:
        """A delimiter other than a comma, and an encoding that was guessed, are told of no row."""
        (found,) = self.told("a;b\n1;2\n")
        assert ("delimiter", "semicolon", 0) == (found.rule, found.message, found.rows)
        (found,) = self.told("a\tb\n1\t2\n")
        assert ("delimiter", "tab") == (found.rule, found.message)
        assert [] == self.told("a,b\n1,2\n")
        assert [] == self.told("a;b\n1;2\n", delimiter=";")
        data = "id,name\n1,S\u00f8ren Kj\u00e6r\n".encode("cp1252")
        (found,) = self.told(data)
        assert ("encoding", "cp1252", 0) == (found.rule, found.text, found.rows)
        (found,) = self.told("id\n1\n".encode("utf-16"))
        assert ("encoding", "utf-16", 0) == (found.rule, found.message, found.rows)
        assert [] == self.told(data, encoding="cp1252")
        (row,) = rows_of(io.BytesIO(data), encoding="cp437")
        assert "S\u00b0ren" in str(row["name"])

    def test_headings_twice_and_no_rows(self) -> None:
        """They are told of the table, and of none of its rows."""
        for text, rule in (("a,a\n1,2\n", "heading-twice"), ("a,b\n", "no-rows")):
            (found,) = [entry for entry in self.told(text) if entry.rule == rule]
            assert (EntryKind.FLAGGED, "the table", 1, 0) == (
                found.kind,
                found.file,
                found.line,
                found.rows,
            )

    def test_a_title_above_the_headings(self) -> None:
        """A first line that is far shorter than the others is told of the table, on its line."""
        text = "Staff of 2024\na,b,c,d,e\n1,2,3,4,5\n4,5,6,7,8\n"
        (found,) = [entry for entry in self.told(text) if entry.rule == "title-line"]
        assert (EntryKind.FLAGGED, 1, 0) == (found.kind, found.line, found.rows)
        assert [] == [entry.rule for entry in self.told(text.partition("\n")[2])]

    def test_bytes_of_no_encoding(self) -> None:
        """Bytes that are of no known encoding are refused, with the way to name it."""
        for data in (b"\x00\xff\xfe\x81\x8d", b"\x00" + bytes(range(128, 256))):
            with pytest.raises(UnreadableFileError) as caught:
                list(sheets_of(io.BytesIO(data)))
            assert "no known encoding fits its bytes; tell the right one" in str(caught.value)

    def test_an_entry_is_of_one_row(self) -> None:
        """Unless it is told otherwise, and it counts as that many."""
        assert 1 == Entry(EntryKind.FLAGGED, "r", "f", None, "m").rows
        report = ReportBuilder()
        report.add(EntryKind.FLAGGED, "r", "f", 1, "m")
        report.add(EntryKind.FLAGGED, "r", "f", 2, "m", rows=3)
        assert {"r": 4} == report.report().counts

    def test_in_words(self) -> None:
        """The report is a block: the counts, then the first entries of each rule with places."""
        report = ReportBuilder()
        report.read(9)
        for line in range(1, 8):
            report.add(EntryKind.FLAGGED, "odd", "a.csv", line, f"row {line}")
        report.add(EntryKind.SET_ASIDE, "twice", "b.csv", None, "all of it", rows=2)
        assert [
            "9 rows read: 7 kept, 0 of them repaired, 2 set aside",
            "flagged: odd (7)",
            *(f"  a.csv, line {line}: row {line}" for line in range(1, 6)),
            "  … and 2 more",
            "set aside: twice (2)",
            "  b.csv: all of it",
        ] == str(report.report()).splitlines()

    def test_encodings_that_differ(self) -> None:
        """Files of one source that seem to be of two encodings are told."""
        west = "id,name\n1,S\u00f8ren Kj\u00e6r\n".encode("cp1252")
        east = "".join(f"{n},Начальник отдела кадров\n" for n in range(30)).encode("cp1251")
        told = self.told(west, b"id,title\n" + east)
        (found,) = [entry for entry in told if entry.rule == "encodings-differ"]
        assert (EntryKind.FLAGGED, "cp1251", 0) == (found.kind, found.text, found.rows)
        assert "guessed cp1251, and cp1252 for the table" in found.message

    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("a,b,\n1,2,\n", ("a", "b")),
            ("a,b,,\n1,2,,\n", ("a", "b")),
            ("a,b,\n", ("a", "b")),
            ("a,b\n1,2,\n", ("a", "b")),
            ("a,b,\n1,2,3\n", ("a", "b", "column 3")),
            ("a,b\n1,2,3,4\n5,6\n", ("a", "b", "column 3", "column 4")),
            ("a,,b\n1,,2\n", ("a", "column 2", "b")),
            ("a,b,,\n1,2,3,\n", ("a", "b", "column 3")),
            ("a,b,,,\n1,2,3,,\n", ("a", "b", "column 3")),
        ],
    )
    def test_columns_without_a_heading(self, text: str, columns: tuple[str, ...]) -> None:
        """A column without a heading is one only where something stands in it, or behind it."""
        sheet = read(text)
        assert columns == sheet.columns
        assert all(len(row) == len(columns) for row in sheet.rows)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("", "Total"), "Total"),
        (("Total: 12",), "Total: 12"),
        (("subtotal", "Total"), "subtotal"),
        (("Totals (1,234)",), "Totals (1,234)"),
        (("合计",), "合计"),
        (("Total rewards manager",), None),
        (("Summer",), None),
        ((), None),
    ],
)
def test_totals(cells: tuple[str, ...], expected: str | None) -> None:
    """A cell that says nothing but that it is a total tells a row of totals."""
    assert expected == total_in(cells)
