"""
Our differences are those of sets.

What stands on one chart and not on the other is found by exchanging rows of public attributes, not
facts, keys or edits; and so is who is on a chart, and what became of each post.
"""

from hypothesis import given, settings

from orgchart import Change, ChangeKind, Diff, Snapshot, diff
from orgchart.strategies import snapshot_pairs
from tests.peers.reading import Table, chart_of, rows_of, table_pairs

#: Not every pair has every kind of difference.
THOROUGHLY = settings(max_examples=max(150, settings().max_examples))

Pair = tuple[Snapshot, Snapshot]
Tables = tuple[Table, Table]


@THOROUGHLY
@given(snapshot_pairs(min_steps=4, max_steps=10))
def test_edits_are_what_stands_on_one_side_only(pair: Pair) -> None:
    """What the edits take away and bring is the difference of the two charts as bags of rows."""
    before, after = (rows_of(chart.facts.values()) for chart in pair)
    edits = diff(*pair).edits
    gone = rows_of(edit.before for edit in edits if edit.before is not None)
    come = rows_of(edit.after for edit in edits if edit.after is not None)
    # Of facts about the same, one may take the place of another, which cancels out.
    assert before + come == after + gone
    if not any(map(repeats, pair)):
        assert (before - after, after - before) == (gone, come)


def repeats(chart: Snapshot) -> bool:
    """Say whether two facts of a chart are about the same."""
    return len({fact.key for fact in chart.facts.values()}) < len(chart.facts)


def of_kind(change: Diff, *kinds: ChangeKind) -> list[Change]:
    """Return the changes of some kinds."""
    return [one for one in change.changes if one.kind in kinds]


@given(table_pairs())
def test_people_come_and_go(tables: Tables) -> None:
    """Joined and left are those who hold a post on one side only; nobody else is said to."""
    before, after = ({seat.holder for seat in table.values()} - {None} for table in tables)
    change = diff(*map(chart_of, tables))
    # Somebody new may be told of as the one who succeeds somebody.
    joined = {one.people[0] for one in of_kind(change, ChangeKind.JOINED)}
    left = {one.people[0] for one in of_kind(change, ChangeKind.LEFT)}
    assert joined <= after - before
    assert left <= before - after
    told = {who for one in change.changes for who in one.people}
    assert (before ^ after) <= told


@given(table_pairs())
def test_posts_come_and_go(tables: Tables) -> None:
    """Created and abolished are the posts of one side only."""
    before, after = map(set, tables)
    change = diff(*map(chart_of, tables))
    created = {post for one in of_kind(change, ChangeKind.POST_CREATED) for post in one.posts[:1]}
    gone = {post for one in of_kind(change, ChangeKind.POST_ABOLISHED) for post in one.posts[:1]}
    assert (after - before, before - after) == (created, gone)


@given(table_pairs())
def test_managers_and_titles_change(tables: Tables) -> None:
    """Moved and retitled are the posts of both sides whose manager or title is another."""
    before, after = tables
    kept = before.keys() & after.keys()
    change = diff(*map(chart_of, tables))
    moved = {one.posts[0]: one.after for one in of_kind(change, ChangeKind.MOVED)}
    retitled = {one.posts[0]: one.after for one in of_kind(change, ChangeKind.RETITLED)}
    assert moved == {
        post: after[post].manager or "nobody"
        for post in kept
        if before[post].manager != after[post].manager
    }
    assert retitled == {
        post: after[post].title for post in kept if before[post].title != after[post].title
    }
