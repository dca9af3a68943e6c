"""
A history that is built, corrected, retracted, cited, read and compared, beside a naive one.

With ``HYPOTHESIS_PROFILE=thorough`` 500 steps deep; else a few dozen.
"""

import pickle
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Citation,
    Fact,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Standing,
    Tenure,
    TenureKind,
    Unit,
    When,
    diff,
)
from orgchart.calendars import EPOCH
from orgchart.io import dumps, loads
from orgchart.policies import Policy
from tests.counts import thorough
from tests.stateful.looking import check_look_ups, repeated, rows
from tests.stateful.oracle import ZONE, Life, Oracle, asked, row

#: More facts make each step slower and find no more.
MOST: Final = 40

T = TypeVar("T")

DAYS: Final = ("2019-01-01", "2019-12-31", "2020-01-01", "2020-02-29", "2020-03-29", "2021-01-01")
STRETCHES: Final = ("2019", "2020", "2020-02", "2020-03", "2020-Q1", "early 2020", "[2019..2020]")
INSTANTS: Final = (
    "2020-01-01T00:00Z",
    "2020-03-29T00:59:59.999999Z",
    "2020-03-29T12:00+05:30",
    "2020-07-01T09:00",
)
VAGUE: Final = ("2019~", "2020-03?", "[..2020-02]", "end of 2019", "2019-XX")

_MOMENTS: Final = (*DAYS, *DAYS, *STRETCHES, *INSTANTS, *VAGUE)
ASKED: Final = (*DAYS, *STRETCHES, *INSTANTS, "2018", "2022", "2020-02-28")
QUERIES: Final = st.sampled_from(ASKED)
STARTS: Final = st.sampled_from((None, None, UNKNOWN, *_MOMENTS))
ENDS: Final = st.sampled_from((None, None, None, UNKNOWN, "ongoing", *_MOMENTS))
PEOPLE: Final = st.sampled_from(("ann", "bo", "cy"))
POSTS: Final = st.sampled_from(("ceo", "cto", "dev"))
SOURCES: Final = st.sampled_from(("s1", "s2", "s3", "s4"))
NUMBERS: Final = st.integers(0, 10**6)

CITED: Final = st.lists(
    st.builds(Citation, SOURCES, standing=st.sampled_from((Standing.STATED, Standing.RUMOURED))),
    max_size=2,
)
#: What all facts have; most have nothing special about them.
COMMON: Final = st.fixed_dictionaries(
    {"start": STARTS, "end": ENDS},
    optional={
        "sources": CITED,
        "claim": st.sampled_from(("c1", "c2", "c3", None)),
        "certainty": st.sampled_from((Certainty.CERTAIN, Certainty.POSSIBLE)),
    },
)
#: A unit's parent is another of these, or one before it, so that they make no circle.
PARENTS: Final = {"acme": (None,), "board": (None, "acme"), "lab": (None, "acme", "board", "no")}

#: The steps of a policy as the naive history calls them, and as files write them.
STEPS: Final = {
    "newest": "newest_source",
    "precise": "most_precise",
    "most": "most_sources",
    "s1": "prefer s1",
    "s2": "prefer s2",
}


def one_of(found: Sequence[T], number: int) -> T:
    """Return one of several by a number."""
    return found[number % len(found)]


