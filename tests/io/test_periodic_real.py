"""Periodic snapshots of real organisations; see `real_data`."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    History,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
)
from orgchart.io.periodic import read_snapshots, read_snapshots_with_report
from orgchart.io.rows import Cleaning, EntryKind, ReadReport, Suspicious, Zeros

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a file, read by the csv module alone."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_date(rows: list[Row]) -> dict[str, list[Row]]:
    """Return rows by their date."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["date"], []).append(row)
    return found


_EMPTY = {"vacant", "gapped"}

# the Ministry of Defence, half-yearly


@pytest.fixture(scope="session")
def mod_files(real_data: Path) -> list[Path]:
    """Return the eleven files."""
    return sorted((real_data / "uk-organograms" / "mod").glob("*.csv"))


@pytest.fixture(scope="session")
def mod(mod_files: list[Path]) -> tuple[History, ReadReport]:
    """Return the history of the ministry, and what was done about dirt."""
    return read_snapshots_with_report(mod_files, name="MOD", zone="Europe/London")


def charts(history: History, files: list[Path]) -> Iterator[tuple[list[Row], Snapshot]]:
    """Yield the distinct rows of each file with the chart of its date."""
    for path in files:
        rows = [dict(pairs) for pairs in dict.fromkeys(tuple(row.items()) for row in rows_of(path))]
        yield rows, history.at(path.stem)


def test_the_half_empty_file_is_named(
    mod: tuple[History, ReadReport], mod_files: list[Path]
) -> None:
    """One file of eleven; set aside, the dates around it are compared."""
    (entry,) = mod[1].of("suspicious-drop")
    assert (EntryKind.FLAGGED, 189) == (entry.kind, entry.rows)
    assert entry.file.endswith("2013-03-31.csv")
    without, report = read_snapshots_with_report(
        mod_files, zone="Europe/London", cleaning=Cleaning(suspicious=Suspicious.SET_ASIDE)
    )
    assert 189 - 2 <= report.set_aside - mod[1].set_aside <= 189
    assert len(without.posts) < len(mod[0].posts)


def test_roots_are_four_to_eleven(mod: tuple[History, ReadReport], mod_files: list[Path]) -> None:
    """As many as posts whose manager is XX, and all others report to a post or to UNKNOWN."""
    for rows, chart in charts(mod[0], mod_files):
        roots = {line.post for line in chart.lines if line.manager is None}
        gone = {row["id"] for row in rows if row["name"].lower().startswith("eliminated")}
        assert {row["id"] for row in rows if row["reports_to"] == "XX"} - gone == roots - gone
        assert 4 <= len(roots) <= 11


def test_no_withheld_name_is_a_vacancy(
    mod: tuple[History, ReadReport], mod_files: list[Path]
) -> None:
    """Each N/D and each blank name fills a seat, and only words for vacancies leave one empty."""
    for rows, chart in charts(mod[0], mod_files):
        withheld = Counter(row["id"] for row in rows if row["name"] in {"", "N/D"})
        found = Counter(held.post for held in chart.tenures if held.person is UNDISCLOSED)
        assert withheld == found
        empty = Counter(row["id"] for row in rows if row["name"].lower().strip("'") in _EMPTY)
        assert sum(empty.values()) == sum(vacancy.seats for vacancy in chart.vacancies)


def test_lost_zeros_are_named_and_repaired_when_asked(
    mod: tuple[History, ReadReport], mod_files: list[Path]
) -> None:
    """The ids in the report are those that stand elsewhere with zeros before them."""
    files = [rows_of(path) for path in mod_files]
    ids = {row["id"] for rows in files for row in rows}
    short = {one for one in ids if any(other != one and other.lstrip("0") == one for other in ids)}
    named = {entry.text for entry in mod[1].of("lost-zeros")}
    assert short <= named
    mended, report = read_snapshots_with_report(
        mod_files, zone="Europe/London", cleaning=Cleaning(zeros=Zeros.RESTORE)
    )
    left = {entry.text for entry in report.of("lost-zeros") if entry.kind is EntryKind.FLAGGED}
    assert short & {post.id for post in mended.posts} == short & left
    assert 0 < len(short & left) < len(short)


def test_what_was_read_is_on_the_chart(
    mod: tuple[History, ReadReport], mod_files: list[Path]
) -> None:
    """Every id, unit, title, grade and manager of every date."""
    for rows, chart in charts(mod[0], mod_files):
        alive = [row for row in rows if not row["name"].lower().startswith("eliminated")]
        assert {row["id"] for row in alive} == set(chart.posts)
        for row in alive:
            post = chart.posts[row["id"]]
            assert row["unit"] == chart.units[post.unit or ""].name
            assert row["grade"] in {text for key, text in post.extra if key.startswith("grade")}
            line = chart.line_of(row["id"])
            assert line is not None
            assert row["reports_to"] in {line.manager, "XX", *dict(line.extra).values()}


