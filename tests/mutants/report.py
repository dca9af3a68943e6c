"""The table of what was found, and the list of survivors, as a page of the documentation."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

from tests.mutants.session import Found, Session
from tests.mutants.targets import ROOT, TARGETS
from tests.mutants.trying import Outcome

__all__ = ["write"]

#: What a mutant is known by: its file, and the lines before and after.
Named: TypeAlias = tuple[str, str, str]

_PAGE: Final = ROOT / "docs" / "mutants.md"
_HEAD: Final = Path(__file__).with_name("head.md")
#: Why survivors are harmless, by file, lines before and lines after.
_REASONS: Final = Path(__file__).with_name("survivors.toml")

_COLUMNS: Final = (
    "code",
    "mutants",
    "tried",
    "killed",
    "timed out",
    "survived",
    "share killed",
    "equivalent",
    "share without them",
)


def write() -> None:
    """Write the page."""
    found = {name: Session(name, as_found=True) for name in TARGETS if Session.exists(name)}
    _PAGE.write_text("\n".join(_lines(found)) + "\n", encoding="utf-8")


def _lines(sessions: dict[str, Session]) -> Iterator[str]:
    reasons = _reasons()
    found = {name: session.found() for name, session in sessions.items()}
    yield _HEAD.read_text(encoding="utf-8")
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|---|{'--:|' * (len(_COLUMNS) - 1)}"
    for name, session in sessions.items():
        yield _row(name, session.worthy, found[name], reasons)
    yield ""
    yield "## Survivors"
    for name, mutants in found.items():
        left = [one for one in mutants if one.outcome is Outcome.SURVIVED]
        if left:
            yield f"\n### {name}\n"
        whys: dict[str, list[Found]] = {}
        for one in left:
            whys.setdefault(reasons.get(_named(one), "no test asks yet"), []).append(one)
        for why, some in sorted(whys.items()):
            yield f"{why[0].upper()}{why[1:]}:\n"
            yield "```diff"
            for file, same in groupby(some, key=lambda one: one.file):
                yield f"# {file}"
                for whole, broken in groupby(same, key=lambda one: one.whole):
                    yield f"-{whole}"
                    yield from (f"+{one.broken}" for one in broken)
            yield "```\n"


def _row(name: str, worthy: int, found: list[Found], reasons: dict[Named, str]) -> str:
    counts = Counter(one.outcome for one in found)
    dead = counts[Outcome.KILLED] + counts[Outcome.TIMED_OUT]
    same = sum(
        one.outcome is Outcome.SURVIVED and reasons.get(_named(one), "").startswith("equivalent")
        for one in found
    )
    cells = (
        name,
        worthy,
        len(found),
        *(counts[one] for one in (Outcome.KILLED, Outcome.TIMED_OUT, Outcome.SURVIVED)),
        _share(dead, len(found)),
        same,
        _share(dead, len(found) - same),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _share(part: int, whole: int) -> str:
    # Rounded down: what is not all never reads as all.
    return f"{1000 * part // whole / 10:.1f} %" if whole else "–"


def _named(one: Found) -> Named:
    return one.file, one.whole, one.broken


def _reasons() -> dict[Named, str]:
    if not _REASONS.exists():
        return {}
    rows = tomllib.loads(_REASONS.read_text(encoding="utf-8"))["survivors"]
    return {(row["file"], row["whole"], row["broken"]): row["why"] for row in rows}
