"""What looks wrong in snapshots is told and never silent: circles, twins, totals, kinds, names."""

import io
from datetime import date
from typing import Any

import pytest

from orgchart import InvalidValueError, TenureKind, UnreadableFileError
from orgchart.io.dated import read_tables_with_report
from orgchart.io.periodic import read_snapshots_with_report
from orgchart.io.periodic.succession import may_be_one
from orgchart.io.rows import EntryKind, ReadReport

Row = dict[str, str]


def report_of(*rows: Row, **options: Any) -> ReadReport:  # noqa: ANN401 - options of the reader
    """Return the report of rows at one date, or at their own."""
    if "date" not in rows[0]:
        options = {"date": "2024-01-31", **options}
    return read_snapshots_with_report(list(rows), **options)[1]


def post(key: str, manager: str = "", name: str = "Ann Lee", **more: str) -> Row:
    """Return a row of a post."""
    return {"id": key, "name": name, "title": "", "reports_to": manager, **more}


def refusal(source: Any, **options: Any) -> list[tuple[str, int | None, str]]:  # noqa: ANN401
    """Return file, line and reason of each problem of a read."""
    with pytest.raises(UnreadableFileError) as caught:
        read_snapshots_with_report(source, **options)
    problems: Any = caught.value.exceptions
    return [(one.file, one.line, one.reason) for one in problems]


# circles


def test_a_circle_of_managers_is_told_once() -> None:
    """Who, when, and where it first stands."""
    rows = [
        {"date": day, **post(*pair)}
        for day in ("2024-01-31", "2024-02-29")
        for pair in (("a", "c"), ("b", "a"), ("c", "b"), ("d", "a"), ("e", "e"))
    ]
    report = report_of(*rows)
    (entry,) = report.of("circle")
    assert (EntryKind.FLAGGED, 1) == (entry.kind, entry.line)
    assert "on 2024-01-31: 'a' to 'c' to 'b' to 'a'" in entry.message
    assert not report_of(post("a"), post("b", "a"), post("c", "b")).of("circle")


# ids that look alike


@pytest.mark.parametrize("other", ["dfe-3014", "DFE- 3014", "ＤＦＥ-3014", "DFE-\u200b3014"])
def test_ids_that_look_alike_are_hinted(other: str) -> None:
    """In one date and between two; they stay two."""
    one = report_of(post("DFE-3014"), post(other))
    two = report_of(
        {"date": "2024-01-31", **post("DFE-3014")}, {"date": "2024-02-29", **post(other)}
    )
    assert [2] == [entry.line for entry in one.of("alike-ids")]
    assert [2] == [entry.line for entry in two.of("alike-ids")]
    assert "'DFE-3014' and" in one.of("alike-ids")[0].message
    assert not report_of(post("DFE-3014"), post("DFE-3015")).of("alike-ids")


@pytest.mark.parametrize(
    ("manager", "said"),
    [
        ("Ann Lee", "'Ann Lee' is the name of the holder of 'P3', and no id"),
        ("chief", "'chief' is the title of 'P3', and no id"),
        ("p3", "'p3' differs from the id 'P3' only in capitals"),
        ("P9", "the manager 'P9' is not there at this date; a line to somebody not known"),
    ],
)
def test_an_unresolved_manager_is_explained(manager: str, said: str) -> None:
    """A name, a title or another spelling in place of an id."""
    top, other = post("P3", "XX", title="Chief"), post("P4", manager, name="Bob Ray")
    (entry,) = report_of(top, other).of("unknown-manager")
    assert said in entry.message


# totals, and what is not read at all


def test_rows_of_totals_are_never_silent() -> None:
    """Set aside without an id, flagged with one; a title that only begins so is a title."""
    rows = [
        post("P1", "XX"),
        post("P2", "P1", name="Bob Ray", title="Total rewards manager"),
        post("", name="Grand total: 12"),
        post("Total", name=""),
        post("合计", name="12"),
    ]
    report = report_of(*rows)
    (aside,) = report.of("no-id")
    assert (EntryKind.SET_ASIDE, 3) == (aside.kind, aside.line)
    assert "'Grand total: 12' looks like a row of totals" in aside.message
    assert [4, 5] == [entry.line for entry in report.of("totals-row")]
    units = [{"id": "u", "name": "Board"}, {"id": "", "name": "Total"}]
    _, dated = read_tables_with_report(units=units)
    assert [2] == [entry.line for entry in dated.of("totals-row")]


