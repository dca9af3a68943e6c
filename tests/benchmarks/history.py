"""How long questions to a history take, by its size."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from time import perf_counter
from typing import Final

from orgchart import History, Person, Post, ReportingLine, Tenure, chain_of_command
from tests.benchmarks.tables import Table, medians, milliseconds

__all__ = ["history", "tables"]

#: Posts; ten times as many changes, over ten years.
SIZES: Final = (100, 1000)
ROUNDS: Final = 5
FIRST: Final = date(2010, 1, 1)
DAYS: Final = 3650


def history(posts: int) -> History:
    """Return a history in which each post has some holders and managers one after another."""
    random = Random(posts)  # noqa: S311 - the same every time
    tenures: list[Tenure] = []
    lines: list[ReportingLine] = []
    for number in range(posts):
        for start, end in _stretches(random, 3):
            who = f"u{random.randrange(2 * posts)}"
            tenures.append(Tenure(who, f"p{number}", start=start, end=end))
        for start, end in _stretches(random, 2):
            above = f"p{random.randrange(number)}" if number else None
            lines.append(ReportingLine(f"p{number}", above, start=start, end=end))
    return History.build(
        name="Acme",
        people=[Person(f"u{n}", f"Person {n}") for n in range(2 * posts)],
        posts=[Post(f"p{n}", f"Post {n}") for n in range(posts)],
        tenures=tenures,
        lines=lines,
    )


def _stretches(random: Random, count: int) -> Iterator[tuple[str, str]]:
    days = sorted(random.sample(range(DAYS), count + 1))
    for start, end in pairwise(days):
        yield _day(start), _day(end)


def _day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def tables() -> Iterator[Table]:
    """Yield what there is to print."""
    rows: list[tuple[str, ...]] = []
    for size in SIZES:
        made = medians({size: lambda size=size: _asked(size)}, ROUNDS, f"history of {size}")[size]  # type: ignore[misc] # a default of a lambda
        rows += [(f"{size:,}", what, milliseconds(made[what])) for what in made]
    note = "Each history is new, so the first question pays for the index."
    yield Table(
        "A history of so many posts with ten changes each", ("posts", "what", "ms"), rows, note
    )


def _asked(size: int) -> Mapping[str, float]:
    took: dict[str, float] = {}
    clock = perf_counter()

    def lap(what: str) -> None:
        nonlocal clock
        now = perf_counter()
        took[what] = now - clock
        clock = perf_counter()

    made = history(size)
    lap("build")
    chart = made.at(_day(1800))
    chart.holders("p5")
    lap("first chart, holder of a post (makes the index)")
    chart = made.at(_day(1801))
    chart.holders("p7")
    lap("next chart, holder of a post")
    chain_of_command(chart, f"p{size - 1}")
    lap("chain to the top")
    len(chart.facts)
    lap("all facts of a chart")
    made.diff(_day(1800), _day(1801))
    lap("difference of two days, one apart (makes the log)")
    made.diff(_day(1810), _day(1811))
    lap("another difference of two days, one apart")
    made.diff(_day(900), _day(2700))
    lap("difference of two days, five years apart")
    list(made.changes(_day(0), _day(365)))
    lap("dated changes of a year")
    return took