# all departments


@pytest.mark.parametrize("scope", ["body", "organisation", "judged"])
def test_posts_of_two_bodies_never_merge(real_data: Path, scope: str) -> None:
    """Every post stands in one body, and every line stays in it."""
    path = real_data / "uk-organograms" / "senior-all.csv.gz"
    day = "2011-03-31"
    rows = [row for row in rows_of(path) if row["date"] == day]
    chart = read_snapshots(rows, cleaning=Cleaning(scope=scope)).at(day)
    column = "body" if scope == "body" else "organisation"
    alive = {
        (row[column], row["post_ref"]) for row in rows if "eliminated" not in row["name"].lower()
    }
    assert {f"{body}/{one}" for body, one in alive} == set(chart.posts)
    for line in chart.lines:
        if line.manager is not None and line.manager is not UNKNOWN:
            assert line.post.partition("/")[0] == line.manager.partition("/")[0]


# a company's handbook


@pytest.fixture(scope="session")
def company(real_data: Path) -> tuple[History, ReadReport]:
    """Return the history of 29 months."""
    return read_snapshots_with_report(real_data / "sourcegraph-team" / "snapshots.csv")


def test_29_snapshots_come_back(company: tuple[History, ReadReport], real_data: Path) -> None:
    """Each equals a chart that is built by hand from the rows."""
    dated = by_date(rows_of(real_data / "sourcegraph-team" / "snapshots.csv"))
    assert 29 == len(dated)
    for day, rows in dated.items():
        ids = {row["id"] for row in rows}
        units = {row["unit"]: f"{row['unit']} (unit)" for row in rows}
        posts = {post.id for post in company[0].posts}
        units = {name: made if name in posts else name for name, made in units.items()}
        expected = Snapshot.build(
            people={Person(row["name"].casefold(), row["name"]) for row in rows},
            units=[Unit(made, n, kind="department") for n, made in units.items() if n],
            posts=[
                Post(r["id"], r["title"], unit=units[r["unit"]] if r["unit"] else None)
                for r in rows
            ],
            tenures=[Tenure(row["name"].casefold(), row["id"]) for row in rows],
            lines=[
                ReportingLine(row["id"], row["reports_to"] if row["reports_to"] in ids else UNKNOWN)
                for row in rows
                if row["reports_to"]
            ],
        )
        assert expected == company[0].at(day)


def test_two_entries_with_one_slug_are_reported(real_data: Path) -> None:
    """By the alias that they share; who reports to it reports to an unknown manager."""
    history, report = read_snapshots_with_report(
        real_data / "sourcegraph-team" / "snapshots.csv",
        columns={"manager": "reports_to_slug", "alias": "slug"},
    )
    (entry,) = report.of("alias-twice")
    assert "elzanne_wentzel" in entry.message
    assert "engineering_manager_content_platform" == entry.text
    assert 4 == len(report.of("ambiguous-manager"))
    assert ["Financial Controller"] == [each.text for each in report.of("unknown-manager")]
    assert 29 <= len(history.dates())


def test_a_lead_who_is_replaced_moves_nobody(
    company: tuple[History, ReadReport], real_data: Path
) -> None:
    """Lines go to posts, so the reports of a post stay where they are."""
    history = company[0]
    met = 0
    days = sorted(by_date(rows_of(real_data / "sourcegraph-team" / "snapshots.csv")))
    for before, after in pairwise(days):
        first, last = history.at(before), history.at(after)
        for post in set(first.posts) & set(last.posts):
            held, now = first.holders(post), last.holders(post)
            stayed = set(first.reports_to(post)) & set(last.reports_to(post))
            if stayed and {t.person for t in held}.isdisjoint(t.person for t in now):
                met += 1
                moved = {c.posts for c in history.diff(before, after).changes if c.kind == "moved"}
                assert stayed.isdisjoint(one for posts in moved for one in posts[:1])
    assert 0 < met


def test_538_versions_come_back(real_data: Path) -> None:
    """The last and some of the others, by their commits' instants."""
    path = real_data / "sourcegraph-team" / "every-commit.csv.gz"
    versions: dict[str, list[Row]] = {}
    for row in rows_of(path):
        versions.setdefault(row["committed"], []).append(row)
    history = read_snapshots(
        path, columns={"date": "committed", "manager": "reports_to_slug", "alias": "slug"}
    )
    assert 538 == len(versions)
    for when, rows in list(versions.items())[::31]:
        chart = history.at(when)
        assert {row["id"]: row["title"] for row in rows} == {
            post.id: post.title for post in chart.posts.values()
        }
        assert {(row["name"].casefold(), row["id"]) for row in rows} == {
            (held.person, held.post) for held in chart.tenures
        }
