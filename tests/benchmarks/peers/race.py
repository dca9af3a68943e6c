"""Engines that take turns, each in a process of its own."""

import json
import os
import select
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from time import monotonic
from types import TracebackType
from typing import Final, Self, TypeAlias, cast, final

import attrs

from orgchart.progress import follow
from tests.benchmarks.peers.questions import FIRST, OPERATIONS

__all__ = ["Loaded", "Results", "loads", "race"]

_Answer: TypeAlias = Mapping[str, object]
#: Seconds by operation and engine; no entry where an engine has no answer.
Results: TypeAlias = dict[str, dict[str, float]]

#: So long may one operation take; an engine that takes longer is left out from then on.
_LIMIT: Final = 600.0
#: Of an operation that takes longer than this there are two runs, and than that only one.
_LONG: Final = 5.0
_VERY_LONG: Final = 30.0
#: Each turn lasts about so long, with at most so many questions.
_TURN: Final = 0.05
_MOST: Final = 10
#: So much of what a failed process said is shown.
_SAID: Final = 2000


@final
@attrs.frozen
class Loaded:
    """
    What loading cost, and the first questions after it.

    Attributes:
        seconds: medians by what was done and engine.
        memory: medians of bytes held, by when and engine.
    """

    seconds: Results
    memory: Results


@final
class Runner:
    """A process with one engine."""

    def __init__(self, name: str, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.peers.worker", name, str(folder)]
        self.name = name
        self.alive = True
        self._noise = TemporaryFile()  # noqa: SIM115 - closed by `stop`
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        self.alive = False
        self._process.kill()
        self._process.communicate()
        self._noise.close()

    def ask(self, **question: object) -> _Answer | None:
        """Put a question; None when there is no answer, or none in time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if not self.alive:
            return None
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        end = monotonic() + _LIMIT
        text = b""
        while not text.endswith(b"\n"):
            ready, _, _ = select.select([self._process.stdout], [], [], max(0, end - monotonic()))
            part = os.read(self._process.stdout.fileno(), 1 << 16) if ready else b""
            if not part:
                self._noise.seek(0)
                said = self._noise.read()[-_SAID:].decode(errors="replace")
                sys.stderr.write(f"{self.name}: no answer to {question}: {said}\n")
                self.stop()
                return None
            text += part
        found: dict[str, object] = json.loads(text)
        return None if "lacks" in found else found


def loads(names: Sequence[str], folder: Path, forms: Sequence[str], rounds: int) -> Loaded:
    """Load some rounds long, each time in a new process, and ask the first questions."""
    random = Random(1)  # noqa: S311 - the same every time
    tasks: list[dict[str, str]] = [{"form": form} for form in forms]
    tasks += [{"first": operation} for operation in FIRST]
    turns = [
        (task, name)
        for task in tasks
        for _ in range(rounds)
        for name in random.sample(names, len(names))
    ]
    seconds: dict[str, dict[str, list[float]]] = {}
    memory: dict[str, dict[str, list[float]]] = {}
    given_up: list[tuple[dict[str, str], str]] = []
    for task, name in follow(turns, "loading", len(turns)):
        if (task, name) in given_up:
            continue
        with Runner(name, folder) as runner:
            answer = runner.ask(**task)
        if answer is None or ("first" in task and _is_long(answer)):
            given_up.append((task, name))
        if answer is None:
            continue
        # What comes after loading is taken from the first form; it is the same for both.
        is_main = task.get("form") in {forms[0], None}
        for part, found in (("seconds", seconds), ("memory", memory)):
            for what, number in cast("dict[str, float]", answer[part]).items():
                if is_main or what.startswith("load"):
                    found.setdefault(what, {}).setdefault(name, []).append(number)
    return Loaded(_medians(seconds), _medians(memory))


def race(names: Sequence[str], folder: Path, rounds: int, *, check: bool) -> Results:
    """
    Let engines answer in turns, in another order each round.

    Args:
        names: the engines.
        folder: the history.
        rounds: how many turns each gets.
        check: compare the answers first.

    Raises:
        ValueError: two engines give different answers.
    """
    random = Random(2)  # noqa: S311 - the same every time
    found: Results = {}
    with ExitStack() as stack:
        runners = [stack.enter_context(Runner(name, folder)) for name in names]
        for runner in follow(runners, "loading", len(runners)):
            runner.ask(form="parquet")
        for operation in follow(OPERATIONS, "asking", len(OPERATIONS)):
            found[operation] = _raced(operation, runners, rounds, random, check=check)
    return found


def _raced(
    operation: str, runners: Sequence[Runner], rounds: int, random: Random, *, check: bool
) -> dict[str, float]:
    taken: dict[str, list[float]] = {}
    sums: dict[str, str] = {}
    # The first answers only warm up, and tell how many questions fit into a turn.
    fits: dict[str, int] = {}
    for runner in runners:
        answer = runner.ask(operation=operation, numbers=[0], check=check)
        if answer is not None:
            took = _seconds(answer)[0]
            taken[runner.name] = [took] if took > _LONG else []
            fits[runner.name] = max(1, min(_MOST, int(_TURN / max(took, 1e-6))))
            sums[runner.name] = str(answer.get("sum"))
    if len(set(sums.values())) > 1:
        raise ValueError(f"{operation}: different answers: {sums}")
    for number in range(rounds):
        for runner in random.sample(runners, len(runners)):
            if runner.name not in fits or _is_enough(taken[runner.name]):
                continue
            first = 1 + number * _MOST
            numbers = [*range(first, first + fits[runner.name])]
            answer = runner.ask(operation=operation, numbers=numbers)
            if answer is not None:
                taken[runner.name] += _seconds(answer)
    return {name: statistics.median(times) for name, times in taken.items() if times}


def _is_long(answer: _Answer) -> bool:
    return max(cast("dict[str, float]", answer["seconds"]).values()) > _LONG


def _is_enough(taken: Sequence[float]) -> bool:
    longest = max(taken, default=0.0)
    return longest > _VERY_LONG or (longest > _LONG and len(taken) > 1)


def _seconds(answer: _Answer) -> list[float]:
    return cast("list[float]", answer["seconds"])


def _medians(found: Mapping[str, Mapping[str, Iterable[float]]]) -> Results:
    median: Callable[[Iterable[float]], float] = statistics.median
    return {
        what: {name: median(numbers) for name, numbers in by_name.items()}
        for what, by_name in found.items()
    }
