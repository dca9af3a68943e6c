"""Snapshots in tables: what is told of single rows, and how dirt is read as told."""

from pathlib import Path
from typing import Any

import pytest

from orgchart import History, TenureKind, UnreadableFileError
from orgchart.io.periodic import read_snapshots, read_snapshots_with_report
from orgchart.io.periodic.circles import circles_in
from orgchart.io.rows import Cleaning, EntryKind, ReadReport
from orgchart.io.rows.cleaning import Duplicates, Holders, SameName, Suspicious, Totals

DAY = "2024-01-31"


def read(
    *rows: tuple[str, ...],
    **options: Any,  # noqa: ANN401 - of the reader
) -> tuple[History, ReadReport]:
    """Return what rows below a heading say of one date."""
    head, *lines = rows
    source = [dict(zip(head, line, strict=True)) for line in lines]
    return read_snapshots_with_report(source, date=DAY, **options)


class TestNothing:
    """Sources of which little is read."""

    @pytest.mark.parametrize("source", [[], {}, [[]]])
    def test_no_rows(self, source: Any) -> None:  # noqa: ANN401 - any source
        """A source without a table is refused as such."""
        with pytest.raises(UnreadableFileError) as caught:
            read_snapshots(source)
        assert str(caught.value).endswith("the source: it has no rows")

    def test_a_file_that_was_set_aside(self, tmp_path: Path) -> None:
        """A date that looks broken is told as that, and not once more as nothing read."""
        files: dict[Any, Any] = {}
        for day, counts in (("2024-01-31", (9,)), ("2024-02-29", (1, 1)), ("2024-03-31", (9,))):
            files[day] = [tmp_path / f"{day}-{place}.csv" for place in range(len(counts))]
            for path, count in zip(files[day], counts, strict=True):
                rows = "".join(f"{path.stem}{number},N{number}\n" for number in range(count))
                path.write_text(f"id,name\n{rows}", encoding="utf-8")
        _, report = read_snapshots_with_report(
            files, cleaning=Cleaning(suspicious=Suspicious.SET_ASIDE), columns={"manager": ""}
        )
        (entry,) = [one for one in report.entries if one.kind is not EntryKind.RECOGNISED]
        assert ("suspicious-drop", 2) == (entry.rule, entry.rows)
        assert str(files["2024-02-29"][0]) == entry.file


