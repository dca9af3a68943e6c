"""Periodic snapshots: shapes, dates, policies, and charts that come back as they were."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    History,
    InvalidValueError,
    InvalidWhenError,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    UnreadableFileError,
)
from orgchart.io.periodic import read_snapshots, read_snapshots_with_report
from orgchart.io.rows import (
    BlankManager,
    BlankName,
    Cleaning,
    Duplicates,
    EntryKind,
    Holders,
    ReadReport,
    SameName,
    SelfReport,
    Suspicious,
    Zeros,
)
from tests.counts import at_most

Row = dict[str, str]


def table(text: str) -> list[Row]:
    """Return rows of a text: the names of the columns, then a line for each row."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.split("\n") if line]
    return [dict(zip(head, line, strict=True)) for line in lines]


def lines_of(report: ReadReport, rule: str) -> list[int | None]:
    """Return the lines on which a rule was used."""
    return [entry.line for entry in report.of(rule)]


def refusal(source: Any, **options: Any) -> str:  # noqa: ANN401 - any source
    """Return why a read is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read_snapshots(source, **options)
    return str(caught.value)


POSTS = """
date       | id  | name    | title | reports_to | unit    | fte
2024-01-31 | ceo | Ann Lee | Chief | XX         | Board   | 1
2024-01-31 | cto | Bob Ray | Tech  | ceo        | Science | 1
2024-02-29 | ceo | Cy Dale | Chief | XX         | Board   | 1
2024-02-29 | cto | Bob Ray | Tech  | ceo        | Science | 0.8
"""


def test_posts_are_read_back_at_each_date() -> None:
    """Units, posts, people, tenures and lines, each as the row says."""
    history = read_snapshots(table(POSTS), name="Acme", zone="Europe/London")
    expected = Snapshot.build(
        people=[Person("cy dale", "Cy Dale"), Person("bob ray", "Bob Ray")],
        units=[
            Unit("Board", "Board", kind="department"),
            Unit("Science", "Science", kind="department"),
        ],
        posts=[Post("ceo", "Chief", unit="Board"), Post("cto", "Tech", unit="Science")],
        tenures=[Tenure("cy dale", "ceo"), Tenure("bob ray", "cto")],
        lines=[ReportingLine("ceo", None), ReportingLine("cto", "ceo")],
    )
    assert expected == history.at("2024-02-29")
    assert expected == history.at("2025-01-01")
    assert ("Acme", "Europe/London") == (history.name, history.zone)


def test_a_change_is_some_time_in_between() -> None:
    """Both holders are possible; the line to the post stays; nothing moved."""
    history = read_snapshots(table(POSTS))
    between = history.at("2024-02-10")
    assert ["ann lee", "cy dale"] == [held.person for held in between.holders("ceo")]
    assert {Certainty.POSSIBLE} == {held.certainty for held in between.holders("ceo")}
    assert Certainty.CERTAIN is between.posts["cto"].certainty
    assert {"joined", "left"} == {c.kind for c in history.diff("2024-01-31", "2024-02-29").changes}


def test_other_columns_ride_along_and_change_on_the_later_day() -> None:
    """The post is certain all the while; its extra is what was last read."""
    history = read_snapshots(table(POSTS))
    days = ("2024-01-31", "2024-02-28", "2024-02-29")
    found = [history.at(day).posts["cto"] for day in days]
    assert ["1", "1", "0.8"] == [dict(post.extra)["fte"] for post in found]
    assert {Certainty.CERTAIN} == {post.certainty for post in found}


PEOPLE = """
Stichtag   | Personalnummer | Vorname | Nachname | Funktion | Vorgesetzter | Abteilung | Ort
31.01.2024 | 7              | Ann     | Lee      | Chief    |              | Leitung   | Bonn
31.01.2024 | 8              | Bob     | Ray      | Tech     | 7            | Technik   | Ulm
29.02.2024 | 7              | Ann     | Lee      | Chief    |              | Leitung   | Bonn
29.02.2024 | 8              | Bob     | Ray      | Lead     | 7            | Technik   | Ulm
"""


def test_people_get_a_post_each() -> None:
    """The shape is found out; what is no field is said of the person."""
    history, report = read_snapshots_with_report(table(PEOPLE))
    chart = history.at("2024-02-29")
    assert "Bob Ray" == chart.person_name("8")
    assert (("Ort", "Ulm"),) == chart.people["8"].extra
    assert ("Lead", "Technik") == (chart.posts["8"].title, chart.posts["8"].unit)
    assert ["7", "8"] == [held.post for held in chart.tenures]
    assert [("7", None), ("8", "7")] == [(line.post, line.manager) for line in chart.lines]
    assert ("8",) == chart.reports_to("7")
    assert "each row is one of people; tell the other with shape=" == report.of("shape")[0].message
    assert "person = 'Personalnummer'" in report.of("columns")[0].message


def test_people_with_ids_of_posts_keep_their_posts() -> None:
    """A manager who is named as a person is followed to the post that the person holds."""
    rows = table("""
