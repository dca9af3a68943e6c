"""Charts such as make sense, without circles; and dirty ones."""

from hypothesis import strategies as st

from orgchart import Fact, Person, Snapshot
from orgchart.strategies import leaves, lines, posts, tenures, units
from orgchart.strategies import snapshots as any_snapshots

__all__ = ["dirty_snapshots", "snapshots"]

_PEOPLE = (Person("ann", "Ann Lee", names={"zh-Hans": "李安"}), Person("bo", "Bo"))
_UNITS = ("acme", "acme-board", "lab")


def snapshots(
    *, min_size: int = 0, max_size: int = 6, possible: bool = True
) -> st.SearchStrategy[Snapshot]:
    """
    Charts that make sense: each line goes up the tree, to a unit, to nobody or to one unknown.

    Args:
        min_size, max_size: how many posts.
        possible: some facts are only possible.
    """
    return any_snapshots(min_posts=min_size, max_posts=max_size, possible=possible, cycles=False)


@st.composite
def dirty_snapshots(draw: st.DrawFn) -> Snapshot:
    """Charts of facts at random: circles, ids that nothing has, several facts about the same."""
    some_post = st.sampled_from(("p0", "p1", "p2", "ghost"))
    managers = st.sampled_from(("p0", "p1", "p2", "ghost", "acme", "acme-board"))
    named = st.sampled_from(_UNITS)
    loose = units(ids=named, parents=st.none() | named | st.just("ghost"))
    facts: list[Fact] = [*draw(st.lists(st.sampled_from(_PEOPLE), max_size=4))]
    facts += draw(st.lists(loose, max_size=3))
    facts += draw(st.lists(posts(ids=st.sampled_from(("p0", "p1", "p2"))), max_size=6))
    facts += draw(st.lists(tenures(posts=some_post), max_size=5))
    facts += draw(st.lists(lines(posts=some_post, managers=managers), max_size=6))
    people = st.sampled_from(("ann", "bo"))
    facts += draw(st.lists(leaves(people=people, posts=some_post), max_size=2))
    return Snapshot.from_facts(facts)
