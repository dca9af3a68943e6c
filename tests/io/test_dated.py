"""Dated tables: ends, versions, parts of tenures, successions of units, and dirt."""

import io
from typing import Any

import pytest

from orgchart import (
    UNDISCLOSED,
    InvalidValueError,
    Person,
    TenureKind,
    UnreadableFileError,
)
from orgchart.io.dated import read_tables, read_tables_with_report
from orgchart.io.rows import Cleaning, Duplicates, EntryKind

ANN = {"person_id": "ann", "post_id": "ceo", "start": "2019-03-01", "end": "2023-11-17"}


def tenure(**fields: str) -> dict[str, str]:
    """Return a row of Ann's tenure with other fields."""
    return {**ANN, **fields}


def test_an_end_is_exclusive_unless_told_and_the_report_says_so() -> None:
    """Without a word the end day is no longer held, and the report says that nobody told."""
    history, report = read_tables_with_report(tenures=[ANN])
    assert () == history.at("2023-11-17").holders("ceo")
    (entry,) = report.of("ends")
    assert (EntryKind.POLICY, "exclusive") == (entry.kind, entry.text)
    assert "nobody told" in entry.message
    _, told = read_tables_with_report(tenures=[ANN], ends="exclusive")
    assert "as told" in told.of("ends")[0].message


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2023-11-17", "2023-11-18"),
        ("2023-12-31", "2024-01-01"),
        ("31/12/2023", "2024-01-01"),
        ("2023-11", "1 day after 2023-11"),
        ("2023", "1 day after 2023"),
        ("2023-11-17~", "1 day after 2023-11-17~"),
        ("2023-11-17T12:28Z", "2023-11-17T12:28Z"),
        ("", "None"),
        ("present", "ongoing"),
        ("unknown", "unknown"),
        ("9999-12-31", "None"),
    ],
)
def test_an_inclusive_end_moves_a_day(written: str, end: str) -> None:
    """A day becomes the next; what is vague stays as vague; an instant is an end by itself."""
    history = read_tables(tenures=[tenure(end=written)], ends="inclusive", zone="UTC")
    assert end == str(history.tenures[0].end)


def test_an_inclusive_end_in_a_month_is_some_day_of_it() -> None:
    """The last day lies in the month: within it the tenure is possible, on its last day too."""
    history = read_tables(tenures=[tenure(end="2023-11")], ends="inclusive")
    sure = [
        [str(held.certainty) for held in history.at(day).holders("ceo")]
        for day in ("2023-11-01", "2023-11-02", "2023-11-29", "2023-12-01")
    ]
    assert [["certain"], ["possible"], ["possible"], []] == sure


@pytest.mark.parametrize("text", ["9999-12-31", "9999"])
def test_an_end_that_never_comes_is_none(text: str) -> None:
    """What systems write in place of no end is read as none, and told."""
    history, report = read_tables_with_report(tenures=[tenure(end=text)])
    assert history.tenures[0].end is None
    assert [text] == [entry.text for entry in report.of("open-end")]


def test_reversed_periods() -> None:
    """A row that ends before it starts is set aside with its line, kept, or refused."""
    rows = [ANN, tenure(start="2024-02-01", end="2024-01-01")]
    history, report = read_tables_with_report(tenures=rows)
    assert 1 == len(history.tenures)
    (entry,) = report.of("reversed")
    assert (EntryKind.SET_ASIDE, 2) == (entry.kind, entry.line)
    assert "ann" in entry.text
    kept, report = read_tables_with_report(tenures=rows, reversed_periods="keep")
    assert 2 == len(kept.tenures)
    assert EntryKind.FLAGGED is report.of("reversed")[0].kind
    with pytest.raises(UnreadableFileError) as caught:
        read_tables(tenures=rows, reversed_periods="error")
    assert "line 2: it ends (2024-01-01) before it starts" in str(caught.value)


def test_an_inclusive_end_on_the_day_before_is_reversed() -> None:
    """What was written is judged, before the end is moved."""
    rows = [tenure(start="2024-02-01", end="2024-01-31")]
    _, report = read_tables_with_report(tenures=rows, ends="inclusive")
    assert 1 == report.set_aside


def test_one_day_is_a_period() -> None:
    """A tenure that starts and ends on one day is read."""
    history = read_tables(tenures=[tenure(end=ANN["start"])], ends="inclusive")
    assert 1 == len(history.at(ANN["start"]).holders("ceo"))


