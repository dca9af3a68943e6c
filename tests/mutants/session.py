"""The mutants of a target and what became of them, kept in a session of cosmic-ray."""

import ast
import difflib
import random
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeAlias, final

import attrs

from tests.mutants.operators import OPERATORS
from tests.mutants.places import Places, worth_a_try
from tests.mutants.targets import ROOT, TARGETS
from tests.mutants.trying import Outcome

__all__ = ["FOLDER", "Found", "Mutant", "Session"]

#: Values of cosmic-ray, which comes without types.
Foreign: TypeAlias = Any

FOLDER: Final = ROOT / "build" / "mutants"
_SEED: Final = 11
#: Stands for what is said of mutants that are not in the sample.
_LEFT: Final = "left out by lot"
#: Stands for what is said of survivors that are to be tried again.
_FOR_NOW: Final = "survives where functions are exchanged"


@cache
def _ray(module: str) -> Foreign:
    """Return a module of cosmic-ray, which is there only where mutants are made."""
    return import_module(f"cosmic_ray.{module}")


@final
@attrs.frozen
class Mutant:
    """
    A module broken in one place.

    Attributes:
        key: what the session calls it.
        file, text: the file of the module and its broken text.
        told: the place and the lines there, before and after.
    """

    key: str
    file: str
    text: str
    told: str


@final
@attrs.frozen(order=True)
class Found:
    """
    A mutant that was tried.

    Attributes:
        file, line: where it is.
        definition: the function or class around it.
        whole, broken: the lines before and after.
    """

    file: str
    line: int
    definition: str
    whole: str
    broken: str
    outcome: Outcome


