"""
What Hypothesis calls when it is imported: strategies for the types of the package.

It may be called while the package is on its way to import Hypothesis. So nothing of either is
imported here before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from orgchart.changes import Change
from orgchart.claims import Claim, Tally
from orgchart.comparison import Diff
from orgchart.edits import Edit
from orgchart.history import History
from orgchart.laws.spelling import SPELLED, code_of
from orgchart.model import Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.policies import Policy
from orgchart.rivals import Conflict
from orgchart.snapshot import Snapshot
from orgchart.sources import Citation, Source
from orgchart.vacancy import Vacancy
from orgchart.when import When

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy
    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["register"]

#: The strategies of each type, by name.
_DRAWN: Final[dict[type[object], tuple[str, ...]]] = {
    Person: ("people",),
    Unit: ("units",),
    Post: ("posts",),
    Tenure: ("tenures",),
    ReportingLine: ("lines",),
    Leave: ("leaves",),
    When: ("whens",),
    Period: ("periods",),
    Snapshot: ("snapshots",),
    Diff: ("diffs",),
    History: ("histories", "vague_histories", "rival_histories"),
    Source: ("sources",),
    Citation: ("citations",),
    Claim: ("claims",),
    Tally: ("tallies",),
    Policy: ("policies",),
    Vacancy: ("vacancies",),
    Edit: ("edits",),
    Change: ("changes",),
    Conflict: ("conflicts",),
}
_FACTS: Final = frozenset({Person, Unit, Post, Tenure, ReportingLine, Leave})


def register() -> None:
    """
    Register a strategy for each type, and have failures print values as code.

    Hypothesis calls it when it is imported, by way of the entry point that the package installs;
    so ``from_type(Snapshot)``, and ``@given`` by annotations, work without any set-up.
    """
    register_type: Callable[..., None] = import_module(
        "hypothesis.strategies"
    ).register_type_strategy
    for kind in _DRAWN:
        register_type(kind, _strategy)
    # Where Hypothesis prints in another way some day, failures show the plain `repr`.
    with suppress(ImportError, AttributeError):
        print_by_name: Callable[..., None] = import_module(
            "hypothesis.vendor.pretty"
        ).for_type_by_name
        for kind in SPELLED:
            print_by_name(kind.__module__, kind.__name__, _print)


def _strategy(kind: type[Any]) -> SearchStrategy[Any]:
    strategies = import_module("orgchart.strategies")
    given = {"periods": strategies.periods()} if kind in _FACTS else {}
    drawn = [getattr(strategies, name)(**given) for name in _DRAWN[kind]]
    one_of: Callable[..., SearchStrategy[Any]] = import_module("hypothesis.strategies").one_of
    return one_of(*drawn)


def _print(value: object, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001 - as Hypothesis calls it
    with printer.group():
        for place, line in enumerate(code_of(value).splitlines()):
            if place:
                printer.break_()
            printer.text(line)
