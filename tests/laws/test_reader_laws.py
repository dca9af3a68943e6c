"""The laws of readers hold for the forms of the package, and each fails for a wrong reader."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from orgchart import History, InvalidValueError, Person, Post, ReportingLine, Tenure
from orgchart.io import dumps, loads
from orgchart.laws import READER_LAWS, LawBrokenError, check_reader_laws
from orgchart.strategies import hostile_histories, rival_histories

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
    assert "history = History.build(" in error.reproduce


def test_the_difference_is_shown_and_no_more() -> None:
    """The message shows the one fact that was lost, and not those that were not."""
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(forgets_lines, dumps, HISTORY)
    assert "ReportingLine('cto', 'ceo')" in caught.value.detail
    assert "nothing" in caught.value.detail
    assert "Tenure" not in caught.value.detail


def test_an_error_of_the_reader_is_its_cause() -> None:
    """What the reader raised is told, and kept as the cause."""
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(refuses, dumps, HISTORY)
    assert "KeyError" in caught.value.detail
    assert isinstance(caught.value.__cause__, KeyError)


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
