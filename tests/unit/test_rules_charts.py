"""What the rules look at in a chart: all that may break one, and nothing else."""

from collections.abc import Iterable

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Rule,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
    check,
)
from orgchart.periods import Period
from orgchart.rules.charts import ChartSuspects

FRAME = (Person("ann", "Ann"), Unit("acme", "Acme"), Post("ceo", "CEO"), Tenure("ann", "ceo"))


def suspects(*facts: Fact) -> ChartSuspects:
    """Return the suspects of a chart of some facts."""
    return ChartSuspects(Snapshot.from_facts(facts))


def keys(facts: Iterable[Fact | tuple[Fact, Period]]) -> list[tuple[str, ...]]:
    """Return the keys of facts that may come with periods, in order."""
    return sorted((fact[0] if isinstance(fact, tuple) else fact).key for fact in facts)


@pytest.mark.parametrize(
    "fact",
    [
        Unit("x", "X", parent="gone"),
        Post("x", "X", unit="gone"),
        Post("x", "X", unit="ceo"),
        Tenure("nemo", "ceo"),
        Tenure(UNDISCLOSED, "gone"),
        ReportingLine("gone", "ceo"),
        ReportingLine("ceo", "gone"),
        ReportingLine("ceo", "ann"),
        ReportingLine("ceo", "gone", kind=LineKind.DOTTED),
        Leave("nemo"),
        Leave("ann", "gone"),
        Leave("ann", "acme"),
    ],
    ids=repr,
)
def test_strange_names(fact: Fact) -> None:
    """A fact that names what is not there is looked at, and nothing beside it."""
    assert [fact.key] == keys(suspects(*FRAME, fact).unnamed())


@pytest.mark.parametrize(
    "fact",
    [
        Unit("x", "X", parent="acme"),
        Post("x", "X", unit="acme"),
        Tenure(UNDISCLOSED, "ceo"),
        ReportingLine("ceo", "acme"),
        ReportingLine("ceo", "ceo"),
        ReportingLine("ceo", None),
        ReportingLine("ceo", UNKNOWN),
        Leave("ann"),
        Leave("ann", "ceo"),
    ],
    ids=repr,
)
def test_names_that_are_there(fact: Fact) -> None:
    """What names what is there, nobody in particular or nothing is left alone."""
    assert [] == keys(suspects(*FRAME, fact).unnamed())


def test_several_managers() -> None:
    """Dotted lines and posts with one solid line are left alone."""
    dotted = ReportingLine("cto", "ann", kind=LineKind.DOTTED)
    lines = [ReportingLine("coo", "ceo"), ReportingLine("coo", None), ReportingLine("cto", "ceo")]
    assert [("line", "coo")] * 2 == keys(suspects(dotted, *lines).two_managed())


def test_crowds() -> None:
    """Posts with room for all are left alone; of two records of a post the first counts."""
    posts = [Post("one", "A"), Post("one", "B", seats=2), Post("two", "C", seats=2)]
    posts += [Post("any", "D", seats=None), Post("led", "E")]
    held = [Tenure(who, post) for who in ("ann", "bob") for post in ("one", "two", "any", "gone")]
    advised = [Tenure("ann", "led"), Tenure("bob", "led", kind=TenureKind.ADVISER)]
    crowd, seats = suspects(*posts, *held, *advised).crowded()
    assert [("tenure", "ann", "one"), ("tenure", "bob", "one")] == keys(crowd)
    assert {"one": 1, "two": 2, "any": None, "led": 1} == seats
    found = check(Snapshot.from_facts([*posts, *held]))
    assert ["one"] == [f.subjects[0] for f in found if f.rule is Rule.TOO_MANY_HOLDERS]


def test_twins() -> None:
    """Whoever is not disclosed holds no post twice, and posts and units share no records."""
    held = [Tenure("ann", "ceo"), Tenure("bob", "ceo"), Tenure("ann", "cto")]
    hidden = [Tenure(UNDISCLOSED, "ceo"), Tenure(UNDISCLOSED, "ceo", title="Chair")]
    assert [] == suspects(*held, *hidden).held_twice()
    again = Tenure("ann", "ceo", title="Boss")
    assert [("tenure", "ann", "ceo")] * 2 == keys(suspects(*held, again).held_twice())
    told = suspects(Post("x", "X"), Unit("x", "X"), Post("y", "Y"), Post("y", "Z"))
    assert [("post", "y")] * 2 == keys(told.described_twice())
    assert ["x"] == list(told.ambiguous())


def test_circles() -> None:
    """Of several lines of a post a sure one leads on, and lines to oneself are no circle here."""
    lines = [ReportingLine("a", "b"), ReportingLine("b", "a"), ReportingLine("c", "c")]
    perhaps = [ReportingLine("d", "e"), ReportingLine("e", "d", certainty="possible")]
    assert [("a", "b")] == list(suspects(*lines, *perhaps).circles())
    first = ReportingLine("a", "a0", certainty="possible")
    assert [("a", "b")] == list(suspects(*lines, first).circles())