def test_a_read_of_which_nothing_is_left_is_told() -> None:
    """By the file, beside the rows that were set aside."""
    history, report = read_snapshots_with_report([post(""), post("")], date="2024")
    assert not history.posts
    (entry,) = report.of("nothing-read")
    assert (EntryKind.FLAGGED, "the table") == (entry.kind, entry.file)
    assert "none of its 2 rows was read" in entry.message
    both = read_snapshots_with_report([[post("")], [post("P1")]], date="2024")[1]
    assert ["the table"] == [entry.file for entry in both.of("nothing-read")]


def test_dated_tables_of_which_nothing_is_left_are_told() -> None:
    """Each, and all together."""
    _, report = read_tables_with_report(people=[{"id": "", "name": ""}])
    assert ["the table of people", "the tables"] == [e.file for e in report.of("nothing-read")]
    _, report = read_tables_with_report(people=io.StringIO("id,name\n"))
    assert ["the table of people"] == [entry.file for entry in report.of("no-rows")]
    late = {"person": "a", "post": "b", "start": "2024", "end": "2023"}
    _, report = read_tables_with_report(tenures=[late])
    assert ["the tables"] == [entry.file for entry in report.of("nothing-read")]


def test_a_source_without_rows_is_named() -> None:
    """Every file of it; and one whose rows have no date."""
    empty = io.StringIO("id,name\n")
    empty.name = "staff.csv"
    assert [("staff.csv", None, "it has no rows")] == refusal(empty, date="2024")
    assert [("the table", None, "none of its rows has a date")] == refusal(
        [{"id": "P1", "date": ""}]
    )
    _, report = read_snapshots_with_report(
        [io.StringIO("id,name\n"), [post("P1")]], date="2024-01-31"
    )
    assert [("the table", 1)] == [(entry.file, entry.line) for entry in report.of("no-rows")]


def test_a_doubled_heading_is_never_passed_over() -> None:
    """A field that could be either column is refused; other columns ride along."""
    (problem,) = refusal(io.StringIO("id,name,name\n1,Ann,Bob\n"), date="2024")
    assert ("the table", 1) == problem[:2]
    assert "name could be 'name' or 'name (2)'" in problem[2]
    text = io.StringIO("id,name,fte,fte\n1,Ann,0.5,0.7\n")
    history, report = read_snapshots_with_report(text, date="2024")
    assert (("fte", "0.5"), ("fte (2)", "0.7")) == history.posts[0].extra
    assert [1] == [entry.line for entry in report.of("heading-twice")]


# dates and zones


def test_dates_are_blamed_with_file_and_line_and_zones_by_themselves() -> None:
    """A serial number, two orders of day and month; a zone that there is not is no date."""
    (problem,) = refusal([{"date": 45292, "id": "P1"}])
    assert ("the table", 1) == problem[:2]
    assert "of 2024-01-01" in problem[2]
    mixed = [{"date": day, "id": "P1"} for day in ("31/01/2024", "01/02/2024", "01/31/2024")]
    ((file, line, reason),) = refusal(mixed)
    assert ("the table", 1) == (file, line)
    assert "31/01/2024" in reason
    with pytest.raises(InvalidValueError, match="zone cannot be 'Mars/X'"):
        read_snapshots_with_report([post("P1")], date="2024", zone="Mars/X")
    with pytest.raises(InvalidValueError, match="choose day-first"):
        read_snapshots_with_report(mixed, day_order="year-first")


def test_dated_tables_blame_the_line_of_a_date_too() -> None:
    """And who is in no table is told with the first line that names them."""
    rows = [
        {"person id": "a", "post id": "b", "start": "31/01/2024"},
        {"person id": "a", "post id": "b", "start": "01/31/2025"},
    ]
    with pytest.raises(UnreadableFileError) as caught:
        read_tables_with_report(tenures=rows)
    assert "line 2: start: '01/31/2025': other dates" in str(caught.value)
    _, report = read_tables_with_report(tenures=rows[:1], people=[{"id": "z", "name": "Zed"}])
    assert [("the table of tenures", 1)] == [(e.file, e.line) for e in report.of("unknown-person")]


