"""
The history of an organisation's reporting structure: charts at any moment, diffs, pictures.

This module hands names on and defines nothing; each is loaded when it is asked for, so that a
program pays for what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from orgchart.bounds import Precision
    from orgchart.changes import Change, ChangeKind
    from orgchart.claims import Claim, Tally
    from orgchart.comparison import Diff, diff
    from orgchart.drawing import Drawing, Theme, draw
    from orgchart.edits import Edit
    from orgchart.errors import (
        BrokenRuleError,
        BrokenRulesError,
        DiffMismatchError,
        GraphvizMissingError,
        InvalidValueError,
        InvalidWhenError,
        OrgchartError,
        RenderError,
        ReportingCycleError,
        UnknownIdError,
        UnreadableFieldError,
        UnreadableFileError,
        UnwritableFileError,
    )
    from orgchart.hierarchy import chain_of_command, reporting_cycles, reports_of, roots
    from orgchart.history import History
    from orgchart.io import dump, load
    from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
    from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
    from orgchart.periods import Period
    from orgchart.policies import (
        DEFAULT_POLICY,
        Policy,
        Preference,
        most_precise,
        most_sources,
        newest_source,
        pin,
        prefer,
    )
    from orgchart.rivals import Conflict
    from orgchart.rules import Finding, Report, Rule, check
    from orgchart.snapshot import Snapshot
    from orgchart.sources import Citation, Source, Standing
    from orgchart.vacancy import Vacancy
    from orgchart.when import When

__all__ = [
    "DEFAULT_POLICY",
    "ONGOING",
    "UNDISCLOSED",
    "UNKNOWN",
    "BrokenRuleError",
    "BrokenRulesError",
    "Certainty",
    "Change",
    "ChangeKind",
    "Citation",
    "Claim",
    "Conflict",
    "Diff",
    "DiffMismatchError",
    "Drawing",
    "Edit",
    "Fact",
    "Finding",
    "GraphvizMissingError",
    "History",
    "InvalidValueError",
    "InvalidWhenError",
    "Leave",
    "LineKind",
    "OrgchartError",
    "Period",
    "Person",
    "Policy",
    "Post",
    "Precision",
    "Preference",
    "RenderError",
    "Report",
    "ReportingCycleError",
    "ReportingLine",
    "Rule",
    "Snapshot",
    "Source",
    "Standing",
    "Tally",
    "Tenure",
    "TenureKind",
    "Theme",
    "Unit",
    "UnknownIdError",
    "UnreadableFieldError",
    "UnreadableFileError",
    "UnwritableFileError",
    "Vacancy",
    "When",
    "chain_of_command",
    "check",
    "diff",
    "draw",
    "dump",
    "load",
    "most_precise",
    "most_sources",
    "newest_source",
    "pin",
    "prefer",
    "reporting_cycles",
    "reports_of",
    "roots",
]


#: Where each name is defined; a module is loaded when one of its names is asked for.
_HOMES: Final = {
    "bounds": ("Precision",),
    "changes": ("Change", "ChangeKind"),
    "claims": ("Claim", "Tally"),
    "comparison": ("Diff", "diff"),
    "drawing": ("Drawing", "Theme", "draw"),
    "edits": ("Edit",),
    "errors": (
        "BrokenRuleError",
        "BrokenRulesError",
        "DiffMismatchError",
        "GraphvizMissingError",
        "InvalidValueError",
        "InvalidWhenError",
        "OrgchartError",
        "RenderError",
        "ReportingCycleError",
        "UnknownIdError",
        "UnreadableFieldError",
        "UnreadableFileError",
        "UnwritableFileError",
    ),
    "hierarchy": ("chain_of_command", "reporting_cycles", "reports_of", "roots"),
    "history": ("History",),
    "io": ("dump", "load"),
    "kinds": ("Certainty", "LineKind", "ONGOING", "TenureKind", "UNDISCLOSED", "UNKNOWN"),
    "model": ("Fact", "Leave", "Person", "Post", "ReportingLine", "Tenure", "Unit"),
    "periods": ("Period",),
    "policies": (
        "DEFAULT_POLICY",
        "Policy",
        "Preference",
        "most_precise",
        "most_sources",
        "newest_source",
        "pin",
        "prefer",
    ),
    "rivals": ("Conflict",),
    "rules": ("Finding", "Report", "Rule", "check"),
    "snapshot": ("Snapshot",),
    "sources": ("Citation", "Source", "Standing"),
    "vacancy": ("Vacancy",),
    "when": ("When",),
}
_HOME: Final = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