class TestRows:
    """Rows that say the same, or of which one stands."""

    def test_duplicates(self) -> None:
        """They are told with both places; as errors too."""
        rows = ("id", "name"), ("a", "Ann Lee"), ("b", "Bob Ray"), ("b", "Bob Ray")
        told = "it says the same as line 2 of the table"
        (entry,) = read(*rows)[1].of("duplicate")
        assert (EntryKind.SET_ASIDE, "the table", 3, told) == (
            entry.kind,
            entry.file,
            entry.line,
            entry.message,
        )
        with pytest.raises(UnreadableFileError) as caught:
            read(*rows, cleaning=Cleaning(duplicates=Duplicates.ERROR))
        assert f"the table, line 3: {told}; take one away" in str(caught.value)

    def test_the_first_holder_alone(self) -> None:
        """The others are set aside, each with its line, and nobody of them is read."""
        history, report = read(
            ("id", "name", "manager"),
            *(("a", name, "XX") for name in ("Ann Lee", "Bob Ray", "Cem Tan")),
            shape="posts",
            cleaning=Cleaning(holders=Holders.FIRST),
        )
        assert ["ann lee"] == [held.person for held in history.tenures]
        told = [(entry.kind, entry.line, entry.rows) for entry in report.of("shared-post")]
        assert [(EntryKind.SET_ASIDE, line, 1) for line in (2, 3)] == told
        assert "another holder in line 1, which stands" in report.of("shared-post")[0].message

    @pytest.mark.parametrize(("boss", "several"), [("b", False), ("c", True)])
    def test_three_who_share(self, boss: str, *, several: bool) -> None:
        """Each of them is read; that they name several managers is told only where they do."""
        history, report = read(
            ("id", "name", "title", "reports_to"),
            *(("a", "Ann Lee", "A", "b"), ("a", "Bob Ray", "A", "b"), ("a", "Cem Tan", "A", boss)),
            *(("b", "Dee Fox", "B", "XX"), ("c", "Eva May", "C", "XX")),
        )
        shared = {held.person for held in history.tenures if held.post == "a"}
        assert {"ann lee", "bob ray", "cem tan"} == shared
        assert several is bool(report.of("several-managers"))

    def test_three_who_are_hidden(self) -> None:
        """Each withheld name is somebody else, and none is lost."""
        rows = ("id", "name", "title", "room"), *(("a", "N/D", "A", room) for room in "123")
        assert 3 == len(read(*rows)[0].at(DAY).holders("a"))

    @pytest.mark.parametrize(("boss", "kept"), [("a", True), ("", False)])
    def test_totals(self, boss: str, *, kept: bool) -> None:
        """A row of totals that reports to somebody is one of a post, however it is called."""
        rows = ("id", "name", "title", "reports_to"), ("a", "Ann Lee", "A", "XX")
        total = ("Total", "", "", boss)
        history, _ = read(*rows, total, cleaning=Cleaning(totals=Totals.SET_ASIDE))
        assert kept is ("Total" in {post.id for post in history.posts})
        _, report = read(*rows, total)
        told = [(entry.line, entry.message) for entry in report.of("blank-manager") if entry.line]
        said = "it looks like a row of totals; no line is recorded"
        assert ([] if kept else [(2, said)]) == told

    def test_another_name_of_two_posts(self) -> None:
        """It is told as it is written, with the line of the second."""
        _, report = read(
            ("id", "name", "other"),
            ("a", "Ann Lee", "boss"),
            ("b", "Bob Ray", "boss"),
            columns={"alias": "other"},
        )
        (entry,) = report.of("alias-twice")
        assert ("the table", 2, "boss", 1) == (entry.file, entry.line, entry.text, entry.rows)

    def test_what_rows_are(self) -> None:
        """That a row is one of posts is told of no row."""
        (entry,) = read(("id", "name"), ("a", "Ann Lee"))[1].of("shape")
        assert (EntryKind.RECOGNISED, "the table", None, 0) == (
            entry.kind,
            entry.file,
            entry.line,
            entry.rows,
        )

    def test_the_last_date_goes_on(self) -> None:
        """No end is stated for what stands in the last table; it goes on as long as its unit."""
        history, _ = read(
            ("id", "name", "title", "unit", "manager"),
            ("a", "Ann Lee", "Chief", "Lab", "XX"),
            ("b", "Bob Ray", "Head", "Lab", "a"),
        )
        facts = (*history.units, *history.posts, *history.tenures, *history.lines)
        assert {None} == {fact.end for fact in facts}

    @pytest.mark.parametrize(
        ("managers", "expected"),
        [
            ({"x": "b", "b": "a", "a": "b"}, [("a", "b")]),
            ({"x": "c", "c": "a", "a": "b", "b": "c"}, [("a", "b", "c")]),
            ({"b": "a", "a": "b", "d": "c", "c": "d"}, [("a", "b"), ("c", "d")]),
            ({"a": "b", "b": "x"}, []),
        ],
    )
    def test_circles(self, managers: dict[str, str | None], expected: list[tuple[str]]) -> None:
        """Wherever they are entered, the first id stands in front."""
        assert expected == list(circles_in(managers))


class TestNames:
    """Names of people, and words in their place."""

    @pytest.mark.parametrize(
        ("given", "family", "name"),
        [
            ("Ann", "Lee", "Ann Lee"),
            ("", "Lee", "Lee"),
            ("安", "李", "李安"),
            ("たろう", "たなか", "たなかたろう"),
            ("タロウ", "タナカ", "タナカタロウ"),
            ("민수", "김", "김민수"),
        ],
    )
    def test_made_of_parts(self, given: str, family: str, name: str) -> None:
        """Chinese, Japanese and Korean names have the family first, and no blank between."""
        rows = ("id", "first name", "last name"), ("a", given, family)
        assert [name] == [person.name for person in read(*rows)[0].people]

    def test_one_name_in_several_posts(self) -> None:
        """Told apart, each is called by its post; who has one post keeps the plain name."""
        history, _ = read(
            ("id", "name"),
            *(("a", "Ann Lee"), ("b", "Ann Lee"), ("c", "Cem Tan")),
            cleaning=Cleaning(same_name=SameName.APART),
        )
        assert {"ann lee (a)", "ann lee (b)", "cem tan"} == {one.id for one in history.people}

    @pytest.mark.parametrize("word", ["withheld", "vacant"])
    def test_blank_names_beside_words(self, word: str) -> None:
        """Where words say that names are missing, a blank one is hidden, whatever they are."""
        rows = ("id", "name"), ("a", "Ann Lee"), ("b", "gone"), ("c", "")
        lists: dict[str, Any] = {word: ["gone"]}
        both: dict[str, Any] = {"withheld": ["gone"], "vacant": ["gone"]}
        for given in (lists, both):
            (entry, _) = read(*rows, cleaning=Cleaning(**given))[1].of("blank-name")
            assert entry.message.startswith("a row without a name is undisclosed")
        (entry, _) = read(*rows)[1].of("blank-name")
        assert entry.message.startswith("a row without a name is vacant")


