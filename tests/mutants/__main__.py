"""
Break the modules one place at a time, run their tests, and write the table.

Run it from the project's folder: ``python -m tests.mutants [NAME ...]``, or ``make mutants``.
What was found is kept in ``build/mutants``, in the form of cosmic-ray's sessions: a run that was
stopped goes on where it was.
"""

import os
import sys
from argparse import ArgumentParser

from tests.mutants import report
from tests.mutants.session import Session
from tests.mutants.targets import TARGETS
from tests.mutants.trying import Outcome, Try, prepare, try_loaded, try_swapped


def main(arguments: list[str]) -> int:
    """Try what was not tried yet; return the exit status."""
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    parser.add_argument("--afresh", action="store_true", help="forget what was found")
    parser.add_argument("--survivors", action="store_true", help="try the survivors again")
    parser.add_argument("--report", action="store_true", help="only write the table")
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in TARGETS:
            parser.error(f"there is no {name!r}; choose from: {', '.join(map(repr, TARGETS))}")
    if not options.report:
        prepare()
        for name in options.names or TARGETS:
            session = Session(name, afresh=options.afresh)
            if options.survivors:
                session.forget(Outcome.SURVIVED)
            session.close()
            _apart(name, options.workers)
    report.write()
    return 0


def _apart(name: str, workers: int) -> None:
    """Work on a target: first where all is loaded, in a process of its own; then without."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            _work(name, workers, swapped=True)
            status = 0
        finally:
            sys.stdout.flush()
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if status:
        raise SystemExit(f"{name}: stopped")
    _work(name, workers, swapped=False)


def _work(name: str, workers: int, *, swapped: bool) -> None:
    session, target = Session(name), TARGETS[name]
    mutants = {one.key: one for one in session.waiting(again=not swapped)}
    if not mutants:
        return
    _say(f"{name}: {len(mutants)} of {session.chosen} mutants")
    tries = [Try(one.key, one.file, one.text) for one in mutants.values()]

    def keep(one: Try, outcome: Outcome, said: str) -> None:
        if outcome is Outcome.UNFIT:
            return
        session.keep(mutants[one.key], outcome, said, for_good=not swapped)
        if outcome is not Outcome.KILLED and not swapped:
            _say(f"  {outcome}: {mutants[one.key].told}")

    tests = (*target.files, *target.tests)
    if swapped:
        session.seconds = try_swapped(tries, tests, workers, keep)
    else:
        try_loaded(tries, tests, workers, session.seconds, keep)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
