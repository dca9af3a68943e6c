"""What is fuzzed: each reader with inputs that suit it, and what has to hold of what it reads."""

import contextlib
import copy
import io
import os
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs

from orgchart import History, OrgchartError, When, check, dump, load
from orgchart.cli.program import program
from orgchart.io import (
    dumps,
    loads,
    read_csv_folder,
    read_ontology,
    read_parquet,
    read_popolo,
    read_snapshots,
    read_tables,
)
from orgchart.phrases import is_relative
from tests.fuzz import seeds
from tests.fuzz.columns import in_columns
from tests.fuzz.mutations import WORDS, Case, Damage, bytewise, in_rows, in_trees, raw, wordwise

__all__ = ["TARGETS", "BrokenPromiseError", "Target", "case_of"]


class BrokenPromiseError(AssertionError):
    """What was read does not do what a history does, or an error is none to be shown."""


@attrs.frozen
class Target:
    """
    Something that reads.

    Attributes:
        seeds: valid inputs.
        damages: what may be done to a file; one that stands twice is done twice as often.
        run: puts an input, the files of a folder, to the test; says whether it was accepted.
    """

    seeds: Callable[[], Iterable[Case]]
    damages: Sequence[Damage]
    run: Callable[[Path, Random], bool]


@cache
def _seeds_of(name: str) -> tuple[Case, ...]:
    return tuple(TARGETS[name].seeds())


def case_of(name: str, seed: int) -> tuple[Case, Random]:
    """Return the input with a number, and what chance is left."""
    rng = Random(f"{name} {seed}")  # noqa: S311 - to be repeated
    found = dict(rng.choice(_seeds_of(name)))
    for file in rng.sample(sorted(found), min(len(found), rng.choice((1, 1, 2)))):
        damage = raw if rng.random() < 0.03 else rng.choice(TARGETS[name].damages)
        found[file] = damage(rng, found[file])
        if rng.random() < 0.2:
            found[file] = bytewise(rng, found[file])
    if len(found) > 1 and rng.random() < 0.05:
        del found[rng.choice(sorted(found))]
    return found, rng


# what has to hold


def _judge(read: Callable[[], History], folder: Path) -> bool:
    """Read, and put what was read to use; only errors that are meant for users may come out."""
    try:
        history = read()
    except OrgchartError as error:
        _require_told(error)
        return False
    _require_kept(history, folder)
    _question(history)
    return True


def _require_told(error: OrgchartError) -> None:
    """Require a sentence, which survives pickling and copying."""
    said = str(error)
    if not said.strip():
        raise BrokenPromiseError(f"{type(error).__name__} says nothing")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own
        if str(again) != said:
            raise BrokenPromiseError(f"{type(error).__name__} does not survive being copied")


def _require_kept(history: History, folder: Path) -> None:
    """Require that what was read can be written and read again."""
    for form in ("json", "toml"):
        try:
            again = loads(dumps(history, form), form)
        except OrgchartError as error:
            raise BrokenPromiseError(f"what was read cannot be read again as {form}") from error
        if again != history:
            raise BrokenPromiseError(f"what was read is not the same read again as {form}")
    dump(history, folder / "again.json")
    if load(folder / "again.json") != history:
        raise BrokenPromiseError("the file that was written holds something else")
    if left := [path.name for path in folder.glob(".orgchart*")]:
        raise BrokenPromiseError(f"files are left behind: {left}")


def _question(history: History) -> None:
    """Ask a history this and that."""
    dates = history.dates()
    few = [*dates[:3], *dates[-2:]] or [When("2020")]
    try:
        charts = [history.at(when) for when in few]
    except OrgchartError as error:
        _require_told(error)
        return
    before, after = charts[0], charts[-1]
    change = history.diff(few[0], few[-1])
    if before + change != after or after - change != before:
        raise BrokenPromiseError("the difference does not lead from one chart to the other")
    change.describe()
    for chart in charts:
        repr((chart.vacancies, chart.certain()))
    list(islice(history.changes(few[0], few[-1]), 50))
    list(islice(check(history), 50))
    history.conflicts()


# readers


def _file(read: Callable[..., History], name: str) -> Callable[[Path, Random], bool]:
    return lambda folder, _rng: _judge(lambda: read(folder / name), folder)


def _zoned(
    read: Callable[..., History], name: str, **options: str
) -> Callable[[Path, Random], bool]:
    """Read with a zone, which the file cannot name; sometimes without."""

    def run(folder: Path, rng: Random) -> bool:
        zone = rng.choice(("Europe/London", "Europe/London", "Europe/London", None))
        return _judge(lambda: read(folder / name, zone=zone, **options), folder)

    return run


def _folder(read: Callable[[Path], History]) -> Callable[[Path, Random], bool]:
    return lambda folder, _rng: _judge(lambda: read(folder), folder)


def _snapshots(folder: Path, rng: Random) -> bool:
    options: dict[str, Any] = {
        "zone": rng.choice((None, "Europe/London")),
        "shape": rng.choice((None, None, "posts", "people")),
        "day_order": rng.choice((None, "day-first", "month-first")),
        "date": rng.choice((None, None, "2024-03")),
    }
    return _judge(lambda: read_snapshots(folder / "case.csv", **options), folder)


def _tables(folder: Path, rng: Random) -> bool:
    options: dict[str, Any] = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    options["ends"] = rng.choice((None, "inclusive", "exclusive"))
    options["zone"] = rng.choice((None, "Europe/London"))
    options["day_order"] = rng.choice((None, "day-first"))
    options["renames"] = rng.choice(("same", "new")) if rng.random() < 0.1 else "same"
    return _judge(lambda: read_tables(**options), folder)