class HistoryMachine(RuleBasedStateMachine):
    """What happens to a history, and what it then answers."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History.build(zone=ZONE)
        self.oracle = Oracle([], {})
        self.steps = 0

    def _add(self, fact: Fact) -> None:
        fact = fact.with_period(fact.period.in_zone(ZONE))
        self.history = self.history.with_facts(fact)
        self.oracle.facts.append(fact)

    def _replace(self, place: int, fact: Fact | None) -> None:
        self.history = self.history.without(self.oracle.facts.pop(place))
        if fact is not None:
            self._add(fact)

    def _place(self, number: int) -> int:
        return number % len(self.oracle.facts)

    def has_facts(self) -> bool:
        """Say whether there is any fact."""
        return bool(self.oracle.facts)

    def has_room(self) -> bool:
        """Say whether there may be more facts."""
        return len(self.oracle.facts) < MOST

    # building

    @initialize()
    def begin(self) -> None:
        """A company with something of everything, so that there is much to ask about at once."""
        for source in (
            Source("s1", published=When("2019-12-31", ZONE)),
            Source("s2", published=When("2020", ZONE), translation_of="s4"),
            Source("s3"),
            Source("s5", published=When("2019-12-31T12:00Z", ZONE)),
        ):
            self.oracle.sources[source.id] = source
        self.history = self.history.with_facts(sources=self.oracle.sources.values())
        for fact in (
            Unit("acme", "Acme", start="2019"),
            Unit("board", "Board", parent="acme", end="2021"),
            Post("ceo", "Chief", unit="acme", end="2020-03"),
            Post("ceo", "Chief executive", unit="acme", start="2020-03", end="early 2021"),
            Post("cto", "Technology", unit="board"),
            Person("ann", "Ann"),
            Tenure("ann", "ceo", end="2020-03"),
            Tenure("ann", "cto", start="2020-02"),
            Tenure("bo", "ceo", start="2020-03", end="2020-Q1", sources=["s1", "s2"]),
            Tenure("bo", "ceo", start="2019", end="2020-12-31", sources=["s3"]),
            Tenure("bo", "cto", start="2019", claim="c1", sources=["s1", "s2"]),
            Tenure("bo", "cto", start="2020", claim="c1", sources=["s5"]),
            Tenure("cy", "ceo", start="2020-Q1", end="2020-03-29", sources=["s1"]),
            Tenure("cy", "ceo", start="2019", end="2021-01-01", sources=["s3"]),
            Tenure("cy", "cto", sources=[Citation("s3", standing=Standing.RUMOURED)]),
            ReportingLine("cto", "ceo"),
            Leave("ann"),
        ):
            self._add(fact)

    @precondition(has_room)
    @rule(id=PEOPLE, name=st.sampled_from(("Ann", "Bo", "李安")), common=COMMON)
    def add_person(self, id: str, name: str, common: dict[str, Any]) -> None:  # noqa: A002 - as the field
        """Somebody is recorded, or another version of them."""
        self._add(attrs.evolve(Person(id, name), **common))

    @precondition(has_room)
    @rule(id=st.sampled_from(sorted(PARENTS)), number=NUMBERS, common=COMMON)
    def add_unit(self, id: str, number: int, common: dict[str, Any]) -> None:  # noqa: A002 - as above
        """A unit is recorded, or another version of it."""
        self._add(attrs.evolve(Unit(id, id, parent=one_of(PARENTS[id], number)), **common))

    @precondition(has_room)
    @rule(
        id=POSTS,
        unit=st.sampled_from((None, "acme", "board", "lab")),
        seats=st.sampled_from((1, 1, 2, None)),
        common=COMMON,
    )
    def add_post(
        self,
        id: str,  # noqa: A002 - as above
        unit: str | None,
        seats: int | None,
        common: dict[str, Any],
    ) -> None:
        """A post is recorded, or another version of it."""
        self._add(attrs.evolve(Post(id, id.upper(), unit=unit, seats=seats), **common))

    @precondition(has_room)
    @rule(
        person=PEOPLE | st.just(UNDISCLOSED),
        post=POSTS,
        kind=st.sampled_from(TenureKind),
        common=COMMON,
    )
    def add_tenure(self, person: str, post: str, kind: TenureKind, common: dict[str, Any]) -> None:
        """Somebody holds a post."""
        self._add(attrs.evolve(Tenure(person, post, kind=kind), **common))

    @precondition(has_room)
    @rule(
        post=POSTS,
        manager=POSTS | st.sampled_from((None, UNKNOWN, "board", "nobody-knows")),
        kind=st.sampled_from(LineKind),
        common=COMMON,
    )
    def add_line(
        self, post: str, manager: str | None, kind: LineKind, common: dict[str, Any]
    ) -> None:
        """A post reports to another, to a unit, to nobody, or nobody knows."""
        self._add(attrs.evolve(ReportingLine(post, manager, kind=kind), **common))

    @precondition(has_room)
    @rule(person=PEOPLE, post=POSTS | st.none(), common=COMMON)
    def add_leave(self, person: str, post: str | None, common: dict[str, Any]) -> None:
        """Somebody is absent."""
        self._add(attrs.evolve(Leave(person, post), **common))

    @precondition(has_room)
    @precondition(has_facts)
    @rule(number=NUMBERS, start=STARTS, end=ENDS, cited=CITED)
    def contradict(
        self, number: int, start: str | None, end: str | None, cited: list[Citation]
    ) -> None:
        """Another source says otherwise of a fact."""
        fact = self.oracle.facts[self._place(number)]
        self._add(attrs.evolve(fact, start=start, end=end, sources=cited))

    # correcting

    @precondition(has_facts)
    @rule(number=NUMBERS, start=STARTS, end=ENDS)
    def redate(self, number: int, start: str | None, end: str | None) -> None:
        """A fact gets other dates."""
        place = self._place(number)
        self._replace(place, attrs.evolve(self.oracle.facts[place], start=start, end=end))

    @precondition(has_facts)
    @rule(number=NUMBERS)
    def take_out(self, number: int) -> None:
        """A fact is taken out."""
        self._replace(self._place(number), None)

    @precondition(has_facts)
    @rule(number=NUMBERS, source=SOURCES)
    def retract(self, number: int, source: str) -> None:
        """A source takes a fact back."""
        place = self._place(number)
        self._replace(place, attrs.evolve(self.oracle.facts[place], retracted_by=source))

    @precondition(has_facts)
    @rule(number=NUMBERS, cited=CITED)
    def cite(self, number: int, cited: list[Citation]) -> None:
        """Sources are cited for a fact."""
        place = self._place(number)
        self._replace(place, attrs.evolve(self.oracle.facts[place], sources=cited))

    @rule(
        id=SOURCES,
        day=st.sampled_from((None, *DAYS, "2020", "[2019..2020]")),
        original=SOURCES | st.none(),
    )
    def publish(self, id: str, day: str | None, original: str | None) -> None:  # noqa: A002 - as above
        """A source is recorded, once."""
        if id not in self.oracle.sources:
            published = None if day is None else When(day, ZONE)
            source = Source(id, published=published, translation_of=original)
            self.history = self.history.with_facts(sources=[source])
            self.oracle.sources[id] = source

    @rule(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=3, unique=True))
    def choose(self, steps: list[str]) -> None:
        """Rival claims are decided in another way."""
        self.history = self.history.with_policy(Policy.of([STEPS[step] for step in steps]))
        self.oracle.policy = tuple(steps)

    # reading and writing

    @rule(form=st.sampled_from(("json", "json", "json", "toml")))
    def write_and_read(self, form: str) -> None:
        """The history goes through a file, and is the one that was read from then on."""
        again = loads(dumps(self.history, form), form)
        assert again == self.history
        assert hash(again) == hash(self.history)
        self.history = again

    @rule()
    def pickle(self) -> None:
        """The history goes to another process and back."""
        again = pickle.loads(pickle.dumps(self.history))  # noqa: S301 - made here
        assert again == self.history
        self.history = again

    # asking

    @rule(text=QUERIES)
    def ask_for_a_chart(self, text: str) -> None:
        """The chart shows what the list says, and its look-ups say what is on it."""
        chart = self.history.at(text)
        found = rows(chart)
        assert self.oracle.chart(asked(text)) == found
        check_look_ups(chart, found)

    @rule(first=QUERIES, second=QUERIES)
    def compare(self, first: str, second: str) -> None:
        """The difference is what is on one chart and not on the other, each told in one change."""
        before, after = self.oracle.chart(asked(first)), self.oracle.chart(asked(second))
        found = self.history.diff(first, second)
        gone = Counter(row(e.before, e.before.certainty) for e in found if e.before is not None)
        come = Counter(row(e.after, e.after.certainty) for e in found if e.after is not None)
        assert before + come == after + gone
        if not repeated(found.before) and not repeated(found.after):
            assert (before - after, after - before) == (gone, come)
        assert found == diff(self.history.at(first), self.history.at(second))
        told = Counter(edit.key for change in found.changes for edit in change.edits)
        assert Counter(edit.key for edit in found.edits) == told

    @rule(day=QUERIES, text=QUERIES)
    def ask_what_was_known(self, day: str, text: str) -> None:
        """A reader of a day knew what had come out, and had the chart that this makes."""
        knew = self.oracle.known_on(asked(day))
        known = self.history.known_on(day)
        assert sorted(knew.sources) == [source.id for source in known.sources]
        assert len(knew.facts) == len(list(known.facts))
        assert knew.chart(asked(text)) == rows(known.at(text))

    @rule()
    def ask_for_conflicts(self) -> None:
        """Rival claims are those that the list finds, and so are their winners."""
        expected = Counter(
            (won, frozenset(Counter(group).items())) for group, won in self.oracle.rivalries()
        )
        found = Counter(
            (conflict.winner, frozenset(Counter(conflict.readings).items()))
            for conflict in self.history.conflicts()
        )
        assert expected == found

    @rule(person=PEOPLE, post=POSTS)
    def ask_for_careers(self, person: str, post: str) -> None:
        """Careers and successions have every tenure that can be on a chart, and no other."""
        held = [fact for fact, _ in self.oracle.shown() if isinstance(fact, Tenure)]
        if any(fact.person == person for fact in held):
            expected = Counter(fact for fact in held if fact.person == person)
            assert expected == Counter(self.history.careers(person))
        if any(fact.post == post for fact in held):
            found = [each for each in self.history.succession(post) if isinstance(each, Tenure)]
            assert Counter(fact for fact in held if fact.post == post) == Counter(found)

    @rule()
    def ask_for_dates(self) -> None:
        """The dates are the instants at which the list gives another chart than just before."""
        instants = [when.earliest for when in self.history.dates()]
        assert None not in instants
        found = [8 * ((at - EPOCH) // timedelta(microseconds=1)) for at in instants if at]
        assert self.oracle.turns() == found

    @invariant()
    def holds_what_was_put_in(self) -> None:
        """The history has the facts of the list, and shows what the list says of a moment."""
        assert Counter(self.oracle.facts) == Counter(self.history.facts)
        self.steps += 1
        text = one_of(ASKED, self.steps)
        assert self.oracle.chart(asked(text)) == rows(self.history.at(text))


TestHistoryMachine = HistoryMachine.TestCase
TestHistoryMachine.settings = settings(
    max_examples=100 if thorough() else 15,
    stateful_step_count=500 if thorough() else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_the_naive_history_knows_days() -> None:
    """A day is over one before the next begins, and what ends on it has ended then."""
    day = Life.stated(Tenure("ann", "ceo", start=When("2020-01-01", ZONE), end=UNKNOWN))
    assert Certainty.POSSIBLE is day.at(asked("2020-01-01"))
    assert None is day.at(asked("2019-12-31"))
    ended = Life.stated(Tenure("ann", "ceo", end=When("2020-01-01", ZONE)))
    assert Certainty.CERTAIN is ended.at(asked("2019-12-31"))
    assert None is ended.at(asked("2020-01-01"))


def test_a_line_between_two_vague_lives() -> None:
    """What is made of two vague ends ends with a day, as they do, and not a moment before."""
    history = History.build(
        zone=ZONE,
        posts=[Post("ceo", "Chief", end="[2019-06..2020]"), Post("cto", "Tech", end="2020-02")],
        lines=[ReportingLine("cto", "ceo")],
    )
    told = [str(when).partition("+")[0] for when in history.dates()]
    days = ("2019-06-01", "2020-02-01", "2020-03-01", "2021-01-01")
    assert [f"{day}T00:00" for day in days] == told
