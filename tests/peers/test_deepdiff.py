"""
What `deepdiff.DeepDiff` says of the same tables, where it is right; and where it is wrong.

Given rows by id, it says which rows came and went and which fields are others.
"""

import re
from collections.abc import Mapping
from typing import Any

from deepdiff import DeepDiff
from hypothesis import given

from orgchart import ChangeKind, diff
from tests.peers.reading import Seat, Table, chart_of, table_pairs

Tables = tuple[Table, Table]
#: Which rows came, which went, and the fields of which that are others.
Told = tuple[set[str], set[str], set[tuple[str, str]]]


def rows_of(table: Table) -> list[dict[str, str | None]]:
    """Return a table as a spreadsheet has it."""
    return [{"id": name, **seat._asdict()} for name, seat in table.items()]


def deep(before: Any, after: Any, **options: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as deepdiff has it
    """Return what deepdiff says."""
    found: Mapping[str, Any] = DeepDiff(before, after, **options)
    return found


def by_id(before: Table, after: Table) -> Told:
    """Return what deepdiff says of rows that it groups by their ids."""
    # Without the last option it says that everything is another where few ids stay.
    found = deep(rows_of(before), rows_of(after), group_by="id", threshold_to_diff_deeper=0)
    come, gone = (
        {_path(each)[0] for each in found.get(f"dictionary_item_{word}", ())}
        for word in ("added", "removed")
    )
    changed = {
        (path[0], path[1])
        for kind in ("values_changed", "type_changes")
        for path in map(_path, found.get(kind, ()))
    }
    return come, gone, changed


def _path(text: str) -> list[str]:
    return re.findall(r"\['([^']*)'\]", text)


def ours(before: Table, after: Table) -> Told:
    """Return the same of our edits: a field of a row is a fact of a chart."""
    edits = diff(chart_of(before), chart_of(after)).edits
    posts = {edit.key[1]: edit for edit in edits if edit.key[0] == "post"}
    come = {post for post, edit in posts.items() if edit.before is None}
    gone = {post for post, edit in posts.items() if edit.after is None}
    changed = {(post, "title") for post in posts.keys() - come - gone}
    changed |= {(edit.key[1], "manager") for edit in edits if edit.key[0] == "line"}
    changed |= {(edit.key[2], "holder") for edit in edits if edit.key[0] == "tenure"}
    return come, gone, {(post, field) for post, field in changed if post not in come | gone}


@given(table_pairs())
def test_the_same_rows_and_fields(tables: Tables) -> None:
    """The same rows come and go, and the same fields of the others change."""
    assert by_id(*tables) == ours(*tables)


# where it is wrong

FOUNDERS: Table = {
    "p1": Seat("Chief", None, "sam"),
    "p2": Seat("Technology", None, "mira"),
    "p3": Seat("President", None, "greg"),
}


def test_one_who_leaves_makes_everybody_another() -> None:
    """Without ids it pairs rows by their places: Sam became Mira, Mira became Greg."""
    after = {name: seat for name, seat in FOUNDERS.items() if name != "p1"}
    found = deep(rows_of(FOUNDERS), rows_of(after))
    assert ("sam", "mira") in {
        (each["old_value"], each["new_value"]) for each in found["values_changed"].values()
    }
    assert "root[2]" in found["iterable_item_removed"]
    assert (set(), {"p1"}, set()) == ours(FOUNDERS, after) == by_id(FOUNDERS, after)


def test_where_few_rows_stay_it_stops_looking() -> None:
    """By default it says that all is another, although the row that stays is the same."""
    before = {name: Seat("X", None, None) for name in "abcd"}
    after = {name: Seat("X", None, None) for name in "awyz"}
    assert ["root"] == list(deep(rows_of(before), rows_of(after), group_by="id")["values_changed"])
    assert (set("wyz"), set("bcd"), set()) == ours(before, after)


def test_a_row_that_stands_twice_is_lost() -> None:
    """Of two rows with one id it keeps the last, and does not see the first; we keep both."""
    twice = [*rows_of(FOUNDERS), {**rows_of(FOUNDERS)[0], "holder": "emmett"}]
    once = [*rows_of(FOUNDERS)[1:], {**rows_of(FOUNDERS)[0], "holder": "emmett"}]
    assert {} == deep(twice, once, group_by="id")
    charts = [chart_of(FOUNDERS), chart_of({**FOUNDERS, "p1": Seat("Chief", None, "emmett")})]
    both = charts[0].from_facts({*charts[0].facts.values(), *charts[1].facts.values()})
    assert {("tenure", "sam", "p1"), ("person", "sam")} == {
        edit.key for edit in diff(both, charts[1])
    }


def test_it_does_not_know_who_moved() -> None:
    """Somebody who changes posts is two fields that changed; we say that nobody left."""
    after = {**FOUNDERS, "p1": Seat("Chief", None, "mira"), "p2": Seat("Technology", None, "sam")}
    assert {("p1", "holder"), ("p2", "holder")} == by_id(FOUNDERS, after)[2]
    kinds = {one.kind for one in diff(chart_of(FOUNDERS), chart_of(after)).changes}
    assert kinds.isdisjoint({ChangeKind.LEFT, ChangeKind.JOINED})
