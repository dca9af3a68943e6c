"""
Print tables of how long things take.

Run it from the project's folder: ``python -m tests.benchmarks [TOPIC ...]``, or ``make bench``.
"""

import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from tests.benchmarks import drawing, history
from tests.benchmarks.tables import Table

TOPICS: Final[Mapping[str, Callable[[], Iterable[Table]]]] = {
    "history": history.tables,
    "drawing": drawing.tables,
}


def main(topics: Sequence[str]) -> int:
    """Measure topics, all where none is named; return the exit status."""
    if unknown := set(topics).difference(TOPICS):
        sys.stderr.write(f"no topic {', '.join(sorted(unknown))}; there are {', '.join(TOPICS)}\n")
        return 2
    sys.stdout.write(f"Python {platform.python_version()} on {platform.machine()}\n")
    for topic in topics or TOPICS:
        for table in TOPICS[topic]():
            sys.stdout.write(f"\n{table}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
