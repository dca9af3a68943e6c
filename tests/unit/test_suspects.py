"""What the rules look at in a history: all that may break one, and little else."""

from collections.abc import Iterable

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Tenure,
    TenureKind,
    Unit,
)
from orgchart.periods import Period
from orgchart.rules.suspects import Suspects
from orgchart.rules.times import outside_lives

EARLY, NOON, ONE, TWO, LATE = (f"2020-01-01T{hour}:00Z" for hour in (11, 12, 13, 14, 15))


def suspects(*facts: Fact) -> Suspects:
    """Return the suspects of a history of some facts."""
    return Suspects(History.build(zone="UTC").with_facts(*facts))


def keys(facts: Iterable[Fact | tuple[Fact, Period]]) -> list[tuple[str, ...]]:
    """Return the keys of facts that may come with periods, in order."""
    return sorted((fact[0] if isinstance(fact, tuple) else fact).key for fact in facts)


class TestNames:
    """Ids and names."""

    def test_lines_to_themselves(self) -> None:
        """Only a line to the post it is about; whose manager comes first in order is no matter."""
        lines = [ReportingLine("a", "c"), ReportingLine("b", "b"), ReportingLine("c", "b")]
        assert [("line", "b")] == keys(suspects(*lines).to_themselves())

    @pytest.mark.parametrize(
        "fact",
        [
            Unit("x", "X", parent="u"),
            Post("x", "X", unit="u"),
            Tenure("ann", "p"),
            Tenure(UNDISCLOSED, "p"),
            ReportingLine("p", "q"),
            ReportingLine("p", "u"),
            ReportingLine("p", None),
            ReportingLine("p", UNKNOWN),
            Leave("ann", "p"),
            Leave("ann"),
        ],
        ids=repr,
    )
    def test_what_names_what_is_there(self, fact: Fact) -> None:
        """It is not looked at; without what it names it is."""
        there = (Person("ann", "Ann"), Unit("u", "U"), Post("p", "P"), Post("q", "Q"))
        assert [] == keys(suspects(*there, fact).unnamed())
        names_any = {"ann", "u", "p", "q"} & set(map(str, (*fact.key[1:], *_named(fact))))
        assert ([fact.key] if names_any else []) == keys(suspects(fact).unnamed())

    def test_claims_that_are_referred_to(self) -> None:
        """Facts that name others, and the names that facts have."""
        some = suspects(
            Tenure("ann", "p", claim="x"),
            Tenure("bob", "p", after=("x",)),
            Tenure("cy", "p", before=("x",), claim="y"),
            Tenure("di", "p", retracted_by=("s",)),
            Leave("ann"),
        )
        assert {"x", "y"} == some.claims()
        told = [("tenure", name, "p") for name in ("bob", "cy", "di")]
        assert told == keys(some.referring())

    def test_ids_of_posts_and_units(self) -> None:
        """An id that both have, and one that either has."""
        some = suspects(Unit("a", "A"), Post("a", "A"), Unit("b", "B"), Person("a", "A"))
        assert ["a"] == some.ambiguous()
        asked = [(kind, name) for kind in ("person", "unit", "post") for name in "abc"]
        there = {("person", "a"), ("unit", "a"), ("unit", "b"), ("post", "a")}
        assert there == {ask for ask in asked if some.has(*ask)}


def _named(fact: Fact) -> tuple[object, ...]:
    return tuple(getattr(fact, name, None) for name in ("parent", "unit", "manager"))


