"""Dated tables at their edges: what is told of a row, and what stands in other tables."""

import io
from typing import Any

import pytest

from orgchart import UNKNOWN, History, ReportingLine, UnreadableFileError
from orgchart.io.dated import read_tables, read_tables_with_report
from orgchart.io.rows import Cleaning, Entry, EntryKind
from orgchart.io.rows.cleaning import Totals

Row = dict[str, str]


def only(rule: str, **tables: Any) -> Entry:  # noqa: ANN401 - tables and options
    """Return the one entry of a rule that reading some tables leaves."""
    (entry,) = read_tables_with_report(**tables)[1].of(rule)
    return entry


def managers(history: History) -> dict[str, ReportingLine]:
    """Return the line of each post."""
    return {line.post: line for line in history.lines}


class TestRows:
    """Rows that are told, with their words."""

    @pytest.mark.parametrize(
        ("rule", "row", "kind", "text"),
        [
            ("short-year", {"name": "Ann", "post": "p", "start": "1-Feb-19"}, "policy", "1-Feb-19"),
            ("odd-name", {"name": "Vacant (May)", "post": "p"}, "flagged", "Vacant (May) | p"),
            ("odd-name", {"name": "12", "post": "p"}, "flagged", "12 | p"),
        ],
    )
    def test_of_tenures(self, rule: str, row: Row, kind: str, text: str) -> None:
        """Years of two digits, and names that look like none."""
        entry = only(rule, tenures=[{"name": "Bob Ray", "post": "q"}, row])
        assert ("the table of tenures", 2, kind) == (entry.file, entry.line, entry.kind)
        assert (text, 1) == (entry.text, entry.rows)
        assert repr(row["start"] if "start" in row else row["name"]) in entry.message

    @pytest.mark.parametrize(
        ("rule", "row", "kind"),
        [
            ("nobody", {"post": "p", "manager": "XX"}, "policy"),
            ("kind", {"post": "p", "manager": "q", "kind": "matrix"}, "flagged"),
        ],
    )
    def test_of_lines(self, rule: str, row: Row, kind: str) -> None:
        """Words for nobody, and kinds that there are not."""
        entry = only(rule, lines=[row])
        assert ("the table of lines", 1, kind) == (entry.file, entry.line, entry.kind)
        assert " | ".join(row.values()) == entry.text

    def test_of_tables(self) -> None:
        """A table of which each row was set aside is told of no row."""
        told = read_tables_with_report(posts=[{"id": "", "title": ""}])[1].of("nothing-read")
        assert [("the table of posts", 0), ("the tables", 0)] == [
            (entry.file, entry.rows) for entry in told
        ]

    def test_of_links(self) -> None:
        """A succession that is no new name is told with its row."""
        link = {"predecessor": "a", "successor": "b", "type": "Merger"}
        entry = only("succession", links=[link])
        assert ("a | b | Merger", EntryKind.POLICY) == (entry.text, entry.kind)

    def test_totals(self) -> None:
        """A row of totals that names a post beside is one of it, whatever comes first in order."""
        posts = [{"id": "Total", "title": title} for title in ("Assistants", "Zookeeper", "")]
        history = read_tables(posts=posts, cleaning=Cleaning(totals=Totals.SET_ASIDE))
        assert {"Assistants", "Zookeeper"} == {post.title for post in history.posts}

    def test_all_that_is_wrong_with_columns(self) -> None:
        """One that could be two fields, and one that is missing, are told at once."""
        with pytest.raises(UnreadableFileError) as caught:
            read_tables(tenures=io.StringIO("person id,person id\n1,2\n"))
        assert 2 == len(caught.value.exceptions)
        assert "person could be 'person id' or 'person id (2)'" in str(caught.value)
        assert "no column of tenures has the post" in str(caught.value)


class TestTogether:
    """What one table says of another."""

    def test_units_as_managers(self) -> None:
        """Where posts are listed, a line may go to a unit of the table of units."""
        rows = [{"post": "p", "manager": "u"}, {"post": "q", "manager": "ghost"}]
        posts = [{"id": "p", "title": "P"}, {"id": "q", "title": "Q"}]
        units = [{"id": "u", "name": "U"}]
        lines = managers(read_tables(posts=posts, units=units, lines=rows))
        assert ("u", UNKNOWN) == (lines["p"].manager, lines["q"].manager)

    def test_titles_of_posts(self) -> None:
        """Where posts are not listed, they have the first title of the tenures in them."""
        rows = [
            {"name": name, "post id": "p", "title": title}
            for name, title in (("Ann Lee", ""), ("Bob Ray", "Chief"), ("Cem Tan", "Head"))
        ]
        history = read_tables(tenures=rows, lines=[{"post": "p", "manager": "q"}])
        assert {"p": "Chief", "q": "q"} == {post.id: post.title for post in history.posts}

    def test_renamed_backwards(self) -> None:
        """A unit that is renamed keeps the id it had first, also where that sorts last."""
        units = [{"id": "z", "name": "Old", "end": "2018"}, {"id": "a", "name": "New"}]
        link = {"predecessor": "z", "successor": "a", "type": "renamed"}
        history = read_tables(units=units, links=[link])
        assert {"z"} == {unit.id for unit in history.units}

    def test_encodings_that_are_told(self) -> None:
        """All files are read in the encoding that was named."""
        data = "id,name\n1,Søren\n".encode("cp850")
        person = {"person id": "1", "post": "p"}
        history = read_tables(people=io.BytesIO(data), tenures=[person], encoding="cp850")
        assert ["Søren"] == [one.name for one in history.people]

    @pytest.mark.parametrize("end", ["2023-11-17[Europe/London]", "2023-11-17~"])
    def test_last_days_that_are_no_plain_dates(self, end: str) -> None:
        """What holds on such a day ends a day after it, in the zone that is written."""
        row = {"name": "Ann Lee", "post": "p", "end": end}
        (held,) = read_tables(tenures=[row], ends="inclusive", zone="UTC").tenures
        assert f"1 day after {end}" == str(held.end)
