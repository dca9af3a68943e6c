"""What changes say of the edits they are read from."""

from collections import Counter
from typing import Any, Final, cast, final

import pytest
from hypothesis import given

from orgchart import (
    Certainty,
    ChangeKind,
    Fact,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    diff,
)
from orgchart.lookups import Held, Lookups
from orgchart.reading import read_changes
from orgchart.sentences import sentences
from tests.support.reorganisations import snapshot_pairs
from tests.support.snapshots import snapshots

Pair = tuple[Snapshot, Snapshot]


@given(snapshot_pairs())
def test_nobody_who_stays_has_joined_or_left(pair: Pair) -> None:
    """
    Who holds a post of an organisation at both dates has neither joined nor left it.

    Of a post that only one chart has a record of, that chart says where it belongs.
    """
    before, after = pair
    other = {id(before): after, id(after): before}
    for change in diff(before, after).changes:
        if change.kind in {ChangeKind.JOINED, ChangeKind.LEFT}:
            person = change.people[0]
            was, now = (
                {
                    (chart if tenure.post in chart.posts else other[id(chart)]).organization_of(
                        tenure.post
                    )
                    for tenure in chart.posts_of(person)
                }
                for chart in pair
            )
            where = change.units[0] if change.units else None
            assert not (where in was and where in now), (change, was, now)


@given(snapshot_pairs())
def test_who_joined_is_there_and_who_left_is_gone(pair: Pair) -> None:
    """Who joined holds a post afterwards and who left held one before; both are named once."""
    before, after = pair
    changes = diff(before, after).changes
    for change in changes:
        if change.kind is ChangeKind.JOINED:
            assert after.posts_of(change.people[0])
        if change.kind is ChangeKind.LEFT:
            assert before.posts_of(change.people[0])
    told = Counter((c.kind, c.people, c.units) for c in changes if c.kind in {"joined", "left"})
    assert all(count == 1 for count in told.values())


@given(snapshot_pairs())
def test_changes_mirror(pair: Pair) -> None:
    """Turned round, joined is left, created is abolished, began is ended, and the other way."""
    before, after = pair
    there = Counter((c.kind, c.people[:1], c.units) for c in diff(before, after).changes)
    back = Counter((c.kind, c.people[:1], c.units) for c in diff(after, before).changes)
    for kind, opposite in (
        (ChangeKind.DOTTED_ADDED, ChangeKind.DOTTED_DROPPED),
        (ChangeKind.LINE_ADDED, ChangeKind.LINE_DROPPED),
        (ChangeKind.POST_CREATED, ChangeKind.POST_ABOLISHED),
        (ChangeKind.UNIT_CREATED, ChangeKind.UNIT_DISSOLVED),
        (ChangeKind.RETITLED, ChangeKind.RETITLED),
        (ChangeKind.MOVED, ChangeKind.MOVED),
    ):
        forwards = sum(count for (found, *_), count in there.items() if found is kind)
        backwards = sum(count for (found, *_), count in back.items() if found is opposite)
        assert forwards == backwards


@given(snapshot_pairs())
def test_sentences(pair: Pair) -> None:
    """Each change has one sentence, in any language, that ends once and has no gaps."""
    change = diff(*pair)
    for lang in (None, "zh-Hans", "xx"):
        said = change.describe(lang)
        assert max(len(change.changes), 1) == len(said.splitlines())
        for line in said.splitlines():
            assert line == line.strip()
            assert line.endswith(".")
            assert "  " not in line
            assert " ," not in line
            assert "()" not in line
    assert change.describe() == str(change)
    assert all(str(each) == each.sentence for each in change.changes)


@given(snapshot_pairs())
def test_possible_facts_make_possible_changes(pair: Pair) -> None:
    """A change that tells of a possible fact says that it may have happened."""
    for change in diff(*pair).changes:
        sides = [side for edit in change.edits for side in (edit.before, edit.after) if side]
        if any(side.certainty is Certainty.POSSIBLE for side in sides):
            assert Certainty.POSSIBLE is change.certainty
            if change.kind is not ChangeKind.CERTAINTY_CHANGED:
                assert "may have" in change.sentence


@given(snapshots(possible=False), snapshots(possible=False))
def test_sure_facts_make_sure_changes(before: Snapshot, after: Snapshot) -> None:
    """Between charts without doubt no sentence has any."""
    for change in diff(before, after).changes:
        assert Certainty.CERTAIN is change.certainty
        assert "may have" not in change.sentence


@given(snapshots())
def test_a_chart_appears_and_goes(chart: Snapshot) -> None:
    """From nothing, everything is created or joined; to nothing, all of it is undone."""
    nothing = Snapshot.build()
    for before, after, kinds in (
        (nothing, chart, APPEAR),
        (chart, nothing, VANISH),
    ):
        found = {change.kind for change in diff(before, after).changes}
        assert found <= kinds