class TestTimes:
    """Periods."""

    def test_what_ends_before_it_starts(self) -> None:
        """What may last a moment is not looked at."""
        held = [
            Tenure("a", "p", start="2010", end="2009"),
            Tenure("b", "p", start="2010", end="[2005..2015]"),
            Tenure("c", "p", start="[2005..2015]", end="2010"),
            Tenure("d", "p", start=NOON, end=NOON),
            Tenure("e", "p", start=NOON, end=ONE),
            Tenure("f", "p", start="2010", end=UNKNOWN),
        ]
        backwards = [("tenure", "a", "p"), ("tenure", "d", "p")]
        assert backwards == keys(suspects(*held, Unit("u", "U"), Leave("a")).backwards())

    @pytest.mark.parametrize(
        ("start", "end", "outside"),
        [
            (NOON, TWO, False),
            (ONE, TWO, False),
            (NOON, ONE, False),
            (None, None, False),
            (ONE, None, False),
            (EARLY, ONE, True),
            (ONE, LATE, True),
            (EARLY, LATE, True),
            (EARLY, NOON, True),
            (TWO, LATE, True),
        ],
    )
    def test_what_reaches_beyond_a_life(
        self, start: str | None, end: str | None, *, outside: bool
    ) -> None:
        """Only what begins before a unit or post, or ends after it."""
        for owner, fact in (
            (Unit("u", "U", start=NOON, end=TWO), Post("p", "P", unit="u", start=start, end=end)),
            (Post("p", "P", start=NOON, end=TWO), Tenure("ann", "p", start=start, end=end)),
        ):
            found = suspects(owner, fact, Post("free", "Free", start=EARLY, end=LATE)).outside()
            assert ([fact.key] if outside else []) == keys(found)

    @pytest.mark.parametrize(
        ("first", "last"), [("[2000..2005]", "2010"), ("2000", "[2008..2012]"), (None, "2012")]
    )
    def test_vague_lives(self, first: str | None, last: str) -> None:
        """What may lie within a life is not looked at."""
        unit = Unit("u", "U", start=first, end=last)
        within = Post("p", "P", unit="u", start="2003", end="2009")
        beyond = Post("q", "Q", unit="u", start="2003", end="2014")
        assert [("post", "q")] == keys(suspects(unit, within, beyond).outside())

    def test_versions_make_one_life(self) -> None:
        """A tenure goes on through two versions of its post."""
        versions = (Post("p", "P", end="2005"), Post("p", "Q", start="2005", end="2010"))
        through = Tenure("ann", "p", start="2003", end="2007")
        beyond = Tenure("bob", "p", start="2003", end="2012")
        assert [beyond.key] == keys(suspects(*versions, through, beyond).outside())

    def test_what_may_not_last_reaches_nowhere(self) -> None:
        """The rule itself: where the end may come before the start, both must lie outside."""
        life = Period("2000", "2010")
        tenure = Tenure("ann", "p")
        for period, outside in (
            (Period("[2005..2015]", "2012"), False),
            (Period("[2005..2015]", "[2012..2020]"), False),
            (Period("[1995..2005]", "2004"), False),
            (Period("2005", "2012"), True),
            (Period("1999", "2004"), True),
            (Period("2012", "[2011..2015]"), True),
        ):
            assert outside is bool([*outside_lives([(tenure, period)], lambda _: life)])


class TestAtOnce:
    """Facts that hold at the same time."""

    def test_two_managers(self) -> None:
        """Solid lines of one post that meet, and no others."""
        lines = [
            ReportingLine("a", "x", end="2010"),
            ReportingLine("a", "y", start="2005"),
            ReportingLine("b", "x", end="2010-01-01"),
            ReportingLine("b", "y", start="2010-01-01"),
            ReportingLine("c", "x"),
            ReportingLine("c", "y", kind=LineKind.DOTTED),
        ]
        assert [("line", "a")] * 2 == keys(suspects(*lines).two_managed())

    def test_crowds(self) -> None:
        """Who holds posts for good that have fewer seats than holders."""
        facts: tuple[Fact, ...] = (
            *(Post(name, name, seats=2) for name in ("enough", "few", "none")),
            Post("any", "Any", seats=None),
            *(Tenure(name, "enough") for name in "ab"),
            Tenure("c", "enough", kind=TenureKind.ACTING),
            *(Tenure(name, "few") for name in "abc"),
            *(Tenure(name, "any") for name in "abcd"),
        )
        lived, seats = suspects(*facts).crowded()
        assert [("tenure", name, "few") for name in "abc"] == keys(lived)
        assert {"few": 2} == seats

    def test_the_most_seats_count(self) -> None:
        """Whichever version comes first."""
        three = [Tenure(name, "p", start="2012") for name in "abc"]
        for titles in ("AB", "BA"):
            versions = (
                Post("p", titles[0], seats=2, end="2010-01-01"),
                Post("p", titles[1], seats=1, start="2010-01-01"),
            )
            lived, seats = suspects(*versions, *three).crowded()
            assert (3, {"p": 2}) == (len(lived), seats)

    def test_held_twice(self) -> None:
        """Tenures of one person in one post; an undisclosed holder is somebody else each time."""
        held = [
            *(Tenure(name, "p", start=start) for name in ("ann", "zoe") for start in (NOON, ONE)),
            *(Tenure(UNDISCLOSED, "p", start=start) for start in (NOON, ONE)),
            Tenure("ann", "q"),
            Tenure("bob", "p", end=ONE),
            Tenure("bob", "p", start=ONE),
        ]
        twice = [("tenure", name, "p") for name in ("ann", "ann", "zoe", "zoe")]
        assert twice == keys(suspects(*held).held_twice())

    def test_described_twice(self) -> None:
        """Records of one thing at one time, and not those of things that have one id."""
        facts = (
            Post("a", "A"),
            Unit("a", "A"),
            Person("b", "B"),
            Person("b", "Bee"),
            Post("c", "C", end=ONE),
            Post("c", "Cee", start=ONE),
        )
        assert [("person", "b")] * 2 == keys(suspects(*facts).described_twice())