class Session:
    """The mutants of one target."""

    def __init__(self, name: str, *, afresh: bool = False, as_found: bool = False) -> None:
        """
        Open what there is of a target, or begin.

        Args:
            name: the name of the target.
            afresh: forget what was found.
            as_found: only tell what was found, also where files have changed meanwhile.
        """
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.target = TARGETS[name]
        path = self.path = _path(name)
        # Places in files that have changed meanwhile mean nothing.
        state, kept = _digest(self.target.files), path.with_suffix(".digest")
        known = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if afresh or (known != state and not as_found):
            path.unlink(missing_ok=True)
            kept.write_text(state, encoding="utf-8")
        new = not path.exists()
        _ray("plugins").OPERATOR_PROVIDERS["plain"] = OPERATORS
        store = _ray("work_db").WorkDB
        self.db = store(str(path), store.Mode.create)
        if new:
            _ray("commands.init").init([Path(file) for file in self.target.files], self.db, {})
            self._choose()

    @staticmethod
    def exists(name: str) -> bool:
        """Say whether a target was tried at all."""
        return _path(name).exists()

    def _choose(self) -> None:
        """Keep the mutants that are worth a try, or a sample; mark the others as skipped."""
        candidates = sorted(self.db.work_items, key=_order)
        worthy = {item.job_id: item for item in self._worthy(candidates)}
        keys = list(worthy)
        lot = random.Random(_SEED)  # noqa: S311 - nothing is secret
        size = self.target.sample
        chosen = set(keys if size is None or size >= len(keys) else lot.sample(keys, size))
        for reason, skipped in (
            ("filtered", [item.job_id for item in candidates if item.job_id not in worthy]),
            (_LEFT, [key for key in keys if key not in chosen]),
        ):
            self.db.set_multiple_results(
                skipped,
                _ray("work_item").WorkResult(
                    output=reason, worker_outcome=_ray("work_item").WorkerOutcome.SKIPPED
                ),
            )

    def _worthy(self, candidates: Iterable[Foreign]) -> Iterator[Foreign]:
        """Yield those that change a module, each change once."""
        met: set[tuple[str, str]] = set()
        places: dict[str, Places] = {}
        for item in candidates:
            spec = item.mutations[0]
            file = str(spec.module_path)
            if file not in places:
                places[file] = Places.of((ROOT / file).read_text(encoding="utf-8"))
                met.add((file, ast.dump(ast.parse(places[file].source))))
            if not worth_a_try(spec.operator_name, (spec.start_pos, spec.end_pos), places[file]):
                continue
            try:
                shape = ast.dump(ast.parse(_broken(spec)))
            except (SyntaxError, AttributeError):  # cosmic-ray fails at `except (a.Error, Other)`
                continue
            if (file, shape) not in met:
                met.add((file, shape))
                yield item

    @property
    def chosen(self) -> int:
        """How many mutants are tried, in the end."""
        skipped = _ray("work_item").WorkerOutcome.SKIPPED
        left_out = sum(1 for _, result in self.db.results if result.worker_outcome == skipped)
        return int(self.db.num_work_items) - left_out

    @property
    def worthy(self) -> int:
        """How many mutants there are that are worth a try."""
        return self.chosen + sum(1 for _, result in self.db.results if result.output == _LEFT)

    def waiting(self, *, again: bool) -> list[Mutant]:
        """
        Return the mutants that were not tried yet, in order of their places.

        Args:
            again: with those of which it is not known for good that they survive.
        """
        items = list(self.db.pending_work_items)
        if again:
            done = self.db.completed_work_items
            items += [item for item, result in done if result.output == _FOR_NOW]
        return [_mutant(item) for item in sorted(items, key=_order)]

    @property
    def seconds(self) -> int:
        """The processor time that the tests of a mutant may take."""
        return int(self.path.with_suffix(".seconds").read_text(encoding="utf-8"))

    @seconds.setter
    def seconds(self, seconds: int) -> None:
        self.path.with_suffix(".seconds").write_text(str(seconds), encoding="utf-8")

    def close(self) -> None:
        """Close the file, so that another process can go on with it."""
        self.db.close()

    def keep(self, mutant: Mutant, outcome: Outcome, said: str, *, for_good: bool) -> None:
        """Write down what became of a mutant; `for_good` unless a survivor is tried again."""
        survived = outcome is Outcome.SURVIVED
        if survived and not for_good:
            said = _FOR_NOW
        result = _ray("work_item").WorkResult(
            output="timeout" if outcome is Outcome.TIMED_OUT else said,
            worker_outcome=_ray("work_item").WorkerOutcome.NORMAL,
            test_outcome=_ray("work_item").TestOutcome.SURVIVED
            if survived
            else _ray("work_item").TestOutcome.KILLED,
            diff=mutant.told,
        )
        self.db.set_result(mutant.key, result)

    def forget(self, outcome: Outcome) -> None:
        """Let the mutants with an outcome wait again."""
        sqlite: Foreign = import_module("sqlalchemy")
        table = _ray("work_db").WorkResultStorage.__table__
        keys = [item.job_id for item, found in self._tried() if found.outcome is outcome]
        with self.db._engine.begin() as connection:  # noqa: SLF001 - there is no other way
            connection.execute(sqlite.delete(table).where(table.c.job_id.in_(keys)))

    def found(self) -> list[Found]:
        """Return the mutants that were tried, in order of their places."""
        return sorted(found for _, found in self._tried())

    def _tried(self) -> Iterator[tuple[Foreign, Found]]:
        for item, result in self.db.completed_work_items:
            if result.worker_outcome == _ray("work_item").WorkerOutcome.SKIPPED:
                continue
            spec = item.mutations[0]
            outcome = Outcome.TIMED_OUT if result.output == "timeout" else Outcome.KILLED
            if result.test_outcome == _ray("work_item").TestOutcome.SURVIVED:
                outcome = Outcome.SURVIVED
            _, _, lines = result.diff.partition(": ")
            whole, _, broken = lines.partition("  ->  ")
            where = spec.definition_name or "the module"
            yield (
                item,
                Found(str(spec.module_path), spec.start_pos[0], where, whole, broken, outcome),
            )


def _digest(files: Iterable[str]) -> str:
    return sha256(b"".join((ROOT / file).read_bytes() for file in files)).hexdigest()


def _path(name: str) -> Path:
    return FOLDER / f"{name.replace(': ', '-').replace(' ', '-')}.sqlite"


def _order(item: Foreign) -> tuple[object, ...]:
    spec = item.mutations[0]
    return str(spec.module_path), spec.start_pos, spec.end_pos, spec.operator_name, spec.occurrence


def _broken(spec: Foreign) -> str:
    operator = _ray("plugins").get_operator(spec.operator_name)()
    source = (ROOT / spec.module_path).read_text(encoding="utf-8")
    return str(_ray("mutating").mutate_code(source, operator, spec.occurrence))


def _mutant(item: Foreign) -> Mutant:
    spec = item.mutations[0]
    file, broken = str(spec.module_path), _broken(spec)
    before, after = (ROOT / file).read_text(encoding="utf-8").splitlines(), broken.splitlines()
    first: list[str] = []
    last: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for sign, a, b, c, d in matcher.get_opcodes():
        if sign != "equal":
            first += map(str.strip, before[a:b])
            last += map(str.strip, after[c:d])
    told = f"{file}:{spec.start_pos[0]}: {' '.join(first)}  ->  {' '.join(last)}"
    return Mutant(item.job_id, file, broken, told)
