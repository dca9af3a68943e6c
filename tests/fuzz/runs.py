"""One input after another, each in an empty folder, with limits of time and of memory."""

import resource
import signal
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final

import attrs

from tests.fuzz.mutations import Case
from tests.fuzz.targets import TARGETS, case_of

__all__ = ["SECONDS", "Finding", "Outcome", "limit_memory", "run", "try_case"]

#: The most processor time that an input may take.
SECONDS: Final = 10.0
#: The most memory that the process may ask for.
_MEMORY: Final = 6 << 30


@attrs.frozen
class Finding:
    """
    What should not have happened.

    Attributes:
        target, seed: how to repeat it: ``python -m tests.fuzz --only TARGET --seed SEED``.
        place: what happened and where; findings with one place are taken for one.
        story: the traceback.
    """

    target: str
    seed: int
    place: str
    story: str


@attrs.frozen
class Outcome:
    """What came of an input: whether it was accepted, and what should not have happened."""

    accepted: bool
    finding: Finding | None = None


class _TooLongError(BaseException):
    """An input takes too long; no `except Exception` holds it back."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooLongError


@contextmanager
def _limited(seconds: float) -> Generator[None]:
    """Stop what takes too much processor time."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory() -> None:
    """Have the process run out of memory before the machine does."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))


def run(target: str, seed: int) -> Outcome:
    """Try the input with a number."""
    case, rng = case_of(target, seed)
    return try_case(target, case, rng, seed)


def try_case(target: str, case: Case, rng: Random, seed: int = -1) -> Outcome:
    """
    Try an input.

    Args:
        target: what reads it.
        case: its files.
        rng: decides on the options that it is read with.
        seed: its number, for the finding.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in case.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)
        try:
            with _limited(SECONDS):
                return Outcome(TARGETS[target].run(folder, rng))
        except (Exception, _TooLongError) as error:  # noqa: BLE001 - this is what is looked for
            story = "".join(traceback.format_exception(error))
            return Outcome(accepted=False, finding=Finding(target, seed, _place(error), story))


def _place(error: BaseException) -> str:
    """Say what kind of error it is, and where in the package it comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "orgchart" in Path(frame.filename).parts[:-1]] or frames
    kind = type(error).__name__ if not isinstance(error, AssertionError) else str(error)
    last = ours[-1]
    return f"{kind} in {'/'.join(Path(last.filename).parts[-3:])}:{last.name}"
