"""All engines that are installed give the answers of the simplest, for a tiny organisation."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import orgchart
from orgchart import History, Snapshot
from tests.benchmarks.forms import OWN, OWN_JSON, made
from tests.benchmarks.organisations import FIRST, SIZES, organisation
from tests.benchmarks.peers.adapter import Adapter, compared
from tests.benchmarks.peers.questions import BELOW, MONTHS, OPERATIONS, Question, questions
from tests.benchmarks.peers.registry import ENGINES, PROTOTYPE
from tests.benchmarks.peers.worker import Answering

pytest.importorskip("pyarrow")

_OTHERS = [name for name in ENGINES if name != PROTOTYPE]


@pytest.fixture(scope="module", name="folder")
def make_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny organisation as files."""
    return made("XS", tmp_path_factory.mktemp("bench"))


def _loaded(name: str, folder: Path) -> Adapter:
    for package in ENGINES[name].needs:
        pytest.importorskip(package)
    adapter = ENGINES[name].make()
    adapter.load(folder, "parquet")
    return adapter


def _sums(name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the check sum of each operation that an engine has."""
    adapter = _loaded(name, folder)
    answering = Answering(adapter, folder)
    for operation in OPERATIONS:
        if operation not in adapter.lacks:
            yield operation, answering.total(operation, 3)


@pytest.fixture(scope="module", name="expected")
def make_expected(folder: Path) -> dict[str, str]:
    """The check sums of plain arrays."""
    return dict(_sums(PROTOTYPE, folder))


@pytest.mark.parametrize("name", _OTHERS)
def test_engines_answer_alike(name: str, folder: Path, expected: dict[str, str]) -> None:
    """Every answer equals that of plain arrays."""
    found = dict(_sums(name, folder))
    assert found == {operation: expected[operation] for operation in found}
    assert found


def test_differences_are_those_of_charts(folder: Path) -> None:
    """The simplest engine compares what it shows."""
    plain = _loaded(PROTOTYPE, folder)
    for before, after in [*pairwise(MONTHS[::20]), (MONTHS[3], MONTHS[70])]:
        charts = [plain.plain_rows(plain.rows(day)) for day in (before, after)]
        assert plain.plain_diff(plain.diff_values(before, after)) == compared(*charts)


def test_both_forms_of_a_history_tell_the_same(folder: Path) -> None:
    """The tables and the JSON file hold equal facts in one order."""
    from orgchart.io import read_parquet  # noqa: PLC0415 - needs pyarrow

    tables, text = read_parquet(folder / OWN), orgchart.load(folder / OWN_JSON)
    assert list(tables.facts) == list(text.facts)
    assert _chart(tables) == _chart(text)
    assert len(_chart(text).posts) > 90


def _chart(history: History) -> Snapshot:
    return history.at("2020-06-15")


def test_an_organisation_is_the_same_every_time() -> None:
    """The same size and seed give the same changes, about as many as asked for."""
    posts, changes = SIZES["S"]
    one, two = organisation(posts, changes), organisation(posts, changes)
    assert np.array_equal(one.manager, two.manager)
    assert np.array_equal(one.holder, two.holder)
    later = int((one.day > FIRST).sum()) + int((one.seat_day > FIRST).sum())
    assert abs(later - changes) < 0.01 * changes


def test_questions_are_about_what_is_there(folder: Path) -> None:
    """Posts and managers that are asked about are on the chart of the day."""
    plain = _loaded(PROTOTYPE, folder)
    asked: list[Question] = [each for found in questions(folder).values() for each in found[:3]]
    for question in asked:
        rows = plain.plain_rows(plain.rows(question.day))
        assert set(question.posts) <= rows.keys()
    for question in questions(folder)[BELOW][:3]:
        assert list(plain.below(question.day, question.manager))
