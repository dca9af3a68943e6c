"""`check`: silent on clean data, never lost on dirty data, and each planted fault is named."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    BrokenRulesError,
    Certainty,
    Citation,
    Fact,
    History,
    Leave,
    LineKind,
    Period,
    Person,
    Post,
    ReportingLine,
    Rule,
    Snapshot,
    Source,
    Tenure,
    TenureKind,
    Unit,
    check,
    reporting_cycles,
)
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.snapshots import dirty_snapshots, snapshots


@given(clean_histories())
def test_clean_histories_break_no_rule(history: History) -> None:
    """A history built without a fault has no findings, and neither has any of its charts."""
    report = check(history)
    assert () == report.findings, str(report)
    for when in history.dates()[:3]:
        assert not check(history.at(when)), str(check(history.at(when)))


@at_most(50)
@given(st.one_of(histories(), hostile_histories()))
def test_any_history_can_be_checked(history: History) -> None:
    """Dirty histories are reported on and refused nowhere; each finding is told once."""
    report = check(history)
    assert len(set(report)) == len(report)
    for finding in report:
        assert finding.subjects
        assert str(finding) in str(report)
    assert report == check(history)


@given(st.one_of(snapshots(), dirty_snapshots()))
def test_any_chart_can_be_checked(chart: Snapshot) -> None:
    """Charts of any kind can be checked; sure circles are found as the walks find them."""
    report = check(chart)
    circles = {each.subjects for each in report if each.rule is Rule.REPORTING_CYCLE}
    sure = reporting_cycles(chart.certain())
    assert {circle for circle in sure if len(circle) > 1} == circles
    if report:
        with pytest.raises(BrokenRulesError) as caught:
            report.raise_if_any()
        assert len(report) == len(caught.value.exceptions)
    else:
        report.raise_if_any()


#: A whole and clean piece to plant faults in, with ids that no strategy draws.
SOUND: tuple[Fact, ...] = (
    Person("x-pat", "Pat"),
    Unit("x-org", "Org"),
    Post("x-ceo", "CEO", unit="x-org"),
    Post("x-cto", "CTO", unit="x-org"),
    Tenure("x-pat", "x-ceo", start="2010-01-01", end="2012-01-01"),
    ReportingLine("x-cto", "x-ceo", start="2010-01-01", end="2012-01-01"),
)

#: What is added to break exactly one rule.
FAULTS: tuple[tuple[Rule, tuple[Fact, ...]], ...] = (
    (
        Rule.REPORTING_CYCLE,
        (ReportingLine("x-ceo", "x-cto", start="2011-01-01", end="2011-06-01"),),
    ),
    (
        Rule.TWO_MANAGERS,
        (
            ReportingLine("x-cto", "x-org", start="2011-01-01", end="2011-06-01"),
            ReportingLine("x-cto", "x-ceo", start="2010-03-01", end="2010-04-01"),
        ),
    ),
    (Rule.SELF_REPORT, (ReportingLine("x-ceo", "x-ceo"),)),
    (Rule.UNKNOWN_ID, (Tenure("x-nemo", "x-cto"),)),
    (Rule.UNKNOWN_ID, (Tenure("x-pat", "x-cto", sources=("x-paper",)),)),
    (Rule.UNKNOWN_ID, (ReportingLine("x-ceo", "x-nothing"),)),
    (Rule.AMBIGUOUS_ID, (Post("x-org", "Org"),)),
    (
        Rule.OUTSIDE_LIFE,
        (
            Post("x-old", "Old", start="2000-01-01", end="2001-01-01"),
            Tenure("x-pat", "x-old", start="2000-06-01", end="2003-01-01"),
        ),
    ),
    (Rule.EMPTY_PERIOD, (Tenure("x-pat", "x-cto", start="2011-01-01", end="2010-01-01"),)),
    (
        Rule.TOO_MANY_HOLDERS,
        (
            Person("x-quinn", "Quinn"),
            Tenure("x-quinn", "x-ceo", start="2011-06-01", end="2011-07-01"),
        ),
    ),
    (
        Rule.SAME_TENURE_TWICE,
        (Tenure("x-pat", "x-ceo", start="2011-06-01", end="2011-07-01"),),
    ),
    (Rule.TWO_VERSIONS, (Post("x-cto", "Head of technology"),)),
)


def test_the_sound_piece_is_sound() -> None:
    """Without a planted fault nothing is found."""
    assert not check(grown(History.build(zone="UTC"), SOUND))


@pytest.mark.parametrize(
    ("rule", "fault"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)]
)
@given(history=clean_histories())
def test_a_planted_fault_is_found(rule: Rule, fault: tuple[Fact, ...], history: History) -> None:
    """Each fault, planted in any clean history, is found under its name and no other."""
    found = check(grown(history, (*SOUND, *fault)))
    assert {rule} == {finding.rule for finding in found}, str(found)


def grown(history: History, facts: tuple[Fact, ...]) -> History:
    """Return a history with further facts."""
    return history.with_facts(*facts, sources=[Source("x-news")])


# each rule told anew, one fact beside another


@st.composite
def entangled_histories(draw: st.DrawFn) -> History:
    """Few posts with many lines and tenures at overlapping times, or several copies of them."""
    dates = (*map(str, range(2000, 2006)), "2002-05-01", "2003-01-01T00:00Z", "2004-01-01T00:00Z")
    years = st.sampled_from((None, "unknown", *dates))
    posts = st.sampled_from(("p0", "p1", "p2", "p3"))
    managers = st.one_of(posts, posts, st.sampled_from(("u0", "gone", UNKNOWN, None)))
    lines = draw(st.lists(st.tuples(posts, managers, years, years), max_size=12))
    people = st.sampled_from(("a0", "a1", "a2", UNDISCLOSED, "stranger"))
    tenures = draw(st.lists(st.tuples(people, posts, years, years), max_size=8))
    seats = draw(st.lists(st.sampled_from((1, 1, 2, 3, None)), min_size=5, max_size=5))
    spans = draw(st.lists(st.tuples(years, years), min_size=5, max_size=5))
    facts: list[Fact] = [Unit("u0", "U0", start=spans[0][0], end=spans[0][1])]
    facts += [Person(f"a{number}", f"A{number}") for number in range(3)]
    for copy in range(draw(st.sampled_from((1, 1, 9)))):
        named = {f"p{number}": f"p{number}-{copy}" for number in range(4)}
        for number, (start, end) in enumerate(spans):
            name = named.get(f"p{number}", named["p0"])
            facts.append(Post(name, "P", unit="u0", seats=seats[number], start=start, end=end))
        for post, manager, start, end in lines:
            above = named.get(manager or "", manager)
            facts.append(ReportingLine(named[post], above, start=start, end=end))
        facts += [Tenure(who, named[post], start=a, end=b) for who, post, a, b in tenures]
    return History.build(zone="UTC").with_facts(*facts)


@st.composite
def entangled_charts(draw: st.DrawFn) -> Snapshot:
    """Two posts in several versions with many holders, and lines round in circles."""
    sure, rumour = Certainty.CERTAIN, Citation("talk", standing="rumoured")
    cited: tuple[tuple[Certainty, tuple[str | Citation, ...]], ...] = (
        *((sure, ("news",)), (sure, ()), (sure, ())),
        *((sure, (rumour,)), (Certainty.POSSIBLE, ())),
    )
    doubt = st.sampled_from(cited)
    posts = st.sampled_from(("p0", "p1"))
    versions = st.tuples(posts, st.sampled_from((1, 2, None)), doubt)
    tenures = st.tuples(st.sampled_from(("a0", "a1", "stranger", UNDISCLOSED)), posts, doubt)
    lines = st.tuples(posts, st.sampled_from(("p0", "p1", "p1", "p0", "gone", None)), doubt)
    facts: list[Fact] = [Person("a0", "A0"), Person("a1", "A1"), Post("p0", "P")]
    for post, seats, (certainty, sources) in draw(st.lists(versions, max_size=3)):
        facts.append(Post(post, "P", seats=seats, certainty=certainty, sources=sources))
    for who, post, (certainty, sources) in draw(st.lists(tenures, min_size=2, max_size=5)):
        facts.append(Tenure(who, post, certainty=certainty, sources=sources))
    for post, manager, (certainty, sources) in draw(st.lists(lines, min_size=2, max_size=4)):
        facts.append(ReportingLine(post, manager, certainty=certainty, sources=sources))
    return Snapshot.from_facts(facts)


@given(st.one_of(entangled_histories(), histories()))
def test_findings_are_those_of_a_plain_reading(history: History) -> None:
    """What is found is what comparing each fact with each other finds, and nothing else."""
    assert set(plainly(history)) == told(history)


@given(st.one_of(entangled_charts(), dirty_snapshots()))
def test_findings_about_a_chart_are_those_of_a_plain_reading(chart: Snapshot) -> None:
    """What is found on a chart is what comparing each fact with each other finds, and no more."""
    assert set(plainly_at(chart)) == told(chart)


@given(st.one_of(entangled_charts(), dirty_snapshots()))
def test_facts_without_a_source_are_told_on_request(chart: Snapshot) -> None:
    """On request each fact of a chart for which nothing is cited is told, and no other."""
    found = {each.subjects for each in check(chart, strict=True) if each.rule is Rule.NO_SOURCE}
    assert {fact.key[1:] for fact in chart.facts.values() if not fact.sources} == found


def told(subject: History | Snapshot) -> set[tuple[Rule, tuple[str, ...]]]:
    """Return what a check finds: of crowds the post only."""
    found: set[tuple[Rule, tuple[str, ...]]] = set()
    for finding in check(subject):
        crowd = finding.rule is Rule.TOO_MANY_HOLDERS
        found.add((finding.rule, finding.subjects[:1] if crowd else finding.subjects))
    return found


#: The kind and the certainty of the lines of circles.
SURELY: Final = (LineKind.SOLID, Certainty.CERTAIN)


def plainly_at(chart: Snapshot) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield what breaks a rule at one moment, by the wording of the rule: of crowds the post."""
    facts = tuple(chart.facts.values())
    yield from misnamed(facts)
    sure = [(fact, Period()) for fact in facts if fact.sureness is Certainty.CERTAIN]
    yield from at_once(sure, {post.id: post.seats or MANY for post in chart.posts.values()})
    up: dict[str, str | None] = {}
    for fact in facts:
        if isinstance(fact, ReportingLine) and (fact.kind, fact.certainty) == SURELY:
            up.setdefault(fact.post, fact.manager)
    yield from circles(up, Rule.REPORTING_CYCLE, 2)


