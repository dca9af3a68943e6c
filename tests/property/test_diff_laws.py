"""
The algebra of charts and their differences.

For charts `a`, `b`, `c`: `diff(a, a)` is falsy (and no other is); `a + diff(a, b) == b`;
`b - diff(a, b) == a`; `-diff(a, b) == diff(b, a)`; `diff(a, b) + diff(b, c) == diff(a, c)`, and `+`
is associative; and for a history, `history.diff(s, t) == diff(history.at(s), history.at(t))`.
"""

from collections import Counter
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orgchart import DiffMismatchError, History, Snapshot, diff
from tests.support.histories import histories, queries
from tests.support.reorganisations import reorganised, snapshot_pairs, snapshot_walks
from tests.support.snapshots import dirty_snapshots, snapshots

#: The laws are the ground that the rest stands on. An example holds four charts, thus a dozen
#: pairs of different ones: more than 1,000 pairs a law also in the quickest run.
THOROUGHLY = settings(max_examples=max(100, settings().max_examples))

Pair = tuple[Snapshot, Snapshot]
Walk = tuple[Snapshot, ...]


@THOROUGHLY
@given(st.one_of(snapshots(), dirty_snapshots()), st.randoms(use_true_random=False))
def test_a_chart_does_not_differ_from_itself(chart: Snapshot, random: Random) -> None:
    """The difference of a chart and itself, also of one made anew in another order, is falsy."""
    assert not diff(chart, chart)
    shuffled = list(chart.facts.values())
    random.shuffle(shuffled)
    again = diff(chart, Snapshot.from_facts(shuffled))
    assert not again
    assert () == again.edits
    assert () == again.changes


@THOROUGHLY
@given(snapshot_walks())
def test_other_charts_do_differ(walk: Walk) -> None:
    """A difference is truthy exactly when its charts differ, and as long as it has edits."""
    for before, after in permutations(walk, 2):
        change = diff(before, after)
        assert (before != after) is bool(change)
        assert len(change.edits) == len(change)
        assert list(change.edits) == list(change)


@THOROUGHLY
@given(snapshot_walks())
def test_apply(walk: Walk) -> None:
    """A chart and the difference to another make that other."""
    for before, after in permutations(walk, 2):
        assert after == before + diff(before, after)


@THOROUGHLY
@given(snapshot_walks())
def test_revert(walk: Walk) -> None:
    """A chart without the difference from another is that other."""
    for before, after in permutations(walk, 2):
        assert before == after - diff(before, after)


@THOROUGHLY
@given(snapshot_walks())
def test_inverse(walk: Walk) -> None:
    """The difference turned round is that of the charts exchanged; turned twice it is itself."""
    for before, after in permutations(walk, 2):
        change, back = diff(before, after), -diff(before, after)
        assert diff(after, before) == back
        assert change == -back
        assert hash(diff(after, before)) == hash(back)
        assert before == after + back


@THOROUGHLY
@given(snapshot_walks())
def test_compose(walk: Walk) -> None:
    """Two differences in a row are the difference from the first chart to the last."""
    for first, second, third in permutations(walk, 3):
        whole = diff(first, second) + diff(second, third)
        assert diff(first, third) == whole
        assert third == first + whole


@THOROUGHLY
@given(snapshot_walks())
def test_associative(walk: Walk) -> None:
    """Three differences in a row are the same however they are taken together."""
    for path in permutations(walk):
        one, two, three = (diff(before, after) for before, after in pairwise(path))
        assert (one + two) + three == one + (two + three)


@THOROUGHLY
@given(histories(), st.data())
def test_difference_over_time(history: History, data: st.DataObject) -> None:
    """The difference of two moments is that of the charts at them, in either direction."""
    asked = queries(zoned=history.zone is not None)
    charts = {text: history.at(text) for text in data.draw(st.sets(asked, max_size=4))}
    for start, end in permutations(charts, 2):
        change = history.diff(start, end)
        assert diff(charts[start], charts[end]) == change
        assert charts[end] == charts[start] + change


@given(snapshot_pairs())
def test_normal_form(pair: Pair) -> None:
    """Edits come in order of keys, one a key, none with equal sides, each as the charts have it."""
    before, after = pair
    edits = diff(before, after).edits
    keys = [edit.key for edit in edits]
    assert sorted(set(keys)) == keys
    for edit in edits:
        assert before.facts.get(edit.key) is edit.before
        assert after.facts.get(edit.key) is edit.after
        shown = [None if side is None else side.shown for side in (edit.before, edit.after)]
        assert shown[0] != shown[1]


@given(snapshot_pairs(), st.data())
def test_a_difference_that_does_not_fit(pair: Pair, data: st.DataObject) -> None:
    """Applied to a chart that lacks what it expects, a difference names the key and both facts."""
    before, after = pair
    change = diff(before, after)
    other = data.draw(st.one_of(reorganised(before), snapshots(max_size=2)))
    misfits = [
        edit
        for edit in change.edits
        if (found := other.facts.get(edit.key)) is not edit.before
        and (found is None or edit.before is None or found.shown != edit.before.shown)
    ]
    assume(misfits)
    with pytest.raises(DiffMismatchError) as caught:
        other + change
    assert misfits[0].key == caught.value.key
    assert misfits[0].before == caught.value.expected
    assert other.facts.get(misfits[0].key) == caught.value.found
    assert " ".join(misfits[0].key) in str(caught.value)


@given(snapshot_pairs())
def test_a_difference_fits_once(pair: Pair) -> None:
    """What was applied cannot be applied again, and what was not cannot be reverted."""
    before, after = pair
    change = diff(before, after)
    assume(change)
    with pytest.raises(DiffMismatchError):
        after + change
    with pytest.raises(DiffMismatchError):
        before - change
    with pytest.raises(DiffMismatchError):
        change + change


@given(snapshot_pairs())
def test_every_edit_is_in_one_change(pair: Pair) -> None:
    """The changes together tell of each edit, and of none twice."""
    change = diff(*pair)
    told = Counter(edit for each in change.changes for edit in each.edits)
    assert Counter(change.edits) == told


@given(snapshot_pairs())
def test_sides_carry_their_own_facts(pair: Pair) -> None:
    """Applying and reverting keep the name and the moment of the chart that is changed."""
    before, after = pair
    start = Snapshot.from_facts(before.facts.values(), like=History.build(name="Acme").at("2020"))
    moved = start + diff(before, after)
    assert ("Acme", start.at) == (moved.name, moved.at)


@pytest.mark.parametrize("other", [1, "a", None, object()])
def test_operands_of_other_kinds(other: object) -> None:
    """A difference adds to charts and differences only."""
    nothing = diff(Snapshot.build(), Snapshot.build())
    for operate in (
        lambda: nothing + other,
        lambda: other + nothing,
        lambda: other - nothing,
    ):
        with pytest.raises(TypeError):
            operate()
