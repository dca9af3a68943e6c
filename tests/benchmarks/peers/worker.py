"""
One engine in a process of its own: ``python -m tests.benchmarks.peers.worker ENGINE FOLDER``.

It reads questions from its standard input, one JSON text a line, and answers each in a line.
"""

import ctypes
import gc
import json
import os
import resource
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final, TypeAlias, final

import attrs

from tests.benchmarks.forms import made
from tests.benchmarks.peers.adapter import Adapter, Foreign, Form
from tests.benchmarks.peers.questions import MONTHS, NEAR, OPERATIONS, SWEEP, Question, questions
from tests.benchmarks.peers.registry import ENGINES

__all__ = ["Answering", "main"]

_Answer: TypeAlias = dict[str, object]

#: How many charts of the sweep are compared with those of other engines.
_COMPARED_MONTHS: Final = 13


def main(name: str, folder: Path) -> None:
    """Answer until the input ends."""
    # What libraries print must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _warm_up(name)
    answering = Answering(ENGINES[name].make(), folder)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            found = answering.answer(asked)
        except NotImplementedError:
            found = {"lacks": True}
        answers.write(json.dumps(found) + "\n")
        answers.flush()


def _warm_up(name: str) -> None:
    """Let an engine import and start whatever it needs, with a tiny history."""
    Answering(ENGINES[name].make(), made("XS")).load("parquet")


@final
@attrs.frozen
class _Job:
    """Work to time, what makes its result comparable, and how many calls it is."""

    work: Callable[[], Foreign]
    plain: Callable[[Foreign], object] = str
    calls: int = 1


@final
class Answering:
    """An engine, and how each operation is put to it."""

    def __init__(self, adapter: Adapter, folder: Path) -> None:
        self._adapter = adapter
        self._folder = folder
        self._questions = questions(folder)
        self._jobs: Mapping[str, Callable[[Question], _Job]] = dict(
            zip(
                OPERATIONS,
                (
                    self._chart,
                    self._rows,
                    partial(self._look_up, adapter.holder),
                    partial(self._look_up, adapter.chain),
                    partial(self._look_up, adapter.holder, again=True),
                    partial(self._look_up, adapter.chain, again=True),
                    self._diff,
                    self._diff_values,
                    self._diff,
                    self._diff_values,
                    self._sweep,
                    self._below,
                    self._spans,
                    self._is_sound,
                ),
                strict=True,
            )
        )

    def answer(self, asked: Mapping[str, Foreign]) -> _Answer:
        """Do what a question says: load in a form, do something first, or run an operation."""
        if "form" in asked:
            return self.load(**asked)
        return self.first(**asked) if "first" in asked else self.run(**asked)

    def first(self, first: str) -> _Answer:
        """Load, and tell the seconds of an operation that nothing has been asked before."""
        self._adapter.load(self._folder, "parquet")
        job = self._jobs[first](self._questions[first][0])
        return {"seconds": {f"{first}, the first time": _timed(job.work)}, "memory": {}}

    def load(self, form: Form) -> _Answer:
        """Load, ask a little, and tell the seconds and the memory that it took."""
        adapter = self._adapter
        chart, rows, *_ = self._questions.values()
        near = self._questions[NEAR]
        later = attrs.evolve(rows[0], day=rows[0].day + 30)
        source = "JSON" if form == "json" else "Parquet"
        before = _memory()
        seconds = {f"load from {source}": _timed(lambda: adapter.load(self._folder, form))}
        memory = {"after loading": _memory() - before}
        seconds |= {
            "first chart and look-up": _timed(self._chart(chart[0]).work),
            "next chart and look-up": _timed(self._chart(chart[1]).work),
            "first difference, one day apart": _timed(self._diff(near[0]).work),
            "next difference, one day apart": _timed(self._diff(near[1]).work),
        }
        memory["after a chart and a difference"] = _memory() - before
        seconds |= {
            "all rows the first time": _timed(self._rows(rows[0]).work),
            "all rows a month later": _timed(self._rows(later).work),
        }
        memory["after all rows of two days"] = _memory() - before
        return {"seconds": seconds, "memory": memory}

    def run(self, operation: str, numbers: Sequence[int], *, check: bool = False) -> _Answer:
        """
        Run an operation on some of its questions.

        Returns:
            The seconds for each; and a check sum of the last answer when asked to check.

        Raises:
            NotImplementedError: the engine lacks it.
        """
        asked = self._questions[operation]
        if operation in self._adapter.lacks:
            raise NotImplementedError
        times: list[float] = []
        for number in numbers:
            job = self._jobs[operation](asked[number % len(asked)])
            times.append(_timed(job.work) / job.calls)
        if not check:
            return {"seconds": times}
        return {"seconds": times, "sum": self.total(operation, numbers[-1])}

    def total(self, operation: str, number: int) -> str:
        """Return a check sum of the answer to a question."""
        question = self._questions[operation][number % len(self._questions[operation])]
        job = self._jobs[operation](question) if operation != SWEEP else self._first_months()
        return _sum(job.plain(job.work()))

    def _chart(self, question: Question) -> _Job:
        adapter = self._adapter

        def ask() -> Foreign:
            chart = adapter.snapshot(question.day)
            return adapter.size(chart), *adapter.holder(chart, question.posts[0])

        return _Job(ask)

    def _rows(self, question: Question) -> _Job:
        return _Job(lambda: self._adapter.rows(question.day), self._adapter.plain_rows)

    def _look_up(
        self, ask: Callable[[Foreign, str], Foreign], question: Question, *, again: bool = False
    ) -> _Job:
        chart = self._adapter.snapshot(question.day)
        posts = question.posts
        if again:
            for post in posts:
                ask(chart, post)
        return _Job(lambda: [ask(chart, post) for post in posts], _listed, len(posts))

    def _diff(self, question: Question) -> _Job:
        day, later, adapter = question.day, question.later, self._adapter
        return _Job(lambda: adapter.count(adapter.diff(day, later)), _nothing)

    def _diff_values(self, question: Question) -> _Job:
        day, later, adapter = question.day, question.later, self._adapter
        return _Job(lambda: adapter.diff_values(day, later), adapter.plain_diff)

    def _sweep(self, _question: Question) -> _Job:
        return _Job(lambda: self._adapter.sweep(MONTHS))

    def _first_months(self) -> _Job:
        adapter = self._adapter
        return _Job(lambda: adapter.sweep(MONTHS[:_COMPARED_MONTHS]), adapter.plain_sweep)

    def _below(self, question: Question) -> _Job:
        return _Job(lambda: self._adapter.below(question.day, question.manager), sorted)

    def _spans(self, question: Question) -> _Job:
        return _Job(lambda: self._adapter.spans(question.day), self._adapter.plain_spans)

    def _is_sound(self, question: Question) -> _Job:
        return _Job(lambda: self._adapter.is_sound(question.day))


def _timed(work: Callable[[], Foreign]) -> float:
    """Return the seconds that some work takes, without those to let its result go."""
    gc.collect()
    start = perf_counter()
    kept = work()
    took = perf_counter() - start
    del kept
    return took


def _nothing(_found: Foreign) -> str:
    return ""


def _listed(found: Foreign) -> list[list[str]]:
    return [list(each) for each in found]


def _sum(value: object) -> str:
    return f"{zlib.crc32(json.dumps(value, sort_keys=True).encode()):08x}"


def _memory() -> int:
    """Return the bytes of memory that the process holds, with what is not needed given back."""
    gc.collect()
    if "pyarrow" in sys.modules:
        arrow: Foreign = sys.modules["pyarrow"]
        arrow.default_memory_pool().release_unused()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