def test_names_have_their_dates() -> None:
    """Several rows of one person are versions."""
    people = (
        "id,name,gender,start_date,end_date\n7,Ann Lee,F,,2020-05-01\n7,Ann Ray,F,2020-05-01,\n"
    )
    history = read_tables(people=io.StringIO(people), tenures=[tenure(person_id="7")])
    assert "Ann Lee" == history.at("2020-04-30").person_name("7")
    assert "Ann Ray" == history.at("2020-05-01").person_name("7")
    assert {"gender": "F"} == dict(history.people[0].extra)


UNITS = [
    {"id": "dh", "name": "Health", "end": "2018-01-08"},
    {"id": "dhsc", "name": "Health and Care", "start": "2018-01-08"},
    {"id": "dcms", "name": "Culture", "end": "2023-02-07"},
    {"id": "dsit", "name": "Science", "start": "2023-02-07"},
]
LINKS = [
    {"predecessor": "dh", "successor": "dhsc", "type": "Name change", "date": "2018-01-08"},
    {"predecessor": "dcms", "successor": "dsit", "type": "Demerger", "date": "2023-02-07"},
]
POSTS = [{"id": "sos", "title": "Secretary of State", "unit_id": "dhsc"}]


def test_a_renamed_unit_is_one_unit() -> None:
    """Its names are versions, and posts of its later id belong to it."""
    history, report = read_tables_with_report(units=UNITS, links=LINKS, posts=POSTS)
    assert "Health" == history.at("2018-01-07").unit_name("dh")
    assert "Health and Care" == history.at("2018-01-08").unit_name("dh")
    assert "dh" == history.posts[0].unit
    ids = [dict(unit.extra).get("id") for unit in history.units if unit.id == "dh"]
    assert {None, "dhsc"} == set(ids)
    assert {"renamed": 1, "succession": 1}.items() <= report.counts.items()


def test_renamed_units_can_stay_apart() -> None:
    """Then both say what they came of and what came of them."""
    history = read_tables(units=UNITS, links=LINKS, posts=POSTS, renames="apart")
    extra = {unit.id: dict(unit.extra) for unit in history.units}
    assert {"successor": "dhsc (Name change, 2018-01-08)"} == extra["dh"]
    assert {"predecessor": "dh (Name change, 2018-01-08)"} == extra["dhsc"]
    assert "dhsc" == history.posts[0].unit


def test_a_split_stands_in_the_extra() -> None:
    """What a history has no place for is not lost."""
    history = read_tables(units=UNITS, links=LINKS)
    extra = {unit.id: dict(unit.extra) for unit in history.units}
    assert {"predecessor": "dcms (Demerger, 2023-02-07)"} == extra["dsit"]


@pytest.mark.parametrize(
    "pairs", [[("a", "b"), ("b", "a")], [("a", "b"), ("a", "c")], [("a", "c"), ("b", "c")]]
)
def test_names_that_part_or_go_round_are_left_apart(pairs: list[tuple[str, str]]) -> None:
    """No unit loses its id where it is not clear which one it was."""
    links = [{"predecessor": a, "successor": b, "type": "renamed"} for a, b in pairs]
    units = [{"id": each, "name": each} for each in "abc"]
    history, report = read_tables_with_report(units=units, links=links)
    assert EntryKind.FLAGGED in {entry.kind for entry in report.of("renamed")}
    assert "c" in {unit.id for unit in history.units}


PARTS = [
    {"appointment_id": "t1", "is_on_leave": "False", "end": "2021-03-02"},
    {
        "appointment_id": "t1",
        "is_on_leave": "True",
        "leave_reason": "Parental",
        "start": "2021-03-02",
        "end": "2021-09-10",
    },
    {"appointment_id": "t1", "is_acting": "no", "start": "2021-09-10", "end": "2023-11-17"},
]


def test_a_leave_of_a_part_does_not_split_the_tenure() -> None:
    """She keeps the post; the leave has its reason and its dates."""
    parts = [{**PARTS[0], "start": ANN["start"]}, *PARTS[1:]]
    history, report = read_tables_with_report(tenures=[tenure(id="t1")], parts=parts)
    (held,) = history.tenures
    assert ("2019-03-01", "2023-11-17") == (str(held.start), str(held.end))
    (leave,) = history.leaves
    assert ("ann", "ceo", "Parental") == (leave.person, leave.post, leave.note)
    assert ("2021-03-02", "2021-09-10") == (str(leave.start), str(leave.end))
    assert () == report.of("parts")


