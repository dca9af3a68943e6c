"""Charts made smaller by choice: root, depth, units, collapse; what is left out is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import InvalidValueError, Snapshot, UnknownIdError
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.cards.still import still_chart
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.parts.pruning import prune
from tests.drawing.acme import AFTER, BEFORE, acme
from tests.support.snapshots import snapshots

ACME = still_chart(acme().at(BEFORE), ENGLISH, None)
NEWS = merged_chart(acme().diff(BEFORE, AFTER), ENGLISH, None)


def posts(chart: Chart) -> set[str]:
    """Return the posts that have a card in trees and trays."""
    return {post for slot in chart.slots.values() for post in slot.posts}


def test_no_option_leaves_a_chart_as_it_is() -> None:
    """Without options nothing changes, not even the words."""
    assert ACME is prune(ACME, ENGLISH)


def test_root_is_that_post_and_below() -> None:
    """A root leaves its branch, without boards, trays and what stands elsewhere."""
    part = prune(ACME, ENGLISH, root="coo")
    assert ("n-post-coo",) == part.roots
    assert {"coo", "fac", "legal"} == posts(part)
    assert not part.bodies
    assert not part.trays
    assert not part.elsewhere
    assert {} == part.appointed


def test_a_part_says_what_it_is_and_keeps_the_headline() -> None:
    """The line below the title names the part with its numbers; the headline is of the whole."""
    part = prune(ACME, ENGLISH, root="coo")
    assert "Chief Operating Officer and below: 3 posts" == part.part
    assert ACME.remarks == part.remarks
    assert part.part in chart_text(part, ENGLISH)
    assert part.part in part.alt_text
    assert len(part.alt_text) <= 150


def test_depth_folds_what_is_deeper() -> None:
    """With two levels, a card of the second says how many are below it."""
    part = prune(ACME, ENGLISH, root="ceo", depth=2)
    assert max(depth for _, depth in part.branch("n-post-ceo")) == 1
    coo = part.slots["n-post-coo"]
    assert "+ 2 below" == coo.face.fold
    assert (2, 0) == (coo.below.cards, coo.below.vacant)
    assert coo.says.endswith("2 below")
    assert "2 levels" in part.part


def test_depth_of_one_leaves_the_tops() -> None:
    """One level is the tops alone, in trees and trays."""
    part = prune(ACME, ENGLISH, depth=1)
    assert {} == part.children
    assert ACME.roots == part.roots
    assert ACME.trays == part.trays
    assert ACME.bodies == part.bodies


def test_collapse_folds_a_branch() -> None:
    """A collapsed post stands for what is below it; its siblings stay as they are."""
    part = prune(ACME, ENGLISH, collapse=["coo"])
    assert posts(ACME) - {"fac", "legal"} == posts(part)
    assert "+ 2 below" == part.slots["n-post-coo"].face.fold
    assert "" == part.slots["n-post-cto"].face.fold
    assert "" == part.part


def test_collapse_of_a_leaf_changes_nothing() -> None:
    """There is nothing to fold below a post without reports."""
    assert ACME.slots == prune(ACME, ENGLISH, collapse=["eng"]).slots


def test_units_keep_their_posts_and_the_managers_above() -> None:
    """A unit comes with its sub-units and, for context, with the managers above them."""
    part = prune(ACME, ENGLISH, units=["research"])
    research = {"chief-sci", "vp-res", "lead", "align"}
    assert {*research, "ceo"} == posts(part)
    assert () == part.bodies
    ceo = part.slots["n-post-ceo"]
    assert f"+ {ceo.below.cards} not shown" == ceo.face.fold
    gone = {slot for slot, _ in ACME.branch("n-post-ceo")} - part.slots.keys()
    assert len(gone) == ceo.below.cards
    assert "reports to Board of directors" in ceo.face.note
    assert part.part.startswith("Only Research: 4 posts")


def test_a_board_is_a_unit_too() -> None:
    """A body that is named keeps its panel."""
    part = prune(ACME, ENGLISH, units=["board", "exec"])
    assert ACME.bodies == part.bodies
    assert ACME.appointed == part.appointed


def test_options_narrow_each_other() -> None:
    """Units are sought below the root, and levels are counted from it."""
    part = prune(ACME, ENGLISH, root="chief-sci", units=["alignment"], depth=1)
    assert {"chief-sci"} == posts(part)
    assert part.slots["n-post-chief-sci"].below.cards > 0


def test_hidden_changes_are_counted() -> None:
    """A folded card of a difference says how many changes are below; none passes in silence."""
    part = prune(NEWS, ENGLISH, depth=1)
    looks = {Look.UNCHANGED, Look.VACANT, Look.PLAIN, Look.UNIT, Look.STRAY, Look.ROOT}
    for top in part.roots:
        below = [NEWS.slots[slot] for slot, depth in NEWS.branch(top) if depth]
        inside = {slot.id for slot in below}
        twice = {ghost for ghost, card in NEWS.moves if {ghost, card} <= inside}
        news = [s for s in below if s.face.look not in looks and s.id not in twice]
        assert len(news) == part.slots[top].below.changes
        if news:
            assert f"{len(news)} change" in part.slots[top].face.fold_note


def test_ghosts_and_the_gone_are_no_posts_below() -> None:
    """What is counted below a folded card is there today."""
    part = prune(NEWS, ENGLISH, depth=1)
    for top in part.roots:
        below = [NEWS.slots[slot] for slot, depth in NEWS.branch(top) if depth]
        today = [s for s in below if s.face.look not in {Look.GHOST, Look.LEFT}]
        assert len(today) == part.slots[top].below.cards


def test_folding_twice_counts_once() -> None:
    """What a folded card hides is counted when the card itself is folded away."""
    once = prune(ACME, ENGLISH, root="ceo", depth=1)
    twice = prune(prune(ACME, ENGLISH, root="ceo", depth=2), ENGLISH, root="ceo", depth=1)
    assert once.slots["n-post-ceo"].below == twice.slots["n-post-ceo"].below


def test_dotted_lines_to_what_is_left_out_are_said() -> None:
    """A dotted line whose manager is not shown is a note on the report's card."""
    part = prune(ACME, ENGLISH, root="cto")
    assert () == part.dotted
    assert "dotted line to " in part.slots["n-post-eng"].face.note
    assert "Chief Scientist" in part.slots["n-post-eng"].says


