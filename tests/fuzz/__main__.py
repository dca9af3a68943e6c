"""
Fuzz what reads, in turns, until the time is over.

``python -m tests.fuzz --minutes 5``; a finding is printed with what repeats it:
``python -m tests.fuzz --only json --seed 123``.
"""

import json
import secrets
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from tests.fuzz.runs import Finding, limit_memory, run
from tests.fuzz.targets import TARGETS

#: A turn takes about so long, in seconds; each has a process of its own.
_TURN: Final = 20.0
#: How much longer than its turn a process may take before it counts as hanging.
_GRACE: Final = 120.0


def main(words: list[str]) -> int:
    """Fuzz; return 1 when anything was found."""
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--only", choices=sorted(TARGETS), action="append")
    parser.add_argument("--seed", type=int, help="try this one input and show what happens")
    parser.add_argument("--from", dest="first", type=int, help="the first seed; random if left out")
    parser.add_argument("--until", type=float, help="for the program's own use")
    options = parser.parse_args(words)
    names = options.only or list(TARGETS)
    if options.until is not None:
        return _work(names[0], options.first, options.until)
    if options.seed is not None:
        found = [run(name, options.seed).finding for name in names]
        sys.stdout.writelines(f"{one.story}\n" for one in found if one)
        return int(any(found))
    first = options.first if options.first is not None else secrets.randbelow(10**12)
    return _fuzz(names, options.minutes * 60, first)


def _work(name: str, first: int, end: float) -> int:
    """Try inputs until a time, one at least, and print what came of each as a line of JSON."""
    limit_memory()
    seed = first
    while seed == first or time.monotonic() < end:
        # Told before it is tried: the last line names an input that ends the process.
        sys.stdout.write(f"{seed}\n")
        sys.stdout.flush()
        outcome = run(name, seed)
        told = attrs.asdict(outcome.finding) if outcome.finding else outcome.accepted
        sys.stdout.write(f"{json.dumps(told)}\n")
        seed += 1
    return 0


def _turn(name: str, first: int, seconds: float) -> Iterator[tuple[int, bool | Finding]]:
    """Give a target its turn, and yield each seed with what came of it."""
    end = time.monotonic() + seconds
    words = ["--only", name, "--from", str(first), "--until", str(end)]
    command = [sys.executable, "-m", "tests.fuzz", *words]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=seconds + _GRACE
        )
        out, why = done.stdout, f"it ends with {done.returncode}: {done.stderr[-2000:]}"
    except subprocess.TimeoutExpired as error:
        out = (error.stdout or b"").decode() if isinstance(error.stdout, bytes) else ""
        why = "it hangs"
    lines = out.splitlines()
    for seed, told in zip(lines[::2], lines[1::2], strict=False):
        found = json.loads(told)
        yield int(seed), found if isinstance(found, bool) else Finding(**found)
    if len(lines) % 2 or not lines:
        last = int(lines[-1]) if lines else first
        yield last, Finding(name, last, f"the process dies: {why.splitlines()[0]}", why)


def _fuzz(names: list[str], seconds: float, first: int) -> int:
    """Give each target turn after turn; print findings as they come, and counts at the end."""
    rounds = max(1, round(seconds / _TURN / len(names)))
    found: dict[str, Finding] = {}
    tried: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    sys.stdout.write(f"fuzzing from seed {first}\n")
    for name in names * rounds:
        for _, outcome in _turn(name, first + tried[name], seconds / len(names) / rounds):
            tried[name] += 1
            taken[name] += outcome is True
            if isinstance(outcome, Finding) and outcome.place not in found:
                found[outcome.place] = outcome
                sys.stdout.write(_told(outcome))
                sys.stdout.flush()
    for name in names:
        counts = f"{tried[name]:>9,} inputs, {taken[name]:>9,} accepted"
        sys.stdout.write(f"{name:12} {counts}\n")
    sys.stdout.write(f"{len(found)} findings\n")
    return int(bool(found))


def _told(finding: Finding) -> str:
    again = f"python -m tests.fuzz --only {finding.target} --seed {finding.seed}"
    return f"\n{finding.target}: {finding.place}\n{finding.story}repeat: {again}\n\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