def test_a_tenure_is_split_where_its_parts_differ() -> None:
    """From acting to substantive; manners belong to the first and to the last."""
    parts = [
        {"tenure_id": "t1", "acting": "yes", "start": "2019-03-01", "end": "2020-01-01"},
        {"tenure_id": "t1", "acting": "", "grade": "1", "start": "2020-01-01", "end": "2023-11-17"},
    ]
    row = tenure(id="t1", start_manner="elected", end_manner="resigned")
    history = read_tables(tenures=[row], parts=parts)
    said = [
        (held.kind, str(held.start), str(held.end), held.start_manner, held.end_manner)
        for held in history.at("2020-01-01").tenures + history.at("2019-12-31").tenures
    ]
    assert [
        (TenureKind.SUBSTANTIVE, "2020-01-01", "2023-11-17", None, "resigned"),
        (TenureKind.ACTING, "2019-03-01", "2020-01-01", "elected", None),
    ] == said


def test_parts_that_do_not_meet_are_told() -> None:
    """The tenure's own ends stand."""
    parts = [{"tenure_id": "t1", "start": "2019-03-05", "end": "2023-11-18"}]
    history, report = read_tables_with_report(tenures=[tenure(id="t1")], parts=parts)
    assert ("2019-03-01", "2023-11-17") == (
        str(history.tenures[0].start),
        str(history.tenures[0].end),
    )
    assert {"parts": 2}.items() <= report.counts.items()


def test_a_part_without_a_start_begins_where_the_one_before_ended() -> None:
    """And parts of two tenures with one id go to the first of them."""
    parts = [
        {"tenure_id": "t1", "acting": "", "start": "2020-01-01"},
        {"tenure_id": "t1", "acting": "yes", "end": "2020-01-01"},
    ]
    rows = [tenure(id="t1"), tenure(id="t1", start="2025", end="")]
    history, report = read_tables_with_report(tenures=rows, parts=parts)
    assert [("acting", "2020-01-01"), ("substantive", "2023-11-17"), ("substantive", "None")] == [
        (held.kind, str(held.end))
        for held in sorted(history.tenures, key=lambda held: held.period.start_bounds)
    ]
    assert [2] == [entry.line for entry in report.of("parts") if "first row" in entry.message]


def test_parts_of_no_tenure_are_set_aside() -> None:
    """What belongs to nothing is in the report."""
    _, report = read_tables_with_report(tenures=[ANN], parts=[{"tenure_id": "t9", "acting": "yes"}])
    assert ["t9 | yes"] == [entry.text for entry in report.of("part")]


@pytest.mark.parametrize(
    ("fields", "kind", "extra"),
    [
        ({"acting": "TRUE"}, TenureKind.ACTING, {}),
        ({"acting": "0"}, TenureKind.SUBSTANTIVE, {}),
        ({"acting": "maybe"}, TenureKind.SUBSTANTIVE, {"acting": "maybe"}),
        ({"kind": "Interim"}, TenureKind.INTERIM, {}),
        ({"kind": "odd"}, TenureKind.SUBSTANTIVE, {"kind": "odd"}),
        ({"pay": "high"}, TenureKind.SUBSTANTIVE, {"pay": "high"}),
        ({"name": "Ann Lee"}, TenureKind.SUBSTANTIVE, {"name": "Ann Lee"}),
    ],
)
def test_kinds_and_flags(fields: dict[str, str], kind: TenureKind, extra: dict[str, str]) -> None:
    """A word that is none is kept as extra, as is a column that is no field."""
    (held,) = read_tables(tenures=[tenure(**fields)]).tenures
    assert (kind, extra) == (held.kind, dict(held.extra))


def test_a_leave_on_the_row_of_a_tenure() -> None:
    """A flag on the tenure itself is a leave for all of it."""
    history = read_tables(tenures=[tenure(on_leave="1", reason="Health")])
    assert [("ann", "Health")] == [(leave.person, leave.note) for leave in history.leaves]


def test_leaves_have_a_table_of_their_own() -> None:
    """With a person, perhaps a post, a reason and dates."""
    leaves = [{"person_id": "ann", "reason": "Study", "start": "2020", "pay": "half"}]
    (leave,) = read_tables(tenures=[ANN], leaves=leaves).leaves
    assert (None, "Study", {"pay": "half"}) == (leave.post, leave.note, dict(leave.extra))