def plainly(history: History) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield what breaks a rule by the wording of the rule: of crowds the post only."""
    facts = tuple(history.facts)
    yield from misnamed(facts)
    known = {source.id for source in history.sources}
    for fact in facts:
        for name in fact.sources:
            if name not in known:
                yield Rule.UNKNOWN_ID, (name, *fact.key[1:])
        if fact.period.certainly_empty():
            yield Rule.EMPTY_PERIOD, fact.key[1:]
    places = {unit.id for unit in history.units} | {post.id for post in history.posts}
    for fact, period in history.lived():
        for name, kinds in named_by(fact):
            of_person = Person in kinds
            if not of_person and name in places and leaves(period, history.life_of(name)):
                yield Rule.OUTSIDE_LIFE, (*fact.key[1:], name)
    sure = [pair for pair in history.lived() if pair[0].sureness is Certainty.CERTAIN]
    seats: dict[str, int] = {}
    for post in history.posts:
        seats[post.id] = max(seats.get(post.id, 0), post.seats or MANY)
    yield from at_once(sure, seats)
    yield from rounds(sure)


def at_once(
    sure: list[tuple[Fact, Period]], seats: Mapping[str, int]
) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield what is wrong with facts that surely hold at one time."""
    for (one, first), (two, second) in combinations(sure, 2):
        if first.certainly_overlaps(second):
            yield from beside(one, two)
    yield from crowds(seats, sure)


