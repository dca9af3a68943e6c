"""Tries: tests run in processes of their own, each with a module that is broken in one place."""

import contextlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias, TypeVar, final

import attrs
import pytest

from tests.mutants.breaking import UnswappableError, load, swap
from tests.mutants.targets import ROOT, SLOW

__all__ = ["Outcome", "Try", "prepare", "try_loaded", "try_swapped"]

#: What the tests load that is none of ours; loaded once, and there in every process from then on.
_SHARED: Final = ("charset_normalizer", "dateutil.rrule", "hypothesis.stateful", "numpy", "tqdm")
#: The memory that a process may take, in bytes; a broken loop may not take the machine's.
_MEMORY: Final = 6 * 2**30
#: The least processor time, in seconds, that the tests of a mutant may take; and how many times
#: as much as the tests take on the whole code.
_LEAST: Final = 15
_TIMES: Final = 4
#: How many times its processor time a process may live: it may have to wait for its turn.
_PATIENCE: Final = 30
#: The exit status of a process whose module could not be broken in the way that was tried.
_UNFIT: Final = 71


class Outcome(StrEnum):
    """How a try ended."""

    SURVIVED = "survived"
    KILLED = "killed"
    TIMED_OUT = "timed out"
    UNFIT = "unfit"


@final
@attrs.frozen
class Try:
    """
    A broken module.

    Attributes:
        key: what to call it.
        file, text: the file of the module, from the project's folder, and its broken text.
    """

    key: str
    file: str
    text: str


#: Takes what became of a try, and what pytest said last.
Keep: TypeAlias = Callable[[Try, Outcome, str], None]


_Job = TypeVar("_Job", Try, None)


class _InChildError(Exception):
    """Carries a try to where a new process works on it."""

    def __init__(self, job: Try | None) -> None:
        super().__init__()
        self.job = job


def prepare() -> None:
    """Load what all tries need, and choose few examples, always the same ones."""
    # What Hypothesis finds installed would load ours, before it is broken.
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
    for name in _SHARED:
        import_module(name)
    from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415 - it takes its time

    settings.register_profile(
        "mutants",
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    # The tests load the profile of this name, whoever registered it. Plugins that are there before
    # pytest starts would make it warn.
    os.environ.update(HYPOTHESIS_PROFILE="mutants", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    # Nothing is broken on disk, so what is compiled once serves all processes.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(ROOT / "build" / "cache" / "mutants")


def try_swapped(tries: Iterable[Try], tests: Sequence[str], workers: int, keep: Keep) -> int:
    """
    Load all and exchange functions for broken ones, process by process.

    Quick; but values that tests made while they were loaded are from before. Returns the processor
    time, in seconds, that a mutant may take.

    Raises:
        RuntimeError: the tests fail on the whole code.
    """
    plugin = _Swapping(tries, workers, keep)
    status = _pytest(tests, plugin)
    if plugin.child:
        os._exit(status)
    if plugin.seconds is None:
        raise RuntimeError(f"the tests fail on the whole code: {plugin.said}")
    return plugin.seconds


def try_loaded(
    tries: Iterable[Try], tests: Sequence[str], workers: int, seconds: int, keep: Keep
) -> None:
    """Load broken modules, process by process; nothing may have loaded them before."""
    try:
        for one, outcome, said in _spread(tries, workers, seconds):
            keep(one, outcome, said)
    except _InChildError as child:
        status = 1
        with contextlib.suppress(BaseException):
            if child.job is not None:
                load(child.job.file, child.job.text)
            status = _pytest(tests)
        os._exit(status)


def _pytest(tests: Sequence[str], *plugins: object) -> int:
    slow = (f"--deselect={test}" for test in SLOW)
    options = ("-q", "-x", "-s", "--no-header", "--tb=line", *slow)
    return int(pytest.main([*options, *tests], plugins=list(plugins)))


@final
class _Swapping:
    """A plugin of pytest that runs the tests again and again, once they are loaded."""

    def __init__(self, tries: Iterable[Try], workers: int, keep: Keep) -> None:
        self.tries, self.workers, self.keep = tries, workers, keep
        self.child = False
        self.seconds: int | None = None
        self.said = "they cannot be loaded"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Start the processes; in each of them, break the module and let pytest go on."""
        if session.testsfailed:
            return None
        try:
            self._work()
        except _InChildError as child:
            self.child = True
            if child.job is not None:
                try:
                    swap(child.job.file, child.job.text)
                except UnswappableError:
                    os._exit(_UNFIT)
            return None
        return True

    def _work(self) -> None:
        before = _used()
        for _, outcome, self.said in _spread([None], 1, 3600):
            if outcome is not Outcome.SURVIVED:
                return
        seconds = self.seconds = round(max(_LEAST, _TIMES * (_used() - before)))
        for one, outcome, said in _spread(self.tries, self.workers, seconds):
            self.keep(one, outcome, said)


def _used() -> float:
    """Return the processor time of the processes that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _spread(
    jobs: Iterable[_Job], workers: int, seconds: int
) -> Iterator[tuple[_Job, Outcome, str]]:
    """
    Start a process for each job, several at a time; yield how they end.

    Raises:
        _InChildError: this is a new process, and this its job.
    """
    waiting = iter(jobs)
    running: dict[int, tuple[_Job, float]] = {}
    while True:
        for job in islice(waiting, workers - len(running)):
            running[_start(job, seconds)] = job, time.monotonic() + _PATIENCE * seconds
        if not running:
            return
        pid, status = _ended({pid: deadline for pid, (_, deadline) in running.items()})
        job, _ = running.pop(pid)
        yield job, _outcome(status), _said(pid)


def _start(job: Try | None, seconds: int) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    output = os.open(_file(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    raise _InChildError(job)


def _ended(deadlines: dict[int, float]) -> tuple[int, int]:
    """Wait for a process to end, and end those that take too long."""
    while True:
        for pid, deadline in deadlines.items():
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                return pid, status
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}:
        return Outcome.TIMED_OUT
    code = os.waitstatus_to_exitcode(status)
    return {0: Outcome.SURVIVED, _UNFIT: Outcome.UNFIT}.get(code, Outcome.KILLED)


def _file(pid: int) -> Path:
    return ROOT / "build" / "mutants" / f"{pid}.txt"


def _said(pid: int) -> str:
    text = _file(pid).read_text(encoding="utf-8", errors="replace")
    _file(pid).unlink()
    lines = [line for line in text.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))]
    return "\n".join(lines[-3:]) or text[-300:]
