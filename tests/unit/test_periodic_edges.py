"""Snapshots at their edges: what changes back, what is in no column, what a first row says."""

from typing import Any

import pytest

from orgchart import UNKNOWN, History
from orgchart.io.periodic import read_snapshots, read_snapshots_with_report
from orgchart.io.periodic.succession import may_be_one
from orgchart.io.rows import ReadReport

Row = dict[str, str]


def table(text: str) -> list[Row]:
    """Return rows of a text: the names of the columns, then a line for each row."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.split("\n") if line]
    return [dict(zip(head, line, strict=True)) for line in lines]


def read(text: str, **options: Any) -> tuple[History, ReadReport]:  # noqa: ANN401 - of the reader
    """Return what a table says, at one date unless it has some."""
    rows = table(text)
    if "date" not in rows[0]:
        options = {"date": "2024-01-31", **options}
    return read_snapshots_with_report(rows, **options)


def lines_of(history: History) -> dict[str, str | None]:
    """Return to whom each post reports."""
    return {line.post: line.manager for line in history.lines}


class TestExtra:
    """Columns that are no field ride along."""

    def test_what_changes_and_changes_back(self) -> None:
        """Whichever way it changes, it is what was last read."""
        history, _ = read("""
date       | id  | name    | fte
2024-01-31 | ceo | Ann Lee | 0.8
2024-02-29 | ceo | Ann Lee | 1
2024-03-31 | ceo | Ann Lee | 0.8
""")
        found = [
            dict(history.at(day).posts["ceo"].extra)["fte"]
            for day in ("2024-01-31", "2024-02-28", "2024-02-29", "2024-03-31")
        ]
        assert ["0.8", "0.8", "1", "0.8"] == found

    def test_blank_cells(self) -> None:
        """A blank cell says nothing and is left out."""
        history, _ = read("""
id  | name    | fte | site
ceo | Ann Lee |     | Bonn
cto | Bob Ray | 1   |
""")
        extras = {post.id: post.extra for post in history.posts}
        assert {"ceo": (("site", "Bonn"),), "cto": (("fte", "1"),)} == extras

    def test_a_number_for_each_row(self) -> None:
        """A column that differs within a date says nothing of the date."""
        days = ("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31")
        rows = [
            {"date": day, "id": post, "name": "Ann Lee", "n": f"{place}{post}"}
            for place, day in enumerate(days)
            for post in ("ceo", "cto")
        ]
        history = read_snapshots(rows)
        for place, day in enumerate(days):
            assert (("n", f"{place}cto"),) == history.at(day).posts["cto"].extra

    def test_a_number_for_most_dates(self) -> None:
        """A column that differs within one date alone, the last one, is no word on dates either."""
        days = ("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30")
        rows = [
            {"date": day, "id": post, "name": "Ann Lee", "n": day}
            for day in days
            for post in ("ceo", "cto")
        ]
        history, report = read_snapshots_with_report(rows)
        assert () == history.at(days[-1]).posts["cto"].extra
        rows[-1]["n"] = "other"
        history = read_snapshots(rows)
        assert [(("n", days[0]),), (("n", "other"),)] == [
            history.at(day).posts["cto"].extra for day in (days[0], days[-1])
        ]
        assert [days[-1]] == [text for _, text in history.at(days[-1]).posts["ceo"].extra]
        assert report.rows_read == len(rows)


class TestManagers:
    """To whom posts report."""

    def test_without_a_column(self) -> None:
        """A table that names no managers records no lines."""
        history, report = read("""
id  | name    | title
ceo | Ann Lee | Chief
cto | Bob Ray | Tech
""")
        assert {} == lines_of(history)
        assert not report.of("blank-manager")

    def test_somebody_before_nobody_before_unknown(self) -> None:
        """Of several rows of a post, who is known counts, then nobody, then who is not known."""
        for first, second, expected in (
            ("ghost", "XX", None),
            ("XX", "ghost", None),
            ("cto", "XX", "cto"),
            ("ghost", "cto", "cto"),
            ("ghost", "ghost", UNKNOWN),
        ):
            history, _ = read(f"""
id  | name    | title | reports_to
ceo | Ann Lee | Chief | {first}
ceo | Bob Ray | Chief | {second}
cto | Cem Tan | Tech  | XX
""")
            assert expected == lines_of(history)["ceo"]

    def test_by_another_name(self) -> None:
        """A manager may be named by another name of a post, whichever rows have one."""
        history, report = read(
            """
