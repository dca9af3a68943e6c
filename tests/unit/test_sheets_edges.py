"""Tables before anything of them is read: ties between guesses, and what is told of a table."""

import io
from pathlib import Path
from typing import Any

import pytest

from orgchart import UnreadableFileError
from orgchart.io.rows import (
    Cleaning,
    EntryKind,
    Limits,
    ReadReport,
    ReportBuilder,
    Sheet,
    recognise,
    rows_of,
    sheets_of,
)
from orgchart.io.rows.blanks import without_blanks
from orgchart.io.rows.dialects import delimiter_of
from orgchart.io.rows.guessing import guessed
from orgchart.io.rows.sheet import Row


def read(source: Any, **options: Any) -> Sheet:  # noqa: ANN401 - any source and option
    """Return the table in a text or another source."""
    text = io.StringIO(source) if isinstance(source, str) else source
    (sheet,) = sheets_of(text, **options)
    return sheet


class TestDelimiters:
    """Which of several signs stands between cells."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a,b;c\n1,2;3\n", ","),
            ("a,b;c\n1,2;3\n4,5\n", ","),
            ("a,b;c\n1,2;3\n4;5\n", ";"),
            ("a;b,c,d\n1;2,3,4\n5;6;7;8;9\n", ","),
            ("Staff\na;b;c,x,y\n1;2;3,x,y\n4;5;6\n7;8;9,p,q\n", ";"),
            ("Staff\na;b;c|d;e|f\n1;2;3|4;5|6\n", ";"),
            ("Staff\na;b;c\n1;2;3\n1;2;3;4;5\n", ","),
            ('a,b;c\n1,2;"x\ny"\n', ";"),
            ("a,b;c\n" * 199 + "d;e\n", ";"),
            ("a,b;c\n" * 200 + "d;e\n", ","),
        ],
    )
    def test_ties(self, text: str, expected: str) -> None:
        """The first of equals; of such as cut alike the one that cuts finer; of 200 lines."""
        assert expected == delimiter_of(text)


class TestEncodings:
    """Short words that another page would show as good words of another language."""

    @pytest.mark.parametrize("name", ["Вилы", "Павла", "Клава"])
    def test_many_letters_with_marks_in_a_row(self, name: str) -> None:
        """No language of Western Europe has four of them, so it is Russian and not French."""
        assert "cp1251" == guessed(f"id,name\n1,{name}\n".encode("cp1251"))

    def test_the_whole_table_counts(self) -> None:
        """One letter in the first line could be anything; the lines below it are looked at."""
        rows = "".join(f"{number},Начальник отдела\n" for number in range(9))
        report = ReportBuilder()
        data = f"id,name\n0,Fà\n{rows}".encode("cp1251", errors="replace").replace(b"F?", b"F\xe0")
        read(io.BytesIO(data), report=report)
        (entry,) = [entry for entry in report.report().entries if entry.rule == "encoding"]
        assert "cp1251" == entry.text


class TestBlanks:
    """Words that stand for an empty cell."""

    @pytest.mark.parametrize(("size", "empty"), [(40, True), (41, False)])
    def test_how_long_a_word_is(self, size: int, *, empty: bool) -> None:
        """Forty characters and no more."""
        word = "y" * size
        sheet = Sheet("a.csv", ("name",), [(word,)], [2])
        cleaning = Cleaning(blank=[word])
        found = without_blanks(sheet, {"name": "name"}, cleaning, ReportBuilder())
        assert [("" if empty else word,)] == list(found.rows)

    @pytest.mark.parametrize(
        "lists",
        [("withheld",), ("vacant",), ("eliminated",), ("vacant", "eliminated"), ()],
        ids="-".join,
    )
    @pytest.mark.parametrize("field", ["post", "person", "name", "given_name"])
    def test_words_that_say_something_else_too(self, lists: tuple[str, ...], field: str) -> None:
        """What tells that a name is withheld or a post vacant or gone is no empty cell."""
        cleaning = Cleaning(**{"blank": ["n/a"], **{key: ["n/a"] for key in lists}})  # type: ignore[arg-type]
        sheet = Sheet("a.csv", (field,), [("N/A",), ("-",)], [2, 3])
        report = ReportBuilder()
        found = without_blanks(sheet, {field: field}, cleaning, report)
        assert [("N/A",) if lists else ("",), ("-",)] == list(found.rows)
        told = [(entry.rule, entry.line, entry.text) for entry in report.report().entries]
        assert ([] if lists else [("blank-word", 2, "N/A")]) == told


class TestSheets:
    """Tables and rows as values, and what is told of them."""

    def test_each_table_is_itself(self) -> None:
        """Tables and rows that say the same are still two, so they can be put in sets."""
        assert 2 == len({read("a\n1\n"), read("a\n1\n")})
        assert 2 == len({*read("a\n1\n"), *read("a\n1\n")})

    def test_a_column_that_is_not_there(self) -> None:
        """Nothing stands in it."""
        assert "" == Row("a.csv", 2, {"a": "1"})["b"]
        assert ["", ""] == read("a\n1\n2\n").column("b")

    @pytest.mark.parametrize(("kind", "value"), [(Limits, 5), (Cleaning, ["gone"])])
    def test_options_have_names(self, kind: type, value: object) -> None:
        """Whoever gives a number or words says what they are."""
        with pytest.raises(TypeError, match="takes 1 positional argument"):
            kind(value)

    @pytest.mark.parametrize("cells", ["1,2", "2,1"])
    def test_headings_twice(self, cells: str) -> None:
        """Where the cells below them differ, whichever comes first, the reader has to choose."""
        with pytest.raises(UnreadableFileError) as caught:
            recognise(read(f"name,name\n{cells}\n"), ("name",))
        assert "one heading stands twice, above different cells" in str(caught.value)
        assert {"name": "name"} == recognise(read("name,name\n1,1\n"), ("name",))

    def test_columns_are_told_of_no_row(self) -> None:
        """Which column was taken for which field is one entry, of the whole table."""
        report = ReportBuilder()
        report.recognised("a.csv", {})
        report.recognised("a.csv", {"name": "Full name"})
        (entry,) = report.report().entries
        assert (EntryKind.RECOGNISED, "columns", None, 0) == (
            entry.kind,
            entry.rule,
            entry.line,
            entry.rows,
        )
        assert "name = 'Full name'" == entry.message

    def test_a_title_is_told_with_its_cells(self) -> None:
        """How many cells the first line has, and how many most have, wherever they stand."""
        doubt = read("Staff\na,b,c,d,e\n1,2,3,4,5\n6,7,8,9,\n").doubt
        assert "the first line has 1 of the 5 cells that most have, 'Staff'" in doubt
        assert "line 2 like the heading; leave out what is above with skip=1" in doubt

    def test_limits(self) -> None:
        """Those that nobody names, and the parser's own, are told with what is beyond them."""
        limits = Limits()
        assert (10**9, 5 * 10**6, 1000, 10**5) == (
            limits.bytes,
            limits.rows,
            limits.columns,
            limits.cell,
        )
        with pytest.raises(UnreadableFileError) as caught:
            read("a\n" + "x" * 131_073, limits=Limits(cell=10**6))
        assert "is longer than 131,072 characters" in str(caught.value)
        with pytest.raises(UnreadableFileError):
            list(rows_of(io.StringIO("a\n1\n2\n"), limits=Limits(rows=1)))

    def test_cells_that_are_not_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As many as the limit are filled in, and none beyond it."""
        monkeypatch.setattr("orgchart.io.rows.source._MOST_FILLED", 10)
        assert 2 == len(read("a,b,c,d,e,f\n1\n2\n"))
        with pytest.raises(UnreadableFileError, match="cannot be read") as caught:
            read("a,b,c,d,e,f\n1\n2\n3,4,5,6,7\n")
        assert "line 4: too many rows are shorter than the 6 columns" in str(caught.value)

    def test_nothing_read(self) -> None:
        """A report of nothing counts nothing."""
        assert (0, 0, 0) == (ReadReport().rows_read, ReadReport().kept, ReadReport().set_aside)

    def test_lines_below_what_is_left_out(self) -> None:
        """They are counted from the beginning of the file, in errors too."""
        text = "title\nanother\na,b\n1,2\n"
        assert [4] == read(text, skip=2).lines
        with pytest.raises(UnreadableFileError) as caught:
            read(text, skip=2, limits=Limits(columns=1))
        assert "line 3: it has 2 cells" in str(caught.value)

    def test_a_path_that_cannot_be(self, tmp_path: Path) -> None:
        """Too long a name, and a file in place of a folder, are told with the name."""
        (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
        for path in (tmp_path / f"{'x' * 300}.csv", tmp_path / "a.csv" / "b.csv"):
            with pytest.raises(UnreadableFileError) as caught:
                read(path)
            assert f"{path.name}: it cannot be opened" in str(caught.value)