employee id | position id | name    | job title | manager
7           | P1          | Ann Lee | Chief     |
8           | P2          | Bob Ray | Tech      | 7
9           | P3          | Cy Dale | Design    | Ann Lee
10          | P3          | Di Fox  | Design    | 7
""")
    chart = read_snapshots(rows, date="2024-01-31", shape="people").at("2024-01-31")
    assert ("P2", "P3") == chart.reports_to("P1")
    assert 2 == chart.posts["P3"].seats
    assert ["10", "9"] == [held.person for held in chart.holders("P3")]
    again = read_snapshots(rows, date="2024-01-31", shape="posts").at("2024-01-31")
    assert chart.tenures == again.tenures
    assert chart.lines == again.lines


def test_a_person_with_two_rows_has_two_posts() -> None:
    """And whoever reports to the person reports to nobody knows which."""
    rows = table("""
employee id | name    | job title | manager id
7           | Ann Lee | Chief     |
7           | Ann Lee | Treasurer | 7
8           | Bob Ray | Tech      | 7
""")
    history, report = read_snapshots_with_report(rows, date="2024-01-31")
    chart = history.at("2024-01-31")
    assert ["7", "7 (2)"] == [held.post for held in chart.posts_of("7")]
    assert UNKNOWN is chart.manager_of("8")
    assert (("manager", "7"),) == chart.lines_to(UNKNOWN)[-1].extra
    assert [2, 3] == lines_of(report, "ambiguous-manager")


def test_shape_can_be_told() -> None:
    """A column called id alone says nothing."""
    rows = [{"id": "1", "name": "Ann Lee"}, {"id": "2", "name": "Ann Lee"}]
    posts = read_snapshots(rows, date="2024", shape="posts").at("2024")
    people = read_snapshots(rows, date="2024", shape="people").at("2024")
    assert ["ann lee"] == [*posts.people]
    assert ["1", "2"] == [*people.people]
    with pytest.raises(InvalidValueError, match="choose posts or people"):
        read_snapshots(rows, date="2024", shape="seats")


# dates


def test_dates_come_from_a_column_a_name_a_key_or_the_caller(tmp_path: Path) -> None:
    """All four give the same history."""
    rows = {"2024-01-31": "id,name\nceo,Ann\n", "2024-02-29": "id,name\nceo,Bob\n"}
    for day, text in rows.items():
        (tmp_path / f"staff {day}.csv").write_text(text)
    column = [
        {"date": day, "id": "ceo", "name": name}
        for day, name in zip(rows, ("Ann", "Bob"), strict=True)
    ]
    expected = read_snapshots(column)
    assert expected == read_snapshots(sorted(tmp_path.iterdir()))
    assert expected == read_snapshots({day: io.StringIO(text) for day, text in rows.items()})
    assert expected == read_snapshots(
        {date.fromisoformat(d): io.StringIO(t) for d, t in rows.items()}
    )
    assert "no column has dates" in refusal(io.StringIO("id,name\nceo,Ann\n"))


def test_unreadable_dates_are_told_with_their_lines() -> None:
    """All of them at once; a row without a date is set aside."""
    rows = [{"date": day, "id": "ceo"} for day in ("2024-01-31", "soon", "", "31/31/2024")]
    text = refusal(rows)
    assert "line 2: date: 'soon' is not a moment" in text
    assert "line 4: date: '31/31/2024' is not a moment" in text
    _, report = read_snapshots_with_report([rows[0], rows[2]])
    assert [(EntryKind.SET_ASIDE, 2)] == [(e.kind, e.line) for e in report.of("no-date")]
    assert (2, 1, 1) == (report.rows_read, report.kept, report.set_aside)


def test_day_and_month_are_never_guessed() -> None:
    """One date of the source proves it for all, or it is told."""
    rows = [{"date": "03/04/2024", "id": "ceo"}]
    assert "tell day-first or month-first" in refusal(rows)
    proved = read_snapshots([*rows, {"date": "30/04/2024", "id": "ceo"}])
    told = read_snapshots([*rows, {"date": "30/04/2024", "id": "ceo"}], day_order="day-first")
    assert proved == told
    assert ["ceo"] == [*proved.at("2024-04-03").certain().posts]
    assert [] == [*proved.at("2024-04-02").certain().posts]


# policies


def test_words_for_holders() -> None:
    """Withheld fills the seat, vacant does not, eliminated takes the post away."""
    rows = table("""
