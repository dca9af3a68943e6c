"""The command line: `orgchart`, or `python -m orgchart`; see docs/command-line.md."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn, final

__all__ = ["main"]


def main() -> NoReturn:
    """
    Run the command line on the arguments of the process, and end the process.

    A closed pipe, Ctrl-C and SIGTERM end it as they end other programs: by the signal itself, so
    that a shell and its loops see what happened (141, 130 and 143). What it was writing is gone.
    """
    _hold()
    stopped = _Stopped()
    try:
        from orgchart.cli.program import (  # noqa: PLC0415 - Ctrl-C while it loads is clean too
            PipeClosed,
            program,
        )
    except KeyboardInterrupt:
        stopped.die()
    try:
        program.main(prog_name="orgchart")
    except KeyboardInterrupt:
        stopped.die()
    except PipeClosed:
        _die("SIGPIPE", 141)
    finally:
        _settle()


@final
class _Stopped:
    """Which signal stopped the program: SIGTERM is made what Ctrl-C is, so that all tidies up."""

    def __init__(self) -> None:
        self.by = ("SIGINT", 130)
        number = getattr(signal, "SIGTERM", None)
        # Who has it ignored, or handles it, wants that.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, self.terminate)

    def terminate(self, *_: object) -> None:
        """Stop as Ctrl-C does."""
        self.by = ("SIGTERM", 143)
        raise KeyboardInterrupt

    def die(self) -> NoReturn:
        """End the process by the signal."""
        _die(*self.by)


def _hold() -> None:
    """
    Have the numbers of standard streams that the caller closed taken.

    Else a file that is written would get one, and all that is meant for the stream. Writing to a
    closed standard output is an error; what is told to a closed stderr goes nowhere.
    """
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:  # the lowest number that is free is given, and that is this one
            os.open(os.devnull, mode)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _settle() -> None:
    """Let go of what could not be written, of a full disk say: the error has been told."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            _abandon(number)


def _abandon(number: int) -> None:
    """Have what is still in the buffers of a stream go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)


def _die(name: str, code: int) -> NoReturn:
    """End the process by a signal, or with the code that shells give it where there is none."""
    _abandon(1)
    number = getattr(signal, name, None)
    if number is not None and os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    sys.exit(code)
