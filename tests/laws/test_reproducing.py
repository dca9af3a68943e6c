"""What a broken law prints runs when it is pasted, and breaks the law again."""

import pickle
import sys
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from orgchart import (
    Diff,
    History,
    InvalidValueError,
    Person,
    Post,
    Snapshot,
    Tenure,
    When,
    comparison,
    diff,
)
from orgchart.io import dumps, loads
from orgchart.laws import (
    LawBrokenError,
    check_diff_laws,
    check_history_laws,
    check_reader_laws,
)
from orgchart.laws.reproducing import reproduction
from orgchart.strategies import histories

HISTORY = History.build(
    zone="Europe/London",
    people=[Person("ann", "Ann Lee", names={"zh-Hans": "李安"}), Person("bo", "Bo")],
    posts=[Post("ceo", "Chief", start="2019"), Post("ceo", "Head", end="2019")],
    tenures=[
        Tenure("ann", "ceo", start="2019-06-01", end="2020-02-03"),
        Tenure("bo", "ceo", start="2020-02-03", kind="interim"),
    ],
)


def forgetful(before: Snapshot, after: Snapshot) -> Diff:
    """Leave the last edit out."""
    return Diff(diff(before, after).edits[:-1], before, after)


#: What stands where a reader has to put a function.
YOURS = " = ...  # put yours here"


class Importer:
    """A reader and a writer of somebody's own."""

    @staticmethod
    def write(history: History) -> str:
        """Write all."""
        return dumps(history)

    @classmethod
    def read(cls, text: str) -> History:
        """Lose who holds what."""
        found = loads(text)
        return found.without(*found.tenures)

    def read_early(self, text: str) -> History:
        """Lose what is after 2019."""
        return loads(text).without(*(t for t in loads(text).tenures if str(t.start) > "2020"))


def again(code: str, **names: object) -> LawBrokenError:
    """Return how code breaks a law."""
    with pytest.raises(LawBrokenError) as caught:
        exec(code, {"__name__": "pasted", **names})  # noqa: S102 - what was just printed
    return caught.value


def same(error: LawBrokenError, other: LawBrokenError) -> bool:
    """Say whether two errors tell the same."""
    return error.args[:3] == other.args[:3]


def test_comparisons() -> None:
    """The charts and the comparison are there, with their imports."""
    charts = [HISTORY.at(day) for day in ("2019", "2020", "2021")]
    with pytest.raises(LawBrokenError) as caught:
        check_diff_laws(charts[0], charts[1], charts[2], compare=forgetful)
    code = caught.value.reproduce
    assert "from orgchart import Person, Post, Snapshot, Tenure, When\n" in code
    assert code.endswith("check_diff_laws(a, b, c, compare=compare)")
    assert same(caught.value, again(code))


def nothing(*_given: object) -> tuple[object, ...]:
    """Find nothing."""
    return ()


def test_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    """The history and how many of its dates were looked at are there."""
    with monkeypatch.context() as patched:
        patched.setattr(comparison, "read_changes", nothing)
        with pytest.raises(LawBrokenError) as inner:
            check_history_laws(HISTORY, max_dates=2)
        assert "from orgchart.laws import check_diff_laws" in inner.value.reproduce
        assert same(inner.value, again(inner.value.reproduce))
        patched.setattr(History, "careers", nothing)
        with pytest.raises(LawBrokenError) as caught:
            check_history_laws(HISTORY, max_dates=2)
        assert caught.value.reproduce.endswith("check_history_laws(history, max_dates=2)")
        assert same(caught.value, again(caught.value.reproduce))


def test_readers() -> None:
    """Functions and methods of classes are imported; what is compared, and when, is there."""
    moments = ["2019", When("2020-01-01", "Asia/Tokyo")]
    every: tuple[dict[str, Any], ...] = (
        {},
        {"max_dates": 3},
        {"carries": ["tenure"]},
        {"carries": ["tenure.person"], "at": moments},
    )
    for options in every:
        with pytest.raises(LawBrokenError) as caught:
            check_reader_laws(Importer.read, Importer.write, HISTORY, **options)
        code = caught.value.reproduce
        assert f"from {__name__} import Importer\nread = Importer.read\n" in code
        for name in options:
            assert f", {name}=" in code
        assert same(caught.value, again(code))


