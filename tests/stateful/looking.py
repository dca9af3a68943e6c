"""What a chart says when it is looked at: its rows, its look-ups, its empty seats."""

from collections import Counter

from orgchart import Certainty, LineKind, Snapshot, Tenure, TenureKind
from tests.stateful.oracle import Row, row

__all__ = ["check_look_ups", "repeated", "rows"]


def rows(chart: Snapshot) -> Counter[Row]:
    """Return the rows of a chart, as the naive history has them."""
    return Counter(row(fact, fact.certainty) for fact in chart.facts.values())


def repeated(chart: Snapshot) -> bool:
    """Say whether two facts of a chart are about the same."""
    return len({fact.key for fact in chart.facts.values()}) < len(chart.facts)


def check_look_ups(chart: Snapshot, found: Counter[Row]) -> None:
    """Compare what a chart looks up with its rows."""
    held = Counter(fact for fact in chart.facts.values() if isinstance(fact, Tenure))
    assert held == Counter(chart.tenures)
    posts = {str(each[1]) for each in found if each[0] == "post"}
    assert sorted(posts) == list(chart.posts)
    for post in {tenure.post for tenure in held} | posts:
        own = Counter(tenure for tenure in held.elements() if tenure.post == post)
        assert own == Counter(chart.holders(post))
        managed = Counter(
            each[1]
            for each in found.elements()
            if each[0] == "line" and each[2] == post and each[3] is LineKind.SOLID
        )
        assert sorted(managed, key=str) == sorted(chart.reports_to(post))
    for person in {tenure.person for tenure in held}:
        own = Counter(tenure for tenure in held.elements() if tenure.person == person)
        assert own == Counter(chart.posts_of(person))
    for post in posts:
        check_vacancy(chart, post)


def check_vacancy(chart: Snapshot, post: str) -> None:
    """Count the empty seats of a post one by one."""
    record = chart.posts[post]
    if record.seats is None:
        assert [] == [each for each in chart.vacancies if each.post == post]
        return
    taken = [t.certainty for t in chart.holders(post) if t.kind is not TenureKind.ADVISER]
    seats = taken[:0]
    surely = taken.count(Certainty.CERTAIN)
    maybe = taken.count(Certainty.POSSIBLE)
    for seat in range(record.seats):
        if seat < surely:
            continue
        doubtful = seat < surely + maybe or record.certainty is Certainty.POSSIBLE
        seats.append(Certainty.POSSIBLE if doubtful else Certainty.CERTAIN)
    told = [v.certainty for v in chart.vacancies if v.post == post for _ in range(v.seats)]
    assert sorted(seats) == sorted(told)