def misnamed(facts: tuple[Fact, ...]) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield what is wrong with the ids that single facts name."""
    ids: dict[type, set[str]] = {Person: set(), Unit: set(), Post: set()}
    for fact in facts:
        if isinstance(fact, Person | Unit | Post):
            ids[type(fact)].add(fact.id)
    yield from ((Rule.AMBIGUOUS_ID, (name,)) for name in ids[Post] & ids[Unit])
    for fact in facts:
        for name, kinds in named_by(fact):
            if all(name not in ids[kind] for kind in kinds):
                yield Rule.UNKNOWN_ID, (name, *fact.key[1:])
        if isinstance(fact, ReportingLine) and fact.post == fact.manager:
            yield Rule.SELF_REPORT, (fact.post,)
    parents = {fact.id: fact.parent for fact in facts if isinstance(fact, Unit)}
    yield from circles(parents, Rule.UNIT_CYCLE, 1)


def rounds(sure: list[tuple[Fact, Period]]) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield the circles of lines at each turn of a line; the first of several lines counts."""
    lines = [
        (fact, period)
        for fact, period in sure
        if isinstance(fact, ReportingLine) and fact.kind is LineKind.SOLID
    ]
    turns = {turn for _, p in lines for turn in (p.start_bounds[1], p.end_bounds[0])}
    for moment in turns:
        up: dict[str, str | None] = {}
        for line, period in lines:
            if holds(period, moment):
                up.setdefault(line.post, line.manager)
        yield from circles(up, Rule.REPORTING_CYCLE, 2)