class TestDates:
    """Rows of several dates."""

    def test_a_row_without_a_date(self) -> None:
        """It is set aside with its line; the rows below it are read."""
        source = [
            {"date": day, "id": post, "name": "Ann Lee"}
            for day, post in ((DAY, "a"), ("", "b"), (DAY, "c"))
        ]
        history, report = read_snapshots_with_report(source)
        (entry,) = report.of("no-date")
        assert (2, "b | Ann Lee") == (entry.line, entry.text)
        assert ["a", "c"] == [post.id for post in history.posts]

    @pytest.mark.parametrize(
        ("dates", "old", "new"),
        [
            (("2024-01", "2024-02"), "2024-02-28", "2024-02-29"),
            (
                ("2024-01-31T12:00Z", "2024-02-29T12:00Z"),
                "2024-02-29T11:59:59Z",
                "2024-02-29T12:00Z",
            ),
        ],
    )
    def test_what_changes_rides_from_the_last_day(
        self, dates: tuple[str, str], old: str, new: str
    ) -> None:
        """A cell that rides along is what it was up to the day or instant of the later table."""
        history = read_snapshots(
            {
                day: [{"id": "a", "name": "Ann Lee", "room": room}]
                for day, room in zip(dates, ("1", "2"), strict=True)
            },
            zone="UTC",
        )
        rooms = [dict(history.at(day).posts["a"].extra)["room"] for day in (old, new)]
        assert ["1", "2"] == rooms

    def test_one_row_at_each_date(self) -> None:
        """Of single rows nobody can tell whether a cell is of the row or of the date."""
        days = ("2024-01-31", "2024-02-29", "2024-03-31")
        source = [{"date": day, "id": "a", "name": "Ann Lee", "n": day[5:7]} for day in days]
        history, report = read_snapshots_with_report(source)
        assert not report.of("of-the-date")
        assert {("n", "03")} == {*history.at(days[-1]).posts["a"].extra}


class TestColumns:
    """Columns by other names, and columns that may be meant."""

    def test_a_scope_written_otherwise(self) -> None:
        """A column for the scope of ids is found whatever its capitals and marks."""
        head = ("id", "name", "Org-Unit X", "site")
        rows = head, ("1", "Ann Lee", "A", "s"), ("1", "Bob Ray", "B", "s")
        history, _ = read(*rows, cleaning=Cleaning(scope="org unit x"))
        assert {"A/1", "B/1"} == {post.id for post in history.posts}

    def test_how_somebody_sits(self) -> None:
        """Of several columns that say so the first usual one counts."""
        history, _ = read(
            ("id", "name", "status", "appointment type"),
            ("a", "Ann Lee", "Acting", "Interim"),
            ("b", "Bob Ray", "Acting", "Permanent"),
        )
        kinds = {held.post: held.kind for held in history.tenures}
        assert {"a": TenureKind.INTERIM, "b": TenureKind.SUBSTANTIVE} == kinds

    @pytest.mark.parametrize(("word", "rides"), [("yes", False), ("no", False), ("soon", True)])
    def test_words_that_say_nothing(self, word: str, *, rides: bool) -> None:
        """A word that does not say whether somebody acts rides along."""
        history, _ = read(
            ("id", "name", "deputy"), ("a", "Ann Lee", word), columns={"acting": "deputy"}
        )
        (post,) = history.posts
        assert ((("deputy", word),) if rides else ()) == post.extra

    def test_a_unit_without_a_name(self) -> None:
        """A cell of which no sign can be shown names no unit."""
        history, _ = read(("id", "name", "unit"), ("a", "Ann Lee", "\x07"), ("b", "Bob", "Lab"))
        assert {"a": None, "b": "Lab"} == {post.id: post.unit for post in history.posts}

    @pytest.mark.parametrize(("boss", "likely"), [("a", True), ("z", False)])
    def test_which_may_name_managers(self, boss: str, *, likely: bool) -> None:
        """A column of which more than half of the cells are ids of the table."""
        rows = ("id", "name", "leads"), ("a", "Ann Lee", "z"), ("b", "Bob", "a"), ("c", "Cy", boss)
        (entry,) = read(*rows)[1].of("no-managers")
        assert likely is ("the cells of 'leads' are mostly ids" in entry.message)
        assert ("columns={'manager': 'leads'}" in entry.message) is likely

    def test_half_of_the_cells(self) -> None:
        """Half of them are too few."""
        rows = ("id", "name", "leads"), ("a", "Ann Lee", "z"), ("b", "Bob", "a")
        (entry,) = read(*rows)[1].of("no-managers")
        assert "columns={'manager': …}" in entry.message
