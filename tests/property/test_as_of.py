"""
What holds at a moment.

"A fact certainly holds at `t` when `start.latest <= t < end.earliest`, possibly when only
`start.earliest <= t < end.latest`." The oracle here does not compare bounds: it tries concrete
beginnings and endings and looks.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    ONGOING,
    UNKNOWN,
    Certainty,
    History,
    Period,
    Person,
    Post,
    Snapshot,
    Tenure,
    When,
    diff,
)
from orgchart.calendars import EPOCH
from orgchart.when import as_when
from tests.support.histories import histories, queries
from tests.support.times import instants, moments, periods, vague_moments, zones

#: Later and earlier than any date that the strategies draw, in microseconds.
FAR = Fraction(10**18)
#: Less than any two instants are apart.
SLIVER = Fraction(1, 4)


def exact(moment: datetime) -> Fraction:
    """Return an instant in microseconds, without rounding."""
    elapsed = moment - EPOCH
    return Fraction((elapsed.days * 86400 + elapsed.seconds) * 10**6 + elapsed.microseconds)


def candidates(when: When) -> list[Fraction]:
    """Return instants that a moment can be: its corners and some in between."""
    first = -FAR if when.earliest is None else exact(when.earliest)
    last = FAR if when.latest is None else exact(when.latest)
    if first == last:
        return [first]
    # The last bound of a stretch is not reached; that of bounds that end in an instant is.
    reached = when.high % 2 == 1
    last = last if reached else last - SLIVER
    return [first, first + (last - first) / 3, (first + last) / 2, last]


def starts(period: Period) -> list[Fraction]:
    """Return concrete beginnings of a period."""
    if isinstance(period.start, When):
        return candidates(period.start)
    return [-FAR] if period.start is None else [-FAR, Fraction(0), FAR]


def ends(period: Period) -> list[Fraction]:
    """Return concrete endings of a period."""
    if isinstance(period.end, When):
        return candidates(period.end)
    if period.end is UNKNOWN:
        return [min(starts(period)), Fraction(0), FAR]
    return [FAR]


def asked(when: When) -> Fraction:
    """Return the instant that a query is about: itself, or just before a stretch is over."""
    last = when.latest
    assert last is not None
    return exact(last) if when.high % 2 else exact(last) - SLIVER / 2


def judged(period: Period, instant: Fraction) -> Certainty | None:
    """Say whether a period holds, by trying every concrete beginning with every ending."""
    held = {start <= instant < end for start, end in product(starts(period), ends(period))}
    if held == {True}:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if True in held else None


@given(periods(), queries(), zones())
def test_periods_hold_as_the_oracle_says(period: Period, query: str, zone: str) -> None:
    """A period is certain, possible or out as all, some or none of its readings hold."""
    placed, when = period.in_zone(zone), When(query, zone)
    assert judged(placed, asked(when)) == placed.certainty_at(when.close)


@given(periods(), queries(), zones(), st.sampled_from(Certainty))
def test_history_holds_as_the_oracle_says(
    period: Period, query: str, zone: str, certainty: Certainty
) -> None:
    """A history shows a tenure as its readings say, and a contested one never as certain."""
    tenure = Tenure("ann", "ceo", start=period.start, end=period.end, certainty=certainty)
    history = History.build(
        zone=zone, people=[Person("ann", "Ann")], posts=[Post("ceo", "CEO")], tenures=[tenure]
    )
    expected = judged(period.in_zone(zone), asked(When(query, zone)))
    if expected and certainty is Certainty.POSSIBLE:
        expected = Certainty.POSSIBLE
    chart = history.at(query)
    assert [expected] * bool(expected) == [held.certainty for held in chart.tenures]
    assert (("ann",) if expected else ()) == tuple(chart.people)


@given(vague_moments(), zones())
def test_a_start_day_is_in_force_and_an_end_day_is_not(text: str, zone: str) -> None:
    """At the close of what a date says, what starts on it has started and what ends has ended."""
    when = When(text, zone)
    if when.latest is not None:
        assert Period(when, ONGOING).certainty_at(when.close) is Certainty.CERTAIN
        assert Period(None, when).certainty_at(when.close) is None


@given(vague_moments(), vague_moments(), zones())
def test_order_of_moments(first: str, second: str, zone: str) -> None:
    """A moment is certainly before another when all its instants are, possibly when one is."""
    one, two = When(first, zone), When(second, zone)
    earlier = {a < b for a, b in product(candidates(one), candidates(two))}
    assert (earlier == {True}) is one.certainly_before(two)
    assert (True in earlier) is one.possibly_before(two)
    assert not (one.certainly_before(two) and two.possibly_before(one))


@given(vague_moments(), zones())
def test_bounds_are_in_order(text: str, zone: str) -> None:
    """The first bound of a moment never lies after its last."""
    when = When(text, zone)
    assert when.low <= when.high
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest
        assert when.earliest.tzinfo is not None


@given(moments(zoned=False), zones())
def test_neighbouring_days_tile(text: str, zone: str) -> None:
    """Where one day, month or year ends the next begins, in any zone."""
    when = When(text, zone)
    if when.earliest != when.latest and when.latest is not None:
        following = When(when.latest.date().isoformat(), zone)
        assert when.latest == following.earliest
        assert when.certainly_before(following)


@given(histories(), st.data())
def test_one_instant_in_two_offsets(history: History, data: st.DataObject) -> None:
    """The same instant asked for in two offsets gives equal charts."""
    if history.zone is not None:
        text = data.draw(instants())
        moment = datetime.fromisoformat(text)
        other = moment.astimezone(EPOCH.tzinfo)
        assert history.at(text) == history.at(other.isoformat())
        assert history.at(text) == history.at(moment)
        assert not diff(history.at(text), history.at(other))


@given(instants(), periods(), queries())
def test_one_instant_written_in_two_offsets(text: str, period: Period, query: str) -> None:
    """The same instant stated in two offsets gives equal charts at any moment."""
    other = datetime.fromisoformat(text).astimezone(EPOCH.tzinfo).isoformat()
    charts = [
        History.build(
            zone="Asia/Kolkata", tenures=[Tenure("ann", "ceo", start=start, end=period.end)]
        ).at(query)
        for start in (text, other)
    ]
    assert charts[0] == charts[1]
    assert hash(charts[0]) == hash(charts[1])


@given(histories())
def test_every_date_changes_something(history: History) -> None:
    """Each of the dates of a history shows another chart than just before it, and they rise."""
    dates = history.dates()
    positions = [when.close for when in dates]
    assert sorted(set(positions)) == positions
    for when in dates:
        assert just_before(history, when) != history.at(when)


@given(histories(), st.data())
def test_constant_between_dates(history: History, data: st.DataObject) -> None:
    """Between two dates of a history every instant shows the same chart."""
    dates = history.dates()
    for first, second in pairwise(dates):
        assert history.at(first) == just_before(history, second)
    if dates:
        assert just_before(history, dates[0]) == history.at(first_instant(history))
    query = instant_near(history, data.draw(queries(zoned=history.zone is not None)))
    seen = [when for when in dates if when.close <= query.close]
    expected = history.at(seen[-1]) if seen else history.at(first_instant(history))
    assert expected == history.at(query)


def instant_near(history: History, text: str) -> When:
    """Return an instant, or the instant that follows the close of a stretch."""
    when = When(text).in_zone(history.zone)
    position = when.close | 1
    return as_when(datetime_of(position, floating=when.floating))


def just_before(history: History, when: When) -> Snapshot:
    """Return the chart one microsecond before an instant."""
    return history.at(datetime_of(when.close - 2, floating=when.floating))


def first_instant(history: History) -> datetime:
    """Return an instant before all dates."""
    moment = datetime(1500, 1, 1, tzinfo=EPOCH.tzinfo)
    return moment.replace(tzinfo=None) if is_floating(history) else moment


def is_floating(history: History) -> bool:
    """Say whether the dates of a history are local dates without a zone."""
    return any(when.floating for when in history.dates()[:1])


def datetime_of(position: int, *, floating: bool) -> datetime:
    """Return the instant at a position of the time line."""
    moment = EPOCH + timedelta(microseconds=position // 2)
    return moment.replace(tzinfo=None) if floating else moment


@given(histories(), st.data())
def test_a_vague_date_is_told_once(history: History, data: st.DataObject) -> None:
    """Telling a stretch of time in two parts tells the same as telling it at once."""
    asked_for = st.lists(queries(zoned=history.zone is not None), min_size=3, max_size=3)
    found = [instant_near(history, text) for text in data.draw(asked_for)]
    start, middle, end = sorted(found, key=lambda when: when.close)
    parts = (*history.changes(start, middle), *history.changes(middle, end))
    assert tuple(history.changes(start, end)) == parts


@given(histories(vague=False), st.data())
def test_changes_tell_the_whole_difference(history: History, data: st.DataObject) -> None:
    """Between two days something changed on the way whenever their charts differ."""
    days = st.dates(min_value=date(2014, 1, 1), max_value=date(2027, 12, 31))
    start, end = sorted(data.draw(st.lists(days, min_size=2, max_size=2)))
    told = tuple(history.changes(start, end))
    change = history.diff(start, end)
    assert told or not change
    assert all(one.at is not None for one in told)
    keys = {edit.key for one in told for edit in one.edits}
    assert {edit.key for edit in change.edits} <= keys
    last = {edit.key: edit.after for one in told for edit in one.edits}
    after = history.at(end).facts
    for key, fact in last.items():
        shown = after[key].shown if key in after else None
        assert shown == (None if fact is None else fact.shown)


@given(histories(), st.data())
def test_certain_and_possible_part_a_chart(history: History, data: st.DataObject) -> None:
    """What is certain and what is only possible together are the chart, and overlap in nothing."""
    chart = history.at(data.draw(queries(zoned=history.zone is not None)))
    sure, maybe = chart.certain(), chart.possible()
    assert {fact.certainty for fact in sure.facts.values()} <= {Certainty.CERTAIN}
    assert {fact.certainty for fact in maybe.facts.values()} <= {Certainty.POSSIBLE}
    for kept, part in (("tenures", sure), ("lines", maybe), ("leaves", sure)):
        assert set(getattr(part, kept)) <= set(getattr(chart, kept))
    assert len(chart.tenures) == len(sure.tenures) + len(maybe.tenures)
    assert sure == sure.certain()


@given(histories(vague=False), st.data())
def test_exact_days_leave_no_doubt(history: History, data: st.DataObject) -> None:
    """With exact days and sure facts every chart at the close of a day is certain."""
    day = data.draw(st.dates(min_value=date(2018, 1, 1), max_value=date(2022, 1, 1)))
    sure = History.build(
        posts=[post for post in history.posts if post.certainty is Certainty.CERTAIN],
        tenures=[held for held in history.tenures if held.certainty is Certainty.CERTAIN],
    )
    chart = sure.at(day)
    assert chart == chart.certain()