id | name    | title | other | reports_to
a  | Ann Lee | A     |       | XX
a  | Gus Hay | A     | ay    | XX
b  | Bob Ray | B     | bee   | ay
b  | Cem Tan | B     | bee   | ay
b  | Dee Fox | B     | bumble | ay
c  | Eva May | C     |       | bumble
d  | Fin Day | D     | dee   | bee
""",
            columns={"alias": "other"},
        )
        assert {"a": None, "b": "a", "c": "b", "d": "b"} == lines_of(history)
        assert not report.of("alias-twice")

    def test_by_who_sits_there(self) -> None:
        """A manager may be named as a person, also of a post of which another seat is empty."""
        history, _ = read("""
position id | employee id | name    | title | manager
P1          |             | Vacant  | Chief |
P1          | 7           | Ann Lee | Chief |
P2          | 8           | Bob Ray | Tech  | 7
P3          | 9           | Cem Tan | Lab   | Bob Ray
""")
        assert ("P1", "P2") == (lines_of(history)["P2"], lines_of(history)["P3"])


class TestUnits:
    """Units inside organisations."""

    def test_in_one_and_in_two(self) -> None:
        """A unit's id is its name, and where two organisations have one of it, theirs too."""
        history, _ = read("""
id | name    | organization | unit
a  | Ann Lee | Acme         | Lab
b  | Bob Ray | Acme         | Sales
c  | Cem Tan | Bell         | Sales
""")
        units = {unit.id: unit.parent for unit in history.units}
        assert {None, "Acme", "Bell"} == set(units.values())
        assert "Acme" == units["Lab"]
        assert "Sales" not in units
        assert ["Acme", "Bell"] == [
            units[post.unit or ""] for post in history.posts if post.id in {"b", "c"}
        ]

    def test_one_that_moves(self) -> None:
        """A unit that belongs to another organisation later is one unit that moved."""
        history, _ = read("""
date       | id | name    | organization | unit
2024-01-31 | a  | Ann Lee | Acme         | Lab
2024-01-31 | b  | Bob Ray | Bell         | Ops
2024-02-29 | a  | Ann Lee | Bell         | Lab
2024-02-29 | b  | Bob Ray | Bell         | Ops
""")
        parents = [history.at(day).units["Lab"].parent for day in ("2024-01-31", "2024-02-29")]
        assert ["Acme", "Bell"] == parents


class TestReport:
    """What is told, and of which rows."""

    def test_blank_names(self) -> None:
        """Rows without a name are told once, with the file; where all have one, nothing is."""
        history, report = read("""
id  | name    | title
ceo | Ann Lee | Chief
cto |         | Tech
""")
        entry, own = report.of("blank-name")
        assert (2, 1) == (own.line, own.rows)
        assert ("the table", None, 0) == (entry.file, entry.line, entry.rows)
        assert ["cto"] == [vacancy.post for vacancy in history.at("2024-01-31").vacancies]
        _, report = read("id | name\nceo | Ann Lee\n")
        assert not report.of("blank-name")

    def test_nothing_read(self) -> None:
        """A table of which each row was set aside is told, as one thing about all of it."""
        _, report = read("id | name\n | Ann Lee\n | Bob Ray\n")
        (entry,) = report.of("nothing-read")
        assert ("the table", None, 0) == (entry.file, entry.line, entry.rows)
        assert (2, 2, 0) == (report.rows_read, report.set_aside, report.kept)

    def test_alike_ids(self) -> None:
        """The second of two ids that look alike is told, with its line and as it is written."""
        _, report = read("""
id  | name
a   | Ann Lee
CEO | Bob Ray
ceo | Cem Tan
""")
        (entry,) = report.of("alike-ids")
        assert ("the table", 3, "ceo", 1) == (entry.file, entry.line, entry.text, entry.rows)

    def test_circles(self) -> None:
        """A circle is told with file and line of the first of its rows; who is alone is none."""
        _, report = read("""
id | name    | reports_to
a  | Ann Lee | b
b  | Bob Ray | a
c  | Cem Tan | c
""")
        (entry,) = report.of("circle")
        assert ("the table", 1) == (entry.file, entry.line)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ian Morrison CB", "Ian Morrison", True),
        ("Ian Morrison OBE", "Ian Morrison", True),
        ("Ian Morrison KCMG", "Ian Morrison", True),
        ("Ian Morrison VRX", "Ian Morrison", True),
        ("Ian MORRISON", "Ian Morrison", True),
        ("IAN LEE", "Ian Lee", True),
        ("MORRISON, Ian", "Ian Morrison", True),
        ("I Morrison", "Ian Morrison", True),
        ("J Morrison", "Ian Morrison", False),
        ("Ian Morrison", "Ian Morris", False),
        ("Ian James Morrison", "James Morrison", True),
        ("Morrison", "Ian Morrison", True),
        ("", "Ian Morrison", False),
    ],
)
def test_names_of_one_person(one: str, other: str, *, same: bool) -> None:
    """Ranks, honours, initials and further names do not make another person."""
    assert same is may_be_one(one, other)
    assert same is may_be_one(other, one)
