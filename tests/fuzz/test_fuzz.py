"""
A few inputs of the fuzzer in every run, and those that it found something with.

`make fuzz MINUTES=5` tries new ones for as long as it is let.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from orgchart import InvalidWhenError, UnreadableFileError
from orgchart.io import from_ontology, read_snapshots
from tests.counts import thorough
from tests.fuzz import runs
from tests.fuzz.__main__ import main
from tests.fuzz.mutations import Case, bytewise, in_rows, in_trees, wordwise
from tests.fuzz.runs import run, try_case
from tests.fuzz.targets import TARGETS, BrokenPromiseError, Target, case_of

#: How many inputs of each reader are tried.
INPUTS = 1000 if thorough() else 12


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_damaged_input_is_read_or_refused(target: str) -> None:
    """Whatever is done to a file, it is read as a history that works, or refused in our words."""
    found = [run(target, seed).finding for seed in range(INPUTS)]
    assert [] == [f"{one.seed}: {one.place}\n{one.story}" for one in found if one]


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_seed_is_the_same_input_again(target: str) -> None:
    """What was found once can be found again."""
    cases = [case_of(target, seed)[0] for seed in range(5)]
    assert cases == [case_of(target, seed)[0] for seed in range(5)]
    assert 1 < len({repr(case) for case in cases})


@pytest.mark.parametrize("target", sorted(TARGETS.keys() - {"cli"}))
def test_what_is_not_damaged_is_accepted(target: str) -> None:
    """The fuzzer begins with files that can be read, so that its damage is what is refused."""
    for case in TARGETS[target].seeds():
        for number in range(50):
            outcome = try_case(target, case, Random(number))  # noqa: S311 - to be repeated
            assert outcome.finding is None
            if outcome.accepted:
                break
        else:
            pytest.fail(f"no options accept {list(case)}")


@pytest.mark.parametrize("damage", [bytewise, wordwise, in_trees, in_rows])
def test_damage_is_done(damage: Callable[[Random, bytes], bytes]) -> None:
    """Every kind of damage changes most files, and none of them fails on what is no file."""
    rng = Random(1)  # noqa: S311 - to be repeated
    data = b'{"id": "1",\n "name": "Ann"}\n'
    assert 80 <= sum(damage(rng, data) != data for _ in range(100))
    for odd in (b"", b"\xff\xfe", b"[" * 1000, b'"'):
        assert all(isinstance(damage(rng, odd), bytes) for _ in range(30))


def _fails(_folder: Path, _rng: Random) -> bool:
    raise KeyError


def _breaks(_folder: Path, _rng: Random) -> bool:
    raise BrokenPromiseError("it is not kept")


def _hangs(_folder: Path, _rng: Random) -> bool:
    while True:
        pass


@pytest.mark.parametrize(
    ("reader", "place"),
    [(_fails, "KeyError in"), (_breaks, "it is not kept in"), (_hangs, "_TooLongError in")],
)
def test_what_should_not_happen_is_found(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[[Path, Random], bool], place: str
) -> None:
    """An error of no kind of ours, a promise not kept, an input that takes for ever."""
    monkeypatch.setattr(runs, "SECONDS", 0.05)
    case: Case = {"a": b""}
    monkeypatch.setattr(runs, "TARGETS", {"new": Target(lambda: [case], [bytewise], reader)})
    found = try_case("new", case, Random(0), 7).finding  # noqa: S311 - to be repeated
    assert found is not None
    assert found.place.startswith(place)
    assert ("new", 7) == (found.target, found.seed)


def test_one_input_can_be_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m tests.fuzz --only json --seed 5` says nothing when nothing is wrong."""
    assert 0 == main(["--only", "json", "--seed", "5"])
    assert "" == capsys.readouterr().out


# what was found


@pytest.mark.parametrize(
    "iri", ["https://orgchart.invalid/unit/a|b", "https://orgchart.invalid/ /"]
)
def test_an_iri_with_signs_that_none_may_have(iri: str) -> None:
    """It is an id like others; rdflib will not write it, and we need not."""
    text = f'@prefix org: <http://www.w3.org/ns/org#> .\n<{iri}> a org:Post ; org:role "Chief" .\n'
    assert 1 == len(from_ontology(text).posts)


@pytest.mark.parametrize("text", [",,,\n", ",\n,\n", '""\n', ";;\n;;\n", " \t\n"])
def test_a_table_of_nothing_but_delimiters(tmp_path: Path, text: str) -> None:
    """It has no rows, as one that is empty."""
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        read_snapshots(path, date="2024-01-31")


def test_a_table_from_before_the_calendar() -> None:
    """No day can be written that is earlier than the first of the calendar."""
    with pytest.raises(InvalidWhenError, match="as early as that"):
        read_snapshots([{"id": "1", "name": "Ann"}], date="1 day before 0001-01-01")
