"""The command line: `orgchart`, or `python -m orgchart`; see docs/command-line.md."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """
    Run the command line on the arguments of the process, and end the process.

    A closed pipe and Ctrl-C end it as they end other programs: by the signal itself, so that a
    shell and its loops see what happened (141 and 130).
    """
    try:
        from orgchart.cli.program import (  # noqa: PLC0415 - Ctrl-C while it loads is clean too
            PipeClosed,
            program,
        )
    except KeyboardInterrupt:
        _die("SIGINT", 130)
    try:
        program.main(prog_name="orgchart")
    except KeyboardInterrupt:
        _die("SIGINT", 130)
    except PipeClosed:
        _die("SIGPIPE", 141)
    finally:
        _settle()


def _settle() -> None:
    """Let go of what could not be written, of a full disk say: the error has been told."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        _abandon()


def _abandon() -> None:
    """Have what is still in the buffers of standard output go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)


def _die(name: str, code: int) -> NoReturn:
    """End the process by a signal, or with the code that shells give it where there is none."""
    _abandon()
    number = getattr(signal, name, None)
    if number is not None and os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    sys.exit(code)