APPEAR = {
    ChangeKind.JOINED,
    ChangeKind.APPOINTED,
    ChangeKind.INTERIM_BEGAN,
    ChangeKind.POST_CREATED,
    ChangeKind.UNIT_CREATED,
    ChangeKind.LEAVE_BEGAN,
}
VANISH = {
    ChangeKind.LEFT,
    ChangeKind.VACATED,
    ChangeKind.INTERIM_ENDED,
    ChangeKind.POST_ABOLISHED,
    ChangeKind.UNIT_DISSOLVED,
    ChangeKind.LEAVE_ENDED,
}


@given(snapshots())
def test_a_group_above_an_organization_moves_nobody(chart: Snapshot) -> None:
    """An organisation put under a new parent loses and gains nobody."""
    facts = [
        Unit(fact.id, fact.name, kind=fact.kind, parent="group")
        if isinstance(fact, Unit) and fact.parent is None
        else fact
        for fact in chart.facts.values()
    ]
    after = Snapshot.from_facts([Unit("group", "Group"), *facts])
    kinds = {change.kind for change in diff(chart, after).changes}
    assert kinds <= {ChangeKind.UNIT_CREATED, ChangeKind.UNIT_MOVED, ChangeKind.CERTAINTY_CHANGED}


@given(snapshots(max_size=3))
def test_post_ids_of_changes_are_known(chart: Snapshot) -> None:
    """A created post is named by its change with its lines and no other edits."""
    after = Snapshot.from_facts([*chart.facts.values(), Post("extra", "Extra")])
    assert [(ChangeKind.POST_CREATED, ("extra",))] == [
        (change.kind, change.posts) for change in diff(chart, after).changes
    ]


@given(snapshot_pairs())
def test_sentences_together_are_those_one_by_one(pair: Pair) -> None:
    """What several changes name is looked up once, and nothing else is said."""
    change = diff(*pair)
    together = sentences(change.changes, *pair)
    assert [each.sentence for each in change.changes] == list(together)


@final
class Counted:
    """The facts of a chart, with a count of those that were looked at."""

    def __init__(self, facts: list[Fact]) -> None:
        """Keep facts."""
        self.count = 0
        self._held = Held.of(
            people=[fact for fact in facts if isinstance(fact, Person)],
            units=[fact for fact in facts if isinstance(fact, Unit)],
            posts=[fact for fact in facts if isinstance(fact, Post)],
            tenures=[fact for fact in facts if isinstance(fact, Tenure)],
            lines=[fact for fact in facts if isinstance(fact, ReportingLine)],
            leaves=(),
            since={},
        )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a chart asks for
        found = getattr(self._held, name)
        if not callable(found):
            self.count += size_of(found)
            return found

        def counted(asked: str) -> object:
            answer: object = found(asked)
            self.count += 1 + size_of(answer)
            return answer

        return counted


def size_of(answer: object) -> int:
    """Return how many facts there are in an answer."""
    return len(cast("tuple[object, ...]", answer)) if isinstance(answer, tuple) else 0


def open_post(size: int, *, after: bool) -> list[Fact]:
    """Many hold one post, and others of the same organisation hold it after."""
    people = [f"{side}{number}" for side in "ab" for number in range(size)]
    seats = [Tenure(who, "crew" if (who[0] == "b") is after else "rest") for who in people]
    posts = (Post("crew", "Crew", unit="u", seats=None), Post("rest", "Rest", unit="u", seats=None))
    return [Unit("u", "U"), *posts, *(Person(who, who) for who in people), *seats]


def one_seat(size: int, *, after: bool) -> list[Fact]:
    """Many hold a post that has one seat, and others do after."""
    people = [f"{'b' if after else 'a'}{number}" for number in range(size)]
    stays = [Tenure(f"{side}{number}", "rest") for side in "ab" for number in range(size)]
    posts = (Post("ceo", "CEO", unit="u"), Post("rest", "Rest", unit="u", seats=None))
    return [Unit("u", "U"), *posts, *(Tenure(who, "ceo") for who in people), *stays]


def deep_line(size: int, *, after: bool) -> list[Fact]:
    """A chain in which each post gets another manager after, the one two above it."""
    step = 2 if after else 1
    lines = [ReportingLine(f"p{n:05}", f"p{max(n - step, 0):05}") for n in range(1, size)]
    return [*(Post(f"p{number:05}", "P") for number in range(size)), *lines]


@pytest.mark.parametrize("facts", [open_post, one_seat, deep_line])
def test_what_is_looked_at_grows_with_the_edits(facts: Any) -> None:  # noqa: ANN401 - as listed
    """Four times the edits cost about four times the look-ups, whoever sits where."""
    cost: list[float] = []
    for size in SIZES:
        sides = [Counted(facts(size, after=after)) for after in (False, True)]
        before, after = (Snapshot(cast("Lookups", side)) for side in sides)
        edits = diff(before, after).edits
        looked = sum(side.count for side in sides)
        changes = read_changes(edits, before, after)
        assert len(changes) == len(list(sentences(changes, before, after)))
        cost.append((sum(side.count for side in sides) - looked) / len(edits))
    assert cost[1] < 1.5 * cost[0]


SIZES: Final = (250, 1000)