id | name           | reports_to
1  | 'N/D'          | XX
2  | Not disclosed. | 1
3  | VACANT         | 1
4  | Eliminated     | 1
5  | Ann Lee        | 1
5  | Eliminated     | 1
6  |                | 1
""")
    history, report = read_snapshots_with_report(rows, date="2024-01-31")
    chart = history.at("2024-01-31")
    assert ["1", "2", "3", "5", "6"] == [*chart.posts]
    assert {"1", "2", "6"} == {held.post for held in chart.tenures if held.person is UNDISCLOSED}
    assert ["3"] == [vacancy.post for vacancy in chart.vacancies]
    assert ["5"] == [held.post for held in chart.posts_of("ann lee")]
    counts = {"withheld": 2, "vacant": 1, "eliminated": 2, "eliminated-twin": 1, "blank-name": 1}
    assert counts == {rule: report.counts[rule] for rule in counts}


@pytest.mark.parametrize(
    ("blank", "other", "vacant"),
    [
        (BlankName.JUDGED, "Vacant", False),
        (BlankName.JUDGED, "N/D", False),
        (BlankName.JUDGED, "Ann Lee", True),
        (BlankName.UNDISCLOSED, "Ann Lee", False),
        (BlankName.VACANT, "Vacant", True),
    ],
)
def test_blank_names(blank: BlankName, other: str, *, vacant: bool) -> None:
    """A source that has words for vacancies does not leave them blank."""
    rows = [{"id": "1", "name": ""}, {"id": "2", "name": other}]
    history, report = read_snapshots_with_report(
        rows, date="2024", cleaning=Cleaning(blank_name=blank)
    )
    assert vacant is ("1" in {vacancy.post for vacancy in history.at("2024").vacancies})
    assert [1] == [line for line in lines_of(report, "blank-name") if line]


@pytest.mark.parametrize(
    ("rows", "told", "root"),
    [
        ([("1", ""), ("2", "1")], BlankManager.JUDGED, True),
        ([("1", ""), ("2", ""), ("3", "1")], BlankManager.JUDGED, False),
        ([("1", ""), ("2", "XX"), ("3", "1")], BlankManager.JUDGED, False),
        ([("1", ""), ("2", "")], BlankManager.NOBODY, True),
        ([("1", ""), ("2", "1")], BlankManager.NOT_RECORDED, False),
    ],
)
def test_blank_managers(rows: list[tuple[str, str]], told: BlankManager, *, root: bool) -> None:
    """One at a date must be the top; of several nothing is said."""
    source = [{"id": one, "name": "Ann", "reports_to": manager} for one, manager in rows]
    chart = read_snapshots(source, date="2024", cleaning=Cleaning(blank_manager=told)).at("2024")
    assert root is (chart.line_of("1") is not None)
    assert chart.manager_of("1") is None


def test_managers_who_are_not_there_are_unknown() -> None:
    """What was written is kept on the line."""
    rows = [{"id": "1", "name": "Ann", "reports_to": "A7"}]
    history, report = read_snapshots_with_report(rows, date="2024")
    line = history.at("2024").line_of("1")
    assert line is not None
    assert (UNKNOWN, (("manager", "A7"),)) == (line.manager, line.extra)
    assert [("A7", 1)] == [(entry.text, entry.line) for entry in report.of("unknown-manager")]


@pytest.mark.parametrize(
    ("choice", "manager"),
    [(SelfReport.NOBODY, None), (SelfReport.UNKNOWN, UNKNOWN), (SelfReport.KEEP, "1")],
)
def test_self_reports(choice: SelfReport, manager: str | None) -> None:
    """A post that reports to itself is told in the report."""
    rows = [{"id": "1", "name": "Ann", "reports_to": "1"}]
    history, report = read_snapshots_with_report(
        rows, date="2024", cleaning=Cleaning(self_report=choice)
    )
    line = history.at("2024").line_of("1")
    assert line is not None
    assert manager == line.manager
    assert [1] == lines_of(report, "self-report")


def test_duplicates_and_shared_posts() -> None:
    """Equal rows are one; different holders share; each can be refused."""
    rows = table("""
