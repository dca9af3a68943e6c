"""
Print tables of how long things take.

Run it from the project's folder: ``python -m tests.benchmarks [TOPIC ...]``, or ``make bench``.
"""

import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from tests.benchmarks import drawing, growth, history, profiling, reading, whole
from tests.benchmarks.organisations import SIZES
from tests.benchmarks.peers import compare
from tests.benchmarks.tables import Table


def _peers(options: Namespace) -> Iterator[Table]:
    for size in options.size or ("S", "M"):
        yield from compare.tables(size, options.rounds, options.only)


def _growth(options: Namespace) -> Iterator[Table]:
    yield from growth.tables(options.size or growth.STEPS, options.rounds)


def _profile(options: Namespace) -> Iterator[Table]:
    for size in options.size or ("M",):
        yield from profiling.tables(size, options.operation)


TOPICS: Final[Mapping[str, Callable[[Namespace], Iterable[Table]]]] = {
    "history": lambda _: history.tables(),
    "drawing": lambda _: drawing.tables(),
    "peers": _peers,
    "growth": _growth,
    "profile": _profile,
    "reading": lambda _: reading.tables(),
    "whole": lambda options: whole.tables(options.size or whole.STEPS),
}
#: What is measured when no topic is named.
USUAL: Final = ("history", "drawing", "peers")


def main(arguments: list[str]) -> int:
    """Measure topics, the usual ones where none is named; return the exit status."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"of {', '.join(TOPICS)}")
    parser.add_argument("--size", action="append", choices=SIZES, help="of made-up histories")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each engine")
    parser.add_argument("--only", action="append", default=[], help="an engine; may be repeated")
    parser.add_argument("--operation", default="load", help="what to profile; how its name begins")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.topics).difference(TOPICS)):
        parser.error(f"no topic {', '.join(unknown)}; there are {', '.join(TOPICS)}")
    sys.stdout.write(f"Python {platform.python_version()} on {_machine()}\n")
    for topic in options.topics or USUAL:
        for table in TOPICS[topic](options):
            sys.stdout.write(f"\n{table}\n")
            sys.stdout.flush()
    return 0


def _machine() -> str:
    """Describe the machine: its kind, its cores, its memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