def test_legends_list_what_is_left() -> None:
    """Colours and states that are no longer seen are not in the legends."""
    part = prune(NEWS, ENGLISH, root="cto")
    assert len(part.units) < len(NEWS.units)
    assert set(part.states) < set(NEWS.states)
    assert "dotted" not in part.states


@pytest.mark.parametrize("folded", [False, True])
def test_unknown_posts_are_refused(*, folded: bool) -> None:
    """A post without a card is refused with the nearest ones."""
    with pytest.raises(UnknownIdError, match=r"there is no post 'coop' in .*Acme.*'coo'") as caught:
        prune(ACME, ENGLISH, root=None if folded else "coop", collapse=["coop"] * folded)
    assert "coop" == caught.value.id


def test_unknown_units_are_refused() -> None:
    """A unit that no card belongs to is refused with the nearest ones."""
    with pytest.raises(UnknownIdError, match=r"there is no unit 'resarch' .*'research'"):
        prune(ACME, ENGLISH, units=["resarch"])


def test_depth_must_be_a_level() -> None:
    """A depth below one is refused."""
    with pytest.raises(InvalidValueError, match="give 1 or more levels"):
        prune(ACME, ENGLISH, depth=0)


def test_a_seat_of_a_board_is_no_root() -> None:
    """Nothing stands below a seat of a board."""
    with pytest.raises(InvalidValueError, match="a seat of Board of directors"):
        prune(ACME, ENGLISH, root="chair")


@given(snapshots(), st.integers(1, 4))
def test_nothing_is_lost_by_folding(snapshot: Snapshot, depth: int) -> None:
    """What is shown and what is said to be below are the whole."""
    chart = still_chart(snapshot, ENGLISH, None)
    part = prune(chart, ENGLISH, depth=depth)
    hidden = sum(slot.below.cards for slot in part.slots.values())
    assert len(chart.slots) == len(part.slots) + hidden
    assert part.slots.keys() <= chart.slots.keys()
    vacant = sum(
        any(h.name == ENGLISH.vacant for h in s.face.holders) for s in chart.slots.values()
    )
    shown = sum(any(h.name == ENGLISH.vacant for h in s.face.holders) for s in part.slots.values())
    assert vacant == shown + sum(slot.below.vacant for slot in part.slots.values())
