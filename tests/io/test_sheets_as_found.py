"""Tables as people keep them: other headings, nulls, titles above, totals, changed ids, dates."""

import io
import re
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import UNDISCLOSED, History, InvalidValueError, InvalidWhenError, UnreadableFileError
from orgchart.io.dated import read_tables, read_tables_with_report
from orgchart.io.periodic import read_snapshots_with_report
from orgchart.io.rows import (
    DEFAULT_CLEANING,
    Cleaning,
    Decimals,
    EntryKind,
    ReadReport,
    ReportBuilder,
    Totals,
    date_in_name,
    day_text,
    rows_of,
    sheets_of,
)
from orgchart.io.rows.months import full_year, named_day
from orgchart.io.rows.oddnames import OddNames
from tests.counts import at_most

DAY = "2024-01-31"


def read(text: str, **options: Any) -> tuple[History, ReadReport]:  # noqa: ANN401 - of the reader
    """Return the history of a table of one date, and the report."""
    return read_snapshots_with_report(io.StringIO(text), **{"date": DAY, **options})


def problems(text: str, **options: Any) -> list[tuple[int | None, str]]:  # noqa: ANN401
    """Return line and reason of all for which a table is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read(text, **options)
    found: Any = caught.value.exceptions
    return [(one.line, one.reason) for one in found]


@contextmanager
def refused(reason: str) -> Generator[None]:
    """Expect that a read is refused, and the reason among its problems."""
    with pytest.raises(UnreadableFileError) as caught:
        yield
    assert reason in str(caught.value)


def told(report: ReadReport, rule: str) -> list[tuple[str, int | None]]:
    """Return kind and line of the entries of a rule."""
    return [(entry.kind.value, entry.line) for entry in report.of(rule)]


# columns of managers


@pytest.mark.parametrize(
    ("heading", "manager"),
    [
        ("supervisor position", "1"),
        ("Vorgesetzte Stelle", "1"),
        ("Reporting To", "1"),
        ("Vorgesetzte", "Ann"),
        ("Manager Name", "Ann"),
        ("Supervisor Name", "Ann"),
        ("Boss", "Ann"),
    ],
)
def test_more_headings_of_managers(heading: str, manager: str) -> None:
    """By id or by name; there is a line, and nothing is flagged."""
    history, report = read(f"position id,name,{heading}\n1,Ann,\n2,Bob,{manager}\n")
    assert ("2",) == history.at(DAY).reports_to("1")
    assert () == report.of("no-managers")


def test_a_name_beside_the_id_of_a_manager_rides_along() -> None:
    """What is written is kept, and the id counts."""
    text = "position id,name,reports to,manager name\n1,Ann,,\n2,Bob,1,Ann\n"
    assert {"manager name": "Ann"} == dict(read(text)[0].at(DAY).posts["2"].extra)


def test_a_table_without_a_column_of_managers_is_told() -> None:
    """With the columns that rode along, and the one that may be meant."""
    text = "position id,name,grade,oberstelle\n1,Ann,7,\n2,Bob,5,1\n3,Cy,5,2\n"
    _, report = read(text)
    (entry,) = report.of("no-managers")
    assert (EntryKind.FLAGGED, 1, 0) == (entry.kind, entry.line, entry.rows)
    assert "columns={'manager': 'oberstelle'}" in entry.message
    assert "'grade', 'oberstelle' rode along" in entry.message
    named, quiet = read(text, columns={"manager": "oberstelle"})
    assert (("2",), ()) == (named.at(DAY).reports_to("1"), quiet.of("no-managers"))


def test_that_there_are_no_managers_can_be_said() -> None:
    """With an empty name; a table of one row has nobody to report to."""
    text = "position id,name\n1,Ann\n2,Bob\n"
    assert "columns={'manager': …}" in read(text)[1].of("no-managers")[0].message
    assert () == read(text, columns={"manager": ""})[1].of("no-managers")
    assert () == read("position id,name\n1,Ann\n")[1].of("no-managers")


def test_the_ids_of_rows_themselves_are_no_managers() -> None:
    """A second column with the own id of each row is not offered."""
    text = "position id,name,key\n1,Ann,1\n2,Bob,2\n3,Cy,3\n"
    assert "mostly" not in read(text)[1].of("no-managers")[0].message


# words for an empty cell


@pytest.mark.parametrize(
    "word", ["N/A", "#N/A", "None", "-", "NA", "nan", "NULL", "--", "—", "?", "x", "0"]
)
def test_nulls_in_place_of_a_name_are_nobody(word: str) -> None:
    """Two posts with one are not held by one person; each cell is counted."""
    text = f"id,name,reports to\n1,Ann,\n2,{word},1\n3,{word},1\n"
    history, report = read(text)
    assert {"ann"} == set(history.at(DAY).people)
    assert ["2", "3"] == [vacancy.post for vacancy in history.at(DAY).vacancies]
    assert [("policy", 3), ("policy", 4)] == told(report, "blank-word")
    assert [word] * 2 == [entry.text for entry in report.of("blank-word")]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("zu besetzen,Offen,tba,VAC,Vakanz,wird neu besetzt,in Ausschreibung", "vacant"),
        ("Stelle frei,neu zu besetzen", "vacant"),
        ('k.A.,k. A.,keine Angabe,"nicht öffentlich",gesperrt', "withheld"),
        ("Wegfall", "eliminated"),
    ],
)
def test_usual_words_of_vacancies(words: str, rule: str) -> None:
    """Of forms in English and German."""
    names = words.split(",")
    rows = "".join(f"{number},{name},0\n" for number, name in enumerate(names, 1))
    report = read(f"id,name,reports to\n0,Ann,\n{rows}")[1]
    assert len(names) == report.counts[rule]


def test_an_id_that_looks_like_nothing_is_an_id() -> None:
    """A post 0, a unit NA: what is an id of the table is no blank."""
    history, report = read("id,name,reports to\n0,Ann,\nNA,Bob,0\nx,Cy,NA\n")
    chart = history.at(DAY)
    assert (("NA",), ("x",)) == (chart.reports_to("0"), chart.reports_to("NA"))
    assert () == report.of("blank-word")


def test_a_given_name_may_be_na() -> None:
    """In a column of its own; a person of an id N/A is nobody."""
    text = "position id,employee id,given name,family name\n1,7,Na,Li\n2,N/A,-,-\n"
    history, report = read(text)
    assert "Na Li" == history.at(DAY).person_name("7")
    assert (["7"], [3, 3, 3]) == (
        list(history.at(DAY).people),
        [entry.line for entry in report.of("blank-word")],
    )


def test_a_person_of_an_id_is_not_called_a_null() -> None:
    """The person is shown by their id."""
    history, _ = read("position id,employee id,name\n1,7,#N/A\n")
    assert "7" == history.at(DAY).person_name("7")


def test_words_for_an_empty_cell_can_be_told() -> None:
    """And what says more by another policy does so."""
    text = "id,name,reports to\n1,Ann,\n2,gibt es nicht,1\n"
    words = DEFAULT_CLEANING.blank | {"gibt es nicht"}
    assert ("2",) == tuple(
        v.post for v in read(text, cleaning=Cleaning(blank=words))[0].at(DAY).vacancies
    )
    withheld = Cleaning(withheld=["N/A"])
    history, report = read(text.replace("gibt es nicht", "N/A"), cleaning=withheld)
    assert (UNDISCLOSED, ()) == (history.at(DAY).holders("2")[0].person, report.of("blank-word"))


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Vacant (from 1 May)", True),
        ("VACANT - Ann Lee covering", True),
        ("Vacant from May", True),
        ("Offen (ab Mai)", True),
        ("Frei, Anna", False),
        ("Vacanti", False),
        ("12", True),
        ("...", False),
    ],
)
def test_names_that_look_like_none_are_told(name: str, odd: bool) -> None:  # noqa: FBT001
    """They are read as people; nothing is taken for a vacancy that may be a name."""
    report = read(f'id,name,reports to\n1,Ann,\n2,"{name}",1\n')[1]
    assert ([("flagged", 3)] if odd else []) == told(report, "odd-name")
    tenures = [{"name": name, "post_id": "p", "start": "2024"}]
    assert odd is bool(read_tables_with_report(tenures=tenures)[1].of("odd-name"))


@at_most(40)
@given(st.text(alphabet="ab -(1", min_size=1, max_size=8), st.lists(st.text("ab", max_size=3)))
def test_what_begins_with_no_word_is_a_name(name: str, words: list[str]) -> None:
    """A reason is given only for what has no letter, or begins with one of the words."""
    why = OddNames(words).why(name)
    if why is not None and any(map(str.isalpha, name)):
        assert any(word and name.lstrip(" -(").startswith(word) for word in words)


# totals


TOTALS = "id,name,title,reports to\n1,Ann,Chief,\n2,Bob,Clerk,1\nSumme,,,\n"


def test_totals_do_not_spoil_the_judgement_of_the_root() -> None:
    """The chief reports to nobody, though the row of totals names no manager either."""
    history, report = read(TOTALS)
    assert history.at(DAY).manager_of("1") is None
    assert ["1"] == [line.post for line in history.at(DAY).lines if line.manager is None]
    (entry,) = report.of("totals-row")
    assert (EntryKind.FLAGGED, 4) == (entry.kind, entry.line)
    assert "Cleaning(totals='set-aside')" in entry.message


def test_totals_can_be_set_aside() -> None:
    """Where the row says nothing else; a title that is called so stays."""
    cleaning = Cleaning(totals=Totals.SET_ASIDE)
    history, report = read(TOTALS + "Total,Cy,Clerk,1\n", cleaning=cleaning)
    assert ["1", "2", "Total"] == list(history.at(DAY).posts)
    assert [("set_aside", 4), ("flagged", 5)] == told(report, "totals-row")
    tenures = [{"person": "Ann", "post": "a"}, {"person": "Total", "post": "2"}]
    _, dated = read_tables_with_report(
        tenures=tenures, cleaning=cleaning, columns={"tenures": {"name": "person"}}
    )
    assert [("set_aside", 2)] == told(dated, "totals-row")


# ids that became decimal numbers


@pytest.mark.parametrize(("key", "manager"), [("1.0", "1"), ("1", "1.0")])
def test_ids_that_became_decimal_numbers_are_offered_and_repaired(key: str, manager: str) -> None:
    """As those that lost zeros."""
    text = f"id,name,reports to\n{key},Ann,\n2,Bob,{manager}\n"
    (entry,) = read(text)[1].of("decimal-id")
    assert (EntryKind.FLAGGED, "1.0") == (entry.kind, entry.text)
    assert "Cleaning(decimals='restore')" in entry.message
    history, report = read(text, cleaning=Cleaning(decimals=Decimals.RESTORE))
    assert ("2",) == history.at(DAY).reports_to("1")
    assert ["repaired"] == [entry.kind for entry in report.of("decimal-id")]


def test_the_ids_of_people_are_repaired_apart_from_those_of_posts() -> None:
    """A column of managers with gaps becomes one of decimal numbers in many tools."""
    text = "position id,employee id,name,manager id\n7.0,1,Ann,\n8,2,Bob,1.0\n"
    history, report = read(text, cleaning=Cleaning(decimals=Decimals.RESTORE))
    assert ("8",) == history.at(DAY).reports_to("7.0")
    assert [("repaired", 3)] == told(report, "decimal-id")


def test_ids_that_stand_beside_each_other_are_two() -> None:
    """1 and 1.0 at one date are kept; 1.5 is no whole number."""
    text = "id,name,reports to\n1,Ann,\n1.0,Bob,1\n1.5,Cy,1\n"
    history, report = read(text, cleaning=Cleaning(decimals=Decimals.RESTORE))
    assert ["1", "1.0", "1.5"] == list(history.at(DAY).posts)
    assert [("flagged", 3)] == told(report, "decimal-id")


# titles above the heading


TITLED = (
    "Staff list January 2024{0}\n\nid{0}name{0}title{0}reports to\n"
    "1{0}Ann{0}Chief{0}\n2{0}Bob{0}Clerk{0}1\n"
)


@pytest.mark.parametrize(
    "text", [TITLED.format(";"), *(TITLED.format(d).replace(f"2024{d}", "2024") for d in ",;\t|")]
)
def test_a_title_above_the_heading_is_suspected(text: str) -> None:
    """The refusal says which line looks like the heading, and what to do; then it is read."""
    first, second = problems(text)
    assert 1 == first[0]
    assert "line 3 like the heading; leave out what is above with skip=2" in first[1]
    assert second[1].startswith("no column has the ids")
    history, report = read(text, skip=2)
    assert ("2",) == history.at(DAY).reports_to("1")
    assert ["Staff list January 2024", ""] == [
        entry.text.rstrip(";") for entry in report.of("skipped-line")
    ]


def test_lines_are_counted_from_the_first_that_is_skipped() -> None:
    """Messages name the line of the file."""
    assert [4, 5] == [row.line for row in rows_of(io.StringIO(TITLED.format(";")), skip=2)]
    with refused("no more than 9 lines"):
        list(rows_of(io.StringIO("id\n1\n"), skip=9))
    with pytest.raises(InvalidValueError, match="a number of lines"):
        list(rows_of(io.StringIO("id\n1\n"), skip=-1))


def test_dated_tables_skip_lines_too() -> None:
    """And suspect a title."""
    text = "Who held what\nperson id,post id,start\nann,ceo,2019\n"
    assert ["ann"] == list(read_tables(tenures=io.StringIO(text), skip=1).at("2020").people)
    with refused("skip=1"):
        read_tables(tenures=io.StringIO(text))


def test_a_heading_of_few_words_is_no_title() -> None:
    """Of two columns, of rows that are longer by one, or with a blank heading."""
    report = ReportBuilder()
    for text in ("id\n1,2\n", "id,name\n1,Ann,x\n", "id,,name\n1,2,Ann\n"):
        list(sheets_of(io.StringIO(text), report=report))
    assert () == report.report().of("title-line")


# dates


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Jan 2024.csv", "2024-01"),
        ("Januar 2024.csv", "2024-01"),
        ("staff_März_2024.csv", "2024-03"),
        ("staff_Ma\u0308rz_2024.csv", "2024-03"),
        ("2024-Okt.csv", "2024-10"),
        ("31. Dezember 2023.csv", "2023-12-31"),
        ("1-May-2023 staff.csv", "2023-05-01"),
        ("2024年3月.csv", "2024-03"),
        ("Q1-2024.csv", "2024-Q1"),
        ("staff 2024_Q4.csv.gz", "2024-Q4"),
        ("2024.csv", "2024"),
        ("staff 2024.csv", "2024"),
        ("Jan 2024-02-29.csv", "2024-02-29"),
        ("03-2024.csv", None),
        ("2024-W05.csv", None),
        ("FY2024.csv", None),
        ("Marburg 2024 b2.csv", None),
        ("v1_2024.csv", None),
        ("12345.csv", None),
    ],
)
def test_months_quarters_and_years_in_names_of_files(name: str, found: str | None) -> None:
    """What may be a part of something else is no year."""
    assert found == date_in_name(name)


def test_files_of_months_by_name_are_read(tmp_path: Path) -> None:
    """Each at its date."""
    for month, name in (("Jan", "Ann"), ("Feb", "Bob")):
        (tmp_path / f"{month} 2024.csv").write_text(f"id,name,reports to\n1,{name},\n")
    history, _ = read_snapshots_with_report(sorted(tmp_path.iterdir()))
    assert ["ann", "bob"] == [history.at(day).holders("1")[0].person for day in (DAY, "2024-02-29")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28-Feb-23", "2023-02-28"),
        ("1-Mär-99", "1999-03-01"),
        ("2024-1-5", "2024-01-05"),
        ("5 Jan 2024", "2024-01-05"),
        ("January 5, 2024", "2024-01-05"),
        ("5. Januar 2024", "2024-01-05"),
        ("5 Foo 2024", "5 Foo 2024"),
        ("early 2024", "early 2024"),
    ],
)
def test_days_with_names_of_months(text: str, day: str) -> None:
    """As spreadsheets show them; other texts stay as they are."""
    assert day == day_text(text)


def test_a_day_that_there_is_not_is_refused() -> None:
    """Also with the name of a month."""
    with pytest.raises(InvalidWhenError, match="no such day"):
        day_text("29-Feb-23")


@at_most(40)
@given(st.dates(), st.sampled_from(["-", " ", "/"]))
def test_days_by_name_are_read_as_they_are(day: Any, apart: str) -> None:  # noqa: ANN401 - a date
    """Of any day of four digits."""
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * day.month - 3 : 3 * day.month]
    text = f"{day.day}{apart}{month}{apart}{day.year:04}"
    assert (f"{day.year:04}", day.month, day.day) == named_day(text)
    assert day.isoformat() == day_text(text)
    assert day.year == full_year(f"{day.year:04}")


def test_a_year_of_two_digits_is_told() -> None:
    """In a column of dates and in a dated table."""
    report = read("id,name,date,reports to\n1,Ann,28-Feb-23,\n", date=None)[1]
    assert [("policy", 2)] == told(report, "short-year")
    row = {"person_id": "ann", "post_id": "ceo", "start": "28-Feb-23", "end": "1-Mar-2023"}
    dated = read_tables_with_report(tenures=[row])[1]
    assert ["'28-Feb-23' is read as 2023-02-28, as spreadsheets read years of two digits"] == [
        entry.message for entry in dated.of("short-year")
    ]


@pytest.mark.parametrize("word", ["-", "n/a", "N/A", "NULL"])
def test_a_null_as_an_end_is_none(word: str) -> None:
    """It is not stated, and told; a question mark is an end that nobody knows."""
    row = {"person_id": "ann", "post_id": "ceo", "start": "2019", "end": word}
    history, report = read_tables_with_report(tenures=[row])
    assert (None, [("policy", 1)]) == (history.tenures[0].end, told(report, "blank-word"))
    known = read_tables(tenures=[{**row, "end": "?"}])
    assert "unknown" == str(known.tenures[0].end)


def test_the_whole_cell_is_quoted() -> None:
    """With a way to say that it is empty."""
    row = {"person_id": "ann", "post_id": "ceo", "start": "2019", "end": "k/e"}
    for part in ("'k/e': 'k' is not a moment", "; for an empty cell see Cleaning(blank=)"):
        with refused(part):
            read_tables(tenures=[row])
    blank = Cleaning(blank=["k/e"])
    assert read_tables(tenures=[row], cleaning=blank).tenures[0].end is None
    ((line, reason),) = problems("id,date,name\n1,k/e,Ann\n", date=None)
    assert (2, "'k/e': ") == (line, reason[:7])


# several refusals at once


def test_all_that_is_wrong_with_columns_is_told_at_once() -> None:
    """What could be two fields, what is not there, and that there are no ids."""
    text = "Abteilung,Abteilung,name\nx,y,Ann\n"
    reasons = [reason.partition(";")[0] for _, reason in problems(text, columns={"title": "nix"})]
    assert ["there is no column 'nix' for title", "unit could be"] == [
        reasons[0],
        reasons[1][:13],
    ]
    assert ["no column has the ids of posts"] == reasons[2:]
    with pytest.raises(UnreadableFileError) as caught:
        read_tables(tenures=io.StringIO("name,name,x\nAnn,Bob,1\n"))
    found: Any = caught.value.exceptions
    assert ["name could", "no column "] == [one.reason[:10] for one in found]


def test_a_column_that_is_in_doubt_is_not_missing_too() -> None:
    """One problem, and not two that say the same."""
    assert ["post could"] == [r[:10] for _, r in problems("post id,post ref,name\n1,2,Ann\n")]


@pytest.mark.parametrize("heading", ["Planstellennr", "Planstellen-Nr.", "Stellennr."])
def test_more_headings_of_posts(heading: str) -> None:
    """As German tables shorten them."""
    assert ["1"] == list(read(f"{heading},Name\n1,Ann\n")[0].at(DAY).posts)


# words in place of an id


def test_a_word_in_place_of_a_post_is_told() -> None:
    """N/D and Vacant are read as ids, and flagged; N/A is no id."""
    rows = [
        {"person_id": "ann", "post_id": "N/D", "start": "2019"},
        {"person_id": "bob", "post_id": "N/A", "start": "2019"},
        {"person_id": "cy", "post_id": "ceo", "start": "2019"},
    ]
    history, report = read_tables_with_report(tenures=rows)
    assert ["N/D", "ceo"] == sorted(post.id for post in history.posts)
    assert ([("flagged", 1)], [("set_aside", 2)]) == (told(report, "odd-id"), told(report, "no-id"))
    assert [("flagged", 2)] == told(read("id,name\nN/D,Ann\n")[1], "odd-id")


# the page


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Cleaning)])
def test_the_page_has_every_policy_with_its_values(field: str) -> None:
    """The words of each list, and the choices of each other policy, the default first."""
    page = Path(__file__).parents[2] / "docs" / "spreadsheets.md"
    (row,) = re.findall(rf"^\| `{field}` \| (.*) \|$", page.read_text("utf-8"), re.MULTILINE)
    values = re.findall(r"`([^`]*)`", row)
    default: object = getattr(DEFAULT_CLEANING, field)
    if field in _LISTS:
        assert (default, len(values)) == (set(values), len(set(values)))
    else:
        assert str(default) == values[0]
        if isinstance(default, StrEnum):
            assert {choice.value for choice in type(default)} == set(values)


_LISTS = frozenset({"withheld", "vacant", "eliminated", "nobody", "blank"})