id | name    | title | fte
1  | Ann Lee | Chief | 0.5
1  | Ann Lee | Chief | 0.5
1  | Bob Ray | Boss  | 0.5
1  | N/D     | Chief | 0.1
1  | N/D     | Chief | 0.2
1  | Ann Lee | Chief | 0.3
""")
    history, report = read_snapshots_with_report(rows, date="2024")
    chart = history.at("2024")
    assert 4 == chart.posts["1"].seats
    assert ["ann lee", "bob ray", UNDISCLOSED, UNDISCLOSED] == [
        t.person for t in chart.holders("1")
    ]
    assert "Boss" == next(t.title for t in chart.holders("1") if t.person == "bob ray")
    assert {"0.5", "0.1", "0.2", "0.3"} == {text for _, text in chart.posts["1"].extra}
    assert ([2], [3, 4, 5, 6]) == (lines_of(report, "duplicate"), lines_of(report, "shared-post"))
    assert "line 2" in refusal(rows, date="2024", cleaning=Cleaning(duplicates=Duplicates.ERROR))
    assert "has 4 holders" in refusal(rows, date="2024", cleaning=Cleaning(holders=Holders.ERROR))
    first = read_snapshots(rows, date="2024", cleaning=Cleaning(holders=Holders.FIRST)).at("2024")
    assert (1, ["ann lee"]) == (first.posts["1"].seats, [t.person for t in first.holders("1")])


def test_several_managers_of_one_post() -> None:
    """The first that is there stands, the others are kept on the line."""
    rows = table("""
id | name    | reports_to
1  | Ann Lee | XX
2  | Bob Ray | gone
2  | Cy Dale | 1
""")
    history, report = read_snapshots_with_report(rows, date="2024")
    line = history.at("2024").line_of("2")
    assert line is not None
    assert ("1", (("manager", "gone"),)) == (line.manager, line.extra)
    assert [2] == lines_of(report, "several-managers")


@pytest.mark.parametrize("choice", SameName)
def test_one_name_in_several_posts(choice: SameName) -> None:
    """One person, or a person for each post at all dates."""
    rows = table("""
