"""The laws of readers hold for the forms of the package, and each fails for a wrong reader."""

import json
from collections.abc import Callable, Iterable
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any
from unittest import SkipTest

import attrs
import pytest
from hypothesis import given, settings
from hypothesis.errors import UnsatisfiedAssumption

from orgchart import (
    Diff,
    History,
    InvalidValueError,
    InvalidWhenError,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
)
from orgchart.io import dumps, loads
from orgchart.laws import READER_LAWS, LawBrokenError, check_diff_laws, check_reader_laws
from orgchart.strategies import histories, hostile_histories, rival_histories

HISTORY = History.build(
    name="Acme",
    people=[Person("ann", "Ann Lee"), Person("bo", "Bo")],
    posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
    tenures=[Tenure("ann", "ceo", start="2019", end="2021"), Tenure("bo", "cto", start="2020")],
    lines=[ReportingLine("cto", "ceo")],
)


@given(rival_histories())
def test_toml_holds_everything(history: History) -> None:
    """The reader of TOML gives back sources, claims and policies."""
    check_reader_laws(loads, dumps, history, max_dates=2)


@settings(max_examples=settings().max_examples // 4)
@given(hostile_histories(max_posts=2))
def test_json_holds_everything(history: History) -> None:
    """The reader of JSON gives back whatever texts there are."""
    check_reader_laws(
        lambda text: loads(text, "json"), lambda it: dumps(it, "json"), history, max_dates=2
    )


def remade(
    history: History,
    tenures: tuple[Tenure, ...] | None = None,
    lines: tuple[ReportingLine, ...] | None = None,
) -> History:
    """Return a history with other tenures or other lines."""
    return History.build(
        name=history.name,
        people=history.people,
        posts=history.posts,
        tenures=history.tenures if tenures is None else tenures,
        lines=history.lines if lines is None else lines,
    )


def refuses(_text: str) -> History:
    """Refuse everything."""
    raise KeyError("tenures")


def forgets_lines(text: str) -> History:
    """Read no lines."""
    return remade(loads(text), lines=())


def adds_a_note(text: str) -> History:
    """Read a remark that nobody wrote, which no chart compares."""
    found = loads(text)
    noted = (attrs.evolve(held, note="read") for held in found.tenures)
    return remade(found, tenures=tuple(noted))


def unsettled() -> Callable[[str], History]:
    """Return a reader that is right once, and then no longer."""
    calls = count()
    return lambda text: loads(text) if next(calls) == 0 else forgets_lines(text)


def moody() -> Callable[[str], History]:
    """Return a reader that is wrong the third time."""
    calls = count(1)
    return lambda text: forgets_lines(text) if next(calls) == 3 else loads(text)


#: For each law a reader that breaks it.
WRONG: dict[str, Callable[[], Callable[[str], History]]] = {
    "readable": lambda: refuses,
    "charts": lambda: forgets_lines,
    "read back": lambda: adds_a_note,
    "settled": unsettled,
    "twice": moody,
}


@pytest.mark.parametrize("law", READER_LAWS)
def test_each_law_can_fail(law: str) -> None:
    """For each law there is a wrong reader that it finds."""
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(WRONG[law](), dumps, HISTORY)
    error = caught.value
    assert law == error.law
    assert READER_LAWS[law] == error.rule
    assert error.reproduce.endswith("check_reader_laws(read, write, history)")
    assert "\nhistory = History.build(" in error.reproduce


def test_the_difference_is_shown_and_no_more() -> None:
    """The message shows the one fact that was lost, and not those that were not."""
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(forgets_lines, dumps, HISTORY)
    assert "ReportingLine('cto', 'ceo')" in caught.value.detail
    assert "nothing" in caught.value.detail
    assert "Tenure" not in caught.value.detail


def fails_to_write(_history: History) -> str:
    """Write nothing."""
    raise OSError("no space")


def gives_none(_text: str) -> History:
    """Forget to return the history."""
    return None  # type: ignore[return-value] # pyright: ignore[reportReturnType] - a user's mistake


def gives_a_chart(text: str) -> History:
    """Return a chart where a history is wanted."""
    return loads(text).at("2020")  # type: ignore[return-value] # pyright: ignore[reportReturnType] - a user's mistake


def reads_its_own_no_more() -> Callable[[str], History]:
    """Return a reader that fails the second time."""
    calls = count(1)

    def read(text: str) -> History:
        return refuses(text) if next(calls) == 2 else loads(text)

    return read


def fails_the_third_time() -> Callable[[str], History]:
    """Return a reader that fails the third time."""
    calls = count(1)
    return lambda text: refuses(text) if next(calls) == 3 else loads(text)


WRITE: Callable[[History], str] = dumps
#: Readers and writers that break off, and what is told of it.
BREAKS_OFF: dict[str, tuple[Callable[[str], History], Callable[[History], str], str]] = {
    "the reader raises": (refuses, WRITE, "read raised KeyError: 'tenures', for the history"),
    "it is named": (refuses, WRITE, "read is refuses of tests.laws.test_reader_laws"),
    "the writer raises": (loads, fails_to_write, "write raised OSError: no space, for the history"),
    "nothing": (gives_none, WRITE, "read gave None and not a History, for the history; return"),
    "a chart": (gives_a_chart, WRITE, "Snapshot and not a History, for the history; make a hist"),
    "the second time": (reads_its_own_no_more(), WRITE, "for the history that was read, when it"),
    "the third time": (fails_the_third_time(), WRITE, "when the same was read a second time"),
}


@pytest.mark.parametrize("case", BREAKS_OFF)
def test_what_breaks_off_is_named(case: str) -> None:
    """It is told which function gave what, or which error, for which history."""
    read, write, told = BREAKS_OFF[case]
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(read, write, HISTORY)
    assert "readable" == caught.value.law
    assert told in caught.value.detail
    raised = " raised " in caught.value.detail
    assert raised is isinstance(caught.value.__cause__, KeyError | OSError)


def rows_of(history: History) -> list[dict[str, str]]:
    """Write who holds what."""
    return [{"person": held.person, "post": held.post} for held in history.tenures]


def of_rows(rows: Iterable[dict[str, str]]) -> History:
    """Read what `rows_of` wrote, by field, as a careful reader does."""
    return History.build(tenures=[Tenure(row["person"], row["post"]) for row in rows])


def empties(rows: list[dict[str, str]]) -> History:
    """Take row after row out of the list."""
    return of_rows([rows.pop() for _ in list(rows)])


def takes_fields(rows: list[dict[str, str]]) -> History:
    """Take the fields out of the rows, to see whether one is left."""
    return History.build(tenures=[Tenure(row.pop("person"), row.pop("post")) for row in rows])


#: What cannot be read twice, with the law and what is told of the reason.
SPENT: dict[str, tuple[Callable[[Any], History], Callable[[History], object], str, str]] = {
    "a generator": (
        of_rows,
        lambda history: (row for row in rows_of(history)),
        "twice",
        "what write returned is used up once it is read, a generator: return a list or a text",
    ),
    "a file": (
        lambda file: of_rows(json.loads(line) for line in file),
        lambda history: StringIO("\n".join(map(json.dumps, rows_of(history)))),
        "twice",
        "used up once it is read, a StringIO: have read rewind it, or return a text",
    ),
    "an emptied list": (
        empties,
        rows_of,
        "twice",
        "read changes what it is given, which had 6 entries and has 0 after that: take a copy",
    ),
    "emptied rows": (
        takes_fields,
        rows_of,
        "readable",
        "read changes what it is given, which had 6 entries and has 2 after that: take a copy",
    ),
}


@pytest.mark.parametrize("case", SPENT)
def test_what_can_be_read_only_once_is_told(case: str) -> None:
    """Not only the facts are shown that are lost the second time, but why they are."""
    read, write, law, told = SPENT[case]
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(read, write, HISTORY, carries=["tenure.person", "tenure.post"])
    assert law == caught.value.law
    assert told in caught.value.detail.splitlines()[-1]


def test_a_reader_is_not_blamed_for_what_it_left_as_it_was() -> None:
    """Where the second reading differs for another reason, no reason is told."""
    calls = count(1)

    def read(rows: list[dict[str, str]]) -> History:
        return of_rows(rows[1:] if next(calls) == 3 else rows)

    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(read, rows_of, HISTORY, carries=["tenure.person", "tenure.post"])
    assert "twice" == caught.value.law
    assert "read changes" not in caught.value.detail
    assert "used up" not in caught.value.detail


@pytest.mark.parametrize("end", [UnsatisfiedAssumption, SkipTest])
def test_a_test_may_end_in_another_way(end: type[Exception]) -> None:
    """A writer that does not take a history, by `assume`, or that skips, breaks no law."""

    def write(_history: History) -> str:
        raise end

    with pytest.raises(end):
        check_reader_laws(loads, write, HISTORY)

    chart = HISTORY.at("2020")

    def compare(_before: Snapshot, _after: Snapshot) -> Diff:
        raise end

    with pytest.raises(end):
        check_diff_laws(chart, chart, chart, compare=compare)


def names_only(history: History) -> str:
    """Write the names of people and of what they hold, and no dates."""
    rows = [[held.person, held.post] for held in history.tenures]
    return json.dumps({"names": {p.id: p.name for p in history.people}, "rows": rows})


def of_names(text: str) -> History:
    """Read what `names_only` wrote."""
    found = json.loads(text)
    return History.build(
        people=[Person(*item) for item in found["names"].items()],
        tenures=[Tenure(*row, start="2019") for row in found["rows"]],
    )


def test_a_form_that_holds_less() -> None:
    """Only what a form says that it carries is compared."""
    some = ("person.id", "person.name", "tenure.person", "tenure.post")
    check_reader_laws(of_names, names_only, HISTORY, carries=some, at=["2020"])
    with pytest.raises(LawBrokenError, match=r"tenure.end|carries"):
        check_reader_laws(of_names, names_only, HISTORY, carries=("tenure",), at=["2020"])


def people_only(history: History) -> list[tuple[str, str]]:
    """Write who there is, and not what they hold."""
    return [(person.id, person.name) for person in history.people]


def of_people(rows: list[tuple[str, str]]) -> History:
    """Read what `people_only` wrote."""
    return History.build(people=[Person(*row) for row in rows])


@given(histories(max_dates=1))
def test_a_form_of_people_alone(history: History) -> None:
    """With `carries` alone facts are compared: charts do not show these people."""
    check_reader_laws(of_people, people_only, history, carries=["person.id", "person.name"])


#: Wrong readers of people, with what is told of them.
PEOPLE: dict[str, tuple[Callable[[list[tuple[str, str]]], History], list[str]]] = {
    "loses all": (
        lambda rows: of_people(rows[:0]),
        ["expected: person: id='ann', name='Ann Lee'", "expected: person: id='bo', name='Bo'"],
    ),
    "loses one": (lambda rows: of_people(rows[1:]), ["expected: person: id='ann', name='Ann Lee'"]),
    "adds one": (
        lambda rows: of_people([*rows, ("cy", "Cy")]),
        ["found:    person: id='cy', name='Cy'"],
    ),
    "doubles all": (
        lambda rows: of_people(rows * 2),
        [
            "expected: person: id='ann', name='Ann Lee', times 1",
            "expected: person: id='bo', name='Bo', times 1",
            "found:    person: id='ann', name='Ann Lee', times 2",
            "found:    person: id='bo', name='Bo', times 2",
        ],
    ),
}


@pytest.mark.parametrize("wrong", PEOPLE)
def test_what_is_carried_is_counted(wrong: str) -> None:
    """What is lost, added or doubled is told, and nothing else."""
    read, told = PEOPLE[wrong]
    carries = ["person.id", "person.name"]
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(read, people_only, HISTORY, carries=carries)
    assert "read back" == caught.value.law
    assert told == [line.strip() for line in caught.value.detail.splitlines()]


def test_doubled_facts_of_charts_are_counted() -> None:
    """At moments too: a tenure that is read twice is one too many."""

    def doubles(text: str) -> History:
        found = of_names(text)
        return found.with_facts(*found.tenures)

    carries = ["tenure.person", "tenure.post"]
    with pytest.raises(LawBrokenError, match=r"at 2020:\n.*times 1") as caught:
        check_reader_laws(doubles, names_only, HISTORY, carries=carries, at=["2020"])
    assert "charts" == caught.value.law


def test_many_differences_are_counted() -> None:
    """After the first few it is told how many there are."""
    crowd = History.build(people=[Person(f"p{number}", "Ann") for number in range(9)])
    with pytest.raises(LawBrokenError, match="and 3 more"):
        check_reader_laws(lambda _: History.build(), people_only, crowd, carries=["person"])


def test_a_history_without_its_zone_gives_no_chart() -> None:
    """A reader that loses the zone, and cannot be asked for an instant, breaks a law."""
    zoned = History.build(zone="UTC", posts=[Post("ceo", "Chief", start="2020")])

    def read(_text: str) -> History:
        return History.build(posts=[Post("ceo", "Chief", start="2020")])

    with pytest.raises(LawBrokenError, match="the history that was read gives no chart") as caught:
        check_reader_laws(read, dumps, zoned)
    assert "charts" == caught.value.law
    assert isinstance(caught.value.__cause__, InvalidWhenError)


def test_what_is_carried_must_exist() -> None:
    """A kind or field that there is not is refused with those that there are."""
    for name, known in (("persons", "person"), ("person.title", "name")):
        with pytest.raises(InvalidValueError, match=known):
            check_reader_laws(loads, dumps, HISTORY, carries=[name])


def test_files(tmp_path: Path) -> None:
    """What is written can be a path."""

    def write(history: History) -> Path:
        path = tmp_path / "history.toml"
        path.write_text(dumps(history), encoding="utf-8")
        return path

    check_reader_laws(lambda path: loads(path.read_text(encoding="utf-8")), write, HISTORY)
