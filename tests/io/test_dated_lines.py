"""Dated tables: lines, and the posts that are made of them."""

from orgchart import UNKNOWN, LineKind, check
from orgchart.io.dated import read_tables, read_tables_with_report
from orgchart.io.rows import BlankManager, Cleaning, SelfReport


def test_lines() -> None:
    """To posts, to nobody, to somebody not known, to itself; dotted ones too."""
    posts = [{"id": each, "title": each} for each in "abcdef"]
    lines = [
        {"post": "a", "manager": "XX"},
        {"post": "b", "manager": "a", "kind": "dotted"},
        {"post": "c", "manager": "zz"},
        {"post": "d", "manager": "d"},
        {"post": "e", "manager": ""},
        {"post": "f", "manager": "unknown", "kind": "loose"},
    ]
    history, report = read_tables_with_report(posts=posts, lines=lines)
    found = {line.post: (line.manager, line.kind, dict(line.extra)) for line in history.lines}
    assert {
        "a": (None, LineKind.SOLID, {}),
        "b": ("a", LineKind.DOTTED, {}),
        "c": (UNKNOWN, LineKind.SOLID, {"manager": "zz"}),
        "d": (None, LineKind.SOLID, {"manager": "d"}),
        "f": (UNKNOWN, LineKind.SOLID, {"kind": "loose"}),
    } == found
    assert 1 == report.set_aside
    other = Cleaning(blank_manager=BlankManager.NOBODY, self_report=SelfReport.KEEP)
    kept = {line.post: line.manager for line in read_tables(lines=lines, cleaning=other).lines}
    assert {"a": None, "b": "a", "c": "zz", "d": "d", "e": None, "f": UNKNOWN} == kept


def test_posts_are_made_of_lines() -> None:
    """A table of lines alone is a history."""
    history = read_tables(lines=[{"post": "b", "manager": "a"}, {"post": "a", "manager": "none"}])
    assert ["a", "b"] == [post.id for post in history.posts]
    assert ("b",) == history.at("2024").reports_to("a")


def test_a_unit_that_lines_go_to_is_no_post() -> None:
    """What the table of units has is a unit; what no table has is a post."""
    history = read_tables(
        units=[{"id": "board", "name": "Board"}],
        lines=[{"post": "ceo", "manager": "board"}, {"post": "cto", "manager": "ceo"}],
        tenures=[{"person": "ann", "post": "cfo"}],
    )
    assert ["ceo", "cfo", "cto"] == [post.id for post in history.posts]
    assert ["board"] == [unit.id for unit in history.units]
    assert history.units[0] == history.at("2024").manager_of("ceo")
    assert not check(history)
