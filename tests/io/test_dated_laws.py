"""Dated tables written of any history that breaks no rule are read back as what they carry."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from orgchart import UNDISCLOSED, Fact, History, When
from orgchart.io.dated import read_tables_with_report
from orgchart.periods import End
from tests.counts import at_most
from tests.support.histories import clean_histories

Row = dict[str, str]


def told(end: End) -> str:
    """Return what a table says for a start or an end."""
    return "" if end is None else str(end)


def plain(value: object) -> str:
    """Return what a table says for a field."""
    return "" if value is None else str(value)


def rows_of(facts: Iterable[Fact], *fields: str) -> list[Row]:
    """Return facts as rows, with start and end."""
    return [
        {
            **{field: plain(getattr(fact, field)) for field in fields},
            "start": told(fact.start),
            "end": told(fact.end),
        }
        for fact in facts
    ]


def tables_of(history: History) -> dict[str, list[Row]]:
    """Return the tables that `read_tables` takes."""
    tables = {
        "people": rows_of(history.people, "id", "name"),
        "units": rows_of(history.units, "id", "name", "kind", "parent"),
        "posts": rows_of(history.posts, "id", "title", "unit", "seats"),
        "tenures": rows_of(history.tenures, "person", "post", "kind"),
        "lines": rows_of(history.lines, "post", "manager", "kind"),
    }
    for row in tables["tenures"]:
        row["person id"] = "N/D" if row["person"] == UNDISCLOSED else row["person"]
        del row["person"]
    for line, row in zip(history.lines, tables["lines"], strict=True):
        row["manager"] = "nobody" if line.manager is None else row["manager"]
    return {name: rows for name, rows in tables.items() if rows}


def carried(history: History) -> History:
    """Return a history without what the tables have no column for."""
    facts: tuple[Fact, ...] = (
        *(attrs.evolve(person, names=()) for person in history.people),
        *history.units,
        # A table has no word for any number of seats; a blank cell is one seat.
        *(attrs.evolve(post, seats=post.seats or 1, titles=()) for post in history.posts),
        *history.tenures,
        *history.lines,
    )
    return History.build(zone=history.zone).with_facts(*facts)


@at_most(15)
@given(clean_histories())
def test_tables_are_read_back_as_what_they_carry(history: History) -> None:
    """Every fact with its dates; the report has no row set aside or repaired."""
    read, report = read_tables_with_report(
        **tables_of(history), ends="exclusive", zone=history.zone
    )
    assert carried(history) == read
    assert (0, 0) == (report.set_aside, report.repaired)
    assert sum(map(len, tables_of(history).values())) == report.rows_read


@at_most(15)
@given(clean_histories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(history: History, chance: Random) -> None:
    """However they stand."""
    tables = tables_of(history)
    mixed = {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}
    options = {"ends": "exclusive", "zone": history.zone}
    one, _ = read_tables_with_report(**tables, **options)
    other, _ = read_tables_with_report(**mixed, **options)
    assert one == other


DAYS = st.dates(max_value=date(9998, 12, 31))


@at_most(15)
@given(DAYS, DAYS)
def test_an_inclusive_end_is_the_last_day(first: date, last: date) -> None:
    """What holds on the day of its end ends on the next."""
    start, end = sorted((first, last))
    row = {"person id": "ann", "post id": "ceo", "start": str(start), "end": str(end)}
    exclusive, _ = read_tables_with_report(tenures=[row], ends="exclusive")
    inclusive, _ = read_tables_with_report(tenures=[row], ends="inclusive")
    assert [When(str(end))] == [tenure.end for tenure in exclusive.tenures]
    assert [When(str(end + timedelta(days=1)))] == [tenure.end for tenure in inclusive.tenures]
