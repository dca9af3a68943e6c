"""
`History`: facts with their periods, and the chart at any moment.

How facts are kept is private to this module; everything else asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Self, TypeAlias, final

import attrs

from orgchart.calendars import find_zone
from orgchart.changes import Change
from orgchart.claims import Claim, in_order_of_ids
from orgchart.comparison import Diff
from orgchart.errors import InvalidValueError, UnknownIdError, nearest_ids, require_known
from orgchart.facts import of_type
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit, gathered
from orgchart.periods import Period, check_floating, comparable
from orgchart.policies import DEFAULT_POLICY, Policy
from orgchart.progress import waiting
from orgchart.rivals import Conflict
from orgchart.snapshot import Snapshot
from orgchart.snapshots import facts_between
from orgchart.sources import Source
from orgchart.store import Store, View
from orgchart.texts import require_text
from orgchart.timeline import dated_changes, in_order, with_gaps
from orgchart.vacancy import Vacancy
from orgchart.when import When, as_when, instant_at

__all__ = ["History", "Moment"]

#: What a moment can be given as: text, a date, a datetime, or a `When`.
Moment: TypeAlias = str | date | When


@final
@attrs.frozen(order=False, repr=False)
class History:
    """
    An organisation's people, units, posts, tenures, lines and leaves over time.

    A query shows the state at the close of what is asked: a day when it is over, an instant with
    what starts at it in force and what ends at it gone.

    Make one with `History.build`, `History.from_snapshots` or `orgchart.load`.

    Attributes:
        name: the name of the organisation.
        zone: the IANA name of the zone of its days and clock times; None when none is stated, for
            local dates that cannot be compared with instants elsewhere. For another zone build it
            anew: dates say theirs from then on, and with `attrs.evolve` they would not.
        claims: numbers that sources give, in order of ids.
        store: the facts in columns; for the package's own use.
        known: the day whose reader's knowledge it is, or None for all there is; not compared.

    >>> history = History.build(
    ...     name="Acme",
    ...     zone="Europe/London",
    ...     people=[Person("ann", "Ann Lee")],
    ...     posts=[Post("ceo", "Chief executive")],
    ...     tenures=[Tenure("ann", "ceo", start="2019-03-01", end="2023-11-17")],
    ... )
    >>> history.at("2023-11-16").incumbent("ceo").person
    'ann'
    >>> history.at("2023-11-17").vacancies[0].since
    When('2023-11-17', zone='Europe/London')
    """

    name: str
    zone: str | None
    claims: tuple[Claim, ...]
    store: Store
    known: When | None = attrs.field(default=None, eq=False)

    @classmethod
    def build(  # noqa: PLR0913 - one argument for each kind of fact, all by name
        cls,
        *,
        name: str = "",
        zone: str | None = None,
        people: Iterable[Person] = (),
        units: Iterable[Unit] = (),
        posts: Iterable[Post] = (),
        tenures: Iterable[Tenure] = (),
        lines: Iterable[ReportingLine] = (),
        leaves: Iterable[Leave] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        policy: Policy = DEFAULT_POLICY,
    ) -> Self:
        """
        Make a history from facts in any order.

        Args:
            name: the name of the organisation.
            zone: the IANA name of the zone of days and clock times that name none.
            people, units, posts, tenures, lines, leaves: the facts.
            sources: the sources that facts name by id.
            claims: numbers that sources give.
            policy: which of several rival claims charts show.

        Raises:
            InvalidValueError: no such zone, or two sources or two claims with one id.
            InvalidWhenError: a clock time that the zone skips or repeats; or dates with and
                without a zone in a history without one.
        """
        require_text("the history", "name", name)
        if zone is not None and find_zone(zone) is None:
            reason = "there is no such time zone; give an IANA name such as Europe/London"
            raise InvalidValueError("the history", "zone", zone, reason)
        given = gathered(
            people=people, units=units, posts=posts, tenures=tenures, lines=lines, leaves=leaves
        )
        return cls(name, zone, in_order_of_ids(claims), Store.of(given, sources, policy, zone))

    @classmethod
    def from_snapshots(
        cls, snapshots: Mapping[Any, Snapshot], *, name: str | None = None, zone: str | None = None
    ) -> Self:
        """
        Make a history from charts at dates.

        What differs between two dates changed some time in between: after the close of the
        earlier and by the close of the later. So `at` gives each chart back at its date, and in
        between both readings are possible. Before the first date everything on it is possible.

        Args:
            snapshots: charts by moment (anything `at` takes), in any order.
            name: the name of the organisation; that of the last chart when left out.
            zone: the IANA name of the zone of the dates.

        Raises:
            InvalidWhenError: a key is not a moment, or two keys close at one instant.
        """
        if not isinstance(snapshots, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
            raise InvalidValueError("a history", "snapshots", snapshots, "give them by moment")
        of_type(Snapshot, snapshots.values(), "snapshots")
        dated = sorted(
            ((as_when(key, zone), chart) for key, chart in snapshots.items()),
            key=lambda item: item[0].close,
        )
        last = dated[-1][1].name if dated else ""
        with waiting("reading charts"):
            facts = facts_between(dated, zone)
            return cls.build(name=last if name is None else name, zone=zone).with_facts(*facts)

    def __repr__(self) -> str:
        counts = f"{len(self.people)} people, {len(self.posts)} posts, {len(self.tenures)} tenures"
        return f"<History{' of ' + self.name if self.name else ''}: {counts}>"

    # the facts

    @property
    def people(self) -> tuple[Person, ...]:
        """The people, every version, in order of ids."""
        return tuple(self.store.facts.people)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, every version, in order of ids."""
        return tuple(self.store.facts.units)

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts, every version, in order of ids."""
        return tuple(self.store.facts.posts)

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The tenures, in order of people and posts."""
        return tuple(self.store.facts.tenures)

    @property
    def lines(self) -> tuple[ReportingLine, ...]:
        """The reporting lines, in order of posts; dotted ones first."""
        return tuple(self.store.facts.lines)

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """The leaves, in order of people."""
        return tuple(self.store.facts.leaves)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, in order of ids."""
        return self.store.sources

    @property
    def policy(self) -> Policy:
        """Which of several rival claims charts show."""
        return self.store.policy

    @property
    def facts(self) -> Iterator[Fact]:
        """Every fact, kind by kind."""
        return iter(self.store.facts)

    def life_of(self, id: str) -> Period:  # noqa: A002 - the field is called id everywhere
        """
        Return the life of a post or a unit over all its versions, inherited ends included.

        Raises:
            UnknownIdError: no such post or unit.
        """
        life = self.store.in_force.life_of(id)
        if life is None:
            known = [*(post.id for post in self.posts), *(unit.id for unit in self.units)]
            raise UnknownIdError("post or unit", id, "the history", nearest_ids(id, known))
        return life

    def lived(self) -> list[tuple[Fact, Period]]:
        """Return every fact with the period it is in force, inherited ends included."""
        return self.store.in_force.every()

    # questions

    def at(self, moment: Moment) -> Snapshot:
        """
        Return the chart at the close of a moment.

        Args:
            moment: text as `When` takes it, a date, a datetime, or a `When`; what has no zone is
                in the history's.

        Raises:
            InvalidWhenError: it is not a moment, has no end, or cannot be compared with the
                history's dates because one of them has no zone.

        Complexity: none, once the index is made; asking for all facts goes through them.
        """
        when = self._when(moment)
        return self._chart(self.store.view(when.close), when)

    def _when(self, moment: Moment) -> When:
        return comparable(moment, self.zone, floating=self.store.floating)

    def _chart(self, view: View, when: When) -> Snapshot:
        disputed = self.store.disputed(view.position)
        return Snapshot(view, self.name, when, self.zone, self.known, disputed)

    def diff(self, before: Moment, after: Moment) -> Diff:
        """Return the difference of the charts at two moments; linear in what changes; see `at`."""
        first, last = self._when(before), self._when(after)
        one, two = self.store.view(first.close), self.store.view(last.close)
        return Diff(self.store.between(one, two), self._chart(one, first), self._chart(two, last))

    def dates(self) -> tuple[When, ...]:
        """
        Return the instants at which any answer changes, also from possible to certain, in order.

        At each of them `at` gives another chart than just before; in between it stays the same.

        Complexity: one pass over the facts, and a sort of their dates.
        """
        return tuple(self._instant(2 * instant) for instant in self.store.change_instants)

    def _instant(self, position: int) -> When:
        return instant_at(position, self.zone, floating=bool(self.store.floating))

    def changes(
        self, start: Moment, end: Moment, *, inclusive: bool = False, lang: str | None = None
    ) -> Iterator[Change]:
        """
        Yield what happened after the close of one moment and by the close of another.

        A vague date is told once, when it has surely passed; what is never sure to have passed
        is not told.

        Args:
            start, end: see `at`.
            inclusive: begin with the beginning of `start` and not with its close.
            lang: the language of names and titles in the sentences; None for the plain ones.

        Returns:
            The changes in order, each with its `at`: the vague date as written, or an instant.
            They are read date by date as they are asked for.

        Raises:
            InvalidWhenError: see `at`.

        Complexity: linear in what changes in between; memory for one date at a time.
        """
        first, last = self._when(start), self._when(end).close
        before = first.low - 1 if inclusive else first.close
        turns = self.store.turns(before, last)
        return dated_changes(self.store.steps(before, turns), len(turns), self._instant, lang)

    def careers(self, person: str) -> tuple[Tenure, ...]:
        """
        Return what a person held, in order of starts.

        Raises:
            UnknownIdError: no such person.
        """
        lived = self.store.tenures_of(person=person)
        if not lived:
            require_known("person", person, (record.id for record in self.people), "the history")
        return tuple(t for t, _ in in_order(lived, self.store.in_force.ranks))

    def succession(self, post: str) -> tuple[Tenure | Vacancy, ...]:
        """
        Return who held a post, in order of starts, with a `Vacancy` for each sure gap.

        A gap counts when nobody but an adviser can have sat in the post; what lies before the
        first and after the last holder counts within the post's life. A post with any number of
        seats has no gaps.

        Raises:
            UnknownIdError: no such post.
        """
        records = self.store.posts_of(post)
        lived = self.store.tenures_of(post=post)
        if not records and not lived:
            require_known("post", post, (record.id for record in self.posts), "the history")
            return ()
        ordered = in_order(lived, self.store.in_force.ranks)
        if any(record.seats is None for record in records):
            return tuple(tenure for tenure, _ in ordered)
        life = self.store.in_force.life_of(post) if records else None
        return tuple(with_gaps(post, life or Period(), ordered))

    # rival claims, and what was known when

    def conflicts(self) -> tuple[Conflict, ...]:
        """
        Return the rival claims: readings with citations, the winner, and the rule that decided.

        Returns:
            In order of what they are about. Facts that were taken back take no part.
        """
        return self.store.conflicts

    def with_policy(self, policy: Policy) -> History:
        """Return the history with another choice between rival claims."""
        return attrs.evolve(self, store=attrs.evolve(self.store, policy=policy))

    def known_on(self, day: Moment) -> History:
        """
        Return the history as a reader of a day had it.

        A fact is known from the day its earliest citation was published, and until a source that
        took it back was. Facts that nothing is cited for are known always; sources without a date
        make nothing known. Sources that came out later leave no trace.

        Args:
            day: anything that `at` takes.

        Raises:
            InvalidWhenError: see `at`.
        """
        when = self._when(day)
        published = (source.published for source in self.sources)
        check_floating((when, *(moment for moment in published if moment)))
        store = self.store.known_at(when.close)
        known = frozenset(source.id for source in store.sources)
        claims = tuple(
            claim.known_by(known)
            for claim in self.claims
            if not claim.citations or not known.isdisjoint(claim.sources)
        )
        return attrs.evolve(self, store=store, claims=claims, known=when)

    # other histories

    def with_facts(self, *facts: Fact, sources: Iterable[Source] = ()) -> Self:
        """
        Return the history with further facts and sources.

        Raises:
            InvalidValueError: two sources with one id.
            InvalidWhenError: see `build`.

        Complexity: a pass over columns; none without facts.
        """
        further = of_type(Source, sources, "sources")
        return attrs.evolve(self, store=self.store.grown(facts, further, self.zone))

    def without(self, *facts: Fact) -> Self:
        """
        Return the history without some of its facts, each taken out once.

        Raises:
            InvalidValueError: one is no fact.
            UnknownIdError: the history does not hold one.

        Complexity: a pass over columns, and a look at the facts about the same.
        """
        store, missing = self.store.shrunk(facts, self.zone)
        for fact in missing:
            raise UnknownIdError(fact.kind_name, " ".join(fact.key[1:]), "the history")
        return attrs.evolve(self, store=store)