# one person under two names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AM Ian Morrison", "Air Marshal Ian Morrison", True),
        ("Lieutenant General P R Newton", "Lieutenant General P R Newton CBE", True),
        ("I Morrison", "Ian Morrison", True),
        ("Stacey, Graham", "Air Vice Marshal Graham Stacey", True),
        ("David Evans", "David L Evans", True),
        ("Col Morrison", "Ian Morrison", True),
        ("李 安", "李安", True),
        ("Ann Lee", "Bob Lee", False),
        ("A Lee", "Bob Lee", False),
        ("Ian Morrison", "Ian Lee", False),
        ("李安", "李明", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, *, same: bool) -> None:
    """Alike but for ranks, honours, initials and further names; either way round."""
    assert (same, same) == (may_be_one(one, other), may_be_one(other, one))


def test_a_holder_written_in_another_way_is_told_and_stays_two() -> None:
    """No identity is made up; and who is still there under the old name is another."""
    rows = [
        {"date": "2024-01-31", **post("P1", name="AM Ian Morrison")},
        {"date": "2024-02-29", **post("P1", name="Air Marshal Ian Morrison")},
    ]
    history, report = read_snapshots_with_report(rows)
    assert 2 == len(history.people)
    (entry,) = report.of("same-person")
    assert (EntryKind.FLAGGED, 2) == (entry.kind, entry.line)
    assert "'Air Marshal Ian Morrison' follows 'AM Ian Morrison' in 'P1'" in entry.message
    stayed = {"date": "2024-02-29", **post("P2", name="AM Ian Morrison")}
    assert not report_of(*rows, stayed).of("same-person")
    numbered = [{**row, "employee id": str(n)} for n, row in enumerate(rows)]
    assert not report_of(*numbered).of("same-person")


# how somebody sits

SITTING = (
    {"id": "AG", "name": "Ann Lee", "title": "Attorney", "status": "Maternity leave"},
    {"id": "AG", "name": "Bob Ray", "title": "Attorney", "status": "Acting"},
    {"id": "SG", "name": "Cy Dale", "title": "Solicitor", "status": "Permanent"},
    {"id": "DP", "name": "Di Fox", "title": "Deputy", "status": "Active"},
    {"id": "VA", "name": "Vacant", "title": "Clerk", "status": "Interim"},
)


def test_kinds_of_tenures_and_leaves_are_read() -> None:
    """A word that says nothing of it rides along; of an empty seat it is told."""
    history, report = read_snapshots_with_report([*SITTING], date="2024-01-31")
    chart = history.at("2024-01-31")
    assert {"ann lee": TenureKind.SUBSTANTIVE, "bob ray": TenureKind.ACTING} == {
        held.person: held.kind for held in chart.holders("AG")
    }
    assert [("AG", "Maternity leave")] == [(a.post, a.note) for a in chart.leaves_of("ann lee")]
    assert 1 == chart.posts["AG"].seats
    assert ((), (("status", "Active"),)) == (chart.posts["SG"].extra, chart.posts["DP"].extra)
    assert "kind = 'status'" in [entry.message for entry in report.of("columns")]
    assert [5] == [entry.line for entry in report.of("kind")]


def test_a_column_that_says_nothing_of_kinds_rides_along() -> None:
    """At all dates alike: the words of one date make it a column of kinds at every other."""
    plain = [{**row, "status": "Active"} for row in SITTING]
    history = read_snapshots_with_report(plain, date="2024-01-31")[0]
    assert {(("status", "Active"),)} == {post.extra for post in history.posts}
    dated = {"2024-01-31": [SITTING[2]], "2024-02-29": [*SITTING]}
    chart = read_snapshots_with_report(dated)[0].at("2024-01-31")
    assert () == chart.posts["SG"].extra


def test_flags_of_acting_and_leave_are_read_and_may_be_told() -> None:
    """Columns of yes and no; a column that the caller names is taken in any case."""
    rows = [
        {"id": "AG", "name": "Ann Lee", "is acting": "no", "on leave": "yes"},
        {"id": "SG", "name": "Bob Ray", "is acting": "yes", "on leave": "no"},
    ]
    chart = read_snapshots_with_report(rows, date=date(2024, 1, 31))[0].at("2024-01-31")
    assert [("ann lee", "AG", None)] == [(a.person, a.post, a.note) for a in chart.leaves]
    assert [TenureKind.ACTING] == [held.kind for held in chart.holders("SG")]
    odd = [{"id": "SG", "name": "Bob Ray", "how": "interim"}]
    told = read_snapshots_with_report(odd, date="2024", columns={"kind": "how"})[0].at("2024")
    assert [TenureKind.INTERIM] == [held.kind for held in told.holders("SG")]