def test_duplicates_are_set_aside_or_refused() -> None:
    """A row that says what another says is told with the line of the other."""
    history, report = read_tables_with_report(tenures=[ANN, ANN])
    assert 1 == len(history.tenures)
    assert ["it says what line 1 says"] == [entry.message for entry in report.of("duplicate")]
    with pytest.raises(UnreadableFileError) as caught:
        read_tables(tenures=[ANN, ANN], cleaning=Cleaning(duplicates=Duplicates.ERROR))
    assert "line 2: it says what line 1 says" in str(caught.value)


def test_withheld_and_vacant() -> None:
    """A withheld name fills the seat; a word for a vacancy is no tenure."""
    rows = [{**ANN, "person_id": "N/D"}, {**ANN, "person_id": "Vacant"}]
    history, report = read_tables_with_report(tenures=rows)
    assert [UNDISCLOSED] == [held.person for held in history.tenures]
    assert () == history.people
    assert {"withheld": 1, "vacant": 1}.items() <= report.counts.items()


def test_people_and_posts_are_made_of_tenures() -> None:
    """Where there are no tables of them, names are ids whatever their capitals."""
    rows = [
        {"name": "Ann Lee", "title": "Chief", "start": "2019", "end": "2020"},
        {"name": "ANN LEE", "title": "Chief", "start": "2021"},
    ]
    history = read_tables(tenures=rows)
    assert (Person("ann lee", "Ann Lee"),) == history.people
    assert ["Chief"] == [post.title for post in history.posts]


def test_who_is_in_no_table_is_told() -> None:
    """A tenure of somebody who is not in the table of people is read and flagged."""
    _, report = read_tables_with_report(
        tenures=[ANN], people=[{"id": "bob", "name": "Bob"}], posts=[{"id": "cto", "title": "T"}]
    )
    assert {"unknown-person": 1, "unknown-post": 1}.items() <= report.counts.items()


def test_numbers() -> None:
    """Seats and ranks are whole numbers; another text is kept as extra."""
    posts = [
        {"id": "a", "title": "A", "seats": "2", "rank": "3.0"},
        {"id": "b", "title": "B", "seats": "0", "rank": "high"},
    ]
    one, two = read_tables(posts=posts).posts
    assert (2, 3, ()) == (one.seats, one.rank, one.extra)
    assert (1, None, {"seats": "0", "rank": "high"}) == (two.seats, two.rank, dict(two.extra))


def test_rows_without_an_id_are_set_aside() -> None:
    """With what they said."""
    history, report = read_tables_with_report(people=[{"id": "", "name": "", "age": "7"}])
    assert () == history.people
    assert ["7"] == [entry.text for entry in report.of("no-id")]
    rows = [{"post": "\x01", "manager": "a"}, {"post": "b", "manager": "\x02"}]
    history, report = read_tables_with_report(lines=rows)
    assert () == history.lines
    assert {"no-id": 1, "blank-manager": 1}.items() <= report.counts.items()


def test_every_date_that_cannot_be_read_is_told_at_once() -> None:
    """With file and line of each."""
    table = "person id,post id,start,end\na,b,2019-13-01,\na,b,03/04/2020,\na,b,2020,soon\n"
    with pytest.raises(UnreadableFileError) as caught:
        read_tables(tenures=io.StringIO(table))
    assert all(f"line {line}: " in str(caught.value) for line in (2, 3, 4))
    known = table.splitlines()[0] + "\na,b,03/04/2020,\n"
    (held,) = read_tables(tenures=io.StringIO(known), day_order="day-first").tenures
    assert "2020-04-03" == str(held.start)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"ends": "sometimes"}, "inclusive"),
        ({"reversed_periods": "turn"}, "set-aside"),
        ({"renames": "no"}, "apart"),
        ({"columns": {"staff": {}}}, "tenures"),
        ({"columns": {"tenures": {"boss": "post_id"}}}, "person"),
        ({"zone": "Europe/Atlantis"}, "zone"),
    ],
)
def test_what_cannot_be_chosen_is_refused(options: dict[str, Any], said: str) -> None:
    """With what can be."""
    with pytest.raises(InvalidValueError, match=said):
        read_tables(tenures=[ANN], **options)


def test_a_missing_column_is_named() -> None:
    """With the columns that there are."""
    with pytest.raises(UnreadableFileError) as caught:
        read_tables(tenures=[{"who": "ann", "post_id": "ceo"}])
    assert "columns={'tenures': {'person': …}}; it has 'who', 'post_id'" in str(caught.value)