def test_functions_without_a_place() -> None:
    """A lambda and a bound method are named, and the code runs with them put in."""
    importer = Importer()

    def write(history: History) -> str:
        return dumps(history)

    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(importer.read_early, write, HISTORY)
    code = caught.value.reproduce
    assert f"# read is Importer.read_early of {__name__}\nread{YOURS}\n" in code
    line = write.__code__.co_firstlineno
    named = f"test_functions_without_a_place.<locals>.write of {__name__}, line {line}"
    assert f"# write is {named}\nwrite{YOURS}\n" in code
    with pytest.raises(InvalidValueError, match="read"):
        exec(code, {})  # noqa: S102 - what was just printed
    filled = code.replace(f"read{YOURS}", "read = my_read")
    filled = filled.replace(f"write{YOURS}", "write = my_write")
    assert same(caught.value, again(filled, my_read=importer.read_early, my_write=write))


def test_functions_of_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a script or a notebook defines is there already, and is called by its name."""
    script = ModuleType("__main__")
    exec(SCRIPT, script.__dict__)  # noqa: S102 - above
    monkeypatch.setitem(sys.modules, "__main__", script)
    given = {"read": script.__dict__["read_hr"], "write": script.__dict__["write"]}
    assert reproduction("check_reader_laws", given, {}).splitlines() == [
        "from orgchart.laws import check_reader_laws",
        "# read is read_hr of __main__: run this there",
        "read = read_hr",
        "# write is write of __main__: run this there",
        "",
        "check_reader_laws(read, write)",
    ]


SCRIPT = """
def read_hr(text): ...
def write(history): ...
class R:
    def read(self, text): ...
    @classmethod
    def make(cls, text): ...
    @staticmethod
    def still(text): ...
class S(R): ...
bound, inherited, static = R().read, S.make, R.still
"""


def test_methods_of_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """A method that its path finds is called by it; of another one there is no such name."""
    script = ModuleType("__main__")
    exec(SCRIPT, script.__dict__)  # noqa: S102 - above
    monkeypatch.setitem(sys.modules, "__main__", script)
    lines = {
        name: reproduction("c", {"read": script.__dict__[name]}, {}).splitlines()[1:3]
        for name in ("static", "bound", "inherited")
    }
    assert lines == {
        "static": ["# read is R.still of __main__: run this there", "read = R.still"],
        "bound": ["# read is R.read of __main__", f"read{YOURS}"],
        "inherited": ["# read is R.make of __main__", f"read{YOURS}"],
    }


def test_functions_of_other_kinds() -> None:
    """What has no name of its own is named by its type; names that moved on are not imported."""
    moved = partial(forgetful)
    code = reproduction("check_diff_laws", {}, {"compare": moved})
    assert f"# compare is a partial of functools\ncompare{YOURS}\n" in code
    fake = type("Fake", (), {"__module__": "nowhere", "__call__": forgetful})()
    assert "# compare is a Fake of nowhere\n" in reproduction("c", {}, {"compare": fake})
    code = reproduction("c", {}, {"compare": forgetful})
    assert f"from {__name__} import forgetful as compare\n" in code


def test_a_history_is_printed_once_by_hypothesis() -> None:
    """A failing test prints its history once: Hypothesis does, and the law does not."""

    @settings(database=None, derandomize=True, max_examples=20)
    @given(histories(max_dates=1))
    def fails(history: History) -> None:
        check_reader_laws(lambda _: History.build(), dumps, history)

    with pytest.raises(LawBrokenError) as caught:
        fails()
    assert "History.build(" not in str(caught.value)
    assert "`reproduce`" in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made on this very line
    assert str(caught.value) == str(again)
    assert 1 == "\n".join(caught.value.__notes__).count("History.build(")
    assert "history = History.build(" in caught.value.reproduce


def test_a_large_history_is_not_printed() -> None:
    """Above a hundred lines the message says how many there are; `reproduce` has them all."""
    for size, printed in ((80, True), (2000, False)):
        people = [Person(f"p{number}", "Ann Lee") for number in range(size)]
        history = History.build(people=people, tenures=[Tenure("p1", "ceo")])
        with pytest.raises(LawBrokenError) as caught:
            check_reader_laws(Importer.read, dumps, history)
        told, lines = str(caught.value), caught.value.reproduce.splitlines()
        assert printed is ("History.build(" in told)
        assert printed is (f"`reproduce`, {len(lines):,} lines" not in told)
        assert caught.value.reproduce.count("Person('p") == size
        assert told.count("\n") < len(lines) if not printed else 100 > len(lines)


def test_a_history_is_printed_without_hypothesis() -> None:
    """Elsewhere the message holds the code, after what differs."""
    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(Importer.read, dumps, HISTORY)
    told = str(caught.value)
    assert 1 == told.count("History.build(")
    assert told.index("found:    nothing") < told.index("to see it again:")