date       | id | name
2024-01-31 | 1  | Ann Lee
2024-02-29 | 1  | Ann Lee
2024-02-29 | 2  | ANN  LEE
""")
    history, report = read_snapshots_with_report(rows, cleaning=Cleaning(same_name=choice))
    people = {"ann lee"} if choice is SameName.ONE else {"ann lee (1)", "ann lee (2)"}
    assert people == {person.id for person in history.people}
    assert ([3] if choice is SameName.ONE else []) == lines_of(report, "same-name")
    assert 1 == len([t for t in history.tenures if t.post == "1"])


ZEROS = """
date       | id  | name | reports_to
2024-01-31 | 007 | Ann  | XX
2024-01-31 | 012 | Bob  | 007
2024-02-29 | 7   | Ann  | XX
2024-02-29 | 12  | Bob  | 7
"""


def test_lost_zeros_are_offered_and_repaired_when_asked() -> None:
    """Never silently."""
    plain, report = read_snapshots_with_report(table(ZEROS))
    assert {"007", "012", "7", "12"} == {post.id for post in plain.posts}
    assert {EntryKind.FLAGGED} == {entry.kind for entry in report.of("lost-zeros")}
    mended, report = read_snapshots_with_report(
        table(ZEROS), cleaning=Cleaning(zeros=Zeros.RESTORE)
    )
    assert {"007", "012"} == {post.id for post in mended.posts}
    assert mended.at("2024-01-31") == mended.at("2024-02-29")
    assert 2 == report.repaired
    assert [3, 4, 4] == lines_of(report, "lost-zeros")


def test_two_spellings_at_one_date_are_two_posts() -> None:
    """Then nothing is repaired, and the report says why."""
    rows = [{"id": "007", "name": "Ann"}, {"id": "7", "name": "Bob"}]
    history, report = read_snapshots_with_report(
        rows, date="2024", cleaning=Cleaning(zeros=Zeros.RESTORE)
    )
    assert ["007", "7"] == [*history.at("2024").posts]
    assert "both are kept" in report.of("lost-zeros")[0].message


@pytest.mark.parametrize("choice", Suspicious)
def test_a_half_empty_date_is_flagged_or_set_aside(choice: Suspicious) -> None:
    """Only where the date after has its rows again; a shrinking organisation is no dirt."""
    sizes = {"2024-01-31": 10, "2024-02-29": 3, "2024-03-31": 9, "2024-04-30": 4, "2024-05-31": 4}
    rows = [
        {"date": day, "id": str(n), "name": f"N{n}"}
        for day, many in sizes.items()
        for n in range(many)
    ]
    history, report = read_snapshots_with_report(rows, cleaning=Cleaning(suspicious=choice))
    (entry,) = report.of("suspicious-drop")
    assert entry.message.startswith("2024-02-29 has 3 rows, the dates around it 10 and 9")
    kept = 3 if choice is Suspicious.FLAG else 10
    assert kept == len(history.at("2024-02-29").posts)
    assert (0 if choice is Suspicious.FLAG else 3) == report.set_aside


BODIES = """
id | name    | reports_to | organisation | unit
1  | Ann Lee | XX         | Tax          | Finance
2  | Bob Ray | 1          | Tax          | Finance
1  | Ann Lee | XX         | Health       | Finance
2  | Cy Dale | 1          | Health       | Health
"""


def test_ids_of_two_organisations_never_merge() -> None:
    """Found out where one id stands in both; also told, or forbidden."""
    history, report = read_snapshots_with_report(table(BODIES), date="2024")
    chart = history.at("2024")
    assert ["Health/1", "Health/2", "Tax/1", "Tax/2"] == [*chart.posts]
    assert ["Health/1", "Tax/1"] == [line.manager for line in chart.lines if line.manager]
    assert {"Health/ann lee", "Tax/ann lee"} <= set(chart.people)
    assert {"Health", "Tax", "Health/Finance", "Tax/Finance"} == set(chart.units)
    assert ("Tax", "Health") == (chart.organization_of("Tax/1"), chart.organization_of("Health/2"))
    assert [3] == lines_of(report, "scope")
    told = read_snapshots(table(BODIES), date="2024", cleaning=Cleaning(scope="organisation"))
    assert told == history
    merged = read_snapshots(table(BODIES), date="2024", cleaning=Cleaning(scope=None))
    assert ["1", "2"] == [*merged.at("2024").posts]
    assert "no column for the scope 'body'" in refusal(
        table(BODIES), date="2024", cleaning=Cleaning(scope="body")
    )


def test_aliases_name_managers() -> None:
    """Two posts with one alias are told, and who reports to it reports to nobody knows which."""
    rows = table("""
