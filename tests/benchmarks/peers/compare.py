"""Tables of this library beside its peers, one size at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tests.benchmarks.forms import made
from tests.benchmarks.organisations import SIZES
from tests.benchmarks.peers.race import Loaded, Results, loads, race
from tests.benchmarks.peers.registry import ENGINES, OURS, PROTOTYPE, lacking
from tests.benchmarks.tables import Table

__all__ = ["tables"]

_NOTE: Final = (
    "Medians; see docs/performance.md. –: not offered, or no answer in ten minutes.\n"
    "No day but those of the months is asked about twice; values that an engine keeps are there\n"
    "from other days: what is asked the first time stands in the table of loading."
)
_SMALLER: Final = 1000
_MIB: Final = 1 << 20


def tables(size: str, rounds: int, only: Sequence[str] = ()) -> Iterator[Table]:
    """
    Yield what there is to print of one size.

    Args:
        size: ``S``, ``M`` or ``L``.
        rounds: how many turns each engine gets.
        only: the engines that take part; all that are installed when empty.
    """
    wanted = [name for name in ENGINES if name in only or (not only and _fits(name, size))]
    names = [name for name in wanted if not lacking(name)]
    folder = made(size)
    posts, changes = SIZES[size]
    what = f"{size} ({posts:,} posts, {changes:,} changes)"
    left_out = [_left_out(name, size, only) for name in ENGINES if name not in names]
    note = "\n".join([_NOTE, *filter(None, left_out)])
    forms = ("parquet", "json") if (folder / "positions.json").exists() else ("parquet",)
    loaded = loads(names, folder, forms, min(rounds, 3))
    yield _seconds(f"{what}: loading in a new process, and the first questions", names, loaded)
    yield _memory(f"{what}: memory held", names, loaded)
    asked = race(names, folder, rounds, check=size != "L")
    yield _table(f"{what}: questions, in milliseconds", names, asked, note)


def _fits(name: str, size: str) -> bool:
    sizes = list(SIZES)
    return sizes.index(size) <= sizes.index(ENGINES[name].largest)


def _left_out(name: str, size: str, only: Sequence[str]) -> str:
    if only and name not in only:
        return ""
    if missing := lacking(name):
        return f"{name} is left out: {', '.join(missing)} is not installed."
    return f"{name} is left out at {size}: it takes too much time or memory."


def _seconds(title: str, names: Sequence[str], loaded: Loaded) -> Table:
    return _table(f"{title}, in milliseconds", names, loaded.seconds, "")


def _memory(title: str, names: Sequence[str], loaded: Loaded) -> Table:
    mebibytes: Results = {
        what: {name: number / _MIB / _SMALLER for name, number in found.items()}
        for what, found in loaded.memory.items()
    }
    return _table(f"{title}, in MiB", names, mebibytes, "")


def _table(title: str, names: Sequence[str], found: Results, note: str) -> Table:
    others = [name for name in names if name not in {OURS, PROTOTYPE}]
    head = ["operation", OURS, "best peer / ours", PROTOTYPE, *others]
    rows = [_line(what, by_name, others) for what, by_name in found.items()]
    return Table(title, head, rows, note)


def _line(what: str, found: Mapping[str, float], others: Sequence[str]) -> tuple[str, ...]:
    ours = found.get(OURS)
    peers = [found[name] for name in others if name in found]
    ratio = f"{min(peers) / ours:.2g}" if peers and ours and ours > 0 else "–"
    told = (figure(found.get(name)) for name in (PROTOTYPE, *others))
    return (what, figure(ours), ratio, *told)


def figure(seconds: float | None) -> str:
    """
    Return a time in milliseconds with three digits that count.

    >>> [figure(seconds) for seconds in (0.00000123, 0.0123, 1.5, 45.6, None)]
    ['0.00123', '12.3', '1,500', '45,600', '–']
    """
    if seconds is None:
        return "–"
    number = float(f"{1000 * seconds:.3g}")
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.6f}".rstrip("0").rstrip(".")