# dates


def _date(folder: Path, rng: Random) -> bool:
    text = (folder / "date").read_bytes().decode("utf-8", "surrogateescape")
    zone = rng.choice((None, "UTC", "Europe/London", "Asia/Kathmandu", text))
    try:
        when = When(text, zone)
    except OrgchartError as error:
        _require_told(error)
        return False
    if when.low > when.high:
        raise BrokenPromiseError("its first bound lies after its last")
    if When(str(when), zone) != when or pickle.loads(pickle.dumps(when)) != when:  # noqa: S301 - as above
        raise BrokenPromiseError("it does not survive being written or pickled")
    repr((when, when.precision, when.sort_key))
    with contextlib.suppress(OrgchartError):
        repr((when.earliest, when.latest, when.close))
    with contextlib.suppress(OrgchartError):
        placed = when.in_zone("America/New_York")
        if When(str(placed), placed.zone) != placed:
            raise BrokenPromiseError("it does not survive a zone")
        History.build(zone="UTC", tenures=[]).at(placed)
    is_relative(text)
    with contextlib.suppress(OrgchartError):
        When.relative(text, When("2020-02", "UTC"))
    return True


def _dates() -> Iterable[Case]:
    return ({"date": text.encode()} for text in seeds.DATES)


# the command line

_COMMANDS: Final = (
    ("show", "FILE", "--at", "DATE"),
    ("show", "FILE", "--at", "DATE", "--root", "ID", "--format", "json"),
    ("show", "FILE", "--format", "csv", "-o", "out.csv"),
    ("diff", "FILE", "DATE", "DATE"),
    ("diff", "FILE", "DATE", "DATE", "--format", "csv"),
    ("log", "FILE", "--from", "DATE", "--format", "jsonl"),
    ("who", "FILE", "ID"),
    ("who", "FILE", "ID", "--at", "DATE"),
    ("career", "FILE", "ID", "--lang", "WORD"),
    ("check", "FILE", "--strict"),
    ("check", "FILE", "--format", "json"),
    ("convert", "FILE", "out.toml"),
    ("convert", "FILE", "out.jsonld"),
    ("draw", "FILE", "DATE", "-o", "out.dot"),
    ("draw", "FILE", "DATE", "DATE", "-o", "out.html"),
    ("import", "FILE", "-o", "out.json"),
    ("show", "FILE", "WORD"),
    ("WORD", "FILE"),
    ("show", "FILE", "--color", "WORD"),
)


def _word(slot: str, file: str, rng: Random) -> str:
    choices: Mapping[str, Callable[[], str]] = {
        "FILE": lambda: file,
        "DATE": lambda: rng.choice((rng.choice(seeds.DATES), "2020", rng.choice(WORDS))),
        "ID": lambda: rng.choice(("ann", "ceo", "board", rng.choice(WORDS))),
        "WORD": lambda: rng.choice(WORDS),
    }
    return choices[slot]() if slot in choices else slot


def _command(folder: Path, rng: Random) -> bool:
    """Run a command; it ends with an exit code and in no error but our own."""
    file = min(path.name for path in folder.iterdir())
    words = [_word(slot, file, rng) for slot in rng.choice(_COMMANDS)]
    here = Path.cwd()
    os.chdir(folder)
    try:
        with (
            contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            program.main(["--traceback", *words], prog_name="orgchart")
    except SystemExit as end:
        if end.code not in {None, 0, 1, 2}:
            raise BrokenPromiseError(f"{words} ends with {end.code!r}") from end
        accepted = end.code != 2
    except OrgchartError as error:
        _require_told(error)
        accepted = False
    finally:
        os.chdir(here)
    if left := [path.name for path in folder.glob(".orgchart*")]:
        raise BrokenPromiseError(f"{words} leaves behind {left}")
    return accepted


def _any_file() -> Iterable[Case]:
    yield from seeds.json_files()
    yield from seeds.toml_files()
    yield from seeds.MONTHLY


_JSON: Final = (in_trees, in_trees, in_trees, wordwise, bytewise)
_TEXT: Final = (wordwise, wordwise, bytewise)
_ROWS: Final = (in_rows, in_rows, in_rows, wordwise, bytewise)

#: What is fuzzed, by name.
TARGETS: Final[Mapping[str, Target]] = {
    "json": Target(seeds.json_files, _JSON, _file(load, "case.json")),
    "toml": Target(seeds.toml_files, _TEXT, _file(load, "case.toml")),
    "csv-folder": Target(seeds.csv_folders, _ROWS, _folder(read_csv_folder)),
    "parquet": Target(
        seeds.parquet_folders,
        (in_columns, in_columns, in_columns, bytewise),
        _folder(read_parquet),
    ),
    "popolo": Target(seeds.popolo_files, _JSON, _zoned(read_popolo, "case.json")),
    "turtle": Target(seeds.turtle_files, _TEXT, _zoned(read_ontology, "case.ttl")),
    "json-ld": Target(
        seeds.json_ld_files, _JSON, _zoned(read_ontology, "case.jsonld", form="json-ld")
    ),
    "snapshots": Target(lambda: seeds.MONTHLY, _ROWS, _snapshots),
    "tables": Target(lambda: seeds.DATED_TABLES, _ROWS, _tables),
    "when": Target(_dates, _TEXT, _date),
    "cli": Target(_any_file, (in_trees, in_rows, wordwise, bytewise), _command),
}