id  | name    | slug | lead
ceo | Ann Lee | top  | none
a   | Bob Ray | eng  | top
b   | Cy Dale | eng  | top
c   | Di Fox  |      | eng
d   | Ed Gray |      | top
""")
    history, report = read_snapshots_with_report(
        rows, date="2024", columns={"manager": "lead", "alias": "slug"}
    )
    chart = history.at("2024")
    assert ("a", "b", "d") == chart.reports_to("ceo")
    assert UNKNOWN is chart.manager_of("c")
    assert ([3], [4]) == (lines_of(report, "alias-twice"), lines_of(report, "ambiguous-manager"))


def test_odd_ids_are_read() -> None:
    """Words with a meaning of their own, and control characters, do not stop a read."""
    rows = [
        {"id": "unknown", "name": "A\x00nn", "reports_to": "XX"},
        {"id": "2", "name": "Unknown", "reports_to": "unknown"},
        {"id": "", "name": "Bob", "reports_to": "2"},
    ]
    history, report = read_snapshots_with_report(rows, date="2024")
    chart = history.at("2024")
    assert ["2", "unknown_"] == [*chart.posts]
    assert ("2",) == chart.reports_to("unknown_")
    assert [3] == lines_of(report, "no-id")


def test_columns_of_the_date_are_told_and_not_put_on_posts() -> None:
    """What differs at each date and is alike in all rows of one is no news of the posts."""
    rows = [
        {
            "date": f"2024-0{month}-01",
            "commit": f"c{month}",
            "id": str(n),
            "name": "Ann",
            "fte": "1",
        }
        for month in (1, 2, 3)
        for n in (1, 2)
    ]
    history, report = read_snapshots_with_report(rows)
    assert {(("fte", "1"),)} == {post.extra for post in history.posts}
    assert ["commit = 'c1'", "commit = 'c2'", "commit = 'c3'"] == [
        entry.text for entry in report.of("of-the-date")
    ]


def test_what_cannot_be_read_is_refused() -> None:
    """Tables without ids, without rows, and dates that close at one instant."""
    assert "no column has the ids of posts" in refusal([{"name": "Ann"}], date="2024")
    assert "it has no rows" in refusal(io.StringIO("id,name\n"), date="2024")
    with pytest.raises(InvalidWhenError, match="some have no zone"):
        read_snapshots([{"date": d, "id": "1"} for d in ("2024-01-31", "2024-02-01T12:00Z")])


# the meaning is that of charts at dates


def cells(words: str) -> st.SearchStrategy[str]:
    """Return a few words, so that they meet."""
    return st.sampled_from(words.split(" "))


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": cells("1 2 3 4"),
            "name": cells("Ann Bob ann N/D Vacant Eliminated "),
            "title": cells("T U"),
            "reports_to": cells("1 2 3 4 9 XX "),
            "unit": cells("A B "),
            "house": cells("O P "),
            "fte": cells("1 2 "),
            "status": cells("Acting Active Sabbatical "),
        }
    ),
    max_size=6,
)
FIXED = Cleaning(blank_name=BlankName.VACANT, blank_manager=BlankManager.NOBODY, scope="house")


def is_of_the_date(dated: dict[str, list[Row]], column: str) -> bool:
    """Say whether a column has one value at each of three dates or more, and another at each."""
    seen = {frozenset(row[column] for row in rows) for rows in dated.values()}
    return len(dated) >= 3 and len(seen) == len(dated) and all(len(one) == 1 for one in seen)


@at_most(25)
@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from([None, "Europe/London"]))
def test_it_means_what_charts_at_dates_mean(tables: list[list[Row]], zone: str | None) -> None:
    """Each day from before the first date to after the last shows what `from_snapshots` shows."""
    first = date(2024, 2, 27)
    dated = {
        str(first + timedelta(days=3 * number)): rows for number, rows in enumerate(tables) if rows
    }
    # A column about the date is taken for no part of a row, and the report says so.
    if not dated or is_of_the_date(dated, "house") or is_of_the_date(dated, "fte"):
        return
    told = {"kind": "status"}
    whole = read_snapshots(dated, zone=zone, cleaning=FIXED, columns=told)
    charts = {
        day: read_snapshots(rows, date=day, zone=zone, cleaning=FIXED, columns=told).at(day)
        for day, rows in dated.items()
    }
    expected = History.from_snapshots(charts, zone=zone)
    for number in range(-2, 3 * len(tables) + 2):
        day = str(first + timedelta(days=number))
        assert expected.at(day) == whole.at(day)
    for day, chart in charts.items():
        assert chart == whole.at(day)
        assert [p.extra for p in chart.posts.values()] == [
            p.extra for p in whole.at(day).posts.values()
        ]
