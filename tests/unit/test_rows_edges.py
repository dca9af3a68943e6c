"""Tables at their edges: the twelfth month, limits that are just kept, lines that name things."""

import io
from typing import Any

import pytest

from orgchart import InvalidValueError, InvalidWhenError, UnreadableFileError
from orgchart.io.rows import Limits, Sheet, date_in_name, day_text, order_of, sheets_of
from orgchart.io.rows.days import DayOrder
from orgchart.io.rows.dialects import delimiter_of
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

    @pytest.mark.parametrize("first", ["sep=|\n", "SEP=|\r\n", "sep=| \n"])
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