def named_by(fact: Fact) -> Iterator[tuple[str, tuple[type, ...]]]:
    """Yield the ids that a fact names, with what they can be the ids of."""
    match fact:
        case Unit(parent=str(unit)) | Post(unit=str(unit)):
            yield unit, (Unit,)
        case Tenure() | Leave():
            if fact.person != UNDISCLOSED:
                yield fact.person, (Person,)
            if fact.post is not None:
                yield fact.post, (Post,)
        case ReportingLine():
            yield fact.post, (Post,)
            if fact.manager not in {None, UNKNOWN}:
                yield str(fact.manager), (Post, Unit)
        case _:
            pass


def holds(period: Period, moment: int) -> bool:
    """Say whether a period surely holds at a position of time."""
    return period.certainty_at(moment) is Certainty.CERTAIN


def leaves(period: Period, life: Period) -> bool:
    """Say whether a period has an instant outside a life, whatever the vague dates mean."""
    first, last = life.start_bounds[0], life.end_bounds[1]
    begun, over = period.start_bounds[1], period.end_bounds[0]
    if begun < over and not first <= begun < over <= last:
        return True
    return period.start_bounds[0] >= last or period.end_bounds[1] <= first


def beside(one: Fact, two: Fact) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield what is wrong with two facts that surely hold at once."""
    match one, two:
        case (ReportingLine(), ReportingLine()):
            kinds = {one.kind, two.kind}
            managers = {str(one.manager), str(two.manager)}
            if one.post == two.post and kinds == {LineKind.SOLID} and len(managers) > 1:
                yield Rule.TWO_MANAGERS, (one.post, *sorted(managers))
        case (Tenure(), Tenure()):
            if one.key == two.key and one.person != UNDISCLOSED:
                yield Rule.SAME_TENURE_TWICE, one.key[1:]
        case (Person(), Person()) | (Unit(), Unit()) | (Post(), Post()):
            if one.key == two.key:
                yield Rule.TWO_VERSIONS, one.key[1:]
        case _:
            pass


#: More than anybody draws.
MANY: Final = 1 << 30


def crowds(
    seats: Mapping[str, int], sure: list[tuple[Fact, Period]]
) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield the posts with more people for good than seats at the start of some tenure."""
    held = [
        (fact, period)
        for fact, period in sure
        if isinstance(fact, Tenure) and fact.kind is TenureKind.SUBSTANTIVE
    ]
    for tenure, period in held:
        there = [
            other.person
            for other, lasting in held
            if other.post == tenure.post and holds(lasting, period.start_bounds[1])
        ]
        people = len({*there} - {UNDISCLOSED}) + there.count(UNDISCLOSED)
        if people > seats.get(tenure.post, MANY):
            yield Rule.TOO_MANY_HOLDERS, (tenure.post,)


def circles(
    up: Mapping[str, str | None], rule: Rule, shortest: int
) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield the circles of what is above what."""
    for start in up:
        circle = [start]
        while len(circle) <= len(up) and (above := up.get(circle[-1])) not in {None, start}:
            circle.append(str(above))
        if up.get(circle[-1]) == start == min(circle) and len(circle) >= shortest:
            yield rule, tuple(circle)
